"""A deadline as a button: the same words and shapes as in lists, and pressing it goes where it is done."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from db.items.kinds import Due
from desktop_app.shown import show_date
from desktop_app.ui.kit.badge import badge_size, paint_badge
from desktop_app.ui.kit.urgency import urgency
from desktop_app.ui.theme import colour, font, px, ring


class DueButton(QAbstractButton):
    """One thing due: how urgent it is, and what."""

    def __init__(self, due: Due, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = due
        self._tone, self._word = urgency(date.fromisoformat(due.on))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{self._word} {due.what}")
        self.setToolTip(f"{show_date(due.on)} {due.what}")

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(badge_size(self._word).width() + metrics.horizontalAdvance(self.due.what) + px(36), px(44))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = ring() if self.hasFocus() else 1
        painter.setPen(QPen(colour("primary" if self.hasFocus() else "edge"), thick))
        painter.setBrush(colour("primary_soft" if self.hasFocus() else "white"))
        box, half = self.rect().adjusted(1, 1, -2, -2), (thick - 1) / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), px(8), px(8))
        badge = box.adjusted(px(8), 0, 0, 0)
        paint_badge(painter, badge, self._tone, self._word)
        painter.setPen(colour("ink"))
        painter.setFont(font())
        words = badge.adjusted(badge_size(self._word).width() + px(10), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.due.what)
