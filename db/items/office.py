"""村居名册: everything that is a roster with dates, and the directory of people met before.

Coverage rates need one denominator: the villages that are on the roster at a date (domain: work items §3.6, §3.7,
§3.14, §3.15). The first section of committee, mediator and village is what 设置 asks; the rest is asked in 村居名册.
"""

from collections.abc import Iterable, Iterator

from db.items.common import head
from db.items.correction_rules import plus
from db.items.kinds import By, Circumstances, Due, Field, Gate, Item, Kind, Problem, Record, Secrecy, Section

_REPORT = Gate.REPORT

_NOTED = (
    Field("remark", "备注", Kind.LONG, limit=500),
    Field("opening", "期初建账", Kind.FLAG, by=By.PROGRAM),
)


def committee_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    """The term of a committee is three years (Mediation Law art. 9)."""
    if record.get("term_to") and not record.get("dissolved_on"):
        yield Due(plus(record["term_to"], -now.limits["committee_warn_days"]), "调委会快要换届", "committee_warn_days",
                  ("term_to",))


COMMITTEE = Item(
    "committee",
    "调解委员会",
    (
        Section("main", "调解委员会", (
            Field("name", "名称", need=Gate.SAVE, width=16),
            Field("abbr", "简称", width=4, hint="用在案号里，例如 海"),
            Field("kind", "类型", Kind.CHOICE, "committee_kind", need=_REPORT, width=6),
            Field("code", "编码"),
            Field("area_code", "行政区划代码", hint="6 到 12 位数字"),
            Field("oral_number", "口头案号模板", hint="{abbr}人调口字〔{year}〕第{seq:03d}号"),
            Field("written_number", "书面案号模板", hint="{abbr}人调字〔{year}〕第{seq:03d}号"),
        )),
        Section("term", "设立和任期", (
            Field("village", "村居", Kind.LINK, "village", width=8),
            Field("set_on", "设立日期", Kind.DATE, need=_REPORT, width=8),
            Field("term_from", "任期起", Kind.DATE),
            Field("term_to", "任期止", Kind.DATE, ahead=True, width=8),
            Field("dissolved_on", "撤销日期", Kind.DATE),
            *_NOTED,
        )),
    ),
    dues=committee_dues,
)

MEDIATOR_TRAINING = Item(
    "mediator_training",
    "培训",
    (
        Section("training", "培训", (
            Field("on_day", "日期", Kind.DATE, need=_REPORT),
            Field("kind", "类型", Kind.CHOICE, "training_kind"),
            Field("topic", "内容", limit=100),
            Field("minutes", "时长（分钟）", Kind.NUMBER),
            Field("passed", "合格", Kind.FLAG),
        )),
    ),
    parent="mediator",
    name_of=lambda row: "培训",
)

MEDIATOR = Item(
    "mediator",
    "人员",
    (
        Section("main", "调解员和工作人员", (
            Field("name", "姓名", need=Gate.SAVE, width=6),
            Field("kind", "专职或兼职", Kind.CHOICE, "mediator_kind", width=4),
            Field("committee", "调委会", Kind.LINK, "committee", width=12),
            Field("phone", "电话", mask="phone", width=11),
            Field("left", "已离任", Kind.FLAG),
        )),
        Section("more", "任职", (
            Field("sex", "性别", Kind.CHOICE, "sex", width=4),
            Field("birth", "出生日期", Kind.DATE, mask="birth"),
            Field("education", "文化程度", Kind.CHOICE, "education"),
            Field("political", "政治面貌", Kind.CHOICE, "political"),
            Field("post", "职务", Kind.CHOICE, "mediator_post", width=6),
            Field("cert_no", "证书号", limit=50),
            Field("law_qualified", "法律职业资格", Kind.FLAG),
            Field("appoint_on", "聘任日期", Kind.DATE, need=_REPORT, width=8),
            Field("exit_on", "离任日期", Kind.DATE),
            Field("trainings", "培训", Kind.ROWS, "mediator_training"),
            *_NOTED,
        )),
    ),
)

