"""Above the list: month, state, village, mediator, and one box that finds anything."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db import clock, codes
from db.database import Store
from db.repository import Filter
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.theme import px

WAITING = "waiting"  # of the states: all that has not been acknowledged, as the status line counts it
_TYPING = 150  # ms: a pause in typing, so that a fast typist searches once


class QuietCombo(QComboBox):
    """A combo that the wheel does not turn unless it has the keyboard."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def fill(self, entries: list[tuple[str, str]]) -> None:
        """Entries of (text, value), keeping what was chosen where it still exists."""
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        for text, value in entries:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)


class CaseFilters(QWidget):
    """What the list shows. ``changed`` after any choice; ``leave_down``: ↓ or Enter in the find box."""

    changed = Signal()
    leave_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = QuietCombo("月份")
        self.state = QuietCombo("上报状态")
        self.village = QuietCombo("村居")
        self.mediator = QuietCombo("调解员")
        self.find = Line()
        self.find.setPlaceholderText("找人、电话、编号、内容，拼音首字母也行　Ctrl+F")
        self.find.setAccessibleName("查找")
        self.find.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for combo in (self.month, self.state, self.village, self.mediator):
            combo.currentIndexChanged.connect(self._on_choice)
            row.addWidget(combo)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.find)
        layout.addLayout(row)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING)
        self._pause.timeout.connect(self.changed)
        self.find.textChanged.connect(self._on_typing)
        self.find.entered.connect(self._leave)

    def set_tight(self, tight: bool) -> None:
        """On a small window only the find box stays."""
        for combo in (self.month, self.state, self.village, self.mediator):
            combo.setVisible(not tight)

    def refresh(self, store: Store, names: dict[str, dict[str, str]]) -> None:
        """Fill the choices: months that have cases, the registers, the states."""
        months = [row[0] for row in store.rows(
            "SELECT DISTINCT substr(event_on, 1, 7) FROM mediation_case WHERE deleted_at IS NULL "
            "AND event_on IS NOT NULL ORDER BY 1 DESC")]
        this_month = clock.today().isoformat()[:7]
        self.month.fill([("全部月份", "")] + [
            (f"{m[:4]}年{int(m[5:])}月", m) for m in sorted({this_month, *months}, reverse=True)])
        self.state.fill([("全部状态", ""), ("待上报", WAITING)] + [(code.label, code.code) for code in codes.choices("report_state")])
        self.village.fill([("全部村居", "")] + [(name, uid) for uid, name in names["village"].items()])
        self.mediator.fill([("全部调解员", "")] + [(name, uid) for uid, name in names["mediator"].items()])

    def wanted(self) -> Filter:
        """The filter as chosen."""
        month = self.month.currentData() or ""
        chosen = {"report_state": self.state, "village": self.village, "mediator": self.mediator}
        waiting = chosen["report_state"].currentData() == WAITING
        if waiting:
            del chosen["report_state"]
        return Filter(first_day=f"{month}-01" if month else "", last_day=f"{month}-31" if month else "",
                      equal={key: combo.currentData() for key, combo in chosen.items() if combo.currentData()},
                      unequal={"report_state": "accepted"} if waiting else {},
                      text=self.find.text())

    def is_narrow(self) -> bool:
        return self.wanted() != Filter()

    def clear(self) -> None:
        """Show everything again."""
        self.blockSignals(True)
        for combo in (self.month, self.state, self.village, self.mediator):
            combo.setCurrentIndex(0)
        self.find.clear()
        self.blockSignals(False)
        self._pause.stop()
        self.changed.emit()

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
