"""The workbook of an 期初建账: an empty template for a roster, the same with what could not be read, and reading one.

The layout is design §6: row 1 Chinese labels, row 2 hidden keys, data from row 3. An office's own list is read as
well: its columns are found by key, then label, then by the other names of resources/rosters.json.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from db import codes
from db.errors import BadWorkbook
from db.items.kinds import Field, Gate, Item, Kind
from db.resources import resource
from desktop_app.exchange import place, reader
from desktop_app.exchange.reader import DateCell, Grid
from desktop_app.exchange.roster_values import Cell, is_number_text, plain, words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_ROW = 3
EXPLAINED = "填写说明"
REASON = "原因"
_MARK = "＊"  # before the label of a column that should not be blank
_LISTS = "码表"
_HEAD_ROWS = 12  # the header stands within the first rows
_OWN = (REASON, "序号")  # columns of a roster that need no place in the record
_ROOM = 1000  # empty rows that have drop-down lists and text format
SAME = {"同上", "同前", "〃", '"', "″", "''", "..", "々"}
_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, without CR
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # office programs read _x0041_ as A
_NOT_ASKED = {"ext_sys", "ext_no", "ext_on"}  # what another system calls the record: not known of a whole roster


@dataclass(frozen=True, slots=True)
class Roster:
    """What resources/rosters.json says about one roster."""

    unit: str  # 人 | 个
    number: str  # key of the number that makes two rows the same entry; '' = none
    unless: tuple[str, ...]  # two rows of one name are different entries when one of these differs
    aliases: Mapping[str, Sequence[str]]  # field key -> other headers
    example: Mapping[str, str]


@cache
def _told() -> dict:
    return json.loads(resource("rosters.json").read_text(encoding="utf-8"))


@cache
def roster(item: Item) -> Roster:
    """The roster of an item that can be opened from a workbook."""
    told, common = _told()["items"][item.key], _told()["aliases"]
    aliases = {key: (*told["aliases"].get(key, ()), *common.get(key, ())) for key in item.fields}
    return Roster(told["unit"], told["number"], tuple(told["unless"]), aliases, told["example"])


@cache
def columns(item: Item) -> tuple[Field, ...]:
    """The fields that a template asks for, in the order of the form."""
    return tuple(f for f in item if f.editable and f.kind is not Kind.ROWS and f.key not in _NOT_ASKED)


# reading

@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet that says something; ``number`` as counted in the workbook, only filled cells."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a roster workbook holds. ``ignored``: headers that mean nothing here; ``unread``: other sheets like it."""

    sha256: str
    name: str
    headers: dict[str, str]  # field key -> header as written
    lines: list[Line]
    ignored: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(path: Path, item: Item) -> Sheet:
    """The rows of the sheet that looks most like the roster. Raises BadWorkbook or NotFound."""
    book = reader.read(path)
    found = [(head, grid) for grid in book.sheets
             if grid.name not in (EXPLAINED, _LISTS) and (head := _header(grid, item))]
    if not found:
        raise BadWorkbook(f"这张表格不像{item.label}名册：没有找到“{_needed(item).label}”这一列。",
                          "请先存一份空表，把内容粘进去再读；或者把栏目的名字改得和空表一样。")
    (index, first, places), grid = max(found, key=lambda pair: (len(pair[0][2]), len(pair[1].rows)))
    labels = [words(cell).lstrip(_MARK) for cell in grid.rows[index]]
    headers = {key: item.fields[key].label if labels[at] == key else labels[at] for key, at in places.items()}
    ignored = [said for at, said in enumerate(labels) if said and at not in places.values() and said not in _OWN]
    unread = [other.name for _, other in found if other is not grid]
    return Sheet(book.sha256, grid.name, headers, _lines(grid, first, places), ignored, unread)


def _needed(item: Item) -> Field:
    """The column without which there is no roster: what 存 asks first."""
    return next(f for f in columns(item) if Gate.SAVE in f.need)


