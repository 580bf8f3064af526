"""The table itself: what a piece of text costs, and that the counter sees every key once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.keys import charge
from tests.keys.hands import Hands
from tests.keys.table import Row, mean

pytestmark = pytest.mark.keys


def test_a_text_is_cut_at_names_and_every_four_characters():
    text = "赵永刚倒车撞坏陈志强家大门及门柱。"
    assert charge.runs(text, ["赵永刚", "陈志强"]) == ["赵永刚", "倒车撞坏", "陈志强", "家大门及", "门柱", "。"]
    assert charge.runs("1.5万 wjg") == ["1", ".", "5", "万", " ", "wjg"]


@pytest.mark.parametrize(("piece", "names", "keys"), [
    ("树枝遮光", (), len("shuzhizheguang") + 1),
    ("绿", (), len("lv") + 1),  # ü is typed as v
    ("单于", ("单于",), len("chanyu") + 1),  # our own surnames go before pypinyin's
    ("wjg", (), 4), ("3", (), 1), ("。", (), 1), (" ", (), 1)])
def test_what_a_piece_costs(piece, names, keys):
    assert charge.keys(piece, names) == keys


def test_every_key_is_counted_once(qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    hands = Hands(line)
    hands.begin(["高兴民"])
    hands.write("高兴民 300wjg")
    hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(line.windowHandle(), Qt.MouseButton.LeftButton)
    hands.leave()
    assert line.text() == "高兴民 300wjg"
    assert hands.counted == (len("gaoxingmin") + 1 + 1 + 3 + 4 + 2, 1, 1)
    hands.press(Qt.Key.Key_End)
    assert hands.counted[0] == 21, "the counter was taken away"


def test_time_by_the_model():
    """Ten keys and one click with the hand going there and back, two thoughts; weighted by how often it happens."""
    rows = [Row("", "a", 0.75, 10, 1, 2), Row("", "b", 0.25, 0, 0, 0)]
    assert rows[0].seconds(0.5) == pytest.approx(10 * 0.5 + 1.1 + 2 * 0.4 + 2 * 1.35)
    assert mean(rows, 0.5) == pytest.approx(rows[0].seconds(0.5) * 0.75)
