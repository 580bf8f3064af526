"""案件登记单: an A5 slip, two on one A4, to be cut apart. Filled by the program or by hand."""

from collections.abc import Sequence

from desktop_app.printing.case_print import CasePrint, PartyPrint
from desktop_app.printing.page import Line, Mark, Page, Qr, Text
from desktop_app.printing.sheets import spread, two_up
from desktop_app.printing.table import INNER, Area, Band, Cell, Placed, Row
from desktop_app.printing.words import BLANK_DATE

AREA = Area(15, 28.5, 180, 109)
QR_SIZE = 18.0
CAPTION = 5.4  # height of a line above or below the table, mm
ROW = 7.6
FILLED, BY_HAND = 8.4, 10.0  # rows of parties, mm
SIZES = (12.0, 11.0, 10.5)
SMALL = (10.5,)
LABEL = 21.0
PARTY_WIDTHS = (13.0, 23.0, 9.5, 14.0, 9.5, 16.0, 43.0, 26.5, 25.5)
PARTY_HEADS = ("当事人", "姓名或名称", "性别", "民族", "年龄", "职业", "证件号码", "电话", "住址")


def slip(cases: Sequence[CasePrint], party_signatures: bool = True) -> list[Page]:
    """The slips of all cases, two on a page; a long case takes as many halves of a sheet as it needs."""
    return two_up([half for case in cases for half in _halves(case, party_signatures)])


def _halves(case: CasePrint, party_signatures: bool) -> list[list[Mark]]:
    def front(parties: Sequence[Band]) -> list[Band]:
        return [*_acceptance(case), Band((_party_heads(),)), *parties, *_outcome(case, party_signatures)]

    parties = [_party(party) for party in case.parties]
    tables = spread(front, parties, (_party_heads(),), AREA, SIZES)
    return [_half(case, table, number, len(tables)) for number, table in enumerate(tables, 1)]


def _half(case: CasePrint, table: Placed, number: int, count: int) -> list[Mark]:
    """Head, table and foot of one slip, at the top of a sheet."""
    left, right, width = AREA.x, AREA.x + AREA.width, AREA.width
    title = "人民调解案件登记单" + ("（续页）" if number > 1 else "")
    head: list[Mark] = [*_committee(case), Text(left, 12, width, 9, title, 18, "center", bold=True)]
    head += _captioned("编号", case.number, left, 22, 55)
    if slip_no := case.text("paper_slip_no"):
        head.append(Text(left + 85, 22, 70, 6, f"纸质单号：{slip_no}", 10.5))
    if case.sample:
        head.append(Text(left, 6, 45, 6, "样例，不是真实案件", 12, bold=True))
    if case.qr:
        head.append(Qr(right - QR_SIZE, 7, QR_SIZE, case.qr))
    foot = AREA.y + AREA.height + 0.8
    marks = [*head, *table.marks, *_captioned("登记人", case.text("registrar"), left, foot, 35)]
    if count > 1:
        marks.append(Text(left, foot, width, CAPTION, f"第 {number} 页，共 {count} 页", 10.5, "right"))
    return marks


def _committee(case: CasePrint) -> list[Mark]:
    if name := case.text("committee"):
        return [Text(AREA.x + 45, 6, AREA.width - 90, 6, name, 12, "center")]
    middle = AREA.x + AREA.width / 2
    return [Line(middle - 35, 11.6, middle, 11.6, INNER), Text(middle + 1, 6, 40, 6, "人民调解委员会", 12)]


def _captioned(caption: str, value: str, x: float, y: float, line: float) -> list[Mark]:
    """``caption：value``, or a line of ``line`` mm to write the value on."""
    if value:
        return [Text(x, y, 85, CAPTION, f"{caption}：{value}", 12)]
    start = x + 4.4 * (len(caption) + 1)
    return [Text(x, y, 25, CAPTION, f"{caption}：", 12),
            Line(start, y + CAPTION, start + line, y + CAPTION, INNER)]


