"""The data folder: where the record book of this user lies."""

import os
from pathlib import Path


def data_folder(chosen: str | None = None) -> Path:
    """The folder that holds the record book: ``--data``, else $SUILU_DATA, else the user's own data folder."""
    if chosen:
        return Path(chosen).expanduser().resolve()
    if from_environment := os.environ.get("SUILU_DATA"):
        return Path(from_environment).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("suilu", appauthor=False)
