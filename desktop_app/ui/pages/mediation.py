"""纠纷调解: the one-line box above, the list at the left, the record beside it; or one case in a form."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db import drafts, repository
from db.errors import KnownError
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions import cases
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.pages.case_editor import FULL, SHORT, CaseEditor
from desktop_app.ui.pages.case_filters import CaseFilters
from desktop_app.ui.pages.case_list import CaseList
from desktop_app.ui.pages.case_view import CaseView
from desktop_app.ui.pages.history import show_history
from desktop_app.ui.pages.keeper import Keeper, is_wanted
from desktop_app.ui.pages.line_entry import LineEntry
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px

_TALL = 460  # units of theme.px: below this there is no room for chips and list together
_SIDE_BY_SIDE = 1150  # units of theme.px: below this the record takes the place of the list


class MediationPage(QWidget):
    """The page made by hand. ``said``: a sentence for the status line; ``printing``: cases to print."""

    said = Signal(str)
    printing = Signal(list)
    changed = Signal()  # something was saved, deleted or restored

    def __init__(self, session: Session, sources: StoreSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, sources
        self._record: Record | None = None
        self.entry = LineEntry(session, sources)
        self.filters = CaseFilters()
        self.list = CaseList(session)
        self.view = CaseView()
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_all = QPushButton("看全部案件")
        self.editor = CaseEditor(session, sources)
        self._build()
        self._connect()
        self.keeper = Keeper(self.keep_line, self.entry.hint.setText, self)
        self.refresh()

    def _build(self) -> None:
        nothing = QWidget()
        box = QVBoxLayout(nothing)
        box.addStretch()
        box.addWidget(self.empty)
        box.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignCenter)
        box.addStretch()
        self._list_or_empty = QStackedWidget()
        self._list_or_empty.addWidget(self.list)
        self._list_or_empty.addWidget(nothing)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.filters)
        left.addWidget(self._list_or_empty, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(18))
        self._split.addWidget(self._left)
        self._split.addWidget(self.view)
        self._split.setSizes([px(745), px(580)])
        rule = QFrame()
        rule.setProperty("look", "rule")
        browse = QWidget()
        layout = QVBoxLayout(browse)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(self.entry)
        layout.addWidget(rule)
        layout.addWidget(self._split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(browse)
        self._stack.addWidget(self.editor)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(px(20), px(14), px(20), px(10))
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.entry.submitted.connect(self._save_line)
        self.entry.changed.connect(self._on_line)
        self.entry.undo_wanted.connect(self.undo)
        self.filters.changed.connect(self._fill)
        self.filters.leave_down.connect(self._to_list)
        self.show_all.clicked.connect(self.filters.clear)
        self.show_all.clicked.connect(self._to_list)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(self._on_opened)
        self.list.deleting.connect(self.delete)
        self.view.fix.connect(self._fix)
        self.view.edit.connect(self.edit)
        self.view.print_case.connect(self.print_chosen)
        self.view.again.connect(self.again)
        self.view.history.connect(self.show_history)
        self.view.delete.connect(self.delete)
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self.browse)
        for keys, slot in (("F2", self.new_line), ("F3", self.to_short), ("F4", self.to_full), ("F6", self.again),
                           ("F7", self.show_history), ("Ctrl+F", self.to_find), ("Ctrl+P", self.print_chosen),
                           ("Ctrl+Z", self.undo)):
            QShortcut(QKeySequence(keys), self, slot)
        inside(self._stack.widget(0), "Esc", self.back_to_list)

    # the list and the record beside it

    def refresh(self) -> None:
        """Read filters and list anew, keeping the place."""
        self._sources.forget()
        self.filters.refresh(self._session.store, {key: self._sources.names(key) for key in ("village", "mediator")})
        self._fill()

    def _fill(self) -> None:
        ids = repository.find(self._session.store, CASE, self.filters.wanted())
        keep = self._record["uid"] if self._record else ""
        self.list.show_ids(ids, keep)
        self._list_or_empty.setCurrentIndex(0 if ids else 1)
        narrow = self.filters.is_narrow()
        self.empty.setText("这里没有符合条件的案件。" if narrow else
                           "还没有案件。\n在上面的框里写一句话，按回车就登记一件。\n"
                           "例如：高兴民 隋建波 树枝遮光 口头和解 赔300")
        self.show_all.setVisible(narrow)

    def _show(self, uid: str) -> None:
        self._record = repository.get(self._session.store, CASE, uid) if uid else None
        self.view.setVisible(bool(uid) and (self._wide() or not self._left.isVisibleTo(self._split)))
        if self._record:
            self.view.show_case(self._record, cases.problems_of(self._session, self._record),
                                self._sources.all_names())

    def _wide(self) -> bool:
        return self.width() >= px(_SIDE_BY_SIDE)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._left.setVisible(True)
        self.view.setVisible(bool(self._record) and self._wide())
        self._fit()

    def _fit(self) -> None:
        """On a small window the typed line and the list take turns."""
        tight = self.height() < px(_TALL)
        self.entry.set_tight(tight)
        self.filters.set_tight(tight or self.width() < px(700))
        self.editor.set_tight(tight)
        self._split.setVisible(not (tight and self.entry.is_typing()))

    def _on_opened(self, _: str) -> None:
        """Enter on a row: where there is no room beside the list the record comes first, else the form."""
        if self._wide():
            self.edit()
        else:
            self._left.hide()
            self.view.show()
            self.view.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        if not self._left.isVisible():
            self._left.show()
            self.view.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        (self.list if self.list.isVisibleTo(self) else self.show_all).setFocus(Qt.FocusReason.OtherFocusReason)

    def to_find(self) -> None:
        self.browse()
        self._split.show()  # on a small window the typed line had taken its place
        self.filters.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.find.selectAll()

    def show_case(self, uid: str, path: tuple = ()) -> None:
        """Come here for one case; with a path, straight to the field."""
        self.filters.clear()
        self.refresh()
        self.list.choose(uid)
        if path:
            self._show(uid)
            self._fix(path)

    def filter_by(self, month: str = "", state: str = "") -> None:
        """Come here for a set of cases."""
        self.filters.clear()
        self.refresh()
        self.filters.month.setCurrentIndex(max(0, self.filters.month.findData(month)))
        self.filters.state.setCurrentIndex(max(0, self.filters.state.findData(state)))
        self.browse()

    # entering

    def enter(self) -> None:
        """The keyboard where the work begins: the one-line box, or the form that was left open."""
        if self._stack.currentWidget() is not self.editor:
            self.entry.focus_box()

    def new_line(self) -> None:
        """F2: a new case by one line."""
        self.browse()
        self.entry.focus_box()

    def to_short(self) -> None:
        self._deepen(SHORT)

    def to_full(self) -> None:
        self._deepen(FULL)

    def _deepen(self, depth: str) -> None:
        """F3/F4: the case at hand in a form: the typed line, else the chosen case when the list has the keyboard."""
        if self._stack.currentWidget() is self.editor:
            self.editor.go_to(depth)
        elif self.entry.text().strip():
            self._open_new(self.entry.record_without_doubts(), depth)
        elif self.list.hasFocus() or self.view.isAncestorOf(self.focusWidget() or self):
            self.edit(depth)
        else:
            self._open_new(cases.new_case(self._session), depth)

    def _open(self, record: Record, depth: str, path: tuple = (), opened: Record | None = None) -> None:
        self._stack.setCurrentWidget(self.editor)
        self.editor.open(record, depth, path, opened)

    def _open_new(self, record: Record, depth: str, path: tuple = ()) -> None:
        """A form with a draft of its own, so that one left unsaved is not lost to the next."""
        self._open(record | {"draft": uuid4().hex}, depth, path)

    def edit(self, depth: str = SHORT, path: tuple = ()) -> None:
        """Enter on a case: change it, going on with what was left unsaved if that is wished."""
        if self._record:
            uid, store = self._record["uid"], self._session.store
            stored = repository.get(store, CASE, uid)
            left = [d for d in drafts.waiting(store, CASE) if d.uid == uid and is_wanted(self._session, d, self)]
            self._open(left[0].data if left else stored, depth, path, stored)

    def _fix(self, path: tuple) -> None:
        """To the field of a problem, in the shallowest form that shows it."""
        short = path[0] in cases.SHORT_FIELDS and (len(path) < 3 or path[2] in cases.SHORT_PARTY_FIELDS)
        self.edit(SHORT if short else FULL, path)

    def again(self) -> None:
        """F6: the same parties and type once more."""
        if self._record:
            self._open_new(cases.copy_case(self._session, self._record), SHORT, ("summary",))

    def browse(self) -> None:
        """Back from the form to list and line."""
        if self._stack.currentWidget() is self.editor:
            self._stack.setCurrentIndex(0)
            self.refresh()
            self._to_list()

    def _save_line(self, record: Record) -> None:
        try:
            saved = cases.save_case(self._session, record)
        except KnownError as error:
            messages.problem(self, error)
            return
        self.keeper.stop()
        self.entry.reset()
        self._after(saved)
        self.entry.focus_box()

    def _on_saved(self, saved: cases.Saved, go_on: bool) -> None:
        if self.entry.text() in ("", saved.record["one_line"]):  # any other line still waits to become a case
            self.entry.reset()
            if self.keeper.waits():
                self.keeper.attempt()  # at once: a kill now would offer the line a second time
        if go_on:
            self._open_new(cases.new_case(self._session), self.editor.depth)
        self._after(saved)

    def _after(self, saved: cases.Saved) -> None:
        self._record = saved.record
        self._sources.forget()
        self.refresh()
        self.said.emit(saved.message)
        self.changed.emit()

    # drafts

    def state(self) -> dict:
        """What is being entered, to be put back after the page was built anew for another zoom."""
        if self._stack.currentWidget() is self.editor:
            return {"editing": self.editor.state()}
        return {"line": self.entry.text(), "fixed": self.entry.form.fixed, "case": self._record}

    def put_back(self, state: dict) -> None:
        """Go on where ``state`` left off."""
        if "editing" in state:
            self._stack.setCurrentWidget(self.editor)
            self.editor.open(**state["editing"])
            self.editor.keeper.touch()
        else:
            self.entry.form.fixed = state["fixed"]
            self.entry.set_text(state["line"])
            if state["case"]:
                self.list.choose(state["case"]["uid"])

    def _on_line(self) -> None:
        self.keeper.touch()
        self._fit()

    def keep_line(self) -> None:
        """Keep the typed line, so that a power cut does not cost it."""
        text = self.entry.text().strip()
        if text:
            drafts.keep(self._session.store, CASE, {"one_line": text}, self._session.who)
        else:
            drafts.discard(self._session.store, CASE, "")

    def keep_all(self) -> None:
        """Before closing: whatever is typed and not saved."""
        if self._stack.currentWidget() is self.editor:
            self.editor.keep_draft()
        elif self.keeper.waits():
            self.keep_line()

    def offer_drafts(self) -> None:
        """After a start: what was not saved last time."""
        for draft in drafts.waiting(self._session.store, CASE):
            if not is_wanted(self._session, draft, self):
                continue
            if "parties" in draft.data:
                self._open(draft.data, FULL, (), cases.before_draft(self._session, draft))
                return
            self.entry.set_text(draft.data["one_line"])
            self.entry.focus_box()

    # acting on cases

    def undo(self) -> None:
        """Ctrl+Z: take back the last save or delete."""
        try:
            self.said.emit(cases.undo_last(self._session))
        except KnownError as error:
            messages.problem(self, error)
        self.refresh()
        self.changed.emit()

    def delete(self) -> None:
        """The chosen cases into the 回收站; one Ctrl+Z each brings them back."""
        uids = self.list.selected_uids()
        if not uids:
            return
        if len(uids) > 1 and not messages.ask(self, f"把选中的 {len(uids)} 件放进回收站？", "放进回收站", "不要"):
            return
        gone = 0
        try:
            for uid in uids:
                cases.delete_case(self._session, uid)
                gone += 1
        except KnownError as error:
            messages.problem(self, error)
        if gone:
            self._record = None
            self.back_to_list()
            self.refresh()
            self.said.emit(f"已放进回收站 {gone} 件 · Ctrl+Z 撤销")
            self.changed.emit()

    def print_chosen(self) -> None:
        """Ctrl+P: the case in the form, or all chosen ones."""
        if self._stack.currentWidget() is self.editor:
            if not self.editor.save_before_print():
                return
            uids = [self.editor.record()["uid"]]
        else:
            uids = self.list.selected_uids()
        if uids:
            self.printing.emit(uids)
        else:
            self.said.emit("先在列表里选一件，再打印")

    def show_history(self) -> None:
        """F7: who changed what, when."""
        if self._record:
            show_history(self._session, self._record, self._sources.all_names(), self)
