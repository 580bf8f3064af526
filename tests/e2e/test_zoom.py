"""The largest letters on a small screen: Tab never leads to where nothing can be seen."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db import clock
from desktop_app.actions import cases, transcribe
from desktop_app.ui import theme
from desktop_app.ui.window import MainWindow

pytestmark = pytest.mark.e2e

SMALL = (1280, 680)
SEEN = 24  # px of a control, or all of a smaller one, must be inside the window


@pytest.fixture(params=[16, 30], ids=["16 pt", "30 pt"])
def window(request, qapp, session):
    """The window with three cases, as large as a small screen."""
    clock.pretend(date(2022, 9, 28))
    for key in ("S1", "S4", "S5"):
        cases.save_case(session, transcribe.full_record(session, transcribe.entries()[key]))
    theme.apply(qapp, request.param)
    shown = MainWindow(session)
    shown.setFixedSize(*SMALL)
    shown.show()
    shown.activateWindow()
    QApplication.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, theme.SMALLEST)


def seen(widget: QWidget) -> QRect:
    """The part of a widget that its parents and the window leave to be seen, in window coordinates."""
    window = widget.window()
    part = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    around = widget.parentWidget()
    while around is not None:
        part &= QRect(around.mapTo(window, QPoint(0, 0)), around.size())
        around = None if around is window else around.parentWidget()
    return part


def walk(window: MainWindow, most: int) -> list[str]:
    """Press Tab until the keyboard comes back to where it began; the controls that can hardly be seen."""
    hidden, first = [], QApplication.focusWidget()
    for _ in range(most):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None and focus.window() is window
        part = seen(focus)
        if part.width() < min(SEEN, focus.width()) or part.height() < min(SEEN, focus.height()):
            hidden.append(f"{type(focus).__name__} {focus.accessibleName()} {part}")
        if focus is first:
            return hidden
    pytest.fail(f"the keyboard never came round; {hidden}")


@pytest.mark.parametrize("page", ["today", "mediation", "reporting", "settings", "trash"])
def test_every_stop_of_tab_is_seen(window, page):
    window.go(page)
    QApplication.processEvents()
    assert walk(window, 80) == []


@pytest.mark.parametrize("depth", [Qt.Key.Key_F3, Qt.Key.Key_F4], ids=["简表", "全表"])
def test_every_field_of_a_form_is_seen(window, depth):
    window.go("mediation")
    QTest.keyClick(window.windowHandle(), depth)
    QApplication.processEvents()
    assert walk(window, 200) == []


def test_the_chips_of_a_line_are_seen(window):
    window.go("mediation")
    entry = window.page("mediation").entry
    entry.set_text(transcribe.entries()["S6"]["one_line"])
    QApplication.processEvents()
    for chip in entry.chips.values():
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert seen(chip).height() >= SEEN, chip.accessibleName()
