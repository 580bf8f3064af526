"""The directory of people met before: found by anything short, and never mixed up."""

import pytest

from db import people, repository
from db.items import PERSON, VILLAGE
from desktop_app.actions.office import register


@pytest.fixture
def remember(store):
    return lambda **values: people.remember(store, {"kind": "natural"} | values, "刘淑芬")


def everybody(store):
    return [(p["name"], p["id_no"], p["phone"]) for p in repository.records(store, PERSON)]


def found(store, text, **kwargs):
    return [p["name"] for p in people.find(store, text, **kwargs)]


class TestFind:
    @pytest.mark.parametrize(("text", "names"), [
        ("王建国", ["王建国"]), ("王建", ["王建军", "王建国"]), ("wjg", ["王建国"]), ("WJJ", ["王建军"]),
        ("wangjianguo", ["王建国"]), ("wangjian", ["王建军", "王建国"]), ("13806310001", ["王建国"]),
        ("１３８０６３１０００１", ["王建国"]), ("1380", ["张桂兰", "李秀英", "王建军", "王建国"]), ("011X", ["王建国"]), ("011x", ["王建国"]),
        ("37108319580312011X", ["王建国"]), ("zgl", ["张桂兰"]), ("", []), ("  ", []), ("没有", []), ("%", []), ("_", []),
        ("w", []), ("'; DROP TABLE person; --", [])])
    def test_by(self, store, known_people, text, names):
        assert sorted(found(store, text)) == sorted(names)

    def test_neighbours_first(self, store, remember):
        east, west = (register(store, VILLAGE, name, "刘淑芬") for name in ("东村", "西村"))
        remember(name="王芳", phone="13800000001", village=east)
        remember(name="王芳", phone="13800000002", village=west)
        for here, phone in ((east, "13800000001"), (west, "13800000002")):
            assert people.find(store, "王芳", here)[0]["phone"] == phone

    def test_at_most_as_many_as_asked_exact_names_first(self, store, remember):
        for n in range(6):
            remember(name=f"王芳{n}", phone=f"1380000000{n}")
        remember(name="王芳", phone="13900000000")
        assert len(people.find(store, "王芳")) == 5
        assert found(store, "王芳", limit=1) == ["王芳"]

    def test_not_those_in_the_bin(self, store, known_people):
        repository.delete(store, PERSON, known_people[0], "刘淑芬")
        assert found(store, "wjg") == []

    def test_names_with_a_dot_or_in_letters(self, store, remember):
        remember(name="阿卜杜拉·买买提", phone="13800000001")
        remember(name="Anna Smith", phone="13800000002")
        assert found(store, "abdlmmt") == ["阿卜杜拉·买买提"]
        assert found(store, "anna smith") == found(store, "AnnaSm") == ["Anna Smith"]


class TestRemember:
    def test_the_same_number_is_the_same_person(self, store, remember):
        one = remember(name="高兴民", id_no="371083195506060317", phone="13800000001")
        two = remember(name="高兴民", id_no="371083195506060317", phone="13800000002", occupation="渔民")
        assert one == two and everybody(store) == [("高兴民", "371083195506060317", "13800000002")]
        assert repository.get(store, PERSON, one)["occupation"] == "渔民"

    def test_a_name_with_a_telephone_grows_a_number(self, store, remember):
        assert remember(name="高兴民", phone="13800000001") == remember(
            name="高兴民", phone="13800000001", id_no="371083195506060317")
        assert everybody(store) == [("高兴民", "371083195506060317", "13800000001")]

    def test_what_is_known_is_not_forgotten(self, store, remember):
        uid = remember(name="高兴民", phone="13800000001", id_no="371083195506060317")
        remember(name="高兴民", phone="13800000001")
        assert repository.get(store, PERSON, uid)["id_no"] == "371083195506060317"

    def test_namesakes_stay_apart(self, store, remember):
        assert len({remember(name="王芳", id_no="371083195506060317"), remember(name="王芳", phone="13800000001"),
                    remember(name="王芳", id_no="371083197001110330")}) == 3

    def test_two_who_fit_equally_are_neither(self, store, remember):
        east = register(store, VILLAGE, "东村", "刘淑芬")
        two = {remember(name="王芳", phone=f"1380000000{n}", id_no=number, village=east)
               for n, number in enumerate(("371083195506060317", "371083197001110330"))}
        assert remember(name="王芳", village=east) not in two

    def test_many_namesakes_do_not_hide_the_right_one(self, store, remember):
        uids = [remember(name="王芳", phone=f"138000000{n:02d}") for n in range(20)]
        assert remember(name="王芳", phone="13800000000", id_no="371083195506060317") == uids[0]

    def test_somebody_else_s_number_is_a_slip_of_the_pen(self, store, remember):
        remember(name="高兴民", id_no="371083195506060317")
        remember(name="隋建波", id_no="371083195506060317")
        assert sorted(name for name, _, _ in everybody(store)) == ["隋建波", "高兴民"]

    def test_a_corrected_name_of_a_linked_person_is_a_correction(self, store, remember):
        uid = remember(name="高兴名", id_no="371083195506060317")
        assert remember(name="高兴民", id_no="371083195506060317", person=uid) == uid
        assert found(store, "gxm") == ["高兴民"]

    def test_another_name_on_a_linked_person_is_another_person(self, store, remember):
        uid = remember(name="高兴民", phone="13800000001")
        assert remember(name="隋建波", phone="13800000002", person=uid) != uid
        assert len(everybody(store)) == 2

    def test_a_person_in_the_bin_does_not_stop_the_save(self, store, remember):
        uid = remember(name="高兴民", phone="13800000001")
        repository.delete(store, PERSON, uid, "刘淑芬")
        assert remember(name="高兴民", phone="13800000001", person=uid) not in (uid, None)

    def test_a_mere_name_enters_nobody(self, store, remember):
        assert remember(name="高兴民", ethnicity="01", occupation="务农") is None
        assert everybody(store) == []


def test_what_a_party_takes_over(store, known_people):
    person = repository.get(store, PERSON, known_people[0])
    facts = people.facts(person)
    assert facts["person"] == person["uid"] and facts["id_no"] == "37108319580312011X"
    assert not {"uid", "revision", "initials", "pinyin"} & set(facts)
