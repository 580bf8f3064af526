"""简表 and 全表: the same record at two depths, saved whole, kept as a draft while it is typed."""

from contextlib import suppress

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import drafts
from db.errors import KnownError
from db.items import Item
from db.items.kinds import Gate, Problem, Record
from desktop_app.actions import records
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.pages.keeper import Keeper
from desktop_app.ui.theme import px

SHORT, FULL = "简表", "全表"


class RecordEditor(QWidget):
    """Editing one record. ``saved(Saved, go_on)``: go_on asks for the next new one; ``left``: back to the list;
    ``edited``: something was typed or chosen.

    What the program does with a record (check, complete, store) stands in one method each, for a page made by hand.
    """

    NEXT = "保存，登下一条 Ctrl+回车"

    saved = Signal(object, bool)
    left = Signal()
    edited = Signal()

    def __init__(self, session: Session, sources: Sources, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources, self.item = session, sources, item
        self._forms: dict[str, Form] = {}
        self.depth = SHORT if item.quick else FULL
        self._record: Record = {}
        self._tight = False
        self._opened: Record = {}
        self._missing: list[Problem] = []
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.told = Wrapped()
        self.told.setProperty("look", "missing")
        self.save = self._button("保存 Ctrl+S", self.save_and_stay)
        self.save_next = self._button(self.NEXT, self.save_and_go_on, "primary")
        self.deeper = self._button("全表 F4", self.toggle_depth)
        if not item.quick:
            self.deeper.hide()
        self.back = self._button("返回 Esc", self.leave)
        self._place = QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(px(20))
        head.addWidget(self.title)
        head.addWidget(self.told, 1)
        buttons = Rows()
        buttons.add(self.save_next, self.save, self.deeper, self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addLayout(self._place, 1)
        layout.addWidget(buttons)
        for keys, slot in (("Ctrl+S", self.save_and_stay), ("Esc", self.leave), ("F8", self.to_missing)):
            QShortcut(QKeySequence(keys), self, slot)
        self.keeper = Keeper(self.keep_draft, self._tell, self)

    def set_tight(self, tight: bool) -> None:
        """On a small window the buttons are smaller, and the title only tells a new record from one that is changed."""
        for button in (self.save, self.deeper, self.back):
            set_mark(button, "look", "compact" if tight else "")
        set_mark(self.save_next, "look", "go" if tight else "primary")
        set_mark(self.title, "look", "name" if tight else "title")
        self._tight = tight
        self._say_title()

    def _say_title(self) -> None:
        what = "修改" if self._record.get("uid") else "登记"
        whole = f"{what}{self.caption()}　{self.item.name_of(self._record)}" if self._record else what
        self.title.setText(what if self._tight else whole.strip())

    def _button(self, text: str, slot: object, look: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rsplit(" ", 1)[0])
        button.setProperty("look", look)
        button.clicked.connect(slot)
        return button

    def form(self) -> Form:
        """The form of the present depth; built when first needed, since the full one is large."""
        if self.depth not in self._forms:
            form = self.make_form(self.depth == SHORT)
            form.changed.connect(self._on_changed)
            form.submitted.connect(self.save_and_go_on)
            self._forms[self.depth] = form
            self._place.addWidget(form)
        return self._forms[self.depth]

    # what is done with a record

    def make_form(self, short: bool) -> Form:
        """The form of one depth."""
        return Form(self.item, self._sources, self.item.quick if short else None)

    def problems(self, record: Record) -> list[Problem]:
        """Everything missing or wrong, once what follows is filled in."""
        return records.problems_of(self._session, self.item, records.complete(self._session, self.item, record))

    def store(self, record: Record) -> records.Saved:
        """Save; raises KnownError."""
        return records.save(self._session, self.item, record)

    def differences(self, before: Record, after: Record) -> list[str]:
        """Keys in which two states differ for a reader."""
        return records.differences(self.item, before, after)

    # opening and leaving

    def open(self, record: Record, depth: str, path: tuple = (), opened: Record | None = None) -> None:
        """Show a record, new or stored, with the keyboard at ``path`` or at the first field.

        ``opened`` is what counts as unchanged; a draft offered again differs from it from the start.
        """
        self.depth = depth if self.item.quick else FULL
        self._record, self._opened = record, opened or record
        self._show(path)

    def _show(self, path: tuple) -> None:
        form = self.form()
        for other in self._forms.values():
            other.setVisible(other is form)
        form.set_record(self._record)
        form.show_carried(*(({}, {}) if self._record.get("uid") else self._session.carried(self.item)))
        self._say_title()
        self.deeper.setText(f"{SHORT} F3" if self.depth == FULL else f"{FULL} F4")
        self._say()
        if path:
            # a form built just now has nowhere to scroll to until it is laid out
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            form.focus_path(path)
        else:
            form.enter()

    def caption(self) -> str:
        """What is being edited: 咨询接待简表."""
        return f"{self.item.label}{self.depth}" if self.item.quick else self.item.label

    def toggle_depth(self) -> None:
        self.go_to(SHORT if self.depth == FULL else FULL)

    def go_to(self, depth: str) -> None:
        """The same record at another depth, nothing lost."""
        if depth != self.depth and self.item.quick:
            self._record = self.record()
            self.depth = depth
            self._show(())

    def record(self) -> Record:
        """The record as the screen shows it."""
        return self._record | self.form().record()

    def state(self) -> dict:
        """Arguments of ``open`` that bring this editing back."""
        return {"record": self.record(), "depth": self.depth, "path": (), "opened": self._opened}

    def is_changed(self) -> bool:
        return bool(self.differences(self._opened, self.record()))

    def leave(self) -> None:
        """Back to the list. What was typed and not saved stays as a draft and is offered again."""
        self.keep_draft()
        self.left.emit()

    # saving

    def save_and_stay(self) -> None:
        self._save(go_on=False)

    def save_and_go_on(self) -> None:
        self._save(go_on=True)

    def _save(self, go_on: bool) -> bool:
        if faults := self.form().faults():
            self.form().focus_path(faults[0][0])
            self._tell(faults[0][1])
            return False
        try:
            saved = self.store(self.record())
        except KnownError as error:
            messages.problem(self, error)
            return False
        self.keeper.stop()
        self._record = self._opened = saved.record
        self.saved.emit(saved, go_on)
        if not go_on:
            self._say_title()
            self.form().set_record(saved.record)
            self.form().show_carried({}, {})
            self._say()
        return True

    def save_before_print(self) -> bool:
        """Paper shows what is stored: save first when something was changed. False when that failed."""
        return self._save(go_on=False) if self.is_changed() else bool(self._record.get("uid"))

    def _on_changed(self) -> None:
        self.keeper.touch()
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        """The first thing missing for 上报, in words; it never hinders saving."""
        problems = self.problems(self.record())
        self.form().show_problems(problems)
        self._missing = [p for p in problems if p.hard and p.gates & (Gate.SAVE | Gate.REPORT)]
        first = next(iter(self._missing), None)
        where = "" if first is None else "按 F8 去填" if first.path in self.form().cells() else f"在{FULL}里，按 F4"
        if first:
            free = "" if Gate.SAVE in first.gates else "（不影响保存）"
            self._tell(f"{first.text}{free}　{where}")
        else:
            self._tell("✓ 上报需要的都齐了", "done")

    def _tell(self, text: str, look: str = "missing") -> None:
        set_mark(self.told, "look", look)
        self.told.setText(text)

    def to_missing(self) -> None:
        """F8: to the next field that the report still needs, from the last one round to the first."""
        cells = self.form().cells()
        wanted = [path for path in cells if any(p.path == path for p in self._missing)]
        if wanted:
            order = list(cells)  # a row's own fields come after the cell of all rows, so the last match is the field
            here = max((n for n, cell in enumerate(cells.values()) if cell.isAncestorOf(QApplication.focusWidget())),
                       default=-1)
            self.form().focus_path(next((path for path in wanted if order.index(path) > here), wanted[0]))

    def keep_draft(self) -> None:
        """Keep what is on the screen, so that a power cut costs at most the last seconds; what was put back as it was
        needs no draft."""
        if self.isHidden():
            return  # a form that is not open; one on a tab behind is not hidden
        record, store = self.record(), self._session.store
        if self.differences(self._opened, record):
            drafts.keep(store, self.item, record, self._session.who)
        else:
            with suppress(KnownError):  # one too many is but a question more
                drafts.discard(store, self.item, drafts.key_of(record))
