"""One line of the table, and how things are timed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured (``ours``), beside the least anybody could take (``floor``); both in milliseconds."""

    what: str
    ours: float
    floor: float
    floor_is: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def milliseconds(act: Callable[[], object], times: int) -> float:
    """Median duration of ``act``; the first run, which warms caches, does not count."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
