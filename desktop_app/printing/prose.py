"""Letters: paragraphs on sheets of A4, with the sender's name, a date and room for the seal at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.printing.page import A4, Line, Mark, Page, Text
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.table import DOTS, INNER
from desktop_app.printing.text import width_of, wrap
from desktop_app.printing.words import BLANK_DATE

LEFT, WIDTH, TOP, BOTTOM = 28.0, 154.0, 58.0, 272.0
SIZE, SLIP_SIZE = 14.0, 12.0
EACH = 9.2  # one line of the letter, mm
CLOSING = 46.0  # the lines of the sender, with the seal over them, mm


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; ``indent`` puts two characters of white before it, ``before`` leaves mm above it."""

    text: str
    indent: bool = True
    bold: bool = False
    before: float = 0


def letter(paper: RecordPrint, title: str, number: str, paras: Sequence[Para], signers: Sequence[str],
           date: str, slip: Sequence[str] = ()) -> list[Page]:
    """A letter on as many sheets as it needs. ``date``: '' is to be written by hand. ``slip``: lines of a receipt
    to be cut off below and sent back.
    """
    slip = [part for line in slip for part in wrap(line, WIDTH, SLIP_SIZE)]
    foot = 16 + EACH * len(slip) if slip else 0
    sheets = _flow(paras, CLOSING + EACH * len(signers) + foot)
    count = len(sheets)
    pages = []
    for place, (marks, bottom) in enumerate(sheets, 1):
        found = [*_head(paper, title, number, place), *marks]
        if place == count:
            found += _closing(paper, bottom, signers, date) + _slip(slip, foot)
        if count > 1:
            found.append(Text(LEFT, 281, WIDTH, 6, f"第 {place} 页，共 {count} 页", 10.5, "center"))
        pages.append(Page(*A4, tuple(found)))
    return pages


def _head(paper: RecordPrint, title: str, number: str, place: int) -> list[Mark]:
    marks: list[Mark] = []
    if paper.warning:
        marks.append(Text(LEFT, 12, WIDTH, 6, paper.warning, 12, bold=True))
    if place > 1:
        return [*marks, Text(LEFT, 40, WIDTH, 8, f"{title}（续页）", SIZE, "center", bold=True)]
    marks += [Text(LEFT, 20, WIDTH, 11, paper.office_name, 22, "center", bold=True),
              Text(LEFT, 33, WIDTH, 9, title, 18, "center", bold=True)]
    if number:
        return [*marks, Text(LEFT, 45, WIDTH, 7, number, SIZE, "center")]
    middle = LEFT + WIDTH / 2
    return [*marks, Text(middle - 42, 45, 18, 7, "文号：", SIZE), Line(middle - 24, 51.5, middle + 36, 51.5, INNER)]


def _flow(paras: Sequence[Para], closing: float) -> list[tuple[list[Mark], float]]:
    """(marks, y below them) of every sheet; the last one has ``closing`` mm free below."""
    sheets: list[tuple[list[Mark], float]] = []
    marks: list[Mark] = []
    y = TOP
    lines = [(line, para, number) for para in paras for number, line in enumerate(_lines(para))]
    for index, (line, para, number) in enumerate(lines):
        y += 0 if number else para.before
        last = index == len(lines) - 1
        if y + EACH > BOTTOM - (closing if last else 0):
            sheets.append((marks, y))
            marks, y = [], TOP
        marks.append(Text(LEFT, y, WIDTH, EACH, line.rstrip(), SIZE, bold=para.bold))
        y += EACH
    return [*sheets, (marks, y)]


def _lines(para: Para) -> list[str]:
    """The lines of every paragraph in the text, blank ones left out."""
    return [line for part in para.text.splitlines() if part.strip()
            for line in wrap(("　　" if para.indent else "") + part.strip(), WIDTH, SIZE)]


def _closing(paper: RecordPrint, y: float, signers: Sequence[str], date: str) -> list[Mark]:
    marks: list[Mark] = []
    y += 6
    for signer in signers:
        caption = f"{signer}（签名）："
        room = width_of(caption, SIZE)
        marks += [Text(LEFT, y, room, EACH, caption, SIZE),
                  Line(LEFT + room, y + EACH - 1, LEFT + room + 50, y + EACH - 1, INNER)]
        y += EACH + 2
    y += 6
    marks.append(Text(LEFT, y, WIDTH - 8, EACH, f"{paper.office_name}（盖章）", SIZE, "right"))
    marks.append(Text(LEFT, y + EACH + 2, WIDTH - 8, EACH, date or BLANK_DATE, SIZE, "right"))
    return marks


def _slip(lines: Sequence[str], height: float) -> list[Mark]:
    """The receipt below the line to cut along."""
    if not lines:
        return []
    y = BOTTOM + 8 - height
    marks: list[Mark] = [Line(0, y, A4[0], y, DOTS, dotted=True)]
    marks.append(Text(LEFT, y + 3, WIDTH, EACH, "回　执", SIZE, "center", bold=True))
    return marks + [Text(LEFT, y + 3 + EACH * number, WIDTH, EACH, line.rstrip(), SLIP_SIZE)
                    for number, line in enumerate(lines, 1)]
