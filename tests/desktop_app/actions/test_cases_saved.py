"""Mediation cases once they are saved: numbers, history, undo, what the upper office is told."""

import threading
import time
from datetime import date

import pytest

from db import check, clock, drafts, numbering, repository
from db.errors import Conflict, KnownError
from db.items import CASE, PERSON
from db.items.kinds import Gate, Record
from desktop_app.actions import cases, transcribe
from desktop_app.actions.session import Session
from tests.desktop_app.actions.made_cases import get, simple, standard_case

TODAY = date(2022, 9, 15)


@pytest.fixture(autouse=True)
def september():
    with clock.pretending(TODAY):
        yield


def reachable(session: Session) -> Record:
    """A simple case whose party can be told apart from a namesake, and is therefore remembered."""
    case = simple(session)
    case["parties"][0]["phone"] = "13806310005"
    return case


def accept(session: Session, uid: str) -> None:
    """What a receipt notes."""
    revision = repository.get(session.store, CASE, uid)["revision"]
    repository.mark(session.store, CASE, [uid], {"report_state": "accepted", "accepted_rev": revision}, "回执")


class TestSave:
    @pytest.mark.parametrize(("values", "path"), [({"name": ""}, ("parties", 0, "name")), ({"word": ""}, ("summary",))])
    def test_one_name_and_one_word(self, session, values, path):
        case = simple(session, **values)
        with pytest.raises(KnownError) as caught:
            cases.save_case(session, case)
        assert "还不能保存" in caught.value.what
        assert check.first(cases.problems_of(session, case), Gate.SAVE).path == path
        assert cases.counts(session, "2022-09-15") == (0, 0)

    def test_that_is_enough(self, session):
        saved = cases.save_case(session, simple(session, "高兴民", "树枝遮光"))
        assert saved.record["revision"] == 1
        assert [p["name"] for p in saved.record["parties"]] == ["高兴民"]

    def test_every_value_of_every_standard_case_comes_back(self, session):
        for name in transcribe.entries():
            case = standard_case(session, name)
            saved = get(session, cases.save_case(session, case).record["uid"])
            expected = cases.complete(case)
            for key in CASE.fields:
                if key in ("parties", "case_no", "agreement_no"):
                    continue
                assert saved[key] == expected[key], (name, key)
            for stored, meant in zip(saved["parties"], expected["parties"], strict=True):
                assert {k: v for k, v in stored.items() if k not in ("uid", "person")} == {
                    k: v for k, v in meant.items() if k not in ("uid", "person")}, name

    def test_a_full_case_is_ready(self, session):
        saved = cases.save_case(session, standard_case(session, "S1"))
        assert check.passes(saved.problems, Gate.REPORT)

    def test_the_message(self, session):
        cases.save_case(session, simple(session, mediation_date="2022-08-20"))
        cases.save_case(session, simple(session, "甲一", mediation_date="2022-09-01"))
        saved = cases.save_case(session, simple(session, "甲二", mediation_date="2022-09-15"))
        assert saved.message == "已保存 · 本月第2件 · 待上报3件"

    def test_accepted_and_deleted_cases_do_not_wait(self, session):
        uids = [cases.save_case(session, simple(session, name)).record["uid"] for name in ("甲一", "甲二", "甲三")]
        accept(session, uids[0])
        cases.delete_case(session, uids[1])
        assert cases.counts(session, "2022-09-15") == (2, 1)

    def test_the_caller_s_record_is_left_alone(self, session):
        case = simple(session)
        before = {**case, "parties": [dict(p) for p in case["parties"]]}
        cases.save_case(session, case)
        assert case == before

    def test_parties_enter_the_directory_once(self, session):
        cases.save_case(session, standard_case(session, "S2"))
        cases.save_case(session, standard_case(session, "S9"))
        assert sorted(p["name"] for p in repository.records(session.store, PERSON)) == ["王建军", "王建国"]

    def test_saving_again_keeps_the_person(self, session):
        first = cases.save_case(session, reachable(session)).record
        again = cases.save_case(session, first | {"summary": "改"}).record
        assert again["parties"][0]["person"] == first["parties"][0]["person"]
        assert len(repository.records(session.store, PERSON)) == 1

    def test_correcting_an_old_case_does_not_take_a_person_s_facts_back(self, session):
        old = cases.save_case(session, reachable(session)).record
        moved = cases.save_case(session, old | {"parties": [old["parties"][0] | {"phone": "13806319999"}]}).record
        first = cases.copy_case(session, moved) | {"summary": "旧案"}
        first["parties"][0]["phone"] = "13806310005"
        first = cases.save_case(session, first).record
        cases.save_case(session, moved | {"summary": "改一个字"})
        person = repository.get(session.store, PERSON, first["parties"][0]["person"])
        assert person["phone"] == "13806310005", "the newest word, not that of the case corrected last"

    def test_what_the_worker_notes_meanwhile_is_not_written_over(self, session):
        case = cases.save_case(session, simple(session)).record
        noted = threading.Event()

        def accept_slowly() -> None:
            with session.store.writing():
                accept(session, case["uid"])
                noted.set()
                time.sleep(0.3)
            session.store.close_thread()

        worker = threading.Thread(target=accept_slowly)
        worker.start()
        assert noted.wait(5)
        saved = cases.save_case(session, case | {"summary": "同时改的"}).record
        worker.join()
        assert (saved["report_state"], saved["accepted_rev"]) == ("changed", 1)

    def test_nothing_changed_is_no_new_revision(self, session):
        first = cases.save_case(session, standard_case(session, "S1")).record
        assert cases.save_case(session, first).record["revision"] == 1

    def test_a_stale_record_is_refused_and_nothing_is_half_written(self, session):
        first = cases.save_case(session, reachable(session)).record
        cases.save_case(session, first | {"summary": "另一个窗口改的"})
        stale = first | {"summary": "旧的", "agreement_form": "oral"}
        stale["parties"] = [*stale["parties"], cases.new_party(session, "respondent") | {"name": "没有存上的人", "phone": "13800000000"}]
        with pytest.raises(Conflict):
            cases.save_case(session, stale)
        assert get(session, first["uid"])["summary"] == "另一个窗口改的"
        assert [p["name"] for p in repository.records(session.store, PERSON)] == ["高兴民"]
        assert get(session, first["uid"])["case_no"] is None
        assert numbering.gaps(session.store) == []

    def test_what_the_program_notes_cannot_be_overwritten_by_a_form(self, session):
        first = cases.save_case(session, simple(session)).record
        repository.mark(session.store, CASE, [first["uid"]],
                        {"report_state": "returned", "report_reason": "缺电话", "platform_no": "P1"}, "回执")
        saved = cases.save_case(session, first | {"summary": "补了"}).record
        assert (saved["report_state"], saved["report_reason"], saved["platform_no"]) == ("returned", "缺电话", "P1")

    def test_the_draft_is_gone(self, session):
        case = simple(session)
        drafts.keep(session.store, CASE, case, session.who)
        record = cases.save_case(session, case).record
        drafts.keep(session.store, CASE, record, session.who)
        assert [d.uid for d in drafts.waiting(session.store, CASE)] == [record["uid"]]
        cases.save_case(session, record | {"summary": "改"})
        assert drafts.waiting(session.store, CASE) == []

    def test_a_corrected_day_takes_the_derived_days_along(self, session):
        first = cases.save_case(session, standard_case(session, "S1")).record
        moved = cases.save_case(session, first | {"mediation_date": "2022-09-07"}).record
        assert {moved[k] for k in ("closed_date", "agreement_date", "effective_date", "perform_date", "event_on")} == {
            "2022-09-07"}
        assert check.passes(cases.problems_of(session, moved), Gate.REPORT)

    def test_a_day_of_its_own_stays(self, session):
        first = cases.save_case(session, standard_case(session, "S4", agreement_date="2022-09-12",
                                                       effective_date="2022-09-13")).record
        moved = cases.save_case(session, first | {"mediation_date": "2022-09-11"}).record
        assert (moved["agreement_date"], moved["effective_date"], moved["closed_date"]) == (
            "2022-09-12", "2022-09-13", "2022-09-11")

    def test_the_effect_of_an_oral_agreement_follows_its_day(self, session):
        first = cases.save_case(session, standard_case(session, "S1")).record
        moved = cases.save_case(session, first | {"agreement_date": "2022-09-06"}).record
        assert (moved["effective_date"], moved["perform_date"], moved["closed_date"]) == (
            "2022-09-06", "2022-09-06", "2022-09-05")


