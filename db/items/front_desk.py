"""咨询接待, 复议代收, 法援转交 and 视频会见: whoever comes to the counter (domain: work items §3.4, §3.5, §3.11, §3.13)."""

from collections.abc import Iterable, Iterator

from db.identity import phone_fault
from db.items.common import follow_card, head, person, tail
from db.items.correction_rules import plus
from db.items.kinds import By, Circumstances, Due, Field, Gate, Item, Kind, Problem, Record, Secrecy, Section

_REPORT = Gate.REPORT


def _phone(record: Record, now: Circumstances) -> Iterator[Problem]:
    if record.get("phone") and (fault := phone_fault(record["phone"])):
        yield Problem(("phone",), fault, _REPORT, hard=False)


def follow_consultation(record: Record, now: Circumstances) -> Record:
    """One person unless said otherwise; a choice of review has a day."""
    done = dict(record)
    if done.get("person_n") is None:
        done["person_n"] = 1
    if done.get("domain") == "review" and done.get("is_review") is None:
        done["is_review"] = True
    if done.get("is_review") and not done.get("review_chosen"):
        done["review_chosen"] = "unknown"
    return done


def consultation_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    yield from _phone(record, now)
    if record.get("is_review"):
        for key, label in (("organ", "涉及机关"), ("act", "行政行为")):
            if not record.get(key):
                yield Problem((key,), label, _REPORT, missing=True)
        if record.get("review_chosen") == "yes" and not record.get("chosen_on"):
            yield Problem(("chosen_on",), "申请复议日期", _REPORT, missing=True)


CONSULTATION = Item(
    "consultation",
    "咨询接待",
    (
        Section("visit", "来访", (
            *head(),
            Field("at_time", "时间", limit=10, hint="如 9:30"),
            Field("mode", "方式", Kind.CHOICE, "consult_mode", need=_REPORT, by=By.HABIT),
            Field("person_n", "人数", Kind.NUMBER, need=_REPORT, hint="人次"),
            Field("name", "姓名", limit=30, mask="name", width=4, hint="可以不写"),
            Field("sex", "性别", Kind.CHOICE, "sex"),
            Field("phone", "电话", mask="phone", hint="可以不写"),
            Field("crowd", "人群", Kind.CHOICES, "crowd"),
        )),
        Section("matter", "事项和答复", (
            Field("domain", "类别", Kind.CHOICE, "consult_domain", need=_REPORT, width=5),
            Field("summary", "咨询事项", Kind.LONG, need=Gate.SAVE | _REPORT, limit=500, width=16),
            Field("answer", "答复", Kind.LONG, need=_REPORT, limit=500),
            Field("by_role", "解答人身份", Kind.CHOICE, "consult_role", need=_REPORT, by=By.HABIT),
            Field("outcome", "去向", Kind.CHOICE, "consult_outcome", need=_REPORT, width=6),
            Field("score", "满意度", Kind.CHOICE, "consult_score"),
        )),
        Section("review", "行政复议", (
            Field("is_review", "行政复议咨询", Kind.FLAG),
            Field("organ", "涉及机关", limit=50),
            Field("act", "行政行为", limit=100),
            Field("review_chosen", "后来申请复议", Kind.CHOICE, "review_chosen"),
            Field("chosen_on", "申请复议日期", Kind.DATE),
        )),
        tail(),
    ),
    rules=(consultation_rules,),
    name_of=lambda record: record.get("name") or (record.get("summary") or "")[:16],
    letters="ZX",
    start={"mode": "visit", "person_n": 1, "by_role": "office", "is_review": False},
    quick=("mode", "domain", "name", "summary", "answer", "outcome"),
    secrecy=Secrecy.PERSONAL,
    follow=follow_consultation,
)


def follow_intake(record: Record, now: Circumstances) -> Record:
    """Sixty days from the day the act became known (Administrative Reconsideration Law art. 20)."""
    done = follow_card(record, now)
    return done | {"deadline": plus(done.get("known_on"), now.limits["review_apply_days"])}


def intake_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    yield from _phone(record, now)
    if record.get("deadline") and record.get("event_on") and record["event_on"] > record["deadline"]:
        yield Problem(("known_on",), "接收时已超过申请期限，请核对有没有延长的理由", _REPORT, hard=False)


