"""From stored records to pages: what is printed, and what is kept out of a print of many."""

from datetime import date

import pytest

from db import clock
from db.errors import KnownError, NotFound
from db.items import (
    BY_KEY,
    CONSULTATION,
    CORRECTION,
    COUNSEL,
    COUNSEL_SERVICE,
    LEGAL_AID,
    RESETTLEMENT,
    VILLAGE,
)
from desktop_app.actions import office, records
from desktop_app.actions.papers import doubts_of, pages_of, records_to_print
from desktop_app.printing.page import Text


@pytest.fixture
def sitting(session):
    """An office day in September 2022."""
    with clock.pretending(date(2022, 9, 5)):
        yield session


def _save(session, item, **said) -> str:
    return records.save(session, item, records.new(session, item, **said)).record["uid"]


def _words(pages) -> str:
    return "".join(mark.text.strip() for page in pages for mark in page.marks if isinstance(mark, Text))


def _person(session, item, name: str, **said) -> str:
    return _save(session, item, name=name, **said)


def test_printed_papers_are_not_masked(sitting):
    village = office.register(sitting.store, VILLAGE, "东村", sitting.who)
    uid = _save(sitting, CONSULTATION, name="宋知远", phone="13800138000", village=village, summary="问工伤怎么认定",
                answer="讲了认定的步骤", outcome="answered", domain="injury")
    chosen = records_to_print(sitting.store, CONSULTATION, [uid])
    for doc in ("consultation_sheet", "one_time_notice"):
        words = _words(pages_of(chosen.papers, doc))
        assert all(said in words for said in ("宋知远", "问工伤怎么认定", "讲了认定的步骤", "ZX-2022-0001", "海阳所镇司法所"))
    sheet = _words(pages_of(chosen.papers, "consultation_sheet"))
    assert "13800138000" in sheet and "东村" in sheet and "刘淑芬" in sheet
    assert chosen.note == "" and doubts_of(chosen.papers, "one_time_notice") == []


def test_links_say_the_number_of_a_record_and_the_name_of_a_register(sitting):
    asked = _save(sitting, CONSULTATION, summary="讨薪")
    uid = _save(sitting, LEGAL_AID, name="曲世杰", origin=asked)
    chosen = records_to_print(sitting.store, LEGAL_AID, [uid])
    assert "ZX-2022-0001" in _words(pages_of(chosen.papers, "legal_aid_sheet"))
    assert doubts_of(chosen.papers, "aid_receipt") == ["FZ-2022-0001：还没有写收到了哪些材料。"]
    lawyer = records.save(sitting, COUNSEL, COUNSEL.blank() | {"name": "滕慧敏"}).record["uid"]
    served = _save(sitting, COUNSEL_SERVICE, counsel=lawyer, content="讲了一课")
    chosen = records_to_print(sitting.store, COUNSEL_SERVICE, [served])
    assert "滕慧敏" in _words(pages_of(chosen.papers, "counsel_service_sheet"))


def test_files_of_juveniles_are_never_in_a_print_of_many(sitting):
    child = _person(sitting, CORRECTION, "丁小满", juvenile=True)
    grown = _person(sitting, CORRECTION, "位洪亮", juvenile=False)
    many = records_to_print(sitting.store, CORRECTION, [child, grown])
    words = _words(pages_of(many.papers, "correction_sheet"))
    assert "位洪亮" in words and "丁小满" not in words
    assert many.kept_out == 1
    assert many.note == "有 1 份未成年人档案没有放进来；确需打印，请打开那一份单独打印。"
    alone = records_to_print(sitting.store, CORRECTION, [child])
    assert "丁小满" in _words(pages_of(alone.papers, "correction_sheet"))
    assert alone.note == ""
    second = _person(sitting, CORRECTION, "丁小雨", juvenile=True)
    with pytest.raises(KnownError, match="都是未成年人档案"):
        records_to_print(sitting.store, CORRECTION, [child, second])


def test_the_registers_of_a_juvenile_are_kept_out_with_the_file(sitting):
    report = BY_KEY["correction_report"]
    child = _person(sitting, CORRECTION, "丁小满", juvenile=True)
    grown = _person(sitting, CORRECTION, "位洪亮", juvenile=False)
    entries = [_save(sitting, report, subject=who, event_on="2022-09-01", content="按时报告")
               for who in (child, grown)]
    many = records_to_print(sitting.store, report, entries)
    words = _words(pages_of(many.papers, "correction_report_sheet"))
    assert many.kept_out == 1 and "位洪亮　SJ-2022-0002" in words and "丁小满" not in words


def test_the_visits_to_a_person_oldest_first(sitting):
    visit = BY_KEY["resettlement_visit"]
    uid = _person(sitting, RESETTLEMENT, "修永军")
    other = _person(sitting, RESETTLEMENT, "别的人")
    for day, thought in (("2022-09-02", "后来的"), ("2022-08-01", "先前的")):
        _save(sitting, visit, subject=uid, event_on=day, thought=thought)
    _save(sitting, visit, subject=other, event_on="2022-08-15", thought="旁人的")
    words = _words(pages_of(records_to_print(sitting.store, RESETTLEMENT, [uid]).papers, "visit_record"))
    assert words.index("先前的") < words.index("后来的") and "旁人的" not in words


def test_records_come_in_the_order_asked(sitting):
    uids = [_save(sitting, CONSULTATION, summary=text) for text in ("甲事", "乙事", "丙事")]
    chosen = records_to_print(sitting.store, CONSULTATION, [uids[2], uids[0]])
    assert [paper.text("summary") for paper in chosen.papers] == ["丙事", "甲事"]


def test_what_cannot_be_printed_is_said(sitting):
    with pytest.raises(KnownError, match="请先选一条或几条"):
        records_to_print(sitting.store, CONSULTATION, [])
    with pytest.raises(NotFound):
        records_to_print(sitting.store, CONSULTATION, ["no such record"])
    chosen = records_to_print(sitting.store, CONSULTATION, [_save(sitting, CONSULTATION, summary="甲事")])
    with pytest.raises(KnownError, match="没有“slip”这种文书。可以打印的有：consultation_sheet（咨询登记表）、one_time"):
        pages_of(chosen.papers, "slip")
