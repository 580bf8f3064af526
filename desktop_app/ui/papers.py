"""Cases and blank forms on paper: the pages of every document, handed to the preview."""

from PySide6.QtWidgets import QWidget

from db import clock
from db.database import Store
from db.errors import KnownError
from desktop_app.actions.printing import blank_pages, doubts_for, pages_for
from desktop_app.printing.documents import DOCUMENTS
from desktop_app.ui import messages
from desktop_app.ui.preview import PreviewDialog


def preview_blank(store: Store, parent: QWidget) -> None:
    """One sheet of every document, empty, to be filled with a pen."""
    PreviewDialog({key: blank_pages(store, key) for key in DOCUMENTS}, "空白单", parent).exec()


def preview_cases(store: Store, uids: list[str], parent: QWidget) -> None:
    """Every document of these cases, with what makes one of them doubtful."""
    try:
        pages = {key: pages_for(store, uids, key) for key in DOCUMENTS}
        doubts = {key: doubts_for(store, uids, key) for key in DOCUMENTS}
        name = f"{clock.today().isoformat()} {len(uids)}件"
        PreviewDialog(pages, name, parent, doubts).exec()
    except KnownError as error:
        messages.problem(parent, error)
