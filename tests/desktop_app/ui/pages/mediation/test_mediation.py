"""纠纷调解 as a whole: list, record, forms, undo, printing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import repository
from db.items import CASE
from db.items.phrase import unconfirmed
from desktop_app.actions import cases
from desktop_app.ui import messages
from desktop_app.ui.pages.record_editor import FULL, SHORT
from desktop_app.ui.theme import Tone
from tests.desktop_app.ui.pages.mediation.looks import S1, stored

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_empty_list_says_what_to_do(page):
    assert page.pane.empty.isVisible() and "写一句话" in page.pane.empty.text()


def test_a_filter_that_leaves_nothing_offers_everything(hands, full_page):
    full_page.filters.find.setText("没有这样的人")
    full_page.filters.changed.emit()
    assert full_page.pane.show_all.isVisible()
    full_page.pane.show_all.click()
    assert full_page.list.records.rowCount() == 10


@pytest.mark.parametrize(("words", "expected"), [
    ("wjg", {"S2", "S9"}), ("13806310010", {"S5"}), ("1380631", None), ("渔具", {"S7"}), ("渗水", {"S5"}),
    ("人调字〔2022〕第001号", {"S4"})])
def test_cases_are_found_by_anything(qtbot, full_page, uids, words, expected):
    full_page.filters.find.setText(words)
    with qtbot.waitSignal(full_page.filters.changed):
        pass
    found = {full_page.list.records.row(n).uid for n in range(full_page.list.records.rowCount())}
    if expected is None:
        assert len(found) == 10  # the beginning of every telephone number
    else:
        assert found == {uids[key] for key in expected}


def test_filters_narrow_the_list(full_page, uids):
    full_page.filter_by(month="2022-09")
    assert full_page.list.records.rowCount() == 10
    full_page.filter_by(state="accepted")
    assert full_page.list.records.rowCount() == 0


def test_newest_first_and_the_state_in_words(full_page, uids):
    rows = [full_page.list.records.row(n) for n in range(10)]
    assert rows[0].cells[:2] == ("9月25日", "万大成 与 钱多多")
    assert {row.cells[5] for row in rows} <= {"可上报"} | {f"还差{n}项" for n in range(1, 20)}
    assert all(row.tone in (Tone.INFO, Tone.DOUBT) for row in rows)


def test_a_hundred_thousand_rows_are_read_a_page_at_a_time(full_page, monkeypatch):
    read = []
    page_of = repository.page
    monkeypatch.setattr(repository, "page", lambda store, item, ids: read.append(len(ids)) or page_of(store, item, ids))
    full_page.list.records.show_ids([1] * 100_000)
    full_page.list.records.row(70_001)
    assert read == [50]


def test_enter_on_a_row_opens_it_and_esc_comes_back_without_loss(hands, full_page, uids):
    full_page.list.choose(uids["S5"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert full_page.editor.isVisible() and "史国栋 与 陶金山" in full_page.editor.title.text()
    hands.press(Qt.Key.Key_Escape)
    assert full_page.list.hasFocus() and full_page.list.current_uid() == uids["S5"]


def test_ctrl_enter_saves_and_the_same_depth_is_ready_for_the_next(hands, page, session):
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert len(stored(session)) == 1
    assert page.editor.isVisible() and not any(p.get("name") for p in page.editor.record()["parties"])


def test_ctrl_z_takes_back_the_last_save(hands, qtbot, page, session):
    hands.type(S1)
    hands.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.said) as said:
        hands.press(Qt.Key.Key_Z, CTRL)
    assert said.args[0].startswith("已撤销登记") and stored(session) == []


def test_delete_goes_to_the_bin_and_comes_back(hands, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert len(stored(session)) == 9
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(stored(session)) == 10


def test_the_gate_leads_to_the_missing_field(full_page, session, uids):
    record = repository.get(session.store, CASE, uids["S5"])
    record["parties"][1]["phone"] = None
    cases.save_case(session, record)
    full_page.show_one(uids["S5"])
    gate = next(g for key, g in full_page.view.gates.items() if key.name == "REPORT")
    assert gate.words == "还差：乙方电话"
    gate.click()
    assert full_page.editor.depth == SHORT
    assert QApplication.focusWidget().accessibleName() == "乙方电话"


@pytest.mark.parametrize(("digit", "names", "kind", "summary", "field"), [
    (Qt.Key.Key_1, ["王建国", "王建军"], "03", None, ("summary",)),
    (Qt.Key.Key_2, ["王建国", "王建军"], None, None, ("dispute_type",)),
    (Qt.Key.Key_3, [None, None], "03", None, ("parties", 0, "name")),
    (Qt.Key.Key_4, ["王建国", "王建军"], "03", "王建国翻建院墙越过界石，王建军不让施工。", ("summary",)),
])
def test_another_case_like_this_one(hands, full_page, session, uids, digit, names, kind, summary, field):
    full_page.show_one(uids["S2"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_F6)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == [
        "&1　同样的人，同类的事", "&2　只要同样的人", "&3　只要同类的事", "&4　整件照抄"]
    QTest.keyClick(menu, digit)
    made = full_page.editor.record()
    assert [party["name"] for party in made["parties"]] == names
    assert (made["dispute_type"], made["summary"], made["accept_date"]) == (
        kind, summary, cases.new_case(session)["accept_date"])
    assert set(unconfirmed(made)) == ({"summary", "agreement_text"} if summary else set()), "copied texts are looked over"
    assert not {key for key in ("uid", "case_no", "one_line", "agreement_date", "perform_due") if made.get(key)}
    assert full_page.editor.form().cells()[field].isAncestorOf(QApplication.focusWidget())


def test_what_is_carried_over_says_so_until_it_is_changed(hands, full_page, session, uids):
    full_page.show_one(uids["S4"])
    full_page.new()
    hands.press(Qt.Key.Key_F4)
    cells = full_page.editor.form().cells()
    assert cells[("source",)].label.text().endswith("来源·沿用")
    assert cells[("parties", 0, "occupation")].label.text() == "职业·沿用"
    assert "沿用" not in cells[("summary",)].label.text()
    full_page.editor.form().focus_path(("parties", 0, "occupation"))
    hands.type("渔民")
    assert cells[("parties", 0, "occupation")].label.text() == "职业"
    full_page.browse()
    full_page.show_one(uids["S4"])
    full_page.edit(FULL)
    assert not [cell for cell in full_page.editor.form().cells().values() if "沿用" in cell.label.text()]


def test_a_conflict_keeps_what_was_typed(full_page, session, uids, monkeypatch):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    other = repository.get(session.store, CASE, uids["S5"]) | {"fail_reason": "别人改的"}
    repository.save(session.store, CASE, other, "于建国")
    full_page.editor.form().fill({"summary": "我改的"})
    told = []
    monkeypatch.setattr(messages, "problem", lambda parent, error: told.append(error.what))
    full_page.editor.save_and_stay()
    assert told == ["这条记录刚才已由于建国改过。"]
    assert full_page.editor.record()["summary"] == "我改的"


def test_printing_names_the_chosen_cases(hands, qtbot, full_page, uids):
    full_page.list.choose(uids["S5"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(full_page.printing) as caught:
        hands.press(Qt.Key.Key_P, CTRL)
    assert len(caught.args[1]) == 2 and uids["S5"] in caught.args[1] and caught.args[0] is CASE


def test_on_a_small_window_list_and_line_take_turns(hands, qtbot, page):
    page.resize(700, 330)
    qtbot.wait(10)
    assert page.list.isVisible() or page.pane.empty.isVisible()
    hands.type("高兴民")
    assert page.entry.chips["applicant"].isVisible() and not page.list.isVisible()
    hands.press(Qt.Key.Key_F, CTRL)
    assert page.filters.find.isVisible() and page.filters.find.hasFocus()


def test_waiting_shows_what_the_status_line_counts(session, page, uids):
    repository.mark(session.store, CASE, [uids["S1"]], {"report_state": "accepted"}, "县局")
    page.filter_by(state="waiting")
    assert page.list.records.rowCount() == cases.counts(session, "2022-09-28")[1] == len(uids) - 1


def test_down_goes_to_the_way_out_when_nothing_is_found(hands, qtbot, full_page):
    page = full_page
    page.to_find()
    hands.type("没有这个人")
    qtbot.wait(250)
    hands.press(Qt.Key.Key_Down)
    assert hands.focus is page.pane.show_all
    hands.press(Qt.Key.Key_Space)
    assert hands.focus is page.list


def test_a_form_tells_of_a_case_that_it_repeats(full_page, session, uids):
    first = repository.get(session.store, CASE, uids["S1"])
    full_page.open_new(cases.copy_case(session, first) | {"mediation_date": first["mediation_date"]})
    cell = full_page.editor.form().cells()[("parties", 0, "name")]
    assert "9月5日登记过一件：高兴民、隋建波 邻里纠纷" in cell.note.text()
    full_page.editor.form().fill({"dispute_type": "01"})
    assert not cell.note.isVisible()


def test_ctrl_z_behind_a_form_takes_nothing_back(hands, qtbot, full_page, session, uids):
    full_page.show_one(uids["S2"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_F3)
    full_page.editor.form().focus_path(("result",))
    hands.press(Qt.Key.Key_2)
    with qtbot.waitSignal(full_page.said) as caught:
        hands.press(Qt.Key.Key_Z, CTRL)
    assert "先按 Esc" in caught.args[0] and len(stored(session)) == 10


def test_f9_confirms_nothing_that_is_not_seen(hands, page, session, uids):
    case = repository.get(session.store, CASE, uids["S4"]) | {"agreement_text": "赔偿____元", "origins": '{"agreement_text": "phrase"}'}
    cases.save_case(session, case)
    page.resize(900, 600)
    page.show_one(uids["S4"])
    page.enter()
    hands.press(Qt.Key.Key_F9)
    assert unconfirmed(repository.get(session.store, CASE, uids["S4"])) == ["agreement_text"]


def test_the_gates_stand_in_one_row_when_their_words_fit(hands, full_page):
    view = full_page.view
    wide = sum(button.sizeHint().width() + 8 for button in view.gates.values())
    for width in (wide + 40, wide - 40):
        view.resize(width, 500)
        QApplication.processEvents()
        rows = len({button.y() for button in view.gates.values()})
        assert rows == (1 if view.width() >= wide else 2)
    assert all(button.accessibleName().endswith(button.words) for button in view.gates.values())
    assert [button.brief for button in view.gates.values()] == [button.words.replace("还差：", "差")
                                                                for button in view.gates.values()]


def test_below_an_empty_line_stands_the_list(hands, full_page):
    full_page.entry.focus_box()
    hands.press(Qt.Key.Key_Down)
    assert hands.focus is full_page.list
    full_page.entry.focus_box()
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert hands.focus is full_page.entry.box and "先写一句话" in full_page.entry.notice.text()


def test_the_title_follows_what_was_saved(hands, full_page, uids):
    full_page.show_one(uids["S1"])
    full_page.edit()
    full_page.editor.form().cells()[("parties", 0, "name")].editor.set_value("高兴明")
    hands.press(Qt.Key.Key_S, CTRL)
    assert "高兴明" in full_page.editor.title.text()
