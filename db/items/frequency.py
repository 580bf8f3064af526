"""How often a person has to report or be visited: by level of management or class of help (all local, all settings)."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.items.correction_rules import LEVEL_LIMITS, VISIT_LIMITS


@dataclass(frozen=True, slots=True)
class Frequency:
    """``what`` is due so many days (``limits``: value of the field ``by`` -> limit) after the last entry of
    ``register``, or after the date field ``since`` where there is none yet."""

    what: str
    register: str
    by: str
    limits: Mapping[str, str]
    since: str


FREQUENCIES: dict[str, tuple[Frequency, ...]] = {
    "correction": (
        Frequency("应报告", "correction_report", "level", LEVEL_LIMITS, "reported_on"),
        Frequency("应走访", "correction_visit", "level", VISIT_LIMITS, "reported_on")),
    "resettlement": (
        Frequency("应走访", "resettlement_visit", "risk", {"01": "ab_visit_key_days", "02": "ab_visit_general_days"},
                  "join_on"),),
}
