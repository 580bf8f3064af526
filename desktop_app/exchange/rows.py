"""Cases -> the cells of a workbook, by a profile. Everything is decided here; book.py only writes it down.

A cell is a str (text), an int or a Decimal (number), or None (no statement).
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from db import codes
from db.errors import KnownError
from db.items.kinds import Kind, Record
from db.items.mediation_rules import case_name
from desktop_app.exchange.computed import COMPUTED, NOTES, Names, Told
from desktop_app.exchange.mask import Mask, NoMask
from desktop_app.exchange.profiles import Column, Profile, Sheet

Cell = str | int | Decimal | None

CELL_LIMIT = 32_767
"""The most UTF-16 units a cell can hold; beyond it Excel reports a damaged file (and openpyxl cuts silently)."""

_BREAKS = re.compile(r"\r\n?")
_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, without CR


@dataclass(frozen=True, slots=True)
class Registers:
    """The office's registers, for names and codes behind links."""

    names: Names
    committees: Mapping[str, Record]
    villages: Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Page:
    """The content of one sheet, row by row in the order of the sheet's columns."""

    sheet: Sheet
    rows: list[list[Cell]] = field(default_factory=list)
    footer: tuple[str, ...] = ()  # lines below the table, across its whole width


def pages(cases: Iterable[Record], profile: Profile, registers: Registers, *, with_names: bool,
          seen: Callable[[], None] = lambda: None) -> list[Page]:
    """All sheets of a profile, filled; ``seen`` is called after every case.

    Raises KnownError naming case and field for a text that no workbook can hold.
    """
    made = [Page(sheet) for sheet in profile.sheets]
    shown = NoMask()
    for case in cases:
        mask = shown if with_names else Mask(case)
        for page in made:
            for row in [case] if page.sheet.rows == "case" else case["parties"]:
                told = Told(case, row, registers.names, mask, registers.committees, registers.villages)
                page.rows.append(row_of(page.sheet.columns, told))
        seen()
    return made


def row_of(columns: tuple[Column, ...], told: Told) -> list[Cell]:
    """The cells of one row; a column ``hash`` seals the others."""
    cells = [_checked(_cell(column, told), column, told) for column in columns]
    sealed = [place for place, column in enumerate(columns) if column.source == "hash"]
    if sealed:
        said = "\x1f".join("" if cell is None else str(cell) for cell in cells)
        for place in sealed:
            cells[place] = hashlib.sha256(said.encode()).hexdigest()[:16]
    return cells


def _cell(column: Column, told: Told) -> Cell:
    if column.source in COMPUTED:
        return column.join.join(COMPUTED[column.source](told)) or None
    if column.source:
        return NOTES[column.source](told) or None
    declared = column.field
    value = told.mask.value(declared, told.row.get(declared.key), told.row)
    if value is None or value == "":
        return None
    match declared.kind:
        case Kind.CHOICE:
            return column.map.get(value) or _WORDS[column.text](declared.of, value)
        case Kind.CHOICES:
            return codes.labels(declared.of, value)
        case Kind.DATE:
            return _DATES[column.text](value)
        case Kind.LINK:
            return told.name(declared.of, value) or None
        case Kind.FLAG:
            return "是" if value else "否"
        case Kind.MONEY:
            return Decimal(value).scaleb(-2)
    return value


_WORDS: dict[str, Callable[[str, str], str]] = {
    "label": codes.label, "short": codes.brief, "code": lambda _list, code: code}


def _chinese_day(iso: str) -> str:
    parts = iso.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else iso


_DATES: dict[str, Callable[[str], str]] = {
    "iso": lambda iso: iso, "chinese": _chinese_day, "slash": lambda iso: iso.replace("-", "/")}
# A masked birth date (1955年) passes through all three unchanged.


def _called(case: Record) -> str:
    return f"{case.get('case_no') or ''}（{case_name(case)}）"


def _checked(cell: Cell, column: Column, told: Told) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = _BREAKS.sub("\n", cell)
    if found := _UNWRITABLE.search(text):
        raise KnownError(f"案件{_called(told.case)}的“{column.header}”里有写不进表格的字符（第 {found.start() + 1} 个字，"
                         f"编码 U+{ord(found[0]):04X}）。", "请打开这件案件，把那个字删掉重写，再生成上报表。")
    if len(text) > CELL_LIMIT // 2 and len(text.encode("utf-16-le")) // 2 > CELL_LIMIT:
        raise KnownError(f"案件{_called(told.case)}的“{column.header}”太长，有 {len(text)} 字，表格的一格最多 {CELL_LIMIT} 字。",
                         "请打开这件案件，把它写短一些，再生成上报表。")
    return text


def choices(column: Column) -> Iterator[str]:
    """The words that may stand in a column of codes, for its drop-down list."""
    if column.field is not None and column.field.kind is Kind.CHOICE:
        for code in codes.choices(column.field.of):
            yield column.map.get(code.code) or _WORDS[column.text](column.field.of, code.code)
    elif column.field is not None and column.field.kind is Kind.FLAG:
        yield from ("是", "否")
