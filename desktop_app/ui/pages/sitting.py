"""补录一叠单: asked once how many and where from, then slip after slip until the stack is done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import drafts, repository
from db.errors import KnownError
from db.items import CASE
from db.items.kinds import Record
from db.items.mediation_rules import case_name
from desktop_app.actions import cases, sitting
from desktop_app.actions.session import Session
from desktop_app.actions.sitting import STACK, Sitting
from desktop_app.ui import messages
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.room import Stack, is_low, seen_height
from desktop_app.ui.pages.case_editor import CaseEditor
from desktop_app.ui.pages.keeper import Keeper, is_wanted
from desktop_app.ui.pages.record_editor import FULL, SHORT
from desktop_app.ui.pages.sitting_end import SittingEnd
from desktop_app.ui.pages.slip_entry import SlipEntry
from desktop_app.ui.pages.slips_done import SlipsDone
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px

SIDE_BY_SIDE = 1150
BESIDE_COUNTER = 600  # in less width the keys stand below the slip

class SlipEditor(CaseEditor):
    """简表 of the present slip, or of one done. The slip's goes where the sitting keeps it, and counts when saved."""

    NEXT = "保存，接着录 Ctrl+回车"

    def __init__(self, session: Session, sources: StoreSources, keep: Callable[[Record], None],
                 save: Callable[[Record], cases.Saved], parent: QWidget | None = None) -> None:
        super().__init__(session, sources, parent)
        self._keep_slip, self._save_slip = keep, save
        self.of_slip = False

    def store(self, record: Record) -> cases.Saved:
        return self._save_slip(record) if self.of_slip else super().store(record)

    def keep_draft(self) -> None:
        if not self.of_slip:
            super().keep_draft()
        elif not self.isHidden() and self.is_changed():
            self._keep_slip(self.record())


