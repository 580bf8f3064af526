"""A text box that offers what was met before, such as a person with number and telephone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from db.items.kinds import Field
from desktop_app.ui.kit.editor import Sources, Suggestion
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.kit.popup import Popup
from desktop_app.ui.kit.texts import TextEditor

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _SuggestLine(Line):
    """A line that hands the keys of an open list to its editor first."""

    def __init__(self, editor: "SuggestEditor") -> None:
        super().__init__(editor)
        self._editor = editor

    def list_open(self) -> bool:
        return self._editor.list_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing or not self._editor.key(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.close_list()


class SuggestEditor(TextEditor):
    """Text with offers. Nothing is taken that was not chosen: by ↓ and Enter, or by the mouse.

    A pinyin abbreviation is no name, so for Latin text the first offer is highlighted and Enter takes it.
    """

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None) -> None:
        self._sources = sources
        self._offers: list[Suggestion] = []
        self._popup: Popup | None = None
        super().__init__(field, parent)

    def _make_line(self) -> Line:
        return _SuggestLine(self)

    def _on_edit(self) -> None:
        super()._on_edit()
        text = self.line.text().strip()
        self._offers = self._sources.suggest(self.field, text) if text else []
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = Popup(self.line)
            self._popup.picked.connect(self._take)
            self.destroyed.connect(self._popup.deleteLater)
        self._popup.show_rows([offer.label for offer in self._offers], 0 if text.isascii() else -1)

    def close_list(self) -> None:
        if self._popup:
            self._popup.hide()

    def list_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def key(self, event: QKeyEvent) -> bool:
        if not self.list_open() or event.key() not in (*_STEPS, Qt.Key.Key_Escape):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            self._popup.step(_STEPS[event.key()])
        event.accept()
        return True

    def _take(self, row: int) -> None:
        self.close_list()
        self.offered.emit(self._offers[row].values)

    def _on_enter(self) -> None:
        row = self._popup.row() if self._popup else -1
        if row >= 0:
            self._take(row)
        self.close_list()
        super()._on_enter()
