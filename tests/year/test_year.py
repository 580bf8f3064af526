"""The year of the report: what 16 record books yield, line by line (domain: work items §1, §4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

import pytest

from db import check, figures, repository
from db.database import open_store
from db.figures import FIGURES, Amount, Count, Identity, Money, Ratio, Span
from db.items import CASE, ITEMS, LEGAL_REVIEW, MEDIATOR
from db.items.kinds import Gate
from tests.year import county, seed_figures
from tests.year.dice import LAST
from tests.year.plan import NEW_AREA

YEAR = Span("2022-01-01", "2022-12-31")
HALVES = Span("2022-01-01", "2022-06-30"), Span("2022-07-01", "2022-12-31")
LINES = {line.id: line for line in seed_figures.lines()}
YIELDED = [line for line in LINES.values() if line.township]
KEYS = {figure.report: key for key, figure in FIGURES.items() if figure.report}
FLOWS = [report for report in KEYS if not FIGURES[KEYS[report]].stock]
OF_NO_VILLAGE = {
    "F13", "F14", "F15", "F16", "F17", "F24", "F25", "F33", "F58", "F59", "F61", "F74", "F75", "F76", "F77"}
"""Figures of the office as such: supervision, suits, its own sites and committees, the video terminal."""


@dataclass(frozen=True)
class Told:
    """What one book said: amounts by key, of the year and of its halves, and the sums that have to hold."""

    office: county.Office
    year: dict[str, Amount]
    halves: tuple[dict[str, Amount], dict[str, Amount]]
    identities: list[Identity]


@pytest.fixture(scope="session")
def told(offices) -> list[Told]:
    """Every book is opened, counted and closed again, as a bureau would do with the books of its offices."""
    found = []
    for office in offices:
        with open_store(office.folder) as store:
            first, second = (figures.compute(store, half) for half in HALVES)
            sums = [identity for span in (YEAR, *HALVES) for identity in figures.identities(store, span)]
            found.append(Told(office, figures.compute(store, YEAR), (first, second), sums))
    return found


@pytest.fixture(scope="session")
def county_year(told) -> dict[str, Amount]:
    """The amounts of the year over all offices."""
    return {key: total(book.year[key] for book in told) for key in FIGURES}


def total(amounts: Iterable[Amount]) -> Amount:
    return reduce(add, amounts)


def as_printed(amount: Amount) -> float:
    """The number in the units of seed_figures: sums in 元, shares in per cent."""
    return amount.fen / 100 if isinstance(amount, Money) else amount.number


def test_the_records_of_the_year_can_be_reported(offices):
    """Nothing hard stands between them and 报, but what the first page leaves out and what is unfinished."""
    now = check.circumstances(date.fromisoformat(LAST))
    found, seen = set(), 0
    for office in offices[-3:]:
        with open_store(office.folder) as store:
            for item in ITEMS:
                ids = [row[0] for row in store.rows(f"SELECT id FROM {item.key} WHERE deleted_at IS NULL")]
                for record in repository.page(store, item, ids):
                    seen += 1
                    if (record.get("event_on") or "") <= LAST:
                        problem = check.first(check.check(item, record, now), Gate.REPORT)
                        found |= {(item.key, problem.path[0])} if problem else set()
    assert seen > 1000
    assert found == {(MEDIATOR.key, "appoint_on"), (LEGAL_REVIEW.key, "opinion"), (CASE.key, "result")}


def test_57_lines_are_yielded_and_no_other():
    assert (len(LINES), len(YIELDED)) == (80, 57)
    assert set(KEYS) == {line.id for line in YIELDED}
    assert len(KEYS) == sum(bool(figure.report) for figure in FIGURES.values())


@pytest.mark.parametrize("line", YIELDED, ids=[line.id for line in YIELDED])
def test_the_records_add_up_to_the_report(county_year, line):
    number = as_printed(county_year[KEYS[line.id]])
    assert line.fits(number), f"{line.phrase}: {line.printed}, from the records {number}"
    assert FIGURES[KEYS[line.id]].unit.removeprefix("万") == line.unit


def test_each_office_yields_its_own_share(told):
    """A wrong definition could still add up by two errors over 16 offices, not in each of them."""
    for book in told:
        plan = book.office.plan
        planned = {report: plan[report] for report in KEYS if report in plan.shares}
        assert {report: as_printed(book.year[KEYS[report]]) for report in planned} == planned, plan.name


def test_everything_lies_in_one_half_of_the_year_or_the_other(told):
    for book in told:
        for report in FLOWS:
            key = KEYS[report]
            assert book.halves[0][key] + book.halves[1][key] == book.year[key], (book.office.name, report)


def test_half_a_year_has_fewer(told, county_year):
    counted = [KEYS[report] for report in FLOWS if isinstance(county_year[KEYS[report]], Count | Money)]
    fewer = [key for key in counted if county_year[key].number]
    assert len(fewer) == len(counted) - 1  # nobody escaped supervision in either half
    for key in fewer:
        assert total(book.halves[0][key] for book in told).number < county_year[key].number, key


def test_the_villages_of_an_office_yield_what_the_office_does(told):
    """All of them its figures, and two parts of them together; what has no village is then left out."""
    book = told[1]
    with open_store(book.office.folder) as store:
        uids = [row[0] for row in store.rows("SELECT uid FROM village ORDER BY uid")]
        one, other, every = (figures.compute(store, YEAR, part) for part in (uids[::2], uids[1::2], uids))
    for report, key in KEYS.items():
        if report in OF_NO_VILLAGE:
            assert not every[key].number, report
        else:
            assert every[key] == book.year[key], report
            if report != "F30":  # of units, not of records
                assert one[key] + other[key] == book.year[key], report


def test_the_books_balance_in_every_office(told):
    """期初 + 接收 + 迁入 − 解除 − 终止 − 迁出 = 期末, and the other sums; over the year and over each half."""
    for book in told:
        broken = [identity.text for identity in book.identities if identity.hard and not identity.holds]
        assert broken == [], book.office.name


def test_the_balance_of_the_county(county_year):
    flows = ("first", "received", "in", "released", "stopped", "out")
    assert [county_year[f"correction_{flow}"].n for flow in flows] == [204, 175, 5, 137, 2, 4]
    assert 204 + 175 + 5 - 137 - 2 - 4 == county_year["correction"].n
    assert [county_year[f"correction_moves{way}"].n for way in ("", "_in", "_out")] == [9, 5, 4]


def test_all_four_categories_are_told_zeros_included(county_year):
    """241 = 231 + 6 + 4 in the report; that 管制 is nought was not printed."""
    parts = [county_year[f"correction_{category}"].n for category in ("01", "02", "03", "04")]
    assert parts == [0, 231, 6, 4]
    assert sum(parts) == county_year[KEYS["F65"]].n


def test_92_4_per_cent_is_of_enquiries_and_says_what_is_unknown(county_year):
    """(118 起 − 9 人) ÷ 118 起: two units; who is not known to have applied counts as resolved."""
    resolved = county_year[KEYS["F20"]]
    assert resolved == Ratio(118 - 9, 118, resolved.unknown)
    assert 0 < resolved.unknown == county_year["review_unknown"].n < 109
    assert FIGURES[KEYS["F20"]].shown(resolved) == "92.4"
    assert [FIGURES[KEYS[report]].unit for report in ("F18", "F19", "F20")] == ["起", "人", "%"]


def test_15_platforms_16_committees_17_of_correction(told, county_year):
    """Units are data: the development area has no platform, the county has a committee more."""
    assert [county_year[KEYS[report]].n for report in ("F33", "F59", "F61")] == [15, 16, 17]
    assert [book.office.name for book in told if not book.year[KEYS["F33"]].n] == [NEW_AREA]


def test_notarial_matters_have_no_tab():
    """908 = 258 + 650, and the 15 lie inside the 650; no record of a township yields any of them."""
    matters, domestic, foreign, straits = (LINES[report].low for report in ("F51", "F52", "F53", "F54"))
    assert matters == domestic + foreign
    assert matters != domestic + foreign + straits
    assert not {"F51", "F52", "F53", "F54"} & set(KEYS)


def test_an_of_which_line_is_never_more_than_the_line_above(told):
    for book in told:
        for key, figure in FIGURES.items():
            if figure.parent and figure.measure == "count" and not figure.owner and not figure.ratio[1]:
                assert book.year[key].n <= book.year[figure.parent].number, (book.office.name, key)


def test_money_is_shown_as_the_report_prints_it(county_year):
    shown = [FIGURES[KEYS[report]].shown(county_year[KEYS[report]]) for report in ("F14", "F49", "F50")]
    assert shown == ["671.14", "171.30", "262.40"]
