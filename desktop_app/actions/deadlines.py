"""What is due for a person or a record: its own dates, those of its registers, and how often somebody has to come.

For 今日 everything is looked through, but only records whose dates can demand anything, and all persons at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from db import clock, repository
from db.items import BY_KEY, ROSTERS, WORK, Item, registers_of
from db.items.correction_rules import plus
from db.items.frequency import FREQUENCIES
from db.items.kinds import Circumstances, Due, Record
from desktop_app.actions import records, tabs
from desktop_app.actions.session import Session


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing due, and where it is done: a record, or a page when it is about many (uid '')."""

    due: Due
    item: Item
    uid: str
    called: str
    handler: str = ""


MAY_DEMAND = {
    "correction": "status IN ('waiting', 'serving')", "resettlement": "status IN ('waiting', 'helping')",
    "correction_leave": "back_on IS NULL AND leave_to IS NOT NULL",
    "correction_locator": "off_on IS NULL AND until_on IS NOT NULL", "correction_missing": "found_on IS NULL",
    "resettlement_visit": "next_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM resettlement_visit later WHERE "
                          "later.subject = resettlement_visit.subject AND later.event_on > resettlement_visit.event_on "
                          "AND later.deleted_at IS NULL)",  # an appointment is kept by the next visit
    "review_intake": "sent_on IS NULL", "legal_aid": "sent_on IS NULL OR result IS NULL",
    "enterprise_check": "revisit_on IS NULL", "legal_review": "opinion_on IS NULL",
    "supervision": "fix_due IS NOT NULL AND fixed_on IS NULL", "suit": "head_attended IS NULL",
    "screening": "EXISTS (SELECT 1 FROM screening_item i WHERE i.owner_id = screening.id AND i.due_on IS NOT NULL)",
    "committee": "term_to IS NOT NULL AND dissolved_on IS NULL",
    "counsel": "contract_to IS NOT NULL AND coalesce(ended, 0) = 0"}
"""Which records can demand anything; those of items not named here never do."""

PRESENT = ("waiting", "serving", "helping")
"""States of a person who is looked after, or is about to be."""


def deadlines_of(session: Session, item: Item, record: Record) -> list[Due]:
    """Everything that the dates of one record and of its registers demand, the earliest first."""
    now = records.circumstances(session)
    found = _dues(item, record, now, _of_registers(session, item, now, record["uid"]),
                  _last_days(session, item, record["uid"]))
    return sorted(found, key=lambda due: due.on)


def entries(session: Session, register: Item, uid: str) -> list[Record]:
    """The entries of one register of a person, newest first."""
    ids = repository.find(session.store, register, repository.Filter(equal={"subject": uid}))
    return repository.page(session.store, register, ids)


def _dues(item: Item, record: Record, now: Circumstances, of_registers: Mapping[str, list[Due]],
          last_days: Mapping[str, Mapping[str, str]]) -> Iterator[Due]:
    """The dues of one record; those that others bring along are looked up by its uid."""
    yield from item.dues(record, now)
    if item.key not in FREQUENCIES:
        return
    status = item.follow(record, now)["status"]  # the stored one may be of yesterday
    if status in PRESENT:
        yield from of_registers.get(record["uid"], ())
    if status in PRESENT and status != "waiting":
        for often in FREQUENCIES[item.key]:
            limit = often.limits.get(record.get(often.by) or "")
            start = last_days[often.register].get(record["uid"]) or record.get(often.since)
            if limit and start:
                yield Due(plus(start, now.limits[limit]), often.what, limit, (often.register,))


def _of_registers(session: Session, item: Item, now: Circumstances, uid: str = "") -> dict[str, list[Due]]:
    """Person -> what the entries of the registers demand; of one person, or of all."""
    found: dict[str, list[Due]] = defaultdict(list)
    for register in registers_of(item):
        if register.key in MAY_DEMAND:
            for entry in _demanding(session, register, *_whose(uid)):
                found[entry["subject"]] += register.dues(entry, now)
    return found


def _last_days(session: Session, item: Item, uid: str = "") -> dict[str, dict[str, str]]:
    """Register -> person -> day of the last entry; of one person, or of all."""
    where, *values = _whose(uid)
    return {often.register: dict(session.store.rows(
        f"SELECT subject, max(event_on) FROM {often.register} WHERE deleted_at IS NULL{where} GROUP BY subject", *values))
        for often in FREQUENCIES.get(item.key, ())}


def _whose(uid: str) -> tuple[str, ...]:
    return (" AND subject = ?", uid) if uid else ("",)


def _demanding(session: Session, item: Item, where: str = "", *values: str) -> list[Record]:
    ids = [row[0] for row in session.store.rows(
        f"SELECT id FROM {item.key} WHERE deleted_at IS NULL AND ({MAY_DEMAND[item.key]}){where}", *values)]
    return repository.page(session.store, item, ids)


def all_waiting(session: Session, until: str) -> list[Waiting]:
    """Everything due on or before a day (ISO) on the tabs of this desk, the most overdue first."""
    shown = {item.key for tab in tabs.shown(session) for item in tab.items}
    now = records.circumstances(session)
    found: list[Waiting] = []
    for item in (item for item in (*WORK, *ROSTERS) if item.key in shown and item.key in MAY_DEMAND):
        of_registers, last_days = _of_registers(session, item, now), _last_days(session, item)
        for record in _demanding(session, item):
            found += [Waiting(due, item, record["uid"], records.called(item, record), record.get("handler") or "")
                      for due in _dues(item, record, now, of_registers, last_days) if due.on <= until]
    found += [waiting for waiting in _villages(session, now) if waiting.item.key in shown]
    return sorted(found, key=lambda waiting: waiting.due.on)


_VILLAGES = "SELECT count(*) FROM village v WHERE v.deleted_at IS NULL AND coalesce(v.closed, 0) = 0 AND "
_NEGLECTED = (  # item, limit, words
    ("counsel_service", "counsel_visit_days", "{} 个村 {} 天内没有法律顾问到村"),
    ("screening", "screening_days", "{} 个村 {} 天内没有排查"),
)


def _villages(session: Session, now: Circumstances) -> Iterator[Waiting]:
    """One line each about the villages that nobody has been to for too long, and those with too few 法律明白人.

    An office that has never entered anything of the kind keeps it elsewhere, and is left alone.
    """
    def line(item_key: str, limit: str, words: str, where: str, *values: object) -> Iterator[Waiting]:
        used = session.store.rows(f"SELECT 1 FROM {item_key} WHERE deleted_at IS NULL LIMIT 1")
        count = session.store.rows(_VILLAGES + where, *values)[0][0] if used else 0
        if count:
            due = Due(now.today.isoformat(), words.format(count, now.limits[limit]), limit)
            yield Waiting(due, BY_KEY[item_key], "", "")

    for key, limit, words in _NEGLECTED:
        yield from line(key, limit, words,
                        f"NOT EXISTS (SELECT 1 FROM {key} t WHERE t.village = v.uid AND t.deleted_at IS NULL AND "
                        "t.event_on > ?)", (clock.today() - timedelta(days=now.limits[limit])).isoformat())
    yield from line("law_person", "law_person_target", "{} 个村的法律明白人不足 {} 人",
                    "(SELECT count(*) FROM law_person p WHERE p.village = v.uid AND p.deleted_at IS NULL AND "
                    "p.exit_on IS NULL AND p.kind = 'person') < ?", now.limits["law_person_target"])
