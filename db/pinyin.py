"""Pinyin of names: initials and full spelling. pypinyin misreads 24 of 62 hard surnames, so ours come first."""

import json
from functools import cache

from db.resources import resource


@cache
def _surnames() -> dict[str, str]:
    return json.loads(resource("phrases", "surname_pinyin.json").read_text(encoding="utf-8"))


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
