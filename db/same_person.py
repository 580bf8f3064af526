"""Whether two entries of the directory are one person: facts weighed, never letters counted.

In short names one letter makes another person (王芳, 王方), so a distance between names says nothing. An id number
decides alone; everything else adds up, and nothing but a number and a name written alike is ever called certain.
"""

from dataclasses import dataclass
from typing import Literal

from db.identity import check_digit, clean, credit_code_fault, read_id_card
from db.items.kinds import Record
from db.items.mediation_rules import is_organisation
from db.lookalike import folded
from db.pinyin import full

WEIGHTS: dict[str, tuple[int, str]] = {
    "name": (4, "同名"),
    "twice_alike": (4, "名字音同形近"),  # 王婷, 王亭: heard and read alike
    "sound": (3, "名字音同"),
    "look": (3, "名字形近"),
    "phone": (3, "电话相同"),
    "birthday": (3, "同一天出生"),
    "village": (2, "同村"),
    "birth_year": (1, "出生年份相近"),  # an age told by heart is off by one
    "other_village": (-1, "村居不同"),  # people marry and move
    "other_birth": (-4, "出生年份不同"),
    "other_sex": (-4, "性别不同"),
}
"""Fact -> its weight, and the reason in words. Where a fact is missing on one side nothing is added."""

SAME, MAYBE = 7, 6
"""Sums from which two entries are called 很可能 and 可能 one person: a name and a village are 可能, a telephone more."""

Verdict = Literal["same", "maybe"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two entries have in common: 'same' (as good as certain) or 'maybe', the sum, and why in words."""

    verdict: Verdict
    score: int
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """同名、同村、电话相同."""
        return "、".join(self.reasons)


DECIDED = 100
"""The sum of an equal id number."""


def _number(person: Record) -> str:
    """A valid id number or credit code, an old 15-digit one as the new one it became; '' for none or a wrong one."""
    number = clean(person.get("id_no") or "")
    if is_organisation(person):
        return "" if not number or credit_code_fault(number) else number
    if person.get("id_type") not in (None, "id_card"):
        return ""
    card = read_id_card(number)
    if not number or card.fault:
        return ""
    return number if not card.old else (longer := number[:6] + "19" + number[6:]) + check_digit(longer)


def _same_number(one: Record, other: Record, numbers: tuple[str, str]) -> bool:
    """Whether both bear the same number; passports and the like have no check, but equal ones are equal."""
    if numbers[0]:
        return numbers[0] == numbers[1]
    kind, written = one.get("id_type"), clean(one.get("id_no") or "")
    return bool(written and kind not in (None, "id_card", "uscc") and kind == other.get("id_type")
                and written == clean(other.get("id_no") or ""))


def _against(one: Record, other: Record, numbers: tuple[str, str]) -> str:
    if is_organisation(one) != is_organisation(other):
        return "一个是人，一个是单位。"
    if all(numbers) and numbers[0] != numbers[1]:
        return "两人的证件号码不一样，而且都是对的号码。"
    return ""


def contradiction(one: Record, other: Record) -> str:
    """Why two entries cannot be one person, as a sentence; '' when nothing forbids it."""
    return _against(one, other, (_number(one), _number(other)))


def _name_fact(one: str, other: str) -> str | None:
    if one == other:
        return "name"
    sound, look = full(one) == full(other), folded(one) == folded(other)
    return "twice_alike" if sound and look else "sound" if sound else "look" if look else None


def _facts(one: Record, other: Record) -> list[str]:
    """Keys of WEIGHTS that hold, beside the name."""
    def both(key: str) -> bool:
        return bool(one.get(key) and other.get(key))

    found = []
    if both("village"):
        found.append("village" if one["village"] == other["village"] else "other_village")
    births = one.get("birth"), other.get("birth")
    if all(births):
        apart = abs(int(births[0][:4]) - int(births[1][:4]))
        found.append("birthday" if births[0] == births[1] else "birth_year" if apart <= 1 else "other_birth")
    if both("phone") and clean(one["phone"]) == clean(other["phone"]):
        found.append("phone")
    if both("sex") and one["sex"] != other["sex"]:
        found.append("other_sex")
    return found


def compare(one: Record, other: Record) -> Likeness | None:
    """How much speaks for two entries being one person; None when too little does, or anything decides against it.

    An equal number under two quite different names is a 'maybe': one of them was copied wrong.
    """
    numbers = _number(one), _number(other)
    if _against(one, other, numbers):
        return None
    name = _name_fact(one.get("name") or "", other.get("name") or "")
    if _same_number(one, other, numbers):
        said = WEIGHTS[name][1] if name else "姓名不同，请核对"
        return Likeness("same" if name else "maybe", DECIDED, ("证件号码相同", said))
    if name is None:
        return None
    facts = _facts(one, other)
    score = sum(WEIGHTS[fact][0] for fact in (name, *facts))
    if score < MAYBE:
        return None
    certain = name == "name" and score >= SAME
    return Likeness("same" if certain else "maybe", score, tuple(WEIGHTS[fact][1] for fact in (name, *facts)))
