"""Values in the words of the papers: full dates, full terms, units. Nothing is invented: no statement is ''."""

from collections.abc import Mapping
from datetime import date

from db import codes
from db.items.kinds import Field, Kind

BLANK_DATE = "　　　年　　月　　日"


def in_words(field: Field, value: object, names: Mapping[str, str]) -> str:
    """What a field says. ``names``: uid -> what a LINK to it is shown as. Rows have papers of their own: ''."""
    if value is None or value == "":
        return ""
    match field.kind:
        case Kind.CHOICE:
            return codes.label(field.of, str(value))
        case Kind.CHOICES:
            return codes.labels(field.of, str(value))
        case Kind.LINK:
            return names.get(str(value), "")
        case Kind.DATE:
            return chinese_date(str(value))
        case Kind.MONEY:
            return f"{int(str(value)) / 100:,.2f} 元"
        case Kind.FLAG:
            return "是" if value else "否"
        case Kind.NUMBER:
            return f"{value} {_unit(field)}".strip()
        case Kind.ROWS:
            return ""
    return str(value)


def _unit(field: Field) -> str:
    """The unit that the hint of a number begins with: 件，没有就填 0 -> 件; '' when the hint is a sentence."""
    unit = field.hint.partition("，")[0]
    return unit if len(unit) <= 2 else ""


def chinese_date(iso: str) -> str:
    """2022-09-05 -> 2022年9月5日."""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
