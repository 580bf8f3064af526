"""What one cell of an office's own roster says: the value of its field, or the form in which it is expected.

Nothing is guessed: a number that may have lost digits, a date without a year and a word that no list holds are
misread, and the person is told what to write instead. Blank cells say nothing and are not asked about here.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from db import codes
from db.identity import clean, phone_fault
from db.items.kinds import Field, Kind
from desktop_app.entry.dates import read_date
from desktop_app.exchange.reader import DateCell, Value

Cell = Value | DateCell

FIRST_SERIAL, LAST_SERIAL = 7306, 73415
"""Days since 1899-12-30 that are taken for dates, 1920 to 2100: a bare 2022 is a year, not a day of 1905."""

_YES = {"是", "有", "对", "√", "✓", "✔", "1", "y", "yes", "true", "已", "已建", "已设"}
_NO = {"否", "无", "不是", "没有", "×", "x", "0", "n", "no", "false", "未", "未建", "未设"}
_YEAR = re.compile(r"(19|20)\d\d|[零〇一二三四五六七八九]{4}年")
_MONTH = re.compile(r"((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})月?(?:份)?")
_COUNT = re.compile(r"(\d[\d,]*)(人|户|个|年|名|件|组)?")
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_PADDING = re.compile(rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}])")
_COMMITTEE = re.compile("(人民)?调解委员会|调委会")
_VILLAGE = re.compile("(村民委员会|居民委员会|村委会|居委会|社区|村)$")
_FAR_DIGITS = 15  # what a spreadsheet's numbers can hold


class Misread(ValueError):
    """A cell that cannot be taken as it stands; the message says why and what is expected."""


class MonthOnly(Misread):
    """A date without its day; ``month`` is '1965-03'. The identity card may know the day."""

    def __init__(self, month: str) -> None:
        super().__init__("只写到月，请写到日，例如 1965-03-12")
        self.month = month


class Unknown(Misread):
    """A name that is not on the register of ``item``."""

    def __init__(self, item: str, label: str, name: str) -> None:
        super().__init__(f"{label}名册里没有“{name}”，请核对写法，或先把它加进去")
        self.item, self.name = item, name


def plain(text: str) -> str:
    """A text as it is compared: half-width, no blanks, small letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def words(cell: Cell) -> str:
    """A cell as a person reads it; a number without the ``.0`` that spreadsheets add."""
    if isinstance(cell, DateCell):
        return cell.text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


