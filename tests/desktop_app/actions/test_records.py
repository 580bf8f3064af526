"""Work items other than the case: begin, save, delete, undo, what follows, and what comes next."""

from datetime import date

import pytest

from db import clock, drafts, repository
from db.errors import Conflict, KnownError
from db.items import (
    BY_KEY,
    CASE,
    COMMITTEE,
    CONSULTATION,
    CORRECTION,
    COUNSEL_SERVICE,
    ITEMS,
    LEGAL_AID,
    LEGAL_REVIEW,
    PUBLICITY,
    RESETTLEMENT,
    REVIEW_INTAKE,
    SCREENING,
    VILLAGE,
    WORK,
)
from db.items.kinds import Gate, Kind
from desktop_app.actions import records
from tests.conftest import saved

SMALLEST = {  # what 存 asks of each item
    "screening": {}, "consultation": {"summary": "问工资"}, "review_intake": {"name": "甲某"},
    "legal_aid": {"name": "甲某"}, "correction": {"name": "乙某"}, "resettlement": {"name": "丙某"},
    "publicity": {"title": "送法下乡"}, "counsel_service": {"opinion_n": 1}, "enterprise_check": {"enterprise": "某厂"},
    "legal_review": {"title": "某合同"}, "supervision": {"target": "某中队"}, "suit": {"plaintiff": "某人"},
    "video_visit": {"inmate": "某人"}}


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 15))
    return session


@pytest.mark.parametrize("item", WORK, ids=lambda item: item.key)
def test_every_item_is_saved_with_little_and_gets_its_number(session, item):
    record = saved(session, item, **SMALLEST[item.key])
    assert record["record_no"] == f"{item.letters}-2022-0001"
    assert saved(session, item, **SMALLEST[item.key])["record_no"] == f"{item.letters}-2022-0002"
    assert record["event_on"] == "2022-09-15" and not record["late_entry"]
    assert repository.find(session.store, item, repository.Filter(text=record["record_no"])) != []


@pytest.mark.parametrize("item", [item for item in WORK if any(f.need & Gate.SAVE for f in item)], ids=lambda i: i.key)
def test_what_says_nothing_is_not_saved_and_costs_no_number(session, item):
    with pytest.raises(KnownError, match="还不能保存，还差"):
        records.save(session, item, records.new(session, item))
    assert session.store.rows("SELECT count(*) FROM number") == [(0,)]


def test_a_number_is_kept_through_change_deletion_and_restoration_and_never_given_again(session):
    record = saved(session, CONSULTATION, summary="问工资")
    changed = records.save(session, CONSULTATION, record | {"answer": "去劳动监察"}).record
    assert changed["record_no"] == record["record_no"] and changed["revision"] == 2
    records.delete(session, CONSULTATION, [record["uid"]])
    assert saved(session, CONSULTATION, summary="问别的")["record_no"] == "ZX-2022-0002"
    repository.restore(session.store, CONSULTATION, record["uid"], "某人")
    assert repository.get(session.store, CONSULTATION, record["uid"])["record_no"] == "ZX-2022-0001"


def test_undo_takes_back_the_last_deeds_one_by_one_across_items(session):
    first = saved(session, CONSULTATION, summary="问工资")
    records.save(session, CONSULTATION, first | {"answer": "去劳动监察"})
    records.delete(session, CONSULTATION, [first["uid"]])
    saved(session, PUBLICITY, title="送法下乡")
    assert records.undo_last(session) == "已撤销登记：送法下乡（在回收站）"
    assert records.undo_last(session) == "已恢复：问工资"
    assert records.undo_last(session) == "已撤销修改：问工资"
    assert repository.get(session.store, CONSULTATION, first["uid"])["answer"] is None
    assert records.undo_last(session) == "已撤销登记：问工资（在回收站）"
    assert records.undo_last(session) == "没有可以撤销的操作"


