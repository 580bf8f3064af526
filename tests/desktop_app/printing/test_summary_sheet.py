"""The report and its summary on paper: everything is there, on the sheet, and no line is lost between two sheets."""

from db.figures import FIGURES
from desktop_app.printing.page import Text
from desktop_app.printing.summary_sheet import BOTTOM, LEFT, WIDTH, report_pages, summary_pages
from desktop_app.printing.table import CONTINUES

FOOTER = ("某司法所　时段：2022年9月，统计到 2022-09-30", "填表人：　负责人：", "（盖章处）")
LINES = [(figure.group, (str(number), figure.label, figure.unit, "20460", "20460", "671.14", "100.0", figure.definition))
         for number, figure in enumerate(FIGURES.values(), 1)]


def texts(page):
    return [mark.text for mark in page.marks if isinstance(mark, Text)]


def words(pages):
    return "".join(text for page in pages for text in texts(page)).replace(" ", "")


def test_every_line_of_the_summary_is_on_paper_whole():
    pages = summary_pages("某司法所2022年9月汇总表", "本月", LINES, FOOTER)
    said = words(pages)
    assert CONTINUES not in said
    for figure in FIGURES.values():
        assert figure.definition.replace(" ", "") in said and figure.label in said
    assert all("序号" in texts(page) and "口径说明" in texts(page) for page in pages[:-1])
    assert all(line.replace(" ", "") in said for line in FOOTER) and f"第1页，共{len(pages)}页" in said


def test_nothing_stands_beside_the_sheet():
    for page in summary_pages("题", "本月", LINES, FOOTER) + report_pages("题", [("一、", "长" * 4000)], "到"):
        assert all(0 <= mark.x <= 210 and 0 <= mark.y < 297 for mark in page.marks)
        assert all(mark.x + mark.w <= LEFT + WIDTH + 0.1 for mark in page.marks if isinstance(mark, Text))


def test_a_long_report_goes_on_on_the_next_sheet():
    pages = report_pages("题", [("一、人民调解", "字" * 3000), ("", "完。")], "数据统计到 2022-09-30。")
    said = words(pages)
    assert len(pages) > 1 and said.count("字") == 3000 and "完。" in said and "统计到2022-09-30" in said
    assert max(mark.y for mark in pages[0].marks if isinstance(mark, Text) and "页" not in mark.text) < BOTTOM


def test_the_lines_to_sign_find_room_wherever_the_table_ends():
    for count in range(25, 45):
        pages = summary_pages("题", "本月", LINES[:count], FOOTER)
        assert "（盖章处）" in texts(pages[-1])
        assert all(mark.y < BOTTOM for mark in pages[-1].marks if isinstance(mark, Text) and "共" not in mark.text)
