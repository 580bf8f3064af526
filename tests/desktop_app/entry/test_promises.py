"""Composed lines of known truth: whatever is shown as certain is right, in any order and spelling."""

import datetime
import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.entry.line import Known
from desktop_app.entry.parse import parse
from desktop_app.entry.phrases import phrases

TODAY = datetime.date(2022, 9, 15)

PEOPLE = (
    "王建国", "李秀英", "张桂兰", "刘德发", "陈永", "于海", "于海和", "孙晓丽", "丛日升", "隋建波", "宫本利", "姜文斌", "毕可成",
    "曲玉珍", "宋福来", "高兴民", "史国栋", "陶金山", "钱多多", "万大成", "欧阳明", "司马青云", "诸葛立", "尉迟德海", "单国良",
    "解永红", "仇大海", "曾庆福", "石头柱", "马路遥", "金玉满", "江边柳", "田地", "方正平", "白天亮", "水生", "高山", "王海洋",
    "张三", "李四", "王五", "赵和平", "孙同", "李与时", "周成功", "何解放", "林木森", "杨千", "于百万", "朱八斤", "毛三百",
    "丁一", "陆万里", "林九月", "严初三", "郑国庆", "时光明", "老王", "小李", "王会计", "孙老六", "许大娘")
ORGANISATIONS = ("乳山市宏达渔具有限公司", "高家庄村委会", "红星超市", "海丰水产有限公司", "宏盛物业公司", "乳山口卫生院",
                 "开心旅行社", "金鼎超市", "万福养殖场", "百家和商店")
LINKS = (" ", " ", "、", "和", "与", "跟", "同", " 和 ", " 与 ", ",", "/", " 诉 ", "及", "")
MATTERS = (
    "排水", "宅基地边界", "地界多占2垄", "地界多占一垄", "树枝遮光", "夫妻吵架", "老人82岁赡养", "打架", "噪音 晚上9点半", "分家 老房3间",
    "3号楼2单元501漏水", "欠款", "借条是2020年打的 借款", "货款拖欠5个月", "过道宽1.5米", "狗咬伤 打了4针", "院墙20公分过界",
    "承包地1.2亩", "15棵果树被砍", "离婚 结婚12年", "彩礼", "工资拖欠3个月", "8个民工工钱", "车祸 骨折住院23天", "物业费 欠2年",
    "鱼塘死鱼200斤", "退货", "退房", "手术后遗症", "旅游退团", "征地补偿分配", "猪场污水 3户", "拖网绞网", "摊位", "麦子收割 30亩",
    "第2次吵架", "门牌118号与119号争过道", "房屋租赁 租期3年", "祖坟", "孩子打架 一年级3班", "因琐事", "浇地 三级提水", "赡养 每人10天",
    "村东头", "鸡进菜园", "滴水檐", "共用墙", "2组3组争水", "停车 鲁K12345", "电费 63度", "二楼阳台", "九十多岁老人看病")
OUTCOMES = (  # text, success, form
    ("", None, None), ("口头和解", True, "oral"), ("口头协议", True, "oral"), ("书面协议", True, "written"),
    ("说和了", True, None), ("调解成功", True, None), ("达成协议", True, None), ("和好了", True, None), ("签了协议", True, "written"),
    ("口头", None, "oral"), ("书面", None, "written"), ("没调成", False, None), ("谈不拢", False, None), ("没谈成", False, None),
    ("调解不成", False, None), ("未达成协议", False, None), ("回去考虑", None, None), ("正在调", None, None), ("下周再谈", None, None),
    ("没能达成协议", False, None), ("双方不同意", False, None), ("还想和解", None, None), ("还没调好", None, None),
    ("要求书面道歉", None, None), ("能不能和解再看", None, None), ("调解终止", False, None), ("达不成一致", False, None))
VERBS = ("赔", "赔偿", "补偿", "一次性付", "支付", "赔款", "共赔", "退款")
BESIDE = ("", "", "", "分3期", "9月30日前付清", "当场付清", "电话13806312345", "每月还", "10天内", "已交村委会", "分两年")
DATES = (("", None), ("昨天", "2022-09-14"), ("前天", "2022-09-13"), ("大前天", "2022-09-12"), ("上周三", "2022-09-07"),
         ("9月3号", "2022-09-03"), ("9.2", "2022-09-02"), ("2022年8月29日", "2022-08-29"), ("八月十五", "2022-09-10"),
         ("腊月廿三", "2022-01-25"), ("2022.9.1", "2022-09-01"))
GAPS = (" ", " ", " ", "  ", ",", "，", "。", "；")
DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def spoken(yuan: int) -> str:
    """A whole number below 100,000,000 in Chinese numerals (12050: 一万二千零五十)."""
    if yuan >= 10_000:
        high, low = divmod(yuan, 10_000)
        return spoken(high) + "万" + (("零" if low < 1000 else "") + spoken(low) if low else "")
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = yuan // unit % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
        zero = not digit
    return text


