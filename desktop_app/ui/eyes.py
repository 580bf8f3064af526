"""What the window does for old eyes by key and menu: the text larger or smaller, high contrast."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.actions.sight import LARGEST, SMALLEST, STEP
from desktop_app.ui import theme

if TYPE_CHECKING:
    from desktop_app.ui.window import MainWindow


class Eyes(QObject):
    """Keys over a window. The full-width signs are what an input method may make of the keys."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        for keys, slot in (("+=＋＝", self.larger), ("-_－＿", self.smaller), ("0０", self.usual)):
            for key in keys:
                QShortcut(QKeySequence(f"Ctrl+{key}"), window, slot)

    def change(self, name: str, value: float | bool) -> None:
        """One of the fields of Sight."""
        self._window.see(**{name: value})

    def larger(self) -> None:
        self._window.see(points=min(theme.points() + STEP, LARGEST))

    def smaller(self) -> None:
        self._window.see(points=max(theme.points() - STEP, SMALLEST))

    def usual(self) -> None:
        """Back to the size that the program comes with."""
        self._window.see(points=float(SMALLEST))

    def chore(self) -> tuple[str, Callable[[], None]]:
        """What the menu of the window says and does for them."""
        return "关掉高对比" if theme.sight().high_contrast else "高对比", self.switch_contrast

    def switch_contrast(self) -> None:
        self._window.see(high_contrast=not theme.sight().high_contrast)
