"""The files of a record: names and small pictures in a row, to open, to add, to take off."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QImageReader,
    QKeyEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from db import attachments
from db.attachments import Attachment
from db.database import Store
from db.errors import KnownError
from db.items import Item
from db.items.kinds import Record
from desktop_app.actions.session import Session
from desktop_app.ui import messages
from desktop_app.ui.kit.flow import Flow
from desktop_app.ui.theme import px

_PICTURES = {".jpg", ".jpeg", ".png", ".bmp"}


class _File(QWidget):
    """One file: a button that opens it, and 去掉."""

    def __init__(self, file: Attachment, picture: QPixmap | None) -> None:
        super().__init__()
        self.file = file
        name = file.name
        self.open = QPushButton(name if len(name) <= 16 else f"{name[:12]}…{Path(name).suffix}")
        self.open.setProperty("look", "compact")
        self.open.setAccessibleName(f"打开附件 {name}")
        self.open.setToolTip(f"{name}\n回车打开，按 Delete 去掉")
        if picture:
            self.open.setIcon(QIcon(picture))
            self.open.setIconSize(QSize(px(32), px(32)))
        self.drop = QPushButton("去掉")
        self.drop.setProperty("look", "quiet")
        self.drop.setAccessibleName(f"去掉附件 {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.open)
        row.addWidget(self.drop)


class AttachmentStrip(QWidget):
    """The files of one record. Files may also be dropped onto it. What was taken off can be put back until another
    record is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Item | None = None
        self._uid = ""
        self._gone: Attachment | None = None
        self.setAcceptDrops(True)
        self._row = Flow(self)
        self.add = QPushButton("＋ 添加文件")
        self.add.setAccessibleName("添加文件")
        self.add.setProperty("look", "compact")
        self.add.setToolTip("照片、扫描件、文档；也可以把文件拖到这里")
        self.add.clicked.connect(self.ask)
        self.back = QPushButton()
        self.back.setAccessibleName("放回去掉的附件")
        self.back.setProperty("look", "quiet")
        self.back.clicked.connect(self._put_back)
        self._row.addWidget(self.add)
        self._row.addWidget(self.back)
        self.files: list[_File] = []

    def show_for(self, item: Item, record: Record | None) -> None:
        """Show the files of a stored record; none for a record that is not stored yet."""
        uid = (record or {}).get("uid") or ""
        if uid != self._uid:
            self._gone = None
        self._item, self._uid = item, uid
        self._fill()

    def _fill(self) -> None:
        for shown in self.files:
            self._row.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        found = attachments.of(self._session.store, self._uid) if self._uid else []
        self.files = [self._show(file) for file in found]
        self.back.setVisible(self._gone is not None)
        if self._gone:
            self.back.setText(f"放回 {self._gone.name}")
        self.setVisible(bool(self._uid))
        self.updateGeometry()

    def _show(self, file: Attachment) -> _File:
        shown = _File(file, self._thumbnail(file))
        shown.open.clicked.connect(self._on_open)
        shown.drop.clicked.connect(self._on_drop)
        self._row.addWidget(shown)
        shown.show()
        return shown

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

    def _on_open(self) -> None:
        try:
            path = attachments.path_of(self._session.store, self.sender().parentWidget().file)
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

    def _on_drop(self) -> None:
        self._take_off(self.sender().parentWidget().file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the file off that has the keyboard."""
        shown = self.focusWidget().parentWidget() if self.focusWidget() else None
        if event.key() == Qt.Key.Key_Delete and isinstance(shown, _File):
            self._take_off(shown.file)
        else:
            super().keyPressEvent(event)

    def _take_off(self, file: Attachment) -> None:
        if self._mark(attachments.remove, file):
            self._gone = file
            self._fill()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        if self._mark(attachments.put_back, self._gone):
            self._gone = None
            self._fill()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, deed: Callable[[Store, Attachment, str], None], file: Attachment) -> bool:
        """Do it, or say why it cannot be done."""
        try:
            deed(self._session.store, file, self._session.who)
        except KnownError as error:
            messages.problem(self, error)
            return False
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._uid:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
