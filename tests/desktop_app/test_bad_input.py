"""What bad input gets, from outside: one sentence that says what to do, nothing half-written, nothing lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from db import clock, drafts, migrate, repository
from db.database import FILE_NAME, open_store
from db.errors import DamagedFile, KnownError, Unwritable
from db.items import CASE
from desktop_app import app as program
from desktop_app.__main__ import main
from desktop_app.actions import cases, demo, reporting
from desktop_app.actions.session import Session
from desktop_app.app import Desk
from desktop_app.exchange import profiles
from desktop_app.ui import messages, theme
from desktop_app.ui.pages.case_list import CASE_COLUMNS
from desktop_app.ui.pages.record_list import RecordListModel
from desktop_app.ui.window import MainWindow
from tests.conftest import set_up
from tests.desktop_app.exchange.hostile import FILES

ROOT = Path(__file__).resolve().parents[2]
LINE = "高兴民 隋建波 树枝遮光 口头和解 赔300"
MONTH = ("--month", "2022-09", "--today", "2022-10-08")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The sample office, made once."""
    folder = tmp_path_factory.mktemp("office")
    with open_store(folder) as store:
        demo.fill(store, whole_year=False)
    return folder


@pytest.fixture
def data(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "office"))


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


def bury(window):
    """Now, not at the next event loop: every change of style would reach the windows of earlier tests as well."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qtbot, session):
    clock.pretend(date(2022, 9, 28))
    theme.apply(QApplication.instance(), 16)
    made = MainWindow(session)
    made.resize(1366, 768)
    made.show()
    yield made
    made.let_go()
    bury(made)


@pytest.fixture
def page(window):
    window.go("mediation")
    return window.page("mediation")


@contextmanager
def vanished(store):
    """While the block runs the data folder is somewhere else."""
    away = store.folder.with_name("away")
    store.folder.rename(away)
    yield
    away.rename(store.folder)


def typed_form(page):
    """A new case in 简表, half typed."""
    page.to_short()
    page.editor.form().fill({"summary": "树枝遮光"})
    return page.editor


class TestWindow:
    def test_a_full_disk_keeps_the_form_and_then_saves(self, page, session, expect_message):
        editor = typed_form(page)
        editor.form().fill({"summary": "长" * 20_000, "parties": [{"name": "高兴民", "role": "applicant",
                                                                    "kind": "natural"}]})
        pages = session.store.rows("PRAGMA page_count")[0][0]
        session.store.rows(f"PRAGMA max_page_count = {pages}")
        editor.save_and_stay()
        assert len(expect_message.said) == 1 and "磁盘满了" in expect_message.said[0]
        assert editor.record()["summary"] == "长" * 20_000 and not cases.counts(session, "2022-09-28")[0]
        session.store.rows("PRAGMA max_page_count = 1000000")
        editor.save_and_stay()
        assert cases.counts(session, "2022-09-28")[0] == 1 and len(expect_message.said) == 1

    def test_a_draft_that_cannot_be_kept_interrupts_nobody_and_is_tried_again(self, page, session):
        editor = typed_form(page)
        with vanished(session.store):
            editor.keeper.attempt()
            assert "不见了" in editor.told.text() and editor.keeper.waits()
        editor.keeper.attempt()
        assert drafts.waiting(session.store, CASE)[0].data["summary"] == "树枝遮光"

    def test_nor_a_line(self, page, session):
        page.entry.set_text(LINE)
        with vanished(session.store):
            page.keeper.attempt()
            assert "不见了" in page.entry.hint.text() and page.keeper.waits()
        page.keeper.attempt()
        assert drafts.waiting(session.store, CASE)[0].data["one_line"] == LINE

    @pytest.mark.parametrize("in_form", [True, False])
    def test_closing_does_not_throw_away_what_cannot_be_kept(self, window, page, session, expect_message, in_form):
        if in_form:
            typed_form(page)
        else:
            page.entry.set_text(LINE)
        with vanished(session.store):
            window.close()
            assert window.isVisible() and len(expect_message.said) == 1
            assert "不见了" in expect_message.said[0] and "没有了" in expect_message.said[0]
        assert page.editor.record()["summary"] == "树枝遮光" if in_form else page.entry.text() == LINE
        window.close()
        assert not window.isVisible() and len(drafts.waiting(session.store, CASE)) == 1

    def test_unless_the_person_says_so(self, window, page, session, expect_message):
        typed_form(page)
        expect_message.presses = ["仍然关闭"]
        with vanished(session.store):
            window.close()
            assert not window.isVisible()

    def test_a_form_behind_another_tab_is_kept_too(self, window, page, session):
        typed_form(page)
        window.go("today")
        page.editor.keeper.attempt()
        assert drafts.waiting(session.store, CASE)[0].data["summary"] == "树枝遮光"

    def test_a_form_left_unsaved_outlives_the_next_case(self, page, session, monkeypatch):
        typed_form(page).leave()
        page.entry.set_text(LINE)
        page.keep_line()
        page._save_line(page.entry._record)
        second = typed_form(page)
        second.form().fill({"summary": "宅基地"})
        second.leave()
        waiting = drafts.waiting(session.store, CASE)
        assert {draft.data["summary"] for draft in waiting} == {"树枝遮光", "宅基地"}
        monkeypatch.setattr(messages, "choose", lambda *_, **__: 0)
        page.offer_drafts()
        page.editor.form().fill({"parties": [{"name": "高兴民", "role": "applicant", "kind": "natural"}]})
        page.editor.save_and_stay()
        assert len(drafts.waiting(session.store, CASE)) == 1

    def test_zoom_without_the_folder_keeps_what_is_typed(self, window, page, session):
        page.entry.set_text(LINE)
        with vanished(session.store), pytest.raises(Unwritable):
            window.zoom_to(20)
        assert theme.points() == 20 and window.page("mediation").entry.text() == LINE

    def test_a_checkpoint_that_fails_says_nothing(self, window, session):
        with session.store.writing():  # a checkpoint within a transaction is refused by the engine
            window._on_checkpoint()
        assert session.store.rows("PRAGMA integrity_check") == [("ok",)]

    def test_rows_that_cannot_be_read_say_so(self, session, monkeypatch):
        def bad(*_):
            raise DamagedFile("数据文件已损坏。", "请恢复备份。")

        model = RecordListModel(session, CASE_COLUMNS)
        model.show_ids([1, 2])
        monkeypatch.setattr(repository, "page", bad)
        assert "读不出来" in model.row(0).cells[1] and model.row(1).uid == ""
        assert list((session.store.folder / "logs").iterdir())


@pytest.fixture
def desk(qtbot, qapp, tmp_path):
    with open_store(tmp_path / "book") as store:
        set_up(store)
    opened = Desk(qapp, tmp_path / "book", date(2022, 9, 28))
    assert opened.open()
    yield opened
    bury(opened.window)
    opened.close()


class TestDesk:
    def test_a_sample_that_cannot_be_opened_leaves_the_real_book_open(self, desk):
        (desk.data / "样例").mkdir()
        (desk.data / "样例" / FILE_NAME).write_bytes(b"no database" * 1000)
        window = desk.window
        with pytest.raises(DamagedFile):
            desk._switch()
        assert desk.window is window and window.isVisible()
        page = window.page("mediation")
        page.entry.set_text(LINE)
        page._save_line(page.entry._record)
        assert window.has_cases()

    def test_a_bug_is_shown_once_logged_without_values_and_the_window_stays(self, desk, monkeypatch, expect_message):
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        program._on_bug(desk)
        hook, shown = sys.excepthook, []

        def again(box):  # the bug comes back while its dialog is open, as one in a paint event does
            hook(ValueError, ValueError("王建国"), None)
            shown.append([button.text() for button in box.buttons()])

        monkeypatch.setattr(expect_message, "answer", again)
        for _ in range(2):
            try:
                int("37108319580312011X")
            except ValueError as error:
                hook(type(error), error, error.__traceback__)
        assert len(shown) == 2 and "复制详情" in shown[0]
        [file] = (desk.data / "logs").iterdir()
        text = file.read_text(encoding="utf-8")
        assert text.count("ValueError") == 4 and "王建国" not in text and "3710831958" not in text
        assert desk.window.isVisible()

    def test_a_known_error_in_a_slot_is_its_sentence(self, desk, monkeypatch, expect_message):
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        program._on_bug(desk)
        error = KnownError("数据文件夹不见了。", "请重新插好。")
        sys.excepthook(type(error), error, None)
        assert expect_message.said == ["数据文件夹不见了。请重新插好。"]
        assert not (desk.data / "logs").exists()


TYPING = """
import sys, time
from datetime import date
from pathlib import Path
from desktop_app.ui.application import application
from desktop_app.app import Desk
app = application()
desk = Desk(app, Path(sys.argv[1]), date(2022, 9, 28))
desk.open()
page = desk.window.page("mediation")
page.entry.set_text(sys.argv[2])
page.keeper.clock.setInterval(50)
page._on_line()
print("typing", flush=True)
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_while_typing_the_line_is_offered_again(qtbot, qapp, tmp_path, expect_message):
    with open_store(tmp_path / "book") as store:
        set_up(store)
    child = subprocess.Popen([sys.executable, "-c", TYPING, str(tmp_path / "book"), LINE], cwd=ROOT, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert child.stdout.readline() == "typing\n"
    qtbot.wait(400)
    child.kill()
    child.communicate()
    expect_message.presses = ["接着填"]
    desk = Desk(qapp, tmp_path / "book", date(2022, 9, 28))
    assert desk.open()
    try:
        assert LINE in expect_message.said[0]
        assert desk.window.page("mediation").entry.text() == LINE
    finally:
        desk.window.close()
        desk.close()
