"""The pages of the window: each imported when it is first shown, so that the window stands in half the time."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


def make(key: str, window: "MainWindow") -> QWidget:
    """The page of that key, its wishes connected to the window."""
    return _MAKERS[key](window)


def _today(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.today import TodayPage

    page = TodayPage(window.session)
    page.wished.connect(window.follow)
    return page


def _mediation(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.mediation import MediationPage

    page = MediationPage(window.session, window.sources)
    page.said.connect(window.say)
    page.changed.connect(window.count_anew)
    page.printing.connect(window.print_cases)
    return page


def _reporting(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.reporting import ReportingPage

    page = ReportingPage(window.session, window.jobs)
    page.open_field.connect(window.open_field)
    page.changed.connect(window.count_anew)
    return page


def _settings(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.settings import SettingsPage

    page = SettingsPage(window.session)
    page.zoomed.connect(window.zoom_to)
    page.changed.connect(window.apply_settings)
    page.left.connect(window.back)
    return page


def _trash(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.trash import TrashPage

    page = TrashPage(window.session)
    page.changed.connect(window.count_anew)
    page.left.connect(window.back)
    return page


_MAKERS = {"today": _today, "mediation": _mediation, "reporting": _reporting, "settings": _settings, "trash": _trash}
