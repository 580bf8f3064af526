"""汇总表 and 校验: the first and the last sheet of the monthly workbook. Plain numbers, no formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.exchange.book import FIGURE
from desktop_app.exchange.profiles import Column, Sheet
from desktop_app.exchange.rows import Page

SUMMARY, CHECKS = "汇总表", "校验"

Number = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary; a ``child`` is a 其中 line. The numbers are None where they do not apply."""

    number: int
    key: str
    group: str
    label: str
    unit: str
    month: Number
    year: Number
    last_year: Number
    end: Number
    definition: str
    child: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One line of 校验: what was looked at, how it stands, what it says."""

    kind: str
    state: str
    text: str


def summary_page(lines: Iterable[Line], month_word: str, footer: Sequence[str]) -> Page:
    """The summary; its footer says who filled it in, who answers for it, the day, the seal, the period."""
    columns = tuple(Column(header, key, width, text=FIGURE if key in ("month", "year", "last_year", "end") else "")
                    for header, key, width in (
        ("序号", "number", 6), ("项目", "group", 12), ("指标", "label", 32), ("单位", "unit", 7), (month_word, "month", 11),
        ("本年累计", "year", 11), ("上年同期", "last_year", 11), ("期末数", "end", 11), ("口径说明", "definition", 56)))
    page = Page(Sheet(SUMMARY, "case", columns, freeze=3), footer=tuple(footer))
    for line in lines:
        label = f"　其中：{line.label}" if line.child else line.label
        page.rows.append([str(line.number), line.group, label, line.unit, line.month, line.year, line.last_year, line.end,
                          line.definition])
    return page


def checks_page(checks: Iterable[Check]) -> Page:
    """What holds, what is missing, what came late."""
    columns = (Column("检查", "kind", 12), Column("结果或栏目", "state", 16), Column("说明", "text", 110))
    page = Page(Sheet(CHECKS, "case", columns, freeze=1))
    page.rows.extend([check.kind, check.state, check.text] for check in checks)
    return page
