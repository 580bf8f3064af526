"""纠纷调解 as a whole: line, list, record, forms, drafts, undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import drafts, repository
from db.items import CASE
from db.items.phrase import unconfirmed
from desktop_app.actions import cases
from desktop_app.ui import messages
from desktop_app.ui.pages.mediation import MediationPage
from desktop_app.ui.pages.record_editor import FULL, SHORT
from desktop_app.ui.theme import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
S1 = "高兴民 隋建波 树枝遮光 口头和解 赔300"


@pytest.fixture
def page(hands, session, sources):
    made = hands.show(MediationPage(session, sources), 1366, 660)
    made.enter()
    return made


@pytest.fixture
def full_page(uids, page):
    page.refresh()
    return page


def stored(session):
    ids = repository.find(session.store, CASE, repository.Filter())
    return repository.page(session.store, CASE, ids)


def test_one_line_and_enter_stores_a_case_and_stays_ready(hands, qtbot, page, session):
    hands.type(S1)
    with qtbot.waitSignal(page.said) as said:
        hands.press(Qt.Key.Key_Return)
    assert said.args == ["已保存 · 本月第1件 · 待上报1件"]
    assert page.entry.text() == "" and page.entry.box.hasFocus()
    assert [p["name"] for p in stored(session)[0]["parties"]] == ["高兴民", "隋建波"]
    assert page.view.isVisible() and "高兴民 与 隋建波" in page.view.title.text()


def test_the_empty_list_says_what_to_do(page):
    assert page.empty.isVisible() and "写一句话" in page.empty.text()


def test_a_filter_that_leaves_nothing_offers_everything(hands, full_page):
    full_page.filters.find.setText("没有这样的人")
    full_page.filters.changed.emit()
    assert full_page.show_all.isVisible()
    full_page.show_all.click()
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


def test_leaving_a_changed_form_keeps_it_as_a_draft(hands, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type("又渗水了。")
    hands.press(Qt.Key.Key_Escape)
    kept = drafts.waiting(session.store, CASE)
    assert [draft.uid for draft in kept] == [uids["S5"]]
    assert kept[0].data["summary"].endswith("又渗水了。")
    assert not repository.get(session.store, CASE, uids["S5"])["summary"].endswith("又渗水了。")


@pytest.mark.parametrize(("pressed", "shown"), [("接着填", "改过的话"), ("不要了", "原来的话")])
def test_a_case_left_unsaved_is_offered_when_it_is_opened_again(page, session, uids, expect_message, pressed, shown):
    case = repository.get(session.store, CASE, uids["S7"])
    case = repository.save(session.store, CASE, case | {"summary": "原来的话"}, "刘淑芬")
    page.show_one(case["uid"])
    page.edit()
    page.editor.form().fill({"summary": "改过的话"})
    page.editor.leave()
    assert expect_message.said == []
    expect_message.presses.append(pressed)
    page.edit()
    assert page.editor.record()["summary"] == shown and len(expect_message.said) == 1
    assert len(drafts.waiting(session.store, CASE)) == (pressed == "接着填")


def test_what_was_put_back_as_it_was_is_not_offered_again(page, session, uids):
    page.show_one(uids["S7"])
    page.edit()
    before = page.editor.record()["summary"]
    page.editor.form().fill({"summary": "写错了"})
    page.editor.keep_draft()
    assert len(drafts.waiting(session.store, CASE)) == 1
    page.editor.form().fill({"summary": before})
    page.editor.leave()
    assert drafts.waiting(session.store, CASE) == []


def test_words_are_kept_when_the_keyboard_leaves_their_field(hands, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    hands.type("又")
    assert drafts.waiting(session.store, CASE) == []
    hands.press(Qt.Key.Key_Tab)
    assert "又" in drafts.waiting(session.store, CASE)[0].data["summary"]


def test_a_typist_who_never_pauses_is_kept_all_the_same(hands, qtbot, full_page, session, uids):
    full_page.list.choose(uids["S5"])
    full_page.edit()
    full_page.editor.form().focus_path(("summary",))
    full_page.editor.keeper.clock.setInterval(40)
    for _ in range(12):
        hands.type("又")
        qtbot.wait(10)
    assert drafts.waiting(session.store, CASE) != []


def test_a_draft_is_offered_again_with_what_it_changes(full_page, session, uids, expect_message):
    record = repository.get(session.store, CASE, uids["S5"]) | {"summary": "又渗水了"}
    drafts.keep(session.store, CASE, record, "刘淑芬")
    full_page.offer_drafts()
    assert "史国栋 与 陶金山" in expect_message.said[0] and "纠纷简要情况" in expect_message.said[0]
    assert full_page.editor.record()["summary"] == "又渗水了"
    full_page.editor.save_and_stay()
    assert repository.get(session.store, CASE, uids["S5"])["summary"] == "又渗水了"
    assert drafts.waiting(session.store, CASE) == []


def test_an_unsaved_line_is_offered_again(hands, page, session, expect_message):
    hands.type(S1)
    page.keep_all()
    page.entry.reset()
    page.offer_drafts()
    assert len(expect_message.said) == 1
    assert page.entry.text() == S1


def test_a_refused_draft_is_forgotten(page, session, expect_message):
    drafts.keep(session.store, CASE, {"one_line": S1}, "刘淑芬")
    expect_message.presses.append("不要了")
    page.offer_drafts()
    assert page.entry.text() == "" and drafts.waiting(session.store, CASE) == []


def test_f3_takes_the_typed_line_into_the_short_form(hands, page):
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    assert page.editor.depth == SHORT
    record = page.editor.record()
    assert [p["name"] for p in record["parties"]] == ["高兴民", "隋建波"] and record["amount"] == 30000
    hands.press(Qt.Key.Key_F4)
    assert page.editor.depth == FULL and page.editor.record()["amount"] == 30000


def test_a_form_left_for_its_line_is_gone_on_with(hands, page, session):
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    page.editor.form().fill({"agreement_text": "三日内锯掉"})
    hands.press(Qt.Key.Key_Escape)
    page.entry.focus_box()
    hands.press(Qt.Key.Key_F3)
    page.editor.form().fill({"amount": 100})
    page.editor.keep_draft()
    kept = [draft.data for draft in drafts.waiting(session.store, CASE) if "parties" in draft.data]
    assert [(data["agreement_text"], data["amount"]) for data in kept] == [("三日内锯掉", 100)]


def test_a_line_that_became_a_case_is_used_up(hands, page, session):
    hands.type(S1)
    page.keeper.attempt()
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_S, CTRL)
    assert page.entry.text() == "" and drafts.waiting(session.store, CASE) == []


def test_saving_another_case_leaves_the_line_alone(hands, full_page, session, uids):
    hands.type("高兴民 隋建波 树枝")
    full_page.list.choose(uids["S7"])
    full_page.edit()
    full_page.editor.form().fill({"summary": "改了一句"})
    hands.press(Qt.Key.Key_S, CTRL)
    assert full_page.entry.text() == "高兴民 隋建波 树枝"


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


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_F6])
def test_a_form_left_by_a_key_is_kept_as_a_draft(hands, full_page, session, uids, key):
    full_page.show_one(uids["S2"])
    full_page.list.setFocus()
    hands.press(Qt.Key.Key_F3)
    full_page.editor.form().focus_path(("summary",))
    hands.type("改过的话")
    hands.press(key)
    if key == Qt.Key.Key_F6:
        QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_3)
    (draft,) = drafts.waiting(session.store, CASE)
    assert "改过的话" in draft.data["summary"]


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
    assert page.list.isVisible() or page.empty.isVisible()
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
    assert hands.focus is page.show_all
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


def test_corrections_of_a_line_outlive_a_kill_and_a_zoom(hands, qtbot, page, session, sources, expect_message):
    expect_message.presses = ["接着填"]
    hands.type(S1)
    hands.press(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    hands.type("800")
    hands.press(Qt.Key.Key_Return)
    page.keeper.attempt()
    again = hands.show(MediationPage(session, sources), 1366, 660)
    assert again.offer_drafts()
    zoomed = hands.show(MediationPage(session, sources), 1366, 660)
    zoomed.put_back(page.state())
    for made in (again, zoomed):
        assert (made.entry.text(), made.entry.record()["amount"]) == (S1, 80000)


def test_a_line_waits_through_a_zoom_behind_a_form(hands, full_page, session, sources, uids):
    hands.type("高兴民 隋建波 树枝")
    full_page.show_one(uids["S2"])
    full_page.edit()
    zoomed = hands.show(MediationPage(session, sources), 1366, 660)
    zoomed.put_back(full_page.state())
    assert zoomed.editor.isVisible() and zoomed.entry.text() == "高兴民 隋建波 树枝"


def test_f9_confirms_nothing_that_is_not_seen(hands, page, session, uids):
    case = repository.get(session.store, CASE, uids["S4"]) | {"agreement_text": "赔偿____元", "origins": '{"agreement_text": "phrase"}'}
    cases.save_case(session, case)
    page.resize(900, 600)
    page.show_one(uids["S4"])
    page.enter()
    hands.press(Qt.Key.Key_F9)
    assert unconfirmed(repository.get(session.store, CASE, uids["S4"])) == ["agreement_text"]


def test_a_line_changed_in_a_form_is_gone_on_with_there(hands, page, session):
    """F3, a telephone, Esc, and Enter on the line: what was written in the form is not left behind."""
    hands.type(S1)
    hands.press(Qt.Key.Key_F3)
    page.editor.form().focus_path(("parties", 0, "phone"))
    hands.type("13806310005")
    hands.press(Qt.Key.Key_Escape)
    page.entry.focus_box()
    hands.press(Qt.Key.Key_Return)
    assert stored(session) == [] and page.editor.record()["parties"][0]["phone"] == "13806310005"
    hands.press(Qt.Key.Key_Return, CTRL)
    (case,) = stored(session)
    assert case["parties"][0]["phone"] == "13806310005" and drafts.waiting(session.store, CASE) == []


def test_guessed_names_are_told_in_the_form(hands, page):
    hands.type("于海和孙晓丽 排水")
    hands.press(Qt.Key.Key_F3)
    cell = page.editor.form().cells()[("parties", 0, "name")]
    assert "猜的，请核对" in cell.note.text() and cell.note.isVisible()
    cell.editor.enter()
    hands.type("于海和")
    assert not cell.note.isVisible()


def test_a_line_kept_by_an_older_version_is_offered(page, session, expect_message):
    expect_message.presses = ["接着填"]
    drafts.keep(session.store, CASE, {"one_line": S1}, session.who)
    assert page.offer_drafts() and page.entry.text() == S1
