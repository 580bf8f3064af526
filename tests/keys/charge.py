"""The fixed table that charges typed text in keys. Chinese goes through a full-pinyin input method.

* Chinese is entered in runs of at most four characters; a person's name is a run of its own.
* A run costs its pinyin letters without tones (ü is v) and one key that commits it. Nothing is charged for paging
  through candidates, and nothing is given for what an input method learns: the two are taken to cancel out.
* A Latin word costs its letters and one key that hands them over as they are, since the input method is on.
* Digits and punctuation of either width cost one key each.
"""

import re
from collections.abc import Collection

from db import pinyin

RUN = 4  # characters
_PIECES = re.compile(rf"[\u4e00-\u9fff]{{1,{RUN}}}|[A-Za-z]+|.", re.DOTALL)
_HAN, _LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")


def runs(text: str, names: Collection[str] = ()) -> list[str]:
    """The pieces in which a text is entered: first cut at the names, then as far as a run may go."""
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    parts = re.split(f"({known})", text) if known else [text]
    return [piece for part in parts for piece in _PIECES.findall(part)]


def keys(piece: str, names: Collection[str] = ()) -> int:
    """Keys that one piece of ``runs`` costs."""
    if _HAN.match(piece):
        return _letters(piece, piece in names) + 1
    return len(piece) + 1 if _LATIN.match(piece) else 1


def _letters(run: str, is_name: bool) -> int:
    """Pinyin letters of Chinese; of a name by our own table of surnames first."""
    if is_name:
        return len(pinyin.full(run))
    from pypinyin import lazy_pinyin

    return sum(map(len, lazy_pinyin(run)))
