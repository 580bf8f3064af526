"""Layouts as data: the shipped ones, a user's copies, and what is wrong with a bad one."""

import json

import pytest

from db.errors import NotFound
from db.items import CASE, PARTY
from db.items.kinds import Kind
from db.resources import resource
from desktop_app.exchange import profiles

HEADERS = """案件编码 · 调委会 · 调解工作室 · 受理员 · 受理时间 · 案件来源 · 案件难度级别 · 纠纷类别 · 行政划分 · 有无死亡 · 主办调解员 ·
协办调解员 · 调解时间 · 调解书编号 · 调解结果 · 调解协议金(元) · 协议履行情况 · 当事人 · 协议形式 · 纠纷简要情况 · 以奖代补评定 · 案件属性 ·
涉及特殊群体情况 · 涉及农民工纠纷情况 · 纠纷转化情况"""


def test_the_25_columns_in_their_order(make):
    (sheet,) = make.profile("platform25").sheets
    assert [column.header for column in sheet.columns] == [part.strip() for part in HEADERS.split("·")]


def test_the_full_layout_leaves_nothing_out(make):
    """Every declared field has a column, or is named as left out because a note of the program says it."""
    said = json.loads(resource("profiles", "full.json").read_text(encoding="utf-8"))
    for sheet, entry, item in zip(make.profile("full").sheets, said["sheets"], (CASE, PARTY), strict=True):
        shown = {column.key for column in sheet.columns if column.field}
        assert shown | set(entry["without"]) == {f.key for f in item if f.kind is not Kind.ROWS}
    notes = {column.source for sheet in make.profile("full").sheets for column in sheet.columns}
    assert {"uid", "rev", "base_rev", "hash", "state", "case_uid"} <= notes


def test_shelf_offers_the_platform_first_and_finds_by_name(tmp_path):
    shelf = profiles.shelf(tmp_path)
    assert [profile.stem for profile in shelf.profiles] == ["platform25", "full"]
    assert shelf.named("full") is shelf.named("随录全表")
    with pytest.raises(NotFound, match="没有名为“省厅”的上报格式"):
        shelf.named("省厅")


def edited(tmp_path, change, stem="省厅表"):
    said = json.loads(resource("profiles", "platform25.json").read_text(encoding="utf-8"))
    change(said)
    folder = tmp_path / "profiles"
    folder.mkdir(exist_ok=True)
    (folder / f"{stem}.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return profiles.shelf(tmp_path)


def test_an_edited_copy_is_offered_under_its_own_name(tmp_path, make):
    def change(said):
        said["name"] = "省厅 2 列"
        said["sheets"][0]["columns"] = [
            {"header": "类别", "field": "dispute_type", "map": {"02": "邻里类"}},
            {"header": "日期", "field": "mediation_date", "text": "chinese"},
            {"header": "难度", "field": "difficulty", "text": "code"}]

    profile = edited(tmp_path, change).named("省厅 2 列")
    from desktop_app.exchange import rows
    (page,) = rows.pages([make.case()], profile, make.registers, with_names=True)
    assert page.rows == [["邻里类", "2022年9月5日", "simple"]]
    assert list(rows.choices(profile.sheets[0].columns[0]))[1] == "邻里类"


def test_a_copy_of_the_same_name_takes_the_shipped_ones_place(tmp_path):
    shelf = edited(tmp_path, lambda said: said.update(name="本所的 25 列"), stem="platform25")
    assert [profile.name for profile in shelf.profiles] == ["本所的 25 列", "随录全表"]


def column(at, **said):
    return lambda profile: profile["sheets"][0]["columns"][at].update(said)


@pytest.mark.parametrize(("change", "sentence"), [
    (column(5, field="sorce"), "“案件来源”一列的 field 写成了“sorce”，没有这个项目"),
    (column(8, computed="shell"), "“行政划分”一列的 computed 写成了“shell”"),
    (column(5, text="longer"), "“案件来源”一列的 text 只能是 label、short、code"),
    (column(5, map={"77": "别的"}), "“案件来源”一列的 map 里“77”不是这个项目的编码"),
    (column(5, width="宽"), "“案件来源”一列的 width"),
    (column(5, wdth=3), "“案件来源”一列写了不认识的“wdth”"),
    (column(5, header="受理员"), "“受理员”一列写了两次"),
    (lambda p: p["sheets"][0]["columns"].insert(0, {"header": "空"}), "“空”一列要写 field、note、computed 其中的一个"),
    (lambda p: p["sheets"][0]["columns"].insert(0, 7), "第 1 列应当是一对花括号"),
    (lambda p: p["sheets"][0].update(name="a/b"), "工作表“a/b”的名字"),
    (lambda p: p["sheets"][0].update(rows="all"), "rows 只能写 case 或 parties"),
    (lambda p: p["sheets"][0].update(without=["nobody"]), "without 里没有“nobody”"),
    (lambda p: p.update(sheets=[]), "第一张表应当每件案件一行"),
    (lambda p: p.update(name=3), "的“name”写得不对"),
    (lambda p: p.update(with_names="是"), "的“with_names”写得不对"),
])
def test_a_bad_profile_says_which_file_and_which_column(tmp_path, change, sentence):
    shelf = edited(tmp_path, change)
    (fault,) = shelf.faults
    assert "省厅表.json" in fault.what
    assert sentence in fault.what
    assert [profile.stem for profile in shelf.profiles] == ["platform25", "full"]
    with pytest.raises(profiles.BadProfile):
        shelf.named("省厅表")


def test_broken_json_names_the_line(tmp_path):
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "坏.json").write_text('{\n "name": "坏",\n "sheets": [}\n', encoding="utf-8")
    (fault,) = profiles.shelf(tmp_path).faults
    assert "坏.json 不能用：第 3 行" in fault.what


def test_two_columns_of_one_field_need_a_layout_without_keys(tmp_path):
    def change(said):
        said["keys"] = True
        said["sheets"][0]["columns"].append({"header": "类别代码", "field": "dispute_type", "text": "code"})

    (fault,) = edited(tmp_path, change).faults
    assert "有两列是同一个项目" in fault.what
