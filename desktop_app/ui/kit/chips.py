"""Chips under the one-line box: what was understood, each reached by its digit."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.entry.line_form import State as ChipState
from desktop_app.ui.kit.lines import ENTER
from desktop_app.ui.theme import colour, font, px, ring

_SPOKEN = {ChipState.CERTAIN: "", ChipState.DOUBT: "，请核对", ChipState.EMPTY: "", ChipState.STICKY: "，沿用"}


class Chip(QPushButton):
    """A digit (or the key that reaches it), a caption (甲方) and a value. ``clicked`` by mouse, Enter or space."""

    LONGEST = 12  # characters of a value before it is cut; the whole value is the tool tip

    def __init__(self, digit: int | str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digit, self.caption = digit, caption
        self.text_shown, self.state, self._words = "", ChipState.EMPTY, ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value("", ChipState.EMPTY)

    def show_value(self, text: str, state: ChipState, empty: str = "没听出") -> None:
        """Show a value; without one the chip is EMPTY and says ``empty`` (没听出, 未填)."""
        self.state = state if text else ChipState.EMPTY
        self._words = text or empty
        shown = self._words if len(self._words) <= self.LONGEST else self._words[:self.LONGEST - 1] + "…"
        self.text_shown = shown + {ChipState.DOUBT: " ？", ChipState.STICKY: "（沿用）"}.get(self.state, "")
        self.setToolTip(self._words if shown != self._words else "")
        self.setAccessibleName(f"{self.digit} {self.caption}：{self._words}{_SPOKEN[self.state]}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        small, large = QFontMetrics(font("small")), QFontMetrics(font())
        width = max(small.horizontalAdvance(f"{self.digit} {self.caption}"), large.horizontalAdvance(self.text_shown))
        return QSize(width + px(26), px(60))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        doubt, empty = self.state is ChipState.DOUBT, self.state is ChipState.EMPTY
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = ring() if self.hasFocus() else 2 if doubt else 1
        edge = colour("primary" if self.hasFocus() else "amber" if doubt else "edge")
        pen = QPen(edge, thick)
        if (doubt or empty) and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 3] if doubt else [4, 4])
        painter.setPen(pen)
        painter.setBrush(colour("amber_soft" if doubt else "primary_soft" if self.underMouse() or self.hasFocus()
                                else "white"))
        half = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), px(8), px(8))
        inner = self.rect().adjusted(px(13), px(5), -px(8), -px(5))
        painter.setFont(font("small"))
        painter.setPen(colour("amber_ink" if doubt else "muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, f"{self.digit} {self.caption}")
        painter.setFont(font())
        painter.setPen(colour("amber_ink" if doubt else "muted" if empty or self.state is ChipState.STICKY else "ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.text_shown)
