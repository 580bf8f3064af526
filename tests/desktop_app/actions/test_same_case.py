"""A case that was entered before is seen, whoever stands on which side; neighbours who quarrel again are not."""

from datetime import date

import pytest

from db import clock, people
from desktop_app.actions import cases, same_case
from tests.desktop_app.actions.made_cases import simple


def quarrel(session, left="王建国", right="王建军", day="2022-09-03", kind="02", **said):
    case = simple(session, left, mediation_date=day, accept_date=day, dispute_type=kind)
    case["parties"][0] |= said.get("one", {})
    case["parties"][1] |= {"name": right} | said.get("other", {})
    return case


@pytest.fixture
def first(session):
    with clock.pretending(date(2022, 9, 30)):
        yield cases.save_case(session, quarrel(session, one={"phone": "13806310001"})).record


@pytest.mark.parametrize(("change", "seen"), [
    ({}, True), ({"left": "王建军", "right": "王建国"}, True), ({"day": "2022-09-06"}, True), ({"day": "2022-08-31"}, True),
    ({"day": "2022-09-07"}, False), ({"day": "2022-08-30"}, False), ({"kind": "01"}, False), ({"kind": None}, False),
    ({"right": "王建民"}, False), ({"right": None}, False), ({"one": {"village": "v"}}, True)])
def test_what_repeats_it(session, first, change, seen):
    found = same_case.twin_of(session, quarrel(session, **change))
    assert (found and found["uid"]) == (first["uid"] if seen else None)


def test_never_itself_nor_one_in_the_bin(session, first):
    assert same_case.twin_of(session, first) is None
    cases.delete_case(session, first["uid"])
    assert same_case.twin_of(session, quarrel(session)) is None


def test_by_the_directory_when_both_are_in_it(session, first):
    uid = first["parties"][0]["person"]
    assert uid and same_case.twin_of(session, quarrel(session, left="王建囯", one={"person": uid}))["uid"] == first["uid"]
    assert same_case.twin_of(session, quarrel(session, one={"person": "somebody else"})) is None


def test_another_village_or_number_is_another_person(session):
    cases.save_case(session, quarrel(session, one={"village": "v"}, other={"id_no": "371083195506060317"}))
    assert same_case.twin_of(session, quarrel(session))
    assert same_case.twin_of(session, quarrel(session, one={"village": "w"})) is None
    assert same_case.twin_of(session, quarrel(session, other={"id_no": "371083197001110330"})) is None


def test_the_nearest_one(session, first):
    near = cases.save_case(session, quarrel(session, day="2022-09-05")).record
    assert same_case.twin_of(session, quarrel(session, day="2022-09-06"))["uid"] == near["uid"]
    assert same_case.twin_of(session, quarrel(session, day="2022-09-01"))["uid"] == first["uid"]


def test_an_empty_case_repeats_nothing(session, first):
    assert same_case.twin_of(session, cases.new_case(session)) is None and same_case.twin_of(session, {}) is None


def test_in_words(session, first):
    assert same_case.twin_words(first) == "9月3日登记过一件：王建国、王建军 邻里纠纷"
    assert same_case.twin_words(first | {"dispute_type": None}) == "9月3日登记过一件：王建国、王建军"


def messages_of(session, record):
    return [(problem.path, problem.message, problem.hard) for problem in same_case.doubts(session, record)]


def test_a_new_case_is_told_that_it_repeats_one_and_a_stored_one_is_not(session, first):
    known = {"phone": "13806310001", "person": first["parties"][0]["person"]}
    assert messages_of(session, quarrel(session, one=known)) == [
        (("parties", 0, "name"), "9月3日登记过一件：王建国、王建军 邻里纠纷。是同一件就不用再登", False)]
    assert messages_of(session, first) == []


def test_who_was_met_under_another_spelling_is_told(session):
    people.remember(session.store, {"name": "王婷", "kind": "natural", "phone": "13806310009"}, session.who)
    found = messages_of(session, quarrel(session, left="王亭", one={"phone": "13806310009"}))
    assert found == [(("parties", 0, "name"),
                      "见过：王婷　138****0009（名字音同形近、电话相同）。是同一人，打姓名时从名单里选", False)]
    assert messages_of(session, quarrel(session, left="王亭", one={"phone": "13806310008"})) == []
