"""Writing a workbook with openpyxl: text cells that stay text, drop-down lists, a neat printed page, no formulas.

The sheets are streamed (write-only mode), their parts kept beside the target and not in the system's temporary
folder, where names would lie about in the clear.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import KnownError
from db.items.kinds import Kind
from desktop_app.exchange.profiles import Column, Profile
from desktop_app.exchange.rows import Cell, Page, choices

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FIRST_ROW = 3
"""Data begin here in every layout (mediation.md §6.5, design §6)."""

SCHEMA_VERSION = "1"
LIST_SHEET = "码表"
FIGURE = "figure"  # what a column of counts, sums and percentages says in ``text``: plain numbers of any kind
_ROOM = 200  # empty rows below the data that still have drop-down lists
_UNPRINTED = {"uid", "case_uid", "rev", "hash"}  # they lead a program back to the record and say nothing on paper
_LINE_HEIGHT, _PADDING, _TALLEST, _FOOTER_HEIGHT = 14.0, 6.0, 405.0, 30.0  # points
_INK, _LINE, _HEAD = "1F2A30", "B9C4C7", "DCE8EB"
_FONT = "宋体"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # office programs read _x0041_ as A (ECMA-376 ST_Xstring)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the workbook says about itself: its title row, its footer and its defined names."""

    office: str
    period: str  # as people say it: 2022年9月
    count: int
    personal: bool  # holds names
    sample: bool = False
    names: Mapping[str, str] = field(default_factory=dict)  # defined names

    @property
    def warning(self) -> str:
        words = ["样例数据，不得上报"] if self.sample else []
        return "　".join(words + (["含个人信息，注意保管"] if self.personal else []))


def write(path: Path, pages: Sequence[Page], profile: Profile, cover: Cover,
          seen: Callable[[], None] = lambda: None) -> None:
    """Write ``pages`` to ``path``; parts of the file lie beside it until it is done. ``seen`` after every row."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = cover.office
    book.properties.title = f"{profile.name} {cover.period}"
    _define(book, cover.names)
    lists = _Lists()
    try:
        for page in pages:
            _sheet(book, path.parent, page, profile, cover, lists, seen)
        lists.write(book, path.parent)
        book.save(path)
    except BaseException:
        _let_go(book)
        raise


def sheet_name(page: Page, cover: Cover) -> str:
    """Sample data carry their mark on the tab as well."""
    return f"样例-{page.sheet.name}"[:31] if cover.sample else page.sheet.name


def _define(book: "Workbook", names: Mapping[str, str]) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    for name, value in names.items():
        quoted = value.replace('"', '""')
        book.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"')


def _open_sheet(book: "Workbook", title: str, folder: Path) -> "WriteOnlyWorksheet":
    """A sheet whose parts are written into ``folder``; call ``begin`` on it once its dimensions are set."""
    sheet = book.create_sheet(title)
    sheet.part = str(folder / f"sheet{len(book.worksheets)}.part")
    return sheet


def _begin(sheet: "WriteOnlyWorksheet") -> None:
    """What openpyxl does at the first row, except that it would choose the system's temporary folder."""
    from openpyxl.worksheet import _writer

    _writer.ALL_TEMP_FILES.append(sheet.part)
    sheet._writer = _writer.WorksheetWriter(sheet, out=sheet.part)
    sheet._writer.write_top()


def _let_go(book: "Workbook") -> None:
    """Close the parts of a workbook that will not be finished; the caller removes them."""
    for sheet in book.worksheets:
        if sheet._writer is not None and not sheet.closed:
            with suppress(Exception):  # whatever stopped us, such as a full disk, may stop this as well
                sheet.close()