def spellings(yuan: int) -> list[str]:
    """Every way in which the amount is likely to be typed."""
    ways = [f"{yuan}", f"{yuan}元", f"{yuan}块", f"{yuan}块钱", f"{yuan:,}元", f"{yuan:,}", f"¥{yuan}", f"{spoken(yuan)}元",
            f"人民币{spoken(yuan).translate(CAPITALS)}元整", f"{spoken(yuan).translate(CAPITALS)}元整"]
    if yuan % 100 == 0 and yuan >= 10_000:
        ways += [f"{yuan / 10_000:g}万", f"{yuan / 10_000:g}万元"]
    if yuan % 1000 == 0 and yuan > 10_000 and yuan // 1000 % 10:
        head = f"{yuan // 10_000}万{yuan // 1000 % 10}"
        ways += [head, spoken(yuan // 10_000).replace("二", "两", 1) + "万" + DIGITS[yuan // 1000 % 10]]
    if yuan < 1000 and yuan % 10 == 0 and yuan // 10 % 10:
        ways.append(DIGITS[yuan // 100] + "百" + DIGITS[yuan // 10 % 10] if yuan >= 100 else spoken(yuan) + "块")
    if 1000 <= yuan < 10_000 and yuan % 100 == 0:
        ways += [f"{yuan / 1000:g}千", DIGITS[yuan // 1000].replace("二", "两") + "千" + (DIGITS[yuan // 100 % 10] if yuan % 1000 else "")]
    return [way for way in ways if not way.endswith("零")]


@dataclass(frozen=True)
class Composed:
    """A line with what it states; ``rate``: the number is a part or a rate, so it is never certain."""

    text: str
    people: tuple[str, ...]
    success: bool | None
    form: str | None
    fen: int | None
    date: str | None


@st.composite
def lines(draw: st.DrawFn) -> Composed:
    """A line put together from parts, in any order that a person might type."""
    one = draw(st.sampled_from((*PEOPLE, *ORGANISATIONS)))
    other = draw(st.sampled_from(PEOPLE).filter(lambda name: name != one))
    glued = one[-1] in "和同与" and len(other) == 2  # 于海和李四 is always read as 张三和李四 is
    parties = one + draw(st.sampled_from([link for link in LINKS if link or not glued])) + other
    outcome, success, form = draw(st.sampled_from(OUTCOMES))
    fen, money = None, ""
    if draw(st.booleans()):
        yuan = draw(st.one_of(st.integers(1, 99).map(lambda n: n * 100), st.integers(1, 60).map(lambda n: n * 1000),
                              st.integers(30, 9999), st.integers(10, 99).map(lambda n: n * 10)))
        fen = yuan * 100
        money = draw(st.sampled_from(VERBS)) + draw(st.sampled_from(("", "", " "))) + draw(st.sampled_from(spellings(yuan)))
    day, date = draw(st.sampled_from(DATES))
    pieces = [draw(st.sampled_from(MATTERS)), outcome, money, draw(st.sampled_from(BESIDE))]
    if draw(st.booleans()):
        pieces = draw(st.permutations(pieces))
    place = draw(st.sampled_from((0, 0, 0, 0, 1, len(pieces))))
    pieces = [*pieces[:place], parties, *pieces[place:]]
    pieces.insert(draw(st.sampled_from((0, 0, 0, 1, len(pieces)))), day)
    gap = draw(st.sampled_from(GAPS))
    return Composed(gap.join(piece for piece in pieces if piece), (one, other), success, form, fen, date)


def kept(composed: Composed, find=None) -> None:
    line = parse(composed.text, TODAY, find)
    if line.parties and "parties" not in line.doubtful:
        assert [[guess.name for guess in side] for side in line.parties] == [[name] for name in composed.people], composed
    if line.amount is not None and "amount" not in line.doubtful:
        assert line.amount == composed.fen, composed
    if line.success is not None and "success" not in line.doubtful:
        assert line.success == composed.success, composed
    if line.form is not None and "form" not in line.doubtful:
        assert line.form == composed.form, composed
    if line.date is not None and "date" not in line.doubtful:
        assert line.date == composed.date, composed


@given(lines())
@settings(max_examples=1500, derandomize=True, deadline=None)
def test_never_certain_and_wrong(composed):
    kept(composed)


@given(lines())
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_directory_makes_nothing_wrong(composed):
    kept(composed, lambda key: [Known(name, name) for name in PEOPLE if name == key])


@given(lines().filter(lambda composed: composed.fen))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_an_agreed_amount_is_not_missed(composed):
    """It may be in doubt, but it is there, and it is that number."""
    assert parse(composed.text, TODAY).amount == composed.fen, composed


def test_spellings():
    assert spellings(350)[-1] == "三百五" and "2,680元" in spellings(2680) and "1万5" in spellings(15000)
    assert {"两万五", "2.5万", "贰万伍仟元整"} <= set(spellings(25000))
    assert spoken(12050) == "一万二千零五十" and spoken(3006) == "三千零六"


UNITS = ("亩", "棵", "斤", "米", "公分", "只", "头", "户", "平方", "岁", "次", "天", "期", "号楼", "车", "吨", "间", "年", "个月", "袋", "垄")


@given(st.sampled_from(PEOPLE), st.integers(1, 99_999), st.sampled_from(UNITS), st.sampled_from(("口头和解", "书面协议", "没调成", "")))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_number_before_a_measure_word_is_no_amount(name, number, unit, outcome):
    assert parse(f"{name} 李秀英 地界 {number}{unit} {outcome}", TODAY).amount is None


PLAIN = ("王建国", "李秀英", "张桂兰", "刘德发", "孙晓丽", "丛日升", "隋建波", "姜文斌", "曲玉珍", "欧阳明", "诸葛立", "于百万")
CAUSES = ("宅基地边界", "狗咬伤人", "拖欠货款", "树枝遮光", "老人赡养", "电动车相撞", "地界多占一垄", "楼上漏水", "打架", "物业费", "网购退货")
RESULTS = ("口头和解", "书面协议", "没调成", "说和了", "调解不成")
MONEY = ("赔500", "赔偿两万五", "补偿三百五", "退款1,680元", "")


def heard(text: str) -> tuple:
    line = parse(text, TODAY)
    return ([[guess.name for guess in side] for side in line.parties], line.type, line.form, line.success, line.amount, line.doubtful)


@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=2, unique=True), st.sampled_from(CAUSES), st.sampled_from(RESULTS),
       st.sampled_from(MONEY), st.sampled_from(("  ", "\t", "，", ",", "　", " ， ")))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_what_parts_the_pieces_does_not_matter(people, cause, result, money, gap):
    pieces = [piece for piece in (*people, cause, result, money) if piece]
    assert heard(gap.join(pieces)) == heard(" ".join(pieces))


@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=2, unique=True), st.sampled_from(CAUSES), st.sampled_from(RESULTS),
       st.sampled_from(MONEY), st.data())
@settings(max_examples=300, derandomize=True, deadline=None)
def test_the_order_of_the_pieces_does_not_matter(people, cause, result, money, data):
    pieces = [" ".join(people), *(piece for piece in (cause, result, money) if piece)]
    moved = data.draw(st.permutations(pieces))
    assert heard(" ".join(moved))[:5] == heard(" ".join(pieces))[:5]


STORIES = (  # what happened between two people, and the kind of dispute
    ("{}家的狗把{}咬了", "06"), ("{}骑电动车把{}撞了", "16"), ("{}欠着{}的饲料款一直不还", "04"),
    ("{}翻盖房子把东邻{}的山墙弄裂了", "03"), ("{}的羊跑进{}地里啃了白菜", "02"), ("老人{}说儿子{}不给养老钱", "01"),
    ("{}给包工头{}干瓦工活没拿到工钱", "10"), ("村民{}反映楼上{}家漏水", "02"))


@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=2, unique=True), st.sampled_from(STORIES))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_people_deep_in_a_story_are_found_and_shown_as_a_guess(people, story):
    text, kind = story
    line = parse(text.format(*people), TODAY)
    assert [[guess.name for guess in side] for side in line.parties] == [[name] for name in people], line
    assert line.type == kind and "parties" in line.doubtful


