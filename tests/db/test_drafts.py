"""Unsaved input and the office's settings survive the program."""

import pytest

from db import clock, drafts
from db.database import open_store
from db.items import CASE, VILLAGE


def test_one_draft_per_record_the_last_one_counts(store):
    drafts.keep(store, CASE, {"summary": "甲"}, "刘淑芬")
    drafts.keep(store, CASE, {"summary": "甲乙"}, "刘淑芬")
    drafts.keep(store, CASE, {"uid": "u", "revision": 3, "summary": "旧案"}, "于建国")
    drafts.keep(store, VILLAGE, {"name": "东村"}, "刘淑芬")
    waiting = {d.uid: d for d in drafts.waiting(store, CASE)}
    assert waiting[""].data == {"summary": "甲乙"} and waiting[""].revision == 0
    assert (waiting["u"].revision, waiting["u"].saved_by) == (3, "于建国")
    assert [d.data for d in drafts.waiting(store, VILLAGE)] == [{"name": "东村"}]


def test_newest_first(store):
    from datetime import date
    for day, uid in ((date(2022, 9, 1), "old"), (date(2022, 9, 2), "new")):
        with clock.pretending(day):
            drafts.keep(store, CASE, {"uid": uid, "revision": 1}, "刘淑芬")
    assert [d.uid for d in drafts.waiting(store, CASE)] == ["new", "old"]


def test_discarded_is_gone_and_the_others_stay(store):
    drafts.keep(store, CASE, {"summary": "甲"}, "刘淑芬")
    drafts.keep(store, CASE, {"uid": "u", "revision": 1}, "刘淑芬")
    drafts.discard(store, CASE, "")
    drafts.discard(store, CASE, "nobody")
    assert [d.uid for d in drafts.waiting(store, CASE)] == ["u"]


@pytest.mark.parametrize("value", [None, 0, "", "文字", [1, "二"], {"desk": "town", "sample": False}])
def test_settings_come_back_as_they_went_in(tmp_path, value):
    with open_store(tmp_path) as store:
        assert store.settings.get("key", "default") == "default"
        store.settings.set("key", "before")
        store.settings.set("key", value)
    with open_store(tmp_path) as store:
        assert store.settings.get("key", "default") == value
