"""What may be seen of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.items import CASE, PARTY
from desktop_app.exchange import mask
from desktop_app.exchange.mask import Mask


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


@given(st.text("王欧阳建国李、，, ", min_size=1, max_size=12))
def test_no_given_name_survives(text):
    for part in mask.names(text).replace("，", "、").replace(",", "、").replace(" ", "、").split("、"):
        assert len(part) <= 4
        assert part == "" or part == "某" or part.endswith("某")
