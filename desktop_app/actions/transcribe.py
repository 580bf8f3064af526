"""The standard cases (resources/demo) as records: Chinese terms become codes, names become links, 元 becomes 分.

Used by the sample office, the tests and the benchmarks.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from db import codes
from db.items import CASE, MEDIATOR, PARTY, VILLAGE
from db.items.kinds import Field, Item, Kind, Record
from db.resources import resource
from desktop_app.actions import cases, office
from desktop_app.actions.session import Session

Entry = Mapping[str, Any]
"""One case as it stands in the file: terms in Chinese, money in 元, villages and mediators by name."""

_KEYS = {"accepted_on": "accept_date", "mediated_on": "mediation_date", "agreement": "agreement_text",
         "performance": "perform_mode", "performance_due": "perform_due",
         "judicial_confirmation": "judicial_confirm", "credit_code": "id_no"}
"""Names of the file that differ from the declaration's."""

_NOT_FACTS = {"id", "title", "weight", "parties_known", "one_line", "based_on", "change", "returned_because",
              "parties"}
_REGISTERS = {"village": VILLAGE, "mediator": MEDIATOR}


@cache
def standard() -> Entry:
    """The file of the standard cases: office, known_persons, cases S1 to S12."""
    return json.loads(resource("demo", "standard_cases.json").read_text(encoding="utf-8"))


def entries() -> dict[str, Entry]:
    """The standard cases that are cases of their own (S11 and S12 are later changes), by id."""
    return {entry["id"]: entry for entry in standard()["cases"] if "based_on" not in entry}


def facts(session: Session, entry: Entry) -> Record:
    """Exactly what an entry states, ``None`` included, as field values of a case.

    Villages and mediators that the office does not have yet are entered into its registers. The village of the
    case is that of the first party who has one. Raises ValueError for a term that no code list knows.
    """
    stated = _values(CASE, {key: value for key, value in entry.items() if key not in _NOT_FACTS}, _linker(session))
    if "parties" in entry:
        stated["parties"] = [party_facts(session, party) | {"role": "respondent" if place else "applicant"}
                             for place, party in enumerate(entry["parties"])]
        villages = [party["village"] for party in stated["parties"] if party.get("village")]
        stated = {"village": villages[0] if villages else None} | stated
    return stated


def party_facts(session: Session, entry: Entry) -> Record:
    """What an entry states about one person or organisation."""
    stated = _values(PARTY, {"kind": "自然人"} | dict(entry), _linker(session))
    if stated.get("id_no"):
        stated["id_type"] = "uscc" if "credit_code" in entry else "id_card"
    return stated


def full_record(session: Session, entry: Entry) -> Record:
    """A new case of the office with everything an entry states; not saved."""
    stated = facts(session, entry)
    parties = [cases.new_party(session, party["role"], party["kind"]) | party for party in stated["parties"]]
    return cases.new_case(session) | stated | {"parties": parties, "one_line": entry.get("one_line")}


def _linker(session: Session) -> Callable[[Field, str], str]:
    return lambda field, name: office.register(session.store, _REGISTERS[field.of], name, session.who)


def _values(item: Item, entry: Entry, link: Callable[[Field, str], str]) -> Record:
    named = {_KEYS.get(key, key): value for key, value in entry.items()}
    return {key: _value(item.fields[key], value, link) for key, value in named.items()}


def code_of(field: Field, word: str) -> str:
    """The code of a field that a word names. Raises ValueError where there is none."""
    code = codes.code_of(field.of, word)
    if code is None:
        raise ValueError(f"{field.key}: no code of {field.of} is called {word}")
    return code


def _value(field: Field, value: Any, link: Callable[[Field, str], str]) -> Any:
    if value is None:
        return None
    if field.kind is Kind.LINK:
        return link(field, value)
    if field.kind is Kind.MONEY:
        return round(value * 100)
    if field.kind is Kind.CHOICE:
        return code_of(field, value)
    return value
