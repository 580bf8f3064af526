"""未报 → 已导出 → 已接收 / 退回 → 接收后又改, in a real book with real files."""

from datetime import date

import openpyxl
import pytest

from db import clock, repository
from db.errors import BadWorkbook, KnownError, NotFound, Unwritable
from db.items import CASE, COMMITTEE
from desktop_app.actions import cases, reporting
from desktop_app.actions.progress import Cancelled
from desktop_app.actions.reporting import Period
from desktop_app.exchange import place, receipts
from desktop_app.exchange.receipts import Answer

SEPTEMBER = Period.month("2022-09")
OCTOBER = Period.month("2022-10")


def case_of(desk, name: str) -> dict:
    """The first case with this person."""
    (uid, *_) = desk.store.db.execute_sql(
        "SELECT c.uid FROM mediation_case c JOIN party p ON p.owner_id = c.id WHERE p.name = ? ORDER BY c.id",
        (name,)).fetchone()
    return repository.get(desk.store, CASE, uid)


def profile(desk, name="full"):
    return reporting.layouts(desk).named(name)


def export(desk, folder, period=SEPTEMBER, name="full", **more):
    return reporting.export(desk, period, profile(desk, name), folder / f"{period.last_day}-{name}.xlsx", **more)


def states(desk) -> dict[str, int]:
    return dict(desk.store.db.execute_sql("SELECT report_state, count(*) FROM mediation_case GROUP BY 1"))


def answer(desk, folder, *given: Answer):
    path = folder / f"回执{len(list(folder.iterdir()))}.xlsx"
    receipts.write(path, given)
    return reporting.apply_receipt(desk, path)


def column(path, key, sheet="案件") -> list:
    page = openpyxl.load_workbook(path)[sheet]
    place_of = [cell.value for cell in page[2]].index(key)
    return [row[place_of].value for row in page.iter_rows(min_row=3)]


def test_outlook_tells_ready_from_not_ready_and_why(desk):
    found = reporting.outlook(desk, SEPTEMBER)
    assert len(found.ready) == 9
    ((record, problem),) = found.not_ready
    assert (CASE.name_of(record), problem.text, problem.path) == ("王建国 与 王建军", "还差：履行情况", ("perform_status",))
    assert (found.accepted, found.late) == (0, 0)
    assert [r["event_on"] for r in found.ready] == sorted(r["event_on"] for r in found.ready)


def test_an_earlier_month_sees_nothing_and_a_later_one_calls_it_late(desk):
    assert reporting.outlook(desk, Period.month("2022-08")).ready == []
    found = reporting.outlook(desk, OCTOBER)
    assert (len(found.ready), found.late, len(found.not_ready)) == (9, 9, 1)
    assert found.is_late(found.not_ready[0][0])


def test_export_writes_what_is_ready_and_notes_it(desk, tmp_path):
    done = export(desk, tmp_path)
    assert (done.records, done.late) == (9, 0)
    assert done.message == f"已生成上报表：9 件，在 {done.path}"
    assert states(desk) == {"exported": 9, "new": 1}
    case = case_of(desk, "高兴民")
    assert (case["report_batch"], case["exported_rev"], case["revision"], case["accepted_rev"]) == (
        done.batch, 1, 1, None)
    assert set(column(done.path, "state")) == {"未报"}
    assert case["uid"] in column(done.path, "uid")
    (batch,) = reporting.batches(desk)
    assert (batch.uid, batch.records, batch.states, batch.period, batch.undone) == (
        done.batch, 9, {"exported": 9}, SEPTEMBER, False)
    names = {name: value.attr_text for name, value in openpyxl.load_workbook(done.path).defined_names.items()}
    assert names["batch_id"] == f'"{done.batch}"'
    assert names["period"] == '"2022-09-01/2022-09-30"'
    assert names["org_code"] == '"海阳所镇司法所"'


