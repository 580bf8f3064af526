"""The second PIN: what keeps 社区矫正, 安置帮教 and 视频会见 from passing eyes. It is a lock on the door, not
encryption: who has the file and the knowledge can read it."""

import hashlib
import hmac
import os
import unicodedata
from datetime import datetime, timedelta

from db import repository
from db.database import Store
from db.errors import KnownError
from desktop_app.actions.session import Session

SAMPLE_PIN = "2468"
"""Of the sample office, shown on its page."""

SETTING, TRIES = "pin", "pin_tries"
MINUTES, USUAL_MINUTES, LONGEST_MINUTES = "lock_minutes", 10, 240
"""Setting: after so long without key or mouse the locked tabs close."""

SHORTEST, LONGEST = 4, 12
FREE_TRIES = 5
_PAUSE, _DOUBLED = 30, 6  # seconds after the last free try, doubled with every further one, so many times
_COST = {"n": 2 ** 14, "r": 8, "p": 1}  # 16 MB and some tens of milliseconds a try


def is_set(store: Store) -> bool:
    """Whether there is a PIN; the sample office always has one."""
    return _is_sample(store) or store.settings.get(SETTING) is not None


def _is_sample(store: Store) -> bool:
    return bool(store.settings.get("office", {}).get("sample"))


def _plain(pin: str) -> str:
    """As it was meant: an input method may write digits and letters full-width."""
    return unicodedata.normalize("NFKC", pin)


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()


def _fits(store: Store, pin: str) -> bool:
    if _is_sample(store):
        return pin == SAMPLE_PIN
    kept = store.settings.get(SETTING) or {}
    return bool(kept) and hmac.compare_digest(_hash(pin, bytes.fromhex(kept["salt"])), kept["hash"])


def set_pin(session: Session, new: str, old: str | None = None) -> None:
    """Choose a PIN; where there is one already the old one is asked. Raises KnownError."""
    _refuse_poor(session.store, _plain(new))
    if is_set(session.store):
        _check(session.store, old or "")
    put_pin(session, new)
    session.unlocked = True


def put_pin(session: Session, new: str) -> None:
    """Put a PIN in the place of a forgotten one; the history tells who did. Raises KnownError."""
    new = _plain(new)
    _refuse_poor(session.store, new)
    salt = os.urandom(16)
    with session.store.writing():
        session.store.settings.set(SETTING, {"salt": salt.hex(), "hash": _hash(new, salt)})
        session.store.settings.set(TRIES, None)
        repository.note_setting(session.store, SETTING, session.who)


def _refuse_poor(store: Store, new: str) -> None:
    if _is_sample(store):
        raise KnownError("样例的口令不能改。", f"样例的口令是 {SAMPLE_PIN}。")
    if not SHORTEST <= len(new) <= LONGEST or not new.isalnum() or not new.isascii():
        raise KnownError(f"口令要 {SHORTEST} 到 {LONGEST} 位数字或字母。", "请换一个好记、别人猜不到的。")


def save_minutes(store: Store, minutes: int | None) -> None:
    """After how long without key or mouse the lock closes; None = as shipped. Raises KnownError."""
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise KnownError(f"没人动就锁写的是 {minutes} 分钟。", f"请写 1 到 {LONGEST_MINUTES} 之间的分钟数。")
    store.settings.set(MINUTES, minutes or USUAL_MINUTES)


def open_lock(session: Session, pin: str) -> None:
    """Open the locked tabs for this sitting. Raises KnownError for a wrong PIN; many wrong ones make it wait."""
    _check(session.store, pin)
    session.unlocked = True


def _check(store: Store, pin: str) -> None:
    """Raise KnownError for a wrong PIN, and for any while a pause runs. Counted in the book: a restart helps nobody."""
    tries = store.settings.get(TRIES) or {"wrong": 0, "until": ""}
    now = datetime.now()
    wait = (datetime.fromisoformat(tries["until"]) - now).total_seconds() if tries["until"] else 0
    if 0 < wait <= _PAUSE * 2 ** _DOUBLED:  # more is a clock that was set back
        raise KnownError(f"口令错了太多次，请等 {int(wait) + 1} 秒再试。", "忘了口令，请找维护人员。")
    if _fits(store, _plain(pin)):
        if tries["wrong"]:
            store.settings.set(TRIES, None)
        return
    wrong = tries["wrong"] + 1
    pause = _PAUSE * 2 ** min(wrong - FREE_TRIES, _DOUBLED) if wrong >= FREE_TRIES else 0
    store.settings.set(TRIES, {"wrong": wrong, "until": (now + timedelta(seconds=pause)).isoformat() if pause else ""})
    raise KnownError("口令不对。", "请再试一次；大小写要一样。")
