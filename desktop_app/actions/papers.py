"""What goes on paper for every work item but the mediation case: from records to pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db import repository
from db.database import Store
from db.errors import KnownError
from db.items import BY_KEY, Item, registers_of
from db.items.kinds import Kind, Record
from desktop_app.actions import settings
from desktop_app.printing.documents import documents_of
from desktop_app.printing.page import Page
from desktop_app.printing.record_print import RecordPrint


@dataclass(frozen=True, slots=True)
class Printable:
    """The records of one print, in the order asked, and how many were kept out of it."""

    papers: list[RecordPrint]
    kept_out: int = 0

    @property
    def note(self) -> str:
        """What the preview says about those kept out; '' when nothing was."""
        if not self.kept_out:
            return ""
        return f"有 {self.kept_out} 份未成年人档案没有放进来；确需打印，请打开那一份单独打印。"


def records_to_print(store: Store, item: Item, uids: Sequence[str]) -> Printable:
    """The records as the papers need them. Files of juveniles are printed one at a time, never in a list (Community
    Correction Law art. 54). Raises KnownError when nothing is left to print, NotFound.
    """
    if not uids:
        raise KnownError("没有可以打印的记录。", "请先选一条或几条。")
    records = [repository.get(store, item, uid) for uid in uids]
    shown = [record for record in records if len(records) == 1 or not _restricted(store, item, record)]
    if not shown:
        raise KnownError("选中的都是未成年人档案，不能成批打印。", "确需打印，请打开那一份单独打印。")
    office = store.settings.get("office", {})
    names = _names(store, item)
    papers = [RecordPrint(item, record, names, office.get("name") or "", bool(office.get("sample")), settings.limits(store),
                          _entries(store, item, record)) for record in shown]
    return Printable(papers, len(records) - len(shown))


def pages_of(papers: Sequence[RecordPrint], doc: str) -> list[Page]:
    """The pages of one document (a key of ``documents_of`` their item)."""
    known = documents_of(papers[0].item)
    if doc not in known:
        listed = "、".join(f"{key}（{entry.title}）" for key, entry in known.items())
        raise KnownError(f"没有“{doc}”这种文书。", f"可以打印的有：{listed}。")
    return known[doc].pages(papers)


def doubts_of(papers: Sequence[RecordPrint], doc: str) -> list[str]:
    """Why a document may be the wrong paper, one sentence for each record concerned."""
    asked = ((paper.number or paper.item.label, documents_of(paper.item)[doc].doubt(paper)) for paper in papers)
    return [f"{name}：{doubt}。" for name, doubt in asked if doubt]


def _restricted(store: Store, item: Item, record: Record) -> bool:
    """An entry of a register is as restricted as the file that it belongs to."""
    if not item.owner:
        return item.restricted(record)
    owner = BY_KEY[item.owner]
    return owner.restricted(repository.get(store, owner, record["subject"]))


def _names(store: Store, item: Item) -> Mapping[str, str]:
    """What the links of an item and of its rows say; the person of a register is called by name."""
    parts = [item, *(BY_KEY[field.of] for field in item if field.kind is Kind.ROWS),
             *registers_of(item)]
    linked = {field.of for part in parts for field in part if field.kind is Kind.LINK}
    found = {uid: name or "" for key in linked for uid, name in repository.names(store, BY_KEY[key]).items()}
    if item.owner:
        owner = store.rows(f"SELECT uid, name, record_no FROM {item.owner}")
        found |= {uid: "　".join(filter(None, (name, number))) for uid, name, number in owner}
    return found


def _entries(store: Store, item: Item, record: Record) -> dict[str, list[Record]]:
    """The entries of a person's registers, the oldest first."""
    return {register.key: repository.page(store, register, repository.find(
        store, register, repository.Filter(equal={"subject": record["uid"]}), "event_on, id"))
        for register in registers_of(item)}
