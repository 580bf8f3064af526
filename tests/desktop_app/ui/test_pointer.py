"""The large pointer reaches what is there and what comes later, and leaves nothing behind."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMenu,
    QSplitter,
    QStyle,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import pointer, theme
from desktop_app.ui.kit.lines import Growing, Line

ARROW, BAR, HAND = Qt.CursorShape.ArrowCursor, Qt.CursorShape.IBeamCursor, Qt.CursorShape.PointingHandCursor
USUAL = 20  # px: height of the arrow of a common theme


@pytest.fixture
def dress(hands, qapp):
    """dress(on): put the large pointer on or off; off again at the end."""
    def put(on: bool) -> None:
        theme.apply(qapp, 16, large_pointer=on)

    yield put
    put(False)


def is_large(widget: QWidget, shape: Qt.CursorShape) -> bool:
    cursor = widget.cursor()
    return pointer.shape_of(cursor) is shape and cursor.pixmap().deviceIndependentSize().width() == pointer.SIZE


def some_fields() -> QWidget:
    window = QWidget()
    box = QVBoxLayout(window)
    for widget in (Line(), Growing(), QTextBrowser()):
        box.addWidget(widget)
    return window


@pytest.mark.parametrize("shape", pointer.SHAPES, ids=lambda shape: shape.name)
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_pointer_is_large_and_black_with_a_white_edge(qapp, shape, ratio):
    cursor = pointer.large(shape, ratio)
    picture = cursor.pixmap()
    assert picture.devicePixelRatio() == ratio and picture.width() == round(pointer.SIZE * ratio)
    drawn: QRect = QRegion(picture.mask()).boundingRect()
    assert max(drawn.width(), drawn.height()) >= 2.2 * USUAL * ratio
    image = picture.toImage()
    inside = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
              if image.pixelColor(x, y).alpha() == 255}
    assert {QColor(Qt.GlobalColor.black).name(), QColor(Qt.GlobalColor.white).name()} <= inside
    hot = cursor.hotSpot() * ratio
    assert image.pixelColor(hot).alpha() > 0 and drawn.adjusted(-1, -1, 1, 1).contains(hot)


def test_it_reaches_what_stands_and_what_is_built_later(hands, dress):
    before = hands.show(some_fields())
    dress(True)
    after = hands.show(some_fields())
    for window in (before, after):
        assert is_large(window, ARROW)
        assert is_large(window.findChild(Line), BAR)
        assert is_large(window.findChild(Growing).viewport(), BAR)
        assert is_large(window.findChild(QTextBrowser).viewport(), ARROW)
    assert QApplication.overrideCursor() is None


def test_it_follows_a_widget_that_changes_its_pointer(hands, dress):
    dress(True)
    window = hands.show(some_fields())
    line = window.findChild(Line)
    line.setCursor(HAND)
    assert is_large(line, HAND)
    line.setCursor(Qt.CursorShape.WaitCursor)  # not one of ours
    assert line.cursor().shape() is Qt.CursorShape.WaitCursor
    line.unsetCursor()
    assert is_large(line, ARROW)  # its window's
    window.unsetCursor()
    assert is_large(window, ARROW)


def test_dialogs_menus_and_splitters_have_it(hands, dress):
    dress(True)
    window = hands.show(some_fields())
    for other in (QDialog(window), QMenu(window)):
        other.show()
        assert is_large(other, ARROW)
        other.close()
    split = hands.show(QSplitter())
    split.addWidget(QWidget())
    split.addWidget(QWidget())
    split.handle(1).ensurePolished()
    assert is_large(split.handle(1), Qt.CursorShape.SplitHCursor)


def test_off_is_as_before(hands, dress):
    dress(True)
    window = hands.show(some_fields())
    dress(False)
    assert window.cursor().shape() is ARROW
    assert window.findChild(Line).cursor().shape() is BAR
    assert window.findChild(Growing).viewport().cursor().shape() is BAR
    assert window.findChild(QTextBrowser).viewport().cursor().shape() is ARROW
    later = hands.show(some_fields())
    assert later.findChild(Line).cursor().shape() is BAR


def test_the_caret_is_wide_while_wanted(hands, dress, qapp):
    caret = QStyle.PixelMetric.PM_TextCursorWidth
    for on, width in ((True, 4), (False, 1), (True, 4)):
        dress(on)
        window = hands.show(some_fields())
        line = window.findChild(Line)
        assert line.style().pixelMetric(caret, None, line) == width
        assert window.findChild(Growing).cursorWidth() == width


def test_the_caret_is_painted_wide(hands, dress, qapp):
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)  # it stands still
    try:
        seen = []
        for on in (False, True):
            dress(on)
            window = hands.show(some_fields())
            line = window.findChild(Line)
            line.setFocus()
            QApplication.processEvents()
            image = line.grab().toImage()
            middle, ground = image.height() // 2, theme.colour("white").name()
            seen.append(sum(image.pixelColor(x, middle).name() != ground for x in range(8, image.width() - 8)))
        assert seen == [1, 4]
    finally:
        qapp.setCursorFlashTime(flash)
