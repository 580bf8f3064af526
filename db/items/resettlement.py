"""安置帮教: released persons who are looked after for some years, and two registers (domain: work items §3.2)."""

from collections.abc import Iterable, Iterator
from datetime import date

from db.items.common import follow_card, head, person, tail
from db.items.correction_rules import juvenile
from db.items.kinds import By, Circumstances, Due, Field, Gate, Item, Kind, Problem, Record, Secrecy, Section

_REPORT = Gate.REPORT


def _years_after(day: str, years: int) -> str:
    start = date.fromisoformat(day)
    try:
        return start.replace(year=start.year + years).isoformat()
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28).isoformat()


def resettlement_status(record: Record, today: str) -> str:
    """What was noted (moved, lost, reoffended, dead), else what the dates say on ``today`` (ISO)."""
    if record.get("ended_as") and (record.get("ended_on") or "") <= today:
        return record["ended_as"]
    if not record.get("join_on") or record["join_on"] > today:
        return "waiting"
    return "finished" if record.get("period_to") and record["period_to"] <= today else "helping"


def follow_resettlement(record: Record, now: Circumstances) -> Record:
    """Card data, the years of help by source, the last day, the present status, the day the file counts from."""
    done = follow_card(record, now)
    if not done.get("period_years") and done.get("source"):
        done = done | {"period_years": now.limits["ab_years_corrected" if done["source"] == "corrected"
                                                  else "ab_years_released"]}
    if done.get("release_on") and done.get("period_years"):
        done = done | {"period_to": _years_after(done["release_on"], done["period_years"])}
    written = (done.get("created_at") or now.today.isoformat())[:10]
    return done | {"status": resettlement_status(done, now.today.isoformat()),
                   "event_on": done.get("join_on") or written}


def resettlement_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    if record.get("join_on") and not record.get("join_mode"):
        yield Problem(("join_mode",), "衔接情况", Gate.REPORT, missing=True)
    if record.get("join_on") and not record.get("file_on"):
        yield Problem(("file_on",), "建档日期", Gate.REPORT, missing=True)
    if record.get("ended_as") and not record.get("ended_on"):
        yield Problem(("ended_on",), "结束日期", Gate.REPORT, missing=True)
    if record.get("join_on") and record.get("release_on") and record["join_on"] < record["release_on"]:
        yield Problem(("join_on",), "衔接日期早于释放日期", Gate.REPORT, hard=False)


def resettlement_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    """Joining, filing and the end of the years of help."""
    from db.items.correction_rules import plus

    status = resettlement_status(record, now.today.isoformat())
    if status == "waiting" and record.get("release_on"):
        yield Due(plus(record["release_on"], now.limits["ab_join_days"]), "落实衔接", "ab_join_days", ("join_on",))
    if status == "helping":
        if not record.get("agreement_on") and record.get("join_on"):
            yield Due(plus(record["join_on"], now.limits["ab_agreement_days"]), "签帮教协议", "ab_agreement_days",
                      ("agreement_on",))
        if record.get("period_to"):
            yield Due(plus(record["period_to"], -now.limits["ab_end_warn_days"]), "帮教快到期", "ab_end_warn_days")