def _forward(key: str, what: str):
    def dues(record: Record, now: Circumstances) -> Iterable[Due]:
        """Papers that were taken in have to be forwarded (no statutory limit was found)."""
        if record.get("event_on") and not record.get("sent_on") and record.get("precheck") in (None, "pass"):
            yield Due(plus(record["event_on"], now.limits[key]), what, key, ("sent_on",))

    return dues


REVIEW_INTAKE = Item(
    "review_intake",
    "复议代收",
    (
        Section("applicant", "申请人", (*head("接收日期"), *person())),
        Section("act", "行政行为", (
            Field("respondent", "被申请人", need=_REPORT, limit=50, width=10),
            Field("act", "行政行为", need=_REPORT, limit=200, width=12),
            Field("known_on", "知道日期", Kind.DATE, need=_REPORT),
            Field("deadline", "申请期限", Kind.DATE, by=By.PROGRAM),
            Field("form", "申请形式", Kind.CHOICE, "review_form", need=_REPORT),
            Field("request", "复议请求", Kind.LONG, need=_REPORT, limit=500),
            Field("facts", "事实和理由", Kind.LONG, need=_REPORT, limit=1000),
            Field("papers", "材料", limit=200),
        )),
        Section("forward", "转送和结果", (
            Field("receipt_no", "回执号", limit=50),
            Field("sent_on", "转送日期", Kind.DATE, width=8),
            Field("sent_to", "转送机关", limit=50, by=By.HABIT),
            Field("outcome", "结果", Kind.CHOICE, "review_outcome", width=6),
            Field("decided_on", "结果日期", Kind.DATE),
            Field("origin", "来自咨询", Kind.LINK, "consultation", by=By.PROGRAM),
        )),
        tail(),
    ),
    rules=(intake_rules,),
    letters="FY",
    start={"form": "written"},
    quick=("name", "id_no", "phone", "respondent", "act", "known_on", "form", "request", "facts"),
    secrecy=Secrecy.PERSONAL,
    follow=follow_intake,
    dues=_forward("review_forward_days", "复议材料转送"),
)


def aid_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    yield from _phone(record, now)
    if record.get("precheck") == "pass":
        for key, label in (("sent_on", "转交日期"), ("sent_to", "转交机构")):
            if not record.get(key):
                yield Problem((key,), label, _REPORT, missing=True)
    if record.get("sent_on") and record.get("event_on") and record["sent_on"] < record["event_on"]:
        yield Problem(("sent_on",), "转交日期早于接收日期", _REPORT)


_forward_aid = _forward("aid_forward_days", "法援材料转交")


def aid_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    """Forwarding, and the decision of the county's centre (Legal Aid Law art. 43: seven days)."""
    yield from _forward_aid(record, now)
    if record.get("sent_on") and not record.get("result"):
        yield Due(plus(record["sent_on"], now.limits["aid_decide_days"]), "问问法援审查结果", "aid_decide_days",
                  ("result",))


LEGAL_AID = Item(
    "legal_aid",
    "法援转交",
    (
        Section("applicant", "申请人", (
            *head("接收日期"), *person(),
            Field("crowd", "人群类别", Kind.CHOICES, "aid_crowd", need=_REPORT),
            Field("agent", "代理人", limit=30, mask="name"),
            Field("agent_relation", "与申请人关系", limit=30),
        )),
        Section("matter", "案情", (
            Field("case_kind", "案件类型", Kind.CHOICE, "aid_case_kind", need=_REPORT, width=6),
            Field("matter", "事由", Kind.CHOICE, "aid_matter", need=_REPORT, width=12),
            Field("hardship", "经济困难核查", Kind.CHOICE, "aid_hardship", need=_REPORT, mask="secret"),
            Field("opponent", "对方", need=_REPORT, limit=50, mask="name"),
            Field("facts", "简要案情", Kind.LONG, need=_REPORT, limit=1000),
            Field("papers", "材料", Kind.CHOICES, "aid_papers", need=_REPORT),
            Field("urgent", "先行援助情形", Kind.FLAG),
        )),
        Section("forward", "初审转交", (
            Field("receipt_no", "接收凭证号", limit=50),
            Field("precheck", "初审意见", Kind.CHOICE, "aid_precheck", need=_REPORT, width=8),
            Field("sent_on", "转交日期", Kind.DATE, width=8),
            Field("sent_to", "转交机构", limit=50, by=By.HABIT),
            Field("letter_no", "函号", limit=50),
            Field("origin", "来自咨询", Kind.LINK, "consultation", by=By.PROGRAM),
        )),
        Section("result", "结果反馈", (
            Field("result", "结果", Kind.CHOICE, "aid_result", width=6),
            Field("decided_on", "决定日期", Kind.DATE),
            Field("lawyer", "承办人", limit=30),
            Field("closed_on", "结案日期", Kind.DATE),
            Field("saved", "节省费用", Kind.MONEY),
            Field("recovered", "挽回损失", Kind.MONEY),
        )),
        tail(),
    ),
    rules=(aid_rules,),
    letters="FZ",
    start={"urgent": False},
    quick=("name", "id_no", "phone", "crowd", "case_kind", "matter", "hardship", "opponent", "facts", "papers",
           "precheck", "sent_on", "sent_to"),
    secrecy=Secrecy.SENSITIVE,
    follow=follow_card,
    dues=aid_dues,
)

