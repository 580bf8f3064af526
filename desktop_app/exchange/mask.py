"""Hiding who a person is: names, numbers, telephones, addresses, birth dates, also inside free text."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from db.items import BY_KEY, CASE, PARTY, Item
from db.items.kinds import Field, Kind, Record
from db.items.mediation_rules import is_organisation
from db.resources import resource

NAME_WORD = "含个人信息"
"""What a file that holds names says in its own name (design §6)."""

_SEPARATORS = re.compile(r"([、，,;；/\s]+)")
_GAP = r"[-\s]{0,3}"  # people write 138-0631-0005, 371083 19580312 011X and 王　军
_SPACED_ID = rf"(?=(?:\d{_GAP}){{6}}(?:[1１]{_GAP}[9９]|[2２]{_GAP}[0０]))\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ]"
_ID = re.compile(rf"(?<![0-9A-Za-z])(?:\d{{17}}[\dXx]|{_SPACED_ID})(?![0-9A-Za-z])|(?<!\d)\d{{15}}(?!\d)")
_PHONE = re.compile(rf"(?<!\d)[1１][3-9３-９]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_PLACE = re.compile(r".*?(?:村|社区|居委会|庄|屯|街道|镇|乡)")


@cache
def _compound_surnames() -> tuple[str, ...]:
    return tuple(json.loads(resource("phrases", "names.json").read_text(encoding="utf-8"))["compound_surnames"])


def person(name: str) -> str:
    """王建国 -> 王某某, 欧阳明 -> 欧阳某. A single character becomes 某."""
    surname = next((s for s in _compound_surnames() if name.startswith(s) and len(name) > len(s)), name[:1])
    return surname + "某" * min(len(name) - len(surname), 2) if len(name) > 1 else "某"


def names(text: str) -> str:
    """Each of several names, the separators kept."""
    return "".join(part if _SEPARATORS.fullmatch(part) else person(part)
                   for part in _SEPARATORS.split(text) if part)


def number(text: str) -> str:
    """The first six and last four of an identity number; any shorter number keeps its last two."""
    return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}" if len(text) >= 15 else "*" * (len(text) - 2) + text[-2:]


def phone(text: str) -> str:
    """138****0001; a landline keeps its last four."""
    return f"{text[:3]}****{text[-4:]}" if len(text) == 11 else "****" + text[-4:] if len(text) > 6 else "****"


def address(text: str) -> str:
    """As far as the village (or town): 海阳所镇东村 12 号 -> 海阳所镇东村***."""
    village = re.match(r".*?(?:村|社区|居委会)", text) or _PLACE.match(text)
    return f"{village[0] if village else ''}***"


def birth(text: str) -> str:
    """Only the year: with the identity number's visible digits a full date would give the number away."""
    return f"{text[:4]}年"


def _plain(text: str) -> str:
    """A name or number without gaps, in half width and capitals."""
    return re.sub(r"[-\s]", "", unicodedata.normalize("NFKC", text)).upper()


class _Words:
    """Words that are replaced wherever they stand in a text, however they are spaced or capitalised there."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = {plain: shown for word, shown in instead.items() if len(plain := _plain(word)) > 1}
        longest_first = sorted(self._instead, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_spelled, longest_first))) if longest_first else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def hide(self, text: str) -> str:
        """The text with every such word replaced."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._instead.get(_plain(found[0]), "***"), text)


def _spelled(plain: str) -> str:
    """The pattern of a word; its letters and digits in full width and small letters as well."""
    return _GAP.join(re.escape(char) if char > "~" else _forms(char) for char in plain)


def _forms(char: str) -> str:
    both = {char, char.lower()}
    return "[" + "".join(map(re.escape, sorted(both | {chr(ord(one) + 0xFEE0) for one in both}))) + "]"


_BY_KIND: dict[str, Callable[[str], str]] = {
    "name": names, "id": number, "phone": phone, "address": address, "birth": birth}


