"""What a mediation case must, and should, satisfy (domain dictionary §3, §4, §6.4, §8.4). Plain functions.

Nothing here stands in the way of saving beyond one name and one word. Whether 山东智慧调解 asks for more is
unverified, so REPORT follows the required fields of the one public push form (SYNC).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from db.identity import age_on, credit_code_fault, phone_fault, read_id_card
from db.items.kinds import Circumstances, Gate, Problem, Record, Rule
from db.items.phrase import looked_over

_BOTH = Gate.REPORT | Gate.ARCHIVE
_SIDES = {"applicant": "甲方", "respondent": "乙方", "third": "第三方"}


def side_of(party: Record) -> str:
    """甲方, 乙方 or 第三方."""
    return _SIDES.get(party.get("role") or "", "当事人")


def party_names(record: Record, role: str | None = None) -> list[str]:
    """Names of the parties in order, of one role or of all."""
    return [p["name"] for p in record.get("parties") or ()
            if p.get("name") and (role is None or p.get("role") == role)]


def case_name(record: Record) -> str:
    """How people call a case: 史国栋 与 陶金山, 李四光 与 张三丰等2人."""
    first = party_names(record, "applicant")
    others = [n for n in party_names(record) if n not in first]
    sides = [f"{names[0]}等{len(names)}人" if len(names) > 1 else names[0] for names in (first, others) if names]
    return " 与 ".join(sides)


def is_organisation(party: Record) -> bool:
    return party.get("kind") in ("legal", "other_org")


def _says_something(record: Record) -> bool:
    return any(record.get(key) for key in ("summary", "dispute_type", "one_line", "agreement_text", "result"))


def saving(record: Record, _: Circumstances) -> Iterator[Problem]:
    """One name and one word are enough."""
    if not party_names(record):
        yield Problem(("parties", 0, "name"), "当事人姓名", Gate.SAVE, missing=True)
    if not _says_something(record):
        yield Problem(("summary",), "为什么事（一句话就行）", Gate.SAVE, missing=True)


def two_parties(record: Record, _: Circumstances) -> Iterator[Problem]:
    if len(party_names(record)) == 1:
        yield Problem(("parties", len(record["parties"]), "name"), "另一方当事人", _BOTH, missing=True)


def person_or_organisation(record: Record, now: Circumstances) -> Iterator[Problem]:
    """What each kind of party needs besides name, number and telephone."""
    for index, party in enumerate(record.get("parties") or ()):
        side = side_of(party)
        wanted = ({"legal_rep": "负责人"} if is_organisation(party) else
                  {"sex": "性别", "birth": "出生日期", "ethnicity": "民族", "occupation": "职业"})
        for key, label in wanted.items():
            if not party.get(key):
                yield Problem(("parties", index, key), side + label, Gate.REPORT, missing=True)
        if not party.get("address") and not party.get("village"):
            where = "address" if is_organisation(party) else "village"  # the village is the quicker answer
            yield Problem(("parties", index, where), side + "住址", Gate.REPORT, missing=True)
        if party.get("agent") and not party.get("agent_power"):
            yield Problem(("parties", index, "agent_power"), side + "代理权限", Gate.ARCHIVE, missing=True)
        years = None if is_organisation(party) else age_on(party.get("birth"), record.get("event_on") or now.today)
        if years is not None and years < 18 and not party.get("agent"):
            yield Problem(("parties", index, "agent"), f"{side}未满 18 岁，请写明监护人或代理人", _BOTH, hard=False)


def party_numbers(record: Record, _: Circumstances) -> Iterator[Problem]:
    """Identity numbers and telephones: right in themselves and in agreement with sex and birth date."""
    seen: set[str] = set()
    for index, party in enumerate(record.get("parties") or ()):
        side, number = side_of(party), party.get("id_no")

        def wrong(key: str, text: str, hard: bool = True, at: int = index, who: str = side) -> Problem:
            return Problem(("parties", at, key), f"{who}{text}", _BOTH, hard)

        id_type = party.get("id_type") or ("uscc" if is_organisation(party) else "id_card")
        if number and id_type == "uscc":
            if fault := credit_code_fault(number):
                yield wrong("id_no", fault)
        elif number and id_type == "id_card":
            card = read_id_card(number)
            if card.fault:
                yield wrong("id_no", card.fault)
            elif card.old:
                yield wrong("id_no", "身份证是 15 位旧号，请换成 18 位")
            if card.sex and party.get("sex") in ("1", "2") and party["sex"] != card.sex:
                yield wrong("sex", f"性别与身份证号第 {15 if card.old else 17} 位不一致")
            if card.birth and party.get("birth") and party["birth"] != card.birth:
                yield wrong("birth", "出生日期与身份证号不一致")
        if number and number in seen:
            yield wrong("id_no", "证件号码与另一位当事人相同")
        seen.add(number or "")
        if party.get("phone") and (fault := phone_fault(party["phone"])):
            yield wrong("phone", fault, hard=False)


def outcome(record: Record, _: Circumstances) -> Iterator[Problem]:
    """What success and failure each demand (law art. 26, 28, 29)."""
    def missing(key: str, label: str, gates: Gate = _BOTH) -> Iterator[Problem]:
        if record.get(key) in (None, ""):
            yield Problem((key,), label, gates, missing=True)

    if record.get("result") == "success":
        yield from missing("agreement_form", "协议形式")
        yield from missing("agreement_text", "协议内容", _BOTH | Gate.PRINT)
        yield from missing("amount", "协议金额（没有就填 0）")
        yield from missing("perform_mode", "履行方式")
        yield from missing("perform_status", "履行情况", Gate.REPORT)
        if record.get("agreement_form") == "written":
            yield from missing("agreement_date", "协议日期")
            yield from missing("perform_place", "履行地点")
            if record.get("perform_mode") not in (None, "immediate"):
                yield from missing("perform_due", "履行期限")
            yield from missing("process_note", "调解记录", Gate.ARCHIVE)
            for key, label in (("signed", "当事人签名"), ("sealed", "调委会盖章")):
                if not record.get(key):
                    yield Problem((key,), label, Gate.ARCHIVE, missing=True)
    elif record.get("result") == "failure":
        yield from missing("fail_reason", "不成原因")
        yield from missing("advised_remedy", "告知途径")
        for key, label in (("agreement_form", "协议形式"), ("agreement_text", "协议内容"), ("amount", "协议金额")):
            if record.get(key):
                yield Problem((key,), f"调解不成功，却填了{label}", _BOTH)
    elif record.get("result") == "ongoing":
        yield Problem(("result",), "调解结果，现在还在调解", _BOTH, missing=True)


def dates(record: Record, now: Circumstances) -> Iterator[Problem]:
    """Order of the dates, and the time limit of mediation."""
    accepted, mediated = record.get("accept_date"), record.get("mediation_date")
    if accepted and mediated and mediated < accepted:
        yield Problem(("mediation_date",), "调解日期早于受理日期", _BOTH)
    for key, label in (("accept_date", "受理日期"), ("mediation_date", "调解日期"), ("agreement_date", "协议日期")):
        if record.get(key) and record[key] > now.today.isoformat():
            yield Problem((key,), f"{label}在今天以后", _BOTH)
    if record.get("occur_date") and accepted and record["occur_date"] > accepted:
        yield Problem(("occur_date",), "发生日期晚于受理日期", _BOTH, hard=False)
    agreed = record.get("agreement_date") or mediated
    if agreed and mediated and agreed < mediated:
        yield Problem(("agreement_date",), "协议日期早于调解日期", _BOTH)
    for key, label in (("perform_due", "履行期限"), ("visit_date", "回访日期"), ("perform_date", "履行完毕日期")):
        if record.get(key) and agreed and record[key] < agreed:
            yield Problem((key,), f"{label}早于协议日期", _BOTH, hard=False)
    if accepted:
        closed = record.get("result") in ("success", "failure") and mediated
        days = (date.fromisoformat(closed or now.today.isoformat()) - date.fromisoformat(accepted)).days
        limit, warn = now.limits["mediation_days"], now.limits["mediation_warn_days"]
        if days > limit:
            yield Problem(("mediation_date",), f"受理已 {days} 天，超过 {limit} 天期限，延长须双方同意", _BOTH, hard=False)
        elif days >= warn and not closed:
            yield Problem(("result",), f"受理已 {days} 天，离 {limit} 天期限还有 {limit - days} 天", _BOTH, hard=False)


def confirmation(record: Record, _: Circumstances) -> Iterator[Problem]:
    """Judicial confirmation needs a written agreement about something that can be confirmed."""
    if record.get("judicial_confirm") in (None, "none"):
        return
    if record.get("agreement_form") != "written":
        yield Problem(("judicial_confirm",), "司法确认要有书面协议", _BOTH)
    if record.get("dispute_type") == "01":
        yield Problem(("judicial_confirm",), "身份关系不能申请司法确认，请核对", _BOTH, hard=False)


def confirm_deadline(record: Record, now: Circumstances) -> str | None:
    """ISO date of the last day to apply for judicial confirmation; None when it does not apply or was done."""
    effective = record.get("effective_date") or record.get("agreement_date")
    if (record.get("agreement_form") != "written" or record.get("judicial_confirm") not in (None, "none")
            or record.get("dispute_type") == "01" or not effective):
        return None
    return (date.fromisoformat(effective) + timedelta(days=now.limits["confirm_days"])).isoformat()


def escalation(record: Record, _: Circumstances) -> Iterator[Problem]:
    """防止类: cases > 0 demand persons; 群体性 suggests at least five (§2.4, rule 7)."""
    kind, persons = record.get("escalation"), record.get("escalation_persons")
    if kind in (None, "none"):
        return
    if not persons:
        yield Problem(("escalation_persons",), "防止转化人数", Gate.REPORT, missing=True)
    elif kind in ("petition", "fight") and persons < 5:
        yield Problem(("escalation_persons",), "群体性事件一般不少于 5 人，请核对", Gate.REPORT, hard=False)


def people(record: Record, _: Circumstances) -> Iterator[Problem]:
    named = len(party_names(record))
    if record.get("people_count") is not None and record["people_count"] < named:
        yield Problem(("people_count",), f"涉及人数少于已登记的 {named} 位当事人", Gate.REPORT)


CASE_RULES: tuple[Rule, ...] = (
    looked_over, saving, two_parties, person_or_organisation, party_numbers, outcome, dates, confirmation, escalation, people)
