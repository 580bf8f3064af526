"""The boxes into which a paper slip is keyed: names, ticks, amount. Backspace in an empty one goes a step back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from db import codes, people
from db.database import Store
from db.items import CASE
from db.items.kinds import Record
from desktop_app.entry.slip_form import everyday_types
from desktop_app.ui.kit.edit_sheet import EditSheet
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.lines import Line, PageLine
from desktop_app.ui.kit.options import ERASE, Options
from desktop_app.ui.kit.picker import Picker
from desktop_app.ui.kit.popup import Popup
from desktop_app.ui.kit.texts import MoneyEditor
from desktop_app.ui.pages.sources import introduce

_SPLIT = " 、，,；;"
_ALL = "全部 18 类"


class BackLine(PageLine):
    """A line of the slip. ``back``: Backspace while it is empty."""

    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not self.composing:
            self.back.emit()
        else:
            super().keyPressEvent(event)


class NamesBox(BackLine):
    """The names of a slip, with the people met before hanging below. ``picked(typed, person)``: one was meant."""

    picked = Signal(str, object)

    def __init__(self, store: Store, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._sources = store, sources
        self._found: list[Record] = []
        self._asked = ""  # the word that the list is about
        self._popup: Popup | None = None
        self.village: str | None = None  # whose people go first
        self.setProperty("look", "line")
        self.setPlaceholderText("例如：高兴民隋建波")
        self.setAccessibleName("双方姓名")
        self.textEdited.connect(self._on_edit)

    def _on_edit(self, text: str) -> None:
        """Initials ask for people at once; a whole name only where two people bear it."""
        word = text[max(text.rfind(sign) for sign in _SPLIT) + 1:]
        found = people.find(self._store, word, self.village) if len(word) > 1 and word.isalpha() else []
        if not word.isascii():
            found = [person for person in found if person["name"] == word]
            found = found if len(found) > 1 else []
        self._show(word, found)

    def ask(self, word: str) -> None:
        """Who is meant by a word in the line? None is highlighted: a second Enter picks nobody."""
        self._show(word, people.find(self._store, word, self.village))

    def _show(self, word: str, found: list[Record]) -> None:
        self._asked, self._found = word, found
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = Popup(self)
            self._popup.picked.connect(self._pick)
            self.destroyed.connect(self._popup.deleteLater)
        self._popup.show_rows([f"{n}　{introduce(person, self._sources)}" for n, person in enumerate(found, 1)])

    def list_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def close_list(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _pick(self, row: int) -> None:
        self.close_list()
        self.picked.emit(self._asked, self._found[row])

    def take(self) -> bool:
        """Enter on a row that ↓ went to means that person."""
        row = self._popup.row() if self._popup is not None else -1
        if row >= 0:
            self._pick(row)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self.list_open():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_list()
        elif event.text().isdecimal() and 1 <= int(event.text()) <= len(self._found):
            self._pick(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)
        self.close_list()


class StepOptions(Options):
    """Ticks of a slip. ``back``: Backspace where nothing is ticked."""

    back = Signal()

    def is_ticked(self) -> bool:
        return self.index >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ERASE and self.index < 0:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.is_ticked():
            self.digit_picked.emit()


class TypeOptions(StepOptions):
    """The everyday types of a quarrel; 0 or a letter opens the list of all. ``chosen(code)``: one of that list, None for
    none; ``closed``: the list is gone (see EditSheet)."""

    chosen = Signal(object)
    closed = Signal(bool)

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        self._sources = sources
        super().__init__([*(codes.brief("dispute_type", code) for code in everyday_types()), _ALL], parent)
        self.setAccessibleName("纠纷类型")

    @property
    def _more(self) -> int:
        """The place under 0."""
        return len(everyday_types())

    def show_type(self, code: str | None) -> None:
        """Tick a type, without a signal; one of no everyday kind stands under 0."""
        other = code is not None and code not in everyday_types()
        self.set_words([*self.words[:-1], codes.brief("dispute_type", code) if other else _ALL])
        self.choose(-1 if not code else self._more if other else everyday_types().index(code))

    def is_ticked(self) -> bool:
        return super().is_ticked() and self.index != self._more

    def sign(self, place: int) -> str:
        return "0" if place == self._more else super().sign(place)

    def _pick(self, index: int) -> None:
        if index == self._more:
            self._ask("")
        else:
            super()._pick(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and event.text() in ("0", "０"):
            self._ask("")
        elif plain and event.text().isalpha():
            self._ask(event.text())
        else:
            super().keyPressEvent(event)

    def _ask(self, letters: str) -> None:
        """The whole list, by number or by letters."""
        picker = Picker(CASE.fields["dispute_type"], self._sources)
        sheet = EditSheet("纠纷类型，打序号或拼音首字母", picker, self)
        sheet.closed.connect(self.closed)
        sheet.done.connect(self.chosen)
        if letters:
            picker.line.insert(letters)
            picker.line.textEdited.emit(letters)


class AmountBox(MoneyEditor):
    """The amount. ``back``: Backspace while it is empty."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CASE.fields["amount"], parent)
        self.line.back.connect(self.back)
        self.name_it("协议金额，元")

    def _make_line(self) -> Line:
        return BackLine(self)

    def placeholder(self) -> str:
        return "没有钱填 0；单上没写就空着"
