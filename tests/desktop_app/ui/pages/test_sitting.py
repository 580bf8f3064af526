"""补录一叠单 at the real window: key by key from F11 to 12/12, left, gone on with, taken back, in doubt."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import drafts, people, repository
from db.items import CASE, VILLAGE
from desktop_app.actions import cases, office, sitting, transcribe
from desktop_app.actions.session import Session
from desktop_app.ui import theme
from desktop_app.ui.pages.keeper import EVERY
from desktop_app.ui.pages.sitting import SittingPage
from desktop_app.ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NAMES = ("高兴民隋建波", "冯玉梅 陈永", "史国栋陶金山", "赵永刚陈志强")


@pytest.fixture
def known(session):
    """王建国, 王建军 and two more have been met before."""
    for person in transcribe.standard()["known_persons"]:
        people.remember(session.store, transcribe.party_facts(session, person), session.who)


@pytest.fixture
def page(hands, session, sources):
    """The page by itself, a stack of three begun."""
    village = office.register(session.store, VILLAGE, "大孤山村", session.who)
    sitting.begin(session, {"planned": 3, "village": village, "mediator": session.me, "mediation_date": "2022-09-05"})
    made = hands.show(SittingPage(session, sources), 1366, 660)
    made.refresh()
    made.enter()
    return made


@pytest.fixture
def window(hands, session):
    made = hands.show(MainWindow(session), 1366, 768)
    yield made
    made.close()


@pytest.fixture
def there(hands, window):
    """The window's page; a stack of three is begun by keys alone, from the first screen."""
    hands.press(Qt.Key.Key_F11)
    hands.type("3\rdgsc\r\r9.5\r\r")
    return window.page("sitting")


def stored(session):
    return repository.records(session.store, CASE)


def names(case):
    return [party["name"] for party in case["parties"]]


def step(page):
    return next(step for step, box in page.entry.boxes.items()
                if box is QApplication.focusWidget() or box.isAncestorOf(QApplication.focusWidget()))


def said(page):
    return page.entry.said.accessibleName()


def test_two_names_two_digits_an_amount_and_enter(hands, there, session, window):
    assert there.entry.head.counter.text() == "第 1 张 / 共 3 张"
    hands.type("高兴民隋建波\r")
    assert step(there) == "type"
    hands.type("21300")
    assert said(there) == "高兴民 与 隋建波，邻里纠纷，口头和解，300 元，9月5日，大孤山村"
    hands.type("\r")
    (case,) = stored(session)
    assert (names(case), case["dispute_type"], case["agreement_form"], case["amount"], case["mediation_date"]) == (
        ["高兴民", "隋建波"], "02", "oral", 30000, "2022-09-05")
    assert step(there) == "names" and there.entry.names.text() == "", "the next slip begins at once"
    assert there.entry.head.counter.text() == "第 2 张 / 共 3 张"
    assert "第 1 张已存" in window.saved.text() and "本月 1 件" in window.counts.text()
    assert there.done.count() == 1 and "高兴民 与 隋建波" in there.done.item(0).text()


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


def test_enter_while_composing_neither_moves_nor_saves(hands, page, session):
    hands.type("高兴民")
    hands.compose("sui'jian'bo")
    hands.press(Qt.Key.Key_Return)
    assert step(page) == "names" and page.entry.names.text() == "高兴民"
    hands.commit("隋建波")
    hands.type("\r21")
    hands.compose("san'bai")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "amount" and stored(session) == []
    hands.commit("三百")
    hands.type("\r")
    assert stored(session)[0]["amount"] == 30000


def test_backspace_in_an_empty_step_goes_one_back(hands, page):
    hands.type("高兴民隋建波\r2")
    assert step(page) == "outcome"
    hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "type" and page.entry.types.index == 1
    hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "type" and page.entry.types.index == -1, "first what was ticked goes"
    hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "names" and page.entry.names.text() == "高兴民隋建波"
    hands.type("\r31300")
    for _ in range(3):
        hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "amount"
    hands.press(Qt.Key.Key_Backspace)
    assert step(page) == "outcome"


def test_a_guess_must_be_confirmed_before_anything_else(hands, page, session):
    hands.type("于海和孙晓丽\r")
    assert step(page) == "names" and "猜的" in page.entry.hint.text() and "（猜的）" in said(page)
    hands.type("\r")
    assert step(page) == "type" and "（猜的）" not in said(page)
    hands.type("11\r")
    assert names(stored(session)[0]) == ["于海", "孙晓丽"]


