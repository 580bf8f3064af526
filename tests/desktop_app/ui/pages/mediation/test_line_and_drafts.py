"""The typed line on its page, and what is kept of line and forms that were not saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import drafts, repository
from db.items import CASE
from desktop_app.ui.pages.mediation import MediationPage
from desktop_app.ui.pages.record_editor import FULL, SHORT
from tests.desktop_app.ui.pages.mediation.looks import S1, stored

CTRL = Qt.KeyboardModifier.ControlModifier


def test_one_line_and_enter_stores_a_case_and_stays_ready(hands, qtbot, page, session):
    hands.type(S1)
    with qtbot.waitSignal(page.said) as said:
        hands.press(Qt.Key.Key_Return)
    assert said.args == ["已保存 · 本月第1件 · 待上报1件"]
    assert page.entry.text() == "" and page.entry.box.hasFocus()
    assert [p["name"] for p in stored(session)[0]["parties"]] == ["高兴民", "隋建波"]
    assert page.view.isVisible() and "高兴民 与 隋建波" in page.view.title.text()


def test_leaving_a_changed_form_keeps_it_as_a_draft(hands, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("又渗水了。")
    hands.press(Qt.Key.Key_Escape)
    kept = drafts.waiting(session.store, CASE)
    assert [draft.uid for draft in kept] == [uids["S5"]]
    assert kept[0].data["summary"].endswith("又渗水了。")
    assert not repository.get(session.store, CASE, uids["S5"])["summary"].endswith("又渗水了。")


@pytest.mark.parametrize(("pressed", "shown"), [("接着填", "改过的话"), ("不要了", "原来的话")])
def test_a_case_left_unsaved_is_offered_when_it_is_opened_again(page, session, uids, expect_message, pressed, shown):
    case = repository.get(session.store, CASE, uids["S7"])
    case = repository.save(session.store, CASE, case | {"summary": "原来的话"}, "刘淑芬")
    page.show_one(case["uid"])
    page.edit()
    page.editor.form().fill({"summary": "改过的话"})
    page.editor.leave()
    assert expect_message.said == []
    expect_message.presses.append(pressed)
    page.edit()
    assert page.editor.record()["summary"] == shown and len(expect_message.said) == 1
    assert len(drafts.waiting(session.store, CASE)) == (pressed == "接着填")


def test_what_was_put_back_as_it_was_is_not_offered_again(page, session, uids):
    page.show_one(uids["S7"])
    page.edit()
    before = page.editor.record()["summary"]
    page.editor.form().fill({"summary": "写错了"})
    page.editor.keep_draft()
    assert len(drafts.waiting(session.store, CASE)) == 1
    page.editor.form().fill({"summary": before})
    page.editor.leave()
    assert drafts.waiting(session.store, CASE) == []


def test_words_are_kept_when_the_keyboard_leaves_their_field(hands, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    hands.type("又")
    assert drafts.waiting(session.store, CASE) == []
    hands.press(Qt.Key.Key_Tab)
    assert "又" in drafts.waiting(session.store, CASE)[0].data["summary"]


def test_a_typist_who_never_pauses_is_kept_all_the_same(hands, qtbot, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    full_page.editor.keeper.clock.setInterval(40)
    for _ in range(12):
        hands.type("又")
        qtbot.wait(10)
    assert drafts.waiting(session.store, CASE) != []


def test_a_draft_is_offered_again_with_what_it_changes(full_page, session, uids, expect_message):
    record = repository.get(session.store, CASE, uids["S5"]) | {"summary": "又渗水了"}
    drafts.keep(session.store, CASE, record, "刘淑芬")
    full_page.offer_drafts()
    assert "史国栋 与 陶金山" in expect_message.said[0] and "纠纷简要情况" in expect_message.said[0]
    assert full_page.editor.record()["summary"] == "又渗水了"
    full_page.editor.save_and_stay()
    assert repository.get(session.store, CASE, uids["S5"])["summary"] == "又渗水了"
    assert drafts.waiting(session.store, CASE) == []


def test_an_unsaved_line_is_offered_again(hands, page, session, expect_message):
    hands.type(S1)
    page.keep_all()
    page.entry.reset()
    page.offer_drafts()
    assert len(expect_message.said) == 1
    assert page.entry.text() == S1


def test_a_refused_draft_is_forgotten(page, session, expect_message):
    drafts.keep(session.store, CASE, {"one_line": S1}, "刘淑芬")
    expect_message.presses.append("不要了")
    page.offer_drafts()
    assert page.entry.text() == "" and drafts.waiting(session.store, CASE) == []


def test_f3_takes_the_typed_line_into_the_short_form(hands, page):
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    assert page.editor.depth == SHORT
    record = page.editor.record()
    assert [p["name"] for p in record["parties"]] == ["高兴民", "隋建波"] and record["amount"] == 30000
    hands.press(Qt.Key.Key_F4)
    assert page.editor.depth == FULL and page.editor.record()["amount"] == 30000


def test_a_form_left_for_its_line_is_gone_on_with(hands, page, session):
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    page.editor.form().fill({"agreement_text": "三日内锯掉"})
    hands.press(Qt.Key.Key_Escape)
    page.entry.focus_box()
    hands.press(Qt.Key.Key_F3)
    page.editor.form().fill({"amount": 100})
    page.editor.keep_draft()
    kept = [draft.data for draft in drafts.waiting(session.store, CASE) if "parties" in draft.data]
    assert [(data["agreement_text"], data["amount"]) for data in kept] == [("三日内锯掉", 100)]


def test_a_line_that_became_a_case_is_used_up(hands, page, session):
    hands.type(S1)
    page.keeper.attempt()
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_S, CTRL)
    assert page.entry.text() == "" and drafts.waiting(session.store, CASE) == []


def test_saving_another_case_leaves_the_line_alone(hands, full_page, session, uids):
    hands.type("高兴民 隋建波 树枝")
    full_page.list.choose(uids["S7"])
    full_page.edit()
    full_page.editor.form().fill({"summary": "改了一句"})
    hands.press(Qt.Key.Key_S, CTRL)
    assert full_page.entry.text() == "高兴民 隋建波 树枝"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F6])
def test_a_form_left_by_a_key_is_kept_as_a_draft(hands, full_page, session, uids, key):
    full_page.show_one(uids["S2"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_F3)
    full_page.editor.form().focus_path(("summary",))
    hands.type("改过的话")
    hands.press(key)
    if key == Qt.Key.Key_F6:
        QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_3)
    (draft,) = drafts.waiting(session.store, CASE)
    assert "改过的话" in draft.data["summary"]


def test_corrections_of_a_line_outlive_a_kill_and_a_zoom(hands, qtbot, page, session, sources, expect_message):
    expect_message.presses = ["接着填"]
    hands.type(S1)
    hands.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    hands.type("800")
    hands.press(Qt.Key.Key_Return)
    page.keeper.attempt()
    again = hands.show(MediationPage(session, sources), 1366, 660)
    assert again.offer_drafts()
    zoomed = hands.show(MediationPage(session, sources), 1366, 660)
    zoomed.put_back(page.state())
    for made in (again, zoomed):
        assert (made.entry.text(), made.entry.record()["amount"]) == (S1, 80000)


def test_a_line_waits_through_a_zoom_behind_a_form(hands, full_page, session, sources, uids):
    hands.type("高兴民 隋建波 树枝")
    full_page.show_one(uids["S2"])
    full_page.edit()
    zoomed = hands.show(MediationPage(session, sources), 1366, 660)
    zoomed.put_back(full_page.state())
    assert zoomed.editor.isVisible() and zoomed.entry.text() == "高兴民 隋建波 树枝"


def test_a_line_changed_in_a_form_is_gone_on_with_there(hands, page, session):
    """F3, a telephone, Esc, and Enter on the line: what was written in the form is not left behind."""
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    page.editor.form().focus_path(("parties", 0, "phone"))
    hands.type("13806310005")
    hands.press(Qt.Key.Key_Escape)
    page.entry.focus_box()
    hands.press(Qt.Key.Key_Return)
    assert stored(session) == [] and page.editor.record()["parties"][0]["phone"] == "13806310005"
    hands.press(Qt.Key.Key_Return, CTRL)
    (case,) = stored(session)
    assert case["parties"][0]["phone"] == "13806310005" and drafts.waiting(session.store, CASE) == []


def test_guessed_names_are_told_in_the_form(hands, page):
    hands.type("于海和孙晓丽 排水")
    hands.press(Qt.Key.Key_F3)
    cell = page.editor.form().cells()[("parties", 0, "name")]
    assert "猜的，请核对" in cell.note.text() and cell.note.isVisible()
    cell.editor.enter()
    hands.type("于海和")
    assert not cell.note.isVisible()


def test_a_line_kept_by_an_older_version_is_offered(page, session, expect_message):
    expect_message.presses = ["接着填"]
    drafts.keep(session.store, CASE, {"one_line": S1}, session.who)
    assert page.offer_drafts() and page.entry.text() == S1
