"""人员库 by keyboard: pairs merged, told apart and taken back; anybody found with his cases."""

import pytest
from PySide6.QtCore import Qt

from db import people, repository
from db.items import CASE, PERSON, VILLAGE
from desktop_app.actions import cases, directory, office
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages import directory_panel
from desktop_app.ui.pages.directory_panel import DirectoryPanel
from desktop_app.ui.pages.settings import SettingsPage
from tests.desktop_app.actions.made_cases import simple

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def crowd(session):
    """王婷 and 王亭, 王建国 twice, one of them with two cases; 李秀英 stands alone."""
    village = office.register(session.store, VILLAGE, "东村", session.who)

    def met(name, **said):
        return people.remember(session.store, {"name": name, "kind": "natural", "village": village} | said, session.who)

    for _ in range(2):
        case = simple(session, "王建国")
        case["parties"][0] |= {"village": village, "phone": "13806310001"}
        cases.save_case(session, case)
    who = session.store.rows("SELECT uid FROM person")[0][0]
    other = repository.add(session.store, PERSON, repository.get(session.store, PERSON, who) | {
        "uid": None, "village": village, "phone": "13806310001", "address": "村东头", "id_no": "371083195506060317"}, session.who)["uid"]
    return {"who": who, "other": other, "tings": (met("王婷"), met("王亭")), "li": met("李秀英", phone="13806310009")}


@pytest.fixture
def page(hands, session, crowd):
    SettingsPage._last = 0
    made = hands.show(SettingsPage(session, Jobs()), 1366, 640)
    made.refresh()
    made.enter()
    made.index.setFocus()
    hands.type("9")
    hands.press(Qt.Key.Key_Return)
    return made


@pytest.fixture
def panel(page):
    return page.directory


def lines(panel):
    return [row.spoken for row in panel.list.rows()]


def words(panel):
    return [label.text() for cells in panel.sheet._cells for label in cells if label.isVisible()]


def test_pairs_with_their_reasons_side_by_side(hands, panel):
    assert hands.focus is panel.list
    assert lines(panel) == ["很可能，王建国　同名、同村、电话相同", "可能，王婷 / 王亭　名字音同形近、同村"]
    assert panel.lead.text().startswith("有 2 对")
    assert panel.sheet.reason.text() == "很可能是同一人：同名、同村、电话相同"
    said = words(panel)
    assert said[:4] == ["姓名", "王建国", "王建国", "✓ 相同"] and "尾号 0001" in said and "2 件" in said and "0 件" in said
    assert panel.sheet.buttons[1].isVisible() and not panel.sheet.buttons[4].isVisible()
    assert "138" not in "".join(said)


def test_equal_ends_of_different_numbers_are_not_called_equal(panel, session, crowd):
    one = repository.get(session.store, PERSON, crowd["who"])
    panel.sheet.show_pair(one | {"sex": "1"}, one | {"phone": "13906310001", "sex": "1", "birth": "1960-01-01"}, (0, 0), "", "")
    marks = {cells[0].text(): cells[3].text() for cells in panel.sheet._cells}
    assert (marks["姓名"], marks["电话"], marks["出生、性别"], marks["证件"]) == ("✓ 相同", "◆ 不同", "✓ 相同", "")


def test_enter_comes_to_what_changes_nothing(hands, panel, session):
    hands.press(Qt.Key.Key_Return)
    assert hands.focus is panel.sheet.buttons[0] and hands.focus.text() == "0 先不动"
    hands.press(Qt.Key.Key_Return)
    assert panel.list.currentRow() == 1 and hands.focus is panel.sheet.buttons[0]
    hands.press(Qt.Key.Key_0)
    assert hands.focus is panel.list and "最后一对" in panel.lead.text()
    assert directory.last_deed(session) is None and len(lines(panel)) == 2


def test_it_is_said_who_stays_and_what_he_gains(hands, panel):
    first, second, third = panel.sheet.effect.text().split("\n")
    assert first == "按 1：留左边这条，补上证件号码、住址。"
    assert second == "按 2：留右边这条，没有要补的；2 件案件改记在它名下。"
    assert "回收站" in third and "Ctrl+Z" in third
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("lxy")
    assert not panel.sheet.effect.isVisible()


def test_a_large_book_is_looked_through_beside_the_panel(hands, qtbot, page, panel, session, monkeypatch):
    monkeypatch.setattr(directory_panel, "AT_ONCE", 0)
    panel.refresh()
    assert panel._jobs.busy() and lines(panel)  # what was found before stays until the new is there
    hands.press(Qt.Key.Key_2)  # while it runs: it starts anew
    assert len(lines(panel)) == 1
    qtbot.waitUntil(lambda: not panel._jobs.busy())
    assert lines(panel) == ["可能，王婷 / 王亭　名字音同形近、同村"] and "有 1 对" in panel.lead.text()
    hands.press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(lines(panel)) == 2)
    panel._jobs.close()


def test_looking_through_a_large_book_can_be_stopped_and_begun_again(hands, qtbot, session, crowd, monkeypatch):
    monkeypatch.setattr(directory_panel, "AT_ONCE", 0)
    jobs = Jobs()
    panel = hands.show(DirectoryPanel(session, jobs), 1200, 600)
    panel.refresh()
    panel.enter()
    assert "请等一等" in panel.lead.text() and hands.focus is panel.box
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert "再找一遍" in panel.lead.text() and not panel.list.isVisible()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lines(panel)) == 2)
    assert hands.focus is panel.list
    jobs.close()


