"""The people and organisations of a line, and on which side they stand.

The line is read as runs of names: ``张三李四 因…``, ``李四光 张三丰、王五 …``, ``甲方张三 乙方李四``. A name counts only
where something that can follow a name follows it (a gap, a joining word, a word of the dispute), so that words of
the story are not taken for people.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from desktop_app.entry.line import Guess, Known
from desktop_app.entry.names import (CERTAIN, NO, PERHAPS, byname_mark, organisation_ends, organisation_kind,
                                     person_mark)
from desktop_app.entry.phrases import Words, phrases, word_list

Find = Callable[[str], Sequence[Known]]

TAKEN, CONTACT = "\0", "\1"  # what the caller puts over dates and over phone and id numbers
_GAPS = " \t\r\n\0,;。:|"
_LISTING = "、/&+"
_MOST_SOLUTIONS = 60
_OTHERS = re.compile(r"[0-9一二两三四五六七八九十几多]*[人户家名]?")
_AGE = re.compile(r"[0-9]{1,3}岁")


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone or identity number at text[start:end]."""

    start: int
    end: int
    kind: str  # 'phone' | 'id_no'
    value: str


@dataclass(frozen=True, slots=True)
class Element:
    """One party at text[start:end]; ``link`` says how it hangs on the one before it."""

    start: int
    end: int
    name: str
    typed: str
    kind: str
    mark: int
    link: str = ""  # 'side' | 'gap' | 'join' | 'join?' | 'list' | 'glue'
    label: str = ""
    more: bool = False  # 等三人, 夫妇: others are meant too
    uid: str | None = None
    phone: str | None = None
    id_no: str | None = None


@dataclass(frozen=True, slots=True)
class _Solution:
    """One way to cut a chunk of text into names."""

    elements: tuple[Element, ...]
    stop: int
    ending: int  # 2: chunk end or a known word follows, 1: only a cue such as 因
    doubt: bool = False

    @property
    def mark(self) -> int:
        return min(element.mark for element in self.elements)

    @property
    def joins(self) -> int:
        return sum(element.link in ("join", "join?", "side") for element in self.elements)

    def rank(self) -> tuple[int, int, int, int, int]:
        return self.mark, self.joins, self.ending, self.stop, -len(self.elements)


@dataclass(slots=True)
class Parties:
    """What was found: the sides, whether they are doubtful, and the text positions that they used up."""

    sides: tuple[tuple[Guess, ...], ...] = ()
    doubtful: bool = False
    used: list[tuple[int, int]] = field(default_factory=list)
    bare: list[tuple[int, int]] = field(default_factory=list)  # names that are also words of the dispute (物业公司)


@cache
def _story_words() -> Words:
    """Every word that may follow a name directly, or that shows that no name begins here."""
    words = {word for lists in phrases("disputes").values() for kind in lists.values() for word in kind}
    outcomes = phrases("outcomes")
    for group in ("form", "success", "performance"):
        words.update(word for kind in outcomes[group].values() for word in kind)
    words.update(phrases("money")["verbs"])
    words.update(word for word in outcomes["noise"] if len(word) > 1)
    return Words(words)


def is_chinese(character: str) -> bool:
    """Whether the character is a Chinese one, or the dot inside names of other peoples."""
    return "\u4e00" <= character <= "\u9fff" or character in "〇㐂·" or "\u3400" <= character <= "\u4dbf"


def read_parties(text: str, contacts: Sequence[Contact], find: Find | None) -> Parties:
    """Parties of a normal text in which TAKEN and CONTACT cover what is no name."""
    return _Reader(text, contacts, find).read()


