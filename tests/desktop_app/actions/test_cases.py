"""Mediation cases: defaults, the line, derived facts, saving, undo, copy, report states, counts and numbers."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from db import check, clock, codes, drafts, numbering, people, repository
from db.errors import Conflict, KnownError
from db.items import CASE, COMMITTEE, MEDIATOR, PERSON, VILLAGE
from db.items.kinds import Gate, Record
from desktop_app.actions import cases, transcribe
from desktop_app.actions.office import register
from desktop_app.actions.session import Session
from desktop_app.entry.line import Guess, Line

TODAY = date(2022, 9, 15)


@pytest.fixture(autouse=True)
def september():
    with clock.pretending(TODAY):
        yield


def simple(session: Session, name: str = "高兴民", word: str = "树枝遮光", **values: object) -> Record:
    case = cases.new_case(session) | {"summary": word} | values
    case["parties"][0]["name"] = name
    return case


def reachable(session: Session) -> Record:
    """A simple case whose party can be told apart from a namesake, and is therefore remembered."""
    case = simple(session)
    case["parties"][0]["phone"] = "13806310005"
    return case


def standard_case(session: Session, name: str, **values: object) -> Record:
    return transcribe.full_record(session, transcribe.entries()[name]) | values


def accept(session: Session, uid: str) -> None:
    """What a receipt notes."""
    revision = repository.get(session.store, CASE, uid)["revision"]
    repository.mark(session.store, CASE, [uid], {"report_state": "accepted", "accepted_rev": revision}, "回执")


def get(session: Session, uid: str) -> Record:
    return repository.get(session.store, CASE, uid)


class TestNewCase:
    def test_defaults_of_the_office(self, session):
        case = cases.new_case(session)
        assert repository.names(session.store, COMMITTEE)[case["committee"]] == "海阳所镇人民调解委员会"
        assert {repository.names(session.store, MEDIATOR)[case[key]]
                for key in ("mediator", "registrar", "recorder", "file_maker")} == {"刘淑芬"}
        assert (case["accept_date"], case["mediation_date"]) == ("2022-09-15", "2022-09-15")
        assert (case["source"], case["mediation_place"], case["difficulty"]) == ("1", "调解室", "simple")
        assert (case["migrant_worker"], case["special_group"], case["has_death"], case["escalation"]) == (
            "no", "none", "no", "none")
        assert case["report_state"] == "new"

    def test_nothing_about_the_dispute_is_invented(self, session):
        case = cases.new_case(session)
        for key in ("dispute_type", "summary", "result", "agreement_form", "agreement_text", "amount", "village",
                    "perform_mode", "perform_status", "closed_date", "case_no", "one_line"):
            assert case[key] is None, key
        assert [p["name"] for p in case["parties"]] == [None, None]

    def test_two_sides_with_ethnicity_and_occupation(self, session):
        first, second = cases.new_case(session)["parties"]
        assert (first["role"], second["role"]) == ("applicant", "respondent")
        assert {(p["kind"], p["ethnicity"], p["occupation"]) for p in (first, second)} == {("natural", "01", "务农")}

    def test_an_organisation_has_neither(self, session):
        party = cases.new_party(session, "applicant", "legal")
        assert (party["ethnicity"], party["occupation"], party["kind"]) == (None, None, "legal")

    def test_last_choices_stick(self, session):
        village = register(session.store, VILLAGE, "东村", session.who)
        mediator = register(session.store, MEDIATOR, "于建国", session.who)
        chosen = {"source": "33", "village": village, "mediator": mediator, "mediation_place": "村委会",
                  "accept_date": "2022-09-01", "mediation_date": "2022-09-02"}
        cases.save_case(session, simple(session, **chosen))
        assert {key: cases.new_case(session)[key] for key in chosen} == chosen

    def test_what_belongs_to_one_dispute_does_not_stick(self, session):
        cases.save_case(session, standard_case(session, "S4"))
        case = cases.new_case(session)
        for key in ("dispute_type", "summary", "result", "amount", "agreement_form", "perform_due", "case_no", "uid",
                    "one_line", "closed_date", "agreement_date"):
            assert case.get(key) is None, key
        assert all(party["name"] is None and party["person"] is None for party in case["parties"])

    def test_ethnicity_and_occupation_stick_from_the_last_person(self, session):
        case = simple(session)
        case["parties"][0] |= {"ethnicity": "11", "occupation": "渔民"}
        cases.save_case(session, case)
        assert {(p["ethnicity"], p["occupation"]) for p in cases.new_case(session)["parties"]} == {("11", "渔民")}
        assert cases.new_party(session, "respondent", "legal")["ethnicity"] is None

    def test_correcting_an_old_case_does_not_move_the_dates_of_the_next_new_one(self, session):
        old = cases.save_case(session, simple(session, accept_date="2022-03-01", mediation_date="2022-03-01")).record
        cases.save_case(session, simple(session, "隋建波", accept_date="2022-09-12", mediation_date="2022-09-12"))
        cases.save_case(session, old | {"summary": "改过"})
        assert cases.new_case(session)["mediation_date"] == "2022-09-12"

    def test_a_day_that_was_today_is_today_again_tomorrow(self, session):
        cases.save_case(session, simple(session))
        with clock.pretending(date(2022, 9, 16)):
            case = cases.new_case(session)
        assert (case["accept_date"], case["mediation_date"]) == ("2022-09-16", "2022-09-16")

    def test_a_new_sitting_starts_from_the_defaults(self, session):
        cases.save_case(session, simple(session, source="33"))
        assert cases.new_case(Session(session.store))["source"] == "1"


class TestFromLine:
    def line(self, **values: object) -> Line:
        return replace(Line(text="高兴民 隋建波 树枝遮光 口头和解 赔300",
                            parties=((Guess("高兴民", "高兴民", "natural"),), (Guess("隋建波", "隋建波", "natural"),)),
                            type="02", form="oral", success=True, amount=30000), **values)

    def test_everything_said_arrives(self, session):
        case = cases.from_line(session, self.line(date="2022-09-10", performance="immediate"), cases.new_case(session))
        assert [(p["name"], p["role"]) for p in case["parties"]] == [("高兴民", "applicant"), ("隋建波", "respondent")]
        assert (case["dispute_type"], case["agreement_form"], case["result"], case["amount"]) == (
            "02", "oral", "success", 30000)
        assert (case["accept_date"], case["mediation_date"], case["perform_mode"]) == (
            "2022-09-10", "2022-09-10", "immediate")
        assert case["one_line"] == "高兴民 隋建波 树枝遮光 口头和解 赔300"

    def test_nothing_unsaid_is_invented(self, session):
        line = Line(text="梁德胜", parties=((Guess("梁德胜", "梁德胜", "natural"),),))
        case = cases.from_line(session, line, cases.new_case(session))
        assert len(case["parties"]) == 1
        for key in ("dispute_type", "agreement_form", "result", "amount", "perform_mode", "agreement_text"):
            assert case[key] is None, key

    def test_failure_is_not_success(self, session):
        case = cases.from_line(session, self.line(success=False, form=None, amount=None), cases.new_case(session))
        assert case["result"] == "failure"

    def test_zero_yuan_is_a_statement(self, session):
        assert cases.from_line(session, self.line(amount=0), cases.new_case(session))["amount"] == 0

    def test_a_known_person_brings_the_facts_along(self, session):
        person = transcribe.party_facts(session, transcribe.standard()["known_persons"][0])
        uid = people.remember(session.store, person, session.who)
        line = self.line(parties=((Guess("王建国", "wjg", "natural", person_uid=uid),),))
        party = cases.from_line(session, line, cases.new_case(session))["parties"][0]
        assert {key: party[key] for key in ("name", "id_no", "phone", "village", "person", "sex")} == {
            "name": "王建国", "id_no": "37108319580312011X", "phone": "13806310001", "village": person["village"],
            "person": uid, "sex": "1"}

    def test_a_telephone_typed_now_beats_the_one_on_file(self, session):
        uid = people.remember(session.store, {"name": "王建国", "phone": "13806310001", "kind": "natural"}, "刘")
        line = self.line(parties=((Guess("王建国", "王建国", "natural", uid, "13900000000"),),))
        assert cases.from_line(session, line, cases.new_case(session))["parties"][0]["phone"] == "13900000000"

    def test_several_on_a_side(self, session):
        line = self.line(parties=((Guess("李四光", "李四光", "natural"),),
                                  (Guess("张三丰", "张三丰", "natural"), Guess("王五", "王五", "natural"))))
        parties = cases.from_line(session, line, cases.new_case(session))["parties"]
        assert [p["role"] for p in parties] == ["applicant", "respondent", "respondent"]

    def test_a_company_gets_no_ethnicity(self, session):
        line = self.line(parties=((Guess("宏达渔具有限公司", "宏达渔具有限公司", "legal"),),))
        party = cases.from_line(session, line, cases.new_case(session))["parties"][0]
        assert (party["kind"], party["ethnicity"], party["occupation"]) == ("legal", None, None)

    def test_the_base_is_not_changed(self, session):
        base = cases.new_case(session)
        before = {**base, "parties": [dict(p) for p in base["parties"]]}
        cases.from_line(session, self.line(), base)
        assert base == before


class TestFinder:
    @pytest.fixture(autouse=True)
    def known(self, session):
        for person in transcribe.standard()["known_persons"]:
            people.remember(session.store, transcribe.party_facts(session, person), session.who)

    @pytest.mark.parametrize("key", ["王建国", "wjg", "WJG", "wangjianguo"])
    def test_name_initials_pinyin(self, session, key):
        assert [(k.name, k.village) for k in cases.finder(session)(key)] == [("王建国", "东村")]

    @pytest.mark.parametrize("key", ["王建", "wang", "wj", "13806310001", "王建国强", ""])
    def test_nothing_near(self, session, key):
        assert cases.finder(session)(key) == []

    def test_namesakes_are_all_found(self, session):
        people.remember(session.store, {"name": "王建国", "phone": "13900000000", "kind": "natural"}, "刘")
        assert len(cases.finder(session)("wjg")) == 2


class TestComplete:
    def test_sex_and_birth_from_the_id(self, session):
        case = simple(session)
        case["parties"][0]["id_no"] = "３７１０８３ 19650203022x"
        party = cases.complete(case)["parties"][0]
        assert (party["id_no"], party["sex"], party["birth"], party["id_type"]) == (
            "37108319650203022X", "2", "1965-02-03", "id_card")

    def test_a_wrong_id_gives_nothing(self, session):
        case = simple(session)
        case["parties"][0]["id_no"] = "371083196502030221"
        party = cases.complete(case)["parties"][0]
        assert (party["sex"], party["birth"]) == (None, None)

    def test_what_was_said_stays(self, session):
        case = simple(session)
        case["parties"][0] |= {"id_no": "37108319650203022X", "sex": "1", "birth": "1966-01-01"}
        party = cases.complete(case)["parties"][0]
        assert (party["sex"], party["birth"]) == ("1", "1966-01-01")

    def test_a_passport_is_not_read_as_an_id_card(self, session):
        case = simple(session)
        passport = codes.code_of("id_type", "护照")
        case["parties"][0] |= {"id_no": "E12345678", "id_type": passport}
        party = cases.complete(case)["parties"][0]
        assert (party["id_type"], party["sex"]) == (passport, None)

    def test_an_organisation(self, session):
        case = simple(session, "乳山市宏达渔具有限公司")
        case["parties"][0] |= {"kind": "legal", "id_no": "91350100m000100y43"}
        party = cases.complete(case)["parties"][0]
        assert (party["id_no"], party["id_type"], party["ethnicity"], party["occupation"]) == (
            "91350100M000100Y43", "uscc", None, None)

    def test_success_closes_and_dates_the_agreement(self, session):
        done = cases.complete(simple(session, result="success", agreement_form="oral", perform_mode="immediate"))
        assert {done[k] for k in ("closed_date", "agreement_date", "effective_date", "perform_date")} == {"2022-09-15"}
        assert done["perform_status"] == "done"

    def test_a_written_agreement_takes_effect_by_signature_only(self, session):
        done = cases.complete(simple(session, result="success", agreement_form="written"))
        assert done["agreement_date"] == "2022-09-15"
        assert done["effective_date"] is None

    @pytest.mark.parametrize(("due", "status"), [("2022-09-15", "not_due"), ("2022-12-25", "not_due"),
                                                 ("2022-09-14", None)])
    def test_performance_due(self, session, due, status):
        done = cases.complete(simple(session, result="success", perform_mode="by_date", perform_due=due))
        assert done["perform_status"] == status

    def test_failure_closes_but_agrees_nothing(self, session):
        done = cases.complete(simple(session, result="failure"))
        assert done["closed_date"] == "2022-09-15"
        assert (done["agreement_date"], done["perform_status"]) == (None, None)

    @pytest.mark.parametrize("result", [None, "ongoing"])
    def test_without_a_result_nothing_is_closed(self, session, result):
        assert cases.complete(simple(session, result=result))["closed_date"] is None

    def test_empty_parties_are_dropped_and_others_kept(self, session):
        case = simple(session)
        case["parties"] += [cases.new_party(session, "third") | {"address": "只写了住址"}]
        assert [p["address"] for p in cases.complete(case)["parties"]] == [None, "只写了住址"]

    def test_twice_is_once(self, session):
        once = cases.complete(standard_case(session, "S1"))
        assert cases.complete(once) == once

    def test_the_day_a_case_counts_for(self, session):
        assert cases.complete(simple(session, mediation_date="2022-09-10"))["event_on"] == "2022-09-10"
        assert cases.complete(simple(session, mediation_date=None, accept_date="2022-09-08"))["event_on"] == "2022-09-08"
        undated = cases.save_case(session, simple(session, mediation_date=None, accept_date=None)).record
        with clock.pretending(date(2022, 11, 2)):
            assert cases.save_case(session, undated | {"summary": "又写"}).record["event_on"] == "2022-09-15"


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


class TestCopy:
    def test_parties_and_type_and_nothing_else(self, session):
        first = cases.save_case(session, standard_case(session, "S2")).record
        copy = cases.copy_case(session, first)
        assert [p["name"] for p in copy["parties"]] == ["王建国", "王建军"]
        assert copy["dispute_type"] == first["dispute_type"]
        for key in ("uid", "case_no", "summary", "agreement_text", "amount", "result", "one_line", "closed_date"):
            assert copy.get(key) is None, key
        assert copy["report_state"] == "new"

    def test_it_is_a_case_of_its_own(self, session):
        first = cases.save_case(session, standard_case(session, "S2")).record
        second = cases.save_case(session, cases.copy_case(session, first) | {"summary": "滴水"}).record
        assert second["uid"] != first["uid"]
        assert {p["uid"] for p in second["parties"]}.isdisjoint(p["uid"] for p in first["parties"])
        assert get(session, first["uid"]) == first
        assert [p["person"] for p in second["parties"]] == [p["person"] for p in first["parties"]]


class TestDifferences:
    def changed(self, one: Mapping, **values: object) -> list[str]:
        return cases.differences(dict(one), {**one, **values})

    def test_none_in_a_fresh_or_copied_case(self, session):
        fresh = cases.new_case(session)
        assert cases.differences(fresh, cases.new_case(session)) == []
        first = cases.save_case(session, standard_case(session, "S2")).record
        copy = cases.copy_case(session, first)
        assert self.changed(copy) == []

    def test_a_word_and_a_party(self, session):
        fresh = cases.new_case(session)
        assert self.changed(fresh, summary="字") == ["summary"]
        typed = [fresh["parties"][0] | {"name": "高"}, fresh["parties"][1]]
        assert self.changed(fresh, parties=typed) == ["parties"]

    def test_a_draft_is_compared_in_words(self, session):
        first = cases.save_case(session, standard_case(session, "S4")).record
        drafts.keep(session.store, CASE, first | {"amount": 1, "perform_due": "2022-10-01"}, session.who)
        draft = drafts.waiting(session.store, CASE)[0]
        assert cases.compare_draft(session, draft) == "改过：协议金额、履行期限"
