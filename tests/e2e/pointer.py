"""The pointer that the X server shows, asked of the XFixes extension."""

import ctypes
from ctypes import util
from typing import NamedTuple


class _Image(ctypes.Structure):
    """XFixesCursorImage of Xfixes.h, as far as it is read here."""

    _fields_ = [*((name, ctypes.c_short) for name in ("x", "y")),
                *((name, ctypes.c_ushort) for name in ("width", "height", "hot_x", "hot_y"))]


class Pointer(NamedTuple):
    """Sizes and the point that points, in pixels of the screen."""

    width: int
    height: int
    hot_x: int
    hot_y: int


def is_known() -> bool:
    """Whether this machine has the libraries to ask with."""
    return bool(util.find_library("X11") and util.find_library("Xfixes"))


def shown_on(display: str) -> Pointer:
    """What the pointer of a display like ``:7`` looks like now."""
    x, fixes = (ctypes.CDLL(util.find_library(name)) for name in ("X11", "Xfixes"))
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XCloseDisplay.argtypes = x.XFree.argtypes = fixes.XFixesGetCursorImage.argtypes = [ctypes.c_void_p]
    fixes.XFixesGetCursorImage.restype = ctypes.POINTER(_Image)
    connection = x.XOpenDisplay(display.encode())
    image = fixes.XFixesGetCursorImage(connection)
    found = Pointer(*(getattr(image.contents, name) for name in Pointer._fields))
    x.XFree(image)
    x.XCloseDisplay(connection)
    return found
