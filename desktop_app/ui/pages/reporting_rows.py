"""The lines of 上报统计: a badge that says how it stands, who, and when; what is missing stands first."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db import codes
from db.items import CASE
from db.items.kinds import Problem, Record
from desktop_app.actions.reporting import Batch, Outlook
from desktop_app.ui.kit.badge import badge_size, paint_badge
from desktop_app.ui.kit.shown import show_date
from desktop_app.ui.theme import Tone, colour, font, px

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
    batch: Batch | None = None

    @property
    def spoken(self) -> str:
        return "，".join(filter(None, (self.word, self.text, self.remark)))


def _about(record: Record) -> str:
    kind = codes.brief("dispute_type", record["dispute_type"])
    return "　".join(filter(None, (show_date(record["event_on"]), kind)))


def ready_row(outlook: Outlook, record: Record) -> Row:
    """A case that goes into the next file."""
    state = record["report_state"]
    if state == "returned":
        tone, word = Tone.LATE, "退回后再报"
    elif state == "changed":
        tone, word = Tone.INFO, "接收后又改"
    elif state == "exported":
        tone, word = Tone.PLAIN, "已导出，等回执"
    elif outlook.is_late(record):
        tone, word = Tone.DOUBT, "补报"
    else:
        tone, word = Tone.GOOD, "可上报"
    return Row(tone, word, CASE.name_of(record), _about(record), record["uid"])


def missing_row(record: Record, problem: Problem) -> Row:
    """A case that cannot go yet; it leads to the field."""
    return Row(Tone.DOUBT, problem.text, CASE.name_of(record), _about(record), record["uid"], problem.path)


def accepted_row(record: Record) -> Row:
    """A case that the upper office has acknowledged."""
    remark = "　".join(filter(None, (record["platform_no"], _about(record))))
    return Row(Tone.GOOD, "已接收", CASE.name_of(record), remark, record["uid"])


_STATES = (("exported", "等回执"), ("accepted", "已接收"), ("returned", "退回"), ("changed", "接收后又改"))


def batch_row(batch: Batch) -> Row:
    """A file that was written, and where its cases stand."""
    counted = [f"{word} {batch.states[state]} 件" for state, word in _STATES if batch.states.get(state)]
    if batch.undone:
        tone, word = Tone.PLAIN, "已撤销"
    elif batch.states.get("returned"):
        tone, word = Tone.LATE, "有退回"
    elif batch.states.get("exported"):
        tone, word = Tone.INFO, "等回执"
    elif batch.states.get("changed"):
        tone, word = Tone.INFO, "又有改动"
    elif batch.states.get("accepted"):
        tone, word = Tone.GOOD, "已有回执"
    else:
        tone, word = Tone.PLAIN, "都进了后一批"
    day = date.fromisoformat(batch.at[:10]).isoformat()
    text = f"{batch.period.label}　{batch.profile}　{batch.records} 件" + (f"：{'，'.join(counted)}" if counted else "")
    return Row(tone, word, text, f"{show_date(day)} {batch.at[11:16]}　{batch.who}", batch=batch)


class _Painter(QStyledItemDelegate):
    """Badge, text, remark; the row that Enter acts on is tinted and marked at its edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(px(120), px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        row: Row | None = index.data(_Row)
        if row is None:
            return
        box = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("primary_soft"))
            painter.fillRect(box.x(), box.y(), px(5), box.height(), colour("primary"))
        painter.setPen(colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(px(14), 0, -px(12), 0)
        badge_width = min(max(badge_size(row.word).width(), px(190)), inner.width() // 2)
        badge_box = inner.adjusted(0, 0, badge_width - inner.width(), 0)
        paint_badge(painter, badge_box, row.tone, row.word)
        painter.setFont(font("small"))
        remark = row.remark if inner.width() > px(640) else ""
        remark_width = painter.fontMetrics().horizontalAdvance(remark)
        painter.setPen(colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, remark)
        words = inner.adjusted(badge_width + px(16), 0, -remark_width - px(16), 0)
        painter.setFont(font())
        painter.setPen(colour("ink"))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class RowList(QListWidget):
    """Lines of one of the groups. ``itemActivated`` comes from Qt (Enter, double click)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Two rows: the page gives it what is left."""
        return QSize(px(300), px(48 * 2))

    def show_rows(self, rows: list[Row]) -> None:
        """Fill anew, keeping the place in the list."""
        place = self.currentRow()
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
