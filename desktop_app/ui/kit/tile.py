"""Large buttons of 今日: a title or a number, and a line of small print below it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.theme import colour, font, px, ring

_WRAPPED = Qt.TextFlag.TextWordWrap
_HIGHEST = 10_000  # px, as good as no limit


class Tile(QPushButton):
    """``big`` in a large font, ``small`` below and behind it the key that presses it. Both wrap, nothing is cut off.
    ``main``: the one tile that is filled; ``figure``: big is a number."""

    def __init__(self, figure: bool = False, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._main = figure, main
        self._big = self._small = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # as high as its neighbours

    def say(self, big: str, small: str, key: str = "") -> None:
        self._big = big
        self._small = "　".join(filter(None, (small, key.replace(" ", "\N{NO-BREAK SPACE}"))))
        self.setAccessibleName(" ".join(filter(None, (big, small, key))))
        self.updateGeometry()
        self.update()

    def _inner(self) -> QRect:
        return self.rect().adjusted(px(22), px(15), -px(10), -px(15))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _fonts(self) -> tuple:
        return font("title" if self._figure else "large", bold=True), font("small")

    def sizeHint(self) -> QSize:
        """As high as both wrap to in the present width."""
        large, small = (QFontMetrics(f) for f in self._fonts())
        width = max(large.horizontalAdvance(self._big), small.horizontalAdvance(self._small))
        room = QRect(0, 0, max(self._inner().width(), 1), _HIGHEST)
        tall = sum(metrics.boundingRect(room, _WRAPPED, text).height()
                   for metrics, text in ((large, self._big), (small, self._small)))
        return QSize(max(width + px(44), px(160)), max(tall + px(34), px(92)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = ring(3) if self.hasFocus() else 1 if self._figure else 2
        edge = ("ring" if self.hasFocus() and self._main else "fill_edge" if self._main
                else "primary" if self.hasFocus() or not self._figure else "line")
        painter.setPen(QPen(colour(edge), thick))
        ground = "fill" if self._main else "primary_soft" if self.underMouse() or self.hasFocus() else "white"
        painter.setBrush(colour(ground))
        half = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), px(12), px(12))
        inner = self._inner()
        large, small = self._fonts()
        painter.setFont(large)
        painter.setPen(colour("fill_ink" if self._main else "primary"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | _WRAPPED, self._big)
        painter.setFont(small)
        painter.setPen(colour("fill_ink" if self._main else "muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | _WRAPPED, self._small)
