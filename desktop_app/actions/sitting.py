"""补录: a stack of paper slips keyed in at one sitting. It can be left at any moment and gone on with later."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from db import clock, codes, repository
from db.errors import KnownError
from db.items import CASE, Item
from db.items.kinds import Field, Gate, Kind, Record, Section
from db.items.mediation_rules import case_name, party_names
from desktop_app.actions import cases, words
from desktop_app.actions.session import Session
from desktop_app.entry.slip_form import Outcome, Reading, Slip, outcome_of, outcomes, read
from desktop_app.shown import show_date, show_money

KEY = "sitting"  # of the setting that holds it, and of the page

STACK = Item(
    KEY,
    "补录一叠单",
    (Section("stack", "这一叠单", (
        Field("planned", "几张单", Kind.NUMBER, hint="手里有几张，写个数"),
        Field("village", "村居", Kind.LINK, "village", hint="这叠单是哪个村的"),
        Field("mediator", "调解员", Kind.LINK, "mediator"),
        Field("mediation_date", "日期", Kind.DATE, hint="单上的调解日期，如 9.5"),
        Field("paper_slip_no", "纸质单号", hint="第一张的号码，没有就空着"),
    )),),
)
"""What is asked once for the whole stack; everything but the number of slips may change from slip to slip."""

_KEPT = ("village", "mediator")
_MISSING = 6  # kinds of what is missing that the end tells of
_SIDE = re.compile("^(甲方|乙方|第三方)")


@dataclass
class Sitting:
    """One stack of ``planned`` slips. ``done``: uids of their cases; ``date`` and the rest hold until changed."""

    planned: int
    village: str | None = None
    mediator: str | None = None
    date: str | None = None
    last_number: str = ""  # on the paper of the slip saved last
    started_at: str = ""
    done: list[str] = field(default_factory=list)
    slip: Slip = field(default_factory=Slip)
    stopped: bool = False  # with fewer slips than were planned at first

    @property
    def left(self) -> int:
        return max(self.planned - len(self.done), 0)

    @property
    def number(self) -> str:
        """The number of this slip's paper: as said, else counted on from the last one."""
        return self.slip.number if self.slip.number is not None else count_on(self.last_number)

    @property
    def words(self) -> str:
        """How far it went, for a button: 补录到第 5 张，共 12 张."""
        return f"补录到第 {len(self.done) + 1} 张，共 {self.planned} 张"


def count_on(number: str) -> str:
    """The number after a paper slip's: 海-0012 -> 海-0013; '' where nothing can be counted on."""
    found = re.search(r"[0-9]{1,18}$", number)
    return number[:found.start()] + str(int(found[0]) + 1).zfill(len(found[0])) if found else ""


# the sitting as it is kept

def load(session: Session) -> Sitting | None:
    """The last sitting, finished or not; slips whose cases were deleted since are slips to do again."""
    said = session.store.settings.get(KEY)
    if said is None:
        return None
    sitting = Sitting(**said | {"slip": Slip(**said["slip"])})
    taken = sitting.slip.form.get("uid")
    live = _ids(session, [*sitting.done, taken])
    sitting.done = [uid for uid in sitting.done if uid in live]
    if taken in live and taken not in sitting.done:  # somebody took it out of the 回收站 meanwhile
        sitting.done.append(taken)
        sitting.slip = Slip()
    return sitting


def waiting(session: Session) -> Sitting | None:
    """The sitting that can be gone on with."""
    sitting = load(session)
    return sitting if sitting and sitting.left else None


def keep(session: Session, sitting: Sitting) -> None:
    """Keep it as it is now, with the slip that is half keyed in. Raises KnownError."""
    session.store.settings.set(KEY, asdict(sitting))


def start_values(session: Session) -> Record:
    """What STACK starts with: the last choices at the keyboard, else those of the last stack; today."""
    last, new = load(session), cases.new_case(session)
    kept = {key: session.sticky.get(key) or (last and getattr(last, key)) or new[key] for key in _KEPT}
    return STACK.blank() | kept | {"mediation_date": new["mediation_date"]}


