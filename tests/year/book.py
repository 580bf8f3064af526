"""One office's record book while it is filled: whatever every record needs is done here once."""

from collections.abc import Callable
from datetime import date

from db import check, numbering, repository
from db.database import Store
from db.items import BY_KEY, CASE
from db.items.kinds import Item, Kind, Record
from desktop_app.actions.cases import complete
from tests.year.dice import FIRST, LAST, Dice, plus
from tests.year.plan import Plan

BEFORE, AFTER = plus(FIRST, -1), plus(LAST, 1)
"""The days on either side of the year."""

AT_THE_END = check.circumstances(date.fromisoformat(LAST))


class Book:
    """Villages, and committees by village uid (the town's by ''), are known once the rosters are written."""

    def __init__(self, store: Store, plan: Plan, dice: Dice, who: str) -> None:
        self.store, self.plan, self.dice, self.who = store, plan, dice, who
        self.town = plan.name
        self.me: str = store.settings.get("office")["me"]
        self.villages: list[Record] = []
        self.others: list[Record] = []  # villages that are no more, or not yet
        self.committees: dict[str, Record] = {}
        self.counsels: dict[str, str] = {}

    @property
    def village(self) -> Record:
        """Some village."""
        return self.dice.choice(self.villages)

    def put(self, item: Item, record: Record, deleted: bool = False) -> Record:
        """Enter a record as 保存 would: what a new one says, what follows, its number, the history."""
        done = dict(item.start) | {"uid": self.dice.uid()} | record
        for key, field in item.fields.items():
            if field.kind is Kind.ROWS:
                rows = done.get(key) or []
                done[key] = [{"uid": self.dice.uid()} | dict(BY_KEY[field.of].start) | row for row in rows]
        if "handler" in item.fields:
            done.setdefault("handler", self.me)
        done = complete(done) if item is CASE else item.follow(done, AT_THE_END)
        if item.letters:
            day = done["event_on"]
            done["record_no"] = numbering.issue_record(self.store, item.letters, done["uid"], day)
        kept = repository.add(self.store, item, done, self.who)
        if deleted:
            repository.delete(self.store, item, kept["uid"], self.who)
        return kept

    def put_beside(self, item: Item, make: Callable[[str], Record]) -> None:
        """Records that no figure of the year may count: of the days around it, and one in the 回收站."""
        for day in (BEFORE, AFTER):
            self.put(item, make(day))
        self.put(item, make(self.dice.day()), deleted=True)
