"""A window's worth of parts on a record book with the standard office, on 28 September 2022."""

import shutil
from datetime import date

import pytest

from db import clock
from db.database import open_store
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.session import Session
from desktop_app.ui.pages.sources import StoreSources


@pytest.fixture
def session(blank, tmp_path):
    """A sitting at an office that has no cases yet."""
    told = transcribe.standard()["office"]
    with clock.pretending(date(2022, 9, 28)), open_store(shutil.copytree(blank, tmp_path / "book")) as store:
        office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"],
                                                told["registrar"], ["东村", "西流村", "大孤山村"]))
        yield Session(store)


@pytest.fixture
def uids(session):
    """The standard cases S1 to S10, stored; uid by id."""
    return {key: cases.save_case(session, transcribe.full_record(session, entry)).record["uid"]
            for key, entry in transcribe.entries().items()}


@pytest.fixture
def sources(session):
    return StoreSources(session)
