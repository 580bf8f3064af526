"""Every indicator of the reports, by name: what is counted, by which date, and which line of the report it yields.

The date of the event decides, never that of the entry; what lies in the 回收站 does not count (domain: work items §4.2).
States are read from dates on the last day of the span, never from the stored ``status``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from db import measure
from db.codes import choices
from db.database import Store
from db.figures_rosters import COVER, ROSTERS
from db.measure import (
    BY_LAST,
    EVENT,
    FACILITY,
    IN_SPAN,
    Amount,
    Count,
    Distinct,
    Figure,
    Money,
    Ratio,
    Span,
    lines,
    lines_by_code,
    ratio_line,
)

_OUT = "('expired', 'amnesty')"  # 解除
_STOPPED = "('revoke_probation', 'revoke_parole', 'imprison', 'death')"  # 终止
_SERVING = "t.reported_on <= :last AND (t.end_on IS NULL OR t.end_on > :last)"
_OPENED = "coalesce(t.opening, 0) = 1"
_RECEIVED = IN_SPAN.format("t.reported_on") + f" AND NOT {_OPENED}"
_AT_FIRST = ("t.reported_on IS NOT NULL AND (t.reported_on < :first OR "
             f"({_OPENED} AND t.reported_on <= :last)) AND (t.end_on IS NULL OR t.end_on >= :first)")
_JOINED = IN_SPAN.format("t.join_on") + f" AND NOT {_OPENED}"
_ON_BOOKS = ("t.join_on <= :last AND (t.period_to IS NULL OR t.period_to > :last) AND NOT (coalesce(t.ended_as, '') IN "
             "('moved', 'reoffended', 'death') AND coalesce(t.ended_on, '') <= :last)")
_SUBJECT = "(SELECT s.village FROM {0} s WHERE s.uid = t.subject)"
_OPINION = IN_SPAN.format("t.opinion_on")
_CLOSED = EVENT + " AND t.result IN ('success', 'failure')"
_SUCCESS = EVENT + " AND t.result = 'success'"
_REVIEW = EVENT + " AND coalesce(t.is_review, 0) = 1"
_AID_END = IN_SPAN.format("coalesce(t.closed_on, t.decided_on)")


_M = "纠纷调解"
_MEDIATION = [
    *lines(_M, "mediation_case",
         ("mediation", "调处矛盾纠纷", "件", _CLOSED, "按统计日期，调解成功和不成功的案件；还在调解的不算",
          {"report": "F56", "source": "共调处各类矛盾纠纷2301件"}),
         ("mediation_success", "调解成功", "件", _SUCCESS, "达成口头或书面协议的", {"parent": "mediation"}),
         ("mediation_oral", "口头协议", "件", _SUCCESS + " AND t.agreement_form = 'oral'", "调解成功中口头协议的",
          {"parent": "mediation_success"}),
         ("mediation_written", "书面协议", "件", _SUCCESS + " AND t.agreement_form = 'written'", "调解成功中书面协议的",
          {"parent": "mediation_success"}),
         ("mediation_failure", "调解不成功", "件", EVENT + " AND t.result = 'failure'", "没有达成协议的",
          {"parent": "mediation"}),
         ("mediation_hard", "疑难复杂案件", "件", _CLOSED + " AND t.difficulty IN ('complex', 'major')",
          "难度为疑难复杂和重大的", {"parent": "mediation"})),
    *lines_by_code(_M, "mediation_case", "mediation", "件", "dispute_type", "dispute_type", _CLOSED),
    ratio_line("mediation_rate", "调处成功率", _M, "调解成功 ÷ 调处件数", "mediation_success", "mediation",
           report="F57", source="调处成功率达98%以上"),
    *lines(_M, "mediation_case",
         ("mediation_ongoing", "调解中", "件", EVENT + " AND coalesce(t.result, 'ongoing') = 'ongoing'",
          "按统计日期，还没有结果的；不在调处件数里", {}),
         ("mediation_people", "涉及当事人", "人", _CLOSED, "调处案件的涉及人数相加；没填的，按登记的当事人数",
          {"measure": "sum coalesce(t.people_count, (SELECT count(*) FROM party p WHERE p.owner_id = t.id))"}),
         ("mediation_amount", "协议涉及金额", "万元", _SUCCESS, "调解成功案件的协议金额", {"measure": "money t.amount"}),
         ("mediation_entered", "已录入平台", "件", _CLOSED + " AND t.ext_on IS NOT NULL", "有录入平台日期的", {})),
    ratio_line("mediation_entered_rate", "录入率", _M, "已录入平台 ÷ 调处件数", "mediation_entered", "mediation"),
    *lines(_M, "screening",
         ("screening", "排查", "次", EVENT, "按排查日期，含零报告", {}),
         ("screening_found", "排查出纠纷", "件", EVENT, "各次排查的件数相加", {"measure": "sum t.found_n"}),
         ("screening_settled", "其中已化解", "件", EVENT, "排查时已化解的", {"measure": "sum t.settled_n",
                                                          "parent": "screening_found"}),
         ("screening_moved", "其中已移交", "件", EVENT, "移交别的单位的", {"measure": "sum t.moved_n",
                                                        "parent": "screening_found"}),
         ("screening_prevented", "预防纠纷", "件", EVENT, "各次排查预防的件数相加", {"measure": "sum t.prevented_n"})),
]

_C = "咨询接待"
_DESK = [
    *lines(_C, "consultation",
         ("consultation", "解答法律咨询", "次", EVENT, "按接待日期，一条记录算一次",
          {"report": "F47", "source": "解答群众法律咨询2440余次"}),
         ("consultation_persons", "咨询人次", "人次", EVENT, "各次接待的人数相加", {"measure": "sum t.person_n"})),
    *lines_by_code(_C, "consultation", "consultation", "次", "consult_mode", "mode", EVENT),
    *lines(_C, "consultation",
         ("review_asked", "行政复议咨询", "起", _REVIEW, "接待时注明行政复议咨询的",
          {"report": "F18", "source": "解答118起群众提出的咨询和疑问", "parent": "consultation"}),
         ("review_chosen", "后来申请复议", "人", _REVIEW + " AND t.review_chosen = 'yes'", "这些咨询中后来申请复议的",
          {"report": "F19", "source": "仅9人选择行政复议", "parent": "review_asked"}),
         ("review_unknown", "后来情况未知", "起", _REVIEW + " AND coalesce(t.review_chosen, 'unknown') = 'unknown'",
          "不知道后来是否申请的", {"parent": "review_asked"})),
    ratio_line("review_resolved", "化解率", _C, "（咨询起数 − 申请复议人数）÷ 咨询起数；情况未知的也算在内，另列", "review_chosen",
           "review_asked", "review_unknown", complement=True, report="F20", source="化解矛盾纠纷率达到92.4%"),
    *lines(_C, "review_intake",
         ("review_intake", "复议代收", "件", EVENT, "按接收日期", {}),
         ("review_sent", "复议转送", "件", IN_SPAN.format("t.sent_on"), "按转送日期", {})),
]

_L = "法援转交"
_AID = lines(
    _L, "legal_aid",
    ("aid_received", "接收法援申请", "件", EVENT, "按接收日期", {}),
    ("aid_forwarded", "转交法援案件", "件", IN_SPAN.format("t.sent_on"), "按转交日期；是否办理由法援机构决定",
     {"report": "F48", "source": "办理法律援助案件596件"}),
    ("aid_granted", "决定给予援助", "件", IN_SPAN.format("t.decided_on") + " AND t.result = 'granted'", "按反馈的决定日期", {}),
    ("aid_saved", "节省费用", "万元", _AID_END, "按结案（没有就按决定）日期，反馈了的", {
        "measure": "money t.saved", "report": "F49", "source": "节省费用170余万元"}),
    ("aid_recovered", "挽回损失", "万元", _AID_END, "按结案（没有就按决定）日期，反馈了的", {
        "measure": "money t.recovered", "report": "F50", "source": "挽回损失260余万元"}))

_S = "社区矫正"
_CORRECTION = [
    *lines(_S, "facility",
         ("correction_committee", "社区矫正委员会", "个", FACILITY.format("correction", "set_on"), "期末设有的",
          {"stock": True, "report": "F61", "source": "市、镇两级建立了17个社区矫正委员会"})),
    *lines(_S, "correction",
         ("correction_first", "期初在矫", "人", _AT_FIRST, "期初前一天在矫的，加上期初建账的", {}),
         ("correction_received", "接收", "人", _RECEIVED + " AND t.recv_kind = 'first'",
          "按报到日期，首次接收；期初建账和迁入的不算", {"report": "F62", "source": "接收社区矫正对象175人"}),
         ("correction_in", "迁入", "人", _RECEIVED + " AND t.recv_kind = 'move_in'", "按报到日期，执行地变更迁入的", {}),
         ("correction_released", "解除", "人", f"{IN_SPAN.format('t.end_on')} AND t.end_kind IN {_OUT}", "期满和赦免",
          {"report": "F63", "source": "解除137人"}),
         ("correction_stopped", "终止", "人", f"{IN_SPAN.format('t.end_on')} AND t.end_kind IN {_STOPPED}",
          "撤销缓刑、撤销假释、收监执行、死亡", {}),
         ("correction_out", "迁出", "人", f"{IN_SPAN.format('t.end_on')} AND t.end_kind = 'move_out'", "执行地变更迁出的", {}),
         ("correction", "在矫", "人", _SERVING, "期末在矫人数",
          {"stock": True, "report": "F65", "source": "在矫241人"})),
    *[Figure(f"correction_{code.code}", code.label, "人", _S, f"期末在矫的{code.label}", "correction",
             f"{_SERVING} AND t.category = '{code.code}'", parent="correction", stock=True,
             report={"02": "F66", "03": "F67", "04": "F68"}.get(code.code, ""))
      for code in choices("correction_category")],
    *lines(_S, "correction",
         ("correction_juvenile", "未成年社区矫正对象", "人", _SERVING + " AND coalesce(t.juvenile, 0) = 1",
          "期末在矫的；接收时定，满 18 岁不变（内部）",
          {"stock": True, "parent": "correction", "report": "F69", "source": "未成年社区矫正对象10人"}),
         ("correction_women", "女性", "人", _SERVING + " AND t.sex = '2'", "期末在矫的女性",
          {"stock": True, "parent": "correction"}),
         ("correction_juvenile_received", "其中未成年", "人",
          _RECEIVED + " AND t.recv_kind = 'first' AND coalesce(t.juvenile, 0) = 1",
          "本期首次接收的未成年人（内部）", {"parent": "correction_received"})),
    *[Figure(key, label, unit, _S, definition, f"correction_{item}", where, village=_SUBJECT.format("correction"), **more)
      for key, label, unit, item, where, definition, more in (
          ("correction_moves", "办理执行地变更", "人", "move", IN_SPAN.format("t.decided_on") + " AND t.result = 'agreed'",
           "按决定日期，同意的", {"report": "F64", "source": "办理执行地变更9人"}),
          ("correction_moves_in", "迁入", "人", "move", IN_SPAN.format("t.decided_on") +
           " AND t.result = 'agreed' AND t.direction = 'in'", "其中迁入", {"parent": "correction_moves"}),
          ("correction_moves_out", "迁出", "人", "move", IN_SPAN.format("t.decided_on") +
           " AND t.result = 'agreed' AND t.direction = 'out'", "其中迁出", {"parent": "correction_moves"}),
          ("correction_missing", "脱管漏管", "人", "missing", EVENT, "按开始日期",
           {"report": "F70", "source": "无社区矫正对象脱漏管"}),
          ("correction_escaped", "脱管", "人", "missing", EVENT + " AND t.kind = 'escaped'", "其中脱管",
           {"parent": "correction_missing"}),
          ("correction_missed", "漏管", "人", "missing", EVENT + " AND t.kind = 'missed'", "其中漏管",
           {"parent": "correction_missing"}),
          ("correction_reports", "报告", "次", "report", EVENT, "按报告日期", {}),
          ("correction_visits", "走访核查", "次", "visit", EVENT, "按走访日期", {}),
          ("correction_taught", "教育帮扶", "人次", "education", EVENT, "按日期", {}),
          ("correction_service", "公益活动", "人次", "service", EVENT, "按日期", {}),
          ("correction_leave", "外出请假", "批次", "leave", EVENT, "按申请日期", {}),
          ("correction_praise", "表扬", "次", "merit", EVENT + " AND t.kind = 'praise'", "按日期", {}),
          ("correction_rebuke", "训诫", "次", "merit", EVENT + " AND t.kind = 'rebuke'", "按日期", {}),
          ("correction_warning", "警告", "次", "merit", EVENT + " AND t.kind = 'warning'", "按日期", {}),
          ("correction_locator", "电子定位在用", "人", "locator",
           "t.event_on <= :last AND (t.until_on IS NULL OR t.until_on >= :last) AND (t.off_on IS NULL OR t.off_on > :last)", "期末在用的",
           {"stock": True}))],
]

_A = "安置帮教"
_RESETTLEMENT = [
    *lines(_A, "resettlement",
         ("resettlement_received", "接收安置帮教对象", "人", _JOINED, "按衔接日期；期初建账的不算",
          {"report": "F71", "source": "接收安置帮教对象157人"}),
         ("resettlement_filed", "其中已建档", "人", _JOINED + " AND t.file_on IS NOT NULL", "有建档日期的",
          {"parent": "resettlement_received"})),
    ratio_line("resettlement_filed_rate", "建档率", _A, "本期接收的人中已建档的", "resettlement_filed", "resettlement_received",
           report="F72", source="建档率100%"),
    *lines(_A, "resettlement",
         ("resettlement", "在册（衔接）", "人", _ON_BOOKS, "期末已衔接、帮教没有期满，没有迁出、死亡、重新犯罪的；失联的算在内",
          {"stock": True, "report": "F73", "source": "全市衔接刑满释放人员1330人"}),
         ("resettlement_key", "重点帮教", "人", _ON_BOOKS + " AND t.risk = '01'", "期末在册的重点对象",
          {"stock": True, "parent": "resettlement"}),
         ("resettlement_settled", "已安置", "人", _ON_BOOKS + f" AND t.settle_mode IS NOT NULL AND {BY_LAST.format('t.settle_on')}",
          "期末在册、有安置情况的", {"stock": True, "parent": "resettlement"})),
    ratio_line("resettlement_settled_rate", "安置率", _A, "期末在册的人中已安置的", "resettlement_settled", "resettlement", stock=True),
    *lines(_A, "resettlement",
         ("resettlement_finished", "帮教期满", "人", IN_SPAN.format("t.period_to") + " AND t.join_on IS NOT NULL AND "
          "NOT (coalesce(t.ended_as, 'lost') <> 'lost' AND coalesce(t.ended_on, '') <= t.period_to)", "按期满日；期满前迁出、死亡、重新犯罪的不算", {}),
         ("resettlement_reoffended", "重新犯罪", "人", IN_SPAN.format("t.ended_on") + " AND t.ended_as = 'reoffended'",
          "按变动日期", {})),
    Figure("resettlement_visits", "走访帮教", "人次", _A, "按走访日期", "resettlement_visit", EVENT,
           village=_SUBJECT.format("resettlement")),
]

_P = "法治宣传"
_PUBLICITY = lines(
    _P, "publicity",
    ("publicity", "法治宣传活动", "次", EVENT, "按开始日期，一次活动算一次，不论几天",
     {"report": "F28", "source": "开展各类法治宣传活动600余次"}),
    ("publicity_leaflets", "发放宣传材料", "份", EVENT, "各次活动发放资料相加",
     {"measure": "sum t.leaflet_n", "report": "F29", "source": "发放法治宣传材料2万余份"}),
    ("publicity_people", "参加人数", "人次", EVENT, "各次活动参加人数相加", {"measure": "sum t.people_n"}),
    ("publicity_asked", "现场解答", "人次", EVENT, "不并入法律咨询", {"measure": "sum t.consult_n"}))

_G = "法律顾问"
_COUNSEL = [
    *lines(_G, "counsel_service",
         ("counsel_visits", "顾问服务", "次", EVENT, "按日期，一次到村算一次", {}),
         *[(f"counsel_{key}", label, unit, EVENT, "各次服务相加", {"measure": f"sum t.{column}", "report": report,
                                                             "source": source})
           for key, label, unit, column, report, source in (
               ("opinion", "提供法律意见", "次", "opinion_n", "F37", "法律顾问累计提供法律意见152次"),
               ("dispute", "参与化解矛盾纠纷", "件", "dispute_n", "F38", "参与化解矛盾纠纷60件"),
               ("people", "服务群众", "人次", "people_n", "F39", "为群众200余人次"),
               ("agreement", "协助签署协议", "份", "agreement_n", "F40", "协助签署协议30余份"),
               ("contract", "审查合同", "件", "contract_n", "F41", "审查合同500余件"),
               ("lecture", "法治讲座", "场", "lecture_n", "", ""))]),
    *lines(_G, "enterprise_check",
         ("enterprise", "法治体检企业", "家", EVENT, "按日期，同一家企业只算一次",
          {"measure": "distinct t.enterprise", "report": "F44", "source": "45家企业“法治体检”"}),
         ("enterprise_lecture", "企业讲座", "次", EVENT + " AND t.lecture = 1", "开展讲座的",
          {"report": "F45", "source": "开展讲座6次"}),
         ("enterprise_solved", "解答并解决问题", "件", EVENT, "各次体检相加",
          {"measure": "sum t.solved_n", "report": "F46", "source": "解答并解决问题33件"})),
]

_H = "合法审查"
_REVIEWS = [
    *lines(_H, "legal_review",
         ("review", "合法性审查", "次", _OPINION + " AND t.kind NOT IN ('contract', 'advice')",
          "按意见日期；合同和法律意见另列", {"report": "F7", "source": "开展镇街合法性审查31次"}),
         ("review_decision", "重大行政决策", "件", _OPINION + " AND t.kind = 'decision'", "其中重大行政决策",
          {"report": "F5", "source": "公布决策事项4件", "parent": "review"})),
    *lines_by_code(_H, "legal_review", "review", "次", "review_kind", "kind", _OPINION, ("decision", "contract", "advice")),
    *lines(_H, "legal_review",
         ("review_contract", "审查合同", "份", _OPINION + " AND t.kind = 'contract'", "按意见日期，合同协议",
          {"report": "F10", "source": "共检查合同1348份"})),
    *[Figure(key, label, unit, _H, definition, "legal_review_issue", IN_SPAN.format("o.opinion_on") + " AND o.kind = 'contract'",
             measure=how, owner="legal_review", village="o.village", report=report, source=source, parent="review_contract")
      for key, label, unit, definition, how, report, source in (
          ("issue_class", "问题类别", "类", "合同审查提出的问题有几类", "distinct t.kind", "F11", "反馈8类问题"),
          ("issue", "反馈问题", "个", "合同审查提出的问题条数", "count", "F12", "537个问题"))],
    *lines(_H, "legal_review",
         ("advice", "法律意见建议", "件", _OPINION + " AND t.kind = 'advice'", "按意见日期", {}),
         ("review_all", "出具意见", "件", _OPINION, "全部审查意见", {}),
         ("review_adopted", "全部采纳", "件", _OPINION + " AND t.adopted = 'all'", "其中全部采纳", {"parent": "review_all"}),
         ("review_late", "超期出具", "件", _OPINION + " AND t.opinion_on > t.due_on", "晚于应出具日期", {"parent": "review_all"})),
]

_J = "执法监督"
_SUPERVISION = [
    *lines(_J, "facility",
         ("studio", "行政执法监督工作室", "个", FACILITY.format("studio", "set_on"), "期末设有的",
          {"stock": True, "report": "F15", "source": "新设5个行政执法监督工作室"}),
         ("supervisor", "社会监督员", "名", FACILITY.format("supervisor", "set_on"), "期末聘任的",
          {"stock": True, "report": "F16", "source": "聘任10名社会监督员"}),
         ("contact", "行政执法监督联系点", "处", FACILITY.format("contact", "set_on"), "期末设有的",
          {"stock": True, "report": "F17", "source": "4处行政执法监督联系点"})),
    *lines(_J, "supervision",
         ("supervision", "监督检查", "次", EVENT, "按日期", {}),
         ("supervision_problems", "发现问题", "个", EVENT, "各次相加", {"measure": "sum t.problems_n"}),
         ("supervision_asked", "要求整改", "件", EVENT + " AND t.fix_due IS NOT NULL", "有整改期限的", {}),
         ("supervision_fixed", "已整改", "件", EVENT + " AND t.fix_due IS NOT NULL AND t.fix_result = 'done'",
          "其中已整改", {"parent": "supervision_asked"}),
         ("lenient", "不罚轻罚案件", "件", EVENT, "各次登记的件数相加",
          {"measure": "sum t.lenient_n", "report": "F13", "source": "办理不罚轻罚案265件"}),
         ("lenient_amount", "免罚少罚金额", "万元", EVENT, "各次登记的金额相加",
          {"measure": "money t.lenient_amount", "report": "F14", "source": "累计免罚少罚671.14万元"})),
    ratio_line("supervision_fixed_rate", "整改率", _J, "要求整改的里面已整改的", "supervision_fixed", "supervision_asked"),
    *[Figure(key, label, "件", _J, definition, "suit", where, **more) for key, label, where, definition, more in (
        ("suit", "行政诉讼开庭", EVENT, "按开庭日期，以本级政府为被告", {"report": "F24", "source": "行政诉讼案件7件"}),
        ("suit_head", "负责人出庭", EVENT + " AND t.head_attended = 1", "其中负责人出庭", {"parent": "suit"}))],
    ratio_line("suit_head_rate", "负责人出庭率", _J, "负责人出庭 ÷ 开庭", "suit_head", "suit", report="F25", source="出庭率达到100%"),
]

_V = "视频会见"
_VIDEO = [Figure(f"video_{kind}", label, "次", _V, "按会见日期，完成的", "video_visit",
                 EVENT + f" AND t.result = 'done' AND t.kind = '{kind}'", report=report, source=source)
          for kind, label, report, source in (
              ("family", "家属会见", "F74", "服刑人员家属会见108次"), ("court", "法院开庭", "F75", "法院开庭22次"),
              ("police", "公安提审", "F76", "公安机关提审15次"), ("discipline", "纪委监委提审", "F77", "纪委提审4次"))]

_ORDER = (*_MEDIATION, *_DESK, *_AID, *_CORRECTION, *_RESETTLEMENT, *_PUBLICITY, *_COUNSEL, *_REVIEWS, *_SUPERVISION,
          *_VIDEO, *ROSTERS, COVER)

_LABELS = {figure.key: figure.label for figure in _ORDER}
FIGURES: dict[str, Figure] = {
    figure.key: figure if figure.definition else replace(figure, definition=f"“{_LABELS[figure.parent]}”里的这一类")
    for figure in _ORDER}
"""Every indicator by key, in the order of the summary sheet."""


def compute(store: Store, span: Span, villages: Collection[str] | None = None,
            keys: Iterable[str] | None = None) -> dict[str, Amount]:
    """The amounts of a span, of the whole office or of some villages (uids); all figures or those of ``keys``."""
    found: dict[str, Amount] = {}

    def amount(key: str) -> Amount:
        if key not in found:
            found[key] = _amount(FIGURES[key])
        return found[key]

    def _amount(figure: Figure) -> Amount:
        part, whole, unknown = figure.ratio
        if figure is COVER:
            return Ratio(int(amount(part).number + amount(whole).number > 0), 1)
        if part:
            of, all_of = amount(part).number, amount(whole).number
            return Ratio(all_of - of if figure.complement else of, all_of, amount(unknown).number if unknown else 0)
        return measure.measure(store, figure, span, villages)

    wanted = list(FIGURES if keys is None else keys)
    return {key: amount(key) for key in wanted}


def records_of(store: Store, key: str, span: Span, villages: Collection[str] | None = None) -> list[tuple[str, list[int]]]:
    """(item key, row ids) of the records behind a number: of a ratio, those of its whole."""
    figure = FIGURES[key]
    if figure is COVER:
        return records_of(store, "village_sites", span, villages) + records_of(store, "town_site", span, villages)
    if figure.ratio[1]:
        return records_of(store, figure.ratio[1], span, villages)
    return [(figure.owner or figure.item, measure.ids(store, figure, span, villages))]


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that has to hold; ``text`` writes it out with its numbers. A soft one is only told."""

    label: str
    text: str
    holds: bool
    hard: bool = True


