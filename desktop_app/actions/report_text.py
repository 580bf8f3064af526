"""The report in words: templates are files with named slots, filled from the figures. Nothing is evaluated.

A sentence may name a figure with ``if``: where that is nought, ``else`` stands in its place, or nothing. A sentence
about a tab that this desk does not have is left out. The office's own copies in <data>/reports count like the shipped
ones.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import figures
from db.errors import KnownError, NotFound
from db.figures import FIGURES, Amount, Count, Distinct, Span
from db.resources import resource
from desktop_app.actions import tabs
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session

FOLDER = "reports"
_SLOT = re.compile(r"\{([^{}]*)\}")
_STRANGE = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")  # what a document cannot hold
_OWN = {"office", "period"}
SUMS = {"committees": ("committee_sector", "committee_town", "committee_village")}
"""Slots that are the sum of several figures."""
_NUMERALS = "一二三四五六七八九十"
_ROUND_FROM = 20  # smaller numbers are said exactly


class BadTemplate(KnownError):
    """A template that cannot be read; names the file and the place."""


@dataclass(frozen=True, slots=True)
class Template:
    """One file: its stem, what people call it, and its content as read."""

    stem: str
    name: str
    about: str
    path: Path
    told: dict[str, Any]


Piece = tuple[str, str]
"""Some words and the key of the figure (or of SUMS) that they are; '' for the words between."""


@dataclass(frozen=True, slots=True)
class Report:
    """A filled report: title, (heading or '', pieces) of each paragraph, the line about the period."""

    title: str
    pieces: tuple[tuple[str, tuple[Piece, ...]], ...]
    about: str

    @property
    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        """(heading or '', text)."""
        return tuple((heading, "".join(words for words, _ in pieces)) for heading, pieces in self.pieces)

    @property
    def text(self) -> str:
        """As it is copied."""
        body = [part for heading, words in self.paragraphs for part in (heading, words) if part]
        return "\n".join([self.title, *body, self.about])


def templates(session: Session) -> tuple[list[Template], list[BadTemplate]]:
    """What can be chosen, the year first, and a sentence for each file that cannot be read."""
    shipped, own = ({path.stem: path for path in folder.glob("*.json")}
                    for folder in (resource(FOLDER), session.store.folder / FOLDER))
    found, faults = [], []
    for stem, path in sorted((shipped | own).items(), key=lambda entry: (entry[0] != "year", entry[0])):
        try:
            found.append(load(path))
        except BadTemplate as fault:
            faults.append(fault)
            if stem in shipped and path != shipped[stem]:
                found.append(load(shipped[stem]))
    return found, faults


def named(session: Session, name: str) -> Template:
    """A template by file stem or name. Raises BadTemplate or NotFound."""
    found, faults = templates(session)
    for template in found:
        if name in (template.stem, template.name):
            return template
    raise (faults or [NotFound(f"没有叫“{name}”的报告模板。", f"可以用的有：{'、'.join(t.name for t in found)}。")])[0]


def load(path: Path) -> Template:
    """Read and check one file. Raises BadTemplate, naming what is wrong in it."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _bad(path, f"第 {error.lineno} 行附近写得不对，读不下去") from None
    except (OSError, UnicodeDecodeError):
        raise _bad(path, "文件打不开，或不是 UTF-8 文本") from None
    _check(path, told, {"name", "title"}, {"about"}, {"paragraphs"})
    for paragraph in told["paragraphs"]:
        _check(path, paragraph, set(), {"heading"}, {"sentences"})
        for sentence in paragraph["sentences"]:
            _check(path, sentence, {"text"}, {"if", "else"}, set())
            _check_slots(path, {*_SLOT.findall(sentence["text"] + sentence.get("else", ""))})
            if "if" in sentence and sentence["if"] not in FIGURES:
                raise _bad(path, f"if 后面的“{sentence['if']}”不是指标的名字")
    _check_slots(path, {*_SLOT.findall(told["title"])})
    return Template(path.stem, told["name"], told.get("about", ""), path, told)


