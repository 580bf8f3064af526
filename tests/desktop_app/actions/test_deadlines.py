"""What is due for persons and records: own dates, registers, frequencies; and what 今日 is told of it."""

from datetime import date

import pytest

from db import clock, repository
from db.items import (
    BY_KEY,
    COMMITTEE,
    CORRECTION,
    COUNSEL,
    COUNSEL_SERVICE,
    ITEMS,
    LAW_PERSON,
    LEGAL_AID,
    LEGAL_REVIEW,
    RESETTLEMENT,
    SCREENING,
    SUIT,
    VILLAGE,
)
from db.items.kinds import Item
from desktop_app.actions import deadlines, records, settings, tabs, todo
from tests.conftest import saved

HORIZON = "2022-10-05"


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 28))
    return session


def served(session, **said):
    """A person under correction who reported in on 1 September."""
    return saved(session, CORRECTION, **{"name": "乙某", "doc_eff_on": "2022-08-30", "reported_on": "2022-09-01",
                                         "term_to": "2024-08-30", "level": "strict"} | said)


def helped(session, **said):
    """A released person who was joined on 1 July and has signed."""
    return saved(session, RESETTLEMENT, **{"name": "丙某", "release_on": "2022-07-01", "join_on": "2022-07-01",
                                           "agreement_on": "2022-07-02", "risk": "02"} | said)


def entry(session, key, person, **said):
    return saved(session, BY_KEY[key], subject=person["uid"], **said)


def dues(session, item, record):
    return [(due.on, due.what) for due in deadlines.deadlines_of(session, item, record)]


def lines(session):
    return [(w.due.on, w.called, w.due.what) for w in deadlines.all_waiting(session, HORIZON)]


def test_every_item_that_can_demand_something_is_looked_through():
    nothing = Item.__dataclass_fields__["dues"].default
    assert {item.key for item in ITEMS if item.dues is not nothing} == set(deadlines.MAY_DEMAND)


@pytest.mark.parametrize(("level", "report", "visit"), [
    ("strict", "2022-09-08", "2022-10-01"), ("normal", "2022-10-01", "2022-11-30"),
    ("loose", "2022-10-01", "2022-11-30")])
def test_reports_and_visits_by_level_are_counted_from_reporting_in(session, level, report, visit):
    found = dues(session, CORRECTION, served(session, level=level))
    assert found[:2] == [(report, "应报告"), (visit, "应走访")]
    assert ("2024-08-30", "矫正期满，办解除") in found and found == sorted(found)


def test_the_next_report_is_counted_from_the_last_one(session):
    person = served(session)
    entry(session, "correction_report", person, event_on="2022-09-22")
    gone = entry(session, "correction_report", person, event_on="2022-09-26")
    repository.delete(session.store, BY_KEY["correction_report"], gone["uid"], session.who)
    assert ("2022-09-29", "应报告") in dues(session, CORRECTION, person)


def test_the_office_may_set_other_intervals(session):
    settings.save_limits(session.store, {"cc_report_strict_days": 10, "ab_visit_general_days": 60})
    assert ("2022-09-11", "应报告") in dues(session, CORRECTION, served(session))
    assert ("2022-08-30", "应走访") in dues(session, RESETTLEMENT, helped(session))


@pytest.mark.parametrize(("risk", "on"), [("01", "2022-07-31"), ("02", "2022-09-29")])
def test_released_persons_are_visited_by_their_class(session, risk, on):
    person = helped(session, risk=risk)
    assert dues(session, RESETTLEMENT, person)[0] == (on, "应走访")
    entry(session, "resettlement_visit", person, event_on="2022-09-27")
    assert dues(session, RESETTLEMENT, person)[0][0] > HORIZON


def test_who_has_not_come_yet_owes_only_the_coming(session):
    assert dues(session, CORRECTION, served(session, reported_on=None)) == [("2022-09-09", "报到期限")]
    assert dues(session, RESETTLEMENT, helped(session, join_on=None)) == [("2022-07-06", "落实衔接")]


@pytest.mark.parametrize("end", [{"end_kind": "expired", "end_on": "2022-09-20"},
                                 {"end_kind": "move_out", "end_on": "2022-09-28"}])
def test_a_file_that_has_ended_demands_nothing(session, end):
    person = served(session, **end)
    entry(session, "correction_leave", person, leave_from="2022-09-10", leave_to="2022-09-12")
    assert dues(session, CORRECTION, person) == [] and lines(session) == []


def test_a_term_that_ran_out_over_night_demands_nothing_either(session):
    """The stored state is of the day of the save."""
    person = helped(session, release_on="2017-09-30", join_on="2017-09-30", agreement_on="2017-09-30")
    assert person["status"] == "helping" and lines(session) != []
    clock.pretend(date(2022, 9, 30))
    assert dues(session, RESETTLEMENT, person) == [] and lines(session) == []


def test_registers_demand_until_they_are_answered(session):
    person = served(session)
    leave = entry(session, "correction_leave", person, leave_from="2022-09-20", leave_to="2022-09-25")
    entry(session, "correction_locator", person, event_on="2022-09-01", until_on="2022-10-10")
    entry(session, "correction_missing", person, event_on="2022-09-27")
    found = dues(session, CORRECTION, person)
    assert {("2022-09-25", "外出返回销假"), ("2022-09-25", "电子定位快到期"), ("2022-09-27", "脱管漏管，立即查找")} <= set(found)
    records.save(session, BY_KEY["correction_leave"], leave | {"back_on": "2022-09-25"})
    assert ("2022-09-25", "外出返回销假") not in dues(session, CORRECTION, person)


