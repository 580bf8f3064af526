"""Looking a record book over: is the file sound, are the numbers without gaps, what is not ready and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import attachments, backup, check, codes, numbering, repository
from db.database import Store
from db.items import BY_KEY, CASE, COMMITTEE, MEDIATOR, VILLAGE
from db.items.kinds import Field, Gate, Item, Kind, Record
from desktop_app.actions import cases
from desktop_app.actions.session import Session


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found. ``not_ready``: what is missing first -> number of cases; ``waiting``: ready, not accepted.
    ``files``: what is wrong with the attachments."""

    faults: list[str]
    files: list[str]
    gaps: list[numbering.Gap]
    backups: list[Path]
    cases: int
    accepted: int
    waiting: int
    not_ready: Counter[str]

    @property
    def damaged(self) -> bool:
        return bool(self.faults)


def inspect(session: Session) -> Inspection:
    """Look over the whole record book; changes nothing."""
    store = session.store
    count, accepted, waiting, not_ready = 0, 0, 0, Counter()
    for case in every_case(store):
        count += 1
        if case["report_state"] == "accepted":
            accepted += 1
        elif problem := check.first(cases.problems_of(session, case), Gate.REPORT):
            not_ready[problem.message] += 1
        else:
            waiting += 1
    return Inspection(_faults(store), attachments.verify(store), numbering.gaps(store), backup.of(store.folder),
                      count, accepted, waiting, not_ready)


def every_case(store: Store) -> Iterator[Record]:
    """All cases that are not deleted, newest first, a page at a time."""
    return repository.each(store, CASE, repository.find(store, CASE, repository.Filter()))


def _faults(store: Store) -> list[str]:
    """Damage to the file itself, as sentences without a full stop; [] when it is sound."""
    with store.translating():
        torn = [row[0] for row in store.db.execute_sql("PRAGMA integrity_check(20)").fetchall()]
        loose = Counter(row[0] for row in store.db.execute_sql("PRAGMA foreign_key_check").fetchall())
    return ([f"文件内部：{text}" for text in torn if text != "ok"]
            + [f"{table} 有 {count} 行找不到它所属的记录" for table, count in loose.items()])


def yuan(fen: int | None) -> int | float | None:
    """元, a whole number where it is one."""
    return None if fen is None else fen // 100 if fen % 100 == 0 else fen / 100


def case_words(session: Session) -> Iterator[Record]:
    """Every case in words: every field by key, codes and links in Chinese, money in 元, None for what it does not
    state; and what is missing."""
    names = {item.key: repository.names(session.store, item) for item in (COMMITTEE, MEDIATOR, VILLAGE)}
    for case in every_case(session.store):
        missing = check.first(cases.problems_of(session, case), Gate.REPORT)
        yield ({"uid": case["uid"], "revision": case["revision"], "name": CASE.name_of(case)}
               | _words(CASE, case, names)
               | {"ready": missing is None, "first_missing": missing.message if missing else None})


def _words(item: Item, record: Record, names: Mapping[str, Mapping[str, str]]) -> Record:
    return {field.key: _word(field, record.get(field.key), names) for field in item}


def _word(field: Field, value: Any, names: Mapping[str, Mapping[str, str]]) -> Any:
    if value is None:
        return None
    if field.kind is Kind.ROWS:
        return [_words(BY_KEY[field.of], row, names) for row in value]
    if field.kind is Kind.CHOICE:
        return codes.label(field.of, value)
    if field.kind is Kind.CHOICES:
        return codes.labels(field.of, value)
    if field.kind is Kind.LINK:
        return names.get(field.of, {}).get(value, value)
    return yuan(value) if field.kind is Kind.MONEY else value
