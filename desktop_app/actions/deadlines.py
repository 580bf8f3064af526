"""What is due for a person or a record: its own dates, those of its registers, and how often somebody has to come.

For 今日 everything is looked through, but only records whose dates can demand anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db import clock, repository
from db.items import BY_KEY, CORRECTION, RESETTLEMENT, ROSTERS, WORK, Item, registers_of
from db.items.frequency import FREQUENCIES
from db.items.kinds import Circumstances, Due, Record
from desktop_app.actions import records, tabs
from desktop_app.actions.session import Session


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing due, and where it is done: a record, or a tab when it is about many (uid '')."""

    due: Due
    item: Item
    uid: str
    called: str
    handler: str = ""


def deadlines_of(session: Session, item: Item, record: Record) -> list[Due]:
    """Everything that the dates of one record and of its registers demand, the earliest first."""
    now = records.circumstances(session)
    found = list(item.dues(record, now))
    for register in registers_of(item):
        for entry in entries(session, register, record["uid"]):
            found += register.dues(entry, now)
    return sorted([*found, *_frequent(session, item, record, now)], key=lambda due: due.on)


def entries(session: Session, register: Item, uid: str) -> list[Record]:
    """The entries of one register of a person, newest first."""
    ids = repository.find(session.store, register, repository.Filter(equal={"subject": uid}))
    return repository.page(session.store, register, ids)


def _frequent(session: Session, item: Item, record: Record, now: Circumstances) -> Iterator[Due]:
    """The next report or visit, counted from the last one."""
    for often in FREQUENCIES.get(item.key, ()):
        if record.get("status") not in ("serving", "helping"):
            continue
        limit = often.limits.get(record.get(often.by) or "")
        last = session.store.rows(
            f"SELECT max(event_on) FROM {often.register} WHERE subject = ? AND deleted_at IS NULL", record["uid"])[0][0]
        start = last or record.get(often.since)
        if limit and start:
            day = date.fromisoformat(start) + timedelta(days=now.limits[limit])
            yield Due(day.isoformat(), often.what, limit, (often.register,))


_PRESENT = {CORRECTION.key: "status IN ('waiting', 'serving')", RESETTLEMENT.key: "status IN ('waiting', 'helping')"}
"""Persons whose files can demand anything."""

_MAY_DEMAND = {
    "review_intake": "sent_on IS NULL", "legal_aid": "sent_on IS NULL OR result IS NULL",
    "enterprise_check": "revisit_on IS NULL", "legal_review": "opinion_on IS NULL",
    "supervision": "fix_due IS NOT NULL AND fixed_on IS NULL", "suit": "head_attended IS NULL",
    "screening": "EXISTS (SELECT 1 FROM screening_item i WHERE i.owner_id = screening.id AND i.due_on IS NOT NULL)",
    "committee": "term_to IS NOT NULL", "counsel": "contract_to IS NOT NULL"}
"""Which records of the other items can; those of items not named here never do."""


def all_waiting(session: Session, until: str) -> list[Waiting]:
    """Everything due on or before a day (ISO) on the tabs of this desk, the most overdue first."""
    shown = {item.key for tab in tabs.shown(session) for item in tab.items}
    found: list[Waiting] = []
    for item in (*WORK, *ROSTERS):
        where = _PRESENT.get(item.key) or _MAY_DEMAND.get(item.key)
        if where and item.key in shown:
            ids = [row[0] for row in session.store.rows(
                f"SELECT id FROM {item.key} WHERE deleted_at IS NULL AND ({where})")]
            for record in repository.page(session.store, item, ids):
                dues = deadlines_of(session, item, record) if item.key in _PRESENT else item.dues(
                    record, records.circumstances(session))
                found += [Waiting(due, item, record["uid"], records.called(item, record), record.get("handler") or "")
                          for due in dues if due.on <= until]
    found += [w for w in _villages(session) if w.item.key in shown and w.due.on <= until]
    return sorted(found, key=lambda waiting: waiting.due.on)


_NEGLECTED = (  # item, table, limit, words
    ("counsel_service", "counsel_service", "counsel_visit_days", "{} 个村 {} 天内没有法律顾问到村"),
    ("screening", "screening", "screening_days", "{} 个村 {} 天内没有排查"),
)


def _villages(session: Session) -> Iterator[Waiting]:
    """One line each about the villages that nobody has been to for too long, and those with too few 法律明白人."""
    limits, today = records.circumstances(session).limits, clock.today()
    for key, table, limit, words in _NEGLECTED:
        since = (today - timedelta(days=limits[limit])).isoformat()
        count = session.store.rows(
            "SELECT count(*) FROM village v WHERE v.deleted_at IS NULL AND coalesce(v.closed, 0) = 0 AND NOT EXISTS "
            f"(SELECT 1 FROM {table} t WHERE t.village = v.uid AND t.deleted_at IS NULL AND t.event_on >= ?)", since)[0][0]
        if count and session.store.rows(f"SELECT 1 FROM {table} WHERE deleted_at IS NULL LIMIT 1"):
            yield Waiting(Due(today.isoformat(), words.format(count, limits[limit]), limit), BY_KEY[key], "", "")
    target = limits["law_person_target"]
    few = session.store.rows(
        "SELECT count(*) FROM village v WHERE v.deleted_at IS NULL AND coalesce(v.closed, 0) = 0 AND (SELECT count(*) "
        "FROM law_person p WHERE p.village = v.uid AND p.deleted_at IS NULL AND p.exit_on IS NULL "
        "AND p.kind = 'person') < ?", target)[0][0]
    if few and session.store.rows("SELECT 1 FROM law_person WHERE deleted_at IS NULL LIMIT 1"):
        yield Waiting(Due(today.isoformat(), f"{few} 个村的法律明白人不足 {target} 人", "law_person_target"),
                      BY_KEY["law_person"], "", "")
