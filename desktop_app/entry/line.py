"""What one typed line was understood to mean."""

from dataclasses import dataclass
from typing import NamedTuple


class Known(NamedTuple):
    """A person of the directory, as the parser needs it."""

    uid: str
    name: str
    about: str = ""  # village and the like, to tell namesakes apart


@dataclass(frozen=True, slots=True)
class Guess:
    """One party. ``name`` is what will be saved and is never empty, ``typed`` what stood in the line."""

    name: str
    typed: str
    kind: str  # 'natural' | 'legal' | 'other_org', codes of resources/codes/party_kind.json
    person_uid: str | None = None
    phone: str | None = None
    id_no: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as understood; whatever was not understood is None or empty and stays in ``rest``.

    ``amount`` is in 分, ``date`` ISO text, ``type`` a code of resources/codes/dispute_type.json. ``doubtful`` names
    the keys whose value is a guess that a person should look at: parties, type, form, success, amount, date.
    """

    text: str
    parties: tuple[tuple[Guess, ...], ...] = ()
    type: str | None = None
    form: str | None = None
    success: bool | None = None
    amount: int | None = None
    date: str | None = None
    performance: str | None = None
    rest: str = ""
    doubtful: frozenset[str] = frozenset()
    date_note: str = ""
    matter: str = ""  # what the quarrel is about, in the typist's own words: all that is neither name, date,
    #                   form, result nor money, in order; becomes 纠纷简要情况
    other: tuple[tuple[Guess, ...], ...] = ()  # parties as another reading has them that is as likely, else empty
