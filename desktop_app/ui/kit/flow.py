"""What wraps at any zoom: a layout that wraps its widgets like words, and what keeps the height that it wraps to."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QLayoutItem, QWidget

from desktop_app.ui.theme import px


class Flow(QLayout):
    """Left to right, then the next row; every row as tall as its tallest widget."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        """The size of an item: what it likes, or narrower and higher where a whole row is not enough."""
        size = item.sizeHint()
        if size.width() <= width:
            return size
        return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """The items of each row at that width."""
        rows: list[list[QLayoutItem]] = [[]]
        used, gap = 0, px(self._gap)
        for item in self._items:
            if item.isEmpty():
                continue
            wide = self._size(item, width).width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += wide + gap
        return rows

    def _place(self, rect: QRect, move: bool) -> int:
        y, gap = rect.y(), px(self._gap)
        for row in self._rows(rect.width()):
            x, tall = rect.x(), max((self._size(item, rect.width()).height() for item in row), default=0)
            for item in row if move else ():
                size = self._size(item, rect.width())
                item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
                x += size.width() + gap
            y += tall + gap
        return y - gap - rect.y()


class _Held:
    """Never lower than its wrapped rows need: what Qt's layouts call the least of a widget does not know that it wraps,
    and where room is short rows would lie over each other."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.layout():
            self.setFixedHeight(self.layout().heightForWidth(self.width()))
        return done


class Sheet(_Held, QFrame):
    """A white sheet of wrapping rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "sheet")


class Rows(_Held, QWidget):
    """Widgets in rows that wrap, ``gap`` units of theme.px apart."""

    def __init__(self, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = Flow(self, gap)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets behind those that are there."""
        for widget in widgets:
            self.row.addWidget(widget)


class Wrapped(QLabel):
    """Text that wraps, never lower than it wraps to."""

    def __init__(self, text: str = "", parent: QWidget | None = None, **properties: object) -> None:
        super().__init__(text, parent, wordWrap=True, **properties)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hold()

    def _hold(self) -> None:
        if self.isVisible():  # before that its width means nothing
            self.setMinimumHeight(0)  # a label never asks for less than its least
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))  # -1 when it says nothing
