"""A person's file to read: what is due, the registers with their digits, and everything that happened, newest first."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db import clock, codes
from db.identity import age_on
from db.items import Item, registers_of
from db.items.kinds import Due, Record
from desktop_app.actions.persons import Event
from desktop_app.shown import show_date
from desktop_app.ui.kit.due_button import DueButton
from desktop_app.ui.kit.flow import Rows
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.pages.record_view import Names, RecordView
from desktop_app.ui.theme import Tone, px

MOST_DUES = 3
NEWEST = 10  # lines of the timeline that are shown before all are asked for
_KEYS = "1234567890"  # the digits that reach the registers
_LINE = 48  # units of theme.px: a line of the timeline
_EARLIER = "earlier"  # what the last line leads to when not all are shown


class PersonView(RecordView):
    """``entering(register key)``: a new entry; ``opening(register key, uid)``: an entry; ``due(Due)``: one was pressed.
    What other records call 再来一条 brings a file to its end here."""

    EDIT = "资料 F4"
    AGAIN = "办结束 F6"

    entering = Signal(str)
    opening = Signal(str, str)
    due = Signal(object)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._events: list[Event] = []
        self.dues = Rows()
        self._dues_row = self.dues.row
        self.registers: dict[str, QPushButton] = {}
        chooser = Rows()
        for key, register in zip(_KEYS, registers_of(item), strict=False):
            button = QPushButton(f"{key} {register.label}")
            button.setProperty("look", "compact")
            button.setProperty("register", register.key)
            button.clicked.connect(self._on_register)
            self.registers[register.key] = button
            chooser.add(button)
        self.close_file = self.buttons[2]
        self.close_file.setToolTip("解除、终止、迁出，或期满、失联等变动")
        self.timeline = RowList()
        self.timeline.setAccessibleName("经过，最近的在前，回车打开")
        self.timeline.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page scrolls as a whole
        self.timeline.itemActivated.connect(self._on_event)
        self.timeline.currentRowChanged.connect(self._on_line)
        self.column.insertWidget(1, self.dues)
        self.column.insertWidget(2, chooser)
        self.column.insertWidget(4, self.timeline)  # after the links

    def register_at(self, digit: str) -> str:
        """Key of the register that a digit reaches; '' for none."""
        return dict(zip(_KEYS, self.registers, strict=False)).get(digit, "")

    def title_of(self, record: Record) -> str:
        years = age_on(record.get("birth"), clock.today())
        parts = (record["name"] or "没有写姓名", codes.brief("sex", record["sex"]),
                 f"{years}岁" if years is not None else "",
                 codes.label(self.item.fields["status"].of, record["status"]))
        return "　".join(filter(None, parts))

    def about_of(self, record: Record, names: Names) -> Sequence[str]:
        return ("未成年" if record.get("juvenile") else "", names.get(record.get("village") or "", ""),
                *super().about_of(record, names))

    def show_person(self, dues: Sequence[Due], events: Sequence[Event], ending: str) -> None:
        """What is due, how many entries each register has, the timeline; ``ending``: what F6 does, '' for nothing."""
        self._show_dues(dues)
        for digit, (key, button) in zip(_KEYS, self.registers.items(), strict=False):
            word, count = button.text().split()[1], sum(event.item_key == key for event in events)
            button.setText(f"{digit} {word}" + (f" {count}" if count else ""))
            button.setAccessibleName(f"登记{word}，已有 {count} 次，按 {digit}")
        self._events = list(events)
        self._show_events(NEWEST)
        self.close_file.setText(ending)
        self.close_file.setAccessibleName(ending.split()[0] if ending else "")
        self.close_file.setVisible(bool(ending))
        self._order()

    def _show_dues(self, dues: Sequence[Due]) -> None:
        while (old := self._dues_row.takeAt(0)) is not None:
            old.widget().hide()
            old.widget().deleteLater()
        for due in dues[:MOST_DUES]:
            button = DueButton(due)
            button.clicked.connect(self._on_due)
            self._dues_row.addWidget(button)
            button.show()
        self.dues.setVisible(bool(dues))

    def _show_events(self, most: int) -> None:
        shown = self._events if len(self._events) <= most + 1 else self._events[:most]  # no line instead of one line
        rows = [Row(Tone.INFO if event.uid else Tone.PLAIN, event.word, f"{show_date(event.on)}　{event.text}", "",
                    event.uid, (event.field,), event.item_key) for event in shown]
        if left := len(self._events) - len(shown):
            rows.append(Row(Tone.PLAIN, "更早", f"还有 {left} 条，按回车都列出来", "", "", (), _EARLIER))
        self.timeline.show_rows(rows)
        self.timeline.setFixedHeight(px(_LINE) * max(len(rows), 1) + 2 * self.timeline.frameWidth())

    def choose_event(self, uid: str) -> None:
        """The keyboard to the line of an entry."""
        place = next((n for n, event in enumerate(self._events) if event.uid == uid), 0)
        if place >= self.timeline.count() or self.timeline.rows()[place].what == _EARLIER:
            self._show_events(len(self._events))
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        self.timeline.setCurrentRow(place)
        self._on_line()

    def take_keyboard(self) -> None:
        """To what is most urgent, else to what happened last."""
        first = self._dues_row.itemAt(0)
        (first.widget() if first else self.timeline).setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Tab follows the eye; buttons made anew would come last."""
        dues = [self._dues_row.itemAt(n).widget() for n in range(self._dues_row.count())]
        links = [self._links_row.itemAt(n).widget() for n in range(self._links_row.count())]
        for one, other in pairwise((*self.gates.values(), *dues, *self.registers.values(), *links, self.timeline)):
            QWidget.setTabOrder(one, other)

    def _on_register(self) -> None:
        self.entering.emit(self.sender().property("register"))

    def _on_event(self) -> None:
        row = self.timeline.current()
        if row and row.what == _EARLIER:
            self._show_events(len(self._events))
        elif row and row.uid:
            self.opening.emit(row.what, row.uid)
        elif row:
            self.fix.emit(row.path)

    def _on_line(self) -> None:
        """The page follows the chosen line."""
        if self.timeline.hasFocus() and self.timeline.currentItem():
            line = self.timeline.visualItemRect(self.timeline.currentItem())
            place = self.timeline.mapTo(self.scroll.widget(), line.center())
            self.scroll.ensureVisible(0, place.y(), 0, px(_LINE))

    def _on_due(self) -> None:
        self.due.emit(self.sender().due)
