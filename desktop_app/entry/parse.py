"""One typed line to a case: who, what about, what came of it, how much, when. Nothing is invented."""

import datetime
import re
from functools import cache

from desktop_app.entry.amounts import COVERED, read_amount
from desktop_app.entry.choice import Contact
from desktop_app.entry.cutting import Find
from desktop_app.entry.dates import DateFound, find_dates
from desktop_app.entry.line import Line
from desktop_app.entry.matter import PUNCTUATION, read_matter, words_outside
from desktop_app.entry.numbers import normal
from desktop_app.entry.outcome import read_outcome
from desktop_app.entry.parties import CONTACT, TAKEN, read_parties
from desktop_app.entry.phrases import Words, phrases, word_list
from desktop_app.entry.vocabulary import Vocabulary, standard

_LONG_NUMBER = re.compile(
    r"(?:(?<![0-9A-Za-z])(?P<id>[1-9][0-9]{16}[0-9Xx]|[1-9][0-9]{14}"
    r"|(?=[0-9A-Z]*[A-Z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10})"  # the last: GB 32100 credit code
    r"|(?<![0-9])(?P<phone>1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}-?[0-9]{7,8})"
    r"|(?<![0-9])(?P<other>[0-9]{9,}))(?![0-9A-Za-z])")
_NUMBERED = re.compile(r"(?<![0-9月])[0-9]{1,3}号")
_PLATE = re.compile(  # of boats and cars: 鲁乳渔60123, 鲁K12345, 鲁K·A2345
    r"[冀辽津鲁苏沪浙闽粤桂琼](?:[\u4e00-\u9fff]{0,2}渔[运养捕]?)[0-9]{3,6}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[0-9A-Z]{5,6}(?![0-9A-Za-z])")


def parse(text: str, today: datetime.date, find: Find | None = None, vocabulary: Vocabulary | None = None) -> Line:
    """Understand one line as typed on the day ``today``.

    ``find(key)`` looks a name or pinyin initials up in the person directory and returns up to five persons.
    ``vocabulary`` holds the office's own words; without it only the program's own are known.
    Any text is accepted; what is not understood stays in ``rest``, what is unsure is named in ``doubtful``.
    """
    vocabulary = vocabulary or standard()
    plain = normal(text)
    contacts, open_text = _cover_long_numbers(plain)
    doors = len(_NUMBERED.findall(open_text)) > 1  # 石头街15号 … 17号: houses, not days
    dates = [found for found in find_dates(open_text, today)
             if not found.alone or _stands_alone(open_text, found)
             and not (doors and _NUMBERED.fullmatch(open_text, found.start, found.end))]
    date, date_doubtful = _mediation_date(open_text, dates, today)
    open_text = _cover(open_text, [(found.start, found.end) for found in dates], TAKEN)

    parties = read_parties(open_text, contacts, find, vocabulary.story)
    story = _cover(open_text, [span for span in parties.used if span not in parties.bare], COVERED)
    names = {guess.typed for side in parties.sides for guess in side}
    mentions = _mentions(story, names)
    story = _cover(story, mentions, COVERED)
    organisations = [guess.name for side in parties.sides for guess in side if guess.kind != "natural"]
    people = {guess.typed for side in parties.sides for guess in side if guess.kind == "natural"}
    outcome = read_outcome(story, _cover(open_text, _mentions(open_text, people), COVERED), organisations, vocabulary)
    amount, amount_doubtful = read_amount(_cover(story, parties.bare, COVERED), outcome.success is False or outcome.pending)

    used = parties.used + outcome.used
    success, doubtful = outcome.success, set(outcome.doubtful)
    if (success is None or not success and "success" in doubtful) and outcome.form and amount and amount.agreed:
        success = True  # 口头 … 赔三百五: an agreement has a form only when there is one, but nobody said so
        doubtful.add("success")
    if parties.doubtful:
        doubtful.add("parties")
    if amount and amount_doubtful:
        doubtful.add("amount")
    if date:
        used.append((date.start, date.end))
        if date_doubtful:
            doubtful.add("date")
    paid = [(amount.start, amount.end)] if amount else []
    rest = words_outside(plain, used + paid + mentions + outcome.told, vocabulary.story)
    matter = read_matter(plain, used, parties.used, outcome.told, amount, names, vocabulary.story)
    if len(parties.sides) == 1 and (rest or matter or outcome.used or amount):
        doubtful.add("parties")  # a quarrel has two sides: the other one was not understood
    return Line(text, parties.sides, outcome.type, outcome.form, success, amount.fen if amount else None,
                date.guess.date if date else None, outcome.performance, rest, frozenset(doubtful),
                date.guess.note if date else "", matter, parties.other if parties.other != parties.sides else ())


def _cover(text: str, spans: list[tuple[int, int]], sign: str) -> str:
    for start, end in spans:
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def _mentions(text: str, names: set[str]) -> list[tuple[int, int]]:
    """Later mentions of the parties: no character of a name may be read as a word or a number."""
    return [found.span() for name in names if len(name) > 1 for found in re.finditer(re.escape(name), text)]


def _cover_long_numbers(text: str) -> tuple[list[Contact], str]:
    contacts = []
    for found in _LONG_NUMBER.finditer(text):
        if found["id"]:
            contacts.append(Contact(found.start(), found.end(), "id_no", found["id"].upper()))
        elif found["phone"]:
            number = found["phone"]
            kept = number if number[0] == "0" else number.replace("-", "").replace(" ", "")
            contacts.append(Contact(found.start(), found.end(), "phone", kept))
    covered = _cover(text, [found.span() for found in _LONG_NUMBER.finditer(text)], CONTACT)
    return contacts, _cover(covered, [found.span() for found in _PLATE.finditer(covered)], TAKEN)


@cache
def _money_before() -> Words:
    return Words([*phrases("money")["verbs"], *phrases("money")["weak_verbs"]])


def _stands_alone(text: str, found: DateFound) -> bool:
    """Whether a short date is one at its place: not in 赔9.2, 3号楼 or 张国庆 (每月还 9.2 is one)."""
    before, after = text[:found.start], text[found.end:]
    if before and before[-1] not in PUNCTUATION or after and after[0] not in PUNCTUATION:
        return False
    return not _money_before().before(before, len(before))


def _mediation_date(text: str, dates: list[DateFound], today: datetime.date) -> tuple[DateFound | None, bool]:
    """The date that is the day of mediation and whether that is a guess; deadlines and later days are not it."""
    before, after = word_list("dates", "not_the_day_before"), word_list("dates", "not_the_day_after")
    days = []
    for found in dates:
        if found.guess.date > today.isoformat() or before.before(text, found.start) or after.at(text, found.end):
            continue
        days.append(found)
    sure = [found for found in days if found.guess.certain and (not found.alone or not text[:found.start].strip())]
    named = [found for found in days if word_list("dates", "mediated_after").at(text[found.end:].lstrip(), 0)]
    pool = sure or days
    if not pool:
        return None, False
    chosen = next((found for found in named if found in pool), pool[0])
    several = len({found.guess.date for found in pool}) > 1
    ranged = text[chosen.end:chosen.end + 1] in tuple("至到~-—")
    later = word_list("dates", "later").within(text[chosen.end:])  # 上周六 … 第二天登门道歉
    return chosen, chosen not in sure or ranged or later or several and len(named) != 1
