"""One entry of a person's register: a report, a visit, a leave."""

from PySide6.QtWidgets import QWidget

from db.items import Item
from db.items.kinds import Record
from desktop_app.actions.session import Session
from desktop_app.ui.pages.record_editor import FULL, RecordEditor
from desktop_app.ui.pages.sources import StoreSources


class RegisterEditor(RecordEditor):
    """One entry of a register. Ctrl+S goes back to the person, Ctrl+Enter on to the next person of the list."""

    NEXT = "保存，登下一人 Ctrl+回车"

    def __init__(self, session: Session, sources: StoreSources, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(session, sources, item, parent)
        self.person = ""  # whose
        self.is_new = True

    def open_for(self, person: str, record: Record, path: tuple, opened: Record) -> None:
        """An entry of that person; only a new one is followed by the next person's."""
        self.person, self.is_new = person, not record.get("uid")
        said = self.NEXT if self.is_new else "保存 Ctrl+回车"
        self.save_next.setText(said)
        self.save_next.setAccessibleName(said.rsplit(" ", 1)[0])
        self.save.setVisible(self.is_new)
        self.open(record, FULL, path, opened)

    def caption(self) -> str:
        return f"{self.item.label}　{self.person}"
