"""The words that tell what a line says: the lists of resources/phrases with the office's own words on top."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from db.codes import code_list
from desktop_app.entry.phrases import Words, phrases

OWN, OFFICIAL, STRONG, WEAK = 4, 3, 2, 1
"""How much a word says about the kind of dispute; of equal ones the longest wins."""

MODIFIERS = ("negations", "not_yet", "partly", "no_result_before", "undone")
"""Lists of outcomes.json that are no results themselves but turn the result beside them."""

MEANINGS = {"yes": ("success", "yes"), "no": ("success", "no"), "oral": ("form", "oral"), "written": ("form", "written"),
            "immediate": ("performance", "immediate")}
"""What an own word may mean besides a code of dispute_type -> group and list of outcomes.json."""


class Vocabulary:
    """Word lists of one office. ``own`` maps a word to a code of dispute_type or a key of MEANINGS.

    Building one takes some milliseconds, reading with it nothing more: keep it as long as the own words stay.
    """

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.own = dict(own or {})
        self.types = _types()
        self.outcomes = _outcomes()
        for word, meaning in self.own.items():
            if meaning in MEANINGS:
                group, listed = MEANINGS[meaning]
                self.outcomes[word] = {**self.outcomes.get(word, {}), group: listed}
            else:
                self.types[word] = (meaning, OWN)
        self.type_index = Words(self.types)
        self.telling = Words([*self.types, *self.outcomes])
        self.story = Words([*_story(), *self.own])


@cache
def standard() -> Vocabulary:
    """The words of the program itself."""
    return Vocabulary()


def _types() -> dict[str, tuple[str, int]]:
    """Word -> (type code, how much it says)."""
    found: dict[str, tuple[str, int]] = {}
    for code, lists in phrases("disputes").items():
        found.update((word, (code, WEAK)) for word in lists["weak"])
        found.update((word, (code, STRONG)) for word in lists["words"])
    for code in code_list("dispute_type"):
        found.update((word, (code.code, OFFICIAL)) for word in (code.label, *code.also))
    return found


def _outcomes() -> dict[str, dict[str, str]]:
    """Word -> {'form' | 'success' | 'performance': name of the list that it stands in}."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for group in ("form", "success", "performance"):
        for name, words in phrases("outcomes")[group].items():
            if name not in MODIFIERS:
                for word in words:
                    found[word][group] = name
    return dict(found)


def _story() -> set[str]:
    """Every word that may follow a name directly, or that shows that no name begins here."""
    outcomes = phrases("outcomes")
    words = {word for lists in phrases("disputes").values() for kind in lists.values() for word in kind}
    for group in ("form", "success", "performance"):
        words.update(word for kind in outcomes[group].values() for word in kind)
    words.update(phrases("money")["verbs"])
    words.update(word for word in outcomes["noise"] if len(word) > 1)
    return words
