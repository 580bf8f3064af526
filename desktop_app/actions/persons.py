"""The file of a person under correction or in resettlement: its timeline, and its state of today."""

from dataclasses import dataclass

from db import codes, repository
from db.items import Item, registers_of
from db.items.kinds import Kind, Record
from desktop_app.actions import deadlines, records
from desktop_app.actions.session import Session

_MILESTONES = {
    "correction": ("doc_eff_on", "reported_on", "declare_on", "plan_on", "end_on", "handover_on"),
    "resettlement": ("notice_on", "verify_on", "release_on", "join_on", "file_on", "agreement_on", "settle_on",
                     "ended_on"),
}
"""Dates of the file itself that stand in its timeline."""

_OPEN = ("waiting", "serving", "helping")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: the day, what it is, what it says, and the entry (item key and uid; '' = the file)."""

    on: str
    word: str
    text: str
    item_key: str = ""
    uid: str = ""


def timeline(session: Session, item: Item, record: Record) -> list[Event]:
    """Everything that happened to a person, newest first."""
    found = [Event(record[key], item.fields[key].label.removesuffix("日期"), "")
             for key in _MILESTONES[item.key] if record.get(key)]
    for register in registers_of(item):
        found += [Event(entry["event_on"], register.label, brief(register, entry), register.key, entry["uid"])
                  for entry in deadlines.entries(session, register, record["uid"])]
    return sorted(found, key=lambda event: event.on, reverse=True)


def brief(register: Item, entry: Record) -> str:
    """What an entry says in one line: the words of the fields that a list would show."""
    said = []
    for field in register:
        value = entry.get(field.key)
        if not field.width or value in (None, "") or field.key == "event_on":
            continue
        match field.kind:
            case Kind.CHOICE:
                said.append(codes.brief(field.of, value))
            case Kind.MONEY:
                said.append(f"{value / 100:g} 元")
            case Kind.DATE:
                said.append(f"{field.label} {value}")
            case _:
                said.append(str(value).replace("\n", "　"))
    return "　".join(said)


def refresh_states(session: Session, item: Item) -> int:
    """Bring the stored states up to today: a term ends without anybody writing it down. Returns how many changed."""
    marks = ",".join("?" * len(_OPEN))
    ids = [row[0] for row in session.store.rows(
        f"SELECT id FROM {item.key} WHERE deleted_at IS NULL AND status IN ({marks})", *_OPEN)]
    now = records.circumstances(session)
    changed = 0
    for record in repository.page(session.store, item, ids):
        status = item.follow(record, now)["status"]
        if status != record["status"]:
            repository.mark(session.store, item, [record["uid"]], {"status": status}, session.who)
            changed += 1
    return changed
