"""Stepping through months and writing any two days, by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db import clock
from desktop_app.actions.period import Period
from desktop_app.ui.pages.period_chooser import PeriodChooser


@pytest.fixture
def chooser(hands):
    with clock.pretending(date(2022, 9, 15)):
        page = QWidget()
        made = PeriodChooser(page)
        row = QHBoxLayout(page)
        row.addWidget(made.month)
        row.addWidget(made.days)
        hands.show(page)
        yield made


def test_it_begins_with_this_month_and_steps(hands, qtbot, chooser):
    assert (chooser.label.text(), chooser.days.isVisible()) == ("2022年9月", False)
    chooser.before.setFocus()
    with qtbot.waitSignal(chooser.changed):
        hands.press(Qt.Key.Key_Space)
    assert chooser.period() == Period.month("2022-08")
    for _ in range(5):
        chooser.forth()
    assert chooser.label.text() == "2023年1月"


def test_any_two_days_are_typed(hands, chooser):
    chooser.any.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert hands.focus is chooser.first.line
    hands.type("9.5")
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is chooser.last.line
    hands.type("9.14")
    hands.press(Qt.Key.Key_Return)
    assert chooser.period() == Period("2022-09-05", "2022-09-14")
    assert chooser.label.text() == "2022年9月5日至9月14日"
    chooser.any.setChecked(False)
    assert (chooser.period(), chooser.days.isVisible()) == (Period.month("2022-09"), False)


@pytest.mark.parametrize(("first", "last", "sentence"), [
    ("9.20", "9.10", "时段的最后一天早于第一天"), ("哪天", "9.10", "“哪天”看不出是哪一天"), ("9.5", "", "请写上两个日期")])
def test_days_that_make_no_period_keep_the_old_one(chooser, first, last, sentence):
    chooser.any.setChecked(True)
    chooser.first.line.setText(first)
    chooser.last.line.setText(last)
    chooser.last.settle()
    assert sentence in chooser.fault.text()
    assert chooser.fault.isVisible()
    assert chooser.period() == Period.month("2022-09")
    chooser.first.set_value("2022-09-01")
    chooser.last.set_value("2022-09-09")
    chooser.last.settle()
    assert not chooser.fault.isVisible()
    assert chooser.period().last_day == "2022-09-09"
