"""The real program, started in a process of its own and driven by key events; its book is only read."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from db.database import FILE_NAME
from tests.e2e.display import Display

ROOT = Path(__file__).parents[2]
PATIENCE = 15  # s


def wait_for(what: str, found: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """The first true answer of ``found``; ``what`` is said when there is none in time."""
    end = time.monotonic() + patience
    while not (answer := found()):
        assert time.monotonic() < end, f"waited in vain for: {what}"
        time.sleep(0.03)
    return answer


def naps(pids: Iterable[int]) -> int | None:
    """How often the threads of these processes went to sleep so far; None while one is awake or waits its turn."""
    count = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            said = dict(line.split(":\t", 1) for line in (thread / "status").read_text().splitlines())
            if not said["State"].startswith("S"):
                return None
            count += int(said["voluntary_ctxt_switches"])
    return count


class Program:
    """One start of ``python -m desktop_app`` on a data folder. ``pictures`` is where ``look`` saves the screen.

    Every program has a home of its own, beside the pictures: what another story left in 文档 is not there.
    """

    def __init__(self, display: Display, data: Path, pictures: Path, today: str = "2022-09-28") -> None:
        self.display, self.data, self.pictures = display, data, pictures
        self._shots = 0
        pictures.mkdir(exist_ok=True)
        self.home = pictures.parent / "home"
        self.home.mkdir(exist_ok=True)
        self.environment = display.environment | {"HOME": str(self.home)}
        self.log = open(pictures / "program.log", "ab")  # noqa: SIM115  as long as the process
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desktop_app", "--data", str(data), "--today", today], cwd=ROOT,
            env=self.environment, stdout=self.log, stderr=self.log)

    # windows

    def windows(self, name: str) -> list[str]:
        """Window ids whose title fits a regular expression."""
        return self._xdotool("search", "--onlyvisible", "--name", name).split()

    def title(self) -> str:
        """Of the window that has the keyboard."""
        return self._xdotool("getactivewindow", "getwindowname").strip()

    def wait_window(self, part: str, patience: float = PATIENCE) -> None:
        """Until a window with these words in its title has the keyboard."""
        wait_for(f"window {part} instead of {self.title()}", lambda: part in self.title(), patience)
        self.settle()  # the window has the keyboard, its first field gets it a little later

    def settle(self) -> None:
        """Until the program and its screen have slept on for a tenth of a second, however busy the machine is."""
        quiet, before = 0, None
        end = time.monotonic() + PATIENCE
        while quiet < 4 and time.monotonic() < end:
            time.sleep(0.025)
            try:
                now = naps([self.process.pid, *self.display.pids])
            except FileNotFoundError:  # a thread ended while it was looked at
                now = None
            quiet, before = (quiet + 1 if now is not None and now == before else 0), now

    def minimize(self) -> None:
        """The window that has the keyboard goes out of sight."""
        self._xdotool("getactivewindow", "windowminimize")

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.display.environment, capture_output=True, text=True,
                              timeout=60, check=False)
        return done.stdout

    def look(self, name: str = "") -> None:
        """Save a picture of the whole screen, for whoever looks into a failure; without ImageMagick there is none."""
        if shutil.which("import"):
            self._shots += 1
            file = self.pictures / f"{self._shots:02d} {name}.png"
            subprocess.run(["import", "-window", "root", str(file)], env=self.display.environment, check=False)

    # keys

    def keys(self, *names: str) -> None:
        """Keys by their X names: Return, ctrl+s, alt+1."""
        self._xdotool("key", "--delay", "2", *(part for name in names for part in name.split()))

    def type(self, text: str) -> None:
        """Text, every character by a key of its own."""
        assert not (strange := self.display.lacks(text)), f"no key for {strange}"
        self._xdotool("type", "--delay", "2", text)

    def point(self, x: int, y: int) -> None:
        """Move the pointer; it never presses."""
        self._xdotool("mousemove", str(x), str(y))

    # the book

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """Read from the living book, as another reader beside the program."""
        connection = sqlite.connect(f"file:{self.data / FILE_NAME}?mode=ro", uri=True, timeout=5)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def wait_rows(self, what: str, sql: str, *values: object) -> list[tuple]:
        """Until the query finds something."""
        return wait_for(what, lambda: self.rows(sql, *values))

    # the end

    def close(self) -> int:
        """Close the window as the window manager would; returns the exit code."""
        self.keys("alt+F4")
        code = self.process.wait(PATIENCE)
        self.log.close()
        return code

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self.log.close()
