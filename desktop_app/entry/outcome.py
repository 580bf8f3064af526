"""What the words of a line say: kind of dispute, form of the agreement, result, and payment on the spot."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from desktop_app.entry.phrases import Words, phrases, word_list
from desktop_app.entry.vocabulary import GENERAL, OFFICIAL, OWN, WEAK, Vocabulary

_TURNS = (("partly", "partly"), ("not_yet", "not yet"), ("negations", "denied"), ("no_result_before", "wished"))
_BESIDE = 0.35  # how much a second word of a kind counts beside its best one
_CLEAR = 2.0  # the least weight that is more than a guess
_NEAR = 0.8  # a kind so near the best one makes it doubtful
_FAR = 18  # characters between the halves of a scene
_HARM = "伤死坏断碎毁烂亡残裂"  # the harm done says more about the kind than what led to it: 放鞭炮 … 炸伤


_SIGNED = re.compile(  # 签了用水协议, 协议签了, and 协议 alone: rather a settlement than what it was about
    r"(?:签|签订|写|立|订)(?:了|下|好|个|份)*[\u4e00-\u9fff]{0,6}?(?:协议|协议书|字据)(?![\u4e00-\u9fff])"
    r"|(?<![\u4e00-\u9fff])(?:协议书?|字据|调解书|和解书)(?:已?[签写立打](?:了|好了?|下了?|过字)?)?(?![\u4e00-\u9fff])")


@dataclass(slots=True)
class Outcome:
    """Values read from words, the keys in doubt, and the text positions that carried them."""

    type: str | None = None
    form: str | None = None
    success: bool | None = None
    performance: str | None = None
    pending: bool = False  # 还在商量: whatever is said of a result or an amount is not settled
    doubtful: set[str] = field(default_factory=set)
    used: list[tuple[int, int]] = field(default_factory=list)  # form, result, payment
    told: list[tuple[int, int]] = field(default_factory=list)  # the kind of dispute


def read_outcome(text: str, scenery: str, hints: list[str], vocabulary: Vocabulary) -> Outcome:
    """Read a text in which names are covered, in ``scenery`` only those of people; ``hints`` are the names of
    organisations (…旅行社 tells the kind)."""
    outcome = Outcome()
    types: list[tuple[int, str]] = []
    results: list[tuple[bool, bool, int]] = []  # value, sure, position
    forms: list[tuple[str, bool]] = []
    for start, word in vocabulary.telling.cut(text):
        end = start + len(word)
        if word in vocabulary.types:
            types.append((start, word))
        meaning = vocabulary.outcomes.get(word)
        if not meaning:
            continue
        turned = _turned(text, start, end)
        if "performance" in meaning and meaning["performance"] == "immediate" and not turned:
            outcome.performance = "immediate"
        if "success" in meaning:
            results += _result(meaning["success"], turned, start, "form" in meaning)
        if "form" in meaning and meaning["form"] != "neither" and turned != "denied":
            forms.append((meaning["form"].removeprefix("perhaps_"), meaning["form"] in ("oral", "written") and not turned))
        if meaning.get("form") == "neither":  # 口头辱骂, 离婚协议书: no form, but they tell the kind of dispute
            types += [(start + at, inner) for at, inner in vocabulary.type_index.cut(word)]
            if word.endswith(("协议", "协议书")) and word_list("outcomes", "signed_before").before(text, start):
                forms.append(("written", True))  # 写了赡养协议
                results.append((True, False, start))
        elif meaning.get("success") != "neutral":
            outcome.used.append((start, end))
    for found in () if forms else _SIGNED.finditer(text):
        if not _turned(text, found.start(), found.end()):
            if found[0] != "协议":
                forms.append(("written", False))
            results.append((True, False, found.start()))
            outcome.used.append(found.span())
    _settle_type(outcome, types, hints, scenery, vocabulary)
    _settle_form(outcome, forms)
    _settle_success(outcome, results)
    outcome.pending = word_list("outcomes", "success", "pending").within(text)
    if outcome.success is not None and outcome.pending:
        outcome.doubtful.add("success")
    return outcome


def _turned(text: str, start: int, end: int) -> str:
    """How the words around take a result back: 'denied', 'not yet', 'partly', 'wished', 'undone' or ''."""
    before = [(len(word_list("outcomes", "success", listed).before(text, start)), turn) for listed, turn in _TURNS]
    length, turn = max(before, key=lambda found: found[0])  # 能不能和解 is wished, though 不能和解 would be denied
    if length:
        return turn
    if after := word_list("outcomes", "success", "undone").at(text, end):
        return "wished" if after in "吗么?难" else "undone" if "悔" in after or "毁" in after else "denied"
    return ""


def _result(listed: str, turned: str, start: int, has_form: bool) -> list[tuple[bool, bool, int]]:
    """(value, sure, position) for one word of a result, or nothing; 没有书面协议 may still be an oral success."""
    sure = not listed.startswith("perhaps")
    if turned == "wished" or listed == "neutral":
        return []
    if listed.endswith("no"):
        return [(False, sure and not turned, start)] if turned != "denied" else []
    if turned == "partly":
        return [(True, False, start)]
    if turned:
        return [(False, sure and turned == "denied" and not has_form, start)]
    return [(True, sure, start)]


def _settle_type(outcome: Outcome, types: list[tuple[int, str]], hints: list[str], text: str,
                 vocabulary: Vocabulary) -> None:
    """The kind for which the most is said: its best word or scene, and something for each other word of it."""
    known = vocabulary.types
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for _, word in types:
        weights[known[word][0]][word] = _weight(word, known[word][1])
    for word in filter(None, (_hint(name, vocabulary) for name in hints)):
        weights[known[word][0]].setdefault(word, _weight(word, min(known[word][1], GENERAL)))
    scenes = _scenes_of(text, [(start, start + len(word), known[word][0] if known[word][1] > WEAK else "")
                                for start, word in types], vocabulary)
    if not weights and not scenes:
        return
    score = {}
    for code in weights.keys() | scenes.keys():
        words = sorted(weights[code].values(), reverse=True)
        best = max(words[:1] + [scenes.get(code, 0.0)])
        score[code] = best + _BESIDE * sum(words[best in words:])
    first = {known[word][0]: -start for start, word in reversed(types)}  # of equal ones the one that is named first
    order = sorted(score, key=lambda code: (score[code], first.get(code, -len(text)), code), reverse=True)
    outcome.type = order[0]
    if max([*weights[order[0]].values(), scenes.get(order[0], 0.0)]) < _CLEAR or (
            len(order) > 1 and score[order[1]] >= _NEAR * score[order[0]]):
        outcome.doubtful.add("type")
    for code, turned in phrases("scenes")["circumstances"].items():
        if outcome.type in turned["of"] and all(_circumstances(code, key).within(text) for key in ("about", "words")):
            outcome.type = code  # 工钱 of a 瓦匠
    outcome.told += [(start, start + len(word)) for start, word in types if known[word][0] == outcome.type]


def _weight(word: str, level: int) -> float:
    if level == WEAK:
        return 1.0
    if level == GENERAL:
        return 2.0
    return len(word) + 0.5 + 1.5 * (word[-1] in _HARM) + {OWN: 100, OFFICIAL: 6}.get(level, 0)


def _scenes_of(text: str, words: list[tuple[int, int, str]], vocabulary: Vocabulary) -> dict[str, float]:
    """Type code -> weight of the scene that says most for it; what one longer word says whole is no scene."""
    found: dict[str, float] = {}
    beginning = [item for character in vocabulary.scenes.keys() & set(text) for item in vocabulary.scenes[character].items()]
    for first, rest in beginning:
        start = text.find(first)
        if start < 0:
            continue
        begin, start = start, start + len(first)
        for then, code in rest:
            at = text.find(then, start, start + _FAR)
            if at >= 0 and not any(
                    left <= begin and at + len(then) <= right and known != code for left, right, known in words):
                weight = len(first) + len(then) + 1.2 - 0.05 * (at - start)
                found[code] = max(found.get(code, 0.0), weight)
    return found


@cache
def _circumstances(code: str, key: str) -> Words:
    return Words(phrases("scenes")["circumstances"][code][key])


def _hint(organisation: str, vocabulary: Vocabulary) -> str:
    """The word of a dispute that an organisation's name ends with, or ''."""
    return vocabulary.type_index.before(organisation, len(organisation))


def _settle_form(outcome: Outcome, forms: list[tuple[str, bool]]) -> None:
    if forms:
        outcome.form = next((form for form, sure in forms if sure), forms[0][0])
        if len({form for form, _ in forms}) > 1 or not any(sure for _, sure in forms):
            outcome.doubtful.add("form")


def _settle_success(outcome: Outcome, results: list[tuple[bool, bool, int]]) -> None:
    """The last sure word decides; words that say something else after it, or as surely before it, make it doubtful."""
    if not results:
        return
    sure = [result for result in results if result[1]]
    value, _, position = (sure or results)[-1]
    outcome.success = value
    if not sure or any(other != value and (certain or at > position) for other, certain, at in results):
        outcome.doubtful.add("success")
