"""What the letters at the end of a line may stand for: people met before, and words of disputes and outcomes.

wjg is 王建国, szzg is 树枝遮光. Nothing is taken that a person did not pick.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from threading import Thread

from desktop_app.entry.cutting import Find
from desktop_app.entry.line import Known
from desktop_app.entry.phrases import phrases

MOST = 5
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2,12}$")
_WHOLE = 3  # fewer letters begin too many words: they must be all of one


@dataclass(frozen=True, slots=True)
class Offer:
    """``text`` may stand in place of the typed letters; ``known`` is the person when it is one."""

    text: str
    known: Known | None = None


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Pinyin initials -> words of the disputes and outcomes, the longer the more telling."""
    from db.pinyin import initials

    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(_all_words()):
        found.setdefault(initials(word), []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def _all_words() -> Iterator[str]:
    """Those that stand foremost in their lists first, since each list begins with the most usual."""
    outcomes = phrases("outcomes")
    lists = [[*kind["words"], *kind["general"]] for kind in phrases("disputes").values()]
    lists += [[word for word in words if len(word) > 2] for group in ("form", "success") for words in outcomes[group].values()]
    for rank in zip_longest(*lists):
        yield from filter(None, rank)


def letters_before(text: str) -> str:
    """The Latin letters that a text ends in, when they may stand for something; else ''."""
    found = _LETTERS.search(text)
    return found[0] if found else ""


def offers(letters: str, find: Find) -> list[Offer]:
    """At most MOST readings of some letters: people first, then whole words; beginnings of words where there is neither."""
    key = letters.lower()
    if not key:
        return []
    people = [Offer(known.name, known) for known in find(key)][:MOST]
    words = list(_words().get(key, ()))
    if len(key) >= _WHOLE and not people and not words:
        words += [word for spelt, begun in _words().items() if spelt.startswith(key) for word in begun]
    return [*people, *map(Offer, words)][:MOST]


def warm() -> None:
    """Read beside the typing what the first letters would otherwise wait for: pypinyin and the words' initials."""
    if not _words.cache_info().currsize:
        Thread(target=_words, name="word initials", daemon=True).start()
