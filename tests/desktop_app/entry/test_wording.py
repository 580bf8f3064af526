"""Phrases: those shipped are well made, a record fills them, a record's own text becomes one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import choices
from db.items import CASE
from db.items.phrase import blanks, same_wording
from desktop_app.entry.phrases import phrases
from desktop_app.entry.wording import as_phrase, fill, shipped, turned

SLOTS = {"甲方", "乙方", "金额", "期限", "调解日期"}
TYPES = [code.code for code in choices("dispute_type")]
USES = [code.code for code in choices("phrase_use")]
EVERY = [(kind, use, text) for kind, uses in phrases("texts").items() for use, texts in uses.items() for text in texts]
S4 = {"parties": [{"role": "applicant", "name": "赵永刚"}, {"role": "respondent", "name": "陈志强"}],
      "amount": 300000, "perform_due": "2022-09-30", "mediation_date": "2022-09-10"}


def test_every_type_has_phrases_and_a_digit_for_each():
    assert set(phrases("texts")) == {"", *TYPES}
    for kind in TYPES:
        for use in ("summary", "agreement_text"):
            own = phrases("texts")[kind][use]
            assert 4 <= len(own) <= 8 and len(own) < len(shipped(kind, use)) <= 9
    assert all(3 <= len(phrases("texts")[""][use]) <= 6 for use in USES)


@pytest.mark.parametrize(("kind", "use", "text"), EVERY, ids=[text for _, _, text in EVERY])
def test_a_phrase_is_well_made(kind, use, text):
    assert use in USES and use in CASE.fields
    assert set(re.findall(r"\{(.*?)\}", text)) <= SLOTS
    assert not re.search(r"[{}]", re.sub(r"\{.*?\}", "", text))
    assert set(re.findall("_+", text)) <= {"____"}
    assert text.endswith("。") and text.count("。") == 1 and len(text) <= 45
    assert not re.search(r"[0-9]|过错|责任在|承认|犯|违法", text), "a phrase states no figure and blames nobody"
    assert shipped(kind or None, use).count(text) == 1


@pytest.mark.parametrize(("text", "record", "filled"), [
    ("{甲方}赔偿{乙方}____费{金额}元，{期限}前付清。", S4, "赵永刚赔偿陈志强____费3000元，2022年9月30日前付清。"),
    ("{甲方}赔偿{乙方}____费{金额}元，{期限}前付清。", {}, "____赔偿________费____元，____年____月____日前付清。"),
    ("{金额}元", {"amount": 268050}, "2680.50元"), ("{金额}元", {"amount": 0}, "____元"),
    ("{调解日期}，{乙方}到场", S4 | {"parties": [*S4["parties"], {"role": "respondent", "name": "王五"}]},
     "2022年9月10日，陈志强、王五到场"),
    ("{甲方}与{乙方}", turned(S4), "陈志强与赵永刚")])
def test_a_record_fills_what_it_states(text, record, filled):
    assert fill(text, record) == filled


CASES = S4 | {"parties": [*S4["parties"], {"role": "respondent", "name": "王五"},
                          {"role": "third", "name": "宏达公司", "legal_rep": "宫本利", "agent": "周七"}]}


@pytest.mark.parametrize(("text", "phrase"), [
    ("赵永刚赔偿陈志强、王五修理费三千元，九月底前付清。", "{甲方}赔偿{乙方}修理费____元，____年____月____日前付清。"),
    ("2022年9月30日，赵永刚付王五1.8万元。", "____年____月____日，{甲方}付{乙方}____元。"),
    ("9月30号前付2,680.50元，一次付清。", "____年____月____日前付____元，一次付清。"),
    ("宏达公司的宫本利和周七到场，电话13806310008。", "____的____和____到场，电话____。"),
    ("院墙退回界石以内，七日内重砌，一月一次。", "院墙退回界石以内，七日内重砌，一月一次。"),
    ("腊月廿三以前、2022-10-01以后", "____年____月____日以前、____年____月____日以后")])
def test_a_text_becomes_a_phrase_without_names_dates_and_sums(text, phrase):
    assert as_phrase(text, CASES) == phrase


@given(st.sampled_from([text for _, _, text in EVERY]))
def test_no_name_date_or_sum_of_a_case_stays_in_a_phrase_made_of_it(text):
    filled = fill(text, S4)
    assert same_wording(fill(text, {"parties": S4["parties"]}), filled)
    again = as_phrase(filled, S4)
    assert not re.search("赵永刚|陈志强|3000|2022", again)
    assert fill(again, S4 | {"amount": None}) == fill(text, {"parties": S4["parties"]})


@pytest.mark.parametrize(("use", "words"), [
    ("summary", "赵永刚倒车撞坏陈志强家大门及门柱。"), ("agreement_text", "赵永刚赔偿陈志强修理费三千元，九月底前付清。")])
def test_what_happens_every_week_has_a_phrase(use, words):
    assert any(same_wording(fill(text, {"parties": S4["parties"]}), words) and blanks(text)
               for text in shipped("06", use))
