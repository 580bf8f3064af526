"""The work items: one declaration each, read by table, form, list, workbook, print and checks."""

from db.items.kinds import Item
from db.items.mediation import CASE, PARTY
from db.items.office import COMMITTEE, MEDIATOR, PERSON, VILLAGE

ITEMS: tuple[Item, ...] = (CASE, COMMITTEE, MEDIATOR, VILLAGE, PERSON)
"""Every item that has a page of its own; row items (PARTY) hang below one of them."""

BY_KEY: dict[str, Item] = {item.key: item for item in (*ITEMS, PARTY)}

__all__ = ["BY_KEY", "CASE", "COMMITTEE", "ITEMS", "MEDIATOR", "PARTY", "PERSON", "VILLAGE", "Item"]
