"""The workbooks of an 期初建账: templates, offices' own lists, and what a cell says."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import codes
from db.errors import BadWorkbook
from db.items import COMMITTEE, CORRECTION, LAW_PERSON, MEDIATOR, RESETTLEMENT, VILLAGE
from db.items.kinds import Gate, Kind
from desktop_app.actions.opening import OPENED
from desktop_app.exchange import roster_book, roster_values
from desktop_app.exchange.reader import DateCell
from desktop_app.exchange.roster_book import Returned
from desktop_app.exchange.roster_values import Misread, MonthOnly, Names, Unknown

TODAY = date(2022, 9, 15)
LISTED = {"village": ["大孤山村", "白沙滩村"], "committee": ["海阳所镇人民调解委员会"], "mediator": ["刘淑芬"]}
KINDS = {Kind.TEXT, Kind.LONG, Kind.DATE, Kind.CHOICE, Kind.CHOICES, Kind.FLAG, Kind.NUMBER, Kind.LINK}


def names() -> Names:
    return Names({key: [(f"{key}{n}", name) for n, name in enumerate(several)] for key, several in LISTED.items()},
                 {"village": "村居", "committee": "调解委员会", "mediator": "人员"})


def sheet(path: Path, *rows: tuple, item=CORRECTION) -> roster_book.Sheet:
    """An office's own list with these rows, read."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return roster_book.read(path, item)


def read(item, key, cell):
    return roster_values.value(item.fields[key], cell, names(), TODAY)


@pytest.mark.parametrize("item", OPENED, ids=lambda item: item.key)
def test_a_template_has_labels_hidden_keys_lists_and_text_cells(tmp_path, item):
    path = tmp_path / "空表.xlsx"
    roster_book.write(path, item, LISTED)
    book = openpyxl.load_workbook(path)
    page, asked = book.worksheets[0], roster_book.columns(item)
    assert book.sheetnames == [item.label, "填写说明", "码表"]
    assert [cell.value.lstrip("＊") for cell in page[1]] == [f.label for f in asked]
    assert [f.key for f, cell in zip(asked, page[1], strict=True) if cell.value.startswith("＊")] == [
        f.key for f in asked if f.need & (Gate.SAVE | Gate.REPORT)]
    assert [cell.value for cell in page[2]] == [f.key for f in asked]
    assert page.row_dimensions[2].hidden and book["码表"].sheet_state == "hidden"
    assert {cell.number_format for cell in page[3]} == {"@"}
    offered = sum(f.kind in (Kind.CHOICE, Kind.CHOICES, Kind.FLAG, Kind.LINK) for f in asked)
    assert len(page.data_validations.dataValidation) == offered
    assert {f.kind for f in asked} <= KINDS
    explained = {row[0].value: row for row in book["填写说明"].iter_rows()}
    assert all(explained[f.label][2].value for f in asked)


@pytest.mark.parametrize("item", OPENED, ids=lambda item: item.key)
def test_other_headers_belong_to_fields_and_are_not_ambiguous(item):
    told = roster_book._told()["items"][item.key]
    assert set(told["aliases"]) | set(told["example"]) | set(told["unless"]) <= set(item.fields)
    assert len({f.label for f in roster_book.columns(item)}) == len(roster_book.columns(item))
    for f in roster_book.columns(item):
        assert roster_book._headers(item)[roster_book._said(f.label)] == f.key


def test_an_empty_template_holds_no_rows(tmp_path):
    roster_book.write(tmp_path / "空表.xlsx", LAW_PERSON, LISTED)
    assert roster_book.read(tmp_path / "空表.xlsx", LAW_PERSON).lines == []


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12).map(
    lambda text: "文" + text)
DAY = st.dates(date(1930, 1, 1), TODAY).map(date.isoformat)


def _values(f):
    match f.kind:
        case Kind.DATE:
            return DAY
        case Kind.CHOICE:
            return st.sampled_from([code.code for code in codes.choices(f.of)])
        case Kind.CHOICES:
            several = st.lists(st.sampled_from([code.code for code in codes.choices(f.of)]), min_size=1, unique=True)
            return several.map(lambda chosen: codes.join(f.of, chosen))
        case Kind.FLAG:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 99_999)
        case Kind.LINK:
            return st.sampled_from([f"{f.of}{n}" for n in range(len(LISTED[f.of]))])
    return st.just("371083195506060317") if f.mask == "id" else TEXT


def _records(item):
    asked = {f.key: _values(f) for f in roster_book.columns(item)}
    return st.fixed_dictionaries({"name": asked.pop("name")}, optional=asked)


