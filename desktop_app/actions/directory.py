"""The directory of people kept clean: two entries of one person become one, and that can be taken back.

What was decided stays in ``person_match``: a merge with all that it moved, so that it can be undone exactly, today or
next year; and two people told apart, so that nobody is asked about them again.
"""

import json
from dataclasses import dataclass

from db import people, repository
from db.clock import now
from db.errors import Conflict, KnownError
from db.items import BY_KEY, CASE, PERSON
from db.items.kinds import Kind, Record
from db.same_person import contradiction
from desktop_app.actions.session import Session
from desktop_app.shown import show_date


@dataclass(frozen=True, slots=True)
class Deed:
    """What was decided last about two entries, and can be taken back: ``text`` is 合并“王建国”（9月3日）."""

    id: int
    verdict: str  # same | apart
    keep: str
    gone: str
    text: str
    before: Record
    after: Record
    links: dict[str, list[str]]


def cases_of(session: Session, uid: str) -> list[Record]:
    """The cases a person is a party to, the newest first."""
    ids = session.store.rows("SELECT DISTINCT c.id, c.event_on FROM party p JOIN mediation_case c ON c.id = p.owner_id "
                             "WHERE p.person = ? AND c.deleted_at IS NULL ORDER BY c.event_on DESC, c.id DESC", uid)
    return repository.page(session.store, CASE, [row[0] for row in ids])


def case_count(session: Session, uid: str) -> int:
    """How many cases a person is a party to."""
    return session.store.rows("SELECT count(DISTINCT c.id) FROM party p JOIN mediation_case c ON c.id = p.owner_id "
                              "WHERE p.person = ? AND c.deleted_at IS NULL", uid)[0][0]


def _links() -> list[tuple[str, str]]:
    """(table, column) of everything that points at a person."""
    return [(item.key, f.key) for item in BY_KEY.values() for f in item if f.kind is Kind.LINK and f.of == PERSON.key]


def count(session: Session) -> int:
    """How many entries the directory has."""
    return session.store.rows("SELECT count(*) FROM person WHERE deleted_at IS NULL")[0][0]


def foretell(session: Session, keep: Record, gone: Record) -> str:
    """What a merge would do for the one kept, in plain words: 补上住址；2 件案件改记在它名下."""
    gained = [PERSON.fields[key].label for key in _gained(keep, gone) if key != "id_type"]
    cases = case_count(session, gone["uid"])
    said = [f"补上{'、'.join(gained)}" if gained else "没有要补的", *([f"{cases} 件案件改记在它名下"] if cases else [])]
    return "；".join(said)


def refusal(one: Record, other: Record) -> str:
    """Why two entries cannot be merged; '' when they can."""
    said = contradiction(one, other)
    return f"这两条不能合并：{said}" if said else ""


def _pair(session: Session, one: str, other: str) -> tuple[Record, Record]:
    found = tuple(repository.get(session.store, PERSON, uid) for uid in (one, other))
    if one == other or any(person["deleted_at"] for person in found):
        raise Conflict("这一对刚才已经处理过了。", "请看名单里的下一对。")
    return found


def _gained(keep: Record, gone: Record) -> Record:
    """What the entry that stays lacks and the other knows; an address only with the village it lies in."""
    gained = {key: gone[key] for key in people.FACTS if not keep.get(key) and gone.get(key)}
    if "address" in gained and keep["village"] and gone["village"] not in (None, keep["village"]):
        del gained["address"]
    if "id_no" in gained:
        gained["id_type"] = gone["id_type"]
    else:
        gained.pop("id_type", None)
    return gained


def merge(session: Session, keep: str, gone: str) -> str:
    """Make one of two entries: ``keep`` gains what it lacks and all links, ``gone`` goes into the 回收站.

    Returns the sentence for the status line. Raises KnownError for two people whose numbers prove it.
    """
    store = session.store
    with store.writing():
        one, other = _pair(session, keep, gone)
        if said := refusal(one, other):
            raise KnownError(said, "号码要是抄错了，先到案件里改正，再来合并。")
        after = _gained(one, other)
        before = {key: one[key] for key in after}
        if after:
            repository.save(store, PERSON, one | after, session.who)
        links = {}
        for table, column in _links():
            links[f"{table}.{column}"] = [row[0] for row in store.rows(f"SELECT uid FROM {table} WHERE {column} = ?", gone)]
            store.db.execute_sql(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (keep, gone))
        repository.delete(store, PERSON, gone, session.who)
        _note(session, "same", keep, gone, {"before": before, "after": after, "links": links})
    return f"已合并成一条：{one['name']}。另一条在回收站"


def set_apart(session: Session, one: str, other: str) -> str:
    """They are two people: the pair is not offered again. Returns the sentence for the status line."""
    with session.store.writing():
        first, _ = _pair(session, one, other)
        _note(session, "apart", one, other, {})
    return f"记下了，不是同一人：{first['name']}。以后不再问"


def _note(session: Session, verdict: str, keep: str, gone: str, detail: dict) -> None:
    session.store.db.execute_sql(
        "INSERT INTO person_match (at, who, verdict, keep, gone, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (now(), session.who, verdict, keep, gone, json.dumps(detail, ensure_ascii=False)))


def last_deed(session: Session) -> Deed | None:
    """What ``undo`` would take back."""
    rows = session.store.rows("SELECT m.id, m.verdict, m.keep, m.gone, m.detail, m.at, p.name FROM person_match m "
                              "JOIN person p ON p.uid = m.keep WHERE m.undone_at IS NULL ORDER BY m.id DESC LIMIT 1")
    if not rows:
        return None
    number, verdict, keep, gone, detail, at, name = rows[0]
    told = json.loads(detail)
    word = "合并" if verdict == "same" else "不是同一人"
    return Deed(number, verdict, keep, gone, f"{word}“{name}”（{show_date(at[:10])}）",
                told.get("before", {}), told.get("after", {}), told.get("links", {}))


def undo(session: Session) -> str:
    """Take back the last merge or 不是同一人; the sentence for the status line.

    Every link that was moved and still stands goes back; of what was filled in, whatever nobody changed since.
    """
    store = session.store
    with store.writing():
        if (deed := last_deed(session)) is None:
            return "没有可以撤销的"
        if deed.verdict == "same":
            repository.restore(store, PERSON, deed.gone, session.who)
            keep = repository.get(store, PERSON, deed.keep)
            untouched = {key: deed.before[key] for key, value in deed.after.items() if keep[key] == value}
            if untouched and not keep["deleted_at"]:
                repository.save(store, PERSON, keep | untouched, session.who)
            for link, uids in deed.links.items():
                table, column = link.split(".")
                store.db.execute_sql(f"UPDATE {table} SET {column} = ? WHERE {column} = ? "
                                     "AND uid IN (SELECT value FROM json_each(?))", (deed.gone, deed.keep, json.dumps(uids)))
        store.db.execute_sql("UPDATE person_match SET undone_at = ? WHERE id = ?", (now(), deed.id))
    return f"已撤销：{deed.text}"
