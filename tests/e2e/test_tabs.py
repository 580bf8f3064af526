"""Every tab by key events alone: one full record each, saved, found, changed, restored from the 回收站, exported.

The tests of this file share one program; each is about the records of one page.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from db import clock, codes
from db.database import open_store
from db.items import BY_KEY, ROSTERS, Item
from db.items.kinds import Field, Kind
from desktop_app.actions import lock, office, records, transcribe
from desktop_app.actions.session import Session
from desktop_app.actions.tabs import TABS, item_of
from desktop_app.ui.kit.editors import MOST_OPTIONS
from tests.e2e.program import Program, wait_for

pytestmark = pytest.mark.e2e

OFFICE = transcribe.standard()["office"]
PIN = "5317"
PAGES = [page for tab in TABS if "town" in tab.desks for page, _ in tab.pages
         if page != "mediation" and item_of(page)]
"""Pages whose records come from a declaration; the case has its own story in test_month."""

PATTERNS = {"id": "371083196206061239", "phone": "13806310077"}  # by the mask of a field
DAY = "2022-09-20"


@pytest.fixture(scope="module")
def desk(screen, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The program on a book with one village and one lawyer, and where its files go."""
    home = tmp_path_factory.mktemp("tabs")
    with clock.pretending(date(2022, 9, 28)), open_store(home / "data") as store:
        office.set_up(store, office.OfficeSetup("town", OFFICE["name"], OFFICE["committee"], "海",
                                                OFFICE["mediators"], OFFICE["registrar"]))
        session = Session(store)
        lock.set_pin(session, PIN)
        village = records.save(session, BY_KEY["village"], records.new(session, BY_KEY["village"], name="大孤山村")).record
        records.save(session, BY_KEY["counsel"], records.new(session, BY_KEY["counsel"], name="慕容海", village=village["uid"],
                                                             contract_from="2022-01-01", contract_to="2022-12-31"))
    program = Program(screen, home / "data", home / "pictures")
    program.wait_window(OFFICE["name"])
    yield SimpleNamespace(program=program, home=home, tab="mediation", page={}, open=False)
    program.look("at the end")
    program.kill()


def go(desk: SimpleNamespace, page: str) -> None:
    """To a page by Ctrl+PageDown and F5; a locked one asks for the PIN the first time."""
    shown = [tab for tab in TABS if "town" in tab.desks]
    at, to = (next(n for n, tab in enumerate(shown) if tab.key == key or key in dict(tab.pages))
              for key in (desk.tab, page))
    desk.program.keys(*(["ctrl+Next"] * (to - at) if to >= at else ["ctrl+Prior"] * (at - to)))
    tab = shown[to]
    desk.tab = tab.key
    desk.program.settle()
    if tab.locked and not desk.open:
        desk.program.type(PIN)
        desk.program.keys("Return")
        desk.open = True
    pages = [key for key, _ in tab.pages]
    last = desk.page.get(tab.key, pages[0])
    desk.program.keys(*["F5"] * ((pages.index(page) - pages.index(last)) % len(pages)))
    desk.page[tab.key] = page
    desk.program.settle()


def answer(item: Item, field: Field, place: int) -> object:
    """What is said in a field, as the book holds it; None where the name of another record is picked."""
    match field.kind:
        case Kind.TEXT if "模板" in field.label:
            return "{abbr}{year}{seq:03d}"
        case Kind.TEXT | Kind.LONG:
            return PATTERNS.get(field.mask, f"{item.key.replace('_', '')}{place}")
        case Kind.DATE:
            return DAY
        case Kind.NUMBER:
            return 3
        case Kind.MONEY:
            return 8800
        case Kind.FLAG:
            return 0
        case Kind.CHOICE | Kind.CHOICES:
            return codes.choices(field.of)[0].code
    return None


def put(program: Program, field: Field, said: object, last: bool) -> None:
    """Answer the field that has the keyboard and go on to the next; from the last one Enter would save."""
    few = field.kind is Kind.FLAG or (field.kind is Kind.CHOICE and len(codes.choices(field.of)) <= MOST_OPTIONS)
    match field.kind:
        case Kind.FLAG:
            program.type("2")
        case Kind.CHOICE | Kind.CHOICES | Kind.LINK:
            program.type("1")
        case Kind.DATE:
            program.type(DAY.replace("-", "."))
        case Kind.MONEY:
            program.type("88")
        case Kind.NUMBER | Kind.TEXT:
            program.type(str(said))
        case Kind.LONG:
            program.keys("ctrl+a")
            program.type(str(said))
    if not few and not last:
        program.keys("Return")


