"""The indicators on small books: edges of a period, stock and flow, what is opened, villages, adding up, identities."""

import pytest

from db import figures, repository
from db.figures import FIGURES, Count, Distinct, Money, Ratio, Span
from db.items import BY_KEY, VILLAGE

YEAR = Span("2022-01-01", "2022-12-31")
SEPTEMBER = Span("2022-09-01", "2022-09-30")


@pytest.fixture
def add(store):
    """add(item key, field=value …) -> uid."""
    def made(key, **said):
        item = BY_KEY[key]
        return repository.add(store, item, item.blank() | said, "刘淑芬")["uid"]

    return made


def number(store, key, span=YEAR, villages=None):
    return figures.compute(store, span, villages, [key])[key].number


def test_every_figure_says_what_it_counts():
    for key, figure in FIGURES.items():
        assert figure.key == key and figure.label and figure.unit and figure.group and figure.definition
        assert bool(figure.where) != bool(figure.ratio[1]), key
        assert not figure.parent or figure.parent in FIGURES
        assert bool(figure.source) <= bool(figure.report)


def test_an_empty_book_has_zeros_and_no_percentages(store):
    found = figures.compute(store, YEAR)
    assert list(found) == list(FIGURES)
    assert {amount.number for amount in found.values()} <= {0, None}
    assert all(FIGURES[key].shown(amount) == "" for key, amount in found.items() if amount.number is None)
    assert all(one.holds for one in figures.identities(store, YEAR))


def test_both_ends_of_a_period_count_and_the_entry_date_does_not(store, add):
    for day in ("2022-08-31", "2022-09-01", "2022-09-30", "2022-10-01"):
        add("publicity", title="送法", event_on=day, leaflet_n=100)
    assert number(store, "publicity", SEPTEMBER) == 2 and number(store, "publicity_leaflets", SEPTEMBER) == 200


def test_what_lies_in_the_trash_does_not_count(store, add):
    uid = add("consultation", summary="问", event_on="2022-09-05", person_n=3)
    add("consultation", summary="问", event_on="2022-09-06", person_n=1)
    repository.delete(store, BY_KEY["consultation"], uid, "刘淑芬")
    assert number(store, "consultation") == 1 and number(store, "consultation_persons") == 1


