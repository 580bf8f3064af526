"""期初建账: rosters with real past dates go in as stock, once, in one piece, and can be taken back."""

import importlib.util
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from db import clock, repository
from db.errors import BadWorkbook, KnownError, NotFound
from db.identity import check_digit
from db.items import (
    BY_KEY,
    COMMITTEE,
    CONSULTATION,
    CORRECTION,
    COUNSEL,
    LAW_PERSON,
    MEDIATOR,
    RESETTLEMENT,
    VILLAGE,
)
from desktop_app.actions import opening, records
from desktop_app.actions.opening import OPENED
from desktop_app.actions.progress import Cancelled
from desktop_app.exchange import roster_book

_spec = importlib.util.spec_from_file_location(
    "hostile", Path(__file__).parents[1] / "exchange" / "hostile.py")
hostile = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hostile)

HEAD = ("姓名", "身份证号", "村", "矫正类别", "罪名", "报到日期", "矫正开始日期", "矫正结束日期")
GAO = ("高兴民", "371083195506060317", "大孤山村", "缓刑", "交通肇事罪", "2021.3.5", "2021.3.5", "2024.3.4")
SUI = ("隋建波", "371083197001110330", "大孤山村", "假释", "盗窃罪", "2022年3月1日", "2022年3月1日", "2023年3月1日")


@pytest.fixture(autouse=True)
def september():
    clock.pretend(date(2022, 9, 15))


@pytest.fixture
def desk(session):
    """A sitting with the locked tabs open and one village on the roster."""
    session.unlocked = True
    repository.add(session.store, VILLAGE, VILLAGE.blank() | {"name": "大孤山村"}, "刘淑芬")
    return session


@pytest.fixture
def book(tmp_path):
    """book(*rows, name=...) -> path of a workbook with these rows."""
    def make(*rows: tuple, name: str = "花名册.xlsx") -> Path:
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return make


def take(session, item, path, add_missing=False):
    return opening.take_in(session, opening.look(session, item, path, add_missing))


def living(session, item):
    ids = repository.find(session.store, item, repository.Filter(), "id")
    return repository.page(session.store, item, ids)


def dump(session) -> list:
    return [session.store.rows(f"SELECT count(*) FROM {table}")
            for table in ("correction", "village", "history", "number", "import_batch")]


def test_people_go_in_as_stock_with_their_real_dates(desk, book):
    path = book(HEAD, GAO, SUI)
    seen = opening.look(desk, CORRECTION, path)
    assert living(desk, CORRECTION) == []
    assert seen.message.startswith("可以读入 2 人；2 人还缺上报要用的内容")
    assert "高兴民　大孤山村　缓刑" in seen.shown(seen.good[0]) and "报到日期 2021年3月5日" in seen.shown(seen.good[0])
    done = opening.take_in(desk, seen)
    assert done.message == "已读入 2 人。" and done.rows_seen == 2 and done.returned is None
    gao, sui = living(desk, CORRECTION)
    assert gao["opening"] is True and gao["late_entry"] is None and gao["handler"] == desk.me
    assert (gao["event_on"], gao["reported_on"], gao["term_to"]) == ("2021-03-05", "2021-03-05", "2024-03-04")
    assert (gao["birth"], gao["sex"], gao["status"]) == ("1955-06-06", "1", "serving")
    assert (gao["record_no"], sui["record_no"]) == ("SJ-2021-0001", "SJ-2022-0001")
    assert gao["juvenile"] is None and gao["recv_mode"] is None  # blank is no statement
    assert repository.history(desk.store, CORRECTION, gao["uid"])[0].action == "add"
    assert desk.undoable == []


@pytest.mark.parametrize("item", OPENED, ids=lambda item: item.key)
def test_the_example_of_every_template_can_be_taken_in(desk, tmp_path, item):
    path = tmp_path / "空表.xlsx"
    opening.template(desk, item, path)
    made = openpyxl.load_workbook(path)
    page = made.worksheets[0]
    place = {cell.value: cell.column for cell in page[2]}
    for key, text in roster_book.roster(item).example.items():
        page.cell(3, place[key]).value = text if key != "name" else f"{text}甲"
    made.save(path)
    before = len(living(desk, item))
    seen = opening.look(desk, item, path)
    assert [fault.text for fault in seen.problems] == []
    assert [row.lacks for row in seen.good] == [()]
    assert opening.take_in(desk, seen).added == 1
    records_now = living(desk, item)
    assert len(records_now) == before + 1 and records_now[-1]["opening"] is True


