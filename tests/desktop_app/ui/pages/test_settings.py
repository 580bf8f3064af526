"""设置, by keyboard: what is written there is what the office becomes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from db import repository
from db.check import shipped_limits
from db.errors import KnownError
from db.items import COMMITTEE, MEDIATOR, VILLAGE
from desktop_app.actions import lock, tabs, words
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.kit.grid import FieldCell
from desktop_app.ui.pages.settings import SettingsPage
from tests.conftest import saved


@pytest.fixture
def page(hands, session):
    SettingsPage._last = 0
    made = hands.show(SettingsPage(session, Jobs()), 1200, 640)
    made.refresh()
    made.enter()
    return made


def ctrl(hands, number):
    hands.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)


def test_rename_the_office(hands, qtbot, page, session):
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    hands.type("白沙滩镇司法所")
    with qtbot.waitSignal(page.changed):
        hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.office["name"] == "白沙滩镇司法所"
    assert page.said.text() == "✓ 单位已保存"


def test_another_person_enters(hands, page, session):
    page.office.cells["me"].editor.enter()
    hands.type("yjg")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.who == "于建国"


def test_add_a_village(hands, page, session):
    ctrl(hands, 4)
    hands.press(Qt.Key.Key_F2)
    hands.type("东山头村")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "东山头村" in [v["name"] for v in repository.records(session.store, VILLAGE)]
    assert page.registers["village"].names.currentItem().text() == "东山头村"


def test_someone_who_left_is_marked_in_the_list(hands, page, session):
    ctrl(hands, 3)
    register = page.registers["mediator"]
    register.names.setCurrentRow(next(n for n in range(register.names.count())
                                      if register.names.item(n).text() == "于建国"))
    hands.press(Qt.Key.Key_Return)
    register.form.focus_path(("left",))
    hands.type("1")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert register.names.currentItem().text() == "于建国（已离任）"
    assert next(m for m in repository.records(session.store, MEDIATOR) if m["name"] == "于建国")["left"] is True


def test_what_cannot_be_read_is_not_stored_as_nothing(hands, page, session, expect_message):
    ctrl(hands, 3)
    register = page.registers["mediator"]
    before = repository.get(session.store, MEDIATOR, register.chosen())
    register.form.focus_path(("committee",))
    hands.type("没有这个调委会")
    page._save_shown()
    assert "不在名单里" in expect_message.said[0]
    assert repository.get(session.store, MEDIATOR, before["uid"]) == before


def test_deleting_goes_to_the_bin(hands, page, session):
    ctrl(hands, 4)
    register = page.registers["village"]
    register.new.click()
    hands.type("错写村")
    page._save_shown()
    register.drop.click()
    assert "错写村" not in [v["name"] for v in repository.records(session.store, VILLAGE)]
    assert page.said.text() == "✓ 已放进回收站，可以恢复　Ctrl+Z 撤销"


def test_the_person_entering_cannot_be_deleted(hands, page, session, expect_message):
    ctrl(hands, 3)
    register = page.registers["mediator"]
    register.names.setCurrentRow(next(n for n in range(register.names.count())
                                      if register.names.item(n).text() == session.who))
    register.drop.click()
    assert "录入人" in expect_message.said[0]
    assert session.me in [m["uid"] for m in repository.records(session.store, MEDIATOR)]


def test_the_next_number_follows_what_is_written(hands, page, session):
    ctrl(hands, 2)
    register = page.registers["committee"]
    assert "海人调口字〔2022〕第001号" in register.note.text()
    register.form.focus_path(("abbr",))
    hands.type("白")
    assert "白人调口字〔2022〕第001号" in register.note.text()
    register.form.focus_path(("oral_number",))
    hands.type("{abbr}-{year}")
    assert "顺序号" in register.note.text()


def test_a_wrong_template_is_not_stored(hands, page, session, expect_message):
    ctrl(hands, 2)
    register = page.registers["committee"]
    register.form.focus_path(("oral_number",))
    hands.type("{year}")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "顺序号" in expect_message.said[0]
    assert not repository.records(session.store, COMMITTEE)[0]["oral_number"]


def test_limits_show_their_basis_and_are_kept(hands, page, session):
    ctrl(hands, 6)
    cell = page.limits.cells["mediation_days"]
    assert "若干规定" in cell.note.text()
    hands.type("60")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert session.store.settings.get("limits") == {"mediation_days": 60}


@pytest.mark.parametrize("typed", ["0", "多"])
def test_a_limit_that_makes_no_sense_is_refused(hands, page, session, expect_message, typed):
    ctrl(hands, 6)
    hands.type(typed)
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(expect_message.said) == 1
    assert session.store.settings.get("limits") is None


def save(hands):
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_limits_stand_in_their_groups_with_units_and_doubts(page):
    shipped = shipped_limits()
    headings = [label.text() for label in page.limits.findChildren(QLabel) if label.property("look") == "heading"]
    assert headings == list(dict.fromkeys(entry["group"] for entry in shipped.values()))
    cells = {cell.field.key: cell for cell in page.limits.cells.values()}
    assert list(cells) == list(shipped)
    for key, entry in shipped.items():
        assert cells[key].field.label == f"{entry['label']}（{entry['unit']}）"
        assert entry["basis"] in cells[key].note.text()
        assert entry["verified"] != ("未核实" in cells[key].note.text())


def test_enter_goes_through_all_groups_and_saves(hands, qtbot, page, session):
    ctrl(hands, 6)
    with qtbot.waitSignal(page.changed):
        for cell in page.limits.cells.values():
            assert cell.isAncestorOf(hands.focus)
            if cell.field.key == "law_person_target":
                hands.type("5")
            hands.press(Qt.Key.Key_Return)
    assert session.store.settings.get("limits") == {"law_person_target": 5}


def test_every_part_has_its_digit_and_its_ctrl_digit(hands, page):
    assert len(page.index.words) == page.stack.count() == 9
    for place in range(page.stack.count()):
        page.enter()
        hands.type(page.index.sign(place))
        assert page.stack.currentIndex() == place
    for number in range(1, 10):
        ctrl(hands, number)
        assert page.stack.currentIndex() == number - 1 and page.stack.currentWidget().isAncestorOf(hands.focus)


def test_a_tab_is_switched_off_and_on_at_once(hands, qtbot, page, session):
    ctrl(hands, 5)
    offered = [key for key in page.sight.cells if key in tabs.BY_KEY]
    assert offered == [tab.key for tab in tabs.TABS if not tab.fixed]
    for digit, there in (("2", False), ("1", True)):
        page.sight.cells["publicity"].editor.enter()
        with qtbot.waitSignal(page.changed):
            hands.type(digit)
        assert ("publicity" in [tab.key for tab in tabs.shown(session)]) == there


def test_the_first_pin_is_chosen_from_the_keyboard(hands, page, session):
    ctrl(hands, 1)
    cells = page.office.cells
    assert not cells["old"].isVisible()
    assert all(cells[key].editor.line.echoMode() is QLineEdit.EchoMode.Password for key in ("old", "new", "again"))
    cells["pace"].editor.enter()
    hands.press(Qt.Key.Key_Return)  # on to the next group
    for text in ("5317", "5317", "5"):
        hands.type(text)
        hands.press(Qt.Key.Key_Return)
    assert page.said.text() == "✓ 单位和口令已保存" and session.store.settings.get(lock.MINUTES) == 5
    said = page.office.values()
    assert cells["old"].isVisible() and [said[key] for key in ("old", "new", "again", "minutes")] == [None, None, None, 5]
    assert not session.unlocked
    lock.open_lock(session, "5317")
    assert session.unlocked


def test_another_pin_asks_for_the_old_one(hands, page, session, expect_message):
    lock.set_pin(session, "5317")
    page.refresh()
    ctrl(hands, 1)
    for old, again in (("1111", "8642"), ("5317", "8643"), ("5317", "8642")):
        page.office.set_values(page.office.values() | {"old": old, "new": "8642", "again": again})
        save(hands)
    assert [said.split("。")[0] for said in expect_message.said] == ["口令不对", "新口令两遍写得不一样"]
    lock.open_lock(session, "8642")
    with pytest.raises(KnownError):
        lock.open_lock(session, "5317")


@pytest.mark.parametrize("typed", ["0", "999", "多"])
def test_minutes_that_make_no_sense_are_refused(hands, page, session, expect_message, typed):
    ctrl(hands, 1)
    page.office.cells["minutes"].editor.enter()
    hands.type(typed)
    save(hands)
    assert len(expect_message.said) == 1 and session.store.settings.get(lock.MINUTES) is None


@pytest.mark.parametrize("item", [COMMITTEE, MEDIATOR, VILLAGE], ids=lambda item: item.key)
def test_registers_show_their_first_section_and_keep_the_others(page, session, item):
    register = page.registers[item.key]
    first = {field.key for field in item.sections[0].fields if field.editable}
    assert {path[0] for path in register.form.cells()} == first
    stored = repository.records(session.store, item)[0]
    stored = repository.save(session.store, item, stored | {"remark": "记在名册里的"}, session.who)
    page.refresh()
    register.names.setCurrentRow(list(register._records).index(stored["uid"]))
    register.form.focus_path(("name",))
    register.form.cells()[("name",)].editor.set_value("改了的名字")
    register.keep.click()
    after = repository.get(session.store, item, stored["uid"])
    assert repository.differences(item, stored, after) == ["name"] and after["remark"] == "记在名册里的"


def test_wish_another_size_and_leave(hands, qtbot, page):
    ctrl(hands, 5)
    with qtbot.waitSignal(page.sight_wished) as wished:
        hands.type("4")
    assert wished.args == ["points", 22.0]
    with qtbot.waitSignal(page.left):
        hands.press(Qt.Key.Key_Escape)


def test_own_words_by_keys(hands, page, session, expect_message):
    page.index.setFocus()
    hands.type("8")
    hands.press(Qt.Key.Key_Return)
    assert page.words.nothing.isVisible() and "按 F2" in page.words.nothing.text() and hands.focus is page.words.new
    hands.press(Qt.Key.Key_Return)
    hands.type("抢鱼汛")
    hands.press(Qt.Key.Key_Return)
    page.words.form.set_record(page.words.form.record() | {"type": "05"})
    save(hands)
    assert words.own(session.store) == {"抢鱼汛": "05"}
    assert (page.words.names.currentItem().text(), page.said.text()) == ("抢鱼汛", "✓ 抢鱼汛 已保存")
    hands.press(Qt.Key.Key_F2)
    hands.type("漏水")
    save(hands)
    assert "算什么还没有说清" in expect_message.said[0]
    page.words.names.setCurrentRow(0)
    page.words.names.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert words.own(session.store) == {} and page.said.text() == "✓ “抢鱼汛”不再认了　Ctrl+Z 撤销"
    assert page.words.undo_button.isVisible()
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words.own(session.store) == {"抢鱼汛": "05"} and page.words.names.currentItem().text() == "抢鱼汛"
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words.own(session.store) == {} and not page.words.undo_button.isVisible()


def test_an_entry_is_changed_deleted_and_taken_back(hands, page, session):
    ctrl(hands, 4)
    register = page.registers["village"]
    for name in ("东山头村", "西山头村"):
        hands.press(Qt.Key.Key_F2)
        hands.type(name)
        save(hands)

    def names():
        return {v["name"] for v in repository.records(session.store, VILLAGE)}

    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("xst")
    assert [register.names.item(n).text() for n in range(register.names.count())] == ["西山头村"]
    hands.type("x")
    assert "没有找到“xstx”" in register.nothing.text()
    hands.press(Qt.Key.Key_Backspace)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Delete)
    assert "西山头村" not in names() and hands.focus is register.names and register.box.text() == ""
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "西山头村" in names()
    hands.press(Qt.Key.Key_Return)
    register.form.cells()[("name",)].editor.set_value("南山头村")
    save(hands)
    assert "南山头村" in names() and register.names.currentItem().text() == "南山头村"
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "西山头村" not in names() and "东山头村" in names()  # the change, then the entry itself


def test_what_was_typed_and_not_saved_waits_with_its_entry(hands, page, session):
    ctrl(hands, 4)
    register = page.registers["village"]
    for name in ("东山头村", "西山头村"):
        hands.press(Qt.Key.Key_F2)
        hands.type(name)
        save(hands)
    east, west = (next(n for n in range(register.names.count()) if register.names.item(n).text() == name)
                  for name in ("东山头村", "西山头村"))
    register.names.setCurrentRow(west)
    register.form.cells()[("name",)].editor.set_value("西山后村")
    register.names.setCurrentRow(east)
    assert register.names.item(west).text() == "西山头村　◇ 还没存"
    hands.press(Qt.Key.Key_F2)
    hands.type("北山")
    page.refresh()
    register.names.setCurrentRow(west)
    assert register.form.record()["name"] == "西山后村"
    save(hands)
    assert "西山后村" in {v["name"] for v in repository.records(session.store, VILLAGE)}
    assert not any("还没存" in register.names.item(n).text() for n in range(register.names.count()))
    hands.press(Qt.Key.Key_F2)
    assert register.form.record()["name"] == "北山", "a new one that was begun is gone on with"
    save(hands)
    hands.press(Qt.Key.Key_F2)
    assert register.form.record()["name"] is None


def test_what_is_saved_elsewhere_afterwards_is_not_taken_back_here(hands, page, session):
    ctrl(hands, 4)
    hands.press(Qt.Key.Key_F2)
    hands.type("东山头村")
    save(hands)
    saved(session, COMMITTEE, name="另一个调委会", abbr="另")
    page.refresh()
    assert not page.registers["village"].undo_button.isVisible()
    page.registers["village"].undo.emit()
    assert "另一个调委会" in {c["name"] for c in repository.records(session.store, COMMITTEE)}


def test_who_enters_is_not_taken_back(hands, page, session, expect_message):
    ctrl(hands, 3)
    hands.press(Qt.Key.Key_F2)
    hands.type("新来的")
    save(hands)
    who = page.registers["mediator"].chosen()
    session.store.settings.set("office", session.office | {"me": who})
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "录入人" in expect_message.said[0] and session.who == "新来的"


def test_a_small_window_shows_the_list_or_the_form(hands, session):
    SettingsPage._last = 6
    page = hands.show(SettingsPage(session, Jobs()), 683, 330)
    page.setFixedSize(683, 330)
    page.refresh()
    page.enter()
    register = page.registers["phrase"]
    hands.press(Qt.Key.Key_Return)
    assert not page.index.isVisible() and hands.focus is register.new and not register.form.isVisible()
    hands.press(Qt.Key.Key_F2)
    assert register.form.isVisible() and register.form.isAncestorOf(hands.focus) and not register.new.isVisible()
    hands.press(Qt.Key.Key_Escape)  # the list of kinds below the first field
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is register.new
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is page.index and page.index.isVisible()


def test_in_a_low_window_a_panel_stands_alone_while_the_keyboard_is_in_it(hands, qtbot, session):
    SettingsPage._last = 0
    page = hands.show_page(SettingsPage(session, Jobs()), 683, 344)
    page.refresh()
    page.enter()
    assert page.index.isVisible()
    hands.press(Qt.Key.Key_Return)
    hands.room.settle()
    assert not page.index.isVisible() and page._title.text() == "单位和口令"
    for place, at_least in ((0, 3), (2, 4), (6, 3), (7, 2)):  # Ctrl and a digit still leads to another part
        ctrl(hands, place + 1)
        if place:  # a register: so narrow a window shows its list first
            hands.press(Qt.Key.Key_F2)
        hands.room.settle()
        cells = [cell for cell in page.stack.currentWidget().findChildren(FieldCell) if cell.isVisible()]
        seen = [cell for cell in cells if cell.editor.visibleRegion().boundingRect().height() >= 40]
        assert len(seen) >= at_least, page.index.words[place]
    left = []
    page.left.connect(lambda: left.append(True))
    hands.press(Qt.Key.Key_Escape)  # to the list
    hands.press(Qt.Key.Key_Escape)
    assert page.index.hasFocus() and page._title.text() == "设置" and not left
    hands.press(Qt.Key.Key_Escape)
    assert left


def test_an_empty_panel_behind_takes_no_keyboard(page):
    assert not words.records(page._session.store)
    page.refresh()
    assert page.index.hasFocus()
