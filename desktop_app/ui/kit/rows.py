"""A stack of row records, such as the parties of a case: full with every field, or one line each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.items import BY_KEY
from db.items.kinds import Field, Record
from desktop_app.ui.kit.editor import Editor, Sources
from desktop_app.ui.kit.grid import FieldCell, FieldGrid
from desktop_app.ui.kit.scroll import reveal
from desktop_app.ui.theme import px


class _Row(QWidget):
    """One record of the stack. ``slim``: its few fields in one line, with what it is called as the label."""

    changed = Signal()
    ended = Signal(object)
    removed = Signal(object)

    def __init__(self, field: Field, sources: Sources, keys: Sequence[str] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = BY_KEY[field.of]
        self.slim = keys is not None
        self._record: Record = {}
        self._above: bool | None = None  # not arranged yet
        fields = [self.item.fields[key] for key in keys] if keys else list(self.item)
        self.heading = QLabel(self)
        self.heading.setProperty("look", "label" if self.slim else "heading")
        self.grid = FieldGrid(self.item.key, fields, sources, self)
        self.remove = QPushButton("去掉", self)
        self.remove.setProperty("look", "quiet")
        if self.slim:
            box = QGridLayout(self)
            box.setHorizontalSpacing(px(10))
            box.setVerticalSpacing(px(2))
            box.setColumnStretch(1, 1)
            for cell in self.grid.cells.values():
                cell.editor.set_placeholder(cell.field.label)
        else:
            top = QHBoxLayout()
            top.addWidget(self.heading, 1)
            top.addWidget(self.remove)
            box = QVBoxLayout(self)
            box.addLayout(top)
            box.addWidget(self.grid)
        box.setContentsMargins(0, 0, 0, 0)
        self.grid.changed.connect(self._on_changed)
        self.grid.ended.connect(self._on_ended)
        self.remove.clicked.connect(self._on_remove)

    def record(self) -> Record:
        return {**self._record, **self.grid.values()}

    def set_record(self, record: Record) -> None:
        self._record = record
        self.grid.set_values(record)
        self._name()

    def _name(self) -> None:
        record = self.record()
        called = self.item.name_of(record)
        self.heading.setText(called if self.slim else "　".join(filter(None, (called, record.get("name")))))
        for cell in self.grid.cells.values():
            cell.editor.name_it(called + cell.field.label)
        self.remove.setAccessibleName(f"去掉{called}")

    def arrange(self, columns: int, above: bool, label_width: int) -> None:
        if self.slim:
            side = Qt.AlignmentFlag.AlignLeft if above else Qt.AlignmentFlag.AlignRight
            self.heading.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.heading.setFixedSize(label_width, px(44))
            if above is not self._above:
                self._above = above
                box = self.layout()
                box.addWidget(self.heading, 0, 0, Qt.AlignmentFlag.AlignTop)
                box.addWidget(self.remove, 0, 2, Qt.AlignmentFlag.AlignTop)
                box.addWidget(self.grid, *((1, 0, 1, 3) if above else (0, 1, 1, 1)))
            self._stack()
        else:
            self.grid.arrange(columns, above, label_width)

    def _stack(self) -> None:
        """One line where a whole id number can be read in it, else one field below the other."""
        count = len(self.grid.cells)
        narrow = self._above or self.grid.width() < count * px(250)
        self.grid.arrange(1 if narrow else count, False, 0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        if self.slim:
            self._stack()

    def stops(self) -> list[QWidget]:
        return [*self.grid.stops(), self.remove]

    def _on_changed(self) -> None:
        self._name()
        self.changed.emit()

    def _on_ended(self) -> None:
        self.ended.emit(self)

    def _on_remove(self) -> None:
        self.removed.emit(self)


class RowsEditor(Editor):
    """All rows, 加一位 (or 一条) and 去掉. What was taken away can be put back until the form shows another record."""

    wide = True
    rows_changed = Signal()  # rows came or went: the order of the Tab key must be set anew

    def __init__(self, field: Field, sources: Sources, parent: QWidget | None = None,
                 row_keys: Sequence[str] | None = None) -> None:
        super().__init__(field, parent)
        self._sources, self._keys = sources, row_keys
        self._shape: tuple[int, bool, int] | None = None
        self._gone: tuple[int, Record] | None = None
        self.rows: list[_Row] = []
        one = "一位" if any(inner.mask == "name" for inner in BY_KEY[field.of]) else "一条"
        self.add = QPushButton(f"＋ {field.label}：加{one}　Alt+J", self)
        self.back = QPushButton(self)
        self.back.setProperty("look", "quiet")
        self.back.hide()
        self._foot = QHBoxLayout()
        self._foot.setSpacing(px(8))
        self._foot.addWidget(self.add)
        self._foot.addWidget(self.back)
        self._foot.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8 if row_keys else 16))
        self._box.addLayout(self._foot)
        self.add.clicked.connect(self.add_row)
        self.back.clicked.connect(self._put_back)
        shortcut = QShortcut(QKeySequence("Alt+J"), self, self.add_row)
        shortcut.activatedAmbiguously.connect(self._on_shared_key)

    def value(self) -> list[Record]:
        return [row.record() for row in self.rows]

    def set_value(self, value: list[Record] | None) -> None:
        records = value or []
        self._forget()
        while len(self.rows) > len(records):
            self._drop(self.rows[-1])
        while len(self.rows) < len(records):
            self._insert(len(self.rows))
        for row, record in zip(self.rows, records, strict=True):
            row.set_record(record)

    def name_it(self, name: str) -> None:
        self.add.setAccessibleName(self.add.text().removeprefix("＋ ").split("　")[0])

    def target(self) -> QWidget:
        return self.stops()[0]

    def stops(self) -> list[QWidget]:
        inside = [stop for row in self.rows for stop in row.stops()]
        return [*inside, self.add, *([self.back] if not self.back.isHidden() else [])]

    def enter(self) -> None:
        if not (self.rows and self.rows[0].grid.enter_first()):
            reveal(self.add)
            self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def arrange(self, columns: int, above: bool, label_width: int) -> None:
        self._shape = (columns, above, label_width)
        self._foot.setContentsMargins(label_width + px(10) if self._keys and not above else 0, 0, 0, 0)
        for row in self.rows:
            row.arrange(*self._shape)

    def label_width(self) -> int:
        """What the labels inside the rows need."""
        if self._keys or not self.rows:
            return 0
        return self.rows[0].grid.label_width()

    def cell(self, index: int, key: str) -> FieldCell | None:
        """The cell of a field of a row; None when there is no such row or field."""
        return self.rows[index].grid.cells.get(key) if index < len(self.rows) else None

    def add_row(self) -> None:
        """Add a row and go to its first field."""
        row = self._insert(len(self.rows))
        row.set_record(self._sources.new_row(self.field.of, self.value()[:-1]))
        self.changed.emit()
        row.grid.enter_first()

    def _on_shared_key(self) -> None:
        """Alt+J on a form with several lists: the row goes to the one with the keyboard, else to the first."""
        lists = [one for one in self.window().findChildren(RowsEditor) if one.isVisible()]
        now = QApplication.focusWidget()
        next((one for one in lists if now and one.isAncestorOf(now)), lists[0]).add_row()

    def _insert(self, index: int) -> _Row:
        row = _Row(self.field, self._sources, self._keys, self)
        row.changed.connect(self.changed)
        row.ended.connect(self._go_on)
        row.removed.connect(self._on_removed)
        self.rows.insert(index, row)
        self._box.insertWidget(index, row)
        if self._shape:
            row.arrange(*self._shape)
        row.show()
        self.rows_changed.emit()
        return row

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.rows_changed.emit()

    def _go_on(self, row: _Row) -> None:
        following = self.rows[self.rows.index(row) + 1:]
        if not (following and following[0].grid.enter_first()):
            self.committed.emit()

    def _on_removed(self, row: _Row) -> None:
        record = row.record()
        self._gone = (self.rows.index(row), record)
        self._drop(row)
        name = row.item.name_of(record) + (record.get("name") or "")
        self.back.setText(f"放回{name}")
        self.back.setAccessibleName(f"放回{name}")
        self.back.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows_changed.emit()
        self.changed.emit()

    def _put_back(self) -> None:
        index, record = self._gone
        row = self._insert(index)
        row.set_record(record)
        self._forget()
        self.changed.emit()
        row.grid.enter_first()

    def _forget(self) -> None:
        self._gone = None
        self.back.hide()
