"""Above a list: month, a few choices, and one box that finds anything."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import clock, codes
from db.database import Store
from db.items import Item
from db.items.kinds import Field, Kind
from db.repository import Filter
from desktop_app.ui.kit.combo import QuietCombo
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.theme import px

_TYPING = 150  # ms: a pause in typing, so that a fast typist searches once
_FIND = "找人、电话、编号、内容，拼音首字母也行　Ctrl+F"
_FIND_TIGHT = "找人、电话、编号、内容　Ctrl+F"


class RecordFilters(QWidget):
    """What the list shows. ``changed`` after any choice; ``leave_down``: ↓ or Enter in the find box.

    ``keys``: the CHOICE and LINK fields that can be chosen by; a month as well where the item has a day, unless
    ``months`` says that nobody looks for it by that.
    """

    changed = Signal()
    leave_down = Signal()

    def __init__(self, item: Item, keys: Iterable[str], parent: QWidget | None = None, months: bool = True) -> None:
        super().__init__(parent)
        self.item = item
        self.month = QuietCombo("月份")
        self.choices = {key: QuietCombo(item.fields[key].label) for key in keys}
        self._months = months and "event_on" in item.fields
        self.combos = [*([self.month] if self._months else []), *self.choices.values()]
        self._ids: tuple[int, ...] | None = None
        self.find = Line()
        self.find.setPlaceholderText(_FIND)
        self.find.setAccessibleName("查找")
        self.find.setClearButtonEnabled(True)
        self.few = QLabel()
        self.few.setProperty("look", "small")
        self.all = QPushButton("看全部")
        self.all.setProperty("look", "compact")
        self.all.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for combo in self.combos:
            combo.currentIndexChanged.connect(self._on_choice)
            row.addWidget(combo)
        row.addWidget(self.few)
        row.addWidget(self.all)
        row.addStretch()
        self.second = row
        self.first = QHBoxLayout()  # a page may put its own button beside the box
        self.first.setSpacing(px(8))
        self.first.addWidget(self.find, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(self.first)
        layout.addLayout(row)
        self._show_few()
        self._pause = QTimer(self, singleShot=True, interval=_TYPING)
        self._pause.timeout.connect(self.changed)
        self.find.textChanged.connect(self._on_typing)
        self.find.entered.connect(self._leave)

    def set_tight(self, tight: bool) -> None:
        """On a small window only the find box stays."""
        for combo in self.combos:
            combo.setVisible(not tight)
        self.find.setPlaceholderText(_FIND_TIGHT if tight else _FIND)

    def refresh(self, store: Store, names: Mapping[str, Mapping[str, str]]) -> None:
        """Fill the choices: months that have records, codes, registers (``names``: item key -> uid -> name)."""
        if self._months:
            months = [row[0] for row in store.rows(
                f"SELECT DISTINCT substr(event_on, 1, 7) FROM {self.item.key} WHERE deleted_at IS NULL "
                "AND event_on IS NOT NULL ORDER BY 1 DESC")]
            this_month = clock.today().isoformat()[:7]
            self.month.fill([("全部月份", "")] + [
                (f"{m[:4]}年{int(m[5:])}月", m) for m in sorted({this_month, *months}, reverse=True)])
        for key, combo in self.choices.items():
            field = self.item.fields[key]
            combo.fill([(f"全部{self.word_of(field)}", ""), *self.entries(field, names)])

    def word_of(self, field: Field) -> str:
        """What the choice of everything calls a field."""
        return field.label

    def entries(self, field: Field, names: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
        """(text, value) of what a field can be chosen by."""
        if field.kind is Kind.LINK:
            return [(name, uid) for uid, name in names.get(field.of, {}).items()]
        return [(code.brief, code.code) for code in codes.choices(field.of)]

    def wanted(self) -> Filter:
        """The filter as chosen."""
        month = self.month.currentData() or ""
        return Filter(first_day=f"{month}-01" if month else "", last_day=f"{month}-31" if month else "",
                      equal={key: combo.currentData() for key, combo in self.choices.items() if combo.currentData()},
                      text=self.find.text(), ids=self._ids)

    def is_narrow(self) -> bool:
        return self.wanted() != Filter()

    def only(self, ids: Iterable[int]) -> None:
        """Show certain records: those behind a number of a report."""
        self.clear(ids=tuple(ids))

    def clear(self, *_: object, ids: tuple[int, ...] | None = None) -> None:
        """Show everything again, or only ``ids``."""
        self.blockSignals(True)
        for combo in self.combos:
            combo.setCurrentIndex(0)
        self.find.clear()
        self._ids = ids
        self._show_few()
        self.blockSignals(False)
        self._pause.stop()
        self.changed.emit()

    def _show_few(self) -> None:
        self.few.setText(f"只看这 {len(self._ids)} 条" if self._ids is not None else "")
        self.few.setVisible(self._ids is not None)
        self.all.setVisible(self._ids is not None)

    def _on_choice(self, _: int) -> None:
        self.changed.emit()

    def _on_typing(self, _: str) -> None:
        self._pause.start()

    def _leave(self) -> None:
        """To the list, which by then must be the one that was asked for."""
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()
        self.leave_down.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.find.hasFocus():
            self._leave()
        else:
            super().keyPressEvent(event)
