"""A year of the sample office in every tab (resources/demo/year.json): October 2021 to September 2022.

Each record is saved on the day it happened, by the same function as at the window. Terms stand in Chinese, 元 and names
as people write them; ``ref`` names a record for those that point at it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from db import clock, codes, repository
from db.items import BY_KEY, CASE, COUNSEL, Item
from db.items.kinds import Field, Kind, Record
from db.resources import resource
from desktop_app.actions import cases, records, settings, transcribe
from desktop_app.actions.session import Session

Entry = Mapping[str, Any]

_ROSTERS = ("village", "committee", "mediator", "law_person", "counsel", "facility")
_DAYS = ("event_on", "submit_on", "reported_on", "join_on", "notice_on", "appoint_on", "set_on")
"""Dates of which the first one stated is the day of an entry."""


@cache
def year() -> Mapping[str, list[Entry]]:
    """Item key -> the entries of its year."""
    told = json.loads(resource("demo", "year.json").read_text(encoding="utf-8"))
    return {key: entries for key, entries in told.items() if key in BY_KEY}


def fill_cases(session: Session) -> None:
    """The cases of the months before the story, all of them acknowledged by the upper office."""
    for entry in year()[CASE.key]:
        with clock.pretending(date.fromisoformat(entry["mediated_on"])):
            case = cases.save_case(session, transcribe.full_record(session, entry)).record
            repository.mark(session.store, CASE, [case["uid"]], {
                "report_state": "accepted", "exported_rev": 1, "accepted_rev": 1,
                "report_date": clock.today().isoformat()}, session.who)
    session.begin()  # the first line of the story is not the next of these


def fill_year(session: Session) -> None:
    """Enter the whole year, rosters first, then day by day; inside the caller's transaction."""
    book = _Book(session)
    last = clock.today()
    for key in _ROSTERS:
        for entry in year()[key]:
            book.enter(BY_KEY[key], entry)
    # what points at another entry comes after it, whatever the days say
    for day, key, entry in sorted(_diary(last), key=lambda line: ("subject" in line[2], "origin" in line[2], line[0])):
        with clock.pretending(day):
            book.enter(BY_KEY[key], entry)
    _refresh_states(session)
    session.undoable.clear()
    session.sticky_of.clear()


def _diary(last: date) -> Iterator[tuple[date, str, Entry]]:
    """(day of entry, item key, entry); nobody was entered before the year began, nor after today."""
    first = date(last.year - 1, 10, 1)
    for key, entries in year().items():
        for entry in entries if key not in (*_ROSTERS, CASE.key) else ():
            day = date.fromisoformat(next(entry[name] for name in _DAYS if entry.get(name)))
            yield min(max(day, first), last), key, entry


def _refresh_states(session: Session) -> None:
    """What was serving on the day of its entry may be over by the last day of the year."""
    for key in ("correction", "resettlement"):
        item = BY_KEY[key]
        for record in repository.page(session.store, item, repository.find(session.store, item, repository.Filter())):
            now = item.follow(record, records.circumstances(session))["status"]
            repository.mark(session.store, item, [record["uid"]], {"status": now}, session.who)


class _Book:
    """Names and references met so far."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._refs: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {
            (item.key, item.name_of(record)): record["uid"] for item in settings.REGISTERS
            for record in repository.records(session.store, item)}

    def enter(self, item: Item, entry: Entry) -> None:
        """Save one entry; a village that the office has already gets the rest of what is known about it."""
        said = self._values(item, entry)
        known = self._names.get((item.key, said.get("name"))) if item in settings.REGISTERS else None
        base = (repository.get(self._session.store, item, known) if known else
                records.new(self._session, item, event_on=None) if "event_on" in item.fields else item.blank())
        record = records.save(self._session, item, base | said).record
        if "ref" in entry:
            self._refs[entry["ref"]] = record["uid"]
        if key := entry.get("name") if item in settings.REGISTERS else _counsel(item, entry):
            self._names[item.key, key] = record["uid"]

    def _values(self, item: Item, entry: Entry) -> Record:
        return {key: self._value(item.fields[key], value) for key, value in entry.items() if key != "ref"}

    def _value(self, field: Field, value: Any) -> Any:
        match field.kind:
            case Kind.LINK:
                return self._refs.get(value) or self._names[field.of, value]
            case Kind.MONEY:
                return round(value * 100)
            case Kind.CHOICE:
                return transcribe.code_of(field, value)
            case Kind.CHOICES:
                return codes.join(field.of, (transcribe.code_of(field, word) for word in value))
            case Kind.ROWS:
                return [self._values(BY_KEY[field.of], row) for row in value]
        return value


def _counsel(item: Item, entry: Entry) -> str:
    """One lawyer serves several villages, and stands once for each on the roster."""
    return f"{entry['name']}@{entry['village']}" if item is COUNSEL else ""
