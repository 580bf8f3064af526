"""First start and the office's own registers."""

import re
from dataclasses import dataclass, field

from db import repository
from db.database import Store
from db.errors import KnownError
from db.items import COMMITTEE, MEDIATOR, VILLAGE
from db.items.kinds import Item

DESKS = {"village": "村（居）调委会", "town": "司法所", "county": "县（市）局"}


@dataclass(frozen=True)
class OfficeSetup:
    """What the first page asks. ``me`` is one of ``mediators``."""

    desk: str
    office: str
    committee: str
    abbr: str
    mediators: list[str]
    me: str
    villages: list[str] = field(default_factory=list)
    sample: bool = False


_UNITS = re.compile("(?P<place>.+?)(?P<body>司法所|村民委员会|居民委员会|村委会|居委会)")
_SHORT = re.compile("(?:.{2,}[市县区旗])?(.).+")  # 乳山市海阳所镇: 海


def names_of_committee(office: str) -> dict[str, str]:
    """Name and short name of the one mediation committee of a 司法所 or of a village; {} for any other office.

    海阳所镇司法所 -> committee 海阳所镇人民调解委员会, abbr 海. Proposals: a county bureau keeps several committees, and a
    place may shorten itself otherwise.
    """
    unit = _UNITS.fullmatch("".join(office.split()))
    if unit is None:
        return {}
    place = unit["place"]
    if unit["body"].startswith("村"):  # 大孤山村委会
        place = place.removesuffix("村") + "村"
    short = _SHORT.fullmatch(place)
    return {"committee": f"{place}人民调解委员会", "abbr": short[1] if short else place[0]}


def set_up(store: Store, setup: OfficeSetup) -> None:
    """Write the first page into an empty record book."""
    if not setup.office.strip() or not setup.committee.strip():
        raise KnownError("还没有写单位或调委会的名称。", "请写上名称，别的以后可以在“设置”里改。")
    if setup.me not in setup.mediators:
        raise KnownError("还没有写录入人。", "请在人员里写上您的姓名。")
    kind = {"village": "village", "town": "town"}.get(setup.desk)
    with store.writing():
        committee = repository.add(store, COMMITTEE, {
            "name": setup.committee.strip(), "abbr": setup.abbr.strip(), "kind": kind}, setup.me)
        people = {name: repository.add(store, MEDIATOR, {"name": name, "committee": committee["uid"]}, setup.me)
                  for name in dict.fromkeys(setup.mediators)}
        for name in dict.fromkeys(setup.villages):
            repository.add(store, VILLAGE, {"name": name}, setup.me)
        store.settings.set("office", {"desk": setup.desk, "name": setup.office.strip(),
                                      "me": people[setup.me]["uid"], "sample": setup.sample})


def is_new(store: Store) -> bool:
    """True until the first page has been filled in."""
    return store.settings.get("office") is None


def register(store: Store, item: Item, name: str, who: str) -> str:
    """uid of the entry of a small register with this name, made if it is not there yet."""
    known = {row["name"]: row["uid"] for row in repository.records(store, item)}
    return known.get(name) or repository.add(store, item, {"name": name}, who)["uid"]
