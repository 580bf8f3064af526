"""One case as the forms need it: the words for its codes, links, dates and money.

Nothing is invented: an unknown value is an empty text, and an empty text is a place to write on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.codes import choices, label
from db.identity import IdCard, age_on, read_id_card
from db.items import CASE
from db.items.kinds import Record
from db.items.mediation_rules import is_organisation, side_of
from desktop_app.printing.words import in_words


@dataclass(frozen=True, slots=True)
class CasePrint:
    """A case record, the names behind its links (uid -> name of committees, mediators, villages), and whether
    it belongs to the sample office, whose papers must say so.
    """

    record: Record = field(default_factory=CASE.blank)
    names: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False

    def text(self, key: str) -> str:
        """What a field says, in words; '' when it says nothing."""
        return in_words(CASE.fields[key], self.record.get(key), self.names)

    def boxes(self, key: str) -> str:
        """The codes of a field as boxes to tick by hand."""
        return " ".join(f"□{code.brief}" for code in choices(CASE.fields[key].of))

    @property
    def number(self) -> str:
        return self.record.get("case_no") or ""

    @property
    def qr(self) -> str:
        """What the QR code of the case says; '' for a form without a case."""
        uid = self.record.get("uid")
        return f"SUILU:{uid}:{self.number}" if uid else ""

    @property
    def parties(self) -> list["PartyPrint"]:
        """The parties in order; an empty form has room for two."""
        rows = self.record.get("parties") or []
        empty = [{"role": "applicant"}, {"role": "respondent"}]
        return [PartyPrint(row, self) for row in [*rows, *empty[len(rows):]]]

    @property
    def day(self) -> str | None:
        """The day on which the ages on the papers are counted, ISO."""
        dates = (self.record.get(key) for key in ("agreement_date", "mediation_date", "accept_date"))
        return next((day for day in dates if day), None)

    @property
    def money(self) -> str:
        """300.00 元（大写：叁佰元整）; '' when no amount was stated, which is not the same as 0."""
        from desktop_app.entry.money import spell_money

        amount = self.record.get("amount")
        if amount is None:
            return ""
        return f"{amount / 100:,.2f} 元（大写：{spell_money(amount)}）" if amount else "0 元"


@dataclass(frozen=True, slots=True)
class PartyPrint:
    """One party of a case in words."""

    record: Record
    case: CasePrint

    @property
    def side(self) -> str:
        return side_of(self.record)

    @property
    def organisation(self) -> bool:
        return is_organisation(self.record)

    @property
    def name(self) -> str:
        return self.record.get("name") or ""

    @property
    def caption(self) -> str:
        """Whose signature: 甲方 高兴民."""
        return f"{self.side} {self.name}".strip() + "："

    def text(self, key: str) -> str:
        return self.record.get(key) or ""

    @property
    def sex(self) -> str:
        code = self.record.get("sex") or self._card.sex
        return label("sex", code) if code in ("1", "2") else ""

    @property
    def ethnicity(self) -> str:
        return label("ethnicity", self.record.get("ethnicity"))

    @property
    def age(self) -> str:
        """Full years on the day of the agreement; '' where birth or day are unknown."""
        years = age_on(self.record.get("birth") or self._card.birth, self.case.day)
        return "" if years is None else str(years)

    @property
    def address(self) -> str:
        """Village and address, the village said once."""
        village = self.case.names.get(self.record.get("village") or "", "")
        address = self.text("address")
        return address if village in address else village + address

    @property
    def agent(self) -> str:
        """代理人：某某（特别授权代理）; '' without one."""
        if not self.text("agent"):
            return ""
        power = label("agent_power", self.record.get("agent_power"))
        return f"代理人：{self.text('agent')}" + (f"（{power}）" if power else "")

    @property
    def _card(self) -> IdCard:
        number = self.text("id_no") if self.record.get("id_type") in (None, "id_card") else ""
        return read_id_card(number)
