"""What every test may lean on: a fresh record book, the standard office, a calendar and a window that keep still."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import desktop_app.exchange  # noqa: F401 before any test imports openpyxl: it says how openpyxl is to read and write
from db import clock, people
from db.database import Store, open_store
from db.items.kinds import Item, Record
from desktop_app.actions import office, records, transcribe
from desktop_app.actions.session import Session

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# timing of a busy machine is no fault of the code under test
settings.register_profile("suilu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suilu")

LONGEST = {"frozen", "e2e", "year", "keys"}
"""Folders of the files that take longest."""


def pytest_collection_modifyitems(config, items) -> None:
    """With two processes the longest files go first, so that at the end none works on them alone."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: LONGEST.isdisjoint(item.path.relative_to(config.rootpath).parts))


TOLD = "told"  # name of the property of a test that says what it measured


@pytest.fixture
def tell(record_property) -> Callable[[str], None]:
    """Say something at the end of the run, whichever process the test ran in."""
    return partial(record_property, TOLD)


def pytest_terminal_summary(terminalreporter) -> None:
    """What the tests measured, such as the score of the parser."""
    told = [value for reports in terminalreporter.stats.values() for report in reports
            if getattr(report, "when", "") == "call" for name, value in report.user_properties if name == TOLD]
    if told:
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(told))


@pytest.fixture(autouse=True)
def real_calendar() -> Iterator[None]:
    """Whatever day a test pretends, the next one starts today."""
    yield
    clock.pretend(None)


@pytest.fixture(scope="session")
def blank(tmp_path_factory) -> Path:
    """A closed, empty record book to copy: to open a copy costs a quarter of what all the migrations do."""
    folder = tmp_path_factory.mktemp("blank")
    with open_store(folder):
        return folder


@pytest.fixture
def store(blank, tmp_path) -> Iterator[Store]:
    """An empty record book."""
    with open_store(shutil.copytree(blank, tmp_path / "book")) as opened:
        yield opened


@pytest.fixture
def standard() -> Record:
    """resources/demo/standard_cases.json."""
    return transcribe.standard()


def set_up(store: Store) -> Session:
    """A sitting at the standard office, in an empty record book."""
    told = transcribe.standard()["office"]
    office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"],
                                            told["registrar"]))
    return Session(store)


def saved(session: Session, item: Item, **said: object) -> Record:
    """A new record of a declared item, stored."""
    return records.save(session, item, records.new(session, item, **said)).record


@pytest.fixture
def session(store) -> Session:
    """A sitting at the standard office: no cases, nobody known yet."""
    return set_up(store)


@pytest.fixture
def known_people(session) -> list[str]:
    """uids of the four people of the standard cases whom the office has met before."""
    return [people.remember(session.store, transcribe.party_facts(session, person), session.who)
            for person in transcribe.standard()["known_persons"]]


class Boxes:
    """Message boxes a test expects: what they said, and which buttons to press (by text; else the safe one)."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.presses: list[str] = []

    def answer(self, box) -> int:
        """Stands in for QMessageBox.exec."""
        self.said.append(box.text() + box.informativeText())
        wanted = self.presses.pop(0) if self.presses else None
        button = next((b for b in box.buttons() if b.text() == wanted), None)
        (button or box.escapeButton() or box.buttons()[0]).click()
        return 0


@pytest.fixture
def expect_message() -> Boxes:
    """Ask for this fixture when message boxes may open; ``said`` tells which did."""
    return Boxes()


@pytest.fixture(autouse=True)
def no_surprise_boxes(request, monkeypatch) -> None:
    """A message box nobody expected fails the test instead of hanging it."""
    messages = sys.modules.get("desktop_app.ui.messages")
    if messages is None or "answer" in request.fixturenames:  # tests of the boxes themselves
        return
    if "expect_message" in request.fixturenames:
        boxes = request.getfixturevalue("expect_message")

        def answer(box):  # a plain function, so that the box is handed over as self
            return boxes.answer(box)
    else:
        def answer(box):
            raise AssertionError(f"unexpected message box: {box.text()}{box.informativeText()}")
    monkeypatch.setattr(messages.QMessageBox, "exec", answer)
