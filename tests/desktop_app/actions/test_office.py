"""First start and registers."""

from dataclasses import replace

import pytest

from db import repository
from db.database import open_store
from db.errors import KnownError
from db.items import COMMITTEE, MEDIATOR, VILLAGE
from desktop_app.actions import office
from desktop_app.actions.session import Session

SETUP = office.OfficeSetup(desk="town", office=" 海阳所镇司法所 ", committee="海阳所镇人民调解委员会", abbr="海",
                           mediators=["于建国", "刘淑芬"], me="刘淑芬", villages=["东村", "西流村", "东村"])


@pytest.fixture
def book(tmp_path):
    with open_store(tmp_path / "book") as opened:
        yield opened


def test_a_new_book_knows_nobody(book):
    assert office.is_new(book)
    session = Session(book)
    assert (session.office, session.me, session.who) == ({}, None, "未登记")


def test_the_first_page_is_written(book):
    office.set_up(book, SETUP)
    session = Session(book)
    assert not office.is_new(book)
    assert session.who == "刘淑芬"
    assert {key: session.office[key] for key in ("desk", "name", "sample")} == {
        "desk": "town", "name": "海阳所镇司法所", "sample": False}
    committee = repository.records(book, COMMITTEE)
    assert [(c["name"], c["abbr"], c["kind"]) for c in committee] == [("海阳所镇人民调解委员会", "海", "town")]
    assert {(m["name"], m["committee"]) for m in repository.records(book, MEDIATOR)} == {
        ("于建国", committee[0]["uid"]), ("刘淑芬", committee[0]["uid"])}
    assert [v["name"] for v in repository.records(book, VILLAGE)] == ["东村", "西流村"]


@pytest.mark.parametrize("missing", [{"office": "  "}, {"committee": ""}, {"me": "不在其中"}, {"me": ""}])
def test_what_must_be_said(book, missing):
    with pytest.raises(KnownError) as caught:
        office.set_up(book, replace(SETUP, **missing))
    assert caught.value.todo
    assert office.is_new(book)
    assert repository.records(book, COMMITTEE) == []


def test_it_is_still_there_next_time(tmp_path):
    with open_store(tmp_path) as first:
        office.set_up(first, SETUP)
    with open_store(tmp_path) as second:
        assert Session(second).who == "刘淑芬"


def test_a_register_entry_is_made_once(book):
    first = office.register(book, VILLAGE, "下初村", "刘淑芬")
    assert office.register(book, VILLAGE, "下初村", "刘淑芬") == first
    assert repository.names(book, VILLAGE) == {first: "下初村"}


@pytest.mark.parametrize(("unit", "committee", "abbr"), [
    ("海阳所镇司法所", "海阳所镇人民调解委员会", "海"),
    ("乳山市 海阳所镇司法所", "乳山市海阳所镇人民调解委员会", "海"),
    ("大孤山村村民委员会", "大孤山村人民调解委员会", "大"),
    ("大孤山村委会", "大孤山村人民调解委员会", "大"),
    ("城北社区居民委员会", "城北社区人民调解委员会", "城"),
])
def test_an_office_names_its_committee(unit, committee, abbr):
    assert office.names_of_committee(unit) == {"committee": committee, "abbr": abbr}


@pytest.mark.parametrize("unit", ["", "司法所", "乳山市司法局", "某所"])
def test_no_committee_is_made_up(unit):
    assert office.names_of_committee(unit) == {}
