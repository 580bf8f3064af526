"""What stands on a printed page, in millimetres from its upper left corner. Knows no paint and no Qt.

A page is made of four kinds of marks. Text is always one line that was measured to fit its box, so the page
looks the same on every printer and the text of a PDF can be searched and copied line by line.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

Align = Literal["left", "center", "right"]

A4 = (210.0, 297.0)
"""Width and height of the only paper that offices have in the tray, mm."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, ``size`` points high, in a box; centred in its height, squeezed when too wide."""

    x: float
    y: float
    w: float
    h: float
    text: str
    size: float
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; ``width`` in mm. Dotted lines are there to write on or to cut along."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    dotted: bool = False

    @property
    def x(self) -> float:
        return min(self.x1, self.x2)

    @property
    def y(self) -> float:
        return min(self.y1, self.y2)


@dataclass(frozen=True, slots=True)
class Box:
    """An empty rectangle; ``width`` is that of its border, mm."""

    x: float
    y: float
    w: float
    h: float
    width: float


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code; ``size`` is the side of the printed modules, mm, the quiet zone comes on top."""

    x: float
    y: float
    size: float
    data: str


Mark = Text | Line | Box | Qr


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: width and height in mm, and its marks."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def moved(marks: Iterable[Mark], dy: float) -> tuple[Mark, ...]:
    """The same marks, lower by ``dy`` mm."""
    return tuple(replace(mark, y1=mark.y1 + dy, y2=mark.y2 + dy) if isinstance(mark, Line)
                 else replace(mark, y=mark.y + dy) for mark in marks)


@cache
def qr_modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, True is black. Plain QR (phones miss Micro QR), error correction M."""
    from segno import make_qr

    return tuple(tuple(bool(module) for module in row) for row in make_qr(data, error="m").matrix)
