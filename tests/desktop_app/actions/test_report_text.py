"""The report in words: every slot filled, noughts that read well, own templates, 余."""

import json
import re
from datetime import date

import pytest

from db import clock
from db.errors import NotFound
from db.figures import FIGURES
from db.items import BY_KEY, CORRECTION, LEGAL_AID, PUBLICITY
from db.resources import resource
from desktop_app.actions import records, report_text, tabs
from desktop_app.actions.period import Period
from desktop_app.actions.report_text import BadTemplate

YEAR = Period("2022-01-01", "2022-12-31")


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 12, 31))
    return session


def own(session, **told):
    folder = session.store.folder / "reports"
    folder.mkdir(exist_ok=True)
    path = folder / "own.json"
    path.write_text(json.dumps({"name": "自定", "title": "{office}", "paragraphs": []} | told, ensure_ascii=False),
                    encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["year", "month"])
def test_a_shipped_template_reads_well_on_an_empty_book(session, name):
    report = report_text.write(session, report_text.named(session, name), YEAR)
    assert "{" not in report.text and "None" not in report.text and "没有调处矛盾纠纷。" in report.text
    assert "脱管漏管" in report.text and "脱管漏管0人" not in report.text
    assert report.title == "海阳所镇司法所2022年工作情况" and "统计到 2022-12-31" in report.about


def test_the_numbers_are_those_of_the_records(session):
    for _ in range(2):
        records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="送法", event_on="2022-05-01", leaflet_n=60))
    records.save(session, CORRECTION, records.new(session, CORRECTION, name="乙某", category="02", reported_on="2022-03-01"))
    text = report_text.write(session, report_text.named(session, "年度工作总结"), YEAR).text
    assert "开展各类法治宣传活动2次，发放法治宣传材料120份" in text
    assert "在矫1人，其中管制0人、缓刑1人、假释0人、暂予监外执行0人" in text
    assert "无社区矫正对象脱管漏管。" in text and "乙某" not in text


def test_the_year_tells_every_figure_of_the_county_report_that_an_office_has():
    told = report_text.load(resource("reports", "year.json")).told
    slots = {slot for paragraph in told["paragraphs"] for sentence in paragraph["sentences"]
             for slot in re.findall(r"\{(\w+)\}", sentence["text"])}
    slots |= {sentence.get("if") for paragraph in told["paragraphs"] for sentence in paragraph["sentences"]}
    of_units = {"site_cover"}  # how many offices have a site; one office tells how many sites it has
    assert {figure.key for figure in FIGURES.values() if figure.report} - of_units <= slots


def test_the_parts_of_a_sentence_add_up(session):
    person = records.save(session, CORRECTION, records.new(
        session, CORRECTION, name="乙某", category="02", reported_on="2022-03-01")).record
    move = BY_KEY["correction_move"]
    records.save(session, move, records.new(session, move, subject=person["uid"], direction="out", result="agreed",
                                            event_on="2022-04-01", decided_on="2022-05-01"))
    text = report_text.write(session, report_text.named(session, "year"), YEAR).text
    assert "办理执行地变更1人（迁入0人、迁出1人）" in text


def test_money_that_nobody_told_of_is_not_said_to_be_nought(session):
    records.save(session, LEGAL_AID, records.new(session, LEGAL_AID, name="丁某", sent_on="2022-05-02"))
    template = report_text.named(session, "year")
    text = report_text.write(session, template, YEAR).text
    assert "转交法律援助案件1件。" in text and "节省费用" not in text
    records.save(session, LEGAL_AID, records.new(session, LEGAL_AID, name="戊某", decided_on="2022-06-01", saved=350_000))
    text = report_text.write(session, template, YEAR).text
    assert "节省费用0.35万元。" in text and "挽回损失" not in text


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (7, "7"), (19, "19"), (20, "20"), (21, "20余"), (99, "90余"),
                                               (100, "100"), (612, "610余"), (2301, "2300余"), (20460, "20000余")])
def test_round_words_never_say_more_than_is_true(number, words):
    assert report_text.about(number) == words


def test_round_words_only_where_they_are_wished(session):
    for _ in range(21):
        records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="送法", event_on="2022-05-01"))
    template = report_text.named(session, "month")
    assert "法治宣传21次" in report_text.write(session, template, YEAR).text
    assert "法治宣传20余次" in report_text.write(session, template, YEAR, rounded=True).text


def test_an_own_template_is_offered_beside_the_shipped_ones(session):
    own(session, paragraphs=[{"sentences": [{"text": "宣传{publicity}次。"}]}])
    assert [t.name for t in report_text.templates(session)[0]] == ["年度工作总结", "月度工作情况", "自定"]
    assert report_text.write(session, report_text.named(session, "自定"), YEAR).paragraphs == (("", "宣传0次。"),)


@pytest.mark.parametrize(("told", "words"), [
    ({"paragraphs": [{"sentences": [{"text": "{不是指标}"}]}]}, "不是指标的名字"),
    ({"paragraphs": [{"sentences": [{"text": "a", "if": "__class__"}]}]}, "不是指标的名字"),
    ({"paragraphs": [{"sentences": [{"text": "a", "if": "office"}]}]}, "不是指标的名字"),
    ({"paragraphs": [{"sentences": [{"text": "{mediation.n}"}]}]}, "{mediation.n}"),
    ({"title": "{}"}, "{}"), ({"title": 5}, "title"), ({"title": "\x00"}, "title"), ({"名称": "a"}, "不认识"),
    ({"paragraphs": [{"sentences": [{"else": "a"}]}]}, "缺少 text"), ({"paragraphs": ["a"]}, "花括号"),
    ({"paragraphs": [{}]}, "缺少 sentences"), ({"paragraphs": 3}, "paragraphs")])
def test_a_template_that_cannot_be_names_its_file_and_keeps_nothing_else_out(session, told, words):
    own(session, **told)
    good, faults = report_text.templates(session)
    assert len(good) == 2 and len(faults) == 1
    assert "own.json" in faults[0].what and words in faults[0].what


def test_a_file_that_is_no_json_says_where(session):
    own(session).write_text("{\n\"name\": ", encoding="utf-8")
    with pytest.raises(BadTemplate, match="第 2 行"):
        report_text.named(session, "没有")


def test_an_unknown_template_is_a_sentence(session):
    with pytest.raises(NotFound, match="年度工作总结"):
        report_text.named(session, "没有")


def test_a_desk_says_nothing_of_tabs_that_it_does_not_have(session):
    tabs.save(session, {"correction": False, "resettlement": False})
    report = report_text.write(session, report_text.named(session, "year"), YEAR)
    assert "社区矫正" not in report.text and "安置帮教" not in report.text
    assert [heading for heading, _ in report.paragraphs] == [
        "一、人民调解", "二、法治宣传", "三、合法性审查和执法监督", "四、远程视频会见"]


def test_every_number_of_the_text_tells_which_figure_it_is(session):
    report = report_text.write(session, report_text.named(session, "month"), YEAR)
    told = {key: words for _, pieces in report.pieces for words, key in pieces if key}
    assert told["correction"] == "0" and set(told) <= set(FIGURES)
    assert not any(mark.isdigit() for _, pieces in report.pieces for words, key in pieces if not key for mark in words)


def test_a_year_that_lasts_is_counted_up_to_today(session):
    clock.pretend(date(2022, 10, 8))
    report = report_text.write(session, report_text.named(session, "year"), YEAR)
    assert report.about == "统计时段：2022年，数据统计到 2022-10-08。"
