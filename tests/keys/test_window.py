"""Entering at the real window: from the first screen, and with an input method that wants Enter for itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from db import repository
from db.items import CASE
from desktop_app.actions import transcribe
from tests.keys.clerk import names_of
from tests.keys.sitting import sitting

pytestmark = pytest.mark.keys


@pytest.fixture
def seat(tmp_path, qapp):
    with sitting(tmp_path) as (session, clerk):
        yield session, clerk


def saved(session):
    return repository.records(session.store, CASE)


def compose(letters):
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent(letters, []))


def test_s1_from_the_first_screen(seat):
    """The window opens with the keyboard in the box: nothing but the line and Enter."""
    session, clerk = seat
    clerk.one_line(transcribe.entries()["S1"])
    (case,) = saved(session)
    assert [p["name"] for p in case["parties"]] == ["高兴民", "隋建波"]
    assert (case["dispute_type"], case["agreement_form"], case["result"], case["amount"]) == (
        "02", "oral", "success", 30000)
    assert case["one_line"] == "高兴民 隋建波 树枝遮光 口头和解 赔300"
    clerk.hands.write("又一件")
    assert clerk.page.entry.text() == "又一件", "the window is ready for the next one"


def test_enter_while_composing_does_not_save_the_line(seat):
    session, clerk = seat
    clerk.hands.write("高兴民 隋建波 树枝遮光 ")
    compose("kou'tou")
    clerk.hands.enter()
    assert saved(session) == []
    assert clerk.page.entry.text() == "高兴民 隋建波 树枝遮光 "


@pytest.mark.parametrize("field", ["name", "summary", "dispute_type"])
def test_enter_while_composing_does_not_leave_the_field(seat, field):
    session, clerk = seat
    clerk.hands.begin(names_of(transcribe.entries()["S1"]))
    clerk.hands.press(Qt.Key.Key_F3)
    path = ("parties", 0, "name") if field == "name" else (field,)
    clerk.form.focus_path(path)
    compose("gao'xing")
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        clerk.hands.press(Qt.Key.Key_Return, modifier)
    assert clerk.form.cells()[path].isAncestorOf(QApplication.focusWidget())
    assert saved(session) == []


def test_f8_goes_to_what_the_report_still_needs(seat):
    """In the order of the form, past what cannot be filled in now, and from the end round to the beginning."""
    _, clerk = seat
    clerk.hands.write("高兴民 隋建波 树枝遮光 口头和解 赔300")
    clerk.hands.press(Qt.Key.Key_F4)
    seen = []
    for _ in range(11):
        clerk.hands.press(Qt.Key.Key_F8)
        seen.append(next(path for path, cell in reversed(clerk.form.cells().items())
                         if cell.isAncestorOf(QApplication.focusWidget())))
    first = [("village",), *(("parties", n, key) for n in (0, 1) for key in ("id_no", "sex", "birth", "phone", "village"))]
    assert seen == first
    while seen[-1] != ("village",):
        clerk.hands.press(Qt.Key.Key_F8)
        seen.append(next(path for path, cell in reversed(clerk.form.cells().items())
                         if cell.isAncestorOf(QApplication.focusWidget())))
    assert ("agreement_text",) in seen


def test_alt_and_a_number_write_the_name_of_a_party(seat):
    _, clerk = seat
    clerk.hands.write("高兴民 隋建波 树枝遮光 口头和解 赔300")
    clerk.hands.press(Qt.Key.Key_F3)
    clerk.form.focus_path(("agreement_text",))
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_3):
        clerk.hands.press(key, Qt.KeyboardModifier.AltModifier)
    assert clerk.form.record()["agreement_text"] == "隋建波高兴民", "and nothing for a party that is not there"
