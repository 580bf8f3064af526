"""Chips and badges say in words what their colours say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from desktop_app.ui.kit.badge import badge_size, paint_badge
from desktop_app.ui.kit.chips import Chip, ChipState
from desktop_app.ui.theme import Tone


@pytest.mark.parametrize(("text", "state", "shown", "spoken"), [
    ("高兴民", ChipState.CERTAIN, "高兴民", "1 甲方：高兴民"),
    ("300 元", ChipState.DOUBT, "300 元 ？", "1 甲方：300 元，请核对"),
    ("", ChipState.CERTAIN, "没听出", "1 甲方：没听出"),
    ("大孤山村", ChipState.STICKY, "大孤山村（沿用）", "1 甲方：大孤山村，沿用")])
def test_the_state_is_told_in_words(qtbot, text, state, shown, spoken):
    chip = Chip(1, "甲方")
    qtbot.addWidget(chip)
    chip.show_value(text, state)
    assert chip.text_shown == shown
    assert chip.accessibleName() == spoken


def test_a_long_value_is_cut_on_the_chip_but_not_in_its_name(qtbot):
    chip = Chip(2, "乙方")
    qtbot.addWidget(chip)
    chip.show_value("大孤山村股份经济合作社第二分社", ChipState.CERTAIN)
    assert chip.text_shown.endswith("…")
    assert chip.toolTip() == "大孤山村股份经济合作社第二分社"
    assert "第二分社" in chip.accessibleName()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_chip_is_pressed_by_keyboard(hands, qtbot, key):
    chip = hands.show(Chip(1, "甲方"), 200, 60)
    chip.setFocus()
    with qtbot.waitSignal(chip.clicked):
        hands.press(key)


def test_every_state_looks_different(hands):
    chip = hands.show(Chip(1, "甲方"), 200, 60)
    pictures = set()
    for state in ChipState:
        chip.show_value("" if state is ChipState.EMPTY else "高兴民", state)
        pictures.add(bytes(chip.grab().toImage().constBits()))
    assert len(pictures) == len(ChipState)
    assert chip.height() >= 60


def test_badges_differ_in_shape_even_without_colour(qapp):
    pictures = set()
    for tone in Tone:
        picture = QPixmap(120, 40)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_badge(painter, picture.rect(), tone, "已接收")
        painter.end()
        gray = picture.toImage().convertToFormat(QImage.Format.Format_Mono)
        pictures.add(bytes(gray.constBits()))
    assert len(pictures) == len(Tone)


def test_a_badge_in_a_narrow_cell_stays_inside(qapp):
    from PySide6.QtCore import QRect
    picture = QPixmap(60, 40)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_badge(painter, QRect(0, 0, 50, 40), Tone.LATE, "退回·缺履行地点")
    painter.end()
    assert badge_size("退回·缺履行地点").width() > 50
    assert picture.toImage().pixelColor(55, 20).name() == "#ffffff"