class Names:
    """The registers behind links: name -> uid, also by usual short forms as long as only one entry is meant."""

    def __init__(self, registers: Mapping[str, Iterable[tuple[str, str]]], labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._exact: dict[str, dict[str, str | None]] = {key: {} for key in registers}
        self._loose: dict[str, dict[str, str | None]] = {key: {} for key in registers}
        self._names: dict[str, str] = {}
        for key, entries in registers.items():
            for uid, name in entries:
                self.add(key, uid, name)

    def add(self, item: str, uid: str, name: str) -> None:
        """One more entry of a register."""
        self._names[uid] = name
        for index, said in ((self._exact[item], plain(name)), (self._loose[item], self._short(item, name))):
            index[said] = None if said in index else uid

    def uid(self, item: str, name: str) -> str:
        """Raises Unknown, or Misread where two entries are meant."""
        for index, said in ((self._exact[item], plain(name)), (self._loose[item], self._short(item, name))):
            if said in index:
                if index[said] is None:
                    raise Misread(f"{self._labels[item]}名册里不止一个“{name}”，请写全称")
                return index[said]
        raise Unknown(item, self._labels[item], name)

    def name(self, uid: str | None) -> str:
        return self._names.get(uid or "", "")

    def of(self, item: str) -> list[str]:
        """The names of one register, for a drop-down list."""
        return [self._names[uid] for uid in self._exact[item].values() if uid]

    @staticmethod
    def _short(item: str, name: str) -> str:
        said = plain(name)
        pattern = {"village": _VILLAGE, "committee": _COMMITTEE}.get(item)
        return (pattern.sub("", said) or said) if pattern else said


def is_number_text(field: Field) -> bool:
    """Fields of long numbers, which a spreadsheet's numeric cell damages."""
    return field.mask == "id" or field.key.endswith(("_no", "code"))


def value(field: Field, cell: Cell, names: Names, today: date) -> object:
    """The value of a cell that says something. Raises Misread."""
    match field.kind:
        case Kind.DATE:
            return _date(field, cell, today)
        case Kind.CHOICE:
            return _choice(field, words(cell), isinstance(cell, float))
        case Kind.CHOICES:
            return codes.join(field.of, _choices(field, words(cell)))
        case Kind.FLAG:
            return _flag(cell)
        case Kind.NUMBER:
            return _number(cell)
        case Kind.LINK:
            return _link(field, cell, names)
    return _text(field, cell)


# kinds of cells

def _text(field: Field, cell: Cell) -> str:
    if isinstance(cell, DateCell):
        raise Misread("这一格是日期格式，请改成文本重新填")
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(field, float(cell))
    text = words(cell)
    if field.mask == "id":
        return clean(text)
    return _PADDING.sub("", text) if field.mask == "name" or field.key == "name" else text


def _from_number(field: Field, number: float) -> str:
    if is_number_text(field):
        long = "（18 位）" if field.mask == "id" else ""
        raise Misread(f"这一格是数字格式，长号码会丢位，请把这一列改成文本格式，重新填{long}")
    text = words(number)
    if field.mask == "phone" and phone_fault(text):
        raise Misread("这一格是数字格式，号码的位数不对，请改成文本格式，重新填")
    if len(text) > _FAR_DIGITS:
        raise Misread("这一格是数字格式，长数字会丢位，请改成文本格式，重新填")
    return text


def _date(field: Field, cell: Cell, today: date) -> str:
    found = _any_date(cell, today)
    if not field.ahead and found > today.isoformat():
        raise Misread(f"“{found}”晚于今天，请核对")
    return found


def _any_date(cell: Cell, today: date) -> str:
    if isinstance(cell, DateCell):
        return _iso(cell.text[:10], cell.text)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if FIRST_SERIAL <= cell <= LAST_SERIAL:
            return (date(1899, 12, 30) + timedelta(days=int(cell))).isoformat()
        cell = words(cell)
    text = re.sub(r"\s+\d{1,2}:\d\d(:\d\d)?$", "", unicodedata.normalize("NFKC", words(cell)))
    if month := _MONTH.fullmatch(text):
        raise MonthOnly(f"{month[1]}-{int(month[2]):02d}")
    if re.fullmatch(r"\d{5}", text) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    if re.fullmatch(r"\d{4}年?", text):
        raise Misread("只写了年，请写到日，例如 2022-03-05")
    guess = read_date(text, today)
    if guess is None:
        raise Misread(f"“{text}”不是日期，请写成 2022-03-05、2022.3.5 或 2022年3月5日")
    if not _YEAR.match(text):
        raise Misread(f"“{text}”没有写明四位数的年份，请写成 2022-03-05")
    return guess.date


def _iso(day: str, said: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise Misread(f"“{said}”不是日期，请写成 2022-03-05") from None


def _code(field: Field, text: str) -> str | None:
    found = codes.code_of(field.of, text)
    if found is None:
        said = plain(text)
        found = next((code.code for code in codes.code_list(field.of)
                      if said in map(plain, (code.label, code.short, *code.also))), None)
    return found


def _choice(field: Field, text: str, numeric: bool = False) -> str:
    found = _code(field, text) or (_code(field, text.zfill(2)) if numeric else None)
    offered = [code.code for code in codes.choices(field.of)]
    if found in offered:
        return found
    reason = f"“{text}”已不再使用" if found else f"“{text}”看不懂"
    raise Misread(f"{reason}，可填：{'、'.join(codes.label(field.of, code) for code in offered[:12])}"
                  + ("等" if len(offered) > 12 else ""))


def _choices(field: Field, text: str) -> list[str]:
    """Several words; a label may hold a 、 of its own, so the longest run that is a word counts."""
    parts = [part for part in re.split(r"[、,，;；/\n]+", text) if part.strip()]
    found: list[str] = []
    while parts:
        for length in range(len(parts), 0, -1):
            if code := _code(field, "、".join(parts[:length])):
                found.append(code)
                del parts[:length]
                break
        else:
            found.append(_choice(field, parts.pop(0).strip()))
    return found


def _flag(cell: Cell) -> bool:
    said = plain(words(cell))
    if said in _YES or said in _NO:
        return said in _YES
    raise Misread(f"“{words(cell)}”看不懂，请填“是”或“否”")


def _number(cell: Cell) -> int:
    found = _COUNT.fullmatch(plain(words(cell))) if not isinstance(cell, DateCell | bool) else None
    if not found or len(found[1]) > 9:
        raise Misread(f"“{words(cell)}”不是整数，请只写数字，例如 12")
    return int(found[1].replace(",", ""))


def _link(field: Field, cell: Cell, names: Names) -> str:
    if not isinstance(cell, str):
        raise Misread("这里要写名称，不能是数字或日期")
    return names.uid(field.of, _PADDING.sub("", cell.strip()))


# the other way

def written(field: Field, found: object, names: Names) -> str:
    """A value as a template's cell holds it; '' for nothing. ``value`` reads it back."""
    if found is None:
        return ""
    match field.kind:
        case Kind.CHOICE:
            return codes.label(field.of, found)
        case Kind.CHOICES:
            return codes.labels(field.of, found)
        case Kind.FLAG:
            return "是" if found else "否"
        case Kind.LINK:
            return names.name(found)
    return str(found)
