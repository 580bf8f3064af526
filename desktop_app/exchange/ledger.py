"""The ledger of any declared item: one sheet, a row a record, its columns read from the declaration.

Row 1 labels, row 2 hidden machine keys; the rows of a record (parties, issues, visitors) are one text each. Records
that are restricted, the files of juveniles, stand in no ledger, masked or not.
"""

from collections.abc import Iterable, Iterator

from db import codes
from db.items import BY_KEY, Item
from db.items.kinds import Field, Kind, Record
from desktop_app.exchange.computed import Names, Told
from desktop_app.exchange.mask import Mask, NoMask
from desktop_app.exchange.profiles import Column, Sheet
from desktop_app.exchange.rows import Page, row_of

WIDTHS = {Kind.TEXT: 14, Kind.LONG: 34, Kind.DATE: 12, Kind.MONEY: 12, Kind.NUMBER: 8, Kind.CHOICE: 12,
          Kind.CHOICES: 20, Kind.FLAG: 6, Kind.LINK: 14, Kind.ROWS: 34}
_MASKED_WIDTHS = {"id": 22, "phone": 14, "address": 24}
_INNER = {"origins", "pinyin", "initials", "report_batch", "exported_rev", "accepted_rev", "report_state", "subject"}
_NOTES = (("记录号", "uid", 38), ("版本", "rev", 6), ("校验", "hash", 18))


def columns(item: Item) -> tuple[Column, ...]:
    """The declared fields in form order, the number first, then the notes that lead back to the record."""
    fields = [f for f in item if f.key not in _INNER and not (f.kind is Kind.LINK and f.of in _UNNAMED)]
    return (*(Column(f.label, f.key, _MASKED_WIDTHS.get(f.mask, WIDTHS[f.kind]), _flat(f), text=_TEXT.get(f.kind, ""))
              for f in fields), *(Column(header, key, width, source=key) for header, key, width in _NOTES))


_TEXT = {Kind.CHOICE: "label", Kind.DATE: "iso"}
_UNNAMED = {"person"}  # an inner link


def _flat(field: Field) -> Field:
    """Rows stand in the ledger as one text."""
    return Field(field.key, field.label, Kind.LONG) if field.kind is Kind.ROWS else field


def ledger(item: Item, name: str, records: Iterable[Record], names: Names, *, with_names: bool) -> Page:
    """The filled sheet ``name``; ``names``: item key -> uid -> name for linked values."""
    page = Page(Sheet(name, "case", columns(item), freeze=1, pages_wide=0))
    shown = NoMask()
    for record in records:
        if item.restricted(record):
            continue
        mask = shown if with_names else Mask(record, item)
        flat = record | {f.key: _joined(f, record[f.key], names, mask) for f in item if f.kind is Kind.ROWS}
        page.rows.append(row_of(page.sheet.columns, Told(flat, flat, names, mask, {}, {})))
    return page


def _joined(field: Field, rows: Iterable[Record], names: Names, mask: Mask) -> str:
    item = BY_KEY[field.of]
    return "；".join("，".join(_words(item, row, names, mask)) for row in rows)


def _words(item: Item, row: Record, names: Names, mask: Mask) -> Iterator[str]:
    for field in item:
        value = mask.value(field, row.get(field.key), row)
        if value in (None, "", []) or (field.kind is Kind.LINK and field.of in _UNNAMED):
            continue
        match field.kind:
            case Kind.CHOICE:
                yield codes.brief(field.of, value)
            case Kind.LINK:
                yield names.get(field.of, {}).get(value, "")
            case Kind.FLAG:
                yield field.label if value else ""
            case _:
                yield str(value)
