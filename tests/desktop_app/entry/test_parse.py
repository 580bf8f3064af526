"""Single promises of the parser: persons found, sides, numbers beside names, what is left, and any text at all."""

import datetime
import statistics
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.entry.line import Known
from desktop_app.entry.money import read_money
from desktop_app.entry.parse import parse

TODAY = datetime.date(2022, 9, 15)
PEOPLE = {"王建国": "wjg", "王建军": "wjj", "王金刚": "wjg2", "李晓燕": "lxy", "李秀英": "lxy"}


def find(key: str) -> list[Known]:
    return [Known(name, name) for name, initials in PEOPLE.items() if key in (name, initials)]


def understood(text: str, with_directory: bool = True):
    return parse(text, TODAY, find if with_directory else None)


def sides(text: str, with_directory: bool = True) -> list[list[str]]:
    return [[guess.name for guess in side] for side in understood(text, with_directory).parties]


def test_initials_found_once_are_certain():
    line = understood("WJG 李四 排水")
    assert [(guess.name, guess.typed, guess.person_uid) for guess in line.parties[0]] == [("王建国", "WJG", "王建国")]
    assert "parties" not in line.doubtful


def test_initials_found_twice_take_the_first_and_are_doubtful():
    line = understood("lxy wjj 排水")
    assert line.parties[0][0].name == "李晓燕"
    assert "parties" in line.doubtful


@pytest.mark.parametrize("text", ["ktv wjg wjj 噪音", "wjg wjj ktv 噪音"])
def test_unknown_initials_stay_in_the_rest(text):
    line = understood(text)
    assert [[guess.name for guess in side] for side in line.parties] == [["王建国"], ["王建军"]]
    assert "ktv" in line.rest
    assert "parties" in line.doubtful  # somebody may be meant who is not in the directory yet


def test_no_directory_no_initials():
    line = understood("wjg wjj 排水", with_directory=False)
    assert line.parties == () and line.rest == "wjg wjj"


def test_a_name_alone_is_no_guess():
    line = understood("李秀英")
    assert [[guess.name for guess in side] for side in line.parties] == [["李秀英"]] and not line.doubtful


@pytest.mark.parametrize("text", ["wjg和wjj 排水", "wjg、wjj排水", "昨天wjg wjj 排水", "王建国wjj 排水", "wjg与王建军 排水"])
def test_initials_among_words(text):
    assert sides(text) == [["王建国"], ["王建军"]]


def test_same_name_twice_gives_no_uid():
    line = parse("王建国 李四 排水", TODAY, lambda key: [Known("1", "王建国"), Known("2", "王建国")] if key == "王建国" else [])
    assert line.parties[0][0].person_uid is None


def test_directory_decides_between_two_readings():
    text = "于海和孙晓丽 排水"
    assert "parties" in parse(text, TODAY).doubtful
    line = parse(text, TODAY, lambda key: [Known("1", key)] if key in ("于海和", "孙晓丽") else [])
    assert [[guess.name for guess in side] for side in line.parties] == [["于海和"], ["孙晓丽"]]


def other(text: str) -> list[list[str]]:
    return [[guess.name for guess in side] for side in understood(text).other]


@pytest.mark.parametrize(("text", "one", "two"), [
    ("于海和孙晓丽 排水", [["于海"], ["孙晓丽"]], [["于海和"], ["孙晓丽"]]),
    ("高山王海洋 排水", [["高山"], ["王海洋"]], [["高山王"], ["海洋"]]),
    ("郁安和胡民 排水", [["郁安"], ["胡民"]], [["郁安和"], ["胡民"]]),  # 安和 is a usual given name, 三和 is none
    ("昨天 于海和孙晓丽、王五 排水", [["于海"], ["孙晓丽", "王五"]], [["于海和"], ["孙晓丽", "王五"]])])
def test_two_readings_are_both_kept(text, one, two):
    line = understood(text)
    assert (sides(text), other(text)) == (one, two) and "parties" in line.doubtful


@pytest.mark.parametrize("text", ["张三和李四 排水", "刘德发刘德厚 地界", "于海和 孙晓丽 排水", "张三 排水"])
def test_one_reading_is_one(text):
    assert understood(text).other == ()


@pytest.mark.parametrize(("text", "wanted", "sure"), [
    ("wjgwjj 排水", [["王建国"], ["王建军"]], True),  # the one way to cut it, and each is one person
    ("wjglxy 排水", [["王建国"], ["李晓燕"]], False),  # lxy are two
    ("wjgxyz 排水", [], True), ("wjgw 排水", [], True)])
def test_initials_of_several_people_in_one_piece(text, wanted, sure):
    assert (sides(text), "parties" not in understood(text).doubtful) == (wanted, sure)


