"""Names as they are spelt: surnames with a reading of their own, compound surnames, letters left alone."""

import json

import pytest

from db.pinyin import full, initials, syllables
from db.resources import resource

SURNAMES = json.loads(resource("phrases", "surname_pinyin.json").read_text(encoding="utf-8"))


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
