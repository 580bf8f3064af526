"""Pages on paper: the same paint for the preview, a printer and a PDF. All lengths in mm."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from desktop_app.actions.progress import Progress, unwatched
from desktop_app.exchange import place
from desktop_app.printing.page import Box, Line, Mark, Page, Qr, Text, qr_modules
from desktop_app.printing.text import MM_PER_POINT

PRINT_FONTS = (
    "SimSun", "NSimSun", "FangSong", "FangSong_GB2312", "STSong", "Songti SC", "FZShuSong-Z01",
    "FZFangSong-Z02", "AR PL UMing CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "LXGW WenKai",
    "AR PL UKai CN", "Droid Sans Fallback", "Microsoft YaHei", "SimHei")
"""Fonts whose text can be found and copied in a PDF. Not Noto CJK: with it 人民 comes out as radicals."""

RESOLUTION = 1200  # dots per inch of a PDF; fine enough for lines of 0.18 mm
_UNITS = 48  # type is drawn this high, then scaled: widths are not rounded (beyond 64 the screen loses bold)
_BASELINE = 0.36  # of the type size, from the middle of a line down to its baseline
_INK = QColor(0, 0, 0)


@cache
def print_families() -> tuple[str, ...]:
    """The installed fonts to print with, best first; other Chinese fonts only where none of ours is there."""
    installed = QFontDatabase.families()
    if ours := tuple(family for family in PRINT_FONTS if family in installed):
        return ours
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if not chinese:
        raise KnownError("这台电脑没有中文字体，打印出来会全是方框。", "请先安装宋体或文泉驿微米黑，再打印。")
    return tuple(sorted(chinese, key=lambda family: "Noto" in family))


def _font(bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(print_families()))
    font.setPixelSize(_UNITS)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint one page on a painter whose unit is already the millimetre."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in page.marks:
        _paint(painter, mark)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Text():
            _paint_text(painter, mark)
        case Line():
            pen = QPen(_INK, mark.width)
            if mark.dotted:
                pen.setDashPattern([3, 5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        case Box():
            pen = QPen(_INK, mark.width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(mark.x, mark.y, mark.w, mark.h))
        case Qr():
            _paint_qr(painter, mark)


def _paint_text(painter: QPainter, mark: Text) -> None:
    font = _font(mark.bold)
    height = mark.size * MM_PER_POINT
    scale = height / _UNITS
    width = QFontMetricsF(font).horizontalAdvance(mark.text) * scale
    squeeze = min(1.0, mark.w / width) if width else 1.0
    free = mark.w - width * squeeze
    x = mark.x + {"left": 0.0, "center": free / 2, "right": free}[mark.align]
    painter.save()
    painter.translate(x, mark.y + mark.h / 2 + _BASELINE * height)
    painter.scale(scale * squeeze, scale)
    painter.setFont(font)
    painter.setPen(_INK)
    painter.drawText(QPointF(0, 0), mark.text)
    painter.restore()


def _paint_qr(painter: QPainter, mark: Qr) -> None:
    """One filled path, so that no hairlines show between the modules."""
    rows = qr_modules(mark.data)
    module = mark.size / len(rows)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for y, row in enumerate(rows):
        x = 0
        for black, run in groupby(row):
            width = len(list(run))
            if black:
                path.addRect(QRectF(mark.x + x * module, mark.y + y * module, width * module, module))
            x += width
    painter.fillPath(path, _INK)


def _layout(page: Page) -> QPageLayout:
    size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Millimeter, "",
                     QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint_all(device: QPdfWriter | QPrinter, pages: Sequence[Page], progress: Progress) -> bool:
    """Paint pages on a paged device whose first page is set up; False when the device refuses."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        for number, page in enumerate(pages):
            if number:
                device.setPageLayout(_layout(page))
                device.newPage()
            painter.resetTransform()
            dots = device.resolution() / 25.4
            painter.scale(dots, dots)
            paint_page(painter, page)
            progress((number + 1) / len(pages), f"第 {number + 1} 页，共 {len(pages)} 页")
    finally:
        painter.end()
    return True


def pdf_bytes(pages: Sequence[Page], title: str, progress: Progress = unwatched) -> bytes:
    """The pages as a PDF with searchable text."""
    print_families()  # without a Chinese font there is nothing to write
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("随录 SuiLu")
    writer.setPageLayout(_layout(pages[0]))
    _paint_all(writer, pages, progress)
    buffer.close()
    return buffer.data().data()


def write_pdf(pages: Sequence[Page], path: Path, title: str = "", progress: Progress = unwatched) -> Path:
    """Write the pages to a PDF file, whole or not at all. The title is the file's name unless given."""
    data = pdf_bytes(pages, title or path.stem, progress)
    place.put(path, partial(Path.write_bytes, data=data), "文件", ".pdf")
    return path


def print_to(printer: QPrinter, pages: Sequence[Page], progress: Progress = unwatched) -> int:
    """Print the pages that the print dialog asked for; the number of printed sheets, copies included."""
    wanted = list(_in_range(printer, pages))
    if not printer.supportsMultipleCopies():
        wanted *= printer.copyCount()
    printer.setFullPage(True)
    printer.setPageLayout(_layout(wanted[0]))
    if not _paint_all(printer, wanted, progress):
        raise KnownError(f"打印机“{printer.printerName()}”没有接收。",
                         "请看打印机是否开机、有纸，或者先存为 PDF。")
    return len(wanted)


def _in_range(printer: QPrinter, pages: Sequence[Page]) -> Iterable[Page]:
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        return pages[printer.fromPage() - 1:printer.toPage()]
    return pages
