"""One case to read: what it is, what it is good for (存 报 印 卷), and what can be done with it."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db import codes
from db.identity import age_on
from db.items import CASE
from db.items.kinds import GATE_LABELS, Gate, Problem, Record
from db.items.mediation_rules import is_organisation, side_of
from desktop_app.ui.kit.badge import paint_shape
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.kit.scroll import scrolling
from desktop_app.ui.kit.shown import shown
from desktop_app.ui.pages.case_state import gate_words
from desktop_app.ui.theme import COLOURS, TONES, Tone, colour, font, px

GATES = (Gate.SAVE, Gate.REPORT, Gate.PRINT, Gate.ARCHIVE)


class GateButton(QAbstractButton):
    """One gate: its sign, and in words what is missing first. Pressing it goes to that field."""

    def __init__(self, gate: Gate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gate = gate
        self.tone, self.words = Tone.PLAIN, ""
        self.problem: Problem | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, said: tuple[str, Tone, Problem | None]) -> None:
        self.words, self.tone, self.problem = said
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.problem else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{GATE_LABELS[self.gate]}：{self.words}")
        self.setToolTip(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(44))

    def paintEvent(self, event: object) -> None:
        ground, ink = (colour(name) for name in TONES[self.tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("primary") if self.hasFocus() else ink.lighter(180))
        painter.setBrush(ground)
        box = self.rect().adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(box, px(8), px(8))
        if self.hasFocus():
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(7), px(7))
        painter.setPen(ink)
        painter.setFont(font(bold=True))
        painter.drawText(box.adjusted(px(12), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, GATE_LABELS[self.gate])
        start = px(20) + painter.fontMetrics().horizontalAdvance(GATE_LABELS[self.gate])
        side = px(13)
        shape = box.adjusted(start, 0, 0, 0).toRectF()
        shape.setTop(box.center().y() - side / 2)
        shape.setSize(QSize(side, side).toSizeF())
        paint_shape(painter, shape, self.tone, ink)
        painter.setFont(font("small"))
        inner = box.adjusted(start + px(20), 0, -px(6), 0)
        text = painter.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)


def _cell(label: str, text: str, span: int = 1) -> str:
    said = escape(text) if text else f'<span style="color:{COLOURS["amber_ink"]}">未填</span>'
    return (f'<td style="color:{COLOURS["muted"]}" width="{px(52)}">{escape(label)}</td>'
            f'<td colspan="{span}">{said}</td>')


def _heading(text: str) -> str:
    return f'<p style="color:{COLOURS["primary"]}; margin-top:{px(10)}px; margin-bottom:{px(2)}px"><b>{text}</b></p>'


def _party(party: Record, record: Record, names: dict[str, str]) -> str:
    if is_organisation(party):
        about = [party["name"] or "", f"负责人 {party['legal_rep']}" if party["legal_rep"] else ""]
    else:
        years = age_on(party["birth"], record["event_on"])
        about = [party["name"] or "", codes.brief("sex", party["sex"]), f"{years}岁" if years is not None else "",
                 names.get(party["village"] or "", "")]
    return f'<tr>{_cell(side_of(party), "　".join(filter(None, about)))}{_cell("电话", party["phone"] or "")}</tr>'


def describe(record: Record, names: dict[str, str]) -> str:
    """The case as rich text: parties, mediation, facts, agreement."""
    fields = CASE.fields

    def said(key: str) -> str:
        return shown(fields[key], record[key], names)

    table = f'<table width="100%" cellspacing="0" cellpadding="{px(3)}">'
    parts = [_heading("当事人"), table, *(_party(p, record, names) for p in record["parties"]), "</table>",
             _heading("调解"), table,
             f'<tr>{_cell("受理", said("accept_date"))}{_cell("调解", said("mediation_date"))}</tr>',
             f'<tr>{_cell("来源", said("source"))}{_cell("地点", said("mediation_place"))}</tr></table>']
    if record["summary"]:
        parts.append(f'<p>{escape(record["summary"])}</p>')
    if record["result"] == "success":
        parts += [_heading("协议"), f'<p>{escape(record["agreement_text"] or "")}</p>' if record["agreement_text"] else "",
                  table, f'<tr>{_cell("形式", said("agreement_form"))}{_cell("金额", said("amount"))}</tr>',
                  f'<tr>{_cell("履行", said("perform_mode"))}{_cell("期限", said("perform_due")) if record["perform_due"] else _cell("情况", said("perform_status"))}</tr></table>']
    elif record["result"] == "failure":
        parts += [_heading("没有调成"), table, f'<tr>{_cell("原因", record["fail_reason"] or "")}</tr>',
                  f'<tr>{_cell("告知", record["advised_remedy"] or "")}</tr></table>']
    if record["one_line"]:
        parts.append(f'<p style="color:{COLOURS["muted"]}; font-size:small">登记时的原话：{escape(record["one_line"])}</p>')
    return "".join(parts)


class CaseView(QWidget):
    """The record beside the list. ``fix``: go to the field of a problem (path, () for the whole record)."""

    fix = Signal(tuple)
    edit = Signal()
    print_case = Signal()
    again = Signal()
    history = Signal()
    delete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("look", "name")
        self.title.setWordWrap(True)
        self.about = QLabel()
        self.about.setProperty("look", "small")
        self.about.setWordWrap(True)
        self.gates = {gate: GateButton(gate) for gate in GATES}
        self._gate_grid = QGridLayout()
        for button in self.gates.values():
            button.clicked.connect(self._on_gate)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        inside.setProperty("look", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._gate_grid)
        column.addWidget(self.text, 1)
        scroll = scrolling(inside)
        scroll.setMinimumHeight(px(44))
        self._actions = QWidget()
        row = Flow(self._actions)
        self.buttons: list[QPushButton] = []
        for label, signal in (("修改 回车", self.edit), ("打印 Ctrl+P", self.print_case), ("再来一件 F6", self.again),
                              ("历史 F7", self.history), ("删除", self.delete)):
            button = QPushButton(label)
            button.setAccessibleName(label.split()[0])
            button.setProperty("look", "compact")
            button.clicked.connect(signal)
            self.buttons.append(button)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._actions)
        self._arrange()

    def _arrange(self) -> None:
        """Four gates in a row when there is room, else two by two."""
        across = 4 if self.width() >= px(760) else 2
        for place, button in enumerate(self.gates.values()):
            self._gate_grid.addWidget(button, place // across, place % across)
        self._gate_grid.setSpacing(px(8))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._arrange()
        # where height is short the text gives way, not the second row of buttons
        self._actions.setFixedHeight(self._actions.layout().heightForWidth(self.width()))

    def show_case(self, record: Record, problems: list[Problem], names: dict[str, str]) -> None:
        kind = codes.brief("dispute_type", record["dispute_type"])
        self.title.setText(escape("　".join(filter(None, (CASE.name_of(record), kind)))))
        who = names.get(record["mediator"] or "", "")
        about = (record["case_no"] or "还没有编号（有了协议形式就编）", f"{who}调解" if who else "",
                 f"{record['created_by']}登记")
        self.about.setText(" · ".join(filter(None, about)))
        for gate, button in self.gates.items():
            button.show_state(gate_words(record, problems, gate))
        self.text.setText(describe(record, names))

    def _on_gate(self) -> None:
        problem = self.sender().problem
        if problem is not None:
            self.fix.emit(problem.path)
