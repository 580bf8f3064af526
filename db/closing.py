"""Closed months: the figures as they were reported, kept so that later changes show as 补报 and 更正."""

import json
from collections.abc import Mapping
from typing import Any

from db.clock import now
from db.database import Store

Snapshot = Mapping[str, Any]
"""Figure key -> the number of the month, or at its end, as it stood; key + YEAR -> that of the year so far. None for a
share of nothing."""

YEAR = ":year"


def is_closed(store: Store, month: str) -> bool:
    """Whether a month ('2022-09') is closed now."""
    return bool(store.rows("SELECT 1 FROM closed_month WHERE month = ? AND reopened_at IS NULL", month))


def close(store: Store, month: str, figures: Snapshot, who: str) -> None:
    """Keep the figures of a month as they are reported."""
    with store.writing():
        store.db.execute_sql("INSERT INTO closed_month (month, at, who, figures) VALUES (?, ?, ?, ?)",
                             (month, now(), who, json.dumps(figures, ensure_ascii=False)))


def reopen(store: Store, month: str) -> None:
    """Let go of the closing; the snapshot stays in the table."""
    with store.writing():
        store.db.execute_sql("UPDATE closed_month SET reopened_at = ? WHERE month = ? AND reopened_at IS NULL",
                             (now(), month))


def snapshot(store: Store, month: str) -> tuple[str, str, Snapshot] | None:
    """(when, by whom, figures) of a closed month; None while it is open."""
    found = store.rows("SELECT at, who, figures FROM closed_month WHERE month = ? AND reopened_at IS NULL", month)
    return (found[0][0], found[0][1], json.loads(found[0][2])) if found else None


def closed_months(store: Store, first: str, last: str) -> list[str]:
    """The closed months from one to another, both included ('2022-01', '2022-09')."""
    return [row[0] for row in store.rows(
        "SELECT DISTINCT month FROM closed_month WHERE reopened_at IS NULL AND month BETWEEN ? AND ? ORDER BY month",
        first, last)]
