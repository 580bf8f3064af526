"""The preview by keyboard: no printer is needed to see, to choose, to zoom and to write a PDF."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from db.errors import KnownError
from desktop_app.printing.documents import DOCUMENTS
from desktop_app.ui import messages, preview, theme
from desktop_app.ui.preview import PreviewDialog

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(papers, hands):
    pages = {key: doc.pages(list(papers.values())[:3]) for key, doc in DOCUMENTS.items()}
    doubts = {"oral_agreement": ["某甲 与 某乙：达成的是书面协议，应当用人民调解协议书。"]}
    return hands.show(PreviewDialog(pages, "海人调口字〔2022〕第001号", None, doubts), 1180, 640)


@pytest.fixture
def told(monkeypatch):
    """What the message boxes would have said."""
    said = []
    monkeypatch.setattr(messages, "problem", lambda parent, error: said.append(str(error)))
    return said


def test_shows_the_slips_first(dialog):
    assert dialog.document == "slip"
    assert dialog.count.text() == "第 1 页，共 2 页"
    assert [b.text() for b in dialog.findChildren(QPushButton) if b.isCheckable()] == [
        "● 1 登记单", "○ 2 口头协议登记表"]
    assert not dialog.doubt.isVisible()


def test_the_page_is_really_painted(dialog):
    picture = dialog.view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3)
               for y in range(0, picture.height(), 3)}
    assert "#ffffff" in colours  # paper
    assert "#000000" in colours  # ink
    assert theme.COLOURS["bar"].lower() in colours  # around it


def test_a_digit_chooses_the_document(dialog, hands):
    hands.press(KEY.Key_2)
    assert dialog.document == "oral_agreement"
    assert dialog.count.text() == "第 1 页，共 3 页"
    assert "应当用人民调解协议书" in dialog.doubt.text() and dialog.doubt.isVisible()
    assert dialog.findChild(QPushButton, "choice_2").text().startswith("●")
    hands.press(KEY.Key_1)
    assert dialog.document == "slip"
    assert not dialog.doubt.isVisible()


def test_page_keys_turn_the_pages(dialog, hands):
    dialog.view.fit_page()
    for _ in range(3):
        hands.press(KEY.Key_PageDown)
    assert dialog.count.text() == "第 2 页，共 2 页"
    for _ in range(3):
        hands.press(KEY.Key_PageUp)
    assert dialog.count.text() == "第 1 页，共 2 页"


def test_zoom(dialog, hands):
    start = dialog.view.zoom
    hands.press(KEY.Key_Plus, CTRL)
    assert dialog.view.zoom == pytest.approx(start * 1.25)
    hands.press(KEY.Key_Minus, CTRL)
    assert dialog.view.zoom == pytest.approx(start)
    dialog.view.fit_page()
    assert dialog.view.zoom < start
    hands.press(KEY.Key_0, CTRL)
    assert dialog.view.zoom == pytest.approx(start)
    dialog.resize(900, 640)
    assert dialog.view.zoom < start  # still as wide as the window


def test_escape_closes(dialog, hands):
    hands.press(KEY.Key_Escape)
    assert not dialog.isVisible()


def test_every_control_is_named_large_enough_and_reached(dialog, hands):
    buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) == 9
    assert all(b.accessibleName() and b.height() >= 44 for b in buttons)
    assert dialog.print_button.height() >= 60
    assert dialog.view.accessibleName() == "预览"
    reached = set()
    for _ in range(15):
        hands.press(KEY.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {*(b for b in buttons if not b.isCheckable()), dialog.view} <= reached
    assert reached & {b for b in buttons if b.isCheckable()}


def test_enter_without_a_printer_says_so_and_offers_the_pdf(dialog, hands, monkeypatch, tmp_path):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    asked = []
    monkeypatch.setattr(messages, "ask", lambda *words: asked.append(words[1:]) or True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        staticmethod(lambda parent, title, name, kinds: (str(tmp_path / "单子"), kinds)))
    hands.press(KEY.Key_Return)
    assert asked[0][0] == "这台电脑没有装打印机。"
    assert os.listdir(tmp_path) == ["单子.pdf"]
    assert dialog.status.text() == f"已存为 单子.pdf，在 {tmp_path}。"


def test_ctrl_s_offers_a_name_that_warns_and_remembers_the_folder(dialog, hands, monkeypatch, tmp_path):
    monkeypatch.setattr(PreviewDialog, "last_folder", "")
    offered = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        staticmethod(lambda parent, title, name, kinds: offered.append(name) or ("", "")))
    hands.press(KEY.Key_S, CTRL)
    assert offered[-1].endswith("/海人调口字〔2022〕第001号 登记单（含个人信息）.pdf")
    assert dialog.save_pdf(tmp_path / "a.pdf")
    hands.press(KEY.Key_S, CTRL)
    assert offered[-1] == str(tmp_path / "海人调口字〔2022〕第001号 登记单（含个人信息）.pdf")


def test_the_shown_document_is_the_one_written(dialog, tmp_path, monkeypatch):
    written = {}
    monkeypatch.setattr(preview, "write_pdf", lambda pages, path, title, progress: written.update({title: pages}))
    dialog.choose("oral_agreement")
    assert dialog.save_pdf(tmp_path / "b.pdf")
    assert list(written.values()) == [dialog.pages]
    assert list(written) == ["海人调口字〔2022〕第001号 人民调解口头协议登记表"]


def test_a_pdf_that_cannot_be_written_is_said(dialog, told, tmp_path):
    assert not dialog.save_pdf(tmp_path / "没有" / "c.pdf")
    assert "不见了" in told[0]
    assert dialog.status.text() == ""


def test_printing_says_how_many_sheets(dialog, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "纸.pdf"))
    assert dialog.send(printer)
    assert dialog.status.text() == "已送到打印机，共 2 张。"


def test_a_printer_that_refuses_is_said(dialog, told, monkeypatch):
    def refuse(*_):
        raise KnownError("打印机没有接收。", "请看打印机。")

    monkeypatch.setattr(preview, "print_to", refuse)
    assert not dialog.send(QPrinter())
    assert told == ["打印机没有接收。请看打印机。"]


def test_cancelling_a_long_job(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(preview.QProgressDialog, "wasCanceled", lambda self: True)
    assert not dialog.save_pdf(tmp_path / "d.pdf")
    assert dialog.status.text() == "已取消，没有写文件。"
    assert os.listdir(tmp_path) == []


def test_large_letters_still_show_the_ways_out(papers, hands):
    theme.apply(QApplication.instance(), 30)
    try:
        large = hands.show(PreviewDialog({"slip": DOCUMENTS["slip"].pages([papers["S1"]])}, "单子"), 1280, 680)
        area = large.rect()
        for button in (large.print_button, large.pdf_button, large.close_button):
            assert area.contains(button.mapTo(large, button.rect().topLeft()))
            assert area.contains(button.mapTo(large, button.rect().bottomRight()))
        assert not large.findChild(QPushButton, "choice_1").isVisible()  # nothing to choose
    finally:
        theme.apply(QApplication.instance(), 16)
