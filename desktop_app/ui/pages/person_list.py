"""The list of persons: who, where, what kind, until when, and what is due next."""

from dataclasses import replace
from datetime import date, timedelta

from db import clock
from db.items import Item
from db.items.kinds import Due, Record
from desktop_app.actions import deadlines, persons
from desktop_app.actions.session import Session
from desktop_app.ui.kit.urgency import urgency
from desktop_app.ui.pages.record_columns import columns_of
from desktop_app.ui.pages.record_list import Columns, Row

AHEAD = 30  # days: what is due later is no news

_LISTED = {"correction": ("name", "village", "category", "term_to"),
           "resettlement": ("name", "village", "risk", "period_to")}
_WIDTHS = (104, 112, 0, 140, 186)  # units of theme.px; the kind takes what is left
_GIVE = (1, 3)  # the village gives way first


def person_columns(item: Item) -> Columns:
    """The badge says what is due next, or else the state; worked out only for the rows that are shown."""
    plain = columns_of(item, _LISTED[item.key])

    def row(session: Session, record: Record) -> Row:
        made = plain.row(session, record)
        *said, _, state = made.cells
        term = (record[_LISTED[item.key][-1]] or "").replace("-0", "-").replace("-", ".")  # a year always, in few signs
        dues = near(deadlines.deadlines_of(session, item, record))
        if not dues:
            return Row(made.uid, (*said, term, state), made.tone)
        tone, word = urgency(date.fromisoformat(dues[0].on))
        return Row(made.uid, (*said, term, f"{word} {persons.in_a_word(dues[0])}"), tone)

    return replace(plain, titles=(*plain.titles[:-1], "下一步"), widths=_WIDTHS, row=row, give=_GIVE)


def near(dues: list[Due]) -> list[Due]:
    """What is due within AHEAD days, or overdue; a term that is over comes before all that it makes idle."""
    until = (clock.today() + timedelta(days=AHEAD)).isoformat()
    return sorted((due for due in dues if due.on <= until), key=_waits)


def _waits(due: Due) -> bool:
    return due.path != ("end_on",) or due.on > clock.today().isoformat()
