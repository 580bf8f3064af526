"""法治宣传, 法律顾问 and 企业体检: what is done out in the villages (F28, F29, F37 to F41, F44 to F46)."""

from db.items import COUNSEL_SERVICE, ENTERPRISE_CHECK, PUBLICITY
from db.items.kinds import Record
from tests.year.book import Book
from tests.year.dice import plus
from tests.year.rosters import FIRMS

ACTIVITIES = (("village", "法律进乡村", "fair"), ("fraud", "反诈宣传进集市", "fair,board"),
              ("school", "送法进校园", "lecture"),
              ("constitution", "宪法宣传周", "board,consult"), ("civil", "民法典宣讲", "lecture"),
              ("drug", "禁毒宣传", "board"))
COUNTERS = {"opinion_n": "F37", "dispute_n": "F38", "people_n": "F39", "agreement_n": "F40",
            "contract_n": "F41"}
BOTH = "海天水产有限公司"
"""The enterprise that two offices examined: one of the 45."""


def _activity(book: Book, day: str, leaflets: int) -> Record:
    dice = book.dice
    theme, title, form = dice.choice(ACTIVITIES)
    village = book.village
    return {"event_on": day, "village": village["uid"], "title": f"{village['name']}{title}",
            "place": village["name"],
            "theme": theme, "form": form, "audience": "villager", "laws": "civil", "host": f"{book.town}司法所",
            "end_on": plus(day, 6) if theme == "constitution" else None, "people_n": dice.randint(12, 120),
            "leaflet_n": leaflets, "consult_n": dice.randint(0, 9)}


def publicity(book: Book) -> None:
    dice, plan = book.dice, book.plan
    for day, leaflets in zip(dice.days(plan["F28"]), dice.split(plan["F29"], plan["F28"]), strict=True):
        book.put(PUBLICITY, _activity(book, day, leaflets))
    book.put_beside(PUBLICITY, lambda day: _activity(book, day, 500))


def _visit(book: Book, day: str, counts: Record) -> Record:
    village = book.village
    return {"event_on": day, "village": village["uid"], "counsel": book.counsels[village["uid"]],
            "minutes": 120,
            "content": "到村值班，解答咨询，看合同。", "confirm": village["secretary"]} | counts


def counsel_service(book: Book) -> None:
    """A visit to three villages of four; the counters of the report, dealt out over them."""
    dice, plan = book.dice, book.plan
    days = dice.days(max(2, plan.villages * 3 // 4))
    counts = {key: dice.split(plan[figure], len(days)) for key, figure in COUNTERS.items()}
    for place, day in enumerate(days):
        told = {key: numbers[place] or None for key, numbers in counts.items()}
        lecture = {"lecture_n": int(place % 4 == 0), "lecture_people": 20}
        book.put(COUNSEL_SERVICE, _visit(book, day, told | lecture))
    book.put_beside(COUNSEL_SERVICE, lambda day: _visit(book, day, dict.fromkeys(COUNTERS, 3)))


def enterprise_checks(book: Book) -> None:
    """Some enterprises were visited twice, one by two offices: they count once."""
    dice, plan = book.dice, book.plan
    own = [f"{book.town}第{number}食品厂" for number in range(1, plan["F44"] - plan["both"] + 1)]
    enterprises = own + [BOTH] * plan["both"] + own[:plan["checks"] - plan["F44"]]

    def make(day: str, enterprise: str, lecture: bool, solved: int) -> Record:
        return {"event_on": day, "village": book.village["uid"], "enterprise": enterprise,
                "org": dice.choice(FIRMS),
                "lecture": lecture, "risk": dice.choice(("low", "middle")), "content": "用工合同不全，建议补签。",
                "lawyers_n": 2, "questions_n": solved + dice.randint(0, 2), "solved_n": solved,
                "revisit_on": plus(day, 60)}

    days = dice.days(len(enterprises))
    solved = dice.split(plan["F46"], len(enterprises))
    for place, enterprise in enumerate(enterprises):
        book.put(ENTERPRISE_CHECK, make(days[place], enterprise, place < plan["F45"], solved[place]))
    book.put_beside(ENTERPRISE_CHECK, lambda day: make(day, f"{book.town}老砖厂", True, 2))


def fill(book: Book) -> None:
    for part in (publicity, counsel_service, enterprise_checks):
        part(book)
