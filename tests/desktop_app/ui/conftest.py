"""The window is tested without a screen; Chinese text arrives as from an input method."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import clock
from desktop_app.ui import theme
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.room import Room


class Hands:
    """What a person does: type, compose, commit, press, turn the wheel."""

    def __init__(self, bot) -> None:
        self.bot = bot

    def show(self, widget, width: int = 1000, height: int = 700):
        """Show a widget with the keyboard in its window."""
        self.bot.addWidget(widget)
        widget.resize(width, height)
        with self.bot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    def show_page(self, page, width: int, height: int):
        """Show a page as the window does: scrolled where it needs more than there is."""
        self.room = Room()
        self.room.pages.addWidget(page)
        self.show(self.room, width, height)
        self.room.settle()
        return page

    @property
    def focus(self):
        return QApplication.focusWidget()

    def compose(self, letters: str) -> None:
        """Letters in the input method that are not yet text."""
        QApplication.sendEvent(self.focus, QInputMethodEvent(letters, []))

    def commit(self, text: str) -> None:
        """Text arrives from the input method."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def type(self, text: str) -> None:
        """Letters and digits from the keyboard; anything else from the input method."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.focus, character)
            else:
                self.commit(character)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def wheel(self, widget) -> None:
        place = QPointF(widget.rect().center())
        event = QWheelEvent(place, QPointF(widget.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, -120),
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                            Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(widget, event)


class SomeSources(Sources):
    """A small office: two mediators, three villages, one committee."""

    def __init__(self) -> None:
        self.registers = {
            "mediator": {"m1": "刘淑芬", "m2": "于建国"},
            "village": {"v1": "大孤山村", "v2": "白沙滩村", "v3": "北店村"},
            "committee": {"c1": "大孤山村人民调解委员会"},
        }

    def names(self, item_key: str) -> dict[str, str]:
        return self.registers.get(item_key, {})

    def can_add(self, item_key: str) -> bool:
        return item_key == "village"

    def add_new(self, item_key: str, name: str) -> str | None:
        uid = f"new{len(self.registers[item_key])}"
        self.registers[item_key][uid] = name
        return uid


@pytest.fixture
def hands(qtbot) -> Hands:
    theme.apply(QApplication.instance(), 16)
    return Hands(qtbot)


@pytest.fixture
def sources() -> SomeSources:
    return SomeSources()


@pytest.fixture(autouse=True)
def september():
    """It is 15 September 2022, as in the standard cases."""
    from datetime import date

    clock.pretend(date(2022, 9, 15))
    yield
    clock.pretend(None)


@pytest.fixture(autouse=True)
def nothing_left_over():
    """The windows of a test go with it: as long as they linger, a style sheet is laid on them as well."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
