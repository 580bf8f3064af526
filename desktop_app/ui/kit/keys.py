"""Keys that count only while the keyboard is inside one widget."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def inside(owner: QWidget, keys: str, slot: Callable[[], object]) -> QShortcut:
    """Call ``slot`` when ``keys`` are pressed in ``owner`` or below it.

    PySide ignores the context when a slot is given to the constructor; then Esc of a sheet and Esc of the page
    behind it are ambiguous and neither is heard.
    """
    shortcut = QShortcut(QKeySequence(keys), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut


def press_by_enter(page: QWidget) -> None:
    """Let Enter press the button that has the keyboard, as in a dialog; Qt's own windows leave that to the space bar."""
    for button in page.findChildren(QPushButton):
        if type(button) is QPushButton:  # chips and tiles know keys of their own
            button.setAutoDefault(True)
