"""Case numbers: a template per committee, oral and written series apart, new every year, never used twice.

An issued number stays in the table for ever. When its case changes series or is deleted, the number is a gap
with a reason, which is what an inspector asks for.
"""

import re
from dataclasses import dataclass

from db.clock import now
from db.database import Store
from db.items import COMMITTEE
from db.items.kinds import Record

TEMPLATES = {"oral": "{abbr}人调口字〔{year}〕第{seq:03d}号", "written": "{abbr}人调字〔{year}〕第{seq:03d}号"}
SERIES_LABELS = {"oral": "口头", "written": "书面"}
_SLOT = re.compile(r"\{(abbr|year|seq)(?::0(\d)d)?\}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is not in use, and why."""

    series: str
    year: int
    number: str
    reason: str


def fill(template: str, abbr: str, year: int, seq: int) -> str:
    """The number a template makes. Only {abbr}, {year}, {seq} and {seq:03d} are slots; all else is text."""
    values = {"abbr": abbr, "year": str(year), "seq": str(seq)}
    return _SLOT.sub(lambda m: values[m[1]].zfill(int(m[2] or 0)), template)


def template_of(committee: Record, series: str) -> str:
    """The committee's own template of a series, or the shipped one."""
    return committee.get(f"{series}_number") or TEMPLATES[series]


def series_of(case: Record) -> str | None:
    """Which series a case belongs to; None while neither form nor failure is known."""
    if case.get("agreement_form"):
        return case["agreement_form"]
    return "oral" if case.get("result") == "failure" else None


def current(store: Store, case_uid: str) -> tuple[str, str] | None:
    """(series, number) a case holds now."""
    return store.db.execute_sql("SELECT series, number FROM number WHERE case_uid = ? AND retired IS NULL",
                                (case_uid,)).fetchone()


def next_seq(store: Store, committee: str, series: str, year: int) -> int:
    last = store.db.execute_sql("SELECT max(seq) FROM number WHERE committee = ? AND series = ? AND year = ?",
                                (committee, series, year)).fetchone()[0]
    return (last or 0) + 1


def issue(store: Store, committee: Record, case: Record) -> str | None:
    """The number of a case, issuing or changing it when its series asks for that; inside a write transaction.

    A number that has been sent upward is kept, whatever the case becomes.
    """
    held, series = current(store, case["uid"]), series_of(case)
    if held and (held[0] == series or series is None or case.get("report_state") not in (None, "new")):
        return held[1]
    if series is None:
        return None
    if held:
        store.db.execute_sql("UPDATE number SET retired = ? WHERE case_uid = ? AND retired IS NULL",
                             (f"改为{SERIES_LABELS[series]}编号", case["uid"]))
    year = int((case.get("accept_date") or case["event_on"])[:4])
    seq = next_seq(store, committee["uid"], series, year)
    number = fill(template_of(committee, series), committee.get("abbr") or "", year, seq)
    store.db.execute_sql(
        "INSERT INTO number (committee, series, year, seq, number, case_uid, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (committee["uid"], series, year, seq, number, case["uid"], now()))
    return number


def keep(store: Store, case: Record) -> None:
    """After an undo: the number the case bears again is its current one, the other one is a gap."""
    if case["case_no"]:
        store.db.execute_sql("UPDATE number SET retired = CASE number WHEN ? THEN NULL ELSE coalesce(retired, ?) END "
                             "WHERE case_uid = ?", (case["case_no"], "改号后撤销", case["uid"]))


def gaps(store: Store, committee: Record = COMMITTEE.blank()) -> list[Gap]:
    """Numbers not in use, of one committee or of all: retired ones, those in the 回收站, and holes."""
    rows = store.db.execute_sql("""
        SELECT n.committee, n.series, n.year, n.seq, n.number, n.retired, c.deleted_at
        FROM number n LEFT JOIN mediation_case c ON c.uid = n.case_uid
        WHERE ? IS NULL OR n.committee = ? ORDER BY n.committee, n.series, n.year, n.seq""",
        (committee.get("uid"), committee.get("uid"))).fetchall()
    found: list[Gap] = []
    before: tuple = ()
    for held_by, series, year, seq, number, retired, deleted in rows:
        first = before[-1] + 1 if before[:3] == (held_by, series, year) else 1
        found += [Gap(series, year, f"第{hole}号", "编号册里没有这个号") for hole in range(first, seq)]
        if retired or deleted:
            found.append(Gap(series, year, number, retired or "案件在回收站"))
        before = (held_by, series, year, seq)
    return found