def test_every_identity_number_keeps_its_18_digits(desk, tmp_path):
    done = export(desk, tmp_path, with_names=True)
    written = set(column(done.path, "id_no", "当事人"))
    assert "37108319580312011X" in written
    assert all(isinstance(number, str) and len(number) == 18 for number in written)
    masked = export(desk, tmp_path, OCTOBER)
    assert all("*" in number for number in column(masked.path, "id_no", "当事人") if number != "91350100M000100Y43")


def test_the_platform_layout_holds_names_and_says_so(desk, tmp_path):
    platform = profile(desk, "platform25")
    assert reporting.default_name(desk, SEPTEMBER, platform, True) == "海阳所镇司法所_2022年9月_平台25列_含个人信息.xlsx"
    assert reporting.default_name(desk, SEPTEMBER, profile(desk), False) == "海阳所镇司法所_2022年9月_随录全表.xlsx"
    page = openpyxl.load_workbook(export(desk, tmp_path, name="platform25").path).active
    assert "高兴民,隋建波" in [row[17].value for row in page.iter_rows(min_row=3)]
    assert (page.max_row, page.max_column) == (11, 25)


def test_what_is_not_acknowledged_is_in_the_next_file_again(desk, tmp_path):
    first = export(desk, tmp_path)
    gone = case_of(desk, "冯玉梅")
    answer(desk, tmp_path, Answer(0, gone["uid"], 1, True, None, "PT1"))
    second = export(desk, tmp_path, OCTOBER)
    assert (second.records, second.late) == (8, 8)
    assert second.message.startswith("已生成上报表：8 件（其中补报 8 件）")
    assert gone["uid"] not in column(second.path, "uid")
    assert set(column(second.path, "state")) == {"已导出"}
    newer, older = reporting.batches(desk)
    assert (newer.uid, newer.states, older.uid, older.states) == (
        second.batch, {"exported": 8}, first.batch, {"accepted": 1})


def test_nothing_ready_is_a_sentence(desk, tmp_path):
    with pytest.raises(KnownError, match="2022年8月没有要上报的案件"):
        export(desk, tmp_path, Period.month("2022-08"))
    for record in reporting.outlook(desk, SEPTEMBER).ready:
        repository.delete(desk.store, CASE, record["uid"], "刘淑芬")
    with pytest.raises(KnownError, match="1 件还差材料") as caught:
        export(desk, tmp_path)
    assert caught.value.todo == "例如 王建国 与 王建军：还差：履行情况。补齐后再生成。"
    assert reporting.batches(desk) == []


@pytest.mark.parametrize("part", [0.0, 0.2, 0.85, 0.95])
def test_cancelled_anywhere_before_the_end_leaves_no_trace(desk, tmp_path, part):
    def stop(done, _text):
        if done >= part:
            raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        export(desk, tmp_path, progress=stop)
    assert sorted(tmp_path.iterdir()) == before
    assert states(desk) == {"new": 10}
    assert reporting.batches(desk) == []


