"""Names as they are spelt: surnames with a reading of their own, compound surnames, letters left alone."""

import json

import pytest

from db.pinyin import full, initials, other_initials, other_readings, syllables
from db.resources import resource

SURNAMES = json.loads(resource("phrases", "surname_pinyin.json").read_text(encoding="utf-8"))
READINGS = json.loads(resource("phrases", "polyphones.json").read_text(encoding="utf-8"))
HARD = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "朴": "piao", "区": "ou", "任": "ren", "华": "hua",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "单于": "chanyu", "澹台": "tantai", "令狐": "linghu", "乐正": "yuezheng",
    "缪": "miao", "翟": "zhai", "种": "chong", "员": "yun", "召": "shao", "祭": "zhai", "折": "she", "隗": "wei", "牟": "mu", "卜": "bu",
    "都": "du", "乐": "yue", "尉": "wei", "冼": "xian", "谌": "chen", "逄": "pang", "逯": "lu", "句": "gou", "阚": "kan", "黑": "he", "秘": "bi",
    "燕": "yan", "纪": "ji", "应": "ying", "覃": "qin", "宓": "fu", "薄": "bo", "洗": "xian", "乜": "nie", "沈": "shen", "石": "shi", "叶": "ye",
    "贾": "jia", "盛": "sheng", "车": "che", "那": "na", "宁": "ning", "柏": "bai", "殷": "yin", "强": "qiang", "俞": "yu", "褚": "chu",
    "臧": "zang", "瞿": "qu", "莘": "shen", "宿": "su", "亢": "kang", "万": "wan", "于": "yu", "芦": "lu", "郝": "hao", "隋": "sui"}
"""Surnames whose character has another reading elsewhere (《现代汉语词典》第7版), by the reading they have in names."""


@pytest.mark.parametrize(("name", "spelt", "first"), [
    ("王建国", "wangjianguo", "wjg"), ("单雄信", "shanxiongxin", "sxx"), ("曾国藩", "zengguofan", "zgf"),
    ("仇和", "qiuhe", "qh"), ("解小东", "xiexiaodong", "xxd"), ("查良镛", "zhaliangyong", "zly"),
    ("令狐冲", "linghuchong", "lhc"), ("欧阳修", "ouyangxiu", "oyx"), ("尉迟恭", "yuchigong", "ycg"),
    ("万俟卨", "moqixie", "mqx"), ("A B", "ab", "ab"), ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"), ("", "", "")])
def test_names(name, spelt, first):
    assert (full(name), initials(name)) == (spelt, first)


@pytest.mark.parametrize(("surname", "spelt"), SURNAMES.items())
def test_every_surname_of_the_table(surname, spelt):
    assert syllables(surname + "国") == [*spelt.split(), "guo"]


def test_a_surname_reading_holds_only_at_the_front():
    assert syllables("王单")[1] == "dan"


@pytest.mark.parametrize(("surname", "spelt"), HARD.items())
def test_hard_surnames(surname, spelt):
    assert full(surname + "国") == spelt + "guo"


@pytest.mark.parametrize("character", READINGS)
def test_a_table_of_readings_holds_those_that_names_are_stored_under(character):
    readings = READINGS[character].split()
    assert len(set(readings)) == len(readings) > 1
    assert {syllables(character + "国")[0], syllables("王" + character)[1]} <= set(readings)


@pytest.mark.parametrize(("typed", "stored", "character"), [
    ("wangyue", "wangle", "乐"), ("danxiongxin", "shanxiongxin", "单"), ("gaixiaoming", "gexiaoming", "盖")])
def test_other_readings_lead_to_the_stored_one(typed, stored, character):
    assert character in other_readings(typed)[stored]


def test_other_initials_lead_to_the_stored_ones():
    assert "乐" in other_initials("wy")["wl"] and "重" in other_initials("wc")["wz"]
    assert other_readings("") == {} and other_initials("") == {}