def test_a_guess_is_not_saved_by_going_round_it(hands, page, session):
    """By Tab to the amount: Enter there leads back to what is in doubt."""
    hands.type("于海和孙晓丽")
    page.entry.types.setFocus()
    hands.type("21\r")
    assert stored(session) == [] and step(page) == "names"


def test_a_guessed_amount_is_asked_about_once(hands, page, session):
    hands.type("高兴民 隋建波 口头 300\r21")
    assert page.entry.amount.line.text() == "300" and "300 元（猜的）" in said(page)
    hands.type("\r")
    assert stored(session) == [] and "300 元是猜的" in page.entry.hint.text()
    hands.type("\r")
    assert stored(session)[0]["amount"] == 30000


def test_initials_of_one_person_are_enough(hands, known, page, session):
    hands.type("wjg wjj\r")
    assert step(page) == "type" and "王建国（东村） 与 王建军（东村）" in said(page)
    hands.type("31\r")
    assert [party["phone"] for party in stored(session)[0]["parties"]] == ["13806310001", "13806310002"]


def test_who_is_meant_among_several_is_said_by_a_digit(hands, known, page, session):
    people.remember(session.store, {"name": "王金贵", "phone": "13899990001", "kind": "natural"}, session.who)
    hands.type("wjg wjj\r")
    assert step(page) == "names" and "不止一位" in page.entry.hint.text()
    hands.type("\r")
    assert step(page) == "names", "Enter alone picks nobody"
    offered = [page.entry.names._popup.list.item(n).text() for n in range(2)]
    hands.type(str(1 + next(n for n, text in enumerate(offered) if "王建国" in text)))
    assert page.entry.names.text() == "王建国 wjj"
    hands.type("\r31\r")
    assert names(stored(session)[0]) == ["王建国", "王建军"]
    assert stored(session)[0]["parties"][0]["phone"] == "13806310001"


def test_initials_of_nobody_are_no_name(hands, page, session):
    hands.type("xyz\r")
    assert step(page) == "names" and "没看出姓名" in page.entry.hint.text()


def test_nought_opens_the_whole_list(hands, page, session):
    hands.type("高兴民隋建波\r0")
    hands.type("15\r")
    assert step(page) == "outcome" and page.entry.types.words[-1] == "医疗" and "医疗纠纷" in said(page)
    hands.type("2\r")
    assert stored(session)[0]["dispute_type"] == "15"
    assert page.entry.types.words[-1] == "全部 18 类"


def test_letters_search_the_whole_list(hands, page):
    hands.type("高兴民隋建波\r")
    hands.type("w")
    hands.type("y\r")
    assert page.entry.reading.type == "17" and step(page) == "outcome"


def test_nothing_ticked_and_nothing_said_asks_for_one_word(hands, page, session):
    hands.type("高兴民隋建波\r\r\r\r")
    assert stored(session) == [] and step(page) == "type" and "还差" in page.entry.hint.text()
    hands.type("2")
    hands.type("\r\r")
    assert stored(session)[0]["result"] is None


def test_an_amount_that_cannot_be_read_is_not_saved(hands, page, session):
    hands.type("高兴民隋建波\r21abc\r")
    assert stored(session) == [] and step(page) == "amount" and "看不出是多少钱" in page.entry.hint.text()


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
    assert page.panel() is page.end and page.end.title.text() == "✓ 1/1 录完了"


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
    page._finish.click()
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
    assert window.current() == "mediation" and "第 1 张，共 3 张" in window.saved.text()
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
    assert asked["planned"] is None and asked["village"] and asked["mediation_date"] == "2022-09-05"


def test_without_a_number_it_does_not_begin(hands, window):
    hands.press(Qt.Key.Key_F11)
    hands.press(Qt.Key.Key_Return, CTRL)
    page = window.page("sitting")
    assert page.panel() is page.start and "几张单" in window.saved.text()
    assert page.form.cells()["planned",].isAncestorOf(QApplication.focusWidget())


def test_f3_takes_everything_over_and_the_sitting_goes_on(hands, page, session):
    hands.type("高兴民隋建波\r2")
    hands.press(Qt.Key.Key_F3)
    assert page.panel() is page.editor
    page.editor.form().focus_path(("summary",))
    hands.type("树枝遮光")
    hands.press(Qt.Key.Key_Return, CTRL)
    (case,) = stored(session)
    assert (names(case), case["dispute_type"], case["summary"]) == (["高兴民", "隋建波"], "02", "树枝遮光")
    assert page.panel() is page.slip and page.entry.head.counter.text() == "第 2 张 / 共 3 张" and step(page) == "names"
    assert drafts.waiting(session.store, CASE) == []


