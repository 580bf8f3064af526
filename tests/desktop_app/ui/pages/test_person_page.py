"""The page of a person: what is due, registers by digit, the timeline, the end of a file and what follows it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from db import clock, drafts, repository
from db.items import BY_KEY, CORRECTION, RESETTLEMENT, registers_of
from desktop_app.actions import records
from desktop_app.ui.pages.person_page import PersonPage
from desktop_app.ui.pages.person_view import DueButton

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = BY_KEY["correction_report"]


@pytest.fixture
def session(session):
    clock.pretend(date(2022, 9, 15))
    return session


def saved(session, item, **said):
    return records.save(session, item, records.new(session, item, **said)).record


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
    page._first = True
    page.refresh()
    assert page.list.records.rowCount() == 1 and page.list.current_uid() == here["uid"]
    page.filters.clear()
    assert {page.list.records.row(n).uid for n in range(2)} == {here["uid"], gone["uid"]}


def test_the_list_says_what_is_due_next(session, page):
    person(session)
    page.refresh()
    assert page.list.records.row(0).cells[-1] == "已过 76 天"


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


def test_what_is_due_leads_to_where_it_is_done(hands, session, page):
    file = person(session)
    leave = saved(session, BY_KEY["correction_leave"], subject=file["uid"], leave_from="2022-09-10", leave_to="2022-09-14",
                  destination="烟台")
    page.refresh()
    due = next(button for button in dues(page) if button.due.what == "外出返回销假")
    due.click()
    editor = page._editors["correction_leave"]
    assert editor.record()["uid"] == leave["uid"]
    assert editor.form().cells()[("back_on",)].editor.isAncestorOf(hands.focus)


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
