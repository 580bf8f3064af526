"""``python -m tests.keys`` prints the table of keys of the standard cases."""

import os
import sys
import tempfile
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.keys.measure import DEPTHS, measure
from tests.keys.table import printed


def main() -> int:
    """Measure every depth in a book of its own."""
    rows = []
    for depth in DEPTHS:
        with tempfile.TemporaryDirectory() as folder:
            rows += measure(depth, Path(folder))[0]
    print(printed(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
