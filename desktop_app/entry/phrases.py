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
        self._lengths = self._by_two(word[:2] for word in self.words)
        self._endings = self._by_two(word[-2:] for word in self.words)

    def _by_two(self, keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Two characters that words begin or end with -> lengths of those words, the longest first."""
        found: dict[str, set[int]] = {}
        for word, key in zip(self.words, keys, strict=True):
            found.setdefault(key, set()).add(len(word))
        return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}

    def at(self, text: str, start: int) -> str:
        """The longest word that begins at ``start``, or ''."""
        for length in self._lengths.get(text[start:start + 2], ()):
            if (word := text[start:start + length]) in self.words:
                return word
        return single if (single := text[start:start + 1]) in self.words else ""

    def before(self, text: str, end: int) -> str:
        """The longest word that ends at ``end``, or ''."""
        for length in self._endings.get(text[max(end - 2, 0):end], ()):
            if length <= end and (word := text[end - length:end]) in self.words:
                return word
        return single if end > 0 and (single := text[end - 1:end]) in self.words else ""

    def cut(self, text: str) -> Iterator[tuple[int, str]]:
        """Words that do not overlap and together cover the most of ``text``; of equal ways the one with the
        fewest words, and of those the earliest (排水口头和解 is 排水 and 口头和解; 空调好坏 holds no 调好)."""
        best: list[tuple[int, int, str]] = [(0, 0, "")] * (len(text) + 1)  # covered, minus words, word taken
        for start in range(len(text) - 1, -1, -1):
            covered, words, _ = best[start + 1]
            choice = (covered, words, "")
            for length in (*self._lengths.get(text[start:start + 2], ()), 1):
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
