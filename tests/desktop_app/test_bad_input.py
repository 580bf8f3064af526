"""What bad input gets, from outside: one sentence that says what to do, nothing half-written, nothing lost."""

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import migrate
from db.database import FILE_NAME, open_store
from db.errors import Unwritable
from desktop_app.__main__ import main
from desktop_app.actions import reporting
from desktop_app.actions.session import Session
from desktop_app.app import Desk
from desktop_app.exchange import profiles
from tests.desktop_app.exchange.hostile import FILES

MONTH = ("--month", "2022-09", "--today", "2022-10-08")


@pytest.fixture
def refused(capsys):
    """refused(*arguments) -> the one sentence of a command that could not be done."""
    def call(*arguments: object) -> str:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert (code, said.out) == (1, "")
        assert said.err.count("\n") == 1 and said.err.endswith("。\n"), said.err
        assert "意外" not in said.err and "Error" not in said.err, said.err
        return said.err

    return call


def content(folder: Path) -> dict[str, bytes]:
    """Everything below a folder except the lock and logs."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name not in ("suilu.lock", "suilu.open") and path.parent.name != "logs"}


@contextmanager
def as_nobody():
    """Root may do anything; here it is somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed(data):
    """closed(name) -> a folder with a copy of the sample office, in which nobody may even look."""
    if os.name != "posix":
        pytest.skip("folders are closed by mode bits on POSIX only")
    main(["list", "--data", str(data)])  # what is imported late must be there before rights are given up
    with as_nobody():
        readable = os.access(migrate.FOLDER, os.R_OK, effective_ids=True)
    if not readable:
        pytest.skip("程序放在别人进不去的文件夹里，不能换成普通用户来试")
    place = Path(tempfile.mkdtemp(prefix="suilu-test-"))
    place.chmod(0o777)
    folder = place / "closed"
    shutil.copytree(data, folder)
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(place)


class TestFolders:
    @pytest.mark.parametrize("verb", [["list"], ["check"], ["export", *MONTH, "--out", "a.xlsx"], ["receipt", "a.xlsx"]])
    def test_a_data_folder_that_may_not_be_entered(self, refused, capsys, closed, verb):
        capsys.readouterr()
        with as_nobody():
            said = refused(*verb, "--data", closed)
        assert "不能写入" in said and str(closed) in said

    def test_other_folders_that_may_not_be_entered(self, refused, capsys, closed, data):
        opened = closed.parent / "open"
        shutil.copytree(data, opened)
        for path in (opened, *opened.rglob("*")):
            path.chmod(0o777)
        with open_store(opened) as store:
            before = store.rows("SELECT report_state, report_batch FROM mediation_case")
        capsys.readouterr()
        with as_nobody():
            for out in (closed / "a.xlsx", closed / "deeper" / "a.xlsx"):
                assert "不能写入" in refused("export", *MONTH, "--data", opened, "--out", out)
            assert "打不开" in refused("receipt", closed / "a.xlsx", "--data", opened)
        with open_store(opened) as store:
            assert store.rows("SELECT report_state, report_batch FROM mediation_case") == before

    @pytest.mark.parametrize("below", ["", "deeper"])
    def test_a_file_in_the_place_of_the_folder(self, refused, qapp, tmp_path, below):
        file = tmp_path / "数据"
        file.write_text("我的笔记", encoding="utf-8")
        assert "不是文件夹" in refused("demo", file / below)
        assert file.read_text(encoding="utf-8") == "我的笔记"
        refused("list", "--data", file / below)

    def test_a_first_window_over_a_file_is_a_dialog(self, qapp, tmp_path, expect_message):
        (tmp_path / "数据").write_text("我的笔记", encoding="utf-8")
        assert not Desk(qapp, tmp_path / "数据").open()
        assert len(expect_message.said) == 1 and "不是文件夹" in expect_message.said[0]

    def test_a_newer_file_is_a_dialog(self, qapp, data, expect_message):
        path = data / FILE_NAME
        raw = bytearray(path.read_bytes())
        raw[60:64] = (99).to_bytes(4)
        path.write_bytes(raw)
        before = content(data)
        assert not Desk(qapp, data).open()
        assert "更新的程序" in expect_message.said[0] and "安装新版" in expect_message.said[0]
        assert content(data) == before


