"""A file appears whole or not at all, and every refusal is a sentence."""

import errno
import os

import pytest

from db.errors import KnownError, Unwritable
from desktop_app.exchange import place


def leave(text):
    return lambda draft: draft.write_text(text, encoding="utf-8")


def test_put_replaces_in_one_step(tmp_path):
    target = tmp_path / "表.xlsx"
    target.write_text("旧")
    place.put(target, leave("新"))
    assert target.read_text() == "新"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [RuntimeError("取消"), KeyboardInterrupt()])
def test_whatever_happens_inside_leaves_the_old_file(tmp_path, error):
    target = tmp_path / "表.xlsx"
    target.write_text("旧")

    def make(draft):
        draft.write_text("半")
        raise error

    with pytest.raises(type(error)):
        place.put(target, make)
    assert target.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("sign", [".~lock.表.xlsx#", "~$表.xlsx", ".~表.xlsx"])
def test_open_elsewhere_is_a_sentence_with_another_name(tmp_path, sign):
    target = tmp_path / "表.xlsx"
    target.write_text("旧")
    (tmp_path / "表(1).xlsx").touch()
    (tmp_path / sign).touch()
    with pytest.raises(KnownError) as caught:
        place.put(target, leave("新"))
    assert "正在 WPS 或 Excel 里打开着" in caught.value.what
    assert "“表(2).xlsx”" in caught.value.todo
    assert target.read_text() == "旧"


def test_a_file_of_another_kind_is_not_replaced(tmp_path):
    target = tmp_path / "suilu.db"
    target.write_text("旧")
    with pytest.raises(Unwritable, match="不是 .xlsx 文件，没有覆盖它"):
        place.put(target, leave("新"))
    assert target.read_text() == "旧"
    place.put(tmp_path / "表.XLSX", leave("新"))
    place.put(tmp_path / "表.XLSX", leave("更新"))
    assert (tmp_path / "表.XLSX").read_text() == "更新"


def test_a_stale_sign_without_the_file_does_not_matter(tmp_path):
    (tmp_path / ".~lock.表.xlsx#").touch()
    place.put(tmp_path / "表.xlsx", leave("新"))
    assert (tmp_path / "表.xlsx").read_text() == "新"


def test_windows_refuses_and_a_virus_scanner_lets_go(tmp_path, monkeypatch):
    target, real, tries = tmp_path / "表.xlsx", os.replace, []
    target.write_text("旧")

    def refuse(times):
        def replace(source, to):
            tries.append(to)
            if len(tries) <= times:
                raise PermissionError(errno.EACCES, "in use")
            real(source, to)
        return replace

    monkeypatch.setattr(place, "_PAUSE", 0)
    monkeypatch.setattr(os, "replace", refuse(2))
    place.put(target, leave("新"))
    assert target.read_text() == "新"
    tries.clear()
    monkeypatch.setattr(os, "replace", refuse(99))
    with pytest.raises(KnownError, match="打开着"):
        place.put(target, leave("更新"))
    assert target.read_text() == "新"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(("code", "sentence"), [
    (errno.ENOSPC, "磁盘满了"), (errno.EACCES, "不能写入"), (errno.EROFS, "不能写入"), (errno.EIO, "写表格时出错"),
])
def test_disk_errors_are_sentences(tmp_path, code, sentence):
    target = tmp_path / "表.xlsx"

    def make(draft):
        draft.write_text("半")
        raise OSError(code, os.strerror(code))

    with pytest.raises(Unwritable, match=sentence):
        place.put(target, make)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_really_full_disk(tmp_path):
    def make(_draft):
        with open("/dev/full", "w") as full:
            full.write("x" * 100_000)

    with pytest.raises(Unwritable, match="磁盘满了"):
        place.put(tmp_path / "表.xlsx", make)
    assert list(tmp_path.iterdir()) == []


def test_vanished_folder_and_folder_as_name(tmp_path):
    with pytest.raises(Unwritable, match="文件夹不见了"):
        place.put(tmp_path / "没有" / "表.xlsx", leave("新"))
    (tmp_path / "夹.xlsx").mkdir()
    with pytest.raises(Unwritable, match="是一个文件夹"):
        place.put(tmp_path / "夹.xlsx", leave("新"))
    with pytest.raises(Unwritable, match="文件名太长"):
        place.put(tmp_path / ("长" * 300 + ".xlsx"), leave("新"))
    assert [path.name for path in tmp_path.iterdir()] == ["夹.xlsx"]
