"""The verb figures: the numbers of a span, as text and for machines."""

import json

import pytest

from db.database import open_store
from db.items import CONSULTATION
from desktop_app.__main__ import main
from desktop_app.actions import records
from tests.conftest import set_up


@pytest.fixture
def data(tmp_path):
    """An office with two consultations, one of September."""
    with open_store(tmp_path / "office") as store:
        session = set_up(store)
        for day in ("2022-08-31", "2022-09-01"):
            records.save(session, CONSULTATION, records.new(session, CONSULTATION, summary="问工资", event_on=day))
    return tmp_path / "office"


def run(data, first, last, *more):
    return main(["figures", "--data", str(data), "--from", first, "--to", last, *more])


@pytest.mark.parametrize(("first", "count"), [("2022-09-01", 1), ("2022-01-01", 2)])
def test_a_span_counts_its_own(data, capsys, first, count):
    assert run(data, first, "2022-09-30", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert {line["key"]: line["value"] for line in told["figures"]}["consultation"] == count


def test_the_text_has_groups_numbers_and_sums(data, capsys):
    assert run(data, "2022-09-01", "2022-09-30") == 0
    said = capsys.readouterr().out
    assert "【咨询接待】" in said and "【校验】" in said and "对不上" not in said


def test_the_days_must_be_in_order(data, capsys):
    assert run(data, "2022-09-30", "2022-09-01") == 1
    assert capsys.readouterr().err
