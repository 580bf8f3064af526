"""The time of entry at the real page: from the first key, composed ones too, to the save."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.actions import pace, settings
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.mediation import MediationPage
from desktop_app.ui.pages.settings import SettingsPage
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.pages.today import TodayPage

CTRL = Qt.KeyboardModifier.ControlModifier


class Hand:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def page(hands, session):
    made = hands.show(MediationPage(session, StoreSources(session)), 1366, 600)
    made.enter()
    made.stopwatch.watch = pace.Watch(hand := Hand())
    made.hand = hand
    return made


def kept(session):
    """[seconds, cases] of this month."""
    return session.store.settings.get(pace.KEY, {}).get(session.me, {}).get("2022-09")


def test_a_line_from_its_first_key_to_enter(hands, session, page):
    hands.compose("gao")  # what is still being composed is entering already
    page.hand.at = 5
    hands.commit("高兴民")
    page.hand.at = 20
    hands.type(" 隋建波 树枝遮光 口头和解 赔300")
    page.hand.at = 31
    hands.press(Qt.Key.Key_Return)
    assert kept(session) == [31.0, 1]
    page.hand.at = 50  # nobody has begun the next one
    hands.type("史国栋 陶金山 共用墙 谈不拢")
    page.hand.at = 61
    hands.press(Qt.Key.Key_Return)
    assert kept(session) == [42.0, 2]


def test_a_form_counts_and_a_correction_does_not(hands, session, page):
    page.open_new(page.new_record() | {"summary": "树枝遮光"})
    page.editor.form().focus_path(("parties", 0, "name"))
    hands.type("高兴民")
    page.hand.at = 25
    hands.press(Qt.Key.Key_S, CTRL)
    assert kept(session) == [25.0, 1]
    page.editor.form().focus_path(("summary",))
    hands.type("，吵架")
    page.hand.at = 40
    hands.press(Qt.Key.Key_S, CTRL)
    assert page._record["revision"] == 2 and kept(session) == [25.0, 1]


def test_a_line_that_was_wiped_does_not_count(hands, session, page):
    hands.type("a")
    page.hand.at = 50
    hands.press(Qt.Key.Key_Backspace)
    hands.type("高兴民 隋建波 树枝遮光")
    page.hand.at = 60
    hands.press(Qt.Key.Key_Return)
    assert kept(session) == [10.0, 1]


def test_a_time_that_cannot_be_kept_does_not_hinder_the_save(hands, session, page, monkeypatch):
    from db.errors import KnownError

    def full(*_):
        raise KnownError("磁盘满了。")

    monkeypatch.setattr(pace, "note", full)
    hands.type("高兴民 隋建波 树枝遮光")
    hands.press(Qt.Key.Key_Return)
    assert page._record["summary"] == "树枝遮光"


def test_today_tells_the_person_in_one_line(hands, session):
    page = hands.show(TodayPage(session), 1366, 600)
    page.refresh()
    assert page.pace.isHidden()
    for _ in range(pace.FEW):
        pace.note(session, 41)
    page.refresh()
    assert page.pace.isVisible() and page.pace.text() == "您本月平均 41 秒/件，共 3 件"
    session.store.settings.set("office", session.office | {"me": "another"})
    page.refresh()
    assert page.pace.isHidden() and "41" not in page.pace.text()


def test_it_is_switched_off_in_settings(hands, session):
    for _ in range(pace.FEW):
        pace.note(session, 41)
    SettingsPage._last = 0
    page = hands.show(SettingsPage(session, Jobs()), 1200, 640)
    page.refresh()
    page.office.cells["pace"].editor.enter()
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_S, CTRL)
    assert not pace.is_on(session) and pace.words(session) == ""


def test_the_answer_of_one_person_is_not_that_of_the_next(hands, session):
    SettingsPage._last = 0
    page = hands.show(SettingsPage(session, Jobs()), 1200, 640)
    page.refresh()
    page.office.cells["pace"].editor.enter()
    hands.press(Qt.Key.Key_2)
    page.office.cells["me"].editor.enter()
    hands.type("yjg")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_S, CTRL)
    assert session.who == "于建国" and pace.is_on(session)
    assert page.office.values()["pace"] is True
    assert settings.default(session.store, "occupation") == "务农"