class TestCorrection:
    def test_stock_is_read_from_dates_and_never_from_the_stored_state(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01", status="released")
        add("correction", name="乙", category="02", reported_on="2022-03-01", end_on="2022-10-05", end_kind="expired",
            status="released")
        assert number(store, "correction", SEPTEMBER) == 2
        assert number(store, "correction", Span("2022-10-01", "2022-10-31")) == 1
        assert number(store, "correction_released", Span("2022-10-01", "2022-10-31")) == 1

    def test_who_ends_on_the_last_day_is_no_longer_there(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01", end_on="2022-09-30", end_kind="expired")
        assert number(store, "correction", SEPTEMBER) == 0 and number(store, "correction_released", SEPTEMBER) == 1

    def test_an_opened_book_has_stock_and_no_receptions(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01", opening=True)
        assert [number(store, key) for key in ("correction_received", "correction_first", "correction")] == [0, 1, 1]
        assert figures.identities(store, YEAR)[0].holds

    def test_moves_in_and_out_are_apart_from_receptions_and_releases(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01", recv_kind="move_in")
        add("correction", name="乙", category="02", reported_on="2021-03-01", end_on="2022-04-01", end_kind="move_out")
        add("correction", name="丙", category="03", reported_on="2021-03-01", end_on="2022-04-01", end_kind="imprison")
        told = {key: number(store, f"correction_{key}") for key in
                ("first", "received", "in", "released", "stopped", "out")}
        assert told == {"first": 2, "received": 0, "in": 1, "released": 0, "stopped": 1, "out": 1}
        assert number(store, "correction") == 1 and figures.identities(store, YEAR)[0].holds

    def test_categories_are_printed_with_their_zeros_and_must_make_the_whole(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01")
        assert [number(store, f"correction_0{n}") for n in (1, 2, 3, 4)] == [0, 1, 0, 0]
        add("correction", name="乙", reported_on="2022-03-01")  # without a category
        told = figures.identities(store, YEAR)[1]
        assert not told.holds and told.hard and "管制 0" in told.text and "在矫 2" in told.text

    def test_juveniles_are_counted_by_the_flag_of_their_reception(self, store, add):
        add("correction", name="甲", category="02", reported_on="2022-03-01", juvenile=True, birth="1990-01-01")
        assert number(store, "correction_juvenile") == 1 and FIGURES["correction_juvenile"].parent == "correction"

    def test_a_move_counts_by_its_decision_and_only_when_agreed(self, store, add):
        who = add("correction", name="甲", reported_on="2022-03-01")
        for day, result in (("2022-09-02", "agreed"), ("2022-09-02", "refused"), (None, "agreed"), ("2023-01-02", "agreed")):
            add("correction_move", subject=who, event_on="2022-08-01", decided_on=day, result=result, direction="out")
        assert number(store, "correction_moves") == 1 and number(store, "correction_moves_out") == 1


def test_the_rate_of_review_shows_its_unknowns(store, add):
    for chosen in ("yes", "no", "unknown", None):
        add("consultation", summary="问", event_on="2022-09-05", is_review=True, review_chosen=chosen)
    add("consultation", summary="问", event_on="2022-09-05")
    assert figures.compute(store, YEAR)["review_resolved"] == Ratio(3, 4, 2)
    assert number(store, "review_resolved") == 75.0


def test_reviews_of_contracts_stand_apart_and_their_issues_are_counted(store, add):
    add("legal_review", title="甲合同", kind="contract", opinion_on="2022-09-05",
        issues=[{"kind": "price", "text": "一"}, {"kind": "price", "text": "二"}, {"kind": "form", "text": "三"}])
    add("legal_review", title="决策", kind="decision", opinion_on="2022-09-05", issues=[{"kind": "price", "text": "四"}])
    add("legal_review", title="未出", kind="contract", submit_on="2022-09-05")
    told = {key: number(store, key) for key in ("review", "review_decision", "review_contract", "issue", "issue_class")}
    assert told == {"review": 1, "review_decision": 1, "review_contract": 1, "issue": 3, "issue_class": 2}


@pytest.mark.parametrize(("said", "counted"), [
    ({}, 1), ({"valid_from": "2022-10-01"}, 0), ({"valid_to": "2022-09-30"}, 0), ({"valid_to": "2022-10-01"}, 1),
    ({"closed": True}, 0), ({"closed": True, "valid_to": "2022-12-01"}, 1)])
def test_a_village_is_there_between_its_dates(store, add, said, counted):
    add("village", name="东村", **said)
    assert number(store, "village", SEPTEMBER) == counted


def test_coverage_counts_villages_not_contracts(store, add):
    east, _ = add("village", name="东村"), add("village", name="西村")
    for last in ("2022-12-31", "2023-12-31"):
        add("counsel", name="某律师", village=east, contract_from="2022-01-01", contract_to=last)
    assert number(store, "village_counsel") == 1 and number(store, "village_counsel_rate") == 50.0


def test_some_villages_only(store, add):
    east, west = add("village", name="东村"), add("village", name="西村")
    who = add("correction", name="甲", category="02", reported_on="2022-03-01", village=east)
    add("correction_missing", subject=who, event_on="2022-05-01", kind="escaped")
    add("publicity", title="送法", event_on="2022-09-05")
    add("publicity", title="送法", event_on="2022-09-05", village=west)
    told = {village: [number(store, key, YEAR, [village]) for key in ("correction", "correction_missing", "publicity", "village")]
            for village in (east, west)}
    assert told == {east: [1, 1, 0, 1], west: [0, 0, 1, 1]}
    assert number(store, "publicity") == 2 and number(store, "publicity", YEAR, []) == 0


def test_amounts_of_several_books_add_up():
    assert Count(2) + Count(3) == Count(5)
    assert (Money(150) + Money(50)).number == 200
    assert (Ratio(1, 2, 1) + Ratio(2, 2)).number == 75.0
    assert (Distinct(frozenset("ab")) + Distinct(frozenset("bc"))).number == 3


def test_money_is_written_as_the_unit_says(store, add):
    add("supervision", target="某队", event_on="2022-09-05", lenient_amount=671_140_000)
    figure = FIGURES["lenient_amount"]
    assert figure.shown(figures.compute(store, YEAR)["lenient_amount"]) == "671.14" and figure.unit == "万元"


def test_behind_every_number_stand_its_records(store, add):
    village = add("village", name="东村", upgraded_on="2022-05-01",
                  sites=[{"name": "广场", "built_on": "2020-01-01"}, {"name": "长廊", "built_on": "2021-01-01"}])
    add("mediation_case", event_on="2022-09-05", result="success", amount=100)
    add("mediation_case", event_on="2022-09-05", result="ongoing")
    who = add("correction", name="甲", category="02", reported_on="2022-03-01")
    add("correction_visit", subject=who, event_on="2022-05-01")
    add("counsel_service", event_on="2022-09-05", village=village, opinion_n=0, people_n=2)
    amounts = figures.compute(store, YEAR)
    for key, figure in FIGURES.items():
        for item_key, ids in figures.records_of(store, key, YEAR):
            assert len(repository.page(store, BY_KEY[item_key], ids)) == len(ids)
            if figure.measure == "count" and not figure.ratio[1] and not figure.owner:
                assert len(ids) == amounts[key].number, key
    assert len(figures.records_of(store, "village_sites", YEAR)[0][1]) == 1  # one village has both
    assert figures.records_of(store, "counsel_opinion", YEAR)[0][1] == []  # a zero has no records
    assert len(figures.records_of(store, "counsel_people", YEAR)[0][1]) == 1
    assert [key for key, _ in figures.records_of(store, "mediation_rate", YEAR)] == ["mediation_case"]
    assert repository.get(store, VILLAGE, village)["name"] == "东村"
