"""One of many: by number, characters, initials; new names; nothing taken by accident."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from db.items import CASE, PARTY
from desktop_app.ui.kit.editor import Sources, Suggestion
from desktop_app.ui.kit.editors import make_editor
from desktop_app.ui.kit.lines import Line


@pytest.fixture
def page(hands, sources):
    """A village, a dispute type and a plain line below each other."""
    widget = QWidget()
    box = QVBoxLayout(widget)
    widget.type, widget.village = (make_editor(CASE.fields[key], sources) for key in ("dispute_type", "village"))
    widget.last = QLineEdit()
    for part in (widget.type, widget.village, widget.last):
        box.addWidget(part)
    hands.show(widget, 500, 700)
    widget.type.enter()
    return widget


@pytest.mark.parametrize(("typed", "code"), [
    ("2", "02"), ("１２", "12"), ("ll", "02"), ("邻", "02"), ("邻里", "02"), ("宅基", "03"), ("hy", "01")])
def test_enter_takes_what_is_highlighted(hands, qtbot, page, typed, code):
    hands.type(typed)
    assert page.type.list_open()
    with qtbot.waitSignal(page.type.committed):
        hands.press(Qt.Key.Key_Return)
    assert page.type.value() == code
    assert not page.type.list_open()


def test_tab_takes_what_was_searched_and_goes_on(hands, page):
    hands.type("ll")
    hands.press(Qt.Key.Key_Tab)
    assert page.type.value() == "02"
    assert page.village.target().hasFocus()


def test_passing_by_takes_nothing(hands, page):
    assert page.type.list_open()  # an empty field says what can be chosen
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    assert page.type.value() is None
    assert page.type.fault() == ""


def test_arrows_move_and_escape_closes_without_loss(hands, page):
    page.type.set_value("02")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Escape)
    assert not page.type.list_open()
    assert page.type.value() == "02"
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert page.type.value() == "03"


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_one_stroke_erases(hands, page, key):
    page.type.set_value("02")
    hands.press(key)
    assert page.type.value() is None
    assert page.type.line.text() == ""


def test_a_text_that_fits_nothing_stays_and_says_so(hands, page):
    hands.type("外星")
    hands.press(Qt.Key.Key_Tab)
    assert page.type.line.text() == "外星"
    assert page.type.value() is None
    assert "外星" in page.type.fault()


def test_leaving_by_mouse_takes_only_what_is_unmistakable(hands, qtbot, page):
    hands.type("土地")  # one type only
    page.last.setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.type.value() == "07"
    page.type.enter()
    hands.type("纠纷")  # many
    page.last.setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.type.value() is None


def test_a_new_name_is_added_only_when_asked(hands, page, sources):
    page.village.enter()
    hands.type("东山头村")
    assert page.village.value() is None
    hands.press(Qt.Key.Key_Return)
    assert sources.registers["village"][page.village.value()] == "东山头村"
    assert page.village.line.text() == "东山头村"


def test_letters_are_a_search_and_never_a_new_name(hands, page, sources):
    page.village.enter()
    hands.type("dgs")
    hands.press(Qt.Key.Key_Return)
    assert page.village.value() == "v1"
    page.village.enter()
    hands.type("zzz")
    hands.press(Qt.Key.Key_Return)
    assert page.village.value() is None
    assert len(sources.registers["village"]) == 3


def test_a_row_by_mouse(hands, qtbot, page):
    popup = page.type._popup
    row = popup.list.visualItemRect(popup.list.item(1)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert page.type.value() == "02"
    assert page.type.target().hasFocus()


def test_the_list_never_leaves_the_window(hands, page):
    page.resize(400, 220)
    page.village.enter()
    page.village.open_list()
    inside = page.rect()
    assert inside.contains(page.village._popup.geometry())


def test_someone_who_left_is_still_named(qtbot, sources):
    sources.name_of = lambda item_key, uid: "老书记"
    editor = make_editor(CASE.fields["mediator"], sources)
    qtbot.addWidget(editor)
    editor.set_value("gone")
    assert (editor.value(), editor.line.text()) == ("gone", "老书记")


class People(Sources):
    def suggests(self, field):
        return field.key == "name"

    def suggest(self, field, text):
        return [Suggestion("王建国　东村", {"name": "王建国", "phone": "13800000001"})] if text in ("wjg", "王") else []


@pytest.mark.parametrize(("typed", "keys", "taken"), [
    ("wjg", [Qt.Key.Key_Return], True),  # letters are no name: Enter takes the offer
    ("王", [Qt.Key.Key_Return], False),  # a name is a name: an offer is taken only when chosen
    ("王", [Qt.Key.Key_Down, Qt.Key.Key_Return], True),
    ("wjg", [Qt.Key.Key_Escape, Qt.Key.Key_Return], False)])
def test_people_met_before_are_offered(hands, qtbot, typed, keys, taken):
    editor = hands.show(make_editor(PARTY.fields["name"], People()), 400, 300)
    editor.enter()
    offered = []
    editor.offered.connect(offered.append)
    hands.type(typed)
    with qtbot.waitSignal(editor.committed):
        for key in keys:
            hands.press(key)
    assert offered == ([{"name": "王建国", "phone": "13800000001"}] if taken else [])
    assert not editor.list_open()
    assert isinstance(editor.line, Line)
