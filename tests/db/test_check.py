"""The gates 存 报 印 卷, rule by rule, on the standard cases and on one case that passes everywhere."""

from datetime import date

import pytest

from db.check import check, circumstances, first, passes
from db.items import CASE
from db.items.kinds import Gate
from db.items.mediation_rules import case_name, confirm_deadline
from desktop_app.actions import cases, transcribe

TODAY = date(2022, 9, 30)
ORAL = [key for key, entry in transcribe.entries().items() if entry.get("agreement_form") == "口头"]


def problems(case, today=TODAY, **limits):
    return check(CASE, case, circumstances(today, limits))


def said(case, gate=None, hard=None, **kwargs):
    """What is wrong at a gate, in words."""
    return [p.text for p in problems(case, **kwargs)
            if (gate is None or gate in p.gates) and (hard is None or p.hard is hard)]


def party(case, index, **values):
    parties = [dict(p) for p in case["parties"]]
    parties[index] |= values
    return case | {"parties": parties}


@pytest.fixture
def case(session):
    """A written case of which every gate says yes."""
    full = cases.complete(transcribe.full_record(session, transcribe.entries()["S4"]))
    return full | {
        "perform_place": "调解室", "perform_status": "done", "signed": True, "sealed": True, "process_note": "双方到场。",
        "retention": "long", "file_date": "2022-09-30"}


def test_a_full_case_passes_every_gate_without_a_word(case):
    assert problems(case) == []
    assert all(passes(problems(case), gate) for gate in Gate)


@pytest.mark.parametrize("key", transcribe.entries())
def test_the_standard_cases_can_be_saved_and_printed(session, key):
    case = cases.complete(transcribe.full_record(session, transcribe.entries()[key]))
    assert passes(problems(case), Gate.SAVE)
    assert passes(problems(case), Gate.PRINT)


def test_s1_lacks_nothing_for_the_report(session):
    case = cases.complete(transcribe.full_record(session, transcribe.entries()["S1"]))
    assert said(case, Gate.REPORT) == []


@pytest.mark.parametrize("key", ORAL)
def test_an_oral_case_lacks_at_most_how_it_was_performed(session, key):
    case = cases.complete(transcribe.full_record(session, transcribe.entries()[key]))
    assert set(said(case, Gate.REPORT)) <= {"还差：履行情况"}


def test_s8_may_be_confirmed_by_court(session):
    case = cases.complete(transcribe.full_record(session, transcribe.entries()["S8"]))
    assert not any("司法确认" in text for text in said(case))


def test_one_name_and_one_word_are_enough_to_save(session):
    case = cases.new_case(session)
    assert set(said(case, Gate.SAVE)) == {"还差：为什么事（一句话就行）", "还差：当事人姓名"}
    case["parties"][0]["name"] = "高兴民"
    assert first(problems(case), Gate.SAVE).text == "还差：为什么事（一句话就行）"
    assert passes(problems(case | {"summary": "树枝"}), Gate.SAVE)
    assert passes(problems(case | {"dispute_type": "02"}), Gate.SAVE)


def test_no_parties_at_all_is_said_too(case):
    assert first(problems(case | {"parties": []}), Gate.SAVE).path[0] == "parties"


def test_the_first_problem_is_the_first_in_the_form(case):
    broken = party(case, 1, phone=None) | {"accept_date": None, "result": None}
    assert [p.path for p in problems(broken) if p.missing][:3] == [
        ("accept_date",), ("parties", 1, "phone"), ("result",)]
    assert first(problems(party(case, 1, phone=None)), Gate.REPORT).text == "还差：乙方电话"


def test_the_second_party_is_asked_for(case):
    alone = case | {"parties": case["parties"][:1]}
    assert "还差：另一方当事人" in said(alone, Gate.REPORT) and "还差：另一方当事人" in said(alone, Gate.ARCHIVE)


