"""A small register: its names at the left, the chosen entry as a form at the right; one of the two where it is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
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
from desktop_app.ui.kit.search_box import SearchBox
from desktop_app.ui.theme import px

NEW = ""  # stands for the uid of an entry that has none yet

_UID = Qt.ItemDataRole.UserRole
_UNSAVED = "　◇ 还没存"


class _Names(QListWidget):
    """The list; Enter goes into the form, Delete wishes the entry away."""

    entered = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class Register(QWidget):
    """Shows entries and says what is wished: ``save(record)``, ``delete(uid)``, ``undo``. Storing is the caller's.

    ``empty``: what is said in place of the list while there is no entry. What was typed into an entry and not saved is
    kept with it, and told in the list, until it is saved.
    """

    save = Signal(object)
    delete = Signal(str)
    undo = Signal()
    edited = Signal()

    def __init__(self, item: Item, sources: Sources, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._empty = empty
        self._records: dict[str, Record] = {}
        self._gone = ""
        self._shown: str | None = None  # uid of the entry in the form, NEW, or None: nothing to be kept
        self._unsaved: dict[str, Record] = {}
        self._inside = False  # where it is narrow the form stands instead of the list
        self.box = SearchBox(self)
        self.box.setPlaceholderText("找：汉字、拼音首字母　Ctrl+F")
        self.box.setAccessibleName("找　Ctrl+F")
        self.names = _Names(self)
        self.names.setProperty("look", "rows")
        self.names.setAccessibleName(f"{item.label}名单")
        self.names.setWordWrap(True)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setMinimumSize(px(110), px(100))
        self.nothing = Wrapped("", self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._keys = [f.key for f in item.sections[0].fields if f.editable]
        self.form = Form(item, sources, self._keys, self)
        self.note = Wrapped("", self)
        self.note.setProperty("look", "small")
        self.note.hide()
        self.new, self.keep, self.drop, self.undo_button = (
            self._button(*said) for said in (("＋ 新增", "F2"), ("保存", "Ctrl+S"), ("删除", "Delete"), ("撤销", "Ctrl+Z")))
        self.keep.setProperty("look", "primary")
        self.undo_button.hide()
        self._build()
        self.box.textChanged.connect(self._on_search)
        self.box.down.connect(self.enter)
        self.box.entered.connect(self.enter)
        self.names.currentItemChanged.connect(self._on_row)
        self.names.entered.connect(self._enter_form)
        self.names.itemDoubleClicked.connect(self._enter_form)
        self.names.dropped.connect(self._on_delete)
        self.new.clicked.connect(self.begin)
        self.keep.clicked.connect(self.keep_shown)
        self.form.submitted.connect(self.keep_shown)
        self.form.changed.connect(self.edited)
        self.drop.clicked.connect(self._on_delete)
        self.undo_button.clicked.connect(self.undo)
        for keys, slot in (("F2", self.begin), ("Ctrl+F", self._find), ("Ctrl+Z", self.undo.emit)):
            QShortcut(QKeySequence(keys), self, slot)

    def _button(self, text: str, keys: str) -> QPushButton:
        button = QPushButton(f"{text}　{keys}", self)
        button.setAccessibleName(text)
        button.setAutoDefault(True)  # Enter presses it
        return button

    def _build(self) -> None:
        deeds = QHBoxLayout()
        deeds.addWidget(self.new, 1)
        deeds.addWidget(self.undo_button)
        self._left, self._right = QWidget(self), QWidget(self)
        left = QVBoxLayout(self._left)
        left.addWidget(self.box)
        left.addWidget(self.names, 1)
        left.addWidget(self.nothing, 1)
        left.addLayout(deeds)
        foot = Rows(gap=12)
        foot.add(self.keep, self.drop)
        right = QVBoxLayout(self._right)
        right.addWidget(self.form, 1)
        right.addWidget(self.note)
        right.addWidget(foot)
        body = QHBoxLayout(self)
        body.setSpacing(px(24))
        body.addWidget(self._left, 2)
        body.addWidget(self._right, 3)
        for layout in (left, right, body):
            layout.setContentsMargins(0, 0, 0, 0)

    # showing

    def show_records(self, records: list[Record], current: str | None = None, gone: str = "") -> None:
        """Show entries, ``current`` chosen. ``gone``: key of the flag that says an entry is no longer in use."""
        self._hold()
        self._shown = None  # what the form shows is of before
        self._records, self._gone = {record["uid"]: record for record in records}, gone
        self._unsaved = {uid: said for uid, said in self._unsaved.items() if uid in self._records or uid == NEW}
        chosen = current or self.chosen()
        self.box.clear()  # what was just written is not to be hidden
        self._fill(chosen)

    def _fill(self, chosen: str | None) -> None:
        """The entries that fit what is looked for."""
        self.names.blockSignals(True)
        self.names.clear()
        uids = [uid for uid, record in self._records.items() if _fits(self.box.text(), self.item.name_of(record))]
        for uid in uids:
            record = self._records[uid]
            word = f"（{self.item.fields[self._gone].label}）" if self._gone and record.get(self._gone) else ""
            row = QListWidgetItem(self.item.name_of(record) + word + _UNSAVED * (uid in self._unsaved))
            row.setData(_UID, uid)
            self.names.addItem(row)
        self.names.setCurrentRow(uids.index(chosen) if chosen in uids else 0 if uids else -1)
        self.names.blockSignals(False)
        self.nothing.setText(f"没有找到“{self.box.text()}”。按 Esc 看全部。" if self._records else self._empty)
        self.nothing.setVisible(not uids)
        self.names.setVisible(bool(uids))
        self.box.setVisible(bool(self._records))
        if uids:
            self._on_row()
        else:
            self._show_blank()

    def chosen(self) -> str | None:
        """uid of the chosen entry; None while a new one is being written."""
        row = self.names.currentItem()
        return row.data(_UID) if row else None

    def say(self, text: str) -> None:
        """A line under the form; '' hides it. A low window does without it."""
        self.note.setText(text)
        self._arrange()

    def show_undo(self, there: bool) -> None:
        """Whether something can be taken back."""
        self.undo_button.setVisible(there)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room; else the list, or the form after Enter."""
        narrow, low = self.width() < px(760), self.height() < px(400)
        shown = self._right if self._inside else self._left
        for part in (self._left, self._right):
            part.setVisible(part is shown or not narrow)
        self.note.setVisible(bool(self.note.text()) and not low)
        set_mark(self.keep, "look", "go" if low else "primary")

    # moving about

    def enter(self) -> None:
        """To the list; without one to where it is begun."""
        self._inside = False
        self._arrange()
        (self.names if self.names.count() else self.box if self._records else self.new).setFocus(Qt.FocusReason.TabFocusReason)

    def back(self) -> bool:
        """Esc: from the form to the list where there is room for one only, from what was looked for to all; False when
        there is nothing to leave."""
        if self._left.isVisible() and not self.box.text():
            return False
        if self._left.isVisible():
            self.box.clear()
        elif self.chosen() is None:
            self.settle()
            self._fill(None)
        self.enter()
        return True

    def begin(self) -> None:
        """A new, empty entry."""
        self.names.setCurrentRow(-1)
        self._show_blank()
        self._enter_form()

    def _enter_form(self) -> None:
        self._inside = True
        self._right.show()  # before the list goes: the keyboard must have somewhere to be
        self.form.enter()
        self._arrange()

    def _find(self) -> None:
        if not self._left.isVisible():
            self.back()
        if self._records:
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.box.selectAll()

    def _show_blank(self) -> None:
        self._show(NEW)

    def _on_search(self) -> None:
        self._hold()
        self._fill(self.chosen())

    def _on_row(self) -> None:
        if uid := self.chosen():
            self._show(uid)

    # the entry in the form

    def _show(self, uid: str) -> None:
        self._hold()
        self._shown = uid
        stored, typed = self._records.get(uid) or self.item.blank(), self._unsaved.get(uid, {})
        self.form.set_record(stored | {key: typed[key] for key in self._keys if key in typed})
        self.drop.setEnabled(uid != NEW)
        self.edited.emit()

    def _hold(self) -> None:
        """Keep what was typed into the entry in the form, should another take its place."""
        if self._shown is None:
            return
        stored, typed = self._records.get(self._shown) or self.item.blank(), self.form.record()
        if any(typed.get(key) != stored.get(key) for key in self._keys):
            self._unsaved[self._shown] = typed
        else:
            self._unsaved.pop(self._shown, None)
        for row in map(self.names.item, range(self.names.count())):
            if row.data(_UID) == self._shown:
                row.setText(row.text().removesuffix(_UNSAVED) + _UNSAVED * (self._shown in self._unsaved))

    def settle(self) -> None:
        """The entry in the form is stored, or is not wished any more."""
        self._unsaved.pop(self._shown, None)
        self._shown = None

    # wishing

    def keep_shown(self) -> None:
        """Ctrl+S."""
        self.save.emit(self.form.record())

    def _on_delete(self) -> None:
        if uid := self.chosen():
            self.delete.emit(uid)


def _fits(text: str, name: str) -> bool:
    """Whether a name has these characters somewhere, or these letters among its initials; no text fits every name."""
    key = text.strip().lower()
    if key in name.lower():
        return True
    from db.pinyin import initials

    return key.isascii() and key in initials(name)
