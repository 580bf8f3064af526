"""What stands around the pages of a window: the header above them, the status line below."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db import backup, clock
from desktop_app.actions import cases
from desktop_app.actions.session import Session
from desktop_app.shown import show_date
from desktop_app.ui.jobs import JobPanel, Jobs
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.theme import px

Chore = tuple[str, str, Callable[[], object]]
"""What is no work item: text of the button ('' = in the menu only), accessible name, what it does."""


class Header(QWidget):
    """The name of the program, whose book is open, and the chores."""

    def __init__(self, chores: Iterable[Chore], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.place = QLabel(objectName="place")
        self.who = QLabel(objectName="place")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(4), px(12), px(4))
        row.setSpacing(px(4))
        for widget in (QLabel("随录", objectName="brand"), self.place):
            row.addWidget(widget)
            row.addSpacing(px(10))
        row.addStretch()
        row.addWidget(self.who)
        row.addSpacing(px(10))
        for text, name, slot in chores:
            if text:
                button = QPushButton(text)
                button.setAccessibleName(name)
                button.setProperty("look", "onbar")
                button.clicked.connect(slot)
                row.addWidget(button)

    def show_office(self, session: Session, mark: str) -> None:
        """``mark``: what a book that is not the real one says before its name."""
        day = clock.today()
        set_by_hand = "（日期是设定的）" if clock.pretended() and not mark else ""
        self.place.setText(f"{mark}{session.office.get('name', '')} · {day.year}年{day.month}月{set_by_hand}")
        self.who.setText(f"录入人 {session.who}")

    def set_room(self, width: int) -> None:
        """In a narrow window of so many pixels the names give way."""
        self.who.setVisible(width >= px(1180))
        self.place.setVisible(width >= px(1000))


class StatusLine(QWidget):
    """What was done last, how the month stands, and the slow work that runs."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.saved = Wrapped(objectName="saved", visible=False)
        self.counts = QLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(20), px(6), px(20), px(6))
        self._row.setSpacing(px(24))
        self._row.addWidget(self.saved)
        self._row.addWidget(self.counts)
        self._row.addStretch()
        self._row.addWidget(JobPanel(jobs))

    def set_tight(self, tight: bool) -> None:
        """In a low window there is room for a sentence only, for a while."""
        self.setVisible(not tight)
        self.counts.setVisible(not tight)
        self.saved.setWordWrap(tight)
        self._row.setStretch(0, int(tight))

    def say(self, text: str) -> None:
        """A sentence, with the time."""
        self.saved.setText(f"✓ {text}　{clock.now()[11:16]}")
        self.saved.show()

    def say_counts(self, session: Session) -> None:
        """Cases of the month, what waits to be reported, and the last backup."""
        month, waiting = cases.counts(session, clock.today().isoformat())
        copies = backup.of(session.store.folder)
        kept = [f"上次备份 {show_date(backup.day_of(copies[-1]))}"] if copies else []
        self.counts.setText("　　".join([f"本月 {month} 件", f"待上报 {waiting} 件", *kept]))