CULTURE_SITE = Item(
    "culture_site",
    "法治文化阵地",
    (
        Section("site", "阵地", (
            Field("name", "名称", need=_REPORT, limit=50),
            Field("kind", "类型", Kind.CHOICE, "site_kind"),
            Field("built_on", "建成日期", Kind.DATE, need=_REPORT),
            Field("closed_on", "停用日期", Kind.DATE),
        )),
    ),
    parent="village",
    name_of=lambda row: "阵地",
    secrecy=Secrecy.PUBLIC,
)

MODEL_VILLAGE = Item(
    "model_village",
    "民主法治示范村",
    (
        Section("model", "示范村", (
            Field("level", "级别", Kind.CHOICE, "model_level", need=_REPORT),
            Field("batch", "批次", limit=20, hint="如 第九批"),
            Field("applied_on", "申报日期", Kind.DATE),
            Field("named_on", "命名日期", Kind.DATE),
            Field("review_on", "复核日期", Kind.DATE),
            Field("review_result", "复核结果", Kind.CHOICE, "model_review"),
        )),
    ),
    parent="village",
    name_of=lambda row: "示范村",
    secrecy=Secrecy.PUBLIC,
)

VILLAGE = Item(
    "village",
    "村居",
    (
        Section("main", "村（居）", (
            Field("name", "名称", need=Gate.SAVE, width=10),
            Field("code", "区划代码"),
            Field("closed", "已撤并", Kind.FLAG),
        )),
        Section("more", "基本情况", (
            Field("kind", "类型", Kind.CHOICE, "village_kind", need=_REPORT, width=6),
            Field("population", "人口", Kind.NUMBER, hint="人", width=6),
            Field("households", "户数", Kind.NUMBER, hint="户"),
            Field("groups", "村民小组", Kind.NUMBER, hint="个"),
            Field("secretary", "书记", limit=30, width=6),
            Field("phone", "电话", mask="phone"),
            Field("valid_from", "起始日期", Kind.DATE),
            Field("valid_to", "撤并日期", Kind.DATE),
            Field("room_on", "工作室设立日期", Kind.DATE),
            Field("upgraded_on", "平台提档升级日期", Kind.DATE),
            *_NOTED,
        )),
        Section("sites", "法治文化阵地", (
            Field("sites", "阵地", Kind.ROWS, "culture_site"),
        )),
        Section("models", "民主法治示范村", (
            Field("models", "示范村", Kind.ROWS, "model_village"),
        )),
    ),
    secrecy=Secrecy.PUBLIC,
)

LAW_TRAINING = Item(
    "law_person_training",
    "培训",
    MEDIATOR_TRAINING.sections,
    parent="law_person",
    name_of=lambda row: "培训",
)

LAW_PERSON = Item(
    "law_person",
    "法律明白人",
    (
        Section("main", "法治带头人、法律明白人", (
            *head(""),
            Field("kind", "类型", Kind.CHOICE, "law_person_kind", need=_REPORT, width=8, by=By.HABIT),
            Field("name", "姓名", need=Gate.SAVE | _REPORT, limit=30, width=6, mask="name"),
            Field("sex", "性别", Kind.CHOICE, "sex", need=_REPORT),
            Field("group_no", "村民小组", limit=30),
            Field("birth", "出生日期", Kind.DATE, mask="birth"),
            Field("education", "文化程度", Kind.CHOICE, "education"),
            Field("political", "政治面貌", Kind.CHOICE, "political"),
            Field("phone", "电话", mask="phone"),
            Field("identity", "身份", Kind.CHOICES, "law_person_identity"),
            Field("recommend", "产生方式", Kind.CHOICE, "recommend_way"),
            Field("appoint_on", "聘任日期", Kind.DATE, need=_REPORT, width=8, by=By.HABIT),
            Field("cert_no", "证书号", limit=50),
            Field("exit_on", "退出日期", Kind.DATE),
            Field("exit_why", "退出原因", limit=100),
            Field("trainings", "培训", Kind.ROWS, "law_person_training"),
            *_NOTED,
        )),
    ),
    letters="MB",
    start={"kind": "person"},
    quick=("village", "kind", "name", "sex", "phone", "appoint_on", "cert_no"),
    secrecy=Secrecy.PERSONAL,
    follow=lambda record, now: record | {"event_on": record.get("appoint_on") or
                                         (record.get("created_at") or now.today.isoformat())[:10]},
)


