"""Which number of a line is the agreed amount. In doubt a number is shown as doubt or not taken at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop_app.entry.money import read_money
from desktop_app.entry.numbers import ARABIC, CHINESE, CHINESE_UNITS
from desktop_app.entry.phrases import Words, phrases, word_list

COVERED = "\2"  # what the caller puts over names
_CAUSE = re.compile(r"(?:^|[\s\0\1\2,;。:])(?:就?为了?|就?因为?)$")  # 为三百块钱 吵架: what it was about
_BOUNDARY = " \t\0\1\2,;。:、()|!?\"'“”"
_AGE = re.compile("[1-9][0-9]|1[01][0-9]|[一二三四五六七八九]?十[一二三四五六七八九]?")
_BIG = frozenset("百千万亿佰仟萬億wW")
_ONE = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖1-9]"
_NUMERALS = (  # digits go on only behind a unit: 1万500, but not in 老二200元
    rf"(?:{ARABIC}[wW]?|[{CHINESE}十拾])(?:[{CHINESE}{CHINESE_UNITS}]|点(?=[{CHINESE}])"
    rf"|(?<=[{CHINESE_UNITS}零])[0-9]+)*")
_NUMBER = re.compile(
    rf"(?P<mark>¥|人民币|RMB|rmb)?[ ]?(?P<number>{_NUMERALS})(?P<vague>[多余来几])?"
    rf"(?P<unit>[ ]?(?:元|圆|块钱|块)(?:{_ONE}[角毛](?:{_ONE}分)?|零?{_ONE}分|{_ONE}(?=[ ,;。]|$))?)?(?:整|正|钱(?!款))?")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in 分 at text[start:end] (with the word that led to it; the figures begin at ``number``).

    ``total``: it is called a sum; ``agreed``: a word such as 赔 or 补偿 says that it is to be paid;
    ``cost``: a word such as 药费 says what it was spent on; ``owed``: one such as 彩礼 or 欠 what it is claimed for;
    ``settled``: one such as 退 or 给 that it is handed over.
    """

    start: int
    end: int
    number: int
    fen: int
    certain: bool
    total: bool = False
    agreed: bool = False
    cost: bool = False
    owed: bool = False
    settled: bool = False


@cache
def _verbs() -> dict[str, int | None]:
    """Word before a number -> smallest amount in 元 that it surely means; None: never surely."""
    return {**dict.fromkeys(phrases("money")["weak_verbs"]), **phrases("money")["verbs"]}


@cache
def _verb_index() -> Words:
    return Words(_verbs())


@cache
def _may_follow() -> Words:
    """Words that may stand glued behind an amount: 赔500当场给清, 赔500医药费."""
    outcomes = phrases("outcomes")
    words = {word for group in ("form", "success", "performance") for listed in outcomes[group].values()
             for word in listed if len(word) > 1}
    return Words(words | {word for word in _verbs() if len(word) > 1})


def read_amount(text: str, failed: bool) -> tuple[Amount | None, bool]:
    """The amount of a text in which dates, contact numbers and names are covered, and whether it is doubtful.

    ``failed``: nothing was agreed, so any amount is at most a demand.
    """
    found = list(_amounts(text))
    if not found:
        return None, False
    values = {amount.fen for amount in found}
    chosen = next((amount for amount in reversed(found) if amount.certain), found[-1])
    if not chosen.certain and len(values) > 2:  # 该1万3千5 … 先给5千 剩下8500: the whole rather than its parts
        chosen = next((amount for amount in found if 2 * amount.fen == sum(values)), chosen)
    if chosen.cost:
        chosen = found[-1]  # 药费3800 … 对方出2660: what it cost, and then what is to be paid
    elif chosen.owed:  # 押金1000 … 退700
        chosen = next((amount for amount in reversed(found) if amount.settled and amount.start > chosen.start), chosen)
    certain = chosen.certain and not failed
    if len(values) > 1:
        total = next((amount for amount in found if amount.total), None)
        chosen = total or chosen
        certain = bool(total and certain and chosen.certain
                       and sum(amount.fen for amount in found if amount is not total) == total.fen)
    return chosen, not certain


def _amounts(text: str) -> Iterator[Amount]:
    earlier = 0  # where the last amount ended: a word such as 损失 speaks of the first number behind it
    for found in _NUMBER.finditer(text):
        start, end = found.start("number"), found.end()
        digits = found["number"]
        before, after = text[:start], text[end:]
        fen = read_money(digits + (found["unit"] or ""))
        if fen is None or _is_other_number(found, before, text):
            continue
        verb_end = len(before.rstrip(" " + COVERED + "¥"))
        verb_end -= len(_kin_behind_verb(text, verb_end))
        verb = _verb_index().before(text, verb_end) if start - verb_end <= 10 else ""
        if _AGE.fullmatch(digits) and not verb and not found["unit"] and after.startswith("了"):
            continue  # 寇玉兰78了
        if found["unit"] or found["mark"]:
            if not verb and fen < 1000 and not found["mark"]:
                continue  # 一斤2块1: a price of something
            certain = _sure_with_unit(found, verb, fen, after) and verb not in phrases("money")["spending_verbs"]
        else:
            certain = _sure_without_unit(digits, verb, fen, text, start, end)
            if certain is None:
                continue
        from_here = verb_end - len(verb) if verb else found.start()
        doubted = bool(found["vague"]) or _in_doubt(text, from_here, earlier, start, after)
        earlier = end
        promised = ("赔", "补偿", "赔偿")
        agreed = not doubted and (verb.startswith(promised) or text[:from_here].endswith(promised))
        cost, owed = verb.endswith("费"), verb in word_list("money", "owed").words
        settled = bool(verb) and not (doubted or cost or owed or verb in phrases("money")["spending_verbs"])
        yield Amount(from_here, end, found.start(), fen, certain and not doubted and (bool(verb) or not _traded(text)),
                     verb in phrases("money")["totals"], agreed, cost, owed, settled)


