"""A person at the keyboard, and the counter that watches every key and click reach the program."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.keys import charge


class Counter(QObject):
    """An event filter of the application: keys, clicks, and what the input method handed over, by the table."""

    def __init__(self) -> None:
        super().__init__()
        self.names: Collection[str] = ()
        self.keys = self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):  # the same event then travels on through the widgets
            if kind is QEvent.Type.KeyPress:
                self.keys += 1  # Ctrl, Alt and Shift come as presses of their own
            elif kind is QEvent.Type.MouseButtonPress:
                self.clicks += 1
        elif kind is QEvent.Type.InputMethod and event.commitString():
            self.keys += charge.keys(event.commitString(), self.names)
        return False


class Hands:
    """Types into whatever has the keyboard. ``thoughts`` counts the mental steps of the keystroke-level model:
    one for each thing that is stated (a name, a number, a choice, a text), one to look it over before it is saved."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.counter = Counter()
        self.thoughts = 0
        QApplication.instance().installEventFilter(self.counter)

    def leave(self) -> None:
        """Take the counter away."""
        QApplication.instance().removeEventFilter(self.counter)

    def begin(self, names: Collection[str] = ()) -> None:
        """From here on another case is counted, in whose texts these names stand."""
        self.counter.names = names
        self.counter.keys = self.counter.clicks = self.thoughts = 0

    @property
    def counted(self) -> tuple[int, int, int]:
        """(keys, clicks, mental steps) since ``begin``."""
        return self.counter.keys, self.counter.clicks, self.thoughts

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
              times: int = 1) -> None:
        """A key that states nothing: to the next field, to another form, save."""
        for _ in range(times):
            QTest.keyClick(self.window.windowHandle(), key, modifier)

    def enter(self, times: int = 1) -> None:
        self.press(Qt.Key.Key_Return, times=times)

    def write(self, text: str) -> None:
        """One thing stated: text through the input method, digits and half-width signs by their own keys."""
        self.thoughts += 1
        for piece in charge.runs(text, self.counter.names):
            if len(piece) == 1 and piece.isascii() and not piece.isalpha():
                QTest.keyClick(self.window.windowHandle(), piece)
            else:
                self._through_input_method(piece)

    def digit(self, number: int) -> None:
        """One choice by the digit printed before it."""
        self.thoughts += 1
        self.press(Qt.Key(Qt.Key.Key_0 + number))

    def look_over(self) -> None:
        """Read what is about to be saved."""
        self.thoughts += 1

    @staticmethod
    def _through_input_method(piece: str) -> None:
        focus = QApplication.focusWidget()
        QApplication.sendEvent(focus, QInputMethodEvent(piece if piece.isascii() else "pin", []))
        commit = QInputMethodEvent("", [])
        commit.setCommitString(piece)
        QApplication.sendEvent(focus, commit)
