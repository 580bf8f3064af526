"""A whole record as a form: sections of fields, or a chosen few of them, complete by keyboard."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from db.items.kinds import Field, Gate, Item, Kind, Problem, Record
from db.items.phrase import origins_of, with_origins
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.grid import FieldCell, FieldGrid, State
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.kit.options import Options
from desktop_app.ui.kit.phrases import PhraseEditor
from desktop_app.ui.kit.rows import RowsEditor
from desktop_app.ui.kit.scroll import scrolling
from desktop_app.ui.theme import px

Path = tuple[str | int, ...]


LEAST = 120  # units of theme.px: a field with its label above it and what is said about it below, and a bit of the next
_COUNTER = 200  # units of theme.px that one number with its label above takes
_FEW = 3  # so many numbers in a row are worth a row of their own


def _counts(field: Field) -> bool:
    return field.kind in (Kind.NUMBER, Kind.MONEY)


def _joined(runs: list[list[Field]]) -> list[list[Field]]:
    """Runs of fields with those of a few numbers put together with what stands before and after them."""
    out: list[list[Field]] = []
    apart = False
    for run in runs:
        alone = _counts(run[0]) and len(run) >= _FEW
        if out and not alone and not apart:
            out[-1] += run
        else:
            out.append(run)
        apart = alone
    return out


class _Section(QWidget):
    """A heading with a hairline, and the fields."""

    ended = Signal(object)

    def __init__(self, label: str, grid: FieldGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self.label, self.grid = label, grid
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, px(20 if label else 8))
        box.setSpacing(px(8))
        if label:
            heading = QLabel(label, self)
            heading.setProperty("look", "heading")
            rule = QFrame(self)
            rule.setProperty("look", "rule")
            box.addWidget(heading)
            box.addWidget(rule)
        box.addWidget(grid)
        grid.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.ended.emit(self)


class Form(QWidget):
    """Edits one record of ``item``.

    ``fields``: keys in order for a short form, without headings. ``row_keys``: for a ROWS field the few keys that
    make each row one line. Enter goes to the next field and from the last one is ``submitted``; so is Ctrl+Enter
    anywhere. Ctrl+1… goes to a section. ``changed`` comes with every keystroke. ``keeping``: key of a field whose
    text is to become a phrase of the office.
    """

    changed = Signal()
    submitted = Signal()
    keeping = Signal(str)

    def __init__(self, item: Item, sources: Sources, fields: Sequence[str] | None = None,
                 parent: QWidget | None = None, row_keys: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._sources = sources
        self._record: Record = item.blank()
        canvas = QWidget(self)
        canvas.setProperty("look", "canvas")
        self._stack = QVBoxLayout(canvas)
        self._stack.setContentsMargins(px(4), px(4), px(16), px(4))
        self._stack.setSpacing(0)
        self.sections = [self._make_section(label, fields_, sources, row_keys, canvas)
                         for label, fields_ in self._plan(fields)]
        self._stack.addStretch(1)
        self.index: Options | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(8))
        if len(self.sections) > 1 and fields is None:
            self.index = Options([section.label for section in self.sections], self, erasable=False)
            self.index.setAccessibleName("分节，Ctrl 加数字跳转")
            self.index.setToolTip("按 Ctrl 加数字跳到这一节")
            self.index.choose(0)
            self.index.picked.connect(self.go_to_section)
            box.addWidget(self.index)
        self.scroll = scrolling(canvas, self)
        self.scroll.setMinimumHeight(px(LEAST))
        self.scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        box.addWidget(self.scroll, 1)

    # building

    def _plan(self, keys: Sequence[str] | None) -> list[tuple[str, Iterable[Field]]]:
        if keys is not None:
            runs = [list(run) for _, run in groupby((self.item.fields[key] for key in keys), _counts)]
            return [("", run) for run in _joined(runs)]
        shown = [section for section in self.item.sections if any(field.editable for field in section.fields)]
        return [(section.label if len(shown) > 1 else "", section.fields) for section in shown]

    def _make_section(self, label: str, fields: Iterable[Field], sources: Sources,
                      row_keys: Mapping[str, Sequence[str]] | None, canvas: QWidget) -> _Section:
        grid = FieldGrid(self.item.key, fields, sources, canvas, row_keys)
        section = _Section(label, grid, canvas)
        self._stack.addWidget(section)
        grid.changed.connect(self.changed)
        section.ended.connect(self._go_on)
        for cell in grid.cells.values():
            if cell.field.kind is Kind.ROWS:
                cell.editor.rows_changed.connect(self._fit)
            elif isinstance(cell.editor, PhraseEditor):
                cell.editor.wanted.connect(self._on_wanted)
                cell.editor.keeping.connect(self._on_keeping)
        return section

    # the record

    def record(self) -> Record:
        """The record as the screen says it now, with everything the form does not show kept as it was."""
        record = {**self._record, **{key: value for section in self.sections
                                     for key, value in section.grid.values().items()}}
        return with_origins(self.item, record, {key: origin for section in self.sections
                                                for key, cell in section.grid.cells.items()
                                                if (origin := cell.editor.origin()) is not None})

    def set_record(self, record: Record) -> None:
        """Show another record; nothing is said about it until ``show_problems``."""
        self._record = record
        origins = origins_of(record)
        for section in self.sections:
            section.grid.set_values(record)
            for key, cell in section.grid.cells.items():
                cell.editor.set_origin(origins.get(key, ""))
        self.show_problems([])
        self._fit()

    def show_carried(self, values: Record, rows: Mapping[str, Record]) -> None:
        """Mark the fields that say what the record before said: ``values`` by key, ``rows`` by ROWS field and key."""
        new = [cell.carry((values if len(path) == 1 else rows.get(path[0], {})).get(path[-1]))
               for path, cell in self.cells().items() if not isinstance(cell.editor, RowsEditor)]
        if any(new):
            self._fit()

    def fill(self, values: Record) -> None:
        """Put values into some fields, as if they had been entered."""
        for section in self.sections:
            section.grid.fill({k: v for k, v in values.items() if k in section.grid.cells})

    def _on_wanted(self) -> None:
        editor = self.sender()
        editor.offer(self._sources.texts(editor.field, self.record()))

    def _on_keeping(self) -> None:
        self.keeping.emit(self.sender().field.key)

    # what is missing or wrong

    def cells(self) -> dict[Path, FieldCell]:
        """Every field on the screen by its path, in the order of the form."""
        found: dict[Path, FieldCell] = {}
        for section in self.sections:
            for key, cell in section.grid.cells.items():
                found[(key,)] = cell
                if isinstance(cell.editor, RowsEditor):
                    found |= {(key, n, sub): inner for n, row in enumerate(cell.editor.rows)
                              for sub, inner in row.grid.cells.items()}
        return found

    def faults(self) -> list[tuple[Path, str]]:
        """Fields whose text cannot be read; their value is None until it can."""
        return [(path, fault) for path, cell in self.cells().items() if (fault := cell.editor.fault())]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Mark fields: the first missing one stands out, wrong ones say why; nothing is in the way."""
        told: dict[Path, tuple[State, str]] = {}
        missing_seen = False
        for problem in problems:
            if problem.missing:
                state, text = State.MISSING, ""
                if not missing_seen and problem.hard:
                    state, text, missing_seen = State.FIRST, self._first_words(problem), True
            else:
                state, text = (State.FAULT if problem.hard else State.DOUBT), problem.message
            if problem.path not in told or not problem.missing:
                told[problem.path] = (state, text)
        for path, cell in self.cells().items():
            if not isinstance(cell.editor, RowsEditor):
                state, text = told.get(path, (State.FINE, ""))
                advice = cell.editor.advice() if state in (State.DOUBT, State.MISSING, State.FIRST) else ""
                cell.tell(state, (text + advice).removeprefix("，"))
        if self.index:
            self.index.set_words([self._index_word(section, told) for section in self.sections])

    @staticmethod
    def _first_words(problem: Problem) -> str:
        return problem.text if Gate.SAVE in problem.gates else f"{problem.text}，不影响保存"

    def _index_word(self, section: _Section, told: Mapping[Path, tuple[State, str]]) -> str:
        states = [state for path, (state, _) in told.items() if path[0] in section.grid.cells]
        wrong, missing = (sum(s in kind for s in states) for kind in ((State.FAULT,), (State.MISSING, State.FIRST)))
        return section.label + (f" 错{wrong}" if wrong else f" 差{missing}" if missing else "")

    # moving about

    def enter(self) -> None:
        """Take the keyboard at the first field."""
        self.go_to_section(0)

    def go_to_section(self, index: int) -> None:
        self._fit()
        section = self.sections[index]
        self.scroll.verticalScrollBar().setValue(section.y())
        section.grid.enter_first()
        if self.index:
            self.index.choose(index)

    def focus_path(self, path: Path) -> bool:
        """Go to the field a problem is about; the row after the last one is added. False when not on this form."""
        if path not in self.cells() and len(path) == 3:
            rows = self.cells().get(path[:1])
            if rows and path[1] == len(rows.editor.rows):
                rows.editor.add_row()
        cell = self.cells().get(path)
        if cell is None or not cell.editor.stops():
            return False
        self._fit()
        cell.editor.enter()
        return True

    def _go_on(self, section: _Section) -> None:
        for following in self.sections[self.sections.index(section) + 1:]:
            if following.grid.enter_first():
                return
        self.submitted.emit()

    def _on_scrolled(self, value: int) -> None:
        if self.index:
            at = value + px(80)
            bottom = value == self.scroll.verticalScrollBar().maximum()
            passed = [n for n, section in enumerate(self.sections) if section.y() <= at]
            if passed and not bottom and passed[-1] != self.index.index:
                self.index.choose(passed[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier:
            place = event.key() - Qt.Key.Key_1
            if event.key() in ENTER:
                self.submitted.emit()
                return
            if self.index and 0 <= place < len(self.sections):
                self.go_to_section(place)
                return
        super().keyPressEvent(event)

    # geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Two columns where both are comfortable; labels above where a column is narrow."""
        labels = max(self._label_widths(), default=0)
        room = self.width() - px(34)  # the viewport's own width may still be that of before the first show
        comfortable = labels + px(260)
        columns = 2 if room >= 2 * comfortable else 1
        above = room < comfortable
        dense = max(room // px(_COUNTER), 1)
        for section in self.sections:
            if all(map(_counts, (cell.field for cell in section.grid.cells.values()))) and dense > columns:
                section.grid.arrange(min(dense, len(section.grid.cells)), True, labels)
            else:
                section.grid.arrange(columns, above, labels)
        self._set_tab_order()

    def _label_widths(self) -> Iterable[int]:
        for section in self.sections:
            yield section.grid.label_width()
            for cell in section.grid.cells.values():
                if isinstance(cell.editor, RowsEditor):
                    yield cell.editor.label_width()

    def _set_tab_order(self) -> None:
        """Tab follows the eye, also through rows that were added later."""
        stops = [stop for section in self.sections for stop in section.grid.stops()]
        if self.index:
            stops.insert(0, self.index)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)
