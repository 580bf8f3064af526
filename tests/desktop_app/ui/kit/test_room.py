"""A page taller than its place scrolls and follows the keyboard; any other does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.room import Room, Stack, is_low, seen_height


class Page(QWidget):
    """Lines of fixed height, and a list that may take what is left."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.lines = [QLineEdit() for _ in range(lines)]
        for line in self.lines:
            line.setFixedHeight(50)
            box.addWidget(line)
        self.list = QListWidget()
        self.list.setMinimumHeight(60)
        box.addWidget(self.list, 1)
        self.seen: list[int] = []

    def resizeEvent(self, event: object) -> None:
        self.seen.append(seen_height(self))


@pytest.fixture
def room(hands):
    made = Room()
    made.pages.addWidget(Page(2))
    made.pages.addWidget(Page(12))
    return hands.show(made, 400, 300)


def test_a_page_that_fits_is_as_large_as_the_room(room):
    assert room.verticalScrollBar().maximum() == 0
    assert room.pages.currentWidget().height() == 300


def test_a_page_behind_does_not_make_a_small_one_scroll(qtbot, room):
    room.show_page(room.pages.widget(1))
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() > 0)
    room.show_page(room.pages.widget(0))
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() == 0)


def test_the_keyboard_is_followed_down_and_up_again(hands, qtbot, room):
    page = room.pages.widget(1)
    room.show_page(page)
    room.settle()
    for line in (page.lines[-1], page.lines[0], page.list):
        line.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda line=line: line.visibleRegion().boundingRect().height() == line.height())
    room.show_page(room.pages.widget(0))
    room.show_page(page)
    assert room.verticalScrollBar().value() == 0


def test_a_page_that_grows_keeps_the_keyboard_in_sight(qtbot, room):
    page = room.pages.widget(0)
    page.lines[-1].setFocus()
    above = QLabel("高")
    above.setFixedHeight(600)
    page.layout().insertWidget(0, above)
    qtbot.waitUntil(lambda: page.height() > 600)
    qtbot.waitUntil(lambda: page.lines[-1].visibleRegion().boundingRect().height() == page.lines[-1].height())


def test_a_page_knows_how_much_of_it_is_seen(qtbot, room):
    page = room.pages.widget(1)
    room.show_page(page)
    room.settle()
    assert page.height() > 300 and seen_height(page) == 300 and is_low(page)
    height = page.height()
    room.resize(400, 250)
    qtbot.waitUntil(lambda: room.viewport().height() == 250)
    assert page.height() == height and page.seen[-1] == 250  # told, though its own height is the same


def test_a_stack_asks_for_the_page_shown(hands):
    stack = Stack()
    for text in ("a", "much\nhigher\nthan\nthe\nother"):
        stack.addWidget(QLabel(text))
    low = stack.minimumSizeHint().height()
    stack.setCurrentIndex(1)
    assert stack.minimumSizeHint().height() > 2 * low


def test_what_wraps_holds_its_height_at_any_width(hands):
    outer = QWidget()
    box = QVBoxLayout(outer)
    text, rows = Wrapped("双方姓名连着写就行；见过的人打拼音首字母；写完按回车"), Rows()
    rows.add(*(QPushButton("保存 Ctrl+S") for _ in range(5)))
    box.addWidget(text)
    box.addWidget(rows)
    hands.show(outer, 900, 400)
    heights = []
    for width in (900, 250, 900):
        outer.resize(width, 400)
        for _ in range(3):
            QApplication.processEvents()
        heights.append((text.minimumHeight(), rows.minimumHeight()))
        assert text.height() >= text.minimumHeight() == text.heightForWidth(text.width())
        if width == 250:
            text.setText(text.text())
            assert text.minimumHeight() == heights[-1][0]
    assert heights[0] == heights[2] and heights[1][0] > heights[0][0] and heights[1][1] > heights[0][1]
    outer.resize(250, 400)
    QApplication.processEvents()
    text.setText("短")
    assert text.minimumHeight() == heights[0][0]
