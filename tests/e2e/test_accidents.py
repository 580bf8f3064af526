"""What happens at a desk: the power goes, the program is started twice, a key too many, large letters."""

import subprocess
import sys
from datetime import date

import pytest

from db import clock
from db.database import open_store
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.session import Session
from tests.e2e.program import ROOT, wait_for

pytestmark = pytest.mark.e2e

OFFICE = transcribe.standard()["office"]


@pytest.fixture
def data(tmp_path):
    """A book of the standard office with S1 to S5, made by the same actions that the window uses."""
    folder = tmp_path / "data"
    with clock.pretending(date(2022, 9, 28)), open_store(folder) as store:
        office.set_up(store, office.OfficeSetup("town", OFFICE["name"], OFFICE["committee"], "海",
                                                OFFICE["mediators"], OFFICE["registrar"]))
        session = Session(store)
        for key in ("S1", "S2", "S3", "S4", "S5"):
            cases.save_case(session, transcribe.full_record(session, transcribe.entries()[key]))
    return folder


def deleted(program):
    return {number for number, in program.rows("SELECT case_no FROM mediation_case WHERE deleted_at IS NOT NULL")}


def number_of(program, key):
    summary = transcribe.entries()[key]["summary"]
    return program.rows("SELECT case_no FROM mediation_case WHERE summary = ?", summary)[0][0]


def test_a_killed_program_offers_what_was_not_saved(start, data):
    entry = transcribe.entries()["S6"]
    first = start(data)
    first.wait_window(OFFICE["name"])
    first.keys("1", "F3")
    first.type(entry["parties"][0]["name"])
    first.keys("Return Return Return")
    first.type(entry["parties"][1]["name"])
    first.keys("Return Return Return Return")
    first.type(entry["summary"])
    first.wait_rows("the draft", "SELECT 1 FROM draft WHERE data LIKE ?", f"%{entry['summary']}%")
    first.kill()
    again = start(data)
    again.wait_window(OFFICE["name"])
    question = wait_for("the question", lambda: len(again.windows("随录")) > 1 and again.title())
    assert OFFICE["name"] not in question
    again.look("draft")
    again.keys("Return")
    again.wait_window(OFFICE["name"])
    again.keys("ctrl+Return")
    again.wait_rows("the case", "SELECT 1 FROM mediation_case WHERE summary = ?", entry["summary"])
    names = [name for name, in again.rows(
        "SELECT party.name FROM party JOIN mediation_case c ON party.owner_id = c.id WHERE summary = ?", entry["summary"])]
    assert sorted(names) == sorted(party["name"] for party in entry["parties"][:2])
    assert again.rows("SELECT 1 FROM draft") == []


def test_a_second_start_raises_the_first_window(start, data):
    program = start(data)
    program.wait_window(OFFICE["name"])
    program.minimize()
    wait_for("the window to be gone", lambda: OFFICE["name"] not in program.title())
    second = subprocess.run([sys.executable, "-m", "desktop_app", "--data", str(data)], cwd=ROOT, check=False,
                            env=program.environment, capture_output=True, text=True, timeout=30)
    assert (second.returncode, second.stderr) == (0, "")
    program.wait_window(OFFICE["name"])
    assert len(program.windows(OFFICE["name"])) == 1


def test_undo_delete_and_restore(start, data):
    program = start(data)
    program.wait_window(OFFICE["name"])
    program.keys("1")
    program.type(transcribe.entries()["S8"]["one_line"])
    program.keys("Return")
    (new,), = program.wait_rows("the new case", "SELECT case_no FROM mediation_case WHERE one_line LIKE '万大成%'")
    program.keys("ctrl+z")
    wait_for("the undo", lambda: deleted(program) == {new})
    program.keys("ctrl+f")
    program.type("13806310009")
    program.keys("Down", "Delete")
    by_phone = number_of(program, "S4")
    wait_for("the case with that telephone in the 回收站", lambda: deleted(program) == {new, by_phone})
    program.keys("ctrl+f")
    program.type("sgd")
    program.keys("Return", "Delete")
    by_initials = number_of(program, "S5")
    wait_for("the case of 史国栋 in the 回收站", lambda: deleted(program) == {new, by_phone, by_initials})
    program.keys("ctrl+z")
    wait_for("the undo", lambda: deleted(program) == {new, by_phone})
    program.keys("F10")
    program.settle()
    program.look("menu")
    program.keys("6")
    program.settle()
    program.look("trash")
    program.keys("Return")
    wait_for("a case restored", lambda: len(deleted(program)) == 1)
    program.look("restored")
    assert program.close() == 0
