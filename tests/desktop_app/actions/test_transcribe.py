"""The standard cases become records of codes, links and 分."""

import pytest

from db import repository
from db.items import VILLAGE
from desktop_app.actions import transcribe


def test_ten_cases_and_two_changes():
    assert list(transcribe.entries()) == [f"S{n}" for n in range(1, 11)]
    assert len(transcribe.standard()["cases"]) == 12


def test_a_case_in_codes(session):
    facts = transcribe.facts(session, transcribe.entries()["S8"])
    assert {key: facts[key] for key in ("dispute_type", "source", "accept_date", "mediation_date", "result",
                                        "agreement_form", "amount", "perform_mode", "perform_due",
                                        "judicial_confirm")} == {
        "dispute_type": "04", "source": "31", "accept_date": "2022-09-15", "mediation_date": "2022-09-25",
        "result": "success", "agreement_form": "written", "amount": 1500000, "perform_mode": "instalment",
        "perform_due": "2022-12-25", "judicial_confirm": "applied"}
    assert repository.names(session.store, VILLAGE)[facts["village"]] == "午极村"
    assert facts["parties"][1]["sex"] == "2"


def test_an_organisation(session):
    company = transcribe.facts(session, transcribe.entries()["S7"])["parties"][0]
    assert company == {"kind": "legal", "name": "乳山市宏达渔具有限公司", "id_no": "91350100M000100Y43",
                       "legal_rep": "宫本利", "phone": "0631-6712345", "address": "海阳所镇工业园",
                       "id_type": "uscc", "role": "applicant"}


def test_nothing_said_is_kept_apart_from_not_said(session):
    facts = transcribe.facts(session, transcribe.entries()["S5"])
    assert facts["amount"] is None and "amount" in facts
    assert "perform_mode" not in facts


def test_villages_are_registered_once(session):
    for entry in transcribe.entries().values():
        transcribe.facts(session, entry)
    names = list(repository.names(session.store, VILLAGE).values())
    assert len(names) == len(set(names))


def test_an_unknown_term_is_an_error(session):
    with pytest.raises(ValueError, match="dispute_type"):
        transcribe.facts(session, {"dispute_type": "不存在的纠纷"})


def test_a_full_record_has_the_defaults_as_well(session):
    record = transcribe.full_record(session, transcribe.entries()["S2"])
    assert record["one_line"] == "wjg wjj 宅基地边界 口头和解"
    assert record["mediator"] == session.me
    assert record["report_state"] == "new"
    assert [p["role"] for p in record["parties"]] == ["applicant", "respondent"]
