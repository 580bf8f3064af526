from dataclasses import replace

from db.items import CASE
from desktop_app.printing.case_print import CasePrint


def test_words_for_codes_links_dates_and_money(papers):
    case = papers["S4"]
    assert case.text("committee") == "海阳所镇人民调解委员会"
    assert case.text("dispute_type") == "损害赔偿纠纷"
    assert case.text("perform_due") == "2022年9月30日"
    assert case.money == "3,000.00 元（大写：叁仟元整）"
    assert papers["S2"].money == "0 元"


def test_nothing_is_invented():
    empty = CasePrint()
    assert {empty.text(key) for key in CASE.fields if key != "parties"} == {""}
    assert (empty.number, empty.qr, empty.money, empty.day) == ("", "", "", None)
    assert [party.side for party in empty.parties] == ["甲方", "乙方"]
    assert {(p.name, p.sex, p.age, p.address, p.agent) for p in empty.parties} == {("", "", "", "", "")}


def test_boxes_to_tick():
    assert CasePrint().boxes("agreement_form") == "□口头 □书面"
    assert CasePrint().boxes("perform_mode").startswith("□当场 □一次性")


def test_age_on_the_day_of_the_agreement(papers):
    party = papers["S1"].parties[0]  # born 1955-06-06, agreed 2022-09-05
    assert (party.sex, party.age, party.ethnicity) == ("男", "67", "汉族")
    assert party.case.day == "2022-09-05"


def test_sex_and_age_come_from_the_number_when_only_that_is_known(papers):
    case = papers["S8"]
    bare = {"role": "respondent", "name": "钱多多", "id_no": "371083198003030566", "id_type": "id_card"}
    party = replace(case, record=case.record | {"parties": [bare]}).parties[0]
    assert (party.sex, party.age) == ("女", "42")


def test_the_village_is_said_once(papers):
    case = papers["S1"]
    row = case.record["parties"][0]
    def address(text):
        return replace(case, record=case.record | {"parties": [row | {"address": text}]}).parties[0].address
    assert address(None) == "大孤山村"
    assert address("12号") == "大孤山村12号"
    assert address("海阳所镇大孤山村12号") == "海阳所镇大孤山村12号"


def test_agent_with_the_power(papers):
    case = papers["S1"]
    row = case.record["parties"][0] | {"agent": "高强", "agent_power": "special"}
    party = replace(case, record=case.record | {"parties": [row]}).parties[0]
    assert party.agent.startswith("代理人：高强（") and "特别" in party.agent
