"""Whether a display answers, before Qt is asked."""

import socket
import sys
from contextlib import closing

import pytest

from desktop_app import display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="只有 Linux 会没有桌面")


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No display at all."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def test_without_a_display(monkeypatch):
    assert not display.can_show()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.can_show()


@pytest.mark.parametrize("name", [":5555", "nowhere", "127.0.0.1:5555", ""])
def test_an_x_display_that_does_not_answer(monkeypatch, name):
    monkeypatch.setenv("DISPLAY", name)
    assert not display.can_show()


@pytest.mark.parametrize("absolute", [True, False])
def test_wayland_answers_where_somebody_listens(monkeypatch, tmp_path, absolute):
    path = tmp_path / "wayland-7"
    monkeypatch.setenv("WAYLAND_DISPLAY", str(path) if absolute else path.name)
    assert not display.can_show()
    with closing(socket.socket(socket.AF_UNIX)) as compositor:
        compositor.bind(str(path))
        compositor.listen()
        assert display.can_show()
