"""Above the list of cases: what every list has, and 待上报 as one of the states."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from db.items import CASE
from db.items.kinds import Field
from db.repository import Filter
from desktop_app.ui.pages.record_filters import RecordFilters

WAITING = "waiting"  # of the states: all that has not been acknowledged, as the status line counts it


class CaseFilters(RecordFilters):
    """Month, state, village, mediator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CASE, ("report_state", "village", "mediator"), parent)
        self.state = self.choices["report_state"]

    def word_of(self, field: Field) -> str:
        return "状态" if field.key == "report_state" else field.label

    def entries(self, field: Field, names: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
        waiting = [("待上报", WAITING)] if field.key == "report_state" else []
        return waiting + super().entries(field, names)

    def wanted(self) -> Filter:
        found = super().wanted()
        if found.equal.get("report_state") != WAITING:
            return found
        equal = {key: value for key, value in found.equal.items() if key != "report_state"}
        return replace(found, equal=equal, unequal={"report_state": "accepted"})
