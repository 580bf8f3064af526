#!/usr/bin/env python3
"""随录：一条命令完成安装并运行。

python3 run.py                 打开程序（没有显示器时：做一遍样例，结果放在 demo-output）
python3 run.py setup           只安装
python3 run.py test [参数]     安装并运行全部测试（参数交给 pytest；-n 0 只用一个进程，便于查错）
python3 run.py bench           测速
python3 run.py keys            按键数表
python3 run.py build           生成可分发的程序 dist/suilu
python3 run.py 其他……          交给程序的命令行，如 list --data 文件夹 --json
"""

# Standard library only, and no syntax newer than 3.7: an older Python must still be able to read
# this file, so that it can hand over to a suitable one or say what is missing.
from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SUITABLE = ((3, 11), (3, 12), (3, 13))
LOCKS = {"run": "requirements.lock", "build": "requirements-build.lock", "test": "requirements-test.lock"}
WINDOWS = os.name == "nt"
# A test file stays whole in one process, whose fixtures and stories it shares; `-n 0` after it takes this back.
TWO_PROCESSES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


class SetUpError(Exception):
    """Set-up cannot go on; the text is one sentence for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__.strip())
        return 0
    try:
        use_suitable_python()
        return dispatch(arguments)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def dispatch(arguments: list[str]) -> int:
    verb, rest = (arguments or [""])[0], arguments[1:]
    if verb == "setup":
        set_up("run")
        print("安装好了。打开程序：python3 run.py")
        return 0
    if verb == "test":
        set_up("run", "build", "test")
        return project_tool("pytest", *TWO_PROCESSES, *rest)
    if verb in ("bench", "keys"):
        set_up("run", "build", "test")
        return project_tool("tests." + verb, *rest)
    if verb == "build":
        set_up("run", "build")
        return project_tool("PyInstaller", "--noconfirm", *rest, "build.spec")
    set_up("run")
    if (not verb or verb.startswith("-")) and not has_display():
        return demo_without_display()
    return start_program(arguments)


# --- starting things ---------------------------------------------------------------------------


def has_display() -> bool:
    """True where a window can be shown; only Linux can be without."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def program_command(arguments: list[str]) -> list[str]:
    # -P: a folder named db or desktop_app where the person happens to stand must not be imported.
    return [str(venv_python()), "-P", "-m", "desktop_app", *arguments]


def program_environment() -> dict[str, str]:
    environment = dict(os.environ)
    if not has_display():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def start_program(arguments: list[str]) -> int:
    """Start the program in the caller's own folder; on POSIX it takes this process's place."""
    command = program_command(arguments)
    if WINDOWS:
        return subprocess.call(command, env=program_environment())
    sys.stdout.flush()
    os.execve(command[0], command, program_environment())


def demo_without_display() -> int:
    """Run the demo job into a folder of its own; nothing that is already there is touched."""
    results = ROOT / "demo-output" / time.strftime("%Y-%m-%d-%H%M%S")
    results.mkdir(parents=True)
    print("没有显示器，窗口打不开，改为做一遍样例。", flush=True)
    code = subprocess.call(program_command(["demo", str(results)]), env=program_environment())
    print("样例的结果在：" + str(results) if code == 0 else "样例没有做完，已做的在：" + str(results))
    return code


def project_tool(module: str, *arguments: str) -> int:
    """Run a Python tool of the environment in the project's folder."""
    sys.stdout.flush()
    return subprocess.call([str(venv_python()), "-m", module, *arguments], cwd=str(ROOT))


# --- Python ------------------------------------------------------------------------------------


def use_suitable_python() -> None:
    """Hand over to a Python of a suitable version when this one is not."""
    if sys.version_info[:2] in SUITABLE:
        return
    for major, minor in SUITABLE:
        name = f"python{major}.{minor}"
        # The launcher of Windows finds installations that are not on PATH.
        command = ["py", f"-{major}.{minor}"] if WINDOWS else [name]
        if shutil.which(command[0]) and answers(command + ["-c", "import venv"]):
            arguments = command + [str(Path(__file__).resolve()), *sys.argv[1:]]
            sys.exit(subprocess.call(arguments))
    raise SetUpError(
        f"需要 Python 3.11、3.12 或 3.13，这里是 {sys.version_info[0]}.{sys.version_info[1]}：请先安装其中一个。"
    )


