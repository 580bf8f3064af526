"""Letters in the line: the list below it, and the digit that takes an offer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from db import people
from desktop_app.actions import cases
from desktop_app.entry.line_form import State
from desktop_app.ui.pages.line_entry import LineEntry

WANG = {"name": "王建国", "kind": "natural"}


@pytest.fixture
def entry(hands, session, sources):
    made = hands.show(LineEntry(session, sources), 1300, 400)
    made.focus_box()
    return made


@pytest.fixture
def two(session):
    """Two people of one name, told apart by the telephone."""
    return [people.remember(session.store, WANG | {"phone": phone}, "某") for phone in ("13800000001", "13800000002")]


def rows(entry):
    popup = entry.box.offers._popup
    return [popup.list.item(n).text() for n in range(popup.list.count())] if entry.box.offers.is_open() else []


def test_a_digit_takes_a_word(hands, entry):
    hands.type("高兴民 隋建波 szzg")
    assert rows(entry) == ["1　树枝遮光"]
    hands.type("1")
    assert entry.text() == "高兴民 隋建波 树枝遮光 "
    assert entry.chips["dispute_type"].state is State.CERTAIN
    assert rows(entry) == []
    hands.type("300")
    assert entry.text().endswith("树枝遮光 300"), "a digit is a digit again"


def test_of_two_people_of_one_name_the_picked_one_is_meant(hands, entry, two):
    hands.type("wjg")
    assert rows(entry) == ["1　王建国　138****0002", "2　王建国　138****0001"], "told apart; the last met first"
    picked = [known.uid for known in cases.finder(entry._session)("wjg")][1]
    hands.type("2李四 排水")
    assert entry.text() == "王建国 李四 排水"
    assert entry.record()["parties"][0]["person"] == picked
    entry.reset()
    hands.type("王建国 李四 排水")
    assert not entry.record()["parties"][0].get("person"), "picked for one line only"


def test_escape_closes_the_list_and_nothing_else(hands, entry):
    hands.type("高兴民 szzg")
    hands.press(Qt.Key.Key_Escape)
    assert rows(entry) == []
    hands.type("1")
    assert entry.text() == "高兴民 szzg1"


def test_while_composing_digits_belong_to_the_input_method(hands, entry):
    hands.type("szzg")
    QApplication.sendEvent(entry.box, QInputMethodEvent("pai", []))
    hands.press(Qt.Key.Key_1)
    assert "树枝" not in entry.text()


def test_a_pick_in_the_middle_keeps_what_stands_behind(hands, entry):
    hands.type("高兴民  口头和解")
    entry.box.setCursorPosition(4)
    hands.type("szzg1")
    assert entry.text() == "高兴民 树枝遮光 口头和解"


def test_a_moved_cursor_closes_the_list(hands, entry, two):
    hands.type("高兴民 wjg")
    assert rows(entry)
    hands.press(Qt.Key.Key_Left)
    assert rows(entry) == []
    hands.type("1")
    assert entry.text() == "高兴民 wj1g"


def test_a_telephone_behind_the_letters_keeps_its_first_digit(hands, entry, two):
    hands.type("wjg13800000001 李四 排水")
    assert entry.text() == "王建国 13800000001 李四 排水"
    assert entry.record()["parties"][0]["phone"] == "13800000001"
    entry.reset()
    hands.type("wjg1380")
    assert entry.text() == "王建国 380", "no telephone number yet: picked all the same"
