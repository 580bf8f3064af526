"""The one line as a small form: what it states, what a person corrected, what is still in doubt. No Qt."""

from dataclasses import asdict, dataclass, field, replace
from enum import Enum, auto
from os.path import commonprefix

from db.items.kinds import Record
from desktop_app.entry.line import Guess, Line

PARTIES = ("applicant", "respondent")
KEYS = (*PARTIES, "dispute_type", "agreement_form", "result", "amount", "mediation_date", "village")
"""The chips in order: chip n is reached by digit n."""

CAPTIONS = dict(zip(KEYS, ("甲方", "乙方", "类型", "形式", "结果", "金额", "日期", "村居"), strict=True))
_IN_LINE = {"dispute_type": "type", "agreement_form": "form", "result": "success", "amount": "amount",
            "mediation_date": "date", **dict.fromkeys(PARTIES, "parties")}


_SAID = ("amount", "mediation_date")
"""Corrections that give way when the line itself says something new."""


def _same(before: str, text: str) -> bool:
    """Whether a text is the one before, worked on, and not another in its place."""
    if not before.strip():
        return True
    head = len(commonprefix([before, text]))
    tail = len(commonprefix([before[head:][::-1], text[head:][::-1]]))
    return bool(text.strip()) and 2 * (head + tail) >= min(len(before), len(text))


class State(Enum):
    """How sure the program is of a chip."""

    CERTAIN = auto()
    DOUBT = auto()
    EMPTY = auto()
    STICKY = auto()  # not said: carried over from the last case, or the office's default


@dataclass
class LineForm:
    """A parsed line with a person's corrections on top. ``fixed`` and ``confirmed`` outlive further typing, as does
    ``picked``: name -> uid of whom a name of the line means, where the directory has several. They are gone with the
    line that they corrected; ``grounds`` notes what it said: the names of a side, the amount or the day."""

    line: Line = field(default_factory=lambda: Line(""))
    fixed: Record = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    picked: dict[str, str] = field(default_factory=dict)
    grounds: Record = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # what a person was told before the save, and saved all the same

    def read(self, line: Line) -> None:
        """Take the line as it is typed now; of the corrections only those that still belong to it."""
        if not _same(self.line.text, line.text):
            self.fixed, self.confirmed, self.picked, self.grounds, self.told = {}, set(), {}, {}, set()
        if any(key in self.fixed and not all(word in line.text for word in self.grounds[key]) for key in PARTIES):
            for key in PARTIES:  # other names stand there now
                self.fixed.pop(key, None)
        for key in _SAID:
            said = getattr(line, _IN_LINE[key])
            if key in self.fixed and said not in (None, self.grounds[key]):
                del self.fixed[key]  # said anew, in words
        self.line = line

    def side(self, key: str) -> tuple[Guess, ...]:
        """The people of one side; a third side counts with the second."""
        if key in self.fixed:
            return self.fixed[key]
        sides = self.line.parties
        return (sides[:1] and sides[0]) if key == PARTIES[0] else tuple(g for side in sides[1:] for g in side)

    def state(self, key: str, shown: object) -> State:
        """How a chip that shows ``shown`` (the record's value, or the side's people) is drawn."""
        if key in self.fixed:
            return State.CERTAIN if shown not in (None, "", ()) else State.EMPTY
        if shown in (None, "", ()):
            return State.EMPTY
        said = _IN_LINE.get(key)
        if said in self.line.doubtful and key not in self.confirmed:
            return State.DOUBT
        return State.STICKY if said is None or (said == "date" and not self.line.date) else State.CERTAIN

    def doubts(self) -> list[str]:
        """Chips that a person should look at before saving, in order."""
        return [key for key in KEYS if _IN_LINE.get(key) in self.line.doubtful
                and key not in self.fixed and key not in self.confirmed]

    def fix(self, key: str, value: object) -> None:
        """A person's word on one chip; None (or no people) means: not stated."""
        self.fixed[key] = value
        self.confirmed.discard(key)
        if key in PARTIES:
            self.grounds[key] = [guess.typed for guess in value or () if guess.typed in self.line.text]
        elif key in _SAID:
            self.grounds[key] = getattr(self.line, _IN_LINE[key])

    def kept(self) -> Record:
        """What a person did beside the typing, as JSON can hold it."""
        fixed = {key: [asdict(guess) for guess in value or ()] if key in PARTIES else value
                 for key, value in self.fixed.items()}
        return {"fixed": fixed, "confirmed": sorted(self.confirmed), "picked": self.picked, "grounds": self.grounds}

    def take_up(self, kept: Record) -> None:
        """Go on with what ``kept`` gave, before the line itself is read."""
        self.fixed = {key: tuple(Guess(**guess) for guess in value) if key in PARTIES else value
                      for key, value in kept["fixed"].items()}
        self.confirmed, self.picked, self.grounds = set(kept["confirmed"]), dict(kept["picked"]), dict(kept["grounds"])

    def other_reading(self) -> str:
        """The parties as the line may also be read (于海和、孙晓丽), or ''."""
        return "、".join(guess.name for side in self._readings()[1] for guess in side) if self.line.other else ""

    def lunar(self) -> str:
        """The lunar day (八月十五) that the shown date was typed as, or ''."""
        said = "mediation_date" not in self.fixed and self.line.date_note
        return said.split(" = ")[0].removeprefix("农历") if said else ""

    def swap(self) -> None:
        """Take the other reading of the parties, or, where there is none, change the two sides; again: back."""
        for key, side in zip(PARTIES, self._readings()[1], strict=True):
            self.fix(key, side)

    def _readings(self) -> tuple[tuple[tuple[Guess, ...], ...], tuple[tuple[Guess, ...], ...]]:
        """The two sides as they stand, and as ``swap`` would set them."""
        now = tuple(self.side(key) for key in PARTIES)
        if not self.line.other:
            return now, now[::-1]
        both = [(sides[0], tuple(guess for side in sides[1:] for guess in side))
                for sides in (self.line.parties, self.line.other)]
        return now, both[0] if now == both[1] else both[1]

    def understood(self) -> Line:
        """The line with corrected parties put in place, ready for the case."""
        if not any(key in self.fixed for key in PARTIES):
            return self.line
        return replace(self.line, parties=tuple(side for key in PARTIES if (side := self.side(key))))

    def overlay(self) -> Record:
        """The corrected single values, to be laid over the record."""
        over = {key: value for key, value in self.fixed.items() if key not in PARTIES}
        if over.get("agreement_form") and self.line.success is None:  # only what was agreed has a form
            over.setdefault("result", "success")
        if "mediation_date" in over:
            over["accept_date"] = over["mediation_date"]
        return over

    def unconfirmed(self) -> Record:
        """Values still in doubt, as "nothing stated": doubt must never be stored as certainty."""
        return {key: None for key in self.doubts() if key not in PARTIES}
