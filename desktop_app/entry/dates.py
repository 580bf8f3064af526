"""Dates as typed or spoken, solar and lunar, to ISO text.

A date without a year is the most recent one that is not after today (with ``ahead`` the next one not before it).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop_app.entry.numbers import digit_string, normal, small_number
from desktop_app.entry.phrases import phrases, word_list

FIRST_YEAR, LAST_YEAR = 1900, 2100

_NUMERAL = "一二两三四五六七八九十"
_WEEKDAYS = {name: day for names in ("一二三四五六日", "1234567", "      天") for day, name in enumerate(names)}
_DAY = r"[0-9]{1,2}|初?[一二三四五六七八九十廿卅]{1,3}"


@dataclass(frozen=True, slots=True)
class DateGuess:
    """``date`` ISO text; ``note`` tells how a lunar date was read; ``certain`` is False for a guess."""

    date: str
    note: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a line: text[start:end]; ``alone`` when it can only be a date if nothing is glued to it."""

    start: int
    end: int
    guess: DateGuess
    alone: bool


@cache
def _pattern() -> re.Pattern[str]:
    words = phrases("dates")
    either = {key: "|".join(sorted(words[key], key=len, reverse=True)) for key in
              ("days_ago", "years_ago", "lunar_marks", "lunar_feasts", "solar_feasts")}
    year = rf"(?P<year_word>{either['years_ago']})|(?P<year>(?:[0-9]{{4}}|[0-9]{{2}}|[零〇一二三四五六七八九]{{4}}))年"
    month = rf"(?P<m4>[0-9]{{1,2}}|正|冬|腊|十[一二]?|[{_NUMERAL}])月"
    lunar_feast, solar_feast = rf"(?P<lunar_feast>{either['lunar_feasts']})", rf"(?P<solar_feast>{either['solar_feasts']})"
    return re.compile("|".join((
        r"(?P<full>(?P<y1>(?:19|20)[0-9]{2})\s?[-./。年]\s?(?P<m1>[0-9]{1,2})\s?[-./。月]\s?(?P<d1>[0-9]{1,2})[日号]?)",
        r"(?P<packed>(?P<y2>(?:19|20)[0-9]{2})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2}))",
        r"(?P<short>(?P<y3>[0-9]{2})[./-](?P<m3>[0-9]{1,2})[./-](?P<d3>[0-9]{1,2}))",
        rf"(?P<spoken>(?P<lunar>{either['lunar_marks']})?(?:{year})?(?P<leap>闰)?{month}(?P<d4>{_DAY})(?P<mark>[日号])?)",
        r"(?P<bare>(?P<m5>[0-9]{1,2})[./-](?P<d5>[0-9]{1,2})[日号]?)",
        rf"(?P<month>(?:(?P<last>上个?月)|本月|这个?月|当月)?(?P<d6>{_DAY})[日号])",
        r"(?P<week>(?P<side>上上个?|上个?|下个?|本|这个?)?(?:(?P<zhou>周)|星期|礼拜)(?P<weekday>[一二三四五六日天1-7]))",
        rf"(?P<ago>(?P<count>[0-9]{{1,3}}|[{_NUMERAL}]{{1,3}})(?P<span>天|日|周|个?星期|个?礼拜)(?:之前|以前|前))",
        rf"(?P<day>{either['days_ago']})",
        rf"(?P<feast>(?P<feast_year>{either['years_ago']})?(?:{lunar_feast}|{solar_feast}))",
    )))


def read_date(text: str, today: datetime.date, ahead: bool = False) -> DateGuess | None:
    """The date that the whole text is, or None: 昨天, 上周三, 9月3号, 9.2, 2022.3.5, 20220305, 腊月廿三 …"""
    text = normal(text).strip()
    found = _pattern().fullmatch(text) or _pattern().fullmatch("".join(text.split()))
    return _guess(found, today, ahead) if found else None


