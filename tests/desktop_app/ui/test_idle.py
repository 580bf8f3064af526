"""Nobody touches the program: it notices; any key or mouse puts that off."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.idle import Idle


@pytest.fixture
def field(hands):
    return hands.show(QLineEdit(), 300, 60)


@pytest.fixture
def idle(field):
    made = Idle(10, field)
    yield made
    made.stop()


def clock_of(idle):
    return idle.findChild(QObject, options=Qt.FindChildOption.FindDirectChildrenOnly)


def test_it_waits_the_minutes_it_was_told(idle):
    assert clock_of(idle).isActive() and clock_of(idle).interval() == 10 * 60_000
    idle.set_minutes(3)
    assert clock_of(idle).interval() == 3 * 60_000


@pytest.mark.parametrize("touch", [
    lambda field: QTest.keyClick(field, Qt.Key.Key_A), lambda field: QTest.mouseClick(field, Qt.MouseButton.LeftButton),
    lambda field: QTest.mouseMove(field, field.rect().center())], ids=["key", "button", "move"])
def test_key_and_mouse_put_it_off(field, idle, touch):
    clock_of(idle).stop()  # started anew is seen without waiting
    touch(field)
    assert clock_of(idle).isActive()


def test_it_says_so_once_and_again_after_the_next_touch(qtbot, field, idle):
    clock = clock_of(idle)
    for _ in range(2):
        clock.setInterval(20)
        with qtbot.waitSignal(idle.idle):
            QTest.keyClick(field, Qt.Key.Key_A)
        assert not clock.isActive()


def test_it_is_silent_after_the_end(qtbot, field):
    idle = Idle(10, field)
    idle.stop()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert not clock_of(idle).isActive()
