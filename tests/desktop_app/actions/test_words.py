"""The office's own words in the record book."""

import datetime

import pytest

from db import repository
from db.errors import KnownError
from db.items import PERSON
from desktop_app.actions import words
from desktop_app.entry.parse import parse
from desktop_app.entry.vocabulary import standard

TODAY = datetime.date(2022, 9, 15)


def entry(name, uid=None, **said):
    return {"uid": uid, "name": name, "type": None, "result": None, "form": None, **said}


def test_add_change_and_delete(session):
    stored = words.save(session, entry("抢鱼汛", type="05"))
    assert (stored["uid"], stored["type"]) == ("抢鱼汛", "05")
    words.save(session, entry("烟消云散", result="success"))
    words.save(session, entry("抢鱼汛期", uid="抢鱼汛", type="04"))
    assert words.own(session.store) == {"烟消云散": "yes", "抢鱼汛期": "04"}
    assert [record["name"] for record in words.records(session.store)] == ["抢鱼汛期", "烟消云散"]
    words.delete(session, "抢鱼汛期")
    assert words.records(session.store) == [entry("烟消云散", uid="烟消云散", result="success")]


def test_the_parser_knows_them_at_once(session):
    assert words.vocabulary(session.store) is standard()
    words.remember(session, "抢鱼汛", "05")
    known = words.vocabulary(session.store)
    assert parse("张三 李四 抢鱼汛", TODAY, vocabulary=known).type == "05"
    assert words.vocabulary(session.store) is known  # built once
    words.delete(session, "抢鱼汛")
    assert parse("张三 李四 抢鱼汛", TODAY, vocabulary=words.vocabulary(session.store)).type is None


@pytest.mark.parametrize(("said", "why"), [
    (entry(None, type="05"), "还没有写词语"), (entry("抢鱼汛"), "算什么还没有说清"),
    (entry("抢鱼汛", type="05", form="oral"), "只能算一样"), (entry("抢鱼汛", result="ongoing"), "调解中"),
    (entry("漏水", type="05"), "本来就算邻里纠纷"), (entry("王建国", type="05"), "人名")])
def test_what_cannot_be_kept(session, said, why):
    with pytest.raises(KnownError, match=why):
        words.save(session, said)
    assert words.own(session.store) == {}


def test_a_word_is_kept_once(session):
    words.save(session, entry("抢鱼汛", type="05"))
    with pytest.raises(KnownError, match="已经有"):
        words.save(session, entry("抢鱼汛", type="04"))


def test_a_person_s_name_is_no_word(session):
    repository.add(session.store, PERSON, PERSON.blank() | {"name": "海潮涌"}, session.who)
    with pytest.raises(KnownError, match="人员库里有人叫"):
        words.remember(session, "海潮涌", "05")


def test_the_offer_after_a_correction(session):
    line = parse("张三 李四 抢鱼汛 口头和解", TODAY)
    assert words.offer(session, line, "05") == "抢鱼汛"
    assert words.offer(session, line, None) == ""
    words.remember(session, "抢鱼汛", "05")
    assert words.offer(session, line, "05") == ""
