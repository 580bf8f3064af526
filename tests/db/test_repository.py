"""Records: stored as they were, changed only on the revision that was read, never erased, and every step kept."""

import pytest

from db import repository
from db.errors import Conflict, KnownError, NotFound
from db.items import CASE, MEDIATOR, VILLAGE
from db.repository import Filter
from desktop_app.actions import cases, transcribe


@pytest.fixture
def record(session):
    """S6, three parties, as it would be saved."""
    case = cases.complete(transcribe.full_record(session, transcribe.entries()["S6"]))
    return case | {"cross_committee": True, "amount": 120_000}


@pytest.fixture
def stored(store, record):
    return repository.add(store, CASE, record, "刘淑芬")


def said(record):
    """A record without what the store adds."""
    parties = [{k: v for k, v in party.items() if k != "uid"} for party in record["parties"]]
    return {key: record[key] for key in CASE.fields} | {"parties": parties}


def actions(store, item, uid):
    return [(c.action, c.revision) for c in repository.history(store, item, uid)]


def test_a_record_comes_back_as_it_went_in(store, record, stored):
    assert said(stored) == said(record)
    assert repository.get(store, CASE, stored["uid"]) == stored
    assert stored["cross_committee"] is True and stored["amount"] == 120_000
    assert (stored["revision"], stored["created_by"], stored["deleted_at"]) == (1, "刘淑芬", None)
    assert "id" not in stored and all("owner" not in p and "position" not in p for p in stored["parties"])


def test_a_given_uid_is_kept(store, record):
    assert repository.add(store, CASE, record | {"uid": "given"}, "刘淑芬")["uid"] == "given"


def test_what_is_not_declared_is_not_stored(store):
    assert "colour" not in repository.add(store, VILLAGE, {"name": "东村", "colour": "红"}, "刘淑芬")


def test_unknown_records_are_a_sentence(store):
    with pytest.raises(NotFound):
        repository.get(store, CASE, "nobody")
    with pytest.raises(NotFound):
        repository.delete(store, CASE, "nobody", "刘淑芬")
    with pytest.raises(NotFound):
        repository.mark(store, CASE, ["nobody"], {"report_state": "exported"}, "刘淑芬")


class TestSave:
    def test_the_revision_moves_and_the_history_says_what(self, store, stored):
        after = repository.save(store, CASE, stored | {"summary": "改了", "amount": None}, "于建国")
        assert (after["revision"], after["updated_by"], after["created_by"]) == (2, "于建国", "刘淑芬")
        change = repository.last_change(store, CASE, stored["uid"])
        assert (change.action, change.revision, change.who) == ("change", 2, "于建国")
        assert change.before == {"summary": stored["summary"], "amount": 120_000}
        assert change.after == {"summary": "改了", "amount": None}

    def test_an_old_revision_is_refused(self, store, stored):
        repository.save(store, CASE, stored | {"summary": "甲窗口"}, "于建国")
        with pytest.raises(Conflict, match="于建国"):
            repository.save(store, CASE, stored | {"summary": "乙窗口"}, "刘淑芬")
        assert repository.get(store, CASE, stored["uid"])["summary"] == "甲窗口"
        assert actions(store, CASE, stored["uid"]) == [("add", 1), ("change", 2)]

    def test_the_same_again_changes_nothing(self, store, stored):
        assert repository.save(store, CASE, stored, "于建国") == stored
        assert actions(store, CASE, stored["uid"]) == [("add", 1)]

    def test_blank_text_is_no_statement(self, store, stored):
        assert repository.save(store, CASE, stored | {"summary": ""}, "于建国")["summary"] is None

    def test_rows_come_and_go_and_keep_their_order(self, store, stored):
        one, two, three = stored["parties"]
        new = {"role": "respondent", "kind": "natural", "name": "赵六"}
        after = repository.save(store, CASE, stored | {"parties": [three, new, one]}, "刘淑芬")
        assert [p["name"] for p in after["parties"]] == [three["name"], "赵六", one["name"]]
        assert [p["uid"] for p in after["parties"]][::2] == [three["uid"], one["uid"]]
        assert store.rows("SELECT count(*) FROM party") == [(3,)]
        assert two["uid"] not in {p["uid"] for p in after["parties"]}

    def test_a_record_in_the_bin_is_refused(self, store, stored):
        repository.delete(store, CASE, stored["uid"], "刘淑芬")
        with pytest.raises(Conflict, match="回收站"):
            repository.save(store, CASE, stored | {"revision": 2, "summary": "改"}, "刘淑芬")

    def test_a_failure_in_the_middle_leaves_nothing(self, store, stored, monkeypatch):
        def fail(*_):
            raise RuntimeError("power")
        monkeypatch.setattr(repository, "_history", fail)
        with pytest.raises(RuntimeError):
            repository.save(store, CASE, stored | {"summary": "半截", "parties": stored["parties"][:1]}, "刘淑芬")
        assert repository.get(store, CASE, stored["uid"]) == stored
        assert repository.find(store, CASE, Filter(text="半截")) == []


