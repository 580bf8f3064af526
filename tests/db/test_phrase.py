"""Blanks in a text, and where a text came from: phrase, edited, confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.check import check, circumstances, first
from db.items import CASE
from db.items.kinds import Gate
from db.items.phrase import (
    CONFIRMED,
    EDITED,
    ORIGINS,
    PHRASE_TEXT,
    blanks,
    noted,
    origin_after,
    origins_of,
    same_wording,
    unconfirmed,
)

PAYS = "赵永刚赔偿陈志强____费____元，____年____月____日前付清。"
WORDS = st.text("赵钱孙李甲乙丙付清，、", min_size=1, max_size=8)
FILL = st.text("修理费三千元30九月底、及", min_size=1, max_size=30)


@pytest.mark.parametrize(("text", "count"), [
    (None, 0), ("", 0), ("付清", 0), ("a_b", 0), ("付____元", 1), (PAYS, 3), ("____年____月的工资", 2), ("2022年____月____日", 2)])
def test_a_whole_date_is_one_blank(text, count):
    assert blanks(text) == count


@pytest.mark.parametrize(("text", "same"), [
    (PAYS, True),
    ("赵永刚赔偿陈志强修理费____元，____年____月____日前付清。", True),
    ("赵永刚赔偿陈志强修理费3000元，2022年9月30日前付清。", True),
    ("赵永刚赔偿陈志强医疗费、误工费三千元加200元，九月底前付清。", True),  # the words of the phrase occur in what fills it
    ("赵永刚赔偿陈志强费3000元，九月底前付清。", False),  # a blank taken away
    ("赵永刚补偿陈志强修理费3000元，九月底前付清。", False),
    ("赵永刚赔偿陈志强修理费3000元，九月底前付清。双方和好。", False),
    ("赵永刚赔偿陈志强修理。道歉。费3000元，九月底前付清。", False),  # sentences are no filling
    ("赵永刚赔偿陈志强" + "修" * 31 + "费3000元，九月底前付清。", False),
    ("", False)])
def test_filling_the_blanks_leaves_the_wording(text, same):
    assert same_wording(PAYS, text) == same


@given(st.lists(WORDS, min_size=2, max_size=6), st.data())
def test_any_filling_is_the_same_wording_and_any_other_end_is_not(words, data):
    fillings = [data.draw(FILL) for _ in words[1:]]
    text = words[0] + "".join(fill + word for fill, word in zip(fillings, words[1:], strict=True))
    assert same_wording("____".join(words), text)
    assert not same_wording("____".join(words), text + "。改")
    assert not same_wording("____".join(words), "改" + text)


def test_a_long_text_of_many_blanks_is_read_at_once():
    assert not same_wording("付____元，" * 60, "付三千元，" * 59 + "付三千块，")
    assert same_wording("付____元，" * 60, "付三千元，" * 60)


@pytest.mark.parametrize(("origin", "text", "after"), [
    ("", "他写的", ""), (PHRASE_TEXT, "", ""), (PHRASE_TEXT, "付300元", PHRASE_TEXT), (PHRASE_TEXT, "给300元", EDITED),
    (CONFIRMED, "付300元", CONFIRMED), (CONFIRMED, "给300元", EDITED), (EDITED, "给300元", EDITED), (EDITED, " ", "")])
def test_what_a_text_is_after_somebody_worked_on_it(origin, text, after):
    assert origin_after(origin, "付____元", text) == after


def test_a_corrected_figure_is_no_other_wording():
    assert origin_after(PHRASE_TEXT, "付3000元。", "付3,200元。") == PHRASE_TEXT


def test_origins_are_kept_for_texts_that_are_there():
    record = {"summary": "甲", "agreement_text": None, ORIGINS: noted({"summary": PHRASE_TEXT, "agreement_text": EDITED})}
    assert origins_of(record) == {"summary": PHRASE_TEXT} and unconfirmed(record) == ["summary"]
    assert noted({}) is None and origins_of({}) == {}


def case(text, origin=PHRASE_TEXT):
    return CASE.blank() | {"agreement_text": text, ORIGINS: noted({"agreement_text": origin} if origin else {})}


def about(record):
    return [p for p in check(CASE, record, circumstances()) if p.path == ("agreement_text",)]


def test_blanks_hinder_report_and_print_and_never_saving():
    for origin in ("", PHRASE_TEXT, CONFIRMED):
        (problem,) = about(case("付____元，____前付清", origin))
        assert problem.message == "协议内容还有 2 处没填" and problem.hard
        assert problem.gates == Gate.REPORT | Gate.PRINT
        assert first([problem], Gate.SAVE) is None and first([problem], Gate.PRINT) is problem


def test_phrase_text_is_a_doubt_until_somebody_looked():
    (problem,) = about(case("付300元"))
    assert problem.text == "套话，请核对" and not problem.hard and problem.gates == Gate.REPORT | Gate.PRINT
    assert about(case("付300元", EDITED)) == about(case("付300元", CONFIRMED)) == about(case("付300元", "")) == []
