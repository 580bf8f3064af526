"""Where the files shipped with the program lie, in the source tree and in the frozen program alike."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of a shipped file, for example ``resource("codes", "dispute_type.json")``."""
    return _ROOT.joinpath(*parts)
