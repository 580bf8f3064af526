"""今日: numbers that are links, and what is due."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from db import clock, repository
from db.items import CASE
from desktop_app.actions import todo
from desktop_app.ui.pages.today import TodayPage


@pytest.fixture
def page(hands, session, uids):
    made = hands.show(TodayPage(session), 1366, 600)
    made.refresh()
    made.enter()
    return made


def test_a_digit_presses_its_tile(hands, qtbot, page):
    with qtbot.waitSignal(page.wished) as wished:
        hands.press(Qt.Key.Key_2)
    assert wished.args == ["reporting", None]


def test_every_number_leads_to_its_records(qtbot, page):
    assert [f.accessibleName() for f in page.figures] == ["10 件 本月登记的纠纷", "10 件 待上报，上级还没接收", "0 件 被退回，要改"]
    with qtbot.waitSignal(page.wished) as wished:
        page.figures[2].click()
    assert wished.args == ["filter", {"state": "returned"}]


def test_what_is_due_comes_from_the_records(session, uids):
    with clock.pretending(date(2022, 9, 28)):
        found = {item.uid: item for item in todo.todo_list(session)}
    assert found[uids["S4"]].due == date(2022, 9, 30) and found[uids["S4"]].path == ("perform_status",)
    assert uids["S1"] not in found  # performed on the spot
    repository.mark(session.store, CASE, [uids["S1"]], {"report_state": "returned", "report_reason": "缺电话"}, "县局")
    first = todo.todo_list(session)[0]
    assert (first.uid, first.due) == (uids["S1"], None) and "缺电话" in first.what


def test_the_last_day_for_confirmation_is_told(session, uids):
    with clock.pretending(date(2022, 10, 8)):
        told = [item for item in todo.todo_list(session) if item.path == ("judicial_confirm",)]
    assert (uids["S4"], date(2022, 10, 10)) in [(item.uid, item.due) for item in told]


def test_enter_on_a_line_goes_to_the_case(qtbot, page, uids):
    assert page.list.count() > 0
    with qtbot.waitSignal(page.wished) as wished:
        page.list.itemActivated.emit(page.list.item(0))
    assert wished.args[0] == "record" and wished.args[1][1] in uids.values()
