"""The directory of people met before: found by anything short, and never mixed up."""

import pytest

from db import people, repository
from db.items import CORRECTION, PERSON, RESETTLEMENT, VIDEO_VISIT, VILLAGE
from db.twins import twins_of
from desktop_app.actions.office import register
from tests.conftest import saved
from tests.db.test_pinyin import HARD, READINGS


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


    @pytest.mark.parametrize(("text", "name"), [
        ("王亭", "王婷"), ("王挺", "王婷"), ("李玟", "李玫"), ("张國强", "张国强"), ("乐正山", "乐正珊"), ("ly", "李乐"), ("liyue", "李乐"),
        ("lile", "李乐"), ("danhong", "单红"), ("dh", "单红"), ("shanhong", "单红"), ("gaiming", "盖明"), ("lvfang", "吕芳"), ("lüfang", "吕芳"),
        ("LV fang", "吕芳"), ("0001", "王婷"), ("10001", "王婷"), ("0317", "高兴民"), ("060317", "高兴民")])
    def test_by_sound_look_reading_and_end(self, store, remember, text, name):
        for n, one in enumerate(("王婷", "李玫", "张国强", "乐正珊", "李乐", "单红", "盖明", "吕芳"), 1):
            remember(name=one, phone=f"1380631{n:04d}")
        remember(name="高兴民", id_no="371083195506060317")
        assert found(store, text) == [name]

    def test_hard_surnames_by_either_spelling(self, store, remember):
        for name in HARD:
            remember(name=name + "建军", phone="13806310001")
        for surname, spelt in HARD.items():
            name = surname + "建军"
            assert found(store, name)[0] == name and name in found(store, spelt + "jianjun", limit=20)
            for other in READINGS.get(surname, "").split():
                assert name in found(store, other + "jianjun", limit=20) and name in found(store, other[0] + "jj", limit=99)

    def test_one_character_has_no_homophones(self, store, remember):
        remember(name="汪", phone="13806310001")
        assert found(store, "王") == []

    def test_exact_first_then_beginnings_then_alike_with_a_place_kept(self, store, remember):
        for n, name in enumerate(("王亭", "王挺", *(f"王婷{c}" for c in "甲乙丙丁戊"), "王婷"), 1):
            remember(name=name, phone=f"1380631{n:04d}")
        names = found(store, "王婷")
        assert names[0] == "王婷" and all(name.startswith("王婷") for name in names[:3])
        assert set(names[3:]) == {"王亭", "王挺"}

    def test_neighbours_first_also_among_homophones(self, store, remember):
        east, west = (register(store, VILLAGE, name, "刘淑芬") for name in ("东村", "西村"))
        remember(name="王婷", village=east)
        remember(name="王挺", village=west)
        assert found(store, "王廷", village=east) == ["王婷", "王挺"]
        assert found(store, "王廷", village=west) == ["王挺", "王婷"]

    @pytest.mark.parametrize("text", [
        "王建国", "王", "王建", "欧阳锋", "w", "wjg", "ovz", "wangjianguo", "wang", "liyue", "13806310001", "1380", "0001", "371083",
        "37108319580312011X", "011X"])
    def test_every_question_is_answered_by_an_index(self, store, known_people, monkeypatch, text):
        asked, ask = [], type(store).rows

        def listening(self, sql, *values):
            asked.append((sql, values))
            return ask(self, sql, *values)

        monkeypatch.setattr(type(store), "rows", listening)
        people.find(store, text)
        monkeypatch.undo()
        assert asked
        for sql, values in asked:
            plan = [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", *values)]
            assert not any(line.startswith("SCAN person") for line in plan), (sql, plan)


def test_persons_of_the_locked_tabs_never_come_in(session):
    session.unlocked = True
    who = {"id_no": "371083195506060317", "phone": "13806310001"}
    for item in (CORRECTION, RESETTLEMENT):
        saved(session, item, name="史国栋", **who)
    saved(session, VIDEO_VISIT, inmate="史国栋", visitors=[{"name": "史国栋"} | who])
    assert everybody(session.store) == [] and people.find(session.store, "史国栋") == []
    assert twins_of(session.store, {"name": "史国栋", "phone": "13806310001"}) == []


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


def test_what_the_program_has_learnt_about_readings_reaches_old_entries(store, known_people):
    store.db.execute_sql("UPDATE person SET initials = 'x', pinyin = 'x' WHERE uid = ?", (known_people[0],))
    before = repository.get(store, PERSON, known_people[0])
    people.respell(store)
    after = repository.get(store, PERSON, known_people[0])
    assert (after["initials"], after["pinyin"], after["revision"]) == ("wjg", "wangjianguo", before["revision"])
    assert people.respell(store) is None and len(repository.history(store, PERSON, known_people[0])) == 2
