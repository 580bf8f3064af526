"""Mediation cases: begin, from one line, save, delete, take back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import uuid4

from db import check, clock, closing, drafts, numbering, people, repository
from db.drafts import Draft
from db.errors import KnownError
from db.identity import clean, read_id_card
from db.items import CASE, COMMITTEE, PARTY, PERSON, VILLAGE
from db.items.kinds import Gate, Kind, Problem, Record
from db.items.mediation_rules import is_organisation
from db.items.phrase import ORIGINS, PHRASE_TEXT, noted, origins_of
from desktop_app.actions import phrases, records, settings
from desktop_app.actions.session import Session
from desktop_app.entry.line import Known, Line
from desktop_app.entry.phrases import Words
from desktop_app.shown import show_person

_NOTED = tuple(f.key for s in CASE.sections if s.key == "report" for f in s.fields)
_ROLES = ("applicant", "respondent")


@dataclass(frozen=True, slots=True)
class Saved:
    """A stored case and what the status line says about it."""

    record: Record
    problems: list[Problem]
    this_month: int
    to_report: int

    @property
    def message(self) -> str:
        return f"已保存 · 本月第{self.this_month}件 · 待上报{self.to_report}件"


def new_party(session: Session, role: str, kind: str = "natural") -> Record:
    """A party that states nothing but the defaults; an organisation has neither ethnicity nor occupation."""
    party = PARTY.blank() | {"role": role, "kind": kind}
    if kind == "natural":
        party |= {"ethnicity": "01", "occupation": settings.default(session.store, "occupation")}
        party |= session.sticky_party
    return party


def new_case(session: Session) -> Record:
    """A case with the office's defaults, overlaid by the last choices of the sitting."""
    store, me, today = session.store, session.me, clock.today().isoformat()
    committees = repository.records(store, COMMITTEE)
    defaults = {
        "committee": committees[0]["uid"] if committees else None, "source": "1", "accept_date": today,
        "mediation_date": today, "registrar": me, "mediator": me, "recorder": me, "file_maker": me,
        "mediation_place": settings.default(store, "mediation_place"), "difficulty": "simple",
        "migrant_worker": "no", "special_group": "none", "has_death": "no", "escalation": "none",
    }
    case = CASE.blank() | defaults | session.sticky
    return case | {"parties": [new_party(session, role) for role in _ROLES], "report_state": "new"}


def finder(session: Session) -> Callable[[str], list[Known]]:
    """The people directory as the one-line parser asks it: a whole name, initials or pinyin, nothing near."""
    villages = repository.names(session.store, VILLAGE)

    def find(key: str) -> list[Known]:
        found = people.find(session.store, key, session.sticky.get("village"))
        return [Known(p["uid"], p["name"], show_person(p, villages.get(p["village"] or "", ""))) for p in found
                if key.lower() in (p["name"], p["initials"], p["pinyin"])]

    return find


def from_line(session: Session, line: Line, base: Record) -> Record:
    """The case that one line states, on top of ``base`` (a new case). Nothing is invented."""
    case = dict(base) | {"one_line": line.text, "summary": line.matter or None}
    case["parties"] = []
    for side, guesses in enumerate(line.parties):
        role = _ROLES[side] if side < 2 else "third"
        for guess in guesses:
            party = new_party(session, role, guess.kind) | {"name": guess.name}
            if guess.person_uid:
                party |= {k: v for k, v in people.facts(_person(session, guess.person_uid)).items() if v}
            party |= {k: v for k, v in (("phone", guess.phone), ("id_no", guess.id_no)) if v}
            case["parties"].append(party)
    if line.date:
        case |= {"accept_date": line.date, "mediation_date": line.date}
    said = {"dispute_type": line.type, "agreement_form": line.form, "amount": line.amount,
            "perform_mode": line.performance,
            "result": None if line.success is None else "success" if line.success else "failure"}
    return case | {key: value for key, value in said.items() if value is not None}


def village_finder(session: Session) -> Callable[[Line], Record]:
    """What a line says of the village of its case: the one registered village that it names outside the names of
    people, as {"village": uid}; of two it is neither."""
    villages = {name: uid for uid, name in repository.names(session.store, VILLAGE).items()}
    index = Words(villages)

    def said(line: Line) -> Record:
        text = line.text
        for guess in (guess for side in line.parties for guess in side):
            text = text.replace(guess.typed, " ")
        named = {name for _, name in index.cut(text)}
        return {"village": villages[named.pop()]} if len(named) == 1 else {}

    return said


def _person(session: Session, uid: str) -> Record:
    return repository.get(session.store, PERSON, uid)


