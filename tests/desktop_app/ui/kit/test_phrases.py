"""Long text with phrases: the list and its digits, blanks, the input method, where the text came from."""

import pytest
from PySide6.QtCore import QPoint, Qt

from db.items import CASE
from db.items.phrase import CONFIRMED, EDITED, ORIGINS, PHRASE_TEXT, origins_of
from desktop_app.ui.kit.editor import Offer, Sources
from desktop_app.ui.kit.form import Form

PAYS = "赵赔偿陈____费____元，____年____月____日前付清。"
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Ready(Sources):
    """Phrases for two texts, so many of them as a test wishes."""

    def __init__(self, count=3):
        self.count, self.asked = count, []

    def offers_texts(self, field):
        return field.key in ("summary", "agreement_text")

    def texts(self, field, record):
        self.asked.append((field.key, record.get("dispute_type")))
        return [Offer(PAYS, "陈赔偿赵"), *(Offer(f"第{n}条。", f"第{n}条。") for n in range(2, self.count + 1))]


@pytest.fixture
def sources():
    return Ready()


@pytest.fixture
def form(hands, sources):
    made = hands.show(Form(CASE, sources, ("studio", "agreement_text", "amount")), 900, 600)
    made.set_record(CASE.blank() | {"dispute_type": "06"})
    made.enter()
    return made


@pytest.fixture
def editor(hands, form):
    """The text field, reached by Enter."""
    hands.press(Qt.Key.Key_Return)
    return form.cells()[("agreement_text",)].editor


def rows(editor):
    found = editor._popup.list
    return [found.item(n).text() for n in range(found.count())]


def selected(editor):
    return editor.text.textCursor().selectedText()


def origin(form):
    return origins_of(form.record()).get("agreement_text", "")


def put_in(hands, editor):
    hands.press(Qt.Key.Key_1)
    assert selected(editor) == "____"


# the list

def test_an_empty_field_shows_its_phrases_and_keeps_the_keyboard(hands, editor, sources):
    assert editor.list_open() and editor.text.hasFocus()
    assert rows(editor) == ["1　赵赔偿陈__费__元，__年__月__日前付清。", "2　第2条。", "3　第3条。"]
    assert "按数字" in editor._popup.foot.text() and "对调" in editor._popup.foot.text()
    assert sources.asked == [("agreement_text", "06")]
    assert "F9" in editor.text.placeholderText()


def test_the_list_stands_beside_the_field_and_not_on_it(qtbot, editor):
    window = editor.window()

    def beside():
        top = editor.text.mapTo(window, QPoint(0, 0)).y()
        box = editor._popup.geometry()
        assert box.bottom() <= top or box.top() >= top + editor.text.height()
        assert window.rect().contains(box)

    beside()
    editor.parentWidget().move(0, 200)  # notes of other fields come and go
    beside()
    editor._popup.show_rows(["很长的" * 90] * 9)
    beside()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier])
def test_a_digit_puts_its_phrase_in(hands, editor, modifier):
    hands.press(Qt.Key.Key_2, modifier)
    assert editor.value() == "第2条。" and not editor.list_open()
    assert editor.text.textCursor().atEnd()


def test_a_second_phrase_goes_behind_the_text(hands, editor):
    """Wherever the cursor stands: in the middle of the first, say, whose blank was just filled."""
    hands.press(Qt.Key.Key_2)
    cursor = editor.text.textCursor()
    cursor.setPosition(2)
    editor.text.setTextCursor(cursor)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_3)
    assert editor.value() == "第2条。第3条。"


def test_enter_still_goes_on(hands, form, editor):
    hands.press(Qt.Key.Key_Return)
    assert form.cells()[("amount",)].isAncestorOf(hands.focus) and editor.value() is None and not editor.list_open()


def test_esc_closes_the_list_and_nothing_else_and_f9_brings_it_back(hands, editor):
    hands.press(Qt.Key.Key_Escape)
    assert not editor.list_open() and editor.text.hasFocus()
    hands.type("3")
    assert editor.value() == "3" and not editor.list_open()
    hands.press(Qt.Key.Key_F9)
    assert editor.list_open()
    hands.press(Qt.Key.Key_F9)
    assert editor.list_open(), "the hint says F9 opens it: it never closes it"


