"""统计和报告: periods, numbers that open their records, words, files, paper, closing."""

import json
import re
from datetime import date

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from db import clock, closing
from db.items import CONSULTATION, CORRECTION, PUBLICITY
from desktop_app.actions import records
from desktop_app.ui import preview
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.statistics import CHECKS, TEXT, StatisticsPage


@pytest.fixture
def session(session, tmp_path):
    session.store.settings.set("report_folder", str(tmp_path / "上报"))
    clock.pretend(date(2022, 9, 30))
    for day in ("2022-09-05", "2022-09-06", "2022-07-01"):
        records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="送法", event_on=day, leaflet_n=30))
    records.save(session, CORRECTION, records.new(session, CORRECTION, name="乙某", category="02", reported_on="2022-03-01"))
    return session


@pytest.fixture
def page(hands, session):
    owner = QWidget()
    jobs = Jobs(owner, session.store.close_thread)
    made = hands.show(StatisticsPage(session, jobs), 1366, 660)
    made.refresh()
    made.enter()
    yield made
    jobs.close()


def row_of(page, label):
    return next(row for row in range(page.table.rowCount()) if page.table.item(row, 0).text().strip() == label)


def cells(page, label):
    return [page.table.item(row_of(page, label), column).text() for column in range(1, 6)]


def test_the_summary_of_the_month(page):
    assert cells(page, "法治宣传活动") == ["次", "2", "3", "0", ""]
    assert cells(page, "在矫") == ["人", "", "", "", "1"]
    assert "统计到 2022-09-30" in page.state.text()


def test_a_quarter_and_a_year_by_one_digit(hands, page):
    page.spans.setFocus()
    hands.type("2")
    assert page.period.period().label == "2022年第三季度" and cells(page, "法治宣传活动")[1] == "3"
    hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.period.period().label == "2022年第二季度" and cells(page, "法治宣传活动")[1] == "0"
    page.spans.setFocus()
    hands.type("4")
    assert page.period.period().label == "2022年"


@pytest.mark.parametrize(("column", "count"), [(2, 2), (3, 3)])
def test_every_number_opens_its_records(hands, qtbot, page, column, count):
    page.table.setCurrentCell(row_of(page, "法治宣传活动"), column)
    page.table.setFocus()
    with qtbot.waitSignal(page.open_records) as caught:
        hands.press(Qt.Key.Key_Return)
    ((item_key, ids),) = caught.args[0]
    assert item_key == "publicity" and len(ids) == count


def test_the_words_and_their_copy(hands, page):
    hands.type("2")
    assert page._stack.currentIndex() == TEXT and "开展各类法治宣传活动2次" in page.text.toPlainText()
    page.copy_text()
    assert "开展各类法治宣传活动2次" in QGuiApplication.clipboard().text()


def test_round_words(page, session):
    for _ in range(21):
        records.save(session, CONSULTATION, records.new(session, CONSULTATION, summary="问"))
    page.refresh()
    page.rounded.choose(1)
    page._show_text()
    assert "咨询20余次" in page.text.toPlainText()


def test_the_workbook_is_written_by_one_key(hands, qtbot, page, tmp_path):
    with qtbot.waitSignal(page.said, timeout=20000) as said:
        hands.press(Qt.Key.Key_F8)
    assert "已生成月报" in said.args[0]
    assert [path.name for path in (tmp_path / "上报").iterdir()] == ["海阳所镇司法所_2022年9月_月报.xlsx"]


def test_the_word_document_says_the_same(qtbot, page, tmp_path):
    from docx import Document

    with qtbot.waitSignal(page.said, timeout=20000):
        page.write_word()
    (path,) = (tmp_path / "上报").glob("*.docx")
    document = Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "开展各类法治宣传活动2次" in text and "填表人" in text and "统计到 2022-09-30" in text
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert any(row[1:5] == ["法治宣传活动", "次", "2", "3"] for row in rows)
    with qtbot.waitSignal(page.said, timeout=20000):
        page.write_word()  # an earlier file is never written over
    assert len(list((tmp_path / "上报").glob("*.docx"))) == 2


def test_on_paper(page, monkeypatch):
    shown = []
    monkeypatch.setattr(preview.PreviewDialog, "exec", lambda self: shown.append(self._pages))
    page.print_report()
    pages = shown[0]
    words = "".join(mark.text for part in pages.values() for sheet in part for mark in sheet.marks if hasattr(mark, "text"))
    assert len(pages["summary"]) > 2 and "开展各类法治宣传活动2次" in words
    for word in ("填表人", "盖章处", "法治宣传活动", "其中：缓刑", "第 1 页"):
        assert word in words
    assert all(mark.y < 297 for part in pages.values() for sheet in part for mark in sheet.marks)


