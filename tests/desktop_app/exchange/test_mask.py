"""What may be seen of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.items import CASE, CONSULTATION, CORRECTION, PARTY
from desktop_app.exchange import mask
from desktop_app.exchange.mask import Mask, Restricted


@pytest.mark.parametrize(("name", "shown"), [
    ("王建国", "王某某"), ("陈永", "陈某"), ("欧阳建国", "欧阳某某"), ("单于", "单某"), ("阿依古丽", "阿某某"), ("王", "某"),
])
def test_names(name, shown):
    assert mask.person(name) == shown


def test_several_names_keep_their_separators():
    assert mask.names("李四光、张三丰, 王五") == "李某某、张某某, 王某"


def test_numbers_keep_six_and_four():
    assert mask.number("37108319580312011X") == "371083********011X"
    assert mask.number("E12345678") == "*******78"


@pytest.mark.parametrize(("phone", "shown"), [("13806310001", "138****0001"), ("0631-6789012", "****9012"),
                                              ("110", "****")])
def test_phones(phone, shown):
    assert mask.phone(phone) == shown


@pytest.mark.parametrize(("address", "shown"), [
    ("海阳所镇东村12号", "海阳所镇东村***"), ("乳山市城区街道幸福社区3号楼", "乳山市城区街道幸福社区***"),
    ("海阳所镇政府路5号", "海阳所镇***"), ("胜利街五号", "***"),
])
def test_addresses_end_at_the_village(address, shown):
    assert mask.address(address) == shown


def test_a_birth_date_keeps_its_year_only():
    assert Mask({}).value(PARTY.fields["birth"], "1955-06-06", {}) == "1955年"


def test_free_text_hides_the_people_of_the_case(make):
    case = make.case(participants="丛培林、宋玉", summary="高兴民与隋建波争吵，丛培林在场，身份证371083195506060317，"
                                                          "电话13806310005。")
    hidden = Mask(case)
    assert hidden.value(CASE.fields["summary"], case["summary"], case) == (
        "高某某与隋某某争吵，丛某某在场，身份证371083********0317，电话138****0005。")
    assert hidden.value(CASE.fields["participants"], case["participants"], case) == "丛某某、宋某"


def test_an_organisation_is_no_person_but_its_people_are(make):
    firm = make.party("乳山市宏达渔具有限公司", kind="legal", id_type="uscc", id_no="91350100M000100Y43",
                      address="海阳所镇工业园8号", legal_rep="于海")
    hidden = Mask({"parties": [firm], "participants": None})
    seen = {key: hidden.value(PARTY.fields[key], firm[key], firm) for key in ("name", "id_no", "address", "legal_rep")}
    assert seen == {"name": "乳山市宏达渔具有限公司", "id_no": "91350100M000100Y43", "address": "海阳所镇工业园8号",
                    "legal_rep": "于某"}


@pytest.mark.parametrize(("said", "shown"), [
    ("王　军来了", "王某来了"), ("王 军", "王某"), ("138-0631-0005", "138****0005"), ("138 0631 0005", "138****0005"),
    ("电话１３８０６３１０００５。", "电话138****0005。"), ("371083 19580312 011x", "371083********011X"),
    ("3710 8319 5803 1201 1X", "371083********011X"), ("371083-19580312-011Ｘ", "371083********011X"),
])
def test_gaps_and_full_width_digits_hide_nobody(said, shown):
    assert Mask({"name": "王军"}, CONSULTATION).text(said) == shown


@pytest.mark.parametrize("said", ["2022-09-05 2022-09-12 2022-09-19", "15 2022-09-05", "赔偿 1500 元，2022 年 9 月付清"])
def test_dates_and_sums_are_left_alone(said):
    assert Mask({"name": "王军"}, CONSULTATION).text(said) == said


@pytest.mark.parametrize("said", ["滕小军", "滕　小军", "滕 小 军", "37108320060517031x", "371083 20060517 031X", "138-0631-0005",
                                  "１３８０６３１０００５", "06318880001", "0631 888 0001"])
def test_a_juvenile_is_found_however_it_is_written(said):
    file = CORRECTION.blank() | {"uid": "u-9", "juvenile": True, "name": "滕小军", "id_no": "37108320060517031X",
                                 "phone": "13806310005", "guardian_tel": "0631-8880001"}
    clean = Restricted([(CORRECTION, file)]).clean(CONSULTATION, CONSULTATION.blank() | {"summary": f"问{said}的事"})
    assert clean["summary"] in ("问某某的事", "问***的事")


@given(st.text("王欧阳建国李、，, ", min_size=1, max_size=12))
def test_no_given_name_survives(text):
    for part in mask.names(text).replace("，", "、").replace(",", "、").replace(" ", "、").split("、"):
        assert len(part) <= 4
        assert part == "" or part == "某" or part.endswith("某")
