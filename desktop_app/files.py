"""Writing a file whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from db.errors import Unwritable


def write_file(path: Path, data: bytes) -> None:
    """Replace a file by ``data``: written beside it, forced to the disk, then renamed over it.

    Whatever goes wrong, the old file is still there and nothing half-written is left.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise Unwritable(*_sentences(error, path)) from error


def _sentences(error: OSError, path: Path) -> tuple[str, str]:
    """What happened and what to do, for a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘满了，“{path.name}”没有写成。", "请腾出地方，或者换一个磁盘再存。"
    if not path.parent.is_dir():
        return f"文件夹“{path.parent}”不见了，“{path.name}”没有写成。", "请重新选一个文件夹再存。"
    if path.is_dir():
        return f"“{path.name}”是一个文件夹，不能当文件写。", "请换一个文件名再存。"
    if path.exists() and os.access(path.parent, os.W_OK):
        return f"“{path.name}”写不进去，可能正在别的程序里打开。", "请先关掉它，或者换一个文件名再存。"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"文件夹“{path.parent}”不让写。", "请换一个文件夹再存。"
    return f"“{path.name}”没有写成：{error.strerror}。", "请换一个文件夹再存。"
