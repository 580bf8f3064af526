"""帮助 (F1) and 关于: one page per tab, in plain words, from resources/help."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from db.resources import resource
from desktop_app import __version__
from desktop_app.actions.tabs import item_of
from desktop_app.ui.kit.options import Options
from desktop_app.ui.theme import px, size_dialog

TOPICS = {"today": "今日", "mediation": "纠纷调解", "work": "各栏登记", "reporting": "上报", "statistics": "统计",
          "settings": "设置", "trash": "回收站", "keys": "按键", "about": "关于"}


def text_of(topic: str) -> str:
    """The help text of a topic, Markdown."""
    return resource("help", f"{topic}.md").read_text(encoding="utf-8").replace("{version}", __version__)


class HelpDialog(QDialog):
    """The topics above, the text below. Digits change the topic, Esc closes."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.topics = Options(list(TOPICS.values()), self, erasable=False)
        self.topics.setAccessibleName("帮助的各页，按数字换页")
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)  # nothing here leads out of the program
        self.text.setAccessibleName("帮助内容")
        self.text.document().setDocumentMargin(px(10))
        close = QPushButton("关闭　Esc", self)
        close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(20), px(16), px(20), px(16))
        box.setSpacing(px(12))
        box.addWidget(self.topics)
        box.addWidget(self.text, 1)
        box.addLayout(foot)
        self.topics.picked.connect(self.show_topic)
        close.clicked.connect(self.accept)
        self.show_topic(list(TOPICS).index(topic) if topic in TOPICS else 0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        size_dialog(self, 960, 680)

    def show_topic(self, place: int) -> None:
        self.topics.choose(place)
        # Qt shows first-level headings twice as large as the text: two levels lower they are calm
        self.text.setMarkdown(re.sub("^#", "###", text_of(list(TOPICS)[place]), flags=re.MULTILINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(TOPICS) and not event.modifiers():
            self.show_topic(place)
        else:
            super().keyPressEvent(event)


def show_help(topic: str, parent: QWidget | None) -> None:
    """Help for a page by its key (today, consultation, …); an unknown key shows the first topic."""
    topic = "mediation" if topic == "sitting" else topic
    HelpDialog("work" if topic not in TOPICS and (item_of(topic) or topic == "lock") else topic, parent).exec()
