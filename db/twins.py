"""Pairs of entries in the directory that are likely one person, for one entry or for all of them.

``same_person.compare`` says yes only to names that sound or look alike and share a village, a telephone or a birthday,
or to an equal id number; so those groups, made in SQL, hold every pair that it would find among all (a test proves it).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from db import repository
from db.database import Store
from db.items import PERSON
from db.items.kinds import Record
from db.lookalike import folded, spellings, unlike_in_sound
from db.pinyin import full
from db.same_person import Likeness, compare

_KEYS = ("uid", "name", "kind", "id_type", "id_no", "sex", "birth", "phone", "village")
_SHARED = ("village", "phone", "birth")
_STEP = 500  # pairs between two words to the person waiting

_NUMBER = "CASE length(id_no) WHEN 15 THEN substr(id_no, 1, 6) || '19' || substr(id_no, 7) ELSE substr(id_no, 1, 17) END"
"""An old number and the new one it became are equal in their first 17 characters."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, the earlier one first, and why they may be one person."""

    one: Record
    other: Record
    likeness: Likeness


def twins(store: Store, limit: int = 100, progress: Callable[[float, str], None] = lambda done, text: None) -> tuple[list[Pair], int]:
    """The likeliest pairs of the whole directory, at most ``limit``, and how many there are.

    Pairs that somebody told apart are left out. ``progress`` hears the part done (0..1) with a word, and may raise to
    stop. All is read from one state of the book, whoever writes beside it.
    """
    with store.reading():
        pairs, apart = sorted(_candidates(store, progress)), _apart(store)
        light = _light(store, "id IN (SELECT value FROM json_each(?))", json.dumps(sorted({n for pair in pairs for n in pair})))
        found = []
        for place, (one, other) in enumerate(pairs):
            if place % _STEP == 0:
                progress(0.5 + 0.5 * place / len(pairs), f"比过 {place} 对，共 {len(pairs)} 对")
            if (frozenset((light[one]["uid"], light[other]["uid"])) not in apart
                    and (likeness := compare(light[one], light[other]))):
                found.append((likeness, one, other))
        found.sort(key=lambda each: (each[0].verdict != "same", -each[0].score, -each[2], each[1]))
        shown = found[:limit]
        ids = sorted({n for _, *pair in shown for n in pair})
        whole = dict(zip(ids, repository.page(store, PERSON, ids), strict=True))
    return [Pair(whole[one], whole[other], likeness) for likeness, one, other in shown], len(found)


def twins_of(store: Store, person: Record) -> list[Pair]:
    """Who in the directory a person may be, likeliest first: an entry, or a party that is not in it yet."""
    name, uid, apart = person.get("name") or "", person.get("uid"), _apart(store)
    others = [name, *spellings(name)]
    light = _light(store, f"pinyin = ? OR phone = ? OR id_no = ? OR name IN ({', '.join('?' * len(others))})",
                   full(name), person.get("phone"), person.get("id_no"), *others)
    found = [(likeness, n) for n, other in light.items()
             if other["uid"] != uid and frozenset((uid, other["uid"])) not in apart and (likeness := compare(person, other))]
    found.sort(key=lambda each: (each[0].verdict != "same", -each[0].score, -each[1]))
    whole = repository.page(store, PERSON, [n for _, n in found])
    return [Pair(dict(person), other, likeness) for (likeness, _), other in zip(found, whole, strict=True)]


def _light(store: Store, where: str, *values: object) -> dict[int, Record]:
    """What is compared, by id: a whole record costs ten times as much."""
    rows = store.rows(f"SELECT id, {', '.join(_KEYS)} FROM person WHERE deleted_at IS NULL AND ({where})", *values)
    return {row[0]: dict(zip(_KEYS, row[1:], strict=True)) for row in rows}


def _candidates(store: Store, progress: Callable[[float, str], None]) -> set[tuple[int, int]]:
    """Ids of all pairs worth comparing, the smaller first: half of the work."""
    groups = [f"{_NUMBER} HAVING id_no IS NOT NULL AND", *(f"pinyin, {key} HAVING {key} IS NOT NULL AND" for key in _SHARED)]
    pairs: set[tuple[int, int]] = set()
    for place, group in enumerate(groups):
        progress(0.1 * place, "找相像的")
        for ids, in store.rows(f"SELECT group_concat(id) FROM person WHERE deleted_at IS NULL GROUP BY {group} count(*) > 1"):
            pairs |= _pairs(map(int, ids.split(",")))
    by_look: defaultdict[tuple, list[int]] = defaultdict(list)
    progress(0.1 * len(groups), "找相像的")
    for n, name, *shared in store.rows(f"SELECT id, name, {', '.join(_SHARED)} FROM person "
                                       "WHERE deleted_at IS NULL AND name GLOB ?", f"*[{unlike_in_sound()}]*"):
        for key, value in zip(_SHARED, shared, strict=True):
            if value:
                by_look[folded(name), key, value].append(n)
    return pairs.union(*map(_pairs, by_look.values()))


def _pairs(ids: Iterable[int]) -> set[tuple[int, int]]:
    return set(combinations(sorted(ids), 2))


def _apart(store: Store) -> set[frozenset[str]]:
    """Pairs of uids that somebody said are two people; what was said of a merged entry holds for the one kept."""
    rows = store.rows("SELECT verdict, keep, gone FROM person_match WHERE undone_at IS NULL")
    heir = {gone: keep for verdict, keep, gone in rows if verdict == "same"}

    def last(uid: str) -> str:
        seen = {uid}
        while (uid := heir.get(uid, uid)) not in seen:
            seen.add(uid)
        return uid

    return {frozenset((last(one), last(other))) for verdict, one, other in rows if verdict == "apart"}
