"""A value as a person reads it: the same words in editors, lists and the record's reading view."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import clock, codes
from db.items import BY_KEY
from db.items.kinds import Field, Kind


def show_date(iso: str | None) -> str:
    """``9月5日`` in the current year, else ``2022年9月5日``; what is no ISO date is shown as it is."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    this_year = day.year == clock.today().year
    return f"{day.month}月{day.day}日" if this_year else f"{day.year}年{day.month}月{day.day}日"


def show_short_date(iso: str | None) -> str:
    """For a narrow column: ``9月5日`` in the current year, else ``2021.9.5``; '' for nothing."""
    if not iso or iso[:4] == str(clock.today().year):
        return show_date(iso)
    return iso.replace("-0", "-").replace("-", ".")


def show_full_date(iso: str | None) -> str:
    """``2022年9月5日 星期一``, '' for nothing."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    return f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"


def show_moment(stamp: str) -> str:
    """``2022-09-20 10:32`` of a stamp (ISO, with seconds)."""
    return stamp.replace("T", " ")[:16]


def show_money(fen: int | None) -> str:
    """分 as 元: ``1,200`` or ``12.50``, without the unit."""
    if fen is None:
        return ""
    sign, whole, cents = "-" if fen < 0 else "", *divmod(abs(fen), 100)
    return f"{sign}{whole:,}" + (f".{cents:02d}" if cents else "")


def show_person(person: Mapping[str, Any], village: str) -> str:
    """What tells a person of the directory from a namesake: 东村　138****0001, or the year of birth."""
    phone, birth = person.get("phone") or "", person.get("birth") or ""
    hidden = f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else birth and f"{birth[:4]}年生"
    return "　".join(filter(None, (village, hidden)))


def shown(field: Field, value: Any, names: Mapping[str, str] | None = None) -> str:
    """One value in words; '' for no statement. ``names``: uid -> name for LINK fields."""
    if value is None or value == "" or value == []:
        return ""
    match field.kind:
        case Kind.DATE:
            return show_date(value)
        case Kind.MONEY:
            return f"{show_money(value)} 元"
        case Kind.CHOICE:
            return codes.label(field.of, value)
        case Kind.CHOICES:
            return codes.labels(field.of, value)
        case Kind.FLAG:
            return "是" if value else "否"
        case Kind.LINK:
            return (names or {}).get(value, "")
        case Kind.ROWS:
            item = BY_KEY[field.of]
            return "、".join(name for row in value if (name := row.get("name") or item.name_of(row)))
        case _:
            return str(value)
