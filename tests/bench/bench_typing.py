"""From a key to the painted chips, in the real window on a book of 100,000 cases and people, beside a bare box."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.database import open_store
from desktop_app.actions.session import Session
from desktop_app.ui.application import application
from desktop_app.ui.window import MainWindow
from tests.bench.row import Row

LINES = (
    "高兴民 隋建波 树枝遮光 口头和解 赔300",
    "wjg zjd 宅基地边界 口头和解",
    "赵永刚13806310008、陈志强 倒车撞坏大门 书面 分三期赔3000元，九月底前付清",
    "八月十五 冯玉梅和陈永因为装修噪音吵架 双方互相道歉 赔三百五",
    "乳山市宏达渔具有限公司 丛培林37108319850225051X 工伤 医药费误工费一次付清1.8万",
)
"""Typed one character a key, as the worst an input method does."""
_MAKE = "import sys, pathlib; from tests.bench import big_office; big_office.make(pathlib.Path(sys.argv[1])).close()"


def _type(window: QWidget, lines: tuple[str, ...], clear: Callable[[], None]) -> list[float]:
    """Milliseconds from each key until everything that it changed is painted."""
    taken = []
    for line in lines:
        clear()
        QApplication.processEvents()
        for character in line:
            focus, start = QApplication.focusWidget(), time.perf_counter()
            if character.isascii():
                QTest.keyClick(window.windowHandle(), character)
            else:
                commit = QInputMethodEvent("", [])
                commit.setCommitString(character)
                QApplication.sendEvent(focus, commit)
            QApplication.processEvents()  # the paint events that the key asked for
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def _show(window: QWidget) -> None:
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QApplication.processEvents()


def _floor() -> list[float]:
    """A box that shows what is typed in a label, painted: what nobody can do without."""
    window, box, label = QWidget(), QLineEdit(), QLabel()
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addWidget(label)
    box.textChanged.connect(label.setText)
    _show(window)
    box.setFocus()
    taken = _type(window, LINES, box.clear)
    window.close()
    return taken


def run() -> list[Row]:
    """Median and worst key, the very first ones of the sitting included."""
    application()
    with tempfile.TemporaryDirectory() as folder:
        # elsewhere, so that this process has read no more than a program just started
        subprocess.run([sys.executable, "-c", _MAKE, folder], check=True)
        with open_store(Path(folder)) as store:
            window = MainWindow(Session(store))
            _show(window)
            window.go("mediation")
            page = window.page("mediation")
            page.entry.focus_box()
            ours = _type(window, LINES, page.entry.reset)
            page.entry.reset()
            window.close()
        floor = _floor()
    return [Row("a key to painted chips, median", statistics.median(ours), statistics.median(floor), "QLineEdit and a label"),
            Row("a key to painted chips, worst", max(ours), max(floor), "QLineEdit and a label")]
