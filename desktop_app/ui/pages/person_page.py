"""社区矫正 and 安置帮教: persons at the left, the chosen one's file and registers at the right."""

from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db import clock, drafts, repository
from db.drafts import Draft
from db.errors import KnownError
from db.items import BY_KEY, Item, registers_of
from db.items.kinds import Due, Record
from desktop_app.actions import deadlines, persons, records
from desktop_app.actions.session import Session
from desktop_app.shown import show_date
from desktop_app.ui import messages
from desktop_app.ui.pages.keeper import is_wanted
from desktop_app.ui.pages.person_list import near, person_columns
from desktop_app.ui.pages.person_view import PersonView
from desktop_app.ui.pages.record_columns import filter_keys
from desktop_app.ui.pages.record_editor import FULL
from desktop_app.ui.pages.record_filters import RecordFilters
from desktop_app.ui.pages.record_list import RecordList
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.pages.record_view import RecordView
from desktop_app.ui.pages.register_editor import RegisterEditor
from desktop_app.ui.pages.sources import StoreSources

PRESENT = {"correction": "serving", "resettlement": "helping"}
"""The state that is shown first."""

CLOSING = {"correction": ("end_kind",), "resettlement": ("ended_as",)}
"""The field in which a file comes to its end."""


class PersonPage(RecordPage):
    """Persons with their registers. What is done by hand here is only what a list of records does not have."""

    def __init__(self, session: Session, sources: StoreSources, item: Item, parent: QWidget | None = None) -> None:
        self._editors: dict[str, RegisterEditor] = {}
        self._refreshed = ""
        self._state: str | None = PRESENT[item.key]  # of the persons to show at the first refresh
        super().__init__(session, sources, item, parent)
        self.pane.begin.setText("登记一人 F2")
        self.view.entering.connect(self.enter_register)
        self.view.opening.connect(self.open_entry)
        self.view.due.connect(self._on_due)
        self.view.timeline.installEventFilter(self)

    # the parts

    def make_filters(self) -> RecordFilters:
        return RecordFilters(self.item, filter_keys(self.item), months=False)

    def make_list(self) -> RecordList:
        return RecordList(self._session, person_columns(self.item))

    def make_view(self) -> RecordView:
        return PersonView(self.item)

    def empty_words(self) -> str:
        return f"还没有{self.item.label}。\n按 F2 登记一人，或用“期初建账”把已有的人一次读进来。"

    # the list and the person

    def refresh(self) -> None:
        today = clock.today().isoformat()
        if self._refreshed != today:  # terms end by themselves
            self._refreshed = today
            try:
                persons.refresh_states(self._session, self.item)
            except KnownError as error:
                messages.problem(self, error)
        super().refresh()
        if self._state is not None and self.list.records.rowCount():
            states = self.filters.choices["status"]
            states.setCurrentIndex(max(0, states.findData(self._state)))
            if self._state == PRESENT[self.item.key] and not self.list.records.rowCount():
                states.setCurrentIndex(0)
            self._state = None

    def _fill(self) -> None:
        """Whoever is looked for and is not among the persons of the chosen state is looked for among all of them."""
        super()._fill()
        states = self.filters.choices["status"]
        if self.filters.find.text() and states.currentIndex() > 0 and not self.list.records.rowCount():
            states.setCurrentIndex(0)  # fills anew

    def enter(self) -> None:
        """The keyboard to the list, where the digits are, or in the form that was left open."""
        if self._stack.currentIndex() == 0:
            self.pane.enter()

    def show_one(self, uid: str, path: tuple = ()) -> None:
        """Come here for one person; the choice of persons stays when it has this one."""
        self.browse()
        self.refresh()
        if self.list.records.place_of(uid) < 0:
            self.filters.clear()
        self.list.choose(uid)
        if path:
            self._fix(path)

    def _show(self, uid: str) -> None:
        other = self._record is None or self._record["uid"] != uid
        super()._show(uid)
        if self._record:
            self.view.show_person(near(deadlines.deadlines_of(self._session, self.item, self._record)),
                                  persons.timeline(self._session, self.item, self._record), self._ending())
            if other:
                self.view.timeline.setCurrentRow(0)

    def _ending(self) -> str:
        """What F6 does with the chosen person; '' for nothing."""
        if self._record["status"] in ("waiting", "serving", "helping", "lost"):
            return "办解除 F6" if persons.ending(self._record) else PersonView.AGAIN
        return "转安置帮教 F6" if records.onward(self._session, self.item, self._record) else ""

    def _on_opened(self, uid: str) -> None:
        super()._on_opened(uid)
        if not self._wide():
            self.view.take_keyboard()

    # registers

    def _editor_of(self, key: str) -> RegisterEditor:
        if key not in self._editors:
            editor = RegisterEditor(self._session, self._sources, BY_KEY[key])
            editor.saved.connect(self._on_entry_saved)
            editor.left.connect(self._return)
            self._editors[key] = editor
            self._stack.addWidget(editor)
        return self._editors[key]

    def _entry_editor(self) -> RegisterEditor | None:
        """The form of a register, when one is open."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, RegisterEditor) else None

    def enter_register(self, key: str) -> None:
        """A digit or button: a new entry for the chosen person."""
        if self._record:
            self._open_entry(key, records.new(self._session, BY_KEY[key], subject=self._record["uid"]))

    def open_entry(self, key: str, uid: str) -> None:
        """Enter on the timeline: change an entry."""
        self._open_entry(key, repository.get(self._session.store, BY_KEY[key], uid))

    def _open_entry(self, key: str, record: Record, path: tuple = ()) -> None:
        """The form of an entry, going on with what was left unsaved if that is wished."""
        self.keep_all()
        left = next((draft.data for draft in drafts.waiting(self._session.store, BY_KEY[key])
                     if draft.data.get("uid") == record.get("uid") and draft.data.get("subject") == record["subject"]
                     and self._entry_wanted(draft)), None)
        self._show_entry(key, left or record | {"draft": uuid4().hex}, path, record)

    def _show_entry(self, key: str, record: Record, path: tuple, opened: Record) -> None:
        editor = self._editor_of(key)
        self._stack.setCurrentWidget(editor)
        editor.open_for(self._record["name"] or "", record, path, opened)

    def _entry_wanted(self, draft: Draft) -> bool:
        name = f"{BY_KEY[draft.item].label}　{self._name_of(draft.data.get('subject') or '')}"
        return is_wanted(self._session, draft, self, self.compare, name)

    def _name_of(self, uid: str) -> str:
        found = self._session.store.rows(f"SELECT name FROM {self.item.key} WHERE uid = ?", uid)
        return (found[0][0] or "") if found else ""

    def _return(self, uid: str = "") -> None:
        """From an entry back to its person, at the line of the entry ``uid`` where the person is in sight."""
        self._stack.setCurrentIndex(0)
        self.refresh()
        if self.view.isVisibleTo(self) and (uid or not self.pane.isVisibleTo(self)):
            self.view.choose_event(uid)
        else:
            self.pane.enter()

    def browse(self) -> None:
        if editor := self._entry_editor():
            editor.keep_draft()
            self._return()
        else:
            super().browse()

    def _on_entry_saved(self, saved: records.Saved, go_on: bool) -> None:
        self.changed.emit()
        words = f"{saved.item.label}{saved.message}"
        if self._moved_out(saved):
            self._return(saved.record["uid"])
            self.close_file({"end_kind": "move_out", "end_on": saved.record["decided_on"]})
            words += "。请核对结束类型和日期，再保存一次就办完迁出"
        elif go_on and self._entry_editor().is_new and self._next_person():
            self.enter_register(saved.item.key)
        else:
            last = go_on and self._entry_editor().is_new
            self._return(saved.record["uid"])
            words += "，已是最后一人" if last else ""
        self.said.emit(words)

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

    def delete_entry(self) -> None:
        """Delete on the timeline: that entry into the 回收站."""
        row = self.view.timeline.current()
        if not (row and row.uid):
            return
        try:
            records.delete(self._session, BY_KEY[row.what], [row.uid])
        except KnownError as error:
            messages.problem(self, error)
            return
        self.refresh()
        self.said.emit(f"{BY_KEY[row.what].label}已放进回收站 · Ctrl+Z 撤销")
        self.changed.emit()

    # the file

    def edit(self, depth: str = FULL, path: tuple = ()) -> None:
        """资料: all of the file; F3 shows the few fields of the reception."""
        super().edit(depth, path)

    def again(self) -> None:
        """F6: nobody enters the same person again; the file comes to its end, or goes over to 安置帮教."""
        if self._record is None or self._entry_editor():
            return
        if following := records.onward(self._session, self.item, self._record):
            self.onward.emit(following)
        elif self._ending():
            self.close_file()

    def close_file(self, given: Record | None = None) -> None:
        """办结束: the full form at the field that says how it ended; a term that is over fills it in."""
        stored = repository.get(self._session.store, self.item, self._record["uid"])
        self._open(stored | (given or persons.ending(stored)), FULL, CLOSING[self.item.key], stored)

    def _on_saved(self, saved: records.Saved, go_on: bool) -> None:
        """A file that has just ended leads on, also after Ctrl+S."""
        ended = bool(self._record) and self._record["uid"] == saved.record["uid"] and (
            self._record["status"] != saved.record["status"])
        persons.note_handover(self._session, self.item, saved.record)
        super()._on_saved(saved, go_on)
        if ended and not go_on and (following := records.onward(self._session, self.item, saved.record)):
            self.browse()
            self.onward.emit(following)

    def _after(self, saved: records.Saved) -> None:
        """Whoever was just entered stays in sight, also as 待报到."""
        super()._after(saved)
        if saved.record["revision"] == 1 and self.list.records.place_of(saved.record["uid"]) < 0:
            self.filters.clear()
            self.list.choose(saved.record["uid"])

    def _on_due(self, due: Due) -> None:
        """To where it is done. Coming back from a leave is noted at once: one key, and Enter changes the day."""
        register = persons.register_for(due)
        entry = persons.entry_of(self._session, self.item, self._record, due.path) if due.path and not register else None
        if entry and persons.may_sign_off(*entry):
            self._sign_off(*entry)
        else:
            self._fix((register.key,) if register else due.path)

    def _sign_off(self, register: Item, entry: Record) -> None:
        try:
            saved = persons.sign_off(self._session, register, entry)
        except KnownError as error:
            messages.problem(self, error)
            return
        self._return(entry["uid"])
        self.said.emit(f"已销假，记 {show_date(saved.record['back_on'])}；日子不对按回车改 · Ctrl+Z 撤销")
        self.changed.emit()

    def _fix(self, path: tuple) -> None:
        """To a field of the file, a new entry of a register, or the entry that waits for that field."""
        register = BY_KEY.get(path[0]) if path else None
        if register in registers_of(self.item):
            self.enter_register(register.key)
        elif path and path[0] not in self.item.fields and (
                entry := persons.entry_of(self._session, self.item, self._record, path)):
            self._open_entry(entry[0].key, entry[1], path)
        elif path == ("end_on",) and persons.ending(self._record):
            self.close_file()
        else:
            self.edit(FULL, path)

    # keys

    def _deepen(self, depth: str) -> None:
        if not self._entry_editor():  # an entry has but one form
            super()._deepen(depth)

    def _open(self, *details: object) -> None:
        if editor := self._entry_editor():
            editor.keep_draft()
        super()._open(*details)

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

    # drafts, and what is kept while the page is built anew

    def state(self) -> dict:
        kept = {"status": self.filters.choices["status"].currentData() or ""}
        if editor := self._entry_editor():
            return kept | {"record": self._record, "entry": (editor.item.key, editor.state())}
        return super().state() | kept

    def put_back(self, state: dict) -> None:
        self._state = state["status"]
        super().put_back(state)
        if "entry" in state:
            key, inner = state["entry"]
            self._record = state["record"]
            self._show_entry(key, inner["record"], inner["path"], inner["opened"])
            self._editors[key].keeper.touch()

    def keep_all(self) -> None:
        super().keep_all()
        if editor := self._entry_editor():
            editor.keep_draft()

    def offer_drafts(self) -> bool:
        """What was not saved last time: a file, or an entry of a register."""
        if super().offer_drafts():
            return True
        for register in registers_of(self.item):
            for draft in drafts.waiting(self._session.store, register):
                if self._name_of(draft.data.get("subject") or "") and self._entry_wanted(draft):
                    self.show_one(draft.data["subject"])
                    before = records.before_draft(self._session, draft) | {"subject": draft.data["subject"]}
                    self._show_entry(register.key, draft.data, (), before)
                    return True
        return False
