"""转交公函 (an application for legal aid goes to the county) and 合法性审查意见书."""

from collections.abc import Iterator, Sequence

from db.codes import label, labels
from desktop_app.printing.page import Page
from desktop_app.printing.prose import Para, letter
from desktop_app.printing.record_print import RecordPrint

_BLANK = "＿＿＿＿＿＿"
_NUMERALS = "一二三四五六"


def aid_letter(papers: Sequence[RecordPrint]) -> list[Page]:
    """转交公函: the application and its papers, to the legal aid institution, with a receipt to be sent back."""
    return [page for paper in papers for page in letter(
        paper, "关于转交法律援助申请材料的函", paper.text("letter_no"), list(_aid(paper)), ("经办人",),
        paper.text("sent_on"), _receipt(paper))]


def aid_letter_doubt(paper: RecordPrint) -> str:
    """Only what was found in order is forwarded, to somebody."""
    if paper.record.get("precheck") not in (None, "pass"):
        return f"初审意见是“{paper.text('precheck')}”，不需要转交"
    return "" if paper.record.get("sent_to") else "还没有写转交机构"


def _aid(paper: RecordPrint) -> Iterator[Para]:
    text = paper.text
    yield Para(f"{text('sent_to') or _BLANK}：", indent=False)
    born = text("birth") and f"{text('birth')}出生"
    number = text("id_no") and f"{text('id_type') or '证件'}号码 {text('id_no')}"
    lives = text("address") and f"住{text('address')}"
    phone = text("phone") and f"联系电话 {text('phone')}"
    who = "，".join(filter(None, (text("name") or _BLANK, text("sex"), born, number, lives, phone)))
    matter = f"因{text('matter')}事项" if text("matter") else "因有关事项"
    opponent = f"（对方：{text('opponent')}）" if text("opponent") else ""
    yield Para(f"申请人{who}，{matter}{opponent}，于{text('event_on') or _BLANK}向我所提交法律援助申请。")
    agent = text("agent")
    if agent:
        relation = f"（与申请人的关系：{text('agent_relation')}）" if text("agent_relation") else ""
        yield Para(f"代理人：{agent}{relation}。")
    if text("facts"):
        yield Para(f"简要案情：{text('facts')}")
    facts = [f"{name}：{text(key)}" for name, key in (
        ("案件类型", "case_kind"), ("人群类别", "crowd"), ("经济困难核查", "hardship")) if text(key)]
    if facts:
        yield Para("；".join(facts) + "。")
    if paper.record.get("urgent"):
        yield Para("申请人有先行提供法律援助的情形，请一并审查。")
    yield Para("我所已对申请材料作初步审查，现将材料转交你单位，请依法审查，并将结果告知申请人和我所。")
    yield Para(f"附：{text('papers') or _BLANK}", before=3)


def _receipt(paper: RecordPrint) -> tuple[str, ...]:
    number = f"（{paper.text('letter_no')}）" if paper.text("letter_no") else ""
    return (f"{paper.office_name}：",
            f"　　你所转交的{paper.text('name') or _BLANK}法律援助申请材料{number}已收到。",
            "接收单位（盖章）：　　　　　　　接收人（签名）：　　　　　年　月　日")


def opinion(papers: Sequence[RecordPrint]) -> list[Page]:
    """合法性审查意见书, with the problems as a numbered list."""
    return [page for paper in papers for page in letter(
        paper, "合法性审查意见书", paper.text("opinion_no"), list(_opinion(paper)), ("审查人",),
        paper.text("opinion_on"))]


def opinion_doubt(paper: RecordPrint) -> str:
    """An opinion that says nothing is a blank form."""
    return "" if paper.record.get("opinion") else "还没有审查意见"


def _opinion(paper: RecordPrint) -> Iterator[Para]:
    text = paper.text
    yield Para(f"{text('submit_unit') or _BLANK}：", indent=False)
    kind = f"（{text('kind')}）" if text("kind") else ""
    yield Para(f"你单位于{text('submit_on') or _BLANK}送审的《{text('title') or _BLANK}》{kind}收悉。"
               "我所依法进行了合法性审查，现提出如下意见：")
    heads = iter(_NUMERALS)
    if contract := _contract(paper):
        yield _heading(next(heads), "合同基本情况")
        yield Para(contract)
    yield _heading(next(heads), "审查意见")
    yield Para(f"{text('opinion') or _BLANK}。")
    if issues := paper.rows("issues"):
        yield _heading(next(heads), "问题和建议")
        yield from (Para(f"{number}. {_issue(issue)}") for number, issue in enumerate(issues, 1))
    if text("opinion_text"):
        yield _heading(next(heads), "具体意见")
        yield Para(text("opinion_text"))
    if helpers := labels("review_helper", paper.record.get("helper")):
        yield Para(f"协助审查：{helpers}。", before=3)


def _heading(numeral: str, words: str) -> Para:
    return Para(f"{numeral}、{words}", bold=True, before=2)


def _contract(paper: RecordPrint) -> str:
    """What a contract is about; '' for everything else."""
    facts = [f"{paper.item.fields[key].label}：{paper.text(key)}" for key in (
        "other_side", "subject_matter", "amount", "contract_type", "contract_term") if paper.text(key)]
    return "；".join(facts) + "。" if facts else ""


def _issue(row: RecordPrint) -> str:
    """[主体资格] 附件没有签章。建议：补签。"""
    kind = label("issue_class", row.record.get("kind"))
    parts = [f"【{kind}】" if kind else "", _sentence(row.text("text"))]
    if row.text("advice"):
        parts.append(f"建议：{_sentence(row.text('advice'))}")
    return "".join(parts)


def _sentence(text: str) -> str:
    return text if not text or text.endswith(("。", "！", "？", "；")) else f"{text}。"
