"""The dialog of 期初建账: what goes in and what does not, seen before anything changes; all by keyboard."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from db import repository
from db.items import LAW_PERSON, VILLAGE
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.opening import BAD, GOOD, TWINS, OpeningDialog

HEAD = ("姓名", "村", "类型", "性别", "聘任日期")
WANG = ("王芳", "大孤山村", "法律明白人", "女", "2021.1.1")


@pytest.fixture
def desk(session):
    repository.add(session.store, VILLAGE, VILLAGE.blank() | {"name": "大孤山村"}, "刘淑芬")
    return session


@pytest.fixture
def dialog(hands, desk, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(OpeningDialog, "last_folder", str(tmp_path))
    jobs = Jobs(None, desk.store.close_thread)
    shown = hands.show(OpeningDialog(desk, LAW_PERSON, jobs), 1120, 640)
    yield shown
    jobs.close()


@pytest.fixture
def look(dialog, qtbot, tmp_path):
    """look(*rows): show a workbook with these rows in the dialog."""
    def show(*rows: tuple, name: str = "花名册.xlsx") -> Path:
        made = openpyxl.Workbook()
        for row in (HEAD, *rows):
            made.active.append(row)
        made.save(tmp_path / name)
        dialog.look_at(tmp_path / name)
        settle(dialog, qtbot)
        return tmp_path / name

    return show


def settle(dialog, qtbot) -> None:
    qtbot.waitUntil(lambda: not dialog._jobs.busy(), timeout=30_000)


def taken(session) -> int:
    return len(repository.find(session.store, LAW_PERSON, repository.Filter(), "id"))


def test_it_begins_with_the_empty_table_and_every_target_is_large(dialog, hands):
    assert hands.focus is dialog.template
    assert not dialog.take.isEnabled() and not dialog.undo.isVisible() and not dialog.groups.isVisible()
    for button in (dialog.template, dialog.choose, dialog.take, dialog.close_button):
        assert button.minimumHeight() >= 44 and button.text()


def test_the_empty_table_is_stored(dialog, hands, qtbot, tmp_path):
    dialog.write_template(tmp_path / "空表.xlsx")
    settle(dialog, qtbot)
    assert openpyxl.load_workbook(tmp_path / "空表.xlsx").sheetnames[0] == "法律明白人"
    assert "空表已存好" in dialog.result.text() and hands.focus is dialog.choose


def test_a_table_is_seen_and_then_taken_in_by_keyboard(dialog, look, hands, desk, qtbot):
    look(WANG, ("孙丽", "大孤山村", "明白人", "女", "2021.1.1"), WANG)
    assert dialog.groups.words == ["可以读入 1", "有问题 1 行", "已经有了 1"] and dialog.groups.index == GOOD
    assert dialog.list.rows()[0].text.startswith("王芳　大孤山村　法律明白人　女　聘任日期 2021年1月1日")
    assert dialog.result.text() == "◇ 可以读入 1 人；已经有了 1 人，不重复读；1 行有问题，读不进去。"
    assert taken(desk) == 0 and hands.focus is dialog.take
    hands.type("2")
    assert dialog.groups.index == BAD and "第 3 行“类型”：“明白人”看不懂，可填：法治带头人、法律明白人" in dialog.list.rows()[0].text
    hands.type("3")
    assert dialog.groups.index == TWINS and "和第 2 行是同一个" in dialog.list.rows()[0].text
    with qtbot.waitSignal(dialog.changed, timeout=30_000):
        hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert taken(desk) == 1
    assert dialog.result.text().startswith("◇ 已读入 1 人，1 人已经有了，1 行没有读入，在 ")
    assert dialog.undo.isVisible() and not dialog.take.isEnabled() and hands.focus is dialog.close_button


def test_unknown_villages_are_asked_about(dialog, look, desk, qtbot):
    look(WANG, ("孙丽", "白沙滩村", *WANG[2:]))
    assert dialog.villages.isVisible() and dialog.villages.words[0] == "1 个村名册里没有，先不读"
    assert dialog.groups.words[0] == "可以读入 1"
    dialog.villages._pick(1)
    settle(dialog, qtbot)
    assert dialog.groups.words[0] == "可以读入 2" and dialog.remarks.text() == "会一并加进村居名册：白沙滩村。"
    dialog.take.click()
    settle(dialog, qtbot)
    assert taken(desk) == 2 and dialog.result.text() == "✓ 已读入 2 人，新加 1 个村居。"


def test_the_last_batch_is_taken_back_after_asking(dialog, look, desk, qtbot, expect_message):
    look(WANG)
    dialog.take.click()
    settle(dialog, qtbot)
    dialog.undo.click()
    assert "撤销上次读入的这一批吗？" in expect_message.said[0] and taken(desk) == 1
    expect_message.presses.append("撤销这一批")
    dialog.undo.click()
    settle(dialog, qtbot)
    assert taken(desk) == 0 and dialog.result.text() == "✓ 已撤销这一批：1 人放进了回收站。"
    assert not dialog.undo.isVisible()


def test_the_same_file_again_cannot_be_taken_in(dialog, look, qtbot):
    path = look(WANG)
    dialog.take.click()
    settle(dialog, qtbot)
    dialog.look_at(path)
    settle(dialog, qtbot)
    assert not dialog.take.isEnabled() and "已经" in dialog.result.text()


def test_what_is_no_roster_is_said(dialog, qtbot, tmp_path, expect_message):
    (tmp_path / "x.xlsx").write_bytes(b"PK")
    dialog.look_at(tmp_path / "x.xlsx")
    settle(dialog, qtbot)
    assert "不是表格文件" in expect_message.said[0] and not dialog.take.isEnabled()
    assert dialog.choose.hasFocus()


def test_escape_stops_what_runs_and_then_closes(dialog, look, hands, desk, qtbot):
    look(*((f"王{n}芳", *WANG[1:]) for n in range(400)))
    dialog.take_in()
    assert dialog.close_button.text().startswith("停下") and not dialog.choose.isEnabled()
    dialog.reject()
    settle(dialog, qtbot)
    assert dialog.isVisible() and dialog.result.text() == "◇ 已取消，什么都没有改动。" and taken(desk) == 0
    with qtbot.waitSignal(dialog.finished):
        hands.press(Qt.Key.Key_Escape)


def test_a_long_list_says_what_it_leaves_out(dialog, look):
    look(*((f"王{n}芳", *WANG[1:]) for n in range(205)))
    assert len(dialog.list.rows()) == 201 and dialog.list.rows()[-1].text == "还有 5 条，这里不一一列出。"
