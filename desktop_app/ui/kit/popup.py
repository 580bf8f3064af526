"""The list under a text box. A child of the window, not a window: it never takes the keyboard."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.theme import px


class Popup(QFrame):
    """Rows below (or above) ``anchor``. ``picked(row)`` by mouse; the keyboard moves it through ``step``."""

    picked = Signal(int)

    ROWS = 8  # most rows seen at once

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.anchor = anchor
        self.setProperty("look", "popup")
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(4), px(4), px(4), px(4))
        box.addWidget(self.list)
        self.list.itemClicked.connect(self._on_click)
        self.hide()
        around = anchor.parentWidget()
        while around:
            if isinstance(around, QScrollArea):
                around.verticalScrollBar().valueChanged.connect(self.place)
            around = around.parentWidget()

    def show_rows(self, rows: list[str], current: int = -1) -> None:
        """Show these rows, ``current`` highlighted; none hides the list."""
        self.list.clear()
        self.list.addItems(rows)
        self.list.setCurrentRow(current)
        if rows:
            self.show()
            self.place()
            self.raise_()
        else:
            self.hide()

    def row(self) -> int:
        """The highlighted row, -1 for none."""
        return self.list.currentRow() if self.isVisible() else -1

    def step(self, by: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), last))

    def place(self) -> None:
        """Below the anchor where there is room, else above it, never beyond the window."""
        if not self.isVisible():
            return
        window = self.window()
        rows = min(self.list.count(), self.ROWS)
        frame = self.height() - self.list.viewport().height() if self.layout().activate() else px(12)
        height = rows * max(self.list.sizeHintForRow(0), px(44)) + max(frame, px(12))
        width = max(self.anchor.width(), self.list.sizeHintForColumn(0) + px(48))
        corner = self.anchor.mapTo(window, QPoint(0, self.anchor.height() + px(2)))
        above = corner.y() - self.anchor.height() - px(4)
        if corner.y() + height > window.height() and above > window.height() - corner.y():
            height = min(height, above)
            corner.setY(above - height)
        else:
            height = min(height, window.height() - corner.y())
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(corner.x(), corner.y(), min(width, window.width()), height)
        if self.list.currentItem():
            self.list.scrollToItem(self.list.currentItem())

    def _on_click(self) -> None:
        self.picked.emit(self.list.currentRow())
