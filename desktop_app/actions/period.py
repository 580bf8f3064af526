"""A month or any other span of days, as reports and statistics are made for."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from db import clock
from db.errors import KnownError

SPANS = (1, 3, 6, 12)
"""Months of a month, quarter, half-year and year."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; ISO dates."""

    first_day: str
    last_day: str

    @classmethod
    def month(cls, text: str) -> "Period":
        """'2022-09' -> the whole of September 2022. Raises KnownError for anything else."""
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1900:
            raise KnownError(f"看不懂月份“{text}”。", "请写成 2022-09 这样。")
        year, month = int(found[1]), int(found[2])
        return cls(f"{year}-{month:02d}-01", f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}")

    @classmethod
    def of_days(cls, first: date, last: date) -> "Period":
        """Any days. Raises KnownError when they are the wrong way round."""
        if last < first:
            raise KnownError("时段的最后一天早于第一天。", "请把两个日期换过来。")
        return cls(first.isoformat(), last.isoformat())

    @classmethod
    def span_of(cls, day: str, months: int) -> "Period":
        """The month, quarter, half-year or year (1, 3, 6, 12 months) in which a day lies."""
        year, month = int(day[:4]), int(day[5:7])
        first = (month - 1) // months * months + 1
        return cls(Period.month(f"{year}-{first:02d}").first_day, Period.month(f"{year}-{first + months - 1:02d}").last_day)

    @property
    def months(self) -> int:
        """1, 3, 6 or 12 for a month, quarter, half-year or year; 0 for other days."""
        return next((n for n in SPANS if self == Period.span_of(self.first_day, n)), 0)

    def moved(self, steps: int) -> "Period":
        """So many spans of the same length later; of other days, months."""
        length = self.months or 1
        return Period.span_of(self.stepped(steps * length).first_day, length)

    @property
    def cut_off(self) -> str:
        """The day to which the figures count: the last one, or today while the period lasts."""
        return max(min(self.last_day, clock.today().isoformat()), self.first_day)

    @property
    def is_month(self) -> bool:
        return self == Period.month(self.first_day[:7])

    @property
    def word(self) -> str:
        """What a summary calls the column of its own days."""
        return "本月" if self.is_month else "本期"

    @property
    def label(self) -> str:
        """2022年9月, 2022年第三季度, 2022年上半年, 2022年, or 2022年9月5日至10月3日."""
        (year, month, day), (to_year, to_month, to_day) = (map(int, text.split("-"))
                                                           for text in (self.first_day, self.last_day))
        match self.months:
            case 1:
                return f"{year}年{month}月"
            case 3:
                return f"{year}年第{'一二三四'[month // 3]}季度"
            case 6:
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case 12:
                return f"{year}年"
        until = f"{to_year}年" if to_year != year else ""
        return f"{year}年{month}月{day}日至{until}{to_month}月{to_day}日"

    def stepped(self, months: int) -> "Period":
        """The calendar month so many months after the one this period begins in."""
        year, month = divmod(int(self.first_day[:4]) * 12 + int(self.first_day[5:7]) - 1 + months, 12)
        return Period.month(f"{year}-{month + 1:02d}")
