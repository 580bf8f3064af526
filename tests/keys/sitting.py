"""A sitting at the standard office, in the real window: fresh record book, four people known, nothing registered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from db import clock, people
from db.database import open_store
from desktop_app.actions import office, transcribe
from desktop_app.actions.session import Session
from desktop_app.ui.application import application
from desktop_app.ui.window import MainWindow
from tests.keys.clerk import Clerk

DAY = date(2022, 9, 28)


@contextmanager
def sitting(folder: Path, met: bool = False) -> Iterator[tuple[Session, Clerk]]:
    """Open the window on an empty book, with the villages of the file in the register.

    ``met``: the directory knows the parties of all cases, not only the four persons that the file calls known.
    """
    application()
    told = transcribe.standard()
    parties = [party for entry in transcribe.entries().values() for party in entry["parties"]]
    villages = list(dict.fromkeys(p["village"] for p in parties if p.get("village")))
    with clock.pretending(DAY), open_store(folder) as store:
        office.set_up(store, office.OfficeSetup(
            "town", told["office"]["name"], told["office"]["committee"], "海", told["office"]["mediators"],
            told["office"]["registrar"], villages))
        session = Session(store)
        known = parties if met else told["known_persons"]
        for person in known:
            people.remember(store, transcribe.party_facts(session, person), session.who)
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        clerk = Clerk(window, {person["name"] for person in known})
        try:
            yield session, clerk
        finally:
            clerk.hands.leave()
            window.close()
            window.deleteLater()  # with its timers, before the book is closed
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
