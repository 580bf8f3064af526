"""A copy of the record book through SQLite's backup API, reopened and counted before it is called a backup."""

import os
import time
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from db.errors import Unwritable

FOLDER = "backups"


def _counts(connection: sqlite.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def of(folder: Path) -> list[Path]:
    """The backups of a data folder, the oldest first."""
    return sorted((folder / FOLDER).glob("*.db"))


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
        if os.name == "posix":  # the new name must survive a power cut as well
            directory = os.open(target.parent, os.O_RDONLY)
            os.fsync(directory)
            os.close(directory)
    except (OSError, sqlite.Error) as error:
        raise Unwritable(f"备份没有做成：{error}。", "请检查磁盘空间，原数据没有改动。") from error
    return target
