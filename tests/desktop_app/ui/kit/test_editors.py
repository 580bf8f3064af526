"""Each editor: what goes in comes out, Enter and the input method, the wheel, full-width digits."""

import pytest
from PySide6.QtCore import Qt

from db import codes
from db.items import BY_KEY, CASE, PARTY
from db.items.kinds import Field, Kind
from desktop_app.ui.kit.editors import make_editor

ALL = [(item.key, field) for item in BY_KEY.values() for field in item]

VALUES = {
    Kind.TEXT: ["山墙渗水", None], Kind.LONG: ["第一行\n第二行", None], Kind.DATE: ["2022-09-05", "2019-02-28", None],
    Kind.MONEY: [0, 30000, 123456, None], Kind.NUMBER: [0, 12, None], Kind.FLAG: [True, False, None],
    Kind.LINK: ["v1", None],
}


def rows_of(field):
    """One row of the field's own kind, and none."""
    item = BY_KEY[field.of]
    text = next(f for f in item if f.kind is Kind.TEXT)
    return [[{**item.blank(), "uid": "p", text.key: "王建国"}], []]


def values_of(field):
    listed = [c.code for c in codes.code_list(field.of)] if field.kind in (Kind.CHOICE, Kind.CHOICES) else []
    if field.kind is Kind.CHOICE:
        return [*listed, None]
    if field.kind is Kind.CHOICES:
        return [listed[0], ",".join(listed), None]
    return rows_of(field) if field.kind is Kind.ROWS else VALUES[field.kind]


@pytest.mark.parametrize(("item_key", "field"), ALL, ids=[f"{key}.{field.key}" for key, field in ALL])
def test_every_field_has_an_editor_with_a_name(qtbot, sources, item_key, field):
    editor = make_editor(field, sources)
    qtbot.addWidget(editor)
    assert editor.field is field
    named = editor.target() or editor.label
    assert field.label in named.accessibleName()
    assert (editor.target() is not None) == field.editable
    assert editor.fault() == ""


@pytest.mark.parametrize(("item_key", "field"), ALL, ids=[f"{key}.{field.key}" for key, field in ALL])
def test_what_goes_in_comes_out_and_makes_no_noise(qtbot, sources, item_key, field):
    sources.registers |= {"person": {"v1": "甲"}, "committee": {"v1": "乙"}, "mediator": {"v1": "丙"}, "counsel": {"v1": "丁"}}
    editor = make_editor(field, sources)
    qtbot.addWidget(editor)
    values = values_of(field)
    if field.mask in ("id", "phone"):
        values = ["37108319820415037X", None]
    with qtbot.assertNotEmitted(editor.changed):
        for value in values:
            editor.set_value(value)
            assert editor.value() == value
            assert editor.fault() == ""


@pytest.mark.parametrize("key", ["summary", "studio", "accept_date", "amount", "people_count", "dispute_type", "village"])
def test_enter_while_composing_stays_in_the_field(hands, qtbot, sources, key):
    editor = hands.show(make_editor(CASE.fields[key], sources), 400, 100)
    editor.enter()
    with qtbot.assertNotEmitted(editor.committed):
        hands.compose("wang")
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Enter)
    assert editor.target().hasFocus()
    hands.commit("王")
    with qtbot.waitSignal(editor.committed):
        hands.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [f.key for f in CASE if f.editable and f.kind is not Kind.ROWS])
@pytest.mark.parametrize("focused", [False, True])
def test_the_wheel_changes_nothing(hands, qtbot, sources, key, focused):
    editor = hands.show(make_editor(CASE.fields[key], sources), 400, 200)
    if focused:
        editor.enter()
    else:
        editor.target().clearFocus()
    before = editor.value()
    with qtbot.assertNotEmitted(editor.changed):
        hands.wheel(editor.target())
    assert editor.value() == before


@pytest.mark.parametrize(("typed", "iso", "text"), [
    ("9.5", "2022-09-05", "9月5日"), ("２０２２．３．５", "2022-03-05", "3月5日"), ("昨天", "2022-09-14", "9月14日"),
    ("20210305", "2021-03-05", "2021年3月5日")])
def test_a_date_in_any_form(hands, sources, typed, iso, text):
    editor = hands.show(make_editor(CASE.fields["accept_date"], sources), 400, 100)
    editor.enter()
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert (editor.value(), editor.line.text()) == (iso, text)
    assert editor.line.toolTip().startswith(f"{int(iso[:4])}年")


def test_a_bad_date_stays_as_typed_and_says_how_to_write_it(hands, qtbot, sources):
    editor = hands.show(make_editor(CASE.fields["accept_date"], sources), 400, 100)
    editor.set_value("2022-09-05")
    editor.enter()
    hands.type("9.45")
    with qtbot.waitSignal(editor.committed):  # it is never a trap
        hands.press(Qt.Key.Key_Return)
    assert editor.line.text() == "9.45"
    assert editor.value() is None
    assert "9.45" in editor.fault() and "9月5日" in editor.fault()


