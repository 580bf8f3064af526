"""A backup is one only when it has been read back."""

import os

import pytest

from db import backup, repository
from db.database import FILE_NAME, open_store
from db.errors import NotFound, Unwritable
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


def written(store, name):
    """A book that was written to and closed properly up to here, later than any backup of it."""
    repository.add(store, VILLAGE, {"name": name}, "刘淑芬")
    store.checkpoint()
    book = store.folder / FILE_NAME
    later = max([book.stat().st_mtime, *(copy.stat().st_mtime + 1 for copy in backup.of(store.folder))])
    os.utime(book, (later, later))
    return book


def test_one_backup_a_day_and_only_of_what_is_new(store):
    connection = store.db.connection()
    first = backup.daily(connection, written(store, "东村"))
    assert backup.of(store.folder) == [first]
    assert backup.daily(connection, store.folder / FILE_NAME) is None
    yesterday = first.rename(first.with_name(first.name.replace(first.name[:8], "20220914")))
    second = backup.daily(connection, written(store, "西流村"))
    assert backup.of(store.folder) == [yesterday, second]


def test_a_fortnight_of_daily_backups_stays_and_every_other_one(store):
    folder = store.folder / backup.FOLDER
    folder.mkdir()
    for day in range(1, 31):
        (folder / f"202208{day:02d}-170000 {backup.DAILY}.db").write_bytes(b"x")
        os.utime(folder / f"202208{day:02d}-170000 {backup.DAILY}.db", (day, day))
    (folder / "20220801-080000 升级前.db").write_bytes(b"x")
    newest = backup.daily(store.db.connection(), written(store, "东村"))
    left = [copy.name for copy in backup.of(store.folder)]
    assert len(left) == backup.KEPT + 1 and left[0] == "20220801-080000 升级前.db" and left[-1] == newest.name
    assert backup.day_of(backup.of(store.folder)[1]) == "2022-08-18"


def test_a_damaged_book_is_replaced_by_the_newest_sound_backup_and_kept(tmp_path):
    with open_store(tmp_path) as opened:
        repository.add(opened, VILLAGE, {"name": "东村"}, "刘淑芬")
        good = backup.make(opened.db.connection(), tmp_path, "手工")
    (tmp_path / backup.FOLDER / "99999999-000000 每日.db").write_bytes(b"no database" * 100)
    book = tmp_path / FILE_NAME
    damaged = b"garbage" * 5000
    book.write_bytes(damaged)
    assert backup.restore(book) == good
    assert [kept.read_bytes() for kept in (tmp_path / backup.SET_ASIDE).rglob(FILE_NAME)] == [damaged]
    with open_store(tmp_path) as restored:
        assert list(repository.names(restored, VILLAGE).values()) == ["东村"]


def test_without_a_sound_backup_nothing_is_touched(tmp_path):
    book = tmp_path / FILE_NAME
    book.write_bytes(b"garbage" * 5000)
    with pytest.raises(NotFound, match="没有一份备份是完好的"):
        backup.restore(book)
    assert book.read_bytes() == b"garbage" * 5000
