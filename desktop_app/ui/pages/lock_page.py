"""What stands before the locked tabs: the second PIN, or the choice of one on the first visit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.errors import KnownError
from desktop_app.actions import lock
from desktop_app.actions.session import Session
from desktop_app.ui.kit.flow import Wrapped
from desktop_app.ui.kit.lines import Line
from desktop_app.ui.theme import px

_WHY = "这里有社区矫正、安置帮教对象和会见人的资料，涉及前科、健康和住址，只给经办的人看。"


class LockPage(QWidget):
    """``opened``: the right PIN was given, or one was chosen."""

    opened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.why = Wrapped(_WHY)
        self.pin = self._line("口令")
        self.again = self._line("再写一遍")
        self.said = Wrapped()
        self.said.setProperty("look", "missing")
        self.go = QPushButton()
        self.go.setProperty("look", "primary")
        self.hint = Wrapped()
        self.hint.setProperty("look", "small")
        sheet = QFrame()
        sheet.setProperty("look", "sheet")
        sheet.setMaximumWidth(px(640))
        box = QVBoxLayout(sheet)
        box.setContentsMargins(px(32), px(24), px(32), px(24))
        box.setSpacing(px(14))
        for widget in (self.title, self.why, self.pin, self.again, self.said, self.go, self.hint):
            box.addWidget(widget)
        self.setProperty("look", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        around = QHBoxLayout(self)
        around.addStretch(1)
        around.addWidget(sheet, 100, Qt.AlignmentFlag.AlignVCenter)
        around.addStretch(1)
        self.go.clicked.connect(self.submit)
        self.pin.entered.connect(self._on_enter)
        self.again.entered.connect(self.submit)

    @staticmethod
    def _line(name: str) -> Line:
        line = Line()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        return line

    def refresh(self) -> None:
        """Empty fields, and the words for a first or a later visit."""
        known = lock.is_set(self._session.store)
        self.title.setText("请写口令" if known else "先定一个口令")
        self.go.setText("打开　回车" if known else "定下来　回车")
        self.again.setVisible(not known)
        self.hint.setText(f"样例的口令是 {lock.SAMPLE_PIN}。" if self._session.office.get("sample") else
                          "忘了口令，请找维护人员。不用时按 Ctrl+L 锁上。" if known else
                          f"{lock.SHORTEST} 到 {lock.LONGEST} 位数字或字母，以后进这三栏都要写它；请记好。")
        for widget in (self.pin, self.again):
            widget.clear()
        self._say("")

    def enter(self) -> None:
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _on_enter(self) -> None:
        if self.again.isVisible():
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def submit(self) -> None:
        """Open with what was written, or choose it."""
        try:
            if lock.is_set(self._session.store):
                lock.open_lock(self._session, self.pin.text())
            elif self.pin.text() != self.again.text():
                raise KnownError("两遍写得不一样。", "请再写一次。")
            else:
                lock.set_pin(self._session, self.pin.text())
        except KnownError as error:
            self.pin.clear()
            self.again.clear()
            self._say(error.what + error.todo)
            self.enter()
            return
        self.refresh()
        self.opened.emit()
