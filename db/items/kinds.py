"""The closed vocabulary in which work items are declared. Standard library only."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, Flag, IntEnum, auto
from functools import cached_property
from typing import Any

Record = dict[str, Any]
"""One record: field key -> value. Text, codes, links and ISO dates are str, several codes one str with commas, money
(分) and numbers int, flags bool, rows a list of records; ``None`` means no statement. Plus uid, revision and the
stamps of STAMPS."""

STAMPS = ("uid", "revision", "created_at", "created_by", "updated_at", "updated_by", "deleted_at")


class Kind(Enum):
    """What a field holds; fixes its column, its editor and its cell."""

    TEXT = auto()
    LONG = auto()
    DATE = auto()  # ISO text
    MONEY = auto()  # integer 分
    NUMBER = auto()
    CHOICE = auto()  # a code of the list named by ``of``
    CHOICES = auto()  # several codes of that list, joined by commas in the order of the list
    FLAG = auto()
    LINK = auto()  # uid of a record of the item named by ``of``
    ROWS = auto()  # records of the row item named by ``of``


class Gate(Flag):
    """What a record is asked to be good for: 存 报 印 卷."""

    SAVE = auto()
    REPORT = auto()
    PRINT = auto()
    ARCHIVE = auto()


class Secrecy(IntEnum):
    """Who may see what (domain: work items §3.0). RESTRICTED appears in counts only, outside its own tab."""

    PUBLIC = 0  # S0
    INTERNAL = 1  # S1
    PERSONAL = 2  # S2
    SENSITIVE = 3  # S3: convictions, health, movements
    RESTRICTED = 4  # S4: files of juveniles under correction


GATE_LABELS = {Gate.SAVE: "存", Gate.REPORT: "报", Gate.PRINT: "印", Gate.ARCHIVE: "卷"}
NOWHERE = Gate(0)
LEAVING = Gate.REPORT | Gate.PRINT  # the gates at which a text leaves the house


class By(Enum):
    """Who fills a field in, and who reads it then."""

    HAND = auto()  # a person
    HABIT = auto()  # a person; the last choice of a sitting is the next record's default
    PROGRAM = auto()  # the program, as a part of what the record says: its number, what follows from other fields
    NOTE = auto()  # the program, for this office: how a record came in and what became of it; in no ledger
    INNER = auto()  # the program, for itself: to be read nowhere


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a work item."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    of: str = ""  # CHOICE, CHOICES: code list; LINK: item key; ROWS: row item key
    need: Gate = NOWHERE  # gates at which an empty value is a problem by itself
    width: int = 0  # width in a list, in characters; 0 keeps it out of the list
    limit: int = 0  # soft text length in characters (mediation.md §3.14); 0 = none
    mask: str = ""  # how it is hidden in lists and exports: id | phone | address | name | birth | secret (not at all)
    by: By = By.HAND
    ahead: bool = False  # DATE, or dates in a LONG: may lie in the future; without a year it is the nearest one, not the last one
    hint: str = ""  # what to write, shown in the empty field

    @property
    def editable(self) -> bool:
        return self.by in (By.HAND, By.HABIT)

    def secrecy(self, item: "Item") -> Secrecy:
        """Its class: that of its mask, never less than the item's own for what says who somebody is."""
        if not self.mask:
            return item.secrecy
        return Secrecy.SENSITIVE if self.mask == "secret" else max(Secrecy.PERSONAL, item.secrecy)


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


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which something has to be done about a record, on what ground (key of resources/limits.json)."""

    on: str  # ISO
    what: str
    limit: str = ""
    path: tuple[str | int, ...] = ()  # the field that answers it


Rule = Callable[[Record, Circumstances], Iterable[Problem]]


def _as_it_is(record: Record, now: Circumstances) -> Record:
    return record


def _nothing_due(record: Record, now: Circumstances) -> Iterable[Due]:
    return ()


def _never(record: Record) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Item:
    """A work item: what its record holds and which rules it obeys."""

    key: str  # also the table name
    label: str
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    parent: str = ""  # row items: key of the item whose rows they are
    name_of: Callable[[Record], str] = lambda record: record.get("name") or ""  # what people call this record
    letters: str = ""  # of its record numbers: ZX makes ZX-2022-0031; '' = not numbered so
    quick: tuple[str, ...] = ()  # fields of the short form, in order; () = all
    start: Mapping[str, Any] = field(default_factory=dict)  # what a new record says before anybody typed
    owner: str = ""  # a register of one person: key of the item on whose page it stands, by its LINK field ``subject``
    secrecy: Secrecy = Secrecy.INTERNAL
    locked: bool = False  # opened only with the second PIN
    restricted: Callable[[Record], bool] = _never  # whether this very record is Secrecy.RESTRICTED
    follow: Callable[[Record, Circumstances], Record] = _as_it_is  # fills in what follows from what was said
    dues: Callable[[Record, Circumstances], Iterable[Due]] = _nothing_due  # what its own dates demand

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by key, in form order."""
        return {f.key: f for section in self.sections for f in section.fields}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    def blank(self) -> Record:
        """A record that states nothing."""
        return {f.key: [] if f.kind is Kind.ROWS else None for f in self}