class _Reader:
    def __init__(self, text: str, contacts: Sequence[Contact], find: Find | None) -> None:
        self.text = text
        self.contacts = {contact.start: contact for contact in contacts}
        self.find = find
        self.used: list[tuple[int, int]] = []
        self.names = {key: word_list("names", key) for key in
                      ("joiners", "between", "after", "more_people", "labels", "second_side_labels",
                       "not_party_labels", "contact_words", "leads", "place_endings")}

    def read(self) -> Parties:
        best: list[Element] = []
        best_used: list[tuple[int, int]] = []
        skip_next = False
        position = 0
        while (start := self._next_start(position)) < len(self.text):
            end = self._chunk_end(start)
            label = self.names["not_party_labels"].at(self.text, start)
            if skip_next or label:
                skip_next = bool(label) and start + len(label) == end
                position = end
                continue
            self.used = []
            run, stop = self._run(start)
            if run and self._better(run, best, start):
                best, best_used = run, self.used
            position = max(stop, end)
        if not best:
            return Parties()
        self.used = best_used
        if len(best) == 1:
            best += self._other_party(best[0])
        return self._result(best, self.used)

    def _other_party(self, first: Element) -> list[Element]:
        """A second name further on in the story (李兰英 被狗咬 张宝成); always a guess."""
        position = first.end
        while position < len(self.text):
            word = self.names["joiners"].at(self.text, position) or self.names["between"].at(self.text, position)
            opens = is_chinese(self.text[position]) and not is_chinese(self.text[position - 1])
            if self.names["not_party_labels"].at(self.text, position):
                return []
            for start in [position] * opens + [position + len(word)] * bool(word):
                if start < len(self.text) and is_chinese(self.text[start]):
                    solutions = [solution for solution in self._walk(start, self._chunk_end(start), ())
                                 if solution.mark == CERTAIN]
                    if solutions and solutions[0].elements[0].name != first.name:
                        return [replace(self._choose(solutions).elements[0], link="gap", more=True)]
            position += 1
        return []

    def _next_start(self, position: int) -> int:
        while position < len(self.text) and not (is_chinese(self.text[position]) or _latin(self.text[position])):
            position += 1
        return position

    def _chunk_end(self, start: int) -> int:
        same = is_chinese if is_chinese(self.text[start]) else _latin
        end = start
        while end < len(self.text) and same(self.text[end]):
            end += 1
        return end

    def _better(self, run: list[Element], best: list[Element], start: int) -> bool:
        mark = min(element.mark for element in run)
        if len(run) == 1 and mark < CERTAIN and start > 0 and any(map(is_chinese, self.text[:start])):
            return False
        if not best:
            return True
        old = min(element.mark for element in best)
        return (mark == CERTAIN, min(len(run), 2)) > (old == CERTAIN, min(len(best), 2))

    # one run of names

    def _run(self, start: int) -> tuple[list[Element], int]:
        """The run of names that begins at ``start`` and the position where reading stopped."""
        elements: list[Element] = []
        position, link, label = start, "", ""
        while position < len(self.text):
            character = self.text[position]
            if contact := self.contacts.get(position):
                if elements and not getattr(elements[-1], contact.kind):
                    elements[-1] = replace(elements[-1], **{contact.kind: contact.value})
                    self.used.append((contact.start, contact.end))
                position = contact.end
                continue
            if character in _LISTING:
                link, position = "list", position + 1
            elif character in _GAPS:
                link, position = link or "gap", position + 1
            elif character in "-—" and elements:
                link, position = "side", position + 1
            elif character == "(" and elements and (closing := self.text.find(")", position)) > 0:
                position = position + 1 if CONTACT in self.text[position:closing] else closing + 1
            elif character == ")" and elements:
                position += 1
            elif word := self.names["contact_words"].at(self.text, position):
                position += len(word)
            elif word := self.names["labels"].at(self.text, position):
                self.used.append((position, position + len(word)))
                label, position = word, position + len(word)
            elif elements and (age := _AGE.match(self.text, position)):
                position = age.end()
            elif character in "男女" and elements and not is_chinese(self.text[position + 1:position + 2] or " "):
                position += 1
            else:
                solution = self._chunk(position, bool(elements))
                if not solution:
                    break
                first = replace(solution.elements[0], link=solution.elements[0].link or link or "glue", label=label)
                if len(elements) >= 2 and (solution.mark < CERTAIN and first.link == "gap"):
                    break
                elements += (first, *solution.elements[1:])
                position, link, label = solution.stop, "", ""
                if solution.doubt:
                    elements[-1] = replace(elements[-1], more=True)
                if position < len(self.text) and is_chinese(self.text[position]) and not self._continues(position):
                    break
        return elements, position

    def _continues(self, position: int) -> bool:
        """Whether the run may go on inside a chunk: after 等三人, or where a joining word ends the chunk."""
        end = self._chunk_end(position)
        word = self.names["joiners"].at(self.text, position) or self.names["between"].at(self.text, position)
        return bool(word) and position + len(word) == end

    def _chunk(self, start: int, inside: bool) -> _Solution | None:
        """The best reading of the chunk that begins at ``start``, or None when no name begins there."""
        if _latin(self.text[start]):
            return self._initials(start)
        if not is_chinese(self.text[start]):
            return None
        end = self._chunk_end(start)
        begin, link = start, ""
        if inside:
            if joiner := self.names["joiners"].at(self.text, start):
                begin, link = start + len(joiner), "join" if joiner in "与跟" else "join?"
            elif verb := self.names["between"].at(self.text, start):
                begin, link = start + len(verb), "side"
            if link and begin == end:
                return self._after_joiner(start, begin, link)
        solutions = list(self._walk(begin, end, ())) if begin < end else []
        if all(solution.mark < CERTAIN for solution in solutions):
            for lead in self._leads(begin, end):
                solutions += self._walk(lead, end, ())
        if not solutions:
            return self._chunk_plain(start, end) if link else None
        best = self._choose(solutions)
        if link:
            best = replace(best, elements=(replace(best.elements[0], link=link), *best.elements[1:]))
            if link != "side":
                self.used.append((start, begin))
        return best

    def _after_joiner(self, start: int, position: int, link: str) -> _Solution | None:
        """A joining word that stands alone: 张三 和 李四."""
        following = position
        while following < len(self.text) and self.text[following] in " \t":
            following += 1
        if following == position or following >= len(self.text):
            return None
        solution = self._chunk(following, False)
        if not solution:
            return None
        if link != "side":
            self.used.append((start, position))
        return replace(solution, elements=(replace(solution.elements[0], link=link), *solution.elements[1:]))

    def _chunk_plain(self, start: int, end: int) -> _Solution | None:
        solutions = list(self._walk(start, end, ()))
        return self._choose(solutions) if solutions else None

    def _initials(self, start: int) -> _Solution | None:
        end = self._chunk_end(start)
        typed = self.text[start:end]
        known = list(self.find(typed.lower())) if self.find and 2 <= len(typed) <= 4 else []
        if not known:
            return None
        element = Element(start, end, known[0].name, typed, "natural", CERTAIN if len(known) == 1 else PERHAPS,
                          uid=known[0].uid)
        return _Solution((element,), end, 2)

    def _leads(self, start: int, end: int) -> Iterator[int]:
        """Places where a name may begin after a word such as 村民 or 东村."""
        if lead := self.names["leads"].at(self.text, start):
            yield start + len(lead)
        for position in range(start + 2, min(end - 1, start + 9)):
            if self.names["place_endings"].before(self.text, position):
                yield position

    def _walk(self, start: int, end: int, before: tuple[Element, ...]) -> Iterator[_Solution]:
        """Every way to read names from ``start`` on, up to something that can follow a name."""
        budget = _MOST_SOLUTIONS
        for element in self._elements(start, end):
            for stop, more in self._suffixes(element.end, end):
                so_far = (*before, replace(element, more=more))
                for solution in self._onward(so_far, stop, end):
                    yield solution
                    budget -= 1
                    if not budget:
                        return

    def _onward(self, so_far: tuple[Element, ...], stop: int, end: int) -> Iterator[_Solution]:
        if stop >= end:
            yield _Solution(so_far, stop, 2)
            return
        if len(so_far) >= 6:
            return
        text = self.text
        joined = False
        if joiner := self.names["joiners"].at(text, stop):
            link = "join" if joiner in "与跟" else "join?"
            for solution in self._walk(stop + len(joiner), end, so_far):
                joined = True
                yield self._linked(solution, len(so_far), link)
            if stop + len(joiner) == end:
                yield _Solution(so_far, stop, 2)
                return
        if verb := self.names["between"].at(text, stop):
            for solution in self._walk(stop + len(verb), end, so_far):
                joined = True
                yield self._linked(solution, len(so_far), "side")
        for solution in self._walk(stop, end, so_far):
            yield self._linked(solution, len(so_far), "glue")
        if len(_story_words().at(text, stop)) > 1:
            yield _Solution(so_far, stop, 2)
        elif (joiner and not joined) or _story_words().at(text, stop) or self._cue(stop, end):
            yield _Solution(so_far, stop, 1, doubt=bool(joiner and not joined))

    def _cue(self, stop: int, end: int) -> bool:
        """Whether a word such as 因 follows; at the very end of a chunk it is rather part of a name (蒋大为)."""
        cue = self.names["after"].at(self.text, stop)
        return bool(cue) and (len(cue) > 1 or stop + 1 < end)

    def _linked(self, solution: _Solution, place: int, link: str) -> _Solution:
        elements = list(solution.elements)
        elements[place] = replace(elements[place], link=link)
        return replace(solution, elements=tuple(elements))

    def _suffixes(self, stop: int, end: int) -> Iterator[tuple[int, bool]]:
        """The end of a name with what belongs to it: 张三(家), 张三(等三人), 张三(夫妇)."""
        yield stop, False
        text = self.text
        if stop < end and text[stop] == "家":
            following = stop + 1
            if (following == end or self.names["joiners"].at(text, following)
                    or self.names["between"].at(text, following)):
                yield following, False
        if word := self.names["more_people"].at(text, stop):
            following = stop + len(word)
            if word == "等":
                following = _OTHERS.match(text, following).end()
            if not _story_words().at(text, stop) or following >= end:
                yield following, True

    def _elements(self, start: int, end: int) -> Iterator[Element]:
        """Names that may begin at ``start``, with how sure each is."""
        text = self.text
        story = _story_words().at(text, start)
        for stop in range(start + 2, min(start + 4, end) + 1):
            typed = text[start:stop]
            mark = person_mark(typed) or byname_mark(typed)
            if mark and len(story) < len(typed):
                yield Element(start, stop, typed, typed, "natural", PERHAPS if len(story) > 1 else mark)
        if "·" in text[start:end]:
            yield Element(start, end, text[start:end], text[start:end], "natural", PERHAPS)
        for stop, mark in organisation_ends(text, start, end):
            typed = text[start:stop]
            bare = typed in phrases("names")["bare_organisations"]
            if (bare or len(story) < len(typed)) and not (bare and not self._stands_alone(stop, end)):
                yield Element(start, stop, typed, typed, organisation_kind(typed), mark)

    def _stands_alone(self, stop: int, end: int) -> bool:
        return stop == end or bool(self.names["joiners"].at(self.text, stop) or self.names["between"].at(self.text, stop))

    # which reading, and what it means

    def _choose(self, solutions: list[_Solution]) -> _Solution:
        """The most likely reading; when another one is just as likely, the directory decides or it is in doubt."""
        solutions.sort(key=_Solution.rank, reverse=True)
        best = solutions[0]
        rivals = [other for other in solutions[1:] if _rivals(best, other)]
        if rivals and self.find:
            known = {reading: self._known_in(reading) for reading in (best, *rivals[:2])}
            most = max(known.values())
            if most and list(known.values()).count(most) == 1:
                return max(known, key=lambda reading: known[reading])
        return replace(best, doubt=best.doubt or bool(rivals))

    def _known_in(self, solution: _Solution) -> int:
        return sum(bool(self._same_name(element.name)) for element in solution.elements)

    def _same_name(self, name: str) -> list[Known]:
        return [known for known in self.find(name) if known.name == name] if self.find else []

    def _result(self, run: list[Element], used: list[tuple[int, int]]) -> Parties:
        run = [self._in_directory(element) for element in run]
        sides, doubtful = _sides(run, self.names["second_side_labels"])
        doubtful = doubtful or any(element.mark < CERTAIN or element.more for element in run)
        bare = set(phrases("names")["bare_organisations"])
        return Parties(
            tuple(tuple(Guess(element.name, element.typed, element.kind, element.uid, element.phone, element.id_no)
                        for element in side) for side in sides),
            doubtful,
            used + [(element.start, element.end) for element in run],
            [(element.start, element.end) for element in run if element.typed in bare],
        )

    def _in_directory(self, element: Element) -> Element:
        if element.uid or element.kind != "natural" or not self.find:
            return element
        same = self._same_name(element.name)
        mark = CERTAIN if same and not byname_mark(element.name) else element.mark
        return replace(element, mark=mark, uid=same[0].uid if len(same) == 1 else None)


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _rivals(best: _Solution, other: _Solution) -> bool:
    """Whether ``other`` is so close to the best reading that a person has to look."""
    if other.mark < best.mark or other.ending < best.ending:
        return False
    cuts, other_cuts = ([(element.start, element.end) for element in reading.elements] for reading in (best, other))
    if cuts == other_cuts:
        return False
    if best.joins > other.joins:  # 于海和孙晓丽 could be two names of three characters
        return all(end - start == 3 for start, end in other_cuts) and any(end - start == 2 for start, end in cuts)
    return len(cuts) == len(other_cuts)


def _sides(run: list[Element], second_labels: Words) -> tuple[list[list[Element]], bool]:
    """The two sides of a run and whether the division is a guess."""
    if any(element.label for element in run):
        second = next((at for at, element in enumerate(run) if element.label in second_labels.words), 0)
        if second:
            return [run[:second], run[second:]], False
    if len(run) <= 2:
        return [[element] for element in run], False
    links = [element.link for element in run[1:]]
    for strong, sure in (("side", True), ("gap", set(links) <= {"gap", "list"}), ("join", set(links) <= {"join", "list"}),
                         ("join?", False)):
        if links.count(strong) == 1:
            cut = links.index(strong) + 1
            return [run[:cut], run[cut:]], not sure
    return [run[:1], run[1:]], True
