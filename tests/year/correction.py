"""社区矫正: who was there, who came, who left, so that the balance holds in every office (F62 to F70)."""

from db.items import CORRECTION, registers_of
from db.items.kinds import Record
from tests.year.book import AFTER, BEFORE, Book
from tests.year.dice import FIRST, LAST, plus

_REGISTERS = {register.key: register for register in registers_of(CORRECTION)}
MOVE, MISSING = _REGISTERS["correction_move"], _REGISTERS["correction_missing"]

CRIMES = (("02", "危险驾驶罪"), ("02", "交通肇事罪"), ("05", "盗窃罪"), ("05", "诈骗罪"), ("04", "故意伤害罪"), ("06", "开设赌场罪"))
OTHERS: tuple[Record, ...] = (
    {"category": "01"}, {"category": "02"}, {"category": "03"},
    {"category": "04", "outside_reason": "medical"},
    {"juvenile": True, "guardian": "家长", "guardian_tel": "13900000000"}, {"recv_kind": "move_in"})
COUNTIES = ("东阳湖区", "西坪县", "南岗市")


def _person(book: Book, reported: str) -> Record:
    """An adult on probation who reported in on a day and serves beyond the year."""
    dice = book.dice
    crime_class, crime = dice.choice(CRIMES)
    effective = plus(reported, -dice.randint(3, 9))
    return dice.person() | {
        "village": book.village["uid"], "education": dice.choice(("60", "70", "80")),
        "marital": dice.choice(("10", "20")),
        "political": "13", "health": "1", "category": "02", "crime_class": crime_class, "crime": crime,
        "sentence": "有期徒刑一年，缓刑二年", "decide_org": dice.choice(("市人民法院", "邻县人民法院")),
        "doc_no": f"（{effective[:4]}）鲁99刑初{dice.randint(1, 400)}号", "doc_eff_on": effective,
        "docs_recv_on": plus(effective, 4), "reported_on": reported, "declare_on": reported,
        "term_from": effective,
        "term_to": dice.day(plus(LAST, 30), "2024-06-30"), "plan_on": plus(reported, 5),
        "team": [{"name": dice.name("2"), "role": "04", "sex": "2"},
                 {"name": dice.name("1"), "role": "07", "sex": "1"}]}


def _entrants(book: Book) -> list[Record]:
    """Everybody who was or came under correction: the stock first, then the received, then who moved in.

    One of the stock of an office that began its book in spring reported in after New Year.
    """
    dice, plan = book.dice, book.plan
    before = ["2022-02-14", *dice.days(plan["opening"] - 1, "2020-07-05", BEFORE)]
    stock = [_person(book, day) | {"opening": True if day != BEFORE else None} for day in before]
    received = [_person(book, day) | {"recv_mode": dice.choice(("01", "03"))}
                for day in dice.days(plan["F62"])]
    moved = [_person(book, dice.day(FIRST, "2022-11-30")) | {"recv_kind": "move_in"}
             for _ in range(plan["in"])]
    return stock + received + moved


def _leave(book: Book, entrants: list[Record]) -> list[Record]:
    """Let so many of them go; returns who stays. Nobody leaves before a month is over."""
    dice, plan = book.dice, book.plan
    early = [person for person in entrants if person["reported_on"] <= "2022-10-31"]
    leavers = dice.sample(early, plan["F63"] + plan["ended"] + plan["out"])
    ended = [dice.choice(("revoke_probation", "death")) for _ in range(plan["ended"])]
    kinds = ["expired"] * plan["F63"] + ended + ["move_out"] * plan["out"]
    days = dice.days(plan["F63"]) + [dice.day("2022-12-01", LAST) for _ in kinds[plan["F63"]:]]
    for person, kind, day in zip(leavers, kinds, days, strict=True):
        end = max(day, plus(person["reported_on"], 30))
        person |= {"end_kind": kind, "end_on": end}
        if kind == "expired":
            person |= {"term_to": end, "end_doc": f"（{end[:4]}）解矫{dice.randint(1, 300)}号"}
            if dice.random() < 0.6:
                person["handover_on"] = end
    if leavers and kinds[0] == "expired":
        leavers[0] |= {"category": "01", "sentence": "管制六个月"}  # none is left of them at the end of the year
    gone = {id(person) for person in leavers}
    return [person for person in entrants if id(person) not in gone]