def test_an_appointment_is_kept_by_the_next_visit(session):
    person = helped(session)
    entry(session, "resettlement_visit", person, event_on="2022-08-01", next_on="2022-09-01")
    assert dues(session, RESETTLEMENT, person)[0] == ("2022-09-01", "约好的下次走访")
    entry(session, "resettlement_visit", person, event_on="2022-09-03", next_on="2022-10-03")
    assert [due for due in dues(session, RESETTLEMENT, person) if "约好" in due[1]] == [("2022-10-03", "约好的下次走访")]


def test_all_of_them_together_are_what_each_of_them_says(session):
    people = [(CORRECTION, served(session, level=level)) for level in ("strict", "normal", "loose")]
    people += [(RESETTLEMENT, helped(session, risk=risk)) for risk in ("01", "02")]
    for n, (item, person) in enumerate(people):
        for register in ("report", "visit", "leave") if item is CORRECTION else ("visit", "help"):
            entry(session, f"{item.key}_{register}", person, event_on=f"2022-08-{10 + n:02d}",
                  **({"leave_to": "2022-09-20"} if register == "leave" else {}))
    one_by_one = sorted((due.on, records.called(item, person), due.what) for item, person in people
                        for due in deadlines.deadlines_of(session, item, person) if due.on <= HORIZON)
    assert len(one_by_one) > 5 and sorted(lines(session)) == one_by_one


def test_other_items_tell_what_they_wait_for(session):
    saved(session, LEGAL_AID, name="甲某", event_on="2022-09-20")
    saved(session, LEGAL_REVIEW, title="某合同", kind="contract", event_on="2022-09-20", submit_on="2022-09-20")
    saved(session, SUIT, plaintiff="某人", event_on="2022-09-30")
    saved(session, SCREENING, items=[{"summary": "争地界", "due_on": "2022-09-29", "state": "mediating"}])
    saved(session, COUNSEL, name="郑某", contract_to="2022-10-20")
    committee = repository.records(session.store, COMMITTEE)[0]
    repository.save(session.store, COMMITTEE, committee | {"term_to": "2022-12-01"}, session.who)
    told = {what for _, _, what in lines(session)}
    assert {"出具审查意见", "行政诉讼开庭，负责人出庭", "排查出的纠纷化解到期", "法律顾问合同快到期",
            "调委会快要换届"} <= told
    assert any("法援" in what or "转" in what for what in told)


def test_what_is_far_away_deleted_or_done_is_not_told(session):
    saved(session, SUIT, plaintiff="某人", event_on="2022-11-30")
    saved(session, SUIT, plaintiff="某人", event_on="2022-09-30", head_attended=True)
    gone = saved(session, SUIT, plaintiff="某人", event_on="2022-09-30")
    records.delete(session, SUIT, [gone["uid"]])
    assert lines(session) == []


def test_persons_are_numbers_never_names(session):
    served(session), served(session, name="丁某", juvenile=True), helped(session)
    session.unlocked = True
    told = lines(session)
    assert {called for _, called, _ in told} == {"社区矫正对象 SJ-2022-0001", "社区矫正对象 SJ-2022-0002",
                                                 "安置帮教对象 AB-2022-0001"}
    assert not any(name in " ".join(line) for line in told for name in ("乙某", "丙某", "丁某"))


def test_the_sentence_of_today_and_where_it_leads(session):
    person = served(session)
    found = [item for item in todo.todo_list(session) if item.item == "correction"]
    assert found[0].what == "社区矫正对象 SJ-2022-0001：应报告"
    assert (found[0].uid, found[0].path, found[0].due) == (person["uid"], ("correction_report",), date(2022, 9, 8))
    assert found[0].who == session.me and "各地自定" in found[0].basis


def test_a_tab_that_is_not_shown_tells_nothing(session):
    served(session), helped(session)
    tabs.save(session, {"correction": False})
    assert {item.item for item in todo.todo_list(session)} == {"resettlement"}
    session.store.settings.set("office", session.office | {"desk": "village"})
    assert todo.todo_list(session) == []


@pytest.fixture
def villages(session):
    return [saved(session, VILLAGE, name=f"{name}村")["uid"] for name in ("东", "西", "南")] + [
        saved(session, VILLAGE, name="撤了的村", closed=True)["uid"]]


def test_neglected_villages_are_one_line_each_kind(session, villages):
    assert lines(session) == []  # nothing of the kind was ever entered: kept elsewhere
    saved(session, COUNSEL_SERVICE, village=villages[0], event_on="2022-09-27", opinion_n=1)
    saved(session, COUNSEL_SERVICE, village=villages[1], event_on="2022-08-20", opinion_n=1)
    saved(session, SCREENING, village=villages[2], event_on="2022-09-01")
    for n in range(3):
        saved(session, LAW_PERSON, village=villages[0], name=f"甲{n}")
    saved(session, LAW_PERSON, village=villages[1], name="乙")
    assert lines(session) == [
        ("2022-09-28", "", "2 个村 30 天内没有法律顾问到村"), ("2022-09-28", "", "2 个村 30 天内没有排查"),
        ("2022-09-28", "", "2 个村的法律明白人不足 3 人")]
    found = [item for item in todo.todo_list(session) if not item.uid]
    assert [(item.item, item.what) for item in found] == [
        ("counsel_service", "2 个村 30 天内没有法律顾问到村"), ("screening", "2 个村 30 天内没有排查"),
        ("law_person", "2 个村的法律明白人不足 3 人")]
