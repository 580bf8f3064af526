"""Old files become new ones in one step or not at all; the museum in ``old/`` holds a file of every version."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from db import drafts, migrate, repository
from db.database import FILE_NAME, open_store
from db.errors import KnownError
from db.items import CASE
from db.repository import Filter

HERE = Path(__file__).parent
MUSEUM = sorted((HERE / "old").glob("v*.db"))

REBUILD = '''"""A step as rude as they come: the table with child rows and triggers is rebuilt, row by row."""

import time


def up(connection):
    own = [r[0] for r in connection.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'mediation_case' AND type IN ('index', 'trigger') "
        "AND sql IS NOT NULL")]
    sql, = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'mediation_case'").fetchone()
    connection.execute(sql.replace("mediation_case", "mediation_case_new", 1).rstrip()[:-1] + ", extra TEXT)")
    keys = [r[1] for r in connection.execute("PRAGMA table_info(mediation_case)")]
    rows = connection.execute(f"SELECT {', '.join(keys)} FROM mediation_case").fetchall()
    for row in rows:
        connection.execute(f"INSERT INTO mediation_case_new ({', '.join(keys)}, extra) "
                           f"VALUES ({', '.join('?' * len(keys))}, 'new')", row)
        time.sleep(PAUSE)
    connection.execute("DROP TABLE mediation_case")
    connection.execute("ALTER TABLE mediation_case_new RENAME TO mediation_case")
    for statement in own:
        connection.execute(statement)
    FINALLY
'''


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """steps(pause, end) -> a folder with the real steps and one more; the program now believes in it."""
    def made(pause=0.0, end="pass"):
        folder = tmp_path / "steps"
        shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        number = len(list(folder.glob("[0-9]*.py"))) + 1
        text = REBUILD.replace("PAUSE", str(pause)).replace("FINALLY", end)
        (folder / f"{number:04d}_rebuild.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(migrate, "FOLDER", folder)
        return folder
    return made


@pytest.fixture
def old(tmp_path):
    """A folder with the newest file of the museum."""
    return copy_of(MUSEUM[-1], tmp_path / "book")


def copy_of(piece, folder):
    folder.mkdir()
    shutil.copy(piece, folder / FILE_NAME)
    return folder


def dump(path):
    """Everything in a file, logically, but what a step 'rebuild' adds."""
    connection = sqlite.connect(str(path))
    try:
        tables = [r[0] for r in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")]
        rows = {t: [r[:-1] if t == "mediation_case" and r[-1] == "new" else r
                    for r in connection.execute(f"SELECT * FROM {t} ORDER BY 1")] for t in tables}
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        return rows, triggers, connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def schema(path):
    connection = sqlite.connect(str(path))
    try:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'trigger' ORDER BY 1, 2")
        return [(kind, name, re.sub(r"\s+", " ", sql or "")) for kind, name, sql in found.fetchall()]
    finally:
        connection.close()


@pytest.mark.parametrize("piece", MUSEUM, ids=lambda p: p.stem)
class TestMuseum:
    def test_it_opens_with_everything_in_it(self, piece, tmp_path):
        folder = copy_of(piece, tmp_path / "book")
        with open_store(folder) as store:
            ids = repository.find(store, CASE, Filter())
            assert len(ids) == 9 and len(repository.find(store, CASE, Filter(deleted=True))) == 1
            assert {len(r["parties"]) for r in repository.page(store, CASE, ids)} == {2, 3}
            (s4,) = repository.page(store, CASE, repository.find(store, CASE, Filter(text="撞坏大门")))
            assert (s4["amount"], s4["revision"]) == (320_000, 2)
            assert [c.action for c in repository.history(store, CASE, s4["uid"])] == ["add", "change"]
            assert [d.data["summary"] for d in drafts.waiting(store, CASE)] == ["还没有保存的一句话"]
            (s7,) = repository.page(store, CASE, repository.find(store, CASE, Filter(text="渔具")))
            assert s7["report_state"] == "returned"

    def test_the_user_s_own_trigger_still_works(self, piece, tmp_path):
        with open_store(copy_of(piece, tmp_path / "book")) as store:
            (s4,) = repository.page(store, CASE, repository.find(store, CASE, Filter(text="撞坏大门")))
            repository.save(store, CASE, s4 | {"summary": "改"}, "刘淑芬")
            assert store.settings.get("own_note") == "改"

    def test_it_ends_with_the_schema_of_a_new_file(self, piece, tmp_path):
        with open_store(copy_of(piece, tmp_path / "book")):
            pass
        with open_store(tmp_path / "new"):
            pass
        assert schema(tmp_path / "book" / FILE_NAME) == schema(tmp_path / "new" / FILE_NAME)


def test_a_released_step_is_never_edited():
    """The file of a version was made by exactly the steps up to it."""
    for piece in MUSEUM:
        connection = sqlite.connect(":memory:")
        for number, path in migrate.steps().items():
            if number <= int(piece.stem[1:]):
                migrate._load(path)(connection)
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        connection.close()
        assert [(k, n, re.sub(r"\s+", " ", s or "")) for k, n, s in made] == schema(piece)


class TestStep:
    def test_child_rows_and_triggers_survive_a_rebuild(self, old, steps):
        before = dump(old / FILE_NAME)
        steps()
        with open_store(old) as store:
            assert store.rows("SELECT DISTINCT extra FROM mediation_case") == [("new",)]
            assert store.rows("PRAGMA foreign_keys") == [(1,)]
        rows, triggers, version = dump(old / FILE_NAME)
        assert (rows, triggers) == before[:2] and len(rows["party"]) == 21
        assert version == before[2] + 1

    def test_a_backup_was_made_before_and_holds_everything(self, old, steps):
        before = dump(old / FILE_NAME)
        steps()
        with open_store(old):
            pass
        (copy,) = (old / "backups").iterdir()
        assert copy.name.endswith("升级前.db") and dump(copy) == before

    def test_a_new_file_needs_no_backup(self, tmp_path, steps):
        steps()
        with open_store(tmp_path / "new") as store:
            assert store.rows("PRAGMA user_version") == [(len(migrate.steps()),)]
        assert not (tmp_path / "new" / "backups").exists()

    @pytest.mark.parametrize("end", [
        "raise ValueError('表里有怪东西')", "connection.execute('SELECT nonsense')",
        "connection.execute('DELETE FROM mediation_case WHERE id = 1')"])
    def test_a_failed_step_takes_everything_back(self, old, steps, end, monkeypatch):
        before, real = dump(old / FILE_NAME), migrate.FOLDER
        steps(end=end)
        with pytest.raises(KnownError) as caught:
            open_store(old)
        (copy,) = (old / "backups").iterdir()
        number = len(list(real.glob("[0-9]*.py"))) + 1
        assert f"第 {number} 步（{number:04d}_rebuild）" in caught.value.what
        assert str(copy) in caught.value.todo and "退回" in caught.value.todo
        assert dump(old / FILE_NAME) == before == dump(copy)
        monkeypatch.setattr(migrate, "FOLDER", real)
        with open_store(old) as store:  # the program of yesterday still works
            assert len(repository.find(store, CASE, Filter())) == 9

    def test_without_a_backup_no_step_is_run(self, old, steps, monkeypatch):
        before = dump(old / FILE_NAME)
        steps()
        (old / "backups").write_text("a file where the folder should be")
        with pytest.raises(KnownError, match="备份没有做成"):
            open_store(old)
        assert dump(old / FILE_NAME) == before


class TestSteps:
    @pytest.mark.parametrize("names", [[], ["0002_b.py"], ["0001_a.py", "0003_c.py"], ["notes.txt"]])
    def test_missing_steps_are_an_error_never_silence(self, tmp_path, monkeypatch, old, names):
        before = (old / FILE_NAME).read_bytes()
        folder = tmp_path / "broken"
        if names:
            folder.mkdir()
            for name in names:
                (folder / name).write_text("def up(connection): pass")
        monkeypatch.setattr(migrate, "FOLDER", folder)
        for place in (old, tmp_path / "new"):
            with pytest.raises(KnownError, match="缺少数据升级步骤"):
                open_store(place)
        assert (old / FILE_NAME).read_bytes() == before


OPEN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from db import migrate
from db.database import open_store
migrate.FOLDER = Path(sys.argv[2])
print("opening", flush=True)
with open_store(Path(sys.argv[3]), wait=30) as store:
    print(json.dumps(store.rows("SELECT count(*) FROM mediation_case")), flush=True)
"""


