from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.printing.case_print import CasePrint
from desktop_app.printing.page import Box, Line, Qr, Text
from desktop_app.printing.sheets import HALF
from desktop_app.printing.slip import slip
from desktop_app.printing.table import CONTINUES

HAN = "".join(chr(0x4E00 + n) for n in range(2000))


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (2, 1), (3, 2), (10, 5)])
def test_two_slips_on_a_sheet(papers, count, sheets):
    pages = slip(list(papers.values())[:count])
    assert [(page.width, page.height) for page in pages] == [(210, 297)] * sheets


def test_one_slip_leaves_the_lower_half_empty(papers):
    page, = slip([papers["S1"]])
    assert all(mark.y < HALF for mark in page.marks if not isinstance(mark, Line))
    cut = [mark for mark in page.marks if isinstance(mark, Line) and mark.x1 == 0]
    assert [(line.y1, line.y2, line.x2, line.dotted) for line in cut] == [(148.5, 148.5, 210, True)]


def test_the_lower_slip_is_the_upper_one_moved(papers):
    page, = slip([papers["S1"], papers["S1"]])
    upper = [m.y for m in page.marks if isinstance(m, Text) and m.y < HALF]
    lower = [m.y - HALF for m in page.marks if isinstance(m, Text) and m.y > HALF]
    assert lower == pytest.approx(upper)


def test_every_standard_case_says_what_was_recorded(papers, look):
    for case in papers.values():
        pages = slip([case])
        texts = look.texts(pages)
        assert f"编号：{case.number}" in texts
        for party in case.record["parties"]:
            for key in ("name", "id_no", "phone"):
                assert party[key] in texts, (case.number, key)
        for key in ("dispute_type", "source", "summary", "mediation_date", "mediator", "mediation_place"):
            assert case.text(key) and case.text(key) in texts, (case.number, key)
        assert len(pages) == 1 and look.inside(pages[0])
        assert min(m.size for m in pages[0].marks if isinstance(m, Text)) >= 10.5


def test_an_organisation_has_a_person_in_charge(papers, look):
    texts = look.texts(slip([papers["S7"]]))
    assert "乳山市宏达渔具有限公司" in texts
    assert "负责人：宫本利" in texts
    assert "91350100M000100Y43" in texts


def test_three_parties_fit_on_one_slip(papers, look):
    texts = look.texts(slip([papers["S6"]]))
    assert {"李四光", "张三丰", "王五"} <= set(texts)
    assert not any("续页" in text for text in texts)


def test_a_failure_says_why_instead_of_an_agreement(papers, look):
    texts = look.texts(slip([papers["S5"]]))
    assert {"不成原因", "双方对责任分担分歧较大", "告知可向人民法院起诉"} <= set(texts)
    assert "协议内容" not in texts
    assert texts.count("—") == 5  # form, performance, amount, mode, due: nothing to write, nothing to tick
    assert not any("□" in text for text in texts)


def test_boxes_only_where_nothing_was_stated(papers, look):
    case = papers["S1"]
    open_case = replace(case, record=case.record | {"result": None, "agreement_form": None})
    assert {"□成功 □不成功 □调解中", "□口头 □书面", "当场履行"} <= set(look.texts(slip([open_case])))


def test_an_agent_has_a_line_of_his_own(papers, look):
    case = papers["S4"]
    first, second = case.record["parties"]
    first = first | {"agent": "赵强", "agent_power": "special"}
    texts = look.texts(slip([replace(case, record=case.record | {"parties": [first, second]})]))
    assert "代理人：赵强（特别授权代理）" in texts
    assert not any("续页" in text for text in texts)


def test_qr_code_names_the_case(papers):
    case = papers["S1"]
    codes = [mark.data for mark in slip([case])[0].marks if isinstance(mark, Qr)]
    assert codes == [f"SUILU:{case.record['uid']}:{case.number}"]


def test_nobody_signs_by_machine(papers, look):
    words = look.texts(slip([papers["S1"]]))
    assert words.count("刘淑芬") == 1  # as mediator, not as a signature
    assert words.count("高兴民") == 1


def test_parties_need_not_sign(papers, look):
    assert "当事人" in look.texts(slip([papers["S1"]]))[-8:]
    assert "当事人" not in look.texts(slip([papers["S1"]], party_signatures=False))[-8:]


def test_blank_slip_is_a_form_to_fill(look):
    pages = slip([CasePrint()])
    texts = look.texts(pages)
    assert {"人民调解委员会", "编号：", "登记人：", "甲方", "乙方", "□口头 □书面"} <= set(texts)
    assert not any(isinstance(mark, Qr) for mark in pages[0].marks)
    assert sum(isinstance(mark, Line) and mark.dotted for mark in pages[0].marks) == 3  # two texts and the cut
    assert len(pages) == 1 and look.inside(pages[0])


def test_sample_papers_say_so(papers, look):
    assert "样例，不是真实案件" in look.texts(slip([replace(papers["S1"], sample=True)]))
    assert "样例，不是真实案件" not in look.texts(slip([papers["S1"]]))


def test_a_slip_from_paper_keeps_its_number(papers, look):
    case = papers["S1"]
    told = replace(case, record=case.record | {"paper_slip_no": "0371"})
    assert "纸质单号：0371" in look.texts(slip([told]))


def test_long_texts_go_on_and_nothing_is_lost(papers, look):
    case = papers["S1"]
    long = case.record | {"summary": HAN[:900], "agreement_text": HAN[900:1900], "mediation_place": HAN[1900:]}
    pages = slip([replace(case, record=long)])
    texts = look.texts(pages)
    words = look.words(pages)
    assert [words.count(char) >= 1 for char in HAN].count(False) == 0
    assert CONTINUES in texts
    assert {"纠纷简要情况（接上页）：", "协议内容（接上页）：", "调解地点（接上页）："} <= set(texts)
    assert texts.count(f"编号：{case.number}") == int(next(t for t in texts if t.startswith("第 1 页"))[-3])
    assert all(look.inside(page) for page in pages)


def test_many_parties_go_on(papers, look):
    case = papers["S1"]
    row = case.record["parties"][0]
    crowd = [row | {"name": f"第{n}人", "phone": f"138{n:08d}"} for n in range(30)]
    pages = slip([replace(case, record=case.record | {"parties": crowd})])
    texts = look.texts(pages)
    assert all(f"第{n}人" in texts and f"138{n:08d}" in texts for n in range(30))
    assert all(look.inside(page) for page in pages)


_ANY = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), max_size=120)


def test_any_words_are_printed_inside_the_page(papers, look):
    case = papers["S1"]
    first, second = case.record["parties"]

    @settings(max_examples=25, deadline=None)
    @given(name=_ANY, place=_ANY, address=_ANY, occupation=_ANY, summary=_ANY, phone=_ANY)
    def prints(name, place, address, occupation, summary, phone):
        party = first | {"name": name, "address": address, "occupation": occupation, "phone": phone}
        record = case.record | {"mediation_place": place, "summary": summary, "parties": [party, second]}
        pages = slip([replace(case, record=record)])
        assert all(look.inside(page) for page in pages)
        words = look.words(pages)
        for text in (name, place, address, occupation, summary, phone):
            assert all(char in words for char in text)
        assert all(mark.h < HALF for page in pages for mark in page.marks if isinstance(mark, Box))

    prints()
