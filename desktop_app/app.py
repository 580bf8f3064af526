"""The only place that knows everything: opens the record book, shows the window, never fails in silence."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from db import backup, clock
from db.database import FILE_NAME, Store, open_store
from db.errors import Busy, DamagedFile, KnownError
from desktop_app import log
from desktop_app.actions import office, tabs, training
from desktop_app.actions.session import Session
from desktop_app.actions.sight import keep_sight, sight_of
from desktop_app.ui import messages, theme
from desktop_app.ui.application import application
from desktop_app.ui.window import MainWindow

LARGEST = QSize(1366, 768)
_RAISE_WAIT = 500  # ms


def _channel(folder: Path) -> str:
    """A name for the window of one data folder, on which a second start asks it to come forward."""
    from hashlib import sha256

    return "suilu-" + sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def raise_other(folder: Path) -> bool:
    """Ask the window that holds the folder to come forward; False when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_channel(folder))
    if not socket.waitForConnected(_RAISE_WAIT):
        return False
    socket.write(b"raise")
    socket.waitForBytesWritten(_RAISE_WAIT)
    socket.disconnectFromServer()
    return True


class Desk:
    """One start of the program: a record book, its window, the way to the sample office or the practice and back."""

    def __init__(self, app: QApplication, data: Path, today: date | None = None) -> None:
        self.app, self.data, self._today = app, data, today
        self.store: Store | None = None
        self.window: QWidget | None = None
        self.raised_other = False  # the book is open already, and its window was brought forward
        self._server = QLocalServer()
        self._server.newConnection.connect(self._on_call)

    def open(self) -> bool:
        """Open the real book; True when a window is on the screen. Whatever fails is said in a dialog."""
        try:
            self.store = self._open_book()
        except Busy as error:
            self.raised_other = raise_other(self.data)
            if not self.raised_other:
                messages.problem(None, error)
            return False
        except KnownError as error:
            messages.problem(None, error)
            return False
        QLocalServer.removeServer(_channel(self.data))
        self._server.listen(_channel(self.data))
        self._greet()
        return True

    def _open_book(self) -> Store:
        """Open the book; a damaged one can be replaced by its newest backup, which is asked first."""
        try:
            return open_store(self.data)
        except DamagedFile as error:
            copies = backup.of(self.data)
            if not copies or not messages.ask(
                    None, error.what, "用备份恢复", "先不要",
                    f"最近的备份是 {copies[-1].stem}。恢复以后，备份以后登记的要补登；损坏的文件会另外留着。"):
                raise
            backup.restore(self.data / FILE_NAME)
            return open_store(self.data)

    def _greet(self) -> None:
        """The first page for an empty book, else the window."""
        theme.apply(self.app, *astuple(sight_of(self.store)))
        self._set_calendar()
        if office.is_new(self.store):
            from desktop_app.ui.pages.first_start import FirstStart

            page = FirstStart()
            page.finished.connect(self._set_up)
            page.sample_wanted.connect(self._switch)
            page.lesson_wanted.connect(self._train)
            self._show(page)
            return
        window = self._window(Session(self.store))
        window.switching.connect(self._switch)
        window.lesson_wanted.connect(self._train)
        self._show(window)
        window.offer_drafts()

    @staticmethod
    def _window(session: Session) -> MainWindow:
        if not training.is_practice(session):
            return MainWindow(session)
        from desktop_app.ui.training import TrainingWindow

        return TrainingWindow(session)

    def _set_calendar(self) -> None:
        """The sample office lives in the month of its cases; otherwise it is the day that was asked for, or today."""
        day, said = self._today, self.store.settings.get("office", {})
        if day is None and said.get("sample") and not said.get("training"):
            from desktop_app.actions import demo

            day = demo.last_day()
        clock.pretend(day)

    def _show(self, window: QWidget) -> None:
        """Put a window in the place of the one before; the new one first, or Qt would end the program."""
        before, self.window = self.window, window
        room = self.app.primaryScreen().availableSize()
        window.resize(room.boundedTo(LARGEST))
        if room.width() <= LARGEST.width() or room.height() <= LARGEST.height():
            window.showMaximized()  # on a small screen the frame would push the status line out of sight
        else:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _set_up(self, setup: office.OfficeSetup) -> None:
        try:
            office.set_up(self.store, setup)
        except KnownError as error:
            messages.problem(self.window, error)
            return
        self._greet()

    def _switch(self) -> None:
        """From the real book to the sample office, or back from there or from the practice."""
        if self.store.folder != self.data:
            self._change_to(self._open_own)
        elif self.store.settings.get("office", {}).get("sample"):
            messages.tell(self.window, "这个数据文件夹本身就是样例。", "要登记自己的案件，请直接打开随录，不要指定这个文件夹。")
        else:
            self._change_to(self._open_sample)

    def _train(self) -> None:
        """To the practice, or to its beginning."""
        self._change_to(self._open_practice)

    def _change_to(self, open_other: Callable[[], Store]) -> None:
        """Put another book in the place of the one that is open."""
        if isinstance(self.window, MainWindow) and self.window.jobs.busy():  # the sample is made on days of its own
            messages.tell(self.window, "还有一项工作没有做完。", "请等它做完，或先取消它，再换。")
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:  # first the other: where it cannot be opened, this one stays
            other = open_other()
        finally:
            QApplication.restoreOverrideCursor()
        if isinstance(self.window, MainWindow) and not self.window.let_go():
            training.close_book(other)
            return
        keep_sight(other, sight_of(self.store))  # whoever looks on has the same eyes
        training.close_book(self.store)
        self.store = other
        self._greet()

    def _open_sample(self) -> Store:
        from desktop_app.actions import demo

        return demo.open_sample(self.data)

    def _open_practice(self) -> Store:
        return training.open_book(self.data, self.store)

    def _open_own(self) -> Store:
        own = open_store(self.data)
        training.carry_over(self.store, own)
        return own

    def _on_call(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Make the day's backup and let go of the folder."""
        self._server.close()
        if self.store is not None:
            with suppress(KnownError):  # a full disk does not keep the window from closing
                self.store.checkpoint()
                if self.store.folder != self.data:
                    self._open_own().close()
                if not self.store.settings.get("office", {}).get("sample"):
                    backup.daily(self.store.db.connection(), self.store.folder / FILE_NAME)
            training.close_book(self.store)
            self.store = None


def _on_bug(desk: Desk) -> None:
    """From now on an unexpected error is logged and shown, and the window stays."""
    showing: list[BaseException] = []

    def hook(kind: type, error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, KnownError):
            messages.problem(desk.window, error)
            return
        log.note(error, desk.data)
        if not showing:  # a bug that comes with every repaint would pile up dialogs
            showing.append(error)
            try:
                messages.crash(desk.window, error, desk.data)
            finally:
                showing.clear()

    sys.excepthook = hook


def run_window(data: Path, today: date | None = None) -> int:
    """Open the window on a data folder and stay until it is closed; returns the exit code."""
    app = application()
    desk = Desk(app, data, today if today != date.today() else None)
    _on_bug(desk)
    try:
        if desk.open():
            return app.exec()
        return 0 if desk.raised_other else 1
    finally:
        desk.close()


def save_screenshots(data: Path, out: Path) -> list[Path]:
    """Pictures of every tab at 1366×768, for the demonstration and the README."""
    app = application()
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with open_store(data) as store:
        theme.apply(app, *astuple(sight_of(store)))
        session = Session(store)
        window = MainWindow(session)
        window.resize(LARGEST)
        window.show()
        session.unlocked = True  # the sample office: invented people
        for key in (*(key for tab in tabs.shown(session) for key, _ in tab.pages), "settings", "trash"):
            window.go(key)
            app.processEvents()
            made.append(out / f"{len(made) + 1} {key}.png")
            window.grab().save(str(made[-1]))
        window.close()
    return made
