"""What the wording of an agreement says of its amount, so that nobody types it a second time."""

from functools import lru_cache

from db import clock
from db.items.kinds import Gate, Problem, Record
from desktop_app.shown import show_money


@lru_cache(maxsize=16)  # a form asks again with every key typed anywhere in it
def stated_amount(text: str | None) -> int | None:
    """The one amount in 分 that 协议内容 states plainly; None for a rate, an instalment, or sums that leave a choice."""
    from desktop_app.entry.parse import parse  # its many patterns are no matter of the first screen

    line = parse(text or "", clock.today())
    return None if "amount" in line.doubtful else line.amount


def follows(case: Record) -> Record:
    """What the wording of the agreement fills in: its amount, where nobody has stated one."""
    amount = stated_amount(case.get("agreement_text"))
    return {"amount": amount} if amount is not None and case.get("amount") is None else {}


def doubts(case: Record) -> list[Problem]:
    """An amount that is not the one in the wording: told, never refused."""
    amount = stated_amount(case.get("agreement_text"))
    if amount is None or case.get("amount") in (None, amount):
        return []
    return [Problem(("amount",), f"协议内容里写的是{show_money(amount)}元，请核对", Gate.SAVE, hard=False)]
