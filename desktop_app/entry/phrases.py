"""Word lists of resources/phrases, read once, and the longest-match search in them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache

from db.resources import resource


@cache
def phrases(name: str) -> dict:
    """The content of ``resources/phrases/<name>.json``."""
    with open(resource("phrases", f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)


class Words:
    """A set of words searched by position. A dictionary probe per word length is far faster than a long
    regular expression, and the parser runs on every key press."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        endings: dict[str, set[int]] = {}
        for word in self.words:
            endings.setdefault(word[-1], set()).add(len(word))
        self._endings = {last: sorted(found, reverse=True) for last, found in endings.items()}

    def at(self, text: str, start: int) -> str:
        """The longest word that begins at ``start``, or ''."""
        if start < len(text):
            for length in self._lengths.get(text[start], ()):
                if (word := text[start:start + length]) in self.words:
                    return word
        return ""

    def before(self, text: str, end: int) -> str:
        """The longest word that ends at ``end``, or ''."""
        if end > 0:
            for length in self._endings.get(text[end - 1], ()):
                if length <= end and (word := text[end - length:end]) in self.words:
                    return word
        return ""

    def cut(self, text: str) -> Iterator[tuple[int, str]]:
        """Words that do not overlap and together cover the most of ``text``; of equal ways the one with the
        fewest words, and of those the earliest (排水口头和解 is 排水 and 口头和解; 空调好坏 holds no 调好)."""
        best: list[tuple[int, int, str]] = [(0, 0, "")] * (len(text) + 1)  # covered, minus words, word taken
        for start in range(len(text) - 1, -1, -1):
            covered, words, _ = best[start + 1]
            choice = (covered, words, "")
            for length in self._lengths.get(text[start], ()):
                word = text[start:start + length]
                if len(word) == length and word in self.words:
                    covered, words, _ = best[start + length]
                    if (covered + length, words - 1, not choice[2]) > (*choice[:2], False):
                        choice = (covered + length, words - 1, word)
            best[start] = choice
        start = 0
        while start < len(text):
            word = best[start][2]
            if word:
                yield start, word
            start += len(word) or 1

    def within(self, text: str) -> bool:
        """Whether any of the words stands in ``text``."""
        return any(self.at(text, start) for start in range(len(text)))


@cache
def word_list(name: str, *path: str) -> Words:
    """The words of one list of a phrase file, for example ``word_list("names", "between")``."""
    found = phrases(name)
    for key in path:
        found = found[key]
    return Words(found)
