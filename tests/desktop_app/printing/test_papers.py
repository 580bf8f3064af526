"""The papers of every work item: what was stated is on them, whole, and nothing else is."""

from dataclasses import replace

import pytest

from db.codes import choices
from db.items import BY_KEY, CASE, ITEMS, RESETTLEMENT, Item
from db.items.kinds import Field, Kind, Record
from desktop_app.printing.documents import ALL_DOCUMENTS, DOCUMENTS, PAPERS, REPORTS, documents_of
from desktop_app.printing.page import Line, Text
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.sheets import HALF
from desktop_app.printing.words import in_words

HAN = "".join(chr(0x4E00 + n) for n in range(4000))
NAMES = {f"uid-{item.key}": f"某{item.label}" for item in ITEMS}
LIMITS = {"review_apply_days": 60, "video_visitors": 3}
EACH = [(item, doc) for item in ITEMS if item is not CASE for doc in documents_of(item)]
ids = [doc for _, doc in EACH]


def _value(field: Field) -> object:
    known = [code.code for code in choices(field.of)] if field.kind in (Kind.CHOICE, Kind.CHOICES) else []
    match field.kind:
        case Kind.DATE:
            return "2022-09-05"
        case Kind.MONEY:
            return 123450
        case Kind.NUMBER:
            return 7
        case Kind.CHOICE:
            return known[0]
        case Kind.CHOICES:
            return ",".join(known[:2])
        case Kind.FLAG:
            return True
        case Kind.LINK:
            return f"uid-{field.of}"
        case Kind.ROWS:
            return [_full(BY_KEY[field.of])]
    return f"{field.key}之词"


def _full(item: Item) -> Record:
    """A record that states everything there is to state, of a person who is no juvenile."""
    return {"uid": "u1"} | {field.key: _value(field) for field in item} | (
        {"juvenile": False} if "juvenile" in item.fields else {})


def _paper(item: Item, record: Record | None = None, **more: object) -> RecordPrint:
    return RecordPrint(item, _full(item) if record is None else record, NAMES, "海阳所镇司法所", limits=LIMITS, **more)


def _words(look, pages) -> str:
    return look.words(pages).replace(" ", "").replace("　", "")


def test_every_item_has_papers_under_keys_of_their_own():
    assert set(PAPERS) == {item.key for item in ITEMS} - {CASE.key}
    assert all(docs for docs in PAPERS.values())
    assert len(ALL_DOCUMENTS) == len(DOCUMENTS) + len(REPORTS) + sum(len(docs) for docs in PAPERS.values())
    assert documents_of(CASE) is DOCUMENTS


@pytest.mark.parametrize(("item", "doc"), EACH, ids=ids)
def test_a_paper_is_whole_and_nobody_signs_by_machine(look, item, doc):
    pages = documents_of(item)[doc].pages([_paper(item)])
    words = look.words(pages)
    assert "海阳所镇司法所" in words
    assert not any(bad in words for bad in ("None", "null", "True", "{", "["))
    assert all(look.inside(page) for page in pages)
    assert {(page.width, page.height) for page in pages} == {(210, 297)}
    assert min(mark.size for page in pages for mark in page.marks if isinstance(mark, Text)) >= 10.5
    assert "签名" in words


@pytest.mark.parametrize(("item", "doc"), EACH, ids=ids)
def test_an_empty_record_is_a_form_to_fill(look, item, doc):
    pages = documents_of(item)[doc].pages([_paper(item, item.blank())])
    words = look.words(pages)
    assert not any(bad in words for bad in ("None", "null", "2022", "之词"))
    assert all(look.inside(page) for page in pages)


@pytest.mark.parametrize("item", [item for item in ITEMS if item is not CASE], ids=lambda item: item.key)
def test_the_sheet_says_everything_that_was_recorded(look, item):
    paper = _paper(item)
    words = _words(look, documents_of(item)[f"{item.key}_sheet"].pages([paper]))
    for field in item:
        if not field.editable and (field.key == "event_on" or field.kind is Kind.FLAG):
            continue  # what the program notes for its own counts
        parts = [row.text(f.key) for row in paper.rows(field.key) for f in row.item if f.editable] if (
            field.kind is Kind.ROWS) else [in_words(field, paper.record[field.key], NAMES)]
        for said in parts:
            assert said and said.replace(" ", "") in words, (item.key, field.key)


