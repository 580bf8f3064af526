"""A month to step through, or any two days."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db import clock
from db.errors import KnownError
from db.items.kinds import Field, Kind
from desktop_app.actions.period import Period
from desktop_app.ui.kit.texts import DateEditor
from desktop_app.ui.theme import px


class PeriodChooser(QObject):
    """Three widgets for the page to place: ``month`` (‹ 2022年9月 ›), ``any`` (任意时段) and ``days`` (从 … 到 …).

    ``changed``: ``period()`` is another one now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.month, self.days = QWidget(parent), QWidget(parent)
        self._period = Period.month(clock.today().isoformat()[:7])
        self.before = self._step("‹", "前一个时段", self.back)
        self.label = QLabel(self.month)
        self.label.setProperty("look", "name")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.after = self._step("›", "后一个时段", self.forth)
        self.any = QPushButton("任意时段", parent)
        self.any.setCheckable(True)
        self.any.toggled.connect(self._on_any)
        self.first = self._day("first_day", "从")
        self.until = QLabel("到", self.days)
        self.last = self._day("last_day", "到")
        self.fault = QLabel(self.days)
        self.fault.setProperty("look", "fault")
        for part, widgets in ((self.month, (self.before, self.label, self.after)),
                              (self.days, (self.first, self.until, self.last, self.fault))):
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(8))
            for widget in widgets:
                row.addWidget(widget)
        self._on_any(False)
        self._say()

    def _step(self, text: str, name: str, slot: object) -> QPushButton:
        button = QPushButton(text, self.month)
        button.setProperty("look", "compact")
        button.setAccessibleName(name)
        button.setMinimumSize(px(44), px(44))
        button.clicked.connect(slot)
        return button

    def _day(self, key: str, label: str) -> DateEditor:
        editor = DateEditor(Field(key, label, Kind.DATE, ahead=True), self.days)
        editor.setFixedWidth(px(150))
        editor.name_it({"从": "时段的第一天", "到": "时段的最后一天"}[label])
        editor.settled.connect(self._on_days)
        editor.committed.connect(self._on_days)
        return editor

    def period(self) -> Period:
        return self._period

    def show_period(self, period: Period) -> None:
        """Choose a period from outside; without a signal."""
        self._period = period
        self._say()

    def _say(self) -> None:
        self.label.setText(self._period.label)
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance("2022年第三季度 "))
        self.first.set_value(self._period.first_day)
        self.last.set_value(self._period.last_day)
        self.fault.hide()

    def _choose(self, period: Period) -> None:
        if period != self._period:
            self.show_period(period)
            self.changed.emit()

    def back(self) -> None:
        """The month before, or the span of the same length."""
        self._choose(self._period.moved(-1))

    def forth(self) -> None:
        """The month after, or the span of the same length."""
        self._choose(self._period.moved(1))

    def choose_span(self, months: int) -> None:
        """The month, quarter, half-year or year in which the present period ends."""
        self._choose(Period.span_of(self._period.last_day, months))

    def _on_any(self, on: bool) -> None:
        self.days.setVisible(on)
        self.fault.hide()
        if on:
            self.first.enter()
        elif not self._period.months:
            self._choose(self._period.stepped(0))

    def _on_days(self) -> None:
        """Take the two days as soon as both can be read; otherwise say what is wrong and keep the old period."""
        first, last = self.first.value(), self.last.value()
        if not first or not last:
            self._complain(self.first.fault() or self.last.fault() or "请写上两个日期")
            return
        try:
            period = Period.of_days(date.fromisoformat(first), date.fromisoformat(last))
        except KnownError as error:
            self._complain(error.what)
            return
        self.fault.hide()
        self._choose(period)

    def _complain(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.show()
