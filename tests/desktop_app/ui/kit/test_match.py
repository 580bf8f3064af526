"""Finding one of many by number, characters, initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.kit.match import Choice, exact, matching

TYPES = [Choice("01", "婚姻家庭纠纷", ("婚姻家庭",)), Choice("02", "邻里纠纷", ("邻里",)),
         Choice("03", "房屋宅基地纠纷", ("房屋宅基地",))] + [Choice(str(n), f"第{n}类") for n in range(4, 19)]


@pytest.mark.parametrize(("text", "code"), [
    ("2", "02"), ("１０", "10"), ("邻里", "02"), ("邻里纠纷", "02"), (" 邻里 ", "02"), ("邻", None), ("", None), ("99", None)])
def test_exact_needs_the_whole_name_or_the_number(text, code):
    found = exact(text, TYPES)
    assert (found.value if found else None) == code


@pytest.mark.parametrize(("text", "first"), [
    ("ll", 1), ("LL", 1), ("linli", 1), ("hy", 0), ("fw", 2), ("宅基地", 2), ("1", 0), ("12", 11), ("家庭", 0)])
def test_the_likeliest_comes_first(text, first):
    assert matching(text, TYPES)[0] == first


def test_no_text_means_all_and_nonsense_none():
    assert matching("", TYPES) == list(range(18))
    assert matching("xqz", TYPES) == []


def test_a_digit_offers_every_number_that_begins_with_it():
    assert matching("1", TYPES) == [0, *range(9, 18)]


@given(st.text())
def test_any_text_is_answered(text):
    found = matching(text, TYPES)
    assert len(set(found)) == len(found) <= len(TYPES)