@pytest.mark.parametrize(("item", "doc"), EACH, ids=ids)
def test_long_texts_go_on_and_nothing_is_lost(look, item, doc):
    layout = documents_of(item)[doc].pages
    whole = _words(look, layout([_paper(item)]))
    fields = [f for f in item if f.kind in (Kind.TEXT, Kind.LONG) and f"{f.key}之词" in whole]
    for field in fields:
        long = HAN[:2 * (field.limit or 40)]
        pages = layout([_paper(item, _full(item) | {field.key: long})])
        assert set(long) <= set(_words(look, pages)), field.key
        assert all(look.inside(page) for page in pages), field.key


@pytest.mark.parametrize(("item", "doc"), EACH, ids=ids)
def test_sample_papers_say_so_on_every_sheet(look, item, doc):
    pages = documents_of(item)[doc].pages([_paper(item, sample=True)])
    assert all("样例，不是真实记录" in look.texts([page]) for page in pages)
    assert "样例" not in look.words(documents_of(item)[doc].pages([_paper(item)]))


@pytest.mark.parametrize(("item", "doc"), EACH, ids=ids)
def test_every_record_begins_on_a_sheet_of_its_own(item, doc):
    layout = documents_of(item)[doc].pages
    assert len(layout([_paper(item)] * 3)) == 3 * len(layout([_paper(item)]))


def test_long_lists_go_on(look):
    item = BY_KEY["mediator"]
    rows = [_full(BY_KEY["mediator_training"]) | {"topic": f"第{n}次培训"} for n in range(60)]
    pages = documents_of(item)["mediator_sheet"].pages([_paper(item, _full(item) | {"trainings": rows})])
    words = look.words(pages)
    assert all(f"第{n}次培训" in words for n in range(60))
    assert len(pages) > 1 and all(look.inside(page) for page in pages)
    assert look.texts(pages[1:2])[1] == "人员登记表（续页）"


def test_slips_are_two_copies_to_be_cut_apart(look):
    for key, doc, tag in (("consultation", "one_time_notice", "交来访人"), ("legal_aid", "aid_receipt", "交申请人"),
                          ("review_intake", "review_receipt", "交申请人"), ("video_visit", "visit_notice", "交会见人")):
        page, = documents_of(BY_KEY[key])[doc].pages([_paper(BY_KEY[key])])
        cut, = (mark for mark in page.marks if isinstance(mark, Line) and mark.x1 == 0)
        assert cut.y1 == HALF and cut.dotted
        where = {mark.text: mark.y for mark in page.marks if isinstance(mark, Text)}
        assert where[tag] < HALF < where["存根，单位留存"]


def test_the_notice_says_where_to_go_and_what_to_bring(look):
    item = BY_KEY["consultation"]
    doc = documents_of(item)["one_time_notice"]
    for outcome, place in (("notary", "公证机构"), ("court", "人民法院"), ("aid", "法律援助机构"), ("mediation", "人民调解")):
        words = _words(look, doc.pages([_paper(item, _full(item) | {"outcome": outcome})]))
        assert place in words and "身份" in words
    empty = _paper(item, _full(item) | {"outcome": None})
    assert "去向" in doc.doubt(empty) and doc.doubt(_paper(item)) == ""


def test_every_outcome_has_its_guide():
    from desktop_app.printing.notices import _GUIDES

    assert set(_GUIDES) == {code.code for code in choices("consult_outcome")}


def test_the_receipt_ticks_what_came_and_lists_what_is_missing(look):
    item = BY_KEY["legal_aid"]
    doc = documents_of(item)["aid_receipt"]
    record = _full(item) | {"papers": "form,identity", "precheck": "lacking", "agent": None}
    texts = look.texts(doc.pages([_paper(item, record)]))
    assert texts.count("√") == 2 * 2  # on both copies
    assert texts.count("经济困难说明或承诺；案件材料") == 2
    with_agent = look.texts(doc.pages([_paper(item, record | {"agent": "宋知远"})]))
    assert with_agent.count("经济困难说明或承诺；案件材料；委托书") == 2
    assert "材料" in doc.doubt(_paper(item, record | {"papers": None}))


