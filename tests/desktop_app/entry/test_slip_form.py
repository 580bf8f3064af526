"""A slip as keyed in: names out of one box, ticks before words, doubt until somebody confirms it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import codes
from desktop_app.entry.line import Known
from desktop_app.entry.parse import parse
from desktop_app.entry.slip_form import Slip, everyday_types, outcome_of, outcomes, read

TODAY = date(2022, 9, 28)
PEOPLE = {"wjg": [Known("1", "王建国", "东村"), Known("2", "王金贵", "西流村")], "wjj": [Known("3", "王建军", "东村")],
          "王建国": [Known("1", "王建国", "东村"), Known("4", "王建国", "西流村")]}


def find(key):
    return PEOPLE.get(key.lower(), [])


def names(reading):
    return [[guess.name for guess in side] for side in reading.line.parties]


def test_the_digits_stand_for_codes_that_can_be_chosen():
    known = [code.code for code in codes.choices("dispute_type")]
    assert len(everyday_types()) == len(set(everyday_types())) == 9 and set(everyday_types()) < set(known)
    assert list(everyday_types()[:7]) == known[:7], "the same numbers as in the list of 简表"
    for one in outcomes():
        assert codes.label("result", one.result) != one.result
        assert outcome_of({"result": one.result, "agreement_form": one.agreement_form}) is one
    assert [one.tick for one in outcomes()] == ["口头成功", "书面成功", "没调成", "还在调"]


def test_the_one_line_reads_the_words_of_the_digits():
    for one in outcomes():
        line = parse(f"高兴民 隋建波 树枝遮光 {one.tick}", TODAY)
        assert line.success == {"success": True, "failure": False}.get(one.result), one.tick
        assert line.form == one.agreement_form and "success" not in line.doubtful, one.tick


@pytest.mark.parametrize(("text", "expected", "doubts"), [
    ("高兴民隋建波", [["高兴民"], ["隋建波"]], ()),
    ("高兴民 隋建波", [["高兴民"], ["隋建波"]], ()),
    ("李四光 张三丰、王五", [["李四光"], ["张三丰", "王五"]], ()),
    ("乳山市宏达渔具有限公司 丛培林", [["乳山市宏达渔具有限公司"], ["丛培林"]], ()),
    ("wjj 高兴民", [["王建军"], ["高兴民"]], ()),
    ("wjg wjj", [["王建国"], ["王建军"]], ("names",)),  # two people have these initials
    ("于海和孙晓丽", [["于海"], ["孙晓丽"]], ("names",)),  # or 于海和 and 孙晓丽
    ("高兴民", [["高兴民"]], ("names",)),  # the other one may have been forgotten
    ("高兴民 郏敏仝", [["高兴民"], ["郏敏仝"]], ("names",)),  # taken at its word
    ("阿依古丽 买买提", [["阿依古丽"], ["买买提"]], ("names",)),
    ("仝卓", [["仝卓"]], ("names",)),
    ("xyz", [], ()), ("", [], ())])
def test_names_out_of_one_box(text, expected, doubts):
    reading = read(Slip(text), TODAY, find)
    assert (names(reading), reading.doubts) == (expected, doubts)


def test_words_are_not_taken_for_a_name():
    reading = read(Slip("高兴民 树枝遮光"), TODAY, find)
    assert names(reading) == [["高兴民"]] and reading.line.matter == "树枝遮光"


def test_what_stands_behind_the_names_is_heard():
    reading = read(Slip("9.5 高兴民13806310005 隋建波 树枝遮光 口头和解 赔300"), TODAY, find)
    assert (reading.line.date, reading.type, reading.outcome.key, reading.amount) == ("2022-09-05", "02", "oral", 30000)
    assert reading.line.parties[0][0].phone == "13806310005" and reading.doubts == ()


def test_a_tick_goes_before_words_and_nothing_before_a_tick():
    slip = Slip("高兴民 隋建波 树枝遮光 口头和解 赔300", type="03", outcome="failed", amount="")
    reading = read(slip, TODAY, find)
    assert (reading.type, reading.outcome.key, reading.amount) == ("03", "failed", None)
    slip.type = slip.outcome = ""
    assert (read(slip, TODAY, find).type, read(slip, TODAY, find).outcome) == (None, None)


def test_doubt_lasts_until_it_is_confirmed_and_comes_back_with_other_text():
    slip = Slip("高兴民 隋建波 口头 300")
    assert read(slip, TODAY, find).doubts == ("amount",)
    slip.amount = "300"
    assert read(slip, TODAY, find).doubts == ()
    slip = Slip("于海和孙晓丽", confirmed="于海和孙晓丽")
    assert read(slip, TODAY, find).doubts == ()
    slip.text += "芳"
    assert read(slip, TODAY, find).doubts == ("names",)


def test_a_picked_name_means_that_person():
    plain, picked = read(Slip("王建国 高兴民"), TODAY, find), read(Slip("王建国 高兴民", picked={"王建国": "4"}), TODAY, find)
    assert plain.line.parties[0][0].person_uid is None, "two people bear the name"
    assert picked.line.parties[0][0].person_uid == "4" and picked.doubts == ()


def test_a_case_gives_its_parties_as_long_as_the_box_is_left_alone():
    case = {"parties": [{"name": "高兴民", "role": "applicant"}, {"name": "隋建波", "role": "respondent"},
                        {"name": "王五", "role": "respondent"}], "dispute_type": "02", "result": "success",
            "agreement_form": "oral", "amount": 30000, "mediation_date": "2022-09-05", "paper_slip_no": "海-0012"}
    slip = Slip.of(case)
    assert (slip.text, slip.number, slip.from_form, slip.blank) == ("高兴民 隋建波、王五", "海-0012", True, False)
    reading = read(slip, TODAY, find)
    assert (reading.type, reading.outcome.key, reading.amount, reading.doubts) == ("02", "oral", 30000, ())
    slip.text = "高兴民 隋建波"
    assert not slip.from_form and names(read(slip, TODAY, find)) == [["高兴民"], ["隋建波"]]


@given(st.text(max_size=30), st.sampled_from([None, "", "02"]), st.sampled_from([None, "", "oral", "ongoing"]),
       st.one_of(st.none(), st.text(max_size=6)))
def test_any_text_is_read_and_what_is_ticked_stands(text, kind, outcome, amount):
    reading = read(Slip(text, kind, outcome, amount), TODAY, find)
    assert kind is None or reading.type == (kind or None)
    assert outcome is None or (reading.outcome.key if reading.outcome else "") == outcome
    assert reading.amount is None or reading.amount >= 0
    settled = {step for step, said in (("type", kind), ("outcome", outcome), ("amount", amount)) if said is not None}
    assert not settled & set(reading.doubts)


@given(st.lists(st.sampled_from(["高兴民", "隋建波", "冯玉梅", "陈永", "赵永刚", "史国栋"]), min_size=2, max_size=2,
                unique=True), st.sampled_from([" ", "、", "，", "  "]))
def test_two_names_however_parted_are_those_two(pair, sign):
    assert [n for side in names(read(Slip(sign.join(pair)), TODAY, find)) for n in side] == pair
