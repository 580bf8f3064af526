"""跟着填 by keys in the real window, to its end and left in the middle; the real book stays as it was."""

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db import repository
from db.database import open_store
from db.items import CASE
from desktop_app.actions import cases, office, training
from desktop_app.actions.office import OfficeSetup
from desktop_app.actions.session import Session
from desktop_app.app import Desk
from desktop_app.ui.pages.first_start import FirstStart
from desktop_app.ui.training import TrainingWindow

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
LINES = ("周大河 吕秋菊 树枝遮光 口头和解 赔300", "sdy fyh 滴水 口头和解", "董成林 谭玉梅 狗咬伤 口头 赔850")


class Trainee:
    """Somebody at a desk of which they know only what it says."""

    def __init__(self, desk: Desk, hands, qtbot) -> None:
        self.desk, self.hands, self.bot = desk, hands, qtbot

    @property
    def window(self):
        return self.desk.window

    @property
    def panel(self):
        return self.window.training

    def settle(self, width: int = 1366, height: int = 768) -> None:
        """After another window was put in the place of the one before."""
        self.window.showNormal()
        self.window.resize(width, height)
        with self.bot.waitActive(self.window):
            self.window.activateWindow()
        QApplication.processEvents()

    def begin(self, width: int = 1366, height: int = 768) -> None:
        """From 今日 by its digit."""
        self.window.go("today")
        self.settle(width, height)
        self.hands.press(Qt.Key.Key_5)
        self.settle(width, height)

    def press(self, key) -> None:
        self.hands.press(key)
        QApplication.processEvents()

    def enter(self, text: str) -> None:
        self.hands.type(text)
        self.press(ENTER)

    def said(self) -> str:
        """All that the panel says now."""
        return "\n".join(w.text() for kind in (QLabel, QPushButton) for w in self.panel.findChildren(kind)
                         if w.isVisible())


