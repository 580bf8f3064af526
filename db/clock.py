"""What day it is. ``pretend`` sets another day for a demonstration or for entering an old stack of paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

_pretended: date | None = None


def pretend(day: date | None) -> None:
    """From now on ``today()`` is ``day``; None returns to the real calendar."""
    global _pretended
    _pretended = day


def today() -> date:
    return _pretended or date.today()


def pretended() -> bool:
    return _pretended is not None


def now() -> str:
    """The present moment as ISO text in seconds, local time, on the pretended day if there is one."""
    return datetime.combine(today(), datetime.now().time()).isoformat(timespec="seconds")


@contextmanager
def pretending(day: date) -> Iterator[None]:
    """Inside the ``with`` it is ``day``; afterwards what it was before."""
    before = _pretended
    pretend(day)
    try:
        yield
    finally:
        pretend(before)