def complete(case: Record) -> Record:
    """What follows from what was said: sex and birth from the id, closing date, agreement date, performance.

    Only empty fields are filled, and only where the answer is certain.
    """
    done = dict(case) | {"parties": [complete_party(party) for party in case["parties"] if _stated(party)]}

    def fill(key: str, value: object) -> None:
        if done.get(key) is None and value is not None:
            done[key] = value

    done[ORIGINS] = noted(origins_of(done))
    # a record without dates belongs to the day it was written down, not to the day it is next saved
    written = (done.get("created_at") or clock.today().isoformat())[:10]
    done["event_on"] = done.get("mediation_date") or done.get("accept_date") or written
    if done.get("result") in ("success", "failure"):
        fill("closed_date", done.get("mediation_date"))
    if done.get("result") == "success":
        fill("agreement_date", done.get("mediation_date"))
        if done.get("agreement_form") == "oral":
            fill("effective_date", done["agreement_date"])
        if done.get("perform_mode") == "immediate":
            fill("perform_status", "done")
            fill("perform_date", done["agreement_date"])
        elif done.get("perform_due"):
            fill("perform_status", "not_due" if date.fromisoformat(done["perform_due"]) >= clock.today() else None)
    return done


_DEFAULTED = ("uid", "role", "kind", "id_type", "ethnicity", "occupation", "person")


def _stated(party: Record) -> bool:
    """Whether a party says anything besides what the program filled in."""
    return any(value for key, value in party.items() if key not in _DEFAULTED)


def complete_party(party: Record) -> Record:
    """What follows from a party's number and kind: type of document, sex and birth date."""
    done = dict(party)
    if done.get("id_no"):
        done["id_no"] = clean(done["id_no"])
    if is_organisation(done):
        done |= {"sex": None, "birth": None, "ethnicity": None, "occupation": None}
        done["id_type"] = done.get("id_type") or ("uscc" if done.get("id_no") else None)
    elif done.get("id_no"):
        done["id_type"] = done.get("id_type") or "id_card"
        if done["id_type"] == "id_card" and not (card := read_id_card(done["id_no"])).fault:
            done["sex"] = done.get("sex") or card.sex
            done["birth"] = done.get("birth") or card.birth
    return done


_DERIVED = ("closed_date", "agreement_date", "effective_date", "perform_date")


def _follow(stored: Record, case: Record) -> Record:
    """Derived dates that nobody touched follow the date they were derived from.

    Otherwise correcting the day of mediation would leave an agreement behind that is older than the mediation.
    """
    untouched = {key: None for key in _DERIVED if case.get(key) == stored[key]}
    was, now = complete(stored | untouched), complete(case | untouched)
    return case | {key: now[key] for key in untouched if now[key] and was[key] == stored[key]}


def problems_of(session: Session, case: Record) -> list[Problem]:
    """Every problem of a case under the office's limits."""
    return records.problems_of(session, CASE, case)


def save_case(session: Session, case: Record) -> Saved:
    """Save a new or changed case; asks only for one name and one word. Raises KnownError or Conflict."""
    store = session.store
    with store.writing():  # from the first look on: what the worker notes about a case must not be written over
        stored = repository.get(store, CASE, case["uid"]) if case.get("uid") else None
        case = complete(_follow(stored, case) if stored else case)
        if missing := check.first(problems_of(session, case), Gate.SAVE):
            raise KnownError(f"还不能保存，{missing.text}。", "写上一个姓名、一句话就能存。")
        if stored:
            case |= {key: stored[key] for key in _NOTED if key not in ("event_on", ORIGINS)}
        else:
            case |= {"uid": None, "report_state": "new",
                     "late_entry": closing.is_closed(store, case["event_on"][:7]) or None}
        known = {party["uid"]: party for party in stored["parties"]} if stored else {}
        case["parties"] = [_met(session, party, known.get(party.get("uid"))) for party in case["parties"]]
        drafts.discard(store, CASE, drafts.key_of(case))
        record = _store(session, case, stored)
    if not stored:  # correcting an old case must not give its dates to the next new one
        session.remember_choices(record)
    if not stored or record["revision"] > stored["revision"]:
        session.can_undo(record["uid"])
    return Saved(record, problems_of(session, record), *counts(session, record["event_on"]))


def _met(session: Session, party: Record, before: Record | None) -> Record:
    """A party with its place in the directory. One that is as it was keeps it: the directory may know better by now."""
    same = before and before["person"] and all(party.get(key) == before[key] for key in (*people.FACTS, "person"))
    if same or not party.get("name"):
        return party
    return party | {"person": people.remember(session.store, party, session.who)}


