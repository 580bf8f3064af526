"""The office's own words: what people here call a kind of dispute, a result or a form, kept in the record book."""

from functools import lru_cache

from db import codes
from db.database import Store
from db.errors import KnownError
from db.items.kinds import Field, Item, Kind, Record, Section
from desktop_app.actions.session import Session
from desktop_app.entry.line import Line
from desktop_app.entry.vocabulary import Vocabulary, objection, standard, to_remember

WORDS = "own_words"
"""Setting: word -> meaning, a code of dispute_type or a key of entry.vocabulary.MEANINGS."""

WORD = Item("own_word", "词语", (Section("main", "词语", (
    Field("name", "词语", hint="2 到 8 个汉字，例如 争滩"),
    Field("type", "算哪类纠纷", Kind.CHOICE, "dispute_type"),
    Field("result", "或说的是结果", Kind.CHOICE, "result"),
    Field("form", "或说的是形式", Kind.CHOICE, "agreement_form"),
)),))
"""An own word as 设置 asks it: one of the three is said. No table: it lives in the setting."""

_RESULTS = {"success": "yes", "failure": "no"}


def own(store: Store) -> dict[str, str]:
    """The own words as stored."""
    return store.settings.get(WORDS, {})


def vocabulary(store: Store) -> Vocabulary:
    """What the parser needs to know them; the same object as long as they stay the same."""
    words = own(store)
    return _built(tuple(words.items())) if words else standard()


@lru_cache(maxsize=2)
def _built(words: tuple[tuple[str, str], ...]) -> Vocabulary:
    return Vocabulary(dict(words))


def records(store: Store) -> list[Record]:
    """The own words as records of WORD, the uid being the word; the newest first."""
    results = {meaning: code for code, meaning in _RESULTS.items()}
    types = {code.code for code in codes.code_list("dispute_type")}
    return [{"uid": word, "name": word, "type": meaning if meaning in types else None, "result": results.get(meaning),
             "form": meaning if meaning in ("oral", "written") else None}
            for word, meaning in reversed(own(store).items())]


def save(session: Session, entry: Record) -> Record:
    """Add or change an own word; returns it as stored. Raises KnownError."""
    word, old = "".join((entry.get("name") or "").split()), entry.get("uid")
    said = [value for value in (entry.get("type"), entry.get("result"), entry.get("form")) if value]
    if not word:
        raise KnownError("还没有写词语。", "请写上 2 到 8 个汉字再保存。")
    if len(said) != 1:
        raise KnownError(f"“{word}”算什么还没有说清。" if not said else f"“{word}”只能算一样。",
                         "纠纷类型、结果、形式三样里选一样。")
    if said[0] == "ongoing":
        raise KnownError("“调解中”不用词语来记。", "结果请选“成功”或“不成功”。")
    remember(session, word, _RESULTS.get(said[0], said[0]), old)
    return next(record for record in records(session.store) if record["uid"] == word)


def remember(session: Session, word: str, meaning: str, old: str | None = None) -> None:
    """Keep ``word`` with its meaning, in place of ``old``. Raises KnownError."""
    if fault := objection(word):
        raise KnownError(*fault)
    words = own(session.store)
    if word in words and word != old:
        raise KnownError(f"已经有“{word}”了。", "要改它算什么，请在名单里选它。")
    if session.store.rows("SELECT 1 FROM person WHERE deleted_at IS NULL AND name = ? LIMIT 1", word):
        raise KnownError(f"人员库里有人叫“{word}”。", "请多写一两个字。")
    session.store.settings.set(WORDS, {w: m for w, m in words.items() if w != old} | {word: meaning})


def delete(session: Session, word: str) -> None:
    """Forget an own word."""
    session.store.settings.set(WORDS, {w: m for w, m in own(session.store).items() if w != word})


def restore(session: Session, before: dict[str, str]) -> None:
    """Know again the words of ``own`` as they were."""
    session.store.settings.set(WORDS, before)


def offer(session: Session, line: Line, code: str | None) -> str:
    """The words of a line worth remembering after a person said that its kind is ``code``; '' for none."""
    return to_remember(line, code, own(session.store)) if code else ""
