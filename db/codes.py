"""Code lists, read from resources/codes. A retired code can no longer be chosen but stays readable."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from db.resources import resource


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: ``code`` is stored, ``label`` is the full term, ``short`` fits a list column."""

    code: str
    label: str
    short: str = ""
    retired: bool = False
    also: tuple[str, ...] = ()  # other names met in imported files

    @property
    def brief(self) -> str:
        return self.short or self.label


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """All codes of a list, retired ones included, in the order of the file."""
    with open(resource("codes", f"{name}.json"), encoding="utf-8") as file:
        entries = json.load(file)["codes"]
    return tuple(Code(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in entries)


def choices(name: str) -> tuple[Code, ...]:
    """The codes that may be chosen today."""
    return tuple(code for code in code_list(name) if not code.retired)


@cache
def _by_code(name: str) -> dict[str, Code]:
    return {code.code: code for code in code_list(name)}


@cache
def _by_label(name: str) -> dict[str, str]:
    return {text: code.code for code in reversed(code_list(name))
            for text in (*code.also, code.short, code.label) if text}


def label(name: str, code: str | None) -> str:
    """The full term of a code; an unknown code is shown as it is, nothing as an empty text."""
    return _by_code(name)[code].label if code in _by_code(name) else (code or "")


def brief(name: str, code: str | None) -> str:
    """The short term of a code."""
    return _by_code(name)[code].brief if code in _by_code(name) else (code or "")


def split(value: str | None) -> list[str]:
    """The codes of a CHOICES value, in order."""
    return value.split(",") if value else []


def join(name: str, chosen: Iterable[str]) -> str | None:
    """The CHOICES value of some codes, in the order of the list; None for none."""
    wanted = set(chosen)
    order = [code.code for code in code_list(name) if code.code in wanted]
    return ",".join([*order, *sorted(wanted - set(order))]) or None


def labels(name: str, value: str | None, short: bool = False) -> str:
    """The terms of a CHOICES value, separated by 、."""
    return "、".join((brief if short else label)(name, code) for code in split(value))


def code_of(name: str, text: str) -> str | None:
    """The code whose label, short term, other name or code is ``text``; None when there is none."""
    text = text.strip()
    return _by_label(name).get(text) or (text if text in _by_code(name) else None)