def find_dates(text: str, today: datetime.date) -> Iterator[DateFound]:
    """Dates standing anywhere in a (normal) text, from left to right, none of them overlapping.

    Only the shape is judged here; whether a date is the day of mediation is for the caller to say.
    """
    parts = word_list("dates", "parts_of_day")
    for found in _pattern().finditer(text):
        start, end, kind = found.start(), found.end(), found.lastgroup
        before, after = text[start - 1:start], text[end:end + 1]
        if found[0][0].isdigit() and (_is_plain(before) or before and before in ".:/-¥"):
            continue
        if found[0][0] in _NUMERAL and before and before in _NUMERAL:
            continue
        if found[0][-1].isdigit() and (_is_plain(after) or after and after in ":/-%" and text[end + 1:end + 2].isdigit()):
            continue
        guess = _guess(found, today, False)
        if guess:
            alone = kind in ("packed", "bare", "short", "feast") or (kind == "month" and not found["last"]) or bool(
                found["zhou"] and not found["side"])
            yield DateFound(start, end + len(parts.at(text, end)), guess, alone)


def _is_plain(character: str) -> bool:
    """A digit or Latin letter, which would make a number next to it part of something longer."""
    return character.isascii() and character.isalnum()


def _guess(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    """The guess for one match of the pattern; None when there is no such day."""
    try:
        guess = _READERS[found.lastgroup](found, today, ahead)
    except (ValueError, OverflowError):
        return None
    return guess if guess and FIRST_YEAR <= int(guess.date[:4]) <= LAST_YEAR else None


def _solar(found: re.Match[str], places: str) -> DateGuess:
    year, month, day = (int(found[part + places]) for part in "ymd")
    return DateGuess(datetime.date(year + 2000 if year < 100 else year, month, day).isoformat())


def _full(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess:
    return _solar(found, "1")


def _packed(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess:
    return _solar(found, "2")


def _short(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess:
    return _solar(found, "3")


def _bare(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    return _yearless(int(found["m5"]), int(found["d5"]), today, ahead)


def _spoken(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    """A date with 月: solar in digits or with 日/号, lunar in Chinese numerals without (八月十五, 腊月廿三)."""
    words = phrases("dates")
    month_text, day_text = found["m4"], found["d4"]
    named_month = words["lunar_months"].get(month_text)
    month = named_month or small_number(month_text)
    day = small_number(day_text.removeprefix("初"))
    if not month or not day:
        return None
    lunar_shape = bool(found["lunar"] or found["leap"] or named_month or day_text[0] in "初廿卅")
    written = not month_text.isascii() and not day_text.isascii() and not found["mark"]
    year = _year(found, today)
    past = bool(found["year_word"]) and year != today.year  # 去年腊月: mostly when it began, not when it was settled
    if lunar_shape or written:
        known = [month, day] in words["well_known_lunar_days"]
        return _lunar(month, day, bool(found["leap"]), year, today, ahead, (lunar_shape or known) and not past)
    if year is not None:
        return DateGuess(datetime.date(year, month, day).isoformat(), certain=not past)
    return _yearless(month, day, today, ahead)


def _year(found: re.Match[str], today: datetime.date) -> int | None:
    if found["year_word"]:
        return today.year - phrases("dates")["years_ago"][found["year_word"]]
    if not found["year"]:
        return None
    year = digit_string(found["year"])
    return year + 2000 if year is not None and year < 100 else year


def _month(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    """A day of this or the last month; a bare 3号 is the nearest one on the wanted side of today."""
    day = small_number(found["d6"].removeprefix("初"))
    if not day or "初" in found["d6"]:
        return None
    first = today.replace(day=1)
    before = (first - datetime.timedelta(days=1)).replace(day=1)
    if found["last"]:
        return DateGuess(before.replace(day=day).isoformat())
    if found[0][0] in "本这当":
        return DateGuess(first.replace(day=day).isoformat())
    if ahead:
        after = (first + datetime.timedelta(days=32)).replace(day=1)
        return DateGuess((first if day >= today.day else after).replace(day=day).isoformat(), certain=False)
    return DateGuess((first if day <= today.day else before).replace(day=day).isoformat(), certain=False)


def _week(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess:
    weekday = _WEEKDAYS[found["weekday"]]
    monday = today - datetime.timedelta(days=today.weekday())
    side = found["side"] or ""
    if side:
        weeks = -side.count("上") + side.count("下")
        return DateGuess((monday + datetime.timedelta(days=7 * weeks + weekday)).isoformat())
    day = monday + datetime.timedelta(days=weekday)
    if ahead and day < today:
        day += datetime.timedelta(days=7)
    elif not ahead and day > today:
        day -= datetime.timedelta(days=7)
    return DateGuess(day.isoformat(), certain=not found["zhou"])  # 周三 may also be somebody's name


def _ago(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    count = int(found["count"]) if found["count"].isdigit() else small_number(found["count"])
    if count is None:
        return None
    days = count * (1 if found["span"] in "天日" else 7)
    return DateGuess((today - datetime.timedelta(days=days)).isoformat())


def _day(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess:
    return DateGuess((today - datetime.timedelta(days=phrases("dates")["days_ago"][found["day"]])).isoformat())


def _feast(found: re.Match[str], today: datetime.date, ahead: bool) -> DateGuess | None:
    """A feast day: nearly always the day, but 春节 may also mean the weeks around it, so never certain."""
    words = phrases("dates")
    year = today.year - words["years_ago"][found["feast_year"]] if found["feast_year"] else None
    if found["lunar_feast"]:
        month, day = words["lunar_feasts"][found["lunar_feast"]]
        return _lunar(month, day, False, year, today, ahead, certain=False)
    month, day = words["solar_feasts"][found["solar_feast"]]
    guess = DateGuess(datetime.date(year, month, day).isoformat()) if year else _yearless(month, day, today, ahead)
    return guess and DateGuess(guess.date, certain=False)


def _yearless(month: int, day: int, today: datetime.date, ahead: bool) -> DateGuess | None:
    """The nearest such day on the wanted side of today; 29 February may be up to eight years away."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    for distance in range(9):
        try:
            found = datetime.date(today.year + (distance if ahead else -distance), month, day)
        except ValueError:
            continue
        if found >= today if ahead else found <= today:
            return DateGuess(found.isoformat(), certain=ahead or not _far(found, today))
    return None


def _far(found: datetime.date, today: datetime.date) -> bool:
    """Whether a day without a year lies so far back that the coming one may be meant (9月20日 said on 15 September)."""
    return (today - found).days > 330


def _lunar(month: int, day: int, leap: bool, year: int | None, today: datetime.date, ahead: bool,
           certain: bool) -> DateGuess | None:
    """A lunar day; the twelfth month of a lunar year mostly falls into the next solar year."""
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    if year is not None:
        years = [year]
    else:  # a leap month comes back only after many years
        span = 20 if leap else 2
        years = [today.year - 1 + step if ahead else today.year - step for step in range(span + 1)]
    for lunar_year in years:
        found = _to_solar(lunar_year, month, day, leap)
        if found and (year is not None or (found >= today if ahead else found <= today)):
            spoken = f"农历{'闰' if leap else ''}{_month_name(month)}{_day_name(day)}"
            solar = f"{found.month}月{found.day}日"
            return DateGuess(found.isoformat(),
                             f"{spoken} = {solar if found.year == today.year else f'{found.year}年{solar}'}",
                             certain and (ahead or year is not None or not _far(found, today)))
    return None


def _to_solar(year: int, month: int, day: int, leap: bool) -> datetime.date | None:
    from borax.calendars.lunardate import LunarDate

    try:
        return LunarDate(year, month, day, leap).to_solar_date()
    except (ValueError, KeyError, IndexError):
        return _to_solar(year, 12, 29, False) if (month, day) == (12, 30) else None  # 除夕 of a short month


def _month_name(month: int) -> str:
    return ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")[month - 1] + "月"


def _day_name(day: int) -> str:
    ones = "一二三四五六七八九"
    if day <= 10:
        return "初" + (ones + "十")[day - 1]
    if day < 20:
        return "十" + ones[day - 11]
    return {20: "二十", 30: "三十"}.get(day) or "廿" + ones[day - 21]


_READERS = {"full": _full, "packed": _packed, "short": _short, "spoken": _spoken, "bare": _bare, "month": _month,
            "week": _week, "ago": _ago, "day": _day, "feast": _feast}
