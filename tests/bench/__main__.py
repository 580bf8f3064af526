"""Run every bench_*.py beside this file and print one table. Words on the command line choose among them."""

import importlib
import os
import sys
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.row import Row


def rows(chosen: list[str]) -> list[Row]:
    """Rows of all benchmarks whose name holds one of the chosen words."""
    found: list[Row] = []
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if not chosen or any(word in path.stem for word in chosen):
            print(f"{path.stem} …", file=sys.stderr, flush=True)
            found += importlib.import_module(f"tests.bench.{path.stem}").run()
    return found


def table(found: list[Row]) -> str:
    """The rows as text, numbers right."""
    lines = [("", "ours ms", "floor ms", "ratio", "floor")]
    lines += [(r.what, f"{r.ours:.2f}", f"{r.floor:.2f}", f"{r.ratio:.1f}", r.floor_is) for r in found]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(f"{a:<{widths[0]}}  {b:>{widths[1]}}  {c:>{widths[2]}}  {d:>{widths[3]}}  {e}"
                     for a, b, c, d, e in lines)


if __name__ == "__main__":
    print(table(rows(sys.argv[1:])))
