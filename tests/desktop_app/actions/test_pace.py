"""How long entering takes: pauses do not count, and nobody but the person is told."""

from datetime import date
from zipfile import ZipFile

import pytest

from db import clock, repository
from db.items import MEDIATOR
from desktop_app.actions import pace, reporting, settings
from desktop_app.actions.demo import last_day


class Hand:
    """A clock turned by hand, seconds."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def watch(hand):
    return pace.Watch(hand)


def sit_down(session, name: str) -> None:
    """Another person of the office is 录入人."""
    uids = {row["name"]: row["uid"] for row in repository.records(session.store, MEDIATOR)}
    settings.save_office(session, "town", session.office["name"], uids[name], {})


def enter(session, *seconds: float, day: str = "2022-09-28") -> None:
    with clock.pretending(date.fromisoformat(day)):
        for took in seconds:
            pace.note(session, took)


@pytest.fixture(autouse=True)
def september():
    with clock.pretending(date(2022, 9, 28)):
        yield


def test_from_the_first_key_to_the_save(hand, watch):
    for hand.at in (100, 110, 125):
        watch.touch()
    hand.at = 141
    assert watch.stop() == 41


def test_a_pause_is_no_entering(hand, watch):
    for hand.at in (0, 10, 10 + pace.IDLE, 200, 205):
        watch.touch()
    hand.at = 1000
    assert watch.stop() == 10 + pace.IDLE + 5, "the gap of just a minute still counts, the longer ones do not"


def test_the_next_case_begins_anew_and_a_dropped_one_does_not_count(hand, watch):
    watch.touch()
    hand.at = 30
    assert watch.stop() == 30
    assert watch.stop() is None
    watch.touch()
    watch.drop()
    assert watch.stop() is None


def test_this_month_is_told_from_the_third_case_on_the_last_from_the_first(session):
    assert pace.words(session) == ""
    enter(session, 40, 42, day="2022-08-31")
    enter(session, 30, 32)
    assert pace.words(session) == "您上月平均 41 秒/件，共 2 件"
    enter(session, 37)
    assert pace.words(session) == "您上月平均 41 秒/件，共 2 件；本月平均 33 秒/件，共 3 件"


def test_a_new_month_forgets_what_is_older_than_the_last(session):
    enter(session, 40, day="2022-07-01")
    enter(session, 50, day="2022-09-01")
    with clock.pretending(date(2022, 10, 1)):
        assert pace.words(session) == "您上月平均 50 秒/件，共 1 件"
    assert list(session.store.settings.get(pace.KEY)[session.me]) == ["2022-09"]


def test_the_year_turns(session):
    enter(session, 20, day="2022-12-31")
    with clock.pretending(date(2023, 1, 2)):
        assert pace.words(session) == "您上月平均 20 秒/件，共 1 件"


def test_nobody_else_sees_it(session):
    enter(session, 30, 30, 30)
    sit_down(session, "于建国")
    assert pace.words(session) == ""
    enter(session, 60, 60, 60)
    assert pace.words(session) == "您本月平均 60 秒/件，共 3 件"
    sit_down(session, "刘淑芬")
    assert pace.words(session) == "您本月平均 30 秒/件，共 3 件"


def test_who_does_not_want_it_is_not_counted(session):
    enter(session, 30, 30, 30)
    pace.switch(session, False)
    enter(session, 30)
    assert not pace.is_on(session) and pace.words(session) == ""
    assert session.store.settings.get(pace.KEY) == {session.me: {"off": True}}
    pace.switch(session, True)
    assert pace.is_on(session) and pace.words(session) == "", "what was counted before is forgotten"


def test_sample_and_practice_do_not_count(session):
    enter(session, 30, 30, 30)
    session.store.settings.set("office", session.office | {"sample": True})
    assert pace.words(session) == ""
    enter(session, 99)
    session.store.settings.set("office", session.office | {"sample": False})
    assert pace.words(session) == "您本月平均 30 秒/件，共 3 件"


def test_no_history_and_no_workbook_tells_it(desk, tmp_path):
    with clock.pretending(last_day()):
        enter(desk, 7777.7, 7777.7, 7777.7, day=last_day().isoformat())
        assert "7778" in pace.words(desk)
        period = reporting.Period.month("2022-09")
        files = [reporting.export(desk, period, profile, tmp_path / f"{n}.xlsx").path
                 for n, profile in enumerate(reporting.layouts(desk).profiles)]
    told = [row for row in desk.store.rows("SELECT before || after FROM history") if "7777" in str(row)]
    assert told == []
    for path in files:
        with ZipFile(path) as book:
            inside = b"".join(book.read(name) for name in book.namelist())
        assert b"7777" not in inside and b"7778" not in inside and "秒".encode() not in inside
