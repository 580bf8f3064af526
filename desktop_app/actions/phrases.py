"""套话: which phrases a field is offered, the office's own among them, and how phrase text stops being marked."""

from db import codes, repository
from db.database import Store
from db.items import CASE, PHRASE
from db.items.kinds import Record
from db.items.phrase import CONFIRMED, ORIGINS, noted, origins_of, unconfirmed
from desktop_app.actions import settings
from desktop_app.actions.session import Session
from desktop_app.entry import wording

_FIRST_DIGITS = 9


def is_phrased(key: str) -> bool:
    """Whether phrases are offered for a field of a case."""
    return codes.label("phrase_use", key) != key


def offered(store: Store, key: str, dispute_type: str | None) -> list[str]:
    """Phrases for a field of a case, the first nine under the digits 1 to 9, with the places of names still open.

    An own phrase with a number keeps that digit, so that a practised hand finds it; the other own ones come next,
    then those shipped for the type, then those for every type.
    """
    own = [row for row in repository.records(store, PHRASE)
           if row["used_for"] == key and row["dispute_type"] in (None, dispute_type)]
    own.sort(key=lambda row: (row["dispute_type"] is None, row["created_at"]))
    placed = {row["place"]: row["text"] for row in reversed(own) if 1 <= (row["place"] or 0) <= _FIRST_DIGITS}
    rest = [text for text in dict.fromkeys([*(row["text"] for row in own), *wording.shipped(dispute_type, key)])
            if text not in placed.values()]
    for place in sorted(placed):
        rest.insert(place - 1, placed[place])
    return rest


def propose(record: Record, key: str) -> Record:
    """A phrase of the office made of what a case says in a field: to be looked over before it is kept."""
    return PHRASE.blank() | {"dispute_type": record.get("dispute_type"), "used_for": key,
                             "text": wording.as_phrase(record.get(key) or "", record)}


def keep(session: Session, phrase: Record) -> Record:
    """Keep a phrase of the office. Raises KnownError when it says nothing, or when there is one already."""
    return settings.save_entry(session, PHRASE, phrase)


def confirm(session: Session, uid: str) -> list[str]:
    """The phrase texts of a stored case were read and found right; labels of the fields, none when none was marked.

    A note, not a change: what the upper office has is still what the case says.
    """
    with session.store.writing():
        case = repository.get(session.store, CASE, uid)
        keys = unconfirmed(case)
        if keys:
            origins = origins_of(case) | dict.fromkeys(keys, CONFIRMED)
            repository.mark(session.store, CASE, [uid], {ORIGINS: noted(origins)}, session.who)
    return [CASE.fields[key].label for key in keys]
