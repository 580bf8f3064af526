"""Cutting a chunk of Chinese text into the names that it begins with.

A name counts only where something that can follow a name follows it (the end of the chunk, a joining word, another
name, a word of the dispute, a word such as 因), so that words of the story are not taken for people.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from desktop_app.entry.line import Known
from desktop_app.entry.names import (
    CERTAIN,
    PERHAPS,
    byname_mark,
    is_bare,
    organisation_ends,
    organisation_kind,
    person_mark,
)
from desktop_app.entry.phrases import Words, phrases, word_list

Find = Callable[[str], Sequence[Known]]

_MOST_STEPS = 200
_UNMISTAKABLE = ("有限公司", "有限责任公司", "村民委员会")  # ends of a name whatever follows
OTHERS = re.compile(r"[0-9一二两三四五六七八九十几多]*[人户家名]?")  # what may follow 等


def picking(find: Find, picked: Mapping[str, str]) -> Find:
    """The directory, in which a name that was picked (name -> uid) means that person and nobody else."""
    def asked(key: str) -> Sequence[Known]:
        return [Known(picked[key], key)] if key in picked else find(key)

    return asked


@dataclass(frozen=True, slots=True)
class Element:
    """One party at text[start:end]; ``link`` says how it hangs on the one before it."""

    start: int
    end: int
    name: str
    typed: str
    kind: str
    mark: int
    link: str = ""  # 'side' | 'gap' | 'join' | 'join?' | 'list' | 'glue' | 'told': found apart from it
    label: str = ""
    more: bool = False  # 等三人, 夫妇: others are meant too
    uid: str | None = None
    phone: str | None = None
    id_no: str | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """One way to cut a chunk of text into names."""

    elements: tuple[Element, ...]
    stop: int
    ending: int  # 2: chunk end or a known word follows, 1: only a cue such as 因
    doubt: bool = False
    trailing: bool = False  # ends in a joining word that binds the initials behind it (李四和wjg)
    other: tuple[Element, ...] = ()  # a reading that is as likely

    @property
    def mark(self) -> int:
        return min(element.mark for element in self.elements)

    @property
    def joins(self) -> int:
        return self.trailing + sum(element.link in ("join", "join?", "side") for element in self.elements)

    def rank(self) -> tuple[int, int, int, int, int]:
        return self.mark, self.joins, self.ending, self.stop, -len(self.elements)


def is_chinese(character: str) -> bool:
    """Whether the character is a Chinese one, or the dot inside names of other peoples."""
    return "\u4e00" <= character <= "\u9fff" or character in "〇㐂·" or "\u3400" <= character <= "\u4dbf"


def is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def name_words(key: str) -> Words:
    """One list of resources/phrases/names.json."""
    return word_list("names", key)


class Cutter:
    """Reads names at any place of one text, asking ``find`` (the person directory) where two readings compete.

    ``story``: every word that may follow a name directly, or that shows that no name begins here.
    """

    def __init__(self, text: str, find: Find | None, story: Words) -> None:
        self.text = text
        self.find = find
        self.story = story
        self._steps = 0

    def chunk_end(self, start: int) -> int:
        """Where the run of Chinese characters, or of Latin letters, that begins at ``start`` ends."""
        same = is_chinese if is_chinese(self.text[start]) else is_latin
        end = start
        while end < len(self.text) and same(self.text[end]):
            end += 1
        return end

    def names_at(self, start: int, end: int, with_leads: bool = True) -> Solution | None:
        """The best reading of the names that text[start:end] begins with, or None."""
        solutions = list(self._walk(start, end, ())) if start < end else []
        if with_leads and all(solution.mark < CERTAIN for solution in solutions):
            for lead in self._leads(start, end):
                solutions += self._walk(lead, end, ())
        return self._choose(solutions) if solutions else None

    def same_name(self, name: str) -> list[Known]:
        """Persons of the directory with exactly this name."""
        return [known for known in self.find(name) if known.name == name] if self.find else []

    def _leads(self, start: int, end: int) -> Iterator[int]:
        """Places at most nine characters on where a name may begin: behind 村民, 东村, 超市老板 or 乔家老大."""
        leads, places = name_words("leads"), name_words("place_endings")
        if lead := leads.at(self.text, start):
            yield start + len(lead)
        for position in range(start + 2, min(end - 1, start + 9)):
            if places.before(self.text, position) or len(leads.before(self.text[start:position], position - start)) > 1:
                yield position

    def _walk(self, start: int, end: int, before: tuple[Element, ...]) -> Iterator[Solution]:
        """Every way to read names from ``start`` on, up to something that can follow a name."""
        if not before:
            self._steps = 0
        for element in self._elements(start, end):
            for stop, more in self._suffixes(element.end, end):
                self._steps += 1
                if self._steps > _MOST_STEPS:  # only nonsense such as 公司公司公司… gets here
                    return
                yield from self._onward((*before, replace(element, more=more)), stop, end)

    def _onward(self, so_far: tuple[Element, ...], stop: int, end: int) -> Iterator[Solution]:
        if stop >= end:
            yield Solution(so_far, stop, 2)
            return
        if len(so_far) >= 6:
            return
        text = self.text
        joined = False
        if joiner := name_words("joiners").at(text, stop):
            link = "join" if joiner in "与跟" else "join?"
            following = stop + len(joiner)
            lead = name_words("leads").at(text, following)  # 房东王秀英与租户李强
            for solution in itertools.chain(self._walk(following, end, so_far),
                                            self._walk(following + len(lead), end, so_far) if lead else ()):
                joined = True
                yield self._linked(solution, len(so_far), link)
            if following == end:
                yield Solution(so_far, stop, 2, trailing=is_latin(text[end:end + 1]))
                return
        if verb := name_words("between").at(text, stop):
            for solution in self._walk(stop + len(verb), end, so_far):
                joined = True
                yield self._linked(solution, len(so_far), "side")
        for solution in self._walk(stop, end, so_far):
            joined = True
            solution = self._linked(solution, len(so_far), "glue")
            yield replace(solution, doubt=True) if text[stop - 1] in "和同与跟及" else solution
        odd = text[stop - 1] in "和同与跟及"  # 于百万同林木森 is hardly 于百, 万同 and the word 林木
        if len(self.story.at(text, stop)) > 1:
            yield Solution(so_far, stop, 2, doubt=odd)
        elif (joiner and not joined) or self.story.at(text, stop) or self._cue(stop, end):
            yield Solution(so_far, stop, 1, doubt=odd or bool(joiner and not joined))

    def _cue(self, stop: int, end: int) -> bool:
        """Whether a word such as 因 follows; at the very end of a chunk it is rather part of a name (蒋大为)."""
        if self.text[:stop].endswith(_UNMISTAKABLE):
            return True
        cue = name_words("after").at(self.text, stop)
        return bool(cue) and (len(cue) > 1 or stop + 1 < end)

    def _linked(self, solution: Solution, place: int, link: str) -> Solution:
        elements = list(solution.elements)
        elements[place] = replace(elements[place], link=link)
        return replace(solution, elements=tuple(elements))

    def _suffixes(self, stop: int, end: int) -> Iterator[tuple[int, bool]]:
        """The end of a name with what belongs to it: 张三(家), 慕秀兰(老太太), 张三(等三人), 张三(夫妇)."""
        yield stop, False
        text = self.text
        if stop < end and text[stop] == "家":
            following = stop + 1
            if (following == end or name_words("joiners").at(text, following)
                    or name_words("between").at(text, following)):
                yield following, False
        if len(title := name_words("titles_after").at(text, stop)) > 1 and stop + len(title) <= end:
            yield stop + len(title), False
        if word := name_words("more_people").at(text, stop):
            following = stop + len(word)
            if word == "等":
                following = OTHERS.match(text, following).end()
            if not self.story.at(text, stop) or following >= end:
                yield following, True

    def _elements(self, start: int, end: int) -> Iterator[Element]:
        """Names that may begin at ``start``, with how sure each is."""
        text = self.text
        story = self.story.at(text, start)
        for stop in range(start + 2, min(start + 4, end) + 1):
            typed = text[start:stop]
            mark = person_mark(typed) or byname_mark(typed)
            if mark and len(story) < len(typed):
                yield Element(start, stop, typed, typed, "natural", PERHAPS if len(story) > 1 else mark)
        if "·" in text[start:end]:
            yield Element(start, end, text[start:end], text[start:end], "natural", PERHAPS)
        if name_words("not_before_organisations").at(text, start):
            return
        for stop, mark in organisation_ends(text, start, end):
            typed = text[start:stop]
            bare = is_bare(typed)
            if (bare or len(story) < len(typed)) and not (bare and not self._stands_alone(stop, end)):
                yield Element(start, stop, typed, typed, organisation_kind(typed), mark)

    def _stands_alone(self, stop: int, end: int) -> bool:
        return stop == end or bool(name_words("joiners").at(self.text, stop) or name_words("between").at(self.text, stop))

    def _choose(self, solutions: list[Solution]) -> Solution:
        """The most likely reading; when another one is just as likely, the directory decides or it is in doubt."""
        solutions.sort(key=Solution.rank, reverse=True)
        best = solutions[0]
        rivals = [other for other in solutions[1:] if _rivals(best, other)]
        if rivals and self.find:
            known = {reading: self._known_in(reading) for reading in (best, *rivals[:2])}
            most = max(known.values())
            if most and list(known.values()).count(most) == 1:
                return max(known, key=lambda reading: known[reading])
        whole = next((other.elements for other in rivals if other.stop == best.stop), ())
        return replace(best, doubt=best.doubt or bool(rivals), other=whole)

    def _known_in(self, solution: Solution) -> int:
        return sum(bool(self.same_name(element.name)) for element in solution.elements)


def _rivals(best: Solution, other: Solution) -> bool:
    """Whether ``other`` is so close to the best reading that a person has to look."""
    cuts, other_cuts = ([(element.start, element.end) for element in reading.elements] for reading in (best, other))
    if cuts == other_cuts or other.ending < best.ending:
        return False
    if other.mark < best.mark:  # 高山王海洋: a rare surname is no proof, where two names stand glued together
        return (len(cuts) == len(other_cuts) > 1 and best.stop == other.stop and best.joins == other.joins
                and not any(element.typed[:2] in phrases("names")["compound_surnames"] for element in best.elements))
    if best.joins > other.joins:  # 于海和孙晓丽 could be two names of three characters
        if any(element.typed[1:] in phrases("names")["given_like_joined"] for element in other.elements):
            return True  # 郁安和胡民: 安和 is as usual a given name
        return all(_full(element.typed) for element in other.elements) and any(end - start == 2 for start, end in cuts)
    return len(cuts) == len(other_cuts)


def _full(name: str) -> bool:
    """Whether a name has a given name of two characters, as most have."""
    return len(name) == (4 if name[:2] in phrases("names")["compound_surnames"] else 3)


def sides_of(run: list[Element], second_labels: Words) -> tuple[list[list[Element]], bool]:
    """The two sides of a run and whether the division is a guess."""
    if any(element.label for element in run):
        second = next((at for at, element in enumerate(run) if element.label in second_labels.words), 0)
        if second:
            return [run[:second], run[second:]], False
        first = next((at for at, element in enumerate(run) if element.label and element.label not in second_labels.words), 0)
        if first and run[0].label:
            return [run[first:], run[:first]], False  # 被告丁有田 原告聂桂枝
    if len(run) <= 2:
        return [[element] for element in run], False
    links = ["gap" if element.link == "told" else element.link for element in run[1:]]
    for strong, sure in (("side", True), ("join", set(links) <= {"join", "list"}), ("gap", set(links) <= {"gap", "list"}),
                         ("join?", False)):
        if links.count(strong) == 1:
            cut = links.index(strong) + 1
            return [run[:cut], run[cut:]], not sure
    return [run[:1], run[1:]], True
