"""Which two entries are one person: the number decides, other facts add up, letters are never counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.same_person import WEIGHTS, compare, contradiction

ID, OTHER_ID, OLD_ID = "371083195506060317", "371083197001110330", "371083550606031"


def verdict(one, other):
    found = compare({"name": "王建国"} | one, {"name": "王建国"} | other)
    return (found.verdict, found.text) if found else None


@pytest.mark.parametrize(("one", "other", "said"), [
    ({"id_no": ID}, {"id_no": ID}, ("same", "证件号码相同、同名")),
    ({"id_no": ID}, {"id_no": " 371083195506060317"}, ("same", "证件号码相同、同名")),
    ({"id_no": ID}, {"id_no": OLD_ID}, ("same", "证件号码相同、同名")),
    ({"id_no": ID}, {"id_no": ID, "name": "王建囯"}, ("same", "证件号码相同、名字音同形近")),
    ({"id_no": ID}, {"id_no": ID, "name": "李秀英"}, ("maybe", "证件号码相同、姓名不同，请核对")),
    ({"id_no": ID, "phone": "1", "village": "v"}, {"id_no": OTHER_ID, "phone": "1", "village": "v"}, None),
    ({"id_no": ID, "village": "v"}, {"id_no": "371083195506060318", "village": "v"}, ("maybe", "同名、同村")),
    ({"id_no": "E123", "id_type": "passport"}, {"id_no": "E123", "id_type": "passport"}, ("same", "证件号码相同、同名")),
    ({"village": "v", "phone": "1"}, {"village": "v", "phone": "1"}, ("same", "同名、同村、电话相同")),
    ({"phone": "1"}, {"phone": "1"}, ("same", "同名、电话相同")),
    ({"phone": "1", "village": "v"}, {"phone": "1", "village": "w"}, ("maybe", "同名、村居不同、电话相同")),
    ({"village": "v"}, {"village": "v"}, ("maybe", "同名、同村")),
    ({"village": "v", "birth": "1955-06-06"}, {"village": "v", "birth": "1956-01-01"}, ("same", "同名、同村、出生年份相近")),
    ({"village": "v", "birth": "1955-06-06"}, {"village": "v", "birth": "1957-01-01"}, None),
    ({"village": "v", "sex": "1"}, {"village": "v", "sex": "2"}, None),
    ({"birth": "1955-06-06", "village": "v"}, {"birth": "1955-06-06", "village": "w"}, ("maybe", "同名、村居不同、同一天出生")),
    ({"birth": "1955-06-06"}, {"birth": "1956-06-06"}, None), ({}, {}, None), ({"village": "v"}, {"village": "w"}, None),
    ({"kind": "natural", "phone": "1"}, {"kind": "legal", "phone": "1"}, None),
    ({"name": "王婷", "village": "v"}, {"name": "王亭", "village": "v"}, ("maybe", "名字音同形近、同村")),
    ({"name": "王婷", "village": "v", "phone": "1"}, {"name": "王亭", "village": "v", "phone": "1"},
     ("maybe", "名字音同形近、同村、电话相同")),
    ({"name": "王方", "phone": "1"}, {"name": "王芳", "phone": "1"}, ("maybe", "名字音同、电话相同")),
    ({"name": "李玫", "phone": "1"}, {"name": "李玟", "phone": "1"}, ("maybe", "名字形近、电话相同")),
    ({"name": "王芳", "village": "v"}, {"name": "王方", "village": "v"}, None),
    ({"name": "王建国", "phone": "1", "village": "v"}, {"name": "王建军", "phone": "1", "village": "v"}, None),
    ({"name": None, "phone": "1"}, {"name": "王芳", "phone": "1"}, None)])
def test_two_entries(one, other, said):
    assert verdict(one, other) == verdict(other, one) == said


def test_what_forbids_a_merge_is_said():
    assert "证件号码不一样" in contradiction({"id_no": ID}, {"id_no": OTHER_ID})
    assert "单位" in contradiction({"kind": "natural"}, {"kind": "legal"})
    assert contradiction({"id_no": ID}, {"id_no": "371083195506060318"}) == contradiction({}, {}) == ""


PERSON = st.fixed_dictionaries({}, optional={
    "name": st.sampled_from(["王婷", "王亭", "李玫", "李玟"]), "village": st.sampled_from("vw"), "phone": st.sampled_from("12"),
    "birth": st.sampled_from(["1955-06-06", "1956-01-01", "1970-01-01"]), "id_no": st.sampled_from([ID, OTHER_ID, "7"])})


@given(PERSON, PERSON)
def test_certain_is_only_said_of_one_name_or_one_number(one, other):
    found = compare(one, other)
    assert (found and found.verdict) == ((again := compare(other, one)) and again.verdict)
    if found and found.verdict == "same":
        assert one.get("name") == other.get("name") or one.get("id_no") == other.get("id_no") == ID or (
            one.get("id_no") == other.get("id_no") == OTHER_ID)
        assert found.reasons and not contradiction(one, other)


def test_every_weight_has_its_reason():
    assert all(weight and reason for weight, reason in WEIGHTS.values())
