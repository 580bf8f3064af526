"""One row of an office's own roster: what record it makes, what is wrong with it, and whether it is there already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from db import check, codes
from db.database import Store
from db.identity import read_id_card
from db.items import COMMITTEE, VILLAGE
from db.items.kinds import Circumstances, Field, Gate, Item, Kind, Problem, Record
from desktop_app.actions import settings
from desktop_app.exchange import roster_values
from desktop_app.exchange.receipts import Rejected
from desktop_app.exchange.roster_book import SAME, Line, Sheet, columns, roster
from desktop_app.exchange.roster_values import Misread, MonthOnly, Names, Unknown, plain

_TOLD = 7  # fields of a row in words


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what becomes of it: good, twin (there already) or bad."""

    line: Line
    record: Record
    faults: tuple[Rejected, ...] = ()
    twin: Rejected | None = None
    lacks: tuple[str, ...] = ()  # what 报 still asks of a good row
    wrong: frozenset[str] = frozenset()  # keys of the cells at fault

    @property
    def pile(self) -> str:
        return "bad" if self.faults else "twin" if self.twin else "good"


@dataclass(slots=True)
class _Faults:
    """What is wrong with a row, each cell once."""

    number: int
    headers: Mapping[str, str]
    item: Item
    found: dict[str, Rejected] = field(default_factory=dict)

    def add(self, key: str, reason: str) -> None:
        label = self.headers.get(key) or self.item.fields[key].label
        self.found.setdefault(key, Rejected(self.number, label, reason))

    def in_order(self) -> tuple[Rejected, ...]:
        """In the order of the form."""
        return tuple(self.found[key] for key in self.item.fields if key in self.found)


class Judge:
    """Judges the rows of one sheet in order; a row that repeats an earlier one of the sheet is a twin as well.

    ``found_no(name)`` answers for a village that is not on the roster: the uid it will have, or None.
    """

    def __init__(self, store: Store, item: Item, sheet: Sheet, names: Names, now: Circumstances, me: str | None,
                 found_no: Callable[[str], str | None]) -> None:
        self._item, self._sheet, self._names, self._now, self._me = item, sheet, names, now, me
        self._found_no = found_no
        self._known = _Known(store, item, names)

    def row(self, line: Line) -> Judged:
        """What a row says. All its faults at once."""
        item, faults = self._item, _Faults(line.number, self._sheet.headers, self._item)
        record, months = self._values(line, faults)
        if "handler" in item.fields:
            record["handler"] = record["handler"] or self._me
        record = item.follow(record, self._now)
        for key, month in months.items():
            if not (record.get(key) or "").startswith(month.month):
                faults.add(key, str(month))
        self._check_card(record, faults)
        lacks = self._check_rules(record, faults)
        twin = self._known.twin(record)
        if not faults.found and twin is None and (reason := self._known.namesake(record)):
            faults.add("name", reason)
        if not faults.found and twin is None:
            self._known.add(record, f"和第 {line.number} 行是同一个")
        there = Rejected(line.number, faults.headers.get("name", ""), twin) if twin else None
        return Judged(line, record, faults.in_order(), there, lacks, frozenset(faults.found))

    def _values(self, line: Line, faults: _Faults) -> tuple[Record, dict[str, MonthOnly]]:
        """The record that the cells state, and the dates without a day that something else may complete."""
        record, months = self._item.blank(), {}
        for key, cell in line.cells.items():
            try:
                if isinstance(cell, str) and cell in SAME:
                    raise Misread("上面没有可以照抄的一行，请写明")
                record[key] = self._value(self._item.fields[key], cell)
            except MonthOnly as month:
                months[key] = month
            except Misread as error:
                faults.add(key, str(error))
        return record, months

    def _value(self, f: Field, cell: roster_values.Cell) -> object:
        try:
            return roster_values.value(f, cell, self._names, self._now.today)
        except Unknown as unknown:
            if unknown.item == VILLAGE.key and (uid := self._found_no(unknown.name)):
                return uid
            raise

    def _check_card(self, record: Record, faults: _Faults) -> None:
        """A citizen id must be right, and agree with what else the row says of the person."""
        if not record.get("id_no") or record.get("id_type") not in (None, "id_card"):
            return
        card = read_id_card(record["id_no"])
        if card.fault:
            faults.add("id_no", card.fault)
        elif record.get("sex") in ("1", "2") and record["sex"] != card.sex:
            faults.add("sex", f"和证件号码里的“{codes.label('sex', card.sex)}”不一样，请核对是哪一个写错了")
        elif record.get("birth") and record["birth"] != card.birth:
            faults.add("birth", f"和证件号码里的 {card.birth} 不一样，请核对是哪一个写错了")

    def _check_rules(self, record: Record, faults: _Faults) -> tuple[str, ...]:
        """Faults by the rules of the item; returns what is merely missing for the report."""
        lacks = []
        for problem in check.check(self._item, record, self._now):
            key = str(problem.path[0])
            if not problem.hard or key in faults.found:
                continue
            if problem.missing and Gate.SAVE not in problem.gates:
                lacks.append(problem.message)
            else:
                faults.add(key, self._reason(problem))
        if self._item is COMMITTEE:
            for series in ("oral", "written"):
                if fault := settings.template_fault(record, series):
                    faults.add(f"{series}_number", fault)
        return tuple(lacks)

    @staticmethod
    def _reason(problem: Problem) -> str:
        return "没有填，这一栏必须写" if problem.missing else problem.message


