"""The verb monthly: which days, which name, with whose consent."""

import io

import pytest
from python_calamine import CalamineWorkbook

from db.database import open_store
from db.items import LEGAL_AID
from desktop_app.__main__ import main
from desktop_app.actions import lock, records
from tests.conftest import set_up


@pytest.fixture
def data(tmp_path):
    """An office with one application for legal aid, and a PIN."""
    with open_store(tmp_path / "office") as store:
        session = set_up(store)
        lock.set_pin(session, "5317")
        records.save(session, LEGAL_AID, records.new(session, LEGAL_AID, name="欧阳明", event_on="2022-09-05"))
    return tmp_path / "office"


def run(data, *more):
    return main(["monthly", "--data", str(data), "--today", "2022-09-30", "--out", str(data.parent), *more])


def name_in(path):
    head, _, row = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("法援转交").to_python()[:3]
    return row[head.index("姓名")]


def test_a_month_masked(data, capsys):
    assert run(data, "--month", "2022-09") == 0
    target = data.parent / "海阳所镇司法所_2022年9月_月报.xlsx"
    assert f"在 {target}" in capsys.readouterr().out and name_in(target) == "欧阳某"


def test_any_days_say_so(data):
    assert run(data, "--from", "2022-07-01", "--to", "2022-09-30") == 0
    [target] = data.parent.glob("*.xlsx")
    assert "第三季度" in target.name
    assert CalamineWorkbook.from_path(str(target)).get_sheet_by_name("汇总表").to_python()[0][4] == "本期"


@pytest.mark.parametrize("days", [(), ("--from", "2022-09-01"), ("--month", "2022-09", "--to", "2022-09-30"),
                                  ("--month", "2022-09", "--from", "2022-09-01", "--to", "2022-09-30")])
def test_the_days_must_be_plain(data, days, capsys):
    assert run(data, *days) == 1
    assert "没有写明是哪个时段" in capsys.readouterr().err and not list(data.parent.glob("*.xlsx"))


def test_names_need_the_pin(data, capsys, monkeypatch):
    for wrong in ("", "0000\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(wrong))
        assert run(data, "--month", "2022-09", "--names") == 1
        assert "口令不对" in capsys.readouterr().err and not list(data.parent.glob("*.xlsx"))
    monkeypatch.setattr("sys.stdin", io.StringIO("5317\n"))
    assert run(data, "--month", "2022-09", "--names") == 0
    [target] = data.parent.glob("*.xlsx")
    assert target.name.endswith("_月报_含个人信息.xlsx") and name_in(target) == "欧阳明"


def test_without_any_pin_names_stay_hidden(tmp_path, capsys):
    with open_store(tmp_path / "office") as store:
        set_up(store)
    assert run(tmp_path / "office", "--month", "2022-09", "--names") == 1
    assert "社区矫正、安置帮教、视频会见还锁着" in capsys.readouterr().err and not list(tmp_path.glob("*.xlsx"))
