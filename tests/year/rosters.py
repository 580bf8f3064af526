"""村居名册: villages, committees, persons and what an office has (F15 to F17, F30 to F36, F58 to F61)."""

from db import repository
from db.items import COMMITTEE, COUNSEL, FACILITY, LAW_PERSON, VILLAGE
from db.items.kinds import Record
from tests.year.book import AFTER, BEFORE, Book
from tests.year.dice import FIRST, LAST, SURNAMES
from tests.year.plan import APPLICANTS, NEW_AREA, SEAT

FIRMS = ("明理律师事务所", "正和律师事务所", "同舟律师事务所", "惠民法律服务所")
SECTORS = ("道路交通事故", "医疗纠纷", "劳动争议", "物业纠纷", "消费纠纷", "婚姻家庭", "渔业纠纷", "校园纠纷")
MODEL = {"level": "nation", "batch": "第九批", "applied_on": "2022-06-30"}
MODELS_BESIDE = [MODEL | {"level": "city"}, MODEL | {"applied_on": BEFORE}, MODEL | {"applied_on": AFTER}]
SITES = ("法治文化广场", "宪法主题公园", "民法典长廊", "法治小院")


def _village_names(book: Book) -> list[str]:
    """As many different names as the office has villages; the applicant of F32 comes first."""
    names = [f"{place}{surname}家村" for place in ("", "东", "西", "南", "北", "前", "后") for surname in SURNAMES]
    own = [APPLICANTS[book.town][0]] if book.town in APPLICANTS else []
    return own + book.dice.sample(names, book.plan.villages - len(own))


def villages(book: Book) -> None:
    """All villages, upgraded and with a room; besides, some that are no more or not yet."""
    dice = book.dice
    for place, name in enumerate(_village_names(book)):
        record: Record = {
            "name": name, "kind": "community" if book.town == SEAT and place < 12 else "village",
            "population": dice.randint(180, 2600), "households": dice.randint(60, 900),
            "groups": dice.randint(1, 8),
            "secretary": dice.name("1"), "phone": dice.phone(), "valid_from": "2010-01-01",
            "room_on": "2019-06-01",
            "upgraded_on": LAST if place == 0 else dice.day("2020-01-01", LAST), "sites": [], "models": []}
        if place < 3 or book.town == NEW_AREA:
            record["sites"] = [{"name": dice.choice(SITES), "kind": "square",
                                "built_on": dice.day("2018-01-01", LAST)}]
        if place == 0 and book.town in APPLICANTS:
            record["models"] = [MODEL | {"applied_on": APPLICANTS[book.town][1]}]
        elif place == 1:
            record["models"] = [{"level": "province", "batch": "第八批", "applied_on": "2019-03-01",
                                 "named_on": "2020-11-16", "review_on": "2022-09-01",
                                 "review_result": "kept"}]
        book.villages.append(book.put(VILLAGE, record))
    gone: Record = {"name": "旧庄村", "kind": "village", "upgraded_on": "2020-05-01",
                    "models": MODELS_BESIDE[:1]}
    book.others = [book.put(VILLAGE, gone | {"valid_to": LAST, "closed": True}),
                   book.put(VILLAGE, gone | {"name": "老庄村", "closed": True, "models": []}),
                   book.put(VILLAGE, gone | {"name": "新合并村", "valid_from": AFTER, "models": MODELS_BESIDE}),
                   book.put(VILLAGE, gone | {"name": "误录村", "models": [MODEL]}, deleted=True)]


def committees(book: Book) -> None:
    """The town's committee gets its dates; one for every village; those of trades and firms."""
    town, = repository.records(book.store, COMMITTEE)
    term = {"set_on": "2012-03-01", "term_from": "2021-03-01", "term_to": "2024-02-29"}
    book.committees[""] = repository.save(book.store, COMMITTEE, town | term, book.who)
    for place, village in enumerate(book.villages):
        name = village["name"]
        term |= {"set_on": LAST if place == 0 else "2012-03-01",
                 "dissolved_on": AFTER if place == 1 else None}
        book.committees[village["uid"]] = book.put(COMMITTEE, term | {
            "name": f"{name}人民调解委员会", "abbr": name.removesuffix("村"), "kind": "village",
            "village": village["uid"]})
    for place in range(book.plan["F58"]):
        trade = SECTORS[(len(book.town) + place * 3) % len(SECTORS)]
        book.put(COMMITTEE, {"name": f"{book.town}{trade}人民调解委员会", "abbr": trade[:2], "kind": "sector",
                             "set_on": LAST if place == 0 else book.dice.day("2016-01-01", LAST)})
    beside = {"name": f"{book.town}纺织厂人民调解委员会", "abbr": "纺", "kind": "enterprise", "set_on": "2018-01-01"}
    book.put(COMMITTEE, beside)
    for kind in ("village", "sector", "town"):
        book.put(COMMITTEE, beside | {"name": f"旧{kind}调委会", "kind": kind, "dissolved_on": LAST})
        book.put(COMMITTEE, beside | {"name": f"新{kind}调委会", "kind": kind, "set_on": AFTER})
        book.put(COMMITTEE, beside | {"name": f"误{kind}调委会", "kind": kind}, deleted=True)


