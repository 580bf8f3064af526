"""One editor on a small sheet over the window, below what it changes."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_app.ui.kit.editor import Editor
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.keys import inside
from desktop_app.ui.kit.lines import set_mark
from desktop_app.ui.kit.picker import Picker
from desktop_app.ui.theme import px


class EditSheet(QFrame):
    """``done(value)``: Enter in an editor that can read what it says. ``closed``: gone, by Enter, by Esc or because
    the keyboard went elsewhere; only in the last case ``closed(False)``: the keyboard is no longer ours to place."""

    done = Signal(object)
    closed = Signal(bool)

    def __init__(self, caption: str, editor: Editor, anchor: QWidget) -> None:
        super().__init__(anchor.window())
        self.editor, self._caption, self._open = editor, caption, True
        self.setProperty("look", "popup")
        self.label = Wrapped(f"{caption}　回车确定　Esc 不改")
        self.label.setProperty("look", "small")
        editor.name_it(caption)
        editor.committed.connect(self._on_committed)
        layout = QVBoxLayout(self)
        layout.addWidget(self.label)
        layout.addWidget(editor)
        inside(self, "Esc", self._on_escape)
        window = anchor.window()
        self.setMinimumWidth(min(px(420), window.width()))
        self.setMaximumWidth(window.width())
        self.adjustSize()
        corner = anchor.mapTo(window, QPoint(0, anchor.height() + px(4)))
        if corner.y() + self.height() > window.height():  # no room below
            corner.setY(max(0, corner.y() - anchor.height() - px(8) - self.height()))
        self.move(max(0, min(corner.x(), window.width() - self.width())), corner.y())
        self.show()
        self.raise_()
        QApplication.instance().focusChanged.connect(self._on_focus)
        editor.enter()
        editor.target().setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, Picker):  # its numbers mean nothing while nobody sees them
            editor.open_list()
            editor.escaped.connect(self._on_escape)

    def _on_committed(self) -> None:
        if fault := self.editor.fault():
            self.label.setText(fault)
            set_mark(self.label, "look", "fault")
            return
        value = self.editor.value()
        self._close(True)
        self.done.emit(value)

    def _on_escape(self) -> None:
        self._close(True)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self.isAncestorOf(now):
            self._close(False)

    def _close(self, ours: bool) -> None:
        if self._open:
            self._open = False
            self.hide()
            self.closed.emit(ours)
            self.deleteLater()
