"""The files of a record: names and small pictures in a row, to open, to add, to take off."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from db import attachments
from db.attachments import Attachment
from db.errors import KnownError
from db.items import Item
from db.items.kinds import Record
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.theme import px

_PICTURES = {".jpg", ".jpeg", ".png", ".bmp"}


class AttachmentStrip(QWidget):
    """The files of one record. Files may also be dropped onto it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Item | None = None
        self._uid = ""
        self._files: list[Attachment] = []
        self.setAcceptDrops(True)
        self._row = Flow(self)
        self.add = QPushButton("＋ 附件")
        self.add.setAccessibleName("添加附件")
        self.add.setProperty("look", "compact")
        self.add.clicked.connect(self.ask)
        self._row.addWidget(self.add)
        self.buttons: list[QPushButton] = []

    def show_for(self, item: Item, record: Record | None) -> None:
        """Show the files of a stored record; none for a record that is not stored yet."""
        self._item, self._uid = item, (record or {}).get("uid") or ""
        self._fill()

    def _fill(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._files = attachments.of(self._session.store, self._uid) if self._uid else []
        self.buttons = [self._button(file) for file in self._files]
        self.setVisible(bool(self._uid))
        self.updateGeometry()

    def _button(self, file: Attachment) -> QPushButton:
        button = QPushButton(file.name if len(file.name) <= 16 else f"{file.name[:12]}…{Path(file.name).suffix}")
        button.setProperty("look", "compact")
        button.setAccessibleName(f"附件 {file.name}，回车打开，Delete 去掉")
        button.setToolTip(f"{file.name}\n回车打开，按 Delete 去掉")
        if picture := self._thumbnail(file):
            button.setIcon(QIcon(picture))
            button.setIconSize(QSize(px(32), px(32)))
        button.clicked.connect(self._on_open)
        self._row.addWidget(button)
        button.show()
        return button

    def _thumbnail(self, file: Attachment) -> QPixmap | None:
        """A small picture, read no larger than it is shown."""
        if Path(file.name).suffix.lower() not in _PICTURES:
            return None
        try:
            reader = QImageReader(str(attachments.path_of(self._session.store, file)))
        except KnownError:
            return None
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(px(32), px(32), Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return None if image.isNull() else QPixmap.fromImage(image)

    def _file_at(self, widget: QWidget | None) -> Attachment | None:
        return self._files[self.buttons.index(widget)] if widget in self.buttons else None

    def _on_open(self) -> None:
        try:
            path = attachments.path_of(self._session.store, self._file_at(self.sender()))
        except KnownError as error:
            messages.problem(self, error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            messages.tell(self, "没有能打开这个文件的程序。", f"文件在 {path}")

    def ask(self) -> None:
        """Choose files to add."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "选附件，可以一次选几个")
        self.take([Path(name) for name in chosen])

    def take(self, files: list[Path]) -> None:
        """Copy files to the record; one that cannot be does not keep the others out."""
        faults = []
        for file in files:
            try:
                attachments.add(self._session.store, self._item, self._uid, file, self._session.who)
            except KnownError as error:
                faults.append(error)
        self._fill()
        if faults:
            messages.tell(self, faults[0].what, "\n".join(filter(None, [faults[0].todo, *(f.what for f in faults[1:])])))

    def keyPressEvent(self, event: object) -> None:
        """Delete takes the file off that has the keyboard, after a question."""
        file = self._file_at(self.focusWidget())
        if event.key() == Qt.Key.Key_Delete and file:
            if messages.ask(self, f"去掉附件“{file.name}”吗？", "去掉", "不要"):
                attachments.remove(self._session.store, file, self._session.who)
                self._fill()
                self.add.setFocus()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._uid:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
