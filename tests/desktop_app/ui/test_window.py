"""The window around the pages: tabs, zoom, drafts, the way to the sample and back."""

import subprocess
import sys
import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton

from db import backup, clock, drafts
from db.database import FILE_NAME
from db.items import CASE, CONSULTATION, PUBLICITY
from desktop_app.actions import office, tabs
from desktop_app.actions.sight import Sight
from desktop_app.app import Desk, raise_other
from desktop_app.ui import theme
from desktop_app.ui.pages import keeper
from desktop_app.ui.window import MainWindow
from tests.conftest import saved
from tests.desktop_app.ui.geometry import faults

CTRL = Qt.KeyboardModifier.ControlModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
LINE = "高兴民 隋建波 树枝遮光 口头和解 赔300"


@pytest.fixture
def window(hands, session):
    clock.pretend(date(2022, 9, 28))
    made = hands.show(MainWindow(session), 1366, 768)
    yield made
    made.close()


def test_every_tab_opens_by_keyboard_and_takes_it(hands, session, window):
    session.unlocked = True
    window.go("today")
    seen = []
    for tab in tabs.TABS:
        for _ in tab.pages:
            seen.append(window.current())
            assert QApplication.focusWidget() is not None
            hands.press(Qt.Key.Key_F5)
        hands.press(Qt.Key.Key_PageDown, CTRL)
    assert sorted(seen) == sorted(key for tab in tabs.TABS for key, _ in tab.pages)


def test_the_title_names_the_office_and_the_sample_is_marked(hands, session, window):
    assert window.windowTitle() == "随录 · 海阳所镇司法所"
    session.store.settings.set("office", session.office | {"sample": True})
    window.apply_settings()
    assert window.windowTitle().startswith("【样例】")


def test_zoom_goes_to_thirty_points_and_loses_nothing_typed(hands, session, window):
    window.go("mediation")
    hands.type(LINE)
    for _ in range(10):
        window.eyes.larger()
        hands.bot.wait(1)  # as between two key presses: the pages of the last size go
    assert theme.points() == 30 and session.store.settings.get("points") == 30
    assert window.page("mediation").entry.text() == LINE
    window.see(points=16)
    assert window.page("mediation").entry.text() == LINE


def test_zoom_keeps_an_open_form(hands, window):
    window.go("mediation")
    page = window.page("mediation")
    page.to_short()
    page.editor.form().fill({"summary": "树枝遮光"})
    window.see(points=20)
    assert window.page("mediation").editor.record()["summary"] == "树枝遮光"
    assert window.page("mediation").editor.isVisible()
    assert window.page("mediation").editor.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(("points", "width", "height"), [(16, 1280, 680), (30, 1280, 680), (16, 683, 384), (30, 1366, 768)])
def test_small_windows_and_large_letters_fit(hands, qtbot, session, window, points, width, height):
    session.unlocked = True
    window.see(points=points)
    window.resize(width, height)
    for key in (key for tab in tabs.TABS for key, _ in tab.pages):
        window.go(key)
        qtbot.wait(1)
        assert (window.width(), window.height()) == (width, height)
        focused = QApplication.focusWidget()
        corner = focused.mapTo(window, focused.rect().bottomRight())
        assert 0 < corner.x() <= width and 0 < corner.y() <= height, key


ROOM = [(16, 1366, 768), (30, 1280, 680), (16, 683, 384), (24, 683, 384)]
"""Points, and the size of the window in pixels as Qt counts them: 683 x 384 is a small screen at 200 %."""


@pytest.fixture
def full(hands, qtbot, desk, window):
    """full(points, width, height): the window with ten cases and everything unlocked; then say what lies badly."""
    desk.unlocked = True

    def show(points, width, height):
        window.see(points=points)
        window.resize(width, height)
        qtbot.wait(1)
        return window
    yield show
    window.see(points=16)


def lie_badly(qtbot, window):
    """The faults of what is shown, once the layouts have come to rest."""
    qtbot.wait(1)
    window.stack.settle()
    qtbot.wait(1)
    return faults(window)


