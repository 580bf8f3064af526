"""The report in words: templates are files with named slots, filled from the figures. Nothing is evaluated.

A sentence may name a figure with ``if``: where that is nought, ``else`` stands in its place, or nothing. The office's
own copies in <data>/reports count like the shipped ones.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import figures
from db.errors import KnownError, NotFound
from db.figures import FIGURES, Amount, Count, Span
from db.resources import resource
from desktop_app.actions.period import Period
from desktop_app.actions.session import Session

FOLDER = "reports"
_SLOT = re.compile(r"\{(\w+)\}")
_OWN = {"office", "period", "committees"}
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


@dataclass(frozen=True, slots=True)
class Report:
    """A filled report: title, paragraphs with their headings ('' for none), the line about the period."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]
    about: str

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
    """Read and check one file. Raises BadTemplate."""
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        parts = [told["title"], *(sentence.get(key, "") for paragraph in told["paragraphs"]
                                  for sentence in paragraph["sentences"] for key in ("text", "else"))]
        asked = {sentence["if"] for paragraph in told["paragraphs"] for sentence in paragraph["sentences"]
                 if "if" in sentence}
        template = Template(path.stem, told["name"], told.get("about", ""), path, told)
    except json.JSONDecodeError as error:
        raise _bad(path, f"第 {error.lineno} 行附近写得不对，读不下去") from None
    except (OSError, UnicodeDecodeError):
        raise _bad(path, "文件打不开，或不是 UTF-8 文本") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise _bad(path, f"缺少 {error}，或写的不是该写的东西") from None
    used = {slot for part in parts for slot in _SLOT.findall(part)} | asked
    if strange := sorted(used - set(FIGURES) - _OWN):
        raise _bad(path, f"里面的 {{{strange[0]}}} 不是指标的名字")
    return template


def _bad(path: Path, fault: str) -> BadTemplate:
    return BadTemplate(f"报告模板 {path.name} 不能用：{fault}。", "请改好这个文件，或者把它移走，用自带的模板。")


def write(session: Session, template: Template, period: Period, *, rounded: bool = False) -> Report:
    """Fill a template for a period; ``rounded`` says 2300余 for 2301."""
    amounts = figures.compute(session.store, Span(period.first_day, period.last_day))
    words = {key: say(key, amount, rounded) for key, amount in amounts.items()}
    words |= {"office": session.office.get("name", ""), "period": period.label, "committees": str(
        sum(amounts[f"committee_{kind}"].number for kind in ("sector", "town", "village")))}
    sample = "（样例数据，不得上报）" if session.office.get("sample") else ""

    def fill(text: str) -> str:
        return _SLOT.sub(lambda slot: words[slot[1]], text)

    paragraphs = []
    for paragraph in template.told["paragraphs"]:
        said = "".join(fill(_chosen(sentence, amounts)) for sentence in paragraph["sentences"])
        if said:
            paragraphs.append((paragraph.get("heading", ""), said))
    return Report(sample + fill(template.told["title"]), tuple(paragraphs),
                  f"统计时段：{period.label}，数据统计到 {period.last_day}。")


def _chosen(sentence: dict[str, str], amounts: dict[str, Amount]) -> str:
    asked = sentence.get("if")
    return sentence["text"] if not asked or amounts[asked].number else sentence.get("else", "")


def say(key: str, amount: Amount, rounded: bool) -> str:
    """A number as it stands in a sentence; — for a share of nothing."""
    if rounded and isinstance(amount, Count):
        return about(amount.n)
    return FIGURES[key].shown(amount) or "—"


def about(number: int) -> str:
    """2301 -> 2300余, 612 -> 610余: two leading digits, never more than is true; small and round numbers exactly."""
    step = 10 ** max(len(str(number)) - 2, 1)
    below = number // step * step
    return str(number) if number < _ROUND_FROM or below == number else f"{below}余"
