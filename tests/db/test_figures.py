"""The indicators on small books: edges of a period, stock and flow, what is opened, villages, adding up, identities."""

from functools import partial

import pytest

from db import figures, repository
from db.database import open_store
from db.figures import FIGURES, Count, Distinct, Money, Ratio, Span
from db.items import BY_KEY, VILLAGE

YEAR = Span("2022-01-01", "2022-12-31")
SEPTEMBER = Span("2022-09-01", "2022-09-30")


def put(store, key, **said):
    """A record of an item, as it is: no rule fills anything in. Returns its uid."""
    item = BY_KEY[key]
    return repository.add(store, item, item.blank() | said, "刘淑芬")["uid"]


@pytest.fixture
def add(store):
    """add(item key, field=value …) -> uid."""
    return partial(put, store)


def number(store, key, span=YEAR, villages=None):
    return figures.compute(store, span, villages, [key])[key].number


def test_57_lines_of_the_report_are_yielded_each_once():
    told = [*(5, 7), *range(10, 21), *(24, 25), *range(28, 35), *range(36, 42), *range(44, 51), *range(56, 78)]
    assert len(told) == 57
    assert sorted(figure.report for figure in FIGURES.values() if figure.report) == sorted(f"F{n}" for n in told)


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


class TestMediation:
    def test_what_goes_on_is_apart_and_the_rate_is_of_what_ended(self, store, add):
        for result in ("success", "success", "success", "failure", "ongoing", None):
            add("mediation_case", event_on="2022-09-05", result=result, dispute_type="01")
        told = {key: number(store, f"mediation{key}") for key in ("", "_success", "_failure", "_ongoing", "_01", "_02")}
        assert told == {"": 4, "_success": 3, "_failure": 1, "_ongoing": 2, "_01": 4, "_02": 0}
        assert figures.compute(store, YEAR)["mediation_rate"] == Ratio(3, 4) and FIGURES["mediation_ongoing"].parent == ""

    def test_people_are_those_said_or_those_named(self, store, add):
        add("mediation_case", event_on="2022-09-05", result="success", parties=[{"name": "张三"}, {"name": "李四"}])
        add("mediation_case", event_on="2022-09-05", result="failure", people_count=30, parties=[{"name": "王五"}])
        add("mediation_case", event_on="2022-09-05", result="ongoing", people_count=7)
        assert number(store, "mediation_people") == 32
        assert len(figures.records_of(store, "mediation_people", YEAR)[0][1]) == 2

    def test_a_case_without_a_type_breaks_the_sum_of_types_and_one_without_a_form_only_a_soft_one(self, store, add):
        add("mediation_case", event_on="2022-09-05", result="success", agreement_form="oral", dispute_type="01")
        assert all(one.holds for one in figures.identities(store, YEAR))
        add("mediation_case", event_on="2022-09-05", result="success")
        broken = {one.label: one.hard for one in figures.identities(store, YEAR) if not one.holds}
        assert broken == {"纠纷类型": True, "协议形式（供核对）": False}


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

    def test_what_is_opened_within_the_period_is_stock_of_its_beginning(self, store, add):
        add("correction", name="甲", category="02", recv_kind="first", reported_on="2022-09-10", opening=True)
        add("correction", name="乙", category="02", recv_kind="move_in", reported_on="2022-09-10", opening=True)
        add("correction", name="丙", category="02", recv_kind="first", reported_on="2022-09-10")
        told = [number(store, f"correction{key}", SEPTEMBER) for key in ("_first", "_received", "_in", "")]
        assert told == [2, 1, 0, 3] and figures.identities(store, SEPTEMBER)[0].holds

    @pytest.mark.parametrize(("day", "received", "at_first", "at_end"), [
        ("2022-08-31", 0, 1, 1), ("2022-09-01", 1, 0, 1), ("2022-09-30", 1, 0, 1), ("2022-10-01", 0, 0, 0), (None, 0, 0, 0)])
    def test_the_day_of_reporting_in_decides(self, store, add, day, received, at_first, at_end):
        add("correction", name="甲", category="02", recv_kind="first", reported_on=day, event_on="2022-09-15")
        told = [number(store, key, SEPTEMBER) for key in ("correction_received", "correction_first", "correction")]
        assert told == [received, at_first, at_end] and figures.identities(store, SEPTEMBER)[0].holds

    @pytest.mark.parametrize("gap", [
        {"reported_on": "2022-09-05"},  # how he came is not said
        {"reported_on": "2022-03-01", "recv_kind": "first", "end_on": "2022-09-05"},  # nor here how he left
        {"recv_kind": "first", "end_on": "2022-09-05", "end_kind": "expired"}])  # released, but never there
    def test_what_contradicts_itself_breaks_the_balance(self, store, add, gap):
        add("correction", name="甲", category="02", **gap)
        told = figures.identities(store, SEPTEMBER)[0]
        assert told.hard and not told.holds and "期初在矫" in told.text and "+接收" in told.text and "−解除" in told.text

    @pytest.mark.parametrize(("kind", "key"), [
        ("expired", "released"), ("amnesty", "released"), ("revoke_probation", "stopped"), ("revoke_parole", "stopped"),
        ("imprison", "stopped"), ("death", "stopped"), ("move_out", "out")])
    def test_every_end_is_of_one_kind(self, store, add, kind, key):
        add("correction", name="甲", category="02", recv_kind="first", reported_on="2022-03-01", end_on="2022-09-05", end_kind=kind)
        told = [name for name in ("released", "stopped", "out") if number(store, f"correction_{name}", SEPTEMBER)]
        assert told == [key] and figures.identities(store, SEPTEMBER)[0].holds

    def test_a_locator_is_in_use_until_its_term_or_its_removal(self, store, add):
        who = add("correction", name="甲", reported_on="2022-03-01")
        for until, off in (("2022-09-30", None), (None, None), ("2022-09-29", None), ("2022-12-01", "2022-09-30")):
            add("correction_locator", subject=who, event_on="2022-09-01", until_on=until, off_on=off)
        assert number(store, "correction_locator", SEPTEMBER) == 2

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


