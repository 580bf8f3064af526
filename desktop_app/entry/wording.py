"""套话: the phrases as shipped, a phrase filled with what a record says, and a phrase made of a record's own text."""

import re
from datetime import date

from db.items.kinds import Record
from db.items.mediation_rules import party_names
from desktop_app.entry.phrases import phrases

GAP, DAY = "____", "____年____月____日"

_ROLES = {"甲方": "applicant", "乙方": "respondent"}
_SLOT = re.compile(r"\{(.*?)\}")
_NUMERAL = "0-9０-９零〇一二两三四五六七八九十廿"
_YEAR, _MONTH = rf"[{_NUMERAL}]{{2,4}}年", rf"(?:腊|正|[{_NUMERAL}]{{1,3}})月"
_DATES = re.compile(rf"(?:{_YEAR})?{_MONTH}(?:[{_NUMERAL}初]{{1,3}}[日号]|初[{_NUMERAL}]|[{_NUMERAL}]{{2,3}}|底|初|中旬|份)|"
                    rf"{_YEAR}{_MONTH}|(?:19|20)[0-9]{{2}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}")
_SUMS = re.compile(rf"[{_NUMERAL}百千万亿壹贰叁肆伍陆柒捌玖拾佰仟,，.．]+(?=[余多]?元)")
_NUMBERS = re.compile(r"[0-9０-９]{5,}[0-9Xx]?")  # telephones and identity numbers have no place in a phrase
_OTHERS = ("legal_rep", "agent")


def shipped(dispute_type: str | None, used_for: str) -> list[str]:
    """The phrases as shipped for a field, those of the type first, then those of every type."""
    texts = phrases("texts")
    return [text for key in dict.fromkeys((dispute_type or "", "")) for text in texts.get(key, {}).get(used_for, ())]


def fill(text: str, record: Record) -> str:
    """A phrase with what the record says in its places; what nobody said is left as a blank."""
    return _SLOT.sub(lambda found: _said(found[1], record), text)


def turned(record: Record) -> Record:
    """The record with the two sides exchanged, for a phrase that fits the other way round."""
    other = {"applicant": "respondent", "respondent": "applicant"}
    return record | {"parties": [party | {"role": other.get(party.get("role") or "", party.get("role"))}
                                 for party in record.get("parties") or ()]}


def _said(slot: str, record: Record) -> str:
    if slot in _ROLES:
        return "、".join(party_names(record, _ROLES[slot])) or GAP
    if slot == "金额":
        amount = record.get("amount")
        return f"{amount / 100:.2f}".removesuffix(".00") if amount else GAP
    day = record.get({"期限": "perform_due", "调解日期": "mediation_date"}.get(slot, ""))
    return "{0.year}年{0.month}月{0.day}日".format(date.fromisoformat(day)) if day else DAY


def as_phrase(text: str, record: Record) -> str:
    """A phrase made of what was written about a case: sides for names, blanks for others, dates, sums, long numbers."""
    sides = {"、".join(names): f"{{{side}}}" for side, role in _ROLES.items() if (names := party_names(record, role))}
    sides = {name: side for joined, side in sides.items() for name in (joined, *joined.split("、"))} | sides
    strangers = [party[key] for party in record.get("parties") or () for key in _OTHERS if party.get(key)]
    for name in (*party_names(record), *strangers):
        sides.setdefault(name, GAP)
    if sides:
        longest_first = "|".join(map(re.escape, sorted(sides, key=len, reverse=True)))
        text = re.sub(longest_first, lambda found: sides[found[0]], text)
    for pattern, blank in ((_DATES, DAY), (_SUMS, GAP), (_NUMBERS, GAP)):
        text = pattern.sub(blank, text)
    return text
