"""The file of a person under correction or in resettlement: its timeline, what is due in a word, its state of today."""

from collections import defaultdict
from dataclasses import dataclass

from db import clock, codes, repository
from db.items import BY_KEY, CORRECTION, Item, registers_of
from db.items.kinds import Due, Field, Kind, Record
from desktop_app.actions import deadlines, records
from desktop_app.actions.session import Session
from desktop_app.shown import show_date, shown

_MILESTONES = {
    "correction": {"doc_eff_on": "", "reported_on": "recv_mode", "declare_on": "", "plan_on": "", "term_to": "",
                   "end_on": "end_kind", "handover_on": ""},
    "resettlement": {"notice_on": "", "verify_on": "verify_result", "release_on": "source", "join_on": "join_mode",
                     "file_on": "", "agreement_on": "", "settle_on": "settle_mode", "period_to": "",
                     "ended_on": "ended_as"},
}
"""Dates of the file itself that stand in its timeline, and the field that says more about each."""

_IN_A_WORD = {"cc_report_in_days": "报到", "cc_summary_days": "鉴定", "cc_release_days": "期满", "cc_ban_days": "禁止令",
              "cc_back_days": "销假", "cc_locator_warn_days": "定位", "cc_missing_days": "查找", "ab_join_days": "衔接",
              "ab_agreement_days": "协议", "ab_end_warn_days": "期满"}
"""Limit -> what is due, short enough for a list."""

_ANSWERED_BY = {"next_on": "resettlement_visit"}
"""A date in an entry that is answered by the next entry of a register."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: the day, what it is, what it says; the entry (item key and uid), or the file's field."""

    on: str
    word: str
    text: str
    item_key: str = ""
    uid: str = ""
    field: str = ""


def timeline(session: Session, item: Item, record: Record) -> list[Event]:
    """Everything that has happened to a person, newest first; a term that is not over has not happened."""
    today = clock.today().isoformat()
    found = [Event(day, _word(item.fields[key]), _said(item.fields[more], record.get(more)) if more else "", field=key)
             for key, more in _MILESTONES[item.key].items() if (day := record.get(key)) and day <= today]
    for register in registers_of(item):
        found += [Event(entry["event_on"], register.label, brief(register, entry), register.key, entry["uid"])
                  for entry in deadlines.entries(session, register, record["uid"])]
    return sorted(found, key=lambda event: event.on, reverse=True)


def _word(field: Field) -> str:
    """入矫宣告日期 -> 入矫宣告, 矫正期止 -> 期满."""
    return "期满" if field.key in ("term_to", "period_to") else field.label.split("（")[0].removesuffix("日期")


def brief(register: Item, entry: Record) -> str:
    """What an entry says in one line: the words of the fields that a list would show."""
    said = [_said(field, entry.get(field.key)) for field in register if field.width and field.key != "event_on"]
    return "　".join(filter(None, said))


def _said(field: Field, value: object) -> str:
    """A value as it stands in a line among others: short, a date and a number with what they are."""
    match field.kind:
        case _ if value in (None, ""):
            return ""
        case Kind.CHOICE:
            return codes.brief(field.of, value)
        case Kind.DATE:
            return f"{field.label.removesuffix('日期')} {show_date(value)}"
        case Kind.NUMBER:
            return f"{value} {field.label.partition('（')[2].removesuffix('）')}".strip()
        case _:
            return shown(field, value).replace("\n", "　")


# what is due

def in_a_word(due: Due) -> str:
    """What is due, for a badge: 报告, 期满."""
    register = register_for(due)
    return register.label if register else _IN_A_WORD.get(due.limit, due.what)


def register_for(due: Due) -> Item | None:
    """The register whose new entry answers a deadline; None when something else does."""
    key = due.path[0] if due.path else ""
    register = BY_KEY.get(_ANSWERED_BY.get(key, key))
    return register if register and register.owner else None


def entry_of(session: Session, item: Item, record: Record, path: tuple) -> tuple[Item, Record] | None:
    """The register and its entry that is asked for the field ``path``, the most urgent one first."""
    now, found = records.circumstances(session), []
    for register in registers_of(item):
        for entry in deadlines.entries(session, register, record["uid"]) if path[0] in register.fields else ():
            found += [(due.on, register, entry) for due in register.dues(entry, now) if due.path == path]
    return min(found, key=lambda one: one[0])[1:] if found else None


def may_sign_off(register: Item, entry: Record) -> bool:
    """Whether coming back can be noted with today's date: a leave that has begun and is not signed off."""
    return (register.key == "correction_leave" and not entry.get("back_on")
            and (entry.get("leave_from") or entry["event_on"]) <= clock.today().isoformat())


def sign_off(session: Session, register: Item, entry: Record) -> records.Saved:
    """销假 today. Raises KnownError."""
    return records.save(session, register, entry | {"back_on": clock.today().isoformat()})


# what follows from the calendar

def ending(record: Record) -> Record:
    """What the form of a file under correction says about its end when the term is over; {} when it is not."""
    term_to = record.get("term_to")
    over = term_to and term_to <= clock.today().isoformat() and record.get("status") == "serving"
    return {"end_kind": "expired", "end_on": term_to} if over and not record.get("end_kind") else {}


def note_handover(session: Session, item: Item, record: Record) -> None:
    """A file of resettlement that came out of one under correction is noted there as handed over, once."""
    origin = record.get("origin")
    if item.key == "resettlement" and origin and not repository.get(session.store, CORRECTION, origin)["handover_on"]:
        repository.mark(session.store, CORRECTION, [origin], {"handover_on": clock.today().isoformat()}, session.who)


def refresh_states(session: Session, item: Item) -> int:
    """Bring the stored states up to today: a term ends without anybody writing it down. Returns how many changed."""
    marks = ",".join("?" * len(deadlines.PRESENT))
    ids = [row[0] for row in session.store.rows(
        f"SELECT id FROM {item.key} WHERE deleted_at IS NULL AND status IN ({marks})", *deadlines.PRESENT)]
    now = records.circumstances(session)
    changed: dict[str, list[str]] = defaultdict(list)
    for record in repository.page(session.store, item, ids):
        status = item.follow(record, now)["status"]
        if status != record["status"]:
            changed[status].append(record["uid"])
    if changed:
        with session.store.writing():  # one transaction, however many terms have ended
            for status, uids in changed.items():
                repository.mark(session.store, item, uids, {"status": status}, session.who)
    return sum(map(len, changed.values()))