@pytest.mark.parametrize("typed", ["赵", "w", "9", "0", "-"])
def test_other_typing_is_text_and_closes_the_list(hands, form, editor, typed):
    hands.type(typed)
    assert editor.value() == typed and not editor.list_open() and origin(form) == ""


def test_arrows_choose_a_row_and_enter_takes_it(hands, editor):
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert editor.value() == "第2条。" and editor.text.hasFocus()


def test_a_click_takes_a_row(qtbot, editor):
    listed = editor._popup.list
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(2)).center())
    assert editor.value() == "第3条。"


def test_left_and_right_exchange_the_sides(hands, editor):
    hands.press(Qt.Key.Key_Right)
    assert rows(editor)[0] == "1　陈赔偿赵"
    hands.press(Qt.Key.Key_Left)
    assert rows(editor)[0].startswith("1　赵赔偿陈")
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_1)
    assert editor.value() == "陈赔偿赵"


def test_more_than_nine_are_reached_by_0(hands, sources, form):
    sources.count = 11
    hands.press(Qt.Key.Key_Return)
    editor = form.cells()[("agreement_text",)].editor
    assert rows(editor)[8:] == ["9　第9条。", "0　还有别的"]
    hands.press(Qt.Key.Key_0)
    assert rows(editor) == ["1　第10条。", "2　第11条。", "0　还有别的"]
    hands.press(Qt.Key.Key_3)  # no such phrase: it is text
    assert editor.value() == "3"
    editor.set_value(None)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_0)
    hands.press(Qt.Key.Key_0)
    hands.press(Qt.Key.Key_2)
    assert editor.value() == "第2条。"


# the input method

def test_while_composing_the_list_takes_no_key(hands, form, editor):
    hands.compose("zhao")
    assert not editor.list_open()
    for key in (Qt.Key.Key_1, Qt.Key.Key_F9, Qt.Key.Key_Down, Qt.Key.Key_Return):
        hands.press(key)
    assert not editor.list_open() and PAYS not in (editor.value() or "") and editor.text.hasFocus()
    hands.commit("赵")
    assert editor.value().endswith("赵") and origin(form) == ""


def test_a_blank_is_filled_through_the_input_method(hands, form, editor):
    put_in(hands, editor)
    hands.compose("xiu")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return)
    assert editor.text.hasFocus()
    hands.commit("修理")
    assert editor.value() == PAYS.replace("____", "修理", 1) and origin(form) == PHRASE_TEXT


def test_a_composition_given_up_leaves_the_blank(hands, form, editor):
    put_in(hands, editor)
    hands.compose("xiu")
    hands.compose("")
    assert editor.value() == PAYS and selected(editor) == "____" and origin(form) == PHRASE_TEXT
    hands.compose("xiu")
    hands.commit("修理")
    assert editor.value() == PAYS.replace("____", "修理", 1)


# blanks

@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_from_blank_to_blank_and_then_on(hands, form, editor, key):
    put_in(hands, editor)
    hands.type("修理")
    hands.press(key)
    assert selected(editor) == "____"
    hands.type("3000")
    hands.press(key)
    assert selected(editor) == "____年____月____日"
    hands.type("9.30")
    hands.press(key)
    assert editor.value() == "赵赔偿陈修理费3000元，2022年9月30日前付清。"
    assert form.cells()[("amount",)].isAncestorOf(hands.focus)
    assert origin(form) == PHRASE_TEXT


def test_what_is_no_date_stays_as_typed(hands, editor):
    put_in(hands, editor)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Tab)
    hands.type("秋收")
    hands.press(Qt.Key.Key_Tab)
    assert editor.value() == PAYS.replace("____年____月____日", "秋收")


def test_blanks_passed_over_are_met_again(hands, form, editor):
    put_in(hands, editor)
    for _ in range(3):
        hands.press(Qt.Key.Key_Tab)
    assert form.cells()[("amount",)].isAncestorOf(hands.focus) and editor.value() == PAYS
    hands.press(Qt.Key.Key_Tab, SHIFT)
    assert editor.text.hasFocus() and selected(editor) == "____" and editor.text.textCursor().selectionStart() == 4
    assert not editor.list_open()