class TestBin:
    def test_out_of_sight_and_back(self, store, stored):
        (row_id,) = repository.find(store, CASE, Filter())
        repository.delete(store, CASE, stored["uid"], "于建国")
        assert repository.find(store, CASE, Filter()) == []
        assert repository.find(store, CASE, Filter(deleted=True)) == [row_id]
        assert repository.get(store, CASE, stored["uid"])["deleted_at"]
        repository.restore(store, CASE, stored["uid"], "于建国")
        assert repository.find(store, CASE, Filter()) == [row_id]
        assert said(repository.get(store, CASE, stored["uid"])) == said(stored)
        assert actions(store, CASE, stored["uid"]) == [("add", 1), ("delete", 2), ("restore", 3)]

    def test_twice_is_once(self, store, stored):
        repository.restore(store, CASE, stored["uid"], "于建国")
        repository.delete(store, CASE, stored["uid"], "于建国")
        repository.delete(store, CASE, stored["uid"], "于建国")
        assert actions(store, CASE, stored["uid"]) == [("add", 1), ("delete", 2)]

    def test_registers_keep_the_names_of_deleted_entries_readable(self, store):
        village = repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
        repository.add(store, VILLAGE, {"name": "北村"}, "刘淑芬")
        repository.delete(store, VILLAGE, village["uid"], "刘淑芬")
        assert [r["name"] for r in repository.records(store, VILLAGE)] == ["北村"]
        assert repository.names(store, VILLAGE)[village["uid"]] == "东村"


class TestMark:
    def test_history_yes_revision_no(self, store, stored):
        repository.mark(store, CASE, [stored["uid"]], {"report_state": "exported", "exported_rev": 1}, "刘淑芬")
        after = repository.get(store, CASE, stored["uid"])
        assert (after["revision"], after["report_state"], after["exported_rev"]) == (1, "exported", 1)
        assert repository.history(store, CASE, stored["uid"])[-1].after == {"report_state": "exported",
                                                                           "exported_rev": 1}
        assert repository.last_change(store, CASE, stored["uid"]).action == "add"

    def test_nothing_new_is_not_noted(self, store, stored):
        for _ in range(2):
            repository.mark(store, CASE, [stored["uid"]], {"report_state": "exported"}, "刘淑芬")
        assert [a for a, _ in actions(store, CASE, stored["uid"])] == ["add", "mark"]

    def test_all_or_none(self, store, stored):
        with pytest.raises(KnownError):
            repository.mark(store, CASE, [stored["uid"], "nobody"], {"report_state": "exported"}, "刘淑芬")
        assert repository.get(store, CASE, stored["uid"])["report_state"] == "new"

    def test_a_form_that_was_open_meanwhile_can_still_be_saved(self, store, stored):
        repository.mark(store, CASE, [stored["uid"]], {"report_state": "exported"}, "刘淑芬")
        assert repository.save(store, CASE, stored | {"summary": "改"}, "刘淑芬")["revision"] == 2


