"""安置帮教走访记录: the visits to one person, each with how he thinks, works and lives."""

from collections.abc import Sequence

from desktop_app.printing.form import AREA, SMALL, fixed, label, sheets
from desktop_app.printing.page import Page
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.table import Band, Cell, Row

SIDE = 20.0
LABEL = 25.0
ROW = 8.4
EMPTY = 3  # visits to be written by hand, where there are none
REGISTER = "resettlement_visit"


def visit_record(papers: Sequence[RecordPrint]) -> list[Page]:
    """One record sheet for each person, the oldest visit first."""
    return [page for paper in papers for page in sheets(paper, "安置帮教走访记录", _bands(paper))]


def _bands(paper: RecordPrint) -> list[Band]:
    text = paper.text
    half = AREA.width / 2 - LABEL
    person = Band((
        fixed(("姓名", text("name"), half), ("村居", text("village"), half), width=LABEL, height=ROW),
        fixed(("帮教类别", text("risk"), half), ("释放（解矫）\n日期", text("release_on"), half),
              width=LABEL, height=ROW),
        fixed(("帮教小组", text("team"), half), ("期满日", text("period_to"), half), width=LABEL, height=ROW)))
    return [person, *(_visit(visit) for visit in paper.register(REGISTER) or [None] * EMPTY)]


def _visit(visit: RecordPrint | None) -> Band:
    """What was found and done on one day; nobody's signature is made by machine."""
    def text(key: str) -> str:
        return visit.text(key) if visit else ""

    width = AREA.width - SIDE

    def cells(room: float, height: float, *pairs: tuple[str, str]) -> Row:
        return Row(tuple(Cell(room, text(key), name, SMALL, heading=f"{name}：") for name, key in pairs),
                   height, most=16)

    signs = (label("走访人签名", LABEL), Cell(38), label("对象签名", LABEL), Cell(width - 2 * LABEL - 38))
    rest = width - 3 * 18
    facts = (label("方式", 18), Cell(rest * 0.28, text("mode"), "方式", SMALL),
             label("走访人", 18), Cell(rest * 0.36, text("handler"), "走访人", SMALL),
             label("下次走访", 18), Cell(rest * 0.36, text("next_on"), "下次走访", SMALL))
    rows = [Row(facts, ROW),
            cells(width / 3, 16, ("思想情况", "thought"), ("工作情况", "work"), ("生活情况", "life")),
            cells(width / 2, 14, ("困难和需求", "need"), ("帮扶措施", "action"))]
    if text("remark"):
        rows.append(cells(width, 10, ("备注", "remark")))
    day = text("event_on").replace("年", "年\n") or "　年\n月　日"
    return Band((*rows, Row(signs, 9.5)), side=Cell(SIDE, day, sizes=SMALL, align="center"))