def _check(path: Path, told: Any, texts: set[str], more: set[str], lists: set[str]) -> None:
    """``told`` has these texts and lists, perhaps ``more`` texts, and nothing else."""
    if not isinstance(told, dict):
        raise _bad(path, f"“{str(told)[:20]}”应当是一对花括号")
    for key in sorted(texts | lists):
        if key not in told:
            raise _bad(path, f"缺少 {key}")
    for key, value in told.items():
        if key not in texts | more | lists:
            raise _bad(path, f"写了不认识的“{key}”")
        if not isinstance(value, list if key in lists else str) or (isinstance(value, str) and _STRANGE.search(value)):
            raise _bad(path, f"的 {key} 写得不对")


def _check_slots(path: Path, slots: set[str]) -> None:
    if strange := sorted(slots - set(FIGURES) - set(SUMS) - _OWN):
        raise _bad(path, f"里面的 {{{strange[0]}}} 不是指标的名字")


def _bad(path: Path, fault: str) -> BadTemplate:
    return BadTemplate(f"报告模板 {path.name} 不能用：{fault}。", "请改好这个文件，或者把它移走，用自带的模板。")


def write(session: Session, template: Template, period: Period, *, rounded: bool = False) -> Report:
    """Fill a template for a period; ``rounded`` says 2300余 for 2301."""
    amounts = figures.compute(session.store, Span(period.first_day, period.cut_off))
    amounts |= {key: sum((amounts[part] for part in parts), Count()) for key, parts in SUMS.items()}
    words = {key: say(key, amount, rounded) for key, amount in amounts.items()}
    words |= {"office": session.office.get("name", ""), "period": period.label}
    shown = {tab.label for tab in tabs.shown(session)}
    paragraphs: list[tuple[str, tuple[Piece, ...]]] = []
    for paragraph in template.told["paragraphs"]:
        said = [_chosen(sentence, amounts) for sentence in paragraph["sentences"] if _groups(sentence) <= shown]
        if pieces := tuple(_pieces("".join(said), words)):
            heading = paragraph.get("heading", "")
            numbered = sum(bool(before) for before, _ in paragraphs)
            paragraphs.append((f"{_NUMERALS[numbered % 10]}、{heading}" if heading else "", pieces))
    sample = "（样例数据，不得上报）" if session.office.get("sample") else ""
    title = "".join(said for said, _ in _pieces(template.told["title"], words))
    return Report(sample + title, tuple(paragraphs), f"统计时段：{period.label}，数据统计到 {period.cut_off}。")


def _groups(sentence: dict[str, str]) -> set[str]:
    """The tabs that a sentence speaks of."""
    asked = {sentence["if"]} if "if" in sentence else set()
    slots = asked.union(*(_SLOT.findall(sentence.get(key, "")) for key in ("text", "else")))
    return {FIGURES[key].group for slot in slots for key in SUMS.get(slot, (slot,)) if key in FIGURES}


def _chosen(sentence: dict[str, str], amounts: dict[str, Amount]) -> str:
    asked = sentence.get("if")
    return sentence["text"] if not asked or amounts[asked].number else sentence.get("else", "")


def _pieces(text: str, words: dict[str, str]) -> Iterator[Piece]:
    """A text cut at its slots, these filled."""
    for place, part in enumerate(_SLOT.split(text)):
        if not place % 2:
            said, key = part, ""
        else:
            said, key = words[part], "" if part in _OWN else part
        if said:
            yield said, key


def say(key: str, amount: Amount, rounded: bool) -> str:
    """A number as it stands in a sentence; — for a share of nothing."""
    if isinstance(amount, Count | Distinct):
        return about(amount.number) if rounded else str(amount.number)
    return FIGURES[key].shown(amount) or "—"


def about(number: int) -> str:
    """2301 -> 2300余, 612 -> 610余: two leading digits, never more than is true; small and round numbers exactly."""
    step = 10 ** max(len(str(number)) - 2, 1)
    below = number // step * step
    return str(number) if number < _ROUND_FROM or below == number else f"{below}余"