@pytest.mark.parametrize(("points", "width", "height"), ROOM)
def test_nothing_is_cut_or_covered_on_any_page(qtbot, full, points, width, height):
    window = full(points, width, height)
    for key in (*(key for tab in tabs.TABS for key, _ in tab.pages), "trash"):
        window.go(key)
        assert (key, lie_badly(qtbot, window)) == (key, [])
        page = window.page(key)
        if hasattr(page, "to_full"):
            for depth in (page.to_short, page.to_full):
                depth()
                assert (key, depth.__name__, lie_badly(qtbot, window)) == (key, depth.__name__, [])
            page.browse()
            page.list.setFocus()
            if page.list.model().rowCount():
                page._on_opened(page._record["uid"])
                assert page._wide() or page.view.isVisible() and not page.list.isVisible()
                assert (key, "view", lie_badly(qtbot, window)) == (key, "view", [])
                page.browse()
                page.back_to_list()


@pytest.mark.parametrize(("points", "width", "height"), ROOM)
def test_nothing_is_cut_or_covered_in_the_settings(hands, qtbot, full, points, width, height):
    window = full(points, width, height)
    window.go("settings")
    page = window.page("settings")
    for place, name in enumerate(page.index.words):
        page.enter()
        page.show_panel(place)
        assert (name, lie_badly(qtbot, window)) == (name, [])
        page._enter_panel()
        assert (name, lie_badly(qtbot, window)) == (name, [])


@pytest.mark.parametrize(("points", "width", "height"), ROOM)
def test_nothing_is_cut_or_covered_in_a_stack_of_slips(hands, qtbot, full, points, width, height):
    window = full(points, width, height)
    window.go("sitting")
    said = [lie_badly(qtbot, window)]
    for keys in ("2\rdgsc\r\r9.5\r\r", "冯金来 陈永喜\r", "2", "1", "300\r", "宋长江 吕福来\r21500\r"):
        hands.type(keys)
        said.append(lie_badly(qtbot, window))
    assert said == [[]] * 7 and window.page("sitting").panel() is window.page("sitting").end


@pytest.mark.parametrize(("points", "width", "height"), ROOM)
def test_the_keyboard_is_always_seen(hands, qtbot, full, points, width, height):
    window = full(points, width, height)
    window.go("mediation")
    window.page("mediation").to_full()
    for _ in range(20):
        hands.press(Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: hands.focus.visibleRegion().boundingRect().height()
                        >= min(hands.focus.height(), theme.px(24)), timeout=1000)


def test_every_control_has_a_name(session, window):
    session.unlocked = True
    for key in (*(key for tab in tabs.TABS for key, _ in tab.pages), "settings", "trash"):
        window.go(key)
    nameless = [type(w).__name__ for w in window.findChildren(QPushButton)
                if w.focusPolicy() != Qt.FocusPolicy.NoFocus and not (w.accessibleName() or w.text())]
    assert nameless == []


def test_what_was_typed_survives_closing(hands, session, window):
    window.go("mediation")
    hands.type(LINE)
    window.close()
    assert [draft.data["one_line"] for draft in drafts.waiting(session.store, CASE)] == [LINE]


def test_the_status_line_follows_every_save(hands, window):
    window.go("mediation")
    hands.type(LINE)
    hands.press(Qt.Key.Key_Return)
    assert "已保存 · 本月第1件 · 待上报1件" in window.status.saved.text()
    assert window.status.counts.text().split() == ["本月", "1", "件", "待上报", "1", "件"]


def test_a_wish_of_today_leads_there(window):
    window.go("today")
    window.page("today").wished.emit("filter", {"state": "returned"})
    assert window.current() == "mediation"
    assert window.page("mediation").filters.state.currentData() == "returned"


def desk_on(folder, qapp):
    desk = Desk(qapp, folder, date(2022, 9, 28))
    assert desk.open()
    return desk


def test_first_start_then_the_window(qtbot, qapp, tmp_path):
    desk = desk_on(tmp_path / "book", qapp)
    try:
        desk.window.finished.emit(office.OfficeSetup("town", "某所", "某调委会", "某", ["甲某"], "甲某", []))
        assert isinstance(desk.window, MainWindow)
        assert desk.store.settings.get("office")["name"] == "某所"
    finally:
        desk.window.close()
        desk.close()


