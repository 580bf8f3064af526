"""Judging names: does a piece of text look like a person or an organisation?

Marks are 2 (a name), 1 (perhaps a name) and 0 (no name). Nothing here knows about the rest of the line.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from desktop_app.entry.phrases import Words, phrases, word_list

CERTAIN, PERHAPS, NO = 2, 1, 0

_OPENS = ("开", "开了", "开个", "建", "建了", "办", "办了", "承包", "经营", "投资", "合办", "转让", "盖")
_NUMERALS = frozenset("一二三四五六七八九十百千万")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(phrases("names")[key])


@cache
def _kinds() -> dict[str, str]:
    """Ending of an organisation's name -> party kind code."""
    return {ending: kind for kind, endings in phrases("names")["organisations"].items() for ending in endings}


@cache
def _endings() -> Words:
    return Words(_kinds())


@lru_cache(maxsize=16384)
def person_mark(text: str) -> int:
    """How surely ``text`` (2 to 4 Chinese characters) is a whole personal name."""
    if text in _set("not_names") or text in _set("leads"):
        return NO
    if text in _set("whole_names"):
        return PERHAPS  # 扎西, 巴图
    number = text[1:] if len(text) > 2 else text
    if number not in _set("given_words") and all(character in _NUMERALS for character in number):
        return NO  # 兰七十, 万八
    return person_shape(text)


@lru_cache(maxsize=16384)
def person_shape(text: str) -> int:
    """The mark that ``text`` would have if it were no word (安全, 高兴): of its characters alone."""
    if not 2 <= len(text) <= 4 or text[1:] == "家":
        return NO  # 宋家 is a family
    if len(text) == 3 and text[1] == "家" and text[2] in _set("landforms"):
        return NO  # 王家坡 is a place
    if text[:2] in _set("compound_surnames"):
        given, mark = text[2:], CERTAIN
        if not given:
            return NO
    elif text[0] in _set("common_surnames"):
        given, mark = text[1:], CERTAIN
    elif text[0] in _set("rare_surnames"):
        given, mark = text[1:], PERHAPS
    elif text[0] in _set("odd_surnames") and len(text) == 3 and _usual(text[1:]):
        return PERHAPS  # 苌红军, 买德山: more often a word than a surname
    else:
        return NO
    if any(character in _set("never_in_names") for character in given):
        return NO
    if len(given) == 3:  # both parents' surnames before a given name of two
        return PERHAPS if mark == CERTAIN and given[0] in _set("common_surnames") and _usual(given[1:]) else NO
    if not _usual(given) or text[-1] in phrases("names")["unlikely_last"]:
        mark -= 1
    return mark if mark == CERTAIN or text[-1] not in _set("place_endings") else NO


def may_be_person(text: str) -> bool:
    """Whether the end of ``text`` (3 characters) is a usual given name, whatever surname that may be."""
    return len(text) == 3 and _usual(text[1:]) and text not in _set("not_names") and not any(
        character in _set("never_in_names") for character in text) and text[-1] not in phrases("names")["unlikely_last"]


def _usual(given: str) -> bool:
    return given in _set("given_words") or all(character in _set("given_characters") for character in given)


@cache
def _surnames() -> frozenset[str]:
    return _set("common_surnames") | _set("rare_surnames")


@cache
def openings() -> frozenset[str]:
    """Characters that a person's name, or what stands for one (小李, 阿珍), may begin with."""
    return _surnames() | _set("odd_surnames") | _set("titles_before") | {
        name[0] for key in ("compound_surnames", "whole_names") for name in _set(key)}


@lru_cache(maxsize=16384)
def byname_mark(text: str) -> int:
    """PERHAPS for 老王, 小李, 王大爷, 刘会计: as good a name as the clerk had, but not one for a document."""
    if text in _set("not_names") or text in _set("leads"):
        return NO
    first, rest = text[:1], text[1:]
    if first in _set("titles_before") and rest[:1] in _set("common_surnames") and (
            len(text) == 2 or first == "老" and rest[1:] in ("头", "汉")):
        return PERHAPS  # 老韩, 老韩头
    if first not in (_set("common_surnames") if len(text) == 2 else _surnames()):
        return NO
    if len(text) == 3 and text[1] == "老" and text[2] not in "的了家人板师爷":
        return PERHAPS  # 费老歪
    return PERHAPS if len(text) <= 4 and rest in _set("titles_after") else NO


def organisation_kind(name: str) -> str:
    """Party kind code of an organisation, by the longest ending of its name."""
    return _kinds()[_endings().before(name, len(name))]


@lru_cache(maxsize=1024)
def is_bare(text: str) -> bool:
    """Whether it says only what an organisation is (村委会, 快递站), not which."""
    return text in _set("bare_organisations") or len(text) > 2 and text in _kinds()


def organisation_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where in text[start:end] an organisation that begins at ``start`` may end, with its mark."""
    endings, stops = _endings(), word_list("names", "not_in_organisations")
    if text[start:start + 1] in tuple("和与跟及") and start and "\u4e00" <= text[start - 1:start] <= "\u9fff":
        return  # 村委和采石场
    for stop in range(start + 2, min(end, start + 30) + 1):
        ending = endings.before(text, stop)
        if not ending or len(ending) > stop - start:
            continue
        body = text[start:stop - len(ending)]
        if body.endswith(_OPENS) and not ending.endswith(("公司", "局", "商")):
            return  # 合伙开饭馆, 占地建厂: what somebody does
        if person_mark(body[:3]) and _usual(body[1:3]) and body[:2] not in _set("compound_surnames") and body[2:3] not in _set("landforms") and (
                text[start + 3:stop] in _set("holdings") or body[3:] and ending in _set("holdings")):
            return  # 施长龙养猪场: the owner is the party
        if stops.within(body) or any(text[at] in "和及" and endings.before(body, at - start) for at in
                                     range(start + 2, start + len(body))):  # 鹿口村委和采石场
            return
        if body:
            yield stop, CERTAIN
        elif is_bare(ending):
            yield stop, PERHAPS
