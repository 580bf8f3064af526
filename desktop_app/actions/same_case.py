"""Whether a case, or a person of it, was entered before under another look: told while a new case is written."""

from datetime import date, timedelta

from db import clock, codes, repository, twins
from db.items import CASE, VILLAGE
from db.items.kinds import Gate, Problem, Record
from db.items.mediation_rules import party_names
from desktop_app.actions.session import Session
from desktop_app.shown import show_date, show_person

DAYS = 3
"""A slip and the memory of its writer differ by a day or two; the same neighbours quarrel again after a week."""


def twin_of(session: Session, record: Record) -> Record | None:
    """The live case, nearest in time, that ``record`` seems to repeat; None when there is none."""
    named = [party for party in record.get("parties") or () if party.get("name")]
    if not named:
        return None
    day = date.fromisoformat(record.get("mediation_date") or record.get("accept_date") or clock.today().isoformat())
    first = named[0]
    rows = session.store.rows(
        "SELECT c.id FROM mediation_case c INDEXED BY case_event WHERE c.deleted_at IS NULL AND c.event_on BETWEEN ? AND ? "
        "AND c.dispute_type IS ? AND c.uid IS NOT ? AND EXISTS "
        "(SELECT 1 FROM party p WHERE p.owner_id = c.id AND (p.name = ? OR p.person = ?)) "
        "ORDER BY abs(julianday(c.event_on) - julianday(?)), c.id DESC",
        *((day + timedelta(days)).isoformat() for days in (-DAYS, DAYS)), record.get("dispute_type"), record.get("uid"),
        first["name"], first.get("person"), day.isoformat())
    for case in repository.page(session.store, CASE, [row[0] for row in rows]):
        if _same_parties(named, [party for party in case["parties"] if party.get("name")]):
            return case
    return None


def _same_parties(ours: list[Record], theirs: list[Record]) -> bool:
    """Whether everybody stands on both, on whichever side."""
    left = list(theirs)
    for party in ours:
        match = next((other for other in left if _is(party, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is(one: Record, other: Record) -> bool:
    """By the directory when both are in it, else by name; a village or a number that differs makes two of them."""
    if one.get("person") and other.get("person"):
        return one["person"] == other["person"]
    return one["name"] == other["name"] and not any(
        one.get(key) and other.get(key) and one[key] != other[key] for key in ("village", "id_no"))


def twin_words(case: Record) -> str:
    """The case found, in a warning: 9月3日登记过一件：王建国、王建军 邻里纠纷."""
    what = codes.label("dispute_type", case["dispute_type"]) if case.get("dispute_type") else ""
    return f"{show_date(case['event_on'])}登记过一件：{'、'.join(party_names(case))} {what}".strip()


def doubts(session: Session, record: Record) -> list[Problem]:
    """What may have been entered before, as soft problems at the names: the case itself, and each party that is not
    linked to the directory but fits somebody there."""
    found = []
    if not record.get("uid") and (twin := twin_of(session, record)):
        found.append(Problem(("parties", 0, "name"), f"{twin_words(twin)}。是同一件就不用再登", Gate.SAVE, hard=False))
    for place, party in enumerate(record.get("parties") or ()):
        if party.get("name") and not party.get("person") and (pairs := twins.twins_of(session.store, party)):
            other, why = pairs[0].other, pairs[0].likeness.text
            village = repository.names(session.store, VILLAGE).get(other["village"] or "", "")
            said = "　".join(filter(None, (other["name"], show_person(other, village))))
            found.append(Problem(("parties", place, "name"), f"见过：{said}（{why}）。是同一人，打姓名时从名单里选", Gate.SAVE,
                                 hard=False))
    return found
