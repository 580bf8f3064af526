"""跟着填 without a window: what comes next follows from what was understood, and no word blames."""

from datetime import date

import pytest

from db import clock, repository
from db.database import open_store
from db.errors import Busy
from db.items import CASE
from desktop_app.actions import cases, training
from desktop_app.actions.session import Session
from desktop_app.entry.line_form import LineForm
from desktop_app.entry.parse import parse

BLAME = ("错误", "失败", "不对！", "不正确", "请勿", "必须")


@pytest.fixture(autouse=True)
def september():
    with clock.pretending(date(2022, 9, 28)):
        yield


@pytest.fixture
def practice(session, tmp_path):
    """A sitting at the practice book of the standard office."""
    store = training.open_book(tmp_path, session.store)
    yield Session(store)
    training.close_book(store)


@pytest.fixture
def lesson(practice):
    return training.Lesson(practice)


def typed(practice, text):
    """(record, chips in doubt) of a typed line."""
    line = parse(text, clock.today(), cases.finder(practice))
    return cases.from_line(practice, line, cases.new_case(practice)), LineForm(line).doubts()


def save(practice, text):
    return cases.save_case(practice, typed(practice, text)[0]).record


def steps(practice, slip, *texts):
    return [training.step(slip, typed(practice, text)[0]) for text in texts]


def test_the_book_is_marked_and_leaves_nothing(session, tmp_path):
    store = training.open_book(tmp_path, session.store)
    practice = Session(store)
    assert training.is_practice(practice) and practice.office["sample"] and practice.who == session.who
    assert store.folder != session.store.folder
    training.close_book(store)
    assert not store.folder.exists()


def test_what_a_power_cut_left_is_thrown_away(session, tmp_path):
    store = training.open_book(tmp_path, session.store)
    save(Session(store), "高兴民 隋建波 树枝遮光")
    store.close()
    store = training.open_book(tmp_path, session.store)
    assert repository.records(store, CASE) == []
    training.close_book(store)
    (tmp_path / training.FOLDER).mkdir()
    (tmp_path / training.FOLDER / "suilu.db").write_bytes(b"broken " * 1000)
    training.close_book(training.open_book(tmp_path, session.store))


def test_a_practice_in_use_is_not_touched(session, tmp_path, practice):
    with pytest.raises(Busy):
        training.open_book(tmp_path, session.store)
    assert practice.who == session.who


def test_every_slip_can_be_entered_by_its_own_line(practice, lesson):
    for slip in lesson.slips:
        assert training.differences(slip, save(practice, slip.line)) == []


def test_the_second_is_known_by_initials_and_the_third_leaves_a_doubt(practice, lesson):
    parties = save(practice, lesson.slips[1].line)["parties"]
    assert all(party["person"] for party in parties)
    doubts = [typed(practice, slip.line)[1] for slip in lesson.slips]
    assert doubts == [[], [], ["result"]]
    record, doubts = typed(practice, lesson.slips[2].line)
    assert "“结果”带问号" in training.told(lesson.slips[2], record, doubts, "右边")[1]


def test_the_steps_of_the_first_slip(practice, lesson):
    assert steps(practice, lesson.slips[0], "周大河", "周大河 吕秋菊", "周大河 吕秋菊 树枝遮光",
                 "周大河 吕秋菊 树枝遮光 口头和解", "周大河 吕秋菊 树枝遮光 口头和解 赔300") == [
        "parties", "matter", "outcome", "outcome", "save"]


@pytest.mark.parametrize("text", ["周大河和吕秋菊因为树枝遮光，口头和解，赔300元", "周大河与吕秋菊树枝挡光 口头和好 补偿三百",
                                  "吕秋菊 周大河 树枝遮光 口头和解 赔300"])
def test_otherwise_but_right_goes_on_just_so(practice, lesson, text):
    assert steps(practice, lesson.slips[0], text) == ["save"]


def test_wrong_names_are_told_once_the_person_has_gone_on(practice, lesson):
    slip = lesson.slips[0]
    assert "听出来" not in training.told(slip, typed(practice, "周大山 吕秋菊")[0], (), "右边")[1]
    assert "现在听出来的是：周大山、吕秋菊" in training.told(slip, typed(practice, "周大山 吕秋菊 树枝遮光")[0], (), "右边")[1]