def test_all_problems_of_a_row_at_once_and_the_row_comes_back(desk, book):
    bad = ("", "371083195506060318", "旧庄村", "缓", "盗窃罪", "3月5日", "2022.3.4", "2021.3.5")
    path = book(("海阳所镇花名册",), HEAD, GAO, bad)
    done = take(desk, CORRECTION, path)
    assert [fault.column for fault in done.problems] == ["村", "姓名", "身份证号", "矫正类别", "报到日期", "矫正结束日期"]
    assert {fault.row for fault in done.problems} == {4}
    assert done.message == f"已读入 1 人，1 行没有读入，在 {done.returned}，改好红色的格子再读它。"
    assert done.returned == path.with_name("花名册_没有读入.xlsx")
    page = openpyxl.load_workbook(done.returned).worksheets[0]
    place = {cell.value: cell.column for cell in page[2] if cell.value}
    assert "矫正类别：“缓”看不懂" in page.cell(3, 1).value
    repaired = {"name": "孙福成", "id_no": "371083197001110330", "village": "大孤山村", "category": "缓刑",
                "reported_on": "2021-03-05", "term_from": "2021-03-05", "term_to": "2024-03-04"}
    made = openpyxl.load_workbook(done.returned)
    for key, text in repaired.items():
        made.worksheets[0].cell(3, place[key]).value = text
    made.save(done.returned)
    again = take(desk, CORRECTION, done.returned)
    assert (again.added, again.bad_rows) == (1, 0)
    assert {row["name"] for row in living(desk, CORRECTION)} == {"高兴民", "孙福成"}


def test_a_returned_file_never_replaces_another(desk, book):
    path = book(HEAD, (*GAO[:3], "缓", *GAO[4:]))
    first, second = take(desk, CORRECTION, path), take(desk, CORRECTION, path)
    assert first.returned.exists() and second.returned.name == "花名册_没有读入(1).xlsx"
    third = take(desk, CORRECTION, first.returned)
    assert third.returned.name == "花名册_没有读入(2).xlsx"


def test_what_went_in_stays_in_when_the_rest_cannot_be_written(desk, book):
    path = book(HEAD, GAO, (*SUI[:3], "缓", *SUI[4:]))
    seen = opening.look(desk, CORRECTION, path)
    lost = replace(seen, path=path.parent / "没有" / "花名册.xlsx")  # a stick that was pulled out meanwhile
    done = opening.take_in(desk, lost)
    assert done.added == 1 and done.returned is None
    assert "没有读入的行没能另存一份：文件夹不见了" in done.message


def test_a_number_cell_for_an_id_is_an_error_even_if_it_looks_right(desk, book):
    done = take(desk, CORRECTION, book(HEAD, ("高兴民", 371083195506060300, *GAO[2:])))
    assert done.added == 0 and "数字格式" in done.problems[0].reason


def test_what_contradicts_the_card_is_a_question_and_a_month_is_completed_by_it(desk, book):
    head = ("姓名", "证件号码", "性别", "出生年月")
    done = take(desk, CORRECTION, book(head, ("高兴民", GAO[1], "女", "1955.6"), ("隋建波", SUI[1], "男", "1970.2"),
                                       ("孙福成", "", "", "1960.1"), ("于得水", GAO[1], "", "1955年6月")))
    assert [fault.text for fault in done.problems] == [
        "第 2 行“性别”：和证件号码里的“男”不一样，请核对是哪一个写错了", "第 3 行“出生年月”：只写到月，请写到日，例如 1965-03-12",
        "第 4 行“出生年月”：只写到月，请写到日，例如 1965-03-12"]
    assert living(desk, CORRECTION)[0]["birth"] == "1955-06-06"


def test_those_who_are_there_are_not_taken_twice(desk, book):
    take(desk, CORRECTION, book(HEAD, GAO))
    done = take(desk, CORRECTION, book(HEAD, GAO, SUI, SUI, name="再来.xlsx"))
    assert done.added == 1 and done.rows_seen == 3
    assert [fault.text for fault in done.twins] == [
        "第 2 行“姓名”：“高兴民”已经在名册里了（编号 SJ-2021-0001）", "第 4 行“姓名”：和第 3 行是同一个"]
    assert done.message == "已读入 1 人，2 人已经有了。"


