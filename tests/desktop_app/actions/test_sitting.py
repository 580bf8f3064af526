"""补录: a stack of slips as it is kept, saved slip by slip, taken back, left, gone on with and ended."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import clock, people, repository
from db.database import open_store
from db.errors import KnownError
from db.items import CASE, MEDIATOR, VILLAGE
from desktop_app.actions import cases, office, sitting, transcribe
from desktop_app.actions.session import Session
from desktop_app.entry.slip_form import Slip


@pytest.fixture(autouse=True)
def today():
    with clock.pretending(date(2022, 9, 28)):
        yield


@pytest.fixture
def village(session):
    return office.register(session.store, VILLAGE, "大孤山村", session.who)


@pytest.fixture
def stack(session, village):
    return sitting.begin(session, {"planned": 3, "village": village, "mediator": session.me,
                                   "mediation_date": "2022-09-05", "paper_slip_no": "海-0099"})


def enter(session, stack, text="高兴民隋建波", kind="02", outcome="oral", amount="300"):
    """Key in and save one slip."""
    stack.slip.text, stack.slip.type, stack.slip.outcome, stack.slip.amount = text, kind, outcome, amount
    reading = sitting.read_slip(session, stack)
    return sitting.save(session, stack, sitting.record_of(session, stack, reading)).record


def said(session, stack):
    reading = sitting.read_slip(session, stack)
    record = sitting.record_of(session, stack, reading)
    return sitting.read_back(stack, reading, record, repository.names(session.store, VILLAGE))


def test_a_stack_without_a_number_of_slips_does_not_begin(session):
    with pytest.raises(KnownError, match="几张"):
        sitting.begin(session, sitting.start_values(session))
    assert sitting.load(session) is None


def test_it_starts_with_the_last_choices_and_today(session, village):
    assert sitting.start_values(session)["mediator"] == session.me
    assert sitting.start_values(session)["mediation_date"] == "2022-09-28"
    session.sticky["village"] = village
    assert sitting.start_values(session)["village"] == village


def test_the_next_stack_remembers_the_last_one_after_a_restart(session, stack, village):
    sitting.stop(session, stack)
    assert sitting.start_values(Session(session.store))["village"] == village


def test_a_slip_is_a_case_with_what_the_stack_keeps(session, stack, village):
    case = enter(session, stack)
    assert [p["name"] for p in case["parties"]] == ["高兴民", "隋建波"]
    stored = {key: case[key] for key in ("dispute_type", "result", "agreement_form", "amount", "village", "mediator",
                                         "accept_date", "mediation_date", "paper_slip_no", "summary", "one_line")}
    assert stored == {"dispute_type": "02", "result": "success", "agreement_form": "oral", "amount": 30000,
                      "village": village, "mediator": session.me, "accept_date": "2022-09-05",
                      "mediation_date": "2022-09-05", "paper_slip_no": "海-0099", "summary": None, "one_line": None}
    assert (stack.done, stack.left, stack.number) == ([case["uid"]], 2, "海-0100")


def test_an_empty_amount_stays_unsaid_and_nought_is_nought(session, stack):
    assert enter(session, stack, amount="")["amount"] is None
    assert enter(session, stack, amount="0")["amount"] == 0


def test_words_behind_the_names_are_the_facts(session, stack):
    case = enter(session, stack, "高兴民隋建波 树枝遮光", None)
    assert (case["summary"], case["one_line"], case["dispute_type"]) == ("树枝遮光", "高兴民隋建波 树枝遮光", "02")


def test_a_day_said_on_a_slip_stays_for_the_next(session, stack):
    assert enter(session, stack, "9.7 高兴民隋建波")["accept_date"] == "2022-09-07"
    assert enter(session, stack, "冯玉梅陈永")["mediation_date"] == "2022-09-07"


def test_a_picked_person_brings_what_is_known(session, stack, known_people):
    stack.slip.picked["王建国"] = known_people[0]
    case = enter(session, stack, "王建国 高兴民")
    assert (case["parties"][0]["person"], case["parties"][0]["phone"]) == (known_people[0], "13806310001")


def test_the_line_that_reads_back(session, stack, known_people):
    stack.slip = Slip("高兴民 隋建波", "02", "oral", "300")
    assert "·".join(piece.text for piece in said(session, stack)) == "高兴民 与 隋建波·邻里纠纷·口头和解·300 元·9月5日·大孤山村"
    assert [piece.state for piece in said(session, stack)] == ["", "", "", "", "carried", "carried"]
    stack.slip = Slip("于海和孙晓丽13806310005", outcome="written")
    assert [(piece.text, piece.state) for piece in said(session, stack)][:4] == [
        ("于海 与 孙晓丽（13806310005）", "doubt"), ("没选纠纷类型", "missing"), ("书面协议", ""), ("没写金额", "missing")]
    stack.slip = Slip("wjj")
    assert said(session, stack)[0].text == "王建军（东村） 与 （没写对方）"
    stack.slip = Slip()
    assert said(session, stack)[0] == sitting.Said("还没有姓名", "missing", "names")


def test_leaving_to_a_form_takes_only_what_is_sure(session, stack):
    stack.slip = Slip("高兴民 隋建波 口头 300")
    reading = sitting.read_slip(session, stack)
    assert reading.doubts == ("amount",)
    case = sitting.record_of(session, stack, reading, sure_only=True)
    assert case["amount"] is None and case["parties"][1]["name"] == "隋建波"


def test_it_is_gone_on_with_where_it_was_left(session, stack):
    enter(session, stack)
    stack.slip.text, stack.slip.type = "冯玉梅", "02"
    sitting.keep(session, stack)
    later = sitting.waiting(Session(session.store))
    assert later == stack and later.words == "补录到第 2 张，共 3 张"


def test_it_outlives_the_program(tmp_path):
    told = transcribe.standard()["office"]
    with open_store(tmp_path / "b") as store:
        office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"],
                                                told["registrar"]))
        session = Session(store)
        stack = sitting.begin(session, {"planned": 2, "mediator": session.me, "mediation_date": "2022-09-05"})
        enter(session, stack)
    with open_store(tmp_path / "b") as store:
        stack = sitting.waiting(session := Session(store))
        enter(session, stack, "冯玉梅陈永")
        assert stack.left == 0 and sitting.waiting(session) is None
        assert len(sitting.done_cases(session, stack)) == 2


def test_twelve_of_twelve_and_no_more_until_it_is_said(session, stack):
    for text in ("高兴民隋建波", "冯玉梅陈永", "史国栋陶金山"):
        assert sitting.waiting(session)
        enter(session, stack, text)
    assert sitting.waiting(session) is None
    sitting.more(session, stack, 2)
    assert sitting.waiting(session).left == 2


def test_half_a_slip_is_not_lost_to_ending(session, stack):
    enter(session, stack)
    stack.slip.text = "冯玉梅"
    with pytest.raises(KnownError, match="这一张还没有存"):
        sitting.stop(session, stack)
    stack.slip.text = ""
    sitting.stop(session, stack)
    assert (stack.planned, sitting.waiting(session)) == (1, None)


def test_a_slip_that_was_deleted_elsewhere_is_a_slip_to_do_again(session, stack):
    enter(session, stack)
    second = enter(session, stack, "冯玉梅陈永")
    cases.delete_case(session, second["uid"])
    assert sitting.waiting(session).words == "补录到第 2 张，共 3 张"


def test_the_last_slip_comes_back_and_keeps_its_number(session, stack):
    enter(session, stack)
    before = enter(session, stack, "冯玉梅陈永")
    assert sitting.take_back(session, stack) == "已撤回：冯玉梅 与 陈永，改好再存"
    assert len(stack.done) == 1 and repository.get(session.store, CASE, before["uid"])["deleted_at"]
    assert "·".join(piece.text for piece in said(session, stack)).startswith("冯玉梅 与 陈永·邻里纠纷·口头和解·300 元·9月5日")
    stack.slip.amount = "500"
    after = sitting.save(session, stack, sitting.record_of(session, stack, sitting.read_slip(session, stack))).record
    assert (after["uid"], after["case_no"], after["amount"]) == (before["uid"], before["case_no"], 50000)
    assert after["deleted_at"] is None and len(stack.done) == 2
    assert stack.number == "海-0101", "and so does the paper"


def test_other_names_may_be_keyed_over_a_slip_that_came_back(session, stack):
    before = enter(session, stack)
    sitting.take_back(session, stack)
    stack.slip.text = "高兴民隋建国"
    after = sitting.save(session, stack, sitting.record_of(session, stack, sitting.read_slip(session, stack))).record
    assert [p["name"] for p in after["parties"]] == ["高兴民", "隋建国"] and after["uid"] == before["uid"]
    assert after["amount"] == 30000


def test_what_came_back_and_was_saved_again_can_be_undone_as_usual(session, stack):
    enter(session, stack)
    sitting.take_back(session, stack)
    stack.slip.amount = "500"
    sitting.save(session, stack, sitting.record_of(session, stack, sitting.read_slip(session, stack)))
    assert cases.undo_last(session).startswith("已撤销修改")
    assert repository.get(session.store, CASE, stack.done[0])["amount"] == 30000


def test_a_restart_does_not_hinder_taking_back(session, stack):
    case = enter(session, stack)
    again = Session(session.store)
    stack = sitting.waiting(again)
    sitting.take_back(again, stack)
    assert stack.slip.form["uid"] == case["uid"] and sitting.waiting(again).slip == stack.slip


def test_a_slip_that_came_back_and_was_restored_elsewhere_is_done(session, stack):
    case = enter(session, stack)
    sitting.take_back(session, stack)
    repository.restore(session.store, CASE, case["uid"], session.who)
    later = sitting.waiting(session)
    assert later.done == [case["uid"]] and later.slip == Slip()


def test_nothing_typed_is_lost_to_taking_back_and_nothing_sent_is_taken_back(session, stack):
    with pytest.raises(KnownError, match="还没有存过"):
        sitting.take_back(session, stack)
    case = enter(session, stack)
    stack.slip.text = "冯玉梅"
    with pytest.raises(KnownError, match="这一张还没有存"):
        sitting.take_back(session, stack)
    stack.slip = Slip()
    repository.mark(session.store, CASE, [case["uid"]], {"report_state": "exported"}, "某")
    with pytest.raises(KnownError, match="已经报上去"):
        sitting.take_back(session, stack)
    assert stack.done == [case["uid"]]


def test_case_and_count_are_saved_both_or_neither(session, stack):
    """The disk fails between the two: no case, and nothing in memory that says there were one."""
    session.store.db.execute_sql("CREATE TEMP TRIGGER broken BEFORE UPDATE ON setting BEGIN "
                                 "SELECT RAISE(ABORT, 'database or disk is full'); END")
    session.sticky["village"] = stack.village
    with pytest.raises(KnownError, match="磁盘满了"):
        enter(session, stack)
    assert (stack.done, stack.slip.text, session.undoable) == ([], "高兴民隋建波", [])
    assert repository.records(session.store, CASE) == []
    session.store.db.execute_sql("DROP TRIGGER broken")
    enter(session, stack)
    assert len(repository.records(session.store, CASE)) == len(sitting.waiting(session).done) == 1


def test_the_line_of_the_page_behind_keeps_its_draft(session, stack):
    """A new case has no uid: its draft must not be taken for that of the typed line."""
    from db import drafts

    drafts.keep(session.store, CASE, {"one_line": "又一件"}, session.who)
    enter(session, stack)
    assert [draft.data for draft in drafts.waiting(session.store, CASE)] == [{"one_line": "又一件"}]


def test_a_form_can_be_left_and_says_the_same_in_the_boxes(session, stack):
    stack.slip = Slip("高兴民隋建波")
    case = sitting.record_of(session, stack, sitting.read_slip(session, stack))
    case["parties"][0]["phone"] = "13806310005"
    sitting.keep_form(session, stack, case | {"dispute_type": "15", "result": "success", "summary": "看病"})
    stack = sitting.waiting(session)
    saved = sitting.save(session, stack, sitting.record_of(session, stack, sitting.read_slip(session, stack))).record
    assert (saved["dispute_type"], saved["result"], saved["agreement_form"], saved["summary"]) == (
        "15", "success", None, "看病")
    assert saved["parties"][0]["phone"] == "13806310005" and saved["mediation_date"] == "2022-09-05"


def test_what_changes_in_a_form_holds_for_the_next_slip(session, stack):
    other = next(m["uid"] for m in repository.records(session.store, MEDIATOR) if m["uid"] != session.me)
    case = sitting.record_of(session, stack, sitting.read_slip(session, stack))
    sitting.save(session, stack, case | {"parties": [{"name": "张三", "role": "applicant", "kind": "natural"}],
                                         "summary": "吵架", "mediator": other, "mediation_date": "2022-09-08"})
    assert (stack.mediator, stack.date) == (other, "2022-09-08")


def test_the_end_counts_by_type_and_outcome_and_adds_up_what_was_stated(session, stack):
    sitting.more(session, stack, 1)
    enter(session, stack)
    enter(session, stack, "冯玉梅陈永", "02", "failed", "")
    enter(session, stack, "赵永刚陈志强", "06", "written", "3000")
    enter(session, stack, "史国栋陶金山", "", "ongoing", "")
    found = sitting.summary(session, sitting.done_cases(session, stack))
    assert found.columns == ("口头", "书面", "没调成", "还在调")
    assert found.lines == (
        sitting.Line("合计", (1, 1, 1, 1), 4, 330000), sitting.Line("邻里", (1, 0, 1, 0), 2, 30000),
        sitting.Line("损害赔偿", (0, 1, 0, 0), 1, 300000), sitting.Line("没选类型", (0, 0, 0, 1), 1, None))
    assert {("证件号码", 4), ("电话", 4), ("纠纷简要情况", 4)} <= set(found.missing)
    assert not {"性别", "出生日期"} & {label for label, _ in found.missing}


def test_the_end_tells_an_outcome_that_no_digit_stands_for(session, stack):
    enter(session, stack, outcome="")
    found = sitting.summary(session, sitting.done_cases(session, stack))
    assert found.columns[-1] == "没选全" and found.lines[0].counts == (0, 0, 0, 0, 1)


def test_the_people_of_a_slip_are_found_next_time(session, stack):
    enter(session, stack, "高兴民13806310005隋建波")
    assert [person["name"] for person in people.find(session.store, "gxm")] == ["高兴民"]


@given(st.text("海-AB第", max_size=6), st.integers(0, 10**6), st.integers(1, 8))
def test_numbers_count_on(letters, number, width):
    following = sitting.count_on(letters + str(number).zfill(width))
    assert following == letters + str(number + 1).zfill(width)
    assert sitting.count_on(letters) == ""


@given(st.builds(Slip, text=st.text(max_size=20), type=st.sampled_from([None, "", "02"]), amount=st.text(max_size=5),
                 picked=st.dictionaries(st.text(min_size=1, max_size=3), st.text(max_size=3), max_size=2)),
       st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_what_is_kept_comes_back_the_same(slip, done):
    stack = sitting.Sitting(12, "v", "m", "2022-09-05", "海-1", "2022-09-28T10:00:00", done, slip)
    said = json.loads(json.dumps(sitting.asdict(stack)))
    assert sitting.Sitting(**said | {"slip": Slip(**said["slip"])}) == stack
