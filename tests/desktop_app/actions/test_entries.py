"""The registers of 设置, records and own words alike: saved, deleted, taken back one change after the other."""

import pytest

from db.errors import KnownError
from db.items import VILLAGE
from desktop_app.actions import words
from desktop_app.actions.entries import Entries, OwnWords


@pytest.fixture(params=["village", "words"])
def entries(request, session):
    return Entries(session, VILLAGE, "closed") if request.param == "village" else OwnWords(session)


def names(entries):
    return {record["name"] for record in entries.records()}


def entry(entries, name):
    return entries.item.blank() | {"name": name} | ({"type": "05"} if entries.item is words.WORD else {})


def test_each_change_is_taken_back_the_last_one_first(entries):
    assert not entries.can_undo()
    stored = entries.save(entry(entries, "争滩头"))
    entries.save(stored)  # nothing is new: nothing more to take back
    changed = entries.save(stored | {"name": "抢滩头"})
    entries.delete(changed["uid"])
    told = []
    while entries.can_undo() and len(told) < 9:
        told.append(names(entries))
        assert entries.undo()
    assert told == [set(), {"抢滩头"}, {"争滩头"}] and names(entries) == set()


def test_what_was_refused_is_not_taken_back(entries):
    with pytest.raises(KnownError):
        entries.save(entry(entries, ""))
    assert not entries.can_undo()
