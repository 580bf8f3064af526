"""The budget of a slip in a 补录 sitting: a Chinese name costs its pinyin and one key, every digit and Enter one key."""

import pytest

pytestmark = pytest.mark.keys

MOST_SLIP = 28


def test_a_slip_with_new_parties(slips):
    """S1: 11 keys for 高兴民, 10 for 隋建波, Enter, two digits, 300, Enter."""
    row = next(row for row in slips[0] if row.case == "S1")
    assert row.keys <= MOST_SLIP


def test_no_hand_leaves_the_keyboard(slips):
    assert {row.clicks for row in slips[0]} == {0}


def test_a_slip_is_stored_as_the_file_states_it(slips):
    _, stored, stated = slips
    assert len(stored) == 10
    for key, meant in stated.items():
        case = stored[key]
        assert [p["name"] for p in case["parties"]] == [p["name"] for p in meant["parties"]], key
        for said in ("dispute_type", "result", "agreement_form", "amount", "mediation_date"):
            assert case[said] == meant[said], (key, said)
        assert (case["summary"], case["one_line"]) == (None, None), "nothing is invented"