_SUMS = (  # label, left, right, hard
    ("社区矫正人数", ("correction_first", "+correction_received", "+correction_in", "-correction_released",
                "-correction_stopped", "-correction_out"), ("correction",), True),
    ("在矫分类", tuple(f"+correction_{code.code}" for code in choices("correction_category")), ("correction",), True),
    ("调处结果", ("mediation_success", "+mediation_failure"), ("mediation",), True),
    ("纠纷类型", tuple(f"+mediation_{code.code}" for code in choices("dispute_type")), ("mediation",), True),
    ("合法性审查分类", tuple(f"+review_{code.code}" for code in choices("review_kind")
                     if code.code not in ("contract", "advice")), ("review",), True),
    ("协议形式（供核对）", ("mediation_oral", "+mediation_written"), ("mediation_success",), False),
    ("执行地变更（供核对）", ("correction_in", "+correction_out"), ("correction_moves",), False),
)


def identities(store: Store, span: Span, villages: Collection[str] | None = None) -> list[Identity]:
    """Every identity of the figures, with its numbers."""
    amounts = compute(store, span, villages, {term.lstrip("+-") for _, left, right, _ in _SUMS for term in (*left, *right)})
    return [_identity(label, left, right, hard, amounts) for label, left, right, hard in _SUMS]


def _identity(label: str, left: tuple[str, ...], right: tuple[str, ...], hard: bool, amounts: dict[str, Amount]) -> Identity:
    total, words = 0, []
    for term in left:
        key, minus = term.lstrip("+-"), term.startswith("-")
        number = amounts[key].number
        total += -number if minus else number
        words.append(f"{('−' if minus else '+') if words else ''}{FIGURES[key].label} {number}")
    wanted = sum(amounts[key].number for key in right)
    holds = total == wanted
    told = f"{FIGURES[right[0]].label} {wanted}"
    return Identity(label, f"{' '.join(words)} = {total}，{told}", holds, hard)


__all__ = ["FIGURES", "Amount", "Count", "Distinct", "Figure", "Identity", "Money", "Ratio", "Span", "compute",
           "identities", "records_of"]