class SittingPage(QWidget):
    """``said``: a sentence for the status line; ``changed``: something was saved or taken back; ``left``: Esc;
    ``printing``: (item, uids); ``wanted``: cases to be shown, [(item key, row ids)]."""

    said = Signal(str)
    changed = Signal()
    left = Signal()
    printing = Signal(object, list)
    wanted = Signal(list)

    def __init__(self, session: Session, sources: StoreSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, sources
        self.stack: Sitting | None = None
        self.form = Form(STACK, sources, list(STACK.fields))
        self.form.submitted.connect(self.begin)
        self.entry = SlipEntry(session, sources)
        self.entry.ready.connect(self._on_ready)
        self.entry.stopped.connect(self.stop)
        self.done = SlipsDone()
        self.done.opened.connect(self._on_done)
        self.done.finished.connect(self.stop)
        self.done.left.connect(self.back_to_slip)
        self.editor = SlipEditor(session, sources, self._keep_form, self._save)
        self.editor.saved.connect(self._on_form_saved)
        self.editor.left.connect(self.back_to_slip)
        self.end = SittingEnd(session, sources)
        self.end.wanted.connect(self._on_end)
        self.end.more.connect(self._on_more)
        self.keeper = Keeper(self.keep, self.entry.tell, self)
        self.entry.changed.connect(self.keeper.touch)
        self._build()
        for keys, slot in (("F3", self.to_short), ("F4", self.to_full), ("Ctrl+Z", self.take_back)):
            inside(self, keys, slot)
        inside(self.slip, "F9", self.to_done)  # in 简表 it belongs to the phrases
        for panel in (self.start, self.entry, self.end):
            inside(panel, "Esc", self.leave)

    def _build(self) -> None:
        self.start = QWidget()
        title = QLabel("补录一叠单")
        title.setProperty("look", "title")
        self._about = Wrapped("一张一张录：姓名、两个数字、金额，回车就存上。随时可以离开，录过的都在，下次接着录。")
        go = QPushButton("开始录 Ctrl+回车")
        go.setAccessibleName("开始录")
        go.setProperty("look", "primary")
        go.clicked.connect(self.begin)
        back = QPushButton("返回 Esc")
        back.setAccessibleName("返回")
        back.clicked.connect(self.leave)
        row = Rows()
        row.add(go, back)
        box = QVBoxLayout(self.start)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(12))
        for widget in (title, self._about):
            box.addWidget(widget)
        self.form.setMaximumSize(px(620), px(340))
        box.addWidget(self.form, 1)
        box.addWidget(row)
        box.addStretch()
        self._keys = Wrapped("", self)
        self.slip = QWidget()
        both = QHBoxLayout()
        both.setSpacing(px(20))
        both.addWidget(self.entry, 1)
        both.addWidget(self.done)
        whole = QVBoxLayout(self.slip)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(both, 1)
        self._panels = Stack()
        for panel in (self.start, self.slip, self.editor, self.end):
            self._panels.addWidget(panel)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(px(20), px(14), px(20), px(10))
        outer.addWidget(self._panels)

    # what is shown

    def panel(self) -> QWidget:
        return self._panels.currentWidget()

    def refresh(self) -> None:
        """Come here: go on where the stack was left, else ask for a new one. What is open stays open."""
        self._sources.forget()
        if self.panel() in (self.slip, self.editor) and self.stack:
            if kept := sitting.load(self._session):
                self.stack.done = kept.done  # of which some may be in the 回收站 by now
            self._show_done()
        elif waiting := sitting.waiting(self._session):
            self._go_on(waiting)
        elif not (self.panel() is self.end and self.stack):
            self._panels.setCurrentWidget(self.start)
            self.form.set_record(sitting.start_values(self._session))

    def enter(self) -> None:
        """The keyboard where the work goes on."""
        if self.panel() is self.start:
            self.form.enter()
        elif self.panel() is self.end:
            self.end.enter()
        elif self.panel() is self.slip:
            self.entry.enter()

    def _go_on(self, stack: Sitting) -> None:
        """To the next slip, or to the end."""
        self.stack = stack
        if stack.left:
            self._panels.setCurrentWidget(self.slip)
            self._show_done()
            self.entry.show_slip(stack)
            self._fit()
        else:
            self._panels.setCurrentWidget(self.end)
            self.end.show_end(stack, sitting.done_cases(self._session, stack))
        self.enter()

    def _show_done(self) -> None:
        self.done.show_cases(sitting.done_cases(self._session, self.stack))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()

    def _useful_keys(self) -> list[tuple[str, str]]:
        """The keys of a slip and what they do; those that need a slip done only when there is one."""
        done = [("F9", "看录好的"), ("Ctrl+Z", "撤上一张")] if self.done.has_any() else []
        return [("退格", "退回一步"), ("F3", "简表"), *done, ("Esc", "先离开")]

    def _fit(self) -> None:
        """On a small window the slips done take the place of the slip, while they are looked at."""
        wide = self.width() >= px(SIDE_BY_SIDE)
        looking = self._is_looking()
        self.done.setVisible(wide or looking)
        self.done.setMinimumWidth(px(350) if wide else 0)
        self.done.setMaximumWidth(px(350) if wide else 16_777_215)
        self.entry.setVisible(wide or not looking)
        self._keys.setText(("\n" if wide else "　 ").join(f"{key}\N{NO-BREAK SPACE}{what}" for key, what in self._useful_keys()))
        set_mark(self._keys, "look", "label" if wide else "small")
        side, row = self.done.column, self.entry.head.row
        place = side if wide else row if self.width() >= px(BESIDE_COUNTER) else self.slip.layout()
        if place.indexOf(self._keys) < 0:
            place.insertWidget(place.count() - (place is side), self._keys, int(place is row))
        self.entry.set_room(seen_height(self))
        self.editor.set_tight(is_low(self))
        self._about.setVisible(not is_low(self))

    # the stack

    def begin(self) -> None:
        """The stack was told: to the first slip."""
        if faults := self.form.faults():
            self.form.focus_path(faults[0][0])
            return
        try:
            self._go_on(sitting.begin(self._session, self.form.record()))
        except KnownError as error:
            self.form.focus_path(("planned",))
            self.said.emit(f"{error.what}{error.todo}")

    def stop(self) -> None:
        """No more slips: to the end."""
        try:
            sitting.stop(self._session, self.stack)
        except KnownError as error:
            self.entry.go_to("names")
            self.entry.tell(f"{error.what}{error.todo}")
            return
        self._go_on(self.stack)

    def _on_more(self, count: int) -> None:
        self._try(sitting.more, self._session, self.stack, count)
        self._go_on(self.stack)

    def _try(self, deed: Callable, *details: object) -> object:
        """Do it, or say why it could not be done; None then."""
        try:
            return deed(*details)
        except KnownError as error:
            messages.problem(self, error)
            return None

    def leave(self) -> None:
        """Esc: away, nothing is lost."""
        try:
            self.keep_all()
        except KnownError as error:
            messages.problem(self, error)
            return
        if self.panel() is self.end:
            self.stack = None  # the next time a new one is asked for
        elif self.stack and self.stack.left:
            kept = f"存好了 {len(self.stack.done)} 张" if self.stack.done else "写了的都留着"
            self.said.emit(f"{kept}，{self.stack.words}，按 F11 接着录")
        self.left.emit()

    # one slip

    def _save(self, case: Record) -> cases.Saved:
        return sitting.save(self._session, self.stack, case)

    def _on_ready(self, case: Record) -> None:
        if saved := self._try(self._save, case):
            self._after(saved)

    def _after(self, saved: cases.Saved) -> None:
        self.keeper.stop()
        stack = self.stack
        self.said.emit(f"第 {len(stack.done)} 张已存：{case_name(saved.record)}"
                       + (f"，还有 {stack.left} 张" if stack.left else f"，{stack.planned} 张都录完了"))
        self.changed.emit()
        self._go_on(stack)

    def take_back(self) -> None:
        """Ctrl+Z: the last slip comes back into the boxes."""
        if self.panel() not in (self.slip, self.end) or not self.stack:
            return
        try:
            self.said.emit(sitting.take_back(self._session, self.stack))
        except KnownError as error:
            self.said.emit(error.what)
            self.entry.tell(f"{error.what}{error.todo}")
            return
        self.changed.emit()
        self._go_on(self.stack)
        self.entry.go_to("names")

    # 简表, and the slips done

    def to_short(self) -> None:
        self._deepen(SHORT)

    def to_full(self) -> None:
        self._deepen(FULL)

    def _deepen(self, depth: str) -> None:
        """F3/F4: the slip in a form, with everything taken over; or the one chosen among those done."""
        if self.panel() is self.editor:
            self.editor.go_to(depth)
        elif self.panel() is self.slip and self._is_looking():
            self._open_done(depth)
        elif self.panel() is self.slip:
            case = self.entry.record(sure_only=True)
            if not case["parties"]:
                case["parties"] = cases.new_case(self._session)["parties"]
            self._open(case, depth, of_slip=True)

    def _open(self, case: Record, depth: str, of_slip: bool, opened: Record | None = None) -> None:
        self.editor.of_slip = of_slip
        self._panels.setCurrentWidget(self.editor)
        self.editor.open(case, depth, (), opened)

    def to_done(self) -> None:
        """F9: to the slips done."""
        if self.done.has_any():
            self.done.enter()
            self._fit()

    def _is_looking(self) -> bool:
        """Whether the keyboard is among the slips done."""
        return self.done.isAncestorOf(self.focusWidget() or self)

    def _on_done(self) -> None:
        self._open_done(SHORT)

    def _open_done(self, depth: str) -> None:
        uid, store = self.done.chosen(), self._session.store
        stored = repository.get(store, CASE, uid)
        left = [draft.data for draft in drafts.waiting(store, CASE)
                if draft.uid == uid and is_wanted(self._session, draft, self, cases.compare_draft)]
        self._open(left[0] if left else stored, depth, of_slip=False, opened=stored)

    def _on_form_saved(self, saved: cases.Saved, _: bool) -> None:
        if self.editor.of_slip:
            self._after(saved)
        else:
            self.said.emit(f"改好了：{case_name(saved.record)}")
            self.changed.emit()
            self.back_to_slip()

    def _keep_form(self, case: Record) -> None:
        sitting.keep_form(self._session, self.stack, case)

    def back_to_slip(self) -> None:
        """From a form or from the slips done, with what the form said."""
        self._panels.setCurrentWidget(self.slip)
        self._show_done()
        self.entry.show_slip(self.stack)
        self.entry.show()
        self.entry.enter()
        self._fit()

    # the end

    def _on_end(self, wish: str) -> None:
        if wish == "print":
            self.printing.emit(CASE, list(self.stack.done))
        elif wish == "cases":
            self.wanted.emit([(CASE.key, sitting.case_ids(self._session, self.stack))])
        else:
            self.leave()

    # what is kept

    def keep(self) -> None:
        """Keep the slip that is half keyed in, so that a power cut costs at most the last seconds."""
        if self.panel() is self.editor:
            self.editor.keep_draft()
        elif self.panel() is self.slip and self.stack:
            sitting.keep(self._session, self.stack)

    def keep_all(self) -> None:
        """Before closing or leaving: what is typed and not saved. Raises KnownError."""
        self.keep()
        self.keeper.stop()

    def state(self) -> dict:
        """To be put back after the page was built anew for another zoom."""
        editing = self.panel() is self.editor
        return {"stack": self.stack, "panel": self._panels.currentIndex(), "asked": self.form.record(),
                "editing": self.editor.state() if editing else None, "of_slip": self.editor.of_slip}

    def put_back(self, state: dict) -> None:
        """Go on where ``state`` left off."""
        self.stack = state["stack"]
        self.form.set_record(state["asked"])
        if state["editing"]:
            self.editor.of_slip = state["of_slip"]
            self.entry.sitting = self.stack
            self._panels.setCurrentWidget(self.editor)
            self.editor.open(**state["editing"])
        elif state["panel"]:
            self._go_on(self.stack)
