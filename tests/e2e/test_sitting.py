"""A stack of three slips by the keys of a real keyboard, with the power gone in the middle of the second one."""

import json

import pytest

from tests.e2e.program import wait_for

pytestmark = pytest.mark.e2e

STORED = ("SELECT dispute_type, result, agreement_form, amount, mediation_date FROM mediation_case "
          "WHERE deleted_at IS NULL ORDER BY id")


def kept(program):
    """Names and type of the slip that is half keyed in."""
    slip = json.loads(program.rows("SELECT value FROM setting WHERE key = 'sitting'")[0][0])["slip"]
    return slip["text"], slip["type"]


def open_stack(start, data):
    program = start(data)
    program.wait_window("随录")
    program.keys("F11")
    program.settle()
    return program


def test_a_stack_outlives_a_power_cut(start, data):
    program = open_stack(start, data)
    program.type("3")
    program.keys("ctrl+Return")
    program.settle()
    program.type("高兴民隋建波")
    program.keys("Return")
    program.type("21300")
    program.look("first slip")
    program.keys("Return")
    program.wait_rows("the first case", f"SELECT 1 FROM ({STORED})")
    program.type("史国栋 陶金山")
    program.keys("Return")
    program.type("3")  # 房屋宅基地
    wait_for("the half slip", lambda: kept(program) == ("史国栋 陶金山", "03"))
    program.kill()

    program = open_stack(start, data)
    program.look("gone on")
    program.type("3")  # 没调成: the keyboard is at what was not said yet
    program.keys("Return")
    program.wait_rows("the second case", f"SELECT 1 FROM ({STORED}) WHERE dispute_type = '03'")
    program.type("赵永刚 陈志强")
    program.keys("Return")
    program.type("623000")
    program.keys("Return")
    program.wait_rows("the third case", f"SELECT 1 FROM ({STORED}) WHERE dispute_type = '06'")
    program.settle()
    program.look("three of three")
    program.type("9")
    program.keys("Return")
    assert program.rows(STORED) == [("02", "success", "oral", 30000, "2022-09-28"),
                                    ("03", "failure", None, None, "2022-09-28"),
                                    ("06", "success", "written", 300000, "2022-09-28")]
    assert program.close() == 0
