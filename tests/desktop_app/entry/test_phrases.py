"""The word lists of resources/phrases."""

import datetime
from collections import Counter

import pytest

from db.codes import code_list
from desktop_app.entry.names import person_mark
from desktop_app.entry.numbers import number
from desktop_app.entry.parse import parse
from desktop_app.entry.phrases import Words, phrases, word_list


def test_every_kind_of_dispute_has_everyday_words():
    disputes = phrases("disputes")
    assert set(disputes) == {code.code for code in code_list("dispute_type")}
    assert all(len(lists["words"]) >= 20 for lists in disputes.values())


def test_no_word_stands_for_two_kinds():
    words = Counter(word for lists in phrases("disputes").values() for kind in lists.values() for word in kind)
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("group", ["form", "success", "performance"])
def test_no_result_means_two_things(group):
    lists = phrases("outcomes")[group]
    meanings = Counter(word for name, words in lists.items() for word in set(words)
                       if name not in ("negations", "not_yet", "partly", "no_result_before", "undone", "pending"))
    assert [word for word, times in meanings.items() if times > 1] == []


def test_words_that_are_no_names_look_like_names():
    """The list only holds what it is needed for: each entry would otherwise pass for a name, or nearly."""
    surnames = "".join(phrases("names")[listed] for listed in ("common_surnames", "rare_surnames", "odd_surnames"))
    strangers = [word for word in phrases("names")["not_names"] if word[0] not in surnames]
    assert strangers == []


@pytest.mark.parametrize(("text", "mark"), [
    ("王建国", 2), ("张三", 2), ("欧阳明月", 2), ("欧阳", 0), ("丛日升", 2), ("高兴", 0), ("王的", 0), ("建国", 0), ("王", 0),
    ("张王李四", 0), ("宋大湖海", 0), ("郝人", 1)])
def test_person_mark(text, mark):
    assert person_mark(text) == mark


def test_cut_covers_the_most_with_the_fewest_words():
    words = Words(["排水", "排水口", "口头", "口头和解", "空调", "调好"])
    assert list(words.cut("排水口头和解")) == [(0, "排水"), (2, "口头和解")]
    assert list(words.cut("空调好坏")) == [(0, "空调")]
    assert list(words.cut("")) == []


def test_words_at_and_before():
    words = word_list("names", "joiners")
    assert (words.at("以及他", 0), words.before("张三以及", 4), words.at("", 0), words.before("", 0)) == ("以及", "以及", "", "")


@pytest.mark.parametrize(("text", "value"), [("两万五", 25000), ("三千零五十", 3050), ("1.5千", 1500), ("十", 10), ("三五百", None), ("x", None)])
def test_number(text, value):
    assert number(text) == value


@pytest.mark.parametrize("code", sorted(phrases("disputes")))
def test_an_everyday_word_alone_tells_the_kind(code):
    """At least 20 words per kind do so, each alone between two names, and those in doubt say so."""
    lists = phrases("disputes")[code]
    wrong = []
    for word in lists["words"]:
        line = parse(f"王建国 李秀英 {word}", datetime.date(2022, 9, 15))
        if line.type != code or "type" in line.doubtful or [g.name for side in line.parties for g in side] != ["王建国", "李秀英"]:
            wrong.append((word, line.type, [g.name for side in line.parties for g in side]))
    assert wrong == []
    assert len(lists["words"]) >= 20
    weak = [(word, line.type) for word in lists["weak"]
            for line in [parse(f"王建国 李秀英 {word}", datetime.date(2022, 9, 15))]
            if line.type != code or "type" not in line.doubtful]
    assert weak == []
