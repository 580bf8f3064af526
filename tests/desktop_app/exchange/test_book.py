"""Workbooks as other programs see them."""

import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from db.errors import KnownError
from desktop_app.exchange import book, reader

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")", "00123", "1E5", "2022-09-05",
         "𠮷田䶮㛃", "  两头有空格  ", "一行\n两行", "_x0041_x0042_", "<b>&amp;\"'", "１２３ＡＢＣ", "\t制表", "''引号"]


def xml(path, part="xl/worksheets/sheet1.xml"):
    return zipfile.ZipFile(path).read(part).decode()


def column(path, header, row=3, head=2, sheet=0):
    """The cell of one column of a row, as openpyxl reads it."""
    page = openpyxl.load_workbook(path).worksheets[sheet]
    headers = [cell.value for cell in page[head]]
    return page.cell(row, headers.index(header) + 1)


def test_platform_sheet_reads_back_value_by_value(make):
    path = make.write("platform25", make.case())
    page = openpyxl.load_workbook(path).active
    assert page["A1"].value == "人民调解案件上报表　海阳所镇司法所　2022年9月　共 1 件　含个人信息，注意保管"
    said = dict(zip((c.value for c in page[2]), (c.value for c in page[3]), strict=True))
    assert said == {
        "案件编码": "海人调口字〔2022〕第001号", "调委会": "海阳所镇人民调解委员会", "调解工作室": None, "受理员": "刘淑芬",
        "受理时间": "2022-09-05", "案件来源": "主动调解", "案件难度级别": "简易", "纠纷类别": "邻里纠纷", "行政划分": "大孤山村",
        "有无死亡": "无", "主办调解员": "刘淑芬", "协办调解员": "于建国", "调解时间": "2022-09-05", "调解书编号": None,
        "调解结果": "调解成功", "调解协议金(元)": 300.5, "协议履行情况": "已履行", "当事人": "高兴民,隋建波", "协议形式": "口头协议",
        "纠纷简要情况": "高兴民家杨树遮光，隋建波电话13806310006。", "以奖代补评定": None, "案件属性": None, "涉及特殊群体情况": "无",
        "涉及农民工纠纷情况": "否", "纠纷转化情况": "无"}


def test_full_sheet_has_labels_hidden_keys_and_names(make):
    path = make.write("full", make.case())
    found = openpyxl.load_workbook(path)
    assert found.sheetnames[:2] == ["案件", "当事人"]
    page = found["案件"]
    assert page.row_dimensions[2].hidden
    keys = [cell.value for cell in page[2]]
    said = dict(zip(keys, (cell.value for cell in page[3]), strict=True))
    assert (said["uid"], said["rev"], said["base_rev"], said["state"], said["amount"]) == (
        "u-1", "3", None, "未报", 300.5)
    assert re.fullmatch("[0-9a-f]{16}", said["hash"])
    assert {name: value.attr_text for name, value in found.defined_names.items()} == {
        "schema_version": '"1"', "batch_id": '"20220930-0a1b2c"', "org_code": '"3710831"',
        "period": '"2022-09-01/2022-09-30"', "app_version": '"0.1.0"'}
    parties = [[cell.value for cell in row] for row in found["当事人"].iter_rows(min_row=3)]
    party_keys = [cell.value for cell in found["当事人"][2]]
    assert [row[party_keys.index("id_no")] for row in parties] == ["371083195506060317", "371083197001110330"]
    assert {row[party_keys.index("case_uid")] for row in parties} == {"u-1"}


def test_the_full_sheet_is_masked_unless_asked(make):
    path = make.write("full", make.case(), with_names=False)
    everything = xml(path) + xml(path, "xl/worksheets/sheet2.xml")
    for secret in ("高兴民", "隋建波", "兴民", "建波", "371083195506060317", "13806310006", "12号", "1955-06-06"):
        assert secret not in everything
    assert column(path, "姓名或名称", head=1, sheet=1).value == "高某某"
    assert column(path, "当事人", head=1).value == "高某某、隋某某"
    assert "含个人信息" not in xml(path)


def test_the_hash_follows_every_cell(make):
    one, same, other = (make.rows("full", make.case(summary=text))[0].rows[0] for text in ("甲", "甲", "乙"))
    place = [c.source for c in make.profile("full").sheets[0].columns].index("hash")
    assert one[place] == same[place] != other[place]


def test_cells_are_text_with_quote_prefix_and_money_is_a_number(make):
    path = make.write("full", make.case())
    number = column(path, "证件号码", head=1, sheet=1)
    assert (number.value, number.number_format, number.data_type, number.quotePrefix) == (
        "371083195506060317", "@", "s", True)
    money = column(path, "协议金额", head=1)
    assert (money.value, money.number_format, money.data_type) == (300.5, "0.00", "n")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_stays_text(make, text):
    path = make.write("platform25", make.case(summary=text, studio=text))
    assert not re.search(r"<f[ >]", xml(path))
    read = reader.read(path).sheets[0].rows[2]
    assert (read[2], read[19]) == (text, text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"),
                                      exclude_characters="\ufffe\uffff") | st.sampled_from("=+-@\n\t_x041𠮷〔"),
                        min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=8))
