"""A durable save, and the list of 100,000 cases, beside raw SQL on the same file with the same pragmas."""

import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from db import people, repository
from db.database import FILE_NAME, PRAGMAS, open_store
from db.items import CASE
from db.repository import Filter
from desktop_app.actions import cases, transcribe
from desktop_app.actions.session import Session
from tests.bench import big_office
from tests.bench.row import Row, milliseconds

SEARCH = "SELECT rowid FROM mediation_case_search WHERE mediation_case_search MATCH ?"


def _raw(path: Path) -> sqlite.Connection:
    connection = sqlite.connect(str(path), isolation_level=None)
    for pragma, value in PRAGMAS:
        connection.execute(f"PRAGMA {pragma} = {value}")
    return connection


def _saves(size: str, session: Session, raw: sqlite.Connection) -> list[Row]:
    """A whole new case and a changed one, through the action a person uses, beside one row and its fsync."""
    case = transcribe.full_record(session, transcribe.entries()["S4"])
    numbers = count()
    raw.execute("CREATE TABLE floor (id INTEGER PRIMARY KEY, summary TEXT)")

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO floor (summary) VALUES (?)", (f"事{next(numbers)}",))
        raw.execute("COMMIT")

    def new() -> None:
        cases.save_case(session, case | {"summary": f"事{next(numbers)}"})

    stored = [cases.save_case(session, case).record]

    def change() -> None:
        stored[0] = cases.save_case(session, stored[0] | {"summary": f"改{next(numbers)}"}).record

    floor = milliseconds(insert, 200)
    return [Row(f"save a new case, {size}", milliseconds(new, 100), floor, "INSERT of one row, same pragmas"),
            Row(f"save a changed case, {size}", milliseconds(change, 100), floor, "INSERT of one row, same pragmas")]


def _list(session: Session, raw: sqlite.Connection, ids: list[int]) -> list[Row]:
    store = session.store

    def beside(what: str, ours: Callable[[], object], sql: str, *values: object, times: int = 20) -> Row:
        floor = milliseconds(lambda: raw.execute(sql, values).fetchall(), times)
        return Row(what, milliseconds(ours, times), floor, sql if len(sql) < 60 else sql[:57] + "…")

    def text(words: str) -> Callable[[], object]:
        return lambda: repository.find(store, CASE, Filter(text=words))

    def page_rows() -> None:
        raw.execute(f"SELECT * FROM mediation_case WHERE id IN ({marks})", fifty).fetchall()
        raw.execute(f"SELECT * FROM party WHERE owner_id IN ({marks}) ORDER BY owner_id, position", fifty).fetchall()

    fifty = ids[len(ids) // 2:][:50]
    marks = ", ".join("?" * len(fifty))
    month = Filter(first_day="2022-09-01", last_day="2022-09-30")
    alive = "SELECT id FROM mediation_case WHERE deleted_at IS NULL"
    return [
        beside("list: ids of 100,000, newest first", lambda: repository.find(store, CASE, Filter()),
               f"{alive} ORDER BY event_on DESC, id DESC"),
        beside("list: ids of a month", lambda: repository.find(store, CASE, month),
               f"{alive} AND event_on BETWEEN ? AND ?", "2022-09-01", "2022-09-30"),
        Row("list: a page of 50 with parties", milliseconds(lambda: repository.page(store, CASE, fifty), 50),
            milliseconds(page_rows, 50), "SELECT * of the same rows"),
        beside("search: a name (300 hits)", text("王建国"), SEARCH, '"王建 建国"'),
        beside("search: initials", text("wjg"), SEARCH, '"WJ JG"'),
        beside("search: a matter (12,000 hits)", text("树枝"), SEARCH, '"树枝"'),
        beside("status line: this month, to report", lambda: cases.counts(session, "2022-09-05"),
               f"{alive} AND event_on BETWEEN ? AND ?", "2022-09-01", "2022-09-31"),
        beside("people: wjg among 100,000", lambda: people.find(store, "wjg"),
               "SELECT * FROM person WHERE initials = ? LIMIT 5", "wjg"),
    ]


def run() -> list[Row]:
    """Rows of this benchmark; takes about a minute, most of it to make the big office."""
    with tempfile.TemporaryDirectory() as place:
        small, big = Path(place) / "small", Path(place) / "big"
        big_office.make(small, 10).close()
        big_office.make(big).close()
        opening = Row("open a book of 100,000 cases", milliseconds(lambda: open_store(big).close(), 10),
                      milliseconds(lambda: _raw(big / FILE_NAME).close(), 10), "connect and set the same pragmas")
        found = [opening]
        for size, folder in (("empty book", small), ("100,000 cases", big)):
            with open_store(folder) as store:
                session, raw = Session(store), _raw(folder / FILE_NAME)
                if folder is big:
                    found += _list(session, raw, repository.find(store, CASE, Filter()))
                found += _saves(size, session, raw)
                raw.close()
    return found
