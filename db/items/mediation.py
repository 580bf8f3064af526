"""纠纷调解: the mediation case and its parties (field table: domain dictionary §9)."""

from db.items.kinds import By, Field, Gate, Item, Kind, Secrecy, Section
from db.items.mediation_rules import CASE_RULES, case_name, side_of

_REPORT = Gate.REPORT
_FILE = Gate.ARCHIVE
_BOTH = Gate.REPORT | Gate.ARCHIVE

PARTY = Item(
    "party",
    "当事人",
    (
        Section("party", "当事人", (
            Field("role", "地位", Kind.CHOICE, "party_role", need=_REPORT),
            Field("kind", "类别", Kind.CHOICE, "party_kind", need=_REPORT),
            Field("name", "姓名或名称", need=Gate.PRINT | _BOTH, limit=30, mask="name"),
            Field("id_type", "证件类型", Kind.CHOICE, "id_type"),  # follows from the number
            Field("id_no", "证件号码", need=_REPORT, mask="id", hint="18 位"),
            Field("sex", "性别", Kind.CHOICE, "sex"),
            Field("birth", "出生日期", Kind.DATE, mask="birth"),
            Field("ethnicity", "民族", Kind.CHOICE, "ethnicity", by=By.HABIT),
            Field("occupation", "职业", limit=30, by=By.HABIT),
            Field("phone", "电话", need=_REPORT, mask="phone"),
            Field("village", "村居", Kind.LINK, "village"),
            Field("address", "住址", mask="address", limit=100),
            Field("legal_rep", "负责人", limit=30, mask="name"),
            Field("agent", "代理人", limit=30, mask="name"),
            Field("agent_power", "代理权限", Kind.CHOICE, "agent_power"),
            Field("person", "人员库", Kind.LINK, "person", by=By.INNER),
        )),
    ),
    parent="mediation_case",
    name_of=side_of,
)

