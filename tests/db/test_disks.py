"""Disks that are read-only, full, pulled out: one sentence, and nothing of the user's is touched or lost."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from db import drafts, repository
from db.database import FILE_NAME, open_store
from db.errors import KnownError, Unwritable
from db.items import CASE, VILLAGE
from db.repository import Filter
from desktop_app.actions import cases, transcribe
from desktop_app.actions.session import Session

ROOT = Path(__file__).resolve().parent.parent.parent
MUSEUM = Path(__file__).parent / "old" / "v1.db"
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")


@pytest.fixture
def folder(tmp_path):
    """A closed book with ten cases."""
    (tmp_path / "book").mkdir()
    shutil.copy(MUSEUM, tmp_path / "book" / FILE_NAME)
    return tmp_path / "book"


NOBODY = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from db.database import open_store
from db.errors import KnownError
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    open_store(Path(sys.argv[2]))
    print(json.dumps(["opened", ""]))
except KnownError as error:
    print(json.dumps([type(error).__name__, error.what + error.todo]))
"""


@posix
class TestReadOnly:
    @pytest.fixture
    def book(self):
        """A book where an ordinary user can reach it."""
        place = Path(tempfile.mkdtemp())
        place.chmod(0o755)
        shutil.copy(MUSEUM, place / FILE_NAME)
        yield place
        place.chmod(0o755)
        shutil.rmtree(place)

    def opened_by_nobody(self, book):
        before = (book / FILE_NAME).read_bytes()
        done = subprocess.run([sys.executable, "-c", NOBODY, str(ROOT), str(book)], capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
        assert (book / FILE_NAME).read_bytes() == before
        return json.loads(done.stdout)

    def test_a_folder(self, book):
        (book / FILE_NAME).chmod(0o444)
        book.chmod(0o555)
        kind, words = self.opened_by_nobody(book)
        assert kind == "Unwritable" and "不能写入" in words and str(book) in words

    def test_a_file_in_a_folder_that_can_be_written(self, book):
        book.chmod(0o777)
        (book / FILE_NAME).chmod(0o444)
        kind, words = self.opened_by_nobody(book)
        assert kind == "Unwritable" and "不能写入" in words

    def test_a_file_that_cannot_even_be_read(self, book):
        book.chmod(0o777)
        (book / FILE_NAME).chmod(0)
        kind, words = self.opened_by_nobody(book)
        assert kind == "Unwritable" and "不能写入" in words

    def test_a_place_where_no_folder_can_be_made(self, book):
        book.chmod(0o555)
        kind, words = self.opened_by_nobody_at(book / "new" / "book")
        assert kind == "Unwritable" and "不能写入" in words

    def opened_by_nobody_at(self, place):
        done = subprocess.run([sys.executable, "-c", NOBODY, str(ROOT), str(place)], capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def small_disk(tmp_path):
    """small_disk(size) -> a mounted disk of its own, such as '3m'."""
    mounted = []

    def mount(size):
        place = tmp_path / "disk"
        place.mkdir()
        if sys.platform != "linux" or os.geteuid() != 0:
            pytest.skip("only root can mount a small disk")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no small disk here: {done.stderr.strip()}")
        mounted.append(place)
        return place
    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place, leave):
    """Take all of a disk but ``leave`` bytes."""
    free = shutil.disk_usage(place).free
    (place / "filler").write_bytes(b"\0" * max(0, free - leave))


class TestFullDisk:
    def test_saves_stop_with_a_sentence_and_go_on_when_there_is_room(self, small_disk):
        place = small_disk("4m")
        with open_store(place / "book") as store:
            fill(place, 300_000)
            stored = []
            with pytest.raises(Unwritable, match="磁盘满了"):
                for n in range(10_000):
                    stored.append(repository.add(store, CASE, {"summary": f"第{n}件" + "长" * 2000,
                                                               "event_on": "2022-09-01"}, "刘淑芬"))
            held = repository.page(store, CASE, repository.find(store, CASE, Filter()))
            assert sorted(r["uid"] for r in held) == sorted(r["uid"] for r in stored)
            with pytest.raises(Unwritable, match="磁盘满了"):
                drafts.keep(store, CASE, {"summary": "长" * 400_000}, "刘淑芬")
            with pytest.raises(Unwritable, match="磁盘满了"):
                store.settings.set("big", "长" * 400_000)
            (place / "filler").unlink()
            stored.append(repository.add(store, CASE, {"summary": "又能存了", "event_on": "2022-09-01"}, "刘淑芬"))
        with open_store(place / "book") as store:
            assert len(repository.find(store, CASE, Filter())) == len(stored)
            assert store.rows("PRAGMA integrity_check") == [("ok",)]

    @pytest.mark.parametrize("leave", [0, 4096, 20_000, 50_000, 100_000, 150_000, 200_000])
    def test_a_whole_save_or_none_at_every_size(self, small_disk, leave):
        place = small_disk("4m")
        (place / "book").mkdir()
        shutil.copy(MUSEUM, place / "book" / FILE_NAME)
        with open_store(place / "book") as store:
            session = Session(store)
            fill(place, leave)
            case = transcribe.full_record(session, transcribe.entries()["S6"])
            saved = None
            with pytest.raises(Unwritable, match="磁盘满了"):
                for n in range(1000):
                    saved = None
                    saved = cases.save_case(session, case | {"summary": f"第{n}次"}).record
            for n in range(5):
                with pytest.raises(Unwritable, match="磁盘满了"):
                    cases.save_case(session, case | {"summary": f"再试{n}" + "长" * 9000})
            numbered = store.rows("SELECT count(*) FROM number LEFT JOIN mediation_case ON uid = case_uid "
                                  "WHERE uid IS NULL")
            assert saved is None and numbered == [(0,)]
            (place / "filler").unlink()
            assert cases.save_case(session, case).record["parties"][2]["name"] == "王五"

    @pytest.mark.parametrize("leave", [0, 8192, 40_000, 100_000])
    def test_a_first_start_without_room(self, small_disk, leave):
        place = small_disk("2m")
        fill(place, leave)
        with pytest.raises(KnownError, match="磁盘满了|full"):
            open_store(place / "book")
        (place / "filler").unlink()
        with open_store(place / "book") as store:
            assert store.rows("SELECT count(*) FROM mediation_case") == [(0,)]

    def test_a_book_opened_on_a_full_disk_is_not_harmed(self, small_disk):
        place = small_disk("1m")
        (place / "book").mkdir()
        shutil.copy(MUSEUM, place / "book" / FILE_NAME)
        before = (place / "book" / FILE_NAME).read_bytes()
        fill(place, 0)
        with pytest.raises(Unwritable, match="磁盘满了"):
            open_store(place / "book")
        assert (place / "book" / FILE_NAME).read_bytes() == before


class TestVanished:
    def test_a_save_into_a_deleted_folder_is_not_called_a_save(self, folder):
        store = open_store(folder)
        shutil.rmtree(folder)
        for act in (lambda: repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬"),
                    lambda: store.settings.set("key", 1),
                    lambda: drafts.keep(store, CASE, {"summary": "x"}, "刘淑芬")):
            with pytest.raises(Unwritable, match="不见了"):
                act()
        store.close()
        assert not folder.exists()

    def test_nor_one_into_a_file_that_was_replaced(self, folder, tmp_path):
        with open_store(folder) as store:
            shutil.copy(MUSEUM, tmp_path / "other")
            os.replace(tmp_path / "other", folder / FILE_NAME)
            with pytest.raises(Unwritable, match="不见了"):
                repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")

    def test_a_moved_folder_that_comes_back_goes_on(self, folder, tmp_path):
        with open_store(folder) as store:
            folder.rename(tmp_path / "away")
            with pytest.raises(Unwritable, match="不见了"):
                repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
            (tmp_path / "away").rename(folder)
            repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
        with open_store(folder) as store:
            assert [r["name"] for r in repository.records(store, VILLAGE)].count("东村") == 2

    def test_a_disk_that_is_pulled_out(self, small_disk):
        place = small_disk("4m")
        store = open_store(place / "book")
        subprocess.run(["umount", "-l", str(place)], check=True)
        try:
            with pytest.raises(Unwritable, match="不见了"):
                repository.add(store, VILLAGE, {"name": "东村"}, "刘淑芬")
            store.close()
        finally:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], check=True)
