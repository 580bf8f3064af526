"""Office, registers, case numbers, limits, 回收站."""

import pytest

from db import repository
from db.errors import KnownError
from db.items import CASE, COMMITTEE, MEDIATOR, VILLAGE
from desktop_app.actions import cases, settings


def committee(session):
    return repository.records(session.store, COMMITTEE)[0]


def test_the_office_can_be_renamed_and_handed_over(session):
    other = next(m for m in repository.records(session.store, MEDIATOR) if m["uid"] != session.me)
    settings.save_office(session, "county", "乳山市司法局", other["uid"], {"occupation": "渔民"})
    assert (session.office["desk"], session.office["name"], session.who) == ("county", "乳山市司法局", other["name"])
    assert session.office["sample"] is False
    assert cases.new_party(session, "applicant")["occupation"] == "渔民"
    assert settings.default(session.store, "mediation_place") == settings.DEFAULTS["mediation_place"]


def test_the_next_person_s_cases_are_the_next_person_s(session):
    case = cases.new_case(session) | {"summary": "树枝遮光"}
    case["parties"][0]["name"] = "高兴民"
    cases.save_case(session, case)
    other = next(m["uid"] for m in repository.records(session.store, MEDIATOR) if m["uid"] != session.me)
    settings.save_office(session, "town", "某所", other, {})
    following = cases.new_case(session)
    assert {following[key] for key in ("registrar", "mediator", "recorder", "file_maker")} == {other}


@pytest.mark.parametrize(("name", "me"), [(None, "x"), ("某所", None)])
def test_an_office_needs_a_name_and_a_person(session, name, me):
    before = session.office
    with pytest.raises(KnownError):
        settings.save_office(session, "town", name, me, {})
    assert session.office == before


def test_entries_are_added_changed_and_never_doubled(session):
    village = settings.save_entry(session, VILLAGE, VILLAGE.blank() | {"name": "东山头村"})
    village = settings.save_entry(session, VILLAGE, village | {"code": "371083101201"})
    assert village["revision"] == 2
    with pytest.raises(KnownError, match="已经有"):
        settings.save_entry(session, VILLAGE, VILLAGE.blank() | {"name": "东山头村"})
    with pytest.raises(KnownError, match="名称"):
        settings.save_entry(session, VILLAGE, VILLAGE.blank())


def test_the_last_committee_and_the_person_entering_stay(session):
    with pytest.raises(KnownError, match="录入人"):
        settings.delete_entry(session, MEDIATOR, session.me)
    with pytest.raises(KnownError, match="至少"):
        settings.delete_entry(session, COMMITTEE, committee(session)["uid"])


@pytest.mark.parametrize(("template", "right"), [
    (None, True), ("{abbr}人调口字〔{year}〕第{seq:03d}号", True), ("{year}-{seq}", True),
    ("{abbr}人调字〔{year}〕第1号", False), ("{abbr}第{seq}号", False)])
def test_a_template_makes_a_number_once_only(session, template, right):
    entry = committee(session) | {"oral_number": template}
    assert (settings.template_fault(entry, "oral") == "") == right
    if right:
        assert settings.save_entry(session, COMMITTEE, entry)["oral_number"] == template
    else:
        with pytest.raises(KnownError):
            settings.save_entry(session, COMMITTEE, entry)


def test_the_next_number_is_the_one_the_next_case_gets(session):
    for _ in range(2):
        promised = settings.next_numbers(session.store, committee(session))["oral"]
        case = cases.new_case(session)
        case["parties"][0]["name"] = "高兴民"
        saved = cases.save_case(session, case | {"summary": "树枝遮光", "agreement_form": "oral", "result": "success"})
        assert saved.record["case_no"] == promised


def test_only_changed_limits_are_kept(session):
    shipped = settings.limits(session.store)
    settings.save_limits(session.store, {"mediation_days": 60, "visit_days": shipped["visit_days"], "confirm_days": None})
    assert session.store.settings.get("limits") == {"mediation_days": 60}
    assert settings.limits(session.store) == shipped | {"mediation_days": 60}
    with pytest.raises(KnownError, match="0 天"):
        settings.save_limits(session.store, {"visit_days": 0})


@pytest.mark.parametrize(("key", "value", "said"), [
    ("ab_years_released", 101, "101 年"), ("law_person_target", 0, "0 人"), ("review_norm_days", 4000, "4000 个工作日")])
def test_a_limit_is_refused_in_its_own_unit(session, key, value, said):
    with pytest.raises(KnownError, match=said):
        settings.save_limits(session.store, {key: value})
    assert session.store.settings.get("limits") is None


def test_what_comes_back_from_the_bin_is_never_doubled_either(session):
    village = settings.save_entry(session, VILLAGE, VILLAGE.blank() | {"name": "东山头村"})
    settings.delete_entry(session, VILLAGE, village["uid"])
    settings.save_entry(session, VILLAGE, VILLAGE.blank() | {"name": "东山头村"})
    with pytest.raises(KnownError, match="已经有“东山头村”"):
        settings.restore(session, [(VILLAGE, village["uid"])])


def test_what_is_deleted_can_be_seen_and_restored(session):
    case = cases.new_case(session)
    case["parties"][0]["name"] = "高兴民"
    uid = cases.save_case(session, case | {"summary": "树枝遮光"}).record["uid"]
    village = settings.save_entry(session, VILLAGE, VILLAGE.blank() | {"name": "东山头村"})["uid"]
    repository.delete(session.store, CASE, uid, session.who)
    settings.delete_entry(session, VILLAGE, village)
    found = settings.deleted(session.store)
    assert {(item.key, record["uid"]) for item, record in found} == {("mediation_case", uid), ("village", village)}
    assert settings.restore(session, [(item, record["uid"]) for item, record in found]) == 2
    assert settings.deleted(session.store) == []
    assert repository.get(session.store, CASE, uid)["deleted_at"] is None
