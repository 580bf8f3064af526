"""What is due: own dates, registers, frequencies by level, villages; and who is named where."""

from datetime import date

import pytest

from db import clock, repository
from db.items import (
    BY_KEY,
    CORRECTION,
    LAW_PERSON,
    LEGAL_AID,
    LEGAL_REVIEW,
    RESETTLEMENT,
    SCREENING,
    VILLAGE,
)
from desktop_app.actions import deadlines, persons, records, tabs, todo

FAR = "2099-01-01"


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 15))
    return session


def saved(session, item, **said):
    return records.save(session, item, records.new(session, item, **said)).record


def due(session, item, record):
    return [(one.on, one.what) for one in deadlines.deadlines_of(session, item, record)]


def entry(session, key, subject, **said):
    return saved(session, BY_KEY[key], subject=subject["uid"], **said)


class TestCorrection:
    def test_who_has_not_come_must_report_in(self, session):
        assert due(session, CORRECTION, saved(session, CORRECTION, name="乙某", doc_eff_on="2022-09-08")) == [
            ("2022-09-18", "报到期限")]

    @pytest.mark.parametrize(("level", "report", "visit"), [
        ("strict", "2022-09-08", "2022-10-01"), ("normal", "2022-10-01", "2022-11-30")])
    def test_reports_and_visits_by_level_from_the_day_of_reception(self, session, level, report, visit):
        file = saved(session, CORRECTION, name="乙某", reported_on="2022-09-01", level=level)
        assert due(session, CORRECTION, file) == [(report, "应报告"), (visit, "应走访")]

    def test_a_report_moves_the_next_one(self, session):
        file = saved(session, CORRECTION, name="乙某", reported_on="2022-08-01", level="strict")
        entry(session, "correction_report", file, event_on="2022-09-14")
        assert ("2022-09-21", "应报告") in due(session, CORRECTION, file)

    def test_the_term_comes_to_its_end(self, session):
        file = saved(session, CORRECTION, name="乙某", reported_on="2021-10-01", level="normal", term_to="2022-10-01")
        assert {("2022-09-01", "期满前个人总结和鉴定"), ("2022-10-01", "矫正期满，办解除")} <= set(
            due(session, CORRECTION, file))

    def test_a_leave_until_it_is_reported_back(self, session):
        file = saved(session, CORRECTION, name="乙某", reported_on="2022-09-01", level="normal")
        leave = entry(session, "correction_leave", file, leave_from="2022-09-10", leave_to="2022-09-14", destination="烟台")
        assert leave["days"] == 5
        assert ("2022-09-14", "外出返回销假") in due(session, CORRECTION, file)
        records.save(session, BY_KEY["correction_leave"], leave | {"back_on": "2022-09-14"})
        assert ("2022-09-14", "外出返回销假") not in due(session, CORRECTION, file)

    def test_who_is_released_owes_nothing(self, session):
        file = saved(session, CORRECTION, name="乙某", reported_on="2021-09-01", level="strict", term_to="2022-09-01",
                     end_kind="expired", end_on="2022-09-01")
        assert due(session, CORRECTION, file) == []

    def test_an_office_has_its_own_limits(self, session):
        session.store.settings.set("limits", {"cc_report_normal_days": 7})
        file = saved(session, CORRECTION, name="乙某", reported_on="2022-09-01", level="normal")
        assert ("2022-09-08", "应报告") in due(session, CORRECTION, file)


def test_key_persons_are_visited_more_often(session):
    for risk, day in (("01", "2022-10-01"), ("02", "2022-11-30")):
        person = saved(session, RESETTLEMENT, name="丙某", risk=risk, release_on="2022-09-01", join_on="2022-09-01",
                       agreement_on="2022-09-02")
        assert (day, "应走访") in due(session, RESETTLEMENT, person)


class TestToday:
    def names(self, session, until=FAR):
        return [(w.called, w.due.what) for w in deadlines.all_waiting(session, until)]

    def test_persons_of_locked_tabs_are_numbers_only(self, session):
        saved(session, CORRECTION, name="乙某", doc_eff_on="2022-09-08")
        assert self.names(session) == [("社区矫正对象 SJ-2022-0001", "报到期限")]
        assert all("乙某" not in item.what for item in todo.todo_list(session))

    def test_others_by_name_and_only_as_far_as_asked(self, session):
        saved(session, LEGAL_AID, name="甲某", precheck="pass")
        saved(session, LEGAL_REVIEW, title="某合同", kind="contract", submit_on="2022-09-15")
        assert self.names(session) == [("甲某", "法援材料转交"), ("某合同", "出具审查意见")]
        assert self.names(session, "2022-09-16") == [("甲某", "法援材料转交")]

    def test_what_is_done_is_no_longer_there(self, session):
        aid = saved(session, LEGAL_AID, name="甲某", precheck="pass")
        records.save(session, LEGAL_AID, aid | {"sent_on": "2022-09-15", "sent_to": "法援中心", "result": "granted"})
        assert self.names(session) == []

    def test_a_tab_that_is_off_brings_nothing(self, session):
        saved(session, LEGAL_AID, name="甲某", precheck="pass")
        tabs.save(session, {"legal_aid": False})
        assert self.names(session) == []

    def test_villages_in_one_line_once_there_is_something_to_compare(self, session):
        villages = [repository.add(session.store, VILLAGE, {"name": name}, "某人")["uid"] for name in ("东村", "西村")]
        assert self.names(session) == []
        saved(session, SCREENING, village=villages[0])
        saved(session, LAW_PERSON, village=villages[0], name="丁某")
        assert self.names(session) == [("", "1 个村 30 天内没有排查"), ("", "2 个村的法律明白人不足 3 人")]


def test_the_timeline_has_entries_and_milestones_newest_first(session):
    file = saved(session, CORRECTION, name="乙某", doc_eff_on="2022-08-20", reported_on="2022-08-25")
    entry(session, "correction_report", file, event_on="2022-09-10", channel="phone", content="在家\n务农")
    assert [(e.on, e.word, e.text, bool(e.uid)) for e in persons.timeline(session, CORRECTION, file)] == [
        ("2022-09-10", "报告", "电话　在家　务农", True), ("2022-08-25", "报到", "", False),
        ("2022-08-20", "文书生效", "", False)]


def test_a_state_follows_the_calendar(session):
    person = saved(session, RESETTLEMENT, name="丙某", release_on="2017-09-20", join_on="2017-09-20")
    assert person["status"] == "helping" and persons.refresh_states(session, RESETTLEMENT) == 0
    clock.pretend(date(2022, 9, 21))
    assert persons.refresh_states(session, RESETTLEMENT) == 1
    assert repository.get(session.store, RESETTLEMENT, person["uid"])["status"] == "finished"
    assert repository.history(session.store, RESETTLEMENT, person["uid"])[-1].action == "mark"
