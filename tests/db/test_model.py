"""The repository against a dictionary: whatever is done in whatever order, it holds what the dictionary holds."""

import copy
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from db import repository
from db.database import open_store
from db.errors import Conflict
from db.items import CASE
from db.repository import Filter

WORDS = st.text("王建国军树枝遮光ab1 ，", max_size=6)
DAYS = st.dates().map(lambda day: day.isoformat())
PARTIES = st.lists(st.fixed_dictionaries({"name": WORDS, "role": st.sampled_from(["applicant", "respondent"])}), max_size=3)
VALUES = st.fixed_dictionaries({}, optional={
    "summary": WORDS, "amount": st.none() | st.integers(0, 10 ** 9), "cross_committee": st.none() | st.booleans(),
    "accept_date": st.none() | DAYS, "parties": PARTIES})


def shown(record):
    """What a person wrote, blank text as nothing, without uids."""
    def blank(value):
        return value in (None, []) or (isinstance(value, str) and not value.strip())
    return {key: [{k: v for k, v in row.items() if k != "uid" and not blank(v)} for row in value]
            if key == "parties" else value
            for key, value in record.items() if key in CASE.fields and not blank(value)}


class Book(RuleBasedStateMachine):
    uids = Bundle("uids")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.open()
        self.model = {}  # uid -> what it shows
        self.revision = {}
        self.deleted = set()
        self.steps = {}  # uid -> number of history rows
        self.undoable = []  # (change, state before)

    def open(self):
        self.store = open_store(Path(self.folder.name))

    def note(self, uid, before):
        self.revision[uid] = self.revision.get(uid, 0) + 1
        self.steps[uid] = self.steps.get(uid, 0) + 1
        self.undoable.append((repository.last_change(self.store, CASE, uid), before))

    @rule(target=uids, values=VALUES)
    def add(self, values):
        stored = repository.add(self.store, CASE, values | {"event_on": "2022-09-01"}, "甲")
        uid = stored["uid"]
        self.model[uid] = shown(values | {"event_on": "2022-09-01"})
        self.note(uid, None)
        return uid

    @rule(uid=uids, values=VALUES)
    def save(self, uid, values):
        record = repository.get(self.store, CASE, uid) | values
        before = copy.deepcopy(self.model[uid])
        if uid in self.deleted:
            with pytest.raises(Conflict):
                repository.save(self.store, CASE, record, "乙")
            return
        changes = shown(record) != before
        repository.save(self.store, CASE, record, "乙")
        self.model[uid] = shown(record)
        if changes:
            self.note(uid, before)

    @rule(uid=uids)
    def save_stale(self, uid):
        record = repository.get(self.store, CASE, uid)
        with pytest.raises(Conflict):
            repository.save(self.store, CASE, record | {"revision": record["revision"] - 1, "summary": "旧"}, "丙")

    @rule(uid=uids)
    def delete(self, uid):
        repository.delete(self.store, CASE, uid, "甲")
        if uid not in self.deleted:
            self.deleted.add(uid)
            self.note(uid, self.model[uid])

    @rule(uid=uids)
    def restore(self, uid):
        repository.restore(self.store, CASE, uid, "甲")
        if uid in self.deleted:
            self.deleted.discard(uid)
            self.note(uid, self.model[uid])

    @rule(uid=uids, state=st.sampled_from(["new", "exported", "accepted"]))
    def mark(self, uid, state):
        if self.model[uid].get("report_state") != state:
            self.steps[uid] += 1
        repository.mark(self.store, CASE, [uid], {"report_state": state}, "甲")
        self.model[uid]["report_state"] = state

    @precondition(lambda self: self.undoable)
    @rule()
    def undo_last(self):
        change, before = self.undoable.pop()
        uid = change.uid
        if self.revision[uid] != change.revision:
            with pytest.raises(Conflict):
                repository.undo(self.store, change, "丁")
            return
        repository.undo(self.store, change, "丁")
        if change.action in ("add", "restore"):
            self.deleted.add(uid)
        elif change.action == "delete":
            self.deleted.discard(uid)
        else:
            state = self.model[uid].get("report_state")
            self.model[uid] = before | ({"report_state": state} if state else {})
        self.revision[uid] += 1
        self.steps[uid] += 1

    @rule(uid=consumes(uids))
    def forget(self, uid):
        """Some records are left alone from here on."""

    @rule()
    def reopen(self):
        self.store.close()
        self.open()

    @invariant()
    def the_book_holds_what_the_model_holds(self):
        for uid, expected in self.model.items():
            record = repository.get(self.store, CASE, uid)
            assert shown(record) == expected
            assert record["revision"] == self.revision[uid]
            assert bool(record["deleted_at"]) == (uid in self.deleted)
            assert len(repository.history(self.store, CASE, uid)) == self.steps[uid]
        for deleted in (False, True):
            found = repository.page(self.store, CASE, repository.find(self.store, CASE, Filter(deleted=deleted)))
            assert {r["uid"] for r in found} == {u for u in self.model if (u in self.deleted) is deleted}
            ids = repository.find(self.store, CASE, Filter(text="树枝", deleted=deleted))
            words = {u for u, m in self.model.items() if (u in self.deleted) is deleted
                     and any("树枝" in text for text in [m.get("summary", "")] + [p.get("name", "") for p in m.get("parties", [])])}
            assert {r["uid"] for r in repository.page(self.store, CASE, ids)} == words
        assert self.store.rows("PRAGMA foreign_key_check") == []

    def teardown(self):
        self.store.close()
        self.folder.cleanup()


TestBook = Book.TestCase
TestBook.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
