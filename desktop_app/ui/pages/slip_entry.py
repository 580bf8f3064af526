"""One slip of a 补录 sitting: 人, 纠纷, 结果, 金额 in a column, and the line that reads back what will be stored."""

import re
from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import check
from db.items.kinds import Gate, Record
from db.items.mediation_rules import party_names
from desktop_app.actions import cases, same_case, sitting
from desktop_app.actions.session import Session
from desktop_app.actions.sitting import Sitting
from desktop_app.entry.slip_form import STEPS, Reading, Slip, everyday_types, outcomes
from desktop_app.shown import show_date, show_money
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.pages.slip_boxes import AmountBox, NamesBox, StepOptions, TypeOptions
from desktop_app.ui.pages.slip_head import SlipHead
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import COLOURS, px

_CAPTIONS = {"names": "人", "type": "纠纷", "outcome": "结果", "amount": "金额"}
_HINTS = {
    "names": "双方姓名连着写就行；见过的人打拼音首字母；电话、日期、什么事可以跟在后面。写完按回车",
    "type": "按一个数字选纠纷类型；0 是全部 18 类",
    "outcome": "按一个数字选结果",
    "amount": "写多少元，按回车就存上这一张",
}
_LOOKS = {"": "ink", "doubt": "amber_ink", "missing": "amber_ink", "carried": "muted"}
_GUESS = "（猜的）"
_NO_MONEY = "没有协议，就没有协议金额；按回车存上这一张"
_SNUG, _TIGHT = 620, 520  # units of theme.px: below this lines move together; below that one step is seen at a time


