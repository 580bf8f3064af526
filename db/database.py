"""Opening the record book: lock, pragmas, migration, check. One process per folder, one connection per thread.

The engine is sqlcipher3's own SQLite, never the stdlib's nor Qt's: two SQLite copies on one file lose locks.
"""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import peewee
from filelock import FileLock, Timeout
from sqlcipher3 import dbapi2 as sqlite

from db import backup, tables
from db.clock import now
from db.errors import Busy, DamagedFile, KnownError, Unwritable
from db.migrate import check_ours, migrate, steps

FILE_NAME = "suilu.db"
OLDEST_ENGINE = (3, 51, 3)  # older ones carry the WAL-reset bug
PATIENCE = 5  # seconds to wait for another program that holds the file
QUICK = 16_000_000  # bytes that are checked within a tenth of a second; a bigger file only after an unclean end
PRAGMAS = (
    ("journal_mode", "wal"), ("synchronous", "FULL"), ("foreign_keys", "ON"), ("trusted_schema", "OFF"),
    ("secure_delete", "ON"), ("cell_size_check", "ON"), ("mmap_size", 0), ("temp_store", "MEMORY"),
)
_EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


class CipherDatabase(peewee.SqliteDatabase):
    """peewee on sqlcipher3, with our pragmas asserted on every connection."""

    def _connect(self) -> sqlite.Connection:
        connection = sqlite.connect(self.database, timeout=self._timeout, isolation_level=None,
                                    **self.connect_params)
        try:
            self._add_conn_hooks(connection)
            for pragma, expected in _EXPECTED.items():
                got = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
                if got != expected:
                    raise KnownError(f"数据库设置 {pragma} 没有生效（{got}）。", "请不要把数据放在网络盘上。")
        except BaseException:
            connection.close()
            raise
        return connection


def _vanished(folder: Path) -> Unwritable:
    return Unwritable(f"数据文件夹不见了：{folder}。", "如果是移动硬盘，请重新插好再试；还不行，就关掉本程序重新打开。")


def _damaged(folder: Path) -> DamagedFile:
    copies = backup.of(folder)
    todo = (f"最近的备份是 {copies[-1]}，请用它恢复。" if copies else
            f"这里没有备份，请把整个文件夹复制一份交给维护人员：{folder}。")
    return DamagedFile("数据文件已损坏，读不出来，文件没有改动。", todo)


