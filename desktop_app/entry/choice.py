"""Which of the people and organisations of a line are its parties, and whether that is beyond doubt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.entry.cutting import Element, is_chinese, name_words
from desktop_app.entry.mentions import ENOUGH, GOOD, PLAIN, SOLID, SURE, Mention
from desktop_app.entry.names import CERTAIN, PERHAPS, byname_mark, person_mark, person_shape
from desktop_app.entry.phrases import phrases

GAPS = " \t\r\n\0,;。:|"
LISTING = "、/&+"
_ALONE = re.compile(r"(?<![\u4e00-\u9fff0-9])[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff0-9])")
_BEFORE_CONTACT = re.compile(r"[ (]*(?:电话|手机)?号?码?:?")


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone or identity number at text[start:end]."""

    start: int
    end: int
    kind: str  # 'phone' | 'id_no'
    value: str


class Choice:
    """Chooses among everybody whom ``text`` names; ``used`` are the contact numbers that were given to somebody."""

    def __init__(self, text: str, contacts: Mapping[int, Contact], mentions: list[Mention]) -> None:
        self.text = text
        self.contacts = contacts
        self.told = [mention for mention in mentions if self._is_party(mention)]
        self.used: list[tuple[int, int]] = []

    def parties(self, run: list[Element], alone: list[Element]) -> tuple[list[Element], bool]:
        """The parties, and whether they are the run itself; ``alone`` are the names that stood in no run."""
        picked = self._picked(run, alone)
        return self._without_doubt(picked), picked is run

    def goes_on(self, run: list[Element]) -> bool:
        """Whether a listing sign or a joining word behind the run binds somebody who was not understood."""
        after = self.text[run[-1].end:].lstrip("家的" + GAPS)
        return after[:1] in tuple("、&") or after[:1] in tuple("与和跟及") and not is_chinese(after[1:2] or "好")

    def passed_over(self, run: list[Element]) -> bool:
        """Whether somebody who is surely named is not in the run."""
        named = {element.name for element in run}
        return any(mention.evidence >= SURE and mention.name not in named for mention in self.told)

    def _is_party(self, mention: Mention) -> bool:
        """Not somebody whom a word such as 调解员 names, unless a word such as 与 binds him to another."""
        before, after = self.text[:mention.start].rstrip(), self.text[mention.end:].lstrip()
        label = name_words("not_party_labels").before(before, len(before))
        return not (label and (len(label) > 1 or mention.kind == "natural")
                    and not name_words("joiners").at(after, 0) and not name_words("between").at(after, 0))

    def _picked(self, run: list[Element], alone: list[Element]) -> list[Element]:
        """The run where everybody in it looks like a party, otherwise the two of the line that do most; then a guess."""
        good = [mention for mention in self.told if mention.evidence >= GOOD and mention.named]
        names = {mention.name for mention in self.told if mention.evidence >= GOOD}
        here = {element.name for element in run}
        passed = run and any(mention.evidence >= SURE and mention.end <= run[0].start and mention.name not in here
                             for mention in good)
        if len(run) > 1 and not passed and all(element.name in names or self._stands_out(element) for element in run):
            return self._with_joined(run, good)
        if len(run) > 1 and len(good) < 2:
            return run
        guesses = sorted(self.told, key=lambda mention: -mention.evidence)
        two: list[Element] = []
        solid = sorted(good, key=lambda mention: -min(mention.evidence, SOLID))
        known = {mention.name for mention in self.told}
        for element in (*map(self._element, solid), *(element for element in run if element.uid or element.name in known),
                        *(self._element(guess) for guess in guesses if guess.evidence >= ENOUGH), *run, *alone):
            if len(two) < 2 and not any(element.name == other.name or element.start < other.end and other.start < element.end
                                        for other in two):
                two.append(element)
        if len(two) == 1 and (word := self._word_as_name(two[0])):
            two.append(word)
        two.sort(key=lambda element: element.start)
        if [element.name for element in two] == [element.name for element in run]:
            return run
        return self._with_joined([replace(element, more=True) for element in two], good)

    def _word_as_name(self, party: Element) -> Element | None:
        """Somebody whose name is a word as well (安全, 向前进), where it stands alone beside the only party."""
        chunks = [found.span() for found in _ALONE.finditer(self.text)
                  if person_shape(found[0]) and found[0] not in name_words("leads").words]
        for start, end in sorted(chunks, reverse=True):
            gap = self.text[party.end:start] if start >= party.end else self.text[end:party.start]
            if (start >= party.end or end <= party.start) and not gap.strip(GAPS + LISTING):
                typed = self.text[start:end]
                return Element(start, end, typed, typed, "natural", PERHAPS, "gap", more=True)
        return None

    def _without_doubt(self, run: list[Element]) -> list[Element]:
        """The run, certain where it is two plain names that stand apart and nobody else may be meant."""
        plain = {mention.name for mention in self.told if self._is_plain(mention)}
        here = {element.name for element in run}
        others = (mention for mention in self.told if mention.name not in here and mention.named and mention.evidence >= ENOUGH
                  and not any(mention.start < element.end and element.start < mention.end for element in run))
        if len(run) != 2 or any(others):
            return run
        return [replace(element, mark=CERTAIN, more=element.more and element.link != "told") if element.name in plain else element
                for element in run]

    def _is_plain(self, mention: Mention) -> bool:
        """Whether nobody would take it for anything but a name: an organisation whole, a usual name of somebody with a
        listed surname, and nothing glued to it but a word such as 与 or 邻居."""
        if mention.evidence < PLAIN or byname_mark(mention.name) or not mention.mark:
            return False
        before, after = self.text[:mention.start], self.text[mention.end:]
        whole_start = not is_chinese(before[-1:] or " ")
        whole_end = not is_chinese(after[:1] or " ")
        if mention.kind != "natural":
            return whole_start and whole_end and mention.mark == CERTAIN
        if person_mark(mention.name) < CERTAIN and mention.name[0] not in phrases("names")["rare_surnames"]:
            return False
        joins = (name_words("joiners"), name_words("between"))
        return ((whole_start or len(name_words("leads").before(before, len(before))) > 1
                 or any(words.before(before, len(before)) for words in joins))
                and (whole_end or any(words.at(after, 0) for words in joins)))

    def _stands_out(self, element: Element) -> bool:
        """Whether it is surely a personal name, and a short one is not glued to what follows."""
        return element.mark == CERTAIN and element.kind == "natural" and (
            len(element.typed) > 2 or not is_chinese(self.text[element.end:element.end + 1] or " ")
            or bool(name_words("joiners").at(self.text, element.end)))

    def _with_joined(self, run: list[Element], good: list[Mention]) -> list[Element]:
        """The run and whoever a listing sign joins to its last one (大儿子卞德利、二儿子卞德胜); then a guess."""
        for mention in good:
            between = self.text[run[-1].end:mention.start]
            sign = between.lstrip("家的 ")[:1]
            if (mention.name not in {element.name for element in run} and len(between) < 8
                    and sign in tuple("、和及与跟")):
                rest = between.lstrip("家的 ")[1:].strip()
                if not rest or rest in name_words("leads").words or name_words("place_endings").before(rest, len(rest)):
                    link = "list" if sign == "、" else "join" if sign in "与跟" else "join?"
                    run = [*run, replace(self._element(mention), link=link)]
        return run

    def _element(self, mention: Mention) -> Element:
        element = Element(mention.start, mention.end, mention.name, mention.name, mention.kind, max(mention.mark, PERHAPS), "told",
                          more=True)
        contact = self.contacts.get(mention.end + len(_BEFORE_CONTACT.match(self.text, mention.end)[0]))
        if not contact:
            return element
        self.used.append((contact.start, contact.end))
        return replace(element, **{contact.kind: contact.value})
