"""Real PDFs, read back with poppler and a QR reader."""

import errno
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrinter

from db.errors import KnownError
from desktop_app.actions.progress import Cancelled
from desktop_app.printing.case_print import CasePrint
from desktop_app.printing.documents import DOCUMENTS
from desktop_app.printing.oral_agreement import oral_agreement
from desktop_app.printing.slip import slip
from desktop_app.ui import printer

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
pytestmark = pytest.mark.usefixtures("qapp")


def _run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def _text(pdf: Path) -> str:
    return _run("pdftotext", "-layout", pdf, "-")


def _picture(pdf: Path, page: int, dots: int = 200) -> memoryview:
    """A page as rows of grey pixels."""
    raw = subprocess.run(["pdftoppm", "-gray", "-r", str(dots), "-f", str(page), "-l", str(page), str(pdf)],
                         capture_output=True, check=True).stdout
    width, height = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raw).groups())
    return memoryview(raw[-width * height:]).cast("B", shape=[height, width])


@poppler
@pytest.mark.parametrize("doc", DOCUMENTS)
def test_text_can_be_found_and_copied(papers, tmp_path, doc):
    pdf = printer.write_pdf(DOCUMENTS[doc].pages(list(papers.values())), tmp_path / "单子.pdf")
    text = _text(pdf)
    for case in papers.values():
        assert case.number in text
        for party in case.record["parties"]:
            assert party["name"] in text and party["phone"] in text
            assert doc != "slip" or party["id_no"] in text
    assert "人民调解" in text  # not the radicals ⼈⺠ that some fonts give
    assert not re.search("[\u2e80-\u2fdf]", text)


@poppler
def test_long_texts_are_complete(papers, tmp_path):
    han = "".join(chr(0x4E00 + n) for n in range(1500))
    case = papers["S1"]
    long = replace(case, record=case.record | {"summary": han[:700], "agreement_text": han[700:]})
    for doc in DOCUMENTS.values():
        text = _text(printer.write_pdf(doc.pages([long]), tmp_path / "长.pdf"))
        assert [char for char in han if char not in text] == []


@poppler
@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (2, 1), (3, 2)])
def test_exact_page_size_count_and_title(papers, tmp_path, count, sheets):
    pdf = printer.write_pdf(slip(list(papers.values())[:count]), tmp_path / "单子.pdf", "案件登记单")
    info = _run("pdfinfo", pdf)
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts \(A4\)", info).groups())
    assert width * 25.4 / 72 == pytest.approx(210, abs=0.2)
    assert height * 25.4 / 72 == pytest.approx(297, abs=0.2)
    assert int(re.search(r"Pages:\s+(\d+)", info)[1]) == sheets
    assert re.search(r"Title:\s+案件登记单\n", info)


@poppler
def test_fonts_are_embedded(papers, tmp_path):
    rows = _run("pdffonts", printer.write_pdf(slip([papers["S1"]]), tmp_path / "单子.pdf")).splitlines()[2:]
    assert rows
    assert all(re.search(r"\syes\s+\w+\s+yes\s", row) for row in rows)  # embedded, with a table back to text


@poppler
def test_qr_codes_are_read_from_the_picture(papers, tmp_path):
    zxingcpp = pytest.importorskip("zxingcpp")
    pair = [papers["S1"], papers["S7"]]
    pdf = printer.write_pdf(slip(pair), tmp_path / "单子.pdf")
    found = {code.text for code in zxingcpp.read_barcodes(_picture(pdf, 1))}
    assert found == {f"SUILU:{case.record['uid']}:{case.number}" for case in pair}


@poppler
def test_lines_are_where_the_page_says(tmp_path):
    """The outer border of the blank slip, within a tenth of a millimetre."""
    dots = 600
    picture = _picture(printer.write_pdf(slip([CasePrint()]), tmp_path / "空表.pdf"), 1, dots)
    middle = round(60 * dots / 25.4)  # 60 mm down: inside the table
    black = [x for x in range(picture.shape[1]) if picture[middle, x] < 128]
    assert black[0] * 25.4 / dots == pytest.approx(15 - 0.25, abs=0.1)
    assert black[-1] * 25.4 / dots == pytest.approx(195 + 0.25, abs=0.1)


@poppler
def test_a_blank_form_has_no_made_up_words(tmp_path):
    text = _text(printer.write_pdf([*slip([CasePrint()]), *oral_agreement([CasePrint()])], tmp_path / "空.pdf"))
    assert "甲方" in text and "编号" in text
    assert not re.search(r"\d{4}|None", text)