@pytest.mark.parametrize(("values", "text"), [
    ({"mediation_date": "2022-09-08"}, "调解日期早于受理日期"),
    ({"agreement_date": "2022-09-09"}, "协议日期早于调解日期"),
    ({"accept_date": "2022-10-01", "mediation_date": "2022-10-01", "agreement_date": None, "perform_due": None},
     "受理日期在今天以后"),
    ({"agreement_form": "oral", "judicial_confirm": "applied"}, "司法确认要有书面协议"),
    ({"result": "failure"}, "调解不成功，却填了协议内容"),
    ({"result": "failure"}, "调解不成功，却填了协议形式"),
    ({"result": "failure"}, "调解不成功，却填了协议金额"),
    ({"people_count": 1}, "涉及人数少于已登记的 2 位当事人"),
])
def test_hard_contradictions_stop_the_report(case, values, text):
    assert text in said(case | values, Gate.REPORT, hard=True)
    assert passes(problems(case | values), Gate.SAVE)


@pytest.mark.parametrize(("values", "text"), [
    ({"occur_date": "2022-09-10"}, "发生日期晚于受理日期"),
    ({"perform_due": "2022-09-09"}, "履行期限早于协议日期"),
    ({"visit_date": "2022-09-09"}, "回访日期早于协议日期"),
    ({"perform_date": "2022-09-09"}, "履行完毕日期早于协议日期"),
    ({"dispute_type": "01", "judicial_confirm": "applied"}, "身份关系不能申请司法确认，请核对"),
    ({"escalation": "fight", "escalation_persons": 3}, "群体性事件一般不少于 5 人，请核对"),
    ({"occur_place": "长" * 31}, "发生地点有 31 字，上级系统可能只收 30 字"),
])
def test_doubts_are_shown_but_stop_nothing(case, values, text):
    assert text in said(case | values, hard=False)
    assert all(passes(problems(case | values), gate) for gate in Gate)


@pytest.mark.parametrize(("values", "text"), [
    ({"agreement_form": None}, "还差：协议形式"), ({"agreement_text": None}, "还差：协议内容"),
    ({"amount": None}, "还差：协议金额（没有就填 0）"), ({"perform_mode": None}, "还差：履行方式"),
    ({"perform_due": None}, "还差：履行期限"), ({"perform_place": None}, "还差：履行地点"),
    ({"result": "failure", "fail_reason": None}, "还差：不成原因"), ({"result": "failure"}, "还差：告知途径"),
    ({"result": "ongoing"}, "还差：调解结果，现在还在调解"), ({"escalation": "suicide"}, "还差：防止转化人数"), ({"village": None}, "还差：村居"),
])
def test_what_the_report_asks_for(case, values, text):
    assert text in said(case | values, Gate.REPORT, hard=True)


def test_an_amount_of_nothing_is_an_amount(case):
    assert said(case | {"amount": 0}, Gate.REPORT) == []


@pytest.mark.parametrize(("values", "text"), [
    ({"signed": False}, "还差：当事人签名"), ({"sealed": None}, "还差：调委会盖章"),
    ({"process_note": None}, "还差：调解记录"), ({"retention": None}, "还差：保管期限")])
def test_what_the_file_asks_for_and_the_report_does_not(case, values, text):
    assert text in said(case | values, Gate.ARCHIVE, hard=True)
    assert said(case | values, Gate.REPORT) == []


def test_an_agreement_without_words_cannot_be_printed(case):
    assert first(problems(case | {"agreement_text": None}), Gate.PRINT).text == "还差：协议内容"


class TestThirtyDays:
    def days(self, case, mediated, **kwargs):
        changed = case | {"accept_date": "2022-08-01", "mediation_date": mediated, "agreement_date": mediated}
        return [t for t in said(changed, **kwargs) if "受理已" in t]

    def test_thirty_are_in_time_thirty_one_are_not(self, case):
        assert self.days(case, "2022-08-31") == []
        assert self.days(case, "2022-09-01") == ["受理已 31 天，超过 30 天期限，延长须双方同意"]

    def test_an_open_case_is_warned_before_the_end(self, case):
        for day, words in ((date(2022, 8, 25), []), (date(2022, 8, 26), ["受理已 25 天，离 30 天期限还有 5 天"]),
                           (date(2022, 9, 1), ["受理已 31 天，超过 30 天期限，延长须双方同意"])):
            open_case = case | {"result": "ongoing"}
            assert self.days(open_case, "2022-08-02", today=day) == words

    def test_the_office_may_change_the_limit(self, case):
        assert self.days(case, "2022-09-10", mediation_days=60) == []

    def test_late_is_shown_never_refused(self, case):
        late = case | {"accept_date": "2022-01-01"}
        assert all(passes(problems(late), gate) for gate in Gate)


