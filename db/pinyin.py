"""Pinyin of names: initials and full spelling. pypinyin misreads 24 of 62 hard surnames, so ours come first.

A name is stored in one reading. ``other_readings`` and ``other_initials`` say under which stored spellings a name may
stand when what was typed follows another reading of one of its characters (乐: le, yue).
"""

import json
from collections import defaultdict
from functools import cache

from db.resources import resource


@cache
def _surnames() -> dict[str, str]:
    return json.loads(resource("phrases", "surname_pinyin.json").read_text(encoding="utf-8"))


@cache
def _polyphones() -> dict[str, list[str]]:
    """Character -> its readings in names, by which people may look for it."""
    found = json.loads(resource("phrases", "polyphones.json").read_text(encoding="utf-8"))
    return {character: readings.split() for character, readings in found.items()}


@cache
def _syllable(character: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(character, style=Style.NORMAL)[0].lower()


def syllables(name: str) -> list[str]:
    """One syllable a character, without tones; letters and digits come back in lower case, the rest is left out."""
    name = "".join(filter(str.isalnum, name))
    for length in (2, 1):
        if (head := name[:length]) in _surnames():
            return [*_surnames()[head].split(), *(_syllable(c) for c in name[length:])]
    return [_syllable(c) for c in name]


def initials(name: str) -> str:
    """王建国 -> wjg."""
    return "".join(s[:1] for s in syllables(name))


def full(name: str) -> str:
    """王建国 -> wangjianguo."""
    return "".join(syllables(name))


def other_readings(typed: str) -> dict[str, str]:
    """zhangyue -> {zhangle: 乐, …}: stored spelling -> characters of which a name must hold one, for full pinyin."""
    found: defaultdict[str, str] = defaultdict(str)
    for character, readings in _polyphones().items():
        for reading in readings:
            at = typed.find(reading)
            while at >= 0:
                for other in readings:
                    if other != reading:
                        found[typed[:at] + other + typed[at + len(reading):]] += character
                at = typed.find(reading, at + 1)
    return dict(found)


def other_initials(typed: str) -> dict[str, str]:
    """zy -> {zl: 乐, …}: the same for initials."""
    found: defaultdict[str, str] = defaultdict(str)
    for character, readings in _polyphones().items():
        letters = sorted({reading[0] for reading in readings})
        for at, letter in enumerate(typed):
            for other in letters if letter in letters else ():
                if other != letter:
                    found[typed[:at] + other + typed[at + 1:]] += character
    return dict(found)
