"""How long entering a case takes: told to the person who enters, and to nobody else.

Kept in the book's settings by person and month, this month and the last; no report, history or figure reads it.
"""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from db import clock
from db.items.kinds import Record
from desktop_app.actions.session import Session

IDLE = 60.0
"""Seconds: a longer pause is no entering."""

FEW = 3
"""So many cases of this month make an average worth telling."""

KEY = "pace"
"""Setting: uid of the person -> {"off": bool, "2022-09": [seconds in all, cases], ...}."""


class Watch:
    """The time from the first key of a case to its saving, without the pauses; ``now`` gives seconds."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self.drop()

    def touch(self) -> None:
        """A key: the first one starts the time."""
        now = self._now()
        if self._last is not None and now - self._last <= IDLE:
            self._total += now - self._last
        self._last = now

    def drop(self) -> None:
        """What was begun is no case any more."""
        self._last: float | None = None
        self._total = 0.0

    def stop(self) -> float | None:
        """It was saved: the seconds it took, None when nobody was seen to begin; the next key begins anew."""
        if self._last is None:
            return None
        self.touch()
        total = self._total
        self.drop()
        return total


def _mine(session: Session) -> Record:
    return session.store.settings.get(KEY, {}).get(session.me or "", {})


def _keep(session: Session, mine: Record) -> None:
    store = session.store
    with store.writing():
        store.settings.set(KEY, store.settings.get(KEY, {}) | {session.me: mine})


def is_on(session: Session) -> bool:
    """Whether the person who enters wants it counted."""
    return not _mine(session).get("off", False)


def switch(session: Session, on: bool) -> None:
    """On or off for the person who enters; off forgets what was counted."""
    if on != is_on(session):
        _keep(session, {} if on else {"off": True})


def note(session: Session, seconds: float) -> None:
    """A new case of the person who enters took ``seconds``. Practice and the sample do not count."""
    if session.me and not session.office.get("sample") and is_on(session):
        month, last = _months()
        mine = {key: value for key, value in _mine(session).items() if key in (month, last)}
        total, count = mine.get(month, (0.0, 0))
        _keep(session, mine | {month: [round(total + seconds, 1), count + 1]})


def words(session: Session) -> str:
    """The average of last month and of this one, in a line for the person who enters; '' when there is none."""
    if session.office.get("sample") or not is_on(session):
        return ""
    mine, told = _mine(session), []
    for name, month, least in zip(("本月", "上月"), _months(), (FEW, 1), strict=True):
        total, count = mine.get(month, (0.0, 0))
        if count >= least:
            told.insert(0, f"{name}平均 {max(1, round(total / count))} 秒/件，共 {count} 件")
    return f"您{'；'.join(told)}" if told else ""


def _months() -> tuple[str, str]:
    """This month and the one before, as 2022-09."""
    first = clock.today().replace(day=1)
    return first.isoformat()[:7], (first - timedelta(days=1)).isoformat()[:7]
