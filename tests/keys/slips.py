"""The standard cases as a stack of paper slips, keyed in at one 补录 sitting that is already running."""

from pathlib import Path

from PySide6.QtCore import Qt

from db.items.kinds import Record
from db.pinyin import initials
from desktop_app.actions import sitting as stack
from desktop_app.actions import transcribe
from desktop_app.entry.slip_form import everyday_types, outcome_of
from tests.keys.clerk import Clerk, Entry, day_words, names_of
from tests.keys.measure import _newest
from tests.keys.sitting import sitting
from tests.keys.table import Row

SLIPS = "补录一叠单，每张"
BEGUN = "2022-09-05"  # the day that stands there when the first slip is taken up


class SlipClerk:
    """Keys in one slip after the other. A day is typed, before the names, when it is not the one carried over."""

    def __init__(self, clerk: Clerk, planned: int) -> None:
        self.hands, self.known = clerk.hands, clerk.known
        self.page = self.hands.window.page(stack.KEY)
        self.hands.press(Qt.Key.Key_F11)
        self.hands.write(str(planned))
        self.hands.enter(3)
        self.hands.write(day_words(BEGUN))
        self.hands.enter(2)

    def slip(self, entry: Entry, meant: Record) -> None:
        hands = self.hands
        if self.page.stack.date != meant["mediation_date"]:
            hands.write(day_words(meant["mediation_date"]))
            hands.press(Qt.Key.Key_Space)
        self._names(names_of(entry))
        hands.enter()
        if "names" in self.page.entry.reading.doubts:
            hands.enter()
        self._type(meant["dispute_type"])
        hands.digit(["oral", "written", "failed", "ongoing"].index(outcome_of(meant).key) + 1)
        if meant["amount"] is not None:
            hands.write(str(meant["amount"] // 100))
        hands.look_over()
        hands.enter()

    def _names(self, names: list[str]) -> None:
        """Two new names in one run; otherwise a space between the sides, and 、 within one."""
        glued = len(names) == 2 and not self.known.intersection(names) and all(len(name) < 5 for name in names)
        for place, name in enumerate(names):
            if place and not glued:
                self.hands.write("、") if place > 1 else self.hands.press(Qt.Key.Key_Space)
            self.hands.write(initials(name) if name in self.known else name)

    def _type(self, code: str) -> None:
        if code in everyday_types():
            self.hands.digit(everyday_types().index(code) + 1)
            return
        self.hands.digit(0)
        self.hands.write(str(Clerk._place("dispute_type", code)))
        self.hands.enter()


def measure_slips(folder: Path) -> tuple[list[Row], dict[str, Record], dict[str, Record]]:
    """(rows, the records as stored, the records as the file states them), the records by id of the standard case."""
    rows, stored, stated = [], {}, {}
    entries = transcribe.entries()
    with sitting(folder) as (session, clerk):
        hand = SlipClerk(clerk, len(entries))
        for key, entry in entries.items():
            meant = transcribe.facts(session, entry)
            clerk.hands.begin(names_of(entry))
            hand.slip(entry, meant)
            rows.append(Row(SLIPS, key, entry["weight"], *clerk.hands.counted))
            stored[key], stated[key] = _newest(session), meant
    return rows, stored, stated
