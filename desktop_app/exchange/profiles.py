"""Profiles: how a workbook is laid out, as data. A user's own copy in <data>/profiles counts like a shipped one.

A profile names its sheets, and for each column a header, what stands in it (a declared field, a note of the
program, or a computed text of exchange/computed.py) and in which words. Nothing in it is ever evaluated.
"""

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.codes import code_list
from db.errors import KnownError, NotFound
from db.items import CASE, PARTY
from db.items.kinds import Field, Item, Kind
from db.resources import resource
from desktop_app.exchange.computed import COMPUTED, NOTES

DEFAULT = "platform25"
"""What is offered first: the workbook that the upper system asks for month by month."""

_WIDTHS = {Kind.TEXT: 14, Kind.LONG: 36, Kind.DATE: 12, Kind.MONEY: 12, Kind.NUMBER: 8, Kind.CHOICE: 12, Kind.CHOICES: 20,
           Kind.FLAG: 6, Kind.LINK: 14}
_TEXTS = {Kind.CHOICE: ("label", "short", "code"), Kind.DATE: ("iso", "chinese", "slash")}
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
_ROWS: dict[str, Item] = {"case": CASE, "parties": PARTY}


class BadProfile(KnownError):
    """A profile file that does not say what it should; names the file and the place."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``field`` of the declaration, or ``source`` = the name of a note or computed text."""

    header: str
    key: str  # the hidden machine key
    width: float
    field: Field | None = None
    source: str = ""
    text: str = ""  # CHOICE: label | short | code; DATE: iso | chinese | slash
    map: Mapping[str, str] = dataclasses.field(default_factory=dict)  # CHOICE: code -> the upper system's own words
    join: str = "、"  # between several names


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a row per case, or a row per party."""

    name: str
    rows: str  # case | parties
    columns: tuple[Column, ...]
    freeze: int = 1  # columns that stay when the sheet is moved sideways
    pages_wide: int | None = None  # when printed; None = as the profile says


@dataclass(frozen=True, slots=True)
class Profile:
    """A layout. ``keys``: row 2 holds machine keys; otherwise row 1 is a title and row 2 the headers."""

    stem: str
    name: str
    about: str
    path: Path
    sheets: tuple[Sheet, ...]
    keys: bool
    title: str  # {office} {period} {count} are filled in
    with_names: bool  # what is offered first: the platform needs names, our own exchange does not
    pages_wide: int  # printed pages side by side; 0 = as many as it takes


@dataclass(frozen=True, slots=True)
class Shelf:
    """All layouts that can be chosen, and a sentence for each file that cannot be read."""

    profiles: tuple[Profile, ...]
    faults: tuple[BadProfile, ...]

    def named(self, name: str) -> Profile:
        """By file stem or by name. Raises BadProfile for an unreadable one, NotFound otherwise."""
        for fault in self.faults:  # before the shipped layout of that name, which is not what was asked for
            if f" {name}.json " in fault.what:
                raise fault
        for profile in self.profiles:
            if name in (profile.stem, profile.name):
                return profile
        known = "、".join(profile.stem for profile in self.profiles)
        raise NotFound(f"没有名为“{name}”的上报格式。", f"可以用的有：{known}。")


def shelf(data_folder: Path) -> Shelf:
    """The shipped profiles and the user's own; an own file of the same name takes the shipped one's place.

    One that cannot be read does not, so that there is always a layout to choose.
    """
    shipped, own = ({path.stem: path for path in folder.glob("*.json")}
                    for folder in (resource("profiles"), data_folder / "profiles"))
    profiles, faults = [], []
    for stem in sorted(shipped | own, key=lambda stem: (stem != DEFAULT, stem)):
        try:
            profiles.append(load(own.get(stem) or shipped[stem]))
        except BadProfile as fault:
            faults.append(fault)
            if stem in own and stem in shipped:
                profiles.append(load(shipped[stem]))
    return Shelf(tuple(profiles), tuple(faults))


def load(path: Path) -> Profile:
    """Read one profile. Raises BadProfile, naming the file and the line, sheet or column."""
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _bad(path, f"第 {error.lineno} 行第 {error.colno} 个字附近写得不对，读不下去") from None
    except (OSError, UnicodeDecodeError):
        raise _bad(path, "文件打不开，或不是 UTF-8 文本") from None
    reader = _Reader(path)
    reader.only(said, {"name", "about", "keys", "title", "with_names", "pages_wide", "sheets"}, "文件开头")
    sheets = tuple(reader.sheet(entry) for entry in reader.get(said, "sheets", list, "文件开头"))
    if not sheets or sheets[0].rows != "case":
        raise _bad(path, "第一张表应当每件案件一行（rows 写 case）")
    keys = reader.get(said, "keys", bool, "文件开头", False)
    for sheet in sheets if keys else ():
        if len({column.key for column in sheet.columns}) < len(sheet.columns):
            raise _bad(path, f"工作表“{sheet.name}”有两列是同一个项目，第 2 行的项目名会重复")
    return Profile(path.stem, reader.get(said, "name", str, "文件开头"),
                   reader.get(said, "about", str, "文件开头", ""), path, sheets, keys,
                   reader.get(said, "title", str, "文件开头", ""),
                   reader.get(said, "with_names", bool, "文件开头", False),
                   reader.count(said, "pages_wide", "文件开头", 99))


def _bad(path: Path, fault: str) -> BadProfile:
    return BadProfile(f"上报格式文件 {path.name} 不能用：{fault}。", "请改好这个文件，或者把它移走，用自带的格式。")


class _Reader:
    """Reads the parts of one file, with its name ready for every complaint."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def bad(self, place: str, fault: str) -> BadProfile:
        return _bad(self.path, f"{place}{fault}")

    def only(self, said: Any, known: set[str], place: str) -> None:
        if not isinstance(said, dict):
            raise self.bad(place, "应当是一对花括号")
        if strange := sorted(set(said) - known):
            raise self.bad(place, f"写了不认识的“{strange[0]}”")

    def get(self, said: dict, key: str, kind: type, place: str, default: Any = None) -> Any:
        value = said.get(key, default)
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise self.bad(place, f"的“{key}”{'没有写' if value is None else '写得不对'}")
        if kind is str and _UNWRITABLE.search(value):
            raise self.bad(place, f"的“{key}”里有写不进表格的字符")
        return value

    def count(self, said: dict, key: str, place: str, most: int) -> int:
        """A small number, 1 unless given."""
        number = self.get(said, key, int, place, 1)
        if not 0 <= number <= most:
            raise self.bad(place, f"的“{key}”要是 0 到 {most} 之间的数")
        return number

    def names(self, said: dict, key: str, place: str) -> set[str]:
        """A list of words as a set; none unless given."""
        words = self.get(said, key, list, place, [])
        if not all(isinstance(word, str) for word in words):
            raise self.bad(place, f"的“{key}”里只能写项目名")
        return set(words)

    def sheet(self, said: Any) -> Sheet:
        self.only(said, {"name", "rows", "columns", "without", "freeze"}, "工作表")
        name = self.get(said, "name", str, "工作表")
        place = f"工作表“{name}”"
        if not 0 < len(name) <= 31 or set(name) & set("[]:*?/\\'"):
            raise self.bad(place, "的名字要在 31 个字以内，不能有 []:*?/\\'")
        rows = self.get(said, "rows", str, place)
        if rows not in _ROWS:
            raise self.bad(place, "的 rows 只能写 case 或 parties")
        entries = self.get(said, "columns", list, place)
        without = self.names(said, "without", place)
        if strange := without - set(_ROWS[rows].fields):
            raise self.bad(place, f"的 without 里没有“{min(strange)}”这个项目")
        named = [*without, *(entry.get("field") for entry in entries if isinstance(entry, dict))]
        columns: list[Column] = []
        for place_of, entry in enumerate(entries, 1):
            columns += self.columns(entry, rows, named, f"{place}第 {place_of} 列")
        for twice in {c.header for c in columns if sum(c.header == other.header for other in columns) > 1}:
            raise self.bad(f"{place}“{twice}”一列", "写了两次")
        if not columns:
            raise self.bad(place, "没有列")
        return Sheet(name, rows, tuple(columns), self.count(said, "freeze", place, len(columns)))

    def columns(self, said: Any, rows: str, named: list, place: str) -> list[Column]:
        """One column; ``{"field": "*"}`` stands for every declared field that is not named elsewhere."""
        place = f"“{said['header']}”一列" if isinstance(said, dict) and said.get("header") else place
        self.only(said, {"header", "field", "note", "computed", "text", "map", "width", "join"}, place)
        if sum(key in said for key in ("field", "note", "computed")) != 1:
            raise self.bad(place, "要写 field、note、computed 其中的一个")
        if said.get("field") == "*":
            return [self._field_column({"header": f.label, "field": f.key}, rows, place)
                    for f in _ROWS[rows] if f.key not in named and f.kind is not Kind.ROWS]
        if "field" in said:
            return [self._field_column(said, rows, place)]
        table, word = (NOTES, "note") if "note" in said else (COMPUTED, "computed")
        source = self.get(said, word, str, place)
        if source not in table:
            raise self.bad(place, f"的 {word} 写成了“{source}”，只能是 {'、'.join(table)}")
        return [Column(self.get(said, "header", str, place), source, self._width(said, 14, place), source=source,
                       join=self.get(said, "join", str, place, "、"))]

    def _field_column(self, said: dict, rows: str, place: str) -> Column:
        key = self.get(said, "field", str, place)
        declared = _ROWS[rows].fields.get(key)
        if declared is None or declared.kind is Kind.ROWS:
            raise self.bad(place, f"的 field 写成了“{key}”，没有这个项目")
        choices = _TEXTS.get(declared.kind, ("",))
        text = said.get("text", choices[0])
        if text not in choices:
            raise self.bad(place, f"的 text 只能是 {'、'.join(choices)}" if choices[0] else "不需要写 text")
        words = self.get(said, "map", dict, place, {})
        known = {code.code for code in code_list(declared.of)} if declared.kind is Kind.CHOICE else set()
        if strange := sorted(code for code, word in words.items() if code not in known or not isinstance(word, str) or _UNWRITABLE.search(word)):
            raise self.bad(place, f"的 map 里“{strange[0]}”不是这个项目的编码，或没有写成文字")
        return Column(self.get(said, "header", str, place), key, self._width(said, _WIDTHS[declared.kind], place),
                      declared, text=text, map=words)

    def _width(self, said: dict, usual: float, place: str) -> float:
        width = said.get("width", usual)
        if not isinstance(width, (int, float)) or isinstance(width, bool) or not 2 <= width <= 120:
            raise self.bad(place, "的 width 要是 2 到 120 之间的数")
        return width