def test_merged_and_taken_back(hands, qtbot, page, panel, session, crowd):
    with qtbot.waitSignal(page.changed):
        hands.press(Qt.Key.Key_2)
    assert repository.get(session.store, PERSON, crowd["who"])["deleted_at"]
    assert directory.case_count(session, crowd["other"]) == 2
    assert page.said.text() == "✓ 已合并成一条：王建国。另一条在回收站　Ctrl+Z 撤销"
    assert len(lines(panel)) == 1 and hands.focus is panel.list
    assert panel.undo_button.isVisible() and "王建国" in panel.undo_button.accessibleName()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(lines(panel)) == 2 and directory.case_count(session, crowd["who"]) == 2
    assert "已撤销" in page.said.text() and not panel.undo_button.isVisible()


def test_left_keeps_the_left_one_and_told_apart_is_not_asked_again(hands, panel, session, crowd):
    hands.press(Qt.Key.Key_1)
    assert repository.get(session.store, PERSON, crowd["who"])["address"] == "村东头"
    hands.press(Qt.Key.Key_3)
    assert lines(panel) == [] and hands.focus is panel.box
    assert "没有像是同一个人" in panel.lead.text() and not panel.sheet.isVisible()
    panel.refresh()
    assert lines(panel) == []
    hands.press(Qt.Key.Key_Z, CTRL)  # the empty box leaves the key to the panel
    assert len(lines(panel)) == 1


def test_somebody_is_found_with_his_cases(hands, qtbot, page, panel):
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("wjg")
    assert {row.word for row in panel.list.rows()} == {"2 件", "0 件"}
    hands.press(Qt.Key.Key_Down)
    row = next(n for n, found in enumerate(panel.list.rows()) if found.word == "2 件")
    panel.list.setCurrentRow(row)
    assert panel.sheet.cases.count() == 2 and panel.sheet.buttons[4].isVisible()
    hands.press(Qt.Key.Key_Return)
    assert hands.focus is panel.sheet.cases
    with qtbot.waitSignal(page.open_record) as asked:
        hands.press(Qt.Key.Key_Return)
    assert asked.args[0] == CASE.key
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is panel.list


def test_an_empty_directory_says_how_it_is_filled(hands, session):
    panel = hands.show(DirectoryPanel(session, Jobs()), 1200, 600)
    panel.refresh()
    panel.enter()
    assert "还是空的" in panel.lead.text() and not panel.list.isVisible() and hands.focus is panel.box


def test_digits_in_the_box_are_text(hands, panel, session):
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("0009")
    assert panel.box.text() == "0009" and directory.last_deed(session) is None
    assert [row.what["name"] for row in panel.list.rows()] == ["李秀英"]
    hands.press(Qt.Key.Key_Escape)
    assert panel.box.text() == "" and len(lines(panel)) == 2


def test_nobody_is_found_and_it_is_said(hands, panel):
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("xyz")
    assert lines(panel) == [] and "没有找到这个人" in panel.lead.text()
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Down)
    assert hands.focus is panel.box


def test_two_merged_by_hand(hands, panel, session, crowd):
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("lxy")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_4)
    assert hands.focus is panel.box and "左边是李秀英" in panel.lead.text() and lines(panel) == []
    hands.type("wt")
    hands.press(Qt.Key.Key_Return)
    assert "看不出是同一个人" in panel.sheet.reason.text()
    hands.press(Qt.Key.Key_1)
    gone = [repository.get(session.store, PERSON, uid)["deleted_at"] for uid in crowd["tings"]]
    assert sum(map(bool, gone)) == 1 and panel._first is None


def test_a_comparison_can_be_left(hands, qtbot, page, panel, session):
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("lxy")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_4)
    hands.press(Qt.Key.Key_Escape)
    assert panel._first is None and len(lines(panel)) == 2
    with qtbot.waitSignal(page.left):
        hands.press(Qt.Key.Key_Escape)
    assert directory.last_deed(session) is None


def test_two_whose_numbers_differ_stay_two(hands, panel, session, crowd, expect_message):
    for uid, number in ((crowd["li"], "371083195506060317"), (crowd["tings"][0], "371083197001110330")):
        person = repository.get(session.store, PERSON, uid)
        repository.save(session.store, PERSON, person | {"id_no": number}, session.who)
    panel._first = repository.get(session.store, PERSON, crowd["li"])
    panel.box.setText("王婷")
    panel.list.setCurrentRow(0)
    panel.list.setFocus()
    assert panel.sheet.effect.text().startswith("这两条不能合并：")
    hands.press(Qt.Key.Key_1)
    assert "不能合并" in expect_message.said[0] and directory.last_deed(session) is None


def test_a_small_window_shows_one_thing_at_a_time(hands, qtbot, session, crowd):
    page = hands.show(SettingsPage(session, Jobs()), 683, 270)
    page.setFixedSize(683, 270)  # as the window makes it: smaller than its parts would like
    page.refresh()
    page.show_panel(page.index.words.index("人员库"))
    page.enter()
    assert page.index.isVisible()
    hands.press(Qt.Key.Key_Return)
    panel = page.directory
    assert hands.focus is panel.list and not page.index.isVisible() and not panel.sheet.isVisible()
    hands.press(Qt.Key.Key_Return)
    assert panel.sheet.isVisible() and not panel.list.isVisible() and not panel.box.isVisible()
    qtbot.waitUntil(lambda: panel.sheet._facts.verticalScrollBar().maximum() > 0)
    hands.press(Qt.Key.Key_PageDown)
    assert panel.sheet._facts.verticalScrollBar().value() > 0
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is panel.list and panel.box.isVisible()
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_3)
    assert hands.focus is panel.list and page.said.isVisible() and len(lines(panel)) == 1
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is page.index and page.index.isVisible()
