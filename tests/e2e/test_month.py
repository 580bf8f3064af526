"""The clerk's month, from the first page to the second report, by key events alone: issue point 11.

The tests of this file are one story in order: each goes on where the one before left the program.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from desktop_app.actions import transcribe
from tests.e2e.clerk import SHORT, Clerk
from tests.e2e.program import Program

pytestmark = pytest.mark.e2e

OFFICE = transcribe.standard()["office"]
GIVEN = {"S3": {"perform_status": "未到期"}} | {
    key: {"perform_place": OFFICE["name"], "perform_status": "未到期"} for key in ("S4", "S7", "S8")} | {
    "S6": {"perform_place": OFFICE["name"]}}
"""What the report demands and the file does not say."""


def entry_of(key):
    entry = transcribe.entries()[key]
    village = next((party["village"] for party in entry["parties"] if party.get("village")), None)
    return {"village": village} | entry | GIVEN.get(key, {})


@pytest.fixture(scope="module")
def month(screen, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The program on a fresh folder; ``broken`` is set by the first test of the story that fails."""
    folder = tmp_path_factory.mktemp("month")
    program = Program(screen, folder / "data", folder / "pictures")
    clerk = Clerk(program)
    story = SimpleNamespace(program=program, clerk=clerk, folder=folder, broken="")
    yield story
    if program.process.poll() is None:
        program.kill()


@pytest.fixture(autouse=True)
def in_order(request, month) -> Iterator[None]:
    """A story that broke off is not told on."""
    if month.broken:
        pytest.skip(f"the story broke off at {month.broken}")
    month.broken = request.node.name
    yield
    if getattr(request.node, "passed", False):
        month.broken = ""
    else:
        month.program.look(request.node.name)


def saved(month, count):
    """Wait until so many cases are in the book."""
    month.program.wait_rows(f"{count} cases", "SELECT 1 WHERE (SELECT count(*) FROM mediation_case) = ?", count)


def test_first_page(month):
    program = month.program
    program.wait_window("第一次使用")
    villages = {party["village"] for key in transcribe.entries() for party in entry_of(key)["parties"]
                if party.get("village")}
    for answer in (OFFICE["name"], OFFICE["committee"], "海", OFFICE["registrar"], OFFICE["mediators"][0],
                   "、".join(sorted(villages))):
        program.type(answer)
        program.keys("Return")
    program.wait_window(OFFICE["name"])
    assert program.rows("SELECT name FROM committee") == [(OFFICE["committee"],)]
    assert {name for name, in program.rows("SELECT name FROM mediator")} == set(OFFICE["mediators"])
    assert {name for name, in program.rows("SELECT name FROM village")} == villages


def test_the_four_known_persons_come_from_earlier_cases(month):
    """Two cases of August, without a result yet: whoever has a number or a telephone is remembered."""
    known = transcribe.standard()["known_persons"]
    for pair in (known[:2], known[2:]):
        month.clerk.short({"parties": pair, "summary": "邻里纠纷", "mediated_on": "2022-08-20",
                           "dispute_type": "邻里纠纷"})
        month.program.keys("F4")
        month.clerk.rest({"parties": pair, "accepted_on": "2022-08-20", "village": pair[0]["village"]},
                         done=("name", "id_no", "phone"))
        month.clerk.save()
        month.program.keys("F2")
    saved(month, 2)
    people = month.program.rows("SELECT name, id_no, phone FROM person ORDER BY id_no")
    assert people == sorted(((p["name"], p["id_no"], p["phone"]) for p in known), key=lambda p: p[1])
    month.clerk.known = {person["name"] for person in known}


def test_s1_by_one_line_and_completed_later(month):
    entry = entry_of("S1")
    month.program.type(entry["one_line"])
    month.program.keys("Return")
    saved(month, 3)
    month.clerk.find("高兴民")
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name",))
    month.clerk.save()
    month.program.wait_rows("S1 completed", "SELECT 1 FROM mediation_case WHERE revision = 2")
    month.program.keys("F2")


@pytest.mark.parametrize("key", ["S2", "S3", "S6", "S7", "S9", "S10"])
def test_a_line_opened_in_full(month, key):
    """The line is heard and shown in the 全表, where the rest is added before it is saved."""
    before = len(month.program.rows("SELECT 1 FROM mediation_case"))
    entry = entry_of(key)
    month.program.type(entry["one_line"])
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name",))
    month.clerk.save()
    saved(month, before + 1)
    month.program.keys("F2")


@pytest.mark.parametrize("key", ["S4", "S5"])
def test_short_form_then_the_rest(month, key):
    before = len(month.program.rows("SELECT 1 FROM mediation_case"))
    entry = entry_of(key)
    month.clerk.short(entry)
    month.program.keys("F4")
    month.clerk.rest(entry, done=("name", "id_no", "phone", *SHORT))
    month.clerk.save()
    saved(month, before + 1)
    month.program.keys("F2")


def test_s8_in_full_from_the_first_field(month):
    month.program.keys("F4")
    month.clerk.rest(entry_of("S8"))
    month.clerk.save()
    saved(month, 12)
    month.program.keys("F2")
