"""Everybody whom a text may name, wherever it stands, with how much speaks for it.

A run of Chinese characters is cut into names, words and leftovers in the way that explains it best; what stands on
both sides of a name then speaks for it or against it. This finds the people of a story (把东邻费玉强的山墙弄裂了)
where nobody typed the two names side by side; a name found only so is always a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop_app.entry.names import (
    CERTAIN,
    PERHAPS,
    byname_mark,
    is_bare,
    may_be_person,
    openings,
    organisation_ends,
    organisation_kind,
    person_mark,
)
from desktop_app.entry.numbers import CHINESE, CHINESE_UNITS
from desktop_app.entry.phrases import Words, phrases, word_list

GOOD = 3.3
"""Evidence from which on a name may be a party: a usual name at no odd place, an odd one where nothing is glued to it."""

ENOUGH = 2.5
"""Evidence from which on it is better to guess at a name than to show nobody."""

SOLID = 4.6
"""Evidence beyond which only the order counts: of two such names the one that stands first is a party."""

SURE = 4.9
"""Evidence from which on somebody who was passed over must be told."""

PLAIN = 5.0
"""Evidence from which on a name that stands apart is no guess: a listed surname, a usual given name, nothing odd beside."""

_CHINESE = re.compile(r"[\u4e00-\u9fff〇㐂\u3400-\u4dbf·]+")
# What a token gains where a chunk is cut, and what stands beside a name adds to it: numbers without unit, found on lines
# that were written by others. Each is only worth what it is against the others.
_UNKNOWN, _FUNCTION, _LAST_FUNCTION = -0.7, 0.3, -0.4  # a character that nothing explains; one that joins words; such a one last
_WORD = 1.1  # a known word, for each character
_TRADE = 0.5  # a word that only ends like a trade (养貂户), for each character
_ORGANISATION = 1.15  # an organisation, for each character
_WHOLE, _PLACE_NAME = 0.5, 0.3  # an organisation with a name of its own; a place
_NAMES = {(CERTAIN, True): 4.0, (CERTAIN, False): 2.6, (PERHAPS, True): 3.0, (PERHAPS, False): 1.4}  # mark, three characters or more
_NICKNAME, _FAMILY, _OLD_FAMILY, _DOTTED, _STRANGE = 1.8, 1.8, 3.3, 5.0, 1.0  # 小芳; 孙家; 老周家; 买买提·艾力; an unlisted surname
_BYNAME, _SHORT_BYNAME = 1.0, 0.4  # added to its length: 王大爷; 老王
_UNLIKELY, _WORD_INSIDE = 1.5, 1.4  # against an end that hardly any name has; against a name that begins with a word
_TWO_NAMES, _SHORT_SECOND, _JOINER_FIRST = 0.7, 0.9, 2.0  # against a name glued to another; if that is short; if this begins 和…
_BESIDE_BEFORE = {"lead": 1.5, "join": 1.0, "name": 0.8, "word": 0.4, "unknown": -2.0}
_BESIDE_AFTER = {"lead": 0.8, "join": 1.0, "name": 0.8, "word": 0.7, "unknown": -1.0}
_EDGE = 1.0  # nothing at all beside it
_ADDRESS = -2.0  # a road with a number behind it
_BARE, _DUBIOUS_END = 1.5, 0.9  # against 学校; against an end as in unlikely_last
_ONLY_TELLS, _NAMED_TELLS, _PLACE = 4.0, 2.5, 3.0  # against 超市 in 超市老板; a named one there; an organisation that is where it was
_AGAIN = 1.5  # named a second time


@dataclass(slots=True)
class Mention:
    """A possible party at text[start:end]. ``evidence`` is a sum without unit, to be compared with GOOD."""

    start: int
    end: int
    name: str
    kind: str
    evidence: float
    mark: int

    @property
    def named(self) -> bool:
        """Whether it is somebody's own name, and no 孙家 or 学校."""
        return not is_bare(self.name) and self.name[1:] != "家"


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    sort: str  # 'name' | 'word' | 'lead' | 'join' | 'unknown'
    gain: float
    mention: tuple[str, str, int] = ("", "", 0)  # name, kind, mark