@cache
def _headers(item: Item) -> dict[str, str]:
    """Header as compared -> field key: keys before labels before aliases."""
    found: dict[str, str] = {}
    asked = columns(item)
    for names in ([(f.key, (f.key,)) for f in asked], [(f.key, (f.label,)) for f in asked],
                  [(f.key, roster(item).aliases[f.key]) for f in asked]):
        for key, several in names:
            for name in several:
                found.setdefault(_said(name), key)
    return found


def _said(header: str) -> str:
    return re.sub(r"[*★:。]|\(必填\)", "", plain(header))


def _columns(row: Sequence[Cell], item: Item) -> dict[str, int]:
    """Field key -> place of the first column that is called so."""
    known, found = _headers(item), {}
    for at, cell in enumerate(row):
        if isinstance(cell, str) and (key := known.get(_said(cell))):
            found.setdefault(key, at)
    return found


def _header(grid: Grid, item: Item) -> tuple[int, int, dict[str, int]] | None:
    """(index of the header row, of the first row of data, columns); title rows above are passed over."""
    best = None
    for index, row in enumerate(grid.rows[:_HEAD_ROWS]):
        found = _columns(row, item)
        if _needed(item).key in found and (best is None or len(found) > len(best[1])):
            best = index, found
    if best is None:
        return None
    index, places = best
    first = index + 1
    while first < len(grid.rows) and _repeats(grid.rows[first], item):
        places = places | _columns(grid.rows[first], item)  # the hidden keys decide
        first += 1
    return index, first, places


def _repeats(row: Sequence[Cell], item: Item) -> bool:
    """Whether a row below the header is one more header: all its cells are names of columns."""
    filled = [cell for cell in row if cell != "" and cell is not None]
    known = _headers(item)
    return bool(filled) and all(isinstance(cell, str) and _said(cell) in (*known, REASON) for cell in filled) and (
        len(filled) > 1 or filled[0] in item.fields)


def _lines(grid: Grid, first: int, places: Mapping[str, int]) -> list[Line]:
    """The rows that say something; 同上 takes what stands above it."""
    made: list[Line] = []
    above: dict[str, Cell] = {}
    for number, row in enumerate(grid.rows[first:], first + 1):
        cells = {key: cell for key, at in places.items()
                 if at < len(row) and (cell := _filled(row[at])) is not None}
        if not cells or _is_foot(row):
            continue
        same = [key for key, cell in cells.items() if isinstance(cell, str) and cell in SAME]
        for key in same:
            if key in above:
                cells[key] = above[key]
            elif made:
                del cells[key]  # the same as nothing; in the first row it stays and is a fault
        above = cells
        made.append(Line(number, cells))
    return made


def _filled(cell: Cell) -> Cell:
    """A cell, None when it says nothing."""
    if isinstance(cell, str):
        cell = cell.strip().strip("\u3000\ufeff")
        return None if cell in ("", "—", "－", "-", "/", "／", "无此项") else cell
    return cell


def _is_foot(row: Sequence[Cell]) -> bool:
    """合计, 填表人 and the like: a line of one to three cells that begins with such a word."""
    filled = [cell for cell in row if cell != "" and cell is not None]
    start = unicodedata.normalize("NFKC", re.sub(r"\s+", "", words(filled[0])))
    return len(filled) <= 3 and start.startswith(tuple(_told()["skip"]))


# writing

@dataclass(frozen=True, slots=True)
class Returned:
    """A row that goes back: what it held, which cells are wrong, and why."""

    cells: Mapping[str, Cell]
    wrong: frozenset[str]
    reason: str


def write(path: Path, item: Item, names: Mapping[str, Sequence[str]], returned: Sequence[Returned] = ()) -> None:
    """A template at ``path``, with the rows that could not be read when there are any. ``names``: item key -> the
    names for a drop-down list. Raises KnownError where the file cannot be put."""
    def make(draft: Path) -> None:
        from openpyxl import Workbook

        book = Workbook()
        book.properties.title = f"{item.label}期初建账"
        _explain(book.create_sheet(EXPLAINED), item)
        _fill(book, item, names, returned)
        with open(draft, "wb") as file:
            book.save(file)

    place.put(path, make)


