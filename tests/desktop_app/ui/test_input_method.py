"""On fcitx desktops the IBus plug-in of Qt must take over, and nowhere else anything may change."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.ui import input_method
from desktop_app.ui.input_method import has_fcitx_plugin, plugin_folders, prepare_environment


@pytest.fixture(autouse=True)
def on_linux(monkeypatch):
    monkeypatch.setattr(input_method.sys, "platform", "linux")


def prepared(**environment: str) -> dict[str, str]:
    prepare_environment(environment)
    return environment


@pytest.mark.parametrize("told", [
    {"QT_IM_MODULE": "fcitx"},
    {"QT_IM_MODULE": "fcitx5"},
    {"XMODIFIERS": "@im=fcitx"},
    {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": ""},
])
def test_fcitx_without_its_plugin_goes_through_ibus(told):
    assert prepared(**told) == told | {"QT_IM_MODULE": "ibus"}


@pytest.mark.parametrize("told", [
    {},
    {"QT_IM_MODULE": "ibus"},
    {"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"},
    {"XMODIFIERS": "@im=ibus"},
    {"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"},
])
def test_every_other_choice_is_left_alone(told):
    assert prepared(**told) == told


def test_the_list_that_qt_reads_first_gets_ibus_as_its_last_resort():
    assert prepared(QT_IM_MODULES="wayland;fcitx")["QT_IM_MODULES"] == "wayland;fcitx;ibus"


def test_a_fcitx_plugin_on_the_plugin_path_is_used(tmp_path):
    contexts = tmp_path / "platforminputcontexts"
    contexts.mkdir()
    assert not has_fcitx_plugin([tmp_path])
    (contexts / "libfcitx5platforminputcontextplugin.so").touch()
    told = {"QT_IM_MODULE": "fcitx", "QT_PLUGIN_PATH": str(tmp_path)}
    assert prepared(**told) == told


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 上的 Qt 带输入法插件")
def test_the_ibus_plugin_that_takes_over_is_really_in_our_qt():
    assert any(list(Path(folder, "platforminputcontexts").glob("*ibus*")) for folder in plugin_folders({}))


def test_other_systems_are_left_alone(monkeypatch):
    monkeypatch.setattr(input_method.sys, "platform", "win32")
    assert prepared(QT_IM_MODULE="fcitx") == {"QT_IM_MODULE": "fcitx"}


def test_nothing_of_qt_is_loaded():
    code = ("import sys; from desktop_app.ui.input_method import prepare_environment as p; p(); "
            "sys.exit(any(name.startswith('PySide6') for name in sys.modules))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
