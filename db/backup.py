"""A copy of the record book through SQLite's backup API, reopened and counted before it is called a backup."""

import os
import shutil
import time
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from db.durable import sync_folders
from db.errors import NotFound, Unwritable

FOLDER = "backups"
DAILY = "每日"
KEPT = 14  # daily backups that stay
SET_ASIDE = "损坏"


def _counts(connection: sqlite.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def of(folder: Path) -> list[Path]:
    """The backups of a data folder, the oldest first."""
    return sorted((folder / FOLDER).glob("*.db"))


def day_of(copy: Path) -> str:
    """ISO date of a backup, from its name."""
    return f"{copy.name[:4]}-{copy.name[4:6]}-{copy.name[6:8]}"


def make(connection: sqlite.Connection, folder: Path, reason: str) -> Path:
    """Copy the open database to ``folder/backups``; returns the verified copy's path. Raises Unwritable."""
    target = folder / FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')} {reason}.db"
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(exist_ok=True)
        for stale in target.parent.glob("*.part*"):  # of a process that was killed
            stale.unlink()
        copy = sqlite.connect(str(part))
        try:
            connection.backup(copy)
            sound = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            same = _counts(copy) == _counts(connection)
        finally:
            copy.close()
        if not (sound and same):
            raise Unwritable("备份读回来与原数据不一致。", "请换一个磁盘再试，原数据没有改动。")
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
        sync_folders(target.parent)
    except (OSError, sqlite.Error) as error:
        raise Unwritable(f"备份没有做成：{error}。", "请检查磁盘空间，原数据没有改动。") from error
    return target


def daily(connection: sqlite.Connection, book: Path) -> Path | None:
    """The day's backup, made when the book was written to since the last one; None when it was not.

    One a day is kept, the newest, and the last KEPT of them. Raises Unwritable.
    """
    copies = of(book.parent)
    if copies and copies[-1].stat().st_mtime >= book.stat().st_mtime:
        return None
    made = make(connection, book.parent, DAILY)
    of_day = [copy for copy in copies if copy.stem.endswith(DAILY)]
    same_day = [copy for copy in of_day if copy.name[:8] == made.name[:8] and copy != made]
    for old in {*same_day, *[copy for copy in of_day if copy not in same_day][:-(KEPT - 1)]}:
        old.unlink(missing_ok=True)
    return made


def _sound(copy: Path) -> bool:
    try:
        connection = sqlite.connect(f"file:{copy.as_posix()}?mode=ro", uri=True)
        try:
            return connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        finally:
            connection.close()
    except sqlite.Error:
        return False


def restore(book: Path) -> Path:
    """Put the newest sound backup in the place of a damaged book; returns the backup that was used.

    The damaged files are set aside whole, never deleted. Nobody may have the book open. Raises NotFound, Unwritable.
    """
    copy = next((copy for copy in reversed(of(book.parent)) if _sound(copy)), None)
    if copy is None:
        raise NotFound("没有一份备份是完好的。", f"请把整个文件夹复制一份交给维护人员：{book.parent}。")
    aside = book.parent / SET_ASIDE / time.strftime("%Y%m%d-%H%M%S")
    part = book.with_suffix(".part")
    try:
        shutil.copyfile(copy, part)
        with open(part, "rb+") as file:
            os.fsync(file.fileno())
        aside.mkdir(parents=True)
        for name in (book.name, f"{book.name}-wal", f"{book.name}-shm"):
            if (book.parent / name).exists():
                os.replace(book.parent / name, aside / name)
        os.replace(part, book)
    except OSError as error:
        raise Unwritable(f"备份没有恢复成：{error}。", "请检查磁盘空间，备份和损坏的文件都没有改动。") from error
    return copy
