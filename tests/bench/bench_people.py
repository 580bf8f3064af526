"""Finding people among 100,000 by every kind of key, pairs that are one person, and a case entered twice."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from db import people, repository, twins
from db.database import FILE_NAME, PRAGMAS, Store
from db.items import CASE, PERSON
from desktop_app.actions import same_case
from desktop_app.actions.session import Session
from tests.bench.big_office import make
from tests.bench.row import Row, milliseconds

_ONE = "SELECT id FROM person WHERE deleted_at IS NULL AND {} ORDER BY updated_at DESC LIMIT 5"


def _keys(person: dict) -> list[tuple[str, str, str, tuple]]:
    """(what, typed, condition of the floor, its values): the least that any answer must look up."""
    name, phone, number = person["name"], person["phone"], person["id_no"]
    sound = person["pinyin"]
    return [
        ("a whole name", name, "name = ?", (name,)), ("a surname", "王", "name >= ? AND name < ?", ("王", "王\U0010ffff")),
        ("a beginning", "王建", "name >= ? AND name < ?", ("王建", "王建\U0010ffff")),
        ("a homophone", "王剑国", "pinyin = ?", ("wangjianguo",)), ("a look-alike", "王玟兰", "name = ?", ("王玫兰",)),
        ("a name of nobody", "欧阳锋", "name = ?", ("欧阳锋",)), ("initials", "wjg", "initials = ?", ("wjg",)),
        ("two initials", "wj", "initials = ?", ("wj",)), ("initials of nobody", "ovz", "initials = ?", ("ovz",)),
        ("full pinyin", sound, "pinyin = ?", (sound,)), ("a beginning in pinyin", "wang", "pinyin >= ? AND pinyin < ?", ("wang", "wang{")),
        ("another reading", "wangliangyue", "pinyin = ?", ("wangliangle",)), ("a telephone", phone, "phone = ?", (phone,)),
        ("its beginning", phone[:4], "phone >= ? AND phone < ?", (phone[:4], phone[:4] + ":")),
        ("its end", phone[-4:], "substr(phone, -4) = ?", (phone[-4:],)), ("an id number", number, "id_no = ?", (number,)),
        ("the end of an id number", number[-6:], "substr(id_no, -4) = ?", (number[-4:],))]


def _doubled(store: Store) -> None:
    """Every hundredth person is entered twice: without a number, with the same birthday or the same telephone."""
    birth = "substr(id_no, 7, 4) || '-' || substr(id_no, 11, 2) || '-' || substr(id_no, 13, 2)"
    with store.writing():
        store.db.execute_sql(f"UPDATE person SET birth = {birth}")
        rows = "revision, created_at, created_by, updated_at, updated_by, name, kind, initials, pinyin, village"
        for start, fact in ((0, "phone"), (50, "birth")):
            store.db.execute_sql(f"INSERT INTO person (uid, {rows}, {fact}) SELECT 'twin' || id, {rows}, {fact} "
                                 f"FROM person WHERE id % 100 = {start}")


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, make(Path(folder)) as store:
        raw = sqlite.connect(str(Path(folder) / FILE_NAME), isolation_level=None)
        for pragma, value in PRAGMAS:
            raw.execute(f"PRAGMA {pragma} = {value}")

        def beside(what: str, ours: Callable[[], object], sql: str, *values: object, times: int = 20) -> Row:
            floor = milliseconds(lambda: raw.execute(sql, values).fetchall(), times)
            return Row(what, milliseconds(ours, times), floor, sql if len(sql) < 60 else sql[:57] + "…")

        person = repository.page(store, PERSON, [50_000])[0]
        found = [beside(f"person by {what}", lambda typed=typed: people.find(store, typed, person["village"]),
                        _ONE.format(where), *values) for what, typed, where, values in _keys(person)]
        _doubled(store)
        case = repository.page(store, CASE, [50_000])[0]
        same = repository.page(store, PERSON, [100])[0]
        return [*found,
                beside("pairs of one person, all 102,000", lambda: twins.twins(store),
                       "SELECT count(*) FROM person WHERE deleted_at IS NULL GROUP BY pinyin, village", times=3),
                beside("pairs of one entry", lambda: twins.twins_of(store, same),
                       "SELECT * FROM person WHERE pinyin = ?", same["pinyin"]),
                beside("a case entered twice", lambda: same_case.twin_of(Session(store), case | {"uid": None}),
                       "SELECT id FROM mediation_case WHERE deleted_at IS NULL AND event_on BETWEEN ? AND ?", case["event_on"], case["event_on"])]
