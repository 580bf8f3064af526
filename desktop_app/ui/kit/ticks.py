"""Several choices side by side, each ticked by its digit; one stop of the keyboard, one widget."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import codes
from db.items.kinds import Field
from desktop_app.ui.kit.editor import Editor
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.kit.options import BACK, ERASE, FORTH, Options


class Ticks(Options):
    """Words in boxes of which any number may be on. ``picked(index)``: that one was turned on or off.

    A digit ticks; 0 the tenth; where there are more, arrows and the space bar reach the others.
    """

    def __init__(self, words: list[str], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.on: set[int] = set()
        self.index = 0  # here only where the ring stands

    def is_on(self, place: int) -> bool:
        return place in self.on

    def standing(self) -> int:
        return self.index

    def show_ticks(self, on: set[int]) -> None:
        """Show other ticks, without a signal."""
        self.on = set(on)
        self.choose(min(on, default=0))

    def _toggle(self, place: int) -> None:
        self.on ^= {place}
        self.choose(place)
        self.picked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), unicodedata.normalize("NFKC", event.text())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif (place := self._by_digit(text)) >= 0:
            self._toggle(place)
        elif key == Qt.Key.Key_Space:
            self._toggle(self.index)
        elif key in BACK:
            self.choose(max(self.index - 1, 0))
        elif key in FORTH:
            self.choose(min(self.index + 1, len(self.words) - 1))
        elif key in ERASE:
            self.on.clear()
            self.choose(0)
            self.picked.emit(-1)
        elif key in ENTER:
            self.entered.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if place >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(place)


class TicksEditor(Editor):
    """A field with several answers at once, as on a tick slip. A retired code that the record has stays ticked."""

    wide = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._codes: list[str] = []
        self.ticks = Ticks([], self)
        self._target = self.ticks
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.ticks)
        self.set_value(None)
        self.ticks.picked.connect(self.changed)
        self.ticks.picked.connect(self.settled)
        self.ticks.entered.connect(self.committed)

    def value(self) -> str | None:
        return codes.join(self.field.of, (self._codes[place] for place in self.ticks.on))

    def set_value(self, value: str | None) -> None:
        chosen = codes.split(value)
        offered = [code.code for code in codes.choices(self.field.of)]
        self._codes = offered + [code for code in chosen if code not in offered]
        self.ticks.set_words([codes.brief(self.field.of, code) for code in self._codes])
        self.ticks.show_ticks({self._codes.index(code) for code in chosen})

    def mark(self, state: str) -> None:
        self.ticks.set_mark(state)

    def name_it(self, name: str) -> None:
        self.ticks.setAccessibleName(name)
