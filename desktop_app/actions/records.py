"""The records of every work item but the mediation case: begin, save, delete, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from db import check, clock, closing, drafts, numbering, repository
from db.drafts import Draft
from db.errors import KnownError
from db.items import BY_KEY, CASE, LEGAL_AID, PARTY, RESETTLEMENT, REVIEW_INTAKE, Item
from db.items.kinds import By, Circumstances, Field, Gate, Kind, Problem, Record
from db.repository import Change
from desktop_app.actions import settings
from desktop_app.actions.session import Session


@dataclass(frozen=True, slots=True)
class Saved:
    """A stored record and what the status line says about it."""

    item: Item
    record: Record
    problems: list[Problem]
    message: str


@dataclass(frozen=True, slots=True)
class Onward:
    """The record that comes next, filled in from the one before: 咨询 → 法援."""

    item: Item
    record: Record
    question: str


def circumstances(session: Session) -> Circumstances:
    """Today and the office's limits."""
    return settings.circumstances(session.store)


def new(session: Session, item: Item, **given: object) -> Record:
    """A record with the item's own beginnings, the last choices of the sitting, and what is ``given``."""
    today, me = clock.today().isoformat(), session.me
    start = {"event_on": today, "handler": me} | dict(item.start)
    if item.letters and item.fields["event_on"].editable is False:
        del start["event_on"]
    start = {key: value for key, value in start.items() if key in item.fields}
    return item.blank() | start | session.sticky_of.get(item.key, {}) | given


def another(session: Session, item: Item, record: Record) -> Record:
    """The start of another record like one, without what says who somebody is."""
    keep = {key: record.get(key) for key in ("village", *item.quick) if key in item.fields
            and key not in ("name", "id_no", "event_on") and not item.fields[key].mask}
    return new(session, item) | {key: value for key, value in keep.items() if value not in (None, [])}


def complete(session: Session, item: Item, record: Record) -> Record:
    """What follows from what was said; blank rows are left out."""
    done = dict(record)
    for f in item:
        if f.kind is Kind.ROWS:
            own = BY_KEY[f.of]
            done[f.key] = [row for row in done.get(f.key) or () if any(row.get(key) for key in own.fields)]
    return item.follow(done, circumstances(session))


def problems_of(session: Session, item: Item, record: Record) -> list[Problem]:
    """Every problem of a record under the office's limits."""
    return check.check(item, record, circumstances(session))


def save(session: Session, item: Item, record: Record) -> Saved:
    """Save a new or changed record; asks only for what 存 asks. Raises KnownError or Conflict."""
    store = session.store
    with store.writing():
        stored = repository.get(store, item, record["uid"]) if record.get("uid") else None
        done = complete(session, item, record)
        if missing := check.first(problems_of(session, item, done), Gate.SAVE):
            raise KnownError(f"还不能保存，{missing.text}。", "写上这一样就能存，别的以后再填。")
        if item in settings.REGISTERS:
            settings.check_entry(store, item, done)
        drafts.discard(store, item, drafts.key_of(record))
        done["uid"] = done.get("uid") or str(uuid4())
        day = done.get("event_on") or clock.today().isoformat()
        if item.letters and not done.get("record_no"):
            done["record_no"] = numbering.issue_record(store, item.letters, done["uid"], day)
        if stored is None:
            if "late_entry" in item.fields:
                done["late_entry"] = closing.is_closed(store, day[:7]) or None
            kept = repository.add(store, item, done, session.who)
        else:
            kept = repository.save(store, item, done, session.who)
    if stored is None:
        session.remember_of(item, kept)
    if stored is None or kept["revision"] > stored["revision"]:
        session.can_undo(kept["uid"], item)
    return Saved(item, kept, problems_of(session, item, kept), _message(session, item, kept))


def _message(session: Session, item: Item, record: Record) -> str:
    number = record.get("record_no") or ""
    late = "，补录（这个月已经结账）" if record.get("late_entry") else ""
    day = record.get("event_on")
    if item.owner or not item.letters or not day:
        return f"已保存{late}"
    count = session.store.rows(
        f"SELECT count(*) FROM {item.key} WHERE deleted_at IS NULL AND event_on BETWEEN ? AND ?",
        f"{day[:7]}-01", f"{day[:7]}-31")[0][0]
    return f"已保存 {number}{late} · 本月{item.label} {count} 条"


def delete(session: Session, item: Item, uids: Sequence[str]) -> int:
    """Into the 回收站, all or none; Ctrl+Z takes them back one by one. Returns how many."""
    for uid in uids if item in settings.REGISTERS else ():
        settings.refuse_needed(session, item, uid)
    with session.store.writing():
        for uid in uids:
            repository.delete(session.store, item, uid, session.who)
    for uid in uids:
        session.can_undo(uid, item)
    return len(uids)


def undo_last(session: Session) -> str:
    """Take back the last save or delete of the sitting, of whatever item; the sentence for the status line."""
    from desktop_app.actions import cases

    if session.undoable and session.undoable[-1].item != CASE.key:
        change = session.undoable[-1]
        item = BY_KEY[change.item]
        if item in settings.REGISTERS and change.action == "add":
            settings.refuse_needed(session, item, change.uid)
        session.undoable.pop()
        with session.store.writing():
            repository.undo(session.store, change, session.who)
            record = repository.get(session.store, item, change.uid)
        session.follow(change, record["revision"])
        return undone(change, called(item, record))
    return cases.undo_last(session)


def undone(change: Change, what: str) -> str:
    """That a change of a record so called was taken back, for the status line."""
    return {"add": f"已撤销登记：{what}（在回收站）", "change": f"已撤销修改：{what}",
            "delete": f"已恢复：{what}"}[change.action]


