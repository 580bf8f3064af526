"""How the person at this desk sees best: text size, contrast, pointer. Kept with each record book."""

from dataclasses import asdict, dataclass

from db.database import Store

SMALLEST, LARGEST, STEP = 16, 30, 2
"""Base text size in points: the range of the zoom, and how far one step goes."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Base text size in points, and what helps old eyes besides. The names are those of the settings."""

    points: float = float(SMALLEST)
    high_contrast: bool = False
    large_pointer: bool = False  # and a wide caret


def sight_of(store: Store) -> Sight:
    """As it was last chosen in that book."""
    return Sight(**{name: store.settings.get(name, usual) for name, usual in asdict(Sight()).items()})


def keep_sight(store: Store, sight: Sight) -> None:
    """Remember it with a book; one that has it already is not touched."""
    if sight_of(store) == sight:
        return
    with store.writing():
        for name, value in asdict(sight).items():
            store.settings.set(name, value)
