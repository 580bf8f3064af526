"""Reading and writing records. Every write is one transaction with its history row; nothing is ever erased.

Revision rule: ``save`` succeeds only on the revision that was read, otherwise Conflict. ``mark`` is for what the
program notes about a record (report states): it leaves the revision alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from db import search
from db.clock import now
from db.database import Store
from db.errors import Conflict, NotFound
from db.items import BY_KEY
from db.items.kinds import Item, Kind, Record
from db.tables import columns, storable


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records: a period of ``event_on`` (ISO, inclusive), equal and unequal columns, words, deleted ones or not."""

    first_day: str = ""
    last_day: str = ""
    equal: Mapping[str, str] = field(default_factory=dict)
    unequal: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    deleted: bool = False
    ids: tuple[int, ...] | None = None  # only these rows: the records behind a number


@dataclass(frozen=True, slots=True)
class Change:
    """One line of history; ``before`` and ``after`` hold the changed fields only."""

    id: int
    at: str
    who: str
    item: str
    uid: str
    action: str  # add | change | delete | restore | mark
    revision: int
    before: Record
    after: Record


_CHUNK = 10_000
"""Ids in one statement; the engine takes at most 32,766."""


def _row_fields(item: Item) -> list[tuple[str, Item]]:
    return [(f.key, BY_KEY[f.of]) for f in item if f.kind is Kind.ROWS]


def _typed(item: Item, row: Record) -> Record:
    for key, declared in item.fields.items():
        if declared.kind is Kind.FLAG and row.get(key) is not None:
            row[key] = bool(row[key])
    return row


def _load(store: Store, item: Item, where: object) -> list[Record]:
    model = store.models[item.key]
    with store.translating():
        rows = [_typed(item, row) for row in model.select().where(where).dicts()]
        by_id = {row["id"]: row for row in rows}
        for key, row_item in _row_fields(item):
            child = store.models[row_item.key]
            for row in rows:
                row[key] = []
            lines = child.select().where(child.owner.in_(list(by_id))).order_by(child.owner, child.position)
            for row in lines.dicts():
                owner = by_id[row.pop("owner")]
                del row["id"], row["position"]
                owner[key].append(_typed(row_item, row))
    return rows


def _not_found(item: Item) -> NotFound:
    return NotFound(f"找不到这条{item.label}记录。", "它可能在另一份数据里。")


def get(store: Store, item: Item, uid: str) -> Record:
    """One record, deleted or not. Raises NotFound."""
    found = _load(store, item, store.models[item.key].uid == uid)
    if not found:
        raise _not_found(item)
    del found[0]["id"]
    return found[0]


def page(store: Store, item: Item, ids: Sequence[int]) -> list[Record]:
    """Records by id, in the order of ``ids``; a list screen fetches a page of them at a time."""
    by_id: dict[int, Record] = {}
    for start in range(0, len(ids), _CHUNK):
        wanted = store.models[item.key].id.in_(list(ids[start:start + _CHUNK]))
        by_id |= {row.pop("id"): row for row in _load(store, item, wanted)}
    return [by_id[i] for i in ids if i in by_id]


def each(store: Store, item: Item, ids: Sequence[int], size: int = 500) -> Iterator[Record]:
    """Records by id, in the order of ``ids``, read a few hundred at a time."""
    for start in range(0, len(ids), size):
        yield from page(store, item, ids[start:start + size])