class TestParties:
    @pytest.mark.parametrize(("values", "text"), [
        ({"id_no": "371083198204150371"}, "甲方身份证号的校验位不对，可能抄错了一位"),
        ({"id_no": "37108319820230037X"}, "甲方身份证号里的出生日期不存在，请核对第 7 到 14 位"),
        ({"id_no": "3710831982"}, "甲方身份证号应为 18 位，现在是 10 位"),
        ({"sex": "2"}, "甲方性别与身份证号第 17 位不一致"),
        ({"birth": "1982-04-16"}, "甲方出生日期与身份证号不一致"),
        ({"id_no": "371083820415037", "sex": "2"}, "甲方性别与身份证号第 15 位不一致"),
        ({"id_no": "371083820415037"}, "甲方身份证是 15 位旧号，请换成 18 位"),
    ])
    def test_numbers_that_are_wrong(self, case, values, text):
        assert text in said(party(case, 0, **values), Gate.REPORT, hard=True)

    def test_another_kind_of_document_is_not_read_as_an_id_card(self, case):
        assert said(party(case, 0, id_type="passport", id_no="E12345678")) == []

    def test_the_same_number_twice(self, case):
        twice = party(case, 1, id_no=case["parties"][0]["id_no"], sex=case["parties"][0]["sex"],
                      birth=case["parties"][0]["birth"])
        assert "乙方证件号码与另一位当事人相同" in said(twice, Gate.REPORT, hard=True)

    def test_a_telephone_is_a_doubt(self, case):
        doubted = party(case, 0, phone="138063100")
        assert said(doubted, hard=False) == ["甲方电话“138063100”的位数不对，请核对"]
        assert passes(problems(doubted), Gate.REPORT)

    def test_home_is_an_address_or_a_village(self, case):
        assert "还差：甲方住址" in said(party(case, 0, village=None, address=None), Gate.REPORT)
        assert said(party(case, 0, village=None, address="东村 3 号")) == []

    def test_a_minor_needs_somebody(self, case):
        child = party(case, 0, id_no=None, birth="2010-01-01", sex="1")
        assert "甲方未满 18 岁，请写明监护人或代理人" in said(child, hard=False)
        assert "甲方未满 18 岁，请写明监护人或代理人" not in said(party(child, 0, agent="其父"))

    def test_an_agent_has_a_power(self, case):
        assert "还差：甲方代理权限" in said(party(case, 0, agent="某甲"), Gate.ARCHIVE, hard=True)


class TestOrganisation:
    @pytest.fixture
    def company(self, session):
        case = cases.complete(transcribe.full_record(session, transcribe.entries()["S7"]))
        return case | {"perform_place": "调解室", "perform_status": "not_due"}

    def test_it_has_no_sex_and_no_birthday(self, company):
        assert said(company, Gate.REPORT) == []

    def test_the_last_character_is_checked(self, company):
        wrong = party(company, 0, id_no="91350100M000100Y44")
        assert "甲方统一社会信用代码的校验位不对，可能抄错了一位" in said(wrong, Gate.REPORT, hard=True)

    def test_its_number_is_a_credit_code_even_when_nobody_said_so(self, company):
        assert said(party(company, 0, id_type=None), Gate.REPORT) == []

    def test_somebody_answers_for_it(self, company):
        assert "还差：甲方负责人" in said(party(company, 0, legal_rep=None), Gate.REPORT)


class TestConfirmation:
    def test_thirty_days_from_the_agreement(self, case):
        assert confirm_deadline(case, circumstances(TODAY)) == "2022-10-10"

    @pytest.mark.parametrize("values", [
        {"agreement_form": "oral"}, {"judicial_confirm": "applied"}, {"dispute_type": "01"},
        {"effective_date": None, "agreement_date": None}])
    def test_not_when_it_cannot_be_or_was_done(self, case, values):
        assert confirm_deadline(case | values, circumstances(TODAY)) is None


@pytest.mark.parametrize(("key", "name"), [
    ("S1", "高兴民 与 隋建波"), ("S6", "李四光 与 张三丰等2人"), ("S7", "乳山市宏达渔具有限公司 与 丛培林")])
def test_what_people_call_a_case(session, key, name):
    assert case_name(transcribe.full_record(session, transcribe.entries()[key])) == name
