"""The page before the locked tabs: the PIN is chosen once, then asked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.actions import lock
from desktop_app.ui.pages.lock_page import LockPage


@pytest.fixture
def page(hands, session):
    made = hands.show(LockPage(session), 1100, 600)
    made.refresh()
    made.enter()
    return made


@pytest.fixture
def known(session):
    lock.set_pin(session, "5317")
    session.unlocked = False


def test_the_first_visit_chooses_a_pin(hands, qtbot, page, session):
    assert page.again.isVisible() and "先定一个口令" in page.title.text()
    hands.type("5317")
    hands.press(Qt.Key.Key_Return)
    assert hands.focus is page.again
    hands.type("5317")
    with qtbot.waitSignal(page.opened):
        hands.press(Qt.Key.Key_Return)
    assert session.unlocked and lock.is_set(session.store)


def test_two_different_ones_are_no_pin(hands, qtbot, page, session):
    with qtbot.assertNotEmitted(page.opened):
        hands.type("5317")
        hands.press(Qt.Key.Key_Return)
        hands.type("5318")
        hands.press(Qt.Key.Key_Return)
    assert "两遍写得不一样" in page.said.text() and hands.focus is page.pin
    assert not lock.is_set(session.store) and page.pin.text() == page.again.text() == ""


def test_the_right_pin_opens_and_leaves_nothing_behind(hands, qtbot, known, page, session):
    assert not page.again.isVisible() and page.pin.echoMode() is QLineEdit.EchoMode.Password
    hands.type("5317")
    with qtbot.waitSignal(page.opened):
        hands.press(Qt.Key.Key_Return)
    assert session.unlocked and page.pin.text() == ""


def test_a_wrong_pin_is_said_and_can_be_typed_again(hands, qtbot, known, page, session):
    with qtbot.assertNotEmitted(page.opened):
        hands.type("1111")
        hands.press(Qt.Key.Key_Return)
    assert page.said.isVisible() and "口令不对" in page.said.text()
    assert hands.focus is page.pin and page.pin.text() == "" and not session.unlocked
    hands.type("5317")
    hands.press(Qt.Key.Key_Return)
    assert session.unlocked and not page.said.isVisible()


def test_too_many_wrong_ones_say_how_long_to_wait(hands, known, page, session):
    for _ in range(lock.FREE_TRIES + 1):
        hands.type("1111")
        hands.press(Qt.Key.Key_Return)
    assert "秒再试" in page.said.text() and not session.unlocked


def test_it_says_why_it_is_locked_and_the_sample_its_pin(hands, session):
    session.store.settings.set("office", session.office | {"sample": True})
    page = hands.show(LockPage(session), 1100, 600)
    page.refresh()
    assert "社区矫正" in page.why.text() and "样例的口令是 2468" in page.hint.text()
    page.enter()
    hands.type("2468")
    hands.press(Qt.Key.Key_Return)
    assert session.unlocked


def test_the_keyboard_reaches_field_and_button(hands, known, page):
    assert page.pin.accessibleName() == "口令"
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is page.go
    assert page.go.height() >= 44 and page.pin.height() >= 44
