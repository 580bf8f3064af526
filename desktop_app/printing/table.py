"""A ruled table in mm: cells grow with their text, and what does not fit is handed back, never cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.printing.page import Align, Box, Line, Mark, Text
from desktop_app.printing.text import line_height, width_of, wrap

OUTER = 0.5  # border of the table, mm
INNER = 0.18  # lines between cells, mm
DOTS = 0.2  # lines to write on, mm
PAD = 1.5  # free space left and right of a text, mm
AIR = 1.0  # free space above and below a text, mm
SIGN_HEIGHT = 11.0  # room for one signature, mm
SIGN_WIDTH = 46.0  # of the line to sign on, with the space after it, mm
CONTINUES = "（下接续页）"


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table may stand on its sheet, mm."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``sizes`` are the type sizes that may be used, the wanted one first, in points."""

    width: float
    text: str = ""
    name: str = ""  # what the continuation page calls the text
    sizes: tuple[float, ...] = (12, 11, 10.5)
    align: Align = "left"
    heading: str = ""  # stands above the text, on a line of its own
    footer: str = ""  # stands in the lower right corner
    signs: tuple[str, ...] = ()  # captions, each followed by a line to sign on
    ruled: float = 0  # an empty cell gets lines to write on, so many mm apart

    @property
    def pad(self) -> float:
        """Free space left and right of the text, mm."""
        return PAD / 2 if self.align == "center" else PAD

    @property
    def inner(self) -> float:
        """Width that the text has, mm."""
        return self.width - 2 * self.pad


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; ``height`` is the least one, mm. A row that grows takes the free height of its
    table, in proportion to ``grows``; its text, of any length, is the last cell.
    """

    cells: tuple[Cell, ...]
    height: float
    grows: float = 0
    most: int = 2  # lines of text in a row that does not grow


@dataclass(frozen=True, slots=True)
class Band:
    """Rows that stay together on a page, with one common cell at their left when ``side`` says something."""

    rows: tuple[Row, ...]
    side: Cell | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Text that found no room: the name of its cell and the words that are still to be printed."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on its page: marks, the y of its lower edge, and what must follow on the next page."""

    marks: tuple[Mark, ...]
    bottom: float
    rest: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class _Fitted:
    size: float
    lines: list[str]
    rest: str = ""


def _cut(lines: list[str], size: float, most: int) -> _Fitted:
    if len(lines) <= most:
        return _Fitted(size, lines)
    kept = max(most - 1, 0)
    return _Fitted(size, [*lines[:kept], CONTINUES], "".join(lines[kept:]))


def _fit(cell: Cell, most: int) -> _Fitted:
    """The largest size that needs no more lines than the smallest one does."""
    wrapped = [(size, wrap(cell.text, cell.inner, size)) for size in cell.sizes]
    fewest = len(wrapped[-1][1])
    size, lines = next(entry for entry in wrapped if len(entry[1]) == fewest)
    return _cut(lines, size, most)


def _around(cell: Cell) -> float:
    """Height of everything in a cell but its text, mm."""
    lines = bool(cell.heading) + bool(cell.footer)
    return 2 * AIR + lines * line_height(cell.sizes[0]) + SIGN_HEIGHT * len(_sign_lines(cell))


def _sign_lines(cell: Cell) -> list[tuple[str, ...]]:
    """Captions of signatures, two on a line when they are short."""
    short = all(width_of(sign, cell.sizes[0]) < cell.inner / 2 - SIGN_WIDTH for sign in cell.signs)
    columns = 2 if short else 1
    return [cell.signs[i:i + columns] for i in range(0, len(cell.signs), columns)]


def _height(row: Row) -> float:
    """Least height of a row, mm; of a growing row, the one it cannot go below."""
    needs = [row.height]
    for cell in row.cells[:-1] if row.grows else row.cells:
        fitted = _fit(cell, row.most)
        needs.append(_around(cell) + len(fitted.lines) * line_height(fitted.size))
    return max(needs)


def least(bands: Iterable[Band]) -> float:
    """The height below which these bands do not fit, mm."""
    return sum(_height(row) for band in bands for row in band.rows)


def take(bands: Sequence[Band], height: float) -> tuple[Sequence[Band], Sequence[Band]]:
    """As many bands as fit into ``height`` mm (at least one), and the others."""
    count = 1
    while count < len(bands) and least(bands[:count + 1]) <= height:
        count += 1
    return bands[:count], bands[count:]