def answers(command: list[str]) -> bool:
    """True if the command runs and succeeds; its output is dropped."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def venv_version() -> str:
    """'3.11' as the environment's own record says; '' without an environment that can start."""
    if not venv_python().exists():  # follows the link: also False when its base Python is gone
        return ""
    try:
        record = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^version(?:_info)? *= *(\d+\.\d+)", record, re.MULTILINE)
    return found.group(1) if found else ""


def venv_packages() -> Path:
    return VENV / ("Lib" if WINDOWS else "lib/python" + venv_version()) / "site-packages"


def venv_ready() -> bool:
    """False also for one whose making was interrupted: pip comes last."""
    suitable = venv_version() in ["{}.{}".format(*version) for version in SUITABLE]
    return suitable and (venv_packages() / "pip" / "__main__.py").exists()


# --- set-up ------------------------------------------------------------------------------------


def set_up(*levels: str) -> None:
    """Bring everything that the levels ('run', 'build', 'test') need; free when it is there already.

    What 'run' needs from the system must be there afterwards. What only tests need may stay missing:
    those tests are skipped.
    """
    fresh = not venv_ready()
    lacking = missing(*levels, fresh_venv=fresh)
    if lacking:
        failure = provide(lacking)
        if failure and missing("run", fresh_venv=fresh):
            raise SetUpError(failure)
        if failure:
            print(failure, file=sys.stderr)
    if fresh:
        make_venv()
    link_tree()
    for level in levels:
        install_lock(ROOT / LOCKS[level])


