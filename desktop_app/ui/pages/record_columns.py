"""The list of any declared item: its columns are the fields that have a width, then how the record stands."""

from collections.abc import Callable
from functools import cache

from db import repository
from db.items import BY_KEY, Item
from db.items.kinds import Field, Gate, Kind, Record
from desktop_app.actions import records
from desktop_app.actions.session import Session
from desktop_app.exchange import mask
from desktop_app.shown import show_money, show_short_date, shown
from desktop_app.ui.pages.record_list import Columns, Row
from desktop_app.ui.theme import Tone

_PER_CHARACTER, _AIR, _DAY = 21, 20, 126  # units of theme.px
_STATE = 130
_WORTH_READING = 11  # characters of the widest field, before another column gives way to it
_HIDDEN = {"id": mask.number, "phone": mask.phone, "address": mask.address, "birth": mask.birth}
"""What no list shows in full; names are needed to find anybody."""

_NUMBERS = (Kind.NUMBER, Kind.MONEY)
_STATUS_TONES = {"waiting": Tone.DOUBT, "serving": Tone.INFO, "helping": Tone.INFO, "lost": Tone.LATE,
                 "reoffended": Tone.LATE}


def listed(item: Item) -> list[Field]:
    """The fields that stand in the list."""
    return [field for field in item if field.width and field.key not in ("record_no", "status")]


@cache
def columns_of(item: Item, keys: tuple[str, ...] = ()) -> Columns:
    """Columns from the declaration, or ``keys``: the widest takes what is left, the later ones give way first."""
    fields = [item.fields[key] for key in keys] or listed(item)
    widest = max(fields, key=lambda field: 0 if field.kind is Kind.DATE else field.width)
    widths = [0 if field is widest else _DAY if field.kind is Kind.DATE else field.width * _PER_CHARACTER + _AIR
              for field in fields]
    right = frozenset(n for n, field in enumerate(fields) if field.kind in _NUMBERS)
    give = tuple(n for n in reversed(range(len(fields))) if fields[n] is not widest and n > 1)
    titles = (*(field.label for field in fields), "状态" if "status" in item.fields else "填写")
    least = min(widest.width, _WORTH_READING) * _PER_CHARACTER + _AIR
    return Columns(item, titles, (*widths, _STATE), _row_maker(item, fields), right, give, least)


def _row_maker(item: Item, fields: list[Field]) -> Callable[[Session, Record], Row]:
    def row(session: Session, record: Record) -> Row:
        names = _names(session, fields, record)
        cells = [_cell(f, record[f.key], names) for f in fields]
        state, tone = _state(session, item, record)
        return Row(record["uid"], (*(cell.replace("\n", "　") for cell in cells), state), tone)

    return row


def _cell(field: Field, value: object, names: dict[str, str]) -> str:
    if field.kind is Kind.MONEY:
        return show_money(value)
    if field.kind is Kind.DATE:
        return show_short_date(value)
    return shown(field, _HIDDEN[field.mask](value) if value and field.mask in _HIDDEN else value, names)


def _names(session: Session, fields: list[Field], record: Record) -> dict[str, str]:
    return {uid: name for field in fields if field.kind is Kind.LINK and (uid := record[field.key])
            for name, in session.store.rows(
                f"SELECT {repository.name_column(BY_KEY[field.of])} FROM {field.of} WHERE uid = ?", uid)}


def _state(session: Session, item: Item, record: Record) -> tuple[str, Tone]:
    if "status" in item.fields:
        status = item.fields["status"]
        return shown(status, record["status"]), _STATUS_TONES.get(record["status"], Tone.PLAIN)
    missing = [p for p in records.problems_of(session, item, record) if p.hard and Gate.REPORT in p.gates]
    if missing:
        return f"还差{len(missing)}项", Tone.DOUBT
    return ("补录", Tone.INFO) if record.get("late_entry") else ("齐了", Tone.GOOD)


def filter_keys(item: Item) -> tuple[str, ...]:
    """The status, the kinds in the list (two at most), and the village."""
    kinds = [f.key for f in item if f.kind is Kind.CHOICE and f.width and f.key != "status"][:2]
    status = ["status"] if "status" in item.fields else []
    return (*status, *kinds[:2 - len(status)], *(["village"] if "village" in item.fields else []))
