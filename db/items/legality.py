"""合法审查, 执法监督, 行政应诉 and 矛盾纠纷排查 (domain: work items §3.8 to §3.10, §3.12)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from db.items.common import head, tail
from db.items.kinds import By, Circumstances, Due, Field, Gate, Item, Kind, Problem, Record, Secrecy, Section

_REPORT = Gate.REPORT

ISSUE = Item(
    "legal_review_issue",
    "问题",
    (
        Section("issue", "问题", (
            Field("kind", "类别", Kind.CHOICE, "issue_class", need=_REPORT),
            Field("text", "问题", limit=200, need=_REPORT),
            Field("advice", "建议", limit=200),
            Field("fixed", "已改", Kind.FLAG),
        )),
    ),
    parent="legal_review",
    name_of=lambda row: "问题",
)


def working_days_after(day: str, days: int) -> str:
    """ISO date so many working days later, Saturdays and Sundays left out (public holidays are not known here)."""
    at = date.fromisoformat(day)
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5
    return at.isoformat()


_LIMITS = {"decision": "review_decision_days", "norm": "review_norm_days", "enforcement": "review_other_days",
           "contract": "review_contract_days", "village": "review_other_days", "meeting": "review_other_days",
           "advice": "review_other_days", "other": "review_other_days"}


def follow_review(record: Record, now: Circumstances) -> Record:
    """The day by which the opinion is due, by kind; the record counts by the day of the opinion."""
    done = dict(record)
    if done.get("submit_on") and done.get("kind"):
        done["due_on"] = working_days_after(done["submit_on"], now.limits[_LIMITS.get(done["kind"], "review_other_days")])
    written = (done.get("created_at") or now.today.isoformat())[:10]
    return done | {"event_on": done.get("opinion_on") or done.get("submit_on") or written}


def review_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    if record.get("kind") == "contract":
        for key, label in (("other_side", "对方"), ("subject_matter", "标的")):
            if not record.get(key):
                yield Problem((key,), label, _REPORT, missing=True)
    if record.get("opinion") == "revise" and not record.get("issues"):
        yield Problem(("issues",), "修改后合法，请写明问题", _REPORT, hard=False)
    if record.get("opinion_on") and record.get("due_on") and record["opinion_on"] > record["due_on"]:
        yield Problem(("opinion_on",), "出具意见晚于应出具日期", _REPORT, hard=False)
    if record.get("opinion_on") and record.get("submit_on") and record["opinion_on"] < record["submit_on"]:
        yield Problem(("opinion_on",), "意见日期早于送审日期", _REPORT)


def review_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("due_on") and not record.get("opinion_on"):
        yield Due(record["due_on"], "出具审查意见", _LIMITS.get(record.get("kind") or "", "review_other_days"),
                  ("opinion_on",))


LEGAL_REVIEW = Item(
    "legal_review",
    "合法审查",
    (
        Section("submit", "送审", (
            *head("", village="相关村居", in_list=False),
            Field("kind", "审查事项", Kind.CHOICE, "review_kind", need=_REPORT, width=6, by=By.HABIT),
            Field("title", "名称", need=Gate.SAVE | _REPORT, limit=100, width=18),
            Field("submit_unit", "送审单位", need=_REPORT, limit=50, by=By.HABIT),
            Field("submit_on", "送审日期", Kind.DATE, need=_REPORT, width=8, by=By.HABIT),
            Field("materials", "材料", Kind.CHOICES, "review_materials"),
            Field("due_on", "应出具日期", Kind.DATE, by=By.PROGRAM),
            Field("helper", "协助人", Kind.CHOICES, "review_helper"),
            Field("way", "方式", Kind.CHOICE, "review_way"),
        )),
        Section("contract", "合同", (
            Field("other_side", "对方", limit=50),
            Field("subject_matter", "标的", limit=100),
            Field("amount", "金额", Kind.MONEY),
            Field("contract_type", "合同类型", Kind.CHOICE, "contract_type"),
            Field("contract_term", "期限", limit=50),
            Field("signed_on", "签订日期", Kind.DATE, ahead=True),
        )),
        Section("opinion", "意见", (
            Field("opinion", "审查意见", Kind.CHOICE, "review_opinion", need=_REPORT, width=6),
            Field("issues", "问题清单", Kind.ROWS, "legal_review_issue"),
            Field("opinion_text", "意见全文", Kind.LONG, limit=2000),
            Field("opinion_no", "意见书号", need=_REPORT, limit=50),
            Field("opinion_on", "意见日期", Kind.DATE, need=_REPORT, width=8),
            Field("adopted", "采纳情况", Kind.CHOICE, "review_adopted"),
            Field("not_adopted_why", "未采纳理由", limit=200),
        )),
        tail(),
    ),
    rules=(review_rules,),
    name_of=lambda record: record.get("title") or "",
    letters="SH",
    start={"kind": "contract", "way": "paper"},
    quick=("kind", "title", "submit_unit", "submit_on", "other_side", "subject_matter", "amount", "opinion", "issues",
           "opinion_no", "opinion_on"),
    follow=follow_review,
    dues=review_dues,
)


def supervision_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("fix_due") and not record.get("fixed_on"):
        yield Due(record["fix_due"], "整改到期", "", ("fixed_on",))


SUPERVISION = Item(
    "supervision",
    "执法监督",
    (
        Section("check", "监督", (
            *head(in_list=False),
            Field("kind", "监督方式", Kind.CHOICE, "supervision_kind", need=_REPORT, width=8, by=By.HABIT),
            Field("target", "被监督单位", need=Gate.SAVE | _REPORT, limit=50, width=12),
            Field("detail", "情况", Kind.LONG, limit=1000),
            Field("complainant", "投诉人", limit=30, mask="name"),
            Field("advice", "监督意见", Kind.LONG, limit=1000),
            Field("advice_no", "文书号", limit=50),
            Field("fix_due", "整改期限", Kind.DATE, ahead=True),
            Field("fixed_on", "整改完成", Kind.DATE),
            Field("fix_result", "整改结果", Kind.CHOICE, "fix_result", width=6),
        )),
        Section("counts", "数量", (
            Field("cases_n", "涉及案卷", Kind.NUMBER, need=_REPORT, hint="件", width=5),
            Field("problems_n", "发现问题", Kind.NUMBER, need=_REPORT, hint="个", width=5),
            Field("lenient_n", "不罚轻罚", Kind.NUMBER, hint="件"),
            Field("lenient_amount", "免罚少罚金额", Kind.MONEY),
        )),
        tail(),
    ),
    name_of=lambda record: record.get("target") or "",
    letters="JD",
    start={"kind": "daily", "problems_n": 0},
    quick=("event_on", "kind", "target", "cases_n", "problems_n", "detail", "advice"),
    secrecy=Secrecy.INTERNAL,
    dues=supervision_dues,
)


def suit_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("event_on") and record.get("head_attended") is None:
        yield Due(record["event_on"], "行政诉讼开庭，负责人出庭", "suit_hearing_days", ("head_attended",))


SUIT = Item(
    "suit",
    "行政应诉",
    (
        Section("suit", "案件", (
            *head("开庭日期", in_list=False),
            Field("court", "法院", need=_REPORT, limit=50, width=10),
            Field("case_no", "案号", limit=50, width=12),
            Field("plaintiff", "原告", need=Gate.SAVE | _REPORT, limit=50, mask="name", width=8),
            Field("cause", "案由", need=_REPORT, limit=100),
            Field("stage", "审级", Kind.CHOICE, "suit_stage"),
            Field("head_attended", "负责人出庭", Kind.FLAG, width=5),
            Field("substitute", "委托出庭人", limit=30),
            Field("result", "结果", Kind.CHOICE, "suit_result", width=6),
            Field("settled", "调解化解", Kind.FLAG),
        )),
        tail(),
    ),
    name_of=lambda record: record.get("plaintiff") or "",
    letters="YS",
    start={"stage": "first"},
    quick=("event_on", "court", "case_no", "plaintiff", "cause", "stage", "head_attended", "result"),
    secrecy=Secrecy.PERSONAL,
    dues=suit_dues,
)

SCREENING_ITEM = Item(
    "screening_item",
    "排查出的纠纷",
    (
        Section("dispute", "纠纷", (
            Field("kind", "事件类型", Kind.CHOICE, "event_kind", need=_REPORT),
            Field("scale", "规模", Kind.CHOICE, "event_scale"),
            Field("parties", "当事人", limit=60, mask="name"),
            Field("summary", "简要情况", limit=200, need=_REPORT),
            Field("level", "等级", Kind.CHOICE, "event_level"),
            Field("owner_name", "责任人", limit=30),
            Field("due_on", "化解期限", Kind.DATE, ahead=True),
            Field("state", "状态", Kind.CHOICE, "screening_state", need=_REPORT),
            Field("turned_into", "转为案件", Kind.LINK, "mediation_case", by=By.PROGRAM),
        )),
    ),
    parent="screening",
    name_of=lambda row: "纠纷",
    secrecy=Secrecy.PERSONAL,
)


def follow_screening(record: Record, now: Circumstances) -> Record:
    """No number means the number of lines: none is a zero report."""
    items = record.get("items") or []
    told = {"found_n": len(items), "settled_n": sum(row.get("state") == "settled" for row in items),
            "moved_n": sum(row.get("state") == "moved" for row in items)}
    return record | {key: value for key, value in told.items() if record.get(key) is None}


def screening_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    found, items = record.get("found_n"), len(record.get("items") or ())
    if found is not None and found < items:
        yield Problem(("found_n",), f"排查数少于下面列出的 {items} 件", _REPORT)
    if found is not None and (record.get("settled_n") or 0) + (record.get("moved_n") or 0) > found:
        yield Problem(("settled_n",), "化解数加移交数多于排查数", _REPORT)


def screening_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    for place, row in enumerate(record.get("items") or ()):
        if row.get("due_on") and row.get("state") in (None, "mediating", "watching"):
            yield Due(row["due_on"], "排查出的纠纷化解到期", "", ("items", place, "state"))


SCREENING = Item(
    "screening",
    "矛盾纠纷排查",
    (
        Section("round", "排查", (
            *head("排查日期"),
            Field("kind", "类型", Kind.CHOICE, "screening_kind", need=_REPORT, width=6, by=By.HABIT),
            Field("reporter", "排查人", need=_REPORT, limit=30, width=6),
        )),
        Section("counts", "数量", (
            Field("found_n", "排查纠纷", Kind.NUMBER, need=_REPORT, hint="件，没有就填 0", width=5),
            Field("settled_n", "已化解", Kind.NUMBER, hint="件", width=5),
            Field("moved_n", "已移交", Kind.NUMBER, hint="件"),
            Field("prevented_n", "预防纠纷", Kind.NUMBER, hint="件"),
        )),
        Section("items", "纠纷清单", (
            Field("items", "纠纷", Kind.ROWS, "screening_item"),
        )),
        tail(),
    ),
    rules=(screening_rules,),
    name_of=lambda record: record.get("reporter") or "",
    letters="PC",
    start={"kind": "regular"},
    quick=("event_on", "village", "kind", "reporter", "found_n", "settled_n", "moved_n", "items"),
    secrecy=Secrecy.PERSONAL,
    follow=follow_screening,
    dues=screening_dues,
)
