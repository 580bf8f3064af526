"""Which tabs a desk sees: the pages of each, and what the office switched on or off."""

from dataclasses import dataclass

from db.items import BY_KEY as ITEM
from db.items import CASE, Item
from desktop_app.actions.session import Session

_EVERY = ("village", "town", "county")


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its pages as (key, label), and the desks that see it unless told otherwise.

    The key of a page is that of the item it shows, or of a page made by hand.
    """

    key: str
    label: str
    pages: tuple[tuple[str, str], ...]
    desks: tuple[str, ...] = ("town",)
    fixed: bool = False  # cannot be switched off

    @property
    def items(self) -> tuple[Item, ...]:
        """The work items whose records are kept here."""
        return tuple(item for key, _ in self.pages if (item := item_of(key)))

    @property
    def locked(self) -> bool:
        """Whether the second PIN opens it."""
        return any(item.locked for item in self.items)


def item_of(page: str) -> Item | None:
    """The item that a page shows; None for one of another kind."""
    return CASE if page == "mediation" else ITEM.get(page)


def page_of(item: Item) -> str:
    """The page on which records of an item are kept; that of its person for a register."""
    return "mediation" if item is CASE else item.owner or item.key


TABS: tuple[Tab, ...] = (
    Tab("today", "今日", (("today", "今日"),), _EVERY, fixed=True),
    Tab("mediation", "纠纷调解", (("mediation", "调解案件"), ("screening", "矛盾纠纷排查")), _EVERY, fixed=True),
    Tab("consultation", "咨询接待", (("consultation", "咨询接待"), ("review_intake", "复议代收"))),
    Tab("legal_aid", "法援转交", (("legal_aid", "法援转交"),)),
    Tab("correction", "社区矫正", (("correction", "社区矫正"),)),
    Tab("resettlement", "安置帮教", (("resettlement", "安置帮教"),)),
    Tab("publicity", "法治宣传", (("publicity", "法治宣传"),), ("village", "town")),
    Tab("counsel_service", "法律顾问", (("counsel_service", "顾问服务"), ("enterprise_check", "企业体检"))),
    Tab("legal_review", "合法审查", (("legal_review", "合法审查"),)),
    Tab("supervision", "执法监督", (("supervision", "执法监督"), ("suit", "行政应诉"))),
    Tab("video_visit", "视频会见", (("video_visit", "视频会见"),)),
    Tab("roster", "村居名册", (("village", "村居"), ("committee", "调委会"), ("mediator", "调解员"),
                           ("law_person", "法律明白人"), ("counsel", "法律顾问"), ("facility", "机构站点")),
        ("town", "county")),
    Tab("reporting", "上报统计", (("reporting", "上报表和回执"), ("statistics", "统计和报告")), _EVERY, fixed=True),
)
"""All tabs, in their order."""

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


def tab_with(page: str) -> Tab | None:
    """The tab that has a page; None for settings, 回收站 and the like."""
    return next((tab for tab in TABS if page in dict(tab.pages)), None)


def tab_of(item: Item) -> Tab | None:
    """The tab on which records of an item are kept; that of its person for a register."""
    return tab_with(page_of(item))