def mentions(text: str, story: Words) -> list[Mention]:
    """All of them in the order of the text; ``story`` as in Cutter. Whoever is named twice stands there once."""
    found: dict[str, Mention] = {}
    last: _Token | None = None
    placed: set[str] = set()  # right before words that tell who somebody is
    for chunk in _CHINESE.finditer(text):
        tokens = _cut(text, chunk.start(), chunk.end(), story)
        near = last is not None and not text[last.end:chunk.start()].strip()
        told = near and last.sort == "lead"
        if near and last.sort == "name" and (tokens[0].sort == "lead" or byname_mark(tokens[0].mention[0])):
            placed.add(last.mention[0])
        last = tokens[-1]
        for at, token in enumerate(tokens):
            if token.sort != "name":
                continue
            name, kind, mark = token.mention
            before = tokens[at - 1] if at else None
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            evidence = token.gain + _before(before) + _after(after, text, token.end) + (told and not at)
            if is_bare(name):
                evidence -= _BARE
            if kind == "natural" and name[-1] in phrases("names")["unlikely_last"]:
                evidence -= _DUBIOUS_END
            if after and after.sort == "lead" and (kind != "natural" or name[1:] == "家"):
                evidence -= _ONLY_TELLS if is_bare(name) or name[1:] == "家" else _NAMED_TELLS  # 超市老板, 林家婆婆: only says who somebody else is
            if (old := found.get(name)) is None:
                found[name] = Mention(token.start, token.start + len(name), name, kind, evidence, mark)
            else:
                old.evidence = max(old.evidence, evidence) + _AGAIN
    if len(found) > 2:
        for name in placed:
            if found[name].kind != "natural":
                found[name].evidence -= _PLACE  # 古玩店 瞿老板 and somebody else: where it was
    return list(found.values())


def _before(token: _Token | None) -> float:
    """What stands before a name says for it: nothing at all and 儿媳 much, a character that nothing explains against it."""
    return _BESIDE_BEFORE[token.sort] if token else _EDGE


def _after(token: _Token | None, text: str, end: int) -> float:
    """What stands behind a name says for it; a road with a number (康复路 12号) is an address."""
    if token:
        return _BESIDE_AFTER[token.sort]
    return _ADDRESS if text[end - 1] in "路街巷村庄" and text[end:].lstrip()[:1].isdigit() else _EDGE


def _cut(text: str, start: int, end: int, story: Words) -> list[_Token]:
    """text[start:end] cut so that the sum of gains is greatest; an organisation begins only where nothing is left
    over before it, for its name may hold any word."""
    text = text[:end]
    best: list[tuple[float, _Token | None]] = [(0.0, None)] + [(-1e9, None)] * (end - start)
    for at in range(start, end):
        so_far, last = best[at - start]
        settled = last is None or last.sort not in ("unknown", "name")
        for token in _tokens(text, at, end, story, settled):
            total = so_far + token.gain
            if token.sort == "name" and last and last.sort == "name":  # 邹小燕划 is not 邹小 and 燕划
                total -= _TWO_NAMES + _SHORT_SECOND * (last.end - last.start == 2) + _JOINER_FIRST * (text[at] in "和同与跟及")
            if total > best[token.end - start][0]:
                best[token.end - start] = (total, token)
    tokens: list[_Token] = []
    while end > start:
        token = best[end - start][1]
        tokens.append(token)
        end = token.start
    return tokens[::-1]


def _tokens(text: str, at: int, end: int, story: Words, settled: bool) -> Iterator[_Token]:
    """Every way to go on at ``at``."""
    if "·" in text[at:end] and not _CHINESE.match(text[at - 1:at]):
        yield _Token(at, end, "name", _DOTTED, (text[at:end], "natural", 1))  # 买买提·艾力: no rule tells where it ends
    joining = text[at] in _joining()
    if joining and at + 1 == end and at and _CHINESE.match(text[at - 1]):
        yield _Token(at, end, "join", _UNKNOWN)  # 蒋大为 rather than 蒋大 and 为
    elif joining or text[at] in _function():
        yield _Token(at, at + 1, "join" if joining else "word", _FUNCTION if at + 1 < end else _LAST_FUNCTION)
    else:
        yield _Token(at, at + 1, "unknown", _UNKNOWN)
    for sort, words in (("join", _acts()), ("lead", _leads()), ("word", story), ("word", _plain())):
        word = words.at(text, at)
        if len(word) > 1:
            yield _Token(at, at + len(word), sort, _WORD * len(word))
    for stop in range(at + 2, min(at + 4, end - 1) + 1):
        if text[stop - 1] in "户商员工方主手匠师者":  # 送水工, 养貂户, 承包商: who somebody is
            yield _Token(at, stop, "lead", _TRADE * (stop - at))
    yield from _families(text, at, end)
    if at == 0 or not _CHINESE.match(text[at - 1]):
        for stop in range(at + 3, min(at + 6, end) + 1):
            if len(name_end := word_list("names", "place_endings").before(text, stop)) > 1 and len(name_end) < stop - at:
                yield _Token(at, stop, "lead", _PLACE_NAME + _ORGANISATION * (stop - at))  # 鲁能小区, 高家庄社区
    if text[at:at + 1] in ("小", "阿") and text[at + 1:at + 2] in phrases("names")["nick_characters"] and at + 1 < end:
        yield _Token(at, at + 2, "name", _NICKNAME, (text[at:at + 2], "natural", 1))
    if at and (text[at - 1].isdigit() or text[at] == "钱" and _CHINESE.match(text[at - 1]) and (
            text[at + 1:at + 2] in CHINESE or text[at - 1] == "的")):
        return  # 工钱八百, 花的钱怎么分
    if at and text[at - 1:at + 1] in phrases("names")["compound_surnames"]:
        return  # 东方敬业 holds no 方敬业
    for stop in range(at + 2, min(at + 4, end) + 1) if text[at] in openings() else ():
        typed = text[at:stop]
        if mark := byname_mark(typed):
            yield _Token(at, stop, "name", len(typed) + (_BYNAME if len(typed) > 2 else _SHORT_BYNAME), (typed, "natural", mark))
        if mark := person_mark(typed):
            yield _Token(at, stop, "name", _plausible(typed, mark, text[stop:min(stop + 1, end)]), (typed, "natural", mark))
    if end - at == 3 and text[at] not in _joining() and may_be_person(text[at:end]) and (
            not at or not _CHINESE.match(text[at - 1])):
        yield _Token(at, end, "name", _STRANGE, (text[at:end], "natural", 0))  # 能继红: a surname that nobody listed
    if settled and len(_leads().at(text, at)) < 2 and not word_list("names", "not_before_organisations").at(text, at):
        for stop, mark in organisation_ends(text, at, end):
            typed = text[at:stop]
            gain = _ORGANISATION * (stop - at) + _WHOLE * (mark == CERTAIN)
            yield _Token(at, stop, "name", gain, (typed, organisation_kind(typed), mark))


