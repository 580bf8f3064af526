"""Receipts as bureaus write them."""

import openpyxl
import pytest

from db.errors import BadWorkbook
from desktop_app.exchange import reader, receipts
from desktop_app.exchange.reader import DateCell, Grid, Workbook
from desktop_app.exchange.receipts import Answer

LABELS = ["记录号", "版本", "结果", "原因", "平台案号"]


def read(*rows):
    return receipts.answers(Workbook([Grid("回执", [list(row) for row in rows])], ""))


@pytest.mark.parametrize("header", [
    LABELS, ["uid", "rev", "outcome", "reason", "platform_no"], ["UID", " Rev ", "Outcome", "reason", "platform_no"],
    ["唯一标识", "修订号", "审核结果", "退回原因", "平台编号"], ["记录　号", "版 本", "结果", "审核意见", "系统编号"],
])
def test_columns_by_key_label_or_alias(header):
    assert read(header, ["u-1", "3", "退回", "缺电话", "P1"]) == ([Answer(2, "u-1", 3, False, "缺电话", "P1")], [])


def test_any_order_title_rows_and_hidden_keys():
    good, bad = read(["某某局回执", "", "", ""], ["结果", "案号", "版本", "记录号"], ["outcome", "case_no", "rev", "uid"],
                     ["接收", "001", "1", "u-1"], ["", "", "", ""], ["", "002", "", ""], ["退回", "003", 2.0, "u-3"])
    assert bad == []
    assert [(a.row, a.uid, a.rev, a.accepted, a.case_no) for a in good] == [
        (4, "u-1", 1, True, "001"), (7, "u-3", 2, False, "003")]


@pytest.mark.parametrize(("word", "accepted"), [
    ("接收", True), ("已接收", True), ("通过", True), (" 审核通过 ", True), ("合格", True),
    ("退回", False), ("不通过", False), ("驳回", False), ("未通过", False), ("不接收", False)])
def test_words_of_the_result(word, accepted):
    ((answer,), bad) = read(LABELS, ["u-1", "1", word, "", ""])
    assert (answer.accepted, bad) == (accepted, [])


@pytest.mark.parametrize("rev", ["3", 3.0, 3, "３", " 3 "])
def test_a_version_may_be_text_or_number(rev):
    ((answer,), bad) = read(LABELS, ["u-1", rev, "接收", "", ""])
    assert (answer.rev, bad) == (3, [])


@pytest.mark.parametrize("rev", ["", "0", "-1", 2.5, "三", True, DateCell("2022-01-03")])
def test_anything_else_is_no_version(rev):
    good, (fault,) = read(LABELS, ["u-1", rev, "接收", "", ""])
    assert (good, fault.row, fault.column) == ([], 2, "版本")


def test_all_faults_of_a_row_at_once_and_good_rows_go_in():
    good, bad = read(LABELS, [3.7e17, "x", "也许", "", 12.0], ["u-2", "1", "接收", 20220905.0, "P2"], ["", "1", "接收", "", ""])
    assert [answer.uid for answer in good] == ["u-2"]
    assert good[0].reason == "20220905"
    assert [(fault.row, fault.column) for fault in bad] == [
        (2, "记录号"), (2, "平台案号"), (2, "版本"), (2, "结果"), (4, "记录号")]
    assert "数字或日期格式" in bad[0].reason
    assert bad[3].text == "第 2 行“结果”：“也许”看不懂，请填“接收”或“退回”"


def test_the_same_case_twice_counts_once():
    good, (fault,) = read(LABELS, ["u-1", "1", "接收", "", ""], ["u-1", "1", "退回", "", ""])
    assert (len(good), fault.row, fault.reason) == (1, 3, "和第 2 行是同一件案件，只取了前面那一行")


def test_not_a_receipt():
    with pytest.raises(BadWorkbook, match="这张表格不是回执"):
        read(["姓名", "电话"], ["王五", "1"])
    with pytest.raises(BadWorkbook, match="缺少 “版本” 列"):
        read(["记录号", "结果"], ["u-1", "接收"])
    with pytest.raises(BadWorkbook, match="这张表格不是回执"):
        receipts.answers(Workbook([], ""))


def test_the_second_sheet_may_be_the_receipt():
    book = Workbook([Grid("说明", [["请看第二张"]]), Grid("回执", [LABELS, ["u-1", "1", "接收", "", ""]])], "")
    assert [answer.uid for answer in receipts.answers(book)[0]] == ["u-1"]


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_written_receipt_reads_back_after_a_re_save(tmp_path, office_program, kind):
    given = [Answer(3, "00012345-aaaa", 2, True, None, "371083202209050001", "海人调字〔2022〕第001号"),
             Answer(4, "=1+1", 1, False, "=缺信用代码", None, None)]
    path = tmp_path / "回执.xlsx"
    receipts.write(path, given)
    assert openpyxl.load_workbook(path).active.row_dimensions[2].hidden
    assert receipts.answers(reader.read(path)) == (given, [])
    assert receipts.answers(reader.read(office_program(path, kind))) == (given, [])
