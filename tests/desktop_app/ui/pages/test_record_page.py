"""The page that every declared item has: list, filters, record, forms, drafts, undo, and what comes next."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from db import clock, drafts, repository
from db.items import (
    CASE,
    CONSULTATION,
    COUNSEL,
    COUNSEL_SERVICE,
    FACILITY,
    LEGAL_AID,
    LEGAL_REVIEW,
    MEDIATOR,
    PUBLICITY,
    ROSTERS,
    SCREENING,
    VIDEO_VISIT,
    VILLAGE,
    WORK,
)
from db.items.kinds import Kind
from desktop_app.actions import records
from desktop_app.ui.pages.record_columns import columns_of, listed
from desktop_app.ui.pages.record_editor import FULL, SHORT
from desktop_app.ui.pages.record_page import RecordPage
from desktop_app.ui.theme import Tone
from tests.conftest import saved

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = [item for item in (*WORK, *ROSTERS) if item.key not in ("correction", "resettlement")]


@pytest.fixture(autouse=True)
def september_28():
    clock.pretend(date(2022, 9, 28))


@pytest.fixture
def page(hands, session, sources):
    made = hands.show(RecordPage(session, sources, CONSULTATION), 1366, 660)
    made.refresh()
    made.enter()
    return made


def stored(session, item):
    return repository.page(session.store, item, repository.find(session.store, item, repository.Filter()))


@pytest.mark.parametrize("item", PLAIN, ids=lambda item: item.key)
def test_an_empty_page_says_what_to_do_and_f2_opens_a_form_that_takes_the_keyboard(hands, session, sources, item):
    page = hands.show(RecordPage(session, sources, item), 1366, 660)
    page.refresh()
    page.enter()
    if not repository.find(session.store, item, repository.Filter()):
        assert page.pane.empty.isVisible() and "F2" in page.pane.empty.text()
    hands.press(Qt.Key.Key_F2)
    assert page.editor.isVisible() and page.editor.isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_Escape)
    if page.editor.isVisible():  # the first one closed a list that hung open
        hands.press(Qt.Key.Key_Escape)
    assert page.list.isVisible() or page.pane.empty.isVisible()
    assert drafts.waiting(session.store, item) == []


@pytest.mark.parametrize("item", PLAIN, ids=lambda item: item.key)
def test_the_list_shows_the_declared_columns_and_room_for_the_widest(hands, session, sources, item):
    columns = columns_of(item)
    assert columns.titles[:-1] == tuple(f.label for f in listed(item)) and columns.widths.count(0) == 1
    assert {columns.titles[n] for n in columns.right} == {
        f.label for f in listed(item) if f.kind in (Kind.NUMBER, Kind.MONEY)}


def test_a_consultation_by_keyboard_in_a_few_keys(hands, qtbot, page, session):
    hands.press(Qt.Key.Key_F2)
    hands.type("2")  # 来电
    hands.type("4")  # 劳动
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)  # nobody gives a name
    hands.type("拖欠工资怎么要")
    hands.press(Qt.Key.Key_Return)
    hands.type("去劳动监察")
    hands.press(Qt.Key.Key_Return)
    hands.type("1")
    hands.press(Qt.Key.Key_Return)  # takes the highlighted answer and goes on, which saves
    (record,) = stored(session, CONSULTATION)
    assert {key: record[key] for key in ("mode", "domain", "name", "summary", "answer", "outcome", "person_n")} == {
        "mode": "phone", "domain": "labour", "name": None, "summary": "拖欠工资怎么要", "answer": "去劳动监察",
        "outcome": "answered", "person_n": 1}
    assert page.editor.isVisible() and page.editor.record()["summary"] is None  # ready for the next one


def test_enter_changes_a_record_and_says_what_is_missing_first(hands, page, session):
    record = saved(session, CONSULTATION, summary="问工资")
    page.show_one(record["uid"])
    assert "还差：类别" in page.view.gates[page.view.GATES[1]].words
    page.list.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.editor.depth == SHORT and page.editor.record()["summary"] == "问工资"
    hands.press(Qt.Key.Key_F4)
    assert page.editor.depth == FULL
    page.editor.form().fill({"score": "good"})
    hands.press(Qt.Key.Key_S, CTRL)
    assert stored(session, CONSULTATION)[0]["score"] == "good"


def test_a_gate_leads_to_the_field(hands, page, session):
    page.show_one(saved(session, CONSULTATION, summary="问工资", is_review=True)["uid"])
    page._fix(("organ",))
    assert page.editor.depth == FULL
    assert page.editor.form().cells()[("organ",)].editor.isAncestorOf(hands.focus)


def test_found_by_words_month_choice_and_village(qtbot, page, session):
    village = repository.add(session.store, VILLAGE, {"name": "南泓村"}, "某人")["uid"]
    one = saved(session, CONSULTATION, summary="问工资", name="单雄信", mode="phone", domain="labour")
    two = saved(session, CONSULTATION, summary="问离婚", event_on="2022-08-03", village=village, domain="family")
    page.refresh()

    def shown():
        return [page.list.records.row(n).uid for n in range(page.list.records.rowCount())]

    assert shown() == [one["uid"], two["uid"]]  # newest first
    for words, found in (("工资", one), ("sxx", one), ("南泓", two), ("ZX-2022-0002", two)):
        page.filters.find.setText(words)
        with qtbot.waitSignal(page.filters.changed):
            pass
        assert shown() == [found["uid"]], words
    page.filters.clear()
    page.filters.month.setCurrentIndex(page.filters.month.findData("2022-08"))
    assert shown() == [two["uid"]]
    page.filters.clear()
    for key, value, found in (("domain", "labour", one), ("village", village, two)):
        page.filters.choices[key].setCurrentIndex(page.filters.choices[key].findData(value))
        assert shown() == [found["uid"]]
        page.filters.clear()


def test_only_the_records_behind_a_number_until_all_are_wanted(page, session):
    for text in ("一", "二", "三"):
        saved(session, CONSULTATION, summary=text)
    ids = repository.find(session.store, CONSULTATION, repository.Filter())
    page.show_ids(ids[:1])
    assert page.list.records.rowCount() == 1 and "1 条" in page.filters.few.text()
    page.filters.all.click()
    assert page.list.records.rowCount() == 3 and not page.filters.few.isVisible()


def test_telephones_are_hidden_in_the_list_but_not_in_the_record(hands, session, sources):
    saved(session, COUNSEL, name="甲律师", org="某所", phone="13806310005")
    page = hands.show(RecordPage(session, sources, COUNSEL), 1366, 660)
    page.refresh()
    assert not any("13806310005" in cell for cell in page.list.records.row(0).cells)
    assert "13806310005" in page.view.text.text()


def test_what_was_typed_and_left_is_offered_again(hands, page, session, expect_message):
    hands.press(Qt.Key.Key_F2)
    page.editor.form().fill({"summary": "没写完"})
    hands.press(Qt.Key.Key_Escape)
    assert [draft.data["summary"] for draft in drafts.waiting(session.store, CONSULTATION)] == ["没写完"]
    expect_message.presses = ["接着填"]
    assert page.offer_drafts() is True
    assert page.editor.record()["summary"] == "没写完" and "咨询事项" in expect_message.said[0]


def test_a_form_survives_a_zoom(hands, page, session, sources):
    hands.press(Qt.Key.Key_F2)
    page.editor.form().fill({"summary": "没写完"})
    again = hands.show(RecordPage(session, sources, CONSULTATION), 1366, 660)
    again.put_back(page.state())
    assert again.editor.record()["summary"] == "没写完"


def test_deleted_and_brought_back_by_one_key(hands, page, session):
    record = saved(session, CONSULTATION, summary="问工资")
    page.show_one(record["uid"])
    page.list.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert stored(session, CONSULTATION) == []
    hands.press(Qt.Key.Key_Z, CTRL)
    assert [r["uid"] for r in stored(session, CONSULTATION)] == [record["uid"]]


def test_the_same_again_without_the_person(hands, page, session):
    page.show_one(saved(session, CONSULTATION, summary="问工资", name="甲某", mode="phone", domain="labour")["uid"])
    page.list.setFocus()
    hands.press(Qt.Key.Key_F6)
    again = page.editor.record()
    assert (again["domain"], again["mode"], again["name"]) == ("labour", "phone", None)


@pytest.mark.parametrize(("outcome", "item"), [("aid", LEGAL_AID), ("mediation", CASE)])
def test_saving_with_an_outcome_goes_on_to_the_next_record(hands, qtbot, page, session, outcome, item):
    hands.press(Qt.Key.Key_F2)
    page.editor.form().fill({"summary": "工资拖欠", "name": "甲某", "outcome": outcome})
    with qtbot.waitSignal(page.onward) as caught:
        hands.press(Qt.Key.Key_Return, CTRL)
    assert caught.args[0].item is item and not page.editor.isVisible()


def test_a_record_leads_to_what_it_came_from(qtbot, hands, session, sources):
    asked = saved(session, CONSULTATION, summary="工资拖欠", outcome="aid", name="甲某")
    aid = records.save(session, LEGAL_AID, records.onward(session, CONSULTATION, asked).record).record
    page = hands.show(RecordPage(session, sources, LEGAL_AID), 1366, 660)
    page.show_one(aid["uid"])
    (button,) = [b for b in page.view.links.findChildren(type(page.pane.begin)) if not b.isHidden()]
    assert button.text() == "→ 来自咨询接待 ZX-2022-0001"
    with qtbot.waitSignal(page.go_to) as caught:
        button.click()
    assert caught.args == ["consultation", asked["uid"]]


def test_counters_stand_side_by_side(hands, session, sources):
    page = hands.show(RecordPage(session, sources, COUNSEL_SERVICE), 1366, 660)
    page.new()
    cells = page.editor.form().cells()
    tops = {cells[(key,)].mapTo(page, cells[(key,)].rect().topLeft()).y() for key in ("opinion_n", "people_n", "contract_n")}
    assert len(tops) == 1


def test_rows_and_ticks_are_stored(hands, session, sources):
    page = hands.show(RecordPage(session, sources, SCREENING), 1366, 660)
    page.new()
    page.editor.form().fill({"items": [{"kind": "02", "summary": "界址", "state": "settled"}], "reporter": "甲某"})
    page.editor.save_and_stay()
    record = stored(session, SCREENING)[0]
    assert (record["found_n"], record["settled_n"], record["items"][0]["summary"]) == (1, 1, "界址")
    assert "界址" in page.view.text.text()


def test_the_badge_says_how_a_record_stands(session, sources, hands):
    saved(session, PUBLICITY, title="送法")
    saved(session, PUBLICITY, title="讲座", place="村委会", theme="civil", form="lecture", host="司法所")
    page = hands.show(RecordPage(session, sources, PUBLICITY), 1366, 660)
    page.refresh()
    states = {row.tone: row.cells[-1] for row in map(page.list.records.row, range(2))}
    assert states[Tone.GOOD] == "齐了" and states[Tone.DOUBT].startswith("还差")


@pytest.mark.parametrize("item", PLAIN, ids=lambda item: item.key)
def test_on_a_small_window_the_record_comes_after_the_list(hands, session, sources, item):
    page = hands.show(RecordPage(session, sources, item), 700, 330)
    page.refresh()
    assert page.list.isVisible() or page.pane.empty.isVisible()
    page.new()
    assert page.editor.isAncestorOf(hands.focus)


def test_alt_j_adds_to_the_list_with_the_keyboard_else_to_the_first(hands, session, sources):
    page = hands.show(RecordPage(session, sources, VILLAGE), 1366, 660)
    page.refresh()
    page.enter()
    hands.press(Qt.Key.Key_F2)
    lists = [cell.editor for cell in page.editor.form().cells().values() if cell.field.kind is Kind.ROWS]
    hands.press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert [len(one.rows) for one in lists] == [1, 0]
    lists[1].add.setFocus()
    hands.press(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert [len(one.rows) for one in lists] == [1, 1]


@pytest.mark.parametrize(("item", "shown"), [(CONSULTATION, False), (FACILITY, True)])
def test_an_empty_roster_offers_to_be_opened_on_any_window(qtbot, hands, session, sources, item, shown):
    page = hands.show(RecordPage(session, sources, item), 683, 340)
    page.refresh()
    assert page.pane.stock_here.isVisible() == shown
    if shown:
        with qtbot.waitSignal(page.opening) as caught:
            page.pane.stock_here.click()
        assert caught.args == [item]


@pytest.mark.parametrize(("width", "height"), [(1366, 660), (683, 344)])
def test_the_buttons_of_a_form_tell_their_keys_in_any_window(hands, session, sources, width, height):
    page = hands.show_page(RecordPage(session, sources, CONSULTATION), width, height)
    page.refresh()
    page.new()
    hands.room.settle()
    editor = page.editor
    assert [button.text().split()[-1] for button in (editor.save_next, editor.save, editor.deeper, editor.back)] == [
        "Ctrl+回车", "Ctrl+S", "F4", "Esc"]
    assert len({button.geometry().center().y() // 10 for button in (editor.save_next, editor.save, editor.deeper, editor.back)}) == 1
    page.to_full()
    assert editor.deeper.text() == "简表 F3"


def test_a_row_says_what_its_numbers_and_marks_are(hands, session, sources):
    mediator = saved(session, MEDIATOR, name="甲某", trainings=[
        {"on_day": "2022-05-18", "topic": "人民调解法", "minutes": 180, "passed": True}])
    page = hands.show(RecordPage(session, sources, MEDIATOR), 1366, 660)
    page.refresh()
    page.list.choose(mediator["uid"])
    assert "5月18日　人民调解法　时长（分钟） 180　合格" in page.view.text.text()


@pytest.mark.parametrize(("item", "words"), [(VIDEO_VISIT, "会见人：加一位"), (LEGAL_REVIEW, "问题清单：加一条")])
def test_the_key_that_adds_a_row_says_to_which_list(hands, session, sources, item, words):
    page = hands.show(RecordPage(session, sources, item), 1366, 660)
    page.refresh()
    hands.press(Qt.Key.Key_F2)
    [rows] = [cell.editor for cell in page.editor.form().cells().values() if cell.field.kind is Kind.ROWS]
    assert words in rows.add.text() and rows.add.accessibleName() == words
