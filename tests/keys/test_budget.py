"""The budgets. What is counted must also be what is stored, or the count proves nothing."""

from pathlib import Path

import pytest

from db.items import PARTY
from tests.keys.clerk import BRIEF, WORDED
from tests.keys.measure import BRISK, FULL, LINE, MET, SHORT
from tests.keys.table import matrix

pytestmark = pytest.mark.keys

MOST_LINE, MOST_KNOWN, MOST_SHORT, MOST_FULL, MOST_MET = 45, 22, 85, 230, 150


def line_words(key):
    """Which of money and day the line of a case speaks of; S2, S3 and S9 name no money."""
    return {"S2": (), "S3": (), "S5": (), "S9": (), "S10": ("amount", "date")}.get(key, ("amount",))


def row(measured, depth, case):
    return next(row for row in measured[depth][0] if row.case == case)


def test_no_hand_leaves_the_keyboard(measured):
    assert {row.clicks for rows, _, _ in measured.values() for row in rows} == {0}


def test_one_line_with_new_parties(measured):
    """S1: both parties are new. Nothing is left out: form and result are said by the digit of a chip, the matter is
    taken from the list by its initials."""
    assert row(measured, BRISK, "S1").keys <= MOST_LINE


@pytest.mark.parametrize("case", ["S2", "S9"])
def test_one_line_with_both_parties_known(measured, case):
    assert row(measured, BRISK, case).keys <= MOST_KNOWN


def test_short_form(measured):
    """S1 in eight fields: the words of its line as the facts, a short sentence as the agreement."""
    assert row(measured, SHORT, "S1").keys <= MOST_SHORT


@pytest.mark.parametrize("case", ["S1", "S3", "S4", "S5", "S6", "S7", "S8", "S10"])
def test_full_written_case(measured, case):
    """With ids, telephones, villages and both texts by ready phrases; then with the parties met before. The budget
    is that of the written agreements (S4, S6, S7, S8); the others written out in full keep to it as well."""
    assert row(measured, FULL, case).keys <= MOST_FULL
    assert row(measured, MET, case).keys <= MOST_MET


@pytest.mark.parametrize("depth", [LINE, BRISK])
def test_a_line_is_stored_as_meant(measured, depth):
    _, stored, stated = measured[depth]
    for key, meant in stated.items():
        case = stored[key]
        assert [p["name"] for p in case["parties"]] == [p["name"] for p in meant["parties"]], key
        assert case["summary"] == BRIEF[key][0], key
        said = ["dispute_type", "agreement_form"]
        said += ["result"] * (depth == BRISK or key not in ("S7", "S8"))  # 书面 1.8万 alone is no result
        said += ["amount"] * ("amount" in line_words(key)) + ["mediation_date"] * ("date" in line_words(key))
        for field in said:
            assert case[field] == meant[field], (key, field)


def test_the_short_form_is_stored_as_meant(measured):
    _, stored, stated = measured[SHORT]
    for key, meant in stated.items():
        case = stored[key]
        assert [p["name"] for p in case["parties"]] == [p["name"] for p in meant["parties"]], key
        for said in ("dispute_type", "result", "agreement_form", "amount", "mediation_date"):
            assert case[said] == meant[said], (key, said)
        assert (case["summary"], case["agreement_text"] or "") == BRIEF[key]


@pytest.mark.parametrize("depth", [FULL, MET])
def test_the_full_form_is_stored_as_the_file_states(measured, depth):
    _, stored, stated = measured[depth]
    for key, meant in stated.items():
        case = stored[key]
        for said, value in meant.items():
            told = {"agreement_text": "agreement"}.get(said, said)
            if said != "parties":
                assert case[said] == (WORDED[key, told].stored if (key, told) in WORDED else value), (key, said)
        for party, person in zip(case["parties"], meant["parties"], strict=True):
            later = {"id_no", "id_type"} if person["kind"] == "legal" else set()
            assert {k: v for k, v in party.items() if k in person and k not in later} == {
                k: v for k, v in person.items() if k in PARTY.fields and k not in later}, (key, person["name"])


@pytest.mark.parametrize("depth", [LINE, BRISK, SHORT, FULL])
def test_corrections_are_stored(measured, depth):
    _, stored, _ = measured[depth]
    assert stored["S11"]["amount"] == 320000
    assert stored["S12"]["parties"][0]["id_no"] == "91350100M000100Y43"


def test_the_readme_tells_what_was_counted(measured, slips):
    rows = [row for counted in (*measured.values(), slips) for row in counted[0]]
    assert matrix(rows) in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
