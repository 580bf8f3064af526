"""A screen for the tests that drive the real program; without Xvfb, xdotool or a window manager they are skipped."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.database import open_store
from desktop_app.actions import transcribe
from tests.conftest import set_up
from tests.e2e import display
from tests.e2e.program import Program

_MORE = "海乳山市司法局县镇人民调解委员会所记录补充核对营业执照已：。统一社会信用代码年月日"


def characters() -> set[str]:
    """Everything that the tests type in Chinese."""
    told = transcribe.standard()
    texts = [_MORE, told["office"]["name"], told["office"]["committee"], *told["office"]["mediators"]]
    for entry in [{"parties": told["known_persons"]}, *transcribe.entries().values()]:
        texts += [entry.get(key) or "" for key in ("one_line", "summary", "agreement", "fail_reason", "advised_remedy")]
        texts += [party.get(key) or "" for party in entry["parties"]
                  for key in ("name", "village", "address", "legal_rep")]
    return set("".join(texts))


def screen_with(characters: Iterable[str], factory: pytest.TempPathFactory) -> Iterator[display.Display]:
    """A screen whose keyboard has these characters, until the fixture that yields from it ends."""
    if missing := display.missing():
        pytest.skip("这台机器没有 " + "、".join(missing))
    shown = display.Display(characters, factory.mktemp("screen"))
    yield shown
    shown.close()


@pytest.fixture(scope="session")
def screen(tmp_path_factory) -> Iterator[display.Display]:
    yield from screen_with(characters(), tmp_path_factory)


@pytest.fixture
def data(tmp_path) -> Path:
    """A closed book of the standard office, without cases."""
    with clock.pretending(date(2022, 9, 28)), open_store(tmp_path / "data") as store:
        set_up(store)
    return tmp_path / "data"


@pytest.fixture
def start(screen, tmp_path) -> Iterator:
    """start(data) -> a Program; whatever still runs at the end is killed."""
    started: list[Program] = []

    def begin(data: Path, **how: object) -> Program:
        started.append(Program(screen, data, tmp_path / "pictures", **how))
        return started[-1]

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.look("at the end")
            program.kill()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Tell the fixtures of a story whether its test passed."""
    report = (yield).get_result()
    if report.when == "call":
        item.passed = report.passed
