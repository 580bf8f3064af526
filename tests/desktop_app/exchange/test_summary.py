"""The first and the last sheet of the monthly workbook."""

from decimal import Decimal

from openpyxl import load_workbook

from desktop_app.exchange import book, place
from desktop_app.exchange.profiles import Profile
from desktop_app.exchange.summary import Check, Line, checks_page, summary_page

LINES = [Line(1, "correction", "社区矫正", "在矫", "人", None, None, None, 14, "期末在矫的", False),
         Line(2, "correction_02", "社区矫正", "缓刑", "人", None, None, None, 12, "在矫里的这一类", True),
         Line(3, "aid_saved", "法援转交", "节省费用", "万元", Decimal("1.23"), Decimal("0.00"), None, None, "按决定日期", False)]
FOOTER = ("海阳所镇司法所　时段：2022年9月", "填表人：", "（盖章处）")


def written(tmp_path, make):
    pages = [summary_page(LINES, "本期", FOOTER), checks_page([Check("校验", "对上", "=1+1")])]
    target = tmp_path / "月报.xlsx"
    profile = Profile("monthly", "月报", "", target, tuple(page.sheet for page in pages), True, "", False, 1)

    def work(draft):
        book.write(draft, pages, profile, make.cover(False))
        book.verify(draft, pages, make.cover(False))

    place.put(target, work)
    return load_workbook(target)


def test_columns_and_lines(tmp_path, make):
    sheet = written(tmp_path, make)["汇总表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["序号", "项目", "指标", "单位", "本期", "本年累计", "上年同期", "期末数", "口径说明"]
    assert rows[2] == ["1", "社区矫正", "在矫", "人", None, None, None, 14, "期末在矫的"]
    assert rows[3][2] == "　其中：缓刑" and rows[4][4] == 1.23 and rows[4][5] == 0


def test_the_footer_runs_over_the_whole_width(tmp_path, make):
    sheet = written(tmp_path, make)["汇总表"]
    assert [sheet.cell(6 + n, 1).value for n in range(3)] == list(FOOTER)
    assert not sheet["A6"].alignment.wrap_text and sheet["B6"].value is None and not sheet["A6"].border.left.style


def test_it_prints_on_one_page_across_with_a_title(tmp_path, make):
    sheet = written(tmp_path, make)["汇总表"]
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9  # A4
    assert sheet.page_setup.fitToWidth == 1 and sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.center.text == "海阳所镇司法所　2022年9月　月报　汇总表"


def test_checks_are_text(tmp_path, make):
    sheet = written(tmp_path, make)["校验"]
    assert [cell.value for cell in sheet[3]] == ["校验", "对上", "=1+1"] and sheet["C3"].data_type == "s"
