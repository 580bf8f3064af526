"""法治宣传, 法律顾问 and 企业体检: what is done out in the villages (domain: work items §3.3, §3.6, §3.16)."""

from collections.abc import Iterable, Iterator

from db.items.common import head, tail
from db.items.correction_rules import plus
from db.items.kinds import By, Circumstances, Due, Field, Gate, Item, Kind, Problem, Record, Secrecy, Section

_REPORT = Gate.REPORT

PUBLICITY = Item(
    "publicity",
    "法治宣传",
    (
        Section("activity", "活动", (
            *head(),
            Field("title", "活动名称", need=Gate.SAVE | _REPORT, limit=100, width=18),
            Field("end_on", "结束日期", Kind.DATE),
            Field("place", "地点", need=_REPORT, limit=50, width=10),
            Field("theme", "主题", Kind.CHOICE, "publicity_theme", need=_REPORT, width=10, by=By.HABIT),
            Field("form", "形式", Kind.CHOICES, "publicity_form", need=_REPORT),
            Field("audience", "对象", Kind.CHOICES, "publicity_audience"),
            Field("laws", "宣传内容", Kind.CHOICES, "publicity_laws"),
            Field("host", "主办", need=_REPORT, limit=50, by=By.HABIT),
            Field("partner", "协办", limit=100),
            Field("speaker", "主讲人", limit=30),
        )),
        Section("counts", "数量", (
            Field("people_n", "参加人数", Kind.NUMBER, hint="人"),
            Field("leaflet_n", "发放资料", Kind.NUMBER, need=_REPORT, hint="份", width=6),
            Field("book_n", "书籍", Kind.NUMBER, hint="册"),
            Field("gift_n", "宣传品", Kind.NUMBER, hint="件"),
            Field("board_n", "展板", Kind.NUMBER, hint="块"),
            Field("banner_n", "横幅", Kind.NUMBER, hint="条"),
            Field("consult_n", "现场解答", Kind.NUMBER, hint="人次"),
        )),
        Section("media", "新媒体", (
            Field("media", "推送标题", limit=100),
            Field("views", "浏览量", Kind.NUMBER),
        )),
        tail(),
    ),
    name_of=lambda record: record.get("title") or "",
    letters="PF",
    start={"leaflet_n": 0},
    quick=("event_on", "title", "place", "theme", "form", "host", "people_n", "leaflet_n"),
)


def service_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    """A visit that did nothing at all was perhaps not finished."""
    if not any(record.get(key) for key in COUNTERS) and not record.get("content"):
        yield Problem(("content",), "服务内容，或填一个数", Gate.SAVE, missing=True)


COUNTERS = ("opinion_n", "dispute_n", "people_n", "agreement_n", "contract_n", "lecture_n", "rules_n", "aid_n")
"""The counters of one counsel visit: a visit with several services is one entry."""

COUNSEL_SERVICE = Item(
    "counsel_service",
    "顾问服务",
    (
        Section("visit", "到村", (
            *head(),
            Field("counsel", "法律顾问", Kind.LINK, "counsel", need=_REPORT, width=8, by=By.HABIT),
            Field("mode", "方式", Kind.CHOICE, "counsel_mode", by=By.HABIT, width=5),
            Field("minutes", "时长（分钟）", Kind.NUMBER),
        )),
        Section("counts", "做了什么", (
            Field("opinion_n", "法律意见", Kind.NUMBER, hint="次", width=4),
            Field("dispute_n", "化解纠纷", Kind.NUMBER, hint="件", width=4),
            Field("people_n", "服务群众", Kind.NUMBER, hint="人次", width=4),
            Field("agreement_n", "签署协议", Kind.NUMBER, hint="份", width=4),
            Field("contract_n", "审查合同", Kind.NUMBER, hint="件", width=4),
            Field("lecture_n", "法治讲座", Kind.NUMBER, hint="场"),
            Field("lecture_people", "听讲人次", Kind.NUMBER, hint="人次"),
            Field("rules_n", "村规民约", Kind.NUMBER, hint="件"),
            Field("aid_n", "引导法援", Kind.NUMBER, hint="件"),
        )),
        Section("content", "内容", (
            Field("content", "服务内容", Kind.LONG, need=_REPORT, limit=500),
            Field("confirm", "村居确认人", limit=30, mask="name"),
        )),
        tail(),
    ),
    rules=(service_rules,),
    name_of=lambda record: record.get("content") or "",
    letters="GW",
    start={"mode": "field"},
    quick=("event_on", "village", "counsel", "mode", *COUNTERS[:5], "content"),
)


def check_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("event_on") and not record.get("revisit_on"):
        yield Due(plus(record["event_on"], now.limits["enterprise_revisit_days"]), "企业体检回访",
                  "enterprise_revisit_days", ("revisit_on",))


ENTERPRISE_CHECK = Item(
    "enterprise_check",
    "企业体检",
    (
        Section("check", "体检", (
            *head(in_list=False),
            Field("enterprise", "企业", need=Gate.SAVE | _REPORT, limit=60, width=18),
            Field("org", "律所", limit=50, width=10, by=By.HABIT),
            Field("lecture", "开展讲座", Kind.FLAG),
            Field("risk", "风险等级", Kind.CHOICE, "risk_level", width=5),
            Field("revisit_on", "回访日期", Kind.DATE),
            Field("content", "问题和建议", Kind.LONG, limit=1000),
        )),
        Section("counts", "数量", (
            Field("lawyers_n", "律师", Kind.NUMBER, hint="名"),
            Field("questions_n", "问题", Kind.NUMBER, hint="件"),
            Field("solved_n", "已解答解决", Kind.NUMBER, hint="件"),
        )),
        tail(),
    ),
    name_of=lambda record: record.get("enterprise") or "",
    letters="TJ",
    start={"lecture": False},
    quick=("event_on", "enterprise", "org", "lecture", "risk", "lawyers_n", "questions_n", "solved_n", "content"),
    secrecy=Secrecy.INTERNAL,
    dues=check_dues,
)
