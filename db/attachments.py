"""Files that belong to a record: copied beside the database under their hash, never linked.

The copy is durable before the row that names it: a crash in between leaves a file that nobody names, never a row
without its file. What is taken off a record keeps its file, so that it can be brought back.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from db import repository
from db.clock import now
from db.database import Store
from db.durable import sync_folders
from db.errors import KnownError, NotFound, Unwritable
from db.items.kinds import Item

FOLDER = "attachments"
LARGEST = 50 * 1024 * 1024  # bytes
PROGRAMS = {".exe", ".com", ".bat", ".cmd", ".js", ".vbs", ".ps1", ".scr", ".lnk", ".msi", ".jar", ".hta", ".reg"}
_PIECE = 1024 * 1024
_COLUMNS = "uid, name, sha256, size, added_at, added_by"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a record; ``name`` as the person called it, ``size`` in bytes."""

    uid: str
    name: str
    sha256: str
    size: int
    added_at: str
    added_by: str


def _place(store: Store, sha256: str, name: str) -> Path:
    return store.folder / FOLDER / sha256[:2] / (sha256 + Path(name).suffix.lower())


def path_of(store: Store, attachment: Attachment) -> Path:
    """Where the copy lies. Raises NotFound when it is gone."""
    path = _place(store, attachment.sha256, attachment.name)
    if not path.is_file():
        raise NotFound(f"附件“{attachment.name}”的文件不见了。", "请从备份里找回 attachments 文件夹。")
    return path


def add(store: Store, item: Item, record: str, file: Path, who: str) -> Attachment:
    """Copy a file and note it at a stored record (uid). Raises KnownError for what cannot be an attachment."""
    file = Path(file)
    _refuse(file)
    repository.get(store, item, record)  # NotFound
    sha256, size = _copy(store, file)
    made = Attachment(str(uuid4()), file.name, sha256, size, now(), who)
    with store.writing():
        store.db.execute_sql(
            f"INSERT INTO attachment (item, record, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (item.key, record, made.uid, made.name, sha256, size, made.added_at, who))
        repository.note(store, item.key, record, who, {}, {"attachment": made.name})
    return made


def _refuse(file: Path) -> None:
    if not file.is_file():
        raise NotFound(f"没有这个文件：{file.name}。", "请重新选一个；文件夹不能当附件。")
    if file.suffix.lower() in PROGRAMS:
        raise KnownError(f"“{file.name}”是程序，不能当附件。", "请选照片、文档或表格。")
    size = file.stat().st_size
    if not size:
        raise KnownError(f"“{file.name}”是空的。", "请看看原来的文件能不能打开。")
    if size > LARGEST:
        raise KnownError(f"“{file.name}”有 {size // 1024 // 1024} 兆，太大了。", f"一个附件不超过 {LARGEST // 1024 // 1024} 兆。")


def _copy(store: Store, file: Path) -> tuple[str, int]:
    """(hash, size) of a durable copy; the same content lies there once."""
    folder = store.folder / FOLDER
    part = folder / f"{uuid4().hex}.part"
    digest, size = hashlib.sha256(), 0
    try:
        folder.mkdir(exist_ok=True)
        with open(file, "rb") as source, open(part, "wb") as copy:
            for piece in iter(lambda: source.read(_PIECE), b""):
                digest.update(piece)
                size += copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        target = _place(store, digest.hexdigest(), file.name)
        target.parent.mkdir(exist_ok=True)
        if not target.is_file() or _hash(target) != digest.hexdigest():  # Windows replaces no file that is open
            os.replace(part, target)
            sync_folders(target.parent, folder, store.folder)
    except OSError as error:
        raise Unwritable(f"附件没有存上（{error.strerror or error}）。", "请看看原来的文件能不能打开、磁盘还有没有空间，再试一次。") from error
    finally:
        with suppress(OSError):  # gone already, or never made
            part.unlink()
    return digest.hexdigest(), size


def of(store: Store, record: str) -> list[Attachment]:
    """The files of a record, in the order in which they came."""
    return [Attachment(*row) for row in store.rows(
        f"SELECT {_COLUMNS} FROM attachment WHERE record = ? AND removed_at IS NULL ORDER BY id", record)]


def remove(store: Store, attachment: Attachment, who: str) -> None:
    """Take a file off its record; ``put_back`` brings it back."""
    _mark(store, attachment, who, now())


def put_back(store: Store, attachment: Attachment, who: str) -> None:
    """Bring a file back that was taken off."""
    _mark(store, attachment, who, None)


def _mark(store: Store, attachment: Attachment, who: str, at: str | None) -> None:
    with store.writing():
        store.db.execute_sql("UPDATE attachment SET removed_at = ? WHERE uid = ?", (at, attachment.uid))
        item, record = store.rows("SELECT item, record FROM attachment WHERE uid = ?", attachment.uid)[0]
        name = {"attachment": attachment.name}
        repository.note(store, item, record, who, *((name, {}) if at else ({}, name)))


def verify(store: Store) -> list[str]:
    """What is wrong with the copies, as sentences: missing, changed, or named by nobody."""
    named = {_place(store, sha256, name): (name, sha256)
             for name, sha256 in store.rows("SELECT name, sha256 FROM attachment")}
    faults = []
    for path, (name, sha256) in named.items():
        if not path.is_file():
            faults.append(f"附件“{name}”的文件不见了")
        elif _hash(path) != sha256:
            faults.append(f"附件“{name}”的内容变了")
    folder = store.folder / FOLDER
    strange = sorted(path for path in folder.rglob("*") if path.is_file() and path not in named)
    return faults + [f"没有登记的附件文件 {path.relative_to(store.folder).as_posix()}" for path in strange]


def _hash(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
