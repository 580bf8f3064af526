"""The month's workbook: what goes in, writing it, taking a batch back, reading the bureau's receipt.

The life of a case: 未报 → 已导出 → 已接收 or 退回 → (changed after that) 接收后又改. A written file moves nothing
beyond 已导出; only a receipt says 已接收; what is not acknowledged is in every later file again.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from db import check, clock, repository
from db.errors import KnownError, NotFound
from db.items import CASE, COMMITTEE, MEDIATOR, PERSON, VILLAGE
from db.items.kinds import Gate, Problem, Record
from desktop_app.actions import records, workbooks
from desktop_app.actions.period import Period
from desktop_app.actions.progress import Cancelled, Progress, unwatched
from desktop_app.actions.session import Session
from desktop_app.exchange import book, place, profiles, reader, receipts, rows
from desktop_app.exchange.profiles import Profile
from desktop_app.exchange.receipts import Answer, Rejected
from desktop_app.shown import show_moment

_PAGE = 500  # records fetched at a time
_NOTED = ("report_state", "report_batch", "report_reason", "exported_rev")
"""What an export notes in a case, and what taking it back restores."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a file of a period would hold, by the date of the case, oldest first."""

    period: Period
    ready: list[Record]
    not_ready: list[tuple[Record, Problem]]  # with the first thing that is missing
    accepted: int  # cases of the period itself that the upper office has acknowledged

    def is_late(self, record: Record) -> bool:
        """补报: from before the period, not acknowledged so far."""
        return (record.get("event_on") or "") < self.period.first_day

    @property
    def late(self) -> int:
        return sum(map(self.is_late, self.ready))


def outlook(session: Session, period: Period, progress: Progress = unwatched) -> Outlook:
    """Everything up to the period's last day that is not acknowledged, told apart by the gate 报."""
    store = session.store
    ids = [row[0] for row in store.rows(
        "SELECT id FROM mediation_case WHERE deleted_at IS NULL AND report_state <> 'accepted' AND event_on <= ? "
        "ORDER BY event_on, id", period.last_day)]
    now = records.circumstances(session)
    ready, not_ready = [], []
    for start in range(0, len(ids), _PAGE):
        progress(start / len(ids), f"核对 {start}/{len(ids)} 件")
        for record in repository.page(store, CASE, ids[start:start + _PAGE]):
            problem = check.first(check.check(CASE, record, now), Gate.REPORT)
            if problem:
                not_ready.append((record, problem))
            else:
                ready.append(record)
    accepted = store.rows(
        "SELECT count(*) FROM mediation_case WHERE deleted_at IS NULL AND report_state = 'accepted' "
        "AND event_on BETWEEN ? AND ?", period.first_day, period.last_day)[0][0]
    return Outlook(period, ready, not_ready, accepted)


def layouts(session: Session) -> profiles.Shelf:
    """The layouts to choose from, the office's own copies included."""
    return profiles.shelf(session.store.folder)


