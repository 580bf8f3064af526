"""How the state of a case is said: one badge in the list, four gates on the record."""

from db.check import first
from db.items.kinds import Gate, Problem, Record
from desktop_app.ui.theme import Tone

_WORDS = {"exported": ("等回执", Tone.PLAIN), "accepted": ("已接收", Tone.GOOD),
          "changed": ("接收后又改", Tone.INFO)}
_READY = {Gate.REPORT: "可以上报", Gate.PRINT: "可以打印", Gate.ARCHIVE: "可以归档"}


def badge(record: Record, problems: list[Problem]) -> tuple[str, Tone]:
    """The word and tone for the 上报 column."""
    state = record.get("report_state")
    if state == "returned":
        return "退回·" + (record.get("report_reason") or "未写原因"), Tone.LATE
    if state in _WORDS:
        return _WORDS[state]
    if record.get("result") == "ongoing":
        return "调解中", Tone.PLAIN
    missing = [p for p in problems if p.hard and Gate.REPORT in p.gates]
    return (f"还差{len(missing)}项", Tone.DOUBT) if missing else ("可上报", Tone.INFO)


def gate_words(record: Record, problems: list[Problem], gate: Gate) -> tuple[str, Tone, Problem | None]:
    """What a gate says, and the problem to jump to."""
    if gate is Gate.SAVE:
        return "已保存", Tone.GOOD, None
    problem = first(problems, gate)
    if gate is Gate.REPORT and record.get("report_state") not in (None, "new"):
        words, tone = badge(record, problems)
        return words, tone, problem
    if problem is None:
        return _READY[gate], Tone.GOOD, None
    return problem.text, Tone.DOUBT, problem
