"""The second PIN: what keeps 社区矫正, 安置帮教 and 视频会见 from passing eyes. It is a lock on the door, not
encryption: who has the file and the knowledge can read it."""

import hashlib
import hmac
import os
from datetime import datetime, timedelta

from db import repository
from db.database import Store
from db.errors import KnownError
from desktop_app.actions.session import Session

SAMPLE_PIN = "2468"
"""Of the sample office, shown on its page."""

SETTING, TRIES = "pin", "pin_tries"
SHORTEST, LONGEST = 4, 12
FREE_TRIES = 5
_COST = {"n": 2 ** 14, "r": 8, "p": 1}  # 16 MB and some tens of milliseconds a try


def is_set(store: Store) -> bool:
    """Whether there is a PIN; the sample office always has one."""
    return _is_sample(store) or store.settings.get(SETTING) is not None


def _is_sample(store: Store) -> bool:
    return bool(store.settings.get("office", {}).get("sample"))


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()


def _fits(store: Store, pin: str) -> bool:
    if _is_sample(store):
        return pin == SAMPLE_PIN
    kept = store.settings.get(SETTING) or {}
    return bool(kept) and hmac.compare_digest(_hash(pin, bytes.fromhex(kept["salt"])), kept["hash"])


def set_pin(session: Session, new: str, old: str | None = None) -> None:
    """Choose a PIN; where there is one already the old one is asked. Raises KnownError."""
    if is_set(session.store):
        _check(session.store, old or "")
    put_pin(session, new)
    session.unlocked = True


def put_pin(session: Session, new: str) -> None:
    """Put a PIN in the place of a forgotten one; the history tells who did. Raises KnownError."""
    if _is_sample(session.store):
        raise KnownError("样例的口令不能改。", f"样例的口令是 {SAMPLE_PIN}。")
    if not SHORTEST <= len(new) <= LONGEST or not new.isalnum() or not new.isascii():
        raise KnownError(f"口令要 {SHORTEST} 到 {LONGEST} 位数字或字母。", "请换一个好记、别人猜不到的。")
    salt = os.urandom(16)
    with session.store.writing():
        session.store.settings.set(SETTING, {"salt": salt.hex(), "hash": _hash(new, salt)})
        session.store.settings.set(TRIES, None)
        repository.note_setting(session.store, SETTING, session.who)


def open_lock(session: Session, pin: str) -> None:
    """Open the locked tabs for this sitting. Raises KnownError for a wrong PIN; many wrong ones make it wait."""
    _check(session.store, pin)
    session.unlocked = True


def _check(store: Store, pin: str) -> None:
    tries = store.settings.get(TRIES) or {"wrong": 0, "until": ""}
    now = datetime.now()
    if tries["until"] > now.isoformat():
        wait = (datetime.fromisoformat(tries["until"]) - now).seconds + 1
        raise KnownError(f"口令错了太多次，请等 {wait} 秒再试。", "忘了口令，请找维护人员。")
    if _fits(store, pin):
        if tries["wrong"]:
            store.settings.set(TRIES, None)
        return
    wrong = tries["wrong"] + 1
    pause = 30 * 2 ** min(wrong - FREE_TRIES, 6) if wrong >= FREE_TRIES else 0
    store.settings.set(TRIES, {"wrong": wrong, "until": (now + timedelta(seconds=pause)).isoformat() if pause else ""})
    raise KnownError("口令不对。", "请再试一次；大小写要一样。")
