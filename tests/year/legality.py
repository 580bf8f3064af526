"""合法审查, 执法监督, 行政应诉 and 排查 (F5, F7, F10 to F14, F24, F25)."""

from db.codes import choices
from db.items import LEGAL_REVIEW, SCREENING, SUIT, SUPERVISION
from db.items.kinds import Record
from tests.year.book import Book
from tests.year.dice import plus

ISSUES = [code.code for code in choices("issue_class")]
OTHER_KINDS = ("norm", "enforcement", "village", "meeting")
CONTRACTS = (("lease", "村集体房屋租赁合同"), ("land", "机动地承包合同"), ("build", "村道硬化施工合同"), ("purchase", "办公用品采购合同"))


def _review(book: Book, kind: str, day: str, issues: int = 0) -> Record:
    """A review whose opinion was given on a day; it may have been submitted in the old year."""
    dice = book.dice
    record = {
        "kind": kind, "village": book.village["uid"], "title": f"{book.town}事项审查",
        "submit_unit": f"{book.town}人民政府",
        "submit_on": plus(day, -dice.randint(1, 5)), "materials": "draft,basis", "helper": "office,counsel",
        "opinion": "revise" if issues else "legal", "opinion_on": day, "adopted": "all",
        "opinion_no": f"审{day[:4]}{dice.randrange(10 ** 5):05d}",
        "issues": [{"kind": dice.choice(ISSUES), "text": "条款写得不清楚", "advice": "写明数额和期限", "fixed": True}
                   for _ in range(issues)]}
    if kind == "contract":
        contract_type, title = dice.choice(CONTRACTS)
        record |= {"title": title, "other_side": dice.name("1"), "subject_matter": title.removesuffix("合同"),
                   "amount": dice.randint(2, 400) * 100_000, "contract_type": contract_type,
                   "contract_term": "三年",
                   "signed_on": dice.day("2021-01-01", plus(day, 10))}
    return record


def reviews(book: Book) -> None:
    """Contracts with the problems found in them; decisions and other matters; reviews of other years."""
    dice, plan = book.dice, book.plan
    issues = dice.spread(plan["F12"], [dice.random() ** 4 for _ in range(plan["F10"])])
    for day, count in zip(dice.days(plan["F10"]), issues, strict=True):
        book.put(LEGAL_REVIEW, _review(book, "contract", day, count))
    for place, day in enumerate(dice.days(plan["F7"])):
        kind = "decision" if place < plan["F5"] else OTHER_KINDS[place % len(OTHER_KINDS)]
        book.put(LEGAL_REVIEW, _review(book, kind, day, place % 2))
    for kind in ("contract", "decision"):
        book.put_beside(LEGAL_REVIEW, lambda day, kind=kind: _review(book, kind, day, 2))
    book.put(LEGAL_REVIEW, _review(book, "advice", dice.day()))  # a kind of its own, no 合法性审查
    waiting = {"opinion": None, "opinion_on": None, "opinion_no": None, "adopted": None}
    book.put(LEGAL_REVIEW, _review(book, "contract", "2022-12-28") | waiting)


def supervision(book: Book) -> None:
    """A check in every season; the cases of no or lighter penalty are dealt out over them."""
    dice, plan = book.dice, book.plan

    def make(day: str, lenient: int, amount: int) -> Record:
        return {"event_on": day, "kind": dice.choice(("daily", "files", "special")),
                "target": f"{book.town}综合执法队",
                "cases_n": max(lenient, dice.randint(2, 20)), "problems_n": dice.randint(0, 4),
                "lenient_n": lenient,
                "lenient_amount": amount * 100, "detail": "抽查案卷，文书齐全。"}

    days = dice.days(4)
    for day, lenient, amount in zip(days, dice.split(plan["F13"], 4), dice.split(plan["F14"], 4),
                                    strict=True):
        book.put(SUPERVISION, make(day, lenient, amount))
    book.put_beside(SUPERVISION, lambda day: make(day, 5, 900))


def suits(book: Book) -> None:
    def make(day: str, attended: bool) -> Record:
        return {"event_on": day, "court": "市人民法院", "case_no": f"（{day[:4]}）鲁99行初{book.dice.randint(1, 90)}号",
                "plaintiff": book.dice.name("1"), "cause": "不服行政处理决定", "head_attended": attended,
                "result": "won"}

    for day in book.dice.days(book.plan["F24"]):
        book.put(SUIT, make(day, True))
    for attended in (True, False):
        book.put_beside(SUIT, lambda day, attended=attended: make(day, attended))


def screening(book: Book) -> None:
    """A round a month with a zero report here and there; the report has no figure for it."""
    for month in range(1, 13):
        found = [{"kind": "02", "scale": "01", "summary": "两户因排水争执", "state": "settled"}] * (month % 3)
        book.put(SCREENING, {"event_on": f"2022-{month:02d}-25", "village": book.village["uid"],
                             "items": found,
                             "reporter": book.dice.name("1")})


def fill(book: Book) -> None:
    for part in (reviews, supervision, suits, screening):
        part(book)