def test_a_month_is_closed_and_what_changes_is_told(page, session, expect_message):
    assert page.state.text().endswith("还没有结账。")
    page.close_or_reopen()
    assert closing.is_closed(session.store, "2022-09") and page.state.text().endswith("结账，以后没有变动。")
    records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="补", event_on="2022-09-07", leaflet_n=5))
    page.look()
    page._on_view(CHECKS)
    said = [row.text for row in page.checks.rows()]
    assert "法治宣传活动：原报 2，现 3 次（补报）" in said and "变了" in page.state.text()
    expect_message.presses = ["撤销结账"]
    page.close_or_reopen()
    assert not closing.is_closed(session.store, "2022-09")


def test_a_month_that_does_not_add_up_is_not_closed(page, session, expect_message):
    records.save(session, CORRECTION, records.new(session, CORRECTION, name="丙某", reported_on="2022-09-01"))
    page.look()
    assert "1 处要看" in page.views.words[CHECKS]
    page.close_or_reopen()
    assert "在矫分类对不上" in expect_message.said[0] and not closing.is_closed(session.store, "2022-09")


def test_every_number_of_the_text_opens_its_records(qtbot, page, session):
    page._on_view(TEXT)
    with qtbot.waitSignal(page.open_records) as caught:
        page.text.anchorClicked.emit(QUrl("publicity"))
    assert [(key, len(ids)) for key, ids in caught.args[0]] == [("publicity", 2)]
    links = set(re.findall(r'href="(\w+)"', page.text.toHtml()))
    assert {"publicity", "publicity_leaflets", "correction", "committees"} <= links
    with qtbot.waitSignal(page.open_records) as caught:
        page.text.anchorClicked.emit(QUrl("committees"))
    assert [key for key, _ in caught.args[0]] == ["committee"]


def test_words_of_a_template_are_never_markup(page, session):
    folder = session.store.folder / "reports"
    folder.mkdir()
    (folder / "month.json").write_text(json.dumps({"name": "自定", "title": "<b>{office}", "paragraphs": [
        {"heading": "甲 & 乙", "sentences": [{"text": "<img src=x>{publicity}次"}]}]}), encoding="utf-8")
    page.refresh()
    page.template.choose(1)
    page._show_text()
    assert page.text.toPlainText().splitlines()[:3] == ["<b>海阳所镇司法所", "一、甲 & 乙", "<img src=x>2次"]


def test_a_changed_figure_opens_its_records(hands, qtbot, page, session):
    page.close_or_reopen()
    records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="补", event_on="2022-09-07", leaflet_n=5))
    page.period.choose_span(3)
    page.look()
    assert page.checks.rows()[0].remark == "2022年9月"
    page._on_view(CHECKS)
    page.checks.setCurrentRow(0)
    page.checks.setFocus()
    with qtbot.waitSignal(page.open_records) as caught:
        hands.press(Qt.Key.Key_Return)
    assert [(key, len(ids)) for key, ids in caught.args[0]] == [("publicity", 3)]


def test_a_changed_sum_of_the_year_opens_those_of_the_year(hands, qtbot, page, session):
    page.close_or_reopen()
    records.save(session, PUBLICITY, records.new(session, PUBLICITY, title="补", event_on="2022-08-07"))
    page.look()
    assert page.checks.rows()[0].text.startswith("法治宣传活动（本年累计）：原报 3，现 4 次")
    assert "1 项变了" in page.state.text()
    page._on_view(CHECKS)
    page.checks.setCurrentRow(0)
    page.checks.setFocus()
    with qtbot.waitSignal(page.open_records) as caught:
        hands.press(Qt.Key.Key_Return)
    assert [(key, len(ids)) for key, ids in caught.args[0]] == [("publicity", 4)]


def test_cancelled_leaves_no_file_and_the_keyboard_where_it_was(qtbot, page, tmp_path):
    page.book.setFocus()
    with qtbot.waitSignal(page.said, timeout=20000) as said:
        page.write_book()
        assert not page.word.isEnabled()
        page._jobs.cancel()
    assert said.args[0] == "已取消，没有留下文件" and not list((tmp_path / "上报").iterdir())
    assert page.book.isEnabled() and page.book.hasFocus()


@pytest.mark.parametrize(("width", "height"), [(1280, 560), (640, 300)])
def test_everything_can_be_reached_in_a_small_window(hands, page, width, height):
    hands.show_page(page, width, height)
    area = hands.room
    assert area.widget().width() <= area.viewport().width()
    for button in (page.book, page.word, page.paper, page.close_month):
        assert button.height() >= 44 and button.text()
        area.ensureWidgetVisible(button)
        shown = button.mapTo(area.viewport(), button.rect().center())
        assert area.viewport().rect().contains(shown)
