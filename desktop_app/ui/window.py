"""The window: header, tabs, pages, status line. It carries wishes between pages and knows no fields."""

from contextlib import suppress

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from db import backup, clock, drafts
from db.errors import KnownError
from db.items import CASE
from desktop_app.actions import cases
from desktop_app.actions.session import Session
from desktop_app.ui import messages, theme
from desktop_app.ui.jobs import JobPanel, Jobs
from desktop_app.ui.kit.editor import reveal
from desktop_app.ui.kit.shown import show_date
from desktop_app.ui.making import make
from desktop_app.ui.pages.keeper import Keeper
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px

CHECKPOINT_AFTER = 60_000  # ms after the last save (design §4)
TABS = (("today", "今日"), ("mediation", "纠纷调解"), ("reporting", "上报统计"))


class MainWindow(QMainWindow):
    """One open record book. ``switching``: to the sample office, or from it back to the real one."""

    switching = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.sources = StoreSources(session)
        self.jobs = Jobs(self, session.store.close_thread)
        self.pages: dict[str, QWidget] = {}
        self._gone = False
        self._build()
        self._shortcuts()
        self._checkpoint = QTimer(self, singleShot=True, interval=CHECKPOINT_AFTER)
        self._checkpoint.timeout.connect(self._on_checkpoint)
        QApplication.instance().focusChanged.connect(self._on_focus)
        self._retitle()
        self.say_counts()
        self.go("today" if self.has_cases() else "mediation")

    # building

    def _build(self) -> None:
        self.brand = QLabel("随录")
        self.brand.setObjectName("brand")
        self.place = QLabel()
        self.place.setObjectName("place")
        self.who = QLabel()
        self.who.setObjectName("place")
        header = QWidget()
        header.setObjectName("header")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(header)
        row.setContentsMargins(px(20), px(4), px(12), px(4))
        row.setSpacing(px(4))
        for widget in (self.brand, self.place):
            row.addWidget(widget)
            row.addSpacing(px(10))
        row.addStretch()
        row.addWidget(self.who)
        row.addSpacing(px(10))
        for text, name, slot in self._chores():
            button = QPushButton(text)
            button.setAccessibleName(name)
            button.setProperty("look", "onbar")
            button.clicked.connect(slot)
            row.addWidget(button)
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName("工作事项")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for key, label in TABS:
            self.tabs.setTabData(self.tabs.addTab(label), key)
        self.tabs.currentChanged.connect(self._on_tab)
        strip = QWidget()
        strip.setObjectName("strip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tabs_row = QHBoxLayout(strip)
        tabs_row.setContentsMargins(px(12), px(4), px(12), 0)
        tabs_row.addWidget(self.tabs, 1)
        self.menu_button = QPushButton("菜单 F10")
        self.menu_button.setProperty("look", "quiet")
        self.menu_button.setAccessibleName("菜单")
        self.menu_button.clicked.connect(self.show_menu)
        tabs_row.addWidget(self.menu_button)
        self.stack = QStackedWidget()
        self.saved = QLabel()
        self.saved.hide()
        self.saved.setObjectName("saved")
        self.counts = QLabel()
        self.panel = JobPanel(self.jobs)
        status = QWidget()
        status.setObjectName("strip")
        status.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot = QHBoxLayout(status)
        foot.setContentsMargins(px(20), px(6), px(20), px(6))
        foot.setSpacing(px(24))
        foot.addWidget(self.saved)
        foot.addWidget(self.counts)
        foot.addStretch()
        foot.addWidget(self.panel)
        self._header, self._status = header, status
        body = QWidget()
        body.setMinimumSize(320, 240)  # smaller than its parts would like: they give way one by one in _fit
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(strip)
        layout.addWidget(self.stack, 1)
        layout.addWidget(status)
        self.setCentralWidget(body)
        body.show()  # at once, also in a window that stands already: only what is seen can take the keyboard

    def _chores(self) -> tuple:
        """What is not a work item: (text, accessible name, slot)."""
        sample = self.session.office.get("sample")
        other = ("离开样例", "离开样例，回到自己的数据") if sample else ("看样例", "看样例")
        return ((*other, self.switch_book), ("字号 A＋", "放大字号", self.zoom_in), ("A－", "缩小字号", self.zoom_out),
                ("回收站", "回收站", self.to_trash), ("设置", "设置", self.to_settings),
                ("帮助 F1", "帮助", self.show_help))

    def switch_book(self) -> None:
        self.switching.emit()

    def show_menu(self) -> None:
        """The chores of the header as a menu, for small windows and for the keyboard."""
        menu = QMenu(self)
        for _, name, slot in self._chores():
            menu.addAction(name, slot)
        menu.setActiveAction(menu.actions()[0])
        under = self.menu_button if self.menu_button.isVisible() else self._header
        corner = under.mapToGlobal(under.rect().bottomRight())
        menu.exec(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What a small window does without: first names in the header, then the header and the status line."""
        tight = self.height() < px(560)
        self._header.setVisible(not tight and self.width() >= px(760))
        self._status.setVisible(not tight)
        self.menu_button.setVisible(not self._header.isVisibleTo(self))
        self.who.setVisible(self.width() >= px(1180))
        self.place.setVisible(self.width() >= px(1000))

    def _shortcuts(self) -> None:
        for keys, slot in (("F1", self.show_help), ("Ctrl++", self.zoom_in), ("Ctrl+=", self.zoom_in),
                           ("Ctrl+-", self.zoom_out), ("Ctrl+PgDown", self.next_tab), ("Ctrl+PgUp", self.last_tab),
                           ("Ctrl+,", self.to_settings), ("F10", self.show_menu)):
            QShortcut(QKeySequence(keys), self, slot)

    def page(self, key: str) -> QWidget:
        """A page, built when it is first shown."""
        if key not in self.pages:
            self.pages[key] = make(key, self)
            self.stack.addWidget(self.pages[key])
        return self.pages[key]

    # moving about

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """A scroll area follows Tab only within itself; when Tab comes in from outside it is brought along."""
        if now and self.isAncestorOf(now) and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            reveal(now)

    def go(self, key: str) -> None:
        """Show a page and put the keyboard where its work begins."""
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == key and index != self.tabs.currentIndex():
                self.tabs.setCurrentIndex(index)
                return
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        page.refresh()
        page.enter()

    def current(self) -> str:
        """Key of the page that is shown."""
        return next(key for key, page in self.pages.items() if page is self.stack.currentWidget())

    def _on_tab(self, index: int) -> None:
        self.go(self.tabs.tabData(index))

    def next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def last_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())

    def back(self) -> None:
        """From settings or 回收站 to the tab they were opened from."""
        self.go(self.tabs.tabData(self.tabs.currentIndex()))

    def to_settings(self) -> None:
        self.go("settings")

    def to_trash(self) -> None:
        self.go("trash")

    def open_field(self, uid: str, path: tuple) -> None:
        """From another page to one field of one case."""
        self.go("mediation")
        self.page("mediation").show_case(uid, path)

    def follow(self, wish: str, value: object) -> None:
        """A tile or number of 今日 was pressed."""
        if wish == "reporting":
            self.go(wish)
            return
        if wish == "blank":
            self.print_blank()
            return
        self.go("mediation")
        page = self.page("mediation")
        if wish == "enter":
            page.new_line()
        elif wish == "filter":
            page.filter_by(**value)
        elif wish == "case":
            page.show_case(*value)

    def show_help(self) -> None:
        from desktop_app.ui.help import show_help

        show_help(self.current(), self)

    # saying

    def say(self, text: str) -> None:
        """A sentence in the status line, with the time."""
        self.saved.setText(f"✓ {text}　{clock.now()[11:16]}")
        self.saved.show()

    def say_counts(self) -> None:
        month, waiting = cases.counts(self.session, clock.today().isoformat())
        copies = backup.of(self.session.store.folder)
        kept = [f"上次备份 {show_date(backup.day_of(copies[-1]))}"] if copies else []
        self.counts.setText("　　".join([f"本月 {month} 件", f"待上报 {waiting} 件", *kept]))

    def has_cases(self) -> bool:
        return bool(self.session.store.rows("SELECT 1 FROM mediation_case LIMIT 1"))

    def _retitle(self) -> None:
        office = self.session.office
        sample = "【样例】" if office.get("sample") else ""
        self.setWindowTitle(f"{sample}随录 · {office.get('name', '')}")
        day = clock.today()
        set_by_hand = "（日期是设定的）" if clock.pretended() else ""
        self.place.setText(f"{sample}{office.get('name', '')} · {day.year}年{day.month}月{set_by_hand}")
        self.who.setText(f"录入人 {self.session.who}")

    # changes

    def count_anew(self) -> None:
        """Something was saved, deleted, restored or sent."""
        self.say_counts()
        self._checkpoint.start()

    def apply_settings(self) -> None:
        self.sources.forget()
        self._retitle()

    def _on_checkpoint(self) -> None:
        with suppress(KnownError):  # what was saved is safe in the -wal; the next save says what is wrong
            self.session.store.checkpoint()

    # printing, zoom, leaving

    def print_blank(self) -> None:
        """Empty forms, to be filled with a pen in the village."""
        from desktop_app.ui.papers import preview_blank

        preview_blank(self.session.store, self)

    def print_cases(self, uids: list) -> None:
        """Preview the documents of some cases."""
        from desktop_app.ui.papers import preview_cases

        preview_cases(self.session.store, uids, self)

    def zoom_to(self, points: float) -> None:
        """Base text size in points; remembered with the record book."""
        if self.jobs.busy():  # its result would find no page to be told on
            messages.tell(self, "还有一项工作没有做完。", "请等它做完再改字号。")
            return
        app = QApplication.instance()
        theme.apply(app, points)
        self._rebuild()
        self.session.store.settings.set("points", theme.points())

    def zoom_in(self) -> None:
        self.zoom_to(min(theme.points() + 2, theme.LARGEST))

    def zoom_out(self) -> None:
        self.zoom_to(max(theme.points() - 2, theme.SMALLEST))

    def _rebuild(self) -> None:
        """Lengths are fixed when a page is built: a zoom builds all anew and puts back what was being entered."""
        key = self.current()
        state = self.pages["mediation"].state() if "mediation" in self.pages else None
        tab = self.tabs.currentIndex()
        self.pages = {}
        self._build()
        self._retitle()
        self.say_counts()
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(tab)
        self.tabs.blockSignals(False)
        self._fit()
        if state:
            self.page("mediation").put_back(state)
        self.go(key)

    def offer_drafts(self) -> None:
        """After the start: what was not saved last time."""
        if drafts.waiting(self.session.store, CASE):
            self.go("mediation")
            self.page("mediation").offer_drafts()

    def let_go(self) -> bool:
        """Before the book is closed: keep what is typed, stop the worker. False when the person would rather wait."""
        if self._gone:
            return True
        if self.jobs.busy() and not messages.ask(self, "还有一项工作没有做完，要停下它吗？", "停下", "等它做完"):
            return False
        if not self._keep_typed():
            return False
        self._gone = True
        self._checkpoint.stop()
        for keeper in self.findChildren(Keeper):
            keeper.stop()  # it would write into a book that is let go
        self.jobs.close()
        return True

    def _keep_typed(self) -> bool:
        """Keep what is typed and not saved; False when that fails and the person would rather not lose it."""
        try:
            if "mediation" in self.pages:
                self.pages["mediation"].keep_all()
        except KnownError as error:
            return messages.ask(self, f"{error.what}现在关闭，窗口里没保存的这一件就没有了。", "仍然关闭", "先不关",
                                error.todo)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing loses nothing."""
        if self.let_go():
            super().closeEvent(event)
        else:
            event.ignore()