class _Known:
    """What stands on the roster, by number and by name."""

    def __init__(self, store: Store, item: Item, names: Names) -> None:
        told = roster(item)
        self._item, self._number, self._unless, self._names = item, told.number, told.unless, names
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, list[tuple[Record, str]]] = {}
        keys = ["name", *self._unless, *([self._number] if self._number else ()), *(["record_no"] if item.letters else ())]
        for row in store.rows(f"SELECT {', '.join(keys)} FROM {item.key} WHERE deleted_at IS NULL"):
            record = dict(zip(keys, row, strict=True))
            number = f"（编号 {record['record_no']}）" if record.get("record_no") else ""
            self.add(record, f"“{record['name']}”已经在名册里了{number}")

    def add(self, record: Record, words: str) -> None:
        """One more entry, and how a twin of it is told."""
        if number := self._number and record.get(self._number):
            self._by_number.setdefault(number, words)
        if record.get("name"):
            self._by_name.setdefault(plain(record["name"]), []).append((record, words))

    def twin(self, record: Record) -> str | None:
        """Who the record is already: the same number, or the same name where nothing says otherwise."""
        number = record.get(self._number) if self._number else None
        if number and number in self._by_number:
            return self._by_number[number]
        for other, words in self._namesakes(record):
            if number and other.get(self._number):
                continue  # two numbers, two people
            if all(not record.get(key) or not other.get(key) or record[key] == other[key] for key in self._unless):
                return words
        return None

    def namesake(self, record: Record) -> str:
        """'' unless the register knows its entries by name alone and has another of this one."""
        if self._item in settings.REGISTERS and self._namesakes(record):
            return "名册里已经有同名的另一位，请加上区别，例如村名"
        return ""

    def _namesakes(self, record: Record) -> list[tuple[Record, str]]:
        return self._by_name.get(plain(record.get("name") or ""), [])


def told(item: Item, record: Record, names: Names) -> list[str]:
    """A record in a few words: its name, then what can be misunderstood: places, words of lists, dates."""
    wanted = [key for key in (*item.quick, *(f.key for f in columns(item))) if key not in ("name", "handler")]
    said = [record.get("name") or ""]
    for f in (item.fields[key] for key in dict.fromkeys(wanted)):
        found = record.get(f.key)
        if found is None or f.mask or f.kind not in (Kind.LINK, Kind.CHOICE, Kind.DATE):
            continue
        if f.kind is Kind.DATE:
            year, month, day = map(int, found.split("-"))
            said.append(f"{f.label} {year}年{month}月{day}日")
        else:
            said.append(roster_values.written(f, found, names))
        if len(said) > _TOLD:
            break
    return said
