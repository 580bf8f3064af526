"""Ctrl+P on any tab: the preview holds the documents of that item."""

import pytest

from db.items import CASE, CONSULTATION, CORRECTION
from desktop_app.actions import records
from desktop_app.ui import papers
from desktop_app.ui.preview import PreviewDialog


@pytest.fixture
def opened(monkeypatch, qtbot):
    """The previews that were opened, and not left open."""
    found = []

    def take(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        found.append(dialog)
        return 0

    monkeypatch.setattr(PreviewDialog, "exec", take)
    return found


def _save(session, item, **said) -> str:
    return records.save(session, item, records.new(session, item, **said)).record["uid"]


def test_the_documents_of_the_item(session, opened):
    uid = _save(session, CONSULTATION, summary="问工伤怎么认定")
    papers.preview_records(session.store, CONSULTATION, [uid], None)
    dialog, = opened
    assert dialog.document == "consultation_sheet" and len(dialog.pages) == 1
    assert dialog.pdf_name.endswith("1份 咨询登记表（含个人信息）.pdf")
    dialog.choose("one_time_notice")
    assert "还没有写去向" in dialog.doubt.text()


def test_the_preview_says_what_was_kept_out(session, opened):
    uids = [_save(session, CORRECTION, name=name, juvenile=young)
            for name, young in (("丁小满", True), ("位洪亮", False))]
    papers.preview_records(session.store, CORRECTION, uids, None)
    dialog, = opened
    assert len(dialog.pages) == 2  # the file of one person
    assert "有 1 份未成年人档案没有放进来" in dialog.doubt.text() and dialog.doubt.isVisible()


def test_nothing_to_print_is_said(session, opened, expect_message):
    uids = [_save(session, CORRECTION, name=name, juvenile=True) for name in ("丁小满", "丁小雨")]
    papers.preview_records(session.store, CORRECTION, uids, None)
    assert opened == []
    assert "不能成批打印" in expect_message.said[0]


def test_cases_and_blank_forms_as_ever(paper_book, opened):
    store, uids = paper_book
    papers.preview_records(store, CASE, [uids["S5"]], None)
    papers.preview_blank(store, None)
    cases, blank = opened
    assert cases.document == "slip" and blank.document == "slip"
    cases.choose("oral_agreement")
    assert "调解不成功" in cases.doubt.text()
