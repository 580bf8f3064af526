"""回收站: what was deleted is there, and comes back."""

import pytest
from PySide6.QtCore import Qt

from db import repository
from db.items import CASE
from desktop_app.actions import cases
from desktop_app.ui.pages.trash import TrashPage


@pytest.fixture
def deleted(session):
    """Three deleted cases."""
    uids = []
    for name in ("高兴民", "史国栋", "王建国"):
        case = cases.new_case(session)
        case["parties"][0]["name"] = name
        uids.append(cases.save_case(session, case | {"summary": "树枝遮光", "agreement_form": "oral"}).record["uid"])
        repository.delete(session.store, CASE, uids[-1], session.who)
    return uids


@pytest.fixture
def page(hands, session):
    made = hands.show(TrashPage(session), 1000, 600)
    made.refresh()
    made.enter()
    return made


def test_an_empty_bin_says_what_it_is_for(hands, page):
    assert page.empty.isVisible() and "随时可以恢复" in page.empty.text()
    assert not page.back.isVisible()
    assert hands.focus is page.leave


def test_a_row_says_when_what_and_who(deleted, page, session):
    texts = [page.list.item(n).text() for n in range(3)]
    assert any("史国栋" in text and "海人调口字〔2022〕第002号" in text and session.who in text for text in texts)
    assert all(text.startswith("9月28日") for text in texts)


def test_enter_restores_the_chosen_one(hands, qtbot, deleted, page, session):
    with qtbot.waitSignal(page.changed):
        hands.press(Qt.Key.Key_Return)
    assert page.list.count() == 2
    assert page.said.text() == "✓ 已恢复 1 条"
    assert len(repository.find(session.store, CASE, repository.Filter())) == 1


def test_several_at_once(hands, deleted, page, session):
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.back.click()
    assert page.list.count() == 0
    assert page.empty.isVisible()
    assert len(repository.find(session.store, CASE, repository.Filter())) == 3


def test_escape_leaves(hands, qtbot, page):
    with qtbot.waitSignal(page.left):
        hands.press(Qt.Key.Key_Escape)
