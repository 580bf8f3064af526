"""Citizen ids, credit codes, telephones, ages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.identity import age_on, check_digit, clean, credit_code_fault, phone_fault, read_id_card

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TO_FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


@st.composite
def id_cards(draw):
    """(number, birth, sex)"""
    birth, order = draw(DAYS), draw(st.integers(0, 999))
    first17 = f"{draw(st.integers(110000, 659999))}{birth:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17), birth.isoformat(), "1" if order % 2 else "2"


@given(id_cards())
def test_a_right_number_says_birth_and_sex(card):
    number, birth, sex = card
    read = read_id_card(number)
    assert (read.fault, read.birth, read.sex, read.old) == ("", birth, sex, False)


@given(id_cards(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(card, place, offset):
    number = card[0]
    if number[place] == "X":
        wrong = number[:place] + str(offset)
    else:
        wrong = number[:place] + str((int(number[place]) + offset) % 10) + number[place + 1:]
    assert read_id_card(wrong).fault


@given(id_cards(), st.integers(0, 16))
def test_two_neighbours_swapped_are_always_noticed(card, place):
    number = card[0]
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2:]
    assert swapped == number or read_id_card(swapped).fault


@given(id_cards(), st.lists(st.integers(0, 18), max_size=4))
def test_width_case_and_spaces_do_not_matter(card, places):
    number = card[0]
    for place in places:
        number = number[:place] + " " + number[place:]
    for typed in (number, number.lower(), number.translate(TO_FULL_WIDTH), number.replace(" ", "\u3000")):
        assert read_id_card(typed).birth == card[1]
        assert clean(typed) == card[0]


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_old_numbers_of_fifteen_digits(birth, order):
    read = read_id_card(f"371083{birth:%y%m%d}{order:03d}")
    assert (read.fault, read.birth, read.old) == ("", birth.isoformat(), True)
    assert read.sex == ("1" if order % 2 else "2")


@given(st.text())
def test_anything_typed_gets_an_answer(text):
    for fault in (read_id_card(text).fault, credit_code_fault(text), phone_fault(text)):
        assert fault == "" or fault.strip()


@pytest.mark.parametrize(("number", "words"), [
    ("", "应为 18 位，现在是 0 位"), ("37108319550606031", "应为 18 位，现在是 17 位"), ("37108319550606031Y", "只能是数字"),
    ("３７１０８３１９５５０６０６０３１٧", "只能是数字"), ("371083195513060317", "出生日期不存在")])
def test_what_is_wrong_is_said(number, words):
    fault = read_id_card(number).fault
    assert words in fault


@pytest.mark.parametrize("number", ["91350100M000100Y43", "91350100m000100y43", "９１３５０１００Ｍ０００１００Ｙ４３"])
def test_credit_codes(number):
    assert credit_code_fault(number) == ""


@pytest.mark.parametrize(("number", "words"), [
    ("91350100M000100Y44", "校验位不对"), ("91350100M000100Y4", "现在是 17 位"), ("91350100I000100Y43", "校验位不对")])
def test_wrong_credit_codes(number, words):
    assert words in credit_code_fault(number)


@pytest.mark.parametrize("number", ["13806310005", "+86 138 0631 0005", "138-0631-0005", "１３８０６３１０００５",
                                    "0631-6712345", "(0631)6712345", "（0631）6712345", "6712345", "010-62345678"])
def test_telephones(number):
    assert phone_fault(number) == ""


@pytest.mark.parametrize("number", ["1380631000", "138063100055", "12806310005", "0631", "无", "٠٦٣١٦٧١٢٣٤٥"])
def test_wrong_telephones(number):
    assert number in phone_fault(number)


@given(DAYS, st.integers(0, 40_000))
def test_age_grows_by_one_on_each_birthday(birth, days):
    day = birth + timedelta(days=days)
    years = age_on(birth.isoformat(), day)
    assert years == day.year - birth.year - (day.strftime("%m%d") < birth.strftime("%m%d"))
    assert years == age_on(birth.isoformat(), day.isoformat())


def test_unknown_or_impossible_ages():
    assert age_on(None, "2022-09-15") is None
    assert age_on("1955-06-06", None) is None
    assert age_on("2022-09-16", "2022-09-15") is None
    assert age_on("2004-02-29", "2022-02-28") == 17
