"""The panels of 设置: a few fields with one button; the time limits under the names of what they belong to."""

from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.check import shipped_limits
from db.items.kinds import Field, Kind, Record
from desktop_app.actions import tabs
from desktop_app.actions.sight import LARGEST, SMALLEST, STEP, Sight
from desktop_app.ui.kit.editor import Editor, Sources
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.form import LEAST
from desktop_app.ui.kit.grid import FieldCell, FieldGrid
from desktop_app.ui.kit.options import OptionsEditor
from desktop_app.ui.kit.texts import NumberEditor
from desktop_app.ui.theme import px

_WIDTH = 1100  # of a grid at most, units of theme.px: all sizes of the text in one row
_ON_OFF = {True: "开", False: "关"}
_ABOUT_TABS = "用不着的标签可以关掉，记过的东西都还在，再打开就看得见。今日、纠纷调解、上报统计总是开着。"
_SIZES = {float(size): f"{size} 磅" for size in range(SMALLEST, LARGEST + 1, STEP)}
_SWITCHES = (("high_contrast", "高对比", "黑底白字，正在用的地方有粗黄框。打印和预览还是白纸黑字。"),
             ("large_pointer", "大指针和粗光标", "鼠标的箭头放大两倍半，打字的竖线加粗。"))


class Panel(QScrollArea):
    """Groups of a few fields with one button, in one column, scrolling when the text is large."""

    save = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grids: dict[str, FieldGrid] = {}
        self.lead = Wrapped("", self)
        self.keep = QPushButton("保存　Ctrl+S", self)
        self.keep.setProperty("look", "primary")
        self.keep.setAccessibleName("保存")
        canvas = QWidget(self)
        canvas.setProperty("look", "canvas")
        box = QVBoxLayout(canvas)
        box.setContentsMargins(px(4), px(4), px(16), px(4))
        box.setSpacing(px(5))
        box.addWidget(self.lead)
        box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(px(LEAST))
        self.setWidget(canvas)
        self.keep.clicked.connect(self.save)

    def add(self, editor: Editor, group: str = "", about: str = "") -> FieldCell:
        """One more field, at the end of its group; ``about`` is said under the heading when the group begins."""
        if group not in self._grids:
            self._begin(group, about)
        cell = self._grids[group].add(editor)
        editor.name_it(editor.field.label)
        QWidget.setTabOrder(self.stops()[-1], self.keep)  # the button was made before the fields
        return cell

    def _begin(self, group: str, about: str) -> None:
        for text, look in ((group, "heading"), (about, "")):
            if text:
                label = Wrapped(text, self)
                label.setProperty("look", look)
                self.insert(label)
        grid = FieldGrid("", (), Sources(), self)
        grid.setMaximumWidth(px(_WIDTH))
        self.insert(grid)
        for last in list(self._grids.values())[-1:]:
            last.ended.disconnect()
            last.ended.connect(grid.enter_first)
        grid.ended.connect(self.save)
        self._grids[group] = grid

    def insert(self, widget: QWidget) -> None:
        """Below what is there, above the button."""
        box = self.widget().layout()
        box.insertWidget(box.indexOf(self.keep), widget)

    @property
    def cells(self) -> dict[str, FieldCell]:
        """Every field by its key, in the order of the panel."""
        return {key: cell for grid in self._grids.values() for key, cell in grid.cells.items()}

    def values(self) -> Record:
        return {key: cell.editor.value() for key, cell in self.cells.items()}

    def set_values(self, values: Record) -> None:
        """Show values by key; a field without one is empty."""
        for grid in self._grids.values():
            grid.set_values(values)

    def faults(self) -> list[str]:
        """What cannot be read."""
        return [fault for cell in self.cells.values() if (fault := cell.editor.fault())]

    def stops(self) -> list[QWidget]:
        return [stop for grid in self._grids.values() for stop in grid.stops()]

    def keep_shown(self) -> None:
        """Ctrl+S."""
        self.save.emit()

    def enter(self) -> None:
        next(iter(self._grids.values())).enter_first()

    def back(self) -> bool:
        """Esc: there is nothing to leave."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        labels = max(grid.label_width() for grid in self._grids.values())
        for grid in self._grids.values():
            grid.arrange(1, not grid.fits_beside(self.viewport().width() - px(20)), labels)


class SightPanel(Panel):
    """Text size, contrast, pointer, and which tabs there are: all at once. ``wished(name, value)``: one of the fields of
    Sight is to change; ``switched(tab, on)``: a tab."""

    wished = Signal(str, object)
    switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead.setText("选看得清的，整个窗口马上跟着变，下次打开还是这样。")
        self.keep.hide()  # there is nothing to wait for
        self.smaller, self.larger = QPushButton("－ 小一点　Ctrl+减号"), QPushButton("＋ 大一点　Ctrl+加号")
        row = Rows(parent=self)
        for button, name in ((self.smaller, "字小一点"), (self.larger, "字大一点")):
            button.setAccessibleName(name)
            row.add(button)
        self.insert(row)
        self._add(OptionsEditor(Field("points", "字号"), _SIZES)).editor.changed.connect(self._on_changed)
        for key, label, about in _SWITCHES:
            cell = self._add(OptionsEditor(Field(key, label, Kind.FLAG), _ON_OFF))
            cell.explain(about)
            cell.editor.changed.connect(self._on_changed)
        self.insert(Wrapped("高兴民与隋建波因树枝遮光发生邻里纠纷，口头和解，赔 300 元。", self))
        for tab in tabs.TABS:
            if not tab.fixed:
                self._add(OptionsEditor(Field(tab.key, tab.label, Kind.FLAG), _ON_OFF), "标签", _ABOUT_TABS
                          ).editor.changed.connect(self._on_switched)

    def _add(self, editor: OptionsEditor, group: str = "", about: str = "") -> FieldCell:
        cell = self.add(editor, group, about)
        editor.options.erasable = False
        editor.options.digit_picked.disconnect(editor.committed)  # who tries one size may want the next
        return cell

    def show_sight(self, sight: Sight, shown: Mapping[str, bool]) -> None:
        """A size between two of those offered shows as the nearest. ``shown``: which tabs there are, by key."""
        near = min(_SIZES, key=lambda size: abs(size - sight.points))
        self.set_values(asdict(sight) | {"points": near} | shown)

    def stops(self) -> list[QWidget]:
        return [self.smaller, self.larger, *super().stops()]

    def _on_changed(self) -> None:
        editor = self.sender()
        self.wished.emit(editor.field.key, editor.value())

    def _on_switched(self) -> None:
        editor = self.sender()
        self.switched.emit(editor.field.key, editor.value())

    def standing(self) -> int:
        """Which of ``stops`` has the keyboard; -1 for none."""
        now = QApplication.focusWidget()
        return self.stops().index(now) if now in self.stops() else -1


class LimitsPanel(Panel):
    """The time limits, under the names of what they belong to, each with its ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead.setText("到了期限只提醒，从不拦着保存。空着就用程序自带的数；依据没有核实的，请按本地现行规定改。")
        for key, entry in shipped_limits().items():
            field = Field(key, f"{entry['label']}（{entry['unit']}）", Kind.NUMBER, hint=str(entry["value"]))
            unsure = "" if entry["verified"] or "未核实" in entry["basis"] else "（未核实，可以改）"
            self.add(NumberEditor(field), entry["group"]).explain(f"依据：{entry['basis']}{unsure}")
