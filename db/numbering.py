"""Case numbers: a template per committee, oral and written series apart, new every year, never used twice.

An issued number stays in the table for ever and belongs to its case for ever. It is in use while the case bears
it as ``case_no``; otherwise it is a gap with a reason, which is what an inspector asks for. Since use is read from
the case, an undo that gives a case its old number back needs no help from here.
"""

import re
from dataclasses import dataclass

from db.clock import now
from db.database import Store
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


def template_fault(template: str) -> str:
    """'' when numbers of a template differ from case to case and from year to year, else a Chinese sentence."""
    lacking = {"year", "seq"} - {slot[1] for slot in _SLOT.finditer(template)}
    return "案号模板里要有 {year}（年）和 {seq:03d}（顺序号）" if lacking else ""


def template_of(committee: Record, series: str) -> str:
    """The committee's own template of a series, or the shipped one when there is none that works."""
    own = committee.get(f"{series}_number")
    return own if own and not template_fault(own) else TEMPLATES[series]


def series_of(case: Record) -> str | None:
    """Which series a case belongs to; None while neither form nor failure is known."""
    if case.get("agreement_form"):
        return case["agreement_form"]
    return "oral" if case.get("result") == "failure" else None


def current(store: Store, case_uid: str) -> tuple[str, str] | None:
    """(series, number) a case bears now."""
    found = store.rows("SELECT n.series, n.number FROM mediation_case c JOIN number n ON n.number = c.case_no "
                       "WHERE c.uid = ?", case_uid)
    return found[0] if found else None


def next_seq(store: Store, committee: str, series: str, year: int) -> int:
    """The number after the highest ever issued in a series."""
    return (store.rows("SELECT max(seq) FROM number WHERE committee = ? AND series = ? AND year = ?",
                       committee, series, year)[0][0] or 0) + 1


def issue(store: Store, committee: Record, case: Record) -> str | None:
    """The number a case is to bear, a new one when committee, series or year ask for it; inside a write transaction.

    A case that comes back to a series takes its own number of that series again. A number that has been sent
    upward is kept, whatever the case becomes.
    """
    stored = store.rows("SELECT case_no FROM mediation_case WHERE uid = ?", case["uid"])
    held, series = stored[0][0] if stored else None, series_of(case)
    if series is None or (held and case.get("report_state") not in (None, "new")):
        return held
    place = (committee["uid"], series, int((case.get("accept_date") or case["event_on"])[:4]))
    own = store.rows("SELECT number FROM number WHERE case_uid = ? AND committee = ? AND series = ? AND year = ?",
                     case["uid"], *place)
    return own[0][0] if own else _new(store, committee, case["uid"], *place)


def _new(store: Store, committee: Record, case_uid: str, held_by: str, series: str, year: int) -> str:
    seq = next_seq(store, held_by, series, year)
    template, abbr = template_of(committee, series), committee.get("abbr") or ""
    while store.rows("SELECT 1 FROM number WHERE number = ?", number := fill(template, abbr, year, seq)):
        seq += 1  # another series makes the same numbers: no two cases may bear one
    store.db.execute_sql(
        "INSERT INTO number (committee, series, year, seq, number, case_uid, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (held_by, series, year, seq, number, case_uid, now()))
    return number


def issue_record(store: Store, letters: str, uid: str, day: str) -> str:
    """The number of a work item's record, such as ZX-2022-0031; it keeps it for ever. Inside a write transaction."""
    own = store.rows("SELECT number FROM number WHERE case_uid = ? AND series = ?", uid, letters)
    if own:
        return own[0][0]
    year = int(day[:4])
    seq = next_seq(store, "", letters, year)
    number = f"{letters}-{year}-{seq:04d}"
    store.db.execute_sql(
        "INSERT INTO number (committee, series, year, seq, number, case_uid, issued_at) VALUES ('', ?, ?, ?, ?, ?, ?)",
        (letters, year, seq, number, uid, now()))
    return number


def gaps(store: Store, committee: Record | None = None) -> list[Gap]:
    """Numbers not in use, of one committee or of all: given up, in the 回收站, or never issued."""
    uid = committee and committee["uid"]
    rows = store.rows("""
        SELECT n.committee, n.series, n.year, n.seq, n.number, c.case_no, c.deleted_at
        FROM number n LEFT JOIN mediation_case c ON c.uid = n.case_uid
        WHERE n.committee <> '' AND (? IS NULL OR n.committee = ?) ORDER BY n.committee, n.series, n.year, n.seq""", uid, uid)
    found: list[Gap] = []
    before: tuple = ()
    for held_by, series, year, seq, number, borne, deleted in rows:
        first = before[-1] + 1 if before[:3] == (held_by, series, year) else 1
        found += [Gap(series, year, f"第{hole}号", "没有用过这个号") for hole in range(first, seq)]
        if borne != number:
            found.append(Gap(series, year, number, f"案件改用 {borne}" if borne else "编号已撤销"))
        elif deleted:
            found.append(Gap(series, year, number, "案件在回收站"))
        before = (held_by, series, year, seq)
    return found
