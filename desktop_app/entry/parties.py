"""The people and organisations of a line, and on which side they stand.

The line is read as runs of names: ``张三李四 因…``, ``李四光 张三丰、王五 …``, ``甲方张三 乙方李四``; the best run of the
line is the parties.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.entry.choice import GAPS, LISTING, Choice, Contact
from desktop_app.entry.cutting import (
    OTHERS,
    Cutter,
    Element,
    Find,
    Solution,
    is_chinese,
    is_latin,
    name_words,
    sides_of,
)
from desktop_app.entry.line import Guess, Known
from desktop_app.entry.mentions import mentions
from desktop_app.entry.names import (
    CERTAIN,
    PERHAPS,
    byname_mark,
    is_bare,
    openings,
    person_mark,
)
from desktop_app.entry.numbers import small_number
from desktop_app.entry.phrases import Words, phrases, word_list

TAKEN, CONTACT = "\0", "\1"  # what the caller puts over dates and over phone and id numbers
_MOST_LETTERS = 24  # of initials or pinyin in one piece
_AGE = re.compile(r"[0-9]{1,3}岁")
_DOOR = re.compile(r"(?:(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?:号楼|号院|单元|栋|幢|层|室|户|组|号|队|门))+[0-9]{0,4}"
                   r"|[0-9]{3,4}(?= [^0-9 ])")
_COUNTED = re.compile(r"(?<![\u4e00-\u9fff])([三四五六七八九3-9])(?:家|户|方|兄弟|姐妹)(?!有)|()(?:哥仨|姐仨|兄弟仨|爷仨)")


@dataclass(slots=True)
class Parties:
    """What was found: the sides, whether they are doubtful, and the text positions that they used up."""

    sides: tuple[tuple[Guess, ...], ...] = ()
    doubtful: bool = False
    used: list[tuple[int, int]] = field(default_factory=list)
    bare: list[tuple[int, int]] = field(default_factory=list)  # names that are also words of the dispute (物业公司)
    other: tuple[tuple[Guess, ...], ...] = ()  # the sides of a reading that is as likely


def read_parties(text: str, contacts: Sequence[Contact], find: Find | None, story: Words) -> Parties:
    """Parties of a normal text in which TAKEN and CONTACT cover what is no name; ``story`` as in Cutter."""
    bynames = list(_idle_bynames(text))
    for start, end in bynames:
        text = text[:start] + " " * (end - start) + text[end:]
    parties = _Reader(text, contacts, find, story).read()
    parties.used += bynames
    return parties


def _idle_bynames(text: str) -> Iterator[tuple[int, int]]:
    """Bynames that add nobody: 钮大爷 in 钮大爷钮铁山, who is named twice, and 苏村长 in 苏村长调解, who mediates."""
    for start, surname in enumerate(text):
        if surname in openings():
            for end in (start + 3, start + 4):
                if byname_mark(text[start:end]) and (told := name_words("mediates").at(text, end)):
                    yield start, end + len(told)
        again = text.find(surname, start + 2, start + 5) if is_chinese(surname) else -1
        if again > 0 and byname_mark(text[start:again]) and any(
                person_mark(text[again:end]) and not byname_mark(text[again:end]) for end in (again + 2, again + 3)):
            yield start, again


class _Reader:
    def __init__(self, text: str, contacts: Sequence[Contact], find: Find | None, story: Words) -> None:
        self.text = text
        self.contacts = {contact.start: contact for contact in contacts}
        self.cutter = Cutter(text, find, story)
        self.used: list[tuple[int, int]] = []
        self._asked: dict[str, Sequence[Known]] = {}
        self.other: list[Element] = []  # the run read last, with the other reading of a chunk in it

    def read(self) -> Parties:
        best: list[Element] = []
        best_used: list[tuple[int, int]] = []
        alone: list[Element] = []
        other: list[Element] = []
        skip_next = unread = best_unread = False
        position = 0
        while (start := self._next_start(position)) < len(self.text):
            end = self.cutter.chunk_end(start)
            label = name_words("not_party_labels").at(self.text, start)
            if skip_next or label:
                skip_next = bool(label) and start + len(label) == end
                position = end
                continue
            self.used = []
            start += self._counted(start)
            run, stop = self._run(start) if start < end else ([], end)
            if len(run) == 1:
                alone += run
            if run and self._better(run, best, start):
                best, best_used, best_unread, other = run, self.used, unread, self.other
            unread = unread or not run and start < end and self._may_be_name(start, end)
            position = max(stop, end)
        choice = Choice(self.text, self.contacts, mentions(self.text, self.cutter.story))
        best, is_run = choice.parties(best, alone)
        if not best:
            return Parties()
        if not is_run:
            best_used, other = choice.used, []
        parties = self._result(best, best_used)
        if len(other) > 1:
            parties.other = self._result(other, []).sides
        parties.doubtful = (parties.doubtful or best_unread or len(best) > 1 and self._more_are_counted(len(best))
                            or choice.passed_over(best) or choice.goes_on(best))
        return parties

    def _counted(self, start: int) -> int:
        """How many characters of a chunk are the unit of a number in front of it (8平方, 3组王五)."""
        if start and self.text[start - 1].isdigit():
            return len(word_list("money", "not_money_units").at(self.text, start))
        return 0

    def _more_are_counted(self, found: int) -> bool:
        """Whether the line speaks of more parties than were found: 三家, 哥仨."""
        return any((small_number(told[1]) if told[1] else 3) > found for told in _COUNTED.finditer(self.text))

    def _may_be_name(self, start: int, end: int) -> bool:
        """Whether a chunk has the shape of a name all the same: an unusual one, or initials of nobody known."""
        names = phrases("names")
        text = self.text[start:end]
        if is_latin(text[0]):
            return 2 <= len(text) <= 4
        return (2 <= len(text) <= 3 and text[0] in names["common_surnames"] and text not in names["not_names"]
                and not self.cutter.story.at(text, 0))

    def _next_start(self, position: int) -> int:
        while position < len(self.text) and not (is_chinese(self.text[position]) or is_latin(self.text[position])):
            position += 1
        return position

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
        other: list[Element] = []
        position, link, label = start, "", ""
        while position < len(self.text):
            character = self.text[position]
            if contact := self.contacts.get(position):
                if elements and not getattr(elements[-1], contact.kind):
                    elements[-1] = replace(elements[-1], **{contact.kind: contact.value})
                    self.used.append((contact.start, contact.end))
                position = contact.end
                continue
            if character in LISTING:
                link, position = "list", position + 1
            elif character in GAPS:
                link, position = link or "gap", position + 1
            elif character in "-—" and elements:
                link, position = "side", position + 1
            elif character == "(" and elements and (closing := self.text.find(")", position)) > 0:
                position = position + 1 if CONTACT in self.text[position:closing] else closing + 1
            elif character == ")" and elements:
                position += 1
            elif word := self._contact_word(position):
                self.used.append((position, position + len(word)))
                position += len(word)
            elif word := name_words("labels").at(self.text, position):
                self.used.append((position, position + len(word)))
                label, position = word, position + len(word)
            elif elements and character == "等":
                elements[-1] = replace(elements[-1], more=True)
                position = OTHERS.match(self.text, position + 1).end()
            elif elements and (age := _AGE.match(self.text, position)):
                position = age.end()
            elif door := _DOOR.match(self.text, position):
                position = door.end()
            elif elements and (word := self._told_alone(position)):
                position += len(word)
            elif character in "男女" and elements and not is_chinese(self.text[position + 1:position + 2] or " "):
                position += 1
            else:
                solution = self._chunk(position, bool(elements))
                if not solution:
                    if elements and is_latin(character) and self._may_be_name(position, self.cutter.chunk_end(position)):
                        elements[-1] = replace(elements[-1], more=True)
                    break
                first = replace(solution.elements[0], link=solution.elements[0].link or link or "glue", label=label)
                whole = solution.stop >= self.cutter.chunk_end(position)
                if len(elements) >= 2 and first.link == "gap" and not (whole and solution.mark == CERTAIN):
                    elements[-1] = replace(elements[-1], more=True)  # a third name or the subject: not taken
                    break
                if solution.other and not other:
                    other = [*elements, replace(solution.other[0], link=first.link, label=label), *solution.other[1:]]
                elif other:
                    other += (first, *solution.elements[1:])
                elements += (first, *solution.elements[1:])
                position, link, label = solution.stop, "", ""
                if solution.doubt:
                    elements[-1] = replace(elements[-1], more=True)
                if not self._continues(position, solution.elements[-1].typed):
                    break
        self.other = other
        return elements, position

    def _contact_word(self, position: int) -> str:
        """电话, 身份证 …, but not the 手机 of 手机质量."""
        word = name_words("contact_words").at(self.text, position)
        return word if len(self.cutter.story.at(self.text, position)) <= len(word) else ""

    def _told_alone(self, position: int) -> str:
        """A word such as 儿媳 or 隔壁 that stands alone before a name, or ''."""
        word = name_words("leads").at(self.text, position)
        return word if len(word) > 1 and position + len(word) == self.cutter.chunk_end(position) else ""

    def _continues(self, position: int, typed: str) -> bool:
        """Whether the run may go on at ``position``: not in the middle of a chunk, unless a joining word ends it."""
        if position >= len(self.text) or not is_chinese(self.text[position]):
            return True
        word = name_words("joiners").at(self.text, position) or name_words("between").at(self.text, position)
        return bool(word) and (is_latin(typed[0]) or position + len(word) == self.cutter.chunk_end(position))

    def _chunk(self, start: int, inside: bool) -> Solution | None:
        """The best reading of the chunk that begins at ``start``, or None when no name begins there."""
        if is_latin(self.text[start]):
            return self._initials(start)
        if not is_chinese(self.text[start]):
            return None
        end = self.cutter.chunk_end(start)
        begin, link = start, ""
        if inside:
            if joiner := name_words("joiners").at(self.text, start):
                begin, link = start + len(joiner), "join" if joiner in "与跟" else "join?"
            elif (verb := name_words("between").at(self.text, start)) and len(self.cutter.story.at(self.text, start)) <= len(verb):
                begin, link = start + len(verb), "side"
            if link and begin == end:
                return self._after_joiner(start, begin, link)
        best = self.cutter.names_at(begin, end)
        if not best:
            return self.cutter.names_at(start, end, with_leads=False) if link else None
        if link:
            best = replace(best, elements=(replace(best.elements[0], link=link), *best.elements[1:]))
            if link != "side":
                self.used.append((start, begin))
        return best

    def _after_joiner(self, start: int, position: int, link: str) -> Solution | None:
        """A joining word that stands alone: 张三 和 李四, wjg和wjj."""
        following = position
        while following < len(self.text):
            if self.text[following] in " \t":
                following += 1
            elif following > position and (door := _DOOR.match(self.text, following)):
                following = door.end()
            elif following > position and is_chinese(self.text[following]) and (word := self._told_alone(following)):
                following += len(word)
            else:
                break
        if following >= len(self.text) or following == position and not is_latin(self.text[following]):
            return None
        solution = self._chunk(following, False)
        if not solution:
            return None
        if link != "side":
            self.used.append((start, position))
        return replace(solution, elements=(replace(solution.elements[0], link=link), *solution.elements[1:]))

    def _initials(self, start: int) -> Solution | None:
        """Somebody of the directory by letters (wjg), or several people glued together (wjgwjj)."""
        end = self.cutter.chunk_end(start)
        typed = self.text[start:end]
        if not self.cutter.find or not 2 <= len(typed) <= _MOST_LETTERS:
            return None
        if self._lettered(start, end):
            splits = [((start, end),)]
        else:
            splits = list(itertools.islice(self._splits(start, end), 2)) if len(typed) <= 12 else []  # a second one is enough for doubt
            if not splits:
                return None
        elements = []
        for first, last in splits[0]:
            known = self._lettered(first, last)
            sure = len(known) == 1 and len(splits) == 1
            elements.append(Element(first, last, known[0].name, self.text[first:last], "natural",
                                    CERTAIN if sure else PERHAPS, "glue" if elements else "", uid=known[0].uid))
        return Solution(tuple(elements), end, 2)

    def _lettered(self, start: int, end: int) -> Sequence[Known]:
        """Persons of the directory whose initials or pinyin are text[start:end]."""
        typed = self.text[start:end].lower()
        if typed not in self._asked:
            self._asked[typed] = self.cutter.find(typed)
        return self._asked[typed]

    def _splits(self, start: int, end: int) -> Iterator[tuple[tuple[int, int], ...]]:
        """Every way to cut text[start:end] into the initials of two or more people of the directory."""
        for middle in range(start + 2, min(start + 4, end - 2) + 1):
            if self._lettered(start, middle):
                if 2 <= end - middle <= 4 and self._lettered(middle, end):
                    yield (start, middle), (middle, end)
                for rest in self._splits(middle, end):
                    yield (start, middle), *rest

    def _result(self, run: list[Element], used: list[tuple[int, int]]) -> Parties:
        if len(run) > 1 and is_bare(run[0].typed) and run[1].kind != "natural" and not is_bare(run[1].typed):
            run = run[1:]  # 小区物业 宏盛物业公司: said what it is, and then who
        elif len(run) > 2 and run[0].kind != "natural" and not run[0].label and (
                is_bare(run[0].typed) or byname_mark(run[1].name)
                or self.text[run[0].end:run[1].start].strip() in name_words("leads").words):
            # 卫生室 郭大夫 给 安志民, 刘寨小学 学生姚浩 武子轩: where it was
            run = [replace(run[1], more=True), *run[2:]]
        run = [self._in_directory(element) for at, element in enumerate(run)
               if element.name not in {earlier.name for earlier in run[:at]}]
        if len(run) > 1 and run[0].kind != "natural" and run[1].kind == "natural" and name_words("representatives").before(
                between := self.text[run[0].end:run[1].start].rstrip(), len(between)):
            run[1] = replace(run[1], more=True)  # 公司 项目经理 房大海: he may speak for it
        sides, doubtful = sides_of(run, name_words("second_side_labels"))
        doubtful = doubtful or any(element.mark < CERTAIN or element.more for element in run)
        return Parties(
            tuple(tuple(Guess(element.name, element.typed, element.kind, element.uid, element.phone, element.id_no)
                        for element in side) for side in sides),
            doubtful,
            used + [(element.start, element.end) for element in run],
            [(element.start, element.end) for element in run if is_bare(element.typed)],
        )

    def _in_directory(self, element: Element) -> Element:
        if element.uid or element.kind != "natural" or not self.cutter.find:
            return element
        same = self.cutter.same_name(element.name)
        mark = CERTAIN if same and not byname_mark(element.name) else element.mark
        return replace(element, mark=mark, uid=same[0].uid if len(same) == 1 else None)