USUAL = "伟芳秀英敏静丽强军勇艳杰娟涛明超霞平刚桂兰红梅玉华建国志海波春德福永顺长青文斌光辉荣凤翠峰虎贵宝金银玲珍香莲菊晓东宁祥晨轩浩欣"
AMONG = ("{} {} 排水 口头和解", "{}和{} 宅基地边界 没谈成", "{}、{} 打架 赔500", "{}与{}因狗咬人闹矛盾 书面协议", "{} 跟 {} 欠款 口头",
         "{}家的羊啃了{}家的麦苗 赔200", "{}反映{}家垒墙堵道", "村民{}把邻居{}的院墙撞塌了 赔600", "9月5号 {} 诉 {} 借款")


def test_any_surname_with_a_usual_given_name_is_a_party():
    listed, chance = phrases("names"), random.Random(1)
    surnames = [*listed["common_surnames"] * 3, *listed["rare_surnames"], *listed["compound_surnames"]]
    missed, wrong = [], []
    for _ in range(1000):
        people = [chance.choice(surnames) + "".join(chance.choices(USUAL, k=chance.choice((1, 2, 2)))) for _ in range(2)]
        text = chance.choice(AMONG).format(*people)
        line = parse(text, TODAY)
        if [[guess.name for guess in side] for side in line.parties] != [[name] for name in people]:
            missed.append(text)
            if line.parties and "parties" not in line.doubtful:
                wrong.append(text)
    assert wrong == [] and len(missed) <= 20, missed
