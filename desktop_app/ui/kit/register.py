"""A small register: its names at the left, the chosen entry as a form at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.items.kinds import Item, Record
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.lines import ENTER, set_mark
from desktop_app.ui.theme import px

_UID = Qt.ItemDataRole.UserRole


class _Names(QListWidget):
    """The list; Enter goes into the form."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Register(QWidget):
    """Shows entries and says what is wished: ``save(record)``, ``delete(uid)``. Storing is the caller's."""

    save = Signal(object)
    delete = Signal(str)
    edited = Signal()

    def __init__(self, item: Item, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._records: dict[str, Record] = {}
        self.names = _Names(self)
        self.names.setProperty("look", "rows")
        self.names.setAccessibleName(f"{item.label}名单")
        self.names.setWordWrap(True)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setMinimumSize(px(110), px(100))
        self.names.setMaximumWidth(px(340))
        self.form = Form(item, sources, [f.key for f in item.sections[0].fields if f.editable], self)
        self.note = Wrapped("", self)
        self.note.setProperty("look", "small")
        self.note.hide()
        self.new = QPushButton("＋ 新增", self)
        self.keep = QPushButton("保存　Ctrl+S", self)
        self.keep.setProperty("look", "primary")
        self.drop = QPushButton("删除", self)
        self._build()
        self.names.currentItemChanged.connect(self._on_row)
        self.names.entered.connect(self.form.enter)
        self.new.clicked.connect(self.begin)
        self.keep.clicked.connect(self._on_save)
        self.form.submitted.connect(self._on_save)
        self.form.changed.connect(self.edited)
        self.drop.clicked.connect(self._on_delete)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.names, 1)
        left.addWidget(self.new)
        foot = Rows(gap=10)
        foot.add(self.keep, self.drop)
        right = QVBoxLayout()
        right.addWidget(self.form, 1)
        right.addWidget(self.note)
        right.addWidget(foot)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(14))
        box.addLayout(left, 1)
        box.addLayout(right, 2)

    def show_records(self, records: list[Record], current: str | None = None, gone: str = "") -> None:
        """Show entries, ``current`` chosen. ``gone``: key of the flag that says an entry is no longer in use."""
        self._records = {record["uid"]: record for record in records}
        chosen = current or self.chosen()
        self.names.blockSignals(True)
        self.names.clear()
        for record in records:
            word = f"（{self.item.fields[gone].label}）" if gone and record.get(gone) else ""
            row = QListWidgetItem(self.item.name_of(record) + word)
            row.setData(_UID, record["uid"])
            self.names.addItem(row)
        self.names.blockSignals(False)
        uids = list(self._records)
        if uids:
            self.names.setCurrentRow(uids.index(chosen) if chosen in self._records else 0)
            self._on_row()
        else:
            self.begin()

    def chosen(self) -> str | None:
        """uid of the chosen entry; None while a new one is being written."""
        row = self.names.currentItem()
        return row.data(_UID) if row else None

    def begin(self) -> None:
        """A new, empty entry."""
        self.names.setCurrentRow(-1)
        self.form.set_record(self.item.blank())
        self.drop.setEnabled(False)
        self.edited.emit()
        if self.isVisible():  # a panel behind another one must not open its list over it
            self.form.enter()

    def say(self, text: str) -> None:
        """A line under the form; '' hides it. A low window does without it."""
        self.note.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < px(300)
        self.note.setVisible(bool(self.note.text()) and not low)
        set_mark(self.keep, "look", "" if low else "primary")

    def enter(self) -> None:
        if self.names.count():
            self.names.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.enter()

    def _on_row(self) -> None:
        if uid := self.chosen():
            self.form.set_record(self._records[uid])
            self.drop.setEnabled(True)
            self.edited.emit()

    def _on_save(self) -> None:
        self.save.emit(self.form.record())

    def _on_delete(self) -> None:
        if uid := self.chosen():
            self.delete.emit(uid)