def test_to_the_sample_and_back(qtbot, qapp, tmp_path):
    desk = desk_on(tmp_path / "book", qapp)
    try:
        desk.window.finished.emit(office.OfficeSetup("town", "某所", "某调委会", "某", ["甲某"], "甲某", []))
        desk.window.see(points=18.0, high_contrast=True)
        desk.window.switching.emit()
        assert desk.window.windowTitle().startswith("【样例】")
        assert theme.sight() == Sight(18.0, True, False)  # the eyes are the same
        desk.window.see(large_pointer=True)
        desk.window.switching.emit()
        assert desk.window.windowTitle() == "随录 · 某所"
        assert theme.sight() == Sight(18.0, True, True)
    finally:
        desk.window.close()
        desk.close()
    theme.apply(qapp, 16)
    desk = desk_on(tmp_path / "book", qapp)
    try:
        assert theme.sight() == Sight(18.0, True, True)
    finally:
        desk.window.close()
        desk.close()
        theme.apply(qapp, 16)


def test_nothing_is_written_into_a_book_that_was_let_go(hands, session, window):
    window.go("mediation")
    hands.type(LINE)
    assert window.let_go()
    session.store.close()
    hands.bot.wait(keeper.EVERY + 300)
    assert session.store.db.is_closed()


def test_the_books_are_not_changed_while_work_goes_on(qtbot, qapp, tmp_path, expect_message):
    desk, free = desk_on(tmp_path / "book", qapp), threading.Event()
    try:
        desk.window.finished.emit(office.OfficeSetup("town", "某所", "某调委会", "某", ["甲某"], "甲某", []))
        desk.window.jobs.run(lambda progress: free.wait(5))
        desk.window.switching.emit()
        desk.window.eyes.larger()
        assert desk.window.windowTitle() == "随录 · 某所" and theme.points() == theme.SMALLEST
        assert ["没有做完" in said for said in expect_message.said] == [True, True]
    finally:
        free.set()
        qtbot.waitUntil(lambda: not desk.window.jobs.busy())
        desk.window.close()
        desk.close()


def test_a_second_start_calls_the_first_window(qtbot, qapp, tmp_path):
    folder = tmp_path / "book"
    desk = desk_on(folder, qapp)
    try:
        code = ("import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; "
                "from desktop_app.app import raise_other; app = QCoreApplication([]); "
                "print(raise_other(Path(sys.argv[1])))")
        child = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
        qtbot.waitUntil(lambda: child.poll() is not None, timeout=10_000)
        assert child.communicate()[0].strip() == "True"
        assert not raise_other(tmp_path / "nobody")
    finally:
        desk.window.close()
        desk.close()


def test_a_damaged_book_is_said_in_a_dialog(qapp, tmp_path, expect_message):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "suilu.db").write_bytes(b"no database at all" * 500)
    assert not Desk(qapp, folder).open()
    assert "损坏" in expect_message.said[0] or "不是随录" in expect_message.said[0]


@pytest.mark.parametrize("digit", range(1, 9))
def test_escape_closes_any_chip_in_the_whole_window(hands, window, digit):
    window.go("mediation")
    entry = window.page("mediation").entry
    hands.type(LINE)
    before = entry.record()
    hands.press(Qt.Key.Key_0 + digit, ALT)
    assert not entry.box.hasFocus()
    hands.press(Qt.Key.Key_Escape)
    assert entry.box.hasFocus() and entry.record() == before


def test_a_chip_that_is_left_for_another_or_another_page_does_not_stay_open(hands, window):
    window.go("mediation")
    hands.type(LINE)
    for leave in ((Qt.Key.Key_4, ALT), (Qt.Key.Key_F3, NONE), (Qt.Key.Key_PageDown, CTRL)):
        window.page("mediation").new()
        hands.press(Qt.Key.Key_3, ALT)
        hands.press(*leave)
        sheets = [one for one in window.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly)
                  if one.property("look") == "popup" and one.isVisible()]
        assert len(sheets) == (1 if leave == (Qt.Key.Key_4, ALT) else 0)


