"""The directory of people met before: found by name, sound, look, pinyin, telephone or end of the id number.

Only mediation cases enter people here: persons of the locked tabs never come into it. Two entries of one person are
told by db/twins.py; ``person_match`` remembers which were merged, so that the old spelling still leads to the one kept.
"""

from collections.abc import Mapping

from db import repository
from db.database import Store
from db.identity import clean
from db.items import PARTY, PERSON
from db.items.kinds import Record
from db.lookalike import spellings
from db.pinyin import full, initials, other_initials, other_readings

FACTS = tuple(key for key in PERSON.fields if key in PARTY.fields)
"""What a party and a person have in common."""

_BY = (
    "SELECT id FROM person WHERE deleted_at IS NULL AND ({}) "
    "ORDER BY coalesce(village = ?, 0) DESC, updated_at DESC, id DESC LIMIT ?")

_HEIRS = (
    "uid IN (WITH RECURSIVE heir (uid) AS (SELECT uid FROM person WHERE name = ? AND deleted_at IS NOT NULL UNION "
    "SELECT m.keep FROM heir JOIN person_match m ON m.gone = heir.uid WHERE m.verdict = 'same' AND m.undone_at IS NULL) "
    "SELECT uid FROM heir)")
"""Those into whom an entry of a name was merged."""

_SPARED = 2
"""Places of the list kept for names that sound or look alike when there are many beginnings."""

_LONGEST = 6
"""Letters typed up to which other initials are tried; no name of a person has more."""

_Rank = tuple[str, tuple[str, ...]]  # a clause and its values


def find(store: Store, text: str, village: str | None = None, limit: int = 5) -> list[Record]:
    """Up to ``limit`` people for what was typed, exact ones first; within a rank those of ``village`` first."""
    key = clean(text).replace("Ü", "V")
    if not key:
        return []
    search = _Search(store, village, limit)
    if key.isdigit() or (key[:-1].isdigit() and key.endswith("X")):
        ids = search.first(_numbers(key))
    elif key.isascii():
        ids = search.first(_letters(key.lower()))
    else:
        ids = _named(search, key)
    return repository.page(store, PERSON, ids[:limit])


class _Search:
    """Ids for ranks of clauses; every clause is answered by an index."""

    def __init__(self, store: Store, village: str | None, limit: int) -> None:
        self._store, self._village, self.limit = store, village, limit

    def first(self, ranks: list[_Rank]) -> list[int]:
        """Ids of the ranks in order, until there are enough."""
        ids: list[int] = []
        for clause, values in ranks:
            rows = self._store.rows(_BY.format(clause), *values, self._village, self.limit)
            ids += [row[0] for row in rows if row[0] not in ids]
            if len(ids) >= self.limit:
                break
        return ids


def _numbers(key: str) -> list[_Rank]:
    ranks = [("phone = ?", (key,)), ("id_no = ?", (key,))]
    if 4 <= len(key) < 18:
        ranks += [(f"substr({column}, -4) = ? AND substr({column}, -length(?)) = ?", (key[-4:], key, key))
                  for column in ("id_no", "phone")]
        ranks.append(("phone >= ? AND phone < ? || ':'", (key, key)))
    return ranks


def _letters(key: str) -> list[_Rank]:
    ranks = [("initials = ?", (key,)), ("pinyin = ?", (key,))]
    for column, others in (("pinyin", other_readings(key)),
                           ("initials", other_initials(key) if len(key) <= _LONGEST else {})):
        if others:
            ranks.append((" OR ".join([f"({column} = ? AND name GLOB ?)"] * len(others)),
                          tuple(value for spelt, held in others.items() for value in (spelt, f"*[{held}]*"))))
    if len(key) >= 3:
        ranks.append(("pinyin >= ? AND pinyin < ? || '{'", (key, key)))
    return ranks


def _named(search: _Search, key: str) -> list[int]:
    """Exact names, beginnings, then what sounds or looks alike; the last keep a place or two beside many beginnings."""
    ids = search.first([("name = ?", (key,)), (_HEIRS, (key,))])
    room = search.limit - len(ids)
    if room <= 0:
        return ids
    begun = [one for one in search.first([("name > ? AND name < ? || char(0x10FFFF)", (key, key))]) if one not in ids]
    alike = []
    if len(key) > 1:
        ranks = [("pinyin = ? AND name <> ?", (full(key), key))]
        if others := spellings(key):
            ranks.append((f"name IN ({', '.join('?' * len(others))})", tuple(others)))
        alike = [one for one in search.first(ranks) if one not in ids and one not in begun]
    return ids + begun[:room - min(_SPARED, len(alike), room)] + alike


def facts(person: Mapping) -> Record:
    """What a party takes over from the directory, and the link back."""
    return {key: person.get(key) for key in FACTS} | {"person": person["uid"]}


def _same(store: Store, party: Record) -> Record | None:
    """Who in the directory this party is: of the same name, or heir of an entry of that name that was merged, and
    linked or with the same number, telephone or home.

    Never by guess: of two people who fit equally well it is neither, and an id number that belongs to somebody of
    another name is a slip of the pen, unless the party is linked to that person and only the name was corrected.
    """
    rows = store.rows(f"SELECT id FROM person WHERE deleted_at IS NULL AND (name = ? OR (uid = ? AND id_no = ?) OR {_HEIRS})",
                      party["name"], party.get("person"), party.get("id_no"), party["name"])
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
    if known is None:
        return repository.add(store, PERSON, PERSON.blank() | said | _spelt(party["name"]), who)["uid"]
    if _merged(store, party["name"], known["uid"]):
        del said["name"]  # the spelling of an entry that was merged into this one: the name kept is the right one
    else:
        said |= _spelt(party["name"])
    return repository.save(store, PERSON, known | said, who)["uid"]


def _spelt(name: str) -> Record:
    return {"initials": initials(name), "pinyin": full(name)}


def _merged(store: Store, name: str, uid: str) -> bool:
    return bool(store.rows(f"SELECT 1 FROM person WHERE uid = ? AND name <> ? AND {_HEIRS}", uid, name, name))


def respell(store: Store) -> None:
    """Spell every name as the program does now: its tables of readings may have learnt since the entry was made."""
    with store.writing():
        for uid, name, *stored in store.rows("SELECT uid, name, initials, pinyin FROM person WHERE name IS NOT NULL"):
            spelt = _spelt(name)
            if stored != list(spelt.values()):
                repository.mark(store, PERSON, [uid], spelt, "程序")
