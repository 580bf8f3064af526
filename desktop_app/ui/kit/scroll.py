"""Room for what may be taller than its place, and the keyboard kept in sight there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.ui.theme import px

_BESIDE = 60  # units of theme.px around what is brought into sight


def scrolling(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """A scroll area around ``content``: as wide as its place, no stop of the Tab key, and it scrolls only if it must."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area


def reveal(widget: QWidget) -> None:
    """Scroll every scroll area around a widget so that it can be seen; of one taller than its place the caret, else its
    top."""
    around = widget.parentWidget()
    while around:
        if isinstance(around, QScrollArea):
            if around.widget().layout():
                around.widget().layout().activate()
            spare = around.viewport().height() - widget.height()
            if spare >= 0:
                around.ensureWidgetVisible(widget, 0, min(px(_BESIDE), spare // 2))
            else:
                caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
                there = caret.bottomLeft() if caret.height() < widget.height() else QPoint(0, 0)
                spot = widget.mapTo(around.widget(), there)
                around.ensureVisible(spot.x(), spot.y(), 0, px(_BESIDE) // 2)
        around = around.parentWidget()
