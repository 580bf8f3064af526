"""The only place that knows everything: opens the record book, shows the window, never fails in silence."""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from db import clock
from db.database import Store, open_store
from db.errors import Busy, KnownError
from desktop_app import log
from desktop_app.actions import office
from desktop_app.actions.session import Session
from desktop_app.ui import messages, theme
from desktop_app.ui.application import application
from desktop_app.ui.window import MainWindow

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
    """One start of the program: a record book, its window, and the way to the sample office and back."""

    def __init__(self, app: QApplication, data: Path) -> None:
        self.app, self.data = app, data
        self.store: Store | None = None
        self.window: MainWindow | None = None
        self._server = QLocalServer()
        self._server.newConnection.connect(self._on_call)

    def open(self) -> bool:
        """Open the real book; True when a window is on the screen. Whatever fails is said in a dialog."""
        try:
            self.store = open_store(self.data)
        except Busy as error:
            if not raise_other(self.data):
                messages.problem(None, error)
            return False
        except KnownError as error:
            messages.problem(None, error)
            return False
        QLocalServer.removeServer(_channel(self.data))
        self._server.listen(_channel(self.data))
        theme.apply(self.app, self.store.settings.get("points", theme.SMALLEST))
        if office.is_new(self.store) and not self._first_start():
            self.close()
            return False
        self._show()
        return True

    def _first_start(self) -> bool:
        """The first page; True when the office was set up or the sample chosen."""
        from desktop_app.ui.pages.first_start import FirstStart

        page, loop = FirstStart(), QEventLoop()
        outcome: list = []

        def finished(setup: office.OfficeSetup) -> None:
            try:
                office.set_up(self.store, setup)
            except KnownError as error:
                messages.problem(page, error)
                return
            outcome.append("real")
            loop.quit()

        def sample() -> None:
            self.store.close()
            self.store = office.open_sample(self.data)
            outcome.append("sample")
            loop.quit()

        page.finished.connect(finished)
        page.sample_wanted.connect(sample)
        page.closed.connect(loop.quit)
        page.resize(self._size())
        page.show()
        loop.exec()
        page.hide()
        page.deleteLater()
        return bool(outcome)

    def _size(self) -> QSize:
        return self.app.primaryScreen().availableSize().boundedTo(QSize(1366, 768))

    def _show(self) -> None:
        self.window = MainWindow(Session(self.store))
        self.window.resize(self._size())
        self.window.show()
        self.window.offer_drafts()

    def _on_call(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        if self.window is not None:
            self.window.showNormal() if self.window.isMinimized() else self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Checkpoint and let go of the folder."""
        self._server.close()
        if self.store is not None:
            self.store.close()
            self.store = None


def _on_bug(desk: Desk) -> None:
    """From now on an unexpected error is logged and shown, and the window stays."""
    def hook(kind: type, error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, KnownError):
            messages.problem(desk.window, error)
            return
        log.note(error, desk.data)
        messages.crash(desk.window, error, desk.data)

    sys.excepthook = hook


def run_window(data: Path, today: date | None = None) -> int:
    """Open the window on a data folder and stay until it is closed; returns the exit code."""
    clock.pretend(today if today != date.today() else None)
    app = application()
    desk = Desk(app, data)
    _on_bug(desk)
    if not desk.open():
        return 1
    try:
        return app.exec()
    finally:
        desk.close()


def save_screenshots(data: Path, out: Path) -> list[Path]:
    """Pictures of every tab at 1366×768, for the demonstration and the README."""
    app = application()
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with open_store(data) as store:
        theme.apply(app, store.settings.get("points", theme.SMALLEST))
        window = MainWindow(Session(store))
        window.resize(1366, 768)
        window.show()
        for key in ("today", "mediation", "reporting", "settings", "trash"):
            window.go(key)
            app.processEvents()
            made.append(out / f"{len(made) + 1} {key}.png")
            window.grab().save(str(made[-1]))
        window.close()
    return made