def test_escape_closes_an_open_list_before_it_leaves_the_form(hands, window):
    window.go("mediation")
    page = window.page("mediation")
    page.to_short()
    page.editor.form().focus_path(("dispute_type",))
    hands.type("l")
    hands.press(Qt.Key.Key_Escape)
    assert page.editor.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert not page.editor.isVisible()


def a_book_with_a_name(folder, qapp):
    desk = desk_on(folder, qapp)
    desk.window.finished.emit(office.OfficeSetup("town", "某所", "某调委会", "某", ["甲某"], "甲某", []))
    desk.window.close()
    desk.close()


def test_closing_leaves_a_backup_that_a_damaged_book_is_restored_from(qtbot, qapp, tmp_path, expect_message):
    folder = tmp_path / "book"
    a_book_with_a_name(folder, qapp)
    assert [copy.stem.split()[-1] for copy in backup.of(folder)] == [backup.DAILY]
    (folder / FILE_NAME).write_bytes(b"garbage" * 5000)
    expect_message.presses = ["用备份恢复"]
    desk = desk_on(folder, qapp)
    try:
        assert "每日" in expect_message.said[0]
        assert desk.window.windowTitle() == "随录 · 某所"
        assert "上次备份" in desk.window.status.counts.text()
    finally:
        desk.window.close()
        desk.close()


def test_nothing_is_restored_unasked(qtbot, qapp, tmp_path, expect_message):
    folder = tmp_path / "book"
    a_book_with_a_name(folder, qapp)
    (folder / FILE_NAME).write_bytes(b"garbage" * 5000)
    assert not Desk(qapp, folder).open()
    assert (folder / FILE_NAME).read_bytes() == b"garbage" * 5000
    assert len(expect_message.said) == 2  # the question, then the sentence


def test_a_small_window_has_a_key_for_the_other_pages_of_a_tab(hands, session, window):
    window.go("consultation")
    assert not window.navigation.other.isVisible()
    window.resize(683, 384)
    QApplication.processEvents()
    assert window.navigation.other.isVisible() and "复议代收" in window.navigation.other.toolTip()
    window.navigation.other.click()
    assert window.current() == "review_intake"
    window.go("publicity")
    assert not window.navigation.other.isVisible()


def test_a_number_over_several_tabs_says_what_else_it_counts(session, window):
    one = saved(session, CONSULTATION, summary="问工资")
    other = saved(session, PUBLICITY, title="送法下乡")
    window.ways.to_records([(item.key, [session.store.rows(f"SELECT id FROM {item.key} WHERE uid = ?", record["uid"])[0][0]])
                         for item, record in ((CONSULTATION, one), (PUBLICITY, other))])
    assert window.current() == "consultation" and "法治宣传 1 条" in window.status.saved.text()


def test_a_small_window_shows_what_is_said_for_a_while(hands, qtbot, window, monkeypatch):
    monkeypatch.setattr("desktop_app.ui.window.SAID_FOR", 50)
    window.resize(683, 384)
    assert not window.status.saved.isVisible()
    window.say("已保存")
    assert window.status.saved.isVisible() and window.status.saved.text().startswith("✓ 已保存")
    qtbot.waitUntil(lambda: not window.status.saved.isVisible(), timeout=2000)


def test_in_a_low_window_esc_leaves_a_written_line_in_sight(hands, full):
    window = full(16, 683, 384)
    window.go("mediation")
    entry = window.page("mediation").entry
    entry.set_text("高兴民 隋建波")
    entry.focus_box()
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is entry.box and entry.text() == "高兴民 隋建波"
    entry.reset()


def test_the_list_of_kinds_is_open_in_its_sheet_and_one_esc_leaves_both(hands, full):
    window = full(16, 1366, 768)
    window.go("mediation")
    entry = window.page("mediation").entry
    entry.set_text("高兴民 隋建波 树枝遮光")
    entry.open_chip("dispute_type")
    assert hands.focus.list_open()
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is entry.box
    entry.reset()
