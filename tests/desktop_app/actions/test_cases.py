"""Mediation cases: defaults, the line, derived facts, saving, undo, copy, report states, counts and numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from db import clock, codes, drafts, people, repository
from db.items import CASE, COMMITTEE, MEDIATOR, VILLAGE
from desktop_app.actions import cases, transcribe
from desktop_app.actions.office import register
from desktop_app.actions.session import Session
from desktop_app.entry.line import Guess, Line
from tests.desktop_app.actions.made_cases import get, simple, standard_case

TODAY = date(2022, 9, 15)


@pytest.fixture(autouse=True)
def september():
    with clock.pretending(TODAY):
        yield


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
        chosen = {"source": "33", "village": village, "mediator": mediator, "mediation_place": "村委会"}
        days = {"accept_date": "2022-09-01", "mediation_date": "2022-09-02"}
        cases.save_case(session, simple(session, **chosen | days))
        case = cases.new_case(session)
        assert {key: case[key] for key in chosen} == chosen
        assert {case[key] for key in days} == {clock.today().isoformat()}, "a day that nobody said is today"

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
        assert cases.new_case(session)["mediation_date"] == clock.today().isoformat()

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
        assert [(k.name, k.about) for k in cases.finder(session)(key)] == [("王建国", "东村　138****0001")]

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
