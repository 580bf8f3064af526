"""The lines of the report, read from tests/data/seed_figures.csv: what was printed, and what fits it.

A plain number is exact. ``>600`` stands for 600余: above 600 and below the next round number, 700. ``≥98 %``
stands for 98%以上. Sums are in 元, shares in per cent, ``coverage`` is 100 per cent.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "seed_figures.csv"
_PRINTED = re.compile(r"(?P<bound>[>≥]?)(?P<number>[0-9][0-9 .]*)(?P<unit>.*)")
_TIMES = {"万元": ("元", 10_000), "m 元": ("元", 1_000_000)}


@dataclass(frozen=True)
class Line:
    """One figure of the report: it fits whatever is >= ``low`` and <= ``high`` (``open``: > and <)."""

    id: str
    phrase: str
    printed: str
    township: bool  # records of a township office yield it, wholly (Y) or in part (P)
    low: float
    high: float
    unit: str
    open: bool = False

    def fits(self, number: float) -> bool:
        return self.low < number < self.high if self.open else self.low <= number <= self.high


def _rounded_up(number: str) -> float:
    """The next round number: 600 -> 700, 2440 -> 2450, 1.7 -> 1.8."""
    if "." in number:
        return float(number) + 10.0 ** -len(number.partition(".")[2])
    return float(number) + 10.0 ** (len(number) - len(number.rstrip("0")))


def read(printed: str) -> tuple[float, float, str, bool]:
    """low, high, unit and whether the ends are left out, of a cell such as ``>1.7 m 元``."""
    if printed == "coverage":
        return 100.0, 100.0, "%", False
    found = _PRINTED.fullmatch(printed.removeprefix("from ").partition(",")[0])
    assert found, printed
    number, unit = found["number"].replace(" ", ""), found["unit"].strip()
    unit, times = _TIMES.get(unit, (unit, 1))
    low = round(float(number) * times, 2)
    if found["bound"] == ">":
        return low, round(_rounded_up(number) * times, 2), unit, True
    return low, 100.0 if found["bound"] == "≥" else low, unit, False


def lines() -> list[Line]:
    """All lines of the report, in its order."""
    with open(FILE, encoding="utf-8", newline="") as file:
        return [Line(row["id"], row["phrase"], row["figure"], row["office_records"][0] in "YP",
                     *read(row["figure"]))
                for row in csv.DictReader(file)]
