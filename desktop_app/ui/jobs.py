"""Slow work: one worker thread, one job after the other, with progress and cancel."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app.actions.progress import Cancelled
from desktop_app.ui.theme import px

__all__ = ["Cancelled", "JobPanel", "Jobs", "Progress"]


class Progress:
    """Handed to a job: call it with a part (0..1) and a word, and ``check()`` wherever stopping is safe.

    Both raise Cancelled after 取消.
    """

    EVERY = 0.05  # seconds between two reports

    def __init__(self, report: Callable[[float, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()
        self._last = 0.0

    def __call__(self, part: float, text: str = "") -> None:
        """Report, at most every EVERY seconds, and stop here when cancelled."""
        self.check()
        now = time.monotonic()
        if part >= 1 or now - self._last >= self.EVERY:
            self._last = now
            self._report(part, text)

    def check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        self._stop.set()


@dataclass(eq=False)
class _Job:
    work: Callable[[Progress], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    title: str
    progress: Progress | None = None


class Jobs(QObject):
    """Runs jobs in turn. ``done`` and ``failed`` are called on the thread that made this object.

    ``finish`` is called on the worker after every job, to close its own database connection.
    A cancelled job calls ``failed`` with ``Cancelled``.
    """

    started = Signal(str)  # title
    progressed = Signal(float, str)
    ended = Signal()
    _over = Signal(object, object, object)  # job, result, error

    def __init__(self, parent: QObject | None = None, finish: Callable[[], None] | None = None) -> None:
        super().__init__(parent)
        self._finish = finish
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._waiting: list[_Job] = []
        self._over.connect(self._on_over, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[Progress], Any], done: Callable[[Any], None] | None = None,
            failed: Callable[[BaseException], None] | None = None, title: str = "") -> None:
        """Do ``work(progress)`` on the worker; then ``done(result)`` or ``failed(error)`` here."""
        job = _Job(work, done, failed, title)
        job.progress = Progress(self.progressed.emit)
        self._waiting.append(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="suilu-jobs", daemon=True)
            self._thread.start()
        if len(self._waiting) == 1:
            self.started.emit(title)
        self._queue.put(job)

    def busy(self) -> bool:
        return bool(self._waiting)

    @Slot()
    def cancel(self) -> None:
        """Ask the running job to stop; those behind it go on."""
        if self._waiting:
            self._waiting[0].progress.cancel()

    def close(self) -> None:
        """Stop what runs and end the worker; call before the store is closed. Nobody is told any more."""
        for job in self._waiting:
            job.progress.cancel()
        if self._thread:
            self._queue.put(None)
            self._thread.join()
            self._thread = None
        self._waiting.clear()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            result = error = None
            try:
                job.progress.check()
                result = job.work(job.progress)
            except BaseException as raised:  # noqa: BLE001 everything goes to the caller, nothing dies in a thread
                error = raised
            try:
                if self._finish:
                    self._finish()
            except Exception as raised:  # noqa: BLE001
                error = error or raised
            self._over.emit(job, result, error)

    def _on_over(self, job: _Job, result: object, error: BaseException | None) -> None:
        if job not in self._waiting:
            return  # closed meanwhile: its ``done`` would look into a closed book
        self._waiting.remove(job)
        self.ended.emit()
        if self._waiting:
            self.started.emit(self._waiting[0].title)
        if error is None:
            if job.done:
                job.done(result)
        elif job.failed:
            job.failed(error)
        elif not isinstance(error, Cancelled):
            raise error


class JobPanel(QWidget):
    """What runs now, how far it is, and 取消. Hidden when nothing runs."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.text = QLabel(self)
        self.text.setProperty("look", "small")
        self.stop = QPushButton("取消", self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(10))
        box.addWidget(self.title)
        box.addWidget(self.bar, 1)
        box.addWidget(self.text)
        box.addWidget(self.stop)
        self.hide()
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(self.hide)
        self.stop.clicked.connect(jobs.cancel)
        self.stop.clicked.connect(self._on_stop)

    def _on_started(self, title: str) -> None:
        self.title.setText(title)
        self.text.clear()
        self.bar.setRange(0, 0)  # busy until the first report
        self.stop.setEnabled(True)
        self.show()

    def _on_progress(self, part: float, text: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(part * 1000))
        self.text.setText(text)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.text.setText("正在停下")
