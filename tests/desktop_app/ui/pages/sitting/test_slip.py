"""One slip of a stack: keyed in, in doubt, read back, in 简表."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import drafts, people
from db.items import CASE
from desktop_app.actions.session import Session
from desktop_app.ui import theme
from desktop_app.ui.window import MainWindow
from tests.desktop_app.ui.pages.sitting.looks import names, said, step, stored

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


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
    assert "第 1 张已存" in window.status.saved.text() and "本月 1 件" in window.status.counts.text()
    assert there.done.list.count() == 1 and "高兴民 与 隋建波" in there.done.list.item(0).text()


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


def test_zoom_keeps_the_slip(hands, there, window, session):
    hands.type("高兴民隋建波\r2")
    window.eyes.larger()
    again = window.page("sitting")
    assert again is not there and again.entry.names.text() == "高兴民隋建波" and step(again) == "outcome"
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


def test_tab_goes_through_the_steps_in_their_order(hands, page):
    for expected in ("type", "outcome", "amount"):
        hands.press(Qt.Key.Key_Tab)
        assert step(page) == expected


def test_everything_has_a_name_for_a_reader(page):
    named = [page.entry.names, page.entry.types, page.entry.outcomes, page.entry.amount.line, page.entry.save, page.done.list,
             page.entry.head.bar, *page.entry.head.chips.values()]
    assert all(widget.accessibleName() for widget in named)
    assert "0 全部 18 类" in page.entry.types.accessibleDescription()


def test_a_slip_keyed_in_twice_is_told_and_not_refused(hands, page, session):
    for _ in range(2):
        hands.type("高兴民隋建波\r21300\r")
    assert len(stored(session)) == 1 and "登记过一件：高兴民、隋建波" in page.entry.hint.text()
    hands.type("\r")
    assert len(stored(session)) == 2
