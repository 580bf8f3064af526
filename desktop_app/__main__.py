"""Start of the program: the window, or with a verb the command line."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments (default: those of the process); returns the exit code."""
    multiprocessing.freeze_support()  # a child of the frozen program must not become a second window
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # there is none in a windowed program
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from desktop_app import cli

    return cli.run(sys.argv[1:] if argv is None else list(argv))


if __name__ == "__main__":
    sys.exit(main())
