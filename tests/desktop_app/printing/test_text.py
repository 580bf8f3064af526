import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.printing.text import MM_PER_POINT, width_of, wrap

_WORDS = st.text(alphabet="高兴民，。、（）《》“”0123456789abcX .\n　", max_size=200)


@given(text=_WORDS, width=st.floats(8, 170), size=st.sampled_from([10.5, 12, 14]))
def test_lines_joined_are_the_text_and_fit(text, width, size):
    lines = wrap(text, width, size)
    assert "".join(lines) == text
    for line in lines:
        words = line.rstrip()
        assert width_of(words, size) <= width or len(words) == 1
        assert "\n" not in words


def test_a_chinese_character_is_as_wide_as_the_type_is_high():
    assert width_of("调解", 12) == pytest.approx(2 * 12 * MM_PER_POINT)


def test_numbers_stay_whole():
    lines = wrap("身份证号37108319580312011X，电话13806310001。", 44, 10.5)
    assert any("37108319580312011X" in line for line in lines)
    assert any("13806310001" in line for line in lines)


def test_punctuation_stays_with_its_words():
    width = width_of("一二三四", 12)
    assert wrap("一二三四，五六", width, 12) == ["一二三", "四，五六"]
    assert wrap("一二三（四）", width, 12) == ["一二三", "（四）"]


def test_a_number_longer_than_the_line_is_broken_rather_than_lost():
    lines = wrap("1234567890" * 3, 20, 12)
    assert len(lines) > 1
    assert "".join(lines) == "1234567890" * 3
