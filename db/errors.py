"""Errors a person can do something about. Anything that is not a KnownError is a bug."""


class KnownError(Exception):
    """Something went wrong that we understand: ``what`` happened, and what ``todo`` about it.

    Both are plain Chinese sentences, shown as they are in the window and by the command line.
    """

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what + todo)
        self.what = what
        self.todo = todo


class Conflict(KnownError):
    """The record was changed elsewhere since it was read (its revision moved on)."""


class NotFound(KnownError):
    """No such record, number or file."""


class Busy(KnownError):
    """Another process holds the data folder; ``holder`` says which."""

    def __init__(self, what: str, todo: str, holder: str) -> None:
        super().__init__(what, todo)
        self.holder = holder


class NewerFile(KnownError):
    """The data file was written by a newer program; it is left untouched."""


class DamagedFile(KnownError):
    """The data file cannot be read as ours; it is left untouched."""


class Unwritable(KnownError):
    """Disk full, read-only file or folder, or a folder that vanished."""


class BadWorkbook(KnownError):
    """A workbook that is no workbook, unsafe, or of an unknown layout."""
