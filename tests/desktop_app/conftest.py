"""Real record books: with the standard cases, as papers are printed from it; the sample office, for the command line."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.database import open_store
from desktop_app.__main__ import main
from desktop_app.actions import cases, demo, office, transcribe
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


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory) -> Path:
    """The folder of the sample office, made once; tests do not change it."""
    folder = tmp_path_factory.mktemp("office")
    with open_store(folder) as store:
        demo.fill(store, whole_year=False)
    return folder


@pytest.fixture
def data(sample_book, tmp_path) -> Path:
    """A copy of the sample office to work on."""
    return Path(shutil.copytree(sample_book, tmp_path / "office"))


@pytest.fixture
def own_process():
    """The command line owns its process: it sets the day and the environment. Tests after it start afresh."""
    before = dict(os.environ)
    yield
    clock.pretend(None)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def run(capsys, own_process):
    """run(*arguments) -> (exit code, standard output, standard error)."""
    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def one_sentence(error: str) -> bool:
    """One line, Chinese, no trace of Python."""
    return error.count("\n") == 1 and error.endswith("。\n") and "Traceback" not in error