def law_persons(book: Book) -> None:
    """One leader a village, the other persons dealt out; some have left, one was appointed too late."""
    dice = book.dice

    def make(day: str, kind: str = "person") -> Record:
        who = dice.person(1998, 1958)
        return {"kind": kind, "name": who["name"], "sex": who["sex"], "birth": who["birth"],
                "phone": who["phone"],
                "village": book.village["uid"], "education": dice.choice(("30", "60", "70")),
                "political": dice.choice(("01", "13")), 
                "identity": dice.choice(("cadre", "grid", "mediator,party")),
                "recommend": "committee", "appoint_on": day, "cert_no": f"FZ{dice.randrange(10 ** 6):06d}"}

    for village, day in zip(book.villages, dice.days(book.plan.villages, "2021-03-01", LAST), strict=True):
        book.put(LAW_PERSON, make(day, "leader") | {"village": village["uid"]})
    others = book.plan["F31"] - book.plan.villages
    for place, day in enumerate(dice.days(others, "2021-03-01", LAST)):
        gone = {"exit_on": AFTER, "exit_why": "外出务工"} if place == 2 else {}
        book.put(LAW_PERSON, make(day) | {"opening": True if day < FIRST else None} | gone)
    for exit_on in (LAST, BEFORE, dice.day()):
        book.put(LAW_PERSON, make("2021-02-01") | {"exit_on": exit_on, "exit_why": "迁居"})
    for _ in range(2):  # one for whoever leaves on that day
        book.put(LAW_PERSON, make(AFTER))
    book.put(LAW_PERSON, make("2021-05-01"), deleted=True)


def counsels(book: Book) -> None:
    """A counsel for every village, a lawyer for some five; contracts that ended or were broken off."""
    dice = book.dice
    for place, village in enumerate(book.villages):
        if place % 5 == 0:
            lawyer = {"name": dice.name(dice.choice("12")), "org": dice.choice(FIRMS), "phone": dice.phone(),
                      "licence_no": f"1379920{dice.randrange(10 ** 10):010d}"}
        terms = {"contract_from": LAST if place == 0 else "2022-01-01",
                 "contract_to": LAST if place == 1 else "2023-12-31"}
        both = lawyer | {"village": village["uid"], "group_chat": True, "posted": place % 9 != 0}
        book.counsels[village["uid"]] = book.put(COUNSEL, both | terms)["uid"]
        if place % 10 == 0:
            book.put(COUNSEL, both | {"contract_from": "2020-01-01", "contract_to": BEFORE})
    terms = {"contract_from": FIRST, "contract_to": "2023-12-31"}
    for village in book.others:
        book.put(COUNSEL, both | terms | {"village": village["uid"]})
    book.put(COUNSEL, both | terms | {"ended": True})
    book.put(COUNSEL, both | terms, deleted=True)


def facilities(book: Book) -> None:
    """Platform, correction committees, studio, contact points, supervisors, the town's site of culture."""
    dice, plan = book.dice, book.plan

    def have(kind: str, name: str, **more: str) -> None:
        book.put(FACILITY, {"name": name, "kind": kind, "level": "town",
                            "set_on": dice.day("2021-01-01", LAST)} | more)

    if plan["F33"]:
        have("platform", f"{book.town}公共法律服务工作站", set_on="2018-05-01",
             upgraded_on=LAST if book.town in APPLICANTS else dice.day("2020-01-01", LAST))
    have("correction", f"{book.town}社区矫正委员会", set_on=LAST if book.town == SEAT else "2020-07-01")
    if book.town == SEAT:
        have("correction", "市社区矫正委员会", level="county", set_on="2020-07-01")
    if book.town != NEW_AREA:  # there the site of a village stands for the whole area
        have("site", f"{book.town}法治文化广场", set_on="2019-10-01", upgraded_on=FIRST)
    for _ in range(plan["F15"]):
        have("studio", f"{book.town}行政执法监督工作室", set_on=LAST)
    for _ in range(plan["F17"]):
        have("contact", f"{book.town}行政执法监督联系点", set_on=LAST)
    for place in range(plan["F16"]):
        have("supervisor", dice.name(dice.choice("12")), set_on=LAST if place == 0 else dice.day())
    for kind in ("studio", "contact", "supervisor", "correction", "platform"):
        have(kind, "已撤销的一处", set_on=FIRST, upgraded_on=FIRST, closed_on=LAST)
        have(kind, "下一年才有的一处", set_on=AFTER, upgraded_on=AFTER)
        mistaken = {"name": "误录的一处", "kind": kind, "set_on": FIRST, "upgraded_on": FIRST}
        book.put(FACILITY, mistaken, deleted=True)


def fill(book: Book) -> None:
    for part in (villages, committees, law_persons, counsels, facilities):
        part(book)
