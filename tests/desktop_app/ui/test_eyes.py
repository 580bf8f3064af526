"""What the window does for old eyes: text size by every key, high contrast everywhere, kept with the book."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import clock
from desktop_app.actions import cases, transcribe
from desktop_app.actions.printing import cases_to_print
from desktop_app.actions.sight import Sight, sight_of
from desktop_app.printing.slip import slip
from desktop_app.ui import theme
from desktop_app.ui.page_view import PageView
from desktop_app.ui.window import MainWindow

CTRL, PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
LINE = "高兴民 隋建波 树枝遮光 口头和解 赔300"


@pytest.fixture
def window(hands, session, qapp):
    clock.pretend(date(2022, 9, 28))
    for key in ("S1", "S4", "S5"):
        cases.save_case(session, transcribe.full_record(session, transcribe.entries()[key]))
    session.unlocked = True
    made = hands.show(MainWindow(session), 1366, 768)
    yield made
    made.close()
    theme.apply(qapp, 16)


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, modifiers)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of the pages before: each change dresses all


WAYS = ((Qt.Key.Key_Equal, CTRL, 22), (Qt.Key.Key_Plus, CTRL, 22), (Qt.Key.Key_Plus, CTRL | PAD, 22),
        (Qt.Key.Key_Minus, CTRL, 18), (Qt.Key.Key_Underscore, CTRL, 18), (Qt.Key.Key_Minus, CTRL | PAD, 18),
        (Qt.Key.Key_0, CTRL, 16), (Qt.Key.Key_0, CTRL | PAD, 16))


def test_the_text_changes_by_every_key_for_it(session, window):
    """With Shift and with full-width signs only an X server knows what a key means: see tests/e2e."""
    for key, modifiers, points in WAYS:
        window.see(points=20.0)
        press(window, key, modifiers)
        assert theme.points() == points == sight_of(session.store).points, (key, modifiers)


def test_the_keys_work_while_a_field_is_written(hands, window):
    window.go("mediation")
    hands.type(LINE)
    press(window, Qt.Key.Key_Plus, CTRL | PAD)
    assert theme.points() == 18 and window.page("mediation").entry.text() == LINE
    assert window.page("mediation").entry.box.hasFocus()


def dark(widget) -> float:
    """Which part of a picture is dark, of points all over it."""
    image = widget.grab().toImage()
    spots = [image.pixelColor(x, y).lightnessF() for x in range(3, image.width(), 9) for y in range(3, image.height(), 9)]
    return sum(spot < 0.4 for spot in spots) / len(spots)


def test_no_page_stays_light_in_high_contrast(window):
    window.see(high_contrast=True)
    for key in ("today", "mediation", "consultation", "correction", "statistics", "reporting", "settings", "trash"):
        window.go(key)
        QApplication.processEvents()
        assert dark(window) > 0.8, key
    window.go("mediation")
    press(window, Qt.Key.Key_F4)
    QApplication.processEvents()
    assert dark(window) > 0.8
    window.see(high_contrast=False)
    assert dark(window) < 0.3


def test_what_a_record_says_is_written_in_the_colours_in_force(window):
    window.go("mediation")
    for high in (True, False):
        window.see(high_contrast=high)
        said = window.page("mediation").view.text.text()
        assert theme.PALETTES[high]["primary"] in said and theme.PALETTES[not high]["primary"] not in said


def test_paper_stays_white(hands, qapp, session):
    case = cases.save_case(session, transcribe.full_record(session, transcribe.entries()["S1"])).record
    pages = slip(cases_to_print(session.store, [case["uid"]]))
    pictures = []
    for high in (False, True):
        theme.apply(qapp, 16, high_contrast=high)
        view = hands.show(PageView(), 800, 600)
        view.set_pages(pages)
        sheet = view.widget().sheets()[0].toRect()
        pictures.append(view.widget().grab(sheet.adjusted(2, 2, -2, -2)).toImage())
    assert pictures[0] == pictures[1]
    assert pictures[1].pixelColor(QPoint(3, 3)).lightness() == 255
    theme.apply(qapp, 16)


def test_the_menu_switches_the_contrast(window):
    def words() -> list[str]:
        seen = []

        def look() -> None:
            menu = QApplication.activePopupWidget()
            seen.extend(action.text() for action in menu.actions())
            QTest.keyClick(menu, Qt.Key.Key_9)

        QTimer.singleShot(0, look)
        window.show_menu()
        return seen

    assert words()[-1] == "&9　高对比" and theme.sight().high_contrast
    assert words()[-1] == "&9　关掉高对比" and not theme.sight().high_contrast


def to_sight(window) -> None:
    """To 设置, 显示."""
    press(window, Qt.Key.Key_Comma, CTRL)
    press(window, Qt.Key.Key_5, CTRL)


def test_each_switch_takes_effect_at_once_and_the_keyboard_stays_there(session, window):
    to_sight(window)
    press(window, Qt.Key.Key_4)
    sight = window.page("settings").sight
    assert theme.sight() == Sight(22.0, False, False) and sight.standing() == 2
    press(window, Qt.Key.Key_Return)  # to 高对比
    press(window, Qt.Key.Key_1)
    sight = window.page("settings").sight
    assert theme.sight() == Sight(22.0, True, False) and sight.standing() == 3
    press(window, Qt.Key.Key_Return)  # to 大指针
    press(window, Qt.Key.Key_1)
    assert theme.sight() == Sight(22.0, True, True) == sight_of(session.store)
    sight = window.page("settings").sight
    assert sight.standing() == 4 and sight.isVisible()
    assert sight.values().items() >= {"points": 22.0, "high_contrast": True, "large_pointer": True}.items()
    press(window, Qt.Key.Key_2)
    assert theme.sight() == Sight(22.0, True, False)


def test_larger_and_smaller_by_button(window):
    to_sight(window)
    for button, points in (("larger", 18), ("larger", 20), ("smaller", 18)):
        getattr(window.page("settings").sight, button).setFocus()
        press(window, Qt.Key.Key_Space)
        assert theme.points() == points
        assert getattr(window.page("settings").sight, button).hasFocus()


def test_a_size_between_those_offered_shows_as_the_nearest(window):
    window.see(points=21.4)
    window.go("settings")
    assert window.page("settings").sight.values()["points"] in (20.0, 22.0)
    assert theme.points() == 21.4  # looking changes nothing