class TestNumbers:
    def number(self, session, **values: object) -> str | None:
        return cases.save_case(session, simple(session, **values)).record["case_no"]

    def test_no_number_before_the_series_is_known(self, session):
        assert self.number(session) is None

    def test_two_series_by_the_year_of_acceptance(self, session):
        assert self.number(session, agreement_form="oral", result="success") == "海人调口字〔2022〕第001号"
        assert self.number(session, agreement_form="written", result="success") == "海人调字〔2022〕第001号"
        assert self.number(session, result="failure") == "海人调口字〔2022〕第002号"
        assert self.number(session, agreement_form="oral", accept_date="2021-12-30") == "海人调口字〔2021〕第001号"

    def test_a_success_bears_its_number_as_agreement_number(self, session):
        case = cases.save_case(session, simple(session, agreement_form="oral", result="success")).record
        assert case["agreement_no"] == case["case_no"]
        failed = cases.save_case(session, simple(session, result="failure")).record
        assert failed["agreement_no"] is None

    def test_changing_the_form_changes_the_number_and_leaves_a_gap(self, session):
        case = cases.save_case(session, simple(session, agreement_form="oral", result="success")).record
        case = cases.save_case(session, case | {"agreement_form": "written"}).record
        assert case["case_no"] == "海人调字〔2022〕第001号"
        assert [(g.number, g.reason) for g in numbering.gaps(session.store)] == [
            ("海人调口字〔2022〕第001号", "案件改用 海人调字〔2022〕第001号")]

    def test_undoing_that_gives_the_old_number_back(self, session):
        case = cases.save_case(session, simple(session, agreement_form="oral", result="success")).record
        cases.save_case(session, case | {"agreement_form": "written"})
        cases.undo_last(session)
        assert get(session, case["uid"])["case_no"] == "海人调口字〔2022〕第001号"
        assert [g.number for g in numbering.gaps(session.store)] == ["海人调字〔2022〕第001号"]
        assert self.number(session, agreement_form="written", result="success") == "海人调字〔2022〕第002号"
        assert self.number(session, agreement_form="oral", result="success") == "海人调口字〔2022〕第002号"

    def test_a_number_that_was_sent_is_kept(self, session):
        case = cases.save_case(session, simple(session, agreement_form="oral", result="success")).record
        repository.mark(session.store, CASE, [case["uid"]], {"report_state": "exported"}, "刘淑芬")
        changed = cases.save_case(session, case | {"agreement_form": "written"}).record
        assert changed["case_no"] == "海人调口字〔2022〕第001号"

    def test_a_deleted_case_keeps_its_number(self, session):
        uid = cases.save_case(session, simple(session, agreement_form="oral")).record["uid"]
        cases.delete_case(session, uid)
        assert self.number(session, agreement_form="oral") == "海人调口字〔2022〕第002号"
        assert [g.reason for g in numbering.gaps(session.store)] == ["案件在回收站"]
        repository.restore(session.store, CASE, uid, session.who)
        assert numbering.gaps(session.store) == []


