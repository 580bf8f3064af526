"""跟着填: three slips to enter into a book that is thrown away. What comes next is told by what was understood."""

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from db import clock, codes, people, repository
from db.database import Store, open_store
from db.errors import DamagedFile
from db.items import CASE
from db.items.kinds import Record
from db.resources import resource
from desktop_app.actions import cases, office, tabs, transcribe
from desktop_app.actions.session import Session
from desktop_app.entry.line_form import CAPTIONS, PARTIES
from desktop_app.shown import show_date, shown

FOLDER = "练习"
"""Where the practice book lies, beside the person's own."""

DONE = "trained"
"""Setting: uid of the person -> the day on which all slips were entered; '' in the practice book itself."""

FEW = 3
"""In a book of fewer cases the first screens offer the practice."""

_MOST = 2
"""So many differences are told one by one: more would be blame, and hide the slip."""

STEPS = ("parties", "matter", "outcome", "save")


@cache
def _told() -> Mapping[str, Any]:
    return json.loads(resource("demo", "training.json").read_text(encoding="utf-8"))


# the book

def open_book(data: Path, own: Store) -> Store:
    """A new practice book beside the person's own in ``data``; a sample, and marked as practice."""
    told, me = _told(), Session(own).who if Session(own).me else "练习的人"
    store = _empty(data / FOLDER)
    try:
        with store.writing():
            office.set_up(store, office.OfficeSetup("village", told["office"], told["committee"], told["abbr"], [me],
                                                    me, told["villages"], sample=True))
            session = Session(store)
            store.settings.set("office", session.office | {"training": True})
            store.settings.set(tabs.SETTING, {"publicity": False})
            for person in told["known_persons"]:
                people.remember(store, transcribe.party_facts(session, person), session.who)
    except BaseException:
        store.close()
        raise
    return store


def _empty(folder: Path) -> Store:
    """An empty book there; one that a power cut left behind is thrown away, one that is in use raises Busy."""
    with suppress(DamagedFile):
        store = open_store(folder)
        if office.is_new(store):
            return store
        store.close()
    shutil.rmtree(folder, ignore_errors=True)
    return open_store(folder)


def close_book(store: Store) -> None:
    """Close a book; of a practice nothing stays."""
    practice = is_practice(Session(store))
    store.close()
    if practice:
        shutil.rmtree(store.folder, ignore_errors=True)


def is_practice(session: Session) -> bool:
    """Whether this is a practice book."""
    return bool(session.office.get("training"))


def offered(session: Session) -> bool:
    """Whether the first screens offer the practice: in a book that has just begun, to who has not done it."""
    return (not session.office.get("sample") and session.me not in session.store.settings.get(DONE, {})
            and len(session.store.rows("SELECT 1 FROM mediation_case LIMIT ?", FEW)) < FEW)


def carry_over(practice: Store, own: Store) -> None:
    """On the way back: note for the person in their own book that the practice was done, and nothing else."""
    day, me = practice.settings.get(DONE, {}).get(""), Session(own).me
    if day and me:
        own.settings.set(DONE, own.settings.get(DONE, {}) | {me: day})


# a slip

