"""What letters at the end of a line may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.entry.completion import MOST, letters_before, offers
from desktop_app.entry.line import Known

PEOPLE = [Known("u1", "王建国", "东村"), Known("u2", "王金刚", "西村")]


def find(key):
    return [known for known in PEOPLE if key in ("wjg", known.name)]


@pytest.mark.parametrize(("text", "letters"), [
    ("wjg", "wjg"), ("王建国 zjd", "zjd"), ("王建国ZJD", "ZJD"), ("赔1.8w", ""), ("鲁K12AB", ""), ("w", ""), ("wjg ", ""),
    ("", ""), ("鲁KABC", "KABC"), ("树枝", "")])
def test_letters_before_the_cursor(text, letters):
    assert letters_before(text) == letters


def test_people_stand_before_words():
    assert [(offer.text, offer.known and offer.known.uid) for offer in offers("WJG", find)] == [
        ("王建国", "u1"), ("王金刚", "u2")]


@pytest.mark.parametrize(("letters", "word"), [
    ("szzg", "树枝遮光"), ("zjdbj", "宅基地边界"), ("dsy", "滴水檐"), ("kthj", "口头和解"), ("fqcj", "夫妻吵架")])
def test_a_word_by_its_initials(letters, word):
    assert offers(letters, find)[0].text == word


def test_the_beginning_of_a_word_needs_three_letters():
    assert "宅基地边界" in [offer.text for offer in offers("zjdb", find)]
    assert all(len(offer.text) == 2 for offer in offers("zj", find))


@given(st.text("abcdefghijklmnopqrstuvwxyzABC", max_size=12))
def test_any_letters_give_few_offers_without_repeats(letters):
    found = [offer.text for offer in offers(letters, find)]
    assert len(found) <= MOST and len(found) == len(set(found))
