"""纠纷调解: the one-line box above, the list at the left, the record beside it; or one case in a form."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from db import drafts
from db.errors import KnownError
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions import cases, phrases, records, training
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.kit.room import is_low, seen_height
from desktop_app.ui.pages.case_editor import CaseEditor
from desktop_app.ui.pages.case_filters import CaseFilters
from desktop_app.ui.pages.case_list import CASE_COLUMNS
from desktop_app.ui.pages.case_view import CaseView
from desktop_app.ui.pages.keeper import Keeper
from desktop_app.ui.pages.line_entry import LineEntry
from desktop_app.ui.pages.record_editor import SHORT
from desktop_app.ui.pages.record_list import RecordList
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.pages.sitting_button import SittingButton
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.stopwatch import Stopwatch
from desktop_app.ui.theme import px

SNUG = 560  # units of theme.px: below this chips that say nothing would take the room of the list


class MediationPage(RecordPage):
    """The page made by hand: a typed line becomes a case. ``lesson_wanted``: 跟着填."""

    lesson_wanted = Signal()

    compare = staticmethod(cases.compare_draft)

    def __init__(self, session: Session, sources: StoreSources, parent: QWidget | None = None) -> None:
        self.entry = LineEntry(session, sources)
        self._formed = ("", "")  # a typed line, and the key of the draft of the form that it was taken into
        super().__init__(session, sources, CASE, parent)
        self.pane.begin.hide()
        self.slips = SittingButton(session)
        self.filters.first.addWidget(self.slips)
        self.pane.show_all.setText("看全部案件")
        self.entry.submitted.connect(self._save_line)
        self.entry.changed.connect(self._on_line)
        self.entry.undo_wanted.connect(self.undo)
        self.entry.list_wanted.connect(self.pane.enter)
        self.view.confirm.connect(self.confirm_texts)
        self.entry.f9_free.connect(inside(self._stack.widget(0), "F9", self.confirm_texts).setEnabled)
        self.keeper = Keeper(self.keep_line, self.entry.tell, self)
        self.stopwatch = Stopwatch(session, self)
        self.stopwatch.listen(self.entry.box)
        self.editor.edited.connect(self.stopwatch.touch)
        self.lesson = QPushButton("跟着填：照三张单子练一练　F10 再按 1")
        self.lesson.setAccessibleName("跟着填")
        self.lesson.clicked.connect(self.lesson_wanted)
        self.pane.offer(self.lesson)
        self.refresh()

    # the parts

    def make_filters(self) -> CaseFilters:
        return CaseFilters()

    def make_list(self) -> RecordList:
        return RecordList(self._session, CASE_COLUMNS)

    def make_view(self) -> CaseView:
        return CaseView()

    def make_editor(self) -> CaseEditor:
        return CaseEditor(self._session, self._sources)

    def top(self) -> list[QWidget]:
        rule = QFrame()
        rule.setProperty("look", "rule")
        return [self.entry, rule]

    def empty_words(self) -> str:
        if training.is_practice(self._session):
            return "录好的案件会列在这里。"
        return ("还没有案件。\n在上面的框里写一句话：谁和谁、什么事、结果，中间空一格，写完按回车。\n"
                "例如：高兴民 隋建波 树枝遮光 口头和解 赔300\n不是今天的事，把日期也写上，如 9月5日。")

    def new_record(self) -> Record:
        return cases.new_case(self._session)

    def in_short(self, path: tuple) -> bool:
        return super().in_short(path) and (len(path) < 3 or path[2] in cases.SHORT_PARTY_FIELDS)

    # moving about

    def _fill(self) -> None:
        super()._fill()
        self.lesson.setVisible(not self.filters.is_narrow() and training.offered(self._session))

    def _fit(self) -> None:
        """On a small window the typed line and the list take turns."""
        super()._fit()
        tight = is_low(self)
        self.entry.set_room(seen_height(self) < px(SNUG), tight)
        self._split.setVisible(not (tight and self.entry.is_typing()))
        self.slips.set_brief(self.width() < px(900))

    def filter_by(self, month: str = "", state: str = "") -> None:
        """Come here for a set of cases."""
        self.filters.clear()
        self.refresh()
        self.filters.month.setCurrentIndex(max(0, self.filters.month.findData(month)))
        self.filters.state.setCurrentIndex(max(0, self.filters.state.findData(state)))
        self.browse()

    def refresh(self) -> None:
        super().refresh()
        self.slips.refresh()

    def enter(self) -> None:
        if self._stack.currentWidget() is not self.editor:
            self.entry.focus_box()

    def back_to_list(self) -> None:
        """Esc, from the line: on a small window the list has gone while something is written there."""
        if self._split.isHidden():
            self.entry.focus_box()
        else:
            super().back_to_list()

    def new(self) -> None:
        """F2: a new case by one line."""
        self.browse()
        self.entry.focus_box()

    def _deepen(self, depth: str) -> None:
        """F3/F4: the typed line, if there is one, in a form."""
        if self._stack.currentWidget() is self.editor or not self.entry.text().strip():
            super()._deepen(depth)
        elif not self._go_on_with_form(depth):
            self.open_new(self.entry.record_without_doubts(), depth)
            self._formed = self.entry.text(), drafts.key_of(self.editor.record())

    def _go_on_with_form(self, depth: str) -> bool:
        """Back into the form that the typed line was taken into, where it was changed there and left unsaved."""
        text, key = self._formed
        left = next((draft for draft in drafts.waiting(self._session.store, CASE) if draft.uid == key), None)
        if text != self.entry.text() or left is None:
            return False
        self._open(left.data, depth, (), cases.before_draft(self._session, left))
        return True

    def again(self) -> None:
        """F6: another case like this one; the digits say how much of it."""
        if self._record:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for digit, what in enumerate(cases.Again, 1):
                menu.addAction(f"&{digit}　{what.value}", self._on_again).setData(what)
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self.mapToGlobal(QPoint(self.width() // 2, self.height() // 3)))

    def _on_again(self) -> None:
        what = self.sender().data()
        self.keep_all()
        copied = cases.copy_case(self._session, self._record, what)
        self.open_new(copied, SHORT, ("dispute_type",) if what is cases.Again.PEOPLE else
                      () if what is cases.Again.TYPE else ("summary",))

    def confirm_texts(self) -> None:
        """F9: the phrase texts of the case beside the list were read and found right; of one that nobody sees, never."""
        if self._record and self.view.isVisible():
            labels = phrases.confirm(self._session, self._record["uid"])
            self.refresh()
            self.said.emit(f"核对过了：{'、'.join(labels)}" if labels else "这一件没有要核对的套话")

    # the line

    def _save_line(self, record: Record) -> None:
        if self._go_on_with_form(SHORT):
            self.said.emit("这一句刚才在表里改过，接着改好再存")
            return
        try:
            saved = cases.save_case(self._session, record)
        except KnownError as error:
            messages.problem(self, error)
            return
        self.stopwatch.saved(saved.record)
        self.keeper.stop()
        self.entry.reset()
        self._after(saved)
        self.entry.focus_box()

    def _on_saved(self, saved: records.Saved, go_on: bool) -> None:
        self.stopwatch.saved(saved.record)
        if self.entry.text() in ("", saved.record["one_line"]):  # any other line still waits to become a case
            self.entry.reset()
            if self.keeper.waits():
                self.keeper.attempt()  # at once: a kill now would offer the line a second time
        super()._on_saved(saved, go_on)

    def _on_line(self) -> None:
        self.keeper.touch()
        (self.stopwatch.touch if self.entry.is_typing() else self.stopwatch.drop)()
        self._fit()

    # drafts

    def state(self) -> dict:
        return super().state() | {"line": self.entry.text(), "beside": self.entry.form.kept()}

    def put_back(self, state: dict) -> None:
        self._put_line(state["line"], state["beside"])
        super().put_back(state)

    def _put_line(self, text: str, beside: Record | None) -> None:
        """A line and what a person corrected in it; an older version kept the line alone."""
        if beside:
            self.entry.form.take_up(beside)
        self.entry.set_text(text)

    def keep_line(self) -> None:
        """Keep the typed line, so that a power cut does not cost it."""
        text = self.entry.text().strip()
        if text:
            drafts.keep(self._session.store, CASE, {"one_line": text, "beside": self.entry.form.kept()}, self._session.who)
        else:
            drafts.discard(self._session.store, CASE, "")

    def keep_all(self) -> None:
        super().keep_all()
        if self._stack.currentWidget() is not self.editor and self.keeper.waits():
            self.keep_line()

    def offer_drafts(self) -> bool:
        for draft in drafts.waiting(self._session.store, CASE):
            if not self._wanted(draft):
                continue
            if "parties" in draft.data:
                self._take_up(draft.data, cases.before_draft(self._session, draft))
                return True
            self._put_line(draft.data["one_line"], draft.data.get("beside"))
            self.entry.focus_box()
        return bool(self.entry.text())
