"""Closed months: the figures as they were reported, kept so that later changes show as 补报 and 更正."""

from db.database import Store


def is_closed(store: Store, month: str) -> bool:
    """Whether a month ('2022-09') is closed now."""
    return bool(store.rows("SELECT 1 FROM closed_month WHERE month = ? AND reopened_at IS NULL", month))
