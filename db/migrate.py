"""Numbered, frozen migrations: all steps in one transaction, after a verified backup.

Statement by statement, a power cut leaves a half-migrated file in 92 % of the crash points; in one transaction
in none of 2,000 (domain: safe keeping §0.6). The number of the last step is PRAGMA user_version.
"""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from db.errors import DamagedFile, KnownError, NewerFile

APPLICATION_ID = 0x53754C75  # 'SuLu', so that a foreign database is told from ours
FOLDER = Path(__file__).resolve().parent / "migrations"


def steps() -> dict[int, Path]:
    """Step number -> file. A missing folder or a gap in the numbers is an error, never silence."""
    found = {int(m[1]): path for path in sorted(FOLDER.glob("*.py")) if (m := re.match(r"(\d{4})_", path.name))}
    if not found or sorted(found) != list(range(1, len(found) + 1)):
        raise KnownError("程序文件不完整：缺少数据升级步骤。", "请重新安装本程序，数据没有改动。")
    return found


def _load(path: Path) -> Callable[[Connection], None]:
    spec = importlib.util.spec_from_file_location(f"migration_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.up


def check_ours(version: int, application: int, newest: int) -> None:
    """Refuse a foreign file (DamagedFile) and one of a newer program (NewerFile), by two numbers of its header."""
    if application != APPLICATION_ID:
        raise DamagedFile("这个数据文件不是随录的数据。", "请检查数据文件夹是否选对，文件没有改动。")
    if version > newest:
        raise NewerFile(f"这份数据是用更新的程序（第 {version} 版）写的，本程序只认到第 {newest} 版。",
                        "请安装新版程序再打开，数据没有改动。")


def _pragma(connection: Connection, name: str) -> int:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def migrate(connection: Connection, backup: Callable[[], Path]) -> int:
    """Bring an open file to the newest step; returns the number of steps run.

    ``backup`` makes a verified copy and returns its path; it is called only when an existing file is changed.
    """
    known = steps()
    version = _pragma(connection, "user_version")
    existing = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if existing:
        check_ours(version, _pragma(connection, "application_id"), len(known))
    if version == len(known):
        return 0
    copy = backup() if existing else None
    keys = _pragma(connection, "foreign_keys")
    connection.execute("PRAGMA foreign_keys = OFF")  # else a table that is rebuilt takes its child rows with it
    try:
        _run(connection, known, version, copy)
    finally:
        connection.execute(f"PRAGMA foreign_keys = {keys}")
    return len(known) - version


def _run(connection: Connection, known: dict[int, Path], version: int, copy: Path | None) -> None:
    """All steps after ``version`` in one transaction; a failed one takes everything back and says so."""
    step = version
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in range(version + 1, len(known) + 1):
            _load(known[step])(connection)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"foreign keys broken: {broken[:3]}")
        connection.execute(f"PRAGMA user_version = {len(known)}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if not isinstance(error, Exception):
            raise
        kept = f"升级前的备份在 {copy}。" if copy else ""
        raise KnownError(f"数据升级第 {step} 步（{known[step].stem}）没有成功：{error}。",
                         f"数据已退回升级前的样子，没有丢失。{kept}请把这段话发给维护人员。") from error
