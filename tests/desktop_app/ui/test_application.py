"""One Qt application, and a dialog for what fails before there is a window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.errors import KnownError
from desktop_app.ui import application, messages


def test_the_running_application_is_used(qapp):
    assert application.application() is qapp is QApplication.instance()


@pytest.fixture
def dialogs(qapp, monkeypatch):
    """Which dialogs were asked for; on a screen as far as the code can tell."""
    asked: list[tuple] = []

    def problem(_parent, error):
        asked.append(("problem", error))

    def crash(_parent, error, folder):
        asked.append(("crash", error, folder))

    def platform():
        return "xcb"

    monkeypatch.setattr(messages, "problem", problem)
    monkeypatch.setattr(messages, "crash", crash)
    monkeypatch.setattr(qapp, "platformName", platform, raising=False)
    return asked


def test_a_known_error_and_a_bug(dialogs):
    known, bug, data = KnownError("数据文件已损坏。"), ZeroDivisionError(), Path("/data")
    application.last_words(known, data)
    application.last_words(bug, data)
    assert dialogs == [("problem", known), ("crash", bug, data)]


def test_without_a_screen_no_dialog_waits_for_ever(dialogs, qapp, monkeypatch):
    def platform():
        return "offscreen"

    monkeypatch.setattr(qapp, "platformName", platform)
    application.last_words(ZeroDivisionError(), Path("/data"))
    assert dialogs == []
