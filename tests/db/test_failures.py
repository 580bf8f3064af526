"""Files that are damaged, foreign, newer or in use: one sentence, and nothing of the user's is touched or lost."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2 as sqlite

from db import database, repository
from db.database import FILE_NAME, open_store
from db.errors import Busy, DamagedFile, KnownError, NewerFile, Unwritable
from db.items import CASE, VILLAGE
from db.migrate import APPLICATION_ID
from db.repository import Filter

ROOT = Path(__file__).resolve().parent.parent.parent
MUSEUM = max((Path(__file__).parent / "old").glob("v*.db"), key=lambda piece: int(piece.stem[1:]))


@pytest.fixture
def folder(tmp_path):
    """A closed book with ten cases."""
    (tmp_path / "book").mkdir()
    shutil.copy(MUSEUM, tmp_path / "book" / FILE_NAME)
    return tmp_path / "book"


def content(folder):
    """Name -> bytes of everything in a folder but the lock and the note who holds it."""
    return {p.name: p.read_bytes() for p in folder.iterdir()
            if p.is_file() and p.name not in ("suilu.lock", "suilu.open")}


def refused(folder, kind, *words):
    """Opening is refused with a sentence; every byte is as before and the folder is free again. Returns the error."""
    before = content(folder)
    with pytest.raises(KnownError) as caught:
        open_store(folder)
    assert type(caught.value) is kind
    assert all(word in caught.value.what + caught.value.todo for word in words), str(caught.value)
    assert caught.value.todo
    after = content(folder)
    assert {name: after.get(name) for name in before} == before, "touched"
    assert not set(after) - set(before) - {f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
    return caught.value


class TestDamaged:
    @pytest.mark.parametrize("damage", [
        lambda b: os.urandom(len(b)), lambda b: b"\0" * len(b), lambda b: b"not a database\n", lambda b: b[:50],
        lambda b: b[:1000], lambda b: b[:len(b) // 2], lambda b: b[:-4096], lambda b: b[:len(b) - 100],
        lambda b: os.urandom(100) + b[100:], lambda b: b"x" + b[1:], lambda b: b[:16] + os.urandom(84) + b[100:],
        lambda b: b[:8192] + os.urandom(len(b) - 8192)],
        ids=["garbage", "zeros", "text", "half a header", "a quarter page", "half", "a page short", "100 bytes short",
             "header gone", "first byte", "header fields", "all but the first pages"])
    def test_is_said_and_left_alone(self, folder, damage):
        path = folder / FILE_NAME
        path.write_bytes(damage(path.read_bytes()))
        refused(folder, DamagedFile)

    def test_the_sentence_names_the_newest_backup(self, folder):
        (folder / "backups").mkdir()
        for name in ("20220901-080000 升级前.db", "20220930-170000 升级前.db", "20221001-080000 升级前.part"):
            (folder / "backups" / name).touch()
        (folder / FILE_NAME).write_bytes(b"not a database at all" * 100)
        refused(folder, DamagedFile, f"最近的备份是 {folder / 'backups' / '20220930-170000 升级前.db'}")

    def test_without_a_backup_the_sentence_promises_none(self, folder):
        (folder / FILE_NAME).write_bytes(b"not a database at all" * 100)
        refused(folder, DamagedFile, "没有备份", "整个文件夹复制一份", str(folder))

    def test_an_emptied_file_is_not_taken_for_a_new_one_when_there_are_backups(self, folder):
        (folder / "backups").mkdir()
        (folder / FILE_NAME).write_bytes(b"")
        refused(folder, DamagedFile)

    def test_a_page_that_goes_bad_while_it_is_open_is_a_sentence(self, folder, monkeypatch):
        monkeypatch.setattr(database, "QUICK", 0)
        path = folder / FILE_NAME
        whole = path.read_bytes()
        path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
        with pytest.raises(DamagedFile), open_store(folder) as store:
            repository.find(store, CASE, Filter())
        assert path.read_bytes()[:4096] == whole[:4096]

    def test_after_an_unclean_end_a_big_file_is_checked_until_it_is_well(self, folder, monkeypatch):
        monkeypatch.setattr(database, "QUICK", 0)
        path = folder / FILE_NAME
        whole = path.read_bytes()
        path.write_bytes(whole[:-8192] + os.urandom(8192))
        (folder / "suilu.open").write_text("{}")
        for _ in range(2):
            refused(folder, DamagedFile)
        path.write_bytes(whole)
        with open_store(folder) as store:
            assert len(repository.find(store, CASE, Filter())) == 9
        assert not (folder / "suilu.open").exists()


class TestForeign:
    @pytest.mark.parametrize("version", [0, 1, 70])
    def test_another_program_s_database_is_left_alone(self, tmp_path, version):
        connection = sqlite.connect(str(tmp_path / FILE_NAME))
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
        connection.close()
        refused(tmp_path, DamagedFile, "不是随录的数据")

    def test_a_newer_file_is_left_alone(self, folder):
        connection = sqlite.connect(str(folder / FILE_NAME))
        connection.execute("CREATE TABLE novelty (x)")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
        connection.close()
        refused(folder, NewerFile, "第 99 版", "新版程序")

    def test_a_newer_file_after_an_unclean_end_keeps_what_is_in_its_wal(self, folder, tmp_path):
        connection = sqlite.connect(str(folder / FILE_NAME))
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA user_version = 99")
        connection.execute("CREATE TABLE novelty (x)")
        connection.execute("INSERT INTO novelty VALUES ('kept')")
        connection.commit()
        shutil.copytree(folder, tmp_path / "killed")  # with its hot -wal
        connection.close()
        with pytest.raises(NewerFile):
            open_store(tmp_path / "killed")
        again = sqlite.connect(str(tmp_path / "killed" / FILE_NAME))
        assert again.execute("SELECT x FROM novelty").fetchall() == [("kept",)]
        again.close()

    def test_an_empty_database_is_a_new_book(self, tmp_path):
        connection = sqlite.connect(str(tmp_path / FILE_NAME))
        connection.execute("PRAGMA journal_mode = wal")  # a first start that was killed: one page, no table
        connection.close()
        assert (tmp_path / FILE_NAME).stat().st_size
        with open_store(tmp_path) as store:
            assert store.rows("PRAGMA application_id") == [(APPLICATION_ID,)]

    def test_a_file_in_the_place_of_the_folder(self, tmp_path):
        (tmp_path / "book").write_text("a file")
        with pytest.raises(Unwritable):
            open_store(tmp_path / "book")
        assert (tmp_path / "book").read_text() == "a file"


HOLD = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
if sys.argv[3] == "program":
    from db.database import open_store
    store = open_store(Path(sys.argv[2]))
else:
    from sqlcipher3 import dbapi2 as sqlite
    connection = sqlite.connect(sys.argv[2] + "/suilu.db", isolation_level=None)
    connection.execute("PRAGMA locking_mode = exclusive")
    connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def held(folder):
    """held(by) -> another process that has the book open: our 'program', or some 'tool'."""
    running = []

    def by(what):
        process = subprocess.Popen([sys.executable, "-c", HOLD, str(ROOT), str(folder), what], text=True,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        running.append(process)
        assert process.stdout.readline() == "held\n"
        return process
    yield by
    for process in running:
        process.kill()
        process.communicate()


class TestLocked:
    def test_a_second_program_is_told_who_has_it(self, folder, held):
        process = held("program")
        with pytest.raises(Busy, match=f"进程 {process.pid}，自 "):
            open_store(folder)

    def test_a_killed_program_leaves_the_folder_free(self, folder, held):
        process = held("program")
        process.kill()
        process.wait()
        with open_store(folder) as store:
            assert len(repository.find(store, CASE, Filter())) == 9

    def test_it_may_wait_for_the_other_to_finish(self, folder, held):
        process = held("program")
        process.stdin.write("go\n")
        process.stdin.flush()
        with open_store(folder, wait=20) as store:
            assert store.rows("SELECT count(*) FROM mediation_case") == [(10,)]

    def test_twice_in_one_process_is_twice_too(self, folder):
        with open_store(folder), pytest.raises(Busy, match=f"进程 {os.getpid()}"):
            open_store(folder)

    def test_another_tool_on_the_file(self, folder, held, monkeypatch):
        monkeypatch.setattr(database, "PATIENCE", 0.2)
        process = held("tool")
        with pytest.raises(Busy, match="另一个程序"):
            open_store(folder)
        process.kill()
        process.wait()
        with open_store(folder) as store:
            assert len(repository.find(store, CASE, Filter())) == 9

    def test_a_tool_that_comes_while_it_is_open(self, folder, monkeypatch):
        monkeypatch.setattr(database, "PATIENCE", 0.2)
        with open_store(folder) as store:
            tool = sqlite.connect(str(folder / FILE_NAME), isolation_level=None)
            tool.execute("BEGIN IMMEDIATE")
            with pytest.raises(Busy):
                repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
            tool.execute("ROLLBACK")
            tool.close()
            assert repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")["revision"] == 1


class TestOpen:
    def test_the_pragmas_hold_on_every_thread(self, store):
        seen = []

        def look():
            seen.append({name: store.rows(f"PRAGMA {name}")[0][0] for name in
                         ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete", "mmap_size")})
            store.close_thread()
        threads = [threading.Thread(target=look) for _ in range(2)]
        for thread in threads:
            thread.start()
            thread.join()
        look()
        assert seen == [{"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
                         "secure_delete": 1, "mmap_size": 0}] * 3

    def test_closed_it_is_one_file(self, folder):
        with open_store(folder) as store:
            repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
            assert (folder / "suilu.open").exists()
        assert {p.name for p in folder.iterdir()} - {"suilu.lock"} == {FILE_NAME}

    def test_a_checkpoint_brings_everything_into_the_file(self, folder, tmp_path):
        with open_store(folder) as store:
            repository.add(store, VILLAGE, {"name": "新港村"}, "刘淑芬")
            store.checkpoint()
            (tmp_path / "copy").mkdir()
            shutil.copy(folder / FILE_NAME, tmp_path / "copy" / FILE_NAME)
        with open_store(tmp_path / "copy") as copy:
            assert "新港村" in [r["name"] for r in repository.records(copy, VILLAGE)]

    def test_an_old_engine_is_refused(self, folder, monkeypatch):
        monkeypatch.setattr(database, "OLDEST_ENGINE", (99, 0, 0))
        with pytest.raises(KnownError, match="引擎太旧"):
            open_store(folder)

    def test_a_bug_stays_a_bug(self, store):
        with pytest.raises(peewee.OperationalError, match="no such table"):
            store.rows("SELECT * FROM nowhere")

    def test_a_missing_file_of_the_program_is_no_disk_error(self, store):
        with pytest.raises(FileNotFoundError), store.writing():
            Path("/nowhere/at/all").read_bytes()
