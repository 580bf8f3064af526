"""F7: the life of a record of any item, as a person reads it."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QListWidget

from db import attachments, repository
from db.items import BY_KEY, CASE, CONSULTATION, CORRECTION
from desktop_app.actions import cases, records
from desktop_app.ui.pages import history


def saved(session, item, **said):
    return records.save(session, item, records.new(session, item, **said)).record


def told(session, item, record):
    """Lines, the newest first."""
    restricted = item.restricted(record)
    return [history.sentence(item, change, {}, restricted).split("　", 2)[2]
            for change in reversed(repository.history(session.store, item, record["uid"]))]


def test_text_codes_and_money_are_said_in_words(session, uids):
    case = repository.get(session.store, CASE, uids["S4"])
    repository.save(session.store, CASE, case | {"amount": 320000}, session.who)
    assert told(session, CASE, case)[0] == f"修改：协议金额 {case['amount'] / 100:,.0f} 元 → 3,200 元"
    record = saved(session, CONSULTATION, summary="问工资", outcome="done")
    records.save(session, CONSULTATION, record | {"summary": "问拖欠的工资", "answer": "可以申请仲裁"})
    assert told(session, CONSULTATION, record) == ["修改：咨询事项 问工资 → 问拖欠的工资；答复 空 → 可以申请仲裁", "登记"]


def test_a_day_that_somebody_wrote_is_told_and_one_that_follows_is_not(session, uids):
    record = saved(session, CONSULTATION, summary="问工资", event_on="2022-09-05")
    records.save(session, CONSULTATION, record | {"event_on": "2022-09-06"})
    assert told(session, CONSULTATION, record)[0] == "修改：日期 9月5日 → 9月6日"
    case = repository.get(session.store, CASE, uids["S4"])
    cases.save_case(session, case | {"mediation_date": "2022-09-29"})
    assert "调解日期" in told(session, CASE, case)[0] and "统计日期" not in told(session, CASE, case)[0]


def test_reports_restores_and_files_are_told(session, uids, tmp_path):
    (tmp_path / "照片.jpg").write_bytes(b"x")
    record = saved(session, CONSULTATION, summary="问工资")
    file = attachments.add(session.store, CONSULTATION, record["uid"], tmp_path / "照片.jpg", session.who)
    attachments.remove(session.store, file, session.who)
    repository.delete(session.store, CONSULTATION, record["uid"], session.who)
    repository.restore(session.store, CONSULTATION, record["uid"], session.who)
    assert told(session, CONSULTATION, record)[:4] == ["从回收站恢复", "放进回收站", "标记：去掉附件 照片.jpg",
                                                       "标记：添附件 照片.jpg"]
    repository.mark(session.store, CASE, [uids["S1"]], {"report_state": "returned"}, "县局")
    assert told(session, CASE, {"uid": uids["S1"]} | CASE.blank())[0].startswith("上报：")


@pytest.mark.parametrize(("juvenile", "said"), [
    (False, "修改：姓名 乙某 → 丙某；管理类别 普通管理 → 严格管理"), (True, "修改：姓名有改动；管理类别 普通管理 → 严格管理")])
def test_a_juvenile_is_not_named(session, juvenile, said):
    record = saved(session, CORRECTION, name="乙某", juvenile=juvenile)
    record = records.save(session, CORRECTION, record | {"name": "丙某", "level": "strict"}).record
    assert told(session, CORRECTION, record)[0] == said


@pytest.mark.parametrize(("juvenile", "title"), [(False, "乙某　SJ-2022-0001"), (True, "社区矫正对象　SJ-2022-0001")])
def test_the_dialog_shows_it_all(monkeypatch, qtbot, session, juvenile, title):
    record = saved(session, CORRECTION, name="乙某", juvenile=juvenile)
    seen = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: seen.append(dialog))
    history.show_history(session, CORRECTION, record, {}, None)
    qtbot.addWidget(seen[0])
    assert seen[0].findChild(QLabel).text() == title
    assert seen[0].findChild(QListWidget).count() == 1


def test_a_register_s_entry_has_a_history_too(session):
    person = saved(session, CORRECTION, name="乙某")
    report = BY_KEY["correction_report"]
    entry = saved(session, report, subject=person["uid"], content="按时报告")
    records.save(session, report, entry | {"content": "按时当面报告"})
    assert told(session, report, entry)[0] == "修改：报告内容 按时报告 → 按时当面报告"
