"""Makes the input method of the desktop reach our window. Only the environment; Qt is not imported here."""

import importlib.util
import os
import sys
from collections.abc import Iterable, MutableMapping
from pathlib import Path

_CONTEXTS = "platforminputcontexts"


def prepare_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Before Qt is loaded: on a fcitx desktop without a fcitx plug-in in our Qt, go through the IBus one.

    Qt's wheels ship no fcitx plug-in and would silently take no Chinese input at all; fcitx answers IBus
    clients too (source: domain, libraries).
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = [name for name in environment.get("QT_IM_MODULES", "").split(";") if name]  # Qt looks here first
    chosen = wanted or [environment.get("QT_IM_MODULE", "") or _of_x(environment)]
    if not any(name.startswith("fcitx") for name in chosen) or "ibus" in chosen:
        return
    if has_fcitx_plugin(plugin_folders(environment)):
        return
    if wanted:
        environment["QT_IM_MODULES"] = ";".join([*wanted, "ibus"])
    else:
        environment["QT_IM_MODULE"] = "ibus"


def _of_x(environment: MutableMapping[str, str]) -> str:
    """'fcitx' of XMODIFIERS=@im=fcitx; '' when it names none."""
    return environment.get("XMODIFIERS", "").partition("@im=")[2]


def plugin_folders(environment: MutableMapping[str, str]) -> list[Path]:
    """Where Qt will look for plug-ins: QT_PLUGIN_PATH and the folder of PySide6, frozen or not."""
    folders = [Path(folder) for folder in environment.get("QT_PLUGIN_PATH", "").split(os.pathsep) if folder]
    found = importlib.util.find_spec("PySide6")
    for package in (found.submodule_search_locations or ()) if found else ():
        folders += [Path(package, "Qt", "plugins"), Path(package, "plugins")]
    return folders


def has_fcitx_plugin(folders: Iterable[Path]) -> bool:
    """Whether one of the plug-in folders holds an input context of fcitx."""
    return any(next((folder / _CONTEXTS).glob("*fcitx*"), None) for folder in folders)