def test_a_change_over_a_newer_one_is_a_conflict_and_loses_nothing(session):
    record = saved(session, CONSULTATION, summary="问工资")
    records.save(session, CONSULTATION, record | {"answer": "甲"})
    with pytest.raises(Conflict):
        records.save(session, CONSULTATION, record | {"answer": "乙"})
    assert repository.get(session.store, CONSULTATION, record["uid"])["answer"] == "甲"


def test_the_last_choices_are_the_next_beginnings_but_today_is_today(session):
    village = repository.add(session.store, VILLAGE, {"name": "东村"}, "某人")["uid"]
    saved(session, COUNSEL_SERVICE, village=village, mode="remote", opinion_n=1)
    following = records.new(session, COUNSEL_SERVICE)
    assert (following["village"], following["mode"], following["opinion_n"]) == (village, "remote", None)
    clock.pretend(date(2022, 9, 16))
    assert records.new(session, COUNSEL_SERVICE)["event_on"] == "2022-09-16"


def test_a_draft_is_forgotten_once_its_record_is_saved(session):
    record = records.new(session, CONSULTATION, summary="问工资") | {"draft": "abc"}
    drafts.keep(session.store, CONSULTATION, record, "某人")
    assert [item.key for item, _ in records.with_drafts(session)] == ["consultation"]
    records.save(session, CONSULTATION, record)
    assert records.with_drafts(session) == []


def test_a_draft_says_in_a_few_words_what_it_changes(session):
    record = saved(session, CONSULTATION, summary="问工资")
    drafts.keep(session.store, CONSULTATION, record | {"answer": "去劳动监察", "outcome": "court"}, "某人")
    (draft,) = drafts.waiting(session.store, CONSULTATION)
    assert records.compare_draft(session, draft) == "改过：答复、去向"


def test_two_villages_of_one_name_are_refused(session):
    saved(session, VILLAGE, name="东村")
    with pytest.raises(KnownError, match="已经有“东村”了"):
        saved(session, VILLAGE, name="东村")


def test_the_last_committee_and_the_person_entering_stay(session):
    (committee,) = repository.records(session.store, COMMITTEE)
    with pytest.raises(KnownError, match="至少要留一个调委会"):
        records.delete(session, COMMITTEE, [committee["uid"]])
    with pytest.raises(KnownError, match="录入人"):
        records.delete(session, BY_KEY["mediator"], [session.me])


def test_entries_of_a_closed_month_are_flagged_and_never_refused(session):
    session.store.db.execute_sql("INSERT INTO closed_month (month, at, who, figures) VALUES ('2022-08', '', '', '{}')")
    late = records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="送法", event_on="2022-08-20"))
    assert late.record["late_entry"] is True and "补录" in late.message
    assert not saved(session, PUBLICITY, title="送法", event_on="2022-09-02")["late_entry"]


class TestWhatFollows:
    def test_an_identity_card_says_sex_and_birth(self, session):
        record = saved(session, LEGAL_AID, name="甲某", id_no="11010519491231002X")
        assert (record["sex"], record["birth"], record["id_type"]) == ("2", "1949-12-31", "id_card")

    def test_sixty_days_to_apply_for_review(self, session):
        assert saved(session, REVIEW_INTAKE, name="甲某", known_on="2022-08-01")["deadline"] == "2022-09-30"

    def test_ten_days_to_report_in_and_the_state_of_a_file(self, session):
        waiting = saved(session, CORRECTION, name="乙某", doc_eff_on="2022-09-10")
        assert (waiting["report_due_on"], waiting["status"]) == ("2022-09-20", "waiting")
        serving = records.save(session, CORRECTION, waiting | {"reported_on": "2022-09-12"}).record
        assert (serving["status"], serving["event_on"]) == ("serving", "2022-09-12")
        released = records.save(session, CORRECTION, serving | {"end_on": "2022-09-14", "end_kind": "expired"}).record
        assert released["status"] == "released"

    @pytest.mark.parametrize(("source", "years", "until"), [
        ("released", 5, "2027-03-01"), ("corrected", 3, "2025-03-01")])
    def test_years_of_help_depend_on_where_somebody_came_from(self, session, source, years, until):
        record = saved(session, RESETTLEMENT, name="丙某", source=source, release_on="2022-03-01", join_on="2022-03-01")
        assert (record["period_years"], record["period_to"], record["status"]) == (years, until, "helping")

    def test_working_days_skip_the_weekend(self, session):
        record = saved(session, LEGAL_REVIEW, title="某合同", kind="contract", submit_on="2022-09-15")  # a Thursday
        assert record["due_on"] == "2022-09-22"

    def test_a_screening_without_numbers_is_a_zero_report(self, session):
        assert saved(session, SCREENING)["found_n"] == 0
        two = saved(session, SCREENING, items=[{"kind": "02", "summary": "界址", "state": "settled"},
                                               {"kind": "05", "summary": "打架", "state": "mediating"}, {}])
        assert (two["found_n"], two["settled_n"], len(two["items"])) == (2, 1, 2)


