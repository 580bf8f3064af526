"""When unsaved input is kept as a draft: every few seconds while somebody types, and on leaving a field; and how it
is offered again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db import drafts
from db.drafts import Draft
from db.errors import KnownError
from db.items import BY_KEY
from desktop_app.actions.session import Session
from desktop_app.shown import show_moment
from desktop_app.ui import messages

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


def is_wanted(session: Session, draft: Draft, parent: QWidget, compare: Callable[[Session, Draft], str],
              name: str = "") -> bool:
    """Ask, with time and a short comparison, whether to go on with a draft; one that is refused is forgotten.

    ``name``: what it is called, where its record does not say that itself.
    """
    item = BY_KEY[draft.item]
    line = draft.data.get("one_line") if "parties" in item.fields and "parties" not in draft.data else None
    name = name or line or item.name_of(draft.data) or f"{item.label}，没有写姓名的一件"
    changed = "" if line else compare(session, draft)
    when = show_moment(draft.saved_at)[5:]
    # Enter and Esc must not throw it away
    if messages.choose(parent, f"{when} 有一件没有存完：\n{name}\n{changed}", ("接着填", "不要了"), safe=0) == 0:
        return True
    drafts.discard(session.store, item, draft.uid)
    return False