def place(bands: Sequence[Band], area: Area, fill: bool = True) -> Placed:
    """Lay bands out. ``fill``: growing rows take all of the height, else only what they need."""
    rows = [row for band in bands for row in band.rows]
    heights, size = _share(rows, area.height, fill)
    marks: list[Mark] = []
    rest: list[Rest] = []
    top = area.y
    right = area.x + area.width
    index = 0
    for band in bands:
        left = area.x + (band.side.width if band.side else 0)
        start = top
        for number, row in enumerate(band.rows):
            if number:
                marks.append(Line(left, top, right, top, INNER))
            row_marks, row_rest = _draw_row(row, left, top, heights[index], size)
            marks += row_marks
            rest += row_rest
            top += heights[index]
            index += 1
        if band.side:
            marks.append(Line(left, start, left, top, INNER))
            marks += _draw_cell(band.side, _fit(band.side, 9), area.x, start, top - start, centred=True)
        if band is not bands[-1]:
            marks.append(Line(area.x, top, right, top, INNER))
    marks.append(Box(area.x, area.y, area.width, top - area.y, OUTER))
    return Placed(tuple(marks), top, tuple(rest))


def _share(rows: Sequence[Row], height: float, fill: bool) -> tuple[list[float], float | None]:
    """Height of every row, and the type size of the growing ones (one size, so that the page looks calm)."""
    heights = [_height(row) for row in rows]
    growing = [i for i, row in enumerate(rows) if row.grows]
    if not growing:
        return heights, None
    free = height - sum(h for i, h in enumerate(heights) if i not in growing)
    for size in rows[growing[0]].cells[-1].sizes:
        needs = {i: max(heights[i], needed(rows[i], size)) for i in growing}
        if sum(needs.values()) <= free:
            break
    shares = _level(needs, free)
    spare = (free - sum(shares.values())) / sum(rows[i].grows for i in growing) if fill else 0.0
    for i in growing:
        heights[i] = shares[i] + spare * rows[i].grows
    return heights, size


def needed(row: Row, size: float) -> float:
    """Height of a growing row that prints all of its text at ``size`` points, mm."""
    cell = row.cells[-1]
    return _around(cell) + len(wrap(cell.text, cell.inner, size)) * line_height(size)


def _level(needs: dict[int, float], free: float) -> dict[int, float]:
    """Give every row what it needs, or, where that is more than there is, the same as the other long ones."""
    shares: dict[int, float] = {}
    for left, i in zip(range(len(needs), 0, -1), sorted(needs, key=needs.__getitem__), strict=True):
        shares[i] = min(needs[i], (free - sum(shares.values())) / left)
    return shares


def _draw_row(row: Row, x: float, y: float, height: float,
              size: float | None) -> tuple[list[Mark], list[Rest]]:
    """``size``: the type size of the growing rows, points."""
    marks: list[Mark] = []
    rest: list[Rest] = []
    for number, cell in enumerate(row.cells):
        if number:
            marks.append(Line(x, y, x, y + height, INNER))
        grown = bool(row.grows) and number == len(row.cells) - 1
        if grown and size:
            most = int((height - _around(cell) + 1e-6) // line_height(size))
            fitted = _cut(wrap(cell.text, cell.inner, size), size, most)
        else:
            fitted = _fit(cell, row.most)
        marks += _draw_cell(cell, fitted, x, y, height, centred=not grown)
        if fitted.rest:
            rest.append(Rest(cell.name or cell.heading.rstrip("："), fitted.rest))
        x += cell.width
    return marks, rest


def _draw_cell(cell: Cell, fitted: _Fitted, x: float, y: float, height: float, centred: bool) -> list[Mark]:
    marks: list[Mark] = []
    left, wanted = x + cell.pad, cell.sizes[0]
    top = y + AIR
    if cell.heading:
        marks.append(Text(left, top, cell.inner, line_height(wanted), cell.heading, wanted))
        top += line_height(wanted)
    bottom = y + height - AIR
    if cell.footer:
        bottom -= line_height(wanted)
        marks.append(Text(left, bottom, cell.inner, line_height(wanted), cell.footer, wanted, "right"))
    each = line_height(fitted.size)
    if centred:
        top += max((bottom - top - each * len(fitted.lines) - SIGN_HEIGHT * len(_sign_lines(cell))) / 2, 0)
    for line in fitted.lines:
        align = "right" if line == CONTINUES else cell.align
        if line.strip():
            marks.append(Text(left, top, cell.inner, each, line.rstrip(), fitted.size, align))
        top += each
    for captions in _sign_lines(cell):
        for column, caption in enumerate(captions):
            marks += _signature(caption, left + column * cell.inner / 2, top, cell.inner, wanted)
        top += SIGN_HEIGHT
    if cell.ruled and not fitted.lines:
        gap = (bottom - top) / max(round((bottom - top) / cell.ruled), 1)
        marks += [Line(left, line_y, left + cell.inner, line_y, DOTS, dotted=True)
                  for line_y in (top + gap * number for number in range(1, round((bottom - top) / gap)))]
    return marks


def _signature(caption: str, x: float, y: float, room: float, size: float) -> list[Mark]:
    """A caption and a line to sign on; ``room`` is the width of the cell, mm."""
    width = min(width_of(caption, size), room - SIGN_WIDTH)
    base = y + SIGN_HEIGHT - 1
    return [Text(x, base - line_height(size) + 0.4, width, line_height(size), caption, size),
            Line(x + width + 1, base, x + width + SIGN_WIDTH - 4, base, INNER)]
