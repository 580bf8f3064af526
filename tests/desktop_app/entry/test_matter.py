"""What becomes 纠纷简要情况: whole words of the line, without who, when, how it ended and how much."""

import datetime

import pytest

from desktop_app.entry.parse import parse


@pytest.mark.parametrize(("text", "matter"), [
    # a word of the dispute is never cut into, though a piece of it looks like noise, a joining word or a verb of money
    ("王秀兰 李小梅 婆媳不和 和好", "婆媳不和"),
    ("张翠山殷素素 夫妻矛盾", "夫妻矛盾"),
    ("刘德华 村委会 征地补偿 26,800元 书面", "征地补偿"),
    ("乔立本 温小军 退彩礼 6万6 书面", "退彩礼"),
    # words that only joined the parties go, words that say what happened stay
    ("陈世美诉秦香莲 欠款 1万5 书面", "欠款"),
    ("李秀英与张桂兰 排水 和解", "排水"),
    ("李秀英和张桂兰因排水 和解", "排水"),
    ("李秀英 跟 张桂兰 排水", "排水"),
    ("李秀英和婆婆张桂兰 带孩子吵架 和好", "带孩子吵架"),
    ("李秀英打伤张桂兰 赔300", "打伤"),
    ("李秀英家的狗咬了张桂兰 口头", "狗咬"),
    # how and when it is paid is performance
    ("赵永刚 乳山市第一医院 手术后感染 赔偿8万元 书面 限期付清", "手术后感染"),
    ("李秀英 张桂兰 欠款 1万5 分三期还清", "欠款"),
    ("李秀英 张桂兰 打架 赔500 月底前付清", "打架"),
    ("李秀英 张桂兰 打架 赔500 当场付清", "打架"),
    ("李秀英 张桂兰 租地 5年 口头", "租地 5年"),
    # money goes with its verb, the amount of a debt without what it is called
    ("李秀英 张桂兰 狗咬人 赔医药费860元", "狗咬人"),
    ("李秀英 张桂兰 拖欠修船工钱八百块", "拖欠修船工钱"),
    ("李秀英 张桂兰 租房押金1000不退", "租房押金不退"),
    ("李秀英 张桂兰 卖虾款 1.26万元 书面协议", "卖虾款"),
    ("李秀英 张桂兰 分存折6万 平分", "分存折 平分"),
    # a date, a form and a result alone leave nothing
    ("9月3号 李秀英 张桂兰 口头和解", ""),
])
def test_matter(text, matter):
    assert parse(text, datetime.date(2022, 9, 15)).matter == matter
