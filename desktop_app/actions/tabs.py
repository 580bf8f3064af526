"""Which tabs a desk sees: the work items of each, and what the office switched on or off."""

from dataclasses import dataclass

from db.items import (
    CONSULTATION,
    CORRECTION,
    COUNSEL_SERVICE,
    ENTERPRISE_CHECK,
    LEGAL_AID,
    LEGAL_REVIEW,
    PUBLICITY,
    RESETTLEMENT,
    REVIEW_INTAKE,
    ROSTERS,
    SUIT,
    SUPERVISION,
    VIDEO_VISIT,
    Item,
)
from desktop_app.actions.session import Session

_EVERY = ("village", "town", "county")


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: the items of its pages (none: a page made by hand), and the desks that see it unless told otherwise."""

    key: str
    label: str
    items: tuple[Item, ...] = ()
    desks: tuple[str, ...] = ("town",)
    fixed: bool = False  # cannot be switched off

    @property
    def locked(self) -> bool:
        """Whether the second PIN opens it."""
        return any(item.locked for item in self.items)


TABS: tuple[Tab, ...] = (
    Tab("today", "今日", desks=_EVERY, fixed=True),
    Tab("mediation", "纠纷调解", desks=_EVERY, fixed=True),
    Tab("consultation", "咨询接待", (CONSULTATION, REVIEW_INTAKE)),
    Tab("legal_aid", "法援转交", (LEGAL_AID,)),
    Tab("correction", "社区矫正", (CORRECTION,)),
    Tab("resettlement", "安置帮教", (RESETTLEMENT,)),
    Tab("publicity", "法治宣传", (PUBLICITY,), ("village", "town")),
    Tab("counsel", "法律顾问", (COUNSEL_SERVICE, ENTERPRISE_CHECK)),
    Tab("review", "合法审查", (LEGAL_REVIEW,)),
    Tab("supervision", "执法监督", (SUPERVISION, SUIT)),
    Tab("video", "视频会见", (VIDEO_VISIT,)),
    Tab("roster", "村居名册", ROSTERS, ("town", "county")),
    Tab("reporting", "上报统计", desks=_EVERY, fixed=True),
)
"""All tabs, in their order. 排查 stands on the page of 纠纷调解."""

BY_KEY = {tab.key: tab for tab in TABS}
SETTING = "tabs"  # key -> bool, of what the office decided itself


def is_shown(session: Session, tab: Tab) -> bool:
    """Whether the present desk sees a tab."""
    chosen = session.store.settings.get(SETTING, {})
    return tab.fixed or chosen.get(tab.key, session.office.get("desk", "town") in tab.desks)


def shown(session: Session) -> list[Tab]:
    """The tabs of the present desk."""
    return [tab for tab in TABS if is_shown(session, tab)]


def save(session: Session, chosen: dict[str, bool]) -> None:
    """Switch tabs on and off."""
    session.store.settings.set(SETTING, session.store.settings.get(SETTING, {}) | chosen)


def tab_of(item: Item) -> Tab | None:
    """The tab on which records of an item are kept; that of its person for a register."""
    key = item.owner or item.key
    return next((tab for tab in TABS if key in {i.key for i in tab.items}), None)
