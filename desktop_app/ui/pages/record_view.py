"""One record to read: what it says, what it is good for, what it came from, and what can be done with it."""

from collections.abc import Iterable, Mapping
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.check import first
from db.items import BY_KEY, Item
from db.items.kinds import GATE_LABELS, By, Field, Gate, Kind, Problem, Record, Section
from desktop_app.shown import shown
from desktop_app.ui.kit.badge import paint_shape
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.scroll import scrolling
from desktop_app.ui.theme import COLOURS, TONES, Tone, colour, font, px, ring

Names = Mapping[str, str]
Said = tuple[str, Tone, Problem | None]
"""What a gate says, how it is meant, and the problem to jump to."""

_ABOVE = ("record_no", "opening", "late_entry")  # told in the line below the title
_LONG = 9  # characters: a longer text gets the whole width


class GateButton(QAbstractButton):
    """One gate: its sign, and in words what is missing first. Pressing it goes to that field."""

    def __init__(self, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gate = gate
        self.tone, self.words = Tone.PLAIN, ""
        self.problem: Problem | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def brief(self) -> str:
        """The words as they are painted: the shape before them says already that something is missing."""
        return self.words.replace("还差：", "差")

    def show_state(self, said: tuple[str, Tone, Problem | None]) -> None:
        self.words, self.tone, self.problem = said
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.problem else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{GATE_LABELS[self.gate]}：{self.words}")
        self.setToolTip(self.words)
        self.updateGeometry()
        self.update()

    def _start(self) -> int:
        """Where the shape begins, behind the sign."""
        return px(14) + QFontMetrics(font(bold=True)).horizontalAdvance(GATE_LABELS[self.gate])

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = QFontMetrics(font("small")).horizontalAdvance(self.brief)
        return QSize(self._start() + words + px(28), px(44))

    def paintEvent(self, event: object) -> None:
        ground, ink = (colour(name) for name in TONES[self.tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = ring() if self.hasFocus() else 1
        painter.setPen(QPen(colour("primary") if self.hasFocus() else ink.lighter(180), thick))
        painter.setBrush(ground)
        box, half = self.rect().adjusted(1, 1, -2, -2), (thick - 1) / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), px(8), px(8))
        painter.setPen(ink)
        painter.setFont(font(bold=True))
        painter.drawText(box.adjusted(px(8), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, GATE_LABELS[self.gate])
        start = self._start()
        side = px(13)
        shape = box.adjusted(start, 0, 0, 0).toRectF()
        shape.setTop(box.center().y() - side / 2)
        shape.setSize(QSize(side, side).toSizeF())
        paint_shape(painter, shape, self.tone, ink)
        painter.setFont(font("small"))
        inner = box.adjusted(start + px(18), 0, -px(4), 0)
        text = painter.fontMetrics().elidedText(self.brief, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)


def cell(label: str, text: str, span: int = 1, width: int = 52) -> str:
    """Two table cells: a label, ``width`` units of theme.px wide, and what it says."""
    said = escape(text) if text else f'<span style="color:{COLOURS["amber_ink"]}">未填</span>'
    return (f'<td style="color:{COLOURS["muted"]}" width="{px(width)}">{escape(label)}</td>'
            f'<td colspan="{span}">{said}</td>')


def heading(text: str) -> str:
    return f'<p style="color:{COLOURS["primary"]}; margin-top:{px(10)}px; margin-bottom:{px(2)}px"><b>{text}</b></p>'


def table(rows: Iterable[str]) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="{px(3)}">{"".join(rows)}</table>'


def describe(item: Item, record: Record, names: Names) -> str:
    """Everything a record states, section by section, as rich text; what it does not state takes no room."""
    parts = []
    for section in item.sections:
        if body := _section(section, record, names):
            parts += [heading(section.label), body]
    return "".join(parts)


def _section(section: Section, record: Record, names: Names) -> str:
    pairs, rows = [], []
    for field in section.fields:
        value = record.get(field.key)
        if field.key in _ABOVE or field.by is By.INNER or value in (None, "", [], False) or (field.kind is Kind.LINK and not field.editable):
            continue
        if field.kind is Kind.ROWS:
            rows += [_row(field, row, names) for row in value]
            continue
        pairs.append((field.label, shown(field, value, names)))
    return (table(_lines(pairs)) if pairs else "") + "".join(rows)


def _lines(pairs: list[tuple[str, str]]) -> list[str]:
    """Two short answers side by side, a long one alone."""
    lines: list[str] = []
    waiting = ""
    width = 10 + 21 * max(len(label) for label, _ in pairs)
    for label, text in pairs:
        if len(text) > _LONG or "\n" in text:
            lines += [f"<tr>{waiting}</tr>"] if waiting else []
            lines.append(f"<tr>{cell(label, text, 3, width)}</tr>")
            waiting = ""
        elif waiting:
            lines.append(f"<tr>{waiting}{cell(label, text, 1, width)}</tr>")
            waiting = ""
        else:
            waiting = cell(label, text, 1, width)
    return lines + ([f"<tr>{waiting}</tr>"] if waiting else [])


def _row(field: Field, row: Record, names: Names) -> str:
    said = [_in_a_row(f, row.get(f.key), names) for f in BY_KEY[field.of]]
    return f"<p style='margin:{px(3)}px 0'>· {escape('　'.join(filter(None, said)))}</p>"


def _in_a_row(field: Field, value: object, names: Names) -> str:
    """A value among others without its label; what says nothing without it brings it along."""
    if field.kind is Kind.FLAG:
        return field.label if value else ""
    if field.kind is Kind.NUMBER and value is not None:
        return f"{field.label} {value}"
    return shown(field, value, names)


def gate_words(problems: list[Problem], gate: Gate) -> Said:
    """What a gate of an ordinary work item says."""
    if gate is Gate.SAVE:
        return "已保存", Tone.GOOD, None
    problem = first(problems, gate)
    return ("都齐了", Tone.GOOD, None) if problem is None else (problem.text, Tone.DOUBT, problem)


class RecordView(QWidget):
    """The record beside the list. ``fix``: go to the field of a problem (path, () for the whole record);
    ``go_to``: another record that this one came from or led to (item key, uid)."""

    GATES: tuple[Gate, ...] = (Gate.SAVE, Gate.REPORT)
    EDIT = "修改 回车"
    AGAIN = "照样再来 F6"

    fix = Signal(tuple)
    edit = Signal()
    print_record = Signal()
    again = Signal()
    history = Signal()
    delete = Signal()
    go_to = Signal(str, str)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.title = Wrapped()
        self.title.setProperty("look", "name")
        self.about = Wrapped()
        self.about.setProperty("look", "small")
        self.gates = {gate: GateButton(gate) for gate in self.GATES}
        self._gate_grid = QGridLayout()
        for button in self.gates.values():
            button.clicked.connect(self._on_gate)
        self.text = Wrapped()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        inside.setProperty("look", "canvas")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._gate_grid)
        self.links = Rows()
        self._links_row = self.links.row
        self.column.addWidget(self.links)
        self.column.addWidget(self.text, 1)
        self.scroll = scrolling(inside)
        self.scroll.setMinimumHeight(px(150))
        self.actions = Rows()
        self.buttons: list[QPushButton] = []
        for label, signal in ((self.EDIT, self.edit), ("打印 Ctrl+P", self.print_record), (self.AGAIN, self.again),
                              ("历史 F7", self.history), ("删除", self.delete)):
            button = QPushButton(label)
            button.setAccessibleName(label.split()[0])
            button.setProperty("look", "compact")
            button.clicked.connect(signal)
            self.buttons.append(button)
            self.actions.add(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(self.scroll, 1)
        layout.addWidget(self.actions)
        self._arrange()

    def _arrange(self) -> None:
        """All gates in a row when their words fit, else two by two."""
        words = sum(button.sizeHint().width() + px(8) for button in self.gates.values())
        across = len(self.gates) if words <= self.width() else 2
        for place, button in enumerate(self.gates.values()):
            self._gate_grid.addWidget(button, place // across, place % across)
        self._gate_grid.setSpacing(px(8))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_record(self, record: Record, problems: list[Problem], names: Names,
                    links: Iterable[tuple[str, str, str]] = ()) -> None:
        """``links``: (words, item key, uid) of what the record came from and led to."""
        self.title.setText(escape(self.title_of(record)))
        self.about.setText(" · ".join(filter(None, self.about_of(record, names))))
        for gate, button in self.gates.items():
            button.show_state(self.gate_words(record, problems, gate))
        self._arrange()
        self._show_links(links)
        self.text.setText(self.describe(record, names))

    def title_of(self, record: Record) -> str:
        return self.item.name_of(record) or record.get("record_no") or "没有写名字"

    def about_of(self, record: Record, names: Names) -> Iterable[str]:
        """The small line below the title."""
        return (record.get("record_no") or "", "期初建账" if record.get("opening") else "",
                "补录" if record.get("late_entry") else "", f"{record['created_by']}登记")

    def gate_words(self, record: Record, problems: list[Problem], gate: Gate) -> Said:
        return gate_words(problems, gate)

    def describe(self, record: Record, names: Names) -> str:
        return describe(self.item, record, names)

    def _show_links(self, links: Iterable[tuple[str, str, str]]) -> None:
        while (old := self._links_row.takeAt(0)) is not None:
            old.widget().hide()
            old.widget().deleteLater()
        for words, item_key, uid in links:
            button = QPushButton(f"→ {words}")
            button.setProperty("look", "compact")
            button.setProperty("leads", (item_key, uid))
            button.clicked.connect(self._on_link)
            self._links_row.addWidget(button)
            button.show()  # what a layout shows by itself comes a moment late
        self.links.setVisible(self._links_row.count() > 0)

    def _on_link(self) -> None:
        self.go_to.emit(*self.sender().property("leads"))

    def _on_gate(self) -> None:
        problem = self.sender().problem
        if problem is not None:
            self.fix.emit(problem.path)