class _Looks:
    """The styles of a template."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        edge = Side(style="thin", color="B9C4C7")
        self._border = Border(left=edge, right=edge, top=edge, bottom=edge)
        self._plain, self._bold = Font(name="宋体", size=10.5), Font(name="宋体", size=10.5, bold=True)
        self._large = Font(name="宋体", size=14, bold=True)
        self._fills = {name: PatternFill("solid", fgColor=colour) for name, colour in
                       (("head", "DCE8EB"), ("wanted", "FFF5E3"), ("wrong", "F4B6AE"))}
        self._wrapped = Alignment(vertical="center", wrap_text=True)
        self._middle = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def put(self, cell: object, text: str, look: str = "text") -> None:
        """Write a text that stays a text, whatever it begins with."""
        cell.value = _ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", text)) or None
        if cell.value is not None:
            cell.data_type = "s"
        cell.number_format = "@"
        cell.font = self._large if look == "title" else self._bold if look in ("head", "wanted") else self._plain
        cell.alignment = self._middle if look in ("head", "wanted") else self._wrapped
        if look != "title":
            cell.border = self._border
        if look in self._fills:
            cell.fill = self._fills[look]
        cell._style.quotePrefix = 1  # a person who edits the cell cannot turn it into a number or formula


def _fill(book: "Workbook", item: Item, names: Mapping[str, Sequence[str]], returned: Sequence[Returned]) -> None:
    from openpyxl.utils import get_column_letter

    sheet, looks, asked = book.active, _Looks(), columns(item)
    sheet.title = item.label
    shift = 1 if returned else 0  # the reason stands first, where it is seen
    if returned:
        looks.put(sheet.cell(1, 1), REASON, "head")
        sheet.column_dimensions["A"].width = 40
    for at, f in enumerate(asked, 1 + shift):
        wanted = bool(f.need & (Gate.SAVE | Gate.REPORT))
        looks.put(sheet.cell(1, at), (_MARK if wanted else "") + f.label, "wanted" if wanted else "head")
        looks.put(sheet.cell(2, at), f.key, "head")
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = _width(f)
        dimension.number_format = "@"  # rows that are added by hand stay text, too
    for number, row in enumerate(returned, FIRST_ROW):
        looks.put(sheet.cell(number, 1), row.reason)
        for at, f in enumerate(asked, 1 + shift):
            looks.put(sheet.cell(number, at), _shown(f, row.cells.get(f.key, "")),
                      "wrong" if f.key in row.wrong else "text")
    for number in range(FIRST_ROW + len(returned), FIRST_ROW + len(returned) + 60):
        for at in range(1 + shift, 1 + shift + len(asked)):
            looks.put(sheet.cell(number, at), "")
    sheet.row_dimensions[1].height = 33
    sheet.row_dimensions[2].hidden = True
    named = next(at for at, f in enumerate(asked, 1 + shift) if f.key == _needed(item).key)
    sheet.freeze_panes = f"{get_column_letter(min(named, 4) + 1)}{FIRST_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    _offer(book, sheet, asked, shift, names, FIRST_ROW + len(returned) + _ROOM)


def _shown(f: Field, cell: Cell) -> str:
    """A cell that goes back; digits that a number has lost are not made up."""
    if isinstance(cell, float) and is_number_text(f) and abs(cell) >= 1e15:
        return ""
    if isinstance(cell, DateCell):
        return cell.text.removesuffix(" 00:00:00")
    return words(cell)


def _width(f: Field) -> int:
    kinds = {Kind.DATE: 13, Kind.LONG: 30, Kind.LINK: 18, Kind.FLAG: 8, Kind.NUMBER: 9}
    return max(kinds.get(f.kind, 22 if f.mask in ("id", "address") else 14), 2 * len(f.label) + 4)


def _offer(book: "Workbook", sheet: "Worksheet", asked: Sequence[Field], shift: int,
           names: Mapping[str, Sequence[str]], last: int) -> None:
    """Drop-down lists, from a hidden sheet. Columns of several words may also hold what the list does not."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    looks, lists = _Looks(), book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for at, f in enumerate(asked, 1 + shift):
        offered = _offered(f, names)
        if not offered:
            continue
        letter = get_column_letter(lists.max_column + 1 if lists["A1"].value else 1)
        for number, word in enumerate(offered, 1):
            looks.put(lists[f"{letter}{number}"], word)
        strict = f.kind in (Kind.CHOICE, Kind.FLAG)
        rule = DataValidation(type="list", formula1=f"'{_LISTS}'!${letter}$1:${letter}${len(offered)}",
                              allow_blank=True, showErrorMessage=strict, errorTitle=f.label, error="请从列表里选一项。")
        column = get_column_letter(at)
        rule.add(f"{column}{FIRST_ROW}:{column}{last}")
        sheet.add_data_validation(rule)


