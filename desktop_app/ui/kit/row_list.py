"""A list of lines, each with a badge that says how it stands, the text, and a remark at the right."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.ui.kit.badge import badge_size, paint_badge, paint_row
from desktop_app.ui.theme import Tone, colour, font, px

_REMARK = 80  # units of theme.px: in less room a remark says nothing
_Row = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a badge, the text, a remark at the right; and what it leads to."""

    tone: Tone
    word: str
    text: str
    remark: str
    uid: str = ""
    path: tuple = ()
    what: Any = None  # whatever else the page knows the line by

    @property
    def spoken(self) -> str:
        return "，".join(filter(None, (self.word, self.text, self.remark)))


def shares(row: Row, width: int) -> tuple[str, str]:
    """Text and remark as they are cut in so many pixels: the remark has what the text leaves."""
    usual, small = QFontMetrics(font()), QFontMetrics(font("small"))
    text = usual.elidedText(row.text, Qt.TextElideMode.ElideRight, width)
    left = width - usual.horizontalAdvance(text) - px(24)
    return text, small.elidedText(row.remark, Qt.TextElideMode.ElideRight, left) if left > px(_REMARK) else ""


class _Painter(QStyledItemDelegate):
    """Badge, text, remark; the row that Enter acts on is tinted and marked at its edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.badge = 0  # room for the word at the left, in pixels

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(px(120), px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        row: Row | None = index.data(_Row)
        if row is None:
            return
        box = option.rect
        painter.save()
        paint_row(painter, option)
        inner = box.adjusted(px(14), 0, -px(12), 0)
        badge_width = min(self.badge, inner.width() // 2)
        badge_box = inner.adjusted(0, 0, badge_width - inner.width(), 0)
        paint_badge(painter, badge_box, row.tone, row.word)
        words = inner.adjusted(badge_width + px(16), 0, 0, 0)
        text, remark = shares(row, words.width())
        painter.setFont(font())
        painter.setPen(colour("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(font("small"))
        painter.setPen(colour("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, remark)
        painter.restore()


class RowList(QListWidget):
    """Lines of one of the groups. ``itemActivated`` comes from Qt (Enter, double click).

    ``badge``: the least room for the word at the left, in units of theme.px; the widest word may take more.
    """

    def __init__(self, parent: QWidget | None = None, badge: int = 0) -> None:
        super().__init__(parent)
        self._least = badge
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Two rows: the page gives it what is left."""
        return QSize(px(300), px(48 * 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal():
            event.ignore()  # digits belong to the page
        else:
            super().keyPressEvent(event)

    def show_rows(self, rows: list[Row]) -> None:
        """Fill anew, keeping the place in the list."""
        place = self.currentRow()
        self._painter.badge = max([px(self._least), *(badge_size(row.word).width() for row in rows)])
        self.clear()
        for row in rows:
            item = QListWidgetItem()
            item.setData(_Row, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setToolTip(row.spoken)
            self.addItem(item)
        self.setCurrentRow(min(max(place, 0), len(rows) - 1))

    def current(self) -> Row | None:
        return self.currentItem().data(_Row) if self.currentItem() else None

    def rows(self) -> list[Row]:
        return [self.item(place).data(_Row) for place in range(self.count())]