class TestUndo:
    def test_nothing_to_undo(self, session):
        assert cases.undo_last(session) == "没有可以撤销的操作"

    def test_an_entry_goes_to_the_bin(self, session):
        uid = cases.save_case(session, simple(session)).record["uid"]
        assert cases.undo_last(session) == "已撤销登记：高兴民（在回收站）"
        assert get(session, uid)["deleted_at"]

    def test_a_deletion_comes_back(self, session):
        uid = cases.save_case(session, simple(session)).record["uid"]
        cases.delete_case(session, uid)
        assert cases.undo_last(session) == "已恢复：高兴民"
        assert get(session, uid)["deleted_at"] is None

    def test_a_change_comes_back_with_its_parties(self, session):
        first = cases.save_case(session, standard_case(session, "S6")).record
        cases.save_case(session, first | {"summary": "改", "parties": first["parties"][:2]})
        assert cases.undo_last(session).startswith("已撤销修改：")
        again = get(session, first["uid"])
        assert again | {"revision": 1, "updated_at": ""} == first | {"updated_at": ""}

    def test_step_by_step(self, session):
        first = cases.save_case(session, simple(session, word="一")).record
        second = cases.save_case(session, first | {"summary": "二"}).record
        cases.save_case(session, second | {"summary": "三"})
        said = []
        for _ in range(3):
            cases.undo_last(session)
            case = get(session, first["uid"])
            said.append((case["summary"], bool(case["deleted_at"])))
        assert said == [("二", False), ("一", False), ("一", True)]
        assert cases.undo_last(session) == "没有可以撤销的操作"

    def test_of_two_cases_in_turn(self, session):
        first = cases.save_case(session, simple(session, "甲一")).record
        cases.save_case(session, simple(session, "甲二"))
        cases.save_case(session, first | {"summary": "改"})
        assert [cases.undo_last(session) for _ in range(3)] == [
            "已撤销修改：甲一", "已撤销登记：甲二（在回收站）", "已撤销登记：甲一（在回收站）"]

    def test_saving_without_a_change_leaves_nothing_new_to_undo(self, session):
        first = cases.save_case(session, standard_case(session, "S1")).record
        cases.save_case(session, first)
        assert len(session.undoable) == 1

    def test_saving_without_a_change_does_not_offer_what_an_earlier_sitting_did(self, session):
        case = cases.save_case(session, simple(session)).record
        later = Session(session.store)
        cases.save_case(later, case)
        assert cases.undo_last(later) == "没有可以撤销的操作"
        assert get(session, case["uid"])["deleted_at"] is None

    def test_a_change_by_another_in_between_is_not_jumped_over(self, session):
        first = cases.save_case(session, simple(session)).record
        theirs = cases.save_case(Session(session.store), first | {"summary": "别人改的"}).record
        cases.save_case(session, theirs | {"requests": "我加的"})
        cases.undo_last(session)
        with pytest.raises(Conflict):
            cases.undo_last(session)
        assert get(session, first["uid"])["summary"] == "别人改的"

    def test_what_was_changed_elsewhere_since_is_not_overwritten(self, session):
        first = cases.save_case(session, simple(session)).record
        other = Session(session.store)
        cases.save_case(other, first | {"summary": "别人改的"})
        with pytest.raises(Conflict):
            cases.undo_last(session)
        assert get(session, first["uid"])["summary"] == "别人改的"
        assert cases.undo_last(session) == "没有可以撤销的操作"


