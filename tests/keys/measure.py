"""Enters all standard cases at one depth and notes what each of them took."""

from collections.abc import Callable
from pathlib import Path

from db import repository
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions import transcribe
from desktop_app.actions.session import Session
from tests.keys.clerk import Clerk, Entry, names_of
from tests.keys.sitting import sitting
from tests.keys.table import Row

LINE, BRISK, SHORT, FULL = "一句话，照样例的原句", "一句话，最少的按键", "简表，八项", "全表，样例写明的全部"
MET = "全表，当事人都在人员库"
_HOW: dict[str, Callable[[Clerk, Entry], None]] = {
    LINE: Clerk.one_line, BRISK: Clerk.shortest_line, SHORT: Clerk.short, FULL: Clerk.full, MET: Clerk.full}
DEPTHS = tuple(_HOW)


def measure(depth: str, folder: Path) -> tuple[list[Row], dict[str, Record], dict[str, Record]]:
    """(rows, the records as stored, the records as the file states them), the records by id of the standard case.
    """
    rows, stored, stated = [], {}, {}
    with sitting(folder, met=depth == MET) as (session, clerk):
        for key, entry in transcribe.entries().items():
            clerk.hands.begin(names_of(entry))
            _HOW[depth](clerk, entry)
            rows.append(Row(depth, key, entry["weight"], *clerk.hands.counted))
            stored[key], stated[key] = _newest(session), transcribe.facts(session, entry)
        later = {case["id"]: case for case in transcribe.standard()["cases"] if "based_on" in case and depth != MET}
        rows += [_later(clerk, depth, case) for case in later.values()]
        stored |= {key: repository.get(session.store, CASE, stored[case["based_on"]]["uid"])
                   for key, case in later.items()}
    return rows, stored, stated


def _newest(session: Session) -> Record:
    """The case saved last."""
    row = session.store.rows("SELECT id FROM mediation_case ORDER BY id DESC LIMIT 1")[0]
    return repository.page(session.store, CASE, [row[0]])[0]


def _later(clerk: Clerk, depth: str, case: Entry) -> Row:
    """S11 and S12: a stored case is corrected."""
    first = transcribe.entries()[case["based_on"]]["parties"][0]
    clerk.page.browse()
    clerk.hands.begin([first["name"]])
    if "amount" in case["change"]:
        clerk.correct_amount(first["name"], case["change"]["amount"])
    else:
        clerk.complete_number(first["name"], first["credit_code"])
    return Row(depth, case["id"], case["weight"], *clerk.hands.counted)