def find(store: Store, item: Item, wanted: Filter, order: str = "") -> list[int]:
    """Ids of the records that fit, the newest first, rosters by name. Sorting, filtering, searching are SQL."""
    order = order or ("event_on DESC, id DESC" if "event_on" in item.fields else "name, id")
    clauses, values = [f"deleted_at IS {'NOT ' if wanted.deleted else ''}NULL"], []
    if wanted.first_day:
        clauses.append("event_on >= ?")
        values.append(wanted.first_day)
    if wanted.last_day:
        clauses.append("event_on <= ?")
        values.append(wanted.last_day)
    for key, value in wanted.equal.items():
        clauses.append(f'"{item.fields[key].key}" IS ?')
        values.append(value)
    for key, value in wanted.unequal.items():
        clauses.append(f'"{item.fields[key].key}" IS NOT ?')
        values.append(value)
    if wanted.ids is not None:
        clauses.append("id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.ids))
    if wanted.text.strip():
        phrase = search.query(wanted.text)
        if not phrase:
            return []
        clauses.append(f"id IN (SELECT rowid FROM {item.key}_search WHERE {item.key}_search MATCH ?)")
        values.append(phrase)
    sql = f"SELECT id FROM {item.key} WHERE {' AND '.join(clauses)} ORDER BY {order}"
    return [row[0] for row in store.rows(sql, *values)]


def records(store: Store, item: Item) -> list[Record]:
    """All records of a small register, by name."""
    model = store.models[item.key]
    found = _load(store, item, model.deleted_at.is_null())
    for row in found:
        del row["id"]
    return sorted(found, key=lambda row: row.get("name") or "")


def name_column(item: Item) -> str:
    """What a link to a record of an item is shown as: the name of a register, the number of a work item."""
    return "case_no" if "case_no" in item.fields else "record_no" if item.letters else "name"


def names(store: Store, item: Item) -> dict[str, str]:
    """uid -> what links show; deleted ones included, since old records still point at them."""
    return dict(store.rows(f"SELECT uid, {name_column(item)} FROM {item.key} ORDER BY id"))


def pointing(store: Store, item: Item, uid: str) -> list[tuple[Item, str]]:
    """(item, uid) of the records that came out of one: those whose LINK ``origin`` names it."""
    return [(other, row[0]) for other in BY_KEY.values() if (link := other.fields.get("origin")) and link.of == item.key
            for row in store.rows(f"SELECT uid FROM {other.key} WHERE origin = ? AND deleted_at IS NULL", uid)]


def _links(item: Item, record: Record) -> set[tuple[str, str]]:
    """(item key, uid) of every record by whose name this one is found."""
    found = {(f.of, record[f.key]) for f in item if f.of in search.NAMED and record[f.key]}
    return found.union(*(_links(row_item, row) for key, row_item in _row_fields(item) for row in record[key]))


def _link_names(store: Store, item: Item, record: Record) -> dict[str, str]:
    """Names behind the links of one record; all names would cost more than the save at a big office."""
    return {uid: name for key, uid in _links(item, record)
            for name, in store.rows(f"SELECT name FROM {key} WHERE uid = ?", uid)}


def _index_pointing(store: Store, named: Item, uid: str) -> None:
    """Index again, under the new name, the records that point at an entry of a register."""
    for item in (BY_KEY[key] for key in search.INDEXED):
        selects = [f"SELECT id FROM {item.key} WHERE {f.key} = ?" for f in item if f.of == named.key]
        selects += [f"SELECT owner_id FROM {row_item.key} WHERE {f.key} = ?"
                    for _, row_item in _row_fields(item) for f in row_item if f.of == named.key]
        ids = [row[0] for row in store.rows(" UNION ".join(selects), *[uid] * len(selects))]
        for row_id, record in zip(ids, page(store, item, ids), strict=True):
            _index(store, item, row_id, record)


def _history(store: Store, item: Item, uid: str, who: str, action: str, revision: int,
             before: Record, after: Record) -> None:
    store.db.execute_sql(
        "INSERT INTO history (at, who, item, uid, action, revision, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), who, item.key, uid, action, revision,
         json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False)))


def note(store: Store, item: str, uid: str, who: str, before: Record, after: Record) -> None:
    """A line of history about something beside a record's own fields, such as a file; inside a write transaction."""
    found = store.rows(f"SELECT revision FROM {BY_KEY[item].key} WHERE uid = ?", uid)
    _history(store, BY_KEY[item], uid, who, "mark", found[0][0] if found else 0, before, after)


