"""Tiles and lines of 今日 give their words room before anything else."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.kit.row_list import Row, shares
from desktop_app.ui.kit.tile import Tile
from desktop_app.ui.theme import Tone, font


@pytest.mark.parametrize("width", [700, 380])
def test_a_tile_grows_rather_than_cut_its_key_off(hands, width):
    outer = QWidget()
    box = QHBoxLayout(outer)
    tiles = [Tile(), Tile()]
    for tile in tiles:
        box.addWidget(tile)
        tile.say("看本月案件", "打印、修改 14 件", "按 3")
    hands.show(outer, width, 92)
    QApplication.processEvents()
    small = QFontMetrics(font("small"))
    one_line = small.horizontalAdvance("打印、修改 14 件　按 3") <= tiles[0].width() - theme.px(32)
    assert one_line == (width == 700)
    assert (tiles[0].minimumSizeHint().height() > theme.px(92)) == (not one_line)
    assert tiles[0].height() == tiles[1].height() == tiles[0].minimumSizeHint().height()
    assert tiles[0].accessibleName() == "看本月案件 打印、修改 14 件 按 3"


def test_a_remark_has_what_the_text_leaves(hands):
    row = Row(Tone.LATE, "已过 37 天", "社区矫正对象 SJ-2022-0004：应走访", "刘淑芬　各地自定，有的区半年每月一次")
    text = QFontMetrics(font()).horizontalAdvance(row.text)
    remark = QFontMetrics(font("small")).horizontalAdvance(row.remark)
    assert shares(row, text + remark + 100) == (row.text, row.remark)
    cut = shares(row, text + remark // 2 + 60)
    assert cut[0] == row.text and cut[1].endswith("…") and cut[1] != row.remark
    assert shares(row, text + 30) == (row.text, "")
    assert shares(row, text // 2)[0].endswith("…")