def _full(folder: Path) -> bool:
    """Whether no page fits any more: then even shared memory fails, and the engine says 'disk I/O error'."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free < 65536
    return False


def _as_known(error: BaseException, folder: Path) -> KnownError | None:
    """The sentence for an error of the engine or of the disk; None when it is a bug."""
    text, number = str(error), getattr(error, "errno", None)
    if "disk is full" in text or number == errno.ENOSPC or ("disk I/O error" in text and _full(folder)):
        return Unwritable("磁盘满了，这一次没有存上。", "请清出一些空间再试一次，填写的和存过的内容都还在。")
    if "readonly" in text or number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Unwritable(f"数据文件夹不能写入：{folder}。", "请检查文件夹是否只读，或换一个能写的位置。")
    if number in (errno.EEXIST, errno.ENOTDIR):
        return Unwritable(f"这不是文件夹：{folder}。", "请核对数据文件夹的位置，换一个文件夹。")
    if not os.path.isdir(folder):  # Path.is_dir would fail where the folder above may not be read
        return _vanished(folder)
    if "not a database" in text or "malformed" in text:
        return _damaged(folder)
    if "locked" in text:
        return Busy("数据正被另一个程序占用。", "请关掉它再试一次。", "")
    if "disk I/O error" in text or "unable to open database" in text or isinstance(error, OSError):
        return Unwritable(f"读写数据文件夹时出错：{folder}。", "请检查磁盘后再试，已保存的内容没有改动。")
    return None


class Settings:
    """Office-wide settings: JSON values by key, in the record book itself."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def get(self, key: str, default: Any = None) -> Any:
        found = self._store.rows("SELECT value FROM setting WHERE key = ?", key)
        return json.loads(found[0][0]) if found else default

    def set(self, key: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False)
        with self._store.writing():
            self._store.db.execute_sql("INSERT INTO setting VALUES (?, ?) "
                                       "ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, text))


class Store:
    """An open record book. Use ``open_store``; close it, or use it in a ``with`` statement."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self._lock = lock
        self._holder = folder / "suilu.open"
        self._unclean = True  # until prepare has looked: the last process did not get to close
        self._file = folder / FILE_NAME
        self._identity: tuple[int, int] | None = None
        self.db = CipherDatabase(str(self._file), pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=PATIENCE)
        self.models = tables.build(self.db)
        self.settings = Settings(self)

    def prepare(self) -> int:
        """Look at the file before anything touches it, connect, check it, migrate; returns the steps run."""
        self._unclean = self._holder.exists()
        self._holder.write_text(json.dumps({"pid": os.getpid(), "since": now()}), encoding="utf-8")
        self._peek()
        connection = self.db.connection()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE probe (x)")  # a read-only file must be known now, not at the first save
        connection.execute("ROLLBACK")
        suspect = self._unclean or self._file.stat().st_size < QUICK
        if suspect and (fault := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite.DatabaseError(f"malformed: {fault}")
        steps_run = migrate(connection, lambda: backup.make(connection, self.folder, "升级前"))
        self._identity = self._on_disk()
        return steps_run

    def _peek(self) -> None:
        """Refuse a foreign or newer file by its header, since switching to WAL would already change it."""
        wal = self._file.with_name(FILE_NAME + "-wal")
        if not self._file.exists() or (wal.exists() and wal.stat().st_size):
            return  # new, or left by an unclean end: the engine has to read it
        with open(self._file, "rb") as file:
            header = file.read(100)
        if header.startswith(b"SQLite format 3\0") and len(header) == 100:
            pages, version, application = (int.from_bytes(header[at:at + 4]) for at in (28, 60, 68))
            if pages > 1:  # one page: no table yet, the first start was cut off
                check_ours(version, application, len(steps()))
        elif header or (self.folder / backup.FOLDER).exists():
            raise sqlite.DatabaseError("file is not a database")

    def _on_disk(self) -> tuple[int, int] | None:
        with suppress(OSError):
            found = os.stat(self._file)
            return found.st_dev, found.st_ino
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction (BEGIN IMMEDIATE), or a part of the running one; engine errors become sentences."""
        with self.translating(), self.db.atomic("IMMEDIATE"):
            yield
            # a deleted file can still be written to: without this look, saves would be acknowledged and lost
            if self.db.transaction_depth() == 1 and self._on_disk() != self._identity:
                raise _vanished(self.folder)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several SELECTs that see one state of the book, without keeping anybody from writing."""
        with self.translating(), self.db.atomic("DEFERRED"):
            yield

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn errors of the engine into KnownError; the cause may hide behind a rollback that failed in its turn."""
        try:
            yield
        except (peewee.DatabaseError, sqlite.Error) as error:
            seen: BaseException | None = error
            while seen:
                if known := _as_known(seen, self.folder):
                    raise known from error
                seen = seen.__context__
            raise

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """All rows of a SELECT; engine errors become sentences."""
        with self.translating():
            return self.db.execute_sql(sql, values).fetchall()

    def checkpoint(self) -> None:
        """Bring everything from the -wal into the .db, so that the one file is the whole book."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close_thread(self) -> None:
        """Close the calling thread's own connection (for workers)."""
        if not self.db.is_closed():
            self.db.close()

    def close(self) -> None:
        """Checkpoint, close and release the folder."""
        if not self.db.is_closed():
            with suppress(KnownError):  # a full or vanished disk: the -wal keeps what was saved
                self.checkpoint()
        self._unclean = False
        self.release()

    def release(self) -> None:
        """Close the connection and let go of the folder; a failed opening leaves the mark of an unclean end."""
        self.close_thread()
        if not self._unclean:
            with suppress(OSError):
                self._holder.unlink()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def holder(folder: Path) -> str:
    """Who has the folder open, for a sentence: 进程 4711，自 10:32 起."""
    try:
        said = json.loads((folder / "suilu.open").read_text(encoding="utf-8"))
        return f"进程 {said['pid']}，自 {said['since'].replace('T', ' ')} 起"
    except (OSError, ValueError, KeyError):
        return "另一个窗口"


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if known := _as_known(error, folder):
            raise known from error
        raise


def _take(folder: Path, wait: float) -> FileLock:
    lock = FileLock(folder / "suilu.lock")
    try:
        lock.acquire(timeout=wait, poll_interval=0.05)
    except Timeout:
        raise Busy(f"这份数据正在使用中（{holder(folder)}）。", "请切换到已经打开的窗口，或先把它关掉。",
                   holder(folder)) from None
    return lock


def open_store(folder: Path, wait: float = 0.0) -> Store:
    """Open, and if need be create, the record book in ``folder``; ``wait`` seconds for another to let go.

    Raises Busy, NewerFile, DamagedFile, Unwritable or KnownError; the file is then untouched.
    """
    if sqlite.sqlite_version_info < OLDEST_ENGINE:
        raise KnownError(f"数据库引擎太旧（{sqlite.sqlite_version}）。", "请重新安装本程序。")
    folder = Path(folder)
    with _disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(folder, _take(folder, wait))
        try:
            with store.translating():
                if store.prepare():
                    from db import people, repository  # they stand on this module

                    repository.fill_search(store)
                    people.respell(store)
        except BaseException:
            store.release()
            raise
    return store
