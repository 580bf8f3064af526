"""The packaged program: built once, then driven like an installed one, away from the tree and its Python."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from sqlcipher3 import dbapi2 as sqlite

from db import migrate
from db.backup import FOLDER as BACKUPS
from db.database import FILE_NAME
from tests.e2e.display import Display, missing

pytestmark = [pytest.mark.frozen, pytest.mark.timeout(900)]

ROOT = Path(__file__).resolve().parents[2]
MUSEUM = ROOT / "tests" / "db" / "old"
STEP = '''"""A step of a later version."""


def up(connection):
    connection.execute("CREATE TABLE later AS SELECT count(*) AS cases FROM mediation_case")
'''


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The folder that `run.py build` would put into dist/."""
    pytest.importorskip("PyInstaller", reason="没有 PyInstaller，不能打包")
    if sys.platform.startswith("linux") and not shutil.which("objdump"):
        pytest.skip("没有 objdump（binutils），不能打包")
    folder = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
               "--distpath", str(folder / "dist"), "--workpath", str(folder / "work"), "build.spec"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "without a shared library" in done.stderr:
        pytest.skip("这个 Python 没有共享库，不能打包")
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "suilu"


class Installed:
    """The program in a folder, started by a person whose machine has no Python of ours."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.program = folder / "suilu"
        self.environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        self.home = home

    def __call__(self, *arguments: object) -> str:
        """Run a verb; returns what it said."""
        done = subprocess.run([self.program, *map(str, arguments)], cwd=self.home, env=self.environment,
                              capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def installed(built, tmp_path) -> Installed:
    return Installed(built, tmp_path)


@pytest.fixture
def old_book(tmp_path) -> Path:
    """A data folder with the oldest file of the museum."""
    folder = tmp_path / "old book"
    folder.mkdir()
    shutil.copy(min(MUSEUM.glob("v*.db"), key=lambda file: int(file.stem[1:])), folder / FILE_NAME)
    return folder


def ask(folder: Path, question: str) -> list[tuple]:
    connection = sqlite.connect(folder / FILE_NAME)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def test_only_what_can_be_used_is_taken_along(built):
    names = {file.relative_to(built).as_posix() for file in built.rglob("*") if not file.is_dir()}
    assert [name for name in names if "/translations/" in name] == [
        next(name for name in names if name.endswith("/qtbase_zh_CN.qm"))]
    for unwanted in ("/tls/", "/wayland", "eglfs", "libqgtk3", "libqvnc", "Qml", "Quick", "/_sqlite3.cpython",
                     "libcups.so", "libgtk-3"):
        found = [name for name in names if unwanted in name and "sqlcipher3/" not in name]
        assert found == []
    assert sum(os.lstat(built / name).st_size for name in names) < 150e6


def test_everything_taken_along_has_its_licence(built):
    """Qt for Python brings none with it: its texts are ours to give."""
    folders = {file.parent.name for file in built.glob("**/licences/*/*") if file.stat().st_size}
    locked = set(re.findall("(?m)^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert locked - folders == {"pyside6-essentials", "shiboken6"}
    own = {file.name for file in built.glob("**/resources/licences/*.txt")}
    assert own == {"LGPL-3.0.txt", "GPL-3.0.txt", "README.txt"}


def test_an_old_file_is_read_and_reported_and_printed(installed, old_book):
    cases = json.loads(installed("list", "--data", old_book, "--json"))
    assert len(cases) == 9 and {"海人调口字〔2022〕第001号"} <= {case["case_no"] for case in cases}
    assert "数据文件：完好" in installed("check", "--data", old_book)
    book = old_book / "month.xlsx"
    installed("export", "--data", old_book, "--month", "2022-09", "--out", book)
    cells = [cell for row in openpyxl.load_workbook(book).worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "海人调口字〔2022〕第001号" in cells
    paper = old_book / "slip.pdf"
    installed("print", "--data", old_book, "--case", "海人调口字〔2022〕第001号", "--doc", "slip", "--out", paper)
    assert paper.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
        assert "海人调口字〔2022〕第001号" in text and "高兴民" in text


def test_a_later_version_migrates_the_file_after_a_backup(built, old_book, tmp_path):
    later = tmp_path / "later version"
    shutil.copytree(built, later, symlinks=True)
    number = len(migrate.steps()) + 1
    (next(later.rglob("migrations")) / f"{number:04d}_later.py").write_text(STEP, encoding="utf-8")
    before = ask(old_book, "SELECT uid, revision FROM mediation_case ORDER BY uid")
    Installed(later, tmp_path)("check", "--data", old_book)
    assert ask(old_book, "PRAGMA user_version") == [(number,)]
    assert ask(old_book, "SELECT cases FROM later") == [(len(before),)]
    assert ask(old_book, "SELECT uid, revision FROM mediation_case ORDER BY uid") == before
    assert len(list((old_book / BACKUPS).glob("*升级前*"))) == 1


def test_the_demonstration_reads_a_receipt_in_a_child_process(installed, tmp_path):
    said = installed("demo", tmp_path / "sample")
    assert "接收" in said
    assert len(list((tmp_path / "sample" / "截图").glob("*.png"))) >= 3


LINE = "高兴民 隋建波 树枝遮光 口头和解 赔300"


@pytest.fixture
def display(tmp_path) -> Iterator[Display]:
    """A screen of our own with a window manager, its keyboard laid out for the line."""
    if lacking := missing():
        pytest.skip(f"没有 {'、'.join(lacking)}，不能开窗口")
    shown = Display(LINE, tmp_path)
    yield shown
    shown.close()


def test_the_window_opens_saves_a_line_and_quits(installed, session, tmp_path, display):
    session.store.close()
    data = session.store.folder
    environment = installed.environment | {"DISPLAY": display.environment["DISPLAY"]}

    def keyboard(*words: str) -> str:
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, timeout=60,
                              check=True).stdout

    with open(tmp_path / "said", "w+") as said:
        window = subprocess.Popen([installed.program, "--data", data, "--today", "2022-09-15"], cwd=tmp_path,
                                  env=environment, stdout=said, stderr=said)
        try:
            keyboard("search", "--sync", "--onlyvisible", "--name", "随录 · ")
            keyboard("search", "--sync", "--onlyvisible", "--name", "随录 · ", "windowfocus", "--sync")
            time.sleep(0.5)  # the window has the keyboard, its first field gets it a little later
            keyboard("type", "--delay", "20", LINE)
            keyboard("key", "Return")
            waiting = time.monotonic() + 20
            while not ask(data, "SELECT 1 FROM mediation_case") and time.monotonic() < waiting:
                time.sleep(0.1)
            keyboard("key", "alt+F4")
            assert window.wait(20) == 0
        finally:
            window.kill()
        said.seek(0)
        assert said.read() == ""
    [case] = json.loads(installed("list", "--data", data, "--json"))
    assert case["amount"] == 300 and case["case_no"]
    assert ask(data, "SELECT one_line FROM mediation_case") == [(LINE,)]