def _mark(book: Book, stayed: list[Record]) -> None:
    """Parole, serving outside prison, juveniles; everybody else is an adult on probation."""
    dice, plan = book.dice, book.plan
    chosen = dice.sample(stayed, plan["F67"] + plan["F68"] + plan["F69"])
    for place, person in enumerate(chosen):
        if place < plan["F67"]:
            person |= {"category": "03", "sentence": "有期徒刑五年", "recv_mode": "02"}
        elif place < plan["F67"] + plan["F68"]:
            person |= {"category": "04", "outside_reason": "medical", "health": "3", "sentence": "有期徒刑三年"}
        else:  # some have turned 18 since: the flag of the reception counts, not the age
            person |= dice.person(2005, 2003) | {"juvenile": True, "guardian": dice.name("2"),
                                                 "guardian_tel": dice.phone()}


def _move(book: Book, subject: Record, direction: str, decided: str, result: str = "agreed",
          deleted: bool = False) -> None:
    book.put(MOVE, {"subject": subject["uid"], "event_on": plus(decided, -25), "direction": direction,
                    "reason": "工作变动，居住地变化", "other_county": book.dice.choice(COUNTIES),
                    "opinion_on": plus(decided, -8), "decided_on": decided, "result": result,
                    "arrive_by": plus(decided, 7)}, deleted)


def _beside(book: Book) -> None:
    """Who reported in or left outside the year, and a few decisions that are none of this year's."""
    left = book.put(CORRECTION, _person(book, "2020-08-03") | {"end_kind": "expired", "end_on": BEFORE})
    for mark in OTHERS:
        book.put(CORRECTION, _person(book, AFTER) | mark)
        book.put(CORRECTION, _person(book, book.dice.day()) | mark, deleted=True)
        book.put(CORRECTION, _person(book, "2021-02-02") | mark | {"end_kind": "expired", "end_on": BEFORE})
    for kind in ("expired", "death", "move_out"):
        ended = {"end_kind": kind, "end_on": BEFORE}
        book.put(CORRECTION, _person(book, "2021-03-03") | ended)
        book.put(CORRECTION, _person(book, "2021-03-03") | ended | {"end_on": "2022-09-09"}, deleted=True)
    for decided in (BEFORE, AFTER):
        _move(book, left, "in", decided)
    _move(book, left, "out", "2022-06-01", "refused")
    _move(book, left, "out", "2022-06-01", deleted=True)
    missing = {"subject": left["uid"], "kind": "escaped", "found_on": BEFORE, "cause": "外出未请假"}
    for day in (BEFORE, AFTER):
        book.put(MISSING, missing | {"event_on": day, "found_on": day})
    book.put(MISSING, missing | {"event_on": "2022-05-05", "found_on": "2022-05-05"}, deleted=True)


def fill(book: Book) -> list[Record]:
    """Returns the released whose help goes on as resettlement."""
    entrants = _entrants(book)
    stayed = _leave(book, entrants)
    _mark(book, stayed)
    if stayed and stayed[0]["category"] == "02":  # released on the day after: still there at the cut-off
        stayed[0] |= {"end_kind": "expired", "end_on": AFTER, "term_to": AFTER}
    handed: list[Record] = []
    for person in entrants:
        kept = book.put(CORRECTION, person)
        if kept["recv_kind"] == "move_in":
            _move(book, kept, "in", max(FIRST, plus(kept["reported_on"], -5)))
        if kept["end_kind"] == "move_out":
            _move(book, kept, "out", kept["end_on"])
        if kept["handover_on"]:
            handed.append(kept)
    _beside(book)
    return handed
