"""Spreading a form over as many sheets as its text needs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop_app.printing.page import A4, Line, Mark, Page, moved
from desktop_app.printing.table import (
    AIR,
    DOTS,
    Area,
    Band,
    Cell,
    Placed,
    Rest,
    Row,
    least,
    needed,
    place,
    take,
)
from desktop_app.printing.text import line_height, wrap

HALF = A4[1] / 2
"""Where a sheet with two slips is cut, mm from its upper edge."""

FULL = float("inf")
DIVIDED = 50.0  # mm that are worth beginning a long text on
NEARLY = 0.6  # of a sheet: then the next band begins on a new one rather than being divided

Front = Callable[[Sequence[Band]], Sequence[Band]]
"""The bands of the first sheet, given the bands of those parties that are shown on it."""


def spread(front: Front, parties: Sequence[Band], heads: Sequence[Row], area: Area,
           sizes: tuple[float, ...]) -> list[Placed]:
    """The tables of all sheets: the form itself, then whatever found no room on it.

    ``heads`` are the rows above the parties of a following sheet, ``sizes`` its type sizes in points.
    """
    shown = len(parties)
    while shown and least(front(parties[:shown])) > area.height:
        shown -= 1
    tables = [place(front(parties[:shown]), area)]
    waiting = list(parties[shown:])
    if waiting and heads:
        waiting[0] = Band((*heads, *waiting[0].rows), waiting[0].side)
    while waiting or tables[-1].rest:
        following = [_rest_band(rest, area.width, sizes) for rest in tables[-1].rest]
        bands, waiting = take([*waiting, *following], area.height)
        tables.append(place(bands, area, fill=False))
    return tables


def _rest_band(rest: Rest, width: float, sizes: tuple[float, ...]) -> Band:
    cell = Cell(width, rest.text, rest.name, sizes, heading=f"{rest.name}（接上页）：")
    return Band((Row((cell,), 24, grows=1),))


def flow(bands: Iterable[Band], area: Area, sizes: tuple[float, ...], spare: float = FULL) -> list[Placed]:
    """The tables of all sheets of a form that may break between any two rows, not only between bands.

    ``spare``: what each growing row may take of the free height of its sheet, mm.
    """
    tables: list[Placed] = []
    waiting = list(bands)
    while waiting:
        taken, waiting = _fill(waiting, area.height)
        growing = sum(row.grows > 0 for band in taken for row in band.rows)
        # less than one micrometre may be lost in adding up
        wanted = min(area.height, least(taken) + spare * growing + 1e-6) if growing else area.height
        tables.append(place(taken, replace(area, height=wanted)))
        waiting = [*(_whole(_rest_band(rest, area.width, sizes)) for rest in tables[-1].rest), *waiting]
    return tables


def _whole(band: Band) -> Band:
    """A band of one growing row that asks for the height of its text."""
    row, = band.rows
    return Band((replace(row, height=max(row.height, needed(row, row.cells[-1].sizes[-1]))),))


def _fill(bands: Sequence[Band], height: float) -> tuple[list[Band], list[Band]]:
    """As many rows as fit into ``height`` mm, at least one, and the others. A sheet that is nearly full ends with
    a whole band; a long text begins where there is room for a part of it, and its table hands back the rest.
    """
    taken: list[Band] = []
    for index, band in enumerate(bands):
        band = _with_side(band)
        if least([*taken, band]) <= height:
            taken.append(band)
            continue
        rows = _beginning(band, taken, height)
        upper = [_with_side(replace(band, rows=rows))] if rows else []
        lower = [replace(band, rows=band.rows[len(rows):])] if len(rows) < len(band.rows) else []
        return [*taken, *upper], [*lower, *bands[index + 1:]]
    return taken, []


def _beginning(band: Band, taken: Sequence[Band], height: float) -> tuple[Row, ...]:
    """The rows of a band that still fit below those taken; its next row too where it is a long text."""
    if least(taken) > NEARLY * height and least([band]) <= height:
        return ()
    count = len(band.rows) - 1
    while count and least([*taken, _with_side(replace(band, rows=band.rows[:count]))]) > height:
        count -= 1
    rows, following = band.rows[:count], band.rows[count]
    free = height - least([*taken, replace(band, rows=rows)])
    must = not taken and not rows
    if following.grows and (free > DIVIDED or must):
        return (*rows, replace(following, height=free))
    return (following,) if must else rows


def _with_side(band: Band) -> Band:
    """One character below the other where the band is high enough, else beside each other; never cut."""
    if not band.side:
        return band
    words, size = band.side.text.replace("\n", ""), band.side.sizes[0]
    if not words.isalpha():  # a date
        return band
    if len(words) <= 8 and len(words) * line_height(size) < least([band]):
        return replace(band, side=replace(band.side, text="\n".join(words)))
    short = len(wrap(words, band.side.inner, size)) * line_height(size) + 2 * AIR - least([band])
    first, *others = band.rows
    if short > 0:
        first = replace(first, height=least([Band((first,))]) + short)
    return Band((first, *others), replace(band.side, text=words))


def two_up(halves: Sequence[Sequence[Mark]]) -> list[Page]:
    """Slips of half a sheet, two on one, with a line to cut along."""
    pages = []
    for index in range(0, len(halves), 2):
        marks = [*halves[index], Line(0, HALF, A4[0], HALF, DOTS, dotted=True)]
        if index + 1 < len(halves):
            marks += moved(halves[index + 1], HALF)
        pages.append(Page(*A4, tuple(marks)))
    return pages
