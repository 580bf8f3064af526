"""Help: a page for every tab, readable by keyboard."""

import pytest
from PySide6.QtCore import Qt

from desktop_app import __version__
from desktop_app.ui.help import TOPICS, HelpDialog, text_of


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_text(topic):
    text = text_of(topic)
    assert text.startswith("# ")
    assert len(text) > 80


def test_about_names_version_licence_and_the_promise():
    text = text_of("about")
    assert __version__ in text and "Apache-2.0" in text and "从不连接网络" in text


def test_case_numbers_are_written_as_they_are_typed():
    assert "{abbr}人调口字〔{year}〕第{seq:03d}号" in text_of("settings")


@pytest.mark.parametrize(("topic", "heading"), [("reporting", "上报统计"), ("nothing", "今日")])
def test_it_opens_at_the_page_asked_for(hands, topic, heading):
    dialog = hands.show(HelpDialog(topic), 900, 600)
    assert dialog.text.toPlainText().startswith(heading)
    assert hands.focus is dialog.text


def test_digits_turn_the_pages_and_escape_closes(hands, qtbot):
    dialog = hands.show(HelpDialog("today"), 900, 600)
    hands.type("8")
    assert dialog.text.toPlainText().startswith("按键一览")
    assert dialog.topics.index == 7
    with qtbot.waitSignal(dialog.finished):
        hands.press(Qt.Key.Key_Escape)
