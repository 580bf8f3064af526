"""check(item, record, now) -> every problem of a record, in the order of the form."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from db import clock
from db.items import BY_KEY
from db.items.kinds import LEAVING, Circumstances, Field, Gate, Item, Kind, Problem, Record
from db.items.phrase import blanks
from db.resources import resource


@cache
def shipped_limits() -> dict[str, dict]:
    """The time limits as shipped: key -> label, value (days), basis, verified. An office may change the values."""
    entries = json.loads(resource("limits.json").read_text(encoding="utf-8"))
    return {entry["key"]: entry for entry in entries}


def circumstances(today: date | None = None, changed: dict[str, int] | None = None) -> Circumstances:
    """Today and the limits in force: the shipped ones, overlaid by what the office changed."""
    limits = {key: entry["value"] for key, entry in shipped_limits().items()}
    return Circumstances(today or clock.today(), {**limits, **(changed or {})})


def _empty(value: object) -> bool:
    return value is None or value == "" or value == []


def _field_problems(field: Field, value: object, path: tuple, prefix: str) -> Iterator[Problem]:
    if field.need and _empty(value):
        yield Problem(path, prefix + field.label, field.need, missing=True)
    elif field.limit and isinstance(value, str) and len(value) > field.limit:
        yield Problem(path, f"{prefix}{field.label}有 {len(value)} 字，上级系统可能只收 {field.limit} 字",
                      Gate.REPORT, hard=False)
    if field.kind is Kind.LONG and (count := blanks(value)):
        yield Problem(path, f"{prefix}{field.label}还有 {count} 处没填", LEAVING, missing=True)


def _declared(item: Item, record: Record, path: tuple = (), prefix: str = "") -> Iterator[Problem]:
    for field in item:
        value = record.get(field.key)
        yield from _field_problems(field, value, (*path, field.key), prefix)
        if field.kind is Kind.ROWS:
            row_item = BY_KEY[field.of]
            for index, row in enumerate(value or ()):
                yield from _declared(row_item, row, (*path, field.key, index), row_item.name_of(row))


def check(item: Item, record: Record, now: Circumstances) -> list[Problem]:
    """All problems, each place and text once, sorted by the place of the field in the form."""
    found = [*_declared(item, record), *(p for rule in item.rules for p in rule(record, now))]
    order = {key: place for place, key in enumerate(item.fields)}
    rows = {f.key: {key: place for place, key in enumerate(BY_KEY[f.of].fields)}
            for f in item if f.kind is Kind.ROWS}

    def place(problem: Problem) -> tuple[int, int, int]:
        key, *rest = problem.path
        return (order[key], rest[0], rows[key][rest[1]]) if rest else (order[key], -1, -1)

    unique = {(p.path, p.message): p for p in found}
    return sorted(unique.values(), key=place)


def first(problems: Iterable[Problem], gate: Gate) -> Problem | None:
    """The first hard problem that keeps a record from passing a gate; None = it passes."""
    return next((p for p in problems if p.hard and gate in p.gates), None)


def passes(problems: Iterable[Problem], gate: Gate) -> bool:
    return first(problems, gate) is None
