"""A month or any other span of days, as reports and statistics are made for."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from db.errors import KnownError


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

    @property
    def is_month(self) -> bool:
        return self == Period.month(self.first_day[:7])

    @property
    def label(self) -> str:
        """2022年9月, or 2022年9月5日至10月3日."""
        (year, month, day), (to_year, to_month, to_day) = (map(int, text.split("-"))
                                                           for text in (self.first_day, self.last_day))
        if self.is_month:
            return f"{year}年{month}月"
        until = f"{to_year}年" if to_year != year else ""
        return f"{year}年{month}月{day}日至{until}{to_month}月{to_day}日"

    def stepped(self, months: int) -> "Period":
        """The calendar month so many months after the one this period begins in."""
        year, month = divmod(int(self.first_day[:4]) * 12 + int(self.first_day[5:7]) - 1 + months, 12)
        return Period.month(f"{year}-{month + 1:02d}")
