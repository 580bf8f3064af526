"""The plan of the invented county: it fits the report."""

import pytest

from tests.year import plan, seed_figures
from tests.year.dice import Dice

PLANS = plan.plans(Dice(2022))
LINES = {line.id: line for line in seed_figures.lines()}


@pytest.mark.parametrize("report", sorted(key for key in PLANS[0].shares if key in LINES))
def test_the_shares_add_up_to_the_report(report):
    total = sum(office[report] for office in PLANS)
    assert LINES[report].fits(total - (report == "F44"))  # one enterprise was examined by two offices


def test_the_units_are_data():
    """15 towns and a development area; 632 villages."""
    assert len(PLANS) == 16
    assert sum(office.villages for office in PLANS) == 632
    assert [office.name for office in PLANS if not office["F33"]] == [plan.NEW_AREA]


def test_the_same_seed_makes_the_same_county():
    assert plan.plans(Dice(2022)) == PLANS
    assert plan.plans(Dice(2023)) != PLANS


def test_of_every_office_all_that_came_left_or_stayed():
    for office in PLANS:
        came = office["opening"] + office["F62"] + office["in"]
        assert came - office["F63"] - office["ended"] - office["out"] == office["F65"]
        assert office["F66"] + office["F67"] + office["F68"] == office["F65"]


@pytest.mark.parametrize(("printed", "expected"), [
    ("1 348 份", (1348, 1348, "份", False)), ("671.14 万元", (6_711_400, 6_711_400, "元", False)),
    (">2 440 次", (2440, 2450, "次", True)), (">20 000 份", (20_000, 30_000, "份", True)),
    (">1.7 m 元", (1_700_000, 1_800_000, "元", True)), ("≥98 %", (98, 100, "%", False)),
    ("15 件, of them 2", (15, 15, "件", False)), ("coverage", (100, 100, "%", False))])
def test_how_a_printed_figure_is_read(printed, expected):
    assert seed_figures.read(printed) == expected


def test_a_bound_leaves_its_ends_out():
    activities = LINES["F28"]
    assert [activities.fits(number) for number in (600, 601, 699, 700)] == [False, True, True, False]
