"""What the editors of the mediation forms ask: who and what can be chosen, and what a new party starts with."""

from db import people, repository
from db.items import BY_KEY, CASE, CONSULTATION, LEGAL_AID, MEDIATOR, PARTY, REVIEW_INTAKE, VILLAGE, Item
from db.items.common import follow_card
from db.items.kinds import Field, Record
from desktop_app.actions import agreed, cases, office, phrases, records
from desktop_app.actions.session import Session
from desktop_app.entry import wording
from desktop_app.shown import show_person
from desktop_app.ui.kit.editor import Offer, Sources, Suggestion

_ASKS_DIRECTORY = (PARTY, CONSULTATION, LEGAL_AID, REVIEW_INTAKE)
"""Whose names may be found among the people met before; persons of the locked tabs never mix with them."""

_PERSON = ("name", "id_type", "id_no", "sex", "birth", "phone", "village", "address")


class StoreSources(Sources):
    """Registers of the open record book, read once and again after ``forget``."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[str, dict[str, str]] = {}

    def names(self, item_key: str) -> dict[str, str]:
        """uid -> name of what may be chosen: no deleted, left or closed entries."""
        if item_key not in self._names:
            self._names[item_key] = {row["uid"]: row["name"]
                                     for row in repository.records(self._session.store, BY_KEY[item_key])
                                     if not row.get("left") and not row.get("closed")}
        return self._names[item_key]

    def all_names(self) -> dict[str, str]:
        """uid -> name of every mediator, village and committee, past ones included, for reading old records."""
        if "" not in self._names:
            self._names[""] = {uid: name for key in ("committee", "mediator", "village", "counsel")
                               for uid, name in repository.names(self._session.store, BY_KEY[key]).items()}
        return self._names[""]

    def name_of(self, item_key: str, uid: str) -> str:
        return self.all_names().get(uid, "")

    def can_add(self, item_key: str) -> bool:
        return item_key in (VILLAGE.key, MEDIATOR.key)

    def add_new(self, item_key: str, name: str) -> str | None:
        uid = office.register(self._session.store, BY_KEY[item_key], name, self._session.who)
        self.forget()
        return uid

    def forget(self) -> None:
        """A register changed: read again."""
        self._names.clear()

    def suggests(self, field: Field) -> bool:
        return any(field is item.fields["name"] for item in _ASKS_DIRECTORY)

    def suggest(self, field: Field, text: str) -> list[Suggestion]:
        """People of the directory, those of the sitting's village first."""
        found = people.find(self._session.store, text, self._session.sticky.get("village"))
        keep = next(item for item in _ASKS_DIRECTORY if field is item.fields["name"])
        return [Suggestion(introduce(person, self), _facts(keep, person)) for person in found]

    def offers_texts(self, field: Field) -> bool:
        return field is CASE.fields.get(field.key) and phrases.is_phrased(field.key)

    def texts(self, field: Field, record: Record) -> list[Offer]:
        """Phrases for a text of a case, with the names and figures that it states."""
        found = phrases.offered(self._session.store, field.key, record.get("dispute_type"))
        turned = wording.turned(record)
        return [Offer(wording.fill(text, record), wording.fill(text, turned)) for text in found]

    def derive(self, item_key: str, record: Record, key: str) -> Record:
        """From an id number: its type, sex and birth date; from the wording of an agreement: its amount."""
        if (item_key, key) == (CASE.key, "agreement_text"):
            return agreed.follows(record)
        if key != "id_no" or "birth" not in record:
            return {}
        if item_key != PARTY.key:
            said = follow_card(record | {"sex": None, "birth": None}, records.circumstances(self._session))
            return {name: said[name] for name in ("id_type", "sex", "birth") if said.get(name)}
        said = cases.complete_party(record | {"sex": None, "birth": None})
        return {name: said[name] for name in ("id_no", "id_type", "sex", "birth") if said.get(name)}

    def new_row(self, item_key: str, rows: list[Record]) -> Record:
        if item_key != PARTY.key:
            return BY_KEY[item_key].blank()
        roles = [row.get("role") for row in rows]
        return cases.new_party(self._session, "applicant" if "applicant" not in roles else "respondent")


def _facts(item: Item, person: Record) -> Record:
    """What an item takes over from a person of the directory."""
    found = people.facts(person)
    return found if item is PARTY else {key: found[key] for key in _PERSON if key in item.fields and found.get(key)}


def introduce(person: Record, sources: Sources) -> str:
    """A person in a list of candidates: 王建国　东村　138****0001."""
    village = sources.names(VILLAGE.key).get(person["village"] or "", "")
    return "　".join(filter(None, (person["name"], show_person(person, village))))