def rows(folder, but: str = "setting") -> dict[str, list]:
    """Every table of a book, whole."""
    with closing(open_store(folder)) as store:
        names = [row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")]
        return {name: store.rows(f'SELECT * FROM "{name}"') for name in names if name != but}


@pytest.fixture
def folder(tmp_path):
    """A real book with one case in it."""
    with closing(open_store(tmp_path / "book")) as store:
        office.set_up(store, OfficeSetup("village", "大孤山村民委员会", "大孤山村人民调解委员会", "孤", ["于建国"], "于建国", ["大孤山村"]))
        session = Session(store)
        cases.save_case(session, cases.new_case(session) | {"summary": "自己的一件",
                                                            "parties": [cases.new_party(session, "applicant") | {
                                                                "name": "高兴民", "phone": "13806310005"}]})
        store.checkpoint()
    return tmp_path / "book"


@pytest.fixture
def trainee(qapp, hands, qtbot, folder):
    desk = Desk(qapp, folder, date(2022, 9, 28))
    assert desk.open()
    yield Trainee(desk, hands, qtbot)
    desk.window.close()
    desk.close()


def test_to_the_end_by_what_the_panel_says(trainee, folder, tmp_path):
    trainee.desk.store.close()
    before = rows(folder)
    trainee.desk.store = open_store(folder)
    trainee.desk._greet()
    trainee.begin()
    assert isinstance(trainee.window, TrainingWindow)
    assert trainee.window.windowTitle().startswith("【练习】") and "【练习】" in trainee.window.header.place.text()
    assert "第 1 张，共 3 张" in trainee.said() and "把两个人的名字打进右边的大框" in trainee.said()
    trainee.hands.type("周大河 吕秋菊")
    assert "✓ 名字对了。" in trainee.said() and "写为什么事：树枝遮光" in trainee.said()
    trainee.hands.type(" 树枝遮光")
    assert "写结果：口头和解 赔300" in trainee.said()
    trainee.hands.type(" 口头和解 赔300")
    assert "就按回车" in trainee.said()
    trainee.press(ENTER)
    assert "✓ 对了。这一件录完了，用了" in trainee.said() and "1 接着下一张" in trainee.said()
    trainee.press(ENTER)
    assert "第 2 张" in trainee.said() and "sdy fyh" in trainee.said()
    trainee.enter(LINES[1])
    assert "✓ 对了。" in trainee.said()
    trainee.press(Qt.Key.Key_1)
    trainee.hands.type(LINES[2])
    assert "“结果”带问号" in trainee.said()
    trainee.press(ENTER)
    assert repository.records(trainee.desk.store, CASE)[2:] == [], "the doubt is looked at first"
    trainee.press(ENTER)
    assert "✓ 对了。" in trainee.said()
    trainee.press(ENTER)
    assert "三张都录完了。您已经会了。" in trainee.said() and "第一张" in trainee.said()
    trainee.press(ENTER)
    trainee.settle()
    assert trainee.window.windowTitle() == "随录 · 大孤山村民委员会"
    assert trainee.desk.store.folder == folder and not (folder / training.FOLDER).exists()
    assert not training.offered(trainee.window.session)
    assert trainee.window.session.store.settings.get("pace") is None
    trainee.desk.store.close()
    assert rows(folder) == before
    trainee.desk.store = open_store(folder)


def test_left_in_the_middle_the_real_book_is_as_it_was(trainee, expect_message, folder):
    trainee.desk.store.close()
    before = rows(folder)
    trainee.desk.store = open_store(folder)
    trainee.desk._greet()
    trainee.begin()
    trainee.enter(LINES[0])
    trainee.press(ENTER)
    trainee.hands.type("石大勇")
    expect_message.presses = ["接着练", "离开"]
    trainee.press(ESC)
    assert trainee.window.page("mediation").entry.text() == "石大勇"
    trainee.press(ESC)
    trainee.settle()
    assert len(expect_message.said) == 2 and "不会记到自己的记录本里" in expect_message.said[0]
    assert training.offered(trainee.window.session)
    trainee.desk.store.close()
    assert rows(folder) == before
    trainee.desk.store = open_store(folder)


def test_esc_on_a_chip_only_goes_back_to_the_box(trainee):
    trainee.begin()
    trainee.hands.type(LINES[2])
    trainee.press(ENTER)
    page = trainee.window.page("mediation")
    assert trainee.hands.focus is page.entry.chips["result"]
    trainee.press(ESC)
    assert trainee.hands.focus is page.entry.box and isinstance(trainee.window, TrainingWindow)


def test_at_its_beginning_esc_leaves_at_once(trainee, folder):
    trainee.begin()
    trainee.press(ESC)
    assert trainee.desk.store.folder == folder


def test_from_the_menu_and_out_by_the_header(trainee, folder):
    entries = {name: slot for _, name, slot in trainee.window._chores()}
    entries["跟着填：照三张单子练一练"]()
    trainee.settle()
    assert isinstance(trainee.window, TrainingWindow)
    names = [name for _, name, _ in trainee.window._chores()]
    assert names[0] == "离开练习，回到自己的记录本" and not any("跟着填" in name or "样例" in name for name in names)
    trainee.window.switch_book()
    assert trainee.desk.store.folder == folder


def test_otherwise_but_right_and_something_else(trainee):
    trainee.begin()
    trainee.enter("周大河和吕秋菊因为树枝遮光，口头和解，赔300元")
    assert "✓ 对了。" in trainee.said()
    trainee.press(ENTER)
    trainee.enter("石大勇 方玉华 滴水 口头和解 赔30")
    said = trainee.said()
    assert "这一件存好了" in said and "“金额”记的是 30 元，单子上没有。" in said
    assert all(word in said for word in ("1 接着下一张", "2 再来一次", "3 改一改"))
    trainee.press(Qt.Key.Key_2)
    assert "第 2 张" in trainee.said() and trainee.hands.focus is trainee.window.page("mediation").entry.box
    assert len(repository.records(trainee.desk.store, CASE)) == 1


def test_opened_and_put_right(trainee):
    trainee.begin()
    trainee.enter("周大河 吕秋菊 树枝遮光 口头和解")
    trainee.press(Qt.Key.Key_3)
    page = trainee.window.page("mediation")
    page.editor.form().focus_path(("amount",))
    trainee.hands.type("300")
    trainee.hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert "✓ 对了。" in trainee.said()
    trainee.press(ENTER)
    assert "第 2 张" in trainee.said() and trainee.hands.focus is page.entry.box


def test_once_more_from_the_first_slip(trainee):
    trainee.begin()
    for line in LINES:
        trainee.enter(line)
        while trainee.panel._lesson.record is None:
            trainee.press(ENTER)
        trainee.press(ENTER)
    trainee.press(Qt.Key.Key_2)
    assert "第 1 张" in trainee.said() and repository.records(trainee.desk.store, CASE) == []


def test_a_zoom_keeps_the_place(trainee):
    trainee.begin()
    trainee.enter(LINES[0])
    trainee.press(ENTER)
    trainee.hands.type("sdy fyh")
    trainee.window.see(points=20)
    QApplication.processEvents()
    assert "第 2 张" in trainee.said() and "写为什么事：滴水" in trainee.said()
    assert trainee.window.page("mediation").entry.text() == "sdy fyh"


@pytest.mark.parametrize(("width", "height", "picture"), [(1366, 768, True), (1280, 680, True), (683, 384, False)])
def test_every_step_fits(trainee, width, height, picture):
    """Nothing the panel says is cut off, and the box stays whole; without room for a picture the slip is told."""
    trainee.begin(width, height)
    for text in (LINES[0], LINES[1] + " 赔30", LINES[2]):
        for key in (*text.split(), ENTER, ENTER):
            trainee.press(key) if key is ENTER else trainee.hands.type(f"{key} ")
            trainee.bot.wait(1)  # layouts within layouts settle in turns
            assert (trainee.window.width(), trainee.window.height()) == (width, height)
            for label in trainee.panel.findChildren(QLabel):
                if label.isVisible() and label.text():
                    assert label.height() >= label.heightForWidth(label.width()), label.text()
            for button in trainee.panel.findChildren(QPushButton):
                if button.isVisible():
                    assert button.height() >= 44 and button.width() >= button.sizeHint().width(), button.text()
            box = trainee.window.page("mediation").entry.box
            assert box.mapTo(trainee.window, box.rect().bottomRight()).y() < height
            assert trainee.panel.picture.isVisible() == picture or trainee.panel._lesson.finished
            if trainee.panel._lesson.record is None and not trainee.panel._lesson.finished and not picture:
                assert "甲方" in trainee.panel.brief.text() and trainee.panel.brief.isVisible()
    assert trainee.panel._lesson.finished or trainee.panel._lesson.place == 2


def test_from_the_first_page_and_back_to_it(qapp, hands, qtbot, tmp_path):
    desk = Desk(qapp, tmp_path / "book", date(2022, 9, 28))
    assert desk.open()
    try:
        desk.window.lesson.click()
        assert isinstance(desk.window, TrainingWindow) and desk.window.session.who == "练习的人"
        desk.window.switch_book()
        assert isinstance(desk.window, FirstStart)
    finally:
        desk.window.close()
        desk.close()


def test_s1_from_the_very_first_page(qapp, hands, qtbot, tmp_path):
    """Only what the screens say: a digit, Enter after every field, the line, Enter."""
    desk = Desk(qapp, tmp_path / "book", date(2022, 9, 28))
    assert desk.open()
    trainee = Trainee(desk, hands, qtbot)
    try:
        trainee.settle()
        hands.press(Qt.Key.Key_1)
        for text in ("大孤山村民委员会", "大孤山村人民调解委员会", "", "于建国", "", ""):
            trainee.enter(text)
        trainee.settle()
        trainee.enter("高兴民 隋建波 树枝遮光 口头和解 赔300")
        (case,) = repository.records(desk.store, CASE)
        assert [party["name"] for party in case["parties"]] == ["高兴民", "隋建波"]
        assert (case["dispute_type"], case["agreement_form"], case["result"], case["amount"]) == (
            "02", "oral", "success", 30000)
        assert "已保存" in desk.window.status.saved.text()
    finally:
        desk.window.close()
        desk.close()


def test_closed_at_the_end_it_is_remembered(qapp, hands, qtbot, folder):
    desk = Desk(qapp, folder, date(2022, 9, 28))
    assert desk.open()
    trainee = Trainee(desk, hands, qtbot)
    trainee.begin()
    desk.store.settings.set(training.DONE, {"": "2022-09-28"})
    desk.window.close()
    desk.close()
    assert not (folder / training.FOLDER).exists()
    with closing(open_store(folder)) as store:
        assert list(store.settings.get(training.DONE).values()) == ["2022-09-28"]


def test_the_empty_list_offers_it(qapp, hands, qtbot, tmp_path):
    desk = Desk(qapp, tmp_path / "book", date(2022, 9, 28))
    assert desk.open()
    try:
        desk.window.finished.emit(OfficeSetup("village", "某村", "某调委会", "某", ["甲某"], "甲某", []))
        button = desk.window.page("mediation").lesson
        assert button.isVisibleTo(desk.window)
        button.click()
        assert isinstance(desk.window, TrainingWindow)
        assert not desk.window.page("mediation").lesson.isVisibleTo(desk.window)
    finally:
        desk.window.close()
        desk.close()