def test_the_letter_is_addressed_and_has_a_receipt_to_send_back(look):
    item = BY_KEY["legal_aid"]
    doc = documents_of(item)["aid_letter"]
    record = _full(item) | {"sent_to": "乳山市法律援助中心", "letter_no": "海司援转〔2022〕5号", "name": "曲世杰"}
    texts = look.texts(doc.pages([_paper(item, record)]))
    assert {"乳山市法律援助中心：", "海司援转〔2022〕5号", "回　执", "海阳所镇司法所（盖章）"} <= set(texts)
    assert sum("曲世杰" in text for text in texts) == 2
    assert "转交机构" in doc.doubt(_paper(item, record | {"sent_to": None}))
    assert "不需要转交" in doc.doubt(_paper(item, record | {"precheck": "outside"}))


def test_the_review_receipt_shows_the_last_day(look):
    item = BY_KEY["review_intake"]
    doc = documents_of(item)["review_receipt"]
    record = _full(item) | {"known_on": "2022-08-01", "deadline": "2022-09-30", "event_on": "2022-08-09"}
    assert "至2022年9月30日止（自知道行政行为之日起60日，法律另有规定的除外）" in _words(
        look, doc.pages([_paper(item, record)]))
    assert doc.doubt(_paper(item, record)) == ""
    assert "超过" in doc.doubt(_paper(item, record | {"event_on": "2022-10-01"}))
    assert "知道" in doc.doubt(_paper(item, record | {"deadline": None}))


def test_the_opinion_numbers_the_problems(look):
    item = BY_KEY["legal_review"]
    issue = {"kind": "subject", "text": "没有写明乙方全称", "advice": "补上全称", "fixed": None}
    record = _full(item) | {"opinion": "revise", "issues": [issue, issue | {"kind": None, "advice": None}]}
    doc = documents_of(item)["legal_opinion"]
    texts = look.texts(doc.pages([_paper(item, record)]))
    assert "1. 【主体资格】没有写明乙方全称。建议：补上全称。" in texts
    assert "2. 没有写明乙方全称。" in texts
    assert {"一、合同基本情况", "二、审查意见", "三、问题和建议", "修改后合法。"} <= set(texts)
    no_contract = record | dict.fromkeys(
        ("other_side", "subject_matter", "amount", "contract_type", "contract_term", "opinion"))
    assert "一、审查意见" in look.texts(doc.pages([_paper(item, no_contract)]))
    assert "审查意见" in doc.doubt(_paper(item, no_contract))


def test_officials_are_asked_for_their_letter_and_relatives_for_their_papers(look):
    item = BY_KEY["video_visit"]
    doc = documents_of(item)["visit_notice"]
    family = _words(look, doc.pages([_paper(item, _full(item) | {"kind": "family"})]))
    official = _words(look, doc.pages([_paper(item, _full(item) | {"kind": "court"})]))
    assert "户口簿" in family and "不超过3人" in family and "办案单位" not in family
    assert "单位公函" in official and "unit之词" in official and "户口簿" not in official
    assert "时间" in doc.doubt(_paper(item, _full(item) | {"at_time": None}))


def test_visits_stand_in_order_and_go_on(look):
    visit = BY_KEY["resettlement_visit"]
    rows = [_full(visit) | {"event_on": f"2022-{month:02d}-01", "thought": f"思想{month}", "life": HAN[:300]}
            for month in range(1, 10)]
    paper = _paper(RESETTLEMENT, entries={visit.key: rows})
    pages = documents_of(RESETTLEMENT)["visit_record"].pages([paper])
    words = look.words(pages)
    assert [words.index(f"思想{month}") for month in range(1, 10)] == sorted(
        words.index(f"思想{month}") for month in range(1, 10))
    assert words.count(HAN[290:300]) == 9 or all(char in words for char in HAN[:300])
    assert all(look.inside(page) for page in pages)
    blank, = documents_of(RESETTLEMENT)["visit_record"].pages([_paper(RESETTLEMENT)])
    assert look.texts([blank]).count("走访人签名") == 3


def test_the_file_of_a_juvenile_says_so(look):
    item = BY_KEY["correction"]
    juvenile = _full(item) | {"juvenile": True}
    assert "未成年人档案，注意保密" in look.texts(documents_of(item)["correction_sheet"].pages([_paper(item, juvenile)]))
    assert replace(_paper(item), sample=True).warning == "样例，不是真实记录"
