"""Every tab by key events alone: one full record each, saved, found, changed, restored from the 回收站, exported.

The tests of this file share one program and are one sitting: the last ones count what the ones before entered.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from db import clock
from db.database import open_store
from db.items import BY_KEY, ROSTERS, registers_of
from db.items.kinds import Kind
from db.pinyin import initials
from desktop_app.actions import office, records, transcribe
from desktop_app.actions.session import Session
from desktop_app.actions.tabs import TABS, item_of
from tests.e2e.program import ROOT, Program, wait_for
from tests.e2e.tabs import (
    DAY,
    fill,
    find,
    go,
    goes_on,
    last_id,
    newest,
    restore,
    retype,
    same,
    sections_of,
    stored,
    wait_deleted,
)

pytestmark = pytest.mark.e2e

OFFICE = transcribe.standard()["office"]
PAGES = [page for tab in TABS if "town" in tab.desks for page, _ in tab.pages
         if page != "mediation" and item_of(page)]
"""Pages whose records come from a declaration; the case has its own story in test_month."""

PEOPLE = {"consultation": "徐永淑", "correction": "隋宏波"}
"""Who is entered in a short form; the second one is a juvenile."""

SHORT = {
    "consultation": {"mode": "2", "domain": "1", "name": PEOPLE["consultation"], "summary": "宅基地边界",
                     "answer": "调解"},
    "correction": {"name": PEOPLE["correction"], "id_no": "371083200605120016", "juvenile": "1", "phone": "13806310088",
                   "village": "dgs", "category": "2", "crime": "X", "decide_org": "Y", "doc_no": "Z7",
                   "doc_eff_on": "9.1", "reported_on": "9.5", "term_from": "9.1", "term_to": "2023.8.31"},
    "counsel_service": {"village": "dgs", "counsel": "mrh", "opinion_n": "2", "dispute_n": "1", "content": "调解"},
}
"""What is typed in the short form of a page: digits of answers, initials of names that are on a roster."""

STORED = {
    "consultation": {"mode": "phone", "name": PEOPLE["consultation"], "summary": "宅基地边界", "person_n": 1},
    "correction": {"name": PEOPLE["correction"], "juvenile": 1, "birth": "2006-05-12", "category": "02",
                   "reported_on": "2022-09-05", "term_to": "2023-08-31", "status": "serving"},
    "counsel_service": {"opinion_n": 2, "dispute_n": 1, "content": "调解", "event_on": DAY},
}
"""What the book then says; the day is the last one of the sitting."""

COUNTED = {
    "screening": 1, "screening_found": 3, "consultation": 2, "consultation_persons": 4, "review_intake": 1,
    "aid_received": 1, "correction_received": 2, "correction_juvenile_received": 1, "correction_juvenile": 1,
    "correction_reports": 1, "resettlement_received": 1, "resettlement_visits": 1, "publicity": 1,
    "publicity_leaflets": 3, "counsel_visits": 2, "counsel_opinion": 5, "enterprise": 1, "review_all": 1,
    "supervision": 1, "suit": 1, "video_family": 1}
"""Figures of the month, by what is entered here."""


@pytest.fixture(scope="module")
def desk(screen, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The program on a book with one village and one lawyer, and where its files go; ``kept``: page -> uid entered."""
    home = tmp_path_factory.mktemp("tabs")
    with clock.pretending(date(2022, 9, 28)), open_store(home / "data") as store:
        office.set_up(store, office.OfficeSetup("town", OFFICE["name"], OFFICE["committee"], "海",
                                                OFFICE["mediators"], OFFICE["registrar"]))
        session = Session(store)
        village, counsel = BY_KEY["village"], BY_KEY["counsel"]
        place = records.save(session, village, records.new(session, village, name="大孤山村")).record["uid"]
        records.save(session, counsel, records.new(session, counsel, name="慕容海", village=place,
                                                   contract_from="2022-01-01", contract_to="2022-12-31"))
    program = Program(screen, home / "data", home / "pictures")
    program.wait_window(OFFICE["name"])
    yield SimpleNamespace(program=program, home=home, tab="mediation", page={}, pin=False, open=False, kept={})
    if program.process.poll() is None:
        program.kill()


