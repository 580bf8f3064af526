"""The ledger of any declared item: one sheet, a row a record, its columns read from the declaration.

Row 1 labels, row 2 hidden machine keys. The rows of a record (issues, visitors) are one text; those that say as much
about a person as a record of its own have a sheet besides. Restricted files, those of juveniles, stand in no ledger,
masked or not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from db import codes
from db.items import BY_KEY, Item
from db.items.kinds import By, Field, Kind, Record
from db.repository import name_column
from desktop_app.exchange.computed import Names, Told
from desktop_app.exchange.mask import Mask, NoMask, Restricted
from desktop_app.exchange.profiles import Column, Sheet
from desktop_app.exchange.rows import Page, row_of
from desktop_app.shown import show_money

WIDTHS = {Kind.TEXT: 14, Kind.LONG: 34, Kind.DATE: 12, Kind.MONEY: 12, Kind.NUMBER: 8, Kind.CHOICE: 12,
          Kind.CHOICES: 20, Kind.FLAG: 6, Kind.LINK: 14, Kind.ROWS: 34}
_MASKED_WIDTHS = {"id": 22, "phone": 14, "address": 24}
_KEY_WIDTHS = {"record_no": 15, "case_no": 26}
_APART = {"party"}  # row items with a sheet of their own
_NOTES = (("记录号", "uid", 38), ("版本", "rev", 6), ("校验", "hash", 18))
_ROW_NOTES = (("所属记录号", "case_uid", 38), ("记录号", "uid", 38), ("校验", "hash", 18))
_TEXT = {Kind.CHOICE: "label", Kind.DATE: "iso"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a ledger may tell: names of linked records, whether people are named, whether secrets are told as well."""

    names: Names  # item key -> uid -> name
    restricted: Restricted
    with_names: bool = False
    secrets: bool = False

    def mask(self, item: Item, record: Record) -> Mask:
        return NoMask(self.secrets) if self.with_names else Mask(record, item)


def columns(item: Item) -> tuple[Column, ...]:
    """The declared fields in form order, then the notes that lead back to the record."""
    return (*map(_column, _told(item)), *_notes(_NOTES))


def _row_columns(item: Item, row_item: Item) -> tuple[Column, ...]:
    """The same of a row item, the number of its record first."""
    number = _column(item.fields[name_column(item)])
    return (number, *map(_column, _told(row_item)), *_notes(_ROW_NOTES))


def _told(item: Item) -> Iterator[Field]:
    return (f for f in item if f.by not in (By.NOTE, By.INNER))


def _column(field: Field) -> Column:
    flat = Field(field.key, field.label, Kind.LONG) if field.kind is Kind.ROWS else field
    width = _KEY_WIDTHS.get(field.key) or _MASKED_WIDTHS.get(field.mask) or WIDTHS[field.kind]
    width = max(width, len(field.label) + 3)  # the label fits in two lines
    return Column(field.label, field.key, width, flat, text=_TEXT.get(field.kind, ""))


def _notes(notes: Iterable[tuple[str, str, float]]) -> Iterator[Column]:
    return (Column(header, key, width, source=key) for header, key, width in notes)


def ledgers(item: Item, name: str, records: Iterable[Record], shown: Shown) -> list[Page]:
    """The filled sheet ``name``, then one for each kind of rows that stands apart."""
    main = Page(Sheet(name, "case", columns(item), freeze=1, pages_wide=0))
    apart = {f.key: Page(Sheet(f.label, "rows", _row_columns(item, BY_KEY[f.of]), freeze=1, pages_wide=0))
             for f in item if f.kind is Kind.ROWS and f.of in _APART}
    number = name_column(item)
    for record in records:
        if shown.restricted.bars(item, record):
            continue
        clean = shown.restricted.clean(item, record)
        mask = shown.mask(item, clean)
        flat = clean | {f.key: _joined(f, clean[f.key], shown.names, mask) for f in item if f.kind is Kind.ROWS}
        main.rows.append(row_of(main.sheet.columns, Told(flat, flat, shown.names, mask, {}, {})))
        for key, page in apart.items():
            page.rows.extend(row_of(page.sheet.columns, Told(flat, row | {number: flat[number]}, shown.names, mask, {}, {}))
                             for row in clean[key])
    return [main, *apart.values()]


def _joined(field: Field, rows: Iterable[Record], names: Names, mask: Mask) -> str:
    """Who or what the rows are, in a few words; numbers, telephones and addresses are no such words."""
    item = BY_KEY[field.of]
    if field.of in _APART:
        return "、".join(str(mask.value(item.fields["name"], row["name"], row)) for row in rows if row.get("name"))
    return "；".join("，".join(filter(None, _words(item, row, names, mask))) for row in rows)


def _words(item: Item, row: Record, names: Names, mask: Mask) -> Iterator[str]:
    for field in item:
        value = mask.value(field, row.get(field.key), row)
        if value in (None, "", False) or field.mask not in ("", "name"):
            continue
        match field.kind:
            case Kind.CHOICE:
                yield codes.brief(field.of, value)
            case Kind.CHOICES:
                yield codes.labels(field.of, value, short=True)
            case Kind.LINK:
                yield names.get(field.of, {}).get(value, "")
            case Kind.FLAG:
                yield field.label
            case Kind.MONEY:
                yield f"{show_money(value)}元"
            case Kind.NUMBER:
                yield f"{field.label} {value}"
            case _:
                yield value
