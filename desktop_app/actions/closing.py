"""Closing a month: its figures are frozen as reported; what changes afterwards is shown beside them."""

import json
from dataclasses import dataclass

from db import clock, closing, figures
from db.errors import KnownError
from db.figures import FIGURES, Amount, Figure, Money, Ratio, Span
from db.items import BY_KEY
from desktop_app.actions import tabs
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session

LATE, CORRECTED = "补报", "更正"

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

    @property
    def text(self) -> str:
        return f"{self.label}：原报 {_said(self.reported)}，现 {_said(self.now)} {self.unit}（{self.kind}）"


def _said(number: Number) -> str:
    if isinstance(number, float):
        return f"{number:.2f}".rstrip("0").rstrip(".")
    return "—" if number is None else str(number)


def _number(figure: Figure, amount: Amount) -> Number:
    """In the figure's unit, as JSON can hold it."""
    if isinstance(amount, Money | Ratio):
        return float(figure.shown(amount)) if figure.shown(amount) else None
    return amount.number


def _span(month: str) -> Span:
    period = Period.month(month)
    return Span(period.first_day, period.last_day)


def _figures(session: Session, month: str) -> dict[str, Number]:
    amounts = figures.compute(session.store, _span(month))
    return {key: _number(FIGURES[key], amount) for key, amount in amounts.items()}


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


def corrections(session: Session, month: str) -> list[Correction]:
    """Every figure of a closed month, of the tabs this desk sees, that has changed since; [] while it is open."""
    kept = closing.snapshot(session.store, month)
    if kept is None:
        return []
    closed_at, _, reported = kept
    shown = {tab.label for tab in tabs.shown(session)}
    found = []
    for key, now in _figures(session, month).items():
        figure = FIGURES[key]
        if key in reported and reported[key] != now and figure.group in shown:
            kind = LATE if _has_late(session, key, month, closed_at) else CORRECTED
            found.append(Correction(key, figure.label, figure.unit, reported[key], now, kind, month))
    return found


def corrections_within(session: Session, period: Period) -> list[Correction]:
    """Those of every closed month that a period touches."""
    months = closing.closed_months(session.store, period.first_day[:7], period.last_day[:7])
    return [one for month in months for one in corrections(session, month)]


def _has_late(session: Session, key: str, month: str, closed_at: str) -> bool:
    """Whether a record behind a figure came after that closing; one that came late for an earlier month did not."""
    return any("late_entry" in BY_KEY[item_key].fields and session.store.rows(
        f"SELECT 1 FROM {item_key} WHERE late_entry = 1 AND created_at >= ? AND id IN "
        "(SELECT value FROM json_each(?)) LIMIT 1", closed_at, json.dumps(ids))
        for item_key, ids in figures.records_of(session.store, key, _span(month)))
