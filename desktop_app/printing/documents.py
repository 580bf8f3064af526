"""The documents that can be printed. Adding one is one line here and one module beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.printing.case_print import CasePrint
from desktop_app.printing.oral_agreement import doubt as oral_doubt
from desktop_app.printing.oral_agreement import oral_agreement
from desktop_app.printing.page import Page
from desktop_app.printing.slip import slip


class Layout(Protocol):
    """Cases in, pages out. ``party_signatures``: whether there are lines for the parties to sign."""

    def __call__(self, cases: Sequence[CasePrint], party_signatures: bool = True) -> list[Page]: ...


class Doubt(Protocol):
    """Why a document may be the wrong one for a case, as a Chinese sentence without a full stop, or ''."""

    def __call__(self, case: CasePrint) -> str: ...


def _none(_: CasePrint) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Doc:
    """A printable document."""

    key: str
    title: str
    short: str  # on a button
    pages: Layout
    doubt: Doubt = _none


DOCUMENTS: dict[str, Doc] = {doc.key: doc for doc in (
    Doc("slip", "案件登记单", "登记单", slip),
    Doc("oral_agreement", "人民调解口头协议登记表", "口头协议登记表", oral_agreement, oral_doubt),
)}
