"""The bureau's answer: a workbook with 记录号, 版本, 结果, 原因, 平台案号 per case, read and (for samples) written."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import BadWorkbook
from desktop_app.exchange import place
from desktop_app.exchange.reader import DateCell, Grid, Value, Workbook

COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "case_no": ("案号", ("案件编码", "本单位案号")),
    "uid": ("记录号", ("内部标识", "唯一标识", "记录编号", "案件记录号")),
    "rev": ("版本", ("版本号", "修订号", "revision")),
    "outcome": ("结果", ("接收结果", "审核结果", "处理结果", "审核状态")),
    "reason": ("原因", ("退回原因", "审核意见", "意见", "说明")),
    "platform_no": ("平台案号", ("平台编号", "平台案件编号", "上级案号", "系统编号")),
}
"""Machine key -> label and other headers met. A column is found by key, then label, then alias. The keys differ
from those of our full layout (its ``result`` is that of the mediation), so that the bureau may add the columns there."""

_NEEDED = ("uid", "rev", "outcome")
_ACCEPTED = {"接收", "已接收", "通过", "已通过", "审核通过", "同意", "合格", "入库", "已入库", "accepted"}
_RETURNED = {"退回", "已退回", "不通过", "未通过", "审核不通过", "驳回", "已驳回", "不合格", "不接收", "未接收", "returned"}
_HEAD_ROWS = 12  # the header stands within the first rows


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bureau says about one case. ``row`` as counted in the workbook."""

    row: int
    uid: str
    rev: int
    accepted: bool
    reason: str | None = None
    platform_no: str | None = None
    case_no: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or a part of it, that could not be taken in."""

    row: int
    column: str
    reason: str

    @property
    def text(self) -> str:
        return f"第 {self.row} 行“{self.column}”：{self.reason}"


def answers(book: Workbook) -> tuple[list[Answer], list[Rejected]]:
    """Every row that says something, as an Answer or as what is wrong with it (all its faults at once).

    Raises BadWorkbook when no sheet has the columns of a receipt.
    """
    for sheet in book.sheets:
        if found := _header(sheet):
            row, columns = found
            return _read(sheet, row, columns)
    for sheet in book.sheets:
        for row in sheet.rows[:_HEAD_ROWS]:
            known = _columns(row)
            if len(known) >= 2:
                missing = "、".join(f"“{COLUMNS[key][0]}”" for key in _NEEDED if key not in known)
                raise BadWorkbook(f"这张回执缺少 {missing} 列，没有读入。", "请让上级按“随录全表”里的记录号和版本填好再发来。")
    raise BadWorkbook("这张表格不是回执：没有找到“记录号”“版本”“结果”这几列。", "请核对是不是选错了文件。")


def _said(cell: Value | DateCell) -> str:
    """A cell as compared with headers and words."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)) if isinstance(cell, str) else ""


def _columns(row: Sequence[Value | DateCell]) -> dict[str, int]:
    """Machine key -> position, by key, then by label, then by alias."""
    words = [_said(cell).casefold() for cell in row]
    found: dict[str, int] = {}
    for key, (label, aliases) in COLUMNS.items():
        for name in (key, label, *aliases):
            if name in words:
                found[key] = words.index(name)
                break
    return found


def _header(sheet: Grid) -> tuple[int, dict[str, int]] | None:
    """(index of the first row of data, columns); labels and the hidden row of keys may follow each other."""
    for index, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        columns, first = _columns(row), index + 1
        if not columns:
            continue
        while first < len(sheet.rows) and {"uid", "rev"} <= (below := _columns(sheet.rows[first])).keys():
            columns, first = columns | below, first + 1
        if all(key in columns for key in _NEEDED):
            return first, columns
    return None


def _read(sheet: Grid, first: int, columns: dict[str, int]) -> tuple[list[Answer], list[Rejected]]:
    good: list[Answer] = []
    bad: list[Rejected] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(sheet.rows[first:], first + 1):
        cells = {key: row[place] if place < len(row) else "" for key, place in columns.items()}
        if all(cell == "" for key, cell in cells.items() if key != "case_no"):
            continue  # a line that only repeats the case says nothing
        answer = _answer(number, cells)
        if isinstance(answer, list):
            bad += answer
        elif answer.uid in seen:
            bad.append(Rejected(number, COLUMNS["uid"][0], f"和第 {seen[answer.uid]} 行是同一件案件，只取了前面那一行"))
        else:
            seen[answer.uid] = number
            good.append(answer)
    return good, bad


def _answer(number: int, cells: dict[str, Value | DateCell]) -> Answer | list[Rejected]:
    faults: list[Rejected] = []

    def fault(key: str, reason: str) -> None:
        faults.append(Rejected(number, COLUMNS[key][0], reason))

    def text(key: str) -> str:
        cell = cells.get(key, "")
        if isinstance(cell, str):
            return cell.strip()
        fault(key, "这一格是数字或日期格式，可能已经丢了位数，请改成文本重新填")
        return ""

    uid, platform_no = text("uid"), text("platform_no")
    if not uid and not faults:
        fault("uid", "没有填记录号")
    rev = _revision(cells["rev"])
    if rev is None:
        fault("rev", "版本应是 1、2、3 这样的数字")
    result = _said(cells["outcome"]).casefold()
    if result not in _ACCEPTED | _RETURNED:
        fault("outcome", f"“{cells['outcome'] or '空白'}”看不懂，请填“接收”或“退回”")
    if faults:
        return faults
    reason, case_no = cells.get("reason", ""), cells.get("case_no", "")
    return Answer(number, uid, rev, result in _ACCEPTED, _words(reason), platform_no or None, _words(case_no))


def _revision(cell: Value | DateCell) -> int | None:
    """A version may be typed as text or number: 3, '3', 3.0."""
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    said = _said(str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell)
    return int(said) if re.fullmatch(r"[1-9]\d{0,8}", said) else None


def _words(cell: Value | DateCell) -> str | None:
    """Free text in whatever kind of cell it stands."""
    if isinstance(cell, DateCell):
        return cell.text
    return (str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)).strip() or None


def write(path: Path, given: Iterable[Answer]) -> None:
    """A receipt as the bureau would send it: labels, hidden keys, text cells. For samples and tests."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    sheet = book.active
    sheet.title = "回执"
    sheet.append([label for label, _ in COLUMNS.values()])
    sheet.append(list(COLUMNS))
    sheet.row_dimensions[2].hidden = True
    for answer in given:
        sheet.append([answer.case_no, answer.uid, str(answer.rev), "接收" if answer.accepted else "退回",
                      answer.reason, answer.platform_no])
    for letter, width in zip("ABCDEF", (26, 40, 8, 10, 40, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE8EB")
    sheet.freeze_panes = "A3"
    place.put(path, book.save)
