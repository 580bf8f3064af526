"""An X server of our own whose keyboard has a key for every Chinese character that a test types.

``xdotool type`` can remap spare keys as it goes, but then a key may arrive before its new meaning does. Here all
characters are laid on the keyboard once, before the program starts: two on a key, the second with Shift.
"""

import os
import re
import select
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROGRAMS = ("Xvfb", "xkbcomp", "openbox", "xdotool")
_SPARE = [code for code in (*range(79, 92), 93, 97, 98, 99, 100, 101, 102, 103, 106, *range(120, 256))
          if code not in (133, 134, 135, 203, 204, 205, 206, 207)]  # these are modifiers and the menu key


def missing() -> list[str]:
    """Programs that this machine does not have."""
    return [program for program in PROGRAMS if not shutil.which(program)]


class Display:
    """Xvfb with openbox; ``environment`` is that of every program that shows itself there."""

    def __init__(self, characters: Iterable[str], folder: Path, size: str = "1366x768") -> None:
        self._started: list[subprocess.Popen] = []
        reading, writing = os.pipe()
        self._start(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
                    pass_fds=(writing,))
        os.close(writing)
        number = ""
        while not number.endswith("\n"):  # it may come in pieces
            piece = os.read(reading, 16) if select.select([reading], [], [], 20)[0] else b""
            assert piece, "Xvfb did not start"
            number += piece.decode()
        os.close(reading)
        home = folder / "home"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("QT_", "XDG_", "XMODIFIERS", "WAYLAND"))}
        self.environment = kept | {"DISPLAY": f":{number.strip()}", "HOME": str(home), "LC_ALL": "C.UTF-8"}
        self._laid = {character for character in characters if ord(character) > 127}
        self._lay_keys(sorted(self._laid), folder)
        self._start(["openbox", "--sm-disable"], env=self.environment)

    def _start(self, command: list[str], **how: object) -> None:
        self._started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how))

    def _lay_keys(self, characters: list[str], folder: Path) -> None:
        assert len(characters) <= 2 * len(_SPARE), f"{len(characters)} characters for {len(_SPARE)} keys"
        file, display = folder / "keys.xkb", self.environment["DISPLAY"]
        subprocess.run(["xkbcomp", "-w", "0", "-xkb", display, str(file)], check=True)
        file.write_text(keymap_with(file.read_text(), characters))
        subprocess.run(["xkbcomp", "-w", "0", str(file), display], check=True)

    def lacks(self, text: str) -> str:
        """The characters of a text that this keyboard has no key for."""
        return "".join(character for character in text if ord(character) > 127 and character not in self._laid)

    @property
    def pids(self) -> list[int]:
        """Of the X server and the window manager."""
        return [process.pid for process in self._started]

    def close(self) -> None:
        """End what was started here, the X server last."""
        server, *others = self._started
        for process in others:
            process.kill()
            process.wait()
        server.terminate()  # killed it would leave its socket behind
        server.wait(10)


def keymap_with(text: str, characters: list[str]) -> str:
    """A keyboard map as xkbcomp prints it, with the characters on the spare keys."""
    names = {int(code): name for name, code in re.findall(r"<([^>]+)>\s*=\s*(\d+);", text)}
    added, laid = [], []
    for place, code in enumerate(_SPARE):
        pair = characters[2 * place:2 * place + 2]
        if not pair:
            break
        if code not in names:
            names[code] = f"S{code}"
            added.append(f"<S{code}> = {code};")
        name = names[code]
        text = re.sub(rf"    key\s+<{re.escape(name)}>\s*\{{.*?\}};\n", "", text, flags=re.DOTALL)
        signs = [f"U{ord(character):04X}" for character in pair] + ["NoSymbol"] * (2 - len(pair))
        laid.append(f'key <{name}> {{ type= "TWO_LEVEL", symbols[Group1]= [ {", ".join(signs)} ] }};')
    text = re.sub(r"(xkb_keycodes [^{]*\{\n(?:\s*(?:minimum|maximum)[^\n]*\n)*)",
                  lambda found: found[0] + "\n".join(added) + "\n", text, count=1)
    return re.sub(r"(xkb_symbols [^{]*\{\n)", lambda found: found[0] + "\n".join(laid) + "\n", text, count=1)
