"""The registers of 设置 under one roof, whether kept as records or in a setting: read, save, delete, take back."""

from db import repository
from db.items import Item
from db.items.kinds import Record
from desktop_app.actions import records, settings, words
from desktop_app.actions.session import Session


class Entries:
    """A register kept as records. ``gone``: key of the flag that says an entry is no longer in use."""

    def __init__(self, session: Session, item: Item, gone: str = "") -> None:
        self._session, self.item, self.gone = session, item, gone

    def records(self) -> list[Record]:
        """Every entry, in the order of the list."""
        return repository.records(self._session.store, self.item)

    def save(self, entry: Record) -> Record:
        """Add or change an entry; returns it as stored. Raises KnownError."""
        stored = settings.save_entry(self._session, self.item, entry)
        if stored["revision"] != entry.get("revision"):
            self._session.can_undo(stored["uid"], self.item)
        return stored

    def delete(self, uid: str) -> str:
        """Into the 回收站; the sentence about it. Raises KnownError for one that is needed."""
        settings.delete_entry(self._session, self.item, uid)
        self._session.can_undo(uid, self.item)
        return "已放进回收站，可以恢复"

    def can_undo(self) -> bool:
        """Whether the last change of the sitting was made here."""
        return bool(self._session.undoable) and self._session.undoable[-1].item == self.item.key

    def undo(self) -> str:
        """Take the last change back; the sentence about it. Raises KnownError."""
        return records.undo_last(self._session)


class OwnWords(Entries):
    """The own words: they have no table, so what is taken back is the whole list as it was."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, words.WORD)
        self._before: list[dict[str, str]] = []

    def records(self) -> list[Record]:
        return words.records(self._session.store)

    def save(self, entry: Record) -> Record:
        before = words.own(self._session.store)
        stored = words.save(self._session, entry)
        self._note(before)
        return stored

    def delete(self, uid: str) -> str:
        before = words.own(self._session.store)
        words.delete(self._session, uid)
        self._note(before)
        return f"“{uid}”不再认了"

    def _note(self, before: dict[str, str]) -> None:
        if before != words.own(self._session.store):
            self._before.append(before)

    def can_undo(self) -> bool:
        return bool(self._before)

    def undo(self) -> str:
        words.restore(self._session, self._before.pop())
        return "词语已撤销上一次改动"
