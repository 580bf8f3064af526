"""What goes wrong at the window: disks full and gone, books damaged, kills. It is said, and nothing typed is lost."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from db import clock, drafts, repository
from db.database import FILE_NAME, open_store
from db.errors import DamagedFile, KnownError, Unwritable
from db.items import CASE
from desktop_app import app as program
from desktop_app.actions import cases
from desktop_app.app import Desk
from desktop_app.ui import messages, theme
from desktop_app.ui.pages.case_list import CASE_COLUMNS
from desktop_app.ui.pages.record_list import RecordListModel
from desktop_app.ui.window import MainWindow
from tests.conftest import set_up

ROOT = Path(__file__).resolve().parents[3]
LINE = "高兴民 隋建波 树枝遮光 口头和解 赔300"


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
            assert "不见了" in page.entry.notice.text() and page.keeper.waits()
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
            window.see(points=20)
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
        assert cases.has_any(window.session)

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