def _sheet(book: "Workbook", folder: Path, page: Page, profile: Profile, cover: Cover, lists: "_Lists",
           seen: Callable[[], None]) -> None:
    from openpyxl.utils import get_column_letter

    columns = page.sheet.columns
    sheet = _open_sheet(book, sheet_name(page, cover), folder)
    looks = _Looks(sheet)
    head = 1 if profile.keys else 2
    for place, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.number_format = looks.format_of(column)  # rows that are added by hand stay text, too
    sheet.row_dimensions[head].height = 33
    if profile.keys:
        sheet.row_dimensions[2].hidden = True
    else:
        sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = f"{get_column_letter(page.sheet.freeze + 1)}{FIRST_ROW}"
    wide = profile.pages_wide if page.sheet.pages_wide is None else page.sheet.pages_wide
    _set_up_paper(sheet, wide, cover, head)
    if profile.keys:  # no title row says what this is
        sheet.oddHeader.center.text = f"{cover.office}　{cover.period}　{profile.name}　{page.sheet.name}".replace("&", "&&")
    if not wide and page.sheet.freeze:
        sheet.print_title_cols = f"A:{get_column_letter(page.sheet.freeze)}"
    if not wide and page.rows:
        width = max((place for place, column in enumerate(columns, 1) if column.source not in _UNPRINTED),
                    default=len(columns))
        sheet.print_area = f"A1:{get_column_letter(width)}{FIRST_ROW - 1 + len(page.rows) + len(page.footer)}"
    lists.offer(sheet, columns, len(page.rows))
    _begin(sheet)
    titles = [looks.cell("head", column.header) for column in columns]
    if profile.keys:
        sheet.append(titles)
        sheet.append([looks.cell("head", column.key) for column in columns])
    else:
        sheet.append([looks.cell("title", title_of(profile, cover))])
        sheet.append(titles)
    kinds = [looks.of(column) for column in columns]
    widths = [column.width for column in columns]
    for number, row in enumerate(page.rows, FIRST_ROW):
        sheet.row_dimensions[number].height = _height(row, widths)
        sheet.append([looks.cell(kind, value) for kind, value in zip(kinds, row, strict=True)])
        seen()
    for number, text in enumerate(page.footer, FIRST_ROW + len(page.rows)):
        sheet.row_dimensions[number].height = _FOOTER_HEIGHT
        sheet.append([looks.cell("footer", text)])


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points a row needs for its longest cell; office programs do not all fit rows when they open a file."""
    lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
    return min(_PADDING + _LINE_HEIGHT * lines, _TALLEST)


def _lines(cell: Cell, width: float) -> int:
    if not isinstance(cell, str) or len(cell) * 2 <= width - 1:
        return 1
    room = max(width - 0.8, 2)
    return sum(max(1, ceil(sum(2 if char > "\u2000" else 1.05 for char in line) / room)) for line in cell.split("\n"))


def title_of(profile: Profile, cover: Cover) -> str:
    """Row 1 of a layout without machine keys."""
    slots = {"{office}": cover.office, "{period}": cover.period, "{count}": str(cover.count)}
    said = re.sub(r"\{(?:office|period|count)\}", lambda slot: slots[slot[0]], profile.title)
    return "　".join(filter(None, (said, cover.warning)))


def _set_up_paper(sheet: "WriteOnlyWorksheet", pages_wide: int, cover: Cover, head: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    if pages_wide:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth = pages_wide
        sheet.page_setup.fitToHeight = 0
    else:
        sheet.page_setup.scale = 60
    sheet.print_title_rows = f"1:{head}"
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.35)
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddFooter.left.text = f"{cover.office}　{cover.period}".replace("&", "&&")
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.right.text = cover.warning


class _Looks:
    """Ready-made styles of one sheet; a cell only points at one of them."""

    def __init__(self, sheet: "WriteOnlyWorksheet") -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._cell, self._sheet = WriteOnlyCell, sheet
        edge = Side(style="thin", color=_LINE)
        border = Border(left=edge, right=edge, top=edge, bottom=edge)
        plain = Font(name=_FONT, size=10.5, color=_INK)
        bold = Font(name=_FONT, size=10.5, bold=True, color=_INK)
        fill = PatternFill("solid", fgColor=_HEAD)
        middle = Alignment(vertical="center", wrap_text=True)
        centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
        right = Alignment(horizontal="right", vertical="center")
        self._styles = {
            "title": self._style(Font(name=_FONT, size=14, bold=True, color=_INK), Alignment(vertical="center")),
            "footer": self._style(plain, Alignment(vertical="bottom")),  # runs on over the empty cells beside it
            "head": self._style(bold, centred, border, fill),
            "text": self._style(plain, middle, border),
            "money": self._style(plain, right, border, number="0.00"),
            "number": self._style(plain, right, border, number="0"),
            "figure": self._style(plain, Alignment(horizontal="right", vertical="center", indent=1), border,
                                  number="General"),
        }

    def _style(self, font: object, alignment: object, border: object = None, fill: object = None,
               number: str = "@") -> object:
        cell = self._cell(self._sheet)
        cell.font, cell.alignment, cell.number_format = font, alignment, number
        if border:
            cell.border = border
        if fill:
            cell.fill = fill
        if number == "@":
            cell._style.quotePrefix = 1  # a person who edits the cell cannot turn it into a number or formula
        return cell._style

    def of(self, column: Column) -> str:
        if column.text == FIGURE:
            return "figure"
        kind = column.field.kind if column.field else Kind.TEXT
        return {Kind.MONEY: "money", Kind.NUMBER: "number"}.get(kind, "text")

    def format_of(self, column: Column) -> str:
        return {"money": "0.00", "number": "0", "figure": "General"}.get(self.of(column), "@")

    def cell(self, look: str, value: Cell) -> "WriteOnlyCell":
        """A styled cell; a str is text whatever it begins with."""
        cell = self._cell(self._sheet)
        cell._style = copy(self._styles[look])
        if isinstance(value, str):
            cell._value = _ESCAPE.sub("_x005F_", value)
            cell.data_type = "s"
        else:
            cell.value = value
        return cell


class _Lists:
    """Drop-down lists; one too long for a cell rule stands on a hidden sheet."""

    def __init__(self) -> None:
        self._long: list[list[str]] = []

    def offer(self, sheet: "WriteOnlyWorksheet", columns: Sequence[Column], rows: int) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        for place, column in enumerate(columns, 1):
            if not (words := list(choices(column))):
                continue
            rule = DataValidation(type="list", formula1=self._source(words), allow_blank=True, showErrorMessage=True,
                                  errorTitle=column.header[:32], error="请从列表里选一项。")
            letter = get_column_letter(place)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + rows - 1 + _ROOM}")
            sheet.data_validations.append(rule)

    def _source(self, words: list[str]) -> str:
        from openpyxl.utils import get_column_letter

        inline = ",".join(words)
        if len(inline) <= 255 and not any("," in word or '"' in word for word in words):
            return f'"{inline}"'
        if words not in self._long:
            self._long.append(words)
        letter = get_column_letter(self._long.index(words) + 1)
        return f"'{LIST_SHEET}'!${letter}$1:${letter}${len(words)}"

    def write(self, book: "Workbook", folder: Path) -> None:
        if not self._long:
            return
        sheet = _open_sheet(book, LIST_SHEET, folder)
        sheet.sheet_state = "hidden"
        looks = _Looks(sheet)
        _begin(sheet)
        for row in range(max(map(len, self._long))):
            sheet.append([looks.cell("text", words[row] if row < len(words) else None) for words in self._long])


def verify(path: Path, pages: Sequence[Page], cover: Cover) -> None:
    """Open the written file with another library and compare every cell. Raises KnownError."""
    from python_calamine import CalamineWorkbook

    with open(path, "rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        for page in pages:
            found = book.get_sheet_by_name(sheet_name(page, cover)).to_python(skip_empty_area=False)[FIRST_ROW - 1:]
            width = len(page.sheet.columns)
            for number, row in enumerate([*page.rows, *([line] for line in page.footer)]):
                got = (found[number] if number < len(found) else []) + [""] * width
                for place, cell in enumerate(row):
                    wanted = "" if cell is None else cell if isinstance(cell, str) else float(cell)
                    if got[place] != wanted:
                        header = page.sheet.columns[place].header
                        raise KnownError(f"写好的表格读回来和记录对不上（“{page.sheet.name}”第 {number + FIRST_ROW} 行"
                                         f"“{header}”），没有保存这张表。",
                                         "请再试一次；还是这样，请把这句话发给维护人员。")
