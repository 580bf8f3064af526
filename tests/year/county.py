"""The invented county: one record book per office, 16 offices, 632 villages, the year 2022.

``build`` writes the books and leaves them closed. The same seed makes the same county.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db import clock
from db.database import open_store
from desktop_app.actions import office
from tests.year import correction, desk, legality, mediation, outreach, resettlement, rosters
from tests.year.book import Book
from tests.year.dice import LAST, Dice
from tests.year.plan import Plan, plans

STAFF = {"2": "经办", "1": "所长"}


@dataclass(frozen=True)
class Office:
    """A closed record book, and the shares that were planned for it."""

    folder: Path
    plan: Plan

    @property
    def name(self) -> str:
        return self.plan.name


def _write(folder: Path, plan: Plan, dice: Dice) -> Office:
    staff = [dice.name(sex) for sex in STAFF]
    with open_store(folder) as store, store.writing():
        office.set_up(store, office.OfficeSetup(
            "town", f"{plan.name}司法所", f"{plan.name}人民调解委员会", plan.name[:1], staff, staff[0]))
        book = Book(store, plan, dice, staff[0])
        rosters.fill(book)
        resettlement.fill(book, correction.fill(book))
        for part in (desk, outreach, legality, mediation):
            part.fill(book)
    return Office(folder, plan)


def build(folder: Path, seed: int = 2022) -> list[Office]:
    """Write all books below ``folder``, as on the last day of the year."""
    dice = Dice(seed)
    shares = plans(dice)
    with clock.pretending(date.fromisoformat(LAST)):
        return [_write(folder / plan.name, plan, dice) for plan in shares]
