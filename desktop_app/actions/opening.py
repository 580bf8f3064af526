"""期初建账: a roster opened in mid-year from a workbook of what exists, with its real past dates.

Everything taken in bears ``opening``: it is stock on the day the books began and never "received in the period".
``look`` only reads; ``take_in`` judges the same rows again inside its transaction, since the book may have moved on.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from db import clock, numbering, repository
from db.database import Store
from db.errors import KnownError, NotFound
from db.items import BY_KEY, COMMITTEE, CORRECTION, ITEMS, MEDIATOR, RESETTLEMENT, ROSTERS, ROWS, VILLAGE
from db.items.kinds import Item, Kind, Record
from desktop_app.actions import opening_rows, records
from desktop_app.actions.opening_rows import Judged
from desktop_app.actions.progress import Cancelled, Progress, unwatched
from desktop_app.actions.session import Session
from desktop_app.exchange import place, roster_book
from desktop_app.exchange.receipts import Rejected
from desktop_app.exchange.roster_book import Returned, Sheet, roster
from desktop_app.exchange.roster_values import Names
from desktop_app.shown import show_moment

OPENED: tuple[Item, ...] = (CORRECTION, RESETTLEMENT, *ROSTERS)
"""Items whose roster can be opened from a workbook."""

SHOWN = 200  # rows that a preview shows
BAD_WORD = "_没有读入"
_LINKED = (VILLAGE, COMMITTEE, MEDIATOR)


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading a workbook would do. Every row that says something is in exactly one of good, twins and bad."""

    item: Item
    path: Path
    sheet: Sheet
    add_missing: bool
    good: list[Judged]
    twins: list[Judged]
    bad: list[Judged]
    new_villages: list[str]  # names that ``add_missing`` would add, or does
    names: Names
    read_before: str = ""  # when this very file was taken in

    @property
    def problems(self) -> list[Rejected]:
        """Everything that is wrong, row by row."""
        return [fault for row in self.bad for fault in row.faults]

    @property
    def message(self) -> str:
        unit = roster(self.item).unit
        if self.read_before:
            return f"这份表格在 {show_moment(self.read_before)} 已经读入过，再读不会有改动。"
        parts = [f"可以读入 {len(self.good)} {unit}"]
        parts += [f"已经有了 {len(self.twins)} {unit}，不重复读"] if self.twins else []
        parts += [f"{len(self.bad)} 行有问题，读不进去"] if self.bad else []
        lacking = sum(bool(row.lacks) for row in self.good)
        parts += [f"{lacking} {unit}还缺上报要用的内容，可以以后补"] if lacking else []
        return "；".join(parts) + "。"

    @property
    def remarks(self) -> list[str]:
        """What of the file is left aside, in sentences."""
        said = []
        if self.sheet.ignored:
            said.append(f"这几栏用不上，没有读：{'、'.join(self.sheet.ignored[:12])}。")
        if self.sheet.unread:
            said.append(f"只读了工作表“{self.sheet.name}”，没有读：{'、'.join(self.sheet.unread)}。")
        if self.add_missing and self.new_villages:
            said.append(f"会一并加进村居名册：{'、'.join(self.new_villages[:12])}。")
        return said

    def shown(self, row: Judged) -> str:
        """A good row or a twin in words."""
        return "　".join(opening_rows.told(self.item, row.record, self.names))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook did. ``returned``: the file with the rows that were not read, None when there is none."""

    item: Item
    batch: str
    added: int
    twins: list[Rejected]
    problems: list[Rejected]
    bad_rows: int
    villages: int = 0
    returned: Path | None = None
    not_returned: str = ""  # why there is no such file although there should be
    read_before: str = ""

    @property
    def rows_seen(self) -> int:
        return self.added + len(self.twins) + self.bad_rows

    @property
    def message(self) -> str:
        unit = roster(self.item).unit
        if self.read_before:
            return f"这份表格在 {show_moment(self.read_before)} 已经读入过，这次没有改动。"
        said = f"已读入 {self.added} {unit}"
        said += f"，{len(self.twins)} {unit}已经有了" if self.twins else ""
        said += f"，新加 {self.villages} 个村居" if self.villages else ""
        said += f"，{self.bad_rows} 行没有读入" if self.bad_rows else ""
        said += f"，在 {self.returned}，改好红色的格子再读它" if self.returned else ""
        return f"{said}。" + self.not_returned


def template(session: Session | None, item: Item, out: Path) -> Path:
    """An empty workbook to be filled in; the office's villages and committees are in its lists. Raises KnownError."""
    listed = {}
    if session:
        names = _names(session.store)
        listed = {other.key: names.of(other.key) for other in _LINKED}
    roster_book.write(out, _opened(item), listed)
    return out


def template_name(item: Item) -> str:
    """What an empty workbook is called."""
    return f"期初建账_{item.label}.xlsx"


