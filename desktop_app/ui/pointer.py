"""A pointer that old eyes find: arrow, bar, hand and splitter two and a half times as large, black with a white edge.

An override cursor would reach everything too, but it sticks and knows one shape only. So every widget with a pointer of
its own gets the large one of the same shape when it is first shown, and windows get the arrow that the rest inherits.
"""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QApplication, QWidget

SIZE = 56  # logical pixels: side of the square in which a pointer is drawn
_EDGE = 5.0  # white, half of it under the black shape
_ARROW = ((0, 0), (0, 42), (10, 33), (17, 48), (24, 45), (17.5, 30.5), (31, 30.5))
_SPLIT = ((0, 12), (12, 0), (12, 8), (32, 8), (32, 0), (44, 12), (32, 24), (32, 16), (12, 16), (12, 24))


def _polygon(points: Iterable[tuple[float, float]], x: float, y: float) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
    path.closeSubpath()
    return path


def _boxes(boxes: Iterable[tuple[float, float, float, float]], round_by: float = 0) -> QPainterPath:
    """The outline around rectangles that overlap: (x, y, width, height)."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for box in boxes:
        path.addRoundedRect(QRectF(*box), round_by, round_by)
    return path.simplified()


def _arrow() -> tuple[QPainterPath, QPointF]:
    return _polygon(_ARROW, 3, 3), QPointF(3, 3)


def _bar() -> tuple[QPainterPath, QPointF]:
    return _boxes(((18, 3, 20, 5), (18, 48, 20, 5), (25.5, 3, 5, 50))), QPointF(28, 28)


def _hand() -> tuple[QPainterPath, QPointF]:
    fingers = _boxes(((14, 3, 9, 46), (20, 18, 9, 30), (27, 20, 9, 28), (35, 23, 9, 24), (14, 28, 30, 25)), 4.5)
    thumb = QTransform().translate(17, 44).rotate(-38).map(_boxes(((-4.5, -18, 9, 23),), 4.5))
    return fingers.united(thumb), QPointF(18.5, 3)


def _split_h() -> tuple[QPainterPath, QPointF]:
    return _polygon(_SPLIT, 6, 16), QPointF(28, 28)


def _split_v() -> tuple[QPainterPath, QPointF]:
    return _polygon(((y, x) for x, y in _SPLIT), 16, 6), QPointF(28, 28)


SHAPES = {Qt.CursorShape.ArrowCursor: _arrow, Qt.CursorShape.IBeamCursor: _bar,
          Qt.CursorShape.PointingHandCursor: _hand,
          Qt.CursorShape.SplitHCursor: _split_h, Qt.CursorShape.SizeHorCursor: _split_h,
          Qt.CursorShape.SplitVCursor: _split_v, Qt.CursorShape.SizeVerCursor: _split_v}
"""The shapes that grow, each with what draws it: (outline, the point that points)."""


_made: dict[int, Qt.CursorShape] = {}  # key of a picture of ours -> what it shows


@cache
def large(shape: Qt.CursorShape, ratio: float) -> QCursor:
    """The large pointer of one of SHAPES for a screen with ``ratio`` device pixels to a logical one."""
    path, hot = SHAPES[shape]()
    picture = QPixmap(round(SIZE * ratio), round(SIZE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, QPen(Qt.GlobalColor.white, _EDGE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                                  Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(path, Qt.GlobalColor.black)
    painter.end()
    _made[picture.cacheKey()] = shape
    if QGuiApplication.platformName() == "xcb":
        hot *= ratio  # elsewhere Qt does it; X gets the number as it is (seen with XFixes, Qt 6.9)
    return QCursor(picture, round(hot.x()), round(hot.y()))


def shape_of(cursor: QCursor) -> Qt.CursorShape:
    """What a pointer shows, also when it is one of ours."""
    return _made.get(cursor.pixmap().cacheKey(), cursor.shape())


def _enlarge(widget: QWidget) -> None:
    if widget.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
        shape = shape_of(widget.cursor())
    elif widget.isWindow():
        shape = Qt.CursorShape.ArrowCursor
    else:
        return  # it has that of its parent
    if shape in SHAPES:
        wanted = large(shape, widget.devicePixelRatio())
        if widget.cursor() != wanted:
            widget.setCursor(wanted)


def _shrink(widget: QWidget) -> None:
    cursor = widget.cursor()
    shape = _made.get(cursor.pixmap().cacheKey())
    if shape is not None and widget.testAttribute(Qt.WidgetAttribute.WA_SetCursor):
        if shape is Qt.CursorShape.ArrowCursor:
            widget.unsetCursor()
        else:
            widget.setCursor(shape)


class _Enlarger(QObject):
    """Looks at every widget when it is first shown, and again whenever its pointer is changed."""

    _WHEN = frozenset((QEvent.Type.Polish, QEvent.Type.CursorChange, QEvent.Type.DevicePixelRatioChange))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._WHEN and isinstance(watched, QWidget):
            _enlarge(watched)
        return False


_enlarger: _Enlarger | None = None  # while pointers are large


def enlarge(app: QApplication, on: bool) -> None:
    """Make the pointer large over all that there is and will be, or put the usual one back."""
    global _enlarger
    if on is (_enlarger is not None):
        return
    if on:
        _enlarger = _Enlarger(app)
        app.installEventFilter(_enlarger)
    else:
        app.removeEventFilter(_enlarger)
        _enlarger.deleteLater()
        _enlarger = None
    for widget in app.allWidgets():
        (_enlarge if on else _shrink)(widget)
