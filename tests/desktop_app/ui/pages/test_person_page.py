"""The page of a person: what is due, registers by digit, the timeline, the end of a file and what follows it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db import clock, drafts, repository
from db.items import BY_KEY, CORRECTION, RESETTLEMENT, registers_of
from desktop_app.actions import records
from desktop_app.ui.kit.due_button import DueButton
from desktop_app.ui.pages.person_page import PersonPage
from tests.conftest import saved

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = BY_KEY["correction_report"]


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 15))
    return session


def person(session, name="乙某", **said):
    return saved(session, CORRECTION, **({"name": name, "category": "02", "reported_on": "2022-06-01", "level": "normal"} | said))


@pytest.fixture
def page(hands, session, sources):
    made = hands.show(PersonPage(session, sources, CORRECTION), 1366, 660)
    made.refresh()
    return made


def entries(session, register=REPORT):
    return repository.page(session.store, register, repository.find(session.store, register, repository.Filter()))


def dues(page):
    return [button for button in page.view.dues.findChildren(DueButton) if not button.isHidden()]


def test_persons_present_come_first_and_all_can_be_seen(session, page):
    here = person(session)
    gone = person(session, "丙某", end_kind="expired", end_on="2022-09-01")
    page.refresh()
    assert page.list.records.rowCount() == 1 and page.list.current_uid() == here["uid"]
    page.filters.clear()
    assert {page.list.records.row(n).uid for n in range(2)} == {here["uid"], gone["uid"]}


def test_the_list_says_what_is_due_next(session, page):
    person(session)
    page.refresh()
    assert page.list.records.row(0).cells[-1] == "已过 76 天 报告"


def test_a_digit_enters_a_register_and_moves_the_deadline(hands, session, page):
    person(session)
    page.refresh()
    page.list.setFocus()
    assert [button.due.what for button in dues(page)] == ["应报告", "应走访"]
    hands.type("1")
    hands.press(Qt.Key.Key_S, CTRL)
    (entry,) = entries(session)
    assert entry["event_on"] == "2022-09-15"
    hands.press(Qt.Key.Key_Escape)
    assert [button.due.what for button in dues(page)] == ["应走访", "应报告"]
    assert [row.word for row in page.view.timeline.rows()] == ["报告", "报到"]
    assert page.view.registers["correction_report"].text() == "1 报告 1"


def test_a_stack_of_reports_goes_from_person_to_person(hands, qtbot, session, page):
    names = [person(session, name)["uid"] for name in ("乙某", "丙某", "丁某")]
    page.refresh()
    page.list.select_place(0)
    page.list.setFocus()
    keys = 0
    hands.type("1")
    hands.press(Qt.Key.Key_Return)  # the day
    hands.press(Qt.Key.Key_Return)  # when it was due
    hands.type("2")  # by telephone, which the next ones inherit
    hands.press(Qt.Key.Key_Return, CTRL)
    for _ in range(2):
        hands.press(Qt.Key.Key_Return, CTRL)
        keys += 1
    assert {entry["subject"] for entry in entries(session)} == set(names)
    assert {entry["channel"] for entry in entries(session)} == {"phone"}
    assert keys / 2 <= 6 and not page._stack.currentIndex()  # after the last one: back at the list


def press_due(page, what):
    next(button for button in dues(page) if button.due.what == what).click()


def test_what_is_due_leads_to_where_it_is_done(hands, session, page):
    file = person(session, reported_on=None, doc_eff_on="2022-09-01")
    page.refresh()
    press_due(page, "报到期限")
    assert page.editor.form().cells()[("reported_on",)].editor.isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_Escape)
    records.save(session, CORRECTION, file | {"reported_on": "2022-09-02"})
    saved(session, BY_KEY["correction_locator"], subject=file["uid"], event_on="2022-07-01", until_on="2022-09-20")
    lost = saved(session, BY_KEY["correction_missing"], subject=file["uid"], event_on="2022-09-14")
    page.refresh()
    press_due(page, "脱管漏管，立即查找")
    editor = page._editors["correction_missing"]
    assert editor.record()["uid"] == lost["uid"]
    assert editor.form().cells()[("found_on",)].editor.isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_Escape)
    page.show_one(file["uid"], ("correction_report",))  # as 今日 does
    assert page._editors["correction_report"].isVisible()


def test_coming_back_from_a_leave_is_one_key_and_can_be_changed_or_taken_back(hands, session, page):
    leave = BY_KEY["correction_leave"]
    file = person(session)
    entry = saved(session, leave, subject=file["uid"], leave_from="2022-09-10", leave_to="2022-09-14", destination="烟台")
    page.refresh()
    said = []
    page.said.connect(said.append)
    button = next(button for button in dues(page) if button.due.what == "外出返回销假")
    button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert entries(session, leave)[0]["back_on"] == "2022-09-15" and "9月15日" in said[0]
    assert page.view.timeline.current().uid == entry["uid"] and page.view.timeline.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert page._editors[leave.key].record()["back_on"] == "2022-09-15"
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert entries(session, leave)[0]["back_on"] is None
    assert any(button.due.what == "外出返回销假" for button in dues(page))


def test_a_leave_that_has_not_begun_is_opened(hands, session, page):
    file = person(session)
    saved(session, BY_KEY["correction_leave"], subject=file["uid"], leave_from="2022-09-18", leave_to="2022-09-20")
    page.refresh()
    press_due(page, "外出返回销假")
    assert page._editors["correction_leave"].form().cells()[("back_on",)].editor.isAncestorOf(hands.focus)


def test_an_entry_is_changed_and_deleted_from_the_timeline(hands, session, page):
    file = person(session)
    saved(session, REPORT, subject=file["uid"], channel="phone", content="在家")
    page.refresh()
    page.view.timeline.setCurrentRow(0)
    page.view.timeline.setFocus()
    page.view._on_event()
    assert page._editors["correction_report"].record()["content"] == "在家"
    hands.press(Qt.Key.Key_Escape)
    page.view.timeline.setCurrentRow(0)
    page.view.timeline.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert entries(session) == []
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(entries(session)) == 1


def test_a_half_written_entry_is_a_draft(hands, session, page):
    person(session)
    page.refresh()
    page.list.setFocus()
    hands.type("1")
    page._editors["correction_report"].form().fill({"content": "没写完"})
    hands.press(Qt.Key.Key_Escape)
    assert [draft.data["content"] for draft in drafts.waiting(session.store, REPORT)] == ["没写完"]


def test_a_term_that_is_over_is_ended_and_leads_to_resettlement(hands, qtbot, session, page):
    person(session, term_to="2022-09-10")
    page.refresh()
    page.list.setFocus()
    hands.press(Qt.Key.Key_F6)
    assert {key: page.editor.record()[key] for key in ("end_kind", "end_on")} == {"end_kind": "expired", "end_on": "2022-09-10"}
    with qtbot.waitSignal(page.onward) as caught:
        hands.press(Qt.Key.Key_S, CTRL)
    assert caught.args[0].item is RESETTLEMENT and caught.args[0].record["name"] == "乙某"


def test_an_agreed_move_out_asks_for_the_end_of_the_file(session, page):
    file = person(session)
    page.refresh()
    page.enter_register("correction_move")
    page._editors["correction_move"].form().fill({"direction": "out", "result": "agreed", "decided_on": "2022-09-14"})
    page._editors["correction_move"].save_and_stay()
    assert page.editor.isVisible()
    assert (page.editor.record()["end_kind"], page.editor.record()["end_on"]) == ("move_out", "2022-09-14")
    assert repository.get(session.store, CORRECTION, file["uid"])["end_on"] is None  # nothing is decided for anybody


def test_no_sentence_outside_names_a_person(hands, qtbot, session, page):
    person(session, "滕某某")
    page.refresh()
    page.list.setFocus()
    said = []
    page.said.connect(said.append)
    hands.type("1")
    hands.press(Qt.Key.Key_S, CTRL)
    hands.press(Qt.Key.Key_Escape)
    page.list.setFocus()
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert said and not any("滕某某" in sentence for sentence in said)


def test_an_entry_survives_a_zoom(hands, session, sources, page):
    person(session)
    page.refresh()
    page.enter_register("correction_visit")
    page._editors["correction_visit"].form().fill({"content": "在家"})
    again = hands.show(PersonPage(session, sources, CORRECTION), 1366, 660)
    again.put_back(page.state())
    assert again._editors["correction_visit"].record()["content"] == "在家"


@pytest.mark.parametrize("item", [CORRECTION, RESETTLEMENT], ids=lambda item: item.key)
def test_every_register_has_a_digit_and_a_form(hands, session, sources, item):
    saved(session, item, name="乙某", reported_on="2022-06-01") if item is CORRECTION else saved(
        session, item, name="乙某", join_on="2022-06-01")
    page = hands.show(PersonPage(session, sources, item), 1366, 660)
    page.refresh()
    assert len(page.view.registers) == len(registers_of(item))
    for digit, register in zip("1234567890", registers_of(item), strict=False):
        page.list.setFocus()
        hands.type(digit)
        assert page._stack.currentWidget() is page._editors[register.key]
        hands.press(Qt.Key.Key_Escape)


def test_a_saved_entry_is_the_chosen_line_of_its_person(hands, session, page):
    file = person(session)
    saved(session, REPORT, subject=file["uid"], event_on="2022-09-14")
    page.refresh()
    page.list.setFocus()
    hands.type("2")
    page._editors["correction_visit"].form().fill({"event_on": "2022-08-01"})
    hands.press(Qt.Key.Key_S, CTRL)
    assert page._stack.currentIndex() == 0 and page.view.timeline.hasFocus()
    assert (page.view.timeline.currentRow(), page.view.timeline.current().word) == (1, "走访")
    hands.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_changed_entry_leads_back_to_its_person_and_not_to_the_next(hands, session, page):
    for name in ("乙某", "丙某"):
        file = person(session, name)
        entry = saved(session, REPORT, subject=file["uid"], channel="phone")
    page.refresh()
    page.list.choose(file["uid"])
    page.open_entry(REPORT.key, entry["uid"])
    editor = page._editors[REPORT.key]
    assert editor.save_next.accessibleName() == "保存"
    editor.form().fill({"content": "补写"})
    hands.press(Qt.Key.Key_Return, CTRL)
    assert page._stack.currentIndex() == 0 and page.list.current_uid() == file["uid"]
    assert len(entries(session)) == 2 and "补写" in page.view.timeline.current().text


def test_a_half_written_entry_is_gone_on_with_when_it_is_entered_again(hands, session, page, expect_message):
    person(session)
    page.refresh()
    page.list.setFocus()
    hands.type("1")
    page._editors[REPORT.key].form().fill({"content": "没写完"})
    hands.press(Qt.Key.Key_F2)  # another person comes to the door
    hands.press(Qt.Key.Key_Escape)
    page.list.setFocus()
    expect_message.presses = ["接着填"]
    hands.type("1")
    assert "报告　乙某" in expect_message.said[0]
    assert page._editors[REPORT.key].record()["content"] == "没写完"
    hands.press(Qt.Key.Key_S, CTRL)
    assert drafts.waiting(session.store, REPORT) == [] and entries(session)[0]["content"] == "没写完"


def test_an_entry_left_unsaved_is_offered_when_the_tab_is_opened(hands, session, sources, page, expect_message):
    file = person(session)
    saved_entry = saved(session, REPORT, subject=file["uid"], channel="phone")
    page.refresh()
    page.open_entry(REPORT.key, saved_entry["uid"])
    page._editors[REPORT.key].form().fill({"content": "补写一半"})
    page.keep_all()
    again = hands.show(PersonPage(session, sources, CORRECTION), 1366, 660)
    again.refresh()
    expect_message.presses = ["接着填"]
    assert again.offer_drafts()
    editor = again._editors[REPORT.key]
    assert editor.record()["content"] == "补写一半" and editor.is_changed() and "乙某" in editor.title.text()


def test_the_choice_of_persons_stays_through_a_zoom_and_for_a_person_it_has(hands, session, sources, page):
    here, gone = person(session), person(session, "丙某", end_kind="expired", end_on="2022-09-01")
    page.refresh()
    states = page.filters.choices["status"]
    page.show_one(here["uid"])
    assert states.currentData() == "serving"
    page.show_one(gone["uid"])
    assert states.currentData() == "" and page.list.current_uid() == gone["uid"]
    states.setCurrentIndex(states.findData("released"))
    again = hands.show(PersonPage(session, sources, CORRECTION), 1366, 660)
    again.put_back(page.state())
    assert again.filters.choices["status"].currentData() == "released"
    assert again.list.current_uid() == gone["uid"]


def test_whoever_was_just_entered_stays_in_sight(hands, session, page):
    person(session)
    page.refresh()
    page.new()
    page.editor.form().fill({"name": "丁某"})
    hands.press(Qt.Key.Key_S, CTRL)
    hands.press(Qt.Key.Key_Escape)
    assert "丁某" in page.view.title.text() and "待报到" in page.view.title.text()


def test_what_the_calendar_did_is_seen_on_a_new_day(session, page):
    person(session, end_kind="expired", end_on="2022-09-16")
    page.refresh()
    assert page.list.records.row(0).cells[0] == "乙某" and "在矫" in page.view.title.text()
    clock.pretend(date(2022, 9, 16))
    page.refresh()
    page.filters.clear()
    assert "已解除" in page.view.title.text() and page.view.close_file.text() == "转安置帮教 F6"


def test_a_released_person_can_be_handed_over_later_and_that_is_noted(hands, qtbot, session, sources, page):
    file = person(session, end_kind="expired", end_on="2022-09-01")
    page.refresh()
    page.filters.clear()
    page.list.setFocus()
    with qtbot.waitSignal(page.onward) as caught:
        hands.press(Qt.Key.Key_F6)
    other = hands.show(PersonPage(session, sources, RESETTLEMENT), 1366, 660)
    other.refresh()
    other.open_new(caught.args[0].record)
    hands.press(Qt.Key.Key_S, CTRL)
    assert repository.get(session.store, CORRECTION, file["uid"])["handover_on"] == "2022-09-15"
    page.refresh()
    assert not page.view.close_file.isVisible() and page.view.links.isVisible()


def test_a_juvenile_is_a_quiet_word_below_the_name(session, page):
    person(session, juvenile=True)
    page.refresh()
    assert page.view.about.text().startswith("未成年") and "未成年" not in page.view.title.text()


def test_older_lines_come_when_they_are_asked_for(session, page):
    file = person(session)
    for month in range(1, 9):
        for day in (3, 20):
            saved(session, REPORT, subject=file["uid"], event_on=f"2022-0{month}-{day:02d}")
    page.refresh()
    timeline = page.view.timeline
    assert timeline.count() == 11 and "还有 7 条" in timeline.rows()[-1].text
    timeline.setCurrentRow(10)
    page.view._on_event()
    assert timeline.count() == 17 and timeline.currentRow() == 10
    assert timeline.height() >= timeline.count() * timeline.sizeHintForRow(0)  # one scroll bar is enough


def test_a_line_of_the_file_leads_to_its_field(hands, session, page):
    person(session)
    page.refresh()
    page.view._on_event()
    assert page.editor.form().cells()[("reported_on",)].editor.isAncestorOf(hands.focus)


def test_tab_goes_from_the_gates_over_what_is_due_to_the_timeline(hands, session, page):
    person(session)
    page.refresh()
    view = page.view
    view.gates[view.GATES[1]].setFocus()
    stops = []
    for _ in range(2 + 10 + 1):
        hands.press(Qt.Key.Key_Tab)
        stops.append(hands.focus)
    assert stops == [*dues(page), *view.registers.values(), view.timeline]
    assert all(stop.accessibleName() for stop in stops)
    assert all(stop.height() >= 44 for stop in stops)


def test_f4_is_the_whole_file_and_nothing_in_an_entry(hands, session, page):
    person(session)
    page.refresh()
    page.list.setFocus()
    hands.press(Qt.Key.Key_F4)
    assert page.editor.isVisible() and page.editor.depth == "全表"
    hands.press(Qt.Key.Key_Escape)
    page.enter_register(REPORT.key)
    hands.press(Qt.Key.Key_F4)
    assert page._editors[REPORT.key].isVisible()


def test_on_a_small_window_enter_shows_the_person_and_an_entry_leads_back_there(hands, session, page):
    person(session)
    page.resize(900, 620)
    page.refresh()
    page.list.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert page.view.isVisible() and not page.list.isVisible() and hands.focus in dues(page)
    hands.type("1")
    hands.press(Qt.Key.Key_S, CTRL)
    assert page.view.isVisible() and page.view.timeline.hasFocus()
    hands.type("1")
    hands.press(Qt.Key.Key_Escape)
    assert page.view.isVisible() and page.view.isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_form_opened_for_the_first_time_shows_the_field_that_is_wanted(hands, session, page):
    person(session, term_to="2022-09-10")
    page.refresh()
    assert page.list.records.row(0).cells[-1] == "已过 5 天 期满" and len(dues(page)) == 3
    press_due(page, "矫正期满，办解除")
    cell = page.editor.form().cells()[("end_kind",)]
    QApplication.processEvents()
    assert cell.editor.isAncestorOf(hands.focus) and not cell.visibleRegion().isEmpty()
    assert page.editor.record()["end_kind"] == "expired"


def test_whoever_is_looked_for_is_found_in_any_state(hands, session, page):
    person(session)
    gone = person(session, "丙某", end_kind="expired", end_on="2022-09-01")
    page.refresh()
    states = page.filters.choices["status"]
    assert states.currentData() == "serving"
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("乙某")
    hands.press(Qt.Key.Key_Down)
    assert states.currentData() == "serving"
    hands.press(Qt.Key.Key_F, CTRL)
    hands.type("丙某")
    hands.press(Qt.Key.Key_Down)
    assert states.currentData() == "" and page.list.current_uid() == gone["uid"]
