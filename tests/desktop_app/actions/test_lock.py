"""The second PIN: set once, asked for, never stored as it is, and no patience with guessing."""

import json
from datetime import datetime, timedelta

import pytest

from db.database import open_store
from db.errors import KnownError
from desktop_app.actions import lock
from desktop_app.actions.session import Session


def wrong(session, times):
    for _ in range(times):
        with pytest.raises(KnownError, match="口令不对"):
            lock.open_lock(session, "9999")


def waited(session):
    """The pause is over."""
    tries = session.store.settings.get(lock.TRIES)
    session.store.settings.set(lock.TRIES, tries | {"until": (datetime.now() - timedelta(seconds=1)).isoformat()})


def pause(session):
    """Seconds of the pause that runs."""
    until = datetime.fromisoformat(session.store.settings.get(lock.TRIES)["until"])
    return round((until - datetime.now()).total_seconds())


def test_the_first_pin_is_chosen_and_opens(session):
    assert not lock.is_set(session.store) and not session.unlocked
    lock.set_pin(session, "5317")
    assert lock.is_set(session.store) and session.unlocked
    session.unlocked = False
    lock.open_lock(session, "5317")
    assert session.unlocked


def test_nothing_opens_while_no_pin_is_set(session):
    with pytest.raises(KnownError):
        lock.open_lock(session, "")
    assert not session.unlocked


def test_it_is_stored_as_a_salted_hash(session):
    lock.set_pin(session, "abc5317")
    first = session.store.settings.get(lock.SETTING)
    lock.set_pin(session, "abc5317", "abc5317")
    second = session.store.settings.get(lock.SETTING)
    assert "abc5317" not in json.dumps([first, second])
    assert first["salt"] != second["salt"] and first["hash"] != second["hash"]


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12 34", "12-34", "口令口令"])
def test_a_poor_pin_is_refused(session, pin):
    with pytest.raises(KnownError, match="4 到 12 位"):
        lock.set_pin(session, pin)
    assert not lock.is_set(session.store)


def test_full_width_digits_are_the_same_digits(session):
    lock.set_pin(session, "５３１７")
    lock.open_lock(session, "5317")
    lock.open_lock(session, "５３１７")
    assert session.unlocked


def test_another_pin_needs_the_old_one(session):
    lock.set_pin(session, "5317")
    with pytest.raises(KnownError, match="口令不对"):
        lock.set_pin(session, "8642")
    with pytest.raises(KnownError, match="口令不对"):
        lock.set_pin(session, "8642", "1111")
    lock.open_lock(session, "5317")
    lock.set_pin(session, "8642", "5317")
    wrong(session, 1)
    lock.open_lock(session, "8642")


def test_five_wrong_ones_make_it_wait_and_longer_every_time(session):
    lock.set_pin(session, "5317")
    session.unlocked = False
    wrong(session, lock.FREE_TRIES)
    pauses = [pause(session)]
    with pytest.raises(KnownError, match="秒再试"):
        lock.open_lock(session, "5317")  # even the right one
    assert not session.unlocked
    for _ in range(8):
        waited(session)
        wrong(session, 1)
        pauses.append(pause(session))
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 1920, 1920]
    waited(session)
    lock.open_lock(session, "5317")
    assert session.unlocked and session.store.settings.get(lock.TRIES) is None


def test_a_restart_is_no_way_around_the_pause(session):
    lock.set_pin(session, "5317")
    wrong(session, lock.FREE_TRIES)
    folder = session.store.folder
    session.store.close()
    with open_store(folder) as store, pytest.raises(KnownError, match="秒再试"):
        lock.open_lock(Session(store), "5317")


def test_the_old_pin_cannot_be_guessed_in_the_settings_either(session):
    lock.set_pin(session, "5317")
    for _ in range(lock.FREE_TRIES):
        with pytest.raises(KnownError, match="口令不对"):
            lock.set_pin(session, "8642", "1111")
    with pytest.raises(KnownError, match="秒再试"):
        lock.open_lock(session, "5317")


def test_a_clock_that_was_set_back_does_not_lock_for_years(session):
    lock.set_pin(session, "5317")
    session.store.settings.set(lock.TRIES, {"wrong": 7, "until": (datetime.now() + timedelta(days=400)).isoformat()})
    lock.open_lock(session, "5317")
    assert session.unlocked


def test_a_forgotten_one_is_replaced_and_the_history_tells(session):
    lock.set_pin(session, "5317")
    wrong(session, lock.FREE_TRIES)
    lock.put_pin(session, "8642")
    lock.open_lock(session, "8642")
    told = session.store.rows("SELECT who, item, uid, action, before, after FROM history WHERE item = 'setting'")
    assert told == [(session.who, "setting", "pin", "change", "{}", "{}")] * 2


def test_the_sample_has_a_pin_of_its_own(session):
    session.store.settings.set("office", session.office | {"sample": True})
    assert lock.is_set(session.store)
    with pytest.raises(KnownError, match="样例的口令不能改"):
        lock.set_pin(session, "5317", lock.SAMPLE_PIN)
    lock.open_lock(session, lock.SAMPLE_PIN)
    assert session.unlocked


def test_another_person_finds_it_locked(session):
    lock.set_pin(session, "5317")
    session.begin()
    assert not session.unlocked