@pytest.fixture(autouse=True)
def picture(request, desk) -> Iterator[None]:
    """Of the screen as it was when a test failed."""
    yield
    if not getattr(request.node, "passed", False):
        desk.program.look(request.node.name)


@pytest.mark.parametrize("page", PAGES)
def test_saved_found_changed_and_restored(desk, page):
    program, item = desk.program, BY_KEY[page]
    go(desk, page)
    before = last_id(program, page)
    program.keys("F2")
    program.keys("F4")
    program.settle()
    told, rows = fill(program, item)
    program.keys("ctrl+s")
    uid = desk.kept[page] = newest(program, page, before)
    assert same(told, stored(program, item, uid, told)), (told, stored(program, item, uid, told))
    for key, said in rows.items():
        found = program.rows(f"SELECT {', '.join('r.' + column for column in said)} FROM {key} r "
                             f"JOIN {page} t ON t.id = r.owner_id WHERE t.uid = ?", uid)
        assert len(found) == 1 and same(said, found[0]), (said, found)
    program.keys("Escape")

    word = next(said for key, said in told.items() if str(said).startswith(page.replace("_", "")))
    find(program, word)
    program.keys("Delete")
    restore(program, page, uid)

    find(program, word)
    program.keys("F4")
    program.settle()
    key = next(key for key, said in told.items() if said == word)
    sections = sections_of(item)
    number, fields = next((n, keys) for n, section in enumerate(sections, 1)
                          if key in (keys := [field.key for field in section]))
    program.keys(*[f"ctrl+{number}"] * (len(sections) > 1))
    retype(program, fields, key, f"{word}x")
    program.wait_rows("the change", f"SELECT 1 FROM {page} WHERE uid = ? AND {key} = ?", uid, f"{word}x")
    program.keys("Escape")


@pytest.mark.parametrize("page", SHORT)
def test_the_short_form(desk, page):
    """Saved with Ctrl+Enter, found by the initials or the number, changed, deleted and taken back with Ctrl+Z."""
    program, item = desk.program, BY_KEY[page]
    go(desk, page)
    before = last_id(program, page)
    program.keys("F2")
    program.settle()
    for key in item.quick:
        typed = SHORT[page].get(key, "")
        program.type(typed)
        if not (typed and goes_on(item.fields[key])) and key != item.quick[-1]:
            program.keys("Return")
    program.keys("ctrl+Return")
    uid = newest(program, page, before)
    wanted = STORED[page]
    assert dict(zip(wanted, stored(program, item, uid, wanted), strict=True)) == wanted
    for field in (field for field in map(item.fields.get, SHORT[page]) if field.kind is Kind.LINK):
        name = f"SELECT o.name FROM {page} t JOIN {field.of} o ON o.uid = t.{field.key} WHERE t.uid = ?"
        assert initials(program.rows(name, uid)[0][0]).lower().startswith(SHORT[page][field.key])
    program.keys("Escape")

    word = initials(PEOPLE[page]) if page in PEOPLE else program.rows(
        f"SELECT record_no FROM {page} WHERE uid = ?", uid)[0][0]
    find(program, word)
    program.keys("F3")
    program.settle()
    key = next(key for key in reversed(item.quick) if item.fields[key].kind in (Kind.TEXT, Kind.LONG))
    retype(program, list(item.quick), key, "changed")
    program.wait_rows("the change", f"SELECT 1 FROM {page} WHERE uid = ? AND {key} = 'changed'", uid)
    program.keys("Escape")

    find(program, word)
    program.keys("Delete")
    wait_deleted(program, page, uid)
    program.settle()
    program.keys("ctrl+z")
    wait_deleted(program, page, uid, False)