RESETTLEMENT = Item(
    "resettlement",
    "安置帮教对象",
    (
        Section("person", "对象", (
            *head("", village="居住村居"),
            *person(),
            Field("juvenile", "曾为未成年对象", Kind.FLAG),
            Field("ethnicity", "民族", Kind.CHOICE, "ethnicity"),
            Field("education", "文化程度", Kind.CHOICE, "education"),
            Field("marital", "婚姻状况", Kind.CHOICE, "marital"),
            Field("health", "健康状况", Kind.CHOICE, "health", mask="secret"),
            Field("home_address", "户籍地", mask="address", limit=100),
            Field("minor_child", "有未成年子女", Kind.FLAG, mask="secret"),
        )),
        Section("release", "释放衔接", (
            Field("source", "对象来源", Kind.CHOICE, "resettlement_source", need=_REPORT, width=8),
            Field("prison", "监所", limit=50, mask="secret"),
            Field("crime", "罪名", limit=50, mask="secret"),
            Field("sentence", "刑期", limit=50, mask="secret"),
            Field("first_crime", "有无前科", Kind.CHOICE, "yes_no", mask="secret"),
            Field("notice_on", "收到通知日期", Kind.DATE),
            Field("verify_on", "核查日期", Kind.DATE),
            Field("verify_result", "核查结果", Kind.CHOICE, "verify_result"),
            Field("release_on", "释放（解矫）日期", Kind.DATE, need=_REPORT, width=8),
            Field("join_on", "衔接日期", Kind.DATE, width=8),
            Field("join_mode", "衔接情况", Kind.CHOICE, "join_mode"),
            Field("key_pickup", "必接必送", Kind.FLAG),
        )),
        Section("help", "帮教", (
            Field("file_on", "建档日期", Kind.DATE),
            Field("risk", "帮教类别", Kind.CHOICE, "help_class", need=_REPORT, width=6),
            Field("team", "帮教小组", limit=100, mask="name"),
            Field("agreement_on", "帮教协议日期", Kind.DATE),
            Field("period_years", "帮教年限", Kind.NUMBER, hint="按来源自动填"),
            Field("period_to", "期满日", Kind.DATE, by=By.PROGRAM, width=8),
            Field("settle_mode", "安置情况", Kind.CHOICE, "settle_mode"),
            Field("settle_on", "安置日期", Kind.DATE),
            Field("unsettled_why", "未安置原因", limit=100),
        )),
        Section("end", "结束", (
            Field("status", "状态", Kind.CHOICE, "resettlement_status", width=6, by=By.PROGRAM),
            Field("ended_as", "结束或变动", Kind.CHOICE, "resettlement_end"),
            Field("ended_on", "变动日期", Kind.DATE),
            Field("reoffend_crime", "再犯罪名", limit=50, mask="secret"),
            Field("origin", "来自社区矫正", Kind.LINK, "correction", by=By.PROGRAM),
        )),
        tail(),
    ),
    rules=(resettlement_rules,),
    letters="AB",
    start={"source": "released", "risk": "02", "juvenile": False, "key_pickup": False, "ethnicity": "01"},
    quick=("name", "id_no", "phone", "village", "source", "release_on", "join_on", "join_mode", "file_on", "risk",
           "settle_mode", "team"),
    secrecy=Secrecy.SENSITIVE,
    locked=True,
    restricted=juvenile,
    follow=follow_resettlement,
    dues=resettlement_dues,
)


def _register(key: str, label: str, fields: tuple[Field, ...], **more: object) -> Item:
    return Item(
        f"resettlement_{key}", label,
        (Section("main", label, (
            Field("subject", "安置帮教对象", Kind.LINK, "resettlement", need=Gate.SAVE, by=By.INNER),
            Field("event_on", "日期", Kind.DATE, need=Gate.SAVE, width=8),
            *fields,
            Field("handler", "经办人", Kind.LINK, "mediator", by=By.HABIT),
            Field("remark", "备注", Kind.LONG, limit=500),
            Field("late_entry", "补录", Kind.FLAG, by=By.PROGRAM),
        )),),
        name_of=lambda record: "", owner="resettlement", secrecy=Secrecy.SENSITIVE, locked=True, **more)


def visit_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("next_on"):
        yield Due(record["next_on"], "约好的下次走访", "", ("next_on",))


REGISTERS = (
    _register("visit", "走访", (
        Field("mode", "方式", Kind.CHOICE, "help_visit_mode", need=_REPORT, width=6, by=By.HABIT),
        Field("thought", "思想情况", limit=200, width=8),
        Field("work", "工作情况", limit=200, width=8),
        Field("life", "生活情况", limit=200, width=8),
        Field("need", "困难和需求", limit=200),
        Field("action", "帮扶措施", limit=200),
        Field("next_on", "下次走访", Kind.DATE, ahead=True),
    ), dues=visit_dues),
    _register("help", "帮扶", (
        Field("kind", "类型", Kind.CHOICE, "help_kind", need=_REPORT, width=8),
        Field("org", "帮扶单位", limit=50, width=10),
        Field("amount", "金额", Kind.MONEY, width=6),
        Field("content", "内容", Kind.LONG, limit=500, width=12),
    )),
)