HELPED = {"name": "甲", "join_on": "2022-03-01", "period_to": "2027-03-01", "status": "finished"}


class TestResettlement:
    @pytest.mark.parametrize(("said", "counted"), [
        ({}, 1), ({"ended_as": "lost", "ended_on": "2022-09-01"}, 1), ({"ended_as": "moved", "ended_on": "2022-09-30"}, 0),
        ({"ended_as": "death", "ended_on": "2022-10-01"}, 1), ({"period_to": "2022-09-30"}, 0),
        ({"period_to": "2022-10-01"}, 1), ({"period_to": None}, 1), ({"join_on": "2022-10-01"}, 0), ({"join_on": None}, 0)])
    def test_who_is_on_the_books(self, store, add, said, counted):
        add("resettlement", **HELPED | said)
        assert number(store, "resettlement", SEPTEMBER) == counted

    def test_received_and_filed(self, store, add):
        for filed, opening in (("2022-03-02", False), (None, False), ("2022-03-02", True)):
            add("resettlement", **HELPED, file_on=filed, opening=opening)
        assert [number(store, f"resettlement{key}") for key in ("_received", "_filed", "")] == [2, 1, 3]
        assert figures.compute(store, YEAR)["resettlement_filed_rate"] == Ratio(1, 2)

    def test_the_years_of_help_are_over_unless_he_was_gone_before(self, store, add):
        for ended in ({}, {"ended_as": "moved", "ended_on": "2022-08-01"}, {"ended_as": "moved", "ended_on": "2022-09-20"},
                      {"ended_as": "lost", "ended_on": "2022-08-01"}):
            add("resettlement", **HELPED | {"period_to": "2022-09-10"} | ended)
        assert number(store, "resettlement_finished", SEPTEMBER) == 3


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
    [(item_key, ids)] = figures.records_of(store, "issue", YEAR)
    assert (item_key, len(ids)) == ("legal_review", 1)


def test_reviews_by_kind_make_the_whole_and_advice_is_apart(store, add):
    for kind in ("decision", "norm", "norm", "village", "other", "advice", "contract"):
        add("legal_review", title="一件", kind=kind, opinion_on="2022-09-05")
    told = {key: number(store, f"review_{key}") for key in ("decision", "norm", "enforcement", "village", "meeting", "other")}
    assert told == {"decision": 1, "norm": 2, "enforcement": 0, "village": 1, "meeting": 0, "other": 1}
    assert number(store, "review") == sum(told.values()) and number(store, "advice") == 1
    assert "review_advice" not in FIGURES
    assert next(one for one in figures.identities(store, YEAR) if one.label == "合法性审查分类").holds


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


