"""The documents that can be printed, by work item. Adding one is one line here and one module beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from db.items import BY_KEY, CASE, ITEMS, Item
from desktop_app.printing import letters, notices, receipts
from desktop_app.printing.oral_agreement import doubt as oral_doubt
from desktop_app.printing.oral_agreement import oral_agreement
from desktop_app.printing.page import Page
from desktop_app.printing.record_sheet import record_sheet, title_of
from desktop_app.printing.slip import slip
from desktop_app.printing.summary_sheet import report_pages, summary_pages
from desktop_app.printing.visits import visit_record


def _none(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Doc:
    """A printable document: cases (CasePrint, and whether the parties sign) or records (RecordPrint) in, pages out."""

    key: str
    title: str
    short: str  # on a button
    pages: Callable[..., list[Page]]
    doubt: Callable[[Any], str] = _none  # why it may be the wrong paper, a sentence without a full stop, or ''


DOCUMENTS: dict[str, Doc] = {doc.key: doc for doc in (
    Doc("slip", "案件登记单", "登记单", slip),
    Doc("oral_agreement", "人民调解口头协议登记表", "口头协议登记表", oral_agreement, oral_doubt),
)}
"""The documents of a mediation case."""


def _sheet(item_key: str, title: str = "", *signers: str) -> Doc:
    """The sheet that prints everything that was recorded."""
    title = title or title_of(BY_KEY[item_key])
    return Doc(f"{item_key}_sheet", title, title if len(title) <= 8 else "登记表",
               partial(record_sheet, title=title, signers=signers))


_OWN: dict[str, tuple[Doc, ...]] = {
    "consultation": (
        _sheet("consultation", "咨询登记表", "来访人"),
        Doc("one_time_notice", "一次性告知单", "一次性告知单", notices.one_time_notice, notices.notice_doubt)),
    "review_intake": (
        Doc("review_receipt", "行政复议申请材料接收回执", "接收回执", receipts.review_receipt,
            receipts.review_receipt_doubt),
        _sheet("review_intake", "行政复议申请代收登记表", "申请人")),
    "legal_aid": (
        Doc("aid_receipt", "法律援助申请材料接收凭证", "接收凭证", receipts.aid_receipt, receipts.aid_receipt_doubt),
        Doc("aid_letter", "转交公函", "转交公函", letters.aid_letter, letters.aid_letter_doubt),
        _sheet("legal_aid", "法律援助申请转交登记表", "申请人")),
    "correction": (_sheet("correction", "社区矫正对象基本信息表", "社区矫正对象"),),
    "resettlement": (
        _sheet("resettlement", "安置帮教对象登记表", "帮教对象"),
        Doc("visit_record", "安置帮教走访记录", "走访记录", visit_record)),
    "publicity": (_sheet("publicity", "法治宣传活动登记表"),),
    "counsel_service": (_sheet("counsel_service", "村居法律顾问工作日志", "法律顾问", "村居确认人"),),
    "enterprise_check": (_sheet("enterprise_check", "企业法治体检登记表", "企业负责人"),),
    "legal_review": (
        Doc("legal_opinion", "合法性审查意见书", "审查意见书", letters.opinion, letters.opinion_doubt),
        _sheet("legal_review", "合法性审查登记表")),
    "video_visit": (
        Doc("visit_notice", "会见预约告知单", "会见告知单", notices.visit_notice, notices.visit_doubt),
        _sheet("video_visit", "远程视频会见登记表")),
    "screening": (_sheet("screening", "", "排查人"),),
    "law_person": (_sheet("law_person", "", "本人"),),
}
"""Item key -> its documents, the one wanted first; every other item has its sheet."""


def documents_of(item: Item) -> dict[str, Doc]:
    """The documents of an item, by key."""
    return DOCUMENTS if item is CASE else PAPERS[item.key]


def _every() -> Iterator[tuple[str, dict[str, Doc]]]:
    for item in ITEMS:
        if item is not CASE:
            yield item.key, {doc.key: doc for doc in _OWN.get(item.key, (_sheet(item.key),))}


PAPERS: dict[str, dict[str, Doc]] = dict(_every())
"""Item key -> document key -> document, for everything but the mediation case."""

REPORTS: dict[str, Doc] = {doc.key: doc for doc in (
    Doc("report", "工作情况", "报告文字", report_pages), Doc("summary", "统计汇总表", "汇总表", summary_pages))}
"""What 统计和报告 prints."""

ALL_DOCUMENTS: dict[str, Doc] = {key: doc for docs in (DOCUMENTS, *PAPERS.values(), REPORTS) for key, doc in docs.items()}
"""Every document by its key."""