def _store(session: Session, case: Record, stored: Record | None) -> Record:
    store = session.store
    case["uid"] = case["uid"] or str(uuid4())
    if case.get("committee"):
        case["case_no"] = numbering.issue(store, repository.get(store, COMMITTEE, case["committee"]), case)
        case["agreement_no"] = case["case_no"] if case.get("result") == "success" else None
    if not stored:
        return repository.add(store, CASE, case, session.who)
    changed = repository.differences(CASE, stored, case)
    if changed == [ORIGINS]:  # a text was read and found right: a note, what the case says is as it was
        repository.mark(store, CASE, [case["uid"]], {ORIGINS: case[ORIGINS]}, session.who)
        return repository.get(store, CASE, case["uid"])
    if stored["report_state"] == "accepted" and changed:
        case["report_state"] = "changed"
    return repository.save(store, CASE, case, session.who)


def counts(session: Session, day: str) -> tuple[int, int]:
    """(cases of the month of ``day``, cases not acknowledged yet)."""
    return session.store.rows(
        "SELECT (SELECT count(*) FROM mediation_case WHERE deleted_at IS NULL AND event_on BETWEEN ? AND ?), "
        "(SELECT count(*) FROM mediation_case INDEXED BY case_waiting "
        "WHERE deleted_at IS NULL AND report_state <> 'accepted')",
        f"{day[:7]}-01", f"{day[:7]}-31")[0]


def has_any(session: Session) -> bool:
    """Whether a case was ever entered into this book."""
    return bool(session.store.rows("SELECT 1 FROM mediation_case LIMIT 1"))


def delete_case(session: Session, uid: str) -> None:
    """Into the 回收站; Ctrl+Z takes it back."""
    repository.delete(session.store, CASE, uid, session.who)
    session.can_undo(uid)


def undo_last(session: Session) -> str:
    """Take back the last save or delete of the sitting; returns the sentence for the status line."""
    if not session.undoable:
        return "没有可以撤销的操作"
    store, change = session.store, session.undoable.pop()  # one that cannot be undone must not bar the others
    with store.writing():
        state = repository.get(store, CASE, change.uid)["report_state"]
        repository.undo(store, change, session.who)
        case = repository.get(store, CASE, change.uid)
        # a file or a receipt that came after the change knows nothing of its being taken back
        moved = {"exported": "exported", "accepted": "changed"}.get(state)
        if change.action == "change" and moved:
            repository.mark(store, CASE, [case["uid"]], {"report_state": moved}, session.who)
    session.follow(change, case["revision"])
    return records.undone(change, CASE.name_of(case))


class Again(Enum):
    """What another case takes over from one, with the words of the choice."""

    SAME = "同样的人，同类的事"
    PEOPLE = "只要同样的人"
    TYPE = "只要同类的事"
    WHOLE = "整件照抄"


_ONCE = {"one_line", "paper_slip_no", "title", "confirm_no", "ext_on", "parties"}
"""Fields, beside dates and all that is told after the agreement, that belong to one case and are never copied."""


def copy_case(session: Session, case: Record, what: Again = Again.SAME) -> Record:
    """The start of another case like one; its dates are a new case's own, its copied texts are to be looked over."""
    keys = {"committee", "source", "mediator", "village"}
    if what in (Again.SAME, Again.TYPE):
        keys.add("dispute_type")
    if what is Again.WHOLE:
        keys = {field.key for section in CASE.sections if section.key not in ("follow_up", "file", "report")
                for field in section.fields if field.kind is not Kind.DATE and field.editable} - _ONCE
    copied = new_case(session) | {key: case[key] for key in keys}
    copied[ORIGINS] = noted({key: PHRASE_TEXT for key in keys if case[key] and phrases.is_phrased(key)})
    if what is not Again.TYPE:
        copied["parties"] = [{k: v for k, v in party.items() if k != "uid"} for party in case["parties"]]
    return copied


SHORT_PARTY_FIELDS = ("name", "id_no", "phone")
"""What 简表 asks of a party, in one line; a known person brings the rest along."""


def differences(before: Record, after: Record) -> list[str]:
    """Keys in which two states of a case differ for a reader; a party that only says its defaults does not count."""
    return records.differences(CASE, *(case | {"parties": [party for party in case["parties"] if _stated(party)]}
                                       for case in (before, after)))


def before_draft(session: Session, draft: Draft) -> Record:
    """The case as it was opened when the draft was typed: the stored one, or a new one."""
    uid = draft.data.get("uid")
    return repository.get(session.store, CASE, uid) if uid else new_case(session)


def compare_draft(session: Session, draft: Draft) -> str:
    """What a draft changes, in a few words: 改过：协议金额、履行期限."""
    return records.in_words(CASE, differences(before_draft(session, draft), draft.data))