class TestWhatComesNext:
    @pytest.mark.parametrize(("outcome", "item"), [("aid", LEGAL_AID), ("review", REVIEW_INTAKE), ("mediation", CASE)])
    def test_a_consultation_opens_the_next_record_filled_in_and_stays_linked(self, session, outcome, item):
        asked = saved(session, CONSULTATION, name="甲某", phone="13806310005", summary="工资拖欠", outcome=outcome)
        onward = records.onward(session, CONSULTATION, asked)
        assert onward.item is item and onward.record["origin"] == asked["uid"]
        if item is CASE:
            first = onward.record["parties"][0]
            assert (first["name"], first["phone"], onward.record["summary"]) == ("甲某", "13806310005", "工资拖欠")
            from desktop_app.actions import cases

            made = cases.save_case(session, onward.record).record
        else:
            assert (onward.record["name"], onward.record["facts"]) == ("甲某", "工资拖欠")
            made = records.save(session, item, onward.record).record
        assert records.onward(session, CONSULTATION, asked) is None
        assert [(key, uid) for _, key, uid in records.links(session, CONSULTATION, asked)] == [(item.key, made["uid"])]
        assert [(key, uid) for _, key, uid in records.links(session, item, made)] == [("consultation", asked["uid"])]

    def test_an_answer_on_the_spot_leads_nowhere(self, session):
        assert records.onward(session, CONSULTATION, saved(session, CONSULTATION, summary="问", outcome="answered")) is None

    def test_who_is_released_from_correction_goes_on_to_resettlement(self, session):
        file = saved(session, CORRECTION, name="乙某", juvenile=True, reported_on="2021-09-01", crime="盗窃",
                     end_kind="expired", end_on="2022-09-14")
        onward = records.onward(session, CORRECTION, file)
        assert onward.item is RESETTLEMENT
        assert {key: onward.record[key] for key in ("name", "source", "release_on", "juvenile", "crime")} == {
            "name": "乙某", "source": "corrected", "release_on": "2022-09-14", "juvenile": True, "crime": "盗窃"}
        records.save(session, RESETTLEMENT, onward.record)
        assert records.onward(session, CORRECTION, file) is None

    def test_who_is_taken_to_prison_does_not(self, session):
        file = saved(session, CORRECTION, name="乙某", reported_on="2021-09-01", end_kind="imprison", end_on="2022-09-14")
        assert records.onward(session, CORRECTION, file) is None


def test_persons_of_locked_tabs_are_only_numbers_elsewhere(session):
    file = saved(session, CORRECTION, name="乙某")
    assert records.called(CORRECTION, file) == "社区矫正对象 SJ-2022-0001"
    assert records.called(CORRECTION, file, outside=False) == "乙某"
    assert "乙某" not in records.save(session, CORRECTION, file | {"phone": "13806310005"}).message


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_the_short_form_asks_declared_fields_that_can_be_changed(item):
    assert all(item.fields[key].editable for key in item.quick)
    assert set(item.start) <= set(item.fields)
    wanted = {f.key for f in item if f.need & Gate.SAVE and f.editable and f.kind is not Kind.ROWS}
    assert not item.quick or item is CASE or wanted <= set(item.quick)
