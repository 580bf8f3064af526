"""The end of a 补录 sitting: what was keyed in, what is still missing, and where to go from here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.items.kinds import Record
from desktop_app.actions import sitting
from desktop_app.actions.session import Session
from desktop_app.actions.sitting import STACK, Sitting
from desktop_app.shown import show_money
from desktop_app.ui.kit.edit_sheet import EditSheet
from desktop_app.ui.kit.editors import Sources, make_editor
from desktop_app.ui.kit.figures_table import FiguresTable
from desktop_app.ui.kit.flow import Rows, Wrapped
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.theme import font, px

TALL = 400  # units of theme.px: below this what is missing is told in small type


class _Table(FiguresTable):
    """To be read; digits belong to the page."""

    def __init__(self) -> None:
        super().__init__("录了什么")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()  # also letters: whoever types on blindly changes nothing

    def show_lines(self, found: sitting.Summary) -> None:
        """Types down, outcomes across, the sum in bold on top."""
        heads = ["纠纷类型", *found.columns, "件数", "金额/元"]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(found.lines))
        for row, line in enumerate(found.lines):
            texts = [line.label, *(str(n) if n else "" for n in line.counts), str(line.cases),
                     "没写" if line.amount is None else show_money(line.amount)]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if not row:
                    item.setFont(font(bold=True))
                self.setItem(row, column, item)
        for column in range(len(heads)):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self.horizontalHeaderItem(column).setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setCurrentCell(0, 0)
        self._fit()

    def _fit(self) -> None:
        """The types take the room that the numbers leave."""
        if self.columnCount():
            numbers = sum(self.columnWidth(column) for column in range(1, self.columnCount()))
            self.setColumnWidth(0, max(px(128), self.viewport().width() - numbers))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()


class SittingEnd(QWidget):
    """``wanted(wish)``: cases | print | leave. ``more(count)``: so many slips turned up."""

    wanted = Signal(str)
    more = Signal(int)

    def __init__(self, session: Session, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, sources
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.table = _Table()
        self.missing = Wrapped()
        buttons = Rows()
        self.buttons = []
        for n, (text, wish) in enumerate((("看案件", "cases"), ("打印登记单", "print"), ("还有几张", "more"),
                                          ("返回", "leave")), 1):
            button = QPushButton(f"{n}　{text}" if wish != "leave" else f"{text} Esc")
            button.setAccessibleName(text)
            button.setProperty("wish", wish)
            button.setProperty("look", "primary" if n == 1 else "")
            button.clicked.connect(self._on_button)
            buttons.add(button)
            self.buttons.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(14))
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.missing)
        layout.addWidget(buttons)

    def show_end(self, stack: Sitting, done: Sequence[Record]) -> None:
        """Tell what a sitting brought."""
        self.title.setText(f"✓ 录了 {len(done)} 张，就录到这里" if stack.stopped else f"✓ {len(done)}/{stack.planned} 录完了")
        found = sitting.summary(self._session, done)
        self.table.show_lines(found)
        lacking = "、".join(f"{label} {count} 件" for label, count in found.missing)
        self.missing.setText(f"上报还差：{lacking}。不影响已经存的，在案件里按 F8 一处一处补。" if lacking else "上报要的都齐了。")

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        set_mark(self.missing, "look", "missing" if self.height() < px(TALL) else "label-missing")

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < 3 and not event.modifiers():
            self.buttons[place].click()
        else:
            super().keyPressEvent(event)

    def _on_button(self) -> None:
        button = self.sender()
        if button.property("wish") != "more":
            self.wanted.emit(button.property("wish"))
            return
        sheet = EditSheet("还有几张", make_editor(STACK.fields["planned"], self._sources), button)
        sheet.done.connect(self._on_count)
        sheet.closed.connect(self._on_closed)

    def _on_closed(self, ours: bool) -> None:
        if ours:
            self.enter()

    def _on_count(self, count: int | None) -> None:
        if count:
            self.more.emit(count)
