"""What follows from a correction file and what its dates demand (domain: work items §3.1). Plain functions.

Levels of approval, frequencies of reports and most limits are local or unverified: they are limits that an office
sets, never refusals. CCL is the Community Correction Law of 2019.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from db.identity import phone_fault
from db.items.common import follow_card
from db.items.kinds import Circumstances, Due, Gate, Problem, Record

RELEASED = ("expired", "amnesty")  # 解除 (CCL art. 44)
MOVED = "move_out"  # 执行地变更


def plus(day: str | None, days: int) -> str | None:
    """ISO date so many days later; None for None."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None


def correction_status(record: Record, today: str) -> str:
    """waiting, serving, released, ended or moved: what the dates say on ``today`` (ISO)."""
    if record.get("end_on") and record["end_on"] <= today and record.get("end_kind"):
        kind = record["end_kind"]
        return "released" if kind in RELEASED else "moved" if kind == MOVED else "ended"
    return "serving" if record.get("reported_on") else "waiting"


def follow_correction(record: Record, now: Circumstances) -> Record:
    """Card data, the last day to report in, the present status, and the day the file counts from."""
    done = follow_card(record, now)
    done = done | {"report_due_on": plus(done.get("doc_eff_on"), now.limits["cc_report_in_days"]),
                   "status": correction_status(done, now.today.isoformat())}
    written = (done.get("created_at") or now.today.isoformat())[:10]
    return done | {"event_on": done.get("reported_on") or written}


def juvenile(record: Record) -> bool:
    """A stored flag, set at reception: who turns 18 stays under the juvenile rules (CCL art. 58)."""
    return bool(record.get("juvenile"))


def correction_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    """What the Act asks of a file beyond its declared fields."""
    def missing(key: str, label: str) -> Iterator[Problem]:
        if record.get(key) in (None, "", []):
            yield Problem((key,), label, Gate.REPORT, missing=True)

    if record.get("juvenile") is None:
        yield Problem(("juvenile",), "是否未成年", Gate.REPORT, missing=True)
    if juvenile(record):
        yield from missing("guardian", "监护人")
        yield from missing("guardian_tel", "监护人电话")
    if record.get("category") == "04":
        yield from missing("outside_reason", "暂予监外执行情形")
    if record.get("end_on"):
        yield from missing("end_kind", "结束类型")
    elif record.get("end_kind"):
        yield from missing("end_on", "结束日期")
    if record.get("term_from") and record.get("term_to") and record["term_to"] < record["term_from"]:
        yield Problem(("term_to",), "矫正期止早于矫正期起", Gate.REPORT)
    if record.get("end_on") and record.get("reported_on") and record["end_on"] < record["reported_on"]:
        yield Problem(("end_on",), "结束日期早于报到日期", Gate.REPORT)
    due, came = record.get("report_due_on"), record.get("reported_on")
    if due and came and came > due:
        yield Problem(("reported_on",), f"报到比期限晚了 {(date.fromisoformat(came) - date.fromisoformat(due)).days} 天",
                      Gate.REPORT, hard=False)
    for key in ("phone", "guardian_tel"):
        if record.get(key) and (fault := phone_fault(record[key])):
            yield Problem((key,), fault, Gate.REPORT, hard=False)
    yield from _team(record)


def _team(record: Record) -> Iterator[Problem]:
    """A woman's team needs a woman (CCL art. 25)."""
    team = record.get("team") or ()
    if team and record.get("sex") == "2" and not any(row.get("sex") == "2" for row in team):
        yield Problem(("team",), "女性社区矫正对象的小组要有女性成员", Gate.REPORT, hard=False)


def correction_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    """What the dates of the file itself demand; the registers have their own (`leave_dues` and others)."""
    status = correction_status(record, now.today.isoformat())
    if status == "waiting" and record.get("report_due_on"):
        yield Due(record["report_due_on"], "报到期限", "cc_report_in_days", ("reported_on",))
    if status != "serving":
        return
    if record.get("term_to"):
        yield Due(plus(record["term_to"], -now.limits["cc_summary_days"]), "期满前个人总结和鉴定", "cc_summary_days")
        yield Due(record["term_to"], "矫正期满，办解除", "cc_release_days", ("end_on",))
    if record.get("ban") and record.get("ban_to"):
        yield Due(record["ban_to"], "禁止令到期", "cc_ban_days", ("ban_to",))


LEVEL_LIMITS = {"strict": "cc_report_strict_days", "normal": "cc_report_normal_days",
                "loose": "cc_report_loose_days"}
VISIT_LIMITS = {"strict": "cc_visit_strict_days", "normal": "cc_visit_normal_days", "loose": "cc_visit_loose_days"}


def follow_leave(record: Record, now: Circumstances) -> Record:
    """Days of a leave, both days counted."""
    if record.get("leave_from") and record.get("leave_to") and not record.get("days"):
        days = (date.fromisoformat(record["leave_to"]) - date.fromisoformat(record["leave_from"])).days + 1
        return record | {"days": max(days, 0)}
    return record


def leave_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    """Who approves how many days (levels unverified, hence doubts only)."""
    days = record.get("days") or 0
    if days > now.limits["cc_leave_county_days"]:
        yield Problem(("approver",), f"超过 {now.limits['cc_leave_county_days']} 天，一般由上一级批准", Gate.REPORT, hard=False)
    elif days > now.limits["cc_leave_office_days"]:
        yield Problem(("approver",), f"超过 {now.limits['cc_leave_office_days']} 天，一般由县级批准", Gate.REPORT, hard=False)
    if record.get("back_on") and record.get("leave_to") and record["back_on"] > record["leave_to"]:
        yield Problem(("back_on",), "销假晚于批准的返回日期", Gate.REPORT, hard=False)


def leave_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("leave_to") and not record.get("back_on"):
        yield Due(record["leave_to"], "外出返回销假", "cc_back_days", ("back_on",))


def locator_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    """At most three months each time (CCL art. 29)."""
    start, end = record.get("event_on"), record.get("until_on")
    if start and end and end > plus(start, now.limits["cc_locator_days"]):
        yield Problem(("until_on",), f"电子定位一次不超过 {now.limits['cc_locator_days']} 天", Gate.REPORT)


def locator_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("until_on") and not record.get("off_on"):
        yield Due(plus(record["until_on"], -now.limits["cc_locator_warn_days"]), "电子定位快到期", "cc_locator_warn_days")


def missing_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if not record.get("found_on") and record.get("event_on"):
        yield Due(record["event_on"], "脱管漏管，立即查找", "cc_missing_days", ("found_on",))
