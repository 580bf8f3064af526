"""Putting a finished file in its place: whole or not at all, never over a file that is open elsewhere."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from db.durable import sync_folders
from db.errors import KnownError, Unwritable

_TRIES = 3  # virus scanners hold a new file for a moment (safe_keeping.md §3.4)
_PAUSE = 0.2  # seconds
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def put(target: Path, make: Callable[[Path], object], noun: str = "表格", ending: str = ".xlsx") -> None:
    """Let ``make`` write a file in a folder of its own beside ``target``, then move it there in one step.

    Whatever ``make`` raises leaves ``target`` as it was and nothing beside it. Raises KnownError or Unwritable
    for a folder that is missing, read-only or full, and for a target that is open in another program or is not
    named with ``ending``: a record book must not be replaced. ``noun`` is what the sentences call the file.
    """
    target = Path(target)
    workshop = None
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            raise Unwritable(f"“{target}”不是普通的文件，没有覆盖它。", "请换一个文件名。")
        if target.is_file() and target.suffix.lower() != ending:
            raise Unwritable(f"已经有一个“{target.name}”，它不是 {ending} 文件，没有覆盖它。", "请换一个文件名。")
        refuse_open(target, noun)
        workshop = _workshop(target.parent)
        draft = workshop / "draft"
        make(draft)
        with open(draft, "rb+") as file:
            os.fsync(file.fileno())
        _move(draft, target, noun)
        sync_folders(target.parent)
    except OSError as error:
        raise _sentence(error, target, noun) from error
    finally:
        if workshop:
            shutil.rmtree(workshop, ignore_errors=True)


def _workshop(folder: Path) -> Path:
    """A folder with the rights of the one it lies in: on Windows a moved file keeps those of where it was made, and
    tempfile's folders are closed to everybody else."""
    made = folder / f".随录-{uuid4().hex[:12]}"
    made.mkdir()
    return made


def refuse_open(target: Path, noun: str = "表格") -> None:
    """Office programs leave a file beside the one they have open; Windows alone also refuses the replacement."""
    signs = (f".~lock.{target.name}#", f"~${target.name}", f".~{target.name}")  # LibreOffice, Excel/WPS, WPS for Linux
    if target.exists() and any(os.path.lexists(target.parent / sign) for sign in signs):
        raise _is_open(target, noun)


def free_name(target: Path) -> Path:
    """The first of 名称.xlsx, 名称(1).xlsx, 名称(2).xlsx … that is free."""
    number, free = 0, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}({number}){target.suffix}")
    return free


def _move(draft: Path, target: Path, noun: str) -> None:
    for attempt in range(_TRIES):
        try:
            os.replace(draft, target)
            return
        except PermissionError as error:
            if attempt == _TRIES - 1:
                if target.exists() and os.access(target.parent, os.W_OK):
                    raise _is_open(target, noun) from error
                raise
            time.sleep(_PAUSE)


def _is_open(target: Path, noun: str) -> KnownError:
    where = " WPS 或 Excel " if noun == "表格" else "别的程序"
    return KnownError(f"{noun}“{target.name}”正在{where}里打开着，没有覆盖它。",
                      f"请先关掉它再试，或者换一个名字，例如“{free_name(target).name}”。")


def _sentence(error: OSError, target: Path, noun: str) -> KnownError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unwritable(f"磁盘满了，{noun}没有写成。", "请清出一些空间，或存到别的盘上，再试一次。")
    if error.errno == errno.ENAMETOOLONG:
        return Unwritable("文件名太长，存不下。", "请取一个短一些的名字。")
    if error.errno not in _CLOSED and not os.path.isdir(target.parent):
        return Unwritable(f"文件夹不见了：{target.parent}。", "请换一个文件夹；如果是 U 盘，请重新插好再试。")
    if os.path.isdir(target):
        return Unwritable(f"“{target}”是一个文件夹，不是文件名。", "请在它后面写上文件的名字。")
    if error.errno in _CLOSED:
        return Unwritable(f"文件夹不能写入：{target.parent}。", "请换一个能写的文件夹，例如“文档”或桌面。")
    return Unwritable(f"写{noun}时出错（{error.strerror or error}）。", "请换一个文件夹再试一次。")