class TestUndo:
    def undo(self, store, uid):
        repository.undo(store, repository.last_change(store, CASE, uid), "刘淑芬")

    def test_an_add_goes_to_the_bin(self, store, stored):
        self.undo(store, stored["uid"])
        assert repository.get(store, CASE, stored["uid"])["deleted_at"]

    def test_a_change_is_taken_back_with_its_parties(self, store, stored):
        repository.save(store, CASE, stored | {"summary": "改", "parties": stored["parties"][:1]}, "刘淑芬")
        self.undo(store, stored["uid"])
        after = repository.get(store, CASE, stored["uid"])
        assert said(after) == said(stored) and after["revision"] == 3
        assert after["parties"] == stored["parties"]

    def test_a_delete_and_a_restore(self, store, stored):
        repository.delete(store, CASE, stored["uid"], "刘淑芬")
        self.undo(store, stored["uid"])
        assert not repository.get(store, CASE, stored["uid"])["deleted_at"]
        self.undo(store, stored["uid"])  # the newest change is now that restore
        assert repository.get(store, CASE, stored["uid"])["deleted_at"]

    def test_not_when_more_happened_since(self, store, stored):
        change = repository.last_change(store, CASE, stored["uid"])
        repository.save(store, CASE, stored | {"summary": "改"}, "于建国")
        with pytest.raises(Conflict, match="后来又改过"):
            repository.undo(store, change, "刘淑芬")
        assert repository.get(store, CASE, stored["uid"])["summary"] == "改"

    def test_it_is_in_the_history_like_everything_else(self, store, stored):
        repository.save(store, CASE, stored | {"summary": "改"}, "于建国")
        self.undo(store, stored["uid"])
        assert actions(store, CASE, stored["uid"]) == [("add", 1), ("change", 2), ("change", 3)]


class TestPages:
    def test_in_the_order_asked_for_without_the_missing(self, store):
        for name in "甲乙丙丁":
            repository.add(store, CASE, {"summary": name, "event_on": "2022-09-01"}, "刘淑芬")
        found = repository.page(store, CASE, [3, 1, 99, 2])
        assert [r["summary"] for r in found] == ["丙", "甲", "乙"]
        assert repository.page(store, CASE, []) == []

    def test_more_ids_than_one_statement_takes(self, store, monkeypatch):
        monkeypatch.setattr(repository, "_CHUNK", 2)
        for name in "甲乙丙丁戊":
            repository.add(store, CASE, {"summary": name, "event_on": "2022-09-01"}, "刘淑芬")
        ids = repository.find(store, CASE, Filter())
        assert [r["summary"] for r in repository.page(store, CASE, ids)] == list("戊丁丙乙甲")

    def test_a_period_is_inclusive(self, store):
        for day in ("2022-08-31", "2022-09-01", "2022-09-30", "2022-10-01"):
            repository.add(store, CASE, {"summary": day, "event_on": day}, "刘淑芬")
        ids = repository.find(store, CASE, Filter(first_day="2022-09-01", last_day="2022-09-30"))
        assert [r["summary"] for r in repository.page(store, CASE, ids)] == ["2022-09-30", "2022-09-01"]


def test_differences_are_those_of_declared_fields(record):
    other = record | {"summary": "别的", "updated_by": "某人"}
    assert repository.differences(CASE, record, other) == ["summary"]
    changed = [dict(p) for p in record["parties"]]
    changed[1]["phone"] = "13800000000"
    assert repository.differences(CASE, record, record | {"parties": changed}) == ["parties"]
    assert repository.differences(MEDIATOR, {"name": "甲"}, {"name": "甲", "phone": ""}) == []
