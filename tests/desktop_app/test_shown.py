"""Values in words."""

from datetime import date

import pytest

from db import clock
from db.items import CASE
from desktop_app.shown import show_date, show_full_date, show_money, show_short_date, shown


@pytest.fixture(autouse=True)
def of_2022():
    clock.pretend(date(2022, 9, 15))


@pytest.mark.parametrize(("iso", "text"), [
    ("2022-09-05", "9月5日"), ("2021-12-31", "2021年12月31日"), (None, ""), ("", ""), ("九月", "九月")])
def test_dates_name_the_year_only_when_it_is_another(iso, text):
    assert show_date(iso) == text


@pytest.mark.parametrize(("iso", "text"), [("2022-09-05", "9月5日"), ("2021-02-03", "2021.2.3"), ("2021-12-31", "2021.12.31"), (None, "")])
def test_a_narrow_column_has_room_for_the_date_of_another_year(iso, text):
    assert show_short_date(iso) == text


def test_the_full_date_has_a_weekday():
    assert show_full_date("2022-09-05") == "2022年9月5日 星期一"


@pytest.mark.parametrize(("fen", "text"), [
    (None, ""), (0, "0"), (30000, "300"), (120000, "1,200"), (1250, "12.50"), (-105, "-1.05"), (5, "0.05")])
def test_money(fen, text):
    assert show_money(fen) == text


@pytest.mark.parametrize(("key", "value", "text"), [
    ("dispute_type", "02", "邻里纠纷"), ("amount", 30000, "300 元"), ("cross_committee", False, "否"),
    ("mediator", "m1", "刘淑芬"), ("mediator", "gone", ""), ("summary", "为水沟", "为水沟"), ("people_count", 3, "3"),
    ("mediation_date", "2022-09-05", "9月5日"), ("result", None, ""), ("parties", [], ""),
    ("parties", [{"name": "王建国"}, {"name": None, "role": "respondent"}], "王建国、乙方")])
def test_every_kind_in_words(key, value, text):
    assert shown(CASE.fields[key], value, {"m1": "刘淑芬"}) == text
