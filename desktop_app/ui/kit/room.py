"""Room for what may be taller than its place: one page of several, scrolled only where it needs more than there is."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedLayout, QWidget

from desktop_app.ui.kit.scroll import reveal
from desktop_app.ui.theme import px

TALL = 460  # units of theme.px: a page of which less is seen has no room for everything at once

_ROUNDS = 6  # from a label that wraps up to the page, one layout asks the next


class _Current(QStackedLayout):
    """Asks for what the page shown asks for: one behind it must not make a small page scroll.

    No height for a width: what wraps holds its own height (kit/flow.py), and a list counts with its least.
    """

    def minimumSize(self) -> QSize:
        item = self.itemAt(self.currentIndex()) if self.count() else None
        return item.minimumSize() if item else QSize()

    def sizeHint(self) -> QSize:
        item = self.itemAt(self.currentIndex()) if self.count() else None
        return item.sizeHint() if item else QSize()

    def hasHeightForWidth(self) -> bool:
        return False


class Stack(QWidget):
    """A QStackedWidget that is never larger than the page it shows."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Current(self)
        self._pages.currentChanged.connect(self.updateGeometry)
        self.addWidget = self._pages.addWidget
        self.removeWidget = self._pages.removeWidget
        self.widget = self._pages.widget
        self.count = self._pages.count
        self.currentIndex = self._pages.currentIndex
        self.currentWidget = self._pages.currentWidget
        self.setCurrentIndex = self._pages.setCurrentIndex
        self.setCurrentWidget = self._pages.setCurrentWidget

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Room(QScrollArea):
    """The pages of a window. Lists and forms keep their own scrolling; the page as a whole scrolls when even its least
    does not fit, and what has the keyboard is brought into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = Stack()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.pages)
        self._later = QTimer(self, singleShot=True, interval=0)  # when what was asked of the layouts is done
        self._later.timeout.connect(self._follow)
        self.pages.resized.connect(self._later.start)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def show_page(self, page: QWidget) -> None:
        """Show a page from its top."""
        self.pages.setCurrentWidget(page)
        self.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Do at once what was asked of the layouts: a page shown for the first time must not be seen while it fits in."""
        for _ in range(_ROUNDS if self.isVisible() else 0):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if page := self.pages.currentWidget():  # it may keep its height where less of it is seen now
            QApplication.sendEvent(page, QResizeEvent(page.size(), page.size()))

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """A scroll area follows Tab only within itself; when Tab comes in from outside it is brought along."""
        if now and self.isAncestorOf(now):
            self.settle()  # the keyboard often goes to what has just been shown
            self._follow()
            self._later.start()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now and self.isAncestorOf(now) and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            reveal(now)


def seen_height(page: QWidget) -> int:
    """How much of a page can be seen at once, in pixels: as much as the Room around it has, else all of it."""
    around = page.parentWidget()
    while around and not isinstance(around, Room):
        around = around.parentWidget()
    return around.viewport().height() if around else page.height()


def is_low(page: QWidget) -> bool:
    """Whether so little of a page is seen that less important things give way."""
    return seen_height(page) < px(TALL)
