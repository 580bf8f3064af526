"""Whether a window can be opened here. Asked before Qt is loaded: where no display answers, Qt ends the process."""

import ctypes
import os
import socket
import sys
from contextlib import closing


def can_show() -> bool:
    """True where a window can be shown; only Linux can be without a display."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") and _x_answers() or os.environ.get("WAYLAND_DISPLAY") and _wayland_answers())


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt cannot be loaded either, and that has a sentence of its own
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers() -> bool:
    """An absolute path, or a name in the folder of the session."""
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), os.environ["WAYLAND_DISPLAY"])
    with closing(socket.socket(socket.AF_UNIX)) as asked:
        return asked.connect_ex(path) == 0