def begin(session: Session, said: Record) -> Sitting:
    """Begin with a record of STACK. Raises KnownError when it does not say how many slips there are."""
    if not said.get("planned"):
        raise KnownError("还没有写几张单。", "数一数手里有几张，写上数字。")
    sitting = Sitting(said["planned"], said.get("village"), said.get("mediator"), said.get("mediation_date"),
                      started_at=clock.now(), slip=Slip(number=said.get("paper_slip_no")))
    keep(session, sitting)
    return sitting


def stop(session: Session, sitting: Sitting) -> None:
    """The stack is smaller than was thought: it ends with what was keyed in. Raises KnownError."""
    if not sitting.slip.blank:
        raise KnownError("这一张还没有存，不能结束。", "先按回车存上，或清空姓名再结束。")
    sitting.planned, sitting.stopped = len(sitting.done), True
    keep(session, sitting)


def more(session: Session, sitting: Sitting, count: int) -> None:
    """``count`` slips more."""
    sitting.planned, sitting.stopped = sitting.planned + count, False
    keep(session, sitting)


# one slip

def read_slip(session: Session, sitting: Sitting) -> Reading:
    """The present slip as understood."""
    session.sticky |= {key: getattr(sitting, key) for key in _KEPT if getattr(sitting, key)}
    return read(sitting.slip, clock.today(), cases.finder(session), words.vocabulary(session.store))


def date_of(sitting: Sitting, reading: Reading) -> str | None:
    """The day of the present slip: said on it, else carried over."""
    return sitting.slip.date or reading.line.date or sitting.date


def kept_values(sitting: Sitting, reading: Reading) -> Record:
    """What the stack keeps, as it holds for the present slip: a record of STACK."""
    return {"planned": sitting.planned, "village": sitting.village, "mediator": sitting.mediator,
            "mediation_date": date_of(sitting, reading), "paper_slip_no": sitting.number}


def keep_value(sitting: Sitting, key: str, value: object) -> None:
    """A field of STACK, from the present slip on. A stack is never smaller than what was done of it."""
    if key == "planned":
        sitting.planned = max(value or sitting.planned, len(sitting.done) + (not sitting.slip.blank))
    elif key == "mediation_date":
        sitting.date = sitting.slip.date = value
    elif key == "paper_slip_no":
        sitting.slip.number = value or ""
    else:
        setattr(sitting, key, value)


def record_of(session: Session, sitting: Sitting, reading: Reading, sure_only: bool = False) -> Record:
    """The case that the present slip makes. ``sure_only``: what is in doubt is left out, but for the names."""
    slip, line = sitting.slip, reading.line
    base = cases.new_case(session) | slip.form
    if slip.from_form:
        case = dict(base)
    else:
        case = cases.from_line(session, line, base)
        if not line.matter:  # names alone are no words about the quarrel
            case |= {key: slip.form.get(key) for key in ("one_line", "summary")}
    case |= {key: getattr(sitting, key) for key in _KEPT} | {"paper_slip_no": sitting.number or None, "draft": KEY}
    day = date_of(sitting, reading)
    if not slip.form or day != slip.form.get("mediation_date"):
        case |= {"accept_date": day, "mediation_date": day}
    if slip.type is not None or reading.type:
        case["dispute_type"] = reading.type
    if slip.outcome is not None or reading.outcome:
        one = reading.outcome
        case |= {"result": one and one.result, "agreement_form": one and one.agreement_form}
    if slip.amount is not None or reading.amount is not None:
        case["amount"] = reading.amount
    if sure_only:
        unsure = {"type": ("dispute_type",), "outcome": ("result", "agreement_form"), "amount": ("amount",)}
        case |= {key: None for step in reading.doubts for key in unsure.get(step, ())}
    return case


@contextmanager
def _whole(session: Session, sitting: Sitting) -> Iterator[None]:
    """One transaction; if it fails, the memory of what was done goes back as well."""
    before = list(session.undoable), dict(session.sticky), dict(session.sticky_party), asdict(sitting)
    try:
        with session.store.writing():
            yield
    except BaseException:
        session.undoable, session.sticky, session.sticky_party = before[:3]
        for key, value in before[3].items():
            setattr(sitting, key, Slip(**value) if key == "slip" else value)
        raise


