"""Pages on the screen as they will be on paper: painted by the very code that prints them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from desktop_app.printing.page import Page
from desktop_app.ui import theme
from desktop_app.ui.printer import paint_page

MM_PER_INCH = 25.4
GAP = 14.0  # between the pages and around them, screen pixels at 16 pt
STEP = 1.25  # one press on 放大
SMALLEST, LARGEST = 0.25, 5.0  # of the true size


class _Sheets(QWidget):
    """The pages, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: Sequence[Page] = ()
        self.scale = 1.0  # pixels per mm

    def extent(self) -> QSize:
        """The size that all pages need, in pixels."""
        gap = theme.px(GAP)
        width = max((page.width for page in self.pages), default=0) * self.scale + 2 * gap
        height = sum(page.height * self.scale + gap for page in self.pages) + gap
        return QSize(round(width), round(height))

    def sheets(self) -> list[QRectF]:
        """Where each page lies, in pixels."""
        found, top, gap = [], float(theme.px(GAP)), theme.px(GAP)
        for page in self.pages:
            width, height = page.width * self.scale, page.height * self.scale
            found.append(QRectF((self.width() - width) / 2, top, width, height))
            top += height + gap
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("bar"))
        for page, sheet in zip(self.pages, self.sheets(), strict=True):
            if not sheet.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(sheet, theme.printed("white"))
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.drawRect(sheet)
            painter.save()
            painter.setClipRect(sheet)
            painter.translate(QPointF(sheet.topLeft()))
            painter.scale(self.scale, self.scale)
            paint_page(painter, page)
            painter.restore()


class PageView(QScrollArea):
    """A scrolled, zoomed view of pages. Fills the width of the window until it is zoomed by hand."""

    moved = Signal(int)  # index of the page that is seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageView")
        self.setAccessibleName("预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheets = _Sheets()
        self._fit = "width"  # width | page | '' when zoomed by hand
        self.setWidget(self._sheets)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def set_pages(self, pages: Sequence[Page]) -> None:
        self._sheets.pages = pages
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._on_scroll()

    @property
    def zoom(self) -> float:
        """Scale of the page on the screen; 1.0 is the true size."""
        return self._sheets.scale * MM_PER_INCH / self.logicalDpiX()

    def set_zoom(self, zoom: float) -> None:
        self._fit = ""
        self._sheets.scale = min(LARGEST, max(SMALLEST, zoom)) * self.logicalDpiX() / MM_PER_INCH
        self._arrange()

    def zoom_in(self) -> None:
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self.zoom / STEP)

    def fit_width(self) -> None:
        self._fit = "width"
        self._arrange()

    def fit_page(self) -> None:
        self._fit = "page"
        self._arrange()

    def page_up(self) -> None:
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepSub)

    def page_down(self) -> None:
        self.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)

    def current(self) -> int:
        """Index of the page in the middle of the window."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [index for index, sheet in enumerate(self._sheets.sheets()) if sheet.top() <= middle]
        return below[-1] if below else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Keep the same place of the papers in sight while their size changes."""
        if not self._sheets.pages:
            return
        bar = self.verticalScrollBar()
        seen = bar.value() / max(self._sheets.height(), 1)
        room, page = self.viewport().size(), self._sheets.pages[0]
        gap = 2 * theme.px(GAP)
        if self._fit == "width":
            self._sheets.scale = max((room.width() - gap) / page.width, 0.5)
        elif self._fit == "page":
            self._sheets.scale = max(min((room.width() - gap) / page.width,
                                         (room.height() - gap) / page.height), 0.5)
        self._sheets.resize(self._sheets.extent().expandedTo(room))
        self._sheets.update()
        bar.setValue(round(seen * self._sheets.height()))
        self._on_scroll()

    def _on_scroll(self) -> None:
        self.moved.emit(self.current())
