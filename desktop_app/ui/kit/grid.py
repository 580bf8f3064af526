"""Fields in one or two columns, each with its label and, under it, what is to be said about it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.items.kinds import By, Field, Kind, Record
from desktop_app.ui.kit.editor import Editor, Sources
from desktop_app.ui.kit.editors import make_editor
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.theme import font, px

_BESIDE = 240  # units of theme.px: an editor beside its label has at least so much
CARRIED = "·沿用"
"""Behind the label of a field that still says what the record before said."""


class State(Enum):
    """What is said about a field: shape before its label, look of label and note, mark of its editor."""

    FINE = ("", "", "")
    MISSING = ("◇ ", "missing", "")  # one of several still missing: told by the shape alone
    FIRST = ("◆ ", "missing", "missing")  # the first one missing
    DOUBT = ("？", "missing", "")
    FAULT = ("！", "fault", "fault")

    @property
    def sign(self) -> str:
        return self.value[0]

    @property
    def look(self) -> str:
        return self.value[1]

    @property
    def mark(self) -> str:
        return self.value[2]


class FieldCell(QWidget):
    """Label, editor and note of one field."""

    done = Signal(object)  # go on to the next field; carries the cell
    settled = Signal(object)

    def __init__(self, field: Field, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.editor = field, editor
        editor.setParent(self)
        self.label = QLabel(field.label, self)
        self.label.setProperty("look", "label")
        if editor.target():
            self.label.setBuddy(editor.target())
        self.note: Wrapped | None = None
        self.there = True  # isHidden() is also true before the first show
        self._state, self._text, self._about = State.FINE, "", ""
        self._carried: object = None
        self._shape: tuple[bool, int] | None = None
        self.box = QGridLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setHorizontalSpacing(px(10))
        self.box.setVerticalSpacing(px(2))
        self.box.setColumnStretch(1, 1)
        editor.committed.connect(self._on_done)
        editor.changed.connect(self._on_changed)
        editor.settled.connect(self._on_settled)

    @property
    def wide(self) -> bool:
        return self.editor.wide

    @property
    def reachable(self) -> bool:
        """Whether Enter stops here."""
        return self.there and bool(self.editor.stops())

    def arrange(self, above: bool, label_width: int) -> None:
        """Label left of the editor in a column of ``label_width``, or above it; 0 hides the label."""
        if self._shape == (above, label_width):
            return
        self._shape = (above, label_width)
        for widget in filter(None, (self.label, self.editor, self.note)):
            self.box.removeWidget(widget)
        self.label.setVisible(bool(label_width))
        if above:
            self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            self.label.setMinimumSize(0, 0)
            self.box.addWidget(self.label, 0, 0, 1, 2)
        else:
            self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.label.setFixedSize(max(label_width, 1), px(44))
            if label_width:
                self.box.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(self.editor, 1 if above else 0, 0 if above or not label_width else 1,
                           1, 2 if above or not label_width else 1)
        self._place_note()

    def _place_note(self) -> None:
        if self.note and self._shape:
            above, label_width = self._shape
            column = 0 if above or not label_width else 1
            self.box.addWidget(self.note, 2 if above else 1, column, 1, 2 - column)

    def tell(self, state: State, text: str = "") -> None:
        """What the checks say about this field. What the editor itself cannot read goes before it."""
        self._state, self._text = state, text
        self._show()

    def explain(self, about: str) -> None:
        """A quiet note that stands below the field while there is nothing else to say."""
        self._about = about
        self._show()

    def carry(self, value: object) -> bool:
        """While the field says ``value`` it is the last record's, and says so; None: nothing was carried over. True when
        that is new."""
        new, self._carried = value != self._carried, value
        if new:
            self._show()
        return new

    @property
    def caption(self) -> str:
        """The label, and whether the value is carried over from the record before."""
        carried = self._carried is not None and self.editor.value() == self._carried
        return self.field.label + CARRIED * carried

    def _show(self) -> None:
        fault = self.editor.fault()
        state, text = (State.FAULT, fault) if fault else (self._state, self._text or self._about)
        self.editor.mark(state.mark)
        self.label.setText(state.sign + self.caption)
        set_mark(self.label, "look", "-".join(filter(None, ("label", state.look))))
        if text and self.note is None:
            self.note = Wrapped("", self)
            self._place_note()
        if self.note:
            self.note.setText(state.sign + text)
            set_mark(self.note, "look", state.look or "small")
            self.note.setVisible(bool(text))

    def _on_done(self) -> None:
        self.done.emit(self)

    def _on_changed(self) -> None:
        if self._carried is not None or self.editor.fault() == "" and self.note and self.note.isVisible():
            self._show()  # a fault goes as soon as the text can be read

    def _on_settled(self) -> None:
        self._show()
        self.settled.emit(self)


class FieldGrid(QWidget):
    """The fields of one section or one row."""

    changed = Signal()
    ended = Signal()  # Enter on the last field

    def __init__(self, item_key: str, fields: Iterable[Field], sources: Sources, parent: QWidget | None = None,
                 row_keys: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        self._item_key, self._sources = item_key, sources
        self._before: Record = {}
        self._held: Record = {}  # filled in from a suggestion, but without a field on the screen
        self._shape: tuple[int, tuple[str, ...]] = (0, ())  # columns, and the keys that flow in them
        self.box = QGridLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setHorizontalSpacing(px(20))
        self.box.setVerticalSpacing(px(8))
        self.cells: dict[str, FieldCell] = {}
        for field in fields:
            if field.by is By.INNER or (field.kind is Kind.LINK and not field.editable):
                continue  # a record that this one came from is a way to go, no field
            self.add(make_editor(field, sources, None, (row_keys or {}).get(field.key)))

    def add(self, editor: Editor) -> FieldCell:
        """Add one more field, with an editor of the caller's choice."""
        cell = self.cells[editor.field.key] = FieldCell(editor.field, editor, self)
        cell.done.connect(self._go_on)
        cell.settled.connect(self._derive)
        editor.changed.connect(self.changed)
        editor.offered.connect(self.fill)
        return cell

    def values(self) -> Record:
        return {**self._held, **{key: cell.editor.value() for key, cell in self.cells.items()}}

    def set_values(self, record: Record) -> None:
        """Show a record. A field set by the program is seen only when it says something."""
        self._held = {}
        for key, cell in self.cells.items():
            cell.editor.set_value(record.get(key))
            if not cell.field.editable:
                cell.there = bool(record.get(key))
                cell.setVisible(cell.there)
        self._before = self.values()

    def fill(self, values: Record) -> None:
        """Put values into some fields, as if they had been entered; others are kept for ``values``."""
        for key, value in values.items():
            if key in self.cells:
                self.cells[key].editor.set_value(value)
                self._before[key] = value
            else:
                self._held[key] = value
        self.changed.emit()

    def label_width(self) -> int:
        metrics = QFontMetrics(font())
        return max((metrics.horizontalAdvance("◇ " + cell.caption) for cell in self.cells.values()
                    if cell.field.kind is not Kind.ROWS), default=0) + px(2)

    def arrange(self, columns: int, above: bool, label_width: int) -> None:
        """Flow the cells into columns; a wide one takes a row of its own."""
        for cell in self.cells.values():
            rows = cell.field.kind is Kind.ROWS
            cell.arrange(above, 0 if rows else label_width)
            if rows:
                cell.editor.arrange(columns, above, label_width)
        seen = tuple(key for key, cell in self.cells.items() if cell.there)
        if (columns, seen) == self._shape:
            return
        for column in range(max(columns, self._shape[0])):
            self.box.setColumnStretch(column, 1 if column < columns else 0)
        self._shape = (columns, seen)
        row = column = 0
        for cell in self.cells.values():
            self.box.removeWidget(cell)
        for cell in (self.cells[key] for key in seen):
            if column and (cell.wide or column >= columns):
                row, column = row + 1, 0
            self.box.addWidget(cell, row, column, 1, columns if cell.wide else 1, Qt.AlignmentFlag.AlignTop)
            column += columns if cell.wide else 1

    def fits_beside(self, width: int) -> bool:
        """Whether labels have room beside their editors in that width, in one column."""
        editors = [cell.editor.minimumSizeHint().width() for cell in self.cells.values()]
        return width >= self.label_width() + px(10) + max([px(_BESIDE), *editors])

    def stops(self) -> list[QWidget]:
        return [stop for cell in self.cells.values() for stop in cell.editor.stops()]

    def enter_first(self) -> bool:
        """Take the keyboard at the first field; False when there is none to enter."""
        return self._enter_from(0)

    def _enter_from(self, place: int) -> bool:
        cell = next((cell for cell in list(self.cells.values())[place:] if cell.reachable), None)
        if cell:
            cell.editor.enter()
        return cell is not None

    def _go_on(self, cell: FieldCell) -> None:
        if not self._enter_from(list(self.cells.values()).index(cell) + 1):
            self.ended.emit()

    def _derive(self, cell: FieldCell) -> None:
        """Let the new value of a field fill the fields that follow from it."""
        key, value = cell.field.key, cell.editor.value()
        if self._before.get(key) != value:
            self._before[key] = value
            if follows := self._sources.derive(self._item_key, self.values(), key):
                self.fill(follows)
