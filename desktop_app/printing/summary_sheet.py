"""The report on paper: its paragraphs, then the summary as a table whose head stands on every sheet."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from desktop_app.printing.page import A4, Line, Mark, Page, Text
from desktop_app.printing.table import Area, Band, Cell, Row, place, take
from desktop_app.printing.text import line_height, wrap

LEFT, TOP, WIDTH, BOTTOM = 18.0, 20.0, 174.0, 272.0
_BODY, _TITLE, _SMALL = 12.0, 16.0, 10.5
_WIDTHS = (9.0, 45.0, 11.0, 15.5, 15.5, 15.5, 15.5, 47.0)  # mm, together WIDTH
_MOST = 4  # lines of text in one cell: an explanation may need them
_ROW = 7.0  # mm
_GAP = 3.0

Cells = tuple[str, ...]
"""序号, 指标, 单位, the four numbers and 口径说明 of one line, as printed."""


def report_pages(title: str, paragraphs: Iterable[tuple[str, str]], about: str) -> list[Page]:
    """The text on sheets of A4; nothing of it is cut."""
    lines: list[tuple[str, float, bool]] = [(line, _TITLE, True) for line in wrap(title, WIDTH, _TITLE)]
    for heading, text in paragraphs:
        lines += [(heading, _BODY, True)] if heading else []
        lines += [(line, _BODY, False) for line in wrap(f"　　{text}", WIDTH, _BODY)]
    lines += [(line, _SMALL, False) for line in wrap(about, WIDTH, _SMALL)]
    pages: list[list[Mark]] = [[]]
    y = TOP
    for text, size, bold in lines:
        height = line_height(size) * 1.25
        if y + height > BOTTOM:
            pages.append([])
            y = TOP
        pages[-1].append(Text(LEFT, y, WIDTH, line_height(size), text.rstrip("\n"), size,
                              "center" if size == _TITLE else "left", bold))
        y += height + (_GAP if size == _TITLE else 0)
    return _numbered(pages)


def summary_pages(title: str, month_word: str, lines: Sequence[tuple[str, Cells]], footer: Sequence[str]) -> list[Page]:
    """The table; ``lines``: (group, cells). ``footer``: the lines to sign and seal, on the last sheet."""
    head = Band((_row(("序号", "指标", "单位", month_word, "本年累计", "上年同期", "期末数", "口径说明"), head=True),))
    waiting = [Band((_group(group), *(_row(cells) for _, cells in inside)))
               for group, inside in groupby(lines, key=lambda line: line[0])]
    waiting = [part for band in waiting for part in _pieces(band)]
    pages: list[list[Mark]] = []
    bottom = TOP
    while waiting:
        top = TOP + (14.0 if not pages else 0.0)
        taken, waiting = take([head, *waiting], BOTTOM - top)
        placed = place(taken, Area(LEFT, top, WIDTH, BOTTOM - top), fill=False)
        marks: list[Mark] = [] if pages else [Text(LEFT, TOP, WIDTH, 9, title, _TITLE, "center", True)]
        pages.append([*marks, *placed.marks])
        bottom = placed.bottom
    return _numbered(_signed(pages, footer, bottom))


def _pieces(band: Band) -> list[Band]:
    """A group may break between any two of its lines, but not after its heading."""
    first, second, *others = band.rows
    return [Band((first, second)), *(Band((row,)) for row in others)]


def _group(name: str) -> Row:
    return Row((Cell(WIDTH, name, sizes=(_BODY, _SMALL)),), _ROW)


def _row(cells: Cells, head: bool = False) -> Row:
    aligns = ["center"] * 8 if head else ["center", "left", "center", *["right"] * 4, "left"]
    return Row(tuple(Cell(width, text, sizes=(9.5, 9, 8.5), align=align)
                     for width, text, align in zip(_WIDTHS, cells, aligns, strict=True)), _ROW, most=_MOST)


def _signed(pages: list[list[Mark]], footer: Sequence[str], bottom: float) -> list[list[Mark]]:
    """The lines to sign below the table, on a sheet of their own where there is no room."""
    lines = [line for text in footer for line in wrap(text, WIDTH, _SMALL)]
    step = line_height(_SMALL) * 1.8
    if bottom + _GAP + step * len(lines) > BOTTOM:
        pages.append([])
        bottom = TOP
    for number, line in enumerate(lines):
        pages[-1].append(Text(LEFT, bottom + _GAP + step * number, WIDTH, line_height(_SMALL), line.rstrip("\n"), _SMALL))
    return pages


def _numbered(pages: list[list[Mark]]) -> list[Page]:
    return [Page(*A4, (*marks, Line(LEFT, 280, LEFT + WIDTH, 280, 0.15),
                       Text(LEFT, 282, WIDTH, 5, f"第 {number} 页，共 {len(pages)} 页", 9, "center")))
            for number, marks in enumerate(pages, 1)]
