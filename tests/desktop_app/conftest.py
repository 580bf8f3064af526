"""A real record book with the standard cases, as the papers are printed from it."""

from datetime import date

import pytest

from db import clock
from db.database import open_store
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.printing import cases_to_print
from desktop_app.actions.session import Session


@pytest.fixture(scope="session")
def paper_book(tmp_path_factory):
    """(store, uid by id of the standard case): a book of which papers are printed; tests do not change it."""
    folder = tmp_path_factory.mktemp("paper_book")
    told = transcribe.standard()["office"]
    with clock.pretending(date(2022, 9, 30)), open_store(folder) as store:
        office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"],
                                                told["registrar"]))
        session = Session(store)
        uids = {key: cases.save_case(session, transcribe.full_record(session, entry)).record["uid"]
                for key, entry in transcribe.entries().items()}
        yield store, uids


@pytest.fixture(scope="session")
def papers(paper_book):
    """The standard cases S1 to S10 as the forms need them, by id."""
    store, uids = paper_book
    return dict(zip(uids, cases_to_print(store, list(uids.values())), strict=True))


@pytest.fixture
def desk(session):
    """A sitting on 30 September 2022: S1 to S10 are in the book, all ready for the report but S9."""
    with clock.pretending(date(2022, 9, 30)):
        for key, entry in transcribe.entries().items():
            case = transcribe.full_record(session, entry)
            if key != "S9" and case["result"] == "success":
                case |= {"perform_place": case["perform_place"] or "调解室",
                         "perform_status": case["perform_status"] or "done"}
            cases.save_case(session, case)
        yield session
