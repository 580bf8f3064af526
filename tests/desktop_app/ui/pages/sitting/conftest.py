"""A stack of three slips begun, on its page alone or in the window."""

import pytest
from PySide6.QtCore import Qt

from db import people
from db.items import VILLAGE
from desktop_app.actions import office, sitting, transcribe
from desktop_app.ui.pages.sitting import SittingPage
from desktop_app.ui.window import MainWindow


@pytest.fixture
def known(session):
    """王建国, 王建军 and two more have been met before."""
    for person in transcribe.standard()["known_persons"]:
        people.remember(session.store, transcribe.party_facts(session, person), session.who)


@pytest.fixture
def page(hands, session, sources):
    """The page by itself, a stack of three begun."""
    village = office.register(session.store, VILLAGE, "大孤山村", session.who)
    sitting.begin(session, {"planned": 3, "village": village, "mediator": session.me, "mediation_date": "2022-09-05"})
    made = hands.show(SittingPage(session, sources), 1366, 660)
    made.refresh()
    made.enter()
    return made


@pytest.fixture
def window(hands, session):
    made = hands.show(MainWindow(session), 1366, 768)
    yield made
    made.close()


@pytest.fixture
def there(hands, window):
    """The window's page; a stack of three is begun by keys alone, from the first screen."""
    hands.press(Qt.Key.Key_F11)
    hands.type("3\rdgsc\r\r9.5\r\r")
    return window.page("sitting")
