"""存为套话: a text of a case becomes a phrase of the office, looked over before it is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.errors import KnownError
from db.items import PHRASE
from db.items.kinds import Record
from desktop_app.actions import phrases
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.editor import Sources
from desktop_app.ui.kit.form import Form
from desktop_app.ui.theme import size_dialog


class PhraseDialog(QDialog):
    """Shows the proposed phrase in a form; Ctrl+S keeps it, Esc leaves. Accepted when it was kept."""

    def __init__(self, session: Session, phrase: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("存为套话")
        lead = QLabel("姓名换成了 {甲方}、{乙方}，金额和日期换成了空。请看一遍，改好再存。", self)
        lead.setWordWrap(True)
        self.form = Form(PHRASE, Sources(), ("text", "dispute_type", "used_for", "place"), self)
        self.keep = QPushButton("存为套话　Ctrl+S", self)
        self.keep.setProperty("look", "primary")
        self.keep.setAccessibleName("存为套话")
        close = QPushButton("不存了　Esc", self)
        close.setAccessibleName("不存了")
        foot = QHBoxLayout()
        foot.addWidget(self.keep)
        foot.addWidget(close)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.addWidget(lead)
        box.addWidget(self.form, 1)
        box.addLayout(foot)
        self.keep.clicked.connect(self._on_keep)
        self.form.submitted.connect(self._on_keep)
        close.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self._on_keep)
        for button in (self.keep, close):
            button.setAutoDefault(False)  # Enter belongs to the form
        size_dialog(self, 900, 460)
        self.form.set_record(phrase)
        self.form.enter()

    def _on_keep(self) -> None:
        try:
            if faults := self.form.faults():
                raise KnownError(faults[0][1] + "。", "改好再存。")
            phrases.keep(self._session, self.form.record())
        except KnownError as error:
            messages.problem(self, error)
            return
        self.accept()


def keep_phrase(session: Session, record: Record, key: str, parent: QWidget) -> bool:
    """Ask about a phrase made of a field of a case; True when it was kept."""
    dialog = PhraseDialog(session, phrases.propose(record, key), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog.exec() == QDialog.DialogCode.Accepted
