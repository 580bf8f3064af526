"""What stands in a column besides declared fields: notes of the program and texts put together from several."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db import codes
from db.items.kinds import Record
from db.items.mediation_rules import party_names
from desktop_app.exchange.mask import Mask

Names = Mapping[str, Mapping[str, str]]
"""Item key -> uid -> name, for linked values."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a column may draw on: the case, the row itself (the case or one of its parties), names, the mask."""

    case: Record
    row: Record
    names: Names
    mask: Mask
    committees: Mapping[str, Record]
    villages: Mapping[str, Record]

    def name(self, item: str, uid: str | None) -> str:
        return self.names.get(item, {}).get(uid or "", "")


def _parties(told: Told) -> list[str]:
    return told.mask.joined(told.case["parties"])


def _mediators(told: Told) -> list[str]:
    uids = dict.fromkeys((told.case.get("mediator"), told.case.get("co_mediator")))
    return [name for uid in uids if (name := told.name("mediator", uid))]


def _area(told: Told) -> list[str]:
    """The village; without one, the area code of the committee."""
    village = told.name("village", told.case.get("village"))
    return [village or told.committees.get(told.case.get("committee"), {}).get("area_code") or ""]


def _area_code(told: Told) -> list[str]:
    """The code of the village, else that of the committee's area (GB/T 2260)."""
    village = told.villages.get(told.case.get("village"), {})
    return [village.get("code") or told.committees.get(told.case.get("committee"), {}).get("area_code") or ""]


def _file_title(told: Told) -> list[str]:
    """卷名: as written, else 甲与乙 + type."""
    if told.case.get("title"):
        return [told.mask.text(told.case["title"])]
    sides = ("、".join(told.mask.joined(p for p in told.case["parties"] if (p.get("role") == "applicant") is first))
             for first in (True, False))
    return ["与".join(filter(None, sides)) + codes.label("dispute_type", told.case.get("dispute_type"))]


def _people(told: Told) -> list[str]:
    count = told.case.get("people_count")
    return [str(len(party_names(told.case)) if count is None else count)]


COMPUTED: dict[str, Callable[[Told], list[str]]] = {
    "parties": _parties, "mediators": _mediators, "area": _area, "area_code": _area_code,
    "file_title": _file_title, "people": _people}
"""Computed columns by name; several words are joined by the column's ``join``."""

NOTES: dict[str, Callable[[Told], object]] = {
    "uid": lambda told: told.row["uid"],
    "case_uid": lambda told: told.case["uid"],
    "case_no": lambda told: told.case.get("case_no"),
    "rev": lambda told: str(told.case["revision"]),
    "base_rev": lambda told: str(told.case.get("accepted_rev") or ""),  # what the upper office has
    "state": lambda told: codes.label("report_state", told.case.get("report_state")),
    "hash": lambda told: None,  # filled by rows.py from the other cells of the row
}
"""The program's own columns of a row, all of them text."""