def save(session: Session, sitting: Sitting, case: Record) -> cases.Saved:
    """Store a slip's case and note it in the sitting, both or neither. Raises KnownError or Conflict."""
    with _whole(session, sitting):
        uid = case.get("uid")
        if uid and repository.get(session.store, CASE, uid)["deleted_at"]:  # it was taken back: it keeps its number
            repository.restore(session.store, CASE, uid, session.who)
            case = case | {"revision": case["revision"] + 1, "deleted_at": None}
            session.can_undo(uid)
        saved = cases.save_case(session, case)
        record = saved.record
        session.remember_choices(record)
        sitting.done.append(record["uid"])
        sitting.planned = max(sitting.planned, len(sitting.done))
        sitting.village, sitting.mediator, sitting.date = (
            record[key] for key in ("village", "mediator", "mediation_date"))
        sitting.last_number = record["paper_slip_no"] or ""
        sitting.slip = Slip()
        keep(session, sitting)
    return saved


def take_back(session: Session, sitting: Sitting) -> str:
    """The last slip into the 回收站 and, to be corrected, into the boxes; the sentence for it. Raises KnownError.

    Not by the session's undo, which is empty after a restart and would leave the number of the case behind.
    """
    if not sitting.done:
        raise KnownError("这一叠还没有存过。", "录好一张再说。")
    if not sitting.slip.blank:
        raise KnownError("这一张还没有存，不能撤上一张。", "先按回车存上，或清空姓名再撤。")
    uid = sitting.done[-1]
    case = repository.get(session.store, CASE, uid)
    if case["report_state"] not in (None, "new"):
        raise KnownError(f"{case_name(case)}这一件已经报上去了，不能撤。", "请到案件里改。")
    with _whole(session, sitting):
        repository.delete(session.store, CASE, uid, session.who)
        case = repository.get(session.store, CASE, uid)
        sitting.done.pop()
        sitting.slip = Slip.of(case)
        sitting.village, sitting.mediator = case["village"], case["mediator"]
        keep(session, sitting)
    session.undoable = [change for change in session.undoable if change.uid != uid]
    return f"已撤回：{case_name(case)}，改好再存"


def keep_form(session: Session, sitting: Sitting, case: Record) -> None:
    """The present slip as 简表 left it."""
    sitting.slip = Slip.of(case)
    sitting.village, sitting.mediator = case.get("village"), case.get("mediator")
    keep(session, sitting)


# what is read back

class Said(NamedTuple):
    """One piece of the read-back line; ``state`` is '' | doubt | missing | carried; ``step`` of the slip, if of any."""

    text: str
    state: str = ""
    step: str = ""


def read_back(sitting: Sitting, reading: Reading, case: Record, names: Mapping[str, str]) -> list[Said]:
    """The case in one line, as a person would say it. ``names``: uid -> name of villages."""
    doubts, line = reading.doubts, reading.line
    guessed = "names" in doubts and ("parties" in line.doubtful or len(line.parties) == 1)
    said = [Said(_who(case, reading, names) or "还没有姓名",
                 "doubt" if guessed else "" if party_names(case) else "missing", "names")]
    if case.get("summary"):
        said.append(Said(case["summary"]))
    said.append(_piece(codes.label("dispute_type", case["dispute_type"]), "type", doubts, "没选纠纷类型"))
    one = outcome_of(case)
    result = one.said if one else "、".join(filter(None, (
        codes.label("result", case["result"]), codes.label("agreement_form", case["agreement_form"]))))
    said.append(_piece(result, "outcome", doubts, "没选结果"))
    if case["amount"] is not None or case["result"] == "success":
        money = "" if case["amount"] is None else f"{show_money(case['amount'])} 元"
        said.append(_piece(money, "amount", doubts, "没写金额"))
    own_day = line.date or sitting.slip.date or case["mediation_date"] == clock.today().isoformat()
    day = ("doubt" if "names" in doubts and "date" in line.doubtful else "" if own_day
           else "carried" if case["mediation_date"] else "missing")
    said.append(Said(show_date(case["mediation_date"]) or "没写日期", day))
    if case["village"]:
        said.append(Said(names.get(case["village"], ""), "carried"))
    if case["paper_slip_no"]:
        said.append(Said(f"单号 {case['paper_slip_no']}", "" if sitting.slip.number else "carried"))
    return said


