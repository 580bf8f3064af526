"""One line: understood while typed, corrected chip by chip, saved by Enter."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import clock, people, repository
from db.items import MEDIATOR, VILLAGE
from desktop_app.actions import cases, settings, words
from desktop_app.entry.line_form import State
from desktop_app.entry.parse import parse
from desktop_app.ui.pages.line_entry import LineEntry

S1 = "高兴民 隋建波 树枝遮光 口头和解 赔300"


@pytest.fixture
def entry(hands, session, sources):
    made = hands.show(LineEntry(session, sources), 1300, 400)
    made.focus_box()
    return made


def said(entry):
    return {key: (chip.text_shown, chip.state) for key, chip in entry.chips.items()}


def test_chips_show_what_was_understood(hands, entry):
    hands.type(S1)
    shown = said(entry)
    assert shown["applicant"] == ("高兴民", State.CERTAIN)
    assert shown["respondent"] == ("隋建波", State.CERTAIN)
    assert shown["dispute_type"] == ("邻里", State.CERTAIN)
    assert shown["agreement_form"] == ("口头", State.CERTAIN)
    assert shown["amount"] == ("300 元", State.CERTAIN)
    assert shown["mediation_date"] == ("今天 9月28日", State.CERTAIN)
    assert shown["village"][1] is State.EMPTY


def test_a_line_begun_the_next_morning_is_of_that_day(hands, entry):
    with clock.pretending(date(2022, 9, 29)):
        hands.type("高兴民 隋建波 树枝遮光")
        assert (entry.record()["accept_date"], entry.record()["mediation_date"]) == ("2022-09-29", "2022-09-29")


def test_a_line_begun_by_the_next_person_is_that_person_s(hands, entry, session):
    other = next(m["uid"] for m in repository.records(session.store, MEDIATOR) if m["uid"] != session.me)
    settings.save_office(session, "town", "某所", other, {})
    hands.type("高兴民 隋建波 树枝遮光")
    assert (entry.record()["registrar"], entry.record()["mediator"]) == (other, other)


def test_enter_submits_the_case_with_the_words_as_typed(hands, qtbot, entry):
    hands.type(S1)
    with qtbot.waitSignal(entry.submitted) as caught:
        hands.press(Qt.Key.Key_Return)
    record = caught.args[0]
    assert [p["name"] for p in record["parties"]] == ["高兴民", "隋建波"]
    assert (record["one_line"], record["summary"]) == (S1, "树枝遮光")
    assert (record["result"], record["amount"], record["dispute_type"]) == ("success", 30000, "02")


def test_what_was_not_said_is_empty_and_says_so(hands, entry):
    hands.type("高兴民 隋建波")
    assert said(entry)["amount"] == ("没有说", State.EMPTY)
    assert said(entry)["dispute_type"] == ("没听出", State.EMPTY)
    assert entry.record()["amount"] is None


def test_a_doubt_is_asked_about_before_saving(hands, qtbot, entry):
    hands.type("曲玉珍曲玉芬 老人赡养 每月各出300元 书面")
    assert said(entry)["amount"] == ("300 元 ？", State.DOUBT)
    with qtbot.assertNotEmitted(entry.submitted):
        hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is entry.chips["amount"]
    with qtbot.waitSignal(entry.submitted) as caught:
        hands.press(Qt.Key.Key_Return)
    assert caught.args[0]["amount"] == 30000


def test_a_doubt_left_open_is_not_stored_as_certain(hands, entry):
    hands.type("曲玉珍曲玉芬 老人赡养 每月各出300元 书面")
    assert entry.record_without_doubts()["amount"] is None


def test_a_chip_is_corrected_by_its_digit(hands, qtbot, entry):
    hands.type(S1)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_6)
    hands.type("500")
    hands.press(Qt.Key.Key_Return)
    assert said(entry)["amount"] == ("500 元", State.CERTAIN)
    assert entry.box.hasFocus()
    with qtbot.waitSignal(entry.submitted) as caught:
        hands.press(Qt.Key.Key_Return)
    assert caught.args[0]["amount"] == 50000


def test_a_corrected_chip_outlives_further_typing(hands, entry):
    hands.type("高兴民 隋建波 树枝遮光")
    hands.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    hands.press(Qt.Key.Key_2)
    assert said(entry)["agreement_form"][0] == "书面"
    hands.type(" 赔300")
    assert entry.text() == "高兴民 隋建波 树枝遮光 赔300", "the line goes on"
    assert said(entry)["agreement_form"][0] == "书面"


def test_a_party_is_picked_from_the_directory_by_initials(hands, entry, session, uids):
    entry.reset()
    hands.type("张三 李四 地界")
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    hands.type("wjg")
    hands.press(Qt.Key.Key_Return)
    party = entry.record()["parties"][0]
    assert (party["name"], party["phone"]) == ("王建国", "13806310001")


def test_escape_leaves_a_chip_as_it_was(hands, entry):
    hands.type(S1)
    hands.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    hands.press(Qt.Key.Key_Escape)
    assert said(entry)["dispute_type"][0] == "邻里"
    assert entry.box.hasFocus()


def test_enter_while_composing_neither_moves_nor_saves(hands, qtbot, entry):
    hands.type("高兴民 隋建波 ")
    hands.compose("shuzhi")
    with qtbot.assertNotEmitted(entry.submitted):
        hands.press(Qt.Key.Key_Return)
    assert entry.box.hasFocus()


def test_an_empty_line_saves_nothing(hands, qtbot, entry):
    with qtbot.assertNotEmitted(entry.submitted):
        hands.press(Qt.Key.Key_Return)


def test_ctrl_z_in_an_empty_box_is_the_page_s(hands, qtbot, entry):
    with qtbot.waitSignal(entry.undo_wanted):
        hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_two_readings_of_the_parties_are_changed_by_one_key(hands, qtbot, entry):
    hands.type("于海和孙晓丽 夫妻打架 和好了")
    assert said(entry)["applicant"] == ("于海 ⇄0 ？", State.DOUBT)
    assert "甲乙方也可能是：于海和、孙晓丽" in entry.hint.text()
    hands.press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert (said(entry)["applicant"], said(entry)["respondent"]) == (
        ("于海和 ⇄0", State.CERTAIN), ("孙晓丽", State.CERTAIN))
    assert [p["name"] for p in entry.record()["parties"]] == ["于海和", "孙晓丽"]
    hands.press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert [p["name"] for p in entry.record()["parties"]] == ["于海", "孙晓丽"]
    with qtbot.waitSignal(entry.submitted):
        hands.press(Qt.Key.Key_Return)


def test_the_two_sides_are_changed_by_the_same_key_on_a_chip(hands, entry):
    hands.type(S1)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_0)
    assert [p["name"] for p in entry.record()["parties"]] == ["隋建波", "高兴民"]


def test_a_lunar_day_stands_beside_the_solar_one(hands, entry):
    hands.type("八月十五 张三 李四 排水")
    assert said(entry)["mediation_date"] == ("9月10日（八月十五）", State.CERTAIN)
    hands.press(Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    hands.type("9.11")
    hands.press(Qt.Key.Key_Return)
    assert said(entry)["mediation_date"][0] == "9月11日"


def test_a_corrected_kind_is_remembered_when_wished(hands, entry, session):
    hands.type("张三 李四 抢鱼汛 和解")
    hands.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    hands.type("05")
    hands.press(Qt.Key.Key_Return)
    assert "以后“抢鱼汛”都算生产经营？按 F9 记住" in entry.notice.text()
    hands.press(Qt.Key.Key_F9)
    assert words.own(session.store) == {"抢鱼汛": "05"}
    assert "记住了" in entry.notice.text()
    entry.reset()
    hands.type("王五 赵六 抢鱼汛 和解")
    assert said(entry)["dispute_type"] == ("生产经营", State.CERTAIN)


def test_a_kind_is_offered_once_only(hands, entry):
    said_below = []
    for _ in range(2):
        entry.reset()
        hands.type("张三 李四 抢鱼汛 和解")
        hands.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        hands.type("05")
        hands.press(Qt.Key.Key_Return)
        said_below.append("F9" in entry.notice.text())
    assert said_below == [True, False]


def test_nothing_is_remembered_unasked(hands, entry, session):
    hands.type(S1)
    hands.press(Qt.Key.Key_F9)
    assert words.own(session.store) == {}


def test_a_case_that_was_entered_before_is_told_and_not_refused(hands, qtbot, entry, session):
    cases.save_case(session, cases.from_line(session, parse(S1, date(2022, 9, 28)), cases.new_case(session)))
    hands.type(S1)
    with qtbot.assertNotEmitted(entry.submitted):
        hands.press(Qt.Key.Key_Return)
    assert entry.notice.text() == (
        "◆ 9月28日登记过一件：高兴民、隋建波 邻里纠纷。是同一件就不用再登。要照这样存，再按一次回车")
    with qtbot.waitSignal(entry.submitted):
        hands.press(Qt.Key.Key_Return)
    entry.reset()
    hands.type("高兴民 隋建波 夫妻吵架 口头和解")
    with qtbot.waitSignal(entry.submitted):
        hands.press(Qt.Key.Key_Return)


def replace_line(hands, text):
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type(text)


def test_corrections_go_with_their_line(hands, entry):
    """Another line in the place of the first says what it says, whatever was corrected or swapped before."""
    hands.type("张大山 孙小美 宅基地边界 口头和解 赔500")
    hands.press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    hands.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    hands.type("800")
    hands.press(Qt.Key.Key_Return)
    assert (said(entry)["applicant"][0], said(entry)["amount"][0]) == ("孙小美", "800 元")
    replace_line(hands, "赵永刚 陈志强 倒车撞坏大门 口头和解 赔3000")
    assert [said(entry)[key][0] for key in ("applicant", "respondent", "amount")] == ["赵永刚", "陈志强", "3,000 元"]


def test_what_the_line_says_anew_goes_before_a_correction(hands, entry):
    hands.type("张大山 孙小美 宅基地边界 口头和解 赔500")
    hands.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    hands.type("800")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert (said(entry)["amount"][0], said(entry)["applicant"][0]) == ("800 元", "孙小美")
    for _ in range(3):
        hands.press(Qt.Key.Key_Backspace)
    hands.type("600")
    assert said(entry)["amount"][0] == "600 元"
    entry.box.setCursorPosition(3)
    for _ in range(3):
        hands.press(Qt.Key.Key_Backspace)
    hands.type("李四海")
    assert [said(entry)[key][0] for key in ("applicant", "respondent")] == ["李四海", "孙小美"], "the swap was of other names"


def test_a_name_that_several_bear_says_which_one(hands, entry, session):
    for village in ("东村", "西流村"):
        uid = next(row["uid"] for row in repository.records(session.store, VILLAGE) if row["name"] == village)
        people.remember(session.store, {"name": "李四海", "kind": "natural", "village": uid}, session.who)
    hands.type("lsh")
    hands.type("1")
    assert said(entry)["applicant"][0] == "李四海（西流村）"


def test_who_was_met_under_another_spelling_is_told(hands, qtbot, entry, session):
    people.remember(session.store, {"name": "王婷", "kind": "natural", "phone": "13806310009"}, session.who)
    hands.type("王亭13806310009 李四 排水 和解")
    with qtbot.assertNotEmitted(entry.submitted):
        hands.press(Qt.Key.Key_Return)
    assert "见过：王婷　138****0009（名字音同形近、电话相同）" in entry.notice.text()
    with qtbot.waitSignal(entry.submitted):
        hands.press(Qt.Key.Key_Return)


@pytest.mark.parametrize(("line", "shown"), [
    ("东村王建国 李四 排水", ("东村", State.CERTAIN)), ("王建国 李四 排水 大孤山村", ("大孤山村", State.CERTAIN)),
    ("东村王建国 西流村李四 排水", ("没有填", State.EMPTY)), ("王建国 李四 排水", ("没有填", State.EMPTY))])
def test_a_village_that_the_line_names(hands, entry, line, shown):
    hands.type(line)
    assert said(entry)["village"] == shown
    assert shown[1] is State.EMPTY or "没听懂" not in entry.hint.text()
    assert [party["name"] for party in entry.record()["parties"]] == ["王建国", "李四"]