def note_setting(store: Store, key: str, who: str) -> None:
    """A line of history that a setting was changed, without its value; inside a write transaction."""
    store.db.execute_sql("INSERT INTO history (at, who, item, uid, action, revision, before, after) "
                         "VALUES (?, ?, 'setting', ?, 'change', 0, '{}', '{}')", (now(), who, key))


def _write_rows(store: Store, item: Item, owner: int, record: Record) -> None:
    for key, row_item in _row_fields(item):
        child = store.models[row_item.key]
        child.delete().where(child.owner == owner).execute()
        rows = [{"uid": row["uid"], "owner": owner, "position": place} | {c: row.get(c) for c in columns(row_item)}
                for place, row in enumerate(record[key])]
        if rows:
            child.insert_many(rows).execute()


def _index(store: Store, item: Item, row_id: int, record: Record) -> None:
    if item.key in search.INDEXED:
        store.db.execute_sql(f"DELETE FROM {item.key}_search WHERE rowid = ?", (row_id,))
        words = search.tokens(search.document(item, record, _link_names(store, item, record)))
        store.db.execute_sql(f"INSERT INTO {item.key}_search (rowid, tokens) VALUES (?, ?)", (row_id, words))


def _declared(item: Item, record: Record) -> Record:
    """Only the declared fields, as they can be stored; every row with a uid of its own."""
    out = {key: storable(item.fields[key], record.get(key)) for key in columns(item)}
    for key, row_item in _row_fields(item):
        out[key] = [{"uid": row.get("uid") or str(uuid4())} | _declared(row_item, row) for row in record.get(key) or ()]
    return out


def add(store: Store, item: Item, record: Record, who: str) -> Record:
    """Store a new record at revision 1 and return it as stored; ``uid`` is kept when given."""
    model, values, uid = store.models[item.key], _declared(item, record), record.get("uid") or str(uuid4())
    with store.writing():
        stamp = now()
        row = {key: values[key] for key in columns(item)}
        row_id = model.insert(uid=uid, revision=1, created_at=stamp, created_by=who, updated_at=stamp,
                              updated_by=who, **row).execute()
        _write_rows(store, item, row_id, values)
        _index(store, item, row_id, values)
        said = {key: value for key, value in values.items() if value not in (None, [])}
        _history(store, item, uid, who, "add", 1, {}, said)
    return values | {"uid": uid, "revision": 1, "created_at": stamp, "created_by": who, "updated_at": stamp,
                     "updated_by": who, "deleted_at": None}


def differences(item: Item, before: Record, after: Record) -> list[str]:
    """Keys of the declared fields in which two records differ."""
    one, other = _declared(item, before), _declared(item, after)
    for key, _ in _row_fields(item):  # a row that is new in both has no uid of its own yet
        for row in (*one[key], *other[key]):
            del row["uid"]
    return [key for key in item.fields if one[key] != other[key]]


def save(store: Store, item: Item, record: Record, who: str) -> Record:
    """Store a changed record as the next revision. Raises Conflict when it was changed since it was read."""
    uid, revision = record["uid"], record["revision"]
    after = _declared(item, record)
    with store.writing():
        before = get(store, item, uid)
        changed = differences(item, before, after)
        if before["revision"] != revision or before["deleted_at"]:
            raise Conflict(f"这条记录刚才已由{before['updated_by']}改过。" if not before["deleted_at"]
                           else "这条记录已经在回收站里。", "请看过新的内容再改，您填写的还在窗口里。")
        if not changed:
            return before
        row = {key: after[key] for key in columns(item)}
        model = store.models[item.key]
        model.update(revision=revision + 1, updated_at=now(), updated_by=who, **row).where(
            (model.uid == uid) & (model.revision == revision)).execute()
        row_id = _id(store, item, uid)
        if any(item.fields[key].kind is Kind.ROWS for key in changed):
            _write_rows(store, item, row_id, after)
        _index(store, item, row_id, after)
        if item.key in search.NAMED and "name" in changed:
            _index_pointing(store, item, uid)
        _history(store, item, uid, who, "change", revision + 1,
                 {key: before[key] for key in changed}, {key: after[key] for key in changed})
    return get(store, item, uid)


