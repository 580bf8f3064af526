"""Phrases in the real page: entered in 简表, marked, confirmed, kept for the office, found in 设置 and 回收站."""

import pytest
from PySide6.QtCore import Qt

from db import drafts, repository
from db.items import CASE, PHRASE
from db.items.kinds import Gate
from db.items.phrase import CONFIRMED, EDITED, ORIGINS, PHRASE_TEXT, origins_of
from desktop_app.actions import cases, phrases, settings
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages import history
from desktop_app.ui.pages.mediation import MediationPage
from desktop_app.ui.pages.phrase_keep import PhraseDialog
from desktop_app.ui.pages.settings import SettingsPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MARK = "套话，请核对"
SUMMARY = "赵永刚倒车撞坏陈志强家大门及门柱。"
AGREEMENT = "赵永刚赔偿陈志强修理费3000元，2022年9月30日前付清。"


@pytest.fixture
def page(hands, session, sources):
    made = hands.show(MediationPage(session, sources), 1366, 700)
    made.enter()
    return made


def go_on(hands, *typed):
    for text in typed:
        hands.type(text)
        hands.press(Qt.Key.Key_Return)


def to_summary(hands):
    """F3, two names, the type by its number: the keyboard stands in 纠纷简要情况."""
    hands.press(Qt.Key.Key_F3)
    go_on(hands, "赵永刚", "", "", "陈志强", "", "", "6")


def by_phrases(hands):
    """The whole of S4 in 简表, both texts by a phrase; the amount follows from the second."""
    to_summary(hands)
    hands.press(Qt.Key.Key_1)
    go_on(hands, "倒车", "大门及门柱")
    hands.type("12")
    hands.press(Qt.Key.Key_1)
    go_on(hands, "修理", "3000", "9.30")
    hands.press(Qt.Key.Key_S, CTRL)


def cell(page, key):
    return page.editor.form().cells()[(key,)]


def stored(session):
    (row,) = repository.page(session.store, CASE, repository.find(session.store, CASE, repository.Filter()))
    return row


@pytest.fixture
def entered(hands, page):
    by_phrases(hands)
    return page


def test_a_case_by_phrases_from_the_first_key(entered, session):
    case = stored(session)
    assert (case["summary"], case["agreement_text"], case["amount"]) == (SUMMARY, AGREEMENT, 300000)
    assert origins_of(case) == {"summary": PHRASE_TEXT, "agreement_text": PHRASE_TEXT}


def test_an_amount_unlike_the_wording_is_told(hands, entered):
    hands.type("300")
    assert "协议内容里写的是3,000元" in cell(entered, "amount").note.text()
    hands.press(Qt.Key.Key_A, CTRL)
    hands.type("3000")
    assert cell(entered, "amount").note.isHidden()


def test_the_list_shows_the_names_of_the_case_and_the_digits(hands, page):
    to_summary(hands)
    editor = cell(page, "summary").editor
    first = editor._popup.list.item(0).text()
    assert editor.list_open() and first == "1　赵永刚__撞坏陈志强家__。" and editor._popup.list.count() == 9
    hands.press(Qt.Key.Key_Right)
    assert editor._popup.list.item(0).text() == "1　陈志强__撞坏赵永刚家__。"
    hands.press(Qt.Key.Key_Escape)
    assert page.editor.isVisible() and not editor.list_open()


def test_without_a_type_the_phrases_of_every_type_are_there(hands, page):
    hands.press(Qt.Key.Key_F3)
    go_on(hands, "赵永刚", "", "", "陈志强", "", "", "")
    assert cell(page, "summary").editor._popup.list.count() == 3


def test_blanks_are_missing_and_filled_text_is_a_doubt(hands, page):
    to_summary(hands)
    hands.press(Qt.Key.Key_1)
    note = cell(page, "summary")
    assert [p.message for p in page.editor._missing if p.path == ("summary",)] == ["纠纷简要情况还有 2 处没填"]
    go_on(hands, "倒车", "大门")
    assert note.note.isVisible() and MARK in note.note.text() and "F9" in note.note.text()
    note.editor.enter()
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_F9)
    assert not note.note.isVisible()
    assert origins_of(page.editor.record()) == {"summary": CONFIRMED}


def test_f8_goes_to_the_blank_that_was_passed_over(hands, page):
    to_summary(hands)
    hands.press(Qt.Key.Key_1)
    go_on(hands, "倒车", "")
    hands.type("2")
    for _ in range(9):
        hands.press(Qt.Key.Key_F8)
        if cell(page, "summary").isAncestorOf(hands.focus):
            break
    assert hands.focus.textCursor().selectedText() == "____"


def test_the_same_text_in_both_depths_and_in_the_draft(hands, page, session):
    to_summary(hands)
    hands.press(Qt.Key.Key_1)
    go_on(hands, "倒车")
    hands.press(Qt.Key.Key_F4)
    assert origins_of(page.editor.record()) == {"summary": PHRASE_TEXT}
    assert page.editor.form().focus_path(("summary",))
    hands.type("大门")
    assert origins_of(page.editor.record()) == {"summary": PHRASE_TEXT}
    hands.press(Qt.Key.Key_Escape)
    (draft,) = drafts.waiting(session.store, CASE)
    assert draft.data["summary"] == "赵永刚倒车撞坏陈志强家大门。" and origins_of(draft.data) == {"summary": PHRASE_TEXT}
    assert "文字来源" not in page.compare(session, draft)


