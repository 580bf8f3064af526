"""The print preview: what will come out, and the two ways out, a printer or a PDF."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.errors import KnownError
from desktop_app.actions.progress import Cancelled, Progress
from desktop_app.printing.documents import ALL_DOCUMENTS
from desktop_app.printing.page import Page
from desktop_app.ui import messages, theme
from desktop_app.ui.page_view import PageView
from desktop_app.ui.printer import print_families, print_to, write_pdf

PANEL = 290  # width of the right side, px at 16 pt
PATIENCE = 700  # ms until a progress window appears
SHOWN_DOUBTS = 3


def _say(label: QLabel, text: str) -> None:
    """Show a text in the right side, with the height that it needs there; nothing takes no room."""
    label.setText(text)
    label.setVisible(bool(text))
    if text:
        label.setMinimumHeight(label.heightForWidth(theme.px(PANEL - 48)))


class PreviewDialog(QDialog):
    """Shows the pages of one or more documents (keys of ALL_DOCUMENTS) and prints them or writes a PDF.

    ``default_name`` is the beginning of the PDF's name; ``doubts`` holds sentences to consider, by document.
    Raises KnownError where there is no Chinese font to print with.
    """

    last_folder = ""  # where the last PDF of this sitting went

    def __init__(self, pages_by_document: Mapping[str, Sequence[Page]], default_name: str,
                 parent: QWidget | None = None, doubts: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        print_families()
        self._pages = dict(pages_by_document)
        self._doubts = doubts or {}
        self._name = re.sub(r'[\\/:*?"<>|\s]+', " ", default_name).strip() or "打印"
        self._key = next(iter(self._pages))
        self.setObjectName("preview")
        self.setWindowTitle("打印预览")
        theme.size_dialog(self, 1180, 640)
        self.view = PageView(self)
        self.view.moved.connect(self._on_moved)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        box.addWidget(self._make_panel())
        self._make_shortcuts()
        self._show_document(self._key)
        self.print_button.setFocus()

    # what is shown ------------------------------------------------------------------------------------------

    @property
    def pages(self) -> Sequence[Page]:
        """The pages of the chosen document."""
        return self._pages[self._key]

    @property
    def document(self) -> str:
        return self._key

    def choose(self, key: str) -> None:
        """Show another document."""
        self._choices.buttons()[list(self._pages).index(key)].setChecked(True)
        self._show_document(key)

    def _show_document(self, key: str) -> None:
        self._key = key
        doubts = list(self._doubts.get(key, ()))
        more = [f"还有 {len(doubts) - SHOWN_DOUBTS} 件，请一并核对。"] if len(doubts) > SHOWN_DOUBTS else []
        _say(self.doubt, "\n".join(["请核对：", *doubts[:SHOWN_DOUBTS], *more]) if doubts else "")
        _say(self.status, "")
        for choice, of in zip(self._choices.buttons(), self._pages, strict=True):
            choice.setText(f"{'●' if of == key else '○'} {choice.objectName()[-1]} {ALL_DOCUMENTS[of].short}")
        self.view.set_pages(self.pages)

    def _on_moved(self, index: int) -> None:
        self.count.setText(f"第 {index + 1} 页，共 {len(self.pages)} 页")

    def _on_choice(self, index: int) -> None:
        self._show_document(list(self._pages)[index])

    # the two ways out ---------------------------------------------------------------------------------------

    def print_pages(self) -> None:
        """Ask for the printer and print; without a printer say so and offer the PDF."""
        if not QPrinterInfo.availablePrinterNames():
            if messages.ask(self, "这台电脑没有装打印机。", "存为 PDF", "不存",
                            "可以存为 PDF，用 U 盘拿到有打印机的电脑上打印。"):
                self.ask_pdf()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"{self._name} {ALL_DOCUMENTS[self._key].short}")
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self.pages))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.send(printer)

    def send(self, printer: QPrinter) -> bool:
        """Print on this printer; True when everything was handed over."""
        def work(progress: Progress) -> str:
            try:
                return f"已送到打印机，共 {print_to(printer, self.pages, progress)} 张。"
            except Cancelled:
                printer.abort()
                raise

        return self._do(work, "正在打印", "已停止打印。")

    def ask_pdf(self) -> None:
        """Ask for the place of the PDF and write it."""
        folder = PreviewDialog.last_folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self, "存为 PDF", str(Path(folder) / self.pdf_name), "PDF 文件 (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save_pdf(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    @property
    def pdf_name(self) -> str:
        """The name that is offered for the PDF; it warns that the file holds personal data."""
        return f"{self._name} {ALL_DOCUMENTS[self._key].short}（含个人信息）.pdf"

    def save_pdf(self, path: Path) -> bool:
        """Write the shown document to a file; True when it is there."""
        def work(progress: Progress) -> str:
            write_pdf(self.pages, path, f"{self._name} {ALL_DOCUMENTS[self._key].title}", progress)
            PreviewDialog.last_folder = str(path.parent)
            return f"已存为 {path.name}，在 {path.parent}。"

        return self._do(work, "正在写 PDF", "已取消，没有写文件。")

    def _do(self, work: Callable[[Progress], str], title: str, stopped: str) -> bool:
        """Run with a progress window; the sentence that ``work`` returns says how it went."""
        waiting = QProgressDialog(title, "取消", 0, 100, self)
        waiting.setWindowTitle(title)
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(PATIENCE)

        def progress(done: float, text: str) -> None:
            waiting.setLabelText(f"{title}，{text}")
            waiting.setValue(round(100 * done))
            if waiting.wasCanceled():
                raise Cancelled

        try:
            _say(self.status, work(progress))
        except Cancelled:
            _say(self.status, stopped)
            return False
        except KnownError as error:
            messages.problem(self, error)
            return False
        finally:
            waiting.close()
            waiting.deleteLater()
        return True

    # widgets ------------------------------------------------------------------------------------------------

    def _make_panel(self) -> QWidget:
        """What can be done, at the right: what is shown above, the ways out below."""
        panel = QWidget(self)
        panel.setFixedWidth(theme.px(PANEL))
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, theme.px(12), 0, theme.px(12))
        column.addWidget(self._make_shown(), 1)
        self.print_button = self._button("打印　回车", "print", self.print_pages)
        self.print_button.setProperty("look", "primary")
        self.print_button.setMinimumHeight(theme.px(60))
        self.pdf_button = self._button("存为 PDF　Ctrl+S", "pdf", self.ask_pdf)
        self.close_button = self._button("关闭　Esc", "close", self.reject)
        ways = QVBoxLayout()
        ways.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        for button in (self.print_button, self.pdf_button, self.close_button):
            button.setAutoDefault(True)
            ways.addWidget(button)
        self.print_button.setDefault(True)
        column.addLayout(ways)
        return panel

    def _make_shown(self) -> QScrollArea:
        """Document, page and zoom; scrolls where the letters are large and the screen is small."""
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        column.setSpacing(theme.px(8))
        self._choices = QButtonGroup(self)
        self._choices.idClicked.connect(self._on_choice)
        for index, key in enumerate(self._pages):
            choice = self._button("", f"choice_{index + 1}")
            choice.setAccessibleName(ALL_DOCUMENTS[key].title)
            choice.setCheckable(True)
            choice.setChecked(key == self._key)
            choice.setVisible(len(self._pages) > 1)
            self._choices.addButton(choice, index)
            column.addWidget(choice)
        self.count, self.doubt, self.status = (self._label(name) for name in ("count", "doubt", "status"))
        self.doubt.setProperty("look", "missing")
        column.addWidget(self.count)
        column.addLayout(self._make_zoom())
        column.addWidget(self.doubt)
        column.addStretch(1)
        column.addWidget(self.status)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _make_zoom(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for index, (text, name, action) in enumerate((
                ("缩小 −", "zoom_out", self.view.zoom_out), ("放大 +", "zoom_in", self.view.zoom_in),
                ("整页", "fit_page", self.view.fit_page), ("页宽", "fit_width", self.view.fit_width))):
            grid.addWidget(self._button(text, name, action), index // 2, index % 2)
        return grid

    def _button(self, text: str, name: str, action: Callable[[], None] | None = None) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text.split("　")[0])
        button.setAutoDefault(False)
        button.setMinimumHeight(theme.px(44))
        if action:
            button.clicked.connect(action)
        return button

    def _make_shortcuts(self) -> None:
        for keys, action in (
                ("PgUp", self.view.page_up), ("PgDown", self.view.page_down),
                ("Ctrl+P", self.print_button.click), ("Ctrl+S", self.pdf_button.click),
                ("Ctrl++", self.view.zoom_in), ("Ctrl+=", self.view.zoom_in), ("Ctrl+-", self.view.zoom_out),
                ("Ctrl+0", self.view.fit_width),
                *((str(index + 1), choice.click) for index, choice in enumerate(self._choices.buttons()))):
            QShortcut(QKeySequence(keys), self, activated=action)
