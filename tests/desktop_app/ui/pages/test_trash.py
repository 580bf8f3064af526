"""回收站: what was deleted is there, and comes back."""

import pytest
from PySide6.QtCore import Qt

from db import repository
from db.items import BY_KEY, CASE, CONSULTATION, CORRECTION, ITEMS, PERSON, registers_of
from desktop_app.actions import cases, records, settings
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


def put_in(session, item, **said):
    """A record that was saved and deleted."""
    record = records.save(session, item, records.new(session, item, **said)).record
    repository.delete(session.store, item, record["uid"], session.who)
    return record["uid"]


def rows(page):
    return [page.list.item(n).text().split("　", 1)[1].rsplit("　", 1)[0] for n in range(page.list.count())]


@pytest.fixture
def of_persons(session):
    """An adult, a juvenile, and a report of the adult."""
    adult = put_in(session, CORRECTION, name="乙某")
    put_in(session, CORRECTION, name="丁某", juvenile=True)
    put_in(session, BY_KEY["correction_report"], subject=adult, content="按时")
    put_in(session, CONSULTATION, name="甲某", summary="问工资")
    return adult


def test_locked_tabs_stay_shut_here_too(of_persons, page, session):
    assert rows(page) == ["咨询接待　甲某　ZX-2022-0001"]
    assert page.hidden.isVisible() and "另有 3 条" in page.hidden.text()
    page.restore()
    assert page.empty.text().startswith("上锁的栏以外，回收站是空的") and "另有 3 条" in page.hidden.text()


def test_unlocked_they_are_there_but_no_juvenile_by_name(of_persons, page, session):
    session.unlocked = True
    page.refresh()
    assert not page.hidden.isVisible()
    assert sorted(rows(page)) == ["咨询接待　甲某　ZX-2022-0001", "社区矫正对象　SJ-2022-0001　报告",
                                  "社区矫正对象　SJ-2022-0002", "社区矫正对象　乙某　SJ-2022-0001"]
    page.list.selectAll()
    page.back.click()
    assert page.list.count() == 0 and page.said.text() == "✓ 已恢复 4 条"
    assert repository.get(session.store, CORRECTION, of_persons)["deleted_at"] is None


def test_every_kind_of_record_comes_back(page, session):
    session.unlocked = True
    uids = {}
    for item in ITEMS:
        given = {"subject": "nobody"} if item.owner else {}
        uids[item.key] = repository.add(session.store, item, item.blank() | {"name": f"某{item.key}"} | given,
                                        session.who)["uid"]
        repository.delete(session.store, item, uids[item.key], session.who)
    page.refresh()
    assert page.list.count() == len(ITEMS) == len(set(uids))
    page.list.selectAll()
    page.back.click()
    assert settings.deleted(session.store) == []
    assert all(repository.get(session.store, BY_KEY[key], uid)["deleted_at"] is None for key, uid in uids.items())
    assert PERSON.key in uids and {register.key for register in registers_of(CORRECTION)} < set(uids)


def test_a_very_full_bin_shows_the_latest_of_each_kind(session):
    for n in range(4):
        put_in(session, CONSULTATION, summary=f"问{n}")
    put_in(session, CORRECTION, name="乙某")
    found = settings.deleted(session.store, most=3)
    assert [item.key for item, _ in found].count("consultation") == 3 and len(found) == 4
