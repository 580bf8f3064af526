"""Measuring and breaking Chinese text without a font.

Chinese print fonts agree on one thing: a Chinese character is as wide as the type is high. Digits and letters
differ a little from font to font; the widths below are the larger ones of WenQuanYi Micro Hei and UMing.
So a page breaks in the same places on every computer.
"""

import re
import unicodedata
from functools import cache

MM_PER_POINT = 25.4 / 72
LEADING = 1.36  # line height in type sizes; room enough for old eyes

_NARROW = {" ": 0.5, **dict.fromkeys(".,:;'!|il()[]/-", 0.5), **dict.fromkeys("MWmw@%", 0.95)}
_NOT_FIRST = "，。、；：？！）》」』】〕〉”’％…—·,.;:?!)]}%"
_NOT_LAST = "（《「『【〔〈“‘([{"
_UNIT = re.compile(
    rf"\n|[{re.escape(_NOT_LAST)}]*(?:[A-Za-z0-9][A-Za-z0-9.,:/+_-]*|[^\n])[{re.escape(_NOT_FIRST)}]*[ 　]*")


@cache
def _em(char: str) -> float:
    if char in _NARROW:
        return _NARROW[char]
    if unicodedata.combining(char) or char == "\n":
        return 0.0
    if char.isascii():
        return 0.75 if char.isupper() else 0.56
    return 0.6 if unicodedata.east_asian_width(char) in ("N", "Na", "H") else 1.0


def width_of(text: str, size: float) -> float:
    """Width of one line in mm, at ``size`` points."""
    return sum(map(_em, text)) * size * MM_PER_POINT


def line_height(size: float) -> float:
    """Height of one line in mm, at ``size`` points."""
    return size * MM_PER_POINT * LEADING


def wrap(text: str, width: float, size: float) -> list[str]:
    """Break text into lines of at most ``width`` mm at ``size`` points.

    Numbers and Latin words stay whole, closing punctuation never begins a line and opening punctuation never
    ends one. Joined again, the lines are exactly ``text``: spaces and line feeds stay at the end of a line.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text, width, size):
        if line and width_of((line + unit).rstrip(), size) > width:
            lines.append(line)
            line = ""
        line += unit
        if unit == "\n":
            lines.append(line)
            line = ""
    return [*lines, line] if line else lines


def _units(text: str, width: float, size: float) -> list[str]:
    """What must not be broken; a unit too long for a whole line is given up and broken anywhere."""
    found: list[str] = []
    for unit in _UNIT.findall(text):
        if width_of(unit.rstrip(), size) <= width:
            found.append(unit)
        else:
            found.extend(unit)
    return found
