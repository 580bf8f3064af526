"""The way to 补录一叠单, which says how far a stack went that is not done."""

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.actions import sitting
from desktop_app.actions.session import Session
from desktop_app.ui.kit.lines import set_mark


class SittingButton(QPushButton):
    """补录一叠单 F11, or 补录到第 5 张，共 12 张，接着录 F11."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._brief, self._short = session, False, ""
        self.refresh()

    def refresh(self) -> None:
        """Read anew how far it went."""
        waiting = sitting.waiting(self._session)
        words = f"{waiting.words}，接着录" if waiting else "补录一叠单"
        self._short = f"接着补录 {len(waiting.done)}/{waiting.planned}" if waiting else words
        self.setAccessibleName(words)
        self.set_brief(self._brief)
        self.setToolTip("一叠单子，一张一张录")
        set_mark(self, "look", "go" if waiting else "compact")

    def set_brief(self, brief: bool) -> None:
        """Fewer words where there is little room."""
        self._brief = brief
        self.setText(f"{self._short if brief else self.accessibleName()} F11")