class Mask:
    """How one record is hidden: its people's names are replaced wherever they stand in its texts."""

    def __init__(self, record: Record, item: Item = CASE) -> None:
        hidden: dict[str, str] = {}
        for field, row in _everything(item, record):
            if field.mask == "name" and row.get(field.key) and not _public(field, row):
                hidden |= _each_name(row[field.key])
        self._names = _Words(hidden)

    def value(self, field: Field, value: object, row: Record) -> object:
        """A declared value as it may be shown; codes, amounts and the like are left alone, secrets left out."""
        if field.mask == "secret":
            return None
        if not isinstance(value, str) or field.kind not in (Kind.TEXT, Kind.LONG, Kind.DATE):
            return value
        if field.mask:
            return value if _public(field, row) else _BY_KIND[field.mask](value)
        return value if field.kind is Kind.DATE else self.text(value)

    def text(self, text: str) -> str:
        """Free text without the names of the people of this case, identity numbers and mobile numbers."""
        text = _ID.sub(lambda found: number(_plain(found[0])), self._names.hide(text))
        return _PHONE.sub(lambda found: phone(_plain(found[0])), text)

    def joined(self, parties: Iterable[Record]) -> list[str]:
        """The names of parties as they may be shown."""
        name = PARTY.fields["name"]
        return [str(self.value(name, party["name"], party)) for party in parties if party.get("name")]


class NoMask(Mask):
    """Everything is shown; without ``secrets`` what is no matter of lists (health, crime) is left out all the same."""

    def __init__(self, secrets: bool = True) -> None:
        super().__init__({})
        self._secrets = secrets

    def value(self, field: Field, value: object, row: Record) -> object:
        return None if field.mask == "secret" and not self._secrets else value

    def text(self, text: str) -> str:
        return text


class Restricted:
    """The files that stand in counts only (Secrecy.RESTRICTED), and how the people they are about stay unnamed.

    Such a person may be named in anybody's free text, so names and numbers are taken out of every record, masked or not.
    """

    def __init__(self, files: Iterable[tuple[Item, Record]]) -> None:
        self._uids: set[str] = set()
        hidden: dict[str, str] = {}
        for item, record in files:
            self._uids.add(record["uid"])
            for field in item.sections[0].fields:  # who it is; later sections name staff
                if (value := record.get(field.key)) and field.mask == "name":
                    hidden |= dict.fromkeys(_each_name(value), "某某")
                elif value and field.mask in ("id", "phone"):
                    hidden[value] = "***"
        self._words = _Words(hidden)

    def bars(self, item: Item, record: Record) -> bool:
        """Whether a record is such a file itself, or came out of one."""
        return item.restricted(record) or any(record.get(field.key) in self._uids for field in item
                                              if field.kind is Kind.LINK)

    def clean(self, item: Item, record: Record) -> Record:
        """The record with those people unnamed, its rows too."""
        if not self._words:
            return record
        return record | {field.key: self._cleaned(field, record[field.key]) for field in item if record.get(field.key)}

    def _cleaned(self, field: Field, value: object) -> object:
        if field.kind is Kind.ROWS:
            return [self.clean(BY_KEY[field.of], row) for row in value]
        if field.kind in (Kind.TEXT, Kind.LONG):
            return self._words.hide(value)
        return value


def _everything(item: Item, record: Record) -> Iterator[tuple[Field, Record]]:
    """Every field with the record or row it stands in."""
    for field in item:
        if field.kind is Kind.ROWS:
            for row in record.get(field.key) or ():
                yield from _everything(BY_KEY[field.of], row)
        else:
            yield field, record


def _public(field: Field, row: Record) -> bool:
    """An organisation's own name, number and address are nobody's personal data; its people's names are."""
    return is_organisation(row) and field.key in ("name", "id_no", "address")


def _each_name(text: str) -> Mapping[str, str]:
    return {part: person(part) for part in _SEPARATORS.split(text)
            if len(part) > 1 and not _SEPARATORS.fullmatch(part)}