class TestReportState:
    @pytest.fixture
    def reported(self, session) -> Record:
        uid = cases.save_case(session, standard_case(session, "S4")).record["uid"]
        accept(session, uid)
        return get(session, uid)

    def test_a_change_after_acceptance_is_said(self, session, reported):
        assert cases.save_case(session, reported | {"amount": 320000}).record["report_state"] == "changed"

    def test_saving_the_same_is_no_change(self, session, reported):
        assert cases.save_case(session, reported).record["report_state"] == "accepted"

    def test_a_change_of_a_party_counts(self, session, reported):
        parties = [reported["parties"][0] | {"phone": "13900000000"}, *reported["parties"][1:]]
        assert cases.save_case(session, reported | {"parties": parties}).record["report_state"] == "changed"

    def test_undoing_the_change_is_accepted_again(self, session, reported):
        cases.save_case(session, reported | {"amount": 320000})
        cases.undo_last(session)
        case = get(session, reported["uid"])
        assert (case["report_state"], case["amount"]) == ("accepted", 300000)

    def test_undoing_what_has_gone_up_meanwhile_waits_for_its_receipt(self, session, reported):
        cases.save_case(session, reported | {"amount": 7})
        repository.mark(session.store, CASE, [reported["uid"]], {"report_state": "exported"}, "x")
        cases.undo_last(session)
        assert get(session, reported["uid"])["report_state"] == "exported"

    def test_undoing_what_was_accepted_is_a_change(self, session, reported):
        cases.save_case(session, reported | {"amount": 320000})
        accept(session, reported["uid"])
        cases.undo_last(session)
        case = get(session, reported["uid"])
        assert (case["amount"], case["report_state"]) == (300000, "changed")

    @pytest.mark.parametrize("state", ["new", "exported", "returned", "changed"])
    def test_other_states_stay(self, session, reported, state):
        repository.mark(session.store, CASE, [reported["uid"]], {"report_state": state}, "刘")
        assert cases.save_case(session, reported | {"amount": 320000}).record["report_state"] == state
