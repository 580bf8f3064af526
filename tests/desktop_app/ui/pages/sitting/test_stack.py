"""The stack: to its end, left and gone on with, taken back, corrected."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.items import CASE
from desktop_app.actions import cases, sitting
from desktop_app.actions.session import Session
from desktop_app.ui.pages.keeper import EVERY
from desktop_app.ui.pages.sitting import SittingPage
from desktop_app.ui.window import MainWindow
from tests.desktop_app.ui.pages.sitting.looks import NAMES, names, said, step, stored

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(("width", "height"), [(1366, 660), (683, 344), (500, 344)])
def test_the_keys_are_told_in_any_window(hands, session, sources, width, height):
    sitting.begin(session, {"planned": 3, "mediator": session.me})
    page = hands.show_page(SittingPage(session, sources), width, height)
    page.refresh()
    page.enter()
    hands.room.settle()

    def told():
        hands.room.settle()
        assert page._keys.isVisible() and page.rect().contains(page._keys.geometry())
        return [pair.replace("\N{NO-BREAK SPACE}", " ").split()[0] for pair in re.split("[\n　]", page._keys.text())]
    assert told() == ["退格", "F3", "Esc"]  # nothing is done yet that could be looked at or taken back
    hands.type("高兴民隋建波\r21300\r")
    assert told() == ["退格", "F3", "F9", "Ctrl+Z", "Esc"]


def test_what_is_said_on_leaving_is_never_that_nothing_is_stored(hands, page):
    said = []
    page.said.connect(said.append)
    page.leave()
    assert said.pop() == f"写了的都留着，{page.stack.words}，按 F11 接着录"
    page.enter()
    hands.type("高兴民隋建波\r21300\r")
    page.leave()
    assert said[-1].startswith("存好了 1 张，")


def test_the_digits_of_the_end_stand_before_their_words_and_rise(hands, page):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21300\r")
    buttons = page.end.buttons
    assert page.panel() is page.end
    assert [button.text() for button in buttons] == ["1　看案件", "2　打印登记单", "3　还有几张", "返回 Esc"]
    places = [(button.y(), button.x()) for button in buttons]
    assert places == sorted(places)


def test_the_last_slip_ends_it_and_a_blind_key_begins_no_other(hands, page, session):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21\r")
    assert page.panel() is page.end and page.end.title.text() == "✓ 3/3 录完了"
    table = page.end.table
    assert [table.item(1, column).text() for column in range(table.columnCount())] == ["邻里", "3", "", "", "", "3", "没写"]
    assert "证件号码 3 件" in page.end.missing.text()
    hands.type("赵永刚陈志强\r45 ")
    assert len(stored(session)) == 3 and page.panel() is page.end


def test_more_slips_are_added_on_purpose(hands, page, session):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21\r")
    hands.type("3")
    hands.type("1\r")
    assert page.entry.head.counter.text() == "第 4 张 / 共 4 张" and step(page) == "names"
    hands.type("赵永刚陈志强\r62300\r")
    assert page.panel() is page.end and len(stored(session)) == 4


def test_from_the_end_to_the_cases_and_to_paper(hands, qtbot, there, session, window):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21\r")
    there.printing.disconnect(window.print_records)
    with qtbot.waitSignal(there.printing) as printing:
        hands.type("2")
    assert printing.args == [CASE, there.stack.done]
    hands.type("1")
    assert window.current() == "mediation"
    assert window.page("mediation").list.records.rowCount() == 3


def test_what_the_stack_keeps_is_changed_without_leaving(hands, page, session):
    hands.type("高兴民隋建波\r")
    hands.press(Qt.Key.Key_1, ALT)
    hands.press(Qt.Key.Key_Backspace)
    hands.type("dc\r")
    assert step(page) == "type" and said(page).endswith("东村")
    hands.press(Qt.Key.Key_3, ALT)
    hands.type("9.7\r")
    hands.press(Qt.Key.Key_5, ALT)
    hands.type("A-009\r")
    hands.press(Qt.Key.Key_3, ALT)
    hands.press(Qt.Key.Key_Escape)
    hands.type("21\r")
    case = stored(session)[0]
    assert (case["mediation_date"], case["paper_slip_no"]) == ("2022-09-07", "A-009")
    assert page.entry.head.chips["village"].text_shown == "东村（沿用）"
    assert page.entry.head.chips["mediation_date"].text_shown == "9月7日（沿用）"
    chip = page.entry.head.chips["paper_slip_no"]
    assert (chip.caption, chip.text_shown) == ("纸质单号（接着数）", "A-010")


def test_the_stack_may_turn_out_smaller_or_larger(hands, page, session):
    hands.type("高兴民隋建波\r21\r")
    hands.press(Qt.Key.Key_4, ALT)
    hands.type("5\r")
    assert page.entry.head.counter.text() == "第 2 张 / 共 5 张"
    hands.press(Qt.Key.Key_4, ALT)
    hands.type("1\r")
    assert page.panel() is page.end and page.end.title.text() == "✓ 录了 1 张，就录到这里"


def test_ctrl_z_brings_the_last_slip_back_to_be_corrected(hands, page, session):
    hands.type("高兴民隋建波\r21300\r")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert stored(session) == [] and page.entry.head.counter.text() == "第 1 张 / 共 3 张"
    assert page.entry.names.text() == "高兴民 隋建波" and page.entry.types.index == 1
    assert page.entry.amount.line.text() == "300"
    hands.type("\r2")
    hands.press(Qt.Key.Key_2)
    hands.type("500\r")
    (case,) = stored(session)
    assert (case["agreement_form"], case["amount"]) == ("written", 50000)
    assert page.entry.head.counter.text() == "第 2 张 / 共 3 张"


def test_ctrl_z_at_the_end_takes_the_last_one_back(hands, page, session):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21\r")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert page.entry.head.counter.text() == "第 3 张 / 共 3 张" and page.entry.names.text() == "史国栋 陶金山"
    hands.type("\r\r\r\r")
    assert page.panel() is page.end and len(stored(session)) == 3


def test_a_slip_that_came_back_and_was_cleared_leaves_nothing_in_the_next(hands, page, session):
    hands.type("高兴民隋建波 树枝遮光\r21300\r")
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)
    assert page.entry.types.index == -1 and page.entry.amount.line.text() == ""
    hands.type("冯玉梅 陈永\r62\r")
    (case,) = stored(session)
    assert (names(case), case["summary"], case["amount"]) == (["冯玉梅", "陈永"], None, None)


def test_half_a_slip_keeps_the_stack_open(hands, page):
    hands.type("高兴民隋建波\r21300\r冯玉梅 陈永\r")
    page.done.finish.click()
    assert page.panel() is page.slip and step(page) == "names" and "这一张还没有存" in page.entry.hint.text()
    hands.press(Qt.Key.Key_4, ALT)
    hands.type("1\r")
    assert page.entry.head.counter.text() == "第 2 张 / 共 2 张"


def test_ctrl_z_costs_nothing_that_is_typed(hands, page, session):
    hands.type("高兴民隋建波\r21300\r")
    hands.type("冯玉梅 陈永\r")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(stored(session)) == 1 and page.entry.names.text() == "冯玉梅 陈永"
    assert "这一张还没有存" in page.entry.hint.text()


def test_it_is_left_and_gone_on_with_after_the_window_was_closed(hands, there, session, window):
    hands.type("高兴民隋建波\r21300\r")
    hands.type("冯玉梅 陈永\r6")
    window.close()
    later = hands.show(MainWindow(Session(session.store)), 1366, 768)
    later.go("today")
    assert later.page("today").slips.text() == "补录到第 2 张，共 3 张，接着录 F11"
    later.go("mediation")
    assert later.page("mediation").slips.text() == "补录到第 2 张，共 3 张，接着录 F11"
    hands.press(Qt.Key.Key_F11)
    again = later.page("sitting")
    assert again.entry.names.text() == "冯玉梅 陈永" and step(again) == "outcome"
    hands.type("2\r")
    assert [names(case) for case in stored(session)] == [["高兴民", "隋建波"], ["冯玉梅", "陈永"]]
    assert stored(session)[1]["village"] == stored(session)[0]["village"]
    later.close()


def test_a_power_cut_costs_the_last_seconds_only(hands, qtbot, page, session):
    hands.type("高兴民隋建波")
    page.keeper.clock.setInterval(1)
    page.keeper.stop()
    hands.type(" 树枝")
    qtbot.waitUntil(lambda: sitting.waiting(session).slip.text == "高兴民隋建波 树枝", timeout=EVERY)


def test_escape_leaves_and_the_next_f11_goes_on(hands, there, window):
    hands.type("高兴民隋建波\r")
    hands.press(Qt.Key.Key_Escape)
    assert window.current() == "mediation" and "第 1 张，共 3 张" in window.status.saved.text()
    hands.press(Qt.Key.Key_F11)
    assert step(there) == "type"


def test_a_finished_stack_makes_room_for_the_next(hands, there, window):
    for pair in NAMES[:3]:
        hands.type(f"{pair}\r21\r")
    hands.press(Qt.Key.Key_Escape)
    assert window.page("mediation").slips.text() == "补录一叠单 F11"
    hands.press(Qt.Key.Key_F11)
    assert there.panel() is there.start
    asked = there.form.record()
    assert asked["planned"] is None and asked["village"] and asked["mediation_date"] == "2022-09-28", "today again"


def test_without_a_number_it_does_not_begin(hands, window):
    hands.press(Qt.Key.Key_F11)
    hands.press(Qt.Key.Key_Return, CTRL)
    page = window.page("sitting")
    assert page.panel() is page.start and "几张单" in window.status.saved.text()
    assert page.form.cells()["planned",].isAncestorOf(QApplication.focusWidget())


def test_a_slip_done_is_opened_and_corrected(hands, page, session):
    hands.type("高兴民隋建波\r21300\r")
    hands.type("冯玉梅")
    hands.press(Qt.Key.Key_F9)
    assert page.done.list.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.panel() is page.editor
    page.editor.form().focus_path(("amount",))
    hands.type("500")
    hands.press(Qt.Key.Key_S, CTRL)
    assert stored(session)[0]["amount"] == 50000
    assert page.panel() is page.slip and page.entry.names.text() == "冯玉梅", "the slip at hand is as it was"
    assert "500 元" in page.done.list.item(0).text()


def test_a_slip_deleted_elsewhere_counts_no_more(hands, there, session, window):
    hands.type("高兴民隋建波\r21300\r")
    hands.press(Qt.Key.Key_Escape)
    cases.delete_case(session, stored(session)[0]["uid"])
    hands.press(Qt.Key.Key_F11)
    assert there.entry.head.counter.text() == "第 1 张 / 共 3 张" and not there.done.has_any()


def test_today_leads_there(hands, window):
    window.go("today")
    window.page("today").slips.click()
    assert window.current() == "sitting"