def test_without_numbers_name_village_and_birth_tell_people_apart(desk, book):
    head = ("姓名", "村", "出生日期", "类型", "性别", "聘任日期")
    one = ("王芳", "大孤山村", "1970-01-01", "法律明白人", "女", "2021.1.1")
    take(desk, LAW_PERSON, book(head, one))
    done = take(desk, LAW_PERSON, book(head, one, ("王芳", "大孤山村", "1980-01-01", *one[3:]), ("王芳", "白沙滩村", *one[2:]),
                                       ("王芳", "大孤山村", "", *one[3:]), name="二.xlsx"), add_missing=True)
    assert done.added == 2 and [fault.row for fault in done.twins] == [2, 5]


def test_a_counsel_may_serve_several_villages(desk, book):
    head = ("姓名", "村居", "律所")
    done = take(desk, COUNSEL, book(head, ("林志远", "大孤山村", "明理所"), ("林志远", "白沙滩村", "明理所")), add_missing=True)
    assert (done.added, done.villages) == (2, 1)


def test_a_register_known_by_names_asks_for_a_difference(desk, book):
    other = repository.add(desk.store, COMMITTEE, COMMITTEE.blank() | {"name": "白沙滩村人民调解委员会"}, "刘淑芬")
    head = ("姓名", "调委会")
    done = take(desk, MEDIATOR, book(head, ("赵一", "海阳所镇调委会"), ("赵一", other["name"]), ("赵一", "海阳所镇调委会")))
    assert (done.added, done.bad_rows, len(done.twins)) == (1, 1, 1)
    assert "同名的另一位" in done.problems[0].reason


def test_the_same_file_twice_changes_nothing_and_says_so(desk, book):
    path = book(HEAD, GAO, SUI)
    take(desk, CORRECTION, path)
    before = dump(desk)
    seen = opening.look(desk, CORRECTION, path)
    assert "已经读入过，再读不会有改动" in seen.message
    done = opening.take_in(desk, seen)
    assert done.message.startswith("这份表格在 2022-09-15 ") and done.message.endswith("已经读入过，这次没有改动。")
    assert dump(desk) == before


def test_unknown_villages_are_added_only_when_asked(desk, book):
    path = book(HEAD, GAO, (*SUI[:2], "白沙滩村", *SUI[3:]), ("坏行", "1", "旧庄村", *SUI[3:]))
    seen = opening.look(desk, CORRECTION, path)
    assert seen.new_villages == ["白沙滩村", "旧庄村"] and len(seen.bad) == 2
    asked = opening.judge_again(desk, seen, True)
    assert asked.new_villages == ["白沙滩村"] and len(asked.good) == 2
    assert asked.remarks == ["会一并加进村居名册：白沙滩村。"]
    done = opening.take_in(desk, asked)
    assert done.villages == 1 and {row["name"] for row in living(desk, VILLAGE)} == {"大孤山村", "白沙滩村"}
    village = living(desk, VILLAGE)[-1]
    assert village["opening"] is True and living(desk, CORRECTION)[1]["village"] == village["uid"]


def test_a_batch_is_taken_back_but_for_what_was_touched_since(desk, book):
    done = take(desk, CORRECTION, book(HEAD, GAO, (*SUI[:2], "白沙滩村", *SUI[3:]),
                                       ("孙福成", "", "大孤山村", *SUI[3:])), add_missing=True)
    gao, sui, sun = living(desk, CORRECTION)
    records.save(desk, CORRECTION, gao | {"phone": "13806310005"})
    visit = BY_KEY["correction_visit"]
    records.save(desk, visit, records.new(desk, visit, subject=sun["uid"], event_on="2022-09-01"))
    listed = opening.batches(desk, CORRECTION)
    assert [(batch.uid, batch.undone) for batch in listed] == [(done.batch, False)]
    assert "花名册.xlsx　3 人" in listed[0].text
    undone = opening.undo_batch(desk, done.batch)
    assert (undone.removed, undone.kept) == (1, ["高兴民", "孙福成"])
    assert undone.message == "已撤销这一批：1 人放进了回收站；后来改过或者已经用到的没有动：高兴民、孙福成。"
    assert [row["name"] for row in living(desk, CORRECTION)] == ["高兴民", "孙福成"]
    assert [row["name"] for row in living(desk, VILLAGE)] == ["大孤山村"]
    assert repository.history(desk.store, CORRECTION, sui["uid"])[-1].action == "delete"
    assert opening.batches(desk, CORRECTION)[0].undone
    with pytest.raises(KnownError, match="已经撤销过了"):
        opening.undo_batch(desk, done.batch)
    with pytest.raises(NotFound, match="没有这一批"):
        opening.undo_batch(desk, "没有")


