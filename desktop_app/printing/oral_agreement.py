"""人民调解口头协议登记表, A4 (domain dictionary §1.2: filled in like the written agreement)."""

from collections.abc import Sequence

from desktop_app.printing.case_print import CasePrint, PartyPrint
from desktop_app.printing.page import A4, Line, Mark, Page, Text
from desktop_app.printing.sheets import spread
from desktop_app.printing.table import INNER, Area, Band, Cell, Placed, Row
from desktop_app.printing.words import BLANK_DATE

TITLE = "人民调解口头协议登记表"
AREA = Area(24, 42, 166, 235)
SIZES = (14.0, 13.0, 12.0)
SMALL = (12.0,)
ROW = 9.5
SIDE = 18.0
LABEL = 25.0


def oral_agreement(cases: Sequence[CasePrint], party_signatures: bool = True) -> list[Page]:
    """The form of every case, each beginning on a sheet of its own.

    ``party_signatures``: whether the parties sign. The ministry's form could not be read: the office decides.
    """
    return [page for case in cases for page in _pages(case, party_signatures)]


def doubt(case: CasePrint) -> str:
    """Why this form may be the wrong paper for a case, as a sentence; '' when it is right or still open."""
    if case.record.get("result") == "failure":
        return "调解不成功，没有口头协议可以登记"
    if case.record.get("agreement_form") == "written":
        return "达成的是书面协议，应当用人民调解协议书"
    return ""


def _pages(case: CasePrint, party_signatures: bool) -> list[Page]:
    def front(parties: Sequence[Band]) -> list[Band]:
        return [*parties, *_agreement(case), *_signing(case, party_signatures)]

    tables = spread(front, [_party(party) for party in case.parties], (), AREA, SIZES)
    return [Page(*A4, _sheet(case, table, number, len(tables))) for number, table in enumerate(tables, 1)]


def _sheet(case: CasePrint, table: Placed, number: int, count: int) -> tuple[Mark, ...]:
    left, right = AREA.x, AREA.x + AREA.width
    title = TITLE + ("（续页）" if number > 1 else "")
    marks: list[Mark] = [Text(left, 20, AREA.width, 11, title, 22, "center", bold=True)]
    agreed = case.record.get("agreement_no") or case.number
    if agreed:
        marks.append(Text(left, 33.5, AREA.width, 7, f"编号：{agreed}", 14, "right"))
    else:
        marks += [Text(right - 75, 33.5, 16, 7, "编号：", 14), Line(right - 59, 40, right, 40, INNER)]
    if case.sample:
        marks.append(Text(left, 33.5, 60, 7, "样例，不是真实案件", 12, bold=True))
    if count > 1:
        foot = f"第 {number} 页，共 {count} 页"
        marks.append(Text(left, AREA.y + AREA.height + 3, AREA.width, 7, foot, 12, "center"))
    return (*marks, *table.marks)


def _label(text: str, width: float = LABEL) -> Cell:
    return Cell(width, text, sizes=SMALL, align="center")


def _value(width: float, text: str, name: str, align: str = "left") -> Cell:
    return Cell(width, text, name, SIZES, align=align)


def _party(party: PartyPrint) -> Band:
    """The seven items of a party; an organisation has a person in charge instead of sex and age."""
    width = AREA.width - SIDE
    half = (width - 2 * LABEL) / 2
    if party.organisation:
        first = (_label("名称"), _value(width - 2 * LABEL - 30, party.name, "名称"),
                 _label("负责人"), _value(30, party.text("legal_rep"), "负责人"))
    else:
        rest = width - LABEL - 36 - 3 * 14
        first = (_label("姓名"), _value(36, party.name, "姓名"),
                 _label("性别", 14), _value(rest * 0.24, party.sex, "性别", "center"),
                 _label("民族", 14), _value(rest * 0.48, party.ethnicity, "民族", "center"),
                 _label("年龄", 14), _value(rest * 0.28, party.age, "年龄", "center"))
    address = "　".join(filter(None, (party.address, party.agent)))
    return Band((
        Row(first, ROW),
        Row((_label("职业或职务"), _value(half, party.text("occupation"), "职业或职务"),
             _label("联系方式"), _value(half, party.text("phone"), "联系方式")), ROW),
        Row((_label("单位或住址"), _value(width - LABEL, address, "单位或住址")), ROW, most=3),
    ), side=_label("当事人" if party.side == "当事人" else f"当事人\n{party.side}", SIDE))


def _agreement(case: CasePrint) -> list[Band]:
    def text(heading: str, value: str, grows: float) -> Band:
        indented = "\n".join(f"　　{paragraph}" for paragraph in value.splitlines())
        cell = Cell(AREA.width, indented, heading, SIZES, heading=f"{heading}：", ruled=8.5)
        return Band((Row((cell,), 24, grows),))

    return [text("纠纷主要事实、争议事项", case.text("summary"), 3),
            text("达成的协议内容", case.text("agreement_text"), 3),
            text("履行方式、时限", _performance(case), 1)]


def _performance(case: CasePrint) -> str:
    """限期履行，2022年9月30日前。履行地点：村委会。 Only what was stated; else there are lines."""
    due = case.text("perform_due")
    stated = "，".join(filter(None, (case.text("perform_mode"), due and f"{due}前")))
    place = case.text("perform_place")
    return "".join((stated and f"{stated}。", place and f"履行地点：{place}。"))


def _signing(case: CasePrint, party_signatures: bool) -> list[Band]:
    committee = case.text("committee") or "人民调解委员会"
    day = case.text("agreement_date") or case.text("mediation_date") or BLANK_DATE
    parties = Row((Cell(AREA.width, sizes=SMALL, heading="当事人（签名盖章或按指印）：",
                        signs=tuple(party.caption for party in case.parties)),), 0)
    office = Row((Cell(70, sizes=SMALL, heading="人民调解员（签名）："),
                  Cell(96, sizes=SMALL, heading=f"{committee}（印章）：", footer=day)), 28)
    note = Row((_label("备注"), Cell(AREA.width - LABEL, "此表由人民调解委员会填写。", "备注", SMALL)), ROW)
    return [*([Band((parties,))] if party_signatures else []), Band((office,)), Band((note,))]
