"""The log of bugs: which error, in which file and line. Never a message and never a value, which may name people."""

import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from desktop_app import __version__

_ROOT = Path(__file__).resolve().parent.parent


def note(error: BaseException, data: Path) -> Path | None:
    """Append an error to ``data``/logs/<month>.log, or to the temporary folder; None where neither can be written."""
    lines = [f"{datetime.now().isoformat(timespec='seconds')} 随录 {__version__}", *_frames(error), ""]
    for folder in (data / "logs", Path(tempfile.gettempdir()) / "suilu-logs"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{datetime.now():%Y-%m}.log"
            with open(file, "a", encoding="utf-8") as log:
                log.write("\n".join(lines) + "\n")
            return file
        except OSError:
            continue
    return None


def _frames(error: BaseException) -> list[str]:
    """The error and what led to it, innermost first."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
                  for frame in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


def _short(filename: str) -> str:
    """Path within the program; only the name of a file elsewhere, since a path may name its owner."""
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
