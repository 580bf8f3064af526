"""State badges: a word and a shape on a tinted ground, painted into the cells of lists."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.ui.theme import TONES, Tone, colour, font, px, ring


def paint_shape(painter: QPainter, box: QRectF, tone: Tone, ink: QColor) -> None:
    """The shape that says the tone without colour: tick, diamond, exclamation mark, dot, ring."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(1.5, box.width() / 7), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    if tone is Tone.GOOD:
        painter.drawPolyline(QPolygonF([QPointF(x + w * .1, y + h * .55), QPointF(x + w * .4, y + h * .85),
                                        QPointF(x + w * .92, y + h * .15)]))
    elif tone is Tone.DOUBT:
        painter.drawPolygon(QPolygonF([QPointF(x + w / 2, y + h * .05), QPointF(x + w * .95, y + h / 2),
                                       QPointF(x + w / 2, y + h * .95), QPointF(x + w * .05, y + h / 2)]))
    elif tone is Tone.LATE:
        painter.drawLine(QPointF(x + w / 2, y + h * .08), QPointF(x + w / 2, y + h * .58))
        painter.drawPoint(QPointF(x + w / 2, y + h * .92))
    elif tone is Tone.INFO:
        painter.setBrush(ink)
        painter.drawEllipse(box.center(), w * .28, h * .28)
    else:
        painter.drawEllipse(box.center(), w * .3, h * .3)
    painter.restore()


def paint_row(painter: QPainter, option: QStyleOptionViewItem, first: bool = True) -> None:
    """The ground of a list's row (``first``: its leftmost cell): a hairline below; the chosen one tinted and marked
    at its edge, and ruled above and below while the list has the keyboard."""
    box = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen:
        painter.fillRect(box, colour("primary_soft"))
        if first:
            painter.fillRect(box.x(), box.y(), px(5), box.height(), colour("primary"))
    painter.setPen(colour("line"))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if chosen and option.widget is not None and option.widget.hasFocus():
        for top in (box.y(), box.bottom() + 1 - ring()):
            painter.fillRect(box.x(), top, box.width(), ring(), colour("primary"))


def badge_size(text: str) -> QSize:
    """Size of a badge with that word."""
    metrics = QFontMetrics(font("small", bold=True))
    return QSize(metrics.horizontalAdvance(text) + px(40), metrics.height() + px(6))


def paint_badge(painter: QPainter, rect: QRect, tone: Tone, text: str) -> None:
    """Paint a badge at the left of ``rect``, centred in its height, cut to its width."""
    ground, ink = (colour(name) for name in TONES[tone])
    size = badge_size(text)
    width = min(size.width(), rect.width())
    box = QRectF(rect.x(), rect.y() + (rect.height() - size.height()) / 2, width, size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, px(8), px(8))
    side = px(13)
    paint_shape(painter, QRectF(box.x() + px(9), box.center().y() - side / 2, side, side), tone, ink)
    painter.setPen(ink)
    painter.setFont(font("small", bold=True))
    words = box.adjusted(px(28), 0, -px(8), 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
