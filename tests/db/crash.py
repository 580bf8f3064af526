"""Saves cases in a child and kills it at any moment, again and again; afterwards every acknowledged save must be there.

``python tests/db/crash.py FOLDER KILLS SEED`` prints one JSON line. A process of its own, since it forks.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from db import drafts, repository
from db.database import open_store
from db.items import CASE
from db.pinyin import full
from db.repository import Filter
from desktop_app.actions import cases, office, transcribe
from desktop_app.actions.session import Session


def work(folder: Path, pipe: int, seed: int) -> None:
    """Save for ever: new cases, changes, deletions; each is acknowledged on the pipe only after it returned."""
    dice = random.Random(seed)
    session = Session(open_store(folder))
    entries = list(transcribe.entries().values())
    saved: list[str] = []
    while True:
        kind = dice.choice(["new", "new", "change", "change", "delete"]) if saved else "new"
        word = f"事由{dice.randrange(10 ** 9)}"
        if kind == "new":
            drafts.keep(session.store, CASE, {"summary": word}, session.who)
            case = transcribe.full_record(session, dice.choice(entries)) | {"summary": word}
            record = cases.save_case(session, case).record
            saved.append(record["uid"])
        elif kind == "change":
            case = repository.get(session.store, CASE, dice.choice(saved))
            record = cases.save_case(session, case | {"summary": word, "parties": case["parties"][::-1]}).record
        else:
            uid = saved.pop(dice.randrange(len(saved)))
            cases.delete_case(session, uid)
            record = repository.get(session.store, CASE, uid)
        said = [record["uid"], record["revision"], record["summary"], bool(record["deleted_at"]), record["case_no"],
                [p["name"] for p in record["parties"]]]
        os.write(pipe, (json.dumps(said) + "\n").encode())


def one_kill(folder: Path, dice: random.Random) -> list[list]:
    """Start a child, kill it within its first tenth of a second of saving or while it opens; returns what it said."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(out)
            work(folder, into, dice.randrange(10 ** 9))
        except BaseException as error:  # noqa: BLE001 (told to the parent)
            os.write(into, (json.dumps(["failed", repr(error)]) + "\n").encode())
        finally:
            os._exit(1)
    os.close(into)
    if dice.random() < 0.85:
        select.select([out], [], [], 30)  # the first save has been acknowledged
    time.sleep(dice.random() * 0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(out, encoding="utf-8") as said:
        return [json.loads(line) for line in said if line.endswith("\n")]


def faults(folder: Path, said: list[list]) -> list[str]:
    """What is wrong in the book after a kill, in words."""
    found = [f"child: {line[1]}" for line in said if line[0] == "failed"]
    newest = {line[0]: line for line in said if line[0] != "failed"}
    with open_store(folder) as store:
        if store.rows("PRAGMA foreign_key_check"):
            found.append("foreign keys")
        for uid, revision, summary, deleted, number, names in newest.values():
            record = repository.get(store, CASE, uid)
            if record["revision"] == revision:
                held = [record["summary"], bool(record["deleted_at"]), record["case_no"],
                        [p["name"] for p in record["parties"]]]
                if held != [summary, deleted, number, names]:
                    found.append(f"{uid}: {held}")
            elif record["revision"] != revision + 1:  # one more may have been on its way
                found.append(f"{uid}: revision {record['revision']} after {revision}")
            steps = [change.revision for change in repository.history(store, CASE, uid)]
            if steps != list(range(1, record["revision"] + 1)):
                found.append(f"{uid}: history {steps}")
            if len(repository.find(store, CASE, Filter(text=record["summary"], deleted=bool(record["deleted_at"])))) != 1:
                found.append(f"{uid}: not found by its words")
        for draft in drafts.waiting(store, CASE):
            if draft.uid or repository.find(store, CASE, Filter(text=draft.data["summary"])):
                found.append(f"draft of a saved case: {draft.data}")
    return found


def main(folder: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    told = transcribe.standard()["office"]
    with open_store(folder) as store:
        office.set_up(store, office.OfficeSetup("town", told["name"], told["committee"], "海", told["mediators"],
                                                told["registrar"]))
    full("王建国")  # the dictionaries are read once here and not in every child
    acknowledged, wrong = [], []
    for _ in range(kills):
        said = one_kill(folder, dice)
        acknowledged += [line for line in said if line[0] != "failed"]
        wrong += faults(folder, said)
    newest = {line[0]: line[1] for line in acknowledged}
    with open_store(folder) as store:
        wrong += [f"{uid} is gone" for uid, revision in newest.items()
                  if repository.get(store, CASE, uid)["revision"] < revision]
        if store.rows("PRAGMA integrity_check") != [("ok",)]:
            wrong.append("integrity")
        twice = store.rows("SELECT case_no FROM mediation_case WHERE case_no IS NOT NULL GROUP BY case_no HAVING count(*) > 1")
        wrong += [f"number {number} twice" for number, in twice]
    print(json.dumps({"kills": kills, "acknowledged": len(acknowledged), "cases": len(newest), "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