VISITOR = Item(
    "video_visitor",
    "会见人",
    (
        Section("visitor", "会见人", (
            Field("name", "姓名", need=_REPORT, limit=30, mask="name"),
            Field("id_no", "证件号码", mask="id", hint="18 位"),
            Field("relation", "关系", Kind.CHOICE, "visitor_relation", need=_REPORT),
            Field("phone", "电话", mask="phone"),
        )),
    ),
    parent="video_visit",
    name_of=lambda row: "会见人",
    secrecy=Secrecy.SENSITIVE,
)


def video_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    """Relatives at most three; officials need a letter; identity and pledge are checked on the spot."""
    if record.get("kind") == "family":
        visitors = record.get("visitors") or []
        if not visitors:
            yield Problem(("visitors",), "会见人", _REPORT, missing=True)
        if len(visitors) > now.limits["video_visitors"]:
            yield Problem(("visitors",), f"会见人一般不超过 {now.limits['video_visitors']} 人", _REPORT, hard=False)
    elif record.get("kind"):
        for key, label in (("unit", "办案单位"), ("letter_no", "函号")):
            if not record.get(key):
                yield Problem((key,), label, _REPORT, missing=True)
    for key, label in (("checked", "已核验证件"), ("pledged", "已签承诺")):
        if record.get(key) is None:
            yield Problem((key,), label, _REPORT, missing=True)


VIDEO_VISIT = Item(
    "video_visit",
    "视频会见",
    (
        Section("session", "会见", (
            *head("会见日期", in_list=False),
            Field("at_time", "时间", limit=10, hint="如 9:30"),
            Field("kind", "用途", Kind.CHOICE, "video_kind", need=_REPORT, width=8),
            Field("minutes", "时长（分钟）", Kind.NUMBER),
            Field("prison", "监狱", need=_REPORT, limit=50, width=8, by=By.HABIT),
            Field("inmate", "服刑人员", need=Gate.SAVE | _REPORT, limit=30, mask="name", width=10),
            Field("inmate_no", "服刑人员编号", limit=30, mask="id"),
            Field("visitors", "会见人", Kind.ROWS, "video_visitor"),
            Field("unit", "办案单位", limit=50),
            Field("letter_no", "函号", limit=50),
        )),
        Section("process", "办理", (
            Field("apply_on", "申请日期", Kind.DATE),
            Field("approve_on", "审核日期", Kind.DATE),
            Field("reply_on", "答复日期", Kind.DATE),
            Field("checked", "已核验证件", Kind.FLAG),
            Field("pledged", "已签承诺", Kind.FLAG),
            Field("result", "结果", Kind.CHOICE, "video_result", need=_REPORT, width=6),
            Field("stopped_why", "中止原因", limit=100),
        )),
        tail(),
    ),
    rules=(video_rules,),
    name_of=lambda record: record.get("inmate") or "",
    letters="HJ",
    start={"kind": "family", "result": "done"},
    quick=("event_on", "kind", "prison", "inmate", "visitors", "unit", "letter_no", "checked", "pledged", "result"),
    secrecy=Secrecy.SENSITIVE,
    locked=True,
)
