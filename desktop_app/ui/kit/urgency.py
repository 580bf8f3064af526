"""How urgent a date is, as a tone and a word: the same on 今日, in lists and on a person's page."""

from datetime import date

from db import clock
from desktop_app.ui.theme import Tone


def urgency(on: date) -> tuple[Tone, str]:
    """已过 3 天, 今天, 还有 5 天."""
    days = (on - clock.today()).days
    if days < 0:
        return Tone.LATE, f"已过 {-days} 天"
    return (Tone.DOUBT, "今天") if days == 0 else (Tone.INFO, f"还有 {days} 天")
