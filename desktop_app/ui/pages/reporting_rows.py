"""The lines of 上报统计: a badge that says how it stands, who, and when; what is missing stands first."""

from datetime import date

from db import codes
from db.items import CASE
from db.items.kinds import Problem, Record
from desktop_app.actions.reporting import Batch, Outlook
from desktop_app.shown import show_date
from desktop_app.ui.kit.row_list import Row
from desktop_app.ui.theme import Tone


def _about(record: Record) -> str:
    kind = codes.brief("dispute_type", record["dispute_type"])
    return "　".join(filter(None, (show_date(record["event_on"]), kind)))


def ready_row(outlook: Outlook, record: Record) -> Row:
    """A case that goes into the next file."""
    state = record["report_state"]
    if state == "returned":
        tone, word = Tone.LATE, "退回后再报"
    elif state == "changed":
        tone, word = Tone.INFO, "接收后又改"
    elif state == "exported":
        tone, word = Tone.PLAIN, "已导出，等回执"
    elif outlook.is_late(record):
        tone, word = Tone.DOUBT, "补报"
    else:
        tone, word = Tone.GOOD, "可上报"
    return Row(tone, word, CASE.name_of(record), _about(record), record["uid"])


def missing_row(record: Record, problem: Problem) -> Row:
    """A case that cannot go yet; it leads to the field."""
    return Row(Tone.DOUBT, problem.text, CASE.name_of(record), _about(record), record["uid"], problem.path)


def accepted_row(record: Record) -> Row:
    """A case that the upper office has acknowledged."""
    remark = "　".join(filter(None, (record["platform_no"], _about(record))))
    return Row(Tone.GOOD, "已接收", CASE.name_of(record), remark, record["uid"])


_STATES = (("exported", "等回执"), ("accepted", "已接收"), ("returned", "退回"), ("changed", "接收后又改"))


def batch_row(batch: Batch) -> Row:
    """A file that was written, and where its cases stand."""
    counted = [f"{word} {batch.states[state]} 件" for state, word in _STATES if batch.states.get(state)]
    if batch.undone:
        tone, word = Tone.PLAIN, "已撤销"
    elif batch.states.get("returned"):
        tone, word = Tone.LATE, "有退回"
    elif batch.states.get("exported"):
        tone, word = Tone.INFO, "等回执"
    elif batch.states.get("changed"):
        tone, word = Tone.INFO, "又有改动"
    elif batch.states.get("accepted"):
        tone, word = Tone.GOOD, "已有回执"
    else:
        tone, word = Tone.PLAIN, "都进了后一批"
    day = date.fromisoformat(batch.at[:10]).isoformat()
    text = f"{batch.period.label}　{batch.profile}　{batch.records} 件" + (f"：{'，'.join(counted)}" if counted else "")
    return Row(tone, word, text, f"{show_date(day)} {batch.at[11:16]}　{batch.who}", what=batch)
