"""What is cut off, lies over something else or sticks out of its place in a window that is shown."""

from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QScrollArea, QTabBar, QWidget

from desktop_app.ui.kit.room import Room

_OWN = ("qt_scrollarea_viewport",)


def _said(widget: QWidget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', str)() or widget.accessibleName()}"[:60]


def _cut(widget: QWidget) -> bool:
    """Whether its words do not fit into it."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    if widget.minimumSize() == widget.maximumSize():
        return False  # Qt remembers the least of a label from when it had another fixed size
    least = widget.minimumSizeHint()
    return isinstance(widget, QAbstractButton | QLabel) and (
        widget.width() < least.width() - 1 or widget.height() < min(least.height(), widget.maximumHeight()) - 1)


def faults(window: QWidget) -> list[str]:
    """One line for each fault; [] where everything has room or can be scrolled to."""
    found = []
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None and content.width() > area.viewport().width():
            found.append(f"cut at its side: {_said(content.findChild(QWidget) or content)}, {content.width()} px wide in "
                         f"{area.viewport().width()}" if not isinstance(area, Room) else "the page is to be moved sideways")
    for widget in [one for one in window.findChildren(QWidget) if one.isVisible()]:
        around = widget.parentWidget()
        if isinstance(around, QAbstractScrollArea | QTabBar) or around.objectName() in _OWN or widget.isWindow():
            continue
        if _cut(widget):
            found.append(f"cut: {_said(widget)} {widget.size().toTuple()}")
        if not around.rect().contains(widget.geometry()):
            found.append(f"outside: {_said(widget)} {widget.geometry().getRect()} of {_said(around)} {around.size().toTuple()}")
        inside = [one for one in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
                  if one.isVisible() and not one.isWindow() and one.property("look") != "popup"]
        if widget.objectName() not in _OWN and not isinstance(widget, QAbstractScrollArea | QTabBar):
            found += [f"overlap: {_said(one)} {one.geometry().getRect()} and {_said(other)} {other.geometry().getRect()}"
                      for one, other in combinations(inside, 2) if one.geometry().intersects(other.geometry())]
    return found
