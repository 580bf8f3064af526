"""A clerk at the real window: what she presses to enter a case. She sees nothing but the digits on the screen."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from db import codes
from db.items import CASE, PARTY
from db.items.kinds import Field, Kind
from db.pinyin import initials
from desktop_app.ui.kit.editors import MOST_OPTIONS
from tests.e2e.program import Program

Entry = Mapping[str, Any]
"""One case of resources/demo/standard_cases.json, with what its workbook needs besides."""

_PAGES = [[field for field in section.fields if field.editable] for section in CASE.sections]
_PARTY = [field for field in PARTY if field.editable]
_OF_CASE = {"source": "source", "accept_date": "accepted_on", "dispute_type": "dispute_type", "village": "village",
            "summary": "summary", "mediation_date": "mediated_on", "result": "result", "fail_reason": "fail_reason",
            "advised_remedy": "advised_remedy", "agreement_form": "agreement_form", "agreement_text": "agreement",
            "amount": "amount", "perform_mode": "performance", "perform_due": "performance_due",
            "perform_place": "perform_place", "judicial_confirm": "judicial_confirmation",
            "perform_status": "perform_status"}
_OF_PARTY = {"kind": "kind", "name": "name", "id_no": "id_no", "phone": "phone", "village": "village",
             "address": "address", "legal_rep": "legal_rep"}
SHORT = ("dispute_type", "summary", "result", "agreement_form", "agreement_text", "amount", "mediation_date")


class Clerk:
    """Enters cases. ``known``: names that the directory has, found by their initials."""

    def __init__(self, program: Program, known: Collection[str] = ()) -> None:
        self.program, self.known = program, set(known)

    # one field

    def put(self, field: Field, value: Any) -> None:
        """Answer the field that has the keyboard, whatever it says, and go on to the next."""
        if field.kind is Kind.CHOICE:
            place = [code.code for code in codes.choices(field.of)].index(codes.code_of(field.of, value)) + 1
            self.program.type(str(place))
            if len(codes.choices(field.of)) <= MOST_OPTIONS:
                return  # a digit goes on by itself
        elif field.kind is Kind.DATE:
            day = date.fromisoformat(value)
            self.program.type(f"{day.year}.{day.month}.{day.day}")
        else:
            if field.kind is Kind.LONG:
                self.program.keys("ctrl+a")
            self.program.type(str(value))
        self.program.keys("Return")

    def go(self, key: str, row: int | None = None) -> Field:
        """In the 全表: by Ctrl and the digit of the section, then Enter until the field is there."""
        if row is not None:
            page, before, fields = 1, row * len(_PARTY), _PARTY
        else:
            page = next(n for n, fields in enumerate(_PAGES) if key in {field.key for field in fields})
            before, fields = 0, _PAGES[page]
        place = [field.key for field in fields].index(key)
        self.program.keys(f"ctrl+{page + 1}", *["Return"] * (before + place))
        return fields[place]

    def fill(self, key: str, value: Any, row: int | None = None) -> None:
        self.put(self.go(key, row), value)

    # whole cases

    def short(self, entry: Entry) -> None:
        """The 简表 of a new case, names to date; the keyboard stays in the last field."""
        self.program.keys("F3")
        for row, party in enumerate(entry["parties"]):
            if row > 1:
                self.program.keys("alt+j")
            self.program.type(party["name"])
            self.program.keys("Return")
            for key in ("id_no", "phone"):
                self.program.type(party.get(key) or "")
                self.program.keys("Return")
        for key in SHORT:
            if key == "mediation_date":
                day = date.fromisoformat(entry["mediated_on"])
                self.program.type(f"{day.month}月{day.day}日")
            elif entry.get(_OF_CASE[key]) is not None:
                self.put(CASE.fields[key], entry[_OF_CASE[key]])
            else:
                self.program.keys("Return")

    def rest(self, entry: Entry, done: Collection[str] = ()) -> None:
        """In the 全表: everything that the entry states, besides what is ``done``."""
        for key, name in _OF_CASE.items():
            if key not in done and entry.get(name) is not None:
                self.fill(key, entry[name])
            if key == "summary":  # the parties come after the first section
                for row, party in enumerate(entry["parties"]):
                    self._party(row, party, done)

    def _party(self, row: int, party: Entry, done: Collection[str]) -> None:
        if party["name"] in self.known:
            return
        for key, name in _OF_PARTY.items():
            if key not in done and party.get(name) is not None:
                self.fill(key, party[name], row)

    def save(self) -> None:
        self.program.keys("ctrl+Return")

    def find(self, name: str) -> None:
        """By initials, down into the list: the first case found has the keyboard."""
        self.program.keys("ctrl+f")
        self.program.type(initials(name))
        self.program.keys("Down")