def sections_of(item: Item) -> list[list[Field]]:
    """What can be filled in, section by section as the form shows it."""
    sections = ([field for field in section.fields if field.editable] for section in item.sections)
    return [fields for fields in sections if fields]


def fill(program: Program, item: Item) -> dict[str, object]:
    """Every field of the 全表 that is not a list of rows; returns what was said."""
    told = {}
    sections = sections_of(item)
    for number, fields in enumerate(sections, 1):
        if len(sections) > 1:
            program.keys(f"ctrl+{number}")
        for place, field in enumerate(fields):
            if field.kind is Kind.ROWS:
                break
            told[field.key] = answer(item, field, place)
            put(program, field, told[field.key], field is sections[-1][-1])
    return told


def find(program: Program, word: str) -> None:
    """Down into the list: the one record with this word has the keyboard."""
    program.keys("ctrl+f")
    program.type(word)
    program.settle()
    program.keys("Down")
    program.settle()


@pytest.mark.parametrize("page", PAGES)
def test_saved_found_changed_and_restored(desk, page):
    program, item = desk.program, BY_KEY[page]
    go(desk, page)
    before = program.rows(f"SELECT coalesce(max(id), 0) FROM {page}")[0][0]
    program.keys("F2")
    program.keys("F4")
    program.settle()
    told = fill(program, item)
    program.look(f"{page} full")
    program.keys("ctrl+s")
    uid, = program.wait_rows(f"the {page}", f"SELECT uid FROM {page} WHERE id > ?", before)[0]
    stored = dict(zip(told, program.rows(f"SELECT {', '.join(told)} FROM {page} WHERE uid = ?", uid)[0], strict=True))
    assert {key: stored[key] for key, said in told.items() if said is not None} == {
        key: said for key, said in told.items() if said is not None}
    program.keys("Escape")
    program.settle()

    word = next(said for key, said in told.items() if str(said).startswith(page.replace("_", "")))
    find(program, word)
    program.keys("Delete")
    program.wait_rows("it in the 回收站", f"SELECT 1 FROM {page} WHERE uid = ? AND deleted_at IS NOT NULL", uid)
    program.keys("F10")
    program.settle()
    program.keys("Down Down Down Down Return")
    program.settle()
    program.look(f"{page} trash")
    program.keys("Return")
    program.wait_rows("it restored", f"SELECT 1 FROM {page} WHERE uid = ? AND deleted_at IS NULL", uid)
    program.keys("Escape")
    program.settle()

    find(program, word)
    program.keys("F4")
    program.settle()
    key = next(key for key, said in told.items() if said == word)
    sections = sections_of(item)
    number = next(n for n, fields in enumerate(sections) if key in {field.key for field in fields})
    before_it = [field.key for field in sections[number]].index(key)
    program.keys(*([f"ctrl+{number + 1}"] if len(sections) > 1 else []), *["Return"] * before_it, "ctrl+a")
    program.type("changed")
    program.keys("ctrl+s")
    program.wait_rows("the change", f"SELECT 1 FROM {page} WHERE uid = ? AND {key} = 'changed'", uid)
    program.keys("Escape")
    program.settle()


def test_exported(desk):
    """The month's workbook from the window has every record entered above, and of the rosters what is valid."""
    go(desk, "statistics")
    desk.program.keys("F8")
    home = Path(desk.program.display.environment["HOME"])
    [file] = wait_for("the workbook", lambda: list(home.glob("Documents/**/*_月报.xlsx")))
    book = CalamineWorkbook.from_path(str(file))
    written = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    wanted = {page: desk.program.rows(f"SELECT uid FROM {page} ORDER BY id DESC LIMIT 1")[0][0]
              for page in PAGES if BY_KEY[page] not in ROSTERS}
    wanted["village"] = desk.program.rows("SELECT uid FROM village WHERE name = '大孤山村'")[0][0]
    assert {page for page, uid in wanted.items() if uid not in written} == set()
