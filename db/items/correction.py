"""社区矫正: the file of a person under correction and its registers (domain: work items §3.1)."""

from db.items import correction_rules as rules
from db.items.common import head, person, tail
from db.items.kinds import By, Field, Gate, Item, Kind, Secrecy, Section

_REPORT = Gate.REPORT

TEAM = Item(
    "correction_team",
    "矫正小组",
    (
        Section("member", "成员", (
            Field("name", "姓名", need=_REPORT, limit=30, mask="name"),
            Field("role", "身份", Kind.CHOICE, "team_role", need=_REPORT),
            Field("sex", "性别", Kind.CHOICE, "sex"),
            Field("phone", "电话", mask="phone"),
        )),
    ),
    parent="correction",
    name_of=lambda row: "成员",
    secrecy=Secrecy.SENSITIVE,
)

CORRECTION = Item(
    "correction",
    "社区矫正对象",
    (
        Section("person", "对象", (
            *head("", village="居住村居"),
            *person(),
            Field("used_name", "曾用名", limit=30, mask="name"),
            Field("juvenile", "未成年", Kind.FLAG),
            Field("guardian", "监护人", limit=30, mask="name"),
            Field("guardian_tel", "监护人电话", mask="phone"),
            Field("ethnicity", "民族", Kind.CHOICE, "ethnicity"),
            Field("education", "文化程度", Kind.CHOICE, "education"),
            Field("marital", "婚姻状况", Kind.CHOICE, "marital"),
            Field("political", "政治面貌", Kind.CHOICE, "political"),
            Field("health", "健康状况", Kind.CHOICE, "health", mask="secret"),
            Field("home_address", "户籍地", mask="address", limit=100),
            Field("work_unit", "工作就读单位", limit=100, mask="secret"),
        )),
        Section("sentence", "判决", (
            Field("category", "矫正类别", Kind.CHOICE, "correction_category", need=_REPORT, width=6),
            Field("outside_reason", "监外执行情形", Kind.CHOICE, "outside_reason", mask="secret"),
            Field("crime_class", "罪名分类", Kind.CHOICE, "crime_class", mask="secret"),
            Field("crime", "具体罪名", need=_REPORT, limit=50, mask="secret"),
            Field("sentence", "原判刑期", limit=50, mask="secret"),
            Field("sentence_from", "刑期起", Kind.DATE),
            Field("sentence_to", "刑期止", Kind.DATE, ahead=True),
            Field("extra_penalty", "附加刑", limit=50, mask="secret"),
            Field("decide_org", "决定机关", need=_REPORT, limit=50),
            Field("doc_no", "文书号", need=_REPORT, limit=50),
            Field("doc_eff_on", "文书生效日期", Kind.DATE, need=_REPORT),
            Field("ban", "禁止令", Kind.FLAG),
            Field("ban_text", "禁止令内容", Kind.LONG, limit=500, mask="secret"),
            Field("ban_from", "禁止令起", Kind.DATE),
            Field("ban_to", "禁止令止", Kind.DATE, ahead=True),
        )),
        Section("reception", "接收", (
            Field("correction_no", "矫正对象编号", limit=50),
            Field("docs_recv_on", "收到文书日期", Kind.DATE),
            Field("report_due_on", "应报到日期", Kind.DATE, by=By.PROGRAM),
            Field("reported_on", "报到日期", Kind.DATE, need=_REPORT, width=8),
            Field("recv_mode", "接收方式", Kind.CHOICE, "receive_mode", need=_REPORT),
            Field("recv_kind", "接收类型", Kind.CHOICE, "receive_kind", need=_REPORT),
            Field("declare_on", "入矫宣告日期", Kind.DATE),
            Field("term_from", "矫正期起", Kind.DATE, need=_REPORT),
            Field("term_to", "矫正期止", Kind.DATE, need=_REPORT, ahead=True, width=8),
            Field("level", "管理类别", Kind.CHOICE, "correction_level", width=6),
            Field("history4", "四史", Kind.CHOICES, "history4", mask="secret"),
            Field("related3", "三涉", Kind.CHOICES, "related3", mask="secret"),
            Field("recidivist", "惯犯", Kind.FLAG, mask="secret"),
            Field("plan_on", "矫正方案日期", Kind.DATE),
        )),
        Section("team", "小组", (
            Field("team", "矫正小组", Kind.ROWS, "correction_team"),
        )),
        Section("end", "结束", (
            Field("status", "状态", Kind.CHOICE, "correction_status", width=6, by=By.PROGRAM),
            Field("end_kind", "结束类型", Kind.CHOICE, "correction_end"),
            Field("end_on", "结束日期", Kind.DATE),
            Field("end_doc", "结束文书", limit=50),
            Field("handover_on", "转安置帮教日期", Kind.DATE),
        )),
        tail(),
    ),
    rules=(rules.correction_rules,),
    letters="SJ",
    start={"juvenile": False, "recv_mode": "01", "recv_kind": "first", "level": "normal", "ban": False,
           "ethnicity": "01"},
    quick=("name", "id_no", "juvenile", "phone", "village", "category", "crime", "decide_org", "doc_no",
           "doc_eff_on", "reported_on", "recv_mode", "recv_kind", "term_from", "term_to", "level"),
    secrecy=Secrecy.SENSITIVE,
    locked=True,
    restricted=rules.juvenile,
    follow=rules.follow_correction,
    dues=rules.correction_dues,
)


