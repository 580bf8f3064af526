"""A backup is one only when it has been read back."""

import os

import pytest

from db import backup, repository
from db.database import FILE_NAME, open_store
from db.errors import Unwritable
from db.items import CASE, VILLAGE
from db.repository import Filter
from desktop_app.actions import cases, transcribe


def test_it_opens_as_a_book_of_its_own(session, tmp_path):
    for entry in transcribe.entries().values():
        cases.save_case(session, transcribe.full_record(session, entry))
    copy = backup.make(session.store.db.connection(), session.store.folder, "手工")
    assert copy.parent == session.store.folder / "backups" and copy.name.endswith(" 手工.db")
    (tmp_path / "restored").mkdir()
    (tmp_path / "restored" / FILE_NAME).write_bytes(copy.read_bytes())
    with open_store(tmp_path / "restored") as restored:
        for store in (restored, session.store):
            assert len(repository.find(store, CASE, Filter())) == 10
        assert repository.find(restored, CASE, Filter(text="渔具")) == repository.find(session.store, CASE, Filter(text="渔具"))
        assert restored.settings.get("office") == session.store.settings.get("office")


def test_what_is_still_in_the_wal_is_in_it(store):
    uid = repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")["uid"]
    assert (store.folder / f"{FILE_NAME}-wal").stat().st_size
    copy = backup.make(store.db.connection(), store.folder, "手工")
    assert not list(copy.parent.glob("*-wal"))
    assert uid.encode() in copy.read_bytes()


def test_leftovers_of_a_killed_backup_are_cleared(store):
    folder = store.folder / backup.FOLDER
    folder.mkdir()
    (folder / "20220901-100000 手工.part").write_bytes(b"half")
    (folder / "20220901-100000 手工.part-journal").write_bytes(b"half")
    (folder / "20220831-100000 手工.db").write_bytes(b"kept")
    copy = backup.make(store.db.connection(), store.folder, "手工")
    assert sorted(p.name for p in folder.iterdir()) == sorted(["20220831-100000 手工.db", copy.name])


def test_a_copy_that_reads_differently_is_none(store, monkeypatch):
    repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
    counts = iter([{"village": 1}, {"village": 2}])
    monkeypatch.setattr(backup, "_counts", lambda _: next(counts))
    with pytest.raises(Unwritable, match="不一致"):
        backup.make(store.db.connection(), store.folder, "手工")
    assert not list((store.folder / backup.FOLDER).glob("*.db"))


def test_a_disk_that_fails_is_a_sentence(store, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(Unwritable, match="备份没有做成"):
        backup.make(store.db.connection(), store.folder, "手工")
    assert not list((store.folder / backup.FOLDER).glob("*.db"))
