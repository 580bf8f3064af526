"""When unsaved input is kept as a draft: every few seconds while somebody types, and on leaving a field."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from db.errors import KnownError

EVERY = 3000  # ms: what a power cut may cost


class Keeper(QObject):
    """Calls ``keep`` after a change. Nobody is interrupted: what cannot be kept is handed to ``say`` and tried again."""

    def __init__(self, keep: Callable[[], None], say: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._keep, self._say = keep, say
        self.clock = QTimer(self, singleShot=True, interval=EVERY)
        self.clock.timeout.connect(self.attempt)
        QApplication.instance().focusChanged.connect(self._on_focus_moved)

    def touch(self) -> None:
        """Something was typed. The clock is not started anew by every key: a fast typist never pauses."""
        if not self.clock.isActive():
            self.clock.start()

    def waits(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.clock.isActive()

    def stop(self) -> None:
        """It was saved: nothing is left to keep."""
        self.clock.stop()

    def _on_focus_moved(self) -> None:
        if self.clock.isActive():
            self.clock.stop()
            self.attempt()

    def attempt(self) -> None:
        """Keep now."""
        try:
            self._keep()
        except KnownError as error:
            self._say(f"{error.what}{error.todo}")
            self.clock.start()
