"""The Word document, opened again: the same words and numbers, the lines to sign, nothing of the library's own."""

from decimal import Decimal

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from db.errors import KnownError
from desktop_app.exchange import report_docx
from desktop_app.exchange.summary import Line

LINES = [
    Line(1, "publicity", "法治宣传", "法治宣传活动", "次", 2, 3, 0, None, "按活动日期", False),
    Line(2, "publicity_hall", "法治宣传", "讲座", "次", 1, 1, 0, None, "活动里的这一类", True),
    Line(3, "correction", "社区矫正", "在矫", "人", None, None, None, 14, "期末在矫人数", False),
    Line(4, "lenient_amount", "执法监督", "免罚少罚金额", "万元", Decimal("671.14"), Decimal("671.14"), None, None, "相加", False),
]
FOOTER = ("某司法所　时段：2022年9月，统计到 2022-09-30", "填表人：　　负责人：　　填报日期：", "（盖章处）")


@pytest.fixture
def document(tmp_path):
    out = report_docx.write(tmp_path / "工作情况.docx", "某司法所2022年9月工作情况",
                            [("一、法治宣传", "开展法治宣传2次。"), ("", "A & <b>")], "数据统计到 2022-09-30。", LINES, "本月", FOOTER)
    return Document(str(out))


def test_words_and_lines_to_sign(document):
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:5] == ["某司法所2022年9月工作情况", "一、法治宣传", "开展法治宣传2次。", "A & <b>", "数据统计到 2022-09-30。"]
    assert texts[-3:] == list(FOOTER)


def test_the_summary(document):
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "指标", "单位", "本月", "本年累计", "上年同期", "期末数", "口径说明"]
    assert set(rows[1]) == {"法治宣传"} and rows[2] == ["1", "法治宣传活动", "次", "2", "3", "0", "", "按活动日期"]
    assert rows[3][1] == "　其中：讲座" and rows[5][6] == "14" and rows[7][3:5] == ["671.14", "671.14"]
    assert len(rows) == 1 + len(LINES) + 3


def test_the_head_stands_on_every_sheet_and_the_table_has_the_width(document):
    head, *others = document.tables[0]._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in others)
    text, table = document.sections
    assert (text.orientation, table.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    room = table.page_width - table.left_margin - table.right_margin
    widths = [column.width for column in document.tables[0].columns]
    assert sum(widths) <= room and widths == [cell.width for cell in document.tables[0].rows[0].cells]


def test_it_says_nothing_of_how_it_was_made(document):
    told = document.core_properties
    assert (told.title, told.author, told.comments) == ("某司法所2022年9月工作情况", "", "")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(KnownError):
        report_docx.write(tmp_path / "没有" / "a.docx", "题", [], "", LINES, "本月", FOOTER)


def test_workbooks_are_made_as_they_were_without_it():
    from openpyxl.xml import DEFUSEDXML, LXML

    assert DEFUSEDXML and not LXML