@pytest.mark.parametrize("page", ["correction", "resettlement"])
def test_an_entry_of_a_register(desk, page):
    """A report, a visit: by digit 1 on the person, after the tabs were locked and opened again; who is still under
    correction is shown first, and that is the juvenile."""
    program, register = desk.program, registers_of(BY_KEY[page])[0]
    program.keys("ctrl+l")
    program.settle()
    desk.open = False
    go(desk, page)
    name, whose = program.rows(f"SELECT name, uid FROM {page} WHERE coalesce(?, name) = name", PEOPLE.get(page))[0]
    find(program, initials(name))
    program.type("1")
    program.settle()
    told, _ = fill(program, register)
    program.keys("ctrl+s")
    uid = newest(program, register.key, 0)
    assert same(told | {"subject": whose}, stored(program, register, uid, told | {"subject": whose}))
    program.settle()

    key = next(key for key, said in told.items() if str(said).startswith(register.key.replace("_", "")))
    program.keys("Return")  # back on the line of this entry
    program.settle()
    retype(program, [field.key for field in sections_of(register)[0]], key, "changed")
    program.wait_rows("the change", f"SELECT 1 FROM {register.key} WHERE uid = ? AND {key} = 'changed'", uid)
    program.settle()
    program.keys("Delete")
    restore(program, register.key, uid)


def test_exported(desk):
    """The month's workbook from the window has every record entered above, and of the rosters what is valid."""
    go(desk, "statistics")
    desk.program.keys("F8")
    [file] = wait_for("the workbook", lambda: list(desk.program.home.glob("Documents/**/*_月报.xlsx")))
    book = CalamineWorkbook.from_path(str(file))
    written = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    wanted = {page: desk.kept[page] for page in PAGES if BY_KEY[page] not in ROSTERS}
    wanted["village"] = desk.program.rows("SELECT uid FROM village WHERE name = '大孤山村'")[0][0]
    assert {page for page, uid in wanted.items() if uid not in written} == set()


def command(desk: SimpleNamespace, *words: str) -> str:
    """What the command line says about the book."""
    done = subprocess.run([sys.executable, "-m", "desktop_app", *words, "--data", str(desk.program.data), "--today",
                           "2022-09-30"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout


def test_the_command_line_tells_of_every_record(desk):
    """After closing: every record by its number in the ledger of its page, nobody of a locked tab by name, and of the
    juvenile nothing at all."""
    assert desk.program.close() == 0
    assert (desk.home / "pictures" / "program.log").read_text() == ""
    command(desk, "monthly", "--month", "2022-09", "--out", str(desk.home / "monthly.xlsx"))
    book = CalamineWorkbook.from_path(str(desk.home / "monthly.xlsx"))
    cells = {name: {str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row}
             for name in book.sheet_names}
    everywhere = set().union(*cells.values())
    labels = {page: label for tab in TABS for page, label in tab.pages}
    for item in (BY_KEY[page] for page in PAGES if BY_KEY[page] not in ROSTERS):
        hidden = " AND name <> ?" if item.key == "correction" else ""
        numbers = desk.program.rows(f"SELECT record_no FROM {item.key} WHERE deleted_at IS NULL{hidden}",
                                    *[PEOPLE["correction"]] * bool(hidden))
        assert numbers and {number for number, in numbers} <= cells[labels[item.key]], item.key
        for field in item if item.locked else ():
            if field.mask in ("name", "id", "phone", "secret") and field.kind is Kind.TEXT:
                said = {str(value) for value, in desk.program.rows(f"SELECT {field.key} FROM {item.key}") if value}
                assert not said & everywhere, (item.key, field.key)
    juvenile = desk.program.rows("SELECT uid, record_no, name, id_no, phone FROM correction WHERE name = ?",
                                 PEOPLE["correction"])[0]
    assert not [(word, cell) for word in juvenile for cell in everywhere if word in cell]


def test_the_figures_count_what_was_entered(desk):
    told = json.loads(command(desk, "figures", "--from", "2022-09-01", "--to", "2022-09-30", "--json"))
    values = {one["key"]: one["value"] for one in told["figures"]}
    assert {key: values[key] for key in COUNTED} == COUNTED
    assert all(one["holds"] for one in told["identities"])