def test_shift_tab_and_shift_enter_are_as_ever(hands, form, editor):
    put_in(hands, editor)
    hands.press(Qt.Key.Key_Return, SHIFT)
    assert "\n" in editor.text.toPlainText()
    hands.press(Qt.Key.Key_Tab, SHIFT)
    assert form.cells()[("studio",)].isAncestorOf(hands.focus)


def test_a_phrase_goes_behind_what_is_there(hands, form, editor):
    editor.set_value("先道歉。")
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_2)
    assert editor.value() == "先道歉。第2条。" and origin(form) == PHRASE_TEXT


def test_ctrl_z_takes_a_phrase_back_as_a_whole(hands, form, editor):
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_Z, CTRL)
    assert editor.value() is None and origin(form) == "" and form.record()[ORIGINS] is None
    hands.press(Qt.Key.Key_Y, CTRL)
    assert editor.value() == "第2条。" and origin(form) == PHRASE_TEXT


# where the text came from

def test_new_words_make_it_a_person_s_text(hands, form, editor):
    hands.press(Qt.Key.Key_2)
    assert origin(form) == PHRASE_TEXT and editor.advice()
    hands.type("双方和好")
    assert origin(form) == EDITED and not editor.advice()
    for _ in "双方和好":
        hands.press(Qt.Key.Key_Backspace)
    assert origin(form) == PHRASE_TEXT  # every word is the phrase's again


def test_two_f9_confirm_it(qtbot, hands, form, editor):
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_F9)
    assert rows(editor)[:3] == ["F9　核对过了，不再提醒", "＋　把这段文字存为套话", "1　赵赔偿陈__费__元，__年__月__日前付清。"]
    with qtbot.waitSignal(form.changed):
        hands.press(Qt.Key.Key_F9)
    assert origin(form) == CONFIRMED and not editor.list_open()
    hands.press(Qt.Key.Key_F9)
    assert not any(row.startswith("F9") for row in rows(editor))
    hands.press(Qt.Key.Key_Escape)
    hands.type("又改")
    assert origin(form) == EDITED


def test_another_phrase_is_to_be_looked_at_again(hands, form, editor):
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_3)
    assert editor.value() == "第2条。第3条。" and origin(form) == PHRASE_TEXT


def test_the_mark_comes_back_with_the_record_and_goes_with_the_text(hands, form, editor):
    put_in(hands, editor)
    record = form.record()
    form.set_record(CASE.blank())
    assert form.record()[ORIGINS] is None
    form.set_record(record)
    assert form.record() == record and origin(form) == PHRASE_TEXT
    form.focus_path(("agreement_text",))
    hands.type("修理")
    assert origin(form) == PHRASE_TEXT
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)
    assert form.record()[ORIGINS] is None


def test_a_mark_of_a_field_that_is_not_on_the_form_stays(form):
    record = CASE.blank() | {"summary": "甲", ORIGINS: '{"summary": "phrase"}'}
    form.set_record(record)
    assert form.record() == record


def test_plus_offers_to_keep_the_text(qtbot, hands, form, editor):
    with qtbot.assertNotEmitted(form.keeping):
        hands.press(Qt.Key.Key_Plus, SHIFT)
    editor.set_value("和好。")
    hands.press(Qt.Key.Key_F9)
    assert "＋　把这段文字存为套话" in rows(editor)
    with qtbot.waitSignal(form.keeping) as wish:
        hands.press(Qt.Key.Key_Plus, SHIFT)
    assert wish.args == ["agreement_text"] and editor.value() == "和好。" and not editor.list_open()


def test_a_text_without_phrases_is_as_before(hands):
    form = hands.show(Form(CASE, Ready(), ("requests", "amount")), 900, 300)
    form.set_record(CASE.blank())
    form.enter()
    editor = form.cells()[("requests",)].editor
    assert not hasattr(editor, "wanted") and "F9" not in editor.text.placeholderText()
    hands.type("1")
    assert editor.value() == "1"