def _piece(text: str, step: str, doubts: Sequence[str], missing: str) -> Said:
    return Said(text, "doubt" if step in doubts else "", step) if text else Said(missing, "missing", step)


def _who(case: Record, reading: Reading, names: Mapping[str, str]) -> str:
    """高兴民 与 王建国（东村）: a person of the directory with the village, a number that was typed in full."""
    typed = {guess.name: guess.phone or guess.id_no for side in reading.line.parties for guess in side}

    def one(party: Record) -> str:
        beside = typed.get(party["name"]) or (party.get("person") and names.get(party.get("village") or ""))
        return f"{party['name']}（{beside}）" if beside else party["name"]

    first = [one(p) for p in case["parties"] if p.get("name") and p["role"] == "applicant"]
    others = [one(p) for p in case["parties"] if p.get("name") and p["role"] != "applicant"]
    return " 与 ".join("、".join(side) for side in (first, others or (first and ["（没写对方）"])) if side)


# what was done

def _ids(session: Session, uids: Sequence[str | None]) -> dict[str, int]:
    """uid -> row id of those cases that are not in the 回收站, in the order of ``uids``."""
    found = dict(session.store.rows("SELECT uid, id FROM mediation_case WHERE deleted_at IS NULL AND uid IN "
                                    f"({','.join('?' * len(uids))})", *uids))
    return {uid: found[uid] for uid in uids if uid in found}


def case_ids(session: Session, sitting: Sitting) -> list[int]:
    """Row ids of the cases keyed in, as the page of cases wants them."""
    return list(_ids(session, sitting.done).values())


def done_cases(session: Session, sitting: Sitting) -> list[Record]:
    """The cases keyed in so far, in their order."""
    return repository.page(session.store, CASE, case_ids(session, sitting))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the end's table: a type, how many of each outcome (in the order of ``columns``), cases, money (分).

    ``amount`` is None where no slip stated one.
    """

    label: str
    counts: tuple[int, ...]
    cases: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting brought: a line for all and one for each type; what the report still lacks, (label, cases)."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: tuple[tuple[str, int], ...]


def summary(session: Session, done: Sequence[Record]) -> Summary:
    """Count what was keyed in."""
    order = [code.code for code in codes.code_list("dispute_type")] + [None]
    kinds = sorted({case["dispute_type"] for case in done}, key=order.index)
    ticks: list[Outcome | None] = [*outcomes(), *([None] if any(outcome_of(c) is None for c in done) else [])]

    def line(label: str, some: Sequence[Record]) -> Line:
        said = [case["amount"] for case in some if case["amount"] is not None]
        found = Counter(outcome_of(case) for case in some)
        return Line(label, tuple(found[tick] for tick in ticks), len(some), sum(said) if said else None)

    lines = [line(codes.brief("dispute_type", kind) or "没选类型", [c for c in done if c["dispute_type"] == kind])
             for kind in kinds]
    heads = (codes.brief("agreement_form", tick.agreement_form) or tick.tick if tick else "没选全" for tick in ticks)
    return Summary(tuple(heads), (line("合计", done), *lines),
                   _missing(session, done))


def _missing(session: Session, done: Sequence[Record]) -> tuple[tuple[str, int], ...]:
    """What 上报 still lacks, by the number of cases that lack it. Sex and birth come with the number of the id."""
    lacking: Counter[str] = Counter()
    for case in done:
        found = [problem for problem in cases.problems_of(session, case)
                 if problem.missing and problem.hard and Gate.REPORT in problem.gates]
        follows = {"sex", "birth"} if any(problem.path[-1] == "id_no" for problem in found) else set()
        lacking.update(list(dict.fromkeys(_SIDE.sub("", problem.message) for problem in found
                                          if problem.path[-1] not in follows)))
    return tuple(lacking.most_common(_MISSING))
