"""××登记表: any work item, roster entry or person's file on A4, from its declaration alone."""

from collections.abc import Iterator, Sequence

from db.items import BY_KEY, Item
from db.items.kinds import Field, Kind, Section
from desktop_app.printing.form import AREA, SIZES, SMALL, label, long, sheets, signing
from desktop_app.printing.page import Page
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.table import Band, Cell, Row
from desktop_app.printing.text import width_of

SIDE = 12.0
LABEL = 28.0
FULL = AREA.width - SIDE - LABEL  # a value that has a line of its own, mm
HALF = (AREA.width - SIDE) / 2 - LABEL
LOOSE, TIGHT = 8.6, 7.2  # rows, mm
LINE = 8.0  # one line of a list
BLANK_LINES = 2
SHORT = 60  # texts that may be longer than this have a line of their own
BELOW = 200  # texts of a list that may be longer than this stand below, where the list has many columns
MANY = 6

_TYPIST = ("ext_sys", "ext_no", "ext_on")
"""What only the program or another system knows: not to be written by hand, so left out when empty."""


def title_of(item: Item) -> str:
    """咨询接待登记表; a register is named after its person."""
    owner = BY_KEY[item.owner].label if item.owner else ""
    return f"{owner}{item.label}登记表"


def record_sheet(papers: Sequence[RecordPrint], title: str = "", signers: Sequence[str] = ()) -> list[Page]:
    """One sheet or more for each record. ``signers``: who signs besides the person in charge."""
    return [page for paper in papers for page in _pages(paper, title or title_of(paper.item), signers)]


def _pages(paper: RecordPrint, title: str, signers: Sequence[str]) -> list[Page]:
    """Closer rows where that saves a sheet."""
    loose, tight = (sheets(paper, title, _bands(paper, signers, height)) for height in (LOOSE, TIGHT))
    return tight if len(tight) < len(loose) else loose


def _bands(paper: RecordPrint, signers: Sequence[str], height: float) -> Iterator[Band]:
    for section in paper.item.sections:
        if rows := tuple(_rows(paper, section, height)):
            yield Band(rows, side=Cell(SIDE, section.label, sizes=SMALL, align="center"))
    yield signing(("经办人", *signers), AREA.width)


def _printed(paper: RecordPrint, field: Field) -> bool:
    """The number stands in the head; notes of the program about a record do not concern its papers; what nobody
    writes by hand is printed only where it says something.
    """
    if field.key == "record_no" or not field.editable and (field.key == "event_on" or field.kind is Kind.FLAG):
        return False
    return bool(paper.text(field.key)) or field.editable and field.key not in _TYPIST


def _rows(paper: RecordPrint, section: Section, height: float) -> Iterator[Row]:
    """Two fields beside each other; long texts, lists and what would not fit have lines of their own."""
    waiting: list[Field] = []
    for field in (field for field in section.fields if _printed(paper, field)):
        if not _alone(paper, field):
            waiting.append(field)
            if len(waiting) == 2:
                yield _pair(paper, waiting, height)
                waiting = []
            continue
        if waiting:
            yield _pair(paper, waiting, height)
            waiting = []
        if field.kind is Kind.ROWS:
            if len(section.fields) > 1:  # else the section is called like the list
                yield Row((Cell(LABEL + FULL, field.label, sizes=SMALL, align="center"),), LINE)
            yield from _list(paper, field)
        elif field.kind is Kind.LONG:
            # a remark is short, and there is more to say elsewhere
            yield long(field.label, paper.text(field.key), LABEL, FULL, 0.5 if field.key == "remark" else 1)
        else:
            yield _pair(paper, [field], height)
    if waiting:
        yield _pair(paper, waiting, height)


def _alone(paper: RecordPrint, field: Field) -> bool:
    wide = width_of(paper.text(field.key), SIZES[-1]) > 2 * (HALF - 4)
    return field.kind in (Kind.LONG, Kind.ROWS) or wide or field.kind is Kind.TEXT and field.limit >= SHORT


def _pair(paper: RecordPrint, fields: Sequence[Field], height: float) -> Row:
    room = HALF if len(fields) == 2 else FULL
    return Row(tuple(cell for field in fields for cell in (
        label(field.label, LABEL), Cell(room, paper.text(field.key), field.label, SIZES))), height, most=8)


def _list(paper: RecordPrint, field: Field) -> Iterator[Row]:
    """The rows of a list in columns, with some empty lines where there are none."""
    rows = paper.rows(field.key)
    item = BY_KEY[field.of]
    columns = [column for column in item if column.editable]
    below = [column for column in columns if column.limit >= BELOW] if len(columns) > MANY else []
    columns = [column for column in columns if column not in below]
    weights = [_weight(column) for column in columns]
    unit = (LABEL + FULL - 10) / sum(weights)

    def line(number: str, texts: Sequence[str], align: str, height: float) -> Row:
        return Row((Cell(10, number, sizes=SMALL, align="center"), *(
            Cell(unit * weight, text, column.label, SMALL, align=align)
            for weight, text, column in zip(weights, texts, columns, strict=True))), height, most=16)

    yield line("序号", [column.label for column in columns], "center", LINE)
    for number, row in enumerate(rows, 1):
        yield line(str(number), [row.text(column.key) for column in columns], "left", LINE)
        yield from (Row((label(column.label, LABEL), Cell(FULL, row.text(column.key), column.label, SIZES)), LINE,
                        most=16) for column in below)
    yield from (line("", [""] * len(columns), "left", LINE) for _ in range(0 if rows else BLANK_LINES))


def _weight(field: Field) -> float:
    """The share of a column in the width of its list."""
    if field.kind in (Kind.TEXT, Kind.LONG):
        return 5 if field.limit >= 100 else 3.5 if field.mask == "id" else 2
    return {Kind.DATE: 3.2, Kind.CHOICE: 2.4, Kind.FLAG: 1}.get(field.kind, 1.5)
