"""人员库 and 套话 by the keys of a real keyboard: two entries of one person made one and taken back; a phrase of the
office kept from one case and used in the next."""

from datetime import date

import pytest

from db import clock, repository
from db.database import open_store
from db.items import PERSON
from desktop_app.actions import cases, transcribe
from tests.conftest import set_up
from tests.e2e.clerk import Clerk

pytestmark = pytest.mark.e2e

ENTRY = transcribe.entries()["S4"]
FIRST, SECOND = (party["name"] for party in ENTRY["parties"])
KEPT = "SELECT text FROM phrase WHERE deleted_at IS NULL"


@pytest.fixture
def data(tmp_path):
    """S4 with an agreement that names a sum, and one of its parties twice in the directory."""
    with clock.pretending(date(2022, 9, 28)), open_store(tmp_path / "data") as store:
        session = set_up(store)
        case = transcribe.full_record(session, ENTRY) | {"agreement_text": f"{FIRST}赔偿{SECOND}修理费3000元。"}
        cases.save_case(session, case)
        who = repository.records(store, PERSON)[0]
        repository.add(store, PERSON, who | {"uid": None, "id_no": None}, session.who)
    return tmp_path / "data"


def parties_of(program, uid):
    return program.rows("SELECT count(*) FROM party WHERE person = ?", uid)[0][0]


def test_a_person_entered_twice_is_made_one_and_taken_back(start, data):
    program = start(data)
    program.wait_window("随录")
    (first, name, initials), (second, *_) = program.rows(
        "SELECT uid, name, initials FROM person WHERE name = (SELECT name FROM person GROUP BY name HAVING count(*) = 2) ORDER BY id")
    program.keys("ctrl+comma")
    program.settle()
    program.keys("9", "Return")
    program.settle()
    program.look("pairs")
    program.keys("ctrl+f")
    program.type(initials)
    program.settle()
    program.look(f"found {name}")
    program.keys("Down", "Return")  # to his cases
    program.settle()
    program.keys("Escape", "Escape", "Return")  # back to the list, to the pairs, and into the first one
    program.settle()
    program.look("side by side")
    program.keys("Return")  # where the keyboard stands nothing is merged
    program.settle()
    assert not program.rows("SELECT 1 FROM person_match")
    program.keys("Return")
    program.settle()
    program.keys("2")
    program.wait_rows("merged", "SELECT 1 FROM person WHERE uid = ? AND deleted_at IS NOT NULL", first)
    program.settle()
    program.look("merged")
    assert parties_of(program, second) == 1 and parties_of(program, first) == 0
    program.keys("ctrl+z")
    program.wait_rows("taken back", "SELECT 1 FROM person WHERE uid = ? AND deleted_at IS NULL", first)
    assert parties_of(program, first) == 1 and parties_of(program, second) == 0
    program.settle()
    program.look("taken back")
    assert program.close() == 0


def test_a_phrase_is_kept_from_one_case_and_used_in_the_next(start, data):
    program = start(data)
    clerk = Clerk(program)
    program.wait_window("随录")
    program.keys("ctrl+Next")  # 纠纷调解
    clerk.find(FIRST)
    program.keys("F4")
    program.settle()
    clerk.go("agreement_text")
    program.keys("F9")
    program.settle()
    program.look("the list under the text")
    program.keys("plus")
    program.wait_window("存为套话")
    program.look("the phrase")
    program.keys("ctrl+s")
    assert program.wait_rows("the phrase", KEPT) == [("{甲方}赔偿{乙方}修理费____元。",)]
    program.wait_window("随录")
    program.keys("F2")
    other = {"parties": [{"name": "高兴民"}, {"name": "隋建波"}], "dispute_type": ENTRY["dispute_type"],
             "summary": ENTRY["summary"], "result": ENTRY["result"], "agreement_form": ENTRY["agreement_form"]}
    clerk.short(other | {"mediated_on": "2022-09-20"})
    program.keys("F4")
    clerk.go("agreement_text")
    program.settle()
    program.look("the phrases of an empty field")
    program.type("1")
    program.type("500")
    program.settle()
    program.look("filled")
    program.keys("ctrl+s")
    program.wait_rows("the second case", "SELECT 1 FROM mediation_case WHERE agreement_text = '高兴民赔偿隋建波修理费500元。'")
    program.keys("ctrl+comma")
    program.settle()
    program.keys("7", "Return")
    program.settle()
    program.look("in the settings")
    program.keys("Delete")
    program.wait_rows("deleted", "SELECT 1 FROM phrase WHERE deleted_at IS NOT NULL")
    program.settle()
    program.look("deleted")
    program.keys("ctrl+z")
    program.wait_rows("taken back", KEPT)
    assert program.close() == 0
