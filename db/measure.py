"""How an indicator is counted: amounts that add up across books, and the SQL that finds the records behind them.

An amount can be added to that of another office: counts add, ratios add parts and wholes, distinct members unite.
The SQL of a figure is written by us in db/figures.py and db/figures_rosters.py; whatever a person chose goes in as
parameters only.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from db.codes import choices
from db.database import Store

IN_SPAN = "{} BETWEEN :first AND :last"
EVENT = IN_SPAN.format("t.event_on")
BY_LAST = "coalesce({0}, '') <= :last"  # on or before the last day; no date = always
FACILITY = "t.kind = '{}' AND t.{} <= :last AND (t.closed_on IS NULL OR t.closed_on > :last)"


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included; ISO dates."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Count:
    """So many records, persons, pieces."""

    n: int = 0

    def __add__(self, other: Self) -> Self:
        return Count(self.n + other.n)

    @property
    def number(self) -> int:
        return self.n


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in 分."""

    fen: int = 0

    def __add__(self, other: Self) -> Self:
        return Money(self.fen + other.fen)

    @property
    def number(self) -> int:
        return self.fen


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` of ``whole``; ``unknown``: records of the whole that say neither yes nor no."""

    part: int = 0
    whole: int = 0
    unknown: int = 0

    def __add__(self, other: Self) -> Self:
        return Ratio(self.part + other.part, self.whole + other.whole, self.unknown + other.unknown)

    @property
    def number(self) -> float | None:
        """Percent with one decimal; None of nothing."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class Distinct:
    """Different members, such as enterprises by name."""

    members: frozenset[str] = frozenset()

    def __add__(self, other: Self) -> Self:
        return Distinct(self.members | other.members)

    @property
    def number(self) -> int:
        return len(self.members)


Amount = Count | Money | Ratio | Distinct


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator.

    Either records are measured: ``item`` (a table), ``where`` (SQL over its alias ``t``, with :first and :last) and
    ``measure`` (count | sum SQL | money SQL | distinct SQL, of columns of ``t``), for row items joined to their owner ``o``;
    or it is the ratio of two other figures, ``ratio`` = (part, whole, unknown or '').
    """

    key: str
    label: str
    unit: str
    group: str  # 项目: the tab
    definition: str  # 口径说明
    item: str = ""
    where: str = ""
    measure: str = "count"
    ratio: tuple[str, str, str] = ("", "", "")
    parent: str = ""  # of which it is a 其中 line, never added to it
    stock: bool = False  # 期末数: only the last day matters
    report: str = ""  # F62: the figure of the county's report that it yields
    source: str = ""  # the report's phrase
    owner: str = ""  # row items: the item above them
    village: str = "t.village"  # SQL of the village a record belongs to
    complement: bool = False  # a ratio of what is left: (whole - part) / whole

    def shown(self, amount: Amount) -> str:
        """As people write it, without the unit: 12, 671.14, 92.4; '' for a ratio of nothing."""
        if isinstance(amount, Money):
            return f"{amount.fen / 1_000_000:.2f}" if self.unit == "万元" else f"{amount.fen / 100:.2f}"
        if isinstance(amount, Ratio):
            return "" if amount.number is None else f"{amount.number:.1f}"
        return str(amount.number)

    def plain(self, amount: Amount) -> Decimal | int | None:
        """The same as a number, in the figure's unit; None for a ratio of nothing."""
        if isinstance(amount, Money | Ratio):
            return Decimal(said) if (said := self.shown(amount)) else None
        return amount.number


def lines(group: str, item: str, *told: tuple) -> list[Figure]:
    """Figures of one tab and item: (key, label, unit, where, definition, more)."""
    return [Figure(key, label, unit, group, definition, item, where, **more)
            for key, label, unit, where, definition, more in told]


def lines_by_code(group: str, item: str, stem: str, unit: str, list_name: str, column: str, where: str,
                  but: Collection[str] = (), **more: object) -> list[Figure]:
    """A 其中 line of the figure ``stem`` for every code of a list, zeros included; not for those of ``but``.
    What it is part of is named where all figures are put together."""
    return [Figure(f"{stem}_{code.code}", code.label, unit, group, "", item,
                   f"{where} AND t.{column} = '{code.code}'", parent=stem, **more)
            for code in choices(list_name) if code.code not in but]


def ratio_line(key: str, label: str, group: str, definition: str, part: str, whole: str, unknown: str = "",
               **more: object) -> Figure:
    """The share, in per cent, that one figure is of another."""
    return Figure(key, label, "%", group, definition, ratio=(part, whole, unknown), **more)


def _from(figure: Figure) -> str:
    joined = f" JOIN {figure.owner} o ON o.id = t.owner_id AND o.deleted_at IS NULL" if figure.owner else ""
    live = "" if figure.owner else "t.deleted_at IS NULL AND "
    return (f"FROM {figure.item} t{joined} WHERE {live}({figure.where}) AND "
            f"(:villages IS NULL OR {figure.village} IN (SELECT value FROM json_each(:villages)))")


def _parameters(span: Span, villages: Collection[str] | None) -> dict[str, str | None]:
    return {"first": span.first, "last": span.last,
            "villages": None if villages is None else json.dumps(sorted(villages))}


def _rows(store: Store, sql: str, span: Span, villages: Collection[str] | None) -> list[tuple]:
    with store.translating():
        return store.db.execute_sql(sql, _parameters(span, villages)).fetchall()


def measure(store: Store, figure: Figure, span: Span, villages: Collection[str] | None) -> Amount:
    """The amount of a figure that measures records."""
    what, _, value = figure.measure.partition(" ")
    if what == "distinct":
        found = _rows(store, f"SELECT DISTINCT {value} {_from(figure)} AND {value} IS NOT NULL", span, villages)
        return Distinct(frozenset(row[0] for row in found))
    wanted = "count(*)" if what == "count" else f"coalesce(sum({value}), 0)"
    number = _rows(store, f"SELECT {wanted} {_from(figure)}", span, villages)[0][0]
    return Money(number) if what == "money" else Count(number)


def ids(store: Store, figure: Figure, span: Span, villages: Collection[str] | None) -> list[int]:
    """Row ids of the records that a figure measures; of the owners where rows are measured. A nought has none."""
    wanted = "DISTINCT o.id" if figure.owner else "t.id"
    what, _, value = figure.measure.partition(" ")
    telling = "" if what == "count" else f" AND coalesce({value}, 0) <> 0"
    return [row[0] for row in _rows(store, f"SELECT {wanted} {_from(figure)}{telling} ORDER BY 1", span, villages)]
