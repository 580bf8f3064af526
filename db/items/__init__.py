"""The work items: one declaration each, read by table, form, list, workbook, print and checks."""

from db.items import correction, front_desk, legality, office, resettlement
from db.items.front_desk import CONSULTATION, LEGAL_AID, REVIEW_INTAKE, VIDEO_VISIT
from db.items.kinds import Item
from db.items.legality import LEGAL_REVIEW, SCREENING, SUIT, SUPERVISION
from db.items.mediation import CASE, PARTY
from db.items.office import COMMITTEE, COUNSEL, FACILITY, LAW_PERSON, MEDIATOR, PERSON, VILLAGE
from db.items.outreach import COUNSEL_SERVICE, ENTERPRISE_CHECK, PUBLICITY
from db.items.phrase import PHRASE

CORRECTION = correction.CORRECTION
RESETTLEMENT = resettlement.RESETTLEMENT

WORK: tuple[Item, ...] = (
    SCREENING, CONSULTATION, REVIEW_INTAKE, LEGAL_AID, CORRECTION, RESETTLEMENT, PUBLICITY, COUNSEL_SERVICE,
    ENTERPRISE_CHECK, LEGAL_REVIEW, SUPERVISION, SUIT, VIDEO_VISIT)
"""Work items with a list and a ledger of their own, besides the mediation case; in the order of the tabs."""

REGISTERS: tuple[Item, ...] = (*correction.REGISTERS, *resettlement.REGISTERS)
"""Registers of one person each; ``owner`` says on whose page they stand."""

ROSTERS: tuple[Item, ...] = (VILLAGE, COMMITTEE, MEDIATOR, LAW_PERSON, COUNSEL, FACILITY)
"""What 村居名册 keeps."""

ITEMS: tuple[Item, ...] = (CASE, *WORK, *REGISTERS, *ROSTERS, PERSON, PHRASE)
"""Every item whose records stand for themselves."""

ROWS: tuple[Item, ...] = (
    PARTY, correction.TEAM, front_desk.VISITOR, legality.ISSUE, legality.SCREENING_ITEM, office.MEDIATOR_TRAINING,
    office.CULTURE_SITE, office.MODEL_VILLAGE, office.LAW_TRAINING)
"""Row items: each hangs below one of ITEMS."""

BY_KEY: dict[str, Item] = {item.key: item for item in (*ITEMS, *ROWS)}


def registers_of(item: Item) -> tuple[Item, ...]:
    """The registers that stand on the page of a person's item."""
    return tuple(register for register in REGISTERS if register.owner == item.key)


__all__ = [
    "BY_KEY", "CASE", "COMMITTEE", "CONSULTATION", "CORRECTION", "COUNSEL", "COUNSEL_SERVICE", "ENTERPRISE_CHECK",
    "FACILITY", "ITEMS", "LAW_PERSON", "LEGAL_AID", "LEGAL_REVIEW", "MEDIATOR", "PARTY", "PERSON", "PHRASE", "PUBLICITY",
    "REGISTERS", "RESETTLEMENT", "REVIEW_INTAKE", "ROSTERS", "ROWS", "SCREENING", "SUIT", "SUPERVISION",
    "VIDEO_VISIT", "VILLAGE", "WORK", "Item", "registers_of"]
