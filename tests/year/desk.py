"""咨询接待, 法援转交 and 视频会见 (F18 to F20, F47 to F50, F74 to F77)."""

from db.items import CONSULTATION, LEGAL_AID, REVIEW_INTAKE, VIDEO_VISIT
from db.items.kinds import Record
from tests.year.book import AFTER, BEFORE, Book
from tests.year.dice import FIRST, LAST, plus

MATTERS = {
    "family": "离婚后孩子的抚养费怎么要", "neighbour": "邻居盖房挡了光怎么办", "labour": "干完活老板不给工钱", "loan": "借条过了几年还有效吗",
    "land": "承包地被占了找谁", "traffic": "被车撞了对方不赔", "house": "宅基地能不能转给女儿", "inherit": "老人没有立遗嘱怎么分"}
ORGANS = ("镇人民政府", "市自然资源局", "市公安局", "市综合行政执法局")
RESULTS = ("granted", "granted", "granted", "refused", "withdrawn", None)


def _consultation(book: Book, day: str) -> Record:
    dice = book.dice
    domain = dice.choice(list(MATTERS))
    someone: Record = {}
    if dice.random() < 0.7:  # the others left no name
        person = dice.person()
        someone = {key: person[key] for key in ("name", "sex", "phone")}
    return someone | {
        "event_on": day, "village": book.village["uid"],
        "mode": dice.choice(("visit", "visit", "phone", "net", "village")),
        "person_n": dice.choice((1, 1, 1, 1, 2, 3)),
        "crowd": dice.choice(("migrant", "elderly", "woman", "general")),
        "domain": domain, "summary": MATTERS[domain], "answer": "讲明法律规定，告知怎样收集证据。",
        "by_role": dice.choice(("office", "counsel", "duty")), "score": "good",
        "outcome": dice.choice(("answered", "answered", "mediation", "court", "notary"))}


def _review_enquiry(book: Book, day: str, chosen: str) -> Record:
    later = plus(day, book.dice.randint(1, 20))
    applied = {"chosen_on": later, "outcome": "review"} if chosen == "yes" else {}
    return _consultation(book, day) | {
        "domain": "review", "summary": "不服处理决定，问能不能复议", "is_review": True, "organ": book.dice.choice(ORGANS),
        "act": "行政处罚决定", "review_chosen": chosen} | applied


def consultations(book: Book) -> None:
    """2446 enquiries, 118 about review among them, after nine of which somebody applied."""
    dice, plan = book.dice, book.plan
    others = plan["F18"] - plan["F19"]
    chosen = ["yes"] * plan["F19"] + [dice.choice(("no", "no", "no", "unknown")) for _ in range(others)]
    for day, answer in zip(dice.days(plan["F18"]), chosen, strict=True):
        kept = book.put(CONSULTATION, _review_enquiry(book, day, answer))
        if answer == "yes":
            _intake(book, kept)
    for day in dice.days(plan["F47"] - plan["F18"]):
        book.put(CONSULTATION, _consultation(book, day))
    book.put_beside(CONSULTATION, lambda day: _consultation(book, day))
    for answer in ("yes", "unknown"):
        book.put_beside(CONSULTATION, lambda day, answer=answer: _review_enquiry(book, day, answer))


def _intake(book: Book, asked: Record) -> None:
    """The papers of somebody who asked first and then applied."""
    book.put(REVIEW_INTAKE, book.dice.person() | {
        "event_on": asked["chosen_on"], "village": asked["village"], "respondent": asked["organ"],
        "act": asked["act"],
        "known_on": plus(asked["chosen_on"], -20), "request": "撤销处罚决定", "facts": "认为处罚过重，程序有误。",
        "sent_on": plus(asked["chosen_on"], 1), "sent_to": "市人民政府", "outcome": "accepted",
        "origin": asked["uid"]})


