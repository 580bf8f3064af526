"""Names written like others: variant and traditional characters, and those that the eye takes for each other (婷/亭).

The classes of resources/phrases/variants.json are ours: forms of the table of variant characters (第一批异体字整理表) and
of the table of simplified ones that stand in names, and pairs that clerks confuse. No character is in two of them.
"""

import json
from functools import cache
from itertools import islice, product

from db.pinyin import full
from db.resources import resource

_MOST = 200
"""Spellings of one name at most; three characters of big classes have no more than 125."""


@cache
def classes() -> dict[str, str]:
    """Character -> all characters that are written like it, itself included."""
    found = json.loads(resource("phrases", "variants.json").read_text(encoding="utf-8"))
    return {character: alike for alike in found for character in alike}


def folded(name: str) -> str:
    """A name with every character replaced by the first of its class: equal for names that look alike."""
    return "".join(classes().get(character, character)[0] for character in name)


def spellings(name: str) -> list[str]:
    """The names that look like one, itself left out."""
    every = product(*(classes().get(character, character) for character in name))
    return [found for letters in islice(every, _MOST) if (found := "".join(letters)) != name]


@cache
def unlike_in_sound() -> str:
    """The characters that look like one of another sound (玫/玟): what a search by sound misses."""
    return "".join(sorted({character for character, alike in classes().items() if len({full("王" + c) for c in alike}) > 1}))
