"""The list under a text box. A child of the window, not a window: it never takes the keyboard."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.theme import px


class Popup(QFrame):
    """Rows below (or above) ``anchor``. ``picked(row)`` by mouse; the keyboard moves it through ``step``."""

    picked = Signal(int)

    def __init__(self, anchor: QWidget, most: int = 8) -> None:
        """``most``: rows seen at once, where there is room."""
        super().__init__(anchor.window())
        self.anchor, self._most = anchor, most
        self.setProperty("look", "popup")
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(4), px(4), px(4), px(4))
        box.setSpacing(0)
        box.addWidget(self.list)
        self.foot = QLabel(self)
        self.foot.setProperty("look", "small")
        self.foot.setContentsMargins(px(10), px(4), px(10), px(4))
        self.foot.hide()
        box.addWidget(self.foot)
        self.list.itemClicked.connect(self._on_click)
        self.hide()
        for around in self._around():
            if isinstance(around, QScrollArea):
                around.verticalScrollBar().valueChanged.connect(self.place)

    def _around(self) -> Iterator[QWidget]:
        """The anchor and everything that holds it, below the window."""
        widget = self.anchor
        while widget and not widget.isWindow():
            yield widget
            widget = widget.parentWidget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for around in self._around():  # notes come and go with every answer, and the form settles a moment later
            around.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for around in self._around():
            around.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.place()
        return super().eventFilter(watched, event)

    def show_rows(self, rows: list[str], current: int = -1, foot: str = "") -> None:
        """Show these rows, ``current`` highlighted, with a line of advice below them; no rows hide the list."""
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
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
        rows = min(self.list.count(), self._most)
        frame = max(px(8) + 2 * self.list.frameWidth(), px(12)) + (0 if self.foot.isHidden() else self.foot.sizeHint().height())
        one = max(self.list.sizeHintForRow(0), px(44))
        height = rows * one + frame
        width = max(self.anchor.width(), self.list.sizeHintForColumn(0) + px(48))
        corner = self.anchor.mapTo(window, QPoint(0, self.anchor.height() + px(2)))
        above = corner.y() - self.anchor.height() - px(4)
        if corner.y() + height > window.height() and above > window.height() - corner.y():
            height = self._whole(min(height, above), one, frame)
            corner.setY(above - height)
        else:
            height = self._whole(min(height, window.height() - corner.y()), one, frame)
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(corner.x(), corner.y(), min(width, window.width()), height)
        if self.list.currentItem():
            self.list.scrollToItem(self.list.currentItem())

    @staticmethod
    def _whole(height: int, row: int, frame: int) -> int:
        """No row cut through by what stands below the list."""
        return max((height - frame) // row, 1) * row + frame

    def _on_click(self) -> None:
        self.picked.emit(self.list.currentRow())
