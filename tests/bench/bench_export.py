"""The month's workbook of 10,000 cases, beside openpyxl writing the same cells."""

import tempfile
import time
from pathlib import Path

from desktop_app.actions import reporting
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session
from tests.bench.big_office import make
from tests.bench.row import Row

SIZE = 10_000


def _floor(cells: list[list[list[object]]], path: Path) -> float:
    """Milliseconds openpyxl takes for the same cells without a style, in its faster mode."""
    from openpyxl import Workbook

    start = time.perf_counter()
    book = Workbook(write_only=True)
    for sheet_cells in cells:
        sheet = book.create_sheet()
        for row in sheet_cells:
            sheet.append(row)
    book.save(path)
    return (time.perf_counter() - start) * 1000


def _cells(path: Path) -> list[list[list[object]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    finally:
        book.close()


def run() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as folder, make(Path(folder) / "book", SIZE) as store:
        store.db.execute_sql("UPDATE mediation_case SET report_state = 'new'")
        session = Session(store)
        for profile in reporting.layouts(session).profiles:
            start = time.perf_counter()
            done = reporting.export(session, Period("2013-01-01", "2022-12-31"), profile,
                                    Path(folder) / f"{profile.name}.xlsx")
            ours = (time.perf_counter() - start) * 1000
            assert done.records == SIZE
            floor = _floor(_cells(done.path), Path(folder) / "floor.xlsx")
            rows.append(Row(f"export 10,000 cases, {profile.name}", ours, floor, "openpyxl, the same cells"))
    return rows