def fill_search(store: Store) -> None:
    """Index every record of an item whose search table is empty, as after a migration that made it."""
    with store.writing():
        for item in (BY_KEY[key] for key in search.INDEXED):
            if store.rows(f"SELECT 1 FROM {item.key} LIMIT 1") and not store.rows(
                    f"SELECT 1 FROM {item.key}_search_docsize LIMIT 1"):
                ids = [row[0] for row in store.rows(f"SELECT id FROM {item.key}")]
                for row_id, record in zip(ids, page(store, item, ids), strict=True):
                    _index(store, item, row_id, record)


def _id(store: Store, item: Item, uid: str) -> int:
    model = store.models[item.key]
    return model.select(model.id).where(model.uid == uid).scalar()


def _set_deleted(store: Store, item: Item, uid: str, who: str, deleted: bool) -> None:
    with store.writing():
        before = get(store, item, uid)
        if bool(before["deleted_at"]) == deleted:
            return
        at, revision = (now() if deleted else None), before["revision"] + 1
        model = store.models[item.key]
        model.update(deleted_at=at, revision=revision, updated_at=now(), updated_by=who).where(
            model.uid == uid).execute()
        _history(store, item, uid, who, "delete" if deleted else "restore", revision, {}, {})


def delete(store: Store, item: Item, uid: str, who: str) -> None:
    """Into the 回收站: the record stays and can be restored."""
    _set_deleted(store, item, uid, who, True)


def restore(store: Store, item: Item, uid: str, who: str) -> None:
    """Out of the 回收站."""
    _set_deleted(store, item, uid, who, False)


def mark(store: Store, item: Item, uids: Iterable[str], values: Record, who: str) -> None:
    """Note something about records (report state): history yes, new revision no. Raises NotFound."""
    values = {key: storable(item.fields[key], value) for key, value in values.items()}
    keys = list(values)
    with store.writing():
        for uid in uids:  # a month's file marks thousands, so only what is needed is read
            found = store.rows(f"SELECT revision, {', '.join(keys)} FROM {item.key} WHERE uid = ?", uid)
            if not found:
                raise _not_found(item)
            before = dict(zip(keys, found[0][1:], strict=True))
            changed = {key: value for key, value in values.items() if before[key] != value}
            if not changed:
                continue
            store.db.execute_sql(f"UPDATE {item.key} SET {', '.join(f'{key} = ?' for key in changed)} WHERE uid = ?",
                                 (*changed.values(), uid))
            if changed.keys() & search.searchable(item):
                _index(store, item, _id(store, item, uid), get(store, item, uid))
            _history(store, item, uid, who, "mark", found[0][0], {key: before[key] for key in changed}, changed)


def _changes(store: Store, where: str, *values: object) -> list[Change]:
    rows = store.rows(
        f"SELECT id, at, who, item, uid, action, revision, before, after FROM history WHERE {where}", *values)
    return [Change(*row[:7], json.loads(row[7]), json.loads(row[8])) for row in rows]


def history(store: Store, item: Item, uid: str) -> list[Change]:
    """The life of a record, oldest first."""
    return _changes(store, "item = ? AND uid = ? ORDER BY id", item.key, uid)


def last_change(store: Store, item: Item, uid: str) -> Change | None:
    """The newest history line of a record that is not a mark."""
    found = _changes(store, "item = ? AND uid = ? AND action <> 'mark' ORDER BY id DESC LIMIT 1", item.key, uid)
    return found[0] if found else None


def undo(store: Store, change: Change, who: str) -> None:
    """Take back an add, change, delete or restore, as a change of its own. Raises Conflict when more happened since."""
    item = BY_KEY[change.item]
    with store.writing():
        present = get(store, item, change.uid)
        if present["revision"] != change.revision:
            raise Conflict("这条记录后来又改过，不能撤销。", "请打开它手工改回来。")
        if change.action in ("add", "restore"):
            delete(store, item, change.uid, who)
        elif change.action == "delete":
            restore(store, item, change.uid, who)
        else:
            save(store, item, present | change.before, who)