def _plausible(typed: str, mark: int, following: str) -> float:
    """The gain of a personal name; ``following`` is the character glued behind it, or ''."""
    gain = _NAMES[mark, len(typed) > 2]
    joined = following and (typed[-1] == "为" and following not in "因与和跟同"
                            or typed[-1] in "和同与跟及" and following in openings())  # 于海和李四
    if typed[-1] in _places() or typed[-1] == "家" or joined:
        gain -= _UNLIKELY
    elif typed[-1] in phrases("names")["unlikely_last"]:
        gain -= _UNLIKELY if following else _UNLIKELY / 2
    if typed[-1] in CHINESE and following and following in CHINESE + CHINESE_UNITS:
        gain -= 2 * _UNLIKELY  # 租金三千二
    if len(typed) > 2 and following and typed[-1] in _function() and typed[-1] != "为" and (
            typed[-1] not in phrases("names")["given_characters"]):
        gain -= _UNLIKELY  # 岑参骑三轮车
    if mark != CERTAIN and typed[1] in "和同与跟及":
        gain -= _UNLIKELY  # 庞永年和五组
    if len(typed) == 3 and (typed[:2] in _plain().words or typed[:2] in _leads().words):  # 白菜地, but also 高兴民
        gain -= _WORD_INSIDE
    return gain


def _families(text: str, at: int, end: int) -> Iterator[_Token]:
    """老周家 and 孙家, who stand in for a party whose name nobody wrote."""
    surnames = phrases("names")["common_surnames"]
    if text[at + 1:at + 2] == "家" and text[at] in surnames:
        yield _Token(at, at + 2, "name", _FAMILY, (text[at:at + 2], "natural", 1))
    if text[at] == "老" and text[at + 2:at + 3] == "家" and text[at + 1] in surnames:
        yield _Token(at, at + 3, "name", _OLD_FAMILY, (text[at:at + 2], "natural", 1))


@cache
def _plain() -> Words:
    """Words that are no names, though they may look like one, and those that tell of people without naming them."""
    names = phrases("names")
    return Words([*names["not_names"], *names["plain_words"], *names["after"], *names["more_people"], *names["place_endings"],
                  *names["contact_words"], *phrases("dates")["parts_of_day"]])


@cache
def _leads() -> Words:
    names = phrases("names")
    return Words([*names["leads"], *names["labels"], *names["not_party_labels"]])


@cache
def _acts() -> Words:
    return word_list("names", "between")


@cache
def _joining() -> frozenset[str]:
    names = phrases("names")
    return frozenset(word for word in (*names["joiners"], *names["between"]) if len(word) == 1) | frozenset("把被将让为")


@cache
def _function() -> frozenset[str]:
    names = phrases("names")
    return frozenset(word for word in (*names["after"], *names["leads"]) if len(word) == 1) | frozenset(names["function"])


@cache
def _places() -> frozenset[str]:
    return frozenset(word for word in phrases("names")["place_endings"] if len(word) == 1)
