"""The amount of an agreement follows from its wording, where that is plain."""

import pytest

from db.items import CASE
from desktop_app.actions import agreed


@pytest.mark.parametrize(("text", "amount"), [
    ("赵永刚赔偿陈志强修理费3000元，2022年9月30日前付清。", 3000_00),
    ("高兴民七日内修剪树枝，并补偿隋建波三百元。", 300_00),
    ("赔偿医疗费2000元、误工费1000元，共计3000元。", 3000_00),
    ("钱多多分三期归还，每月五千元。", None),
    ("按台账埋设界桩，李四光补偿另两户各六百元。", None),
    ("院墙退回界石以内重砌，30日内完工。", None),
    ("", None), (None, None),
])
def test_only_a_plain_sum_is_the_amount(text, amount):
    assert agreed.stated_amount(text) == amount


def test_what_somebody_stated_is_not_written_over():
    case = CASE.blank() | {"agreement_text": "赔偿3000元。"}
    assert agreed.follows(case) == {"amount": 3000_00}
    assert agreed.follows(case | {"amount": 0}) == {}


def test_two_amounts_are_told_apart():
    case = CASE.blank() | {"agreement_text": "赔偿3000元。"}
    assert agreed.doubts(case) == [] == agreed.doubts(case | {"amount": 3000_00})
    problem, = agreed.doubts(case | {"amount": 300_00})
    assert problem.path == ("amount",) and "3,000" in problem.text and not problem.hard
