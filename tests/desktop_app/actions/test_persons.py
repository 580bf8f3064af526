"""What a person's page says: the timeline, deadlines in a word, states of today, 销假, the link to 安置帮教."""

from datetime import date

import pytest

from db import clock, repository
from db.items import BY_KEY, CORRECTION, RESETTLEMENT
from db.items.kinds import Due
from desktop_app.actions import deadlines, persons, records
from tests.conftest import saved

LEAVE = BY_KEY["correction_leave"]


@pytest.fixture(autouse=True)
def september_15():
    clock.pretend(date(2022, 9, 15))


@pytest.fixture
def file(session):
    return saved(session, CORRECTION, name="乙某", category="02", doc_eff_on="2022-05-25", reported_on="2022-06-01",
                 recv_mode="01", level="normal", term_from="2022-06-01", term_to="2023-05-31")


def test_the_timeline_holds_the_file_and_its_registers_newest_first(session, file):
    report = saved(session, BY_KEY["correction_report"], subject=file["uid"], event_on="2022-08-02", channel="phone",
                   content="在家\n没有外出")
    saved(session, BY_KEY["correction_service"], subject=file["uid"], event_on="2022-07-02", work="扫街", minutes=90)
    saved(session, BY_KEY["correction_report"], subject=saved(session, CORRECTION, name="丙某")["uid"])
    told = [(event.on, event.word, event.text) for event in persons.timeline(session, CORRECTION, file)]
    assert told == [("2022-08-02", "报告", "电话　在家　没有外出"), ("2022-07-02", "公益", "扫街　90 分钟"),
                    ("2022-06-01", "报到", "自行报到"), ("2022-05-25", "文书生效", "")]
    first, *_, last = persons.timeline(session, CORRECTION, file)
    assert (first.item_key, first.uid, first.field) == ("correction_report", report["uid"], "")
    assert (last.item_key, last.uid, last.field) == ("", "", "doc_eff_on")


def test_a_term_stands_in_the_timeline_once_it_is_over(session, file):
    ended = file | {"term_to": "2022-09-14", "end_on": "2022-09-15", "end_kind": "expired"}
    assert [(event.word, event.text) for event in persons.timeline(session, CORRECTION, ended)][:2] == [
        ("结束", "期满解除"), ("期满", "")]


def test_money_and_days_of_an_entry_in_words(session):
    given = {"kind": None, "org": "县民政局", "amount": 1234567, "content": "临时救助"}
    assert persons.brief(BY_KEY["resettlement_help"], given) == "县民政局　12,345.67 元　临时救助"
    assert persons.brief(BY_KEY["resettlement_help"], given | {"amount": 50000}) == "县民政局　500 元　临时救助"
    assert persons.brief(LEAVE, {"destination": "烟台", "leave_to": "2022-09-14"}) == "烟台　外出止 9月14日"


def test_every_deadline_has_a_word_short_enough_for_a_list(session, file):
    saved(session, LEAVE, subject=file["uid"], leave_from="2022-09-10", leave_to="2022-09-14")
    saved(session, BY_KEY["correction_locator"], subject=file["uid"], until_on="2022-09-20")
    saved(session, BY_KEY["correction_missing"], subject=file["uid"])
    ban = records.save(session, CORRECTION, file | {"ban": True, "ban_to": "2022-10-01"}).record
    helped = saved(session, RESETTLEMENT, name="丁某", release_on="2022-08-01", join_on="2022-08-02", risk="01")
    saved(session, BY_KEY["resettlement_visit"], subject=helped["uid"], next_on="2022-09-20")
    waiting = [saved(session, CORRECTION, name="戊某", doc_eff_on="2022-09-10"),
               saved(session, RESETTLEMENT, name="己某", release_on="2022-09-10")]
    dues = [due for item, record in ((CORRECTION, ban), (RESETTLEMENT, helped), (CORRECTION, waiting[0]),
                                     (RESETTLEMENT, waiting[1]))
            for due in deadlines.deadlines_of(session, item, record)]
    words = {due.what: persons.in_a_word(due) for due in dues}
    assert all(len(word) <= 3 for word in words.values())
    assert words["应报告"] == "报告" and words["外出返回销假"] == "销假" and words["约好的下次走访"] == "走访"


def test_a_deadline_that_nobody_shortened_keeps_its_own_words():
    assert persons.in_a_word(Due("2022-09-15", "交材料", "some_limit")) == "交材料"


def test_the_entry_behind_a_deadline_is_the_most_urgent_one(session, file):
    late = saved(session, LEAVE, subject=file["uid"], leave_from="2022-09-01", leave_to="2022-09-02")
    saved(session, LEAVE, subject=file["uid"], leave_from="2022-09-10", leave_to="2022-09-14")
    register, entry = persons.entry_of(session, CORRECTION, file, ("back_on",))
    assert (register, entry["uid"]) == (LEAVE, late["uid"])
    assert persons.entry_of(session, CORRECTION, file, ("off_on",)) is None


def test_only_a_leave_that_has_begun_is_signed_off(session, file):
    entry = saved(session, LEAVE, subject=file["uid"], leave_from="2022-09-15", leave_to="2022-09-20")
    assert persons.may_sign_off(LEAVE, entry)
    assert not persons.may_sign_off(LEAVE, entry | {"leave_from": "2022-09-16"})
    done = persons.sign_off(session, LEAVE, entry).record
    assert done["back_on"] == "2022-09-15" and not persons.may_sign_off(LEAVE, done)


def test_the_end_is_filled_in_only_when_the_term_is_over_and_nothing_was_said(file):
    assert persons.ending(file) == {}
    over = file | {"term_to": "2022-09-15"}
    assert persons.ending(over) == {"end_kind": "expired", "end_on": "2022-09-15"}
    assert persons.ending(over | {"end_kind": "imprison"}) == {}
    assert persons.ending(over | {"status": "released"}) == {}


def test_a_handover_is_noted_once_in_the_file_it_came_from(session, file):
    helped = saved(session, RESETTLEMENT, name="乙某", origin=file["uid"])
    persons.note_handover(session, RESETTLEMENT, helped)
    clock.pretend(date(2022, 9, 20))
    persons.note_handover(session, RESETTLEMENT, helped)
    persons.note_handover(session, RESETTLEMENT, saved(session, RESETTLEMENT, name="丙某"))
    after = repository.get(session.store, CORRECTION, file["uid"])
    assert (after["handover_on"], after["revision"]) == ("2022-09-15", file["revision"])


def test_states_follow_the_calendar_as_marks(session, file):
    ending = records.save(session, CORRECTION, file | {"end_kind": "expired", "end_on": "2022-09-20"}).record
    helped = saved(session, RESETTLEMENT, name="丁某", release_on="2017-09-18", join_on="2017-09-18")
    saved(session, RESETTLEMENT, name="己某", release_on="2022-09-18", join_on="2022-09-18")
    assert [persons.refresh_states(session, item) for item in (CORRECTION, RESETTLEMENT)] == [0, 0]
    clock.pretend(date(2022, 9, 20))
    assert [persons.refresh_states(session, item) for item in (CORRECTION, RESETTLEMENT)] == [1, 2]
    now = repository.get(session.store, CORRECTION, ending["uid"])
    assert (now["status"], now["revision"]) == ("released", ending["revision"])
    assert repository.history(session.store, CORRECTION, ending["uid"])[-1].action == "mark"
    assert repository.get(session.store, RESETTLEMENT, helped["uid"])["status"] == "finished"
    assert persons.refresh_states(session, CORRECTION) == 0
