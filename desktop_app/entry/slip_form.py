"""A paper slip as it is keyed in: the names in one box, a tick for the type, one for the outcome, an amount. No Qt."""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from db.items.kinds import Record
from db.items.mediation_rules import party_names
from db.resources import resource
from desktop_app.entry.cutting import Find, picking
from desktop_app.entry.line import Guess, Line
from desktop_app.entry.money import read_money
from desktop_app.entry.vocabulary import Vocabulary

STEPS = ("names", "type", "outcome", "amount")
_STEP_OF = {"type": "type", "form": "outcome", "success": "outcome",
            "amount": "amount"}
_SEPARATOR = re.compile(r"[\s、，,；;]+")
_BARE_NAME = re.compile(r"[\u3400-\u9fff〇]{2,4}|(?=.*·)[\u3400-\u9fff〇·]{3,20}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One tick for result and form together: what stands beside the digit, how it is read back, what is stored."""

    key: str
    tick: str
    said: str
    result: str
    agreement_form: str | None


@cache
def _ticks() -> Record:
    return json.loads(resource("slip_ticks.json").read_text(encoding="utf-8"))


def everyday_types() -> tuple[str, ...]:
    """Codes of dispute_type under the digits 1 to 9; the order never changes, so that the hand can learn it."""
    return tuple(_ticks()["types"])


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The outcomes under the digits 1 to 4."""
    return tuple(Outcome(**said) for said in _ticks()["outcomes"])


def outcome_of(record: Record) -> Outcome | None:
    """The tick that says result and form of a case; None when no tick says just that."""
    said = (record.get("result"), record.get("agreement_form"))
    return next((one for one in outcomes() if (one.result, one.agreement_form) == said), None)


@dataclass
class Slip:
    """What was keyed in so far; None = nothing by hand, then the words behind the names count; '' = on purpose nothing.

    ``confirmed`` is the text of the box whose doubts a person has confirmed, ``picked`` a name in it -> the person
    meant. ``form`` is the case as 简表 left it, or the stored case of a slip that was taken back; its parties
    hold as long as the box says ``form_text``.
    """

    text: str = ""
    type: str | None = None
    outcome: str | None = None
    amount: str | None = None  # as typed
    date: str | None = None
    number: str | None = None  # of the paper; None: the proposed one
    confirmed: str = ""
    picked: dict[str, str] = field(default_factory=dict)
    form: Record = field(default_factory=dict)
    form_text: str = ""

    @classmethod
    def of(cls, case: Record) -> "Slip":
        """The slip that a case was, or could have been, keyed in from."""
        first = party_names(case, "applicant")
        text = " ".join("、".join(side) for side in (first, [n for n in party_names(case) if n not in first]) if side)
        return cls(text, date=case.get("mediation_date"), number=case.get("paper_slip_no") or "", form=case,
                   form_text=text)

    @property
    def blank(self) -> bool:
        """Nothing that would be missed: ticks alone say nothing."""
        return not self.text.strip()

    @property
    def from_form(self) -> bool:
        """Whether the parties are those of ``form``."""
        return bool(self.form) and self.text == self.form_text


@dataclass(frozen=True, slots=True)
class Reading:
    """A slip as understood. ``amount`` is in 分; ``doubts`` names the steps with a guess that nobody confirmed yet."""

    line: Line
    type: str | None
    outcome: Outcome | None
    amount: int | None
    doubts: tuple[str, ...]


def read(slip: Slip, today: date, find: Find, vocabulary: Vocabulary | None = None) -> Reading:
    """Understand a slip. What was keyed in by hand is certain, and goes before what the words in the box say."""
    from desktop_app.entry.parse import parse

    line = Line(slip.text) if slip.from_form else _named(parse(slip.text, today, picking(find, slip.picked), vocabulary))
    unsure = {_STEP_OF.get(key, "names") for key in line.doubtful}  # names and day are looked at together
    if len(line.parties) == 1:
        unsure.add("names")  # a quarrel needs two: has the other name been forgotten?
    settled = {step for step, said in (("type", slip.type), ("outcome", slip.outcome), ("amount", slip.amount))
               if said is not None}
    if slip.confirmed == slip.text:
        settled.add("names")
    said = {"result": None if line.success is None else "success" if line.success else "failure",
            "agreement_form": line.form}
    heard = Reading(line, line.type or slip.form.get("dispute_type"),
                    outcome_of(said) or (outcome_of(slip.form) if slip.form else None),
                    slip.form.get("amount") if line.amount is None else line.amount,
                    tuple(step for step in STEPS if step in unsure - settled))
    if slip.type is not None:
        heard = replace(heard, type=slip.type or None)
    if slip.outcome is not None:
        heard = replace(heard, outcome=next((one for one in outcomes() if one.key == slip.outcome), None))
    if slip.amount is not None:
        heard = replace(heard, amount=read_money(slip.amount))
    return heard


def _named(line: Line) -> Line:
    """A box made for names takes an unusual one (阿依古丽 买买提) at its word, as a guess."""
    words = [word for word in _SEPARATOR.split(line.text) if word]
    found = {guess.typed: guess for side in line.parties for guess in side}
    unread = [word for word in words if word not in found]
    told = (line.type, line.form, line.success, line.amount, line.date, line.performance) != (None,) * 6
    if told or not unread or len(words) > 2 or len(words) - len(unread) != len(found) or not all(
            map(_BARE_NAME.fullmatch, unread)):
        return line
    sides = tuple((found.get(word) or Guess(word, word, "natural"),) for word in words)
    return replace(line, parties=sides, doubtful=line.doubtful | {"parties"}, rest="", matter="")
