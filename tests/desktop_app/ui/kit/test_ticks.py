"""Several answers at once: digits, the space bar, the mouse, and codes that are no longer offered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db import codes
from db.items import PUBLICITY
from desktop_app.ui.kit.editors import make_editor
from desktop_app.ui.kit.ticks import TicksEditor

FORM = PUBLICITY.fields["form"]
LISTED = [code.code for code in codes.choices(FORM.of)]


@pytest.fixture
def editor(hands, sources):
    made = hands.show(make_editor(FORM, sources), 900, 160)
    made.enter()
    return made


def test_digits_tick_and_untick_and_stay(hands, editor):
    assert isinstance(editor, TicksEditor)
    hands.type("31")
    assert editor.value() == f"{LISTED[0]},{LISTED[2]}"  # in the order of the list
    hands.type("3")
    assert editor.value() == LISTED[0]


def test_arrows_and_space_reach_what_has_no_digit(hands, editor):
    for _ in range(len(LISTED)):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    assert editor.value() == LISTED[-1]


def test_enter_goes_on_and_backspace_clears(hands, qtbot, editor):
    hands.type("12")
    with qtbot.waitSignal(editor.committed):
        hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Backspace)
    assert editor.value() is None


def test_the_mouse_ticks_what_it_meets(editor):
    QTest.mouseClick(editor.ticks, Qt.MouseButton.LeftButton, pos=QPoint(12, 20))
    assert editor.value() == LISTED[0]


def test_every_change_is_said_once(hands, qtbot, editor):
    seen = []
    editor.changed.connect(lambda: seen.append(editor.value()))
    hands.type("2")
    assert seen == [LISTED[1]]


def test_an_unknown_code_stays_until_it_is_unticked(hands, editor):
    editor.set_value(f"{LISTED[1]},以前的")
    assert editor.value() == f"{LISTED[1]},以前的"
    assert "已选" in editor.ticks.accessibleDescription()
    for _ in range(len(LISTED)):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    assert editor.value() == LISTED[1]
