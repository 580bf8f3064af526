"""A list of records: it holds ids and fetches a page of fifty when one of its rows is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from db import repository
from db.items import Item
from db.items.kinds import Record
from desktop_app import log
from desktop_app.actions.session import Session
from desktop_app.ui.kit.badge import badge_size, paint_badge, paint_row
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.theme import Tone, colour, font, px

PAGE = 50
_ToneRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the list shows it."""

    uid: str
    cells: tuple[str, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Columns:
    """What a list shows of an item. The last column is a badge.

    ``widths`` in units of theme.px, 0 takes what is left; ``right``: columns of numbers; ``give``: columns that give
    way when there is no room, the first of them first, until the one without a width has ``least``; ``row`` makes the
    row of a record.
    """

    item: Item
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    row: Callable[[Session, Record], Row]
    right: frozenset[int] = frozenset()
    give: tuple[int, ...] = ()
    least: int = 170

    @property
    def state(self) -> int:
        """Place of the badge."""
        return len(self.titles) - 1


class RecordListModel(QAbstractTableModel):
    """Ids in SQL order; rows are read when they are looked at."""

    def __init__(self, session: Session, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.columns = session, columns
        self._ids: list[int] = []
        self._rows: dict[int, Row] = {}

    def show_ids(self, ids: list[int]) -> None:
        self.beginResetModel()
        self._ids, self._rows = ids, {}
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The row at a place; None where there is none. One that cannot be read says so and has no uid."""
        if place not in self._rows and 0 <= place < len(self._ids):
            start = place - place % PAGE
            ids = self._ids[start:start + PAGE]
            try:
                found = repository.page(self._session.store, self.columns.item, ids)
                self._rows |= {start + i: self.columns.row(self._session, record) for i, record in enumerate(found)}
            except Exception as error:  # noqa: BLE001  painting a list must never take the window down
                log.note(error, self._session.store.folder)
                blank = [""] * (len(self.columns.titles) - 2)
                unread = Row("", ("", "这一件读不出来", *blank), Tone.PLAIN)
                self._rows |= {start + i: unread for i in range(len(ids))}
        return self._rows.get(place)

    def place_of(self, uid: str) -> int:
        """Where a record stands; -1 when the filter leaves it out."""
        found = self._session.store.rows(f"SELECT id FROM {self.columns.item.key} WHERE uid = ?", uid)
        return self._ids.index(found[0][0]) if found and found[0][0] in self._ids else -1

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self.columns.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells[index.column()]
        if role == _ToneRole:
            return row.tone
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.columns.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Painter(QStyledItemDelegate):
    """Rows with one hairline, the selected one tinted and marked at its left edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(px(60), px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        box = option.rect
        painter.save()
        paint_row(painter, option, index.column() == 0)
        inner = box.adjusted(px(12), 0, -px(6), 0)
        columns = index.model().columns
        if index.column() == columns.state:
            paint_badge(painter, inner, index.data(_ToneRole) or Tone.PLAIN, index.data() or "")
        else:
            painter.setPen(colour("ink"))
            painter.setFont(font())
            text = painter.fontMetrics().elidedText(index.data() or "", Qt.TextElideMode.ElideRight, inner.width())
            side = Qt.AlignmentFlag.AlignRight if index.column() in columns.right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class RecordList(QTableView):
    """The list. ``opened``: Enter or double click; ``chosen``: another record is current (uid, '' for none)."""

    opened = Signal(str)
    chosen = Signal(str)
    deleting = Signal()

    def __init__(self, session: Session, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.records = RecordListModel(session, columns, self)
        self.setModel(self.records)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(f"{columns.item.label}列表")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(px(140))  # the heads and two rows
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def fit(self) -> None:
        """Lay out the columns for the present width and zoom; some give way."""
        self.verticalHeader().setDefaultSectionSize(px(48))
        header, columns = self.horizontalHeader(), self.columns
        room = self.viewport().width()
        state = max(px(columns.widths[-1]), badge_size("还差12项").width() + px(20))
        widths = [px(w) for w in columns.widths[:-1]] + [state]
        hidden = set()
        for column in (*columns.give, columns.state):
            if room - sum(w for i, w in enumerate(widths) if i not in hidden) >= px(columns.least):
                break
            hidden.add(column)
        for column, width in enumerate(widths):
            self.setColumnHidden(column, column in hidden)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed if width
                                        else QHeaderView.ResizeMode.Stretch)
            if width:
                header.resizeSection(column, width)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_ids(self, ids: list[int], keep: str = "") -> None:
        """Show these records; keep the current one, or take the first."""
        self.records.show_ids(ids)
        self.select_place(max(self.records.place_of(keep), 0) if keep else 0)

    def choose(self, uid: str) -> None:
        self.select_place(self.records.place_of(uid))

    def select_place(self, place: int) -> None:
        if 0 <= place < self.records.rowCount():
            self.selectionModel().setCurrentIndex(
                self.records.index(place, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)
            self.scrollTo(self.currentIndex())
        else:
            self.chosen.emit("")

    def current_uid(self) -> str:
        row = self.records.row(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return row.uid if row else ""

    def selected_uids(self) -> list[str]:
        """The chosen records from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [row.uid for place in places if (row := self.records.row(place)) and row.uid]

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        row = self.records.row(current.row()) if current.isValid() else None
        self.chosen.emit(row.uid if row else "")

    def _open(self, *_: object) -> None:
        if uid := self.current_uid():
            self.opened.emit(uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self._open()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            # by itself Qt goes along the row
            self.select_place(0 if event.key() == Qt.Key.Key_Home else self.records.rowCount() - 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.deleting.emit()
        elif event.text().isdecimal():
            event.ignore()  # digits belong to the page
        else:
            super().keyPressEvent(event)
