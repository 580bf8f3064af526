"""The verbs of the second PIN and of the attachments: pin, check."""

import io

import pytest

from db import attachments, repository
from db.database import open_store
from db.errors import KnownError
from db.items import CONSULTATION
from desktop_app.__main__ import main
from desktop_app.actions import lock
from desktop_app.actions.session import Session
from tests.conftest import set_up


@pytest.fixture
def data(tmp_path):
    """An office whose PIN nobody remembers."""
    with open_store(tmp_path / "office") as store:
        lock.set_pin(set_up(store), "5317")
    return tmp_path / "office"


def test_a_forgotten_pin_is_replaced(data, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("8642\n"))
    assert main(["pin", "--data", str(data)]) == 0
    assert "口令已换" in capsys.readouterr().out
    with open_store(data) as store:
        session = Session(store)
        lock.open_lock(session, "8642")
        assert session.unlocked
        assert store.rows("SELECT count(*) FROM history WHERE item = 'setting' AND uid = 'pin'") == [(2,)]


def test_a_poor_pin_changes_nothing(data, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("12\n"))
    assert main(["pin", "--data", str(data)]) != 0
    assert "4 到 12 位" in capsys.readouterr().err
    with open_store(data) as store:
        session = Session(store)
        with pytest.raises(KnownError):
            lock.open_lock(session, "12")
        lock.open_lock(session, "5317")
        assert session.unlocked


def test_check_tells_what_is_wrong_with_the_attachments(data, tmp_path, capsys):
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with open_store(data) as store:
        record = repository.add(store, CONSULTATION, {"summary": "问工资"}, "刘淑芬")["uid"]
        made = attachments.add(store, CONSULTATION, record, tmp_path / "照片.jpg", "刘淑芬")
        path = attachments.path_of(store, made)
    assert main(["check", "--data", str(data)]) == 0
    assert "附件：完好" in capsys.readouterr().out
    path.unlink()
    assert main(["check", "--data", str(data)]) == 1
    said = capsys.readouterr().out
    assert "数据文件：完好" in said and "附件“照片.jpg”的文件不见了" in said
