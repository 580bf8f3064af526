"""Kind -> column, item -> peewee model. Columns are nullable: what is required is check.py's business."""

import re
from datetime import date
from typing import Any

from peewee import Database, Field, ForeignKeyField, IntegerField, Model, TextField

from db.items import BY_KEY
from db.items import kinds as declared
from db.items.kinds import Item, Kind

_COLUMNS: dict[Kind, type[Field]] = {
    Kind.TEXT: TextField, Kind.LONG: TextField, Kind.DATE: TextField, Kind.CHOICE: TextField,
    Kind.CHOICES: TextField, Kind.LINK: TextField,
    Kind.MONEY: IntegerField, Kind.NUMBER: IntegerField, Kind.FLAG: IntegerField,
}
_TYPES: dict[Kind, type] = {Kind.MONEY: int, Kind.NUMBER: int, Kind.FLAG: bool}
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters: the engine or a workbook would choke on them later."""


def storable(field: declared.Field, value: Any) -> Any:
    """A value as its column takes it: text without control characters, blank text as None.

    peewee would store anything anywhere, so a wrong type or a date that is none is a bug and raises here.
    """
    if value is None:
        return None
    if type(value) is not _TYPES.get(field.kind, str):
        raise TypeError(f"{field.key}: {value!r} is no {field.kind.name}")
    if isinstance(value, str):
        value = _UNSTORABLE.sub("", value)
        if field.kind is Kind.DATE and value and date.fromisoformat(value).isoformat() != value:
            raise ValueError(f"{field.key}: {value!r} is no ISO date")
        return value if value.strip() else None
    return value


def columns(item: Item) -> list[str]:
    """Keys of the declared fields that are columns of the item's own table."""
    return [field.key for field in item if field.kind is not Kind.ROWS]


def _model(item: Item, db: Database, parent: type[Model] | None) -> type[Model]:
    attributes: dict[str, object] = {"uid": TextField(unique=True)}
    if parent is not None:
        attributes["owner"] = ForeignKeyField(parent, column_name="owner_id", on_delete="CASCADE", backref=item.key)
        attributes["position"] = IntegerField()
    else:
        attributes |= {
            "revision": IntegerField(), "created_at": TextField(), "created_by": TextField(),
            "updated_at": TextField(), "updated_by": TextField(), "deleted_at": TextField(null=True),
        }
    attributes |= {key: _COLUMNS[item.fields[key].kind](null=True) for key in columns(item)}
    attributes["Meta"] = type("Meta", (), {"database": db, "table_name": item.key})
    return type(Model)(item.key, (Model,), attributes)


def build(db: Database) -> dict[str, type[Model]]:
    """One model per item, row items after the item they hang below; each with ``id INTEGER PRIMARY KEY``."""
    models: dict[str, type[Model]] = {}
    for item in sorted(BY_KEY.values(), key=lambda item: bool(item.parent)):
        models[item.key] = _model(item, db, models.get(item.parent))
    return models
