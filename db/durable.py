"""Names that survive a power cut."""

import os
from pathlib import Path


def sync_folders(*folders: Path) -> None:
    """A new name in a folder is durable only when the folder is written out, and those that lead to it if they are new."""
    for folder in folders if os.name == "posix" else ():  # Windows has no handle for a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
