"""Finding one of many names by number, Chinese characters or pinyin initials."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from: what is stored, what is shown, what else it is called."""

    value: str
    label: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.also)


def exact(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that ``text`` names in full, by label, other name or the number printed before it."""
    key = unicodedata.normalize("NFKC", text).strip()
    if key.isdecimal() and 1 <= int(key) <= len(choices):
        return choices[int(key) - 1]
    return next((choice for choice in choices if key and key in choice.names), None)


def matching(text: str, choices: Sequence[Choice]) -> list[int]:
    """Indexes of the choices that ``text`` may mean, the likeliest first; all of them for no text."""
    key = unicodedata.normalize("NFKC", text).strip().lower()
    if not key:
        return list(range(len(choices)))
    if key.isdecimal():
        return [n for n in range(len(choices)) if str(n + 1).startswith(key)]
    if key.isascii():
        from db.pinyin import full, initials

        ranks = [_rank(key, [f(name) for name in choice.names for f in (initials, full)] + list(choice.names))
                 for choice in choices]
    else:
        ranks = [_rank(key, choice.names) for choice in choices]
    return sorted((n for n, rank in enumerate(ranks) if rank), key=lambda n: -ranks[n])


def _rank(key: str, names: Sequence[str]) -> int:
    """3 the whole name, 2 its beginning, 1 somewhere in it, 0 not at all."""
    return max((3 if name == key else 2 if name.startswith(key) else 1 if key in name else 0)
               for name in names)