def test_an_untouched_date_of_another_year_keeps_its_year(hands, sources):
    editor = hands.show(make_editor(CASE.fields["occur_date"], sources), 400, 100)
    editor.set_value("2019-12-31")
    editor.enter()
    hands.press(Qt.Key.Key_Return)
    assert editor.value() == "2019-12-31"


@pytest.mark.parametrize(("typed", "fen", "text"), [
    ("300", 30000, "300"), ("1.2万", 1200000, "12,000"), ("３００", 30000, "300"), ("0", 0, "0"), ("两千", 200000, "2,000")])
def test_money_is_typed_in_yuan(hands, sources, typed, fen, text):
    editor = hands.show(make_editor(CASE.fields["amount"], sources), 400, 100)
    editor.enter()
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert (editor.value(), editor.line.text()) == (fen, text)


def test_money_that_is_none_is_said(hands, sources):
    editor = hands.show(make_editor(CASE.fields["amount"], sources), 400, 100)
    editor.enter()
    hands.type("一些")
    assert editor.value() is None
    assert "一些" in editor.fault()


@pytest.mark.parametrize(("typed", "value", "bad"), [("１２", 12, False), ("x", None, True), ("-1", None, True)])
def test_numbers(hands, sources, typed, value, bad):
    editor = hands.show(make_editor(CASE.fields["people_count"], sources), 400, 100)
    editor.enter()
    hands.type(typed)
    assert editor.value() == value
    assert bool(editor.fault()) == bad


def test_an_id_number_is_put_in_order_when_it_is_left(hands, sources):
    editor = hands.show(make_editor(PARTY.fields["id_no"], sources), 400, 100)
    editor.enter()
    hands.type("３７１０８３ 19820415 037x")
    assert editor.value() == "37108319820415037X"
    hands.press(Qt.Key.Key_Return)
    assert editor.line.text() == "37108319820415037X"


@pytest.mark.parametrize("digit", ["2", "２"])
def test_a_digit_picks_and_goes_on(hands, qtbot, sources, digit):
    editor = hands.show(make_editor(CASE.fields["result"], sources), 600, 100)
    editor.enter()
    with qtbot.waitSignals([editor.changed, editor.committed]):
        if digit.isascii():
            hands.type(digit)
        else:
            from PySide6.QtGui import QKeyEvent
            from PySide6.QtWidgets import QApplication
            QApplication.sendEvent(hands.focus, QKeyEvent(
                QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, digit))
    assert editor.value() == "failure"


def test_options_by_arrow_mouse_and_eraser(hands, qtbot, sources):
    editor = hands.show(make_editor(CASE.fields["cross_committee"], sources), 600, 100)
    editor.enter()
    hands.press(Qt.Key.Key_Right)
    assert editor.value() is True
    hands.press(Qt.Key.Key_Right)
    assert editor.value() is False
    hands.press(Qt.Key.Key_Backspace)
    assert editor.value() is None
    qtbot.mouseClick(editor.options, Qt.MouseButton.LeftButton, pos=editor.options._boxes(600)[1].center())
    assert editor.value() is False
    assert "已选 否" in editor.options.accessibleDescription()
    hands.type("7")
    assert editor.value() is False


def test_a_retired_code_stays_readable_until_another_is_picked(hands, sources):
    editor = hands.show(make_editor(CASE.fields["result"], sources), 600, 100)
    editor.set_value("cancelled_1998")
    assert editor.value() == "cancelled_1998"
    assert editor.options.words[-1] == "cancelled_1998（停用）"
    editor.enter()
    hands.type("1")
    assert editor.value() == "success"


def test_long_text_grows_and_shift_enter_breaks_the_line(hands, qtbot, sources):
    editor = hands.show(make_editor(CASE.fields["summary"], sources), 400, 300)
    editor.enter()
    low = editor.text.height()
    with qtbot.assertNotEmitted(editor.committed):
        for _ in range(4):
            hands.type("两家共用山墙渗水")
            hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.value().count("\n") == 3
    assert editor.text.height() > low
    with qtbot.waitSignal(editor.committed):
        hands.press(Qt.Key.Key_Return)


def test_targets_are_large(hands, sources):
    for key in ("studio", "accept_date", "result", "dispute_type", "amount", "summary"):
        editor = hands.show(make_editor(CASE.fields[key], sources), 500, 120)
        assert editor.target().height() >= 44, key


def test_mark_dresses_the_editor(hands, sources):
    editor = hands.show(make_editor(Field("x", "某项"), sources), 300, 80)
    plain = editor.grab().toImage()
    editor.mark("missing")
    assert editor.grab().toImage() != plain
    editor.mark("")
    assert editor.grab().toImage() == plain


@pytest.mark.parametrize(("key", "typed", "iso"), [
    ("perform_due", "9.30", "2022-09-30"), ("perform_due", "9.1", "2022-09-01"), ("perform_due", "3.1", "2023-03-01"),
    ("mediation_date", "9.30", "2021-09-30"), ("mediation_date", "9.1", "2022-09-01")])
def test_a_term_may_lie_ahead_where_an_event_may_not(hands, sources, key, typed, iso):
    editor = hands.show(make_editor(CASE.fields[key], sources), 300, 100)
    editor.enter()
    hands.type(typed)
    assert editor.value() == iso
