"""Files of a record: copied whole, once, refused in a sentence, found again, and never a row without its file."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from db import attachments, repository
from db.database import open_store
from db.errors import KnownError, NotFound, Unwritable
from db.items import CASE, CONSULTATION

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def record(store):
    return repository.add(store, CONSULTATION, {"summary": "问工资"}, "刘淑芬")["uid"]


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "来访登记表 第1页.JPG"
    file.write_bytes(b"\xff\xd8 a picture")
    return file


def lying(store):
    return sorted(path for path in (store.folder / "attachments").rglob("*") if path.is_file())


def add(store, record, file):
    return attachments.add(store, CONSULTATION, record, file, "刘淑芬")


def test_a_file_is_copied_and_never_linked(store, record, photo):
    made = add(store, record, photo)
    content = photo.read_bytes()
    photo.unlink()
    path = attachments.path_of(store, made)
    assert path == store.folder / "attachments" / made.sha256[:2] / f"{made.sha256}.jpg"
    assert path.read_bytes() == content and hashlib.sha256(content).hexdigest() == made.sha256
    assert (made.name, made.size, made.added_by) == ("来访登记表 第1页.JPG", len(content), "刘淑芬")
    assert attachments.of(store, record) == [made] and attachments.verify(store) == []


def test_the_same_content_lies_there_once(store, record, photo, tmp_path):
    other = tmp_path / "另一个名字.jpg"
    other.write_bytes(photo.read_bytes())
    add(store, record, photo)
    stamp = lying(store)[0].stat().st_mtime_ns
    add(store, record, other)
    assert [file.name for file in attachments.of(store, record)] == [photo.name, other.name]
    assert len(lying(store)) == 1 and lying(store)[0].stat().st_mtime_ns == stamp


def test_a_spoilt_copy_is_mended_by_adding_the_file_again(store, record, photo):
    made = add(store, record, photo)
    attachments.path_of(store, made).write_bytes(b"something else")
    add(store, record, photo)
    assert attachments.verify(store) == []


def test_the_history_says_who_added_and_took_off(store, record, photo):
    made = add(store, record, photo)
    attachments.remove(store, made, "于建国")
    assert attachments.of(store, record) == []
    assert attachments.path_of(store, made).is_file()
    attachments.put_back(store, made, "刘淑芬")
    assert attachments.of(store, record) == [made]
    told = [(c.who, c.action, c.before, c.after) for c in repository.history(store, CONSULTATION, record)[1:]]
    name = {"attachment": made.name}
    assert told == [("刘淑芬", "mark", {}, name), ("于建国", "mark", name, {}), ("刘淑芬", "mark", {}, name)]
    assert repository.get(store, CONSULTATION, record)["revision"] == 1


@pytest.mark.parametrize("name", ["开锁.exe", "脚本.BAT", "a.cmd", "b.js", "c.vbs", "d.scr", "快捷方式.lnk", "f.msi"])
def test_programs_are_refused(store, record, tmp_path, name):
    (tmp_path / name).write_bytes(b"MZ")
    with pytest.raises(KnownError, match="是程序"):
        add(store, record, tmp_path / name)
    assert attachments.of(store, record) == [] and lying(store) == []


def test_what_is_no_file_is_empty_or_too_big_is_refused(store, record, tmp_path):
    (tmp_path / "空的.docx").touch()
    big = tmp_path / "录像.mp4"
    with open(big, "wb") as file:
        file.truncate(attachments.LARGEST + 1)
    for path, words in ((tmp_path / "没有.jpg", "没有这个文件"), (tmp_path, "没有这个文件"),
                        (tmp_path / "空的.docx", "是空的"), (big, "太大")):
        with pytest.raises(KnownError, match=words):
            add(store, record, path)
    assert attachments.of(store, record) == [] and lying(store) == []


def test_the_largest_allowed_file_goes_in(store, record, tmp_path):
    big = tmp_path / "扫描件.pdf"
    with open(big, "wb") as file:
        file.truncate(attachments.LARGEST)
    assert add(store, record, big).size == attachments.LARGEST


def test_a_record_that_is_not_there_gets_no_file(store, photo):
    with pytest.raises(NotFound):
        attachments.add(store, CASE, "nobody", photo, "刘淑芬")
    assert lying(store) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that may not be written")
def test_a_folder_that_may_not_be_written_is_said(store, record, photo):
    (store.folder / "attachments").mkdir()
    (store.folder / "attachments").chmod(0o500)
    with pytest.raises(Unwritable, match="没有存上"):
        add(store, record, photo)
    assert attachments.of(store, record) == []


def test_a_place_that_is_no_folder_is_said(store, record, photo):
    (store.folder / "attachments").write_text("no folder", encoding="utf-8")
    with pytest.raises(Unwritable, match="没有存上"):
        add(store, record, photo)
    assert attachments.of(store, record) == []


def test_verify_names_what_is_missing_changed_or_of_nobody(store, record, photo, tmp_path):
    gone, changed = tmp_path / "协议.pdf", tmp_path / "名单.xlsx"
    gone.write_bytes(b"one")
    changed.write_bytes(b"two")
    kept = [add(store, record, file) for file in (photo, gone, changed)]
    attachments.path_of(store, kept[1]).unlink()
    attachments.path_of(store, kept[2]).write_bytes(b"three")
    (store.folder / "attachments" / "stray.jpg").write_bytes(b"four")
    assert attachments.verify(store) == ["附件“协议.pdf”的文件不见了", "附件“名单.xlsx”的内容变了",
                                         "没有登记的附件文件 attachments/stray.jpg"]
    with pytest.raises(NotFound, match="不见了"):
        attachments.path_of(store, kept[1])


_KILLED = """
import os, sys
from pathlib import Path
from db import attachments, repository
from db.database import open_store
from db.items import CONSULTATION
store = open_store(Path(sys.argv[1]))
attachments.repository.note = lambda *_: os.kill(os.getpid(), 9)
attachments.add(store, CONSULTATION, sys.argv[2], Path(sys.argv[3]), "x")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_kill_between_copy_and_row_leaves_a_file_of_nobody(tmp_path, photo):
    folder = tmp_path / "killed"
    with open_store(folder) as store:
        record = repository.add(store, CONSULTATION, {"summary": "问工资"}, "刘淑芬")["uid"]
    done = subprocess.run([sys.executable, "-c", _KILLED, folder, record, photo], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == -9
    with open_store(folder) as store:
        assert attachments.of(store, record) == []
        assert [fault.split()[0] for fault in attachments.verify(store)] == ["没有登记的附件文件"]
        add(store, record, photo)
        assert attachments.verify(store) == []


def test_what_was_taken_off_is_still_of_somebody(store, record, photo):
    attachments.remove(store, add(store, record, photo), "刘淑芬")
    assert attachments.verify(store) == []
    assert json.loads(store.rows("SELECT before FROM history ORDER BY id DESC LIMIT 1")[0][0]) == {
        "attachment": photo.name}
