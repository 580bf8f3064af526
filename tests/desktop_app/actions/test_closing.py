"""Closing a month: frozen as reported, refused when a sum fails, later changes with both numbers."""

from datetime import date

import pytest

from db import clock
from db import closing as kept
from db.errors import KnownError
from db.items import COMMITTEE, CORRECTION, PUBLICITY
from desktop_app.actions import closing, monthly, records
from desktop_app.actions.period import Period
from tests.conftest import saved


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 30))
    return session


def told(session):
    return {(c.key, c.reported, c.now, c.kind) for c in closing.corrections(session, "2022-09")}


def test_a_month_is_closed_once_and_not_before_it_is_over(session):
    with pytest.raises(KnownError, match="还没有过完"):
        closing.close_month(session, "2022-10")
    closing.close_month(session, "2022-09")
    assert kept.is_closed(session.store, "2022-09")
    with pytest.raises(KnownError, match="已经结账了"):
        closing.close_month(session, "2022-09")


def test_a_sum_that_fails_is_named_with_its_numbers(session):
    saved(session, CORRECTION, name="乙某", reported_on="2022-09-01")  # no category
    with pytest.raises(KnownError, match="在矫分类对不上.*管制 0 .*在矫 1"):
        closing.close_month(session, "2022-09")
    assert not kept.is_closed(session.store, "2022-09")


def test_what_comes_late_and_what_is_corrected_show_both_numbers(session):
    first = saved(session, PUBLICITY, title="送法", event_on="2022-09-05", leaflet_n=100)
    closing.close_month(session, "2022-09")
    assert told(session) == set()
    records.save(session, PUBLICITY, first | {"leaflet_n": 80})
    assert told(session) == {("publicity_leaflets", 100, 80, "更正")}
    saved(session, PUBLICITY, title="讲座", event_on="2022-09-06", leaflet_n=50)
    assert told(session) == {("publicity", 1, 2, "补报"), ("publicity_leaflets", 100, 130, "补报")}
    (line,) = [c for c in closing.corrections(session, "2022-09") if c.key == "publicity"]
    assert line.text == "法治宣传活动：原报 1，现 2 次（补报）"


def test_a_later_month_changes_nothing(session):
    closing.close_month(session, "2022-09")
    clock.pretend(date(2022, 10, 20))
    assert not saved(session, PUBLICITY, title="送法", event_on="2022-10-05")["late_entry"]
    assert told(session) == set()


def test_a_closing_can_be_taken_back_and_made_anew(session):
    closing.close_month(session, "2022-09")
    closing.reopen(session, "2022-09")
    assert not kept.is_closed(session.store, "2022-09") and kept.snapshot(session.store, "2022-09") is None
    saved(session, PUBLICITY, title="送法", event_on="2022-09-05")
    closing.close_month(session, "2022-09")
    assert kept.snapshot(session.store, "2022-09")[2]["publicity"] == 1 and told(session) == set()


def test_what_came_late_for_an_earlier_month_makes_no_late_entry_of_a_later_one(session):
    clock.pretend(date(2022, 8, 31))
    first = saved(session, CORRECTION, name="乙某", category="02", reported_on="2022-08-01")
    closing.close_month(session, "2022-08")
    saved(session, CORRECTION, name="丙某", category="02", reported_on="2022-08-02", event_on="2022-08-02")
    assert {c.kind for c in closing.corrections(session, "2022-08")} == {"补报"}
    clock.pretend(date(2022, 9, 30))
    closing.close_month(session, "2022-09")
    records.save(session, CORRECTION, first | {"category": "03"})
    assert ("correction_03", 0, 1, "更正") in told(session)
    both = closing.corrections_within(session, Period("2022-07-01", "2022-09-30"))
    assert {c.month for c in both} == {"2022-08", "2022-09"}


def test_the_sum_of_the_year_is_kept_and_told_when_an_earlier_month_moves_it(session):
    saved(session, PUBLICITY, title="送法", event_on="2022-08-05", leaflet_n=10)
    closing.close_month(session, "2022-09")
    frozen = kept.snapshot(session.store, "2022-09")[2]
    assert (frozen["publicity"], frozen["publicity:year"], frozen["correction"]) == (0, 1, 0)
    assert "correction:year" not in frozen  # what is there at the end is no sum
    clock.pretend(date(2022, 10, 9))
    late = saved(session, PUBLICITY, title="讲座", event_on="2022-08-06", leaflet_n=0)
    (line,) = closing.corrections(session, "2022-09")
    assert line.text == "法治宣传活动（本年累计）：原报 1，现 2 次（补报）" and not late["late_entry"]
    saved(session, PUBLICITY, title="讲座", event_on="2022-09-06", leaflet_n=0)
    assert {(c.column, c.reported, c.now) for c in closing.corrections(session, "2022-09")} == {
        ("month", 0, 1), ("year", 1, 3)}


def test_over_several_months_the_sum_of_the_year_is_told_once(session):
    for month in ("2022-07", "2022-08", "2022-09"):
        closing.close_month(session, month)
    clock.pretend(date(2022, 10, 9))
    saved(session, PUBLICITY, title="讲座", event_on="2022-06-06", leaflet_n=0)  # of an open month
    assert [(c.month, c.column) for c in closing.corrections_within(session, Period("2022-07-01", "2022-09-30"))] == [
        ("2022-09", "year")]
    assert [c.column for c in closing.corrections(session, "2022-08")] == ["year"]


def test_a_roster_row_that_comes_later_is_no_correction(session):
    closing.close_month(session, "2022-09")
    clock.pretend(date(2022, 10, 9))
    committees = session.store.rows("SELECT count(*) FROM committee WHERE kind = 'village'")[0][0]
    saved(session, COMMITTEE, name="新村调委会", kind="village", set_on="2022-09-01")
    assert told(session) == {("committee_village", committees, committees + 1, "补报")}


def test_the_workbook_tells_both_figures(session):
    closing.close_month(session, "2022-09")
    saved(session, PUBLICITY, title="送法", event_on="2022-09-05")
    told = {(check.kind, check.state, check.text) for check in monthly.checks(session, Period.month("2022-09"))}
    assert ("补报", "2022年9月", "法治宣传活动：原报 0，现 1 次（补报）") in told
