"""人员库: entries that may be one person, looked at side by side and merged or told apart; anybody found with his cases."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

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
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.pages.directory_sheet import COMPARE, MERGE_LEFT, MERGE_RIGHT, DirectorySheet
from desktop_app.ui.pages.sources import StoreSources, introduce
from desktop_app.ui.theme import Tone, px

_SHOWN = 100  # pairs in the list; the next ones come when these are done
_FOUND = 30  # people in the list

_WORDS = {"same": (Tone.INFO, "很可能"), "maybe": (Tone.DOUBT, "可能")}


class _SearchBox(Line):
    """↓ goes to the list, Esc empties the box first, Ctrl+Z in an empty box takes back the last merge."""

    down = Signal()

    def list_open(self) -> bool:
        return bool(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.composing:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class DirectoryPanel(QWidget):
    """``said(sentence)``: something was done. ``open_record(item key, uid)``: a case is wished to be seen.
    ``room_wanted(bool)``: a low window has place for nothing else while the keyboard is here. ``left``: Esc then."""

    said = Signal(str)
    room_wanted = Signal(bool)
    left = Signal()
    open_record = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources = StoreSources(session)
        self._pairs: list[Pair] = []
        self._count = 0
        self._first: Record | None = None  # the person with whom another one is to be compared
        self._shown: tuple[Record, Record] | None = None
        self._deed: directory.Deed | None = None  # what can be taken back
        self._room = False  # a low window was cleared for it
        self._inside = False  # a narrow panel shows the sheet instead of the list
        self.box = _SearchBox(self)
        self.box.setPlaceholderText("找人：姓名、拼音首字母、电话、证件尾号")
        self.box.setAccessibleName("找人　Ctrl+F")
        self.undo_button = QPushButton("撤销　Ctrl+Z", self)
        self.undo_button.setProperty("look", "quiet")
        self.lead = QLabel(self)
        self.lead.setWordWrap(True)
        self.list = RowList(self, badge=96)
        self.list.setAccessibleName("名单")
        self.sheet = DirectorySheet(self._sources, self)
        self._build()
        self.box.textChanged.connect(self._fill)
        self.box.down.connect(self._to_list)
        self.box.entered.connect(self._to_list)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._enter_sheet)
        self.sheet.chosen.connect(self.act)
        self.sheet.open_case.connect(self._on_case)
        self.undo_button.clicked.connect(self.undo)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.box, 1)
        top.addWidget(self.undo_button)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.lead)
        left.addWidget(self.list, 1)
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
        for keys, slot in (("Ctrl+Z", self.undo), ("Ctrl+F", self.box.setFocus)):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # showing

    def refresh(self) -> None:
        """Read everything anew."""
        self._sources.forget()
        self._first, self._inside = None, False
        self._read_pairs()
        self._fill()

    def _read_pairs(self) -> None:
        """Once and after every deed, not while somebody types: among 100,000 it takes a second or two."""
        self._pairs, self._count = twins(self._session.store, _SHOWN)

    def enter(self) -> None:
        (self.list if self.list.count() else self.box).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        """The people that were asked for, or the pairs."""
        text = self.box.text().strip()
        if text or self._first:
            found = [person for person in people.find(self._session.store, text, limit=_FOUND)
                     if not self._first or person["uid"] != self._first["uid"]]
            rows = [Row(Tone.PLAIN, f"{directory.case_count(self._session, person['uid'])} 件",
                        introduce(person, self._sources), "", what=person) for person in found]
            self.lead.setText(self._lead_for_people(text, rows))
        else:
            rows = [self._pair_row(pair) for pair in self._pairs]
            self.lead.setText(f"有 {self._count} 对像是同一个人登记了两回，请认一认。" if self._count else
                              "没有像是同一个人的两条。要看谁的案件，在上面找。")
        self.list.show_rows(rows)
        self._show_undo()
        self._on_row()

    def _lead_for_people(self, text: str, rows: list[Row]) -> str:
        if self._first:
            who = introduce(self._first, self._sources)
            return f"左边是{who}。" + ("" if rows else "没有找到这个人。" if text else "再在上面找另一个人。")
        return f"找到 {len(rows)} 人" if rows else "没有找到这个人。换姓名、拼音首字母、电话或证件尾号再试。"

    def _pair_row(self, pair: Pair) -> Row:
        names = " / ".join(dict.fromkeys((pair.one["name"], pair.other["name"])))
        tone, word = _WORDS[pair.likeness.verdict]
        return Row(tone, word, f"{names}　{pair.likeness.text}", "", what=pair)

    def _show_undo(self) -> None:
        deed = self._deed = directory.last_deed(self._session)
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
        self.sheet.show_pair(one, other, counts, reason)

    @staticmethod
    def _case_row(case: Record) -> Row:
        kind = codes.brief("dispute_type", case["dispute_type"]) if case["dispute_type"] else "没有写"
        return Row(Tone.PLAIN, kind, f"{show_short_date(case['event_on'])}　{CASE.name_of(case)}", "", case["uid"])

    def _arrange(self) -> None:
        """Side by side where there is room; else one of the two."""
        narrow, some = self.width() < px(860), self.list.current() is not None
        self._inside = self._inside and narrow and some
        alone = self._inside and self._room
        self.box.setVisible(not alone)
        self.undo_button.setVisible(not alone and self._deed is not None)
        self._left.setVisible(not self._inside)
        self.sheet.setVisible(some and (self._inside or not narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None:  # another window has the keyboard for a while
            return
        low = self.window().height() < px(560)
        if self._room != (wanted := low and self.isAncestorOf(now)):
            self._room = wanted
            self.sheet.set_low(low)
            self.room_wanted.emit(wanted)

    # keys

    def _to_list(self) -> None:
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_sheet(self) -> None:
        """Enter: to the cases of a person; where there is room for one only, to the sheet."""
        if self.list.current() is None:
            return
        self.sheet.show()  # before the list goes: the keyboard must have somewhere to be
        stops = [self.sheet.cases, *self.sheet.buttons.values()]
        next(stop for stop in stops if stop.isVisible()).setFocus(Qt.FocusReason.TabFocusReason)
        self._inside = True
        self._arrange()
        if self._room:
            self.room_wanted.emit(True)

    def _leave_sheet(self) -> bool:
        """Esc: back from the sheet to the list, from a comparison to the pairs; False when there is nothing to leave."""
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            self._left.show()
            self._to_list()
            self._inside = False
            self._arrange()
            return True
        if self._first is not None:
            self._first = None
            self._fill()
            self.enter()
            return True
        if self._room:
            self.left.emit()
            return True
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self._may_leave():
            event.accept()  # otherwise Esc would leave the page
            return True
        return super().event(event)

    def _may_leave(self) -> bool:
        return self._room or self._first is not None or self.sheet.isAncestorOf(self.focusWidget() or self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Escape and self._leave_sheet():
            return
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
        elif self._shown is not None:
            one, other = (person["uid"] for person in self._shown)
            try:
                if digit == MERGE_LEFT:
                    said = directory.merge(self._session, one, other)
                elif digit == MERGE_RIGHT:
                    said = directory.merge(self._session, other, one)
                else:
                    said = directory.set_apart(self._session, one, other)
            except KnownError as error:
                messages.problem(self, error)
                return
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
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._inside = False
        self._read_pairs()
        self._fill()
        self.enter()
        self.said.emit(said)

    def _on_case(self, uid: str) -> None:
        self.open_record.emit(CASE.key, uid)