def _aid(book: Book, sent: str) -> Record:
    """An application forwarded on a day and taken in just before, perhaps still in the old year."""
    dice = book.dice
    return dice.person() | {
        "event_on": plus(sent, -dice.randint(0, 2)), "village": book.village["uid"],
        "crowd": dice.choice(("migrant", "elderly", "woman")),
        "case_kind": dice.choice(("civil", "civil", "labour")),
        "matter": dice.choice(("labour", "support", "injury")),
        "hardship": dice.choice(("check", "pledge", "exempt")), "opponent": "某建筑公司",
        "papers": "form,identity,means,case",
        "facts": "在工地干活四个月，工钱一直没有结清。", "precheck": "pass", "sent_on": sent, "sent_to": "市法律援助中心"}


def legal_aid(book: Book) -> None:
    """596 forwarded; a part was granted and is closed with what it saved and recovered.

    Money counts on the day of closing, whenever the case was forwarded.
    """
    dice, plan = book.dice, book.plan
    days = sorted(dice.days(plan["F48"]))
    closed = max(1, len(days) // 3)
    saved, recovered = (dice.split(plan[figure], closed + 1) for figure in ("F49", "F50"))
    late = {"result": "granted", "saved": saved[-1] * 100, "recovered": recovered[-1] * 100}
    old = _aid(book, "2021-11-15") | {"decided_on": "2021-11-18", "closed_on": FIRST}
    book.put(LEGAL_AID, old | late)
    book.put(LEGAL_AID, _aid(book, "2022-02-02") | late | {"closed_on": "2022-05-05"}, deleted=True)
    for place, sent in enumerate(days):
        record = _aid(book, sent)
        if place < closed:  # the early ones: granted, and finished before the year was
            end = LAST if place == 0 else dice.day(plus(sent, 40), LAST)
            record |= {"result": "granted", "decided_on": plus(sent, 5), "closed_on": end,
                       "lawyer": dice.name("1"), "saved": saved[place] * 100,
                       "recovered": recovered[place] * 100}
        elif place == closed:
            record |= late | {"decided_on": plus(sent, 5), "closed_on": AFTER}
        elif result := dice.choice(RESULTS):
            record |= {"result": result, "decided_on": plus(sent, 6)}
        book.put(LEGAL_AID, record)
    book.put_beside(LEGAL_AID, lambda day: _aid(book, day) | {
        "result": "granted", "decided_on": day, "closed_on": day, "saved": 90_000, "recovered": 70_000})
    for precheck in ("lacking", "outside"):
        book.put(LEGAL_AID, _aid(book, dice.day()) | {"precheck": precheck, "sent_on": None, "sent_to": None})


def _session(book: Book, kind: str, day: str, result: str = "done") -> Record:
    dice = book.dice
    family = {"visitors": [{"name": dice.name("2"), "relation": "spouse"},
                           {"name": dice.name("1"), "relation": "child"}]}
    return {"event_on": day, "at_time": "9:30", "kind": kind, "minutes": 30, "prison": "第三监狱",
            "inmate": dice.name("1"),
            "inmate_no": f"{dice.randrange(10 ** 8):08d}", "checked": True, "pledged": True, "result": result,
            "stopped_why": "网络中断" if result == "stopped" else None} | (
        family if kind == "family" else {"unit": "办案单位", "letter_no": f"函{dice.randint(1, 99)}号"})


def video(book: Book) -> None:
    """Sessions that took place, by kind; those that did not, and the kinds of which the report is silent."""
    dice = book.dice
    for kind, figure in (("family", "F74"), ("court", "F75"), ("police", "F76"), ("discipline", "F77")):
        for day in dice.days(book.plan[figure]):
            book.put(VIDEO_VISIT, _session(book, kind, day))
        for result in ("stopped", "absent", "cancelled"):
            book.put(VIDEO_VISIT, _session(book, kind, dice.day(), result))
        book.put_beside(VIDEO_VISIT, lambda day, kind=kind: _session(book, kind, day))
    for kind in ("procurator", "lawyer", "help"):
        book.put(VIDEO_VISIT, _session(book, kind, FIRST if kind == "help" else BEFORE))


def fill(book: Book) -> None:
    for part in (consultations, legal_aid, video):
        part(book)