def look(session: Session, item: Item, path: Path, add_missing: bool = False,
         progress: Progress = unwatched) -> Preview:
    """What taking in a workbook would do; nothing changes. Raises KnownError, BadWorkbook, NotFound, Cancelled."""
    _refuse_locked(session, item)
    progress(0, "打开表格")
    sheet = roster_book.read(Path(path), _opened(item))
    return _judge(session, item, Path(path), sheet, add_missing, lambda part, text: progress(0.3 + 0.7 * part, text))


def judge_again(session: Session, seen: Preview, add_missing: bool, progress: Progress = unwatched) -> Preview:
    """The same workbook with the other answer about unknown villages."""
    return _judge(session, seen.item, seen.path, seen.sheet, add_missing, progress)


def take_in(session: Session, seen: Preview, progress: Progress = unwatched) -> Taken:
    """Add the good rows of a workbook in one transaction; the bad ones go into a file beside it.

    The same file twice is a no-op that says so. Raises KnownError, and Cancelled from ``progress``: then nothing
    has changed.
    """
    item, store = seen.item, session.store
    _refuse_locked(session, item)
    batch = uuid4().hex
    with store.writing():
        now = _judge(session, item, seen.path, seen.sheet, seen.add_missing,
                     lambda part, text: progress(0.2 * part, text))
        if now.read_before:
            return Taken(item, "", 0, [], [], 0, read_before=now.read_before)
        villages = _add_villages(session, now)
        uids = []
        for done, row in enumerate(now.good):
            if done % 20 == 0:
                progress(0.2 + 0.7 * done / len(now.good), f"读入 {done}/{len(now.good)} 行")
            uids.append(_add(session, item, row.record))
        if uids:
            store.db.execute_sql(
                "INSERT INTO import_batch (uid, at, who, item, file, sha256, records) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (batch, clock.now(), session.who, item.key, str(seen.path), seen.sheet.sha256,
                 json.dumps({item.key: uids} | ({VILLAGE.key: villages} if villages else {}))))
        progress(0.95, "存盘")  # the last moment at which all can still be taken back
    returned, reason = _give_back(session, now)
    with suppress(Cancelled):
        progress(1, "完成")
    return Taken(item, batch if uids else "", len(uids), [row.twin for row in now.twins], now.problems, len(now.bad),
                 len(villages), returned, reason)


def _opened(item: Item) -> Item:
    if item not in OPENED:
        raise KnownError(f"{item.label}没有期初建账。", f"可以建账的是：{'、'.join(other.label for other in OPENED)}。")
    return item


def _refuse_locked(session: Session, item: Item) -> None:
    if item.locked and not session.unlocked:
        raise KnownError(f"{item.label}是加锁的，现在没有打开。", "请先在窗口里打开那一页，输入第二个密码，再读入。")


def _names(store: Store) -> Names:
    """The living entries of the registers that a roster points at."""
    return Names({item.key: store.rows(f"SELECT uid, name FROM {item.key} WHERE deleted_at IS NULL AND name IS NOT NULL "
                                       "ORDER BY id") for item in _LINKED}, {item.key: item.label for item in _LINKED})


def _read_before(store: Store, item: Item, sha256: str) -> str:
    found = store.rows("SELECT at FROM import_batch WHERE item = ? AND sha256 = ? AND undone_at IS NULL", item.key, sha256)
    return found[0][0] if found else ""


def _judge(session: Session, item: Item, path: Path, sheet: Sheet, add_missing: bool, progress: Progress) -> Preview:
    store, names, new = session.store, _names(session.store), {}

    def found_no(village: str) -> str | None:
        """The uid of a village that is to be added; None when it must not be."""
        if not add_missing:
            new[village] = ""
            return None
        if village not in new:
            new[village] = str(uuid4())
            names.add(VILLAGE.key, new[village], village)
        return new[village]

    judge = opening_rows.Judge(store, item, sheet, names, records.circumstances(session), session.me, found_no)
    piles: dict[str, list[Judged]] = {"good": [], "twin": [], "bad": []}
    for done, line in enumerate(sheet.lines):
        if done % 50 == 0:
            progress(done / len(sheet.lines), f"核对 {done}/{len(sheet.lines)} 行")
        row = judge.row(line)
        piles[row.pile].append(row)
    used = {row.record.get(f.key) for row in piles["good"] for f in item if f.of == VILLAGE.key and f.kind is Kind.LINK}
    wanted = [name for name, uid in new.items() if not uid or uid in used]
    return Preview(item, path, sheet, add_missing, piles["good"], piles["twin"], piles["bad"], wanted, names,
                   _read_before(store, item, sheet.sha256))


def _add_villages(session: Session, now: Preview) -> list[str]:
    """Add the villages that the roster needs; their uids."""
    uids = []
    for name in now.new_villages if now.add_missing else ():
        uid = now.names.uid(VILLAGE.key, name)
        repository.add(session.store, VILLAGE, VILLAGE.blank() | {"uid": uid, "name": name, "opening": True}, session.who)
        uids.append(uid)
    return uids


def _add(session: Session, item: Item, record: Record) -> str:
    """Store one record with its number and its history line. A roster of hundreds is undone as a batch, not step by step."""
    record = record | {"uid": str(uuid4()), "opening": True}
    if item.letters:
        day = record.get("event_on") or clock.today().isoformat()
        record["record_no"] = numbering.issue_record(session.store, item.letters, record["uid"], day)
    repository.add(session.store, item, record, session.who)
    return record["uid"]


