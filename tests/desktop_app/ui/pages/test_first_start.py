"""The first page, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.actions.office import OfficeSetup
from desktop_app.ui import theme
from desktop_app.ui.pages.first_start import FirstStart, names_in


@pytest.fixture
def page(hands):
    return hands.show(FirstStart(), 1366, 768)


@pytest.mark.parametrize(("text", "names"), [
    ("刘淑芬 于建国", ["刘淑芬", "于建国"]), ("刘淑芬、于建国，刘淑芬", ["刘淑芬", "于建国"]),
    ("东村\n西村；南村/北村", ["东村", "西村", "南村", "北村"]), ("", []), (None, []), ("　、 ", [])])
def test_names_however_they_are_separated(text, names):
    assert names_in(text) == names


def test_filled_in_by_keyboard_alone(hands, qtbot, page):
    said = []
    page.finished.connect(said.append)
    hands.type("2")
    for text in ("海阳所镇司法所", "海阳所镇人民调解委员会", "海", "刘淑芬", "于建国 孙晓丽", "大孤山村、白沙滩村"):
        hands.type(text)
        hands.press(Qt.Key.Key_Return)
    assert said == [OfficeSetup("town", "海阳所镇司法所", "海阳所镇人民调解委员会", "海",
                                ["刘淑芬", "于建国", "孙晓丽"], "刘淑芬", ["大孤山村", "白沙滩村"])]


def test_the_office_says_its_committee(hands, page):
    hands.type("2")
    for text in ("海阳所镇司法所", "", "", "刘淑芬"):
        hands.type(text)
        hands.press(Qt.Key.Key_Return)
    assert (page.setup().committee, page.setup().abbr) == ("海阳所镇人民调解委员会", "海")
    page.grid.cells["office"].editor.enter()
    hands.type("白沙滩镇司法所")
    hands.press(Qt.Key.Key_Return)
    assert page.setup().committee == "海阳所镇人民调解委员会", "what stands there is not written over"
    hands.type("白沙滩镇调委会")
    assert page.setup().committee == "白沙滩镇调委会", "under the keyboard it is marked, and gives way"


def test_what_is_missing_is_said_one_at_a_time(hands, page):
    said = []
    page.finished.connect(said.append)
    page.start.click()
    cells = page.grid.cells
    assert cells["desk"].note.text() == "◆ 还差：这里是", "a village that goes on by Enter is no 司法所"
    hands.type("1")
    page.submit()
    assert cells["office"].note.text() == "◆ 还差：单位名称"
    assert hands.focus is cells["office"].editor.target()
    hands.type("某所")
    assert not cells["office"].note.isVisible()
    page.submit()
    assert hands.focus is cells["committee"].editor.target()
    assert said == []


def test_the_desk_changes_the_example(hands, page):
    page.grid.cells["desk"].editor.enter()
    hands.type("3")
    assert "司法局" in page.grid.cells["office"].editor.line.placeholderText()
    assert page.setup().desk == "county"


def test_the_number_is_shown_as_it_will_be(hands, page):
    page.grid.cells["abbr"].editor.enter()
    hands.type("海")
    assert page.example.text() == "案号会写成：海人调口字〔2022〕第001号"


def test_sample_and_close(qtbot, page):
    with qtbot.waitSignal(page.sample_wanted):
        page.sample.click()
    with qtbot.waitSignal(page.closed):
        page.close()


@pytest.mark.parametrize(("width", "height", "points"), [(1366, 768, 16), (683, 384, 16), (683, 384, 24)])
def test_the_ways_to_try_first_are_seen_without_scrolling(hands, width, height, points):
    theme.apply(QApplication.instance(), points)
    page = hands.show(FirstStart(), width, height)
    QApplication.processEvents()
    assert (page.width(), page.height()) == (width, height)
    for button in (page.start, page.lesson, page.sample):
        assert button.visibleRegion().boundingRect().size() == button.size() and button.height() >= theme.px(44) - 2
    theme.apply(QApplication.instance(), 16)


@pytest.mark.parametrize(("width", "height", "points"), [(1280, 680, 30), (640, 480, 16)])
def test_every_field_can_be_reached_on_a_small_screen(hands, width, height, points):
    theme.apply(QApplication.instance(), points)
    page = hands.show(FirstStart(), width, height)
    for cell in page.grid.cells.values():
        cell.editor.enter()
        QApplication.processEvents()
        assert cell.editor.target().visibleRegion().boundingRect().height() >= theme.px(40)
    assert page.scroll.horizontalScrollBar().maximum() == 0
    theme.apply(QApplication.instance(), 16)


def test_enter_presses_the_button_that_has_the_keyboard(hands, qtbot, page):
    page.lesson.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.lesson_wanted, timeout=500):
        hands.press(Qt.Key.Key_Return)
