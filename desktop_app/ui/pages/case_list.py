"""The list of cases: date, parties, type, result, amount, and how the case stands with the report."""

from db import codes
from db.items import CASE
from db.items.kinds import Record
from desktop_app.actions import cases
from desktop_app.actions.session import Session
from desktop_app.shown import show_date, show_money
from desktop_app.ui.pages.case_state import badge
from desktop_app.ui.pages.record_list import Columns, Row


def _row(session: Session, record: Record) -> Row:
    result = codes.brief("result", record["result"])
    form = codes.brief("agreement_form", record["agreement_form"])
    state, tone = badge(record, cases.problems_of(session, record))
    cells = (show_date(record["event_on"]), CASE.name_of(record), codes.brief("dispute_type", record["dispute_type"]),
             f"{result}·{form}" if form else result, show_money(record["amount"]), state)
    return Row(record["uid"], cells, tone)


CASE_COLUMNS = Columns(CASE, ("日期", "当事人", "类型", "结果", "金额", "上报"), (98, 0, 124, 120, 88, 146), _row,
                       right=frozenset({4}), give=(4, 2, 3))
"""Amount, type and result give way when there is no room."""