def called(item: Item, record: Record, outside: bool = True) -> str:
    """How a record is called in a sentence. ``outside`` its own tab a locked item's person is only a number."""
    number = record.get("record_no") or ""
    if outside and (item.locked or item.restricted(record)):
        return f"{item.label} {number}".strip()
    return item.name_of(record) or number or item.label


def differences(item: Item, before: Record, after: Record) -> list[str]:
    """Keys in which two states of a record differ for a reader; blank rows do not count."""
    def shown(record: Record, f: Field) -> object:
        value = record.get(f.key)
        if f.kind is not Kind.ROWS:
            return None if value == "" else value
        own = BY_KEY[f.of]
        rows = [{key: row.get(key) for key in own.fields if row.get(key) not in (None, "")} for row in value or ()]
        return [row for row in rows if row]

    return [f.key for f in item if shown(before, f) != shown(after, f)]


def with_drafts(session: Session) -> list[tuple[Item, str]]:
    """Items that have something unsaved, with their pages; those of a locked tab wait until it is opened."""
    from desktop_app.actions.tabs import page_of

    found = [BY_KEY[key] for key, in session.store.rows("SELECT item FROM draft GROUP BY item ORDER BY max(saved_at) DESC")]
    return [(item, page_of(item)) for item in found if not item.locked]


def before_draft(session: Session, draft: Draft) -> Record:
    """The record as it was opened when the draft was typed: the stored one, or a new one."""
    item = BY_KEY[draft.item]
    uid = draft.data.get("uid")
    return repository.get(session.store, item, uid) if uid else new(session, item)


def compare_draft(session: Session, draft: Draft) -> str:
    """What a draft changes, in a few words: 改过：答复、去向."""
    item = BY_KEY[draft.item]
    return in_words(item, differences(item, before_draft(session, draft), draft.data))


def in_words(item: Item, changed: Iterable[str]) -> str:
    """Which fields a person changed, '' for none: 改过：答复、去向."""
    labels = [item.fields[key].label for key in changed if item.fields[key].by is not By.INNER]
    return "改过：" + "、".join(labels[:6]) + ("等" if len(labels) > 6 else "") if labels else ""


def links(session: Session, item: Item, record: Record) -> list[tuple[str, str, str]]:
    """(words, item key, uid) of the record that this one came out of, and of those that came out of it."""
    store, found = session.store, []
    if record.get("origin"):
        other = BY_KEY[item.fields["origin"].of]
        found.append((f"来自{_brief(session, other, record['origin'])}", other.key, record["origin"]))
    return found + [(f"已转{_brief(session, other, uid)}", other.key, uid)
                    for other, uid in repository.pointing(store, item, record["uid"])]


def _brief(session: Session, item: Item, uid: str) -> str:
    number = session.store.rows(f"SELECT {repository.name_column(item)} FROM {item.key} WHERE uid = ?", uid)
    return f"{item.label} {number[0][0] or ''}".strip() if number else item.label


# the entries of a register belong to a person

def subject_of(session: Session, register: Item, uid: str) -> str:
    """uid of the person that an entry of a register is about."""
    return session.store.rows(f"SELECT subject FROM {register.key} WHERE uid = ?", uid)[0][0]


def subject_ids(session: Session, register: Item, ids: Sequence[int]) -> list[int]:
    """Row ids of the persons that some entries of a register are about."""
    marks = ",".join("?" * len(ids))
    return [row[0] for row in session.store.rows(
        f"SELECT id FROM {register.owner} WHERE uid IN (SELECT subject FROM {register.key} WHERE id IN ({marks}))",
        *ids)]


# what comes next

_APPLICANT = ("name", "sex", "phone", "village")


def onward(session: Session, item: Item, record: Record) -> Onward | None:
    """The next record that the 去向 of a saved one asks for, linked to it; None when there is none or it is there."""
    made = {other.key for other, _ in repository.pointing(session.store, item, record["uid"])}
    if item.key == "consultation":
        return _after_consultation(session, record, made)
    if item.key == "correction" and record.get("status") == "released" and RESETTLEMENT.key not in made:
        same = ("name", "id_type", "id_no", "sex", "birth", "phone", "village", "address", "home_address",
                "ethnicity", "education", "marital", "health", "crime", "sentence", "juvenile")
        given = {key: record.get(key) for key in same}
        return Onward(RESETTLEMENT, new(session, RESETTLEMENT, **given, source="corrected", join_mode="06",
                                        release_on=record["end_on"], join_on=record["end_on"],
                                        origin=record["uid"]), "已解除矫正，要转到安置帮教建档吗？")
    return None


def _after_consultation(session: Session, record: Record, made: set[str]) -> Onward | None:
    given = {key: record.get(key) for key in _APPLICANT if record.get(key)} | {"origin": record["uid"]}
    outcome, matter = record.get("outcome"), record.get("summary")
    if outcome == "aid" and LEGAL_AID.key not in made:
        given["crowd"] = record.get("crowd")
        return Onward(LEGAL_AID, new(session, LEGAL_AID, **given, facts=matter), "接着登记法律援助申请？")
    if outcome == "review" and REVIEW_INTAKE.key not in made:
        return Onward(REVIEW_INTAKE, new(session, REVIEW_INTAKE, **given, respondent=record.get("organ"),
                                         act=record.get("act"), facts=matter), "接着登记复议申请材料？")
    if outcome == "mediation" and CASE.key not in made:
        from desktop_app.actions import cases

        case = cases.new_case(session)
        first = case["parties"][0] | {key: given.get(key) for key in _APPLICANT if key in PARTY.fields}
        return Onward(CASE, case | {"parties": [first, *case["parties"][1:]], "summary": matter, "source": "2",
                                    "origin": record["uid"]}, "接着登记成一件调解案件？")
    return None
