"""The box above a list in which one of its lines is looked for."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop_app.ui.kit.lines import Line


class SearchBox(Line):
    """↓ goes to the list, Esc empties the box first, Ctrl+Z in an empty box belongs to the page."""

    down = Signal()

    def list_open(self) -> bool:
        return bool(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.composing:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