@settings(max_examples=6)
@given(st.data())
@pytest.mark.parametrize("item", OPENED, ids=lambda item: item.key)
def test_what_is_filled_into_a_template_is_read_back(tmp_path_factory, item, data):
    """Template -> filled by openpyxl -> the safe reader -> values: nothing is lost and nothing is added."""
    filled = data.draw(st.lists(_records(item), min_size=1, max_size=4))
    path = tmp_path_factory.mktemp("round") / "表.xlsx"
    roster_book.write(path, item, LISTED)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    place = {cell.value: cell.column for cell in page[2]}
    for number, record in enumerate(filled, 3):
        for key, value in record.items():
            cell = page.cell(number, place[key])
            cell.value = roster_values.written(item.fields[key], value, names())
            cell.data_type = "s"
    book.save(path)
    lines = roster_book.read(path, item).lines
    assert [line.number for line in lines] == list(range(3, 3 + len(filled)))
    for line, record in zip(lines, filled, strict=True):
        assert {key: read(item, key, cell) for key, cell in line.cells.items()} == record


def test_an_offices_own_list_is_understood(tmp_path):
    found = sheet(
        tmp_path / "旧表.xlsx", ("海阳所镇社区矫正人员花名册",), (), ("填报单位：海阳所镇司法所",),
        ("序号", "姓 名", "身份证号", "村", "居住地", "联系电话", "矫正开始日期", "特长"),
        (1, "高兴民", "371083195506060317", "大孤山村", "12号", "13806310005", "2021.3.5", "木工"),
        (2, "隋建波", "371083197001110330", "同上", "－", "〃", "2021年3月6日", ""),
        (3, "", "", "", "", "", "", ""),
        ("合计：2人",))
    assert found.headers == {"name": "姓 名", "id_no": "身份证号", "village": "村", "address": "居住地",
                             "phone": "联系电话", "term_from": "矫正开始日期"}
    assert [(line.number, line.cells["village"], line.cells["phone"]) for line in found.lines] == [
        (5, "大孤山村", "13806310005"), (6, "大孤山村", "13806310005")]
    assert "address" not in found.lines[1].cells
    assert found.ignored == ["特长"]


def test_the_keys_decide_whatever_the_labels_say(tmp_path):
    found = sheet(tmp_path / "x.xlsx", ("甲", "乙", "电话"), ("name", "term_from", "guardian_tel"), ("高兴民", "2021.3.5", "1"))
    assert set(found.lines[0].cells) == {"name", "term_from", "guardian_tel"} and found.lines[0].number == 3


def test_an_old_workbook_is_read(tmp_path, office_program):
    path = tmp_path / "名册.xlsx"
    sheet(path, ("村名", "户数"), ("大孤山村", 412), item=VILLAGE)
    old = office_program(path, "xls")
    assert roster_book.read(old, VILLAGE).lines[0].cells == {"name": "大孤山村", "households": 412.0}


def test_a_list_of_something_else_is_refused(tmp_path):
    with pytest.raises(BadWorkbook, match="没有找到“姓名”这一列"):
        sheet(tmp_path / "x.xlsx", ("案号", "版本"), ("1", "2"))


def test_a_sheet_that_is_left_aside_is_named(tmp_path):
    book = openpyxl.Workbook()
    for title, rows in (("东片", [("姓名", "电话"), ("高兴民", "1")]), ("西片", [("姓名",), ("隋建波",)])):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "x.xlsx")
    found = roster_book.read(tmp_path / "x.xlsx", MEDIATOR)
    assert (found.name, found.unread) == ("东片", ["西片"])


@pytest.mark.parametrize(("cell", "day"), [
    ("2022.3.5", "2022-03-05"), ("2022年3月5日", "2022-03-05"), ("2022-03-05", "2022-03-05"), ("20220305", "2022-03-05"),
    ("２０２２／３／５", "2022-03-05"), ("二〇二二年三月五日", "2022-03-05"), ("2022/3/5 0:00:00", "2022-03-05"),
    (DateCell("2022-03-05"), "2022-03-05"), (DateCell("2022-03-05 08:30:00"), "2022-03-05"), (44625.0, "2022-03-05"),
    (44625.5, "2022-03-05"), (20220305.0, "2022-03-05"), ("44625", "2022-03-05")])
def test_dates_as_offices_write_them(cell, day):
    assert read(CORRECTION, "reported_on", cell) == day


@pytest.mark.parametrize(("cell", "reason"), [
    ("去年", "不是日期"), ("3月5日", "没有写明四位数的年份"), ("昨天", "没有写明"), (2022.0, "只写了年"), ("2022-02-30", "不是日期"),
    ("2022.3", "只写到月"), ("2032-01-01", "晚于今天"), (DateCell("08:30:00"), "不是日期"), (True, "不是日期"), (12.0, "不是日期")])
def test_what_is_no_day_is_told(cell, reason):
    with pytest.raises(Misread, match=reason):
        read(CORRECTION, "reported_on", cell)


def test_a_day_to_come_is_right_where_it_may_be():
    assert read(CORRECTION, "term_to", "2032.1.1") == "2032-01-01"


def test_a_month_is_kept_for_the_card_to_complete():
    with pytest.raises(MonthOnly) as caught:
        read(CORRECTION, "birth", "1955年6月")
    assert caught.value.month == "1955-06"


