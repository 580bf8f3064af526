"""Parts that many work items share: the head and the tail of a record, and who a person is (domain: work items §3.0)."""

from db.identity import read_id_card
from db.items.kinds import NOWHERE, By, Circumstances, Field, Gate, Kind, Record, Section

DAY = "event_on"
"""The date that decides in which month a record counts, never the day of its entry."""


def head(day: str = "日期", day_need: Gate = Gate.REPORT, village: str = "村居",
         in_list: bool = True) -> tuple[Field, ...]:
    """Number, the day that decides the month, place and who did it; ``day`` '' = the day follows from other dates.
    ``in_list``: whether a list shows the place, which many kinds of work have none of."""
    return (
        Field("record_no", "编号", by=By.PROGRAM, width=12),
        Field(DAY, day or "统计日期", Kind.DATE, need=day_need if day else NOWHERE,
              by=By.HABIT if day else By.PROGRAM, width=8 if day else 0),
        Field("village", village, Kind.LINK, "village", by=By.HABIT if day else By.HAND, width=5 if in_list else 0),
        Field("handler", "经办人", Kind.LINK, "mediator", need=Gate.REPORT, by=By.HABIT),
    )


def tail() -> Section:
    """Remark, what another system calls the record, and what the program notes about it."""
    return Section("tail", "备注", (
        Field("remark", "备注", Kind.LONG, limit=500),
        Field("ext_sys", "外部系统", Kind.CHOICE, "ext_system", by=By.HABIT),
        Field("ext_no", "外部编号", limit=50),
        Field("ext_on", "外部录入日期", Kind.DATE),
        Field("opening", "期初建账", Kind.FLAG, by=By.PROGRAM),  # stock on the day the books began, never "received"
        Field("late_entry", "补录", Kind.FLAG, by=By.PROGRAM),  # entered after its month was closed
    ))


def person(need: Gate = Gate.REPORT, home: str = "居住地址") -> tuple[Field, ...]:
    """Who somebody is, by the words of the identity card."""
    return (
        Field("name", "姓名", need=Gate.SAVE | need, limit=30, mask="name", width=4),
        Field("id_type", "证件类型", Kind.CHOICE, "id_type"),
        Field("id_no", "证件号码", need=need, mask="id", hint="18 位"),
        Field("sex", "性别", Kind.CHOICE, "sex", need=need),
        Field("birth", "出生日期", Kind.DATE, mask="birth"),
        Field("phone", "电话", mask="phone"),
        Field("address", home, mask="address", limit=100),
    )


def follow_card(record: Record, now: Circumstances) -> Record:
    """Document type, sex and birth date as the identity card says them; only empty fields are filled."""
    number = record.get("id_no")
    if not number or record.get("id_type") not in (None, "id_card"):
        return record
    card = read_id_card(number)
    if card.fault:
        return record
    told = {"id_type": "id_card", "sex": card.sex, "birth": card.birth}
    return record | {key: value for key, value in told.items() if not record.get(key)}
