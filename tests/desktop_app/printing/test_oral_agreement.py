from dataclasses import replace

from desktop_app.printing.case_print import CasePrint
from desktop_app.printing.oral_agreement import doubt, oral_agreement
from desktop_app.printing.page import Line, Text
from desktop_app.printing.table import CONTINUES

ITEMS = ("姓名", "性别", "民族", "年龄", "职业或职务", "联系方式", "单位或住址")
LABELS = ("纠纷主要事实、争议事项：", "达成的协议内容：", "履行方式、时限：", "人民调解员（签名）：", "备注")
HAN = "".join(chr(0x4E00 + n) for n in range(2000))


def test_the_prescribed_fields_are_there(papers, look):
    pages = oral_agreement([papers["S1"]])
    texts = look.texts(pages)
    assert texts[0] == "人民调解口头协议登记表"
    assert f"编号：{papers['S1'].number}" in texts
    assert [texts.count(item) for item in ITEMS] == [2] * 7
    assert set(LABELS) <= set(texts)
    assert "海阳所镇人民调解委员会（印章）：" in texts
    assert "2022年9月5日" in texts
    assert {"高兴民", "隋建波", "67", "52", "汉族", "务农", "13806310005", "大孤山村", "当场履行。"} <= set(texts)
    assert not any("371083" in text for text in texts)  # the form has no place for the id number
    assert (pages[0].width, pages[0].height) == (210, 297)
    assert look.inside(pages[0], 15)
    assert min(m.size for m in pages[0].marks if isinstance(m, Text)) >= 12


def test_performance_says_only_what_was_stated(papers, look):
    assert "限期履行，2022年9月30日前。" in look.texts(oral_agreement([papers["S2"]]))
    assert "分期履行。" in look.texts(oral_agreement([papers["S3"]]))


def test_each_party_has_a_line_to_sign_unless_the_office_hides_them(papers, look):
    shown = look.texts(oral_agreement([papers["S6"]]))
    assert {"当事人（签名盖章或按指印）：", "甲方 李四光：", "乙方 张三丰：", "乙方 王五："} <= set(shown)
    hidden = look.texts(oral_agreement([papers["S6"]], party_signatures=False))
    assert not any("指印" in text or text.endswith("王五：") for text in hidden)
    assert "人民调解员（签名）：" in hidden


def test_an_organisation(papers, look):
    texts = look.texts(oral_agreement([papers["S7"]]))
    assert {"名称", "乳山市宏达渔具有限公司", "负责人", "宫本利", "0631-6712345", "海阳所镇工业园"} <= set(texts)
    assert texts.count("姓名") == 1


def test_blank_form(look):
    page, = oral_agreement([CasePrint()])
    texts = look.texts([page])
    assert {"编号：", "甲方：", "乙方：", "人民调解委员会（印章）："} <= set(texts)
    assert "　　　年　　月　　日".strip() in texts
    assert sum(isinstance(mark, Line) and mark.dotted for mark in page.marks) >= 8


def test_each_case_on_its_own_sheet(papers):
    assert len(oral_agreement([papers["S1"], papers["S2"], papers["S3"]])) == 3


def test_long_texts_and_many_parties_go_on_and_nothing_is_lost(papers, look):
    case = papers["S1"]
    row = case.record["parties"][0]
    crowd = [row | {"name": f"第{n}人", "phone": f"138{n:08d}"} for n in range(12)]
    record = case.record | {"summary": HAN[:1000], "agreement_text": HAN[1000:], "parties": crowd}
    pages = oral_agreement([replace(case, record=record)])
    words = look.words(pages)
    texts = look.texts(pages)
    assert all(char in words for char in HAN)
    assert all(f"第{n}人" in texts and f"138{n:08d}" in texts for n in range(12))
    assert CONTINUES in texts
    assert "纠纷主要事实、争议事项（接上页）：" in texts
    assert texts.count("人民调解口头协议登记表（续页）") == len(pages) - 1
    assert [f"第 {n} 页，共 {len(pages)} 页" in texts for n in range(1, len(pages) + 1)] == [True] * len(pages)
    assert all(look.inside(page, 10) for page in pages)


def test_doubts_about_the_right_paper(papers):
    assert doubt(papers["S1"]) == ""
    assert "人民调解协议书" in doubt(papers["S4"])
    assert "不成功" in doubt(papers["S5"])
