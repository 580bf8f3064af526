"""Nobody has touched the program for a while: time to lock."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
            QEvent.Type.InputMethod}


class Idle(QObject):
    """``idle`` comes once after so many minutes without key or mouse."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QTimer(self, singleShot=True, interval=minutes * 60_000)
        self._clock.timeout.connect(self.idle)
        self._clock.start()
        QApplication.instance().installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        self._clock.setInterval(minutes * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._clock.start()
        return False

    def stop(self) -> None:
        """The window is closing."""
        self._clock.stop()
        QApplication.instance().removeEventFilter(self)
