"""Spreading a form over as many sheets as its text needs."""

from collections.abc import Callable, Sequence

from desktop_app.printing.table import Area, Band, Cell, Placed, Rest, Row, least, place, take

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
