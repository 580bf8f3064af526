"""The window: header, tabs, pages, status line. It carries wishes between pages and knows no fields."""

from contextlib import suppress
from dataclasses import astuple, replace

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import KnownError
from db.items import Item
from desktop_app.actions import cases, lock, records, tabs
from desktop_app.actions.session import Session
from desktop_app.actions.sight import keep_sight
from desktop_app.ui import messages, theme
from desktop_app.ui.eyes import Eyes
from desktop_app.ui.frame import Chore, Header, StatusLine
from desktop_app.ui.idle import Idle
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.kit.keys import press_by_enter
from desktop_app.ui.kit.room import Room
from desktop_app.ui.making import make
from desktop_app.ui.navigation import Navigation
from desktop_app.ui.pages.keeper import Keeper
from desktop_app.ui.pages.sources import StoreSources
from desktop_app.ui.theme import px
from desktop_app.ui.ways import Ways

CHECKPOINT_AFTER = 60_000  # ms after the last save (design §4)
SAID_FOR = 6000  # ms
LOCK = "lock"  # key of the page that asks for the second PIN


class MainWindow(QMainWindow):
    """One open record book. ``switching``: to the sample office, or from it back to the real one;
    ``lesson_wanted``: 跟着填."""

    switching = Signal()
    lesson_wanted = Signal()

    SAMPLE = "样例"  # what a book that is not the real one is called

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.sources = StoreSources(session)
        self.jobs = Jobs(self, session.store.close_thread)
        self.pages: dict[str, QWidget] = {}
        self._wanted = ""  # the page asked for last, also while its lock is being asked
        self._gone = False
        self.eyes = Eyes(self)
        self.ways = Ways(self)
        self._build()
        self._shortcuts()
        self._checkpoint = QTimer(self, singleShot=True, interval=CHECKPOINT_AFTER)
        self._checkpoint.timeout.connect(self._on_checkpoint)
        self._idle = Idle(session.store.settings.get(lock.MINUTES, lock.USUAL_MINUTES), self)
        self._idle.idle.connect(self._on_idle)
        self._retitle()
        self.status.say_counts(self.session)
        self.go("today" if cases.has_any(session) else "mediation")

    # building

    def _build(self) -> None:
        self.header = Header(self._chores())
        self.menu_button = QPushButton("菜单 F10")
        self.menu_button.setProperty("look", "quiet")
        self.menu_button.setAccessibleName("菜单")
        self.menu_button.clicked.connect(self.show_menu)
        self.navigation = Navigation(tabs.shown(self.session), self.menu_button)
        self.navigation.chosen.connect(self.go)
        self.stack = Room()
        self.status = StatusLine(self.jobs)
        body = QWidget()
        body.setMinimumSize(320, 240)  # smaller than its parts would like: they give way one by one in _fit
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.navigation)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(body)
        body.show()  # at once, also in a window that stands already: only what is seen can take the keyboard

    def _chores(self) -> tuple[Chore, ...]:
        sample = self.session.office.get("sample")
        other = ("离开样例", "离开样例，回到自己的数据") if sample else ("看样例", "看样例")
        return (("", "跟着填：照三张单子练一练", self.lesson_wanted.emit), (*other, self.switch_book),
                ("锁定", "锁定", self.lock), ("字号 A＋", "放大字号", self.eyes.larger),
                ("A－", "缩小字号", self.eyes.smaller), ("回收站", "回收站", self.to_trash),
                ("设置", "设置", self.to_settings), ("帮助 F1", "帮助", self.show_help))

    def switch_book(self) -> None:
        self.switching.emit()

    def show_menu(self) -> None:
        """The chores of the header as a menu, each with its digit, for small windows and for the keyboard."""
        menu = QMenu(self)
        chores = [(name, slot) for _, name, slot in self._chores()] + [self.eyes.chore()]
        for digit, (name, slot) in enumerate(chores, 1):
            menu.addAction(f"&{digit}　{name}", slot)
        menu.setActiveAction(menu.actions()[0])
        under = self.menu_button if self.menu_button.isVisible() else self.header
        corner = under.mapToGlobal(under.rect().bottomRight())
        menu.exec(QPoint(corner.x() - menu.sizeHint().width(), corner.y()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What a small window does without: first names in the header, then the header and the status line."""
        tight = self.height() < px(560)
        self.header.setVisible(not tight and self.width() >= px(760))
        self.header.set_room(self.width())
        self.status.set_tight(tight)
        self.menu_button.setVisible(not self.header.isVisibleTo(self))
        self.navigation.set_tight(tight)

    def _shortcuts(self) -> None:
        for keys, slot in (("F1", self.show_help), ("Ctrl+PgDown", self.next_tab), ("Ctrl+PgUp", self.last_tab),
                           ("Ctrl+,", self.to_settings), ("F10", self.show_menu), ("F5", self.navigation_next),
                           ("Ctrl+L", self.lock), ("F11", self.to_sitting)):
            QShortcut(QKeySequence(keys), self, slot)

    def page(self, key: str) -> QWidget:
        """A page, built when it is first shown."""
        if key not in self.pages:
            self.pages[key] = make(key, self)
            press_by_enter(self.pages[key])
            self.stack.pages.addWidget(self.pages[key])
        return self.pages[key]

    # moving about

    def go(self, key: str) -> None:
        """Show a page and put the keyboard where its work begins; a locked one asks for the second PIN first."""
        self.navigation.show_page(key)
        tab = tabs.tab_with(key)
        self._wanted = key
        if tab and tab.locked and not self.session.unlocked:
            key = LOCK
        is_new = key not in self.pages
        page = self.page(key)
        self.stack.show_page(page)
        page.refresh()
        page.enter()
        if is_new and key != LOCK and tab and tab.locked:  # behind a lock, what was left unsaved waits until now
            page.offer_drafts()
        self.stack.settle()

    def current(self) -> str:
        """Key of the page that is shown."""
        return next(key for key, page in self.pages.items() if page is self.stack.pages.currentWidget())

    def navigation_next(self) -> None:
        self.navigation.next_page()

    def next_tab(self) -> None:
        self.navigation.step(1)

    def last_tab(self) -> None:
        self.navigation.step(-1)

    def back(self) -> None:
        """From settings or 回收站 to the page they were opened from."""
        self.go(self.navigation.page())

    def to_settings(self) -> None:
        self.go("settings")

    def to_trash(self) -> None:
        self.go("trash")

    def to_sitting(self) -> None:
        self.go("sitting")

    def unlocked(self) -> None:
        """The second PIN was given: on to the page that was wanted."""
        self.go(self._wanted)

    def lock(self) -> None:
        """Close what the second PIN opened: nothing of it stays on the screen or in memory's pages."""
        if not self.session.unlocked:
            self.say("已经锁上了")
            return
        if not self._keep_typed():
            return
        self.session.unlocked = False
        shown = self.current()
        for tab in tabs.TABS:
            for key, _ in tab.pages if tab.locked else ():
                if page := self.pages.pop(key, None):
                    self.stack.pages.removeWidget(page)
                    page.deleteLater()
        self.go(shown if shown in self.pages else self._wanted)
        self.say("、".join(tab.label for tab in tabs.shown(self.session) if tab.locked) + "已锁上")

    def _on_idle(self) -> None:
        if self.session.unlocked:
            self.lock()

    def open_stock(self, item: Item) -> None:
        """期初建账: a roster from a table of what is there already."""
        from desktop_app.ui.opening import show_opening

        show_opening(self.session, item, self.jobs, self, self._on_stock)

    def _on_stock(self) -> None:
        self.sources.forget()
        self.stack.pages.currentWidget().refresh()
        self.count_anew()

    def show_help(self) -> None:
        from desktop_app.ui.help import show_help

        show_help(self.current(), self)

    # saying

    def say(self, text: str) -> None:
        """A sentence in the status line, with the time; a small window shows the line for a while."""
        self.status.say(text)
        self.status.show()
        QTimer.singleShot(SAID_FOR, self.status, self._fit)

    def _retitle(self) -> None:
        office = self.session.office
        mark = f"【{self.SAMPLE}】" if office.get("sample") else ""
        self.setWindowTitle(f"{mark}随录 · {office.get('name', '')}")
        self.header.show_office(self.session, mark)

    # changes

    def count_anew(self) -> None:
        """Something was saved, deleted, restored or sent."""
        self.status.say_counts(self.session)
        self._checkpoint.start()

    def apply_settings(self) -> None:
        """Names, limits or tabs are new."""
        self.sources.forget()
        self._retitle()
        self._idle.set_minutes(self.session.store.settings.get(lock.MINUTES, lock.USUAL_MINUTES))
        if self.navigation.is_other(tabs.shown(self.session)):
            self._rebuild()

    def _on_checkpoint(self) -> None:
        with suppress(KnownError):  # what was saved is safe in the -wal; the next save says what is wrong
            self.session.store.checkpoint()

    # printing, zoom, leaving

    def print_blank(self) -> None:
        """Empty forms, to be filled with a pen in the village."""
        from desktop_app.ui.papers import preview_blank

        preview_blank(self.session.store, self)

    def print_records(self, item: Item, uids: list) -> None:
        """Preview the documents of some records."""
        from desktop_app.ui.papers import preview_records

        preview_records(self.session.store, item, uids, self)

    def see(self, **wished: float | bool) -> None:
        """Change some of Sight: text size, contrast, pointer. At once, and remembered with the record book."""
        wanted = replace(theme.sight(), **wished)
        if wanted == theme.sight():
            return
        if self.jobs.busy():  # its result would find no page to be told on
            messages.tell(self, "还有一项工作没有做完。", "请等它做完再改字号和颜色。")
            return
        theme.apply(QApplication.instance(), *astuple(wanted))
        self._rebuild()
        keep_sight(self.session.store, theme.sight())

    def _rebuild(self) -> None:
        """Lengths are fixed when a page is built: a zoom builds all anew and puts back what was being entered."""
        key = self.current()
        states = {name: page.state() for name, page in self.pages.items() if hasattr(page, "put_back")}
        shown = self.navigation.page()
        self.pages = {}
        self._build()
        self._retitle()
        self.status.say_counts(self.session)
        self.navigation.show_page(shown)
        self._fit()
        for name, state in states.items():
            self.page(name).put_back(state)
        self.go(self._wanted if key == LOCK else key)

    def offer_drafts(self) -> None:
        """After the start: what was not saved last time."""
        for item, page in records.with_drafts(self.session):
            self.go(page)
            if self.current() == page and self.page(page).offer_drafts():
                return

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
        self._idle.stop()
        for keeper in self.findChildren(Keeper):
            keeper.stop()  # it would write into a book that is let go
        self.jobs.close()
        return True

    def _keep_typed(self) -> bool:
        """Keep what is typed and not saved; False when that fails and the person would rather not lose it."""
        try:
            for page in self.pages.values():
                if hasattr(page, "keep_all"):
                    page.keep_all()
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