def make_venv() -> None:
    print("正在建立运行环境 .venv ……", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetUpError("运行环境没有建成（原因见上）：请检查磁盘空间和文件夹权限后再运行一次。")


def link_tree() -> None:
    """Let the environment's Python import the project from its tree, and lay the command `suilu` beside it.

    Both find their way from where they lie, so that the tree can be moved.
    """
    link = venv_packages() / "suilu.pth"
    if not link.exists():
        link.write_text(os.path.relpath(str(ROOT), str(link.parent)) + "\n", encoding="utf-8")
    command = venv_python().with_name("suilu.cmd" if WINDOWS else "suilu")
    if not command.exists():
        command.write_text(COMMAND_WINDOWS if WINDOWS else COMMAND, encoding="utf-8")
        command.chmod(0o755)


COMMAND = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m desktop_app "$@"
"""
COMMAND_WINDOWS = '@"%~dp0python.exe" -P -m desktop_app %*\n'


def install_lock(lock: Path) -> None:
    """Install the packages of one lock file, unless the stamp says that exactly they are installed."""
    content = lock.read_bytes().replace(b"\r\n", b"\n")
    wanted = hashlib.sha256(content).hexdigest() + " " + venv_version()
    stamp = VENV / (lock.name + ".done")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"正在安装程序包（{lock.name}），第一次需要几分钟……", flush=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    if subprocess.call(pip + ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]):
        raise SetUpError("程序包没有装成（原因见上）：请检查网络后再运行一次。")
    stamp.write_text(wanted, encoding="utf-8")


# --- what the system must have -----------------------------------------------------------------


class Need(NamedTuple):
    """Something of the system: in words, the Debian packages (any one of them), and how to tell."""

    what: str
    packages: tuple[str, ...]
    found: Callable[[], bool]


# Shared libraries that Qt's wheels do not bring, by the name that the loader looks for.
LIBRARIES = (
    ("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    ("libGL.so.1", ("libgl1",)),
    ("libEGL.so.1", ("libegl1",)),
    ("libfontconfig.so.1", ("libfontconfig1",)),
    ("libdbus-1.so.3", ("libdbus-1-3",)),
    ("libxkbcommon.so.0", ("libxkbcommon0",)),
    ("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    ("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    ("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    ("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    ("libxcb-shape.so.0", ("libxcb-shape0",)),
)
# Fonts from which Chinese text can be searched and copied out of a PDF; then those that only look right.
SEARCHABLE_FONT = re.compile(r"wqy|uming|ukai|lxgw|simsun|simhei|msyh", re.IGNORECASE)
CHINESE_FONT = re.compile(SEARCHABLE_FONT.pattern + r"|cjk|han-?s|droidsansfallback", re.IGNORECASE)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def missing(*levels: str, fresh_venv: bool = False) -> list[Need]:
    """The needs of the levels that this machine does not meet; only Linux is looked at."""
    if not sys.platform.startswith("linux"):
        return []
    version = "python{}.{}".format(*sys.version_info)
    needs = []
    if "run" in levels:
        needs += [Need(soname, packages, partial(has_library, soname)) for soname, packages in LIBRARIES]
        needs.append(Need("中文字体", ("fonts-wqy-microhei",), has_chinese_font))
    if "run" in levels and fresh_venv:
        needs.append(Need("Python 的 venv", (version + "-venv", "python3-venv"), has_ensurepip))
    if "build" in levels:
        needs.append(Need("lib" + version, ("lib" + version,), has_shared_python))
        needs.append(Need("objdump", ("binutils",), partial(has_program, "objdump")))
    if "test" in levels:
        for program, package in TEST_PROGRAMS:
            needs.append(Need(program, (package,), partial(has_program, program)))
        for part, package in OFFICE_PARTS:
            needs.append(Need("LibreOffice " + package, (package,), partial(has_office_part, part)))
        searchable = partial(has_font_file, SEARCHABLE_FONT)
        needs.append(Need("可检索的中文字体", ("fonts-wqy-microhei",), searchable))
    return [need for need in needs if not need.found()]


TEST_PROGRAMS = (
    ("Xvfb", "xvfb"),
    ("xauth", "xauth"),
    ("xdotool", "xdotool"),
    ("openbox", "openbox"),
    ("pdftotext", "poppler-utils"),
    ("pdftoppm", "poppler-utils"),
)
OFFICE_PARTS = (("libsclo.so", "libreoffice-calc-nogui"), ("libswlo.so", "libreoffice-writer-nogui"))


def has_program(name: str) -> bool:
    return shutil.which(name) is not None


def has_library(soname: str) -> bool:
    """True if the loader can load it, which is all that the program asks."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_office_part(library: str) -> bool:
    office = shutil.which("soffice")
    return office is not None and (Path(office).resolve().parent / library).exists()


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def has_shared_python() -> bool:
    """True if the packager can take this Python's shared library along."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    folder = sysconfig.get_config_var("LIBDIR") or ""
    return ".so" in name and (os.path.exists(os.path.join(folder, name)) or has_library(name))


def has_font_file(name: re.Pattern[str]) -> bool:
    for folder in FONT_FOLDERS:
        for _, _, files in os.walk(os.path.expanduser(folder)):
            if any(name.search(file) for file in files):
                return True
    return False


def has_chinese_font() -> bool:
    if has_font_file(CHINESE_FONT):
        return True
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh", "file"], stdout=subprocess.PIPE, check=False)
    return bool(listed.stdout.strip())


def provide(lacking: list[Need]) -> str:
    """Install what is lacking, by apt as root; '' if all is there now, otherwise what the person can do."""
    if not shutil.which("apt-get"):
        return "请先用系统的软件管理安装这些，再运行一次：" + "、".join(need.what for need in lacking)
    if os.geteuid() != 0:
        # Without package lists apt knows no name at all: then the usual one is the best guess.
        names = unique(known_package(need) or need.packages[-1] for need in lacking)
        return (
            "系统还缺几个软件包。请粘贴运行下面这一行，再运行一次：\n"
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(names)
        )
    print("正在用 apt 安装系统软件包，第一次需要几分钟……", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    # A name that apt does not know would make it install none of the others.
    names = unique(filter(None, map(known_package, lacking)))
    if names:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
        subprocess.call(install, env=environment, stdout=subprocess.DEVNULL)
    still = [need.what for need in lacking if not need.found()]
    return "系统软件包没有装全，请检查网络后再运行一次；还缺：" + "、".join(still) if still else ""


def known_package(need: Need) -> str:
    """The first of its packages that apt knows on this system; '' if none."""
    return next((name for name in need.packages if answers(["apt-cache", "show", name])), "")


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
