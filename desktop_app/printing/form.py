"""What the forms of the work items have in common: the head and foot of a sheet, and the cells of a table.

A form is a sheet of A4, or half a sheet of which the office keeps one copy and hands out the other.
"""

from collections.abc import Iterable, Sequence

from desktop_app.printing.page import A4, Line, Mark, Page, Text
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.sheets import flow, two_up
from desktop_app.printing.table import INNER, Area, Band, Cell, Placed, Row, needed
from desktop_app.printing.words import BLANK_DATE

AREA = Area(20, 44, 170, 233)
HALF_AREA = Area(15, 28.5, 180, 109)
SIZES = (12.0, 11.0, 10.5)
SMALL = (10.5,)
SPARE = 16.0  # mm that a long text may have beyond its need

Copies = tuple[str, str]
"""What stands on the copy that is handed out and on the one that is kept."""


# cells ------------------------------------------------------------------------------------------------------


def label(text: str, width: float) -> Cell:
    """The name of a value, left of it."""
    return Cell(width, text, sizes=SMALL, align="center")


def fixed(*pairs: tuple[str, str, float], width: float, height: float) -> Row:
    """Label, value and width of the value in turn; every label is ``width`` mm wide."""
    cells: list[Cell] = []
    for name, text, room in pairs:
        cells += [label(name, width), Cell(room, text, name, SIZES)]
    return Row(tuple(cells), height, most=3)


def long(name: str, text: str, width: float, room: float, grows: float = 1, ruled: float = 8) -> Row:
    """A text of any length beside its label of ``width`` mm; empty, it has lines to write on."""
    row = Row((label(name, width), Cell(room, text, name, SIZES, ruled=ruled)), 14, grows)
    return Row(row.cells, max(row.height, needed(row, SIZES[-1])), grows)


def signing(who: Sequence[str], width: float, height: float = 27) -> Band:
    """Where people sign and the office puts its round seal: nobody signs by machine."""
    captions = [*(f"{one}（签名）：" for one in who), "单位（盖章）："]
    each = width / len(captions)
    return Band((Row(tuple(Cell(each, sizes=SMALL, heading=caption, footer=BLANK_DATE) for caption in captions),
                     height),))


# sheets of A4 -----------------------------------------------------------------------------------------------


def sheets(paper: RecordPrint, title: str, bands: Iterable[Band]) -> list[Page]:
    """A form on as many sheets of A4 as it needs."""
    tables = flow(bands, AREA, SIZES, SPARE)
    return [Page(*A4, (*_head(paper, title, number), *table.marks, *_foot(number, len(tables))))
            for number, table in enumerate(tables, 1)]


def _head(paper: RecordPrint, title: str, number: int) -> list[Mark]:
    following = "（续页）" if number > 1 else ""
    marks: list[Mark] = [
        Text(AREA.x, 13, AREA.width, 7, paper.office_name, 13, "center"),
        Text(AREA.x, 21.5, AREA.width, 10, title + following, 20, "center", bold=True)]
    if "record_no" in paper.item.fields:
        marks += captioned("编号", paper.number, AREA.x + AREA.width - 70, 36, 70, 52)
    if paper.warning:
        marks.append(Text(AREA.x, 36, 80, 6, paper.warning, 12, bold=True))
    return marks


def _foot(number: int, count: int) -> list[Mark]:
    if count == 1:
        return []
    return [Text(AREA.x, 281, AREA.width, 6, f"第 {number} 页，共 {count} 页", 10.5, "center")]


def captioned(caption: str, value: str, x: float, y: float, w: float, line: float) -> list[Mark]:
    """``caption：value`` at the right of its box, or a line of ``line`` mm to write the value on."""
    if value:
        return [Text(x, y, w, 6, f"{caption}：{value}", 12, "right")]
    end = x + w
    return [Text(x, y, w - line - 1, 6, f"{caption}：", 12, "right"), Line(end - line, y + 6, end, y + 6, INNER)]


# half a sheet, in two copies --------------------------------------------------------------------------------


def copies(paper: RecordPrint, title: str, number: str, bands: Sequence[Band], tags: Copies) -> list[Page]:
    """A slip of half a sheet, twice on a sheet: one copy to hand out, one to keep."""
    tables = flow(bands, HALF_AREA, SIZES)
    halves = [_half(paper, title, number, tag, table, place, len(tables))
              for place, table in enumerate(tables, 1) for tag in tags]
    return two_up(halves)


def _half(paper: RecordPrint, title: str, number: str, tag: str, table: Placed, place: int,
          count: int) -> list[Mark]:
    left, width = HALF_AREA.x, HALF_AREA.width
    following = "（续页）" if place > 1 else ""
    marks: list[Mark] = [
        Text(left + 50, 6.5, width - 100, 6, paper.office_name, 12, "center"),
        Text(left, 12.5, width, 9, title + following, 18, "center", bold=True),
        Text(left, 21.5, 60, 6, tag, 11),
        *captioned("编号", number, left + width - 80, 21.5, 80, 50), *table.marks]
    if paper.warning:
        marks.append(Text(left, 6.5, 50, 6, paper.warning, 12, bold=True))
    if count > 1:
        foot = f"第 {place} 页，共 {count} 页"
        marks.append(Text(left, HALF_AREA.y + HALF_AREA.height + 0.6, width, 5.4, foot, 10.5, "right"))
    return marks
