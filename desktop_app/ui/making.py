"""The pages of the window: each imported when it is first shown, so that the window stands in half the time."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.items import BY_KEY, registers_of

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


def make(key: str, window: "MainWindow") -> QWidget:
    """The page of that key, its wishes connected to the window."""
    return _MAKERS[key](window) if key in _MAKERS else _records(key, window)


def _records(key: str, window: "MainWindow") -> QWidget:
    """The page of an item by its declaration; persons with registers have one of their own kind."""
    from desktop_app.ui.pages.record_page import RecordPage

    item = BY_KEY[key]
    if registers_of(item):
        from desktop_app.ui.pages.person_page import PersonPage

        return _connected(PersonPage(window.session, window.sources, item), window)
    return _connected(RecordPage(window.session, window.sources, item), window)


def _connected(page: QWidget, window: "MainWindow") -> QWidget:
    page.said.connect(window.say)
    page.changed.connect(window.count_anew)
    page.printing.connect(window.print_records)
    page.onward.connect(window.ways.onward)
    page.go_to.connect(window.ways.to_record)
    page.opening.connect(window.open_stock)
    return page


def _today(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.today import TodayPage

    page = TodayPage(window.session)
    page.lesson_wanted.connect(window.lesson_wanted)
    page.wished.connect(window.ways.follow)
    return page


def _mediation(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.mediation import MediationPage

    page = MediationPage(window.session, window.sources)
    page.lesson_wanted.connect(window.lesson_wanted)
    page.slips.clicked.connect(window.to_sitting)
    return _connected(page, window)


def _sitting(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.sitting import SittingPage

    page = SittingPage(window.session, window.sources)
    page.said.connect(window.say)
    page.changed.connect(window.count_anew)
    page.printing.connect(window.print_records)
    page.wanted.connect(window.ways.to_records)
    page.left.connect(window.back)
    return page


def _reporting(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.reporting import ReportingPage

    page = ReportingPage(window.session, window.jobs)
    page.open_field.connect(window.ways.to_case)
    page.changed.connect(window.count_anew)
    return page


def _settings(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.settings import SettingsPage

    page = SettingsPage(window.session, window.jobs)
    page.sight_wished.connect(window.eyes.change)
    page.larger.connect(window.eyes.larger)
    page.smaller.connect(window.eyes.smaller)
    page.changed.connect(window.apply_settings)
    page.open_record.connect(window.ways.to_record)
    page.left.connect(window.back)
    return page


def _trash(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.trash import TrashPage

    page = TrashPage(window.session)
    page.changed.connect(window.count_anew)
    page.left.connect(window.back)
    return page


def _statistics(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.statistics import StatisticsPage

    page = StatisticsPage(window.session, window.jobs)
    page.said.connect(window.say)
    page.open_records.connect(window.ways.to_records)
    return page


def _lock(window: "MainWindow") -> QWidget:
    from desktop_app.ui.pages.lock_page import LockPage

    page = LockPage(window.session)
    page.opened.connect(window.unlocked)
    return page


_MAKERS = {"today": _today, "mediation": _mediation, "reporting": _reporting, "statistics": _statistics,
           "settings": _settings, "trash": _trash, "lock": _lock, "sitting": _sitting}
