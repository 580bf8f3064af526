"""Who of a line are its parties, who only tells about them, and when that is beyond doubt."""

import datetime

import pytest

from desktop_app.entry.parse import parse

TODAY = datetime.date(2022, 9, 15)


def sides(text: str) -> tuple[list[list[str]], bool]:
    """The parties, and whether they are shown as certain."""
    line = parse(text, TODAY)
    return [[guess.name for guess in side] for side in line.parties], "parties" not in line.doubtful


@pytest.mark.parametrize("text", [
    "印玉芬 冷玉霞 柴草堵路 口头和解", "印玉芬和冷玉霞 排水", "印玉芬诉冷玉霞 借款 书面协议", "村民印玉芬 邻居冷玉霞 排水 和解",
    "印玉芬 电动车撞了 冷玉霞 赔300", "排水 口头和解 印玉芬 冷玉霞", "9.3 印玉芬 被 冷玉霞 打伤"])
def test_two_plain_names_that_stand_apart_are_certain(text):
    assert sides(text) == ([["印玉芬"], ["冷玉霞"]], True)


@pytest.mark.parametrize(("text", "people"), [
    ("老王 老李 排水", ["老王", "老李"]),  # no names for a document
    ("印玉芬家的狗把冷玉霞咬了", ["印玉芬", "冷玉霞"]),  # found in a story
    ("李秀英、张桂兰 与 噶尔 打架", ["李秀英", "张桂兰"]),  # somebody who was not understood
    ("苌红军 买德山 排水", ["苌红军", "买德山"]),  # their surnames are words more often
    ("印玉芬 安全 排水", ["印玉芬", "安全"])])  # so is the whole name
def test_what_may_be_otherwise_is_a_guess(text, people):
    found, sure = sides(text)
    assert [name for side in found for name in side] == people and not sure


@pytest.mark.parametrize(("text", "people"), [
    ("钮大爷钮铁山 侄子钮小军 争老宅", ["钮铁山", "钮小军"]),  # one person, called twice
    ("苏村长调解 郭宝根 与 郭宝树 争晒场", ["郭宝根", "郭宝树"]),  # who mediates is no party
    ("刘寨小学 学生姚浩 推倒 武子轩", ["姚浩", "武子轩"]),  # where it was
    ("施长龙养猪场臭味 祝玉山找来", ["施长龙", "祝玉山"]),  # the owner
    ("孟凡星 李晓燕 合伙开饭馆 散伙", ["孟凡星", "李晓燕"]),  # what they did
    ("被告丁有田 原告聂桂枝 借款", ["聂桂枝", "丁有田"]),  # the roles say who asks
    ("李五一 张国庆 排水", ["李五一", "张国庆"]), ("扎西 卓玛 草场围栏", ["扎西", "卓玛"]), ("老韩头 小孙 狗咬人", ["老韩头", "小孙"])])
def test_who_is_meant(text, people):
    assert [name for side in sides(text)[0] for name in side] == people


def test_who_speaks_for_an_organisation_may_not_be_the_other_side():
    assert not sides("强盛建筑公司 项目经理 房大海 欠水泥款 5.6万")[1]
