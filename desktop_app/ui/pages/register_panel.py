"""A register of 设置 with what stores it: every change is told, and can be taken back at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.errors import KnownError
from db.items.kinds import Record
from desktop_app.actions.entries import Entries
from desktop_app.ui import messages
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.register import Register


class RegisterPanel(Register):
    """``said(sentence)``: something was stored."""

    said = Signal(str)

    def __init__(self, entries: Entries, sources: Sources, hint: str = "", parent: QWidget | None = None) -> None:
        """``hint``: what else is to be said while there is no entry."""
        empty = "\n".join(filter(None, (f"还没有{entries.item.label}。按 F2 写第一条。", hint)))
        super().__init__(entries.item, sources, empty, parent)
        self._entries = entries
        self.save.connect(self._on_wish_save)
        self.delete.connect(self._on_wish_delete)
        self.undo.connect(self._on_wish_undo)

    def refresh(self, current: str | None = None) -> None:
        """Read everything anew, ``current`` chosen."""
        self.show_records(self._entries.records(), current, self._entries.gone)
        self.show_undo(self._entries.can_undo())

    def _on_wish_save(self, record: Record) -> None:
        try:
            if faults := self.form.faults():
                raise KnownError(faults[0][1] + "。", "改好再保存。")
            stored = self._entries.save(record)
        except KnownError as error:
            messages.problem(self, error)
            return
        self.settle()
        self._done(f"{stored.get('name') or self.item.label} 已保存", stored["uid"])

    def _on_wish_delete(self, uid: str) -> None:
        try:
            said = self._entries.delete(uid)
        except KnownError as error:
            messages.problem(self, error)
            return
        self._done(f"{said}　Ctrl+Z 撤销")

    def _on_wish_undo(self) -> None:
        if not self._entries.can_undo():
            return
        try:
            said = self._entries.undo()
        except KnownError as error:
            messages.problem(self, error)
            return
        self._done(said)

    def _done(self, said: str, current: str | None = None) -> None:
        self.refresh(current)
        self.enter()
        self.said.emit(said)
