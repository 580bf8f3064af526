"""上报统计 by keyboard: what goes up, what is missing, the file, the receipt, taking a batch back."""

import threading
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from db import repository
from db.items import CASE
from desktop_app.actions import reporting
from desktop_app.exchange import receipts
from desktop_app.exchange.receipts import Answer
from desktop_app.ui import theme
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages import reporting as module
from desktop_app.ui.pages.reporting import BATCHES, MISSING, READY, ReportingPage
from desktop_app.ui.theme import Tone


@pytest.fixture
def jobs(session):
    made = Jobs(None, session.store.close_thread)
    yield made
    made.close()


@pytest.fixture
def page(hands, session, jobs, uids, tmp_path):
    for key, values in {"S3": {"perform_status": "done"}, "S4": {"perform_place": "调解室"}}.items():
        case = repository.get(session.store, CASE, uids[key])
        repository.save(session.store, CASE, case | values, "刘淑芬")
    session.store.settings.set("report_folder", str(tmp_path))
    made = hands.show(ReportingPage(session, jobs), 1366, 630)
    made.refresh()
    made.enter()
    return made


def wait(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
    QApplication.processEvents()


def group(hands, page, digit):
    page.groups.setFocus()
    hands.press(Qt.Key.Key_0 + digit)
    return page.list.rows()


def written(tmp_path) -> list[Path]:
    return sorted(tmp_path.glob("*.xlsx"))


def test_the_groups_count_and_the_missing_thing_stands_first(hands, page, session):
    found = reporting.outlook(session, page.period.period())
    assert page.groups.words == [f"可上报 {len(found.ready)} 件", f"还差材料 {len(found.not_ready)} 件", "已接收 0 件",
                                 "上报表 0 份"]
    assert page.groups.index == READY
    assert {row.word for row in page.list.rows()} == {"可上报"}
    rows = group(hands, page, 2)
    assert all(row.word.startswith("还差：") and row.tone is Tone.DOUBT for row in rows)
    assert hands.focus is page.list


def test_enter_leads_to_the_missing_field(hands, qtbot, page):
    row = group(hands, page, 2)[0]
    with qtbot.waitSignal(page.open_field) as opened:
        hands.press(Qt.Key.Key_Return)
    assert opened.args == [row.uid, row.path]
    assert row.path


def test_an_empty_group_says_what_to_do(hands, page):
    assert group(hands, page, 3) == []
    assert page.empty.isVisible() and "回执" in page.empty.text() and not page.list.isVisible()
    group(hands, page, 4)
    assert "F8" in page.empty.text()


def test_f8_writes_the_file_and_says_where(hands, qtbot, page, jobs, session, tmp_path):
    ready = len(page.list.rows())
    with qtbot.waitSignal(page.changed, timeout=20_000):
        hands.press(Qt.Key.Key_F8)
    (path,) = written(tmp_path)
    assert path.name == "海阳所镇司法所_2022年9月_平台25列_含个人信息.xlsx"
    assert page.result.text() == f"✓ 已生成上报表：{ready} 件，在 {path}"
    assert page.show_folder.isVisible()
    assert {row.word for row in page.list.rows()} == {"已导出，等回执"}
    assert page.groups.words[BATCHES] == "上报表 1 份"


def test_a_second_file_does_not_write_over_the_first(hands, qtbot, page, jobs, tmp_path):
    for _ in range(2):
        hands.press(Qt.Key.Key_F8)
        wait(qtbot, jobs)
    name = "海阳所镇司法所_2022年9月_平台25列_含个人信息"
    assert {path.stem for path in written(tmp_path)} == {name, f"{name}(1)"}


def test_masked_or_not_is_one_digit(hands, qtbot, page, jobs, tmp_path):
    assert page.names.index == 1
    page.names.setFocus()
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    (path,) = written(tmp_path)
    assert "含个人信息" not in path.name
    assert "高兴民" not in str([cell.value for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row])


def test_the_layout_brings_its_own_habit_and_is_remembered(hands, page, session, jobs):
    page.profile.setFocus()
    hands.press(Qt.Key.Key_2)
    assert (page._profile().stem, page.names.index) == ("full", 0)
    again = hands.show(ReportingPage(session, jobs))
    again.refresh()
    assert (again._profile().stem, again.names.index) == ("full", 0)


def test_a_broken_layout_is_named_and_the_others_stay(hands, page, session):
    folder = session.store.folder / "profiles"
    folder.mkdir()
    (folder / "坏.json").write_text("{", encoding="utf-8")
    page.refresh()
    assert "坏.json 不能用" in page.profile_fault.text()
    assert page.profile_fault.isVisible()
    assert len(page.profile.words) == 2


def test_another_month_is_looked_at(hands, page):
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.period.label.text() == "2022年8月"
    assert page.groups.words[:3] == ["可上报 0 件", "还差材料 0 件", "已接收 0 件"]
    for _ in range(2):
        hands.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.period.label.text() == "2022年10月"
    assert "（补报" in page.groups.words[READY]
    assert {row.word for row in page.list.rows()} == {"补报"}


def test_nothing_to_report_is_a_sentence(hands, qtbot, page, jobs, expect_message, tmp_path):
    page.period.back()
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    assert expect_message.said == ["2022年8月没有要上报的案件。请核对时段，或先登记案件。"]
    assert page.result.text() == "◇ 2022年8月没有要上报的案件。"
    assert written(tmp_path) == []
    assert page.generate.isEnabled()


def test_a_vanished_folder_is_a_sentence(hands, qtbot, page, jobs, session, expect_message, tmp_path):
    session.store.settings.set("report_folder", str(tmp_path / "没有"))
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    assert "文件夹不见了" in expect_message.said[0]
    assert not (tmp_path / "没有").exists()


def test_the_usual_folder_is_made_when_first_needed(hands, qtbot, page, jobs, session, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "_usual_folder", lambda: tmp_path / "文档" / "随录上报")
    session.store.settings.set("report_folder", None)
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    assert len(list((tmp_path / "文档" / "随录上报").iterdir())) == 1


def test_cancel_leaves_nothing(hands, qtbot, page, jobs, session, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "run", lambda work, done, failed, title: _cancelled(work, failed))

    def _cancelled(work, failed):
        from desktop_app.actions.progress import Cancelled

        def stop(*_):
            raise Cancelled
        try:
            work(stop)
        except Cancelled as error:
            failed(error)

    hands.press(Qt.Key.Key_F8)
    assert "已取消" in page.result.text()
    assert written(tmp_path) == []
    assert reporting.batches(session) == []


def test_a_receipt_moves_the_lines(hands, qtbot, page, jobs, session, tmp_path, monkeypatch, expect_message):
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    uids = [row.uid for row in page.list.rows()]
    path = tmp_path / "回执.xlsx"
    receipts.write(path, [Answer(0, uid, repository.get(session.store, CASE, uid)["revision"], n > 0, "缺电话", f"P{n}")
                          for n, uid in enumerate(uids)] + [Answer(0, "陌生", 1, True)])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(page.changed, timeout=20_000):
        hands.press(Qt.Key.Key_F9)
    wait(qtbot, jobs)
    assert f"接收 {len(uids) - 1} 件，退回 1 件，没有读入 1 行" in page.result.text()
    assert "本机没有这件案件" in expect_message.said[0]
    assert [(row.uid, row.word, row.tone) for row in page.list.rows()] == [(uids[0], "退回后再报", Tone.LATE)]
    accepted = group(hands, page, 3)
    assert len(accepted) == len(uids) - 1
    assert accepted[0].word == "已接收" and accepted[0].remark.startswith("P")
    (batch,) = group(hands, page, 4)
    assert (batch.word, batch.tone) == ("有退回", Tone.LATE)
    hands.press(Qt.Key.Key_F9)
    wait(qtbot, jobs)
    assert "已经读过" in page.result.text()


def test_a_file_that_is_no_receipt_is_a_sentence(hands, qtbot, page, jobs, tmp_path, expect_message):
    path = tmp_path / "x.xlsx"
    path.write_text("不是表格")
    page.read_receipt(path)
    wait(qtbot, jobs)
    assert "这不是表格文件" in expect_message.said[0]
    assert page.receipt.isEnabled()


def test_a_batch_is_taken_back_after_asking(hands, qtbot, page, jobs, session, expect_message):
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    group(hands, page, 4)
    assert page.undo.isVisible()
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not reporting.batches(session)[0].undone
    expect_message.presses = ["撤销这一批"]
    page.undo.click()
    assert reporting.batches(session)[0].undone
    assert "回到导出以前的状态" in page.result.text()
    assert page.list.rows()[0].word == "已撤销"
    assert not page.undo.isVisible()


def test_a_batch_shows_its_folder(hands, qtbot, page, jobs, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    hands.press(Qt.Key.Key_F8)
    wait(qtbot, jobs)
    page.show_folder.click()
    group(hands, page, 4)
    hands.press(Qt.Key.Key_Return)
    assert shown == [str(tmp_path)] * 2


def test_a_group_chosen_while_the_cases_are_still_looked_through(hands, qtbot, session, jobs, uids, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 3)
    page = hands.show(ReportingPage(session, jobs), 1366, 630)
    page.refresh()
    group(hands, page, 2)
    wait(qtbot, jobs)
    assert page.list.rows()


def test_many_waiting_cases_are_looked_through_on_the_worker(hands, qtbot, page, jobs, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 3)
    ready = page.groups.words[READY]
    page.groups.set_words(["", "", "", ""])
    page.look()
    assert not page.generate.isEnabled()
    wait(qtbot, jobs)
    assert page.groups.words[READY] == ready
    assert page.generate.isEnabled()


def test_work_of_another_page_is_waited_for_and_no_longer(qtbot, page, jobs):
    going_on = threading.Event()
    jobs.run(lambda progress: going_on.wait(10))
    page.refresh()
    assert not page.generate.isEnabled()
    going_on.set()
    wait(qtbot, jobs)
    assert page.generate.isEnabled()


def test_a_folder_is_chosen_and_remembered(page, session, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "盘"))
    page.folder.click()
    assert session.store.settings.get("report_folder") == str(tmp_path / "盘")
    assert str(tmp_path / "盘") in page.folder_label.text()


def test_tab_goes_round_and_everything_has_a_name(hands, page):
    page.generate.setFocus()
    seen = []
    for _ in range(30):
        QTest.keyClick(hands.focus, Qt.Key.Key_Tab)
        if hands.focus in seen:
            break
        seen.append(hands.focus)
    assert {page.generate, page.receipt, page.folder, page.profile, page.names, page.groups, page.list,
            page.period.before, page.period.after, page.period.any} <= set(seen)
    assert all(w.accessibleName() or isinstance(w, QPushButton) and w.text() for w in seen)


@pytest.mark.parametrize(("points", "width", "height"), [(16, 1366, 630), (16, 640, 330), (30, 1366, 670)])
def test_nothing_overlaps_and_targets_are_large(hands, session, jobs, uids, points, width, height):
    theme.apply(QApplication.instance(), points)
    made = hands.show_page(ReportingPage(session, jobs), width, height)
    made.refresh()
    hands.room.settle()
    parts: list[QWidget] = [made.generate, made.receipt, made.folder, made.profile, made.names, made.groups, made.list,
                            made.period.before, made.period.any]
    boxes = [part.rect().translated(part.mapTo(made, part.rect().topLeft())) for part in parts]
    for n, box in enumerate(boxes):
        assert box.height() >= theme.px(44) - 2  # the style sheet rounds its parts
        assert all(not box.intersects(other) for other in boxes[n + 1:])
    theme.apply(QApplication.instance(), 16)




def test_a_digit_shows_a_group_from_the_first_button_on(hands, qtbot, page):
    page.enter()
    hands.type("2")
    assert page.groups.index == MISSING
    assert hands.focus is page.list or page.list.isHidden()
    hands.type("1")  # also from the list
    assert page.groups.index == READY
