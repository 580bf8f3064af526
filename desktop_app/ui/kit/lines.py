"""The two text boxes of the kit. They know when an input method composes: then Enter is not ours."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.ui.kit.scroll import reveal
from desktop_app.ui.theme import caret, px

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def set_mark(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and dress the widget anew only when it changed."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Line(QLineEdit):
    """One line of text. ``entered``: Enter outside a composition; ``left``: the focus went to another field."""

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def list_open(self) -> bool:
        """Whether a list hangs below; then Esc closes it and nothing else."""
        return False

    def show_text(self, text: str) -> None:
        """Another value from its beginning; under the keyboard it is marked, so that what is typed takes its place."""
        self.setText(text)
        if self.hasFocus():
            self.selectAll()
        else:
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.list_open():
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif self.composing:
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Ctrl+Enter belongs to the form
        else:
            event.accept()
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.composing = False
        if event.reason() not in _PASSING:
            self.left.emit()


class PageLine(Line):
    """A line that a page has for itself, not in a form: while it is empty it has nothing to undo, and Ctrl+Z is the
    page's."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo) \
                and not self.text():
            event.ignore()
            return False
        return super().event(event)


class Growing(QPlainTextEdit):
    """Several lines of text, as tall as the text. Tab leaves, Enter is ``entered``, Shift+Enter a new line."""

    entered = Signal()
    left = Signal()
    edited = Signal()  # by the user, not by ``show_text``

    LEAST, MOST = 2, 9  # lines

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setCursorWidth(caret())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._on_text)

    def show_text(self, text: str) -> None:
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _on_text(self) -> None:
        self._fit()
        if not self._quiet:
            self.edited.emit()

    def _fit(self) -> None:
        """Take the height of the text, between LEAST and MOST lines; beyond that a scroll bar appears."""
        lines = int(self.document().size().height())  # a plain text document measures in lines
        shown = min(max(lines, self.LEAST), self.MOST)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > self.MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        height = shown * self.fontMetrics().lineSpacing() + px(16)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.hasFocus():  # a text that grows out of its place takes the view along
            QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        reveal(self)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif self.composing:
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            event.accept()
            self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()  # the form scrolls, not the field under the pointer

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.composing = False
        if event.reason() not in _PASSING:
            self.left.emit()
