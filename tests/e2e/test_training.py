"""跟着填 by the keys of a real keyboard: three slips to the praise, and the office's own book is what it was."""

import json
from contextlib import closing

import pytest
from sqlcipher3 import dbapi2 as sqlite

from db.database import FILE_NAME
from db.resources import resource
from desktop_app.actions import training
from tests.e2e.conftest import screen_with
from tests.e2e.program import wait_for

pytestmark = pytest.mark.e2e

LINES = [slip["line"] for slip in json.loads(resource("demo", "training.json").read_text(encoding="utf-8"))["slips"]]


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """A keyboard with the characters of the three slips."""
    yield from screen_with("".join(LINES), tmp_path_factory)


def counts(program):
    """How many rows each table of the office's own book has."""
    tables = [name for name, in program.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'")]
    return {name: program.rows(f"SELECT count(*) FROM {name}")[0][0] for name in tables if name != "setting"}


def test_three_slips_to_the_praise(start, data):
    program = start(data)
    program.wait_window("随录")
    before = counts(program)
    program.keys("F10")
    program.settle()
    program.keys("1")
    program.wait_window("练习")
    practice = data / training.FOLDER

    def kept():
        with closing(sqlite.connect(f"file:{practice / FILE_NAME}?mode=ro", uri=True, timeout=5)) as book:
            return book.execute("SELECT count(*) FROM mediation_case").fetchone()[0]

    for place, line in enumerate(LINES, 1):
        program.type(line)
        program.settle()
        program.look(f"slip {place}")
        program.keys("Return")
        program.settle()
        if kept() < place:  # a guess is asked about once
            program.look(f"asked about {place}")
            program.keys("Return")
            program.settle()
        assert kept() == place
        program.look(f"praise {place}")
        program.keys("Return")
        program.settle()
    program.look("at the end")
    program.keys("Return")  # back to the own book
    wait_for("the own window", lambda: program.title() and "练习" not in program.title())
    program.settle()
    assert not practice.exists() and counts(program) == before
    assert program.rows("SELECT value FROM setting WHERE key = ?", training.DONE)  # the lesson was done
    assert program.close() == 0
