"""What every workbook that leaves the office says of itself: its name and its cover."""

import re

from db import repository
from db.items import COMMITTEE
from desktop_app import __version__
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session
from desktop_app.exchange import book
from desktop_app.exchange.mask import NAME_WORD


def name_of(session: Session, period: Period, what: str, with_names: bool) -> str:
    """海阳所镇司法所_2022年9月_月报_含个人信息.xlsx; sample data say so first, names say so last."""
    parts = ["样例" if session.office.get("sample") else "", session.office.get("name", ""), period.label, what,
             NAME_WORD if with_names else ""]
    return re.sub(r'[\\/:*?"<>|\s]', "", "_".join(filter(None, parts))) + ".xlsx"


def cover(session: Session, period: Period, count: int, with_names: bool, batch: str = "") -> book.Cover:
    """The cover of a workbook of ``count`` records."""
    office, sample = session.office.get("name", ""), bool(session.office.get("sample"))
    codes = (row["code"] for row in repository.records(session.store, COMMITTEE) if row.get("code"))
    return book.Cover(office, period.label, count, with_names, sample, {
        "schema_version": book.SCHEMA_VERSION, "batch_id": batch,
        "org_code": "样例" if sample else next(codes, office),
        "period": f"{period.first_day}/{period.last_day}", "app_version": __version__})