@poppler
def test_text_wider_than_its_box_is_squeezed_into_it(papers, tmp_path):
    case = papers["S1"]
    number = "海阳所镇人调口字〔2022〕第001号" * 3
    pages = slip([replace(case, record=case.record | {"case_no": number})])
    words = _run("pdftotext", "-bbox", printer.write_pdf(pages, tmp_path / "长号.pdf"), "-")
    right = float(re.search(rf'xMax="([\d.]+)" yMax="[\d.]+">编号：{number}<', words)[1])
    assert right * 25.4 / 72 == pytest.approx(15 + 85, abs=0.3)


def test_print_fonts_are_ours_and_never_noto_while_there_is_another(monkeypatch):
    def families(*installed):
        monkeypatch.setattr(QFontDatabase, "families", lambda *system: list(installed))
        printer.print_families.cache_clear()
        return printer.print_families()

    try:
        assert families("Arial", "WenQuanYi Micro Hei", "SimSun", "Noto Sans CJK SC") == (
            "SimSun", "WenQuanYi Micro Hei")
        assert families("Noto Sans CJK SC", "Some Song") == ("Some Song", "Noto Sans CJK SC")
        with pytest.raises(KnownError, match="没有中文字体"):
            families()
    finally:
        monkeypatch.undo()
        printer.print_families.cache_clear()


def test_printing_to_a_printer(papers, tmp_path):
    """Qt's own PDF printer stands in for paper."""
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(tmp_path / "纸.pdf"))
    told = []
    pages = oral_agreement([papers["S1"], papers["S2"], papers["S3"]])
    assert printer.print_to(paper, pages, lambda part, text: told.append((part, text))) == 3
    assert told[-1] == (1.0, "第 3 页，共 3 页")
    if shutil.which("pdfinfo"):
        info = _run("pdfinfo", tmp_path / "纸.pdf")
        assert re.search(r"Pages:\s+3\n", info) and re.search(r"Page size:\s+59\d.* x 84\d.*A4", info)
        assert papers["S3"].number in _text(tmp_path / "纸.pdf")


def test_only_the_pages_asked_for(papers, tmp_path):
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(tmp_path / "纸.pdf"))
    paper.setPrintRange(QPrinter.PrintRange.PageRange)
    paper.setFromTo(2, 3)
    pages = oral_agreement([papers[key] for key in ("S1", "S2", "S3", "S4")])
    assert printer.print_to(paper, pages) == 2


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_said(papers, tmp_path):
    paper = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    paper.setOutputFileName(str(tmp_path / "gone" / "纸.pdf"))
    with pytest.raises(KnownError, match="没有接收。请看打印机"):
        printer.print_to(paper, slip([papers["S1"]]))


@pytest.fixture
def pages(papers):
    return slip([papers["S1"]])


def _fails(pages, path: Path, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        printer.write_pdf(pages, path)


def test_an_old_file_is_replaced_whole(pages, tmp_path):
    path = tmp_path / "单子.pdf"
    path.write_bytes(b"old")
    assert printer.write_pdf(pages, path) == path
    assert path.read_bytes().startswith(b"%PDF")
    assert os.listdir(tmp_path) == ["单子.pdf"]


@pytest.mark.parametrize(("code", "words"), [
    (errno.ENOSPC, "磁盘满了，文件没有写成"), (errno.EACCES, "正在别的程序里打开"), (errno.EIO, "写文件时出错")])
def test_a_failure_leaves_the_old_file_and_nothing_else(pages, tmp_path, monkeypatch, code, words):
    path = tmp_path / "单子.pdf"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "replace" if code == errno.EACCES else "fsync", fail)
    _fails(pages, path, words)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["单子.pdf"]


def test_a_folder_that_vanished(pages, tmp_path):
    _fails(pages, tmp_path / "没有" / "单子.pdf", "不见了")


def test_a_folder_in_place_of_the_file(pages, tmp_path):
    (tmp_path / "单子.pdf").mkdir()
    _fails(pages, tmp_path / "单子.pdf", "是一个文件夹")


def test_cancelling_writes_nothing(papers, tmp_path):
    def stop(part, _text):
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        printer.write_pdf(slip(list(papers.values())), tmp_path / "单子.pdf", progress=stop)
    assert os.listdir(tmp_path) == []