@pytest.mark.parametrize(("item", "key", "cell", "value"), [
    (CORRECTION, "category", "缓刑", "02"), (CORRECTION, "category", "02", "02"), (CORRECTION, "category", 2.0, "02"),
    (CORRECTION, "category", "监外执行", "04"), (CORRECTION, "level", "普管", "normal"), (CORRECTION, "sex", 1.0, "1"),
    (RESETTLEMENT, "source", "刑释解教", "released"), (RESETTLEMENT, "source", "社区服刑人员", "corrected"),
    (RESETTLEMENT, "verify_result", "不属实(非本辖区)", "elsewhere"),
    (CORRECTION, "related3", "涉枪、涉毒", "drug,gun"), (CORRECTION, "related3", "涉枪，涉毒", "drug,gun"),
    (LAW_PERSON, "identity", "妇联执委、儿童主任、网格员", "woman,grid"),
    (CORRECTION, "juvenile", "否", False), (CORRECTION, "ban", "√", True), (CORRECTION, "ban", True, True),
    (VILLAGE, "population", "1,203人", 1203), (VILLAGE, "population", 1203.0, 1203), (VILLAGE, "population", "１２０３", 1203),
    (CORRECTION, "id_no", "３７１０８３１９５５０６０６０３１７", "371083195506060317"),
    (CORRECTION, "name", "高　民", "高民"), (CORRECTION, "name", "阿依 古丽·买买提", "阿依古丽·买买提"),
    (CORRECTION, "phone", 13806310005.0, "13806310005"), (CORRECTION, "work_unit", 101.0, "101"),
    (CORRECTION, "village", "大孤山", "village0"), (CORRECTION, "village", "大孤山村委会", "village0"),
    (MEDIATOR, "committee", "海阳所镇调委会", "committee0"), (CORRECTION, "handler", "刘淑芬", "mediator0")])
def test_words_and_numbers_as_offices_write_them(item, key, cell, value):
    assert read(item, key, cell) == value


@pytest.mark.parametrize(("item", "key", "cell", "reason"), [
    (CORRECTION, "category", "缓", "可填：管制、缓刑、假释、暂予监外执行"), (CORRECTION, "category", "剥夺政治权利", "已不再使用"),
    (CORRECTION, "related3", "涉毒、涉水", "“涉水”看不懂"), (CORRECTION, "ban", "也许", "请填“是”或“否”"),
    (VILLAGE, "population", "很多", "不是整数"), (VILLAGE, "population", 12.5, "不是整数"),
    (CORRECTION, "id_no", 371083195506060317.0, "数字格式"), (CORRECTION, "doc_no", 12.0, "数字格式"),
    (VILLAGE, "code", 371083104201.0, "数字格式"), (CORRECTION, "phone", 6316891234.0, "位数不对"),
    (CORRECTION, "crime", DateCell("2022-01-01"), "日期格式"), (CORRECTION, "village", 3.0, "要写名称")])
def test_what_cannot_be_taken_is_told(item, key, cell, reason):
    with pytest.raises(Misread, match=reason):
        read(item, key, cell)


def test_an_unknown_name_says_which_and_two_of_a_kind_are_not_guessed():
    with pytest.raises(Unknown, match="村居名册里没有“旧庄村”") as caught:
        read(CORRECTION, "village", "旧庄村")
    assert (caught.value.item, caught.value.name) == ("village", "旧庄村")
    several = Names({"village": [("1", "北店村"), ("2", "北店社区")]}, {"village": "村居"})
    assert several.uid("village", "北店村") == "1"
    with pytest.raises(Misread, match="不止一个"):
        several.uid("village", "北店")


def test_rows_that_go_back_are_red_where_they_are_wrong(tmp_path):
    path = tmp_path / "回.xlsx"
    cells = {"name": "=1+1", "id_no": 371083195506060317.0, "birth": DateCell("1955-06-06"), "remark": "_x0041_"}
    roster_book.write(path, CORRECTION, LISTED, [Returned(cells, frozenset({"id_no"}), "证件号码：数字格式")])
    page = openpyxl.load_workbook(path).worksheets[0]
    place = {cell.value: cell.column for cell in page[2] if cell.value}
    assert (page.cell(1, 1).value, page.cell(3, 1).value) == ("原因", "证件号码：数字格式")
    assert page.cell(3, place["name"]).data_type == "s" and page.cell(3, place["name"]).value == "=1+1"
    assert page.cell(3, place["id_no"]).value is None  # digits that are lost are not made up
    assert page.cell(3, place["id_no"]).fill.fgColor.rgb == "00F4B6AE"
    assert page.cell(3, place["birth"]).fill.fgColor.rgb != "00F4B6AE"
    again = roster_book.read(path, CORRECTION)
    assert again.lines[0].cells == {"name": "=1+1", "birth": "1955-06-06", "remark": "_x0041_"} and again.ignored == []


def test_a_committee_is_found_by_its_own_header(tmp_path):
    found = sheet(tmp_path / "x.xlsx", ("调委会名称", "村居", "成立时间"), ("大孤山村调委会", "大孤山村", "2012.3.1"), item=COMMITTEE)
    assert set(found.headers) == {"name", "village", "set_on"}
