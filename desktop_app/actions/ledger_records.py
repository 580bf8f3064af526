"""Which records stand in the ledgers of a period, and whose files must not be named in any of them."""

from collections.abc import Iterator

from db import repository
from db.items import ROSTERS, WORK, Item, registers_of
from db.items.kinds import Record
from desktop_app.actions import tabs
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session
from desktop_app.exchange.mask import Restricted

_COMES = ("valid_from", "set_on", "appoint_on", "contract_from")
"""Since when an entry of a roster is valid."""
_LEAVES = ("valid_to", "dissolved_on", "exit_on", "closed_on")
"""The first day on which it no longer is, as db/figures.py counts; ``contract_to`` is the last day on which it is."""


def items(session: Session) -> list[Item]:
    """The items of the tabs that this desk sees, in their order."""
    return [item for tab in tabs.shown(session) for item in tab.items]


def is_roster(item: Item) -> bool:
    """Whether its ledger holds all that is valid, whatever happened in the period."""
    return item in ROSTERS


def records(session: Session, item: Item, period: Period) -> Iterator[Record]:
    """What a ledger holds: what happened in the period, by day; persons who were there in it; what is valid at its end."""
    if is_roster(item):
        kept = _all(session, item, repository.Filter(), "name, id")
        yield from (record for record in kept if _is_valid(record, period.last_day))
    elif registers_of(item):
        kept = _all(session, item, repository.Filter(last_day=period.last_day), "event_on, id")
        yield from (record for record in kept if (_left_on(record) or period.first_day) >= period.first_day)
    else:
        yield from _all(session, item, repository.Filter(period.first_day, period.last_day), "event_on, id")


def _all(session: Session, item: Item, wanted: repository.Filter, order: str = "") -> Iterator[Record]:
    return repository.each(session.store, item, repository.find(session.store, item, wanted, order))


def _is_valid(record: Record, last: str) -> bool:
    """Whether an entry of a roster is valid on a day (ISO)."""
    left = [day for key in _LEAVES if (day := record.get(key))]
    if record.get("left") or record.get("ended") or (record.get("closed") and not left):
        return False
    return (all(day > last for day in left) and (record.get("contract_to") or last) >= last
            and all((record.get(key) or last) <= last for key in _COMES))


def _left_on(record: Record) -> str:
    """The day on which a person's correction or help ended (ISO), '' while it lasts; who is lost is still looked after."""
    days = [record.get("end_on"), record.get("period_to"),
            record.get("ended_on") if record.get("ended_as") != "lost" else None]
    return min(filter(None, days), default="")


def restricted(session: Session) -> Restricted:
    """The files that stand in counts only, those in the 回收站 too; they are all behind the lock."""
    return Restricted((item, record) for item in WORK if item.locked for deleted in (False, True)
                      for record in _all(session, item, repository.Filter(deleted=deleted)) if item.restricted(record))
