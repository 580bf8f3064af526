"""回收站: what was deleted, and the way back."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db import repository
from db.errors import KnownError
from db.items import BY_KEY, REGISTERS
from db.items.kinds import Item, Record
from desktop_app.actions import settings
from desktop_app.actions.session import Session
from desktop_app.shown import show_date
from desktop_app.ui import messages
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.theme import px

_FOR = "删除的记录会放在这里，随时可以恢复，不会过期。"
_KEY = Qt.ItemDataRole.UserRole


def sentence(item: Item, record: Record, persons: Mapping[str, str]) -> str:
    """One row: 9月20日 10:32 删除　纠纷调解　史国栋 与 陶金山　海人调口字〔2022〕第012号　刘淑芬.

    ``persons``: uid -> number of those whose registers they are; a juvenile's name is not shown outside the file.
    """
    at = record["deleted_at"]
    if item.owner:
        kind, name = f"{BY_KEY[item.owner].label}　{persons.get(record['subject'], '')}", item.label
    else:
        kind, name = item.label, "" if item.restricted(record) else item.name_of(record) or "没有写名字"
    parts = (f"{show_date(at[:10])} {at[11:16]} 删除", kind, name,
             record.get("case_no") or record.get("record_no") or "", record.get("updated_by") or "")
    return "　".join(filter(None, parts))


class TrashPage(QWidget):
    """``changed``: something was restored. ``left``: Esc."""

    changed = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: list[tuple[Item, Record]] = []
        self.said = QLabel(self)
        self.said.setProperty("look", "done")
        self.list = QListWidget(self)
        self.list.setProperty("look", "rows")
        self.list.setAccessibleName("已删除的记录")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.hidden = Wrapped("", self)
        self.hidden.setProperty("look", "small")
        self.empty = Wrapped("", self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = QPushButton("恢复选中的　回车", self)
        self.back.setProperty("look", "primary")
        self._build()
        self.list.itemActivated.connect(self.restore)
        self.back.clicked.connect(self.restore)

    def _build(self) -> None:
        title = QLabel("回收站", self)
        title.setProperty("look", "title")
        leave = QPushButton("返回　Esc", self)
        leave.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addSpacing(px(20))
        top.addWidget(self.said, 1)
        top.addWidget(leave)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(14), px(20), px(14))
        box.setSpacing(px(14))
        box.addLayout(top)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.hidden)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left)
        self.leave = leave

    def refresh(self) -> None:
        """Read the list anew."""
        self.said.clear()
        self._fill()

    def _fill(self) -> None:
        every = settings.deleted(self._session.store)
        self._found = [(item, record) for item, record in every if self._session.unlocked or not item.locked]
        hidden = len(every) - len(self._found)
        self.hidden.setText(f"另有 {hidden} 条在上锁的栏里，开锁后才看得见。")
        self.hidden.setVisible(hidden > 0)
        persons: dict[str, str] = {}
        for owner in {item.owner for item, _ in self._found if item in REGISTERS}:
            persons |= repository.names(self._session.store, BY_KEY[owner])
        self.list.clear()
        for place, (item, record) in enumerate(self._found):
            row = QListWidgetItem(sentence(item, record, persons))
            row.setData(_KEY, place)
            self.list.addItem(row)
        some = bool(self._found)
        self.empty.setText(f"{'上锁的栏以外，' if hidden else ''}回收站是空的。\n{_FOR}")
        self.list.setVisible(some)
        self.back.setVisible(some)
        self.empty.setVisible(not some)
        self.list.setCurrentRow(0)

    def enter(self) -> None:
        (self.list if self._found else self.leave).setFocus(Qt.FocusReason.TabFocusReason)

    def restore(self) -> None:
        """Take the chosen rows back."""
        chosen = [self._found[row.data(_KEY)] for row in self.list.selectedItems()]
        try:
            count = settings.restore(self._session, [(item, record["uid"]) for item, record in chosen])
        except KnownError as error:
            messages.problem(self, error)
            return
        self._fill()
        self.said.setText(f"✓ 已恢复 {count} 条" if count else "")
        self.changed.emit()
        self.enter()
