"""From the start of the process to the first field that takes a key, beside a bare PySide6 window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from db.database import open_store
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.session import Session
from tests.bench.row import Row

TIMES = 7
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLineEdit())
window.show()
window.centralWidget().setFocus()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app.app import Desk
from desktop_app.ui.application import application
app = application()
desk = Desk(app, Path(sys.argv[1]))
assert desk.open()
"""
_READY = """
def ready():
    if app.focusWidget() is None:
        QTimer.singleShot(1, ready)
        return
    print("ready", flush=True)
    app.quit()
QTimer.singleShot(0, ready)
app.exec()
"""


def _start(code: str, *arguments: str) -> float:
    """Median milliseconds from spawning Python to its line "ready"; the first run warms the disk cache."""
    taken = []
    for run in range(TIMES + 1):
        start = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-c", code + _READY, *arguments], stdout=subprocess.PIPE,
                                 env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        assert child.stdout.readline().strip() == b"ready"
        if run:
            taken.append((time.perf_counter() - start) * 1000)
        child.communicate(timeout=30)
    return statistics.median(taken)


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder)) as store:
            told = transcribe.standard()["office"]
            office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海",
                                                    told["mediators"], told["registrar"]))
            session = Session(store)
            for entry in transcribe.entries().values():
                cases.save_case(session, transcribe.full_record(session, entry))
        return [Row("start to the first field", _start(_OURS, folder), _start(_BARE), "bare PySide6 window")]