def default_name(session: Session, period: Period, profile: Profile, with_names: bool) -> str:
    """海阳所镇司法所_2022年9月_平台25列_含个人信息.xlsx."""
    return workbooks.name_of(session, period, profile.name, with_names)


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook in its place, and what is in it."""

    path: Path
    batch: str
    records: int
    late: int

    @property
    def message(self) -> str:
        late = f"（其中补报 {self.late} 件）" if self.late else ""
        return f"已生成上报表：{self.records} 件{late}，在 {self.path}"


def export(session: Session, period: Period, profile: Profile, out: Path, *, with_names: bool | None = None,
           progress: Progress | None = None) -> Exported:
    """Write everything that is ready into ``out``, then note 已导出 with batch and revision in the cases.

    ``with_names`` None takes the profile's own choice. Raises KnownError when nothing is ready, when the file
    cannot be written (nothing is left half-written, no state moves), and Cancelled from ``progress``.
    """
    report = progress or unwatched
    with_names = profile.with_names if with_names is None else with_names
    found = outlook(session, period, lambda part, text: report(part * 0.3, text))
    if not found.ready:
        raise _nothing_ready(found)
    batch = f"{clock.today():%Y%m%d}-{uuid4().hex[:6]}"
    is_new = not os.path.lexists(out)
    written = _write(session, found, profile, Path(out), batch, with_names, report)
    try:
        _note_export(session, found, profile, written, batch)
    except BaseException:
        if is_new:  # a file that the book does not know of is no export
            written.unlink(missing_ok=True)
        raise
    with suppress(Cancelled):  # too late to stop: the file is there and the states have moved
        report(1, "完成")
    return Exported(written, batch, len(found.ready), found.late)


def _nothing_ready(found: Outlook) -> KnownError:
    if found.not_ready:
        record, problem = found.not_ready[0]
        return KnownError(f"{found.period.label}还没有可以上报的案件，{len(found.not_ready)} 件还差材料。",
                          f"例如 {CASE.name_of(record)}：{problem.text}。补齐后再生成。")
    return KnownError(f"{found.period.label}没有要上报的案件。",
                      "已登记的都接收了。" if found.accepted else "请核对时段，或先登记案件。")


def _write(session: Session, found: Outlook, profile: Profile, out: Path, batch: str, with_names: bool,
           report: Progress) -> Path:
    count = len(found.ready)
    cover = workbooks.cover(session, found.period, count, with_names, batch)
    cases = [_marked_sample(record) for record in found.ready] if cover.sample else found.ready
    steps = _Steps(report, 0.3, 0.5, count, "整理 {} 件")
    filled = rows.pages(cases, profile, _registers(session), with_names=with_names, seen=steps.one)

    def make(draft: Path) -> None:
        lines = sum(len(page.rows) for page in filled)
        book.write(draft, filled, profile, cover, _Steps(report, 0.5, 0.85, lines, "写入 {} 行").one)
        report(0.85, "核对写好的表格")
        book.verify(draft, filled, cover)
        report(0.95, "存盘")

    place.put(out, make)
    return out


class _Steps:
    """Turns single steps into progress between two parts."""

    def __init__(self, report: Progress, start: float, end: float, steps: int, words: str) -> None:
        self._report, self._start, self._width, self._steps = report, start, end - start, max(steps, 1)
        self._words, self._done = words, 0

    def one(self) -> None:
        self._done += 1
        if self._done % 20 == 0:
            part = self._start + self._width * self._done / self._steps
            self._report(part, self._words.format(f"{self._done}/{self._steps}"))


def _marked_sample(record: Record) -> Record:
    """A sample case can never pass for a real one: its numbers say so in every layout."""
    return record | {key: f"样例{record[key]}" for key in ("case_no", "agreement_no") if record.get(key)}


def _registers(session: Session) -> rows.Registers:
    store = session.store
    names = {item.key: repository.names(store, item) for item in (COMMITTEE, MEDIATOR, VILLAGE, PERSON)}
    return rows.Registers(names, {row["uid"]: row for row in repository.records(store, COMMITTEE)},
                          {row["uid"]: row for row in repository.records(store, VILLAGE)})


def _note_export(session: Session, found: Outlook, profile: Profile, path: Path, batch: str) -> None:
    """One transaction: the batch, and 已导出 in its cases. accepted_rev stays, it is what the upper office has."""
    store, who = session.store, session.who
    by_revision: dict[int, list[str]] = {}
    for record in found.ready:
        by_revision.setdefault(record["revision"], []).append(record["uid"])
    with store.writing():
        store.db.execute_sql(
            "INSERT INTO batch (uid, at, who, first_day, last_day, profile, file, records) VALUES (?,?,?,?,?,?,?,?)",
            (batch, clock.now(), who, found.period.first_day, found.period.last_day, profile.name, str(path),
             len(found.ready)))
        for revision, uids in by_revision.items():
            repository.mark(store, CASE, uids, {"report_state": "exported", "report_batch": batch,
                                                "report_reason": None, "exported_rev": revision}, who)


@dataclass(frozen=True, slots=True)
class Batch:
    """One written file and where its cases stand now; ``states`` counts those whose newest file this is."""

    uid: str
    at: str
    who: str
    period: Period
    profile: str
    file: str
    records: int
    undone: bool
    states: Mapping[str, int]


def batches(session: Session, limit: int = 50) -> list[Batch]:
    """The written files, newest first."""
    store = session.store
    states: dict[str, dict[str, int]] = {}
    for batch, state, count in store.rows(
            "SELECT report_batch, report_state, count(*) FROM mediation_case WHERE report_batch IS NOT NULL "
            "GROUP BY report_batch, report_state"):
        states.setdefault(batch, {})[state] = count
    found = store.rows("SELECT uid, at, who, first_day, last_day, profile, file, records, undone_at FROM batch "
                       "ORDER BY id DESC LIMIT ?", limit)
    return [Batch(uid, at, who, Period(first, last), profile, file, records, undone is not None, states.get(uid, {}))
            for uid, at, who, first, last, profile, file, records, undone in found]


def undo_export(session: Session, batch: str) -> int:
    """Take a batch back: its cases return to the states they had before; returns how many.

    Cases that a receipt has moved since stay. Raises NotFound, and KnownError when it is not the newest batch.
    The file itself is not touched.
    """
    store = session.store
    with store.writing():
        found = store.rows("SELECT id, undone_at FROM batch WHERE uid = ?", batch)
        if not found:
            raise NotFound(f"没有批次 {batch}。", "请核对批次号。")
        row_id, undone_at = found[0]
        if undone_at:
            raise KnownError(f"批次 {batch} 已经撤销过了。", "不用再撤。")
        if store.rows("SELECT 1 FROM batch WHERE id > ? AND undone_at IS NULL", row_id):
            raise KnownError("后面还有更新的批次，这些案件可能又进了新的上报表。", "请先撤销最新的一批。")
        uids = [row[0] for row in store.rows(
            "SELECT uid FROM mediation_case WHERE report_batch = ? AND report_state = 'exported'", batch)]
        for uid in uids:
            repository.mark(store, CASE, [uid], _before(session, uid, batch), session.who)
        store.db.execute_sql("UPDATE batch SET undone_at = ? WHERE uid = ?", (clock.now(), batch))
    return len(uids)


def _before(session: Session, uid: str, batch: str) -> Record:
    """What an export changed in a case, as it was before, from the history."""
    for change in repository.history(session.store, CASE, uid):  # the first mention of a batch is its export
        if change.action == "mark" and change.after.get("report_batch") == batch:
            return {key: change.before[key] for key in _NOTED if key in change.before}
    raise NotFound("这件案件的上报记录不完整，不能撤销。", "请把这句话发给维护人员。")


@dataclass(frozen=True, slots=True)
class ReceiptResult:
    """What a receipt did. Every row that says something is in exactly one of the four."""

    accepted: int
    returned: int
    unchanged: int
    rejected: list[Rejected]
    changed_since: int = 0  # of ``accepted``: an older version was acknowledged, so the case goes up again
    read_before: str = ""  # when this very file was read the first time; nothing was done now

    @property
    def rejected_rows(self) -> int:
        return len({fault.row for fault in self.rejected})

    @property
    def rows_seen(self) -> int:
        return self.accepted + self.returned + self.unchanged + self.rejected_rows

    @property
    def message(self) -> str:
        if self.read_before:
            return f"这份回执在 {show_moment(self.read_before)} 已经读过，这次没有改动任何案件。"
        parts = [f"接收 {self.accepted} 件" + (f"（{self.changed_since} 件后来又改过，下次还会上报）"
                                               if self.changed_since else ""),
                 f"退回 {self.returned} 件"]
        parts += [f"没有变化 {self.unchanged} 件"] if self.unchanged else []
        parts += [f"没有读入 {self.rejected_rows} 行"] if self.rejected else []
        return "回执已读入：" + "，".join(parts) + "。"


def apply_receipt(session: Session, path: Path) -> ReceiptResult:
    """Read the bureau's answers and move the states, good rows in one transaction, bad rows listed.

    The same file twice is a no-op that says so. Raises BadWorkbook or NotFound; then nothing has changed.
    """
    store = session.store
    found = reader.read(path)
    given, rejected = receipts.answers(found)
    moved = {"accepted": 0, "changed": 0, "returned": 0, "unchanged": 0}
    with store.writing():
        if seen := store.rows("SELECT at FROM receipt WHERE sha256 = ?", found.sha256):
            return ReceiptResult(0, 0, 0, [], read_before=seen[0][0])
        for answer in given:
            outcome = _apply(session, answer)
            if isinstance(outcome, Rejected):
                rejected.append(outcome)
            else:
                moved[outcome] += 1
        result = ReceiptResult(moved["accepted"] + moved["changed"], moved["returned"], moved["unchanged"],
                               sorted(rejected, key=lambda fault: fault.row), moved["changed"])
        if result.rows_seen > result.rejected_rows:  # a file of which nothing went in may be tried again
            store.db.execute_sql("INSERT INTO receipt VALUES (?, ?, ?, ?, ?)", (
                found.sha256, clock.now(), session.who, str(path),
                json.dumps({"rows": result.rows_seen, **moved, "rejected": result.rejected_rows})))
    return result


def _apply(session: Session, answer: Answer) -> str | Rejected:
    """Move one case; returns the key under which it is counted, or why it cannot be moved."""
    try:
        case = repository.get(session.store, CASE, answer.uid)
    except NotFound:
        return Rejected(answer.row, "记录号", "本机没有这件案件，可能是别的单位的")
    if answer.rev > case["revision"]:
        return Rejected(answer.row, "版本", f"回执写的是第 {answer.rev} 版，本机只有第 {case['revision']} 版")
    values = _noted_answer(case, answer)
    if all(case[key] == value for key, value in values.items()):
        return "unchanged"
    repository.mark(session.store, CASE, [answer.uid], values | {"report_date": clock.today().isoformat()},
                    session.who)
    return values["report_state"]


def _noted_answer(case: Record, answer: Answer) -> Record:
    """What a receipt's row says about a case; {} when a newer answer or a newer file has overtaken it."""
    if answer.rev < (case["accepted_rev"] or 0):
        return {}
    if answer.accepted:
        number = {"platform_no": answer.platform_no} if answer.platform_no else {}
        return {"report_state": "accepted" if answer.rev == case["revision"] else "changed",
                "accepted_rev": answer.rev, "report_reason": None} | number
    if answer.rev < (case["exported_rev"] or 0):
        return {}
    return {"report_state": "returned", "report_reason": answer.reason}