def _row(*pairs: tuple[str, str, float], height: float = ROW) -> Band:
    """Label and value in turn; the number is the width of the value, mm."""
    cells = []
    for label, value, width in pairs:
        cells += [_label(label), Cell(width, value, label, SIZES)]
    return Band((Row(tuple(cells), height),))


def _label(text: str) -> Cell:
    return Cell(LABEL, text, sizes=SMALL, align="center")


def _acceptance(case: CasePrint) -> list[Band]:
    return [_row(("受理日期", case.text("accept_date"), 34), ("案件来源", case.text("source"), 39),
                 ("纠纷类型", case.text("dispute_type"), 44))]


def _party_heads() -> Row:
    return Row(tuple(Cell(width, head, sizes=SMALL, align="center")
                     for width, head in zip(PARTY_WIDTHS, PARTY_HEADS, strict=True)), 6.4)


def _party(party: PartyPrint) -> Band:
    """One party; an organisation has a person in charge where a citizen has sex, age and occupation."""
    side, name, *middle, number, phone, address = PARTY_WIDTHS
    who = f"{party.side}姓名或名称"
    if party.organisation:
        head = f"负责人：{party.text('legal_rep')}"
        named = [Cell(name + sum(middle), "\n".join(filter(None, (party.name, head))), who, SIZES)]
    else:
        facts = (party.sex, party.ethnicity, party.age, party.text("occupation"))
        named = [Cell(name, party.name, who, SIZES),
                 *(Cell(width, value, f"{party.side}情况", SMALL, align="center")
                   for width, value in zip(middle, facts, strict=True))]
    rows = [Row((
        Cell(side, party.side, sizes=SMALL, align="center"), *named,
        Cell(number, party.text("id_no"), f"{party.side}证件号码", SMALL, align="center"),
        Cell(phone, party.text("phone"), f"{party.side}电话", SMALL, align="center"),
        Cell(address, party.address, f"{party.side}住址", SMALL)), FILLED if party.name else BY_HAND, most=3)]
    if party.agent:
        rows.append(Row((Cell(side), Cell(AREA.width - side, party.agent, f"{party.side}代理人", SMALL)), 6.4))
    return Band(tuple(rows))


def _outcome(case: CasePrint, party_signatures: bool) -> list[Band]:
    failed = case.record.get("result") == "failure"
    if failed:
        reason = (case.text("fail_reason"), case.text("advised_remedy"))
        label, text = "不成原因", "\n".join(filter(None, reason))
    else:
        label, text = "协议内容", case.text("agreement_text")

    def agreed(stated: str, empty: str = "") -> str:
        """What was agreed; without an agreement there is nothing to write or to tick."""
        return stated or ("—" if failed else empty)

    mediators = "、".join(filter(None, (case.text("mediator"), case.text("co_mediator"))))
    amount = "　　　　　　　　元（大写：　　　　　　　　　　　　　　　）"
    return [
        _text("纠纷简要\n情况", "纠纷简要情况", case.text("summary")),
        _row(("调解日期", case.text("mediation_date"), 34), ("调解员", mediators, 32),
             ("调解地点", case.text("mediation_place"), 51)),
        _text(label, label, text),
        _row(("调解结果", case.text("result") or case.boxes("result"), 50),
             ("协议形式", agreed(case.text("agreement_form"), case.boxes("agreement_form")), 32),
             ("履行情况", agreed(case.text("perform_status")), 35)),
        _row(("协议金额", agreed(case.money, amount), 159)),
        _row(("履行方式", agreed(case.text("perform_mode"), case.boxes("perform_mode")), 73),
             ("履行期限", agreed(case.text("perform_due")), 65)),
        _signing(party_signatures),
    ]


def _signing(party_signatures: bool) -> Band:
    mediator = Cell(69 if party_signatures else 159, footer=BLANK_DATE, sizes=SMALL)
    parties = (_label("当事人\n签名"), Cell(69)) if party_signatures else ()
    return Band((Row((*parties, _label("调解员\n签名"), mediator), 12),))


def _text(label: str, name: str, text: str) -> Band:
    return Band((Row((_label(label), Cell(159, text, name, SIZES, ruled=7)), 12.4, grows=1),))
