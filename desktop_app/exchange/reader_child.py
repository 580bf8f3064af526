"""The process that opens a stranger's workbook: it holds nothing, may use little, and may die without harm.

Speaks with its parent over a pipe in JSON, never in pickles. Imports as little as it can.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection

MEMORY = 1 << 30  # bytes on top of what the process has when it starts
CPU = 30  # seconds
SHEETS = 20


def run(pipe: Connection) -> None:
    """Receive the bytes of a file, send its sheets or {"error": …}."""
    data = pipe.recv_bytes()
    try:
        from python_calamine import CalamineWorkbook  # before the limits, so that they only measure the file

        _limit()
        answer = {"sheets": _sheets(CalamineWorkbook, data)}
    except MemoryError:
        answer = {"error": "memory"}
    except Exception as error:  # noqa: BLE001 — whatever the library says about a damaged file
        answer = {"error": f"{type(error).__name__}: {error}"}
    pipe.send_bytes(json.dumps(answer).encode())
    pipe.close()


def _limit() -> None:
    """On Linux: address space, processor time, no core file. Elsewhere the parent's clock and the preflight."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    for what, most in ((resource.RLIMIT_AS, used + MEMORY), (resource.RLIMIT_CPU, CPU), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _sheets(workbook: type, data: bytes) -> list:
    import io

    book = workbook.from_filelike(io.BytesIO(data))
    return [[name, [[_plain(cell) for cell in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]]
            for name in book.sheet_names[:SHEETS]]


def _plain(cell: object) -> object:
    """str, number and bool as they are; a date as ["date", text]."""
    if isinstance(cell, datetime):
        return ["date", cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")]
    if isinstance(cell, (date, time, timedelta)):
        return ["date", str(cell)]
    return cell
