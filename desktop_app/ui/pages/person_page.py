"""社区矫正 and 安置帮教: persons at the left, the chosen one's file and registers at the right."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db import clock, drafts, repository
from db.errors import KnownError
from db.items import BY_KEY, Item, registers_of
from db.items.kinds import Due, Record
from desktop_app.actions import deadlines, persons, records
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.urgency import urgency
from desktop_app.ui.pages.person_view import PersonView
from desktop_app.ui.pages.record_columns import columns_of
from desktop_app.ui.pages.record_editor import FULL, RecordEditor
from desktop_app.ui.pages.record_list import Columns, RecordList, Row
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.pages.record_view import RecordView
from desktop_app.ui.pages.sources import StoreSources

AHEAD = 30  # days: what is due later is no news
_BADGE = 158  # units of theme.px

PRESENT = {"correction": "serving", "resettlement": "helping"}
"""The state that is shown first."""

CLOSING = {"correction": ("end_kind",), "resettlement": ("ended_as",)}
"""The field in which a file comes to its end."""


def _columns(item: Item) -> Columns:
    """The declared columns; the badge says what is due next."""
    plain = columns_of(item)

    def row(session: Session, record: Record) -> Row:
        made = plain.row(session, record)
        dues = near(deadlines.deadlines_of(session, item, record))
        if not dues:
            return made
        tone, word = urgency(date.fromisoformat(dues[0].on))
        return Row(made.uid, (*made.cells[:-1], word), tone)

    return Columns(item, (*plain.titles[:-1], "下一步"), (*plain.widths[:-1], _BADGE), row, plain.right, plain.give)


def near(dues: list[Due]) -> list[Due]:
    """What is due within AHEAD days, or overdue."""
    until = (clock.today() + timedelta(days=AHEAD)).isoformat()
    return [due for due in dues if due.on <= until]


class RegisterEditor(RecordEditor):
    """One entry of a register; Ctrl+Enter goes on to the next person of the list."""

    NEXT = "保存，登下一人 Ctrl+回车"
    person = ""  # whose

    def caption(self) -> str:
        return f"{self.item.label}　{self.person}"


class PersonPage(RecordPage):
    """Persons with their registers. What is done by hand here is only what a list of records does not have."""

    def __init__(self, session: Session, sources: StoreSources, item: Item, parent: QWidget | None = None) -> None:
        self._editors: dict[str, RegisterEditor] = {}
        self._refreshed = ""
        super().__init__(session, sources, item, parent)
        self.begin.setText("登记一人 F2")
        self._first = True
        self.view.entering.connect(self.enter_register)
        self.view.opening.connect(self.open_entry)
        self.view.due.connect(self._on_due)
        self.view.timeline.installEventFilter(self)

    # the parts

    def make_list(self) -> RecordList:
        return RecordList(self._session, _columns(self.item))

    def make_plain_view(self) -> RecordView:
        return PersonView(self.item)

    def empty_words(self) -> str:
        return f"还没有{self.item.label}。\n按 F2 登记一人，或用“期初建账”把已有的人一次读进来。"

    def refresh(self) -> None:
        today = clock.today().isoformat()
        if self._refreshed != today:  # terms end by themselves
            self._refreshed = today
            try:
                persons.refresh_states(self._session, self.item)
            except KnownError as error:
                messages.problem(self, error)
        super().refresh()
        if self._first:
            self._first = False
            states = self.filters.choices["status"]
            if states.currentIndex() == 0:
                states.setCurrentIndex(max(0, states.findData(PRESENT[self.item.key])))
                if not self.list.records.rowCount():
                    states.setCurrentIndex(0)

    def _show(self, uid: str) -> None:
        super()._show(uid)
        if self._record:
            self.view.show_person(near(deadlines.deadlines_of(self._session, self.item, self._record)),
                                  persons.timeline(self._session, self.item, self._record))
            self.view.close_file.setVisible(self._record["status"] in ("waiting", "serving", "helping", "lost"))

    # registers

    def _editor_of(self, key: str) -> RegisterEditor:
        if key not in self._editors:
            editor = RegisterEditor(self._session, self._sources, BY_KEY[key])
            editor.saved.connect(self._on_entry_saved)
            editor.left.connect(self.browse)
            self._editors[key] = editor
            self._stack.addWidget(editor)
        return self._editors[key]

    def enter_register(self, key: str) -> None:
        """A digit or button: a new entry for the chosen person."""
        if self._record:
            self._open_entry(key, records.new(self._session, BY_KEY[key], subject=self._record["uid"]))

    def open_entry(self, key: str, uid: str) -> None:
        """Enter on the timeline: change an entry."""
        self._open_entry(key, repository.get(self._session.store, BY_KEY[key], uid))

    def _open_entry(self, key: str, record: Record, path: tuple = ()) -> None:
        editor = self._editor_of(key)
        editor.person = self._record["name"] or ""
        self._stack.setCurrentWidget(editor)
        editor.open(record, FULL, path)

    def browse(self) -> None:
        if self._stack.currentWidget() in self._editors.values():
            self._stack.setCurrentIndex(0)
            self.refresh()
            self._to_list()
        else:
            super().browse()

    def _on_entry_saved(self, saved: records.Saved, go_on: bool) -> None:
        self._show(saved.record["subject"])
        self.said.emit(f"{saved.item.label}{saved.message}")
        self.changed.emit()
        if self._moved_out(saved):
            self.browse()
            self.close_file({"end_kind": "move_out", "end_on": saved.record["decided_on"]})
        elif go_on and self._next_person():
            self.enter_register(saved.item.key)
        elif go_on:
            self.browse()
            self.said.emit(f"{saved.item.label}{saved.message}，已是最后一人")

    def _next_person(self) -> bool:
        place = self.list.currentIndex().row() + 1
        if place >= self.list.records.rowCount():
            return False
        self.list.select_place(place)
        return True

    def _moved_out(self, saved: records.Saved) -> bool:
        entry = saved.record
        return (saved.item.key == "correction_move" and entry["direction"] == "out" and entry["result"] == "agreed"
                and bool(entry["decided_on"]) and self._record["status"] == "serving")

    # the file

    def again(self) -> None:
        """F6: nobody enters the same person again; the file comes to its end."""
        self.close_file()

    def close_file(self, given: Record | None = None) -> None:
        """办结束: the full form at the field that says how it ended; a term that is over fills it in."""
        if self._record is None:
            return
        stored = repository.get(self._session.store, self.item, self._record["uid"])
        over = (stored.get("term_to") or "9999") <= clock.today().isoformat()
        filled = given or ({"end_kind": "expired", "end_on": stored["term_to"]} if over else {})
        self._open(stored | filled, FULL, CLOSING[self.item.key], stored)

    def _on_saved(self, saved: records.Saved, go_on: bool) -> None:
        ended = bool(self._record) and self._record["uid"] == saved.record["uid"] and (
            self._record["status"] != saved.record["status"])
        super()._on_saved(saved, go_on)
        if ended and not go_on and (following := records.onward(self._session, self.item, saved.record)):
            self.browse()
            self.onward.emit(following)

    def _on_due(self, due: Due) -> None:
        """To where it is done: a new entry of a register, the open entry, or a field of the file."""
        registers = {register.key: register for register in registers_of(self.item)}
        if due.path and due.path[0] in registers:
            self.enter_register(due.path[0])
        elif due.path and due.path[0] in self.item.fields:
            if due.path == ("end_on",):
                self.close_file()
            else:
                self._fix(due.path)
        elif entry := self._entry_of(due):
            self._open_entry(entry[0], entry[1], due.path)
        else:
            self.edit(FULL)

    def _entry_of(self, due: Due) -> tuple[str, Record] | None:
        """The register's entry that made a date due."""
        now = records.circumstances(self._session)
        for register in registers_of(self.item):
            for entry in deadlines.entries(self._session, register, self._record["uid"]):
                if due in register.dues(entry, now):
                    return register.key, entry
        return None

    def delete_entry(self) -> None:
        """Delete on the timeline: that entry into the 回收站."""
        row = self.view.timeline.current()
        if row and row.uid:
            records.delete(self._session, BY_KEY[row.what], [row.uid])
            self._show(self._record["uid"])
            self.said.emit(f"{BY_KEY[row.what].label}已放进回收站 · Ctrl+Z 撤销")
            self.changed.emit()

    # keys

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Delete:
            self.delete_entry()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit reaches a register while list or file has the keyboard."""
        browsing = self._stack.currentIndex() == 0 and self._record and not event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if browsing and (key := self.view.register_at(event.text())):
            self.enter_register(key)
        else:
            super().keyPressEvent(event)

    # drafts

    def offer_drafts(self) -> bool:
        for register in registers_of(self.item):
            for draft in drafts.waiting(self._session.store, register):
                if self._wanted(draft):
                    self.list.choose(draft.data["subject"])
                    self._show(draft.data["subject"])
                    self._open_entry(register.key, draft.data)
                    return True
        return super().offer_drafts()

    def state(self) -> dict:
        current = self._stack.currentWidget()
        if current in self._editors.values():
            return {"record": self._record, "entry": (current.item.key, current.person, current.state())}
        return super().state()

    def put_back(self, state: dict) -> None:
        if "entry" in state:
            super().put_back({"record": state["record"]})
            key, person, inner = state["entry"]
            editor = self._editor_of(key)
            editor.person = person
            self._stack.setCurrentWidget(editor)
            editor.open(**inner)
        else:
            super().put_back(state)

    def keep_all(self) -> None:
        super().keep_all()
        if (current := self._stack.currentWidget()) in self._editors.values():
            current.keep_draft()