CASE = Item(
    "mediation_case",
    "纠纷调解",
    (
        Section("accept", "受理", (
            Field("case_no", "案号", width=14, by=By.PROGRAM),
            Field("committee", "调委会", Kind.LINK, "committee", need=_REPORT, by=By.HABIT),
            Field("studio", "调解工作室", limit=30, by=By.HABIT),
            Field("source", "案件来源", Kind.CHOICE, "case_source", need=_BOTH, by=By.HABIT),
            Field("accept_date", "受理日期", Kind.DATE, need=_BOTH),
            Field("registrar", "登记人", Kind.LINK, "mediator", need=_BOTH, by=By.HABIT),
            Field("dispute_type", "纠纷类型", Kind.CHOICE, "dispute_type", need=_BOTH, width=6),
            Field("dispute_subtype", "细类", limit=30),
            Field("occur_date", "发生日期", Kind.DATE),
            Field("occur_place", "发生地点", limit=30),
            Field("village", "村居", Kind.LINK, "village", need=_REPORT, by=By.HABIT),
            Field("summary", "纠纷简要情况", Kind.LONG, need=_BOTH, limit=500, hint="谁和谁，为什么事"),
            Field("requests", "申请事项", Kind.LONG, limit=500, hint="一行一项"),
            Field("one_line", "登记原话", by=By.NOTE),  # as typed, initials and slips of the pen included
            Field("paper_slip_no", "纸质单号", limit=30),
        )),
        Section("parties", "当事人", (
            Field("parties", "当事人", Kind.ROWS, "party", need=Gate.SAVE | Gate.PRINT | _BOTH, width=14),
            Field("people_count", "涉及人数", Kind.NUMBER, hint="不填就按当事人数"),
            Field("migrant_worker", "涉及农民工", Kind.CHOICE, "yes_no", need=_REPORT),
            Field("special_group", "涉及特殊群体", Kind.CHOICE, "special_group", need=_REPORT),
            Field("has_death", "有无死亡", Kind.CHOICE, "has_death", need=_REPORT),
        )),
        Section("mediate", "调解", (
            Field("difficulty", "难度级别", Kind.CHOICE, "difficulty", need=_REPORT),
            Field("case_attr", "案件属性", limit=30),
            Field("prediction", "案件预测", Kind.CHOICE, "prediction"),
            Field("cross_committee", "跨调委会", Kind.FLAG),
            Field("mediator", "调解员", Kind.LINK, "mediator", need=Gate.PRINT | _BOTH, by=By.HABIT),
            Field("co_mediator", "协办调解员", Kind.LINK, "mediator", by=By.HABIT),
            Field("recorder", "记录人", Kind.LINK, "mediator", need=_FILE, by=By.HABIT),
            Field("mediation_date", "调解日期", Kind.DATE, need=_BOTH, width=6),
            Field("mediation_place", "调解地点", need=_BOTH, limit=30, by=By.HABIT),
            Field("participants", "参加人", limit=100, mask="name", hint="邀请到场的人，不含调解员和当事人"),
            Field("process_note", "调解记录", Kind.LONG, limit=1000),
            Field("result", "调解结果", Kind.CHOICE, "result", need=_BOTH, width=8),
            Field("fail_reason", "不成原因", Kind.LONG, limit=500),
            Field("advised_remedy", "告知途径", Kind.LONG, limit=100),
            Field("escalation", "防止转化", Kind.CHOICE, "escalation", need=_REPORT),
            Field("escalation_persons", "防止转化人数", Kind.NUMBER),
        )),
        Section("agreement", "协议", (
            Field("agreement_form", "协议形式", Kind.CHOICE, "agreement_form"),
            Field("agreement_no", "协议编号", by=By.PROGRAM),
            Field("agreement_text", "协议内容", Kind.LONG, limit=1000, ahead=True),
            Field("agreement_date", "协议日期", Kind.DATE),
            Field("effective_date", "生效日期", Kind.DATE),
            Field("amount", "协议金额", Kind.MONEY, width=7, hint="没有就填 0"),
            Field("perform_mode", "履行方式", Kind.CHOICE, "perform_mode"),
            Field("perform_due", "履行期限", Kind.DATE, ahead=True),
            Field("perform_place", "履行地点", limit=30),
            Field("judicial_confirm", "司法确认", Kind.CHOICE, "judicial_confirm"),
            Field("confirm_no", "确认文号", limit=50),
            Field("confirm_date", "确认日期", Kind.DATE),
        )),
        Section("follow_up", "履行回访", (
            Field("perform_status", "履行情况", Kind.CHOICE, "perform_status"),
            Field("perform_date", "履行完毕日期", Kind.DATE),
            Field("visit_date", "回访日期", Kind.DATE),
            Field("visit_mode", "回访方式", Kind.CHOICE, "visit_mode"),
            Field("visitor", "回访人", Kind.LINK, "mediator"),
            Field("visit_note", "回访情况", Kind.LONG, limit=500),
            Field("satisfied", "是否满意", Kind.CHOICE, "satisfied"),
        )),
        Section("file", "归档", (
            Field("title", "卷名", limit=200, hint="不填就按当事人和类型"),
            Field("closed_date", "结案日期", Kind.DATE, need=_FILE),
            Field("signed", "当事人已签名", Kind.FLAG),
            Field("sealed", "调委会已盖章", Kind.FLAG),
            Field("retention", "保管期限", Kind.CHOICE, "retention", need=_FILE, by=By.HABIT),
            Field("file_maker", "立卷人", Kind.LINK, "mediator", need=_FILE, by=By.HABIT),
            Field("file_date", "立卷日期", Kind.DATE, need=_FILE),
            Field("subsidy_class", "补贴等级", limit=30),
            Field("subsidy_amount", "补贴金额", Kind.MONEY),
            Field("claim_no", "申报单号", limit=30),
            Field("claim_state", "申报状态", Kind.CHOICE, "claim_state"),
            Field("ext_on", "录入平台日期", Kind.DATE, hint="录进“智慧调解”的那天"),
        )),
        Section("report", "上报", (
            Field("event_on", "统计日期", Kind.DATE, by=By.PROGRAM),
            Field("report_state", "上报状态", Kind.CHOICE, "report_state", width=8, by=By.NOTE),
            Field("report_batch", "上报批次", by=By.INNER),
            Field("report_reason", "退回原因", by=By.NOTE),
            Field("report_date", "回执日期", Kind.DATE, by=By.NOTE),
            Field("exported_rev", "导出的版本", Kind.NUMBER, by=By.INNER),
            Field("accepted_rev", "接收的版本", Kind.NUMBER, by=By.INNER),
            Field("platform_no", "平台案号", by=By.PROGRAM),
            Field("origins", "文字来源", by=By.INNER),
            Field("origin", "来自咨询", Kind.LINK, "consultation", by=By.PROGRAM),
            Field("late_entry", "补录", Kind.FLAG, by=By.PROGRAM),
        )),
    ),
    rules=CASE_RULES,
    name_of=case_name,
    quick=("parties", "dispute_type", "summary", "result", "agreement_form", "agreement_text", "amount",
           "mediation_date"),  # level A of the domain dictionary §8.4
    secrecy=Secrecy.PERSONAL,
)