def opener(steps, folder):
    return subprocess.Popen([sys.executable, "-c", OPEN, str(HERE.parent.parent), str(steps), str(folder)],
                            stdout=subprocess.PIPE, text=True)


def test_two_processes_migrate_once(old, steps):
    folder = steps(pause=0.02)
    both = [opener(folder, old) for _ in range(2)]
    said = [process.communicate(timeout=60)[0].splitlines() for process in both]
    assert [lines[-1] for lines in said] == [json.dumps([[10]])] * 2
    assert len(list((old / "backups").iterdir())) == 1


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5])
def test_killed_in_the_middle_it_is_as_before(old, steps, after, monkeypatch):
    before = dump(old / FILE_NAME)
    real = migrate.FOLDER
    process = opener(steps(pause=0.1), old)  # ten rows: a second inside the transaction
    assert process.stdout.readline() == "opening\n"
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()
    assert dump(old / FILE_NAME) == before
    monkeypatch.setattr(migrate, "FOLDER", real)
    with open_store(old) as store:
        assert len(repository.find(store, CASE, Filter())) == 9


def test_what_was_there_before_a_search_table_is_found_afterwards(tmp_path):
    """Version 1 had no search over the rosters."""
    from db.items import COMMITTEE

    with open_store(copy_of(HERE / "old" / "v1.db", tmp_path / "book")) as store:
        (name,) = store.rows("SELECT name FROM committee")[0]
        assert len(repository.find(store, COMMITTEE, Filter(text=name[:3]))) == 1
