"""A person's file to read: what is due, the registers with their digits, and everything that happened, newest first."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from db import clock, codes
from db.identity import age_on
from db.items import Item, registers_of
from db.items.kinds import Due, Record
from desktop_app.actions.persons import Event
from desktop_app.ui.kit.badge import badge_size, paint_badge
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.kit.row_list import Row, RowList
from desktop_app.ui.kit.shown import show_date
from desktop_app.ui.kit.urgency import urgency
from desktop_app.ui.pages.record_view import Names, RecordView
from desktop_app.ui.theme import Tone, colour, font, px

MOST_DUES = 3
_KEYS = "1234567890"  # the digits that reach the registers


class DueButton(QAbstractButton):
    """One thing due: how urgent it is, and what. Pressing it goes where it is done."""

    def __init__(self, due: Due, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = due
        self._tone, self._word = urgency(date.fromisoformat(due.on))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{self._word} {due.what}")
        self.setToolTip(f"{show_date(due.on)} {due.what}")

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(badge_size(self._word).width() + metrics.horizontalAdvance(self.due.what) + px(36), px(44))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("primary" if self.hasFocus() else "line"))
        painter.setBrush(colour("primary_soft" if self.hasFocus() else "white"))
        box = self.rect().adjusted(1, 1, -2, -2)
        painter.drawRoundedRect(box, px(8), px(8))
        badge = box.adjusted(px(8), 0, 0, 0)
        paint_badge(painter, badge, self._tone, self._word)
        painter.setPen(colour("ink"))
        painter.setFont(font())
        words = badge.adjusted(badge_size(self._word).width() + px(10), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.due.what)


class PersonView(RecordView):
    """``entering(register key)``: a new entry; ``opening(register key, uid)``: an entry; ``due(Due)``: one was pressed.
    What other records call 再来一条 brings a file to its end here."""

    AGAIN = "办结束 F6"

    entering = Signal(str)
    opening = Signal(str, str)
    due = Signal(object)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self.dues = QWidget()
        self._dues_row = Flow(self.dues)
        self.registers: dict[str, QPushButton] = {}
        chooser = QWidget()
        row = Flow(chooser)
        for key, register in zip(_KEYS, registers_of(item), strict=False):
            button = QPushButton(f"{key} {register.label}")
            button.setProperty("look", "compact")
            button.setProperty("register", register.key)
            button.setAccessibleName(f"登记{register.label}，按 {key}")
            button.clicked.connect(self._on_register)
            self.registers[register.key] = button
            row.addWidget(button)
        self.close_file = self.buttons[2]
        self.close_file.setToolTip("解除、终止、迁出，或期满、失联等变动")
        self.timeline = RowList(badge=104)
        self.timeline.setAccessibleName("经过，最近的在前")
        self.timeline.setMinimumHeight(px(48) * 6)
        self.timeline.itemActivated.connect(self._on_event)
        for place, widget in enumerate((self.dues, chooser, self.timeline), 1):
            self.column.insertWidget(place, widget)

    def register_at(self, digit: str) -> str:
        """Key of the register that a digit reaches; '' for none."""
        return dict(zip(_KEYS, self.registers, strict=False)).get(digit, "")

    def title_of(self, record: Record) -> str:
        years = age_on(record.get("birth"), clock.today())
        parts = (record["name"] or "没有写姓名", codes.brief("sex", record["sex"]),
                 f"{years}岁" if years is not None else "",
                 codes.label(self.item.fields["status"].of, record["status"]), "未成年" if record.get("juvenile") else "")
        return "　".join(filter(None, parts))

    def about_of(self, record: Record, names: Names) -> Sequence[str]:
        return (names.get(record.get("village") or "", ""), *super().about_of(record, names))

    def show_person(self, dues: Sequence[Due], events: Sequence[Event]) -> None:
        """What is due, how many entries each register has, and the timeline."""
        while (old := self._dues_row.takeAt(0)) is not None:
            old.widget().hide()
            old.widget().deleteLater()
        for due in dues[:MOST_DUES]:
            button = DueButton(due)
            button.clicked.connect(self._on_due)
            self._dues_row.addWidget(button)
            button.show()
        self.dues.setVisible(bool(dues))
        counts = {key: sum(event.item_key == key for event in events) for key in self.registers}
        for digit, (register, button) in zip(_KEYS, zip(registers_of(self.item), self.registers.values(), strict=True),
                                             strict=False):
            count = counts[register.key]
            button.setText(f"{digit} {register.label}" + (f" {count}" if count else ""))
        self.timeline.show_rows([Row(Tone.INFO if event.uid else Tone.PLAIN, event.word, f"{show_date(event.on)}　{event.text}",
                                     "", event.uid, (), event.item_key) for event in events])

    def _on_register(self) -> None:
        self.entering.emit(self.sender().property("register"))

    def _on_event(self) -> None:
        row = self.timeline.current()
        if row and row.uid:
            self.opening.emit(row.what, row.uid)
        elif row:
            self.edit.emit()

    def _on_due(self) -> None:
        self.due.emit(self.sender().due)
