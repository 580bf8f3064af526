"""run.py: which words do what, what is missing on a machine and how that is said, and that set-up is free when done."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
run = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(run)

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt 只有 Linux 上有")


@pytest.fixture
def calls(monkeypatch):
    """Commands that would have been started, newest last; every one succeeds and does nothing."""
    started = []

    def call(command, **options):
        started.append(command)
        return 0

    monkeypatch.setattr(run.subprocess, "call", call)
    monkeypatch.setattr(run.os, "execve", lambda program, command, environment: started.append(command))
    monkeypatch.setattr(run, "set_up", lambda *levels: started.append(["set up", *levels]))
    monkeypatch.setenv("DISPLAY", ":7")
    return started


def plain(command: list[str]) -> str:
    return " ".join(str(word).replace(str(run.venv_python()), "PY") for word in command)


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "prepared", "started"), [
    ("", "run", "PY -P -m desktop_app"),
    ("--data here", "run", "PY -P -m desktop_app --data here"),
    ("list --data here --json", "run", "PY -P -m desktop_app list --data here --json"),
    ("demo out", "run", "PY -P -m desktop_app demo out"),
    ("test", "run build test", "PY -m pytest -n 2 --dist loadfile --no-loadscope-reorder"),
    ("test -n 0 -x", "run build test", "PY -m pytest -n 2 --dist loadfile --no-loadscope-reorder -n 0 -x"),
    ("bench start", "run build test", "PY -m tests.bench start"),
    ("keys", "run build test", "PY -m tests.keys"),
    ("build", "run build", "PY -m PyInstaller --noconfirm build.spec"),
])
def test_each_word_sets_up_what_it_needs_and_starts_the_right_thing(calls, words, prepared, started):
    run.dispatch(words.split())
    assert [plain(command) for command in calls] == ["set up " + prepared, started]


def test_set_up_alone_starts_nothing(calls):
    assert run.dispatch(["setup"]) == 0
    assert calls == [["set up", "run"]]


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help_needs_no_set_up(calls, capsys, words):
    assert run.main(words) == 0
    assert calls == []
    assert "python3 run.py test" in capsys.readouterr().out


@on_linux
@pytest.mark.parametrize("words", [[], ["--data", "here"]])
def test_without_a_display_the_demo_goes_into_a_folder_of_its_own(calls, capsys, monkeypatch, tmp_path, words):
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "demo-output").mkdir()
    (tmp_path / "demo-output" / "mine.txt").write_text("keep")
    assert run.dispatch(words) == 0
    made = Path(calls[-1][-1])
    assert calls[-1][-2] == "demo" and made.parent == tmp_path / "demo-output" and made.is_dir()
    assert f"样例的结果在：{made}" in capsys.readouterr().out
    assert (tmp_path / "demo-output" / "mine.txt").read_text() == "keep"
    assert run.program_environment()["QT_QPA_PLATFORM"] == "offscreen"


def test_the_program_starts_from_any_folder(tmp_path):
    """A stranger's db folder where the person stands is not taken for ours."""
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "__init__.py").write_text("raise SystemExit('foreign')")
    if not (run.venv_packages() / "suilu.pth").exists():
        pytest.skip("环境不是 run.py 建的")
    done = subprocess.run(run.program_command(["--version"]), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0 and "随录" in done.stdout.decode()


# --- Python ------------------------------------------------------------------------------------


def test_an_older_python_can_read_the_file():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_unsuitable_python_hands_over_to_a_suitable_one(monkeypatch, calls):
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(run.sys, "argv", ["run.py", "list"])
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(run, "answers", lambda command: "3.12" in " ".join(command))
    with pytest.raises(SystemExit) as stop:
        run.use_suitable_python()
    assert stop.value.code == 0
    assert "3.12" in " ".join(calls[-1][:2]) and calls[-1][-2:] == [str(ROOT / "run.py"), "list"]


def test_without_any_suitable_python_one_sentence_says_so(monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    assert run.main(["list"]) == 1
    assert capsys.readouterr().err == "需要 Python 3.11、3.12 或 3.13，这里是 3.14：请先安装其中一个。\n"


def test_the_versions_are_those_of_the_project():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    first, last = run.SUITABLE[0], run.SUITABLE[-1]
    assert told == f">={first[0]}.{first[1]},<{last[0]}.{last[1] + 1}"


# --- environment -------------------------------------------------------------------------------


@pytest.fixture
def new_tree(monkeypatch, tmp_path):
    """A project folder without an environment; commands are noted, and `venv` makes the outline of one."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "missing", lambda *levels, fresh_venv=False: [])
    (tmp_path / "requirements.lock").write_text("peewee==4.5.3 --hash=sha256:0\n")
    tree = SimpleNamespace(folder=tmp_path, commands=[], pip_fails=False)

    def call(command, **options):
        tree.commands.append(command)
        if "venv" in command:
            packages = run.VENV / ("Lib" if run.WINDOWS else "lib/python3.11") / "site-packages"
            (packages / "pip").mkdir(parents=True, exist_ok=True)
            (packages / "pip" / "__main__.py").touch()
            run.venv_python().parent.mkdir(exist_ok=True)
            run.venv_python().touch()
            (run.VENV / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.11.2\n")
        return int("pip" in command and tree.pip_fails)

    monkeypatch.setattr(run.subprocess, "call", call)
    return tree


def test_first_set_up_makes_the_environment_and_installs_only_what_the_hashes_allow(new_tree):
    run.set_up("run")
    assert [("venv" in command, "--require-hashes" in command) for command in new_tree.commands] == [
        (True, False), (False, True)]
    link = run.venv_packages() / "suilu.pth"
    assert (link.parent / link.read_text().strip()).resolve() == new_tree.folder.resolve()


@on_linux
def test_the_command_suilu_lies_in_the_environment_and_works_through_a_link_from_any_folder(new_tree, tmp_path_factory):
    run.set_up("run")
    run.venv_python().write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    run.venv_python().chmod(0o755)
    elsewhere = tmp_path_factory.mktemp("别处")
    (elsewhere / "随录").symlink_to(run.VENV / "bin" / "suilu")
    told = subprocess.run([elsewhere / "随录", "parse", "张三 李四 地界"], cwd=elsewhere, capture_output=True, text=True,
                          check=True)
    assert told.stdout.splitlines() == ["-P", "-m", "desktop_app", "parse", "张三 李四 地界"]


def test_second_set_up_starts_nothing(new_tree):
    run.set_up("run")
    new_tree.commands.clear()
    run.set_up("run")
    assert new_tree.commands == []


def test_a_changed_lock_file_is_installed_again(new_tree):
    run.set_up("run")
    new_tree.commands.clear()
    (new_tree.folder / "requirements.lock").write_text("peewee==4.5.4 --hash=sha256:1\n")
    run.set_up("run")
    assert len(new_tree.commands) == 1 and "pip" in new_tree.commands[0]


def test_a_failed_download_is_one_sentence_and_is_tried_again(new_tree):
    new_tree.pip_fails = True
    with pytest.raises(run.SetUpError, match="请检查网络"):
        run.set_up("run")
    new_tree.pip_fails = False
    new_tree.commands.clear()
    run.set_up("run")
    assert len(new_tree.commands) == 1


def test_an_environment_whose_making_was_interrupted_is_made_again(new_tree):
    run.set_up("run")
    (run.venv_packages() / "pip" / "__main__.py").unlink()
    new_tree.commands.clear()
    run.set_up("run")
    assert "venv" in new_tree.commands[0]


def test_set_up_that_is_done_costs_less_than_a_tenth_of_a_second():
    """The whole of `run.py setup` in the environment these tests run in, best of seven: time of the processor, which
    does not grow with what else runs on the machine."""
    if not (run.VENV / "requirements.lock.done").exists():
        pytest.skip("环境不是 run.py 建的")
    resource = pytest.importorskip("resource", reason="Windows 上量不到子进程用的时间")

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    times = []
    for _ in range(7):
        before = spent()
        subprocess.run([sys.executable, str(ROOT / "run.py"), "setup"], check=True, stdout=subprocess.DEVNULL)
        times.append(spent() - before)
    assert 0 < min(times) < 0.1


# --- what the system must have -----------------------------------------------------------------


def need(*packages: str, found: bool = False):
    return run.Need(packages[-1] + "的本领", packages, lambda: found)


@pytest.fixture
def debian(monkeypatch):
    """A machine with apt: ``known`` names it has in its lists, ``uid`` of the person, ``called`` commands."""
    machine = SimpleNamespace(known={"libgl1", "libglib2.0-0t64", "xvfb"}, uid=0, called=[])
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(run.os, "geteuid", lambda: machine.uid, raising=False)
    monkeypatch.setattr(run, "answers", lambda command: command[-1] in machine.known)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **options: machine.called.append(command) or 0)
    return machine


def test_an_ordinary_user_gets_one_line_to_paste(debian):
    debian.uid = 1000
    said = run.provide([need("libglib2.0-0t64", "libglib2.0-0"), need("libgl1"), need("libgl1"), need("rare")])
    assert said.splitlines()[1:] == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libgl1 rare"]
    assert debian.called == []


def test_without_package_lists_the_usual_name_is_suggested(debian):
    debian.uid, debian.known = 1000, set()
    assert run.provide([need("libglib2.0-0t64", "libglib2.0-0")]).endswith(" libglib2.0-0")


def test_root_installs_what_apt_knows_and_hears_what_is_still_missing(debian):
    said = run.provide([need("libgl1", found=True), need("rare")])
    update, install = debian.called
    assert update[:2] == ["apt-get", "update"]
    assert install[:2] == ["apt-get", "install"] and "libgl1" in install and "rare" not in install
    assert said == "系统软件包没有装全，请检查网络后再运行一次；还缺：rare的本领"
    assert run.provide([need("libgl1", found=True)]) == ""


def test_a_system_without_apt_hears_what_to_install(monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    assert "xvfb的本领" in run.provide([need("xvfb")])


@pytest.mark.parametrize(("level", "stops"), [("run", True), ("test", False)])
def test_the_program_stops_for_what_is_missing_and_tests_go_on(new_tree, monkeypatch, capsys, level, stops):
    lacking = {level: [need("thing")]}
    monkeypatch.setattr(run, "missing", lambda *levels, fresh_venv=False: [
        each for name in levels for each in lacking.get(name, [])])
    monkeypatch.setattr(run, "provide", lambda needs: "还缺：thing")
    (new_tree.folder / "requirements-test.lock").touch()
    if stops:
        with pytest.raises(run.SetUpError, match="还缺：thing"):
            run.set_up("run", "test")
        assert new_tree.commands == []
    else:
        run.set_up("run", "test")
        assert "还缺：thing" in capsys.readouterr().err


@on_linux
def test_what_the_program_needs_is_here_where_its_tests_run():
    assert [each.what for each in run.missing("run")] == []


@on_linux
def test_needs_are_found_by_trying(monkeypatch, tmp_path):
    assert run.has_library("libc.so.6") and not run.has_library("libsuilu-none.so.1")
    assert run.has_program("sh") and not run.has_program("suilu-none")
    monkeypatch.setattr(run, "FONT_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    assert not run.has_chinese_font()
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "NotoSansCJK-Regular.ttc").touch()
    assert run.has_chinese_font() and not run.has_font_file(run.SEARCHABLE_FONT)
    (tmp_path / "truetype" / "wqy-microhei.ttc").touch()
    assert run.has_font_file(run.SEARCHABLE_FONT)


@on_linux
def test_the_python_packages_are_asked_for_only_while_an_environment_must_be_made(monkeypatch):
    monkeypatch.setattr(run, "has_ensurepip", lambda: False)
    assert "Python 的 venv" not in [each.what for each in run.missing("run")]
    assert "Python 的 venv" in [each.what for each in run.missing("run", fresh_venv=True)]


# --- lock files and CI -------------------------------------------------------------------------


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(re.findall(r"^\w", text, re.MULTILINE))
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))


def test_every_pin_of_the_project_is_in_its_lock_file():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pins = {"run": told["project"]["dependencies"], **told["dependency-groups"]}
    assert set(pins) == set(run.LOCKS)
    for level, requirements in pins.items():
        lock = locked(run.LOCKS[level])
        assert dict(pin.lower().split("==") for pin in requirements).items() <= lock.items()


def test_lock_files_name_no_place_to_download_from_and_agree_with_each_other():
    versions = {}
    for name in run.LOCKS.values():
        assert not re.search(r"https?://|--index|--find-links|file:", (ROOT / name).read_text(encoding="utf-8"))
        for package, version in locked(name).items():
            assert versions.setdefault(package, version) == version


def test_ci_does_exactly_what_the_readme_says():
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert len(lines) == 1 and lines[0].endswith("exec python3 run.py test")
    assert os.access(script, os.X_OK)
