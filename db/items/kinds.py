"""The closed vocabulary in which work items are declared. Standard library only."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, Flag, auto
from functools import cached_property
from typing import Any

Record = dict[str, Any]
"""One record: field key -> value. Text, codes, links and ISO dates are str, money (分) and numbers int,
flags bool, rows a list of records; ``None`` means no statement. Plus uid, revision and the stamps of STAMPS."""

STAMPS = ("uid", "revision", "created_at", "created_by", "updated_at", "updated_by", "deleted_at")


class Kind(Enum):
    """What a field holds; fixes its column, its editor and its cell."""

    TEXT = auto()
    LONG = auto()
    DATE = auto()  # ISO text
    MONEY = auto()  # integer 分
    NUMBER = auto()
    CHOICE = auto()  # a code of the list named by ``of``
    FLAG = auto()
    LINK = auto()  # uid of a record of the item named by ``of``
    ROWS = auto()  # records of the row item named by ``of``


class Gate(Flag):
    """What a record is asked to be good for: 存 报 印 卷."""

    SAVE = auto()
    REPORT = auto()
    PRINT = auto()
    ARCHIVE = auto()


GATE_LABELS = {Gate.SAVE: "存", Gate.REPORT: "报", Gate.PRINT: "印", Gate.ARCHIVE: "卷"}
NOWHERE = Gate(0)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a work item."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    of: str = ""  # CHOICE: code list; LINK: item key; ROWS: row item key
    need: Gate = NOWHERE  # gates at which an empty value is a problem by itself
    width: int = 0  # width in a list, in characters; 0 keeps it out of the list
    limit: int = 0  # soft text length in characters (mediation.md §3.14); 0 = none
    mask: str = ""  # how it is hidden in lists and exports: id | phone | address | name | birth
    sticky: bool = False  # the last choice of a sitting is the next record's default
    editable: bool = True  # False: set by the program only
    ahead: bool = False  # DATE: may lie in the future; without a year it is the nearest one, not the last one
    hint: str = ""  # what to write, shown in the empty field


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields, in the order of the form."""

    key: str
    label: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is missing or wrong, for which gates, and where: ``path`` is ("amount",) or ("parties", 1, "phone")."""

    path: tuple[str | int, ...]
    message: str  # missing: the name of the field, such as 乙方电话; otherwise a sentence
    gates: Gate
    hard: bool = True  # False: a doubt, shown but never in the way
    missing: bool = False

    @property
    def text(self) -> str:
        return f"还差：{self.message}" if self.missing else self.message


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a rule may know besides the record: today, and the limits of resources/limits.json (days)."""

    today: date
    limits: Mapping[str, int]


Rule = Callable[[Record, Circumstances], Iterable[Problem]]


@dataclass(frozen=True)
class Item:
    """A work item: what its record holds and which rules it obeys."""

    key: str  # also the table name
    label: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    parent: str = ""  # row items: key of the item whose rows they are
    name_of: Callable[[Record], str] = lambda record: record.get("name") or ""  # what people call this record

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by key, in form order."""
        return {field.key: field for section in self.sections for field in section.fields}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    def blank(self) -> Record:
        """A record that states nothing."""
        return {f.key: [] if f.kind is Kind.ROWS else None for f in self}
