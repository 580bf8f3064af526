"""The left half of a page of records: what narrows the list, the list, or the words in place of an empty one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db import repository
from db.items import BY_KEY, ROSTERS, Item, registers_of
from desktop_app.actions.session import Session
from desktop_app.ui.pages.record_filters import RecordFilters
from desktop_app.ui.pages.record_list import RecordList
from desktop_app.ui.pages.sources import StoreSources


class ListPane(QWidget):
    """``opening``: the item whose roster is to be opened from a table (期初建账), which only some have."""

    opening = Signal(object)

    def __init__(self, session: Session, item: Item, filters: RecordFilters, shown: RecordList,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._item = session, item
        self.filters, self.list = filters, shown
        self.begin = QPushButton("登记一条 F2")
        self.begin.setProperty("look", "go")
        self.begin.setAccessibleName(f"登记{item.label}")
        filters.first.insertWidget(0, self.begin)
        self._has_stock = item in ROSTERS or bool(registers_of(item))
        self.stock = QPushButton("期初建账", visible=False)
        self.stock.setProperty("look", "compact")
        self.stock.setToolTip("把已有的名册从表格一次读进来")
        if self._has_stock:
            filters.second.addWidget(self.stock)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_all = QPushButton("看全部")
        self.stock_here = QPushButton("期初建账")  # beside the words that tell of it
        nothing = QWidget()
        self._below = QVBoxLayout(nothing)
        self._below.addStretch()
        self._below.addWidget(self.empty)
        self._below.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignCenter)
        self._below.addWidget(self.stock_here, 0, Qt.AlignmentFlag.AlignCenter)
        self._below.addStretch()
        self._list_or_empty = QStackedWidget()
        self._list_or_empty.addWidget(shown)
        self._list_or_empty.addWidget(nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(filters)
        box.addWidget(self._list_or_empty, 1)
        filters.leave_down.connect(self.enter)
        self.show_all.clicked.connect(filters.clear)
        self.show_all.clicked.connect(self.enter)
        self.stock.clicked.connect(self._on_stock)
        self.stock_here.clicked.connect(self._on_stock)

    def _on_stock(self) -> None:
        self.opening.emit(self._item)

    def offer(self, button: QPushButton) -> None:
        """One more thing to do while there is nothing to list."""
        self._below.insertWidget(self._below.indexOf(self.empty) + 1, button, 0, Qt.AlignmentFlag.AlignCenter)

    def set_tight(self, tight: bool, narrow: bool) -> None:
        """On a small window filters give way."""
        self.filters.set_tight(tight or narrow)
        self.stock.setVisible(self._has_stock and not tight)

    def refresh(self, sources: StoreSources) -> None:
        """Read the choices of the filters anew."""
        linked = {self._item.fields[key].of for key in self.filters.choices} & BY_KEY.keys()
        self.filters.refresh(self._session.store, {key: sources.names(key) for key in linked})

    def fill(self, uid: str, empty_words: str) -> None:
        """List what the filters want, keeping the place at ``uid``."""
        ids = repository.find(self._session.store, self._item, self.filters.wanted())
        self.list.show_ids(ids, uid)
        self._list_or_empty.setCurrentIndex(0 if ids else 1)
        narrow = self.filters.is_narrow()
        self.empty.setText("这里没有符合条件的记录。" if narrow else empty_words)
        self.show_all.setVisible(narrow)
        self.stock_here.setVisible(self._has_stock and not narrow)

    def enter(self) -> None:
        """The keyboard to the list, or to what stands in its place."""
        shown = self.list if self.list.isVisibleTo(self) else self.show_all
        (shown if shown.isVisibleTo(self) else self.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self) -> None:
        """The keyboard to the box that finds anything."""
        self.filters.find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.find.selectAll()
