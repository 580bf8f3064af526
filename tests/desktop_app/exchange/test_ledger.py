"""The ledger of any item: its columns, its rows in words, and what it does not tell."""

from math import ceil

import pytest

from db.items import (
    BY_KEY,
    CASE,
    CORRECTION,
    ITEMS,
    LEGAL_REVIEW,
    MEDIATOR,
    PUBLICITY,
    RESETTLEMENT,
    SCREENING,
    VIDEO_VISIT,
)
from db.items.kinds import Kind
from desktop_app.exchange.ledger import Shown, columns, ledgers
from desktop_app.exchange.mask import Restricted

NOBODY = Restricted(())
NAMES = {"village": {"v1": "东村"}, "mediator": {"m1": "刘淑芬"}}


def record(item, **said):
    return item.blank() | {"uid": "u-1", "revision": 2} | said


def told(item, *records, shown=None):
    """Header -> cell of every row of the first sheet."""
    page = ledgers(item, "表", records, shown or Shown(NAMES, NOBODY))[0]
    return [dict(zip([column.header for column in page.sheet.columns], row, strict=True)) for row in page.rows]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_item_has_a_ledger(item):
    assert len({column.key for column in columns(item)}) == len(columns(item))
    assert [column.key for column in columns(item)][-3:] == ["uid", "rev", "hash"]
    assert len(ledgers(item, "表", [record(item)], Shown(NAMES, NOBODY))[0].rows) == 1


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_every_label_fits_above_its_column_in_two_lines(item):
    assert [column.header for column in columns(item) if 2 * ceil(len(column.header) / 2) > column.width - 1] == []


def test_notes_of_the_program_are_no_columns():
    keys = {column.key for column in columns(CASE)}
    assert not keys & {"one_line", "origins", "report_state", "report_batch", "report_reason", "exported_rev"}
    assert {"case_no", "event_on", "parties", "late_entry"} <= keys


def test_every_kind_is_told_in_words():
    [row] = told(PUBLICITY, record(PUBLICITY, village="v1", handler="m1", theme="labour", form="lecture,leaflet",
                                   late_entry=True, leaflet_n=10))
    assert (row["村居"], row["经办人"], row["补录"], row["发放资料"]) == ("东村", "刘淑芬", "是", 10)
    assert row["版本"] == "2" and row["记录号"] == "u-1" and len(row["校验"]) == 16
    [row] = told(LEGAL_REVIEW, record(LEGAL_REVIEW, amount=1_234_500))
    assert float(row["金额"]) == 12345.0


def test_rows_are_one_text_without_empty_words():
    issues = [{"kind": "price", "text": "大小写不一致", "fixed": False}, {"text": "没有期限", "fixed": True}]
    [row] = told(LEGAL_REVIEW, record(LEGAL_REVIEW, issues=issues))
    assert row["问题清单"] == "标的与价款，大小写不一致；没有期限，已改"
    [row] = told(MEDIATOR, record(MEDIATOR, name="于建国", trainings=[{"on_day": "2022-05-18", "minutes": 90}]))
    assert row["培训"] == "2022-05-18，时长（分钟） 90"


def test_who_came_is_told_without_numbers_and_telephones():
    visitors = [{"name": "王建国", "id_no": "11010519491231002X", "relation": "parent", "phone": "13806310005"}]
    [row] = told(VIDEO_VISIT, record(VIDEO_VISIT, inmate="王小二", visitors=visitors, stopped_why="王建国和王小二争吵"))
    assert row["会见人"].startswith("王某某") and "1" not in row["会见人"]
    assert row["中止原因"] == "王某某和王某某争吵" and row["服刑人员"] == "王某某"


def test_people_of_a_row_are_hidden_in_the_text_of_the_record():
    [row] = told(SCREENING, record(SCREENING, remark="杜大海又来了", items=[
        {"parties": "杜大海、辛勤", "summary": "杜大海家的墙", "owner_name": "于建国"}]))
    assert row["备注"] == "杜某某又来了" and "杜大海" not in row["纠纷"] and "于建国" in row["纠纷"]


def test_parties_have_a_sheet_of_their_own():
    parties = [BY_KEY["party"].blank() | {"uid": f"p-{n}", "name": name, "role": "applicant", "kind": "natural",
                                          "address": "海阳所镇东村12号"} for n, name in enumerate(("高兴民", "隋建波"))]
    case = record(CASE, case_no="海人调字〔2022〕第001号", parties=parties)
    main, apart = ledgers(CASE, "调解案件", [case], Shown(NAMES, NOBODY))
    at = [column.header for column in main.sheet.columns].index("当事人")
    assert main.rows[0][at] == "高某某、隋某某"
    assert apart.sheet.name == "当事人" and [row[0] for row in apart.rows] == [case["case_no"]] * 2
    heads = [column.key for column in apart.sheet.columns]
    assert heads[-3:] == ["case_uid", "uid", "hash"] and "person" not in heads
    row = dict(zip(heads, apart.rows[1], strict=True))
    assert (row["name"], row["address"], row["case_uid"], row["uid"]) == ("隋某某", "海阳所镇东村***", "u-1", "p-1")


def test_secrets_want_names_and_leave():
    file = record(CORRECTION, name="乙某某", crime="盗窃罪", health="6", recidivist=True)
    seen = [told(CORRECTION, file, shown=Shown(NAMES, NOBODY, names, secrets))[0] for names, secrets in (
        (False, False), (False, True), (True, False), (True, True))]
    assert [row["具体罪名"] for row in seen] == [None, None, None, "盗窃罪"]
    assert [row["惯犯"] for row in seen] == [None, None, None, "是"]
    assert [row["姓名"] for row in seen] == ["乙某某", "乙某某", "乙某某", "乙某某"]  # 某某 hides nothing


def test_restricted_files_and_what_came_out_of_them_stay_out():
    file = record(CORRECTION, uid="u-9", name="滕小军", juvenile=True, record_no="SJ-2022-0009")
    restricted = Restricted([(CORRECTION, file)])
    after = record(RESETTLEMENT, name="滕小军", origin="u-9")
    for with_names in (False, True):
        shown = Shown(NAMES | {"correction": {"u-9": "SJ-2022-0009"}}, restricted, with_names, True)
        assert told(CORRECTION, file, record(CORRECTION, name="成年"), shown=shown)[0]["姓名"] is not None
        assert len(told(CORRECTION, file, record(CORRECTION, name="成年"), shown=shown)) == 1
        assert told(RESETTLEMENT, after, shown=shown) == []


def test_every_masked_field_is_hidden_in_every_item():
    """A masked field is hidden in every item and every row, whatever its kind of mask."""
    secret = "欧阳小山"
    hides = {"name": secret, "id": "11010519491231002X", "phone": "13806310005", "address": "某镇某村12号", "birth": "1949-12-31"}
    for item in ITEMS:
        said = {f.key: hides[f.mask] for f in item if f.mask in hides}
        said |= {f.key: f"{secret}说的" for f in item if not f.mask and f.kind is Kind.LONG and "name" in
                 {other.mask for other in item}}
        cells = str(told(item, record(item, **said)))
        assert not [word for word in (secret, *list(hides.values())[1:]) if word in cells], item.key
