"""Records and blank forms on paper: the pages of every document, handed to the preview."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from db import clock
from db.database import Store
from db.errors import KnownError
from db.items import CASE, Item
from desktop_app.actions.papers import doubts_of, pages_of, records_to_print
from desktop_app.actions.printing import blank_pages, doubts_for, pages_for
from desktop_app.actions.report_text import Report
from desktop_app.exchange.summary import Line
from desktop_app.printing.documents import DOCUMENTS, REPORTS, documents_of
from desktop_app.ui import messages
from desktop_app.ui.preview import PreviewDialog


def preview_blank(store: Store, parent: QWidget) -> None:
    """One sheet of every document, empty, to be filled with a pen."""
    PreviewDialog({key: blank_pages(store, key) for key in DOCUMENTS}, "空白单", parent).exec()


def preview_records(store: Store, item: Item, uids: list[str], parent: QWidget) -> None:
    """Every document of these records, with what makes one of them doubtful or was kept out of it."""
    try:
        (_cases if item is CASE else _others)(store, item, uids, parent).exec()
    except KnownError as error:
        messages.problem(parent, error)


def _cases(store: Store, item: Item, uids: list[str], parent: QWidget) -> PreviewDialog:
    pages = {key: pages_for(store, uids, key) for key in DOCUMENTS}
    doubts = {key: doubts_for(store, uids, key) for key in DOCUMENTS}
    return PreviewDialog(pages, f"{clock.today().isoformat()} {len(uids)}件", parent, doubts)


def _others(store: Store, item: Item, uids: list[str], parent: QWidget) -> PreviewDialog:
    chosen = records_to_print(store, item, uids)
    notes = [chosen.note] if chosen.note else []
    documents = documents_of(item)
    pages = {key: pages_of(chosen.papers, key) for key in documents}
    doubts = {key: [*notes, *doubts_of(chosen.papers, key)] for key in documents}
    return PreviewDialog(pages, f"{clock.today().isoformat()} {len(chosen.papers)}份", parent, doubts)


def preview_report(report: Report, lines: Sequence[Line], month_word: str, footer: Sequence[str], parent: QWidget) -> None:
    """The report in words and its summary, as they will be on paper."""
    rows = [(line.group, (str(line.number), f"　其中：{line.label}" if line.child else line.label, line.unit,
                          *("" if n is None else f"{n}" for n in (line.month, line.year, line.last_year, line.end)),
                          line.definition))
            for line in lines]
    pages = {"report": REPORTS["report"].pages(report.title, report.paragraphs, report.about),
             "summary": REPORTS["summary"].pages(report.title.replace("工作情况", "汇总表"), month_word, rows, footer)}
    PreviewDialog(pages, report.title, parent).exec()
