"""安置帮教: who was joined in the year, and who is on the books at its end (F71 to F73)."""

from db.items import RESETTLEMENT, registers_of
from db.items.kinds import Record
from tests.year.book import AFTER, BEFORE, Book
from tests.year.dice import FIRST, LAST, plus

VISIT, HELP = registers_of(RESETTLEMENT)
SAME = ("name", "sex", "birth", "id_type", "id_no", "phone", "village", "juvenile")
CRIMES = ("盗窃罪", "故意伤害罪", "诈骗罪", "寻衅滋事罪", "非法经营罪")


def _person(book: Book, joined: str, source: str = "released") -> Record:
    dice = book.dice
    return dice.person() | {
        "village": book.village["uid"], "source": source, "prison": "第三监狱" if source == "released" else None,
        "crime": dice.choice(CRIMES), "sentence": "有期徒刑二年", "first_crime": dice.choice(("no", "yes")),
        "notice_on": plus(joined, -30), "verify_on": plus(joined, -20), "verify_result": "true",
        "release_on": plus(joined, -dice.randint(0, 3)), "join_on": joined,
        "join_mode": dice.choice(("01", "03", "06")),
        "risk": "01" if dice.random() < 0.09 else "02", "file_on": plus(joined, 2),
        "agreement_on": plus(joined, 3),
        "team": "村委会、家属", "settle_mode": dice.choice(("01", "05", "06")), "settle_on": plus(joined, 20)}


def _from_correction(book: Book, released: Record) -> Record:
    """Who was released from correction is handed over on the same day."""
    same = {key: released[key] for key in SAME}
    return _person(book, released["end_on"], "corrected") | same | {
        "release_on": released["end_on"], "join_on": released["end_on"], "crime": released["crime"],
        "sentence": released["sentence"], "origin": released["uid"]}


def fill(book: Book, handed: list[Record]) -> None:
    """``handed``: who comes from correction; the rest of the received come from prison."""
    dice, plan = book.dice, book.plan
    handed = handed[:plan["F71"]]
    received = [_from_correction(book, released) for released in handed]
    received += [_person(book, day) for day in dice.days(plan["F71"] - len(handed))]
    # 2022-01-12: stock of a book begun in spring, not received; BEFORE: received by a book begun earlier
    before = ["2022-01-12", *dice.days(plan["F73"] - len(received) - 1, "2018-01-05", BEFORE)]
    stock = [_person(book, day) | {"opening": True if day != BEFORE else None} for day in before]
    stock[1] |= {"ended_as": "lost", "ended_on": "2022-08-01"}  # lost sight of, yet on the books
    stock[2] |= {"ended_as": "moved", "ended_on": AFTER}
    for place, record in enumerate([*received, *stock]):
        kept = book.put(RESETTLEMENT, record)
        if place % 6 == 0:
            visited = dice.day(max(kept["join_on"], FIRST), LAST)
            book.put(VISIT, {"subject": kept["uid"], "event_on": visited,
                             "mode": "home", "thought": "稳定", "work": "务工", "life": "正常"})
        if place % 40 == 0:
            book.put(HELP, {"subject": kept["uid"], "event_on": LAST, "kind": "relief", "org": "民政办",
                            "amount": 60_000})
    _beside(book)


def _beside(book: Book) -> None:
    """Who is no longer, or not yet, on the books."""
    put = book.put
    put(RESETTLEMENT, _person(book, "2017-05-05"))  # five years were over in May
    put(RESETTLEMENT, _person(book, "2017-12-31") | {"release_on": "2017-12-31"})  # and here on the last day
    put(RESETTLEMENT, _person(book, "2019-12-31", "corrected") | {"release_on": "2019-12-31"})
    for ended_as, day in (("moved", BEFORE), ("reoffended", LAST), ("death", "2022-07-07")):
        put(RESETTLEMENT, _person(book, "2020-05-05") | {"ended_as": ended_as, "ended_on": day})
    for _ in range(2):  # one for whoever moves away on that day
        put(RESETTLEMENT, _person(book, AFTER))
    put(RESETTLEMENT, _person(book, LAST) | {"join_on": None, "join_mode": None, "file_on": None})
    put(RESETTLEMENT, _person(book, "2022-04-04"), deleted=True)
