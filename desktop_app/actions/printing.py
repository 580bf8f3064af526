"""What goes on paper: from records to pages."""

from collections.abc import Sequence

from db import repository
from db.database import Store
from db.errors import KnownError
from db.items import CASE, COMMITTEE, MEDIATOR, VILLAGE
from desktop_app.actions import settings
from desktop_app.printing.case_print import CasePrint
from desktop_app.printing.documents import DOCUMENTS
from desktop_app.printing.page import Page


def cases_to_print(store: Store, uids: Sequence[str]) -> list[CasePrint]:
    """The cases as the forms need them, in the order given."""
    names = {uid: name for item in (COMMITTEE, MEDIATOR, VILLAGE)
             for uid, name in repository.names(store, item).items()}
    sample = bool(store.settings.get("office", {}).get("sample"))
    return [CasePrint(repository.get(store, CASE, uid), names, sample) for uid in uids]


def pages_for(store: Store, uids: Sequence[str], doc: str) -> list[Page]:
    """The pages of one document (a key of DOCUMENTS) for these cases.

    The setting ``party_signatures`` says whether there are lines for the parties to sign; at first there are.
    """
    if doc not in DOCUMENTS:
        known = "、".join(f"{key}（{entry.title}）" for key, entry in DOCUMENTS.items())
        raise KnownError(f"没有“{doc}”这种文书。", f"可以打印的有：{known}。")
    if not uids:
        raise KnownError("没有可以打印的案件。", "请先选一件或几件。")
    return DOCUMENTS[doc].pages(cases_to_print(store, uids), settings.default(store, "party_signatures"))


def doubts_for(store: Store, uids: Sequence[str], doc: str) -> list[str]:
    """Why a document may be the wrong paper, one sentence for each case concerned."""
    asked = ((CASE.name_of(case.record), DOCUMENTS[doc].doubt(case)) for case in cases_to_print(store, uids))
    return [f"{name}：{doubt}。" for name, doubt in asked if doubt]


def blank_pages(store: Store, doc: str) -> list[Page]:
    """One sheet of empty forms to be filled by hand, with the committee's name where there is only one."""
    names = repository.names(store, COMMITTEE)
    only = next(iter(names)) if len(names) == 1 else None
    sample = bool(store.settings.get("office", {}).get("sample"))
    empty = CasePrint({**CASE.blank(), "committee": only}, names, sample)
    signatures = settings.default(store, "party_signatures")
    return DOCUMENTS[doc].pages([empty, empty], signatures)[:1]
