"""The only place that opens message boxes. Plain sentences: what happened, what to do."""

import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from db.errors import KnownError

_NAME = "随录"


def _box(parent: QWidget | None, icon: QMessageBox.Icon, what: str, todo: str = "") -> QMessageBox:
    box = QMessageBox(icon, _NAME, what, QMessageBox.StandardButton.NoButton, parent)
    box.setInformativeText(todo)
    return box


def tell(parent: QWidget | None, what: str, todo: str = "") -> None:
    """Say something that must be read before going on."""
    box = _box(parent, QMessageBox.Icon.Information, what, todo)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def choose(parent: QWidget | None, question: str, answers: Sequence[str], todo: str = "", safe: int = -1) -> int:
    """Index of the chosen answer. ``safe`` is what Esc and closing mean, and what Enter presses; -1 = the last."""
    box = _box(parent, QMessageBox.Icon.Question, question, todo)
    buttons = [box.addButton(answer, QMessageBox.ButtonRole.ActionRole) for answer in answers]
    box.setEscapeButton(buttons[safe])
    box.setDefaultButton(buttons[safe])
    box.exec()
    return buttons.index(box.clickedButton())


def ask(parent: QWidget | None, question: str, yes: str, no: str, todo: str = "") -> bool:
    """True for ``yes``. Enter and Esc mean ``no``: nothing happens by accident."""
    return choose(parent, question, (yes, no), todo, safe=1) == 0


def problem(parent: QWidget | None, error: KnownError) -> None:
    """A known error: what happened and what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, error.what, error.todo)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def crash(parent: QWidget | None, error: BaseException, folder: Path | str) -> None:
    """A bug: the cause, where the data lies, and a button that copies the details for whoever helps."""
    details = "".join(traceback.format_exception(error))
    box = _box(parent, QMessageBox.Icon.Critical, "程序出了意外的错误，这一步没有做完。已经保存的内容都在。",
               f"原因：{type(error).__name__}: {error}\n数据和备份在：{folder}\n"
               "可以关掉程序重新打开；如果再次出现，请按“复制详情”，发给维护的人。")
    box.setDetailedText(details)
    copy = box.addButton("复制详情", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the box
    text = f"{details}\n数据和备份在：{folder}"

    def copy_details() -> None:
        QGuiApplication.clipboard().setText(text)
        copy.setText("已复制")

    copy.clicked.connect(copy_details)
    close = box.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.exec()
