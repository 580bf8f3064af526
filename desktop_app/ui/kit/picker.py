"""One of many: a text box with a list. Found by number, characters or pinyin initials, never changed by the wheel."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from db import codes
from db.items.kinds import Field, Kind
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.kit.match import Choice, exact, matching
from desktop_app.ui.kit.popup import Popup
from desktop_app.ui.kit.texts import LineEditor

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}


class _PickLine(Line):
    """A line that hands the keys of the list to its picker first."""

    def __init__(self, picker: "Picker") -> None:
        super().__init__(picker)
        self._picker = picker

    def list_open(self) -> bool:
        return self._picker.list_open()

    def event(self, event: QEvent) -> bool:
        # Tab is looked at here because it never reaches keyPressEvent
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and not self.composing:
            self._picker.take()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self._picker.key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._picker.open_if_empty()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._picker.close_list()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._picker.open_list()


class Picker(LineEditor):
    """A CHOICE with many codes or a LINK. Nothing is picked that was not named in full or highlighted. ``escaped``: Esc
    closed the list."""

    escaped = Signal()

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        self._sources = sources
        self._choices: list[Choice] | None = None
        self._picked: str | None = None
        self._label = ""  # the text that stands for what is picked
        self._rows: list[int | None] = []  # what each row of the list stands for; None: add what was typed
        self._popup: Popup | None = None
        super().__init__(field, parent)

    def _make_line(self) -> Line:
        return _PickLine(self)

    def placeholder(self) -> str:
        return self.field.hint or "打字、拼音首字母或序号"

    # value

    def choices(self) -> list[Choice]:
        """Everything there is to choose from; names are read anew whenever the list opens."""
        if self._choices is None:
            if self.field.kind is Kind.LINK:
                self._choices = [Choice(uid, name) for uid, name in self._sources.names(self.field.of).items()]
            else:
                self._choices = [Choice(c.code, c.label, tuple(filter(None, (c.short, *c.also))))
                                 for c in codes.choices(self.field.of)]
        return self._choices

    def value(self) -> str | None:
        text = self.line.text().strip()
        if text == self._label:
            return self._picked
        found = exact(text, self.choices())
        return found.value if found else None

    def set_value(self, value: str | None) -> None:
        self._picked = value
        self._label = self._label_of(value)
        self.line.show_text(self._label)

    def _label_of(self, value: str | None) -> str:
        if value is None:
            return ""
        if self.field.kind is Kind.CHOICE:
            return codes.label(self.field.of, value)
        return self._sources.name_of(self.field.of, value) or "（已不在名单里）"

    def fault(self) -> str:
        text = self.line.text().strip()
        if not text or text == self._label or exact(text, self.choices()):
            return ""
        return f"“{text}”不在名单里，请按 ↓ 选一项，或清空"

    def settle(self) -> None:
        """Leaving with a text that fits one entry only means that entry."""
        if self._is_search():
            found = matching(self.line.text(), self.choices())
            if len(found) == 1 and not exact(self.line.text(), self.choices()):
                self.set_value(self.choices()[found[0]].value)
                self.changed.emit()
        super().settle()

    def _is_search(self) -> bool:
        text = self.line.text().strip()
        return bool(text) and text != self._label

    # list

    def enter(self) -> None:
        super().enter()
        self.open_if_empty()

    def open_if_empty(self) -> None:
        if not self.line.text():
            self.open_list()

    def open_list(self) -> None:
        """Show what fits the typed text, or everything when nothing was typed."""
        if self.field.kind is Kind.LINK:
            self._choices = None
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = Popup(self.line)
            self._popup.picked.connect(self._on_row)
            self.destroyed.connect(self._popup.deleteLater)
        text = self.line.text().strip() if self._is_search() else ""
        choices = self.choices()
        self._rows = list(matching(text, choices))
        rows = [f"{n + 1:\u2007>2}　{choices[n].label}" for n in self._rows]  # figure space: numbers line up
        if (text and self.field.kind is Kind.LINK and not exact(text, choices) and not text.isascii()
                and self._sources.can_add(self.field.of)):
            self._rows.append(None)
            rows.append(f"＋　新增“{text}”")
        current = 0 if text and rows else next((at for at, n in enumerate(self._rows)
                                                if choices[n].value == self._picked), -1)
        self._popup.show_rows(rows, current)

    def close_list(self) -> None:
        if self._popup:
            self._popup.hide()

    def list_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def take(self) -> bool:
        """Pick the highlighted row if the user searched for it or moved to it. True when something was picked."""
        row = self._popup.row() if self._popup else -1
        if row < 0 or not (self._is_search() or self._moved()):
            return False
        self._on_row(row)
        return True

    def _moved(self) -> bool:
        index = self._rows[self._popup.row()]
        return index is not None and self.choices()[index].value != self._picked

    def _on_row(self, row: int) -> None:
        index = self._rows[row]
        if index is None:
            uid = self._sources.add_new(self.field.of, self.line.text().strip())
            self._choices = None
        else:
            uid = self.choices()[index].value
        self.close_list()
        if uid is not None:
            self.set_value(uid)
            self.line.selectAll()
            self.changed.emit()

    # keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key of the list; False leaves it to the text box."""
        key = event.key()
        if key in _STEPS:
            if self.list_open():
                self._popup.step(_STEPS[key])
            else:
                self.open_list()
        elif key == Qt.Key.Key_Escape and self.list_open():
            self.close_list()
            self.escaped.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._label and not self._is_search():
            self.set_value(None)
            self.changed.emit()
            self.open_list()
        else:
            return False
        event.accept()
        return True

    def _on_edit(self) -> None:
        super()._on_edit()
        self.open_list()

    def _on_enter(self) -> None:
        self.take()
        self.close_list()
        super()._on_enter()
