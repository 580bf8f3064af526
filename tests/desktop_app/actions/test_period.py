"""Months and other spans of days."""

from datetime import date

import pytest

from db import clock
from db.errors import KnownError
from desktop_app.actions.period import Period


def test_a_month_has_its_own_number_of_days():
    assert Period.month("2022-09") == Period("2022-09-01", "2022-09-30")
    assert Period.month("2024-2").last_day == "2024-02-29"
    assert Period.month("2022-12").label == "2022年12月"


@pytest.mark.parametrize("text", ["2022", "2022-13", "2022-00", "九月", "", "0000-01", "2022-09-05"])
def test_what_is_no_month(text):
    with pytest.raises(KnownError, match="看不懂月份"):
        Period.month(text)


def test_any_days():
    assert Period.of_days(date(2022, 9, 5), date(2022, 10, 3)).label == "2022年9月5日至10月3日"
    assert Period.of_days(date(2021, 12, 26), date(2022, 1, 25)).label == "2021年12月26日至2022年1月25日"
    assert Period.of_days(date(2022, 9, 1), date(2022, 9, 30)).label == "2022年9月"
    with pytest.raises(KnownError, match="早于"):
        Period.of_days(date(2022, 9, 5), date(2022, 9, 4))


def test_stepping_over_the_turn_of_the_year():
    assert Period.month("2022-01").stepped(-1) == Period.month("2021-12")
    assert Period.month("2022-12").stepped(1) == Period.month("2023-01")
    assert Period("2022-09-05", "2022-10-03").stepped(1) == Period.month("2022-10")


def test_spans_that_people_name():
    assert Period.span_of("2022-08-15", 3) == Period("2022-07-01", "2022-09-30")
    assert [Period.span_of("2022-08-15", n).label for n in (1, 3, 6, 12)] == ["2022年8月", "2022年第三季度", "2022年下半年",
                                                                          "2022年"]
    assert [Period.span_of("2022-08-15", n).months for n in (1, 3, 6, 12)] == [1, 3, 6, 12]
    assert Period("2022-09-05", "2022-10-03").months == 0
    assert Period.span_of("2022-02-01", 3).moved(-1).label == "2021年第四季度"


def test_figures_count_up_to_today_while_a_period_lasts():
    clock.pretend(date(2022, 10, 8))
    assert Period.month("2022-09").cut_off == "2022-09-30" and Period.span_of("2022-10-01", 12).cut_off == "2022-10-08"
    assert Period.month("2022-11").cut_off == "2022-11-01"
