"""Closing a month: its figures are frozen as reported; what changes afterwards is shown beside them."""

from dataclasses import dataclass

from db import clock, closing, figures
from db.errors import KnownError
from db.figures import Span
from db.items import BY_KEY
from desktop_app.actions import monthly
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session
from desktop_app.exchange.summary import Line, Number

LATE, CORRECTED = "补报", "更正"


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that is no longer what was reported."""

    key: str
    label: str
    unit: str
    reported: float | int | None
    now: float | int | None
    kind: str  # 补报: something was entered after the closing; 更正: something was changed or deleted

    @property
    def text(self) -> str:
        return f"{self.label}：原报 {_said(self.reported)}，现 {_said(self.now)} {self.unit}（{self.kind}）"


def _said(number: float | int | None) -> str:
    return "—" if number is None else f"{number:g}"


def _plain(number: Number) -> float | int | None:
    return number if number is None or isinstance(number, int) else float(number)


def _frozen(line: Line) -> dict[str, float | int | None]:
    return {"month": _plain(line.month), "year": _plain(line.year), "end": _plain(line.end)}


def close_month(session: Session, month: str) -> None:
    """Freeze a month ('2022-09') as it is reported. Raises KnownError while it lasts, when it is closed already, or
    when a sum does not hold."""
    period = Period.month(month)
    if period.last_day > clock.today().isoformat():
        raise KnownError(f"{period.label}还没有过完，不能结账。", "请在月底最后一天或以后再结。")
    if closing.is_closed(session.store, month):
        raise KnownError(f"{period.label}已经结账了。", "以后的补录和更正会另外列出来，不用再结。")
    for one in figures.identities(session.store, Span(period.first_day, period.last_day)):
        if one.hard and not one.holds:
            raise KnownError(f"{one.label}对不上，不能结账：{one.text}。", "请按“校验”里的数找出那条记录，改好再结。")
    lines = monthly.summary_rows(session, period)
    closing.close(session.store, month, {line.key: _frozen(line) for line in lines}, session.who)


def reopen(session: Session, month: str) -> None:
    """Take a closing back."""
    closing.reopen(session.store, month)


def corrections(session: Session, month: str) -> list[Correction]:
    """Every figure of a closed month that has changed since, with both numbers; [] while it is open."""
    kept = closing.snapshot(session.store, month)
    if kept is None:
        return []
    period = Period.month(month)
    found = []
    for line in monthly.summary_rows(session, period):
        if (was := kept[2].get(line.key)) is None:
            continue
        column = "end" if line.end is not None or was["end"] is not None else "month"
        reported, present = was[column], _frozen(line)[column]
        if reported != present:
            kind = LATE if _has_late(session, line.key, period) else CORRECTED
            found.append(Correction(line.key, line.label, line.unit, reported, present, kind))
    return found


def _has_late(session: Session, key: str, period: Period) -> bool:
    """Whether a record behind a figure was entered after the closing."""
    for item_key, ids in figures.records_of(session.store, key, Span(period.first_day, period.last_day)):
        if "late_entry" in BY_KEY[item_key].fields and ids:
            marks = ",".join(map(str, ids))
            if session.store.rows(f"SELECT 1 FROM {item_key} WHERE late_entry = 1 AND id IN ({marks}) LIMIT 1"):
                return True
    return False