class SlipEntry(QWidget):
    """Keys in the present slip of ``sitting``. ``ready(case)``: nothing is in doubt any more, it may be stored."""

    ready = Signal(dict)
    changed = Signal()  # something to keep
    stopped = Signal()  # the stack turned out to be smaller: nothing is left of it

    def __init__(self, session: Session, sources: StoreSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, sources
        self.sitting = Sitting(1)
        self.reading: Reading | None = None
        self._asked = ""  # the step, and what it said, that a first Enter asked about
        self._told: set[str] = set()  # what a person was told before the save, and saved all the same
        self._step = "names"
        self._tight = False
        self.head = SlipHead(sources)
        self.names = NamesBox(session.store, sources)
        self.types = TypeOptions(sources)
        self.outcomes = StepOptions([one.tick for one in outcomes()])
        self.outcomes.setAccessibleName("调解结果")
        self.amount = AmountBox()
        self.boxes = {"names": self.names, "type": self.types, "outcome": self.outcomes, "amount": self.amount}
        self.said = Wrapped()
        self.said.setProperty("look", "title")
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.hint = Wrapped()
        self.save = QPushButton("存上，下一张 回车")
        self.save.setProperty("look", "primary")
        self.save.setAccessibleName("存上，下一张")
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setColumnStretch(1, 1)
        self._labels = {}
        for row, step in enumerate(STEPS):
            label = self._labels[step] = QLabel(_CAPTIONS[step])
            label.setProperty("look", "heading")
            label.setFixedHeight(px(60 if step in ("names", "amount") else 44))
            label.setBuddy(self.amount.line if step == "amount" else self.boxes[step])
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            if step != "amount":
                self._grid.addWidget(self.boxes[step], row, 1)
        self.amount.setMaximumWidth(px(420))
        last = QHBoxLayout()
        last.setSpacing(px(20))
        last.addWidget(self.amount, 1)
        last.addStretch()
        last.addWidget(self.save)
        self._grid.addLayout(last, STEPS.index("amount"), 1)
        sheet = QFrame()
        sheet.setProperty("look", "sheet")
        self._read = QVBoxLayout(sheet)
        self._read.setSpacing(px(6))
        self._read.addWidget(self.said, 1)
        self._read.addWidget(self.hint)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.head)
        self._layout.addLayout(self._grid)
        self._layout.addWidget(sheet, 1)
        stops = (self.names, self.types, self.outcomes, self.amount.line, self.save, *self.head.chips.values())
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)
        self.set_room(px(_SNUG))

    def _connect(self) -> None:
        self.names.textChanged.connect(self._on_names)
        self.names.entered.connect(self._leave_names)
        self.names.picked.connect(self._on_person)
        self.types.picked.connect(self._on_type)
        self.types.digit_picked.connect(self._leave_type)
        self.types.entered.connect(self._leave_type)
        self.types.chosen.connect(self._on_any_type)
        self.types.closed.connect(self._on_sheet_closed)
        self.types.back.connect(self._back)
        self.outcomes.picked.connect(self._on_outcome)
        self.outcomes.digit_picked.connect(self._leave_outcome)
        self.outcomes.entered.connect(self._leave_outcome)
        self.outcomes.back.connect(self._back)
        self.amount.changed.connect(self._on_amount)
        self.amount.committed.connect(self.submit)
        self.amount.back.connect(self._back)
        self.save.clicked.connect(self.submit)
        self.head.kept.connect(self._on_kept)
        self.head.closed.connect(self._on_sheet_closed)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def set_room(self, height: int) -> None:
        """On a small window one step is seen at a time; what was said before stands in the line that reads back."""
        self._tight, snug = height < px(_TIGHT), height < px(_SNUG)
        gap = self._gap = 6 if self._tight else 8 if snug else 14
        self._layout.setSpacing(px(gap))
        self._grid.setVerticalSpacing(px(gap))
        self._read.setContentsMargins(px(14 + gap // 2), px(gap), px(14), px(gap))
        set_mark(self.said, "look", "name" if snug else "title")
        self._see_steps()

    def _see_steps(self) -> None:
        for step in STEPS:
            seen = not self._tight or step == self._step
            self._labels[step].setVisible(seen)
            self.boxes[step].setVisible(seen)
        self.head.set_room(self._gap, self._tight, self._tight and self._step != "names")
        self.save.setVisible(not self._tight)

    # the slip

    @property
    def slip(self) -> Slip:
        return self.sitting.slip

    def show_slip(self, stack: Sitting) -> None:
        """Go on with the present slip of a sitting, where it was left."""
        self.sitting, self._asked, self._told = stack, "", set()
        self.names.blockSignals(True)
        self.names.setText(self.slip.text)
        self.names.blockSignals(False)
        self._understand()

    def enter(self) -> None:
        """The keyboard at the first step that says nothing yet."""
        said = {"names": self.slip.text, "type": self.reading.type, "outcome": self.reading.outcome}
        self.go_to(next((step for step, value in said.items() if not value), "amount"))

    def go_to(self, step: str) -> None:
        """The keyboard to a step."""
        self._step = step
        self._see_steps()
        self._show()
        if step == "amount":
            self.amount.enter()
        else:
            self.boxes[step].setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint()

    def record(self, sure_only: bool = False) -> Record:
        """The case that the slip makes now."""
        return sitting.record_of(self._session, self.sitting, self.reading, sure_only)

    def _understand(self) -> None:
        self.reading = sitting.read_slip(self._session, self.sitting)
        self.names.village = self.sitting.village
        reading = self.reading
        self.types.show_type(reading.type)
        self.outcomes.choose(outcomes().index(reading.outcome) if reading.outcome else -1)
        if self.slip.amount is None:
            self.amount.set_value(reading.amount)
        elif self.amount.line.text() != self.slip.amount:
            self.amount.line.setText(self.slip.amount)
        for step, box in (("type", self.types), ("outcome", self.outcomes)):
            box.set_mark("missing" if step in reading.doubts else "")
        self.amount.mark("missing" if "amount" in reading.doubts else "")
        self._show()

    def _show(self) -> None:
        """How far it went, and the line that reads back."""
        stack = self.sitting
        self.head.show_stack(stack, self.reading)
        self.save.setText("存上，录完 回车" if stack.left == 1 else "存上，下一张 回车")
        passed = STEPS[:STEPS.index(self._step)]
        said = [piece for piece in sitting.read_back(stack, self.reading, self.record(), self._sources.all_names())
                if piece.state != "missing" or piece.step in ("", *passed)]
        words = [piece.text + (_GUESS if piece.state == "doubt" else "") for piece in said]
        self.said.setText(" · ".join(f'<span style="color:{COLOURS[_LOOKS[piece.state]]}">{escape(text)}</span>'
                                     for piece, text in zip(said, words, strict=True)))
        self.said.setAccessibleName("，".join(words))

    def tell(self, text: str, look: str = "missing") -> None:
        """A sentence below the line that reads back."""
        set_mark(self.hint, "look", look)
        self.hint.setText(text)

    def _hint(self) -> None:
        one = self.reading.outcome
        what = _NO_MONEY if self._step == "amount" and one and one.result != "success" else _HINTS[self._step]
        noted = self.reading.line.date_note if self._step == "names" else ""
        self.tell("　".join(filter(None, (noted, what))), "label")

    def _touched(self) -> None:
        self._asked = ""
        self._understand()
        self.changed.emit()

    # the steps

    def _on_names(self, text: str) -> None:
        self.slip.text = text
        if self.slip.blank and self.slip.form:  # cleared: what comes now has nothing to do with that case
            self.sitting.slip = Slip(text, number=self.slip.number)
        self._touched()
        self._hint()

    def _on_person(self, typed: str, person: Record) -> None:
        """One of the people under the box was meant: the name takes the place of what was typed."""
        self.slip.picked[person["name"]] = person["uid"]
        text = self.names.text()
        word = list(re.finditer(rf"(?<![A-Za-z]){re.escape(typed)}(?![A-Za-z])", text))[-1]
        self.names.setText(text[:word.start()] + person["name"] + (text[word.end():] or " "))

    def _unsettled(self) -> str:
        """Initials that several people share, of whom none was picked."""
        find = cases.finder(self._session)
        return next((guess.typed for side in self.reading.line.parties for guess in side
                     if guess.typed.isascii() and len(find(guess.typed.lower())) > 1), "")

    def _leave_names(self) -> None:
        if self.names.take():
            return
        self.names.close_list()
        if not party_names(self.record()):
            self.tell("没看出姓名：请写双方的姓名" if self.slip.text.strip() else _HINTS["names"])
            return
        if typed := self._unsettled():
            self.names.ask(typed)
            self.tell(f"“{typed}”不止一位：按数字选是哪一位；都不是，就把姓名写全")
            return
        if "names" in self.reading.doubts:
            if not self._confirmed("names", self._doubt_words()):
                return
            self.slip.confirmed = self.slip.text
            self._touched()
        self.go_to("type")

    def _doubt_words(self) -> str:
        line = self.reading.line
        names = party_names(self.record())
        if len(names) == 1:
            return f"只有一个姓名“{names[0]}”"
        return f"“{' 与 '.join(names)}”是猜的" if "parties" in line.doubtful else f"日期 {show_date(line.date)} 是猜的"

    def _confirmed(self, step: str, words: str) -> bool:
        """Whether Enter was pressed a second time on the same doubt; the first time it is said."""
        if self._asked == step:
            return True
        self._asked = step
        self.tell(f"{words}：对就再按一次回车，不对就改")
        return False

    def _on_type(self, place: int) -> None:
        self.slip.type = everyday_types()[place] if place >= 0 else ""
        self._touched()

    def _leave_type(self) -> None:
        self.slip.type = self.reading.type or self.slip.type
        self._touched()
        self.go_to("outcome")

    def _on_any_type(self, code: str | None) -> None:
        if code:
            self.slip.type = code
            self._touched()
            self.go_to("outcome")

    def _on_outcome(self, place: int) -> None:
        self.slip.outcome = outcomes()[place].key if place >= 0 else ""
        self._touched()

    def _leave_outcome(self) -> None:
        if self.reading.outcome:
            self.slip.outcome = self.reading.outcome.key
        elif "outcome" in self.reading.doubts:
            self.slip.outcome = ""  # half of it was guessed, and nobody ticked the whole
        self._touched()
        self.go_to("amount")

    def _on_amount(self) -> None:
        self.slip.amount = self.amount.line.text().strip()
        self._touched()
        self._hint()

    def _back(self) -> None:
        self.go_to(STEPS[STEPS.index(self._step) - 1])

    # saving

    def submit(self) -> None:
        """Enter in the amount: first to what is in doubt or cannot be read, else it may be stored."""
        if fault := self.amount.fault():
            self.go_to("amount")
            self.tell(fault, "fault")
            return
        if "amount" in self.reading.doubts and self._step == "amount":
            if not self._confirmed("amount", f"{show_money(self.reading.amount)} 元是猜的"):
                return
            self.slip.amount = self.amount.line.text().strip()
            self._touched()
        if self.reading.doubts:
            step = self.reading.doubts[0]
            self.go_to(step)
            self.tell(f"“{_CAPTIONS[step]}”里有猜的：看一看，按回车认定")
            return
        case = self.record()
        if lacking := check.first(cases.problems_of(self._session, cases.complete(case)), Gate.SAVE):
            self.go_to("names" if lacking.path[0] == "parties" else "type")
            self.tell(f"{lacking.text}；选一个纠纷类型也行")
            return
        met = [problem.message for problem in same_case.doubts(self._session, case)]
        if new := next((message for message in met if message not in self._told), ""):
            self._told.add(new)
            self.tell(f"{new}。要照这样存，再按一次回车")
            return
        self.ready.emit(case)

    # sheets over the slip

    def _on_sheet_closed(self, ours: bool) -> None:
        if ours:
            self.go_to(self._step)

    def _on_kept(self) -> None:
        self._touched()
        if not self.sitting.left:
            self.stopped.emit()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """By Tab or mouse, too, a step is a step."""
        for step, box in self.boxes.items():
            if now is not None and (now is box or box.isAncestorOf(now)) and step != self._step:
                self._step = step
                self._see_steps()
                self._show()
                self._hint()
