"""Message boxes: the safe answer is the default, details can be copied."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from db.errors import KnownError
from desktop_app.ui import messages


@pytest.fixture
def answer(qapp):
    """answer(act): act(box) as soon as the next message box is open."""
    def when_open(act):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            act(box)
        else:
            QTimer.singleShot(10, qapp, lambda: when_open(act))

    return lambda act: QTimer.singleShot(0, qapp, lambda: when_open(act))


def press(key):
    return lambda box: QTest.keyClick(box, key)


def click(text):
    return lambda box: next(b for b in box.buttons() if b.text() == text).click()


@pytest.mark.parametrize(("act", "said"), [
    (press(Qt.Key.Key_Return), False), (press(Qt.Key.Key_Escape), False), (click("删除"), True), (click("不删"), False)])
def test_nothing_happens_by_accident(answer, act, said):
    answer(act)
    assert messages.ask(None, "要删除吗？", "删除", "不删") is said


@pytest.mark.parametrize(("act", "index"), [(click("打开"), 0), (click("另存"), 1), (press(Qt.Key.Key_Escape), 2)])
def test_choose(answer, act, index):
    answer(act)
    assert messages.choose(None, "怎么办？", ("打开", "另存", "算了")) == index


def test_a_known_error_says_what_and_what_to_do(answer):
    seen = []
    answer(lambda box: (seen.extend([box.text(), box.informativeText()]), box.buttons()[0].click()))
    messages.problem(None, KnownError("磁盘满了。", "请删掉一些文件再试。"))
    assert seen == ["磁盘满了。", "请删掉一些文件再试。"]


def test_tell(answer):
    seen = []
    answer(lambda box: (seen.append(box.text()), QTest.keyClick(box, Qt.Key.Key_Return)))
    messages.tell(None, "没有要上报的。")
    assert seen == ["没有要上报的。"]


def test_a_crash_can_be_copied_and_names_the_folder(answer):
    def act(box):
        copy = next(b for b in box.buttons() if b.text() == "复制详情")
        copy.click()
        assert box.isVisible()
        assert copy.text() == "已复制"
        assert "D:/数据" in box.informativeText()
        box.close()

    answer(act)
    try:
        raise ValueError("坏了")
    except ValueError as error:
        messages.crash(None, error, "D:/数据")
    text = QApplication.clipboard().text()
    assert "ValueError: 坏了" in text and "Traceback" in text and "D:/数据" in text