def test_any_text_reads_back(make, texts):
    """Blank text aside: the record book holds none."""
    cases = [make.case(uid=f"u{place}", studio=text, summary=text) for place, text in enumerate(texts)]
    path = make.write("platform25", *cases)
    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[2:]
    assert [(row[2], row[19]) for row in read] == [(text, text) for text in texts]
    assert not re.search(r"<f[ >]", xml(path))


@given(st.integers(0, 10**13))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_amounts_are_exact(make, fen):
    assert make.rows("platform25", make.case(amount=fen))[0].rows[0][15] == Decimal(fen) / 100


def test_line_ends_become_one_kind(make):
    assert make.rows("platform25", make.case(summary="一\r\n二\r三"))[0].rows[0][19] == "一\n二\n三"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ud800", "\ufffe", "\uffff", "\x0b"])
def test_characters_no_workbook_can_hold_name_the_case(make, sign):
    with pytest.raises(KnownError) as caught:
        make.rows("platform25", make.case(summary="好" + sign))
    assert "海人调口字〔2022〕第001号（高兴民 与 隋建波）的“纠纷简要情况”里有写不进表格的字符（第 2 个字" in caught.value.what


def test_a_text_beyond_a_cell_names_the_case(make):
    assert make.rows("platform25", make.case(summary="长" * 32_767))
    for text in ("长" * 32_768, "𠮷" * 16_384):
        with pytest.raises(KnownError, match="“纠纷简要情况”太长"):
            make.rows("platform25", make.case(summary=text))


def test_drop_downs_paper_and_frozen_panes(make):
    page = openpyxl.load_workbook(make.write("platform25", make.case())).active
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["J3"] == '"无,有"'
    assert rules["O3"] == '"调解成功,调解不成功,调解中"'
    assert "邻里纠纷" in rules["H3"]
    assert len(rules) == 10
    assert page.freeze_panes == "B3"
    assert (page.page_setup.orientation, int(page.page_setup.paperSize), page.page_setup.fitToWidth,
            page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", 9, 1, 0, True)
    assert page.print_title_rows == "$1:$2"
    assert page.column_dimensions["T"].width == 32
    assert page.row_dimensions[3].height >= 20


def test_a_long_list_stands_on_a_hidden_sheet(make, tmp_path):
    folder = tmp_path / "profiles"
    folder.mkdir()
    words = ", ".join(f'"{number:02d}": "很长很长的民族名称，带逗号,{number}"' for number in range(1, 4))
    (folder / "长.json").write_text(f'''{{"name": "长", "keys": true, "sheets": [
        {{"name": "案件", "rows": "case", "columns": [{{"header": "案号", "field": "case_no"}}]}},
        {{"name": "人", "rows": "parties", "columns": [
          {{"header": "民族", "field": "ethnicity", "map": {{{words}}}}}]}}]}}''', encoding="utf-8")
    from desktop_app.exchange import profiles, rows
    profile = profiles.load(folder / "长.json")
    path, cover = tmp_path / "out.xlsx", make.cover()
    book.write(path, rows.pages([make.case()], profile, make.registers, with_names=True), profile, cover)
    found = openpyxl.load_workbook(path)
    (rule,) = found["人"].data_validations.dataValidation
    assert rule.formula1.startswith("'码表'!$A$1:$A$")
    assert found["码表"].sheet_state == "hidden"
    assert found["码表"]["A1"].value == "很长很长的民族名称，带逗号,1"


def test_sample_data_say_so_everywhere(make):
    path = make.write("platform25", make.case(), sample=True)
    page = openpyxl.load_workbook(path).active
    assert page.title == "样例-案件"
    assert "样例数据，不得上报" in page["A1"].value
    assert "样例数据，不得上报" in page.oddFooter.right.text


@pytest.mark.parametrize("stem", ["platform25", "full"])
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_re_save_in_an_office_program_keeps_every_cell(make, office_program, stem, kind):
    cases = [make.case(uid=f"u-{place}", studio=text) for place, text in enumerate(NASTY) if not text.startswith("_x")]
    path = make.write(stem, *cases)
    ours, theirs = reader.read(path), reader.read(office_program(path, kind))
    for one, other in zip(ours.sheets, theirs.sheets, strict=True):
        assert (one.name, one.rows) == (other.name, other.rows)


def test_drop_downs_and_names_survive_a_re_save(make, office_program):
    path = office_program(make.write("full", make.case()), "xlsx")
    found = openpyxl.load_workbook(path)
    assert len(found["案件"].data_validations.dataValidation) >= 10
    assert found["案件"].row_dimensions[2].hidden
    assert found.defined_names["batch_id"].attr_text == '"20220930-0a1b2c"'


def test_verify_finds_a_changed_cell(make, tmp_path):
    path = make.write("platform25", make.case())
    with pytest.raises(KnownError, match="第 3 行“调解结果”"):
        book.verify(path, make.rows("platform25", make.case(result="failure")), make.cover())
    with pytest.raises(KnownError, match="第 4 行"):
        book.verify(path, make.rows("platform25", make.case(), make.case()), make.cover())


def test_no_plain_text_lies_about_in_the_temporary_folder(make, tmp_path, monkeypatch):
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    seen = []
    monkeypatch.setattr(book, "verify", lambda *_: seen.append(list(elsewhere.iterdir())))
    path = make.write("full", make.case())
    assert seen == [[]]
    assert sorted(p.name for p in path.parent.iterdir()) == ["full.xlsx", "tmp"]
