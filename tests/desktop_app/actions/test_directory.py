"""Two entries become one and two again, and nobody is asked twice about two people."""

import pytest

from db import people, repository
from db.errors import Conflict, KnownError
from db.items import CASE, PERSON, VILLAGE
from db.twins import twins
from desktop_app.actions import cases, directory, office
from tests.desktop_app.actions.made_cases import get, simple

PEOPLE = "SELECT {} FROM person ORDER BY id"
WRITTEN = "uid, name, kind, id_type, id_no, sex, birth, ethnicity, occupation, phone, village, address, deleted_at IS NULL"


@pytest.fixture
def two(session):
    """uids of 王婷 (village, telephone, two cases) and 王亭 (telephone, id number, one case), one person."""
    village = office.register(session.store, VILLAGE, "东村", session.who)

    def met(name, **said):
        case = simple(session, name)
        case["parties"][0] |= said
        return cases.save_case(session, case).record

    first = met("王婷", village=village, phone="13806310001")
    met("王婷", village=village, phone="13806310001")
    second = met("王亭", village=village, id_no="371083198506060329", address="村东头")
    return first["parties"][0]["person"], second["parties"][0]["person"]


def shape(session):
    """Everything that a merge touches, as it reads."""
    return (session.store.rows(PEOPLE.format(WRITTEN)), session.store.rows("SELECT uid, person FROM party ORDER BY id"),
            session.store.rows("SELECT uid, revision FROM mediation_case ORDER BY id"))


def test_what_a_merge_will_do_is_told_before(session, two):
    first, second = (repository.get(session.store, PERSON, uid) for uid in two)
    assert directory.count(session) == 2
    before = shape(session)
    assert directory.foretell(session, first, second) == "补上证件号码、性别、出生日期、住址；1 件案件改记在它名下"
    assert directory.foretell(session, second, first) == "补上电话；2 件案件改记在它名下"
    assert shape(session) == before


def test_the_one_kept_gains_facts_and_cases(session, two):
    keep, gone = two
    said = directory.merge(session, keep, gone)
    person = repository.get(session.store, PERSON, keep)
    assert (person["name"], person["phone"], person["id_no"], person["id_type"], person["address"], person["sex"]) == (
        "王婷", "13806310001", "371083198506060329", "id_card", "村东头", "2")
    assert len(directory.cases_of(session, keep)) == directory.case_count(session, keep) == 3
    assert directory.cases_of(session, gone) == [] and "王婷" in said
    assert repository.get(session.store, PERSON, gone)["deleted_at"]
    assert [c.action for c in repository.history(session.store, PERSON, gone)][-1] == "delete"
    assert twins(session.store) == ([], 0)


def test_undo_is_the_exact_inverse(session, two):
    before = shape(session)
    for keep, gone in (two, two[::-1]):
        directory.merge(session, keep, gone)
        assert shape(session) != before
        assert directory.undo(session).startswith("已撤销：合并")
        assert shape(session) == before
    assert directory.undo(session) == "没有可以撤销的" and directory.last_deed(session) is None


def test_two_merges_come_apart_in_turn(session, two):
    third = people.remember(session.store, {"name": "王挺", "phone": "13806310009", "kind": "natural"}, session.who)
    start = shape(session)
    directory.merge(session, *two)
    middle = shape(session)
    directory.merge(session, third, two[0])
    assert directory.case_count(session, third) == 3
    directory.undo(session)
    assert shape(session) == middle
    directory.undo(session)
    assert shape(session) == start


def test_what_was_changed_after_the_merge_is_kept_by_undo(session, two):
    keep, gone = two
    directory.merge(session, keep, gone)
    person = repository.get(session.store, PERSON, keep)
    repository.save(session.store, PERSON, person | {"address": "搬到村西", "occupation": "渔民"}, session.who)
    directory.undo(session)
    person = repository.get(session.store, PERSON, keep)
    assert (person["address"], person["occupation"], person["id_no"]) == ("搬到村西", "渔民", None)
    assert directory.case_count(session, gone) == 1


def test_the_old_spelling_leads_to_the_one_kept(session, two):
    keep, gone = two
    directory.merge(session, keep, gone)
    assert [p["uid"] for p in people.find(session.store, "王亭")] == [keep]
    case = next(c for c in directory.cases_of(session, keep) if c["parties"][0]["name"] == "王亭")
    case["parties"][0]["phone"] = "13806310001"
    saved = cases.save_case(session, case).record
    assert saved["parties"][0]["person"] == keep and saved["parties"][0]["name"] == "王亭"
    assert repository.get(session.store, PERSON, keep)["name"] == "王婷"
    assert len(repository.records(session.store, PERSON)) == 1


def test_told_apart_once_is_told_for_good(session, two):
    assert twins(session.store)[1] == 1
    directory.set_apart(session, *two)
    assert twins(session.store)[1] == 0
    assert directory.undo(session).startswith("已撤销：不是同一人") and twins(session.store)[1] == 1


def test_what_was_told_apart_holds_for_the_one_it_was_merged_into(session, two):
    keep, gone = two
    village = repository.get(session.store, PERSON, keep)["village"]
    third = people.remember(session.store, {"name": "王婷", "village": village, "id_no": "371083", "kind": "natural"}, session.who)
    directory.set_apart(session, gone, third)
    directory.merge(session, keep, gone)
    assert twins(session.store)[1] == 0


def test_two_whose_numbers_prove_it_cannot_be_merged(session, two):
    other = people.remember(session.store, {"name": "王亭", "id_no": "371083197001110330", "kind": "natural"}, session.who)
    before = shape(session)
    with pytest.raises(KnownError, match="号码不一样"):
        directory.merge(session, two[1], other)
    assert shape(session) == before and directory.last_deed(session) is None


def test_a_pair_done_already_is_not_done_again(session, two):
    directory.merge(session, *two)
    for deed in (directory.merge, directory.set_apart):
        with pytest.raises(Conflict):
            deed(session, *two)
    with pytest.raises(Conflict):
        directory.merge(session, two[0], two[0])


def test_an_address_stays_with_its_village(session, two):
    keep, gone = (repository.get(session.store, PERSON, uid) for uid in two)
    repository.save(session.store, PERSON, gone | {"village": "elsewhere"}, session.who)
    directory.merge(session, *two)
    assert repository.get(session.store, PERSON, keep["uid"])["address"] is None


def test_deleted_cases_are_moved_too_and_not_counted(session, two):
    keep, gone = two
    case = directory.cases_of(session, gone)[0]
    cases.delete_case(session, case["uid"])
    directory.merge(session, keep, gone)
    assert directory.case_count(session, keep) == len(directory.cases_of(session, keep)) == 2
    assert get(session, case["uid"])["parties"][0]["person"] == keep
    repository.restore(session.store, CASE, case["uid"], session.who)
    assert directory.case_count(session, keep) == 3
