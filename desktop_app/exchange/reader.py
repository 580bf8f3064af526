"""Reading a stranger's workbook: bytes once, preflight, then a child process that may die; rows come back."""

import hashlib
import json
import multiprocessing
import os
from dataclasses import dataclass
from pathlib import Path

from db.errors import BadWorkbook, NotFound
from desktop_app.exchange import preflight, reader_child

Value = str | int | float | bool | None
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DateCell:
    """A real date in a cell: ISO text."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows from row 1 on, each from column A on; an empty cell is ''."""

    name: str
    rows: list[list[Value | DateCell]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What a file held; ``sha256`` tells the same file again."""

    sheets: list[Grid]
    sha256: str


def read(path: Path, seconds: float = SECONDS) -> Workbook:
    """All sheets of an .xlsx or .xls. Raises NotFound or BadWorkbook; the file is only read."""
    data = _bytes(Path(path))
    preflight.kind_of(data)
    answer = _ask_child(data, seconds)
    if "error" in answer:
        raise _sentence(answer["error"])
    sheets = [Grid(name, [[DateCell(cell[1]) if isinstance(cell, list) else cell for cell in row] for row in rows])
              for name, rows in answer["sheets"]]
    return Workbook(sheets, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    """Read once; everything after works on the same bytes, whatever happens to the file meanwhile."""
    try:
        with open(path, "rb") as file:
            return file.read(preflight.FILE_LIMIT + 1)
    except FileNotFoundError:
        raise NotFound(f"找不到文件：{path}。", "请核对文件名，或重新选一次。") from None
    except PermissionError:
        if os.path.isdir(path):
            raise BadWorkbook(f"“{path.name}”是一个文件夹，不是表格。", "请选里面的表格文件。") from None
        raise BadWorkbook(f"打不开“{path.name}”，它可能正在 WPS 或 Excel 里打开着。", "请关掉那张表格再试。") from None
    except IsADirectoryError:
        raise BadWorkbook(f"“{path.name}”是一个文件夹，不是表格。", "请选里面的表格文件。") from None
    except OSError as error:
        raise BadWorkbook(f"读“{path.name}”时出错（{error.strerror}）。", "请把文件拷到桌面再试。") from None


def _ask_child(data: bytes, seconds: float) -> dict:
    """Start the child, hand it the bytes, wait for its answer at most ``seconds``."""
    context = multiprocessing.get_context("spawn")  # no copy of our memory, database or window in the child
    here, there = context.Pipe()
    child = context.Process(target=reader_child.run, args=(there,), daemon=True)
    child.start()
    there.close()
    try:
        here.send_bytes(data)
        if not here.poll(seconds):
            return {"error": "time"}
        return json.loads(here.recv_bytes())
    except (EOFError, OSError, ValueError):
        return {"error": "died"}
    finally:
        here.close()
        child.kill()
        child.join()
        child.close()


def _sentence(error: str) -> BadWorkbook:
    if error in ("time", "memory", "died"):
        reason = {"time": "读了很久还没读完", "memory": "读它要用的内存太多", "died": "读到一半停住了"}[error]
        return BadWorkbook(f"这张表格{reason}，可能坏了或者太大，没有读入。", preflight.SAVE_AS)
    if "assword" in error or "ncrypt" in error:
        return BadWorkbook("这张表格设了密码，读不出来。", "请用 WPS 打开，取消密码，另存为 .xlsx 再读。")
    return BadWorkbook("这张表格读不出来，可能坏了。", preflight.SAVE_AS)
