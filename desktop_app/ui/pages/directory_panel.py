"""人员库: entries that may be one person, looked at side by side and merged or told apart; anybody found with his cases."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from db import codes, people
from db.errors import KnownError
from db.items import CASE
from db.items.kinds import Record
from db.same_person import compare
from db.twins import Pair, twins
from desktop_app.actions import directory
from desktop_app.actions.session import Session
from desktop_app.shown import show_short_date
from desktop_app.ui import messages
from desktop_app.ui.jobs import Cancelled, Jobs
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.kit.search_box import SearchBox
from desktop_app.ui.pages.directory_sheet import (
    APART,
    COMPARE,
    MERGE_LEFT,
    MERGE_RIGHT,
    NOTHING,
    DirectorySheet,
)
from desktop_app.ui.pages.sources import StoreSources, introduce
from desktop_app.ui.theme import Tone, px

_SHOWN = 100  # pairs in the list; the next ones come when these are done
_FOUND = 30  # people in the list
AT_ONCE = 3000  # people whose pairs are found while the panel opens: about 30 ms
_LOOKING = "正在所有人里找登记了两回的"
_STOPPED = "停下了，没有找完。在上面的框里按回车，再找一遍。"

_WORDS = {"same": (Tone.INFO, "很可能"), "maybe": (Tone.DOUBT, "可能")}


class DirectoryPanel(QWidget):
    """``said(sentence)``: something was done. ``open_record(item key, uid)``: a case is wished to be seen."""

    said = Signal(str)
    open_record = Signal(str, str)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._sources = StoreSources(session)
        self._pairs: list[Pair] = []
        self._count = 0
        self._looked = ""  # how far the looking through all people is
        self._again = False  # they changed meanwhile
        self._first: Record | None = None  # the person with whom another one is to be compared
        self._shown: tuple[Record, Record] | None = None
        self._deed: directory.Deed | None = None  # what can be taken back
        self._inside = False  # a narrow panel shows the sheet instead of the list
        self.box = SearchBox(self)
        self.box.setPlaceholderText("找人：姓名、拼音首字母、电话、证件尾号")
        self.box.setAccessibleName("找人　Ctrl+F")
        self.undo_button = QPushButton("撤销　Ctrl+Z", self)
        self.undo_button.setProperty("look", "quiet")
        self.lead = Wrapped("", self)
        self.list = RowList(self, badge=96)
        self.list.setAccessibleName("名单")
        self.sheet = DirectorySheet(self._sources, self)
        self._build()
        self.box.textChanged.connect(self._fill)
        self.box.down.connect(self._to_list)
        self.box.entered.connect(self._on_entered)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._enter_sheet)
        self.sheet.chosen.connect(self.act)
        self.sheet.open_case.connect(self._on_case)
        self.undo_button.clicked.connect(self.undo)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.box, 1)
        top.addWidget(self.undo_button)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.lead)
        left.addWidget(self.list, 1)
        left.addStretch()  # counts only while there is no list
        self._left = QWidget(self)
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(px(20))
        body.addWidget(self._left, 5)
        body.addWidget(self.sheet, 6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(10))
        box.addLayout(top)
        box.addLayout(body, 1)
        for keys, slot in (("Ctrl+Z", self.undo), ("Ctrl+F", self._find)):
            QShortcut(QKeySequence(keys), self, slot)

    # showing

    def refresh(self) -> None:
        """Read everything anew."""
        self._sources.forget()
        self._first, self._inside = None, False
        self._look()
        self._fill()

    def _look(self) -> None:
        """Look through all people for pairs: of a small book at once, of a large one on the worker."""
        if self._looked == _LOOKING:
            self._again = True
        elif directory.count(self._session) <= AT_ONCE:
            self._take(twins(self._session.store, _SHOWN))
        else:
            self._looked = _LOOKING
            self._jobs.run(partial(twins, self._session.store, _SHOWN), self._on_looked, self._on_stopped, "找登记了两回的人")

    def _take(self, found: tuple[list[Pair], int]) -> None:
        (self._pairs, self._count), self._looked = found, ""

    def _on_looked(self, found: tuple[list[Pair], int]) -> None:
        if not isValid(self):
            return
        self._looked = ""
        if self._again:  # what was found is of before
            self._again = False
            self._look()
            return
        self._take(found)
        self._fill_pairs()

    def _on_stopped(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self._looked, self._again = _STOPPED, False
        self._fill_pairs()
        if isinstance(error, KnownError):
            messages.problem(self, error)
        elif not isinstance(error, Cancelled):
            raise error

    def _fill_pairs(self) -> None:
        """The pairs are new; whoever looks for somebody meanwhile is left alone."""
        if not self._asked():
            self._fill()
            if self.box.hasFocus() and not self.box.text() and self.list.count():
                self._to_list()

    def _asked(self) -> bool:
        return bool(self.box.text().strip() or self._first)

    def enter(self) -> None:
        (self.list if self.list.count() else self.box).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        """The people that were asked for, or the pairs."""
        if self._asked():
            text = self.box.text().strip()
            found = [person for person in people.find(self._session.store, text, limit=_FOUND)
                     if not self._first or person["uid"] != self._first["uid"]]
            rows = [Row(Tone.PLAIN, f"{directory.case_count(self._session, person['uid'])} 件",
                        introduce(person, self._sources), "", what=person) for person in found]
            self.lead.setText(self._lead_for_people(text, rows))
        else:
            rows = [self._pair_row(pair) for pair in self._pairs]
            self.lead.setText(self._lead_for_pairs())
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._show_undo()
        self._on_row()

    def _lead_for_pairs(self) -> str:
        if self._looked == _LOOKING and not self._pairs:
            return f"{_LOOKING}，请等一等。要找谁，现在就可以在上面写。"
        if self._looked == _STOPPED:
            return _STOPPED
        if self._pairs:
            return f"有 {self._count} 对像是同一个人登记了两回。↑ ↓ 选一对，回车细看。"
        if not directory.count(self._session):
            return "人员库还是空的。登记案件时写了电话、证件、村居或住址的当事人，会自动记到这里。"
        return "没有像是同一个人的两条。\n要看谁的案件，按 Ctrl+F，写姓名、拼音首字母、电话或证件尾号。"

    def _lead_for_people(self, text: str, rows: list[Row]) -> str:
        if self._first:
            who = introduce(self._first, self._sources)
            return f"左边是{who}。" + ("" if rows else "没有找到这个人。" if text else "再在上面找另一个人。") + "Esc 不比了。"
        return (f"找到 {len(rows)} 人。按 ↓ 到名单，回车看案件。" if rows else
                "没有找到这个人。换姓名、拼音首字母、电话或证件尾号再试，按 Esc 清空。")

    def _pair_row(self, pair: Pair) -> Row:
        names = " / ".join(dict.fromkeys((pair.one["name"], pair.other["name"])))
        tone, word = _WORDS[pair.likeness.verdict]
        return Row(tone, word, f"{names}　{pair.likeness.text}", "", what=pair)

    def _show_undo(self) -> None:
        deed = self._deed = directory.last_deed(self._session)
        self.undo_button.setText(f"撤销{deed.text if self.width() >= px(860) else ''}　Ctrl+Z" if deed else "")
        self.undo_button.setToolTip(deed.text if deed else "")
        self.undo_button.setAccessibleName(f"撤销{deed.text}" if deed else "撤销")

    def _on_row(self) -> None:
        """Show what the chosen line stands for."""
        row = self.list.current()
        what = row.what if row else None
        self._shown = None
        if isinstance(what, Pair):
            self._compare(what.one, what.other, f"{_WORDS[what.likeness.verdict][1]}是同一人：{what.likeness.text}")
        elif what is not None and self._first is not None:
            likeness = compare(self._first, what)
            self._compare(self._first, what, f"{_WORDS[likeness.verdict][1]}是同一人：{likeness.text}" if likeness else
                          "看不出是同一个人，请认准了再合并。")
        elif what is not None:
            self.sheet.show_one(what, [self._case_row(case) for case in directory.cases_of(self._session, what["uid"])])
        self._arrange()

    def _compare(self, one: Record, other: Record, reason: str) -> None:
        self._shown = one, other
        counts = tuple(directory.case_count(self._session, person["uid"]) for person in self._shown)
        left, right = (directory.foretell(self._session, *pair) for pair in ((one, other), (other, one)))
        self.sheet.show_pair(one, other, counts, reason, directory.refusal(one, other) or (
            f"按 {MERGE_LEFT}：留左边这条，{left}。\n按 {MERGE_RIGHT}：留右边这条，{right}。\n"
            "不留的那条进回收站。合错了，哪天都能在这里按 Ctrl+Z 撤销。"))

    @staticmethod
    def _case_row(case: Record) -> Row:
        kind = codes.brief("dispute_type", case["dispute_type"]) if case["dispute_type"] else "没有写"
        return Row(Tone.PLAIN, kind, f"{show_short_date(case['event_on'])}　{CASE.name_of(case)}", "", case["uid"])

    def _arrange(self) -> None:
        """Side by side where there is room; else one of the two."""
        narrow, some = self.width() < px(860), self.list.current() is not None
        self._inside = self._inside and narrow and some
        low = self.window().height() < px(560)
        self.sheet.set_low(low)
        alone = self._inside and low
        self.box.setVisible(not alone)
        self.undo_button.setVisible(not alone and self._deed is not None)
        self._left.setVisible(not self._inside)
        self.sheet.setVisible(some and (self._inside or not narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # keys

    def _find(self) -> None:
        if self._inside:
            self.back()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _on_entered(self) -> None:
        """Enter in the box: to the list; without one, once more through all people that were not looked through."""
        if self._looked == _STOPPED and not self._asked():
            self._look()
            self._fill()
        self._to_list()

    def _to_list(self) -> None:
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_sheet(self) -> None:
        """Enter: to the cases of a person; where there is room for one only, to the sheet."""
        if self.list.current() is None:
            return
        self.sheet.show()  # before the list goes: the keyboard must have somewhere to be
        self.sheet.default().setFocus(Qt.FocusReason.TabFocusReason)
        self._inside = True
        self._arrange()

    def back(self) -> bool:
        """Esc: back from the sheet to the list, from what was looked for to the pairs; False when nothing is to be left."""
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            self._left.show()
            self.list.show()
            self._to_list()
            self._inside = False
            self._arrange()
            return True
        if self._asked():
            self._first = None
            self.box.clear()
            self._fill()
            self.enter()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and digit in self.sheet.buttons:
            self.act(digit)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.sheet.scroll(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    # doing

    def act(self, digit: int) -> None:
        """What the digit says, about what is shown."""
        if digit == COMPARE:
            self._begin_comparison()
        elif self._shown is None:
            return
        elif digit == NOTHING:
            self._pass_by()
        else:
            self._decide(digit, *(person["uid"] for person in self._shown))

    def _pass_by(self) -> None:
        """Both stay as they are: to the next pair, or from a comparison made by hand back to the pairs."""
        if self._first is not None:
            self.back()
            self.back()
        elif self.list.currentRow() + 1 < self.list.count():
            self.list.setCurrentRow(self.list.currentRow() + 1)
        else:
            self.back()
            self.lead.setText("这是最后一对。" + self._lead_for_pairs())

    def _decide(self, digit: int, one: str, other: str) -> None:
        try:
            if digit == APART:
                said = directory.set_apart(self._session, one, other)
                over = [pair for pair in self._pairs if {pair.one["uid"], pair.other["uid"]} == {one, other}]
            else:
                keep, gone = (one, other) if digit == MERGE_LEFT else (other, one)
                said = directory.merge(self._session, keep, gone)
                over = [pair for pair in self._pairs if gone in (pair.one["uid"], pair.other["uid"])]
        except KnownError as error:
            messages.problem(self, error)
            return
        self._pairs = [pair for pair in self._pairs if pair not in over]  # of a large book the others come a little later
        self._count -= len(over)
        self._done(said + "　Ctrl+Z 撤销")

    def _begin_comparison(self) -> None:
        row = self.list.current()
        if row is None or self._shown is not None:
            return
        self._first = row.what
        self.box.clear()
        self._fill()
        self.box.setFocus(Qt.FocusReason.TabFocusReason)

    def undo(self) -> None:
        """Take back the last merge or 不是同一人."""
        try:
            said = directory.undo(self._session)
        except KnownError as error:
            messages.problem(self, error)
            return
        self._done(said)

    def _done(self, said: str) -> None:
        self._first = None
        self._left.show()
        self._inside = False
        self._look()
        self._fill()
        self.enter()
        self.said.emit(said)

    def _on_case(self, uid: str) -> None:
        self.open_record.emit(CASE.key, uid)
