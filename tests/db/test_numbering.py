"""Case numbers: two series, a new year, never used twice, and every gap with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import numbering, repository
from db.items import CASE, COMMITTEE
from desktop_app.actions import cases


@pytest.fixture
def committee(session):
    return repository.records(session.store, COMMITTEE)[0]


@pytest.fixture
def enter(session):
    """enter(**values) -> a stored case with a number."""
    def made(**values):
        case = cases.new_case(session) | {
            "summary": "树枝", "accept_date": "2022-09-05", "mediation_date": "2022-09-05", "result": "success",
            "agreement_form": "oral"} | values
        case["parties"][0]["name"] = "高兴民"
        return cases.save_case(session, case).record
    return made


def gaps(session, committee=None):
    return [(g.number, g.reason) for g in numbering.gaps(session.store, committee)]


def test_oral_and_written_count_apart(enter):
    numbers = [enter(agreement_form=form)["case_no"] for form in ("oral", "written", "oral", "written")]
    assert numbers == ["海人调口字〔2022〕第001号", "海人调字〔2022〕第001号",
                       "海人调口字〔2022〕第002号", "海人调字〔2022〕第002号"]


def test_a_failure_belongs_to_the_oral_series_and_an_open_case_to_none(enter):
    assert enter(agreement_form=None, result="failure")["case_no"] == "海人调口字〔2022〕第001号"
    assert enter(agreement_form=None, result="ongoing")["case_no"] is None


def test_every_year_starts_anew(enter):
    for day, number in (("2022-12-31", "海人调口字〔2022〕第001号"), ("2023-01-01", "海人调口字〔2023〕第001号"),
                        ("2022-12-30", "海人调口字〔2022〕第002号")):
        assert enter(accept_date=day, mediation_date=day)["case_no"] == number


def test_a_deleted_or_undone_case_keeps_its_number_to_itself(session, enter):
    first = enter()
    cases.delete_case(session, first["uid"])
    assert enter()["case_no"].endswith("002号")
    cases.undo_last(session)  # the second case goes to the bin
    assert enter()["case_no"].endswith("003号")
    assert gaps(session) == [("海人调口字〔2022〕第001号", "案件在回收站"), ("海人调口字〔2022〕第002号", "案件在回收站")]
    repository.restore(session.store, CASE, first["uid"], "刘淑芬")
    assert gaps(session) == [("海人调口字〔2022〕第002号", "案件在回收站")]


def test_changing_the_form_leaves_a_gap_and_changing_back_fills_it(session, enter):
    case = cases.save_case(session, enter() | {"agreement_form": "written"}).record
    assert case["case_no"] == "海人调字〔2022〕第001号" == case["agreement_no"]
    assert gaps(session) == [("海人调口字〔2022〕第001号", "案件改用 海人调字〔2022〕第001号")]
    assert enter()["case_no"] == "海人调口字〔2022〕第002号"
    case = cases.save_case(session, case | {"agreement_form": "oral"}).record
    assert case["case_no"] == "海人调口字〔2022〕第001号"
    assert numbering.current(session.store, case["uid"]) == ("oral", "海人调口字〔2022〕第001号")


def test_an_undone_change_of_form_gives_the_number_back(session, enter):
    case = enter()
    cases.save_case(session, case | {"agreement_form": "written"})
    cases.undo_last(session)
    assert numbering.current(session.store, case["uid"]) == ("oral", case["case_no"])
    assert [number for number, _ in gaps(session)] == ["海人调字〔2022〕第001号"]


def test_a_mistyped_year_is_put_right(session, enter):
    case = enter(accept_date="2021-09-05", mediation_date="2021-09-05")
    assert case["case_no"] == "海人调口字〔2021〕第001号"
    case = cases.save_case(session, case | {"accept_date": "2022-09-05", "mediation_date": "2022-09-05"}).record
    assert case["case_no"] == "海人调口字〔2022〕第001号"


def test_a_number_that_was_sent_stays(session, enter):
    case = enter()
    repository.mark(session.store, CASE, [case["uid"]], {"report_state": "exported"}, "刘淑芬")
    assert cases.save_case(session, case | {"agreement_form": "written"}).record["case_no"] == case["case_no"]


def test_another_committee_has_its_own_numbers(session, enter, committee):
    other = repository.add(session.store, COMMITTEE, {"name": "东村调委会", "abbr": "东"}, "刘淑芬")
    enter(committee=committee["uid"])
    case = enter(committee=other["uid"])
    assert case["case_no"] == "东人调口字〔2022〕第001号"
    assert cases.save_case(session, case | {"committee": committee["uid"]}).record["case_no"].startswith("海人调口字")
    assert gaps(session, committee) == []
    assert [n for n, _ in gaps(session, other)] == ["东人调口字〔2022〕第001号"]


def test_two_series_that_make_the_same_numbers_never_collide(session, enter, committee):
    same = {"oral_number": "调〔{year}〕{seq}号", "written_number": "调〔{year}〕{seq}号"}
    repository.save(session.store, COMMITTEE, committee | same, "刘淑芬")
    numbers = [enter(agreement_form=form)["case_no"] for form in ("oral", "written", "written", "oral")]
    assert sorted(numbers) == [f"调〔2022〕{n}号" for n in (1, 2, 3, 4)]


def test_a_number_that_was_skipped_is_reported(session, enter):
    enter()
    enter()
    with session.store.writing():
        session.store.db.execute_sql("DELETE FROM number WHERE seq = 1")
    assert gaps(session) == [("第1号", "没有用过这个号")]


@pytest.mark.parametrize(("template", "number"), [
    ("{abbr}调〔{year}〕{seq:03d}号", "海调〔2022〕007号"), ("{seq}/{year}", "7/2022"), ("{year}{seq:06d}", "2022000007"),
    ("{year}-{seq} {name} {0} {abbr!r} {abbr.__class__}", "2022-7 {name} {0} {abbr!r} {abbr.__class__}")])
def test_only_the_slots_are_filled(template, number):
    assert numbering.fill(template, "海", 2022, 7) == number


@given(st.text(), st.text(), st.integers(1990, 2100), st.integers(1, 99999))
def test_no_template_is_ever_evaluated(template, abbr, year, seq):
    filled = numbering.fill(template, abbr, year, seq)
    if "{" not in template:
        assert filled == template


@pytest.mark.parametrize("template", ["", "第{seq}号", "〔{year}〕", "没有空格"])
def test_a_template_that_cannot_tell_cases_apart_is_not_used(template):
    assert numbering.template_fault(template)
    assert numbering.template_of({"oral_number": template}, "oral") == numbering.TEMPLATES["oral"]


def test_the_shipped_templates_work():
    assert [numbering.template_fault(t) for t in numbering.TEMPLATES.values()] == ["", ""]
