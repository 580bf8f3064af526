"""The office's own words beside those of the program."""

import datetime

import pytest

from desktop_app.entry.parse import parse
from desktop_app.entry.vocabulary import Vocabulary, objection, to_remember

TODAY = datetime.date(2022, 9, 15)


def test_an_own_word_tells_the_kind_and_nothing_else_changes():
    own = Vocabulary({"争滩头": "05"})
    line = parse("张三 李四 争滩头 口头和解", TODAY, vocabulary=own)
    assert (line.type, line.success, line.doubtful) == ("05", True, frozenset())
    assert parse("张三 李四 争滩头 口头和解", TODAY).type != "05"
    plain = "张三李四 因宅基地边界 口头和解 赔500"
    assert parse(plain, TODAY, vocabulary=own) == parse(plain, TODAY)


def test_an_own_word_outdoes_the_program_s():
    assert parse("张三 李四 鸡进了参池 排水", TODAY, vocabulary=Vocabulary({"鸡进了参池": "05"})).type == "05"


@pytest.mark.parametrize(("word", "meaning", "wanted"), [
    ("烟消云散", "yes", (True, None)), ("黄了汤", "no", (False, None)), ("嘴上约定", "oral", (None, "oral")),
    ("按了手印", "written", (None, "written"))])
def test_own_words_for_result_and_form(word, meaning, wanted):
    line = parse(f"张三 李四 排水 {word}", TODAY, vocabulary=Vocabulary({word: meaning}))
    assert (line.success, line.form) == wanted and not line.doubtful


def test_an_own_word_after_a_name_ends_the_name():
    line = parse("张三李四争滩头", TODAY, vocabulary=Vocabulary({"争滩头": "05"}))
    assert [side[0].name for side in line.parties] == ["张三", "李四"] and line.type == "05"


@pytest.mark.parametrize(("word", "why"), [
    ("滩", "2 到 8"), ("一二三四五六七八九", "2 到 8"), ("争tan", "2 到 8"), ("王建国", "人名"), ("老王", "人名"), ("漏水", "本来就算邻里纠纷"),
    ("口头和解", "结果、形式"), ("纠纷", "另有用处"), ("村委会", "另有用处"), ("昨天", "另有用处"), ("欧阳", "另有用处"), ("以及", "另有用处")])
def test_words_that_would_do_harm_are_refused(word, why):
    what, todo = objection(word)
    assert why in what and todo.endswith("。")


@pytest.mark.parametrize("word", ["争滩头", "鸡进了参池", "抢鱼汛"])
def test_other_words_are_taken(word):
    assert objection(word) is None


def test_what_is_worth_remembering():
    line = parse("张三 李四 抢鱼汛 口头和解", TODAY)
    assert line.type is None and to_remember(line, "05", {}) == "抢鱼汛"
    assert to_remember(line, "05", {"抢鱼汛": "02"}) == ""
    assert to_remember(parse("张三 李四 漏水 和解", TODAY), "02", {}) == ""  # it was heard so
    assert to_remember(parse("张三 李四 漏水 和解", TODAY), "17", {}) == ""  # the word means something already
    assert to_remember(parse("张三 李四 3号楼2单元", TODAY), "17", {}) == ""