def _register(key: str, label: str, day: str, fields: tuple[Field, ...], **more: object) -> Item:
    """One register of a person's file: every entry is a record with a day of its own."""
    return Item(
        f"correction_{key}", label,
        (Section("main", label, (
            Field("subject", "社区矫正对象", Kind.LINK, "correction", need=Gate.SAVE, by=By.INNER),
            Field("event_on", day, Kind.DATE, need=Gate.SAVE, width=8),
            *fields,
            Field("handler", "经办人", Kind.LINK, "mediator", by=By.HABIT),
            Field("remark", "备注", Kind.LONG, limit=500),
            Field("late_entry", "补录", Kind.FLAG, by=By.PROGRAM),
        )),),
        name_of=lambda record: "", owner="correction", secrecy=Secrecy.SENSITIVE, locked=True, **more)


REGISTERS = (
    _register("report", "报告", "报告日期", (
        Field("due_on", "应报告日期", Kind.DATE, ahead=True),
        Field("channel", "方式", Kind.CHOICE, "report_channel", need=_REPORT, width=6, by=By.HABIT),
        Field("content", "报告内容", Kind.LONG, limit=500, width=16),
        Field("reviewer", "审阅人", limit=30),
    )),
    _register("visit", "走访", "走访日期", (
        Field("kind", "方式", Kind.CHOICE, "check_kind", need=_REPORT, width=6, by=By.HABIT),
        Field("place", "地点", limit=50, mask="address"),
        Field("met", "见到的人", limit=30, mask="name"),
        Field("content", "情况", Kind.LONG, need=_REPORT, limit=500, width=16),
        Field("problem", "发现问题", Kind.LONG, limit=500),
        Field("follow_up", "处理", Kind.LONG, limit=500),
        Field("staff2", "同行人", limit=30),
    )),
    _register("education", "教育", "日期", (
        Field("kind", "类型", Kind.CHOICE, "education_kind", need=_REPORT, width=8, by=By.HABIT),
        Field("topic", "主题", limit=100, width=14),
        Field("minutes", "时长（分钟）", Kind.NUMBER),
        Field("educator", "教育人", limit=30),
    )),
    _register("service", "公益", "日期", (
        Field("place", "地点", limit=50),
        Field("work", "内容", limit=100, width=14, need=_REPORT),
        Field("minutes", "时长（分钟）", Kind.NUMBER, width=6),
        Field("organiser", "组织人", limit=30),
    )),
    _register("leave", "请假", "申请日期", (
        Field("reason", "事由", Kind.CHOICE, "leave_reason", need=_REPORT, width=8),
        Field("destination", "目的地", limit=50, need=_REPORT, width=8, mask="address"),
        Field("leave_from", "外出起", Kind.DATE, need=_REPORT, ahead=True),
        Field("leave_to", "外出止", Kind.DATE, need=_REPORT, ahead=True, width=8),
        Field("days", "天数", Kind.NUMBER),
        Field("papers", "证明材料", limit=100),
        Field("approver", "批准人", limit=30),
        Field("approve_on", "批准日期", Kind.DATE),
        Field("back_on", "销假日期", Kind.DATE, width=8),
        Field("routine", "经常性跨市县", Kind.FLAG),
    ), rules=(rules.leave_rules,), follow=rules.follow_leave, dues=rules.leave_dues),
    _register("move", "执行地变更", "申请日期", (
        Field("direction", "方向", Kind.CHOICE, "move_direction", need=_REPORT, width=4),
        Field("reason", "理由", limit=100),
        Field("other_county", "对方县区", limit=50, width=8),
        Field("opinion_on", "出具意见日期", Kind.DATE),
        Field("decided_on", "决定日期", Kind.DATE, width=8),
        Field("result", "结果", Kind.CHOICE, "move_result", width=6),
        Field("arrive_by", "应报到日期", Kind.DATE, ahead=True),
        Field("arrived_on", "实际报到日期", Kind.DATE),
    )),
    _register("merit", "奖惩", "日期", (
        Field("kind", "类型", Kind.CHOICE, "merit_kind", need=_REPORT, width=8),
        Field("facts", "事实", Kind.LONG, need=_REPORT, limit=500, width=14),
        Field("doc_no", "文书号", limit=50),
        Field("decider", "决定机关", limit=50),
        Field("decided_on", "决定日期", Kind.DATE),
        Field("outcome", "结果", limit=100),
    )),
    _register("locator", "定位", "批准日期", (
        Field("reason", "情形", Kind.CHOICE, "locator_reason", need=_REPORT, width=10),
        Field("until_on", "期限止", Kind.DATE, need=_REPORT, ahead=True, width=8),
        Field("extensions", "延长次数", Kind.NUMBER),
        Field("off_on", "解除日期", Kind.DATE, width=8),
    ), rules=(rules.locator_rules,), dues=rules.locator_dues),
    _register("missing", "脱漏管", "开始日期", (
        Field("kind", "类型", Kind.CHOICE, "missing_kind", need=_REPORT, width=4),
        Field("found_on", "查找到日期", Kind.DATE, width=8),
        Field("cause", "原因", limit=100, width=10),
        Field("action", "措施", Kind.LONG, limit=500),
        Field("outcome", "结果", limit=100),
    ), dues=rules.missing_dues),
    _register("approval", "审批", "申请日期", (
        Field("kind", "事项", Kind.CHOICE, "approval_kind", need=_REPORT, width=8),
        Field("reason", "理由", Kind.LONG, limit=500, width=12),
        Field("approver", "批准人", limit=30),
        Field("approve_on", "批准日期", Kind.DATE),
        Field("result", "结果", Kind.CHOICE, "move_result", width=6),
    )),
)
"""The ten registers of a file; their LINK ``subject`` says whose."""
