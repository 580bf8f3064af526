"""A key that counts only while the keyboard is inside one widget."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def inside(owner: QWidget, keys: str, slot: Callable[[], object]) -> QShortcut:
    """Call ``slot`` when ``keys`` are pressed in ``owner`` or below it.

    PySide ignores the context when a slot is given to the constructor; then Esc of a sheet and Esc of the page
    behind it are ambiguous and neither is heard.
    """
    shortcut = QShortcut(QKeySequence(keys), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut
