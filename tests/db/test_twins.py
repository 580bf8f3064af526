"""Pairs that are one person: the groups made in SQL miss none that comparing all with all would find."""

import random
import threading
from itertools import combinations

import pytest

from db import people, repository
from db.items import PERSON
from db.same_person import compare
from db.twins import twins, twins_of

IDS = ("371083195506060317", "371083550606031", "371083197001110330", "371083195506060318", None)


@pytest.fixture
def crowd(store):
    """180 entries of few names, villages, telephones and birthdays."""
    dice = random.Random(7)
    names = ("王婷", "王亭", "王挺", "李玫", "李玟", "李枚", "张晴", "张睛", "王建国")

    def some(values):
        return dice.choice(values) if dice.random() < 0.5 else None

    with store.writing():
        for _ in range(180):
            name = dice.choice(names)
            said = {"name": name, "kind": "natural", "village": some("abcdefghi"), "phone": some([f"1380631{n:04d}" for n in range(30)]),
                    "birth": some(["1955-06-06", "1956-01-01", "1970-01-01"]), "sex": some("12"), "id_no": dice.choice((*IDS, *[None] * 9))}
            repository.add(store, PERSON, said | people._spelt(name), "刘淑芬")
    return store


def pair(found):
    return frozenset((found.one["uid"], found.other["uid"]))


def test_none_is_missed(crowd):
    everybody = repository.records(crowd, PERSON)
    wanted = {frozenset((a["uid"], b["uid"])) for a, b in combinations(everybody, 2) if compare(a, b)}
    found, count = twins(crowd, limit=100_000)
    assert len(wanted) > 100 and {pair(p) for p in found} == wanted and count == len(found) == len(wanted)
    assert [p.likeness.verdict for p in found] == sorted((p.likeness.verdict for p in found), reverse=True)
    assert all(p.likeness == compare(p.one, p.other) for p in found)


def test_only_as_many_as_asked_but_all_counted(crowd):
    some, count = twins(crowd, limit=3)
    assert len(some) == 3 < count


def test_those_of_one_entry_are_the_same_pairs(crowd):
    every = {pair(p) for p in twins(crowd, limit=100_000)[0]}
    for person in repository.records(crowd, PERSON)[::20]:
        if person["id_no"] not in IDS[:2]:  # an old number finds its new one among all, not for one
            assert {pair(p) for p in twins_of(crowd, person)} == {p for p in every if person["uid"] in p}


def test_a_party_that_is_nobody_yet(store, known_people):
    known = repository.get(store, PERSON, known_people[0])
    (found,) = twins_of(store, {"name": known["name"], "phone": known["phone"]})
    assert found.other["uid"] == known["uid"] and "电话相同" in found.likeness.text
    assert twins_of(store, {"name": known["name"]}) == twins_of(store, {}) == []


def test_one_state_of_the_book_is_read_whoever_writes_beside(crowd):
    """While the worker looks, others are merged away in another connection: it ends with what it began with."""
    _, before = twins(crowd)

    def write():
        for person in repository.records(crowd, PERSON)[::2]:
            repository.delete(crowd, PERSON, person["uid"], "刘淑芬")
        crowd.close_thread()

    heard = []

    def progress(done, _):
        if len(heard) == 1:  # the first groups were read
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        heard.append(done)

    _, count = twins(crowd, progress=progress)
    assert count == before and heard == sorted(heard) and all(0 <= done <= 1 for done in heard)
    assert twins(crowd)[1] < count


def test_an_empty_directory(store):
    assert twins(store) == ([], 0)
