"""The report as a Word document: paragraphs, the summary as a table, the lines to sign and seal."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.exchange import place
from desktop_app.exchange.summary import Line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_FONT, _HEAD_FONT = "仿宋", "黑体"
_HEADS = ("序号", "指标", "单位", "{}", "本年累计", "上年同期", "期末数", "口径说明")
_WIDTHS = (1.2, 6.2, 1.4, 2.0, 2.2, 2.2, 2.0, 8.1)  # cm, together what a sheet lying on its side has room for
_NUMBERS = range(3, 7)  # columns


def write(out: Path, title: str, paragraphs: Sequence[tuple[str, str]], about: str, lines: Sequence[Line],
          month_word: str, footer: Sequence[str]) -> Path:
    """Write the document whole or not at all. ``paragraphs``: (heading or '', text)."""
    place.put(out, partial(_make, title, paragraphs, about, lines, month_word, footer), "文档", ".docx")
    return Path(out)


def _make(title: str, paragraphs: Sequence[tuple[str, str]], about: str, lines: Sequence[Line], month_word: str,
          footer: Sequence[str], draft: Path) -> None:
    from docx import Document

    document = Document()
    _set_up(document)
    _paragraph(document, title, 18, bold=True, centred=True)
    for heading, text in paragraphs:
        if heading:
            _paragraph(document, heading, 14, bold=True)
        _paragraph(document, text, 14, indent=True)
    _paragraph(document, about, 12, indent=True)
    _lay_on_its_side(document)
    _paragraph(document, "附：统计汇总表", 14, bold=True)
    _table(document, lines, month_word)
    for text in footer:
        _paragraph(document, text, 12)
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments = ""  # the library praises itself there
    with open(draft, "wb") as file:
        document.save(file)


def _set_up(document: "Document") -> None:
    """A4, and a type that has Chinese characters in every office program."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)


def _lay_on_its_side(document: "Document") -> None:
    """What follows has sheets of its own: nine columns want the width."""
    from docx.enum.section import WD_ORIENT

    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _paragraph(document: "Document", text: str, size: float, bold: bool = False, centred: bool = False,
               indent: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = 1.4
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if bold:
        run.font.name = _HEAD_FONT
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEAD_FONT)


def _table(document: "Document", lines: Sequence[Line], month_word: str) -> None:
    from docx.shared import Cm

    rows: list[list[str] | str] = []
    for group, inside in groupby(lines, key=attrgetter("group")):
        rows += [group, *map(_texts, inside)]
    table = document.add_table(rows=len(rows) + 1, cols=len(_HEADS), style="Table Grid")
    table.autofit = False
    for column, wide in zip(table.columns, _WIDTHS, strict=True):  # some programs go by the columns, some by the cells
        column.width = Cm(wide)
    # row.cells counts through the whole table each time: ask for them all at once
    cells, width = table._cells, len(_HEADS)
    _fill(cells[:width], [head.format(month_word) for head in _HEADS], bold=True)
    for number, row in enumerate(rows, 1):
        here = cells[number * width:(number + 1) * width]
        if isinstance(row, str):
            _write(here[0].merge(here[-1]), row, bold=True)
        else:
            _fill(here, row)
    _keep_whole(table)
    _repeat_head(table)


def _texts(line: Line) -> list[str]:
    numbers = ["" if n is None else f"{n}" for n in (line.month, line.year, line.last_year, line.end)]
    return [str(line.number), f"　其中：{line.label}" if line.child else line.label, line.unit, *numbers, line.definition]


def _fill(cells: Sequence["_Cell"], texts: Sequence[str], bold: bool = False) -> None:
    from docx.shared import Cm

    for place_of, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        cell.width = Cm(_WIDTHS[place_of])
        _write(cell, text, bold, right=place_of in _NUMBERS and not bold)


def _write(cell: "_Cell", text: str, bold: bool = False, right: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(10.5), bold


def _keep_whole(table: "Table") -> None:
    """No line of the table is torn between two pages."""
    from docx.oxml import OxmlElement

    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_head(table: "Table") -> None:
    """The first row stands on every page."""
    from docx.oxml import OxmlElement

    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
