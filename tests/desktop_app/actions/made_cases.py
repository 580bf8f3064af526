"""Cases for the tests of cases."""

from db import repository
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions import cases, transcribe
from desktop_app.actions.session import Session


def simple(session: Session, name: str = "高兴民", word: str = "树枝遮光", **values: object) -> Record:
    case = cases.new_case(session) | {"summary": word} | values
    case["parties"][0]["name"] = name
    return case


def standard_case(session: Session, name: str, **values: object) -> Record:
    return transcribe.full_record(session, transcribe.entries()[name]) | values


def get(session: Session, uid: str) -> Record:
    return repository.get(session.store, CASE, uid)
