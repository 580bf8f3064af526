"""How slow work says how far it is, and how it is stopped."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the part done (0..1) and a word for the person waiting; raises Cancelled to stop the work."""


class Cancelled(Exception):
    """The person pressed 取消. Whoever does the work lets it pass and leaves nothing half-done."""


def unwatched(_done: float, _text: str) -> None:
    """The progress of work that nobody watches."""
