"""Text size, high contrast and the pointer, by the keys of a real keyboard; they stay after a restart."""

import json

import pytest

from tests.e2e import pointer
from tests.e2e.conftest import screen_with
from tests.e2e.program import Program, wait_for

pytestmark = pytest.mark.e2e

ZOOM = (("ctrl+equal", 18), ("ctrl+shift+equal", 20), ("ctrl+KP_Add", 22), ("ctrl+UFF0B", 24),  # ＋ of full width
        ("ctrl+minus", 22), ("ctrl+shift+minus", 20), ("ctrl+KP_Subtract", 18), ("ctrl+UFF0D", 16),
        ("ctrl+plus", 18), ("ctrl+0", 16), ("ctrl+plus", 18), ("ctrl+KP_0", 16))


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    """A keyboard that still has its keypad: where everything is typed, Chinese lies on those keys."""
    yield from screen_with("＋－", tmp_path_factory)


def kept(program: Program, key: str) -> object:
    found = program.rows("SELECT value FROM setting WHERE key = ?", key)
    return json.loads(found[0][0]) if found else None


def wait_kept(program: Program, key: str, value: object) -> None:
    wait_for(f"{key} = {value} instead of {kept(program, key)}", lambda: kept(program, key) == value)


def pointer_at(program: Program, x: int, y: int) -> pointer.Pointer:
    program.point(x, y)
    program.settle()
    return pointer.shown_on(program.display.environment["DISPLAY"])


def test_seen_by_old_eyes(start, data):
    program = start(data)
    program.wait_window("随录")
    for keys, points in ZOOM:
        program.keys(keys)
        wait_kept(program, "points", points)
    program.keys("F10", "9")
    wait_kept(program, "high_contrast", True)
    usual = pointer_at(program, 900, 60) if pointer.is_known() else None
    program.keys("ctrl+comma")
    program.settle()
    program.keys("ctrl+5", "Return", "Return", "1")  # from the sizes over 高对比 to 大指针
    wait_kept(program, "large_pointer", True)
    if usual:
        large = pointer_at(program, 900, 60)
        assert large.height >= 2.2 * usual.height and large.hot_x < 8 and large.hot_y < 8
    assert program.close() == 0
    again = start(data)
    again.wait_window("随录")
    if usual:
        assert pointer_at(again, 900, 60) == large
    assert (kept(again, "high_contrast"), kept(again, "large_pointer"), kept(again, "points")) == (True, True, 16)