def test_coverage_by_committees_persons_and_platforms(store, add):
    east, west = add("village", name="东村", upgraded_on="2022-10-01"), add("village", name="西村", upgraded_on="2022-09-30")
    add("village", name="旧村", upgraded_on="2020-01-01", valid_to="2022-01-01")
    add("committee", name="东村调委会", kind="village", village=east)
    add("committee", name="西村调委会", kind="village", village=west, dissolved_on="2022-09-30")
    add("committee", name="养殖业调委会", kind="sector", village=west)
    add("law_person", name="甲", kind="person", village=east, appoint_on="2022-09-30")
    add("law_person", name="乙", kind="leader", village=west, appoint_on="2021-01-01", exit_on="2022-09-30")
    told = figures.compute(store, SEPTEMBER)
    assert [told[f"village_{what}_rate"] for what in ("platform", "committee", "law_person", "counsel")] == [
        Ratio(1, 2), Ratio(1, 2), Ratio(1, 2), Ratio(0, 2)]
    assert [told[key] for key in ("law_person", "law_person_person", "law_person_leader", "committee_village")] == [
        Count(1), Count(1), Count(0), Count(1)]


@pytest.mark.parametrize(("said", "counted"), [
    ({}, 1), ({"left": True}, 0), ({"left": True, "exit_on": "2022-10-01"}, 1), ({"left": True, "exit_on": "2022-09-30"}, 0),
    ({"appoint_on": "2022-10-01"}, 0)])
def test_a_mediator_is_in_office_between_his_dates(store, add, said, counted):
    add("mediator", name="甲", kind="part", **said)
    assert [number(store, f"mediator{kind}", SEPTEMBER) for kind in ("", "_part", "_full")] == [counted, counted, 0]


def test_sites_and_boards_of_the_office(store, add):
    for kind in ("platform", "correction", "studio", "contact", "supervisor", "site", "site"):
        add("facility", name=kind, kind=kind, set_on="2022-09-30", upgraded_on=None)
    add("facility", name="旧", kind="studio", set_on="2020-01-01", closed_on="2022-09-30")
    told = figures.compute(store, SEPTEMBER)
    keys = ("town_platform", "correction_committee", "studio", "contact", "supervisor", "town_site")
    assert [told[key].number for key in keys] == [0, 1, 1, 1, 1, 2]
    assert told["site_cover"] == Ratio(1, 1) and figures.compute(store, Span("2022-08-01", "2022-08-31"))["site_cover"] == Ratio(0, 1)


def test_a_suit_of_a_village_is_counted_there(store, add):
    east = add("village", name="东村")
    add("suit", plaintiff="某", event_on="2022-09-05", village=east, head_attended=True)
    add("suit", plaintiff="某", event_on="2022-09-05", head_attended=False)
    assert figures.compute(store, YEAR)["suit_head_rate"] == Ratio(1, 2)
    assert figures.compute(store, YEAR, [east])["suit_head_rate"] == Ratio(1, 1)


def test_two_books_add_up(tmp_path):
    """Counts and money add, shares are of the sums, an enterprise seen by both is one, offices are units."""
    told = []
    for name, answers, firms in (("甲", ("success", "failure"), ("水产公司", "木器厂")), ("乙", ("success",) * 2, ("水产公司",))):
        with open_store(tmp_path / name) as store:
            for answer in answers:
                put(store, "mediation_case", event_on="2022-09-05", result=answer, amount=1_000_000)
            for firm in firms:
                put(store, "enterprise_check", event_on="2022-09-05", enterprise=firm)
            if name == "乙":
                put(store, "facility", name="法治广场", kind="site", set_on="2020-01-01")
            told.append(figures.compute(store, YEAR))
    both = {key: told[0][key] + told[1][key] for key in FIGURES}
    assert both["mediation"] == Count(4) and both["mediation_amount"] == Money(3_000_000)
    assert FIGURES["mediation_amount"].shown(both["mediation_amount"]) == "3.00"
    assert both["mediation_rate"] == Ratio(3, 4) and both["enterprise"].number == 2 and both["site_cover"] == Ratio(1, 2)


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


