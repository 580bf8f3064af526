"""Closing a month: its figures are frozen as reported; what changes afterwards is shown beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from db import clock, closing, figures
from db.closing import YEAR
from db.errors import KnownError
from db.figures import FIGURES, Amount, Figure, Span
from db.items import BY_KEY
from desktop_app.actions import tabs
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session

LATE, CORRECTED = "补报", "更正"
_CENT = 0.015  # 万元 are told to 0.01: the rounding of two numbers

Number = float | int | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure of a closed month that is no longer what was reported."""

    key: str
    label: str
    unit: str
    reported: Number
    now: Number
    kind: str  # 补报: something was entered after the closing; 更正: something was changed or deleted
    month: str  # 2022-09
    column: str  # which number it is: month (or at its end), or year

    @property
    def text(self) -> str:
        label = self.label + ("（本年累计）" if self.column == "year" else "")
        return f"{label}：原报 {_said(self.reported)}，现 {_said(self.now)} {self.unit}（{self.kind}）"


def _said(number: Number) -> str:
    if isinstance(number, float):
        return f"{number:.2f}".rstrip("0").rstrip(".")
    return "—" if number is None else str(number)


def _number(figure: Figure, amount: Amount) -> Number:
    """In the figure's unit, as JSON can hold it."""
    number = figure.plain(amount)
    return float(number) if isinstance(number, Decimal) else number


def _span(month: str, column: str = "month") -> Span:
    period = Period.month(month)
    return Span(f"{month[:4]}-01-01" if column == "year" else period.first_day, period.last_day)


def _figures(session: Session, month: str, with_year: bool = True) -> dict[str, Number]:
    """As a snapshot holds them."""
    amounts = figures.compute(session.store, _span(month))
    flows = [key for key, figure in FIGURES.items() if with_year and not figure.stock]
    so_far = figures.compute(session.store, _span(month, "year"), keys=flows)
    return ({key: _number(FIGURES[key], amount) for key, amount in amounts.items()} |
            {key + YEAR: _number(FIGURES[key], amount) for key, amount in so_far.items()})


def close_month(session: Session, month: str) -> None:
    """Freeze a month ('2022-09') as it is reported. Raises KnownError while it lasts, when it is closed already, or
    when a sum does not hold."""
    period = Period.month(month)
    month = period.first_day[:7]
    if period.last_day > clock.today().isoformat():
        raise KnownError(f"{period.label}还没有过完，不能结账。", "请在月底最后一天或以后再结。")
    with session.store.writing():
        if closing.is_closed(session.store, month):
            raise KnownError(f"{period.label}已经结账了。", "以后的补录和更正会另外列出来，不用再结。")
        for one in figures.identities(session.store, _span(month)):
            if one.hard and not one.holds:
                raise KnownError(f"{one.label}对不上，不能结账：{one.text}。", "请按“校验”里的数找出那条记录，改好再结。")
        closing.close(session.store, month, _figures(session, month), session.who)


def reopen(session: Session, month: str) -> None:
    """Take a closing back."""
    closing.reopen(session.store, month)


def corrections(session: Session, month: str, *, with_year: bool = True) -> list[Correction]:
    """Every figure of a closed month, of the tabs this desk sees, that has changed since; [] while it is open.

    ``with_year``: the sum of the year has a line too, where an earlier month moved it.
    """
    kept = closing.snapshot(session.store, month)
    if kept is None:
        return []
    closed_at, _, reported = kept
    shown = {tab.label for tab in tabs.shown(session)}
    now = _figures(session, month, with_year)
    found = []
    for name in now:
        key, column = name.removesuffix(YEAR), "year" if name.endswith(YEAR) else "month"
        figure = FIGURES[key]
        if name not in reported or reported[name] == now[name] or figure.group not in shown:
            continue
        if column == "month" or not _follows(figure, reported, now):
            kind = LATE if _has_late(session, key, _span(month, column), closed_at) else CORRECTED
            found.append(Correction(key, figure.label, figure.unit, reported[name], now[name], kind, month, column))
    return found


def _follows(figure: Figure, reported: Mapping[str, Number], now: Mapping[str, Number]) -> bool:
    """Whether the sum of the year changed only as its month did, which has a line of its own."""
    if figure.ratio[1]:
        return reported[figure.key] != now[figure.key]
    moved, of_month = (now[name] - reported[name] for name in (figure.key + YEAR, figure.key))
    return abs(moved - of_month) < _CENT


def corrections_within(session: Session, period: Period) -> list[Correction]:
    """Those of every closed month that a period touches; of the sum of the year only as the last of them reported it,
    which contains the others."""
    months = closing.closed_months(session.store, period.first_day[:7], period.last_day[:7])
    return [one for month in months for one in corrections(session, month, with_year=month == months[-1])]


def _has_late(session: Session, key: str, span: Span, closed_at: str) -> bool:
    """Whether a record behind a figure came after that closing; one that came late for an earlier month did not."""
    return any(session.store.rows(
        f"SELECT 1 FROM {item_key} WHERE {_came_after(item_key)} AND id IN (SELECT value FROM json_each(?2)) LIMIT 1",
        closed_at, json.dumps(ids)) for item_key, ids in figures.records_of(session.store, key, span))


def _came_after(item_key: str) -> str:
    """SQL; times are told in seconds, and within one only the mark tells what came after."""
    marked = "late_entry = 1" if "late_entry" in BY_KEY[item_key].fields else "0"
    return f"created_at >= ?1 AND (created_at > ?1 OR {marked})"
