import pytest

from desktop_app.printing.page import Box, Line, Text
from desktop_app.printing.table import CONTINUES, Area, Band, Cell, Row, least, place, take

AREA = Area(10, 20, 100, 60)


def _row(*texts: str, height: float = 8, grows: float = 0) -> Row:
    return Row(tuple(Cell(100 / len(texts), text, f"格{n}") for n, text in enumerate(texts)), height, grows)


def _texts(placed) -> list[str]:
    return [mark.text for mark in placed.marks if isinstance(mark, Text)]


def test_outer_border_is_heavier_and_encloses_everything():
    placed = place([Band((_row("甲", "乙"), _row("丙")))], AREA)
    box = next(mark for mark in placed.marks if isinstance(mark, Box))
    inner = [mark for mark in placed.marks if isinstance(mark, Line)]
    assert (box.x, box.y, box.w, box.h) == (10, 20, 100, 16)
    assert all(line.width < box.width for line in inner)
    assert placed.bottom == 36


def test_growing_rows_share_the_free_height_by_weight():
    placed = place([Band((_row("一", grows=3),)), Band((_row("二", grows=1),))], AREA)
    lines = [mark.y1 for mark in placed.marks if isinstance(mark, Line)]
    assert placed.bottom == pytest.approx(80)
    assert lines[0] == pytest.approx(20 + 8 + (60 - 16) * 3 / 4)


def test_text_takes_the_largest_size_that_costs_no_more_lines():
    short, = (m for m in place([Band((_row("调解"),))], AREA).marks if isinstance(m, Text))
    assert short.size == 12
    tight = "调" * 24  # 101.6 mm at 12 pt, 93.1 at 11: one line in 97 mm only when it is smaller
    one, = (m for m in place([Band((_row(tight),))], AREA).marks if isinstance(m, Text))
    assert (one.text, one.size) == (tight, 11)


def test_what_does_not_fit_is_handed_back_whole():
    text = "".join(chr(0x4E00 + n) for n in range(600))
    placed = place([Band((_row(text, height=12, grows=1),))], AREA)
    shown = [line for line in _texts(placed) if line != CONTINUES]
    assert CONTINUES in _texts(placed)
    assert "".join(shown) + placed.rest[0].text == text
    assert placed.rest[0].name == "格0"


def test_a_row_of_fixed_height_hands_back_too():
    text = "".join(chr(0x4E00 + n) for n in range(200))
    placed = place([Band((_row("地点", text),))], AREA)
    shown = [line for line in _texts(placed) if line not in (CONTINUES, "地点")]
    assert "".join(shown) + placed.rest[0].text == text


def test_bands_are_not_split():
    bands = [Band((_row("甲"), _row("乙"), _row("丙")))] * 4
    taken, left = take(bands, 60)
    assert (len(taken), len(left)) == (2, 2)
    assert least(taken) == 48


def test_an_empty_cell_gets_lines_to_write_on():
    cell = Cell(100, ruled=8)
    dotted = [m for m in place([Band((Row((cell,), 30, grows=1),))], AREA).marks
              if isinstance(m, Line) and m.dotted]
    assert len(dotted) == 6
    written = place([Band((Row((Cell(100, "有字", ruled=8),), 30, grows=1),))], AREA)
    assert not any(isinstance(m, Line) and m.dotted for m in written.marks)
