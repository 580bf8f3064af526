"""One editor on a sheet: Enter takes the value, Esc does not, and it never stays in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.items.kinds import Field, Kind
from desktop_app.ui.kit.edit_sheet import EditSheet
from desktop_app.ui.kit.editors import make_editor


@pytest.fixture
def ground(hands):
    made = QWidget()
    layout = QVBoxLayout(made)
    made.button, made.other = QPushButton("改"), QLineEdit()
    layout.addWidget(made.other)
    layout.addStretch()
    layout.addWidget(made.button)
    return hands.show(made, 700, 300)


@pytest.fixture
def sheet(ground, sources):
    return EditSheet("几张", make_editor(Field("planned", "几张", Kind.NUMBER), sources), ground.button)


def test_enter_takes_what_was_typed(hands, sheet):
    """First the sheet is gone, then its value is told: whoever hears it may put the keyboard elsewhere."""
    told = []
    sheet.closed.connect(told.append)
    sheet.done.connect(told.append)
    hands.type("12\r")
    assert told == [True, 12]


def test_what_cannot_be_read_stays_and_says_so(hands, qtbot, sheet):
    hands.type("很多")
    with qtbot.assertNotEmitted(sheet.done):
        hands.press(Qt.Key.Key_Return)
    assert sheet.isVisible() and "不是数" in sheet.label.text()


def test_escape_changes_nothing(hands, qtbot, sheet):
    hands.type("12")
    with qtbot.assertNotEmitted(sheet.done), qtbot.waitSignal(sheet.closed) as closed:
        hands.press(Qt.Key.Key_Escape)
    assert closed.args == [True]


def test_it_goes_when_the_keyboard_goes_on(qtbot, ground, sheet):
    with qtbot.waitSignal(sheet.closed) as closed:
        ground.other.setFocus()
    assert closed.args == [False] and ground.other.hasFocus()


def test_it_stands_inside_the_window_and_above_where_there_is_no_room_below(ground, sheet):
    assert ground.rect().contains(sheet.geometry())
    assert sheet.geometry().bottom() < ground.button.geometry().top()