def test_opening_and_leaving_changes_nothing(entered, session):
    entered.browse()
    entered.edit()
    assert not entered.editor.is_changed()


def test_the_reading_view_says_it_and_f9_confirms(hands, entered, session):
    hands.press(Qt.Key.Key_Escape)
    assert entered.view.text.text().count(MARK) == 2 and entered.view.checked.isVisible()
    revision = stored(session)["revision"]
    hands.press(Qt.Key.Key_F9)
    case = stored(session)
    assert set(origins_of(case).values()) == {CONFIRMED} and case["revision"] == revision
    assert MARK not in entered.view.text.text() and not entered.view.checked.isVisible()
    lines = [history.sentence(CASE, change, {}) for change in repository.history(session.store, CASE, case["uid"])]
    assert lines[-1].endswith("核对：协议内容套话核对过了；纠纷简要情况套话核对过了")
    hands.press(Qt.Key.Key_F9)
    assert len(repository.history(session.store, CASE, case["uid"])) == len(lines)


def test_history_tells_of_new_words(hands, entered, session):
    cell(entered, "agreement_text").editor.enter()
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("双方和好。")
    hands.press(Qt.Key.Key_S, CTRL)
    case = stored(session)
    assert origins_of(case) == {"summary": PHRASE_TEXT, "agreement_text": EDITED}
    line = history.sentence(CASE, repository.history(session.store, CASE, case["uid"])[-1], {})
    assert "双方和好。" in line and "协议内容改写了套话" in line and "phrase" not in line and "{" not in line


def test_marks_hinder_no_gate_but_blanks_do(hands, entered, session):
    hands.press(Qt.Key.Key_Escape)
    assert entered.view.gates[Gate.PRINT].words == "可以打印"
    case = stored(session)
    repository.save(session.store, CASE, case | {"agreement_text": "____赔偿____元"}, session.who)
    entered.refresh()
    assert entered.view.gates[Gate.PRINT].words == "还差：协议内容还有 2 处没填"


def test_the_mark_is_no_field_of_the_full_form(hands, entered):
    hands.press(Qt.Key.Key_F4)
    assert (ORIGINS,) not in entered.editor.form().cells()


def test_a_text_becomes_a_phrase_of_the_office(hands, entered, session, monkeypatch):
    shown = []

    def answer(dialog):
        shown.append(dialog.form.record()["text"])
        dialog.keep.click()
        return dialog.result()

    monkeypatch.setattr(PhraseDialog, "exec", answer)
    cell(entered, "agreement_text").editor.enter()
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_Plus, SHIFT)
    text = "{甲方}赔偿{乙方}修理费____元，____年____月____日前付清。"
    assert shown == [text] and "已存为套话" in entered.editor.told.text()
    assert phrases.offered(session.store, "agreement_text", "06")[0] == text


def test_the_dialog_by_keys(hands, session, expect_message):
    dialog = hands.show(PhraseDialog(session, PHRASE.blank() | {"used_for": "summary", "text": "{甲方}家漏水。"}), 900, 460)
    assert dialog.form.cells()[("text",)].isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_S, CTRL)
    assert dialog.result() == PhraseDialog.DialogCode.Accepted
    again = hands.show(PhraseDialog(session, PHRASE.blank() | {"used_for": "summary", "text": "{甲方}家漏水。"}), 900, 460)
    hands.press(Qt.Key.Key_S, CTRL)
    assert again.isVisible() and "已经有" in expect_message.said[0]
    hands.press(Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_settings_keep_them_and_the_bin_gives_them_back(hands, session, page):
    desk = hands.show(SettingsPage(session, Jobs()), 1366, 700)
    desk.refresh()
    hands.press(Qt.Key.Key_7, CTRL)
    register = desk.registers[PHRASE.key]
    assert register.isVisible()
    register.form.fill({"used_for": "summary", "text": "{甲方}家的鸡啄了{乙方}家的菜。", "place": 2})
    hands.press(Qt.Key.Key_S, CTRL)
    assert register.names.item(0).text() == "{甲方}家的鸡啄了{乙方}家的菜。"
    assert phrases.offered(session.store, "summary", "02")[1] == "{甲方}家的鸡啄了{乙方}家的菜。"
    register.drop.click()
    assert register.names.count() == 0
    assert [item for item, _ in settings.deleted(session.store)] == [PHRASE]
    assert "{甲方}家的鸡啄了{乙方}家的菜。" not in phrases.offered(session.store, "summary", "02")


def test_blanks_say_how_to_go_on(hands, page):
    page.open_new(cases.new_case(page._session) | {"dispute_type": "06", "summary": "____撞坏____。"})
    note = page.editor.form().cells()[("summary",)].note
    assert note.isVisible() and note.text().endswith("写好一处按 Tab，到下一处")
