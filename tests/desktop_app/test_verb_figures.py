"""The verb figures: a table to read, JSON to use, and always the day to which the numbers count."""

import json

import pytest

from db.database import open_store
from db.figures import FIGURES
from db.items import CONSULTATION, CORRECTION, SUPERVISION
from desktop_app.__main__ import main
from desktop_app.actions import records
from desktop_app.actions.session import Session
from tests.conftest import set_up

YEAR = ("--from", "2022-01-01", "--to", "2022-12-31")


@pytest.fixture
def data(tmp_path):
    """An office with two persons under correction, an amount, and one enquiry in each half of the year."""
    with open_store(tmp_path / "office") as store:
        session = set_up(store)
        for item, said in (
                (CORRECTION, {"name": "甲", "category": "02", "reported_on": "2022-03-01"}),
                (CORRECTION, {"name": "乙", "category": "03", "reported_on": "2021-03-01"}),
                (SUPERVISION, {"target": "综合执法队", "event_on": "2022-05-05", "lenient_amount": 671_140_000}),
                (CONSULTATION, {"summary": "问继承", "event_on": "2022-03-05", "is_review": True, "review_chosen": "no"}),
                (CONSULTATION, {"summary": "问工伤", "event_on": "2022-11-05"})):
            records.save(session, item, records.new(session, item, **said))
    return tmp_path / "office"


def run(data, *more, today="2023-01-05"):
    return main(["figures", "--data", str(data), "--today", today, *more])


def test_the_table_reads_like_the_report(data, capsys):
    assert run(data, *YEAR) == 0
    said = capsys.readouterr().out.splitlines()
    told = [" ".join(line.split()) for line in said]
    assert said[0] == "时段：2022年，统计到 2022-12-31"
    for line in ("【社区矫正】", "在矫 2 人", "其中：管制 0 人", "其中：缓刑 1 人", "免罚少罚金额 671.14 万元", "化解率 100.0 %",
                 "调处成功率 — %", "其中：未成年 0 人"):
        assert line in told
    assert any(line.startswith("对上 社区矫正人数：期初在矫 1 +接收 1") for line in told)


def test_json_holds_every_figure_and_the_sums(data, capsys):
    assert run(data, *YEAR, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["to"], told["cut_off"]) == ("2022-01-01", "2022-12-31", "2022-12-31")
    assert [one["key"] for one in told["figures"]] == list(FIGURES)
    assert {one["report"] for one in told["figures"]} >= {"F5", "F65", "F77", None}
    by_key = {one["key"]: one for one in told["figures"]}
    parole = by_key["correction_03"]
    assert (parole["label"], parole["unit"], parole["value"], parole["text"]) == ("假释", "人", 1, "1")
    assert (parole["parent"], parole["report"], parole["definition"]) == ("correction", "F67", "期末在矫的假释")
    fines = next(one for one in told["figures"] if one["unit"] == "万元" and one["value"])
    assert (fines["value"], fines["text"]) == (671.14, "671.14")  # in the unit that stands beside it
    assert by_key["mediation_rate"]["value"] is None and by_key["mediation_rate"]["text"] == ""
    assert by_key["lenient_amount"]["text"] == "671.14" and by_key["review_resolved"]["value"] == 100.0
    assert all(one["holds"] and "=" in one["text"] for one in told["identities"])


def test_while_the_period_lasts_it_counts_to_today(data, capsys):
    assert run(data, *YEAR, "--json", today="2022-09-15") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["to"], told["cut_off"]) == ("2022-12-31", "2022-09-15")
    assert next(one["value"] for one in told["figures"] if one["key"] == "consultation") == 1
    assert run(data, *YEAR, today="2022-09-15") == 0
    assert capsys.readouterr().out.startswith("时段：2022年，统计到 2022-09-15\n")


def test_a_sum_that_does_not_hold_says_so(data, capsys):
    with open_store(data) as store:
        session = Session(store)
        lost = records.new(session, CORRECTION, name="丙", reported_on="2022-03-01", recv_kind="first")
        records.save(session, CORRECTION, lost)  # without a category
    assert run(data, *YEAR) == 0
    assert "对不上！ 在矫分类" in capsys.readouterr().out


@pytest.mark.parametrize(("days", "code", "said"), [
    (("--from", "2022-12-31", "--to", "2022-01-01"), 1, "最后一天早于第一天"),
    (("--from", "2022-01-01"), 2, "还缺：--to"), (("--from", "2022-02-30", "--to", "2022-03-01"), 2, "不是日期")])
def test_wrong_days_are_a_sentence(data, capsys, days, code, said):
    assert run(data, *days) == code
    assert said in capsys.readouterr().err
