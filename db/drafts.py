"""Unsaved input, kept every few seconds so that a power cut costs at most the last words."""

import json
from dataclasses import dataclass

from db.clock import now
from db.database import Store
from db.items.kinds import Item, Record


@dataclass(frozen=True, slots=True)
class Draft:
    """What was in the form when the program was left; ``uid`` is its key, see ``key_of``."""

    item: str
    uid: str
    revision: int
    saved_at: str
    saved_by: str
    data: Record


def key_of(record: Record) -> str:
    """One draft per record: its uid; for one that was never saved the key its form gave it as ``draft``, or ''."""
    return record.get("uid") or record.get("draft") or ""


def keep(store: Store, item: Item, record: Record, who: str) -> None:
    """Keep the present state of a form in the place of the one before."""
    with store.writing():
        store.db.execute_sql(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (item, uid) DO UPDATE SET "
            "revision = excluded.revision, saved_at = excluded.saved_at, saved_by = excluded.saved_by, "
            "data = excluded.data",
            (item.key, key_of(record), record.get("revision") or 0, now(), who,
             json.dumps(record, ensure_ascii=False)))


def discard(store: Store, item: Item, uid: str) -> None:
    """Forget a draft: it was saved, or the person said so."""
    with store.writing():
        store.db.execute_sql("DELETE FROM draft WHERE item = ? AND uid = ?", (item.key, uid))


def waiting(store: Store, item: Item) -> list[Draft]:
    """Drafts to offer again, newest first."""
    rows = store.rows("SELECT item, uid, revision, saved_at, saved_by, data FROM draft WHERE item = ? "
                      "ORDER BY saved_at DESC", item.key)
    return [Draft(*row[:5], json.loads(row[5])) for row in rows]
