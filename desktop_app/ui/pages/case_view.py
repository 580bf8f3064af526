"""One case to read: parties, mediation, facts, agreement, and the four gates 存 报 印 卷."""

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db import codes
from db.identity import age_on
from db.items import CASE
from db.items.kinds import Gate, Problem, Record
from db.items.mediation_rules import is_organisation, side_of
from db.items.phrase import unconfirmed
from desktop_app.shown import shown
from desktop_app.ui.pages.case_state import gate_words
from desktop_app.ui.pages.record_view import Names, RecordView, Said, cell, heading, table
from desktop_app.ui.theme import COLOURS


def _party(party: Record, record: Record, names: Names) -> str:
    if is_organisation(party):
        about = [party["name"] or "", f"负责人 {party['legal_rep']}" if party["legal_rep"] else ""]
    else:
        years = age_on(party["birth"], record["event_on"])
        about = [party["name"] or "", codes.brief("sex", party["sex"]), f"{years}岁" if years is not None else "",
                 names.get(party["village"] or "", "")]
    return f'<tr>{cell(side_of(party), "　".join(filter(None, about)))}{cell("电话", party["phone"] or "")}</tr>'


def _performed(record: Record, said: Callable[[str], str]) -> str:
    return cell("期限", said("perform_due")) if record["perform_due"] else cell("情况", said("perform_status"))


def _mark(record: Record, key: str, name: str = "") -> str:
    """The words behind a text that is still a phrase."""
    if key not in unconfirmed(record):
        return ""
    return f'<p style="color:{COLOURS["amber_ink"]}; background:{COLOURS["amber_soft"]}">◆ {name}套话，请核对（F9）</p>'


def describe(record: Record, names: Names) -> str:
    """The case as rich text: parties, mediation, facts, agreement."""
    fields = CASE.fields

    def said(key: str) -> str:
        return shown(fields[key], record[key], names)

    parts = [heading("当事人"), table(_party(p, record, names) for p in record["parties"]), heading("调解"),
             table([f'<tr>{cell("受理", said("accept_date"))}{cell("调解", said("mediation_date"))}</tr>',
                    f'<tr>{cell("来源", said("source"))}{cell("地点", said("mediation_place"))}</tr>'])]
    if record["summary"]:
        parts.append(f'<p>{escape(record["summary"])}</p>{_mark(record, "summary")}')
    parts.append(_mark(record, "process_note", "调解记录是"))
    if record["result"] == "success":
        parts += [heading("协议"), f'<p>{escape(record["agreement_text"] or "")}</p>' if record["agreement_text"] else "",
                  _mark(record, "agreement_text"),
                  table([f'<tr>{cell("形式", said("agreement_form"))}{cell("金额", said("amount"))}</tr>',
                         f'<tr>{cell("履行", said("perform_mode"))}{_performed(record, said)}</tr>'])]
    elif record["result"] == "failure":
        parts += [heading("没有调成"), table([f'<tr>{cell("原因", record["fail_reason"] or "")}</tr>',
                                          f'<tr>{cell("告知", record["advised_remedy"] or "")}</tr>']),
                  _mark(record, "fail_reason", "原因是"), _mark(record, "advised_remedy", "告知是")]
    if record["one_line"]:
        parts.append(f'<p style="color:{COLOURS["muted"]}; font-size:small">登记时的原话：{escape(record["one_line"])}</p>')
    return "".join(parts)


class CaseView(RecordView):
    """The case beside the list. ``confirm``: its phrase texts were read and found right."""

    confirm = Signal()

    GATES = (Gate.SAVE, Gate.REPORT, Gate.PRINT, Gate.ARCHIVE)
    AGAIN = "再来一件 F6"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CASE, parent)
        self.checked = QPushButton("套话核对过了 F9")
        self.checked.setAccessibleName("套话核对过了")
        self.checked.setProperty("look", "compact")
        self.checked.hide()
        self.checked.clicked.connect(self.confirm)
        self.actions.add(self.checked)

    def show_record(self, record: Record, problems: list[Problem], names: Names,
                    links: Iterable[tuple[str, str, str]] = ()) -> None:
        super().show_record(record, problems, names, links)
        self.checked.setVisible(bool(unconfirmed(record)))

    def title_of(self, record: Record) -> str:
        kind = codes.brief("dispute_type", record["dispute_type"])
        return "　".join(filter(None, (CASE.name_of(record), kind)))

    def about_of(self, record: Record, names: Names) -> Iterable[str]:
        who = names.get(record["mediator"] or "", "")
        return (record["case_no"] or "还没有编号（有了协议形式就编）", f"{who}调解" if who else "",
                "补录" if record.get("late_entry") else "", f"{record['created_by']}登记")

    def gate_words(self, record: Record, problems: list[Problem], gate: Gate) -> Said:
        return gate_words(record, problems, gate)

    def describe(self, record: Record, names: Names) -> str:
        return describe(record, names)