def test_initials_that_can_be_cut_in_two_ways_are_doubtful():
    people = {"王建国": "wjg", "王建": "wj", "郭志军": "gzj", "张军": "zj"}
    line = parse("wjgzj 排水", TODAY, lambda key: [Known(n, n) for n, letters in people.items() if key == letters])
    assert [side[0].name for side in line.parties] == ["王建", "郭志军"] and "parties" in line.doubtful


@pytest.mark.parametrize(("text", "wanted"), [
    ("张三、李四 排水", [["张三"], ["李四"]]),
    ("李四光 张三丰、王五 地界", [["李四光"], ["张三丰", "王五"]]),
    ("张三、李四与王五、赵六 地界", [["张三", "李四"], ["王五", "赵六"]]),
    ("甲方：张三、李四 乙方：王五 地界", [["张三", "李四"], ["王五"]]),
    ("张三 和 李四 排水", [["张三"], ["李四"]]),
    ("张三诉李四、王五 借款", [["张三"], ["李四", "王五"]]),
    ("欧阳明司马青 排水", [["欧阳明"], ["司马青"]]),
    ("李秀英张三排水", [["李秀英"], ["张三"]]),
])
def test_sides(text, wanted):
    assert sides(text, with_directory=False) == wanted


def test_third_name_by_a_gap_is_doubtful():
    line = understood("张三 李四 王五 地界")
    assert sides("张三 李四 王五 地界") == [["张三"], ["李四", "王五"]]
    assert "parties" in line.doubtful


@pytest.mark.parametrize("text", ["石料 花生 田地 边界", "高兴 和解", "黄瓜 白菜 被偷", "江水 金额 马路 排水"])
def test_words_are_no_people(text):
    assert understood(text).parties == ()


def test_kinds_of_party():
    line = understood("乳山市宏达渔具有限公司 王红小卖部 货款")
    assert [side[0].kind for side in line.parties] == ["legal", "other_org"]


def test_numbers_beside_a_name_belong_to_it():
    line = understood("张三13806310005 李四 37108319580312011X 王五、赵六 排水 和解")
    first, second = line.parties[0][0], line.parties[1][0]
    assert (first.phone, first.id_no) == ("13806310005", None)
    assert (second.phone, second.id_no) == (None, "37108319580312011X")
    assert line.amount is None


@pytest.mark.parametrize("words", ["没调成功", "没有调成功", "调不成功"])
def test_a_result_is_understood_to_its_last_character(words):
    line = parse(f"张三 李四 地界 {words}", TODAY, None)
    assert (line.success, line.rest, line.matter) == (False, "", "地界")


def test_rest_keeps_what_was_not_understood():
    line = understood("张三李四 宅基地 种了一棵香椿 口头和解 9.3亩")
    assert line.rest == "种了一棵香椿 9.3亩"


@pytest.mark.parametrize(("text", "matter"), [
    ("张三李四 因宅基地边界 口头和解 赔500", "宅基地边界"),
    ("刘德发刘德厚 地界多占一垄 口头 补偿三百五", "地界多占一垄"),
    ("9月3号 宋福来 姜文斌 拖欠修船工钱八百块 当场给清", "拖欠修船工钱"),
    ("赵永刚 陈志强 打架 大门坏了 赔两万五", "打架 大门坏"),
    ("张三 李四 和解", ""),
])
def test_matter_is_the_quarrel_in_its_own_words(text, matter):
    assert understood(text, with_directory=False).matter == matter


@pytest.mark.parametrize(("text", "day"), [
    ("昨天", "2022-09-14"), ("前天", "2022-09-13"), ("大前天", "2022-09-12"), ("上周三", "2022-09-07"), ("9月3号", "2022-09-03"),
    ("9.2", "2022-09-02"), ("2022年8月29日", "2022-08-29"), ("八月十五", "2022-09-10"), ("腊月廿三", "2022-01-25")])
def test_the_day_of_mediation_in_every_spelling(text, day):
    line = understood(f"{text} 张三 李四 排水 和解", with_directory=False)
    assert line.date == day and not line.doubtful


@pytest.mark.parametrize("text", ["八月廿六", "9月20号", "去年腊月廿三", "九月三"])
def test_a_day_that_may_be_another_is_doubtful(text):
    assert "date" in understood(f"{text} 张三 李四 排水 和解").doubtful


@pytest.mark.parametrize("text", ["门口街15号 张三 17号 李四 挡道", "张三 李四 欠款 9月30日前付清", "张三 李四 9月2日受理"])
def test_numbers_of_houses_and_other_days_are_no_day_of_mediation(text):
    assert understood(text).date is None


@pytest.mark.parametrize("text", ["三家 张三 李四 排水", "哥仨 张三 李四 分家", "张三 李四 王某 三户 伙井"])
def test_fewer_people_than_the_line_counts_are_doubtful(text):
    assert "parties" in understood(text, with_directory=False).doubtful