def test_after_taking_back_the_same_file_may_be_read_again(desk, book):
    path = book(HEAD, GAO)
    opening.undo_batch(desk, take(desk, CORRECTION, path).batch)
    again = take(desk, CORRECTION, path)
    assert again.added == 1 and living(desk, CORRECTION)[0]["record_no"] == "SJ-2021-0002"


def test_a_village_in_use_is_not_taken_back(desk, book):
    done = take(desk, VILLAGE, book(("村名",), ("白沙滩村",), ("北店村",)))
    village = living(desk, VILLAGE)[1]
    records.save(desk, CONSULTATION, records.new(desk, CONSULTATION, name="高兴民", village=village["uid"], summary="地界"))
    assert opening.undo_batch(desk, done.batch).kept == ["白沙滩村"]


@pytest.mark.parametrize("item", [CORRECTION, RESETTLEMENT], ids=lambda item: item.key)
def test_a_locked_roster_stays_closed(desk, book, item):
    path = book(HEAD, GAO)
    seen = opening.look(desk, item, path)
    done = opening.take_in(desk, seen)
    desk.unlocked = False
    for deed in (lambda: opening.look(desk, item, path), lambda: opening.take_in(desk, seen),
                 lambda: opening.undo_batch(desk, done.batch)):
        with pytest.raises(KnownError, match="加锁"):
            deed()
    assert len(living(desk, item)) == 1


def test_other_items_have_no_opening(desk, book):
    with pytest.raises(KnownError, match="没有期初建账"):
        opening.look(desk, CONSULTATION, book(HEAD, GAO))


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_workbooks_change_nothing(desk, tmp_path, name):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(hostile.FILES[name][0])
    before = dump(desk)
    with pytest.raises(BadWorkbook) as caught:
        opening.look(desk, CORRECTION, path)
    assert caught.value.what.endswith("。") and dump(desk) == before
    assert list(tmp_path.glob("花名册*")) == [path]


def test_cells_that_would_choke_are_taken_as_text(desk, tmp_path):
    cells = "".join(hostile.cell(f"{letter}2", text) for letter, text in (
        ("A", "=HYPERLINK(&quot;x&quot;)"), ("B", "_x0000_"), ("C", "字" * 5000)))
    rows = (f'<row r="1">{hostile.cell("A1", "姓名")}{hostile.cell("B1", "罪名")}{hostile.cell("C1", "备注")}</row>'
            f'<row r="2">{cells}</row>')
    (tmp_path / "x.xlsx").write_bytes(hostile.book(rows))
    assert take(desk, CORRECTION, tmp_path / "x.xlsx").added == 1
    kept = living(desk, CORRECTION)[0]
    assert kept["name"] == '=HYPERLINK("x")' and len(kept["remark"]) == 5000


def _people(count: int) -> list[tuple]:
    rows = []
    for n in range(count):
        first = f"371083{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
        rows.append((f"王{chr(0x4e00 + n)}", first + check_digit(first), *GAO[2:]))
    return rows


def test_two_thousand_people_and_stopping_half_way(desk, book):
    path, before = book(HEAD, *_people(2000)), dump(desk)
    seen = opening.look(desk, CORRECTION, path)

    def stop(part: float, text: str) -> None:
        if part > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        opening.take_in(desk, seen, stop)
    assert dump(desk) == before
    told = []
    done = opening.take_in(desk, seen, lambda part, text: told.append(part))
    assert done.added == 2000 and told == sorted(told) and told[-1] == 1
    assert desk.store.rows("SELECT count(DISTINCT record_no), min(opening) FROM correction") == [(2000, 1)]
