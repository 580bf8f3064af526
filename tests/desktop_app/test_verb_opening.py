"""suilu opening: templates and rosters from the command line."""

import io

import openpyxl
import pytest

from db import clock, repository
from db.database import open_store
from db.items import CORRECTION, VILLAGE
from desktop_app.actions import lock
from tests.conftest import set_up


@pytest.fixture
def data(tmp_path):
    """The folder of a standard office."""
    with open_store(tmp_path / "book") as store:
        set_up(store)
    yield tmp_path / "book"
    clock.pretend(None)


def test_a_template_needs_no_record_book(run, tmp_path):
    code, out, _ = run("opening", "--item", "correction", "--template", "--out", tmp_path / "空表.xlsx")
    assert (code, out) == (0, f"空表已写好：{tmp_path / '空表.xlsx'}\n")
    assert openpyxl.load_workbook(tmp_path / "空表.xlsx").sheetnames[0] == "社区矫正对象"


def test_a_template_of_an_office_offers_its_committees(run, data, tmp_path):
    assert run("opening", "--data", data, "--item", "人员", "--template", "--out", tmp_path / "空表.xlsx")[0] == 0
    words = {cell.value for row in openpyxl.load_workbook(tmp_path / "空表.xlsx")["码表"].iter_rows() for cell in row}
    assert "海阳所镇人民调解委员会" in words


def test_villages_go_in_and_what_is_wrong_is_told(run, data, tmp_path):
    book = openpyxl.Workbook()
    for row in (("村名", "户数"), ("大孤山村", 412), ("白沙滩村", "很多")):
        book.active.append(row)
    book.save(tmp_path / "村.xlsx")
    code, out, err = run("opening", "--data", data, "--item", "village", tmp_path / "村.xlsx")
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        f"已读入 1 个，1 行没有读入，在 {tmp_path / '村_没有读入.xlsx'}，改好红色的格子再读它。",
        "第 3 行“户数”：“很多”不是整数，请只写数字，例如 12"]
    with open_store(data) as store:
        assert [row["name"] for row in repository.records(store, VILLAGE)] == ["大孤山村"]


@pytest.mark.parametrize(("arguments", "sentence"), [
    (("--item", "渔船"), "没有叫“渔船”的名册。可以写：correction（社区矫正对象）"),
    (("--item", "village"), "没有写要读入哪个表格。"),
    (("--item", "village", "没有.xlsx"), "找不到文件：没有.xlsx。"),
    (("--item", "correction", "没有.xlsx"), "社区矫正对象是加锁的")])
def test_what_cannot_be_done_is_one_sentence(run, data, arguments, sentence):
    code, out, err = run("opening", "--data", data, *arguments)
    assert (code, out) == (1, "") and err.startswith(sentence) and err.count("\n") == 1


def test_a_locked_roster_asks_for_the_pin(run, data, tmp_path, monkeypatch):
    with open_store(data) as store:
        lock.set_pin(set_up(store), "5317")
    book = openpyxl.Workbook()
    for row in (("姓名", "矫正类别", "矫正期起", "矫正期止"), ("高某川", "缓刑", "2022-03-01", "2023-02-28")):
        book.active.append(row)
    book.save(tmp_path / "在册.xlsx")
    for typed, count in (("0000\n", 0), ("5317\n", 1)):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        run("opening", "--data", data, "--item", "correction", tmp_path / "在册.xlsx")
        with open_store(data) as store:
            assert len(list(repository.records(store, CORRECTION))) == count