@pytest.mark.parametrize(("text", "wanted"), [
    ("何阿婆 与 儿媳 梁晓敏 拌嘴", [["何阿婆"], ["梁晓敏"]]), ("3号楼501 褚健 与 601 卫东 漏水", [["褚健"], ["卫东"]]),
    ("鲁乳渔60123船主 丛建 与 鲁乳渔61088 船主 宋涛 拖网", [["丛建"], ["宋涛"]]), ("沈桂兰投诉金鼎超市", [["沈桂兰"], ["金鼎超市"]]),
    ("三组李发财五组王进宝 放水", [["李发财"], ["王进宝"]]), ("岑大妈摔坏眼镜 薛宝 赔300", [["岑大妈"], ["薛宝"]]),
    ("邵玉山借给侯明亮铲车用 弄坏了", [["邵玉山"], ["侯明亮"]])])
def test_people_among_words_that_tell_who_they_are(text, wanted):
    assert sides(text, with_directory=False) == wanted


@pytest.mark.parametrize("text", ["为三百块钱 张三 李四 翻脸", "张三 李四 定金2000 不退", "张三 李四 药费3800 给2660"])
def test_an_amount_that_nobody_agreed_on_is_doubtful(text):
    assert "amount" in understood(text).doubtful


def test_text_is_kept_as_typed():
    assert understood("　张三 李四　赔３００元 ").text == "　张三 李四　赔３００元 "


@pytest.mark.parametrize("word", ["当场给清", "当场付清", "当场履行", "立即履行"])
def test_paid_on_the_spot(word):
    assert understood(f"张三 李四 打架 赔300元 {word}").performance == "immediate"


@pytest.mark.parametrize("text", ["张三 李四 打架 赔300元", "张三 李四 未当场履行", "张三 李四 要求当场付清"])
def test_not_paid_on_the_spot(text):
    assert understood(text).performance is None


def test_lunar_day_is_explained():
    line = understood("八月十五 张三李四 排水")
    assert (line.date, line.date_note) == ("2022-09-10", "农历八月十五 = 9月10日")


@pytest.mark.parametrize("text", [
    "9月30日前付清", "限9月10日前付清", "明天 张三 李四", "2022年12月1日 张三", "赔9.2 和解", "3号楼 漏水", "每周三 放音响"])
def test_not_the_day_of_mediation(text):
    assert understood(text).date is None


WORDS = st.sampled_from([
    "张三", "李四", "王建国", "欧阳明", "老王", "某", "公司", "村委会", "和", "与", "、", "，", "。", ":",
    "(", ")", "赔", "补偿", "退", "欠", "每月", "各", "共", "约", "不", "没", "未", "元", "块",
    "万", "千", "百", "五", "三百五", "两万五", "500", "3000", "1.8", "0", "9.2", "2022",
    "号", "楼", "亩", "棵", "岁", "%", "昨天", "9月3号", "八月十五", "腊月廿三", "前", "口头", "书面",
    "协议", "和解", "达成", "没调成", "谈不拢", "宅基地", "排水", "物业费", "当场给清", "wjg",
    "13806310005", "37108319580312011X", "¥", "因", "的", "了", "家", "等", " ", " ",
    "  ",
])
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map("".join),
                  st.lists(WORDS, max_size=12).map(" ".join))


@given(LINES)
@example("公司" * 200)
@example("1" * 400)
@example("万" * 50)
@example("元.5元5,5万点二")
def test_any_text_is_accepted(text):
    line = understood(text)
    assert line == understood(text)
    assert line.text == text
    assert line.doubtful <= {"parties", "type", "form", "success", "amount", "date"}
    for key in line.doubtful:
        assert getattr(line, key) not in (None, ()), key
    for side in line.parties:
        assert side and all(guess.name and guess.typed in _plain(text) for guess in side)
    if line.amount is not None:
        assert line.amount in _amounts_within(_plain(text))
    if line.date is not None:
        assert datetime.date.fromisoformat(line.date) <= TODAY


def _plain(text: str) -> str:
    from desktop_app.entry.numbers import normal

    return normal(text)


def _amounts_within(text: str) -> set[int | None]:
    """Every amount that any piece of the text could mean: the parser may choose among these and nothing else."""
    return {read_money(text[start:end]) for start in range(len(text))
            for end in range(start + 1, min(len(text), start + 24) + 1)}


def test_fast_enough_for_every_key():
    """Median per key press while typing a long line; the promise is 2 ms."""
    text = "昨天 李秀英和张桂兰、王五 因宅基地边界多占一垄吵架 经村委会调解 口头和解 张桂兰赔医药费三百五十元 当场给清"
    understood(text)
    times = []
    for end in range(1, len(text) + 1):
        before = time.perf_counter()
        understood(text[:end])
        times.append(time.perf_counter() - before)
    assert statistics.median(times) < 0.002
