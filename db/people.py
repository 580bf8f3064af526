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
    "SELECT id FROM person WHERE deleted_at IS NULL AND {} "
    "ORDER BY coalesce(village = ?, 0) DESC, updated_at DESC, id DESC LIMIT ?")


def find(store: Store, text: str, village: str | None = None, limit: int = 5) -> list[Record]:
    """Up to ``limit`` people for what was typed, people of ``village`` first; exact names before beginnings."""
    key = clean(text)
    if not key:
        return []
    if key.isdigit() or (key[:-1].isdigit() and key.endswith("X")):
        wanted = [("phone = ?", key), ("id_no = ?", key)]
        if 4 <= len(key) < 18:
            wanted += [("phone >= ? AND phone < ? || ':'", key), ("substr(id_no, -length(?)) = ?", key)]
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
        rows = store.rows(_BY.format(clause), *values, village, limit)
        ids += [row[0] for row in rows if row[0] not in ids]
        if len(ids) >= limit:
            break
    return repository.page(store, PERSON, ids[:limit])


def facts(person: Mapping) -> Record:
    """What a party takes over from the directory, and the link back."""
    return {key: person.get(key) for key in FACTS} | {"person": person["uid"]}


def _same(store: Store, party: Record) -> Record | None:
    """Who in the directory this party is: of the same name, and linked or with the same number, telephone or home.

    Never by guess: of two people who fit equally well it is neither, and an id number that belongs to somebody of
    another name is a slip of the pen, unless the party is linked to that person and only the name was corrected.
    """
    rows = store.rows("SELECT id FROM person WHERE deleted_at IS NULL AND (name = ? OR (uid = ? AND id_no = ?))",
                      party["name"], party.get("person"), party.get("id_no"))
    named = [person for person in repository.page(store, PERSON, [row[0] for row in rows])
             if not (person["id_no"] and party.get("id_no") and person["id_no"] != party["id_no"])]
    for key in ("person", "id_no", "phone", "village", "address"):
        fitting = [person for person in named
                   if party.get(key) and person["uid" if key == "person" else key] == party[key]]
        if len(fitting) == 1 or (fitting and key == "id_no"):
            return fitting[0]
    return None


def remember(store: Store, party: Record, who: str) -> str | None:
    """Enter a party into the directory, or bring the entry up to date; returns the person's uid.

    A mere name enters nobody and returns None, since the next person of that name could not be told apart.
    """
    said = {key: party.get(key) for key in FACTS if party.get(key)}
    if not said.keys() & {"id_no", "phone", "village", "address"}:
        return None
    known = _same(store, party)
    spelt = {"initials": initials(party["name"]), "pinyin": full(party["name"])}
    if known is None:
        return repository.add(store, PERSON, PERSON.blank() | said | spelt, who)["uid"]
    return repository.save(store, PERSON, known | said | spelt, who)["uid"]
