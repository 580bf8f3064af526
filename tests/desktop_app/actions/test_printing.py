import pytest

from db.errors import KnownError, NotFound
from desktop_app.actions.printing import blank_pages, cases_to_print, doubts_for, pages_for
from desktop_app.printing.documents import DOCUMENTS
from desktop_app.printing.page import Text


def _texts(pages) -> list[str]:
    return [mark.text.strip() for page in pages for mark in page.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("doc", DOCUMENTS)
def test_pages_in_the_order_asked(paper_book, doc):
    store, uids = paper_book
    asked = [uids["S3"], uids["S1"]]
    numbers = [text.removeprefix("编号：") for text in _texts(pages_for(store, asked, doc)) if "编号" in text]
    assert numbers == [case.number for case in cases_to_print(store, asked)]
    assert all(numbers)


def test_the_office_may_hide_the_signatures_of_the_parties(paper_book):
    store, uids = paper_book
    assert any("指印" in text for text in _texts(pages_for(store, [uids["S1"]], "oral_agreement")))
    store.settings.set("party_signatures", False)
    try:
        assert not any("指印" in text for text in _texts(pages_for(store, [uids["S1"]], "oral_agreement")))
    finally:
        store.settings.set("party_signatures", True)


def test_doubts_name_the_case(paper_book):
    store, uids = paper_book
    assert doubts_for(store, [uids["S1"], uids["S5"]], "oral_agreement") == [
        "史国栋 与 陶金山：调解不成功，没有口头协议可以登记。"]
    assert doubts_for(store, [uids["S5"]], "slip") == []


def test_blank_forms_bear_the_name_of_the_only_committee(paper_book):
    store, _ = paper_book
    assert _texts(blank_pages(store, "slip")).count("海阳所镇人民调解委员会") == 2
    assert len(blank_pages(store, "oral_agreement")) == 1


def test_what_cannot_be_printed_is_said(paper_book):
    store, uids = paper_book
    with pytest.raises(KnownError, match="没有“letter”这种文书。可以打印的有：slip（案件登记单）"):
        pages_for(store, [uids["S1"]], "letter")
    with pytest.raises(KnownError, match="请先选一件或几件"):
        pages_for(store, [], "slip")
    with pytest.raises(NotFound):
        pages_for(store, ["no such case"], "slip")
