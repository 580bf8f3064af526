"""The first page of an empty record book: who sits here. Everything can be changed later in 设置."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import clock
from db.items.kinds import Field, Kind, Record
from db.numbering import TEMPLATES, fill
from desktop_app.actions.office import DESKS, OfficeSetup, names_of_committee
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.grid import FieldGrid, State
from desktop_app.ui.kit.keys import press_by_enter
from desktop_app.ui.kit.options import OptionsEditor
from desktop_app.ui.kit.scroll import scrolling
from desktop_app.ui.kit.texts import LongEditor, TextEditor
from desktop_app.ui.theme import px

_HINTS = {  # desk -> office, committee
    "village": ("如 大孤山村民委员会", "如 大孤山村人民调解委员会"),
    "town": ("如 海阳所镇司法所", "如 海阳所镇人民调解委员会"),
    "county": ("如 乳山市司法局", "如 乳山市医疗纠纷人民调解委员会"),
}
_NEEDED = ("desk", "office", "committee", "me")
_SEPARATORS = re.compile(r"[\s、，,;；。/]+")


def names_in(text: str | None) -> list[str]:
    """Names written one a line or separated by spaces, 、 or commas; each once, in order."""
    return list(dict.fromkeys(filter(None, _SEPARATORS.split(text or ""))))


class _Committee(Sources):
    """The name of the office says that of its committee, where nobody has written another."""

    def derive(self, item_key: str, record: Record, key: str) -> Record:
        if key != "office":
            return {}
        return {name: said for name, said in names_of_committee(record["office"] or "").items() if not record[name]}


class FirstStart(QWidget):
    """``finished(OfficeSetup)``: 开始使用. ``sample_wanted``: 先看样例. ``lesson_wanted``: 先跟着填.
    ``closed``: the window was closed."""

    finished = Signal(object)
    sample_wanted = Signal()
    lesson_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("随录 · 第一次使用")
        self.setMinimumSize(320, 240)  # as the window: the largest letters on the smallest screen must not stick out of it
        self.grid = FieldGrid("", (), _Committee(), self)
        self.grid.add(OptionsEditor(Field("desk", "这里是"), DESKS))
        for field in (Field("office", "单位名称"),
                      Field("committee", "调委会全称"),
                      Field("abbr", "调委会简称", hint="用在案号里，如 海"),
                      Field("me", "您的姓名", hint="录入的人")):
            self.grid.add(TextEditor(field))
        for field in (Field("others", "其他人员", Kind.LONG, hint="调解员等，用空格或顿号隔开"),
                      Field("villages", "村（居）", Kind.LONG, hint="名称用空格或顿号隔开，可以以后再填")):
            self.grid.add(LongEditor(field))
        for cell in self.grid.cells.values():
            cell.editor.name_it(cell.field.label)
        self.example = Wrapped("", self)
        self.example.setProperty("look", "small")
        self.start = QPushButton("开始使用", self)
        self.start.setProperty("look", "primary")
        self.lesson = QPushButton("先跟着填", self)
        self.sample = QPushButton("先看样例", self)
        self._build()
        press_by_enter(self)
        self.grid.changed.connect(self._on_changed)
        self.grid.ended.connect(self._on_ended)
        self.start.clicked.connect(self.submit)
        self.sample.clicked.connect(self.sample_wanted)
        self.lesson.clicked.connect(self.lesson_wanted)
        self._on_changed()

    def _build(self) -> None:
        title = QLabel("随录，随调随录", self)
        title.setProperty("look", "title")
        lead = Wrapped("先按数字选这里是哪一种；写好一格按回车。单位、调委会、您的姓名要写，别的可以空着，以后在“设置”里补。", self)
        about = Wrapped("还不会用？“跟着填”照三张单子练一练；“样例”是编好的一个司法所，随便试。都不会混进您的数据。", self)
        about.setProperty("look", "small")
        sheet = QFrame(self)
        sheet.setProperty("look", "sheet")
        sheet.setMaximumWidth(px(960))
        box = QVBoxLayout(sheet)
        box.setContentsMargins(px(32), px(20), px(32), px(20))
        box.setSpacing(px(10))
        for widget in (title, lead, self.grid, self.example):
            box.addWidget(widget)
        box.insertSpacing(2, px(8))
        box.addSpacing(px(6))
        box.addWidget(about)
        paper = self._centred(sheet, "paper", px(16))
        paper.layout().setAlignment(sheet, Qt.AlignmentFlag.AlignVCenter)
        self.scroll = scrolling(paper, self)
        rule = QFrame(self)
        rule.setProperty("look", "rule")
        foot = Rows(gap=14)  # outside of what scrolls: whoever wants to try first must see how
        foot.add(self.start, self.lesson, self.sample)
        foot.setMaximumWidth(px(960 - 2 * 32))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll, 1)
        outer.addWidget(rule)
        outer.addWidget(self._centred(foot, "", px(8)))
        QWidget.setTabOrder(self.grid.stops()[-1], self.start)

    def _centred(self, widget: QWidget, look: str, margin: int) -> QWidget:
        """A widget in the middle of a strip as wide as the window."""
        strip = QWidget(self)
        strip.setProperty("look", look)
        around = QHBoxLayout(strip)
        around.setContentsMargins(px(16), margin, px(16), margin)
        around.addStretch(1)
        around.addWidget(widget, 100)
        around.addStretch(1)
        return strip

    def setup(self) -> OfficeSetup:
        """What the page says now."""
        said = self.grid.values()
        people = list(dict.fromkeys(names_in(said["me"]) + names_in(said["others"])))
        return OfficeSetup(said["desk"], said["office"] or "", said["committee"] or "", said["abbr"] or "",
                           people, people[0] if said["me"] else "", names_in(said["villages"]))

    def submit(self) -> None:
        """Go on when what is needed is there; otherwise go to the first one missing and say so."""
        said = self.grid.values()
        missing = [key for key in _NEEDED if not said[key]]
        for key in _NEEDED:
            cell = self.grid.cells[key]
            first = key == (missing or [""])[0]
            cell.tell(State.FIRST if first else State.FINE, f"还差：{cell.field.label}" if first else "")
        if missing:
            self.grid.cells[missing[0]].editor.enter()
        else:
            self.finished.emit(self.setup())

    def _on_changed(self) -> None:
        said = self.grid.values()
        for key, hint in zip(("office", "committee"), _HINTS.get(said["desk"], ("单位的全称", "调委会的全称")), strict=True):
            self.grid.cells[key].editor.set_placeholder(hint)
        number = fill(TEMPLATES["oral"], said["abbr"] or "□", clock.today().year, 1)
        self.example.setText(f"案号会写成：{number}")
        for key in _NEEDED:
            if said[key]:
                self.grid.cells[key].tell(State.FINE)

    def _on_ended(self) -> None:
        self.start.setFocus(Qt.FocusReason.TabFocusReason)
        self.submit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        labels = self.grid.label_width()
        beside = self.grid.fits_beside(min(self.width(), px(960)) - px(120))
        self.grid.arrange(1, not beside, labels)
        self.example.setContentsMargins(labels + px(10) if beside else 0, 0, 0, 0)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self.grid.cells["desk"].editor.enter()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
