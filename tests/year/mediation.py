"""纠纷调解: the cases of the year with their parties, results and agreements (F56, F57)."""

from uuid import UUID

from db import numbering
from db.items import CASE
from db.items.kinds import Record
from tests.year.book import AFTER, Book
from tests.year.dice import plus

MATTERS = (
    ("02", "两家因排水沟堵塞发生争执。", "双方共同清理水沟，以后轮流维护。"), ("01", "夫妻因家务和孩子上学争吵。", "双方互相谅解，孩子仍在镇小学上学。"),
    ("03", "翻建院墙占了邻居的宅基地边。", "院墙后退三十厘米。"), ("10", "帮工半年，工钱没有付。", "分两次付清拖欠的工钱。"),
    ("06", "拖拉机碰坏了门楼，赔多少谈不拢。", "一次性赔偿修理费。"), ("07", "承包地界桩被移动。", "按承包合同重新立界桩。"),
    ("16", "电动车相撞，医药费谁出有争议。", "按责任分担医药费。"))


def _party(book: Book, role: str, village: str) -> Record:
    return book.dice.person() | {"role": role, "kind": "natural", "ethnicity": "01", "occupation": "务农",
                                 "village": village}


def _case(book: Book, day: str, result: str = "success") -> Record:
    """A case mediated on a day: an agreement of either form, or why there is none."""
    dice = book.dice
    village = book.village["uid"]
    kind, summary, agreement = dice.choice(MATTERS)
    record: Record = {
        "uid": str(UUID(int=dice.getrandbits(128), version=4)), "village": village,
        "committee": book.committees["" if dice.random() < 0.15 else village]["uid"],
        "source": dice.choice("12"),
        "accept_date": plus(day, -dice.randint(0, 12)), "registrar": book.me, "mediator": book.me,
        "dispute_type": kind,
        "summary": summary, "requests": "请求调解", "mediation_date": day, "mediation_place": "村委会",
        "result": result,
        "parties": [_party(book, "applicant", village), _party(book, "respondent", village)],
        "migrant_worker": "no",
        "special_group": "none", "has_death": "no", "difficulty": dice.choice(("simple", "general")),
        "escalation": "none",
        "report_state": "new"}
    if result == "ongoing":
        return record
    if result == "failure":
        return record | {"fail_reason": "对数额分歧大，一方不愿再谈。", "advised_remedy": "向法院起诉"}
    written = dice.random() < 0.4
    return record | {
        "agreement_form": "written" if written else "oral", "agreement_text": agreement,
        "perform_mode": "immediate",
        "amount": dice.choice((0, 0, dice.randint(3, 300) * 10_000)), "perform_place": "村委会",
        "process_note": "双方到场，讲明道理后达成一致。"}


def _put(book: Book, case: Record, deleted: bool = False) -> None:
    """A case bears the number of its committee."""
    committee = next(c for c in book.committees.values() if c["uid"] == case["committee"])
    case["case_no"] = numbering.issue(book.store, committee, case | {"event_on": case["mediation_date"]})
    book.put(CASE, case, deleted)


def fill(book: Book) -> None:
    """2301 handled cases, 39 without success; besides, the days around, the 回收站 and a case not finished."""
    plan = book.plan
    for place, day in enumerate(book.dice.days(plan["F56"])):
        _put(book, _case(book, day, "failure" if place < plan["failed"] else "success"))
    for day in ("2021-12-31", AFTER):
        _put(book, _case(book, day))
    _put(book, _case(book, book.dice.day()), deleted=True)
    _put(book, _case(book, AFTER, "failure"))
    _put(book, _case(book, plus(AFTER, -9), "ongoing"))