def test_an_amount_that_is_not_on_the_slip_is_told(practice, lesson):
    said = training.told(lesson.slips[1], typed(practice, "sdy fyh 滴水 口头和解 赔30")[0], (), "右边")[1]
    assert "口头，成功，30 元" in said


def test_praise_with_the_time(practice, lesson):
    lesson.note(save(practice, lesson.slip.line), 38.2)
    assert lesson.verdict()[0] == "对了。这一件录完了，用了 38 秒。"
    assert not lesson.differs()


def test_what_differs_is_told_without_blame(practice, lesson):
    lesson.note(save(practice, "周大河 隋秋菊 树枝遮光 书面和解"), None)
    praise, said = lesson.verdict()
    assert praise == "这一件存好了。"
    assert said == ("“乙方”记的是 隋秋菊，单子上是 吕秋菊。“形式”记的是 书面，单子上是 口头。还有 1 处也不一样。"
                    "可以打开改一改，也可以就这样。")
    assert lesson.differs() and not any(word in praise + said for word in BLAME)


def test_swapped_sides_are_told_after_saving(practice, lesson):
    assert [caption for caption, *_ in training.differences(lesson.slip, save(
        practice, "吕秋菊 周大河 树枝遮光 口头和解 赔300"))] == ["甲方", "乙方"]


def test_looked_over_and_put_right(practice, lesson):
    record = save(practice, "周大河 吕秋菊 树枝遮光 口头和解")
    lesson.note(record, 20.0)
    lesson.note(cases.save_case(practice, record | {"amount": 30000}).record, None)
    assert lesson.verdict()[0] == "对了。这一件录完了，用了 20 秒。", "the time is that of the entry"


def test_again_and_on_to_the_end(practice, lesson):
    lesson.note(save(practice, "周大河 吕秋菊"), 9.0)
    lesson.again()
    assert lesson.place == 0 and lesson.record is None and repository.records(practice.store, CASE) == []
    for took, slip in zip((38.0, 12.0, 0.2), lesson.slips, strict=True):
        assert not lesson.finished
        lesson.note(save(practice, slip.line), took)
        lesson.go_on()
    assert lesson.finished and lesson.times() == "第一张 38 秒，第二张 12 秒，第三张 1 秒"
    assert practice.store.settings.get(training.DONE) == {"": "2022-09-28"}
    lesson.restart()
    assert lesson.place == 0 and lesson.times() == "" and repository.records(practice.store, CASE) == []


def test_again_after_the_person_has_deleted_it(practice, lesson):
    lesson.note(save(practice, "周大河 吕秋菊"), 9.0)
    cases.delete_case(practice, lesson.record["uid"])
    lesson.again()
    assert lesson.record is None


def test_offered_until_it_was_done_by_this_person(session, practice):
    assert training.offered(session) and not training.offered(practice)
    practice.store.settings.set(training.DONE, {"": "2022-09-28"})
    training.carry_over(practice.store, session.store)
    assert not training.offered(session)
    assert session.store.settings.get(training.DONE) == {session.me: "2022-09-28"}
    session.store.settings.set("office", session.office | {"me": "another"})
    assert training.offered(session)


def test_offered_only_while_the_book_is_new(session):
    for name in ("高兴民", "隋建波", "王建国"):
        assert training.offered(session)
        save(session, f"{name} 史国栋 树枝遮光")
    assert not training.offered(session)


def test_nothing_is_carried_from_a_practice_left_in_the_middle(session, practice, tmp_path):
    training.carry_over(practice.store, session.store)
    assert session.store.settings.get(training.DONE) is None
    with open_store(tmp_path / "new") as nobody:  # from the first page: there is no person yet
        practice.store.settings.set(training.DONE, {"": "2022-09-28"})
        training.carry_over(practice.store, nobody)
        assert nobody.settings.get(training.DONE) is None


def test_the_paper_says_all_that_is_wanted(lesson):
    for slip in lesson.slips:
        said = dict(cell for row in slip.paper() for cell in row)
        assert (said["甲方"], said["乙方"]) == slip.parties and said["调解日期"] == "9月28日"
        assert slip.parties[0] in slip.in_brief() and "口头，成功" in slip.in_brief()
    assert dict(cell for row in lesson.slips[0].paper() for cell in row)["协议金额"] == "300 元"


def test_no_word_of_the_lesson_blames():
    text = str(training._told())
    assert not any(word in text for word in BLAME)
