"""What a visitor takes home: 一次性告知单 after a consultation, 会见预约告知单 before a video visit; half a sheet each.

The advice says in general words where a matter goes and what is asked there; what was said to this visitor stands
above it, in the office's own words.
"""

from collections.abc import Sequence

from desktop_app.printing.form import HALF_AREA, copies, fixed, long, signing
from desktop_app.printing.page import Page
from desktop_app.printing.record_print import RecordPrint
from desktop_app.printing.table import Band, Row

WIDTH = HALF_AREA.width
LABEL = 23.0
ROOM = WIDTH - LABEL
ROW = 7.8
SIGN = 21.0

_GUIDES: dict[str, tuple[str, str]] = {
    "answered": ("事项已当场答复。还有疑问，可以再来本所询问。", ""),
    "mediation": ("到村（居）或镇人民调解委员会申请调解，调解不收费。",
                  "身份证；对方的姓名和联系方式；合同、借条、收据、照片等有关材料。"),
    "aid": ("在本所填写法律援助申请，由本所转交法律援助机构；法律援助机构自收到申请之日起七日内作出决定。",
            "申请表；身份证明；经济困难情况说明或者诚信承诺；案件材料；请人代办的，带委托书。"),
    "review": ("向行政复议机关提出申请，也可以由本所代收材料后转送。一般应当自知道该行政行为之日起六十日内提出。",
               "申请书（书写有困难的，可以口头申请）；身份证；行政行为的文书；有关证据。"),
    "notary": ("到公证机构办理。", "身份证；户口簿；与公证事项有关的证明材料。具体以公证机构的要求为准。"),
    "appraisal": ("到司法鉴定机构咨询；已经起诉的，向法院提出鉴定申请。",
                  "身份证；病历、检查资料等鉴定材料。具体以鉴定机构的要求为准。"),
    "court": ("向人民法院起诉，或者依法申请仲裁。请注意时效，不要拖延。",
              "起诉状或者仲裁申请书；身份证；证据材料，并按对方人数准备副本。"),
    "transfer": ("到主管部门办理。", "身份证；与该事项有关的材料。具体以主管部门的要求为准。"),
}
"""Outcome of a consultation -> where the visitor goes, what to bring."""

_FAMILY = ("每位会见人的身份证原件；证明与服刑人员关系的材料，如户口簿、结婚证。",
           ("请提前到场，核验证件、签会见承诺书。一次会见一般不超过 {most} 人。不得录音、录像、拍照；"
            "中途不得换人、加人。不能按时到场的，请及早告知本所。"))
_OFFICIAL = ("单位公函；办案人员的工作证件。",
             "请提前到场，核验公函和证件。不能按时到场的，请及早告知本所。")


def one_time_notice(papers: Sequence[RecordPrint]) -> list[Page]:
    """一次性告知单: what was answered, where to go, what to bring."""
    return [page for paper in papers for page in copies(
        paper, "一次性告知单", paper.number, _consultation(paper), ("交来访人", "存根，单位留存"))]


def notice_doubt(paper: RecordPrint) -> str:
    """Without an outcome nothing says where the visitor goes."""
    return "" if paper.record.get("outcome") else "还没有写去向，告知单上办理去处是空的"


def _consultation(paper: RecordPrint) -> list[Band]:
    where, bring = _GUIDES.get(paper.record.get("outcome") or "", ("", ""))
    if paper.record.get("outcome") == "answered":
        bring = "—"  # nothing to bring, and nothing to write there
    text = paper.text
    third = WIDTH / 3 - LABEL
    return [Band((
        fixed(("来访人", text("name"), third), ("日期", text("event_on"), third), ("类别", text("domain"), third),
              width=LABEL, height=ROW),
        long("咨询事项", text("summary"), LABEL, ROOM, ruled=7),
        long("答复意见", text("answer"), LABEL, ROOM, grows=1.4, ruled=7),
        Row(fixed(("办理去处", _join(text("outcome"), where), ROOM), width=LABEL, height=12).cells, 12, most=4),
        Row(fixed(("需带材料", bring, ROOM), width=LABEL, height=12).cells, 12, most=4),
    )), signing(("经办人", "来访人"), WIDTH, SIGN)]


def _join(outcome: str, where: str) -> str:
    return f"{outcome}：{where}" if outcome and where else outcome or where


def visit_notice(papers: Sequence[RecordPrint]) -> list[Page]:
    """会见预约告知单: time, place, what to bring. It is handed to the visitor, so nothing is hidden."""
    return [page for paper in papers for page in copies(
        paper, "会见预约告知单", paper.number, _visit(paper), ("交会见人", "存根，单位留存"))]


def visit_doubt(paper: RecordPrint) -> str:
    """Whoever comes has to know when."""
    return "" if paper.record.get("at_time") else "还没有写会见时间"


def _visit(paper: RecordPrint) -> list[Band]:
    text = paper.text
    official = paper.record.get("kind") not in (None, "family")
    bring, rules = _OFFICIAL if official else _FAMILY
    left = 62.0
    right = WIDTH - 2 * LABEL - left
    when = " ".join(filter(None, (text("event_on"), text("at_time"))))
    who = "、".join(filter(None, (_visitor(row) for row in paper.rows("visitors"))))
    unit = [fixed(("办案单位", text("unit"), left), ("函号", text("letter_no"), right), width=LABEL, height=ROW)]
    return [Band((
        fixed(("会见人", who, ROOM), width=LABEL, height=ROW),
        *(unit if official else ()),
        fixed(("用途", text("kind"), left), ("监狱", text("prison"), right), width=LABEL, height=ROW),
        fixed(("服刑人员", text("inmate"), left), ("人员编号", text("inmate_no"), right), width=LABEL, height=ROW),
        fixed(("会见时间", when, left), ("地点", f"{paper.office}远程视频会见室", right), width=LABEL, height=11),
        long("需带材料", bring, LABEL, ROOM),
        long("注意事项", rules.format(most=paper.limits["video_visitors"]), LABEL, ROOM, grows=1.4),
    )), signing(("经办人", "会见人"), WIDTH, SIGN)]


def _visitor(row: RecordPrint) -> str:
    relation = row.text("relation")
    return row.text("name") + (f"（{relation}）" if relation else "")
