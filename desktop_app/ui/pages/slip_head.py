"""Above a slip: which of how many it is, and what the stack keeps, each changed by Alt and its digit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from db import clock
from desktop_app.actions.sitting import STACK, Sitting, keep_value, kept_values
from desktop_app.entry.line_form import State
from desktop_app.entry.slip_form import Reading
from desktop_app.shown import show_date
from desktop_app.ui.kit.chips import Chip
from desktop_app.ui.kit.edit_sheet import EditSheet
from desktop_app.ui.kit.editors import make_editor
from desktop_app.ui.kit.flow import Rows
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px

KEYS = ("village", "mediator", "mediation_date", "planned", "paper_slip_no")
_ELSEWHERE = ("planned", "paper_slip_no")  # told in other places too; their keys work all the same


class SlipHead(QWidget):
    """``kept``: a value of the stack was changed; ``closed``: the sheet for it is gone (see EditSheet)."""

    kept = Signal()
    closed = Signal(bool)

    def __init__(self, sources: StoreSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._stack, self._values = Sitting(1), STACK.blank()
        self.counter = QLabel()
        self.counter.setProperty("look", "title")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("录了几张")
        self.bar.setMinimumWidth(px(40))
        self.bar.setMaximumWidth(px(240))
        self._chips = Rows()
        self.chips = {key: Chip(f"Alt+{n}", STACK.fields[key].label) for n, key in enumerate(KEYS, 1)}
        for n, chip in enumerate(self.chips.values(), 1):
            chip.clicked.connect(self._on_chip)
            QShortcut(QKeySequence(f"Alt+{n}"), self, chip.click)
            self._chips.add(chip)
        self.row = QHBoxLayout()  # a page may put something behind the bar
        self.row.setSpacing(px(20))
        self.row.addWidget(self.counter)
        self.row.addWidget(self.bar)
        self.row.addStretch()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(self.row)
        self._layout.addWidget(self._chips)

    def set_room(self, gap: int, few: bool, none: bool) -> None:
        """``few``: only the chips that are told nowhere else, and a short bar; ``none``: no chips at all."""
        self.bar.setMaximumWidth(px(60 if few else 240))
        self._layout.setSpacing(px(gap))
        for key in _ELSEWHERE:
            self.chips[key].setVisible(not few)
        self._chips.setVisible(not none)

    def show_stack(self, stack: Sitting, reading: Reading) -> None:
        """How far it went, and what holds for the present slip."""
        self.counter.setText(f"第 {len(stack.done) + 1} 张 / 共 {stack.planned} 张")
        self.bar.setMaximum(stack.planned)
        self.bar.setValue(len(stack.done))
        self._stack, self._values = stack, kept_values(stack, reading)
        names, day = self._sources.all_names(), self._values["mediation_date"]
        today = day == clock.today().isoformat()
        carried = not (today or stack.slip.date or reading.line.date)
        values = {"village": (names.get(stack.village or "", ""), True),
                  "mediator": (names.get(stack.mediator or "", ""), True),
                  "mediation_date": (f"{'今天 ' if today else ''}{show_date(day)}", carried),
                  "planned": (f"{stack.planned} 张", False), "paper_slip_no": (stack.number, False)}
        counted = stack.number and not stack.slip.number
        self.chips["paper_slip_no"].caption = "纸质单号" + ("（接着数）" if counted else "")
        for key, (text, kept) in values.items():
            self.chips[key].show_value(text, State.STICKY if kept else State.CERTAIN, "没填")

    def _on_chip(self) -> None:
        key, chip = next((key, chip) for key, chip in self.chips.items() if chip is self.sender())
        editor = make_editor(STACK.fields[key], self._sources)
        editor.set_value(self._values[key])
        sheet = EditSheet(STACK.fields[key].label, editor, chip if chip.isVisible() else self.counter)
        sheet.setProperty("key", key)
        sheet.closed.connect(self.closed)
        sheet.done.connect(self._on_done)

    def _on_done(self, value: object) -> None:
        keep_value(self._stack, self.sender().property("key"), value)
        self.kept.emit()
