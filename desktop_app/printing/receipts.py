"""Papers were handed in: 法律援助申请材料接收凭证 and 行政复议申请材料接收回执; half a sheet, with a stub to keep.

Time limits are those of the law: Legal Aid Law art. 43, Administrative Reconsideration Law art. 20 and 30.
"""

from collections.abc import Sequence

from db.codes import choices, split
from desktop_app.printing.form import HALF_AREA, SIZES, SMALL, copies, fixed, label, long, signing
from desktop_app.printing.page import Page
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.table import Band, Cell, Row

WIDTH = HALF_AREA.width
LABEL = 23.0
ROOM = WIDTH - LABEL
ROW = 7.6
SIGN = 20.0
_TAGS = ("交申请人", "存根，单位留存")
_AID_NOTE = ("本所接收并转交申请材料，是否给予法律援助由法律援助机构决定。"
             "法律援助机构自收到申请之日起七日内审查并作出决定。")


def aid_receipt(papers: Sequence[RecordPrint]) -> list[Page]:
    """法律援助申请材料接收凭证: who handed in what, and what is still asked for."""
    return [page for paper in papers for page in copies(
        paper, "法律援助申请材料接收凭证", paper.text("receipt_no") or paper.number, _aid(paper), _TAGS)]


def aid_receipt_doubt(paper: RecordPrint) -> str:
    """A receipt for nothing is a blank form."""
    return "" if paper.record.get("papers") else "还没有写收到了哪些材料"


def _aid(paper: RecordPrint) -> list[Band]:
    text = paper.text
    half = WIDTH / 2 - LABEL
    agent = "　".join(filter(None, (text("agent"), text("agent_relation"))))
    return [
        Band((fixed(("申请人", text("name"), half), ("证件号码", text("id_no"), half), width=LABEL, height=ROW),
              fixed(("代理人", agent, half), ("联系电话", text("phone"), half), width=LABEL, height=ROW),
              fixed(("事由", text("matter"), ROOM), width=LABEL, height=ROW))),
        _aid_papers(paper),
        Band((fixed(("接收日期", text("event_on"), half), ("初审意见", text("precheck"), half),
                    width=LABEL, height=ROW),
              long("需要补充\n的材料", _lacking(paper), LABEL, ROOM, ruled=7),
              fixed(("说明", _AID_NOTE, ROOM), width=LABEL, height=12))),
        signing(("接收人", "申请人"), WIDTH, SIGN)]


def _aid_papers(paper: RecordPrint) -> Band:
    """All papers that can be asked for, ticked when they were handed in; the copies are counted by hand."""
    known = choices(paper.item.fields["papers"].of)
    given = set(split(paper.record.get("papers")))
    lengths = [max(len(code.label), 4) for code in known]

    def line(name: str, texts: list[str]) -> Row:
        return Row((label(name, LABEL), *(Cell(ROOM * length / sum(lengths), text, name, SMALL, align="center")
                                          for text, length in zip(texts, lengths, strict=True))), ROW)

    return Band((line("材料", [code.label for code in known]),
                 line("收到（√）", ["√" if code.code in given else "" for code in known]),
                 line("份数", [""] * len(known))))


def _lacking(paper: RecordPrint) -> str:
    """What is missing, where the papers were found wanting; a letter of authority only where somebody acts for him."""
    if paper.record.get("precheck") != "lacking":
        return "无" if paper.record.get("precheck") else ""
    given = set(split(paper.record.get("papers")))
    if not paper.record.get("agent"):
        given.add("power")
    return "；".join(code.label for code in choices(paper.item.fields["papers"].of) if code.code not in given)


def review_receipt(papers: Sequence[RecordPrint]) -> list[Page]:
    """行政复议申请材料接收回执: what was handed in, and until when an application may be made."""
    return [page for paper in papers for page in copies(
        paper, "行政复议申请材料接收回执", paper.text("receipt_no") or paper.number, _review(paper), _TAGS)]


def review_receipt_doubt(paper: RecordPrint) -> str:
    """The last day decides whether the application is admitted."""
    deadline, received = paper.record.get("deadline"), paper.record.get("event_on")
    if not deadline:
        return "还没有写知道行政行为的日期，回执上没有申请期限"
    return "接收时已超过申请期限" if received and received > deadline else ""


def _review(paper: RecordPrint) -> list[Band]:
    text = paper.text
    half = WIDTH / 2 - LABEL
    return [
        Band((fixed(("申请人", text("name"), half), ("证件号码", text("id_no"), half), width=LABEL, height=ROW),
              fixed(("联系电话", text("phone"), half), ("申请形式", text("form"), half), width=LABEL, height=ROW),
              fixed(("被申请人", text("respondent"), ROOM), width=LABEL, height=ROW),
              Row(fixed(("行政行为", text("act"), ROOM), width=LABEL, height=ROW).cells, ROW, most=7),
              long("复议请求", text("request"), LABEL, ROOM, ruled=7),
              Row(fixed(("收到材料", text("papers"), ROOM), width=LABEL, height=9).cells, 9, most=7))),
        Band((fixed(("知道日期", text("known_on"), half), ("接收日期", text("event_on"), half),
                    width=LABEL, height=ROW),
              Row((label("申请期限", LABEL), Cell(ROOM, _deadline(paper), "申请期限", SIZES)), ROW),
              fixed(("说明", "本所代收并转送申请材料，是否受理由行政复议机关决定。行政复议机关收到申请后五日内审查。",
                     ROOM), width=LABEL, height=ROW))),
        signing(("接收人", "申请人"), WIDTH, SIGN)]


def _deadline(paper: RecordPrint) -> str:
    """The last day, with the number of days in force at the office."""
    days = paper.limits["review_apply_days"]
    last = paper.text("deadline")
    basis = f"自知道行政行为之日起 {days} 日，法律另有规定的除外"
    return f"至 {last} 止（{basis}）" if last else basis
