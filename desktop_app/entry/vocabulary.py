"""The words that tell what a line says: the lists of resources/phrases with the office's own words on top."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from db.codes import code_list, label
from desktop_app.entry.line import Line
from desktop_app.entry.names import CERTAIN, byname_mark, person_mark
from desktop_app.entry.phrases import Words, phrases

OWN, OFFICIAL, STRONG, GENERAL, WEAK = 5, 4, 3, 2, 1
"""How much a word says about the kind of dispute. A general one (打架, 欠钱) tells it alone, but any cause that is named
beside it tells more; a weak one (老人, 补偿) is never more than a guess."""

MODIFIERS = ("negations", "not_yet", "partly", "no_result_before", "undone", "pending")
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
        self.scenes = _scenes()
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
        found.update((word, (code, GENERAL)) for word in lists["general"])
        found.update((word, (code, STRONG)) for word in lists["words"])
    for code in code_list("dispute_type"):
        found.update((word, (code.code, OFFICIAL)) for word in (code.label, *code.also))
    return found


@cache
def _scenes() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """First character of a scene -> its first half -> (second half, type code): 狗…咬 is a scene of 06, whoever stands
    between."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for code, scenes in phrases("scenes")["types"].items():
        for scene in scenes:
            first, then = scene.split("…")
            found[first[0]][first].append((then, code))
    return dict(found)


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


def objection(word: str) -> tuple[str, str] | None:
    """Why an own word cannot be taken: what is wrong with it and what to do; None when it can."""
    if not 2 <= len(word) <= 8 or not all("\u4e00" <= character <= "\u9fff" for character in word):
        return f"“{word}”不是 2 到 8 个汉字。", "请写一个短的说法，例如 争滩。"
    if person_mark(word) == CERTAIN or byname_mark(word):
        return f"“{word}”像是人名，收了就听不出姓这个姓的人。", "请多写一两个字，例如把“高低”写成“地势高低”。"
    if word in standard().types:
        code, _ = standard().types[word]
        return f"“{word}”本来就算{label('dispute_type', code)}。", "要说得更准，请多写一两个字。"
    if word in standard().outcomes:
        return f"“{word}”本来就是结果、形式或履行的说法。", "请换一个说法。"
    if word in _other_words():
        return f"“{word}”另有用处，收了会听错别的话。", "请多写一两个字。"
    return None


@cache
def _other_words() -> frozenset[str]:
    """Words by which names, numbers, days and results are told apart."""
    names, outcomes, money, dates = (phrases(name) for name in ("names", "outcomes", "money", "dates"))
    lists = [names[key] for key in ("compound_surnames", "contact_words", "labels", "not_party_labels", "leads", "between",
                                    "joiners", "after", "place_endings", "more_people", "bare_organisations")]
    lists += [*names["organisations"].values(), outcomes["noise"], *(outcomes["success"][key] for key in MODIFIERS)]
    lists += [money[key] for key in ("verbs", "weak_verbs", "claims", "not_money_units", "periodic_before", "shares", "totals")]
    lists += [dates["days_ago"], dates["parts_of_day"], dates["years_ago"], dates["lunar_feasts"], dates["solar_feasts"]]
    return frozenset(word for listed in lists for word in listed)


def to_remember(line: Line, code: str, own: Mapping[str, str]) -> str:
    """The words of the line's matter that may be remembered as a kind of dispute, after a person said that it is
    ``code``; '' when it was heard so, or when no piece of the matter can be an own word."""
    if line.type == code:
        return ""
    pieces = [piece for piece in line.matter.split() if piece not in own and objection(piece) is None]
    return max(pieces, key=len, default="")