def _offered(f: Field, names: Mapping[str, Sequence[str]]) -> list[str]:
    match f.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return [code.label for code in codes.choices(f.of)]
        case Kind.FLAG:
            return ["是", "否"]
        case Kind.LINK:
            return list(names.get(f.of, ()))
    return []


_RULES = (
    "一行写一个，从“{label}”那一页的第 3 行写起；栏目的先后可以换，不用的栏目可以删。",
    "写真实的过去日期（报到、释放、聘任、设立等）。这样读入的算原有的，不算本期新增。",
    "不知道的就空着。带＊的栏目上报要用，可以以后再补；“{name}”必须写。",
    "和上一行一样的，可以写“同上”。证件号码、电话、编号要用文本格式，不要变成数字。",
)


def _explain(sheet: "Worksheet", item: Item) -> None:
    """What every column expects, with one invented line."""
    looks, example = _Looks(), roster(item).example
    looks.put(sheet["A1"], f"{item.label}期初建账表怎样填", "title")
    for number, rule in enumerate(_RULES, 2):
        looks.put(sheet.cell(number, 1), rule.format(label=item.label, name=_needed(item).label))
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=4)
    start = len(_RULES) + 3
    for at, (title, width) in enumerate((("栏目", 22), ("要求", 12), ("怎样填", 70), ("例（虚构）", 30)), 1):
        looks.put(sheet.cell(start, at), title, "head")
        sheet.column_dimensions["ABCD"[at - 1]].width = width
    for number, f in enumerate(columns(item), start + 1):
        need = "必填" if Gate.SAVE in f.need else "上报要用" if Gate.REPORT in f.need else "可空"
        for at, text in enumerate((f.label, need, expected(f), example.get(f.key, "")), 1):
            looks.put(sheet.cell(number, at), text)
    sheet.freeze_panes = f"A{start + 1}"


def expected(f: Field) -> str:
    """What a column expects, in words."""
    match f.kind:
        case Kind.DATE:
            return "日期：2022-03-05、2022.3.5 或 2022年3月5日" + ("" if f.ahead else "，不晚于今天")
        case Kind.CHOICE | Kind.CHOICES:
            offered = [code.label for code in codes.choices(f.of)]
            several = "可以写几项，用、隔开：" if f.kind is Kind.CHOICES else "选一项："
            return several + "、".join(offered[:12]) + ("等" if len(offered) > 12 else "")
        case Kind.FLAG:
            return "是 或 否"
        case Kind.NUMBER:
            return "整数" + (f"，{f.hint}" if f.hint else "")
        case Kind.LINK:
            return "名册里的名称"
    if f.mask == "id":
        return "18 位，文本格式"
    return "文字" + (f"，最多 {f.limit} 字" if f.limit else "") + (f"；{f.hint}" if f.hint else "")