class TestFiles:
    @pytest.mark.parametrize("name", ["text", "csv", "html", "pdf", "password", "bomb", "billion laughs", "far cell"])
    def test_a_receipt_that_is_none(self, refused, data, tmp_path, name):
        raw, word = FILES[name]
        file = tmp_path / "回执.xlsx"
        file.write_bytes(raw)
        before = content(data)
        assert word in refused("receipt", file, "--data", data)
        assert content(data) == before

    def test_an_export_is_no_receipt(self, refused, data, tmp_path, capsys):
        assert main(["export", *MONTH, "--data", str(data), "--out", str(tmp_path / "a.xlsx")]) == 0
        capsys.readouterr()
        assert "不是回执" in refused("receipt", tmp_path / "a.xlsx", "--data", data)

    def test_a_workbook_that_is_open_elsewhere(self, refused, data, tmp_path):
        (tmp_path / "九月.xlsx").write_bytes(b"in use")
        (tmp_path / ".~lock.九月.xlsx#").write_text("刘淑芬", encoding="utf-8")
        before = content(data)
        assert "九月(1).xlsx" in refused("export", *MONTH, "--data", data, "--out", tmp_path / "九月.xlsx")
        assert (tmp_path / "九月.xlsx").read_bytes() == b"in use" and content(data) == before

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
    def test_what_is_no_plain_file_is_not_replaced(self, refused, data, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        assert "不是普通的文件" in refused("export", *MONTH, "--data", data, "--out", tmp_path / "pipe")
        assert (tmp_path / "pipe").is_fifo()

    @pytest.mark.parametrize("verb", [["export", *MONTH], ["print", "--case", "海人调口字〔2022〕第001号", "--doc", "slip"]])
    def test_the_record_book_is_not_replaced(self, refused, data, verb):
        before = content(data)
        assert "没有覆盖它" in refused(*verb, "--data", data, "--out", data / FILE_NAME)
        assert content(data) == before

    def test_a_name_that_is_too_long(self, refused, data, tmp_path):
        assert "太长" in refused("export", *MONTH, "--data", data, "--out", tmp_path / f"{'长' * 100}.xlsx")

    def test_a_file_the_book_cannot_note_is_taken_back(self, data, tmp_path, monkeypatch):
        def full(*_):
            raise Unwritable("磁盘满了。", "请清出空间。")

        monkeypatch.setattr(reporting, "_note_export", full)
        with open_store(data) as store:
            session = Session(store)
            for old in (None, b"an older one"):
                out = tmp_path / "a.xlsx"
                if old:
                    out.write_bytes(old)
                with pytest.raises(Unwritable):
                    reporting.export(session, reporting.Period.month("2022-09"),
                                     reporting.layouts(session).named("full"), out)
                assert out.exists() == bool(old)

    def test_stopping_when_all_is_done_is_too_late(self, data, tmp_path):
        def stop_at_the_end(part, _text=""):
            if part == 1:
                raise reporting.Cancelled

        with open_store(data) as store:
            session = Session(store)
            done = reporting.export(session, reporting.Period.month("2022-09"),
                                    reporting.layouts(session).named("full"), tmp_path / "a.xlsx",
                                    progress=stop_at_the_end)
            assert done.path.exists() and reporting.batches(session)[0].uid == done.batch

    @pytest.mark.parametrize("change", [
        {"about": 5}, {"pages_wide": -3}, {"pages_wide": 10 ** 400}, {"name": "\x00"}, {"title": "\ud800"}, {"sheets": {}},
        {"columns": [{"field": {}, "header": "x"}]}, {"columns": [{"field": [], "header": "x"}]}, {"without": [{}]},
        {"freeze": 99999}, {"freeze": -1}, {"columns": [{"field": "result", "header": "a\x01"}]},
        {"columns": [{"field": "result", "header": "a", "map": {"success": "\ud800"}}]}], ids=str)
    def test_a_layout_with_a_mistake(self, refused, data, tmp_path, change):
        said = {"name": "自己的", "sheets": [{"name": "表", "rows": "case", "columns": [{"field": "*"}]}]}
        inside = {"columns", "without", "freeze"} & set(change)
        (said["sheets"][0] if inside else said).update(change)
        (data / "profiles").mkdir()
        (data / "profiles" / "mine.json").write_text(json.dumps(said), encoding="utf-8")
        with pytest.raises(profiles.BadProfile):
            profiles.load(data / "profiles" / "mine.json")
        out = tmp_path / "a.xlsx"
        assert "mine.json" in refused("export", *MONTH, "--data", data, "--profile", "mine", "--out", out)
        assert not out.exists()

    def test_own_copies_with_mistakes_leave_the_shipped_layouts(self, refused, data, tmp_path):
        (data / "profiles").mkdir()
        for name in ("platform25", "full"):
            (data / "profiles" / f"{name}.json").write_text("{", encoding="utf-8")
        shelf = profiles.shelf(data)
        assert [profile.stem for profile in shelf.profiles] == ["platform25", "full"] and len(shelf.faults) == 2
        out = tmp_path / "a.xlsx"
        assert "full.json" in refused("export", *MONTH, "--data", data, "--profile", "full", "--out", out)
