"""The clock of ``pace`` at a page: it hears the keys, and the page tells it of every save."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from db.errors import KnownError
from db.items.kinds import Record
from desktop_app.actions import pace
from desktop_app.actions.session import Session


class Stopwatch(QObject):
    """``timed(record, seconds)``: a case was saved, seconds None when nobody was seen to begin it."""

    timed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.watch = pace.Watch()

    def listen(self, box: QWidget) -> None:
        """The first key in this box starts the time, also one that the input method still composes."""
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.InputMethod or \
                (event.type() is QEvent.Type.KeyPress and event.text().isprintable() and event.text()):
            self.watch.touch()
        return False

    def touch(self) -> None:
        """Something was typed or chosen."""
        self.watch.touch()

    def drop(self) -> None:
        """The box is empty again, the form was left."""
        self.watch.drop()

    def saved(self, record: Record) -> None:
        """A case was stored; only a new one has a time of entry."""
        seconds = self.watch.stop()
        if record["revision"] == 1 and seconds is not None:
            with suppress(KnownError):  # the case is saved; a time that cannot be kept is no loss
                pace.note(self._session, seconds)
        self.timed.emit(record, seconds)
