"""The summary on the screen: groups with their figures, 其中 lines indented, every number a way to its records."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem, QWidget

from desktop_app.exchange.summary import Line, Number
from desktop_app.ui.kit.figures_table import FiguresTable
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.theme import colour, font, px

COLUMNS = ("month", "year", "last_year", "end")
_FIRST = 2  # the column of the first number
_WIDTHS = (70, 110, 110, 110, 110)  # of all columns but the first, units of theme.px
_LABEL = 260  # least width of the first column, which takes what is left; in less room the table is moved sideways
_KEY = Qt.ItemDataRole.UserRole


def _said(number: Number) -> str:
    return "" if number is None else f"{number:,}"


class SummaryTable(FiguresTable):
    """``wanted(figure key, column)``: Enter or double click on a number; column is one of COLUMNS."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("汇总表，回车看数字后面的记录", parent)
        self.setColumnCount(1 + len(_WIDTHS))
        self.cellDoubleClicked.connect(self._on_cell)

    def show_lines(self, lines: Sequence[Line], month_word: str) -> None:
        """Show the lines, keeping the place."""
        place = (self.currentRow(), self.currentColumn())
        self.clear()
        self.clearSpans()
        self.setHorizontalHeaderLabels(["指标", "单位", month_word, "本年累计", "上年同期", "期末数"])
        for place_of in range(self.columnCount()):
            side = Qt.AlignmentFlag.AlignRight if place_of >= _FIRST else Qt.AlignmentFlag.AlignLeft
            self.horizontalHeaderItem(place_of).setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        groups = list(dict.fromkeys(line.group for line in lines))
        self.setRowCount(len(lines) + len(groups))
        row = 0
        for group in groups:
            self._head(row, group)
            row += 1
            for line in (line for line in lines if line.group == group):
                self._line(row, line)
                row += 1
        self._fit()
        self.setCurrentCell(max(place[0], 1), max(place[1], _FIRST))

    def _head(self, row: int, group: str) -> None:
        item = QTableWidgetItem(group)
        item.setFont(font(bold=True))
        item.setForeground(colour("primary"))
        item.setBackground(colour("paper"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(row, 0, item)
        self.setSpan(row, 0, 1, self.columnCount())

    def _line(self, row: int, line: Line) -> None:
        texts = [f"　　{line.label}" if line.child else line.label, line.unit,
                 *(_said(getattr(line, column)) for column in COLUMNS)]
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(line.definition)
            item.setData(_KEY, line.key)
            if line.child and not place:
                item.setForeground(colour("muted"))
            if place >= _FIRST:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.label} {text} {line.unit}")
            else:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.setItem(row, place, item)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for place, width in enumerate(_WIDTHS, 1):
            header.resizeSection(place, px(width))
        header.resizeSection(0, max(self.viewport().width() - px(sum(_WIDTHS)), px(_LABEL)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_cell(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if column >= _FIRST and item is not None and item.text():
            self.wanted.emit(item.data(_KEY), COLUMNS[column - _FIRST])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._on_cell(self.currentRow(), self.currentColumn())
        elif event.text().isdecimal():
            event.ignore()  # digits belong to the page
        else:
            super().keyPressEvent(event)