def test_a_form_that_is_left_loses_nothing_even_when_closed(hands, there, session, window):
    hands.type("高兴民隋建波\r")
    hands.press(Qt.Key.Key_F3)
    there.editor.form().focus_path(("summary",))
    hands.type("树枝遮光")
    there.editor.form().focus_path(("result",))
    hands.type("1")
    window.close()
    later = hands.show(MainWindow(Session(session.store)), 1366, 768)
    hands.press(Qt.Key.Key_F11)
    assert said(later.page("sitting")).startswith("高兴民 与 隋建波，树枝遮光")
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_Escape)
    hands.type("2")
    hands.type("1\r")
    (case,) = stored(session)
    assert (case["summary"], case["result"], case["agreement_form"]) == ("树枝遮光", "success", "oral")
    later.close()


def test_a_slip_done_is_opened_and_corrected(hands, page, session):
    hands.type("高兴民隋建波\r21300\r")
    hands.type("冯玉梅")
    hands.press(Qt.Key.Key_F9)
    assert page.done.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.panel() is page.editor
    page.editor.form().focus_path(("amount",))
    hands.type("500")
    hands.press(Qt.Key.Key_S, CTRL)
    assert stored(session)[0]["amount"] == 50000
    assert page.panel() is page.slip and page.entry.names.text() == "冯玉梅", "the slip at hand is as it was"
    assert "500 元" in page.done.item(0).text()


def test_a_slip_deleted_elsewhere_counts_no_more(hands, there, session, window):
    hands.type("高兴民隋建波\r21300\r")
    hands.press(Qt.Key.Key_Escape)
    cases.delete_case(session, stored(session)[0]["uid"])
    hands.press(Qt.Key.Key_F11)
    assert there.entry.head.counter.text() == "第 1 张 / 共 3 张" and there.done.count() == 0


def test_zoom_keeps_the_slip(hands, there, window, session):
    hands.type("高兴民隋建波\r2")
    window.eyes.larger()
    again = window.page("sitting")
    assert again is not page and again.entry.names.text() == "高兴民隋建波" and step(again) == "outcome"
    hands.press(Qt.Key.Key_F3)
    again.editor.form().focus_path(("summary",))
    hands.type("树枝")
    window.eyes.larger()
    last = window.page("sitting")
    assert last.panel() is last.editor and last.editor.record()["summary"] == "树枝" and last.editor.of_slip
    theme.apply(QApplication.instance(), 16)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (683, 384)])
def test_nothing_covers_anything(hands, there, window, width, height):
    """At both sizes, at each step: what is shown has room, and no two boxes overlap."""
    window.resize(width, height)
    for keys in ("", "高兴民隋建波\r", "2", "1"):
        hands.type(keys)
        for _ in range(3):  # the boxes inside are laid out after those around them
            QApplication.processEvents()
        entry = there.entry
        seen = [widget for widget in (*entry.head.chips.values(), *entry.boxes.values(), entry.said, entry.hint, entry.head.counter)
                if widget.isVisible()]
        places = [widget.rect().translated(widget.mapTo(there, widget.rect().topLeft())) for widget in seen]
        assert all(there.rect().contains(place) for place in places)
        assert not [(a, b) for n, a in enumerate(places) for b in places[n + 1:] if a.intersects(b)]
        assert all(box.height() >= theme.px(44) for box in entry.boxes.values() if box.isVisible())


def test_today_leads_there(hands, window):
    window.go("today")
    window.page("today").slips.click()
    assert window.current() == "sitting"


def test_tab_goes_through_the_steps_in_their_order(hands, page):
    for expected in ("type", "outcome", "amount"):
        hands.press(Qt.Key.Key_Tab)
        assert step(page) == expected


def test_everything_has_a_name_for_a_reader(page):
    named = [page.entry.names, page.entry.types, page.entry.outcomes, page.entry.amount.line, page.entry.save, page.done,
             page.entry.head.bar, *page.entry.head.chips.values()]
    assert all(widget.accessibleName() for widget in named)
    assert "0 全部 18 类" in page.entry.types.accessibleDescription()


def test_a_slip_keyed_in_twice_is_told_and_not_refused(hands, page, session):
    for _ in range(2):
        hands.type("高兴民隋建波\r21300\r")
    assert len(stored(session)) == 1 and "登记过一件：高兴民、隋建波" in page.entry.hint.text()
    hands.type("\r")
    assert len(stored(session)) == 2
