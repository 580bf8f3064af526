"""What is pressed on the pages of declared items: every field answered by its kind, saved, found, restored."""

from types import SimpleNamespace

from db import codes
from db.items import BY_KEY, Item
from db.items.kinds import Field, Kind
from desktop_app.actions.tabs import TABS
from desktop_app.ui.kit.editors import MOST_OPTIONS
from tests.e2e.program import Program

PIN = "5317"
PATTERNS = {"id": "371083196206061239", "phone": "13806310077"}  # by the mask of a field
DAY = "2022-09-20"


def go(desk: SimpleNamespace, page: str) -> None:
    """To a page by Ctrl+PageDown and F5; a locked one asks for the PIN, and the first time for a new one twice."""
    shown = [tab for tab in TABS if "town" in tab.desks]
    at, to = (next(n for n, tab in enumerate(shown) if tab.key == key or key in dict(tab.pages))
              for key in (desk.tab, page))
    desk.program.keys(*(["ctrl+Next"] * (to - at) if to >= at else ["ctrl+Prior"] * (at - to)))
    tab = shown[to]
    desk.tab = tab.key
    if tab.locked and not desk.open:
        desk.program.settle()
        for _ in range(1 if desk.pin else 2):
            desk.program.type(PIN)
            desk.program.keys("Return")
        desk.pin = desk.open = True
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


def goes_on(field: Field) -> bool:
    """Whether a digit is the whole answer."""
    return field.kind is Kind.FLAG or (field.kind is Kind.CHOICE and len(codes.choices(field.of)) <= MOST_OPTIONS)


def put(program: Program, field: Field, said: object, last: bool) -> None:
    """Answer the field that has the keyboard and go on to the next; from the last one Enter would save."""
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
    if not goes_on(field) and not last:
        program.keys("Return")


def sections_of(item: Item) -> list[list[Field]]:
    """What can be filled in, section by section as the form shows it."""
    sections = ([field for field in section.fields if field.editable] for section in item.sections)
    return [fields for fields in sections if fields]


def fill(program: Program, item: Item) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """Every field of the 全表, and one row of every list of rows; returns what was said, and by row item."""
    told, rows = {}, {}
    sections = sections_of(item)
    for number, fields in enumerate(sections, 1):
        if len(sections) > 1:
            program.keys(f"ctrl+{number}")
        for place, field in enumerate(fields):
            last = field is sections[-1][-1]
            if field.kind is Kind.ROWS:
                rows[field.of] = fill_row(program, BY_KEY[field.of], last)
            else:
                told[field.key] = answer(item, field, place)
                put(program, field, told[field.key], last)
    return told, rows


def fill_row(program: Program, item: Item, last: bool) -> dict[str, object]:
    """Add a row where the keyboard is. A digit that would end the whole form is left out."""
    program.keys("space")  # on 加一位
    said = {}
    fields = [field for field in item if field.editable]
    for place, field in enumerate(fields):
        ends = last and field is fields[-1]
        if not (ends and goes_on(field)):
            said[field.key] = answer(item, field, place)
            put(program, field, said[field.key], ends)
    return said


def same(told: dict[str, object], stored: tuple) -> bool:
    """Whether the book holds what was said; of a name that was picked, that there is one."""
    return all(value == said if said is not None else value for said, value in zip(told.values(), stored, strict=True))


def stored(program: Program, item: Item, uid: str, told: dict[str, object]) -> tuple:
    return program.rows(f"SELECT {', '.join(told)} FROM {item.key} WHERE uid = ?", uid)[0]


def retype(program: Program, fields: list[str], key: str, text: str) -> None:
    """From the first field on by Enter to this one, say something else there and save."""
    program.keys(*["Return"] * fields.index(key), "ctrl+a")
    program.type(text)
    program.keys("ctrl+s")


def wait_deleted(program: Program, table: str, uid: str, deleted: bool = True) -> None:
    """Until the record is in the 回收站, or no longer."""
    program.wait_rows(f"deleted: {deleted}", f"SELECT 1 FROM {table} WHERE uid = ? AND (deleted_at IS NOT NULL) = ?",
                      uid, deleted)


def restore(program: Program, table: str, uid: str) -> None:
    """The record that was deleted last, from the 回收站."""
    wait_deleted(program, table, uid)
    program.keys("F10")
    program.settle()
    program.keys("6")
    program.settle()
    program.keys("Return")
    wait_deleted(program, table, uid, False)
    program.keys("Escape")


def find(program: Program, word: str) -> None:
    """Down into the list: the one record with this word has the keyboard."""
    program.keys("ctrl+f")
    program.type(word)
    program.keys("Down")
    program.settle()


def newest(program: Program, table: str, before: int) -> str:
    """uid of the record that was added after ``before``."""
    return program.wait_rows(f"the {table}", f"SELECT uid FROM {table} WHERE id > ?", before)[0][0]


def last_id(program: Program, table: str) -> int:
    return program.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0]
