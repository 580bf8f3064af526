"""Two entries of the directory side by side, or one with the cases it stands in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import codes
from db.items.kinds import Record
from desktop_app.shown import show_date
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Flow, Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.kit.scroll import scrolling
from desktop_app.ui.theme import px

NOTHING, MERGE_LEFT, MERGE_RIGHT, APART, COMPARE = 0, 1, 2, 3, 4
"""The digits, and what they do. NOTHING is where the keyboard stands: whoever presses Enter has merged nobody."""

_DEEDS = {MERGE_LEFT: "合并留左边", MERGE_RIGHT: "合并留右边", APART: "不是同一人", NOTHING: "先不动", COMPARE: "和另一个人比"}

_KEYS = {"姓名": ("name",), "村居": ("village",), "出生、性别": ("birth", "sex"), "电话": ("phone",), "证件": ("id_no",), "案件": (),
         "住址": ("address",)}
_FACTS = tuple(_KEYS)
_SURE = {"出生、性别", "电话", "证件"}
"""Facts in which a difference speaks against one person; people move, and two spellings are why they are here."""

_NOTHING = "没有写"
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX


def _tail(text: str | None) -> str:
    return f"尾号 {text[-4:]}" if text else ""


def facts(person: Record, case_count: int, sources: Sources) -> tuple[str, ...]:
    """What a person is told by, in the order of ``_FACTS``; numbers by their end only."""
    born = "　".join(filter(None, (show_date(person["birth"]), codes.label("sex", person["sex"]) if person["sex"] else "")))
    return (person["name"] or "", sources.name_of("village", person["village"] or ""), born, _tail(person["phone"]),
            _tail(person["id_no"]), f"{case_count} 件", person["address"] or "")


class DirectorySheet(QFrame):
    """``chosen(digit)``: a button was pressed. ``open_case(uid)``: a case of the one person shown."""

    chosen = Signal(int)
    open_case = Signal(str)

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources, self._low = sources, False
        self.setProperty("look", "sheet")
        self.reason = Wrapped("", self)
        self.reason.setProperty("look", "heading")
        self.effect = Wrapped("", self)
        self._cells = [[QLabel(self) for _ in range(4)] for _ in _FACTS]
        self._heads = [QLabel(text, self) for text in ("左边", "右边")]
        self.cases = RowList(self, badge=90)
        self.cases.setAccessibleName("参与的案件，回车打开")
        self.cases.itemActivated.connect(self._on_case)
        self.buttons: dict[int, QPushButton] = {}
        for digit, text in _DEEDS.items():
            button = QPushButton(f"{digit} {text}", self)
            button.setAccessibleName(text)
            button.setProperty("digit", digit)
            button.setAutoDefault(True)  # Enter presses it
            button.setProperty("look", "go" if digit == NOTHING else "compact")
            button.clicked.connect(self._on_button)
            self.buttons[digit] = button
        self._build()

    def _build(self) -> None:
        canvas = QWidget(self)
        canvas.setProperty("look", "canvas")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(3))
        for column, head in enumerate(self._heads, 1):
            head.setProperty("look", "label")
            self._grid.addWidget(head, 0, column)
        for row, (word, cells) in enumerate(zip(_FACTS, self._cells, strict=True), 1):
            cells[0].setText(word)
            cells[0].setProperty("look", "label")
            for column, cell in enumerate(cells):
                cell.setWordWrap(column in (1, 2))
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1)
        inner = QVBoxLayout(canvas)
        inner.setContentsMargins(0, 0, px(8), 0)
        inner.setSpacing(px(8))
        inner.addWidget(self.reason)
        inner.addLayout(self._grid)
        inner.addWidget(self.effect)
        inner.addStretch(1)
        self._facts = scrolling(canvas, self)
        foot = QWidget(self)
        flow = Flow(foot, 10)
        for button in self.buttons.values():
            flow.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(18), px(10), px(12), px(10))
        box.setSpacing(px(8))
        box.addWidget(self._facts, 1)
        box.addWidget(self.cases, 1)
        box.addWidget(foot)

    def set_low(self, low: bool) -> None:
        """A low window does without the heads."""
        self._low = low
        for head in self._heads:
            head.setVisible(not low and self.reason.isVisibleTo(self))

    def scroll(self, steps: int) -> None:
        """Up or down through the facts, when there are more than the place holds."""
        bar = self._facts.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep() // 2)

    def default(self) -> QWidget:
        """Where the keyboard comes in: the cases of one person; of two, what changes nothing."""
        return next(stop for stop in (self.cases, self.buttons[NOTHING], self.buttons[COMPARE]) if stop.isVisibleTo(self))

    def show_pair(self, one: Record, other: Record, counts: tuple[int, int], reason: str, effect: str) -> None:
        """Both entries, what agrees and what does not, why they are shown together; what a merge would do."""
        self.reason.setText(reason + "　PageDown 往下看" * self._low)
        self.effect.setText(effect)
        both = (facts(person, count, self._sources) for person, count in zip((one, other), counts, strict=True))
        for word, cells, left, right in zip(_FACTS, self._cells, *both, strict=True):
            self._fill(cells, left or _NOTHING, right or _NOTHING, _agree(word, one, other), bool(left or right))
        self._set_single(False)

    def show_one(self, person: Record, cases: list[Row]) -> None:
        """One entry and its cases."""
        self.reason.setText("")
        for word, cells, said in zip(_FACTS, self._cells, facts(person, len(cases), self._sources), strict=True):
            self._fill(cells, said, "", "", bool(said) and not (word == "案件" and cases))
        self.cases.show_rows(cases)
        self._set_single(True)

    def _fit(self) -> None:
        """One person's facts leave the rest of the place to his cases."""
        canvas = self._facts.widget()
        high = canvas.layout().heightForWidth(self._facts.viewport().width())
        single = self.cases.isVisibleTo(self)
        self._facts.setMaximumHeight(high if single and high >= 0 else _NO_LIMIT)
        self.layout().setStretchFactor(self._facts, 4 if single and not self._low else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self, cells: list[QLabel], left: str, right: str, mark: str, shown: bool) -> None:
        for cell, text in zip(cells[1:], (left, right, mark), strict=True):
            cell.setText(text)
            set_mark(cell, "look", "label" if text == _NOTHING else "")
        set_mark(cells[3], "look", "missing" if mark.startswith("◆") else "small")
        for cell in cells:
            cell.setVisible(shown)

    def _set_single(self, single: bool) -> None:
        self.reason.setVisible(not single)
        self.effect.setVisible(not single)
        for head in self._heads:
            head.setVisible(not single and not self._low)
        for cells in self._cells:
            for cell in cells[2:]:
                cell.setVisible(not single and cells[0].isVisibleTo(self))
        self._grid.setColumnStretch(2, 0 if single else 1)
        self.cases.setVisible(single and bool(self.cases.count()))
        self._fit()
        for digit, button in self.buttons.items():
            button.setVisible((digit == COMPARE) is single)

    def _on_button(self) -> None:
        self.chosen.emit(self.sender().property("digit"))

    def _on_case(self) -> None:
        if row := self.cases.current():
            self.open_case.emit(row.uid)


def _agree(word: str, one: Record, other: Record) -> str:
    """✓ 相同 or ◆ 不同, by the whole values; '' where one of them says nothing, or where nothing follows from it."""
    equal = [one[key] == other[key] for key in _KEYS[word] if one[key] and other[key]]
    if not equal:
        return ""
    return "✓ 相同" if all(equal) else "◆ 不同" if word in _SURE else "不同"
