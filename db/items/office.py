"""The office's own registers: committees, mediators, villages, and the directory of people met before."""

from db.items.kinds import Field, Gate, Item, Kind, Section

COMMITTEE = Item(
    "committee",
    "调解委员会",
    (
        Section("main", "调解委员会", (
            Field("name", "名称", need=Gate.SAVE, width=16),
            Field("abbr", "简称", width=4, hint="用在案号里，例如 海"),
            Field("kind", "类型", Kind.CHOICE, "committee_kind", width=6),
            Field("code", "编码"),
            Field("area_code", "行政区划代码", hint="6 到 12 位数字"),
            Field("oral_number", "口头案号模板", hint="{abbr}人调口字〔{year}〕第{seq:03d}号"),
            Field("written_number", "书面案号模板", hint="{abbr}人调字〔{year}〕第{seq:03d}号"),
        )),
    ),
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
    ),
)

VILLAGE = Item(
    "village",
    "村居",
    (
        Section("main", "村（居）", (
            Field("name", "名称", need=Gate.SAVE, width=10),
            Field("code", "区划代码", width=12),
            Field("closed", "已撤并", Kind.FLAG),
        )),
    ),
)

PERSON = Item(
    "person",
    "人员库",
    (
        Section("main", "当事人", (
            Field("name", "姓名", need=Gate.SAVE, width=6, mask="name"),
            Field("initials", "拼音首字母", editable=False),
            Field("pinyin", "拼音", editable=False),
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
)
