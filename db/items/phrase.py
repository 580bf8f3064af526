"""套话: ready texts of the office, the blanks in a text, and where a text of a record came from (design §1: typed,
phrase, copied). What stands in a field without a word in ``ORIGINS`` was typed by a person."""

import json
import re
from collections.abc import Iterator, Mapping

from db.items.kinds import LEAVING, Circumstances, Field, Gate, Item, Kind, Problem, Record, Section

PHRASE = Item(
    "phrase",
    "套话",
    (
        Section("main", "套话", (
            Field("dispute_type", "纠纷类型", Kind.CHOICE, "dispute_type", hint="空着就是各类纠纷都用"),
            Field("used_for", "用在哪里", Kind.CHOICE, "phrase_use", need=Gate.SAVE),
            Field("text", "套话内容", Kind.LONG, need=Gate.SAVE, limit=500,
                  hint="要填的地方写 ____，当事人写 {甲方}、{乙方}"),
            Field("place", "排在第几", Kind.NUMBER, hint="1 到 9，就按那个数字"),
        )),
    ),
    name_of=lambda record: record.get("text") or "",
)

BLANK = "_{2,}(?:年_{2,}月_{2,}日)?"
"""A place left for a person to fill, as a regular expression that Python and Qt read alike; a whole date is one."""

ORIGINS = "origins"
"""Key of the field that notes where the texts of a record came from: JSON, field key -> PHRASE_TEXT …"""

PHRASE_TEXT, EDITED, CONFIRMED = "phrase", "edited", "confirmed"
"""Put in and not looked at yet (filling blanks does not count); then worded anew, or read and found right."""

_BLANK = re.compile(BLANK)
_FILLED = re.compile(rf"{BLANK}|[0-9][0-9.,]*")
_MOST = 30  # characters that fill one blank
_NEVER = re.compile("[。；\n]")  # what fills a blank ends no sentence


def blanks(text: str | None) -> int:
    """How many blanks a text still has."""
    return len(_BLANK.findall(text or ""))


def origins_of(record: Record) -> dict[str, str]:
    """Field key -> where its text came from; fields that were typed, or are empty, are not named."""
    noted = json.loads(record.get(ORIGINS) or "{}")
    return {key: origin for key, origin in noted.items() if record.get(key)}


def with_origins(item: Item, record: Record, told: Mapping[str, str]) -> Record:
    """A record of ``item`` that also notes where texts came from: field key -> '' = typed, or a word as above. What is
    noted of other fields stays.
    """
    if ORIGINS not in item.fields:
        return record
    origins = origins_of(record) | told
    return record | {ORIGINS: noted({key: origin for key, origin in origins.items() if origin})}


def noted(origins: Mapping[str, str]) -> str | None:
    """The value of the field ORIGINS; None when every text was typed."""
    return json.dumps(dict(sorted(origins.items()))) if origins else None


def unconfirmed(record: Record) -> list[str]:
    """Keys of the fields that hold phrase text nobody has edited or confirmed."""
    return [key for key, origin in origins_of(record).items() if origin == PHRASE_TEXT]


def looked_over(record: Record, _: Circumstances) -> Iterator[Problem]:
    """A rule: phrase text is to be looked over once its blanks are filled."""
    for key in unconfirmed(record):
        if not blanks(record[key]):
            yield Problem((key,), "套话，请核对", LEAVING, hard=False)


def origin_after(origin: str, before: str, text: str) -> str:
    """Where a text comes from after a person worked on it: '' = typed, else one of the above.

    ``before``: the text when ``origin`` was noted. Filling blanks and correcting figures leaves the wording as it was.
    """
    if not origin or not text.strip():
        return ""
    return origin if same_wording(before, text) else EDITED


def same_wording(before: str, text: str) -> bool:
    """Whether ``text`` says the words of ``before``, its blanks filled and its figures perhaps corrected.

    Every place that the words between may end at is followed, so that a long text costs no more than a short one.
    """
    first, *rest = _FILLED.split(before)
    ends = {len(first)} if text.startswith(first) else set()
    for words in rest:
        ends = {at + len(words) for end in ends for at in _reach(text, end) if text.startswith(words, at)}
    return len(text) in ends


def _reach(text: str, start: int) -> range:
    """Where what fills a blank that begins at ``start`` may end."""
    stop = _NEVER.search(text, start)
    return range(start + 1, min(start + _MOST, stop.start() if stop else len(text)) + 1)
