"""The directory of people met before: found by name, initials, pinyin, telephone or end of the id number."""

from collections.abc import Mapping

from db import repository
from db.database import Store
from db.identity import clean
from db.items import PARTY, PERSON
from db.items.kinds import Record
from db.pinyin import full, initials

FACTS = tuple(key for key in PERSON.fields if key in PARTY.fields)
"""What a party and a person have in common."""

_BY = (
    "SELECT id FROM person WHERE deleted_at IS NULL AND {} ORDER BY (village IS NOT ?), updated_at DESC, id LIMIT ?")


def find(store: Store, text: str, village: str | None = None, limit: int = 5) -> list[Record]:
    """Up to ``limit`` people for what was typed, people of ``village`` first; exact names before beginnings."""
    key = clean(text)
    if not key:
        return []
    if key.isdigit() or (key[:-1].isdigit() and key.endswith("X")):
        wanted = [("phone = ?", key), ("id_no = ?", key)]
        if 4 <= len(key) < 18:
            wanted += [("phone LIKE ?", f"{key}%"), ("id_no LIKE ?", f"%{key}")]
    elif key.isascii():
        low = key.lower()
        wanted = [("initials = ?", low), ("pinyin = ?", low)]
        if len(low) >= 3:
            wanted.append(("pinyin >= ? AND pinyin < ? || '{'", low))
    else:
        wanted = [("name = ?", key), ("name >= ? AND name < ? || char(0x10FFFF)", key)]
    ids: list[int] = []
    for clause, value in wanted:
        values = (value,) * clause.count("?")
        rows = store.db.execute_sql(_BY.format(clause), (*values, village, limit))
        ids += [row[0] for row in rows if row[0] not in ids]
        if len(ids) >= limit:
            break
    return repository.page(store, PERSON, ids[:limit])


def facts(person: Mapping) -> Record:
    """What a party takes over from the directory, and the link back."""
    return {key: person.get(key) for key in FACTS} | {"person": person["uid"]}


def _same(store: Store, party: Record) -> Record | None:
    """Who in the directory this party is: by id number; else by name with telephone or village. Never by guess."""
    if party.get("person"):
        linked = repository.get(store, PERSON, party["person"])
        if linked["name"] == party["name"] and not (
                linked["id_no"] and party.get("id_no") and linked["id_no"] != party["id_no"]):
            return linked
    if party.get("id_no"):
        ids = store.db.execute_sql("SELECT id FROM person WHERE id_no = ? AND deleted_at IS NULL",
                                   (party["id_no"],)).fetchall()
        if ids:
            return repository.page(store, PERSON, [ids[0][0]])[0]
    named = [p for p in find(store, party["name"]) if p["name"] == party["name"]
             and not (p["id_no"] and party.get("id_no"))]
    agreeing = [p for p in named if (party.get("phone") and p["phone"] == party["phone"])
                or (party.get("village") and p["village"] == party["village"])]
    return agreeing[0] if len(agreeing) == 1 else None


def remember(store: Store, party: Record, who: str) -> str:
    """Enter a party into the directory, or bring the entry up to date; returns the person's uid."""
    known = _same(store, party)
    said = {key: party.get(key) for key in FACTS if party.get(key)}
    spelt = {"initials": initials(party["name"]), "pinyin": full(party["name"])}
    if known is None:
        return repository.add(store, PERSON, PERSON.blank() | said | spelt, who)["uid"]
    return repository.save(store, PERSON, known | said | spelt, who)["uid"]
