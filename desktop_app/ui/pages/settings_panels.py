"""The panels of 设置: a few fields with one button; the time limits under the names of what they belong to."""

from dataclasses import asdict
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.check import shipped_limits
from db.items.kinds import Field, Kind
from desktop_app.actions.sight import LARGEST, SMALLEST, STEP, Sight
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.form import LEAST
from desktop_app.ui.kit.grid import FieldCell, FieldGrid
from desktop_app.ui.kit.options import OptionsEditor
from desktop_app.ui.kit.texts import NumberEditor
from desktop_app.ui.theme import px

_SIZES = {float(size): f"{size} 磅" for size in range(SMALLEST, LARGEST + 1, STEP)}
_SWITCHES = (("high_contrast", "高对比", "黑底白字，正在用的地方有粗黄框。打印和预览还是白纸黑字。"),
             ("large_pointer", "大指针和粗光标", "鼠标的箭头放大两倍半，打字的竖线加粗。"))


class Panel(QScrollArea):
    """A few fields with one button, in one column, scrolling when the text is large."""

    save = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = FieldGrid("", (), Sources(), self)
        self.lead = Wrapped("", self)
        self.keep = QPushButton("保存　Ctrl+S", self)
        self.keep.setProperty("look", "primary")
        self.keep.setAccessibleName("保存")
        canvas = QWidget(self)
        canvas.setProperty("look", "canvas")
        box = QVBoxLayout(canvas)
        box.setContentsMargins(px(4), px(4), px(16), px(4))
        box.setSpacing(px(5))
        self.grid.setMaximumWidth(px(900))
        box.addWidget(self.lead)
        box.addWidget(self.grid)
        box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(px(LEAST))
        self.setWidget(canvas)
        self.keep.clicked.connect(self.save)
        self.grid.ended.connect(self.save)

    def enter(self) -> None:
        self.grid.enter_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grid.arrange(1, not self.grid.fits_beside(self.viewport().width() - px(20)), self.grid.label_width())


class SightPanel(Panel):
    """Text size, contrast, pointer. ``wished(name, value)``: one of the fields of Sight, to be changed at once."""

    wished = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead.setText("选看得清的，整个窗口马上跟着变，下次打开还是这样。")
        self.keep.hide()  # there is nothing to wait for
        self.grid.setMaximumWidth(px(1100))  # all sizes in one row
        self.smaller, self.larger = QPushButton("－ 小一点　Ctrl+减号"), QPushButton("＋ 大一点　Ctrl+加号")
        row = Rows(parent=self)
        for button, name in ((self.smaller, "字小一点"), (self.larger, "字大一点")):
            button.setAccessibleName(name)
            row.add(button)
        self.widget().layout().insertWidget(1, row)
        self._add(OptionsEditor(Field("points", "字号"), _SIZES))
        for key, label, about in _SWITCHES:
            self._add(OptionsEditor(Field(key, label, Kind.FLAG), {True: "开", False: "关"})).explain(about)
        sample = Wrapped("高兴民与隋建波因树枝遮光发生邻里纠纷，口头和解，赔 300 元。", self)
        self.widget().layout().insertWidget(3, sample)

    def _add(self, editor: OptionsEditor) -> FieldCell:
        cell = self.grid.add(editor)
        editor.options.erasable = False
        editor.options.digit_picked.disconnect(editor.committed)  # who tries one size may want the next
        editor.name_it(editor.field.label)
        editor.changed.connect(self._on_changed)
        return cell

    def show_sight(self, sight: Sight) -> None:
        """A size between two of those offered shows as the nearest."""
        near = min(_SIZES, key=lambda size: abs(size - sight.points))
        self.grid.set_values(asdict(sight) | {"points": near})

    def stops(self) -> list[QWidget]:
        return [self.smaller, self.larger, *self.grid.stops()]

    def _on_changed(self) -> None:
        editor = self.sender()
        self.wished.emit(editor.field.key, editor.value())

    def standing(self) -> int:
        """Which of ``stops`` has the keyboard; -1 for none."""
        now = QApplication.focusWidget()
        return self.stops().index(now) if now in self.stops() else -1


class LimitsPanel(Panel):
    """The time limits, under the names of what they belong to, each with its ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grids: dict[str, FieldGrid] = {}
        for key, entry in shipped_limits().items():
            field = Field(key, f"{entry['label']}（{entry['unit']}）", Kind.NUMBER, hint=str(entry["value"]))
            unsure = "" if entry["verified"] or "未核实" in entry["basis"] else "（未核实，可以改）"
            cell = self._grid(entry["group"]).add(NumberEditor(field))
            cell.explain(f"依据：{entry['basis']}{unsure}")
            cell.editor.name_it(field.label)
        for one, other in pairwise(self.grids.values()):
            one.ended.disconnect()
            one.ended.connect(other.enter_first)
        QWidget.setTabOrder(list(self.grids.values())[-1].stops()[-1], self.keep)

    def _grid(self, group: str) -> FieldGrid:
        if group not in self.grids:
            heading = QLabel(group, self)
            heading.setProperty("look", "heading")
            box = self.widget().layout()
            if self.grids:
                grid = FieldGrid("", (), Sources(), self)
                grid.setMaximumWidth(px(900))
                grid.ended.connect(self.save)
                box.insertWidget(box.indexOf(self.keep), grid)
            else:
                grid = self.grid
            box.insertWidget(box.indexOf(grid), heading)
            self.grids[group] = grid
        return self.grids[group]

    def cells(self) -> list[FieldCell]:
        """Every limit's cell."""
        return [cell for grid in self.grids.values() for cell in grid.cells.values()]

    def values(self) -> dict[str, int | None]:
        return {cell.field.key: cell.editor.value() for cell in self.cells()}

    def set_values(self, changed: dict[str, int]) -> None:
        """Show the office's own values; the shipped ones stand in the empty fields."""
        for grid in self.grids.values():
            grid.set_values({key: changed.get(key) for key in grid.cells})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        labels = max(grid.label_width() for grid in self.grids.values())
        for grid in self.grids.values():
            grid.arrange(1, not grid.fits_beside(self.viewport().width() - px(20)), labels)