def test_progress_goes_up_to_the_end(desk, tmp_path):
    seen = []
    export(desk, tmp_path, progress=lambda done, text: seen.append((done, text)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (1, "完成")


def test_a_failed_file_moves_no_state(desk, tmp_path, monkeypatch):
    with pytest.raises(Unwritable, match="文件夹不见了"):
        export(desk, tmp_path / "没有")
    (tmp_path / "2022-09-30-full.xlsx").write_text("旧")
    (tmp_path / ".~lock.2022-09-30-full.xlsx#").touch()
    with pytest.raises(KnownError, match="打开着"):
        export(desk, tmp_path)
    assert (tmp_path / "2022-09-30-full.xlsx").read_text() == "旧"
    assert states(desk) == {"new": 10}


def test_no_state_moves_before_the_file_lies_in_its_place(desk, tmp_path, monkeypatch):
    seen = []
    real = place.put

    def put(target, make):
        seen.append(states(desk))
        real(target, make)
        seen.append(states(desk))

    monkeypatch.setattr(place, "put", put)
    export(desk, tmp_path)
    assert seen == [{"new": 10}, {"new": 10}]


def test_a_character_no_cell_can_hold_names_the_case(desk, tmp_path):
    desk.store.db.execute_sql("UPDATE mediation_case SET summary = ? WHERE uid = ?",
                              ("遮光\x07", case_of(desk, "高兴民")["uid"]))  # as an older program may have left it
    with pytest.raises(KnownError, match="第001号（高兴民 与 隋建波）的“纠纷简要情况”"):
        export(desk, tmp_path)
    assert states(desk) == {"new": 10}


def test_a_receipt_moves_the_states(desk, tmp_path):
    done = export(desk, tmp_path)
    good, back, later = (case_of(desk, name) for name in ("高兴民", "丛培林", "陈永"))
    cases.save_case(desk, later | {"amount": 36000})
    result = answer(desk, tmp_path, Answer(0, good["uid"], 1, True, None, "PT001"),
                    Answer(0, back["uid"], 1, False, "统一社会信用代码缺失"), Answer(0, later["uid"], 1, True, None, "PT003"),
                    Answer(0, "陌生", 1, True), Answer(0, case_of(desk, "陶金山")["uid"], 5, True))
    assert (result.accepted, result.changed_since, result.returned, result.unchanged) == (2, 1, 1, 0)
    assert [fault.text for fault in result.rejected] == [
        "第 6 行“记录号”：本机没有这件案件，可能是别的单位的", "第 7 行“版本”：回执写的是第 5 版，本机只有第 1 版"]
    assert result.rows_seen == 5
    assert result.message == "回执已读入：接收 2 件（1 件后来又改过，下次还会上报），退回 1 件，没有读入 2 行。"
    keys = ("report_state", "accepted_rev", "platform_no", "report_reason", "report_date", "report_batch")
    assert [tuple(case_of(desk, name)[key] for key in keys) for name in ("高兴民", "丛培林", "陈永")] == [
        ("accepted", 1, "PT001", None, "2022-09-30", done.batch),
        ("returned", None, None, "统一社会信用代码缺失", "2022-09-30", done.batch),
        ("changed", 1, "PT003", None, "2022-09-30", done.batch)]


def test_the_life_of_one_case(desk, tmp_path):
    """S11: accepted, corrected, exported and accepted again; the revision that was accepted stays known."""
    uid = case_of(desk, "赵永刚")["uid"]

    def state():
        case = repository.get(desk.store, CASE, uid)
        return case["report_state"], case["revision"], case["exported_rev"], case["accepted_rev"]

    assert state() == ("new", 1, None, None)
    export(desk, tmp_path)
    assert state() == ("exported", 1, 1, None)
    answer(desk, tmp_path, Answer(0, uid, 1, True, None, "PT9"))
    assert state() == ("accepted", 1, 1, 1)
    cases.save_case(desk, repository.get(desk.store, CASE, uid) | {"amount": 320000})
    assert state() == ("changed", 2, 1, 1)
    again = export(desk, tmp_path, OCTOBER)
    assert state() == ("exported", 2, 2, 1)
    at = column(again.path, "uid").index(uid)
    assert [column(again.path, key)[at] for key in ("rev", "base_rev", "state", "amount", "platform_no")] == [
        "2", "1", "接收后又改", 3200, "PT9"]
    answer(desk, tmp_path, Answer(0, uid, 2, True))
    assert state() == ("accepted", 2, 2, 2)
    assert repository.get(desk.store, CASE, uid)["platform_no"] == "PT9"
    answer(desk, tmp_path, Answer(0, uid, 1, False, "迟到的旧回执"))
    assert state() == ("accepted", 2, 2, 2)


def test_returned_completed_and_exported_again(desk, tmp_path):
    """S12: the reason stays until the case goes out again."""
    uid = case_of(desk, "丛培林")["uid"]
    export(desk, tmp_path)
    answer(desk, tmp_path, Answer(0, uid, 1, False, "代码缺失"))
    cases.save_case(desk, repository.get(desk.store, CASE, uid) | {"process_note": "补记"})
    assert repository.get(desk.store, CASE, uid)["report_state"] == "returned"
    export(desk, tmp_path, OCTOBER)
    case = repository.get(desk.store, CASE, uid)
    assert (case["report_state"], case["report_reason"], case["exported_rev"]) == ("exported", None, 2)
    answer(desk, tmp_path, Answer(0, uid, 1, False, "旧的退回"))
    assert repository.get(desk.store, CASE, uid)["report_state"] == "exported"


def test_the_same_receipt_twice_changes_nothing_and_says_so(desk, tmp_path):
    export(desk, tmp_path)
    path = tmp_path / "回执.xlsx"
    sent = reporting.outlook(desk, SEPTEMBER).ready
    receipts.write(path, [Answer(0, case["uid"], 1, True, None, "PT1", case["case_no"]) for case in sent])
    first = reporting.apply_receipt(desk, path)
    assert (first.accepted, states(desk)) == (9, {"accepted": 9, "new": 1})
    history = desk.store.db.execute_sql("SELECT count(*) FROM history").fetchone()
    second = reporting.apply_receipt(desk, path)
    assert second.rows_seen == 0
    assert second.message.startswith("这份回执在 2022-09-30 ")
    assert "已经读过，这次没有改动任何案件" in second.message
    assert desk.store.db.execute_sql("SELECT count(*) FROM history").fetchone() == history
    path.rename(tmp_path / "改名.xlsx")
    assert reporting.apply_receipt(desk, tmp_path / "改名.xlsx").read_before


def test_the_same_answers_in_another_file_are_unchanged(desk, tmp_path):
    export(desk, tmp_path)
    uid = case_of(desk, "高兴民")["uid"]
    answer(desk, tmp_path, Answer(0, uid, 1, True, None, "P1"))
    result = answer(desk, tmp_path, Answer(0, uid, 1, True, "再说一遍", "P1"))
    assert (result.accepted, result.unchanged) == (0, 1)


def test_a_receipt_of_strangers_may_be_read_again(desk, tmp_path):
    path = tmp_path / "别所.xlsx"
    receipts.write(path, [Answer(0, "别所的", 1, True)])
    for _ in range(2):
        result = reporting.apply_receipt(desk, path)
        assert (result.rows_seen, result.rejected_rows, result.read_before) == (1, 1, "")


def test_a_bad_receipt_changes_nothing(desk, tmp_path):
    done = export(desk, tmp_path)
    before = desk.store.db.execute_sql("SELECT count(*) FROM history").fetchone()
    path = tmp_path / "坏.xlsx"
    path.write_bytes(done.path.read_bytes()[:4000])
    with pytest.raises(BadWorkbook, match="坏了"):
        reporting.apply_receipt(desk, path)
    with pytest.raises(BadWorkbook, match="缺少 “结果” 列"):
        reporting.apply_receipt(desk, done.path)
    with pytest.raises(NotFound):
        reporting.apply_receipt(desk, tmp_path / "没有.xlsx")
    assert desk.store.db.execute_sql("SELECT count(*) FROM history").fetchone() == before


def test_the_workbook_filled_by_the_bureau_is_a_receipt(desk, tmp_path):
    """The bureau may simply add 结果 and 原因 to the very file it was sent."""
    done = export(desk, tmp_path)
    book = openpyxl.load_workbook(done.path)
    page = book["案件"]
    page.cell(1, page.max_column + 1, "结果")
    for row in range(3, page.max_row + 1):
        page.cell(row, page.max_column, "接收")
    book.save(tmp_path / "回.xlsx")
    result = reporting.apply_receipt(desk, tmp_path / "回.xlsx")
    assert (result.accepted, result.rejected) == (9, [])


def test_taking_a_batch_back_restores_what_was(desk, tmp_path):
    uid = case_of(desk, "高兴民")["uid"]
    first = export(desk, tmp_path)
    answer(desk, tmp_path, Answer(0, uid, 1, False, "缺电话"))
    second = export(desk, tmp_path, OCTOBER)
    with pytest.raises(KnownError, match="先撤销最新的一批|更新的批次"):
        reporting.undo_export(desk, first.batch)
    assert reporting.undo_export(desk, second.batch) == 9
    case = case_of(desk, "高兴民")
    assert [case[key] for key in ("report_state", "report_reason", "report_batch", "exported_rev")] == [
        "returned", "缺电话", first.batch, 1]
    assert states(desk) == {"returned": 1, "exported": 8, "new": 1}
    assert reporting.batches(desk)[0].undone
    with pytest.raises(KnownError, match="已经撤销过了"):
        reporting.undo_export(desk, second.batch)
    assert reporting.undo_export(desk, first.batch) == 8
    assert states(desk) == {"returned": 1, "new": 9}
    assert case_of(desk, "陈永")["report_batch"] is None
    assert second.path.exists()
    with pytest.raises(NotFound):
        reporting.undo_export(desk, "没有")


def test_what_a_receipt_moved_stays_when_the_batch_is_taken_back(desk, tmp_path):
    done = export(desk, tmp_path)
    uid = case_of(desk, "高兴民")["uid"]
    answer(desk, tmp_path, Answer(0, uid, 1, True))
    assert reporting.undo_export(desk, done.batch) == 8
    assert states(desk) == {"accepted": 1, "new": 9}


def test_a_deleted_case_does_not_go_up(desk, tmp_path):
    uid = case_of(desk, "高兴民")["uid"]
    cases.delete_case(desk, uid)
    assert uid not in column(export(desk, tmp_path).path, "uid")


def test_sample_data_never_pass_for_real(desk, tmp_path):
    desk.store.settings.set("office", desk.office | {"sample": True})
    committee = repository.records(desk.store, COMMITTEE)[0]
    repository.save(desk.store, COMMITTEE, committee | {"code": "3710831"}, "刘淑芬")
    done = export(desk, tmp_path)
    book = openpyxl.load_workbook(done.path)
    assert book.sheetnames[0] == "样例-案件"
    assert book.defined_names["org_code"].attr_text == '"样例"'
    assert all(cell.value.startswith("样例海人调") for cell in book.worksheets[0]["A"][2:])
    assert reporting.default_name(desk, SEPTEMBER, profile(desk), False).startswith("样例_")


def test_the_committees_code_names_the_office(desk, tmp_path):
    committee = repository.records(desk.store, COMMITTEE)[0]
    repository.save(desk.store, COMMITTEE, committee | {"code": "3710831"}, "刘淑芬")
    assert openpyxl.load_workbook(export(desk, tmp_path).path).defined_names["org_code"].attr_text == '"3710831"'


def test_an_edited_profile_of_the_office_is_used(desk, tmp_path):
    folder = desk.store.folder / "profiles"
    folder.mkdir()
    (folder / "简.json").write_text("""{"name": "三列表", "title": "{office} {period}", "sheets": [{"name": "表",
        "rows": "case", "columns": [{"header": "卷名", "computed": "file_title"},
        {"header": "类别码", "field": "dispute_type", "text": "code"}, {"header": "人数", "computed": "people"}]}]}""",
                                    encoding="utf-8")
    done = reporting.export(desk, SEPTEMBER, profile(desk, "三列表"), tmp_path / "x.xlsx", with_names=True)
    lines = [[cell.value for cell in row] for row in openpyxl.load_workbook(done.path).active.iter_rows()]
    assert lines[0][0].startswith("海阳所镇司法所 2022年9月")
    assert lines[2] == ["高兴民与隋建波邻里纠纷", "02", "2"]


def test_the_day_of_the_receipt_is_today(desk, tmp_path):
    export(desk, tmp_path)
    uid = case_of(desk, "高兴民")["uid"]
    with clock.pretending(date(2022, 10, 8)):
        answer(desk, tmp_path, Answer(0, uid, 1, True))
    assert repository.get(desk.store, CASE, uid)["report_date"] == "2022-10-08"