def _kin_behind_verb(text: str, end: int) -> str:
    """The word for a person between a verb and its amount, as 侄子 in 补侄子八千, or ''."""
    word = word_list("names", "leads").before(text, end)
    return word if len(word) > 1 and word not in _verbs() and _verb_index().before(text, end - len(word)) else ""


def _traded(text: str) -> bool:
    """Whether something is bought or sold: an amount that no verb tells of is then rather its price."""
    return any(character in "买卖售" for character in text)


def _is_other_number(found: re.Match[str], before: str, text: str) -> bool:
    """Whether the number plainly counts something else, or is part of a longer sign."""
    digits, unit, after = found["number"], (found["unit"] or "").strip(), text[found.end("number"):]
    last = before[-1:]
    if _is_plain(last) or last and last in "第#/." or not unit and last and last in "-~—":
        return True
    if digits.startswith("0") and digits != "0" and not digits.startswith("0."):
        return True
    counted = word_list("money", "not_money_units").at(after.lstrip(" ") if unit else after, 0)
    if unit:  # 三块石头, 三元村; 一块 is hardly ever one 元
        return len(counted) > 1 and counted[0] in "元块" or (digits, unit) == ("一", "块") and found[0][-1] != "钱"
    if counted and not _may_follow().at(after, 0) or found["vague"]:
        return True
    spaced = re.match(r" +([^\s,;。]+)", after)
    if spaced and spaced[1] in word_list("money", "not_money_units").words:
        return True
    following = text[found.end():found.end() + 1]
    return _is_plain(following) or bool(following) and following in ".:/-~—%℃‰#"


def _is_plain(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _sure_with_unit(found: re.Match[str], verb: str, fen: int, after: str) -> bool:
    """A number with 元 is money; 块 may also count pieces."""
    if not found["unit"] or found["unit"].strip() != "块":
        return True
    glued = bool(after) and after[0] not in _BOUNDARY and after[0] not in "了给" and not _may_follow().at(after, 0)
    return not glued and (fen >= 1000 or bool(verb))


def _sure_without_unit(digits: str, verb: str, fen: int, text: str, start: int, end: int) -> bool | None:
    """True or False (doubt) for a number without 元, None when it is not to be taken for money."""
    before, after = text[:start], text[end:]
    big = any(character in _BIG for character in digits)
    arabic = digits[0] in "0123456789"
    open_left = not before or before[-1] in _BOUNDARY
    open_right = not after or after[0] in _BOUNDARY or after[0] == "了" or bool(_may_follow().at(after, 0))
    if not arabic and not big and (len(digits) == 1 or not verb):
        return None
    if verb:
        if not open_right:
            return False if arabic or big and not digits[-1] in _BIG else None
        least = _verbs()[verb]
        return least is not None and fen >= least * 100
    if not open_right:
        return None
    if big and fen >= 10000:
        if not open_left and not arabic and "万" not in digits:
            return None
        return open_left and word_list("money", "nouns").within(text)
    if not (open_left and arabic and fen % 100 == 0):
        return None
    yuan = fen // 100
    return None if yuan < 10 or yuan > 999_999 or 1900 <= yuan <= 2099 else False


def _in_doubt(text: str, verb_start: int, earlier: int, start: int, after: str) -> bool:
    """Whether words around make it a demand, a part, a rate or an estimate and not the agreed sum."""
    sentence = re.split(r"[,;。!?]", text[max(earlier, start - 12):start])[-1]
    token = re.split(r"[ \0\1\2,;。:、(!?]", text[max(earlier, start - 6):start])[-1]
    long_words, short_words = _markers("claims"), _markers_short("claims")
    if long_words.within(sentence) or any(character in short_words for character in token):
        return True
    if _markers("periodic_before").within(sentence) or any(character in "每各" for character in sentence):
        return True
    if token[:1] in ("月", "年", "日") or word_list("money", "shares").within(text):
        return True
    if _CAUSE.search(text[:verb_start]):
        return True
    vague = word_list("money", "approximate_before")
    if vague.before(text, start) or vague.before(text, verb_start):
        return True
    after = after.lstrip(" ")
    return bool(word_list("money", "approximate_after").at(after, 0) or word_list("money", "periodic_after").at(after, 0))


@cache
def _markers(key: str) -> Words:
    return Words(word for word in phrases("money")[key] if len(word) > 1)


@cache
def _markers_short(key: str) -> frozenset[str]:
    return frozenset(word for word in phrases("money")[key] if len(word) == 1)
