"""A page of records: filters and list at the left, the record beside it; or one record in a form.

Every tab stands on it; 纠纷调解 adds its one line above, the persons of 社区矫正 and 安置帮教 their registers.
"""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db import drafts, repository
from db.drafts import Draft
from db.errors import KnownError
from db.items import Item
from db.items.kinds import Record
from desktop_app.actions import records
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.attachments import AttachmentStrip
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.kit.room import Stack, is_low
from desktop_app.ui.pages.history import show_history
from desktop_app.ui.pages.keeper import is_wanted
from desktop_app.ui.pages.list_pane import ListPane
from desktop_app.ui.pages.record_columns import columns_of, filter_keys
from desktop_app.ui.pages.record_editor import FULL, SHORT, RecordEditor
from desktop_app.ui.pages.record_filters import RecordFilters
from desktop_app.ui.pages.record_list import RecordList
from desktop_app.ui.pages.record_view import RecordView
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px

SIDE_BY_SIDE = 1150  # units of theme.px: below this the record takes the place of the list


class RecordPage(QWidget):
    """Records of one item. ``said``: a sentence for the status line; ``printing``: (item, uids) to print;
    ``onward``: the record that comes next (records.Onward); ``go_to``: another record (item key, uid)."""

    said = Signal(str)
    printing = Signal(object, list)
    changed = Signal()  # something was saved, deleted or restored
    onward = Signal(object)
    go_to = Signal(str, str)
    opening = Signal(object)  # the item whose roster is to be opened from a table

    compare: Callable[[Session, Draft], str] = staticmethod(records.compare_draft)

    def __init__(self, session: Session, sources: StoreSources, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources, self.item = session, sources, item
        self._record: Record | None = None
        self.filters = self.make_filters()
        self.list = self.make_list()
        self.view = self.make_view()
        self.files = AttachmentStrip(session)
        self.view.column.insertWidget(self.view.column.count() - 1, self.files)
        self.editor = self.make_editor()
        self.pane = ListPane(session, item, self.filters, self.list)
        self._build()
        self._connect()

    # the parts, each of which a page made by hand may make anew

    def make_filters(self) -> RecordFilters:
        return RecordFilters(self.item, filter_keys(self.item))

    def make_list(self) -> RecordList:
        return RecordList(self._session, columns_of(self.item))

    def make_view(self) -> RecordView:
        return RecordView(self.item)

    def make_editor(self) -> RecordEditor:
        return RecordEditor(self._session, self._sources, self.item)

    def top(self) -> list[QWidget]:
        """What stands above list and record."""
        return []

    def empty_words(self) -> str:
        """What an empty list says to do."""
        return f"还没有{self.item.label}记录。\n按 F2 登记第一条。"

    def new_record(self) -> Record:
        return records.new(self._session, self.item)

    def copy(self, record: Record) -> Record:
        """The start of another record like this one."""
        return records.another(self._session, self.item, record)

    # building

    def _build(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(18))
        self._split.addWidget(self.pane)
        self._split.addWidget(self.view)
        self._split.setSizes([px(745), px(580)])
        browse = QWidget()
        layout = QVBoxLayout(browse)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        for widget in self.top():
            layout.addWidget(widget)
        layout.addWidget(self._split, 1)
        self._stack = Stack()
        self._stack.addWidget(browse)
        self._stack.addWidget(self.editor)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(px(20), px(14), px(20), px(10))
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.filters.changed.connect(self._fill)
        self.pane.begin.clicked.connect(self.new)
        self.pane.opening.connect(self.opening)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._on_opened)
        self.list.deleting.connect(self.delete)
        self.view.fix.connect(self._fix)
        self.view.edit.connect(self.edit)
        self.view.print_record.connect(self.print_chosen)
        self.view.again.connect(self.again)
        self.view.history.connect(self.show_history)
        self.view.delete.connect(self.delete)
        self.view.go_to.connect(self.go_to)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self.browse)
        for keys, slot in (("F2", self.new), ("F3", self.to_short), ("F4", self.to_full), ("F6", self.again),
                           ("F7", self.show_history), ("Ctrl+F", self.to_find), ("Ctrl+P", self.print_chosen),
                           ("Ctrl+Z", self.undo)):
            QShortcut(QKeySequence(keys), self, slot)
        inside(self._stack.widget(0), "Esc", self.back_to_list)

    # the list and the record beside it

    def refresh(self) -> None:
        """Read filters and list anew, keeping the place."""
        self._sources.forget()
        self.pane.refresh(self._sources)
        self._fill()

    def _fill(self) -> None:
        self.pane.fill(self._record["uid"] if self._record else "", self.empty_words())

    def _show(self, uid: str) -> None:
        self._record = repository.get(self._session.store, self.item, uid) if uid else None
        self.view.setVisible(bool(uid) and (self._wide() or not self.pane.isVisibleTo(self._split)))
        if self._record:
            problems = records.problems_of(self._session, self.item, self._record)
            self.view.show_record(self._record, problems, self._sources.all_names(),
                                  records.links(self._session, self.item, self._record))
            self.files.show_for(self.item, self._record)

    def _wide(self) -> bool:
        return self.width() >= px(SIDE_BY_SIDE)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        if self._wide() or self.pane.isVisibleTo(self._split):  # else the record has the place of the list and keeps it
            self.pane.setVisible(True)
            self.view.setVisible(bool(self._record) and self._wide())
        self._fit()

    def _fit(self) -> None:
        """On a small window filters and keys give way."""
        tight = is_low(self)
        self.pane.set_tight(tight, self.width() < px(700))
        self.editor.set_tight(tight)

    def _on_opened(self, _: str) -> None:
        """Enter on a row: where there is no room beside the list the record comes first, else the form."""
        if self._wide():
            self.edit()
        else:
            self.pane.hide()
            self.view.show()
            self.view.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        if not self.pane.isVisible():
            self.pane.show()
            self.view.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_find(self) -> None:
        self.browse()
        self._split.show()  # on a small window what is above may have taken its place
        self.pane.find()

    def show_one(self, uid: str, path: tuple = ()) -> None:
        """Come here for one record; with a path, straight to the field."""
        self.browse()
        self.filters.clear()
        self.refresh()
        self.list.choose(uid)
        if path:
            self._show(uid)
            self._fix(path)

    def show_ids(self, ids: list[int]) -> None:
        """Come here for the records behind a number."""
        self.browse()
        self.refresh()
        self.filters.only(ids)
        self.pane.enter()

    # entering

    def enter(self) -> None:
        """The keyboard where the work begins, or in the form that was left open."""
        if self._stack.currentWidget() is not self.editor:
            self.pane.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def new(self) -> None:
        """F2: a new record in the short form."""
        self.keep_all()
        self.open_new(self.new_record())

    def to_short(self) -> None:
        self._deepen(SHORT)

    def to_full(self) -> None:
        self._deepen(FULL)

    def _deepen(self, depth: str) -> None:
        """F3/F4: the chosen record in a form when the list has the keyboard, else a new one."""
        if self._stack.currentWidget() is self.editor:
            self.editor.go_to(depth)
        elif self._record and (self.list.hasFocus() or self.view.isAncestorOf(self.focusWidget() or self)):
            self.edit(depth)
        else:
            self.open_new(self.new_record(), depth)

    def _open(self, record: Record, depth: str, path: tuple = (), opened: Record | None = None) -> None:
        self._stack.setCurrentWidget(self.editor)
        self.editor.open(record, depth, path, opened)

    def open_new(self, record: Record, depth: str = SHORT, path: tuple = ()) -> None:
        """A form with a draft of its own, so that one left unsaved is not lost to the next."""
        self._open(record | {"draft": uuid4().hex}, depth, path)

    def edit(self, depth: str = SHORT, path: tuple = ()) -> None:
        """Enter on a record: change it, going on with what was left unsaved if that is wished."""
        if self._record:
            uid, store = self._record["uid"], self._session.store
            stored = repository.get(store, self.item, uid)
            left = [draft for draft in drafts.waiting(store, self.item) if draft.uid == uid and self._wanted(draft)]
            self._open(left[0].data if left else stored, depth, path, stored)

    def _wanted(self, draft: Draft) -> bool:
        return is_wanted(self._session, draft, self, self.compare)

    def _fix(self, path: tuple) -> None:
        """To the field of a problem, in the shallowest form that shows it."""
        self.edit(SHORT if self.in_short(path) else FULL, path)

    def in_short(self, path: tuple) -> bool:
        """Whether the short form shows a field."""
        return bool(path) and path[0] in self.item.quick

    def again(self) -> None:
        """F6: another one like this."""
        if self._record:
            self.keep_all()
            self.open_new(self.copy(self._record))

    def browse(self) -> None:
        """Back from the form to the list."""
        if self._stack.currentWidget() is self.editor:
            self.keep_all()
            self._stack.setCurrentIndex(0)
            self.refresh()
            self.pane.enter()

    def _on_saved(self, saved: records.Saved, go_on: bool) -> None:
        following = records.onward(self._session, self.item, saved.record) if go_on else None
        if go_on and not following:
            self.open_new(self.new_record(), self.editor.depth)
        self._after(saved)
        if following:
            self.browse()
            self.onward.emit(following)

    def _after(self, saved: records.Saved) -> None:
        self._record = saved.record
        self._sources.forget()
        self.refresh()
        self.said.emit(saved.message)
        self.changed.emit()

    # drafts, and what is kept while the page is built anew

    def state(self) -> dict:
        """What is being entered, to be put back after the page was built anew for another zoom."""
        if self._stack.currentWidget() is self.editor:
            return {"editing": self.editor.state()}
        return {"record": self._record}

    def put_back(self, state: dict) -> None:
        """Go on where ``state`` left off."""
        if "editing" in state:
            self._stack.setCurrentWidget(self.editor)
            self.editor.open(**state["editing"])
            self.editor.keeper.touch()
        elif state["record"]:
            self.refresh()
            self.list.choose(state["record"]["uid"])

    def keep_all(self) -> None:
        """Before the window closes or a form makes room: whatever is typed and not saved stays as a draft."""
        if self._stack.currentWidget() is self.editor:
            self.editor.keep_draft()

    def offer_drafts(self) -> bool:
        """After a start: what was not saved last time; True when one is open now."""
        for draft in drafts.waiting(self._session.store, self.item):
            if self._wanted(draft):
                self._take_up(draft.data, records.before_draft(self._session, draft))
                return True
        return False

    def _take_up(self, data: Record, before: Record) -> None:
        """A draft in the short form where that shows all that was changed, else in the full one."""
        short = set(self.editor.differences(before, data)) <= set(self.item.quick)
        self._open(data, SHORT if short else FULL, (), before)

    # acting on records

    def undo(self) -> None:
        """Ctrl+Z: take back the last save or delete; never behind a form, whose record it may be."""
        if self._stack.currentWidget() is self.editor:
            return self.said.emit("在表里，Ctrl+Z 只撤销正在写的字。要撤销上一次保存，先按 Esc 返回")
        try:
            self.said.emit(records.undo_last(self._session))
        except KnownError as error:
            messages.problem(self, error)
        self.refresh()
        self.changed.emit()

    def delete(self) -> None:
        """The chosen records into the 回收站; one Ctrl+Z each brings them back."""
        uids = self.list.selected_uids()
        if not uids:
            return
        if len(uids) > 1 and not messages.ask(self, f"把选中的 {len(uids)} 件放进回收站？", "放进回收站", "不要"):
            return
        gone = 0
        try:
            gone = records.delete(self._session, self.item, uids)
        except KnownError as error:
            messages.problem(self, error)
        if gone:
            self._record = None
            self.back_to_list()
            self.refresh()
            self.said.emit(f"已放进回收站 {gone} 件 · Ctrl+Z 撤销")
            self.changed.emit()

    def print_chosen(self) -> None:
        """Ctrl+P: the record in the form, or all chosen ones."""
        if self._stack.currentWidget() is self.editor:
            if not self.editor.save_before_print():
                return
            uids = [self.editor.record()["uid"]]
        else:
            uids = self.list.selected_uids()
        if uids:
            self.printing.emit(self.item, uids)
        else:
            self.said.emit("先在列表里选一件，再打印")

    def show_history(self) -> None:
        """F7: who changed what, when."""
        if self._record:
            show_history(self._session, self.item, self._record, self._sources.all_names(), self)