def _give_back(session: Session, now: Preview) -> tuple[Path | None, str]:
    """The file with the bad rows, or why it could not be written: what went in stays in."""
    if not now.bad:
        return None, ""
    out = now.path.with_name(now.path.stem.split(BAD_WORD)[0] + BAD_WORD + ".xlsx")
    out = place.free_name(out)  # an older one may hold corrections
    rows = [Returned(row.line.cells, row.wrong, "；".join(f"{fault.column}：{fault.reason}" for fault in row.faults))
            for row in now.bad]
    try:
        roster_book.write(out, now.item, {other.key: now.names.of(other.key) for other in _LINKED}, rows)
    except KnownError as error:
        return None, f"没有读入的行没能另存一份：{error.what}{error.todo}"
    return out, ""


# taking back

@dataclass(frozen=True, slots=True)
class Batch:
    """One workbook that was taken in."""

    uid: str
    at: str
    who: str
    item: Item
    file: str
    records: Mapping[str, list[str]] = field(default_factory=dict)  # item key -> uids
    undone: bool = False

    @property
    def text(self) -> str:
        count = f"{len(self.records[self.item.key])} {roster(self.item).unit}"
        return f"{show_moment(self.at)}　{self.who}　{Path(self.file).name}　{count}" + ("　已撤销" if self.undone else "")


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back did; ``kept`` names the records that are in use or were changed since."""

    item: Item
    removed: int
    kept: list[str]

    @property
    def message(self) -> str:
        unit = roster(self.item).unit
        said = f"已撤销这一批：{self.removed} {unit}放进了回收站"
        if not self.kept:
            return said + "。"
        more = f"等 {len(self.kept)} 个" if len(self.kept) > 8 else ""
        return f"{said}；后来改过或者已经用到的没有动：{'、'.join(self.kept[:8])}{more}。"


def batches(session: Session, item: Item) -> list[Batch]:
    """The workbooks taken in for a roster, newest first."""
    found = session.store.rows("SELECT uid, at, who, file, records, undone_at FROM import_batch WHERE item = ? "
                               "ORDER BY id DESC", item.key)
    return [Batch(uid, at, who, item, file, json.loads(kept), undone is not None)
            for uid, at, who, file, kept, undone in found]


def undo_batch(session: Session, batch: str) -> Undone:
    """Put everything that a workbook brought into the 回收站, but what was changed or is used since.

    Raises NotFound for an unknown batch, KnownError when it was taken back already or its tab is locked.
    """
    store = session.store
    with store.writing():
        found = store.rows("SELECT item, records, undone_at FROM import_batch WHERE uid = ?", batch)
        if not found:
            raise NotFound(f"没有这一批：{batch}。", "请重新打开这个窗口再选。")
        item, brought, undone_at = BY_KEY[found[0][0]], json.loads(found[0][1]), found[0][2]
        _refuse_locked(session, item)
        if undone_at:
            raise KnownError("这一批已经撤销过了。", "不用再撤。")
        removed, kept = _remove(session, item, brought[item.key])
        kept += _remove(session, VILLAGE, brought[VILLAGE.key])[1] if item is not VILLAGE and VILLAGE.key in brought else []
        store.db.execute_sql("UPDATE import_batch SET undone_at = ? WHERE uid = ?", (clock.now(), batch))
    return Undone(item, removed, kept)


def _remove(session: Session, item: Item, uids: list[str]) -> tuple[int, list[str]]:
    """How many went into the 回收站, and the names of those that stay."""
    store, kept, removed = session.store, [], 0
    used = _used(store, item, uids) | ({session.me} if item is MEDIATOR else set())
    living = dict(store.rows(f"SELECT uid, revision FROM {item.key} WHERE deleted_at IS NULL AND uid IN "
                             "(SELECT value FROM json_each(?))", json.dumps(uids)))
    for uid in uids:
        if uid not in living:
            continue  # somebody put it there already
        if living[uid] > 1 or uid in used:
            kept.append(records.called(item, repository.get(store, item, uid), outside=False))
        else:
            repository.delete(store, item, uid, session.who)
            removed += 1
    return removed, kept


def _used(store: Store, item: Item, uids: Iterable[str]) -> set[str]:
    """Those that a living record of the book points at."""
    wanted, found = json.dumps(list(uids)), set()
    for other in (*ITEMS, *ROWS):
        living = f"{other.key} o" if not other.parent else f"{other.key} o JOIN {other.parent} p ON p.id = o.owner_id"
        for f in other:
            if f.kind is Kind.LINK and f.of == item.key:
                found |= {row[0] for row in store.rows(
                    f"SELECT DISTINCT o.{f.key} FROM {living} WHERE {'p' if other.parent else 'o'}.deleted_at IS NULL "
                    f"AND o.{f.key} IN (SELECT value FROM json_each(?))", wanted)}
    return found