def counsel_dues(record: Record, now: Circumstances) -> Iterable[Due]:
    if record.get("contract_to") and not record.get("ended"):
        yield Due(plus(record["contract_to"], -now.limits["counsel_warn_days"]), "法律顾问合同快到期", "counsel_warn_days",
                  ("contract_to",))


def counsel_rules(record: Record, now: Circumstances) -> Iterator[Problem]:
    if record.get("contract_from") and record.get("contract_to") and record["contract_to"] < record["contract_from"]:
        yield Problem(("contract_to",), "合同期止早于合同期起", _REPORT)


COUNSEL = Item(
    "counsel",
    "村居法律顾问",
    (
        Section("main", "村居法律顾问", (
            Field("name", "姓名", need=Gate.SAVE | _REPORT, limit=30, width=6),
            Field("village", "村居", Kind.LINK, "village", need=_REPORT, width=8),
            Field("org", "律所或法律服务所", need=_REPORT, limit=50, width=12, by=By.HABIT),
            Field("licence_no", "执业证号", limit=50),
            Field("phone", "电话", need=_REPORT, mask="phone"),
            Field("contract_from", "合同期起", Kind.DATE, need=_REPORT, by=By.HABIT),
            Field("contract_to", "合同期止", Kind.DATE, need=_REPORT, ahead=True, width=8, by=By.HABIT),
            Field("group_chat", "已建微信群", Kind.FLAG),
            Field("posted", "已设公示牌", Kind.FLAG),
            Field("ended", "已解聘", Kind.FLAG),
            *_NOTED,
        )),
    ),
    rules=(counsel_rules,),
    quick=("village", "name", "org", "phone", "contract_from", "contract_to"),
    dues=counsel_dues,
)

FACILITY = Item(
    "facility",
    "机构和站点",
    (
        Section("main", "机构和站点", (
            Field("name", "名称", need=Gate.SAVE | _REPORT, limit=60, width=16),
            Field("kind", "类型", Kind.CHOICE, "facility_kind", need=_REPORT, width=12),
            Field("level", "级别", Kind.CHOICE, "facility_level", width=6),
            Field("village", "村居", Kind.LINK, "village"),
            Field("set_on", "设立（聘任）日期", Kind.DATE, need=_REPORT, width=8),
            Field("upgraded_on", "提档升级日期", Kind.DATE),
            Field("closed_on", "撤销日期", Kind.DATE),
            *_NOTED,
        )),
    ),
)
"""What an office has and since when: platform, correction committee, supervision studio, contact points."""

PERSON = Item(
    "person",
    "人员库",
    (
        Section("main", "当事人", (
            Field("name", "姓名", need=Gate.SAVE, width=6, mask="name"),
            Field("initials", "拼音首字母", by=By.INNER),
            Field("pinyin", "拼音", by=By.INNER),
            Field("kind", "类别", Kind.CHOICE, "party_kind"),
            Field("id_type", "证件类型", Kind.CHOICE, "id_type"),
            Field("id_no", "证件号码", mask="id"),
            Field("sex", "性别", Kind.CHOICE, "sex"),
            Field("birth", "出生日期", Kind.DATE),
            Field("ethnicity", "民族", Kind.CHOICE, "ethnicity"),
            Field("occupation", "职业"),
            Field("phone", "电话", mask="phone", width=11),
            Field("village", "村居", Kind.LINK, "village", width=8),
            Field("address", "住址", mask="address"),
            Field("legal_rep", "负责人"),
        )),
    ),
    secrecy=Secrecy.PERSONAL,
)
