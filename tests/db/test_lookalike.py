"""Names that are written like others: the table is a partition, and folding agrees with spelling out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.lookalike import classes, folded, spellings, unlike_in_sound
from db.resources import resource

TABLE = json.loads(resource("phrases", "variants.json").read_text(encoding="utf-8"))


def test_no_character_is_in_two_classes():
    every = "".join(TABLE)
    assert len(set(every)) == len(every) and all(len(alike) > 1 for alike in TABLE)


@pytest.mark.parametrize("pair", ["婷亭", "峰峯", "堃坤", "淼渺", "喆哲", "玫玟", "国國", "晴睛", "兰蘭"])
def test_pairs_that_clerks_meet(pair):
    assert folded("王" + pair[0]) == folded("王" + pair[1])
    assert "王" + pair[1] in spellings("王" + pair[0])


def test_other_names_stay_other_names():
    assert spellings("仫佬") == [] and folded("王芳") != folded("王方")


@given(st.text(st.sampled_from("王建国婷亭峰玫华华蓝"), min_size=1, max_size=3))
def test_folded_alike_is_spelt_alike(name):
    assert all(folded(other) == folded(name) and other != name for other in spellings(name))
    assert len(set(spellings(name))) == len(spellings(name))


def test_what_a_search_by_sound_misses():
    assert {"玫", "玟", "晴", "睛"} <= set(unlike_in_sound())
    assert not set("婷亭峰峯") & set(unlike_in_sound()) and set(unlike_in_sound()) <= set(classes())
