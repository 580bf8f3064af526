"""A sitting at the keyboard: who sits there, what was chosen last, what can be taken back."""

from dataclasses import dataclass, field, replace

from db import clock, repository
from db.database import Store
from db.items import CASE, MEDIATOR, PARTY, Item
from db.items.kinds import By, Kind, Record
from db.repository import Change


def _choices(item: Item, record: Record) -> Record:
    today = clock.today().isoformat()
    return {f.key: record[f.key] for f in item if f.by is By.HABIT and record.get(f.key)
            and not (f.kind is Kind.DATE and record[f.key] == today)}


@dataclass
class Session:
    """One person at one open record book: ``sticky`` and ``sticky_party`` hold the last choices for a case and a
    natural person, ``undoable`` the last changes."""

    store: Store
    sticky: Record = field(default_factory=dict)
    sticky_party: Record = field(default_factory=dict)
    undoable: list[Change] = field(default_factory=list)
    sticky_of: dict[str, Record] = field(default_factory=dict)  # item key -> last choices, for the other work items
    unlocked: bool = False  # the second PIN was given

    @property
    def office(self) -> Record:
        """desk, name, me (mediator uid), sample; {} before the first start."""
        return self.store.settings.get("office", {})

    @property
    def me(self) -> str | None:
        return self.office.get("me")

    @property
    def who(self) -> str:
        """The name written into the history."""
        return repository.names(self.store, MEDIATOR).get(self.me or "", "未登记")

    def begin(self) -> None:
        """Another person sits down: nothing is carried over from the one before."""
        self.sticky, self.sticky_party, self.sticky_of, self.unlocked = {}, {}, {}, False

    def remember_choices(self, record: Record) -> None:
        """The sticky fields of the record just saved become the next one's defaults; today is today again tomorrow."""
        self.sticky = _choices(CASE, record)
        persons = [party for party in record["parties"] if party.get("kind") == "natural"]
        if persons:
            self.sticky_party = {f.key: persons[-1][f.key] for f in PARTY
                                 if f.by is By.HABIT and persons[-1].get(f.key)}

    def remember_of(self, item: Item, record: Record) -> None:
        """The same for a record of another work item."""
        self.sticky_of[item.key] = _choices(item, record)

    def carried(self, item: Item) -> tuple[Record, dict[str, Record]]:
        """What a new record of an item starts with from the one before: its own fields, and those of each new row."""
        return (self.sticky, {"parties": self.sticky_party}) if item is CASE else (self.sticky_of.get(item.key, {}), {})

    def can_undo(self, uid: str, item: Item = CASE) -> None:
        """Note the change just made in a record."""
        self.undoable.append(repository.last_change(self.store, item, uid))

    def follow(self, undone: Change, revision: int) -> None:
        """After an undo the record, now at ``revision``, is as the change before left it: that can be taken back next.

        What someone else changed in between still stands between the two, and is met as a conflict.
        """
        step = revision - (undone.revision - 1)
        self.undoable = [replace(change, revision=change.revision + step) if change.uid == undone.uid else change
                         for change in self.undoable]