@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: the names of both sides, the story on it, what the record should state (``wanted``, values of CASE),
    a line that states it, and what each step says; ``{where}`` in there is the place of the box."""

    parties: tuple[str, str]
    story: str
    wanted: Record
    line: str
    say: Mapping[str, str]

    def paper(self) -> list[list[tuple[str, str]]]:
        """What stands on it: rows of label and value, as on 案件登记单."""
        first, second = self.parties
        amount = self.wanted["amount"]
        return [[("甲方", first), ("乙方", second)], [("简要情况", self.story)],
                [("调解结果", f"☑ {_words('result', self.wanted['result'])}"),
                 ("协议形式", f"☑ {_words('agreement_form', self.wanted['agreement_form'])}")],
                [("协议金额", _words("amount", amount) if amount else "无"),
                 ("调解日期", show_date(clock.today().isoformat()))]]

    def in_brief(self) -> str:
        """The same in one line, for a screen that has no room for a picture."""
        first, second = self.parties
        return f"甲方 {first}，乙方 {second}。{self.story}{_outcome(self.wanted)}。"


def _words(key: str, value: object) -> str:
    """A value as the chips say it."""
    said = CASE.fields[key]
    return codes.brief(said.of, value) if key in ("dispute_type", "agreement_form", "result") else shown(said, value, {})


_OUTCOME = ("agreement_form", "result", "amount")


def _outcome(record: Record) -> str:
    """How it ended, in a few words: 口头，成功，300 元."""
    return "，".join(_words(key, record[key]) for key in _OUTCOME if record.get(key))


def slips(session: Session) -> list[Slip]:
    """All slips, in their order."""
    return [Slip(tuple(entry["parties"]), entry["story"], transcribe.facts(session, entry["stated"]), entry["line"],
                 entry["say"]) for entry in _told()["slips"]]


def _names(record: Record) -> dict[str, list[str]]:
    """Side -> names; who is not 甲方 counts as 乙方, as in the chips."""
    found: dict[str, list[str]] = {role: [] for role in PARTIES}
    for party in record.get("parties") or []:
        if party["name"]:
            found[PARTIES[0] if party["role"] == PARTIES[0] else PARTIES[1]].append(party["name"])
    return found


def differences(slip: Slip, record: Record) -> list[tuple[str, str, str]]:
    """Where a record says something else than the slip: (caption, what the record says, what the slip says)."""
    names = _names(record)
    found = [(CAPTIONS[role], "、".join(names[role]), wanted)
             for role, wanted in zip(PARTIES, slip.parties, strict=True) if names[role] != [wanted]]
    return found + [(CAPTIONS[key], _words(key, record.get(key)) if record.get(key) else "",
                     _words(key, wanted) if wanted else "") for key, wanted in slip.wanted.items()
                    if (record.get(key) or None) != (wanted or None)]


def step(slip: Slip, record: Record) -> str:
    """The one of STEPS that comes next for a line that states ``record`` so far."""
    differing = {caption for caption, *_ in differences(slip, record)}
    gone_on = any(record.get(key) is not None for key in ("agreement_form", "result"))
    if sorted(name for side in _names(record).values() for name in side) != sorted(slip.parties):
        return "parties"
    if CAPTIONS["dispute_type"] in differing and not (gone_on and record.get("summary")):
        return "matter"
    if differing & {CAPTIONS[key] for key in _OUTCOME}:
        return "outcome"
    return "save"


_PRAISE = {"parties": "", "matter": "名字对了。", "outcome": "对了。", "save": "写全了。"}


def told(slip: Slip, record: Record, doubts: Sequence[str], where: str) -> tuple[str, str]:
    """(praise, the one thing to do next) for a line that states ``record``, with these chips in doubt."""
    now = step(slip, record)
    if now == "save":
        if doubts:
            return _PRAISE[now], f"“{CAPTIONS[doubts[0]]}”带问号，是猜的。按回车走到那一格，对就再按回车，不对就按空格改。"
        return _PRAISE[now], "看看大框下面的格子，跟单子一样，就按回车。"
    said, heard = slip.say[now].format(where=where), ""
    if now == "parties" and (record.get("dispute_type") or record.get("result")):  # they have gone on
        heard = "、".join(name for side in _names(record).values() for name in side)
    elif now == "outcome" and any(record.get(key) and record[key] != slip.wanted[key] for key in _OUTCOME
                                  if key != "amount" or not slip.wanted[key]):  # an amount may not be written out yet
        heard = _outcome(record)
    return _PRAISE[now], said + (f"　现在听出来的是：{heard}。" if heard else "")


# the lesson

@dataclass
class Lesson:
    """How far a practice has come: the slip in hand, the record made from it, the seconds each one took."""

    session: Session
    place: int = 0
    record: Record | None = None
    took: list[float | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slips = slips(self.session)

    def restart(self) -> None:
        """再练一次: from the first slip, with an empty list."""
        self._clear([row[0] for row in self.session.store.rows("SELECT uid FROM mediation_case")])
        self.place, self.record, self.took = 0, None, []

    def _clear(self, uids: Sequence[str]) -> None:
        for uid in uids:
            if not repository.get(self.session.store, CASE, uid)["deleted_at"]:
                cases.delete_case(self.session, uid)

    @property
    def slip(self) -> Slip:
        return self.slips[min(self.place, len(self.slips) - 1)]

    @property
    def finished(self) -> bool:
        return self.place >= len(self.slips)

    def note(self, record: Record, seconds: float | None) -> None:
        """A case was saved: the one of the slip in hand, or that one looked over."""
        if self.finished:
            return
        if self.record is None:
            self.took.append(seconds)
        if self.record is None or record["uid"] == self.record["uid"]:
            self.record = record

    def verdict(self) -> tuple[str, str]:
        """(praise, what differs and what can be done) for the record just saved."""
        took = f"，用了 {_seconds(self.took[-1])} 秒" if self.took[-1] is not None else ""
        differing = differences(self.slip, self.record)
        if not differing:
            return f"对了。这一件录完了{took}。", "" if self.place else "“还差几项”是上报时才要的，以后再补也行。"
        said = [f"“{caption}”{f'记的是 {is_}' if is_ else '空着'}，单子上{f'是 {wanted}' if wanted else '没有'}。"
                for caption, is_, wanted in differing]
        more = [f"还有 {len(said) - _MOST} 处也不一样。"] if len(said) > _MOST else []
        return f"这一件存好了{took}。", "".join([*said[:_MOST], *more, "可以打开改一改，也可以就这样。"])

    def differs(self) -> bool:
        """Whether the record just saved says something else than the slip."""
        return bool(self.record and differences(self.slip, self.record))

    def again(self) -> None:
        """再来一次: the same slip once more."""
        self._clear([self.record["uid"]])
        self.took.pop()
        self.record = None

    def go_on(self) -> None:
        """To the next slip; after the last one the practice is done."""
        self.place, self.record = self.place + 1, None
        if self.finished:
            self.session.store.settings.set(DONE, {"": clock.today().isoformat()})

    def times(self) -> str:
        """第一张 38 秒，第二张 12 秒: those that were measured."""
        return "，".join(f"第{name}张 {_seconds(took)} 秒" for name, took in zip("一二三四五", self.took, strict=False)
                        if took is not None)


def _seconds(took: float) -> int:
    return max(1, round(took))