def fill(add):
    """One or two of everything that is counted, on or before the same day."""
    day, village = {"event_on": "2022-09-05"}, add("village", name="西村", upgraded_on="2022-05-01")
    for kind in ("oral", "written"):
        add("mediation_case", **day, result="success", agreement_form=kind, dispute_type="01", difficulty="complex",
            ext_on="2022-09-06", amount=100, parties=[{"name": "张三"}])
    add("mediation_case", **day, result="failure", dispute_type="02")
    add("screening", **day, found_n=3, settled_n=1, moved_n=1, prevented_n=2)
    for chosen in ("yes", "unknown"):
        add("consultation", **day, summary="问", mode="visit", person_n=2, is_review=True, review_chosen=chosen)
    add("review_intake", **day, name="甲", sent_on="2022-09-06")
    add("legal_aid", **day, name="甲", sent_on="2022-09-06", result="granted", decided_on="2022-09-07", saved=1, recovered=2)
    for kind, end in (("first", "expired"), ("first", "imprison"), ("move_in", "move_out"), ("first", None)):
        who = add("correction", name="甲", category="02", sex="2", juvenile=True, reported_on="2022-03-01", recv_kind=kind,
                  end_kind=end, end_on=end and "2022-09-05")
    for kind in ("report", "visit", "education", "service", "leave"):
        add(f"correction_{kind}", **day, subject=who)
    for kind in ("in", "out"):
        add("correction_move", **day, subject=who, decided_on="2022-09-06", result="agreed", direction=kind)
    for kind in ("escaped", "missed"):
        add("correction_missing", **day, subject=who, kind=kind)
    for kind in ("praise", "rebuke", "warning"):
        add("correction_merit", **day, subject=who, kind=kind)
    add("correction_locator", **day, subject=who)
    who = add("resettlement", **HELPED, file_on="2022-03-02", risk="01", settle_mode="01")
    add("resettlement", **HELPED | {"period_to": "2022-09-05"})
    add("resettlement", **HELPED, ended_as="reoffended", ended_on="2022-09-05")
    add("resettlement_visit", **day, subject=who)
    add("publicity", **day, title="送法", leaflet_n=5, people_n=6, consult_n=7)
    add("counsel_service", **day, village=village, opinion_n=1, people_n=2)
    add("enterprise_check", **day, enterprise="木器厂", lecture=True, solved_n=3)
    for kind in ("decision", "norm", "enforcement", "village", "meeting", "other", "advice", "contract"):
        add("legal_review", title="一件", kind=kind, opinion_on="2022-09-05", due_on="2022-09-01", adopted="all",
            issues=[{"kind": "price", "text": "一"}, {"kind": "form", "text": "二"}])
    add("supervision", **day, target="队", problems_n=1, fix_due="2022-09-20", fix_result="done", lenient_n=1, lenient_amount=1)
    add("suit", **day, plaintiff="某", head_attended=True)
    for kind in ("family", "court", "police", "discipline"):
        add("video_visit", **day, inmate="某", kind=kind, result="done")
    for kind in ("platform", "correction", "studio", "contact", "supervisor", "site"):
        add("facility", name=kind, kind=kind, set_on="2020-01-01", upgraded_on="2022-01-01")
    for kind in ("village", "town", "sector", "enterprise"):
        board = add("committee", name=kind, kind=kind, village=village)
    for kind in ("full", "part"):
        add("mediator", name="甲", kind=kind, committee=board)
    for kind in ("leader", "person"):
        add("law_person", name="甲", kind=kind, village=village, appoint_on="2022-01-01")
    add("counsel", name="律师", village=village, contract_from="2022-01-01", contract_to="2023-01-01")


def test_behind_every_number_stand_its_records(store, add):
    fill(add)
    village = add("village", name="东村", upgraded_on="2022-05-01",
                  sites=[{"name": "广场", "built_on": "2020-01-01"}, {"name": "长廊", "built_on": "2021-01-01"}])
    add("mediation_case", event_on="2022-09-05", result="success", agreement_form="oral", dispute_type="01")
    add("mediation_case", event_on="2022-09-05", result="ongoing")
    who = add("correction", name="甲", category="02", recv_kind="first", reported_on="2021-03-01")
    add("correction_visit", subject=who, event_on="2022-05-01")
    add("counsel_service", event_on="2022-09-05", village=village, opinion_n=0, people_n=2)
    amounts = figures.compute(store, YEAR)
    noughts = {key for key, amount in amounts.items() if not amount.number and not FIGURES[key].parent}
    assert noughts <= {f"counsel_{what}" for what in ("dispute", "agreement", "contract", "lecture")} | {
        "model_applied", "model_named"}
    assert [one.label for one in figures.identities(store, YEAR) if not one.holds] == []
    for key, figure in FIGURES.items():
        for item_key, ids in figures.records_of(store, key, YEAR):
            assert len(repository.page(store, BY_KEY[item_key], ids)) == len(ids)
            if figure.measure == "count" and not figure.ratio[1] and not figure.owner:
                assert len(ids) == amounts[key].number, key
    assert len(figures.records_of(store, "village_sites", YEAR)[0][1]) == 1  # one village has both
    assert len(figures.records_of(store, "counsel_opinion", YEAR)[0][1]) == 1  # a zero has no records
    assert len(figures.records_of(store, "counsel_people", YEAR)[0][1]) == 2
    assert [key for key, _ in figures.records_of(store, "mediation_rate", YEAR)] == ["mediation_case"]
    assert repository.get(store, VILLAGE, village)["name"] == "东村"
