"""The slips of a stack that are done, the last one on top: beside the slip, or in its place while they are looked at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from db import codes
from db.items.kinds import Record
from db.items.mediation_rules import case_name
from desktop_app.entry.slip_form import outcome_of
from desktop_app.shown import show_money
from desktop_app.ui.kit.keys import inside

_UID = Qt.ItemDataRole.UserRole


def _about(case: Record) -> str:
    """邻里 · 口头成功 · 300 元."""
    one = outcome_of(case)
    money = "" if case["amount"] is None else f"{show_money(case['amount'])} 元"
    return " · ".join(filter(None, (codes.brief("dispute_type", case["dispute_type"]),
                                    one.tick if one else codes.label("result", case["result"]), money)))


class SlipsDone(QWidget):
    """``opened``: the chosen one is to be looked at; ``finished``: no more slips will come; ``left``: back to the slip."""

    opened = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel()
        self._heading.setProperty("look", "heading")
        self.list = QListWidget()
        self.list.setProperty("look", "slips")
        self.list.setAccessibleName("录好的单")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self.opened)
        self.finish = QPushButton("就录到这里")
        self.finish.setProperty("look", "compact")
        self.finish.clicked.connect(self.finished)
        self.column = QVBoxLayout(self)  # a page may put something at its end
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addStretch()
        inside(self, "Esc", self.left.emit)

    def show_cases(self, done: Sequence[Record]) -> None:
        """Their cases, in the order in which they were entered."""
        self._heading.setText(f"录好 {len(done)} 张　F9 去看、去改" if done else "录好的会列在这里")
        self.finish.setVisible(bool(done))
        self.list.setVisible(bool(done))
        self.list.clear()
        for n, case in reversed(list(enumerate(done, 1))):
            item = QListWidgetItem(f"{n}　{case_name(case)}\n　{_about(case)}")
            item.setData(_UID, case["uid"])
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def has_any(self) -> bool:
        return bool(self.list.count())

    def chosen(self) -> str:
        """uid of the case of the chosen slip."""
        return self.list.currentItem().data(_UID)

    def enter(self) -> None:
        """The keyboard to the slips."""
        self.show()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
