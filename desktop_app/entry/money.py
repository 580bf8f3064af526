"""Money as typed or spoken to 分, and 分 to 大写金额."""

import re
from decimal import Decimal

from desktop_app.entry.numbers import normal, number

LARGEST = 10_000_000_000_00  # 分; nothing a village mediates comes near 一百亿元

_ONE = "[0-9一二两三四五六七八九壹贰叁参肆伍陆柒捌玖]"
_MONEY = re.compile(
    r"(?:人民币|RMB|rmb|¥|￥)?(?P<whole>[0-9,.零〇一二两三四五六七八九十百千万亿壹贰叁参肆伍陆柒捌玖拾佰仟萬億点wW]+)"
    r"(?:(?P<unit>元|圆|块钱|块)(?:零?(?P<tenth>" + _ONE + r")(?P<mark>角|毛)?)?"
    r"(?:零?(?P<cent>" + _ONE + r")分)?)?(?:整|正|钱)?(?:人民币)?")
_SMALL = re.compile(r"(?:人民币|¥|￥)?(?:(?P<tenth>" + _ONE + r")[角毛])?(?:零?(?P<cent>" + _ONE + r")分)?"
                    r"(?:整|正|钱)?")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def read_money(text: str) -> int | None:
    """分 of a text that is nothing but an amount: 300, 2,680元, 1.8万, 两万五, 三百五十块钱, 壹仟元整, ￥12.50.

    None when it is not an amount, is negative, is finer than 分, or is beyond 一百亿元.
    """
    text = "".join(normal(text).split())
    if not text:
        return None
    found = _MONEY.fullmatch(text)
    if found:
        if found["cent"] and found["tenth"] and not found["mark"]:
            return None
        if found["tenth"] and not found["mark"] and found["unit"] not in ("块", "元", "圆"):
            return None
        value = number(found["whole"])
        if value is None:
            return None
        value = value * 100 + 10 * _digit(found["tenth"]) + _digit(found["cent"])
    else:
        found = _SMALL.fullmatch(text)
        if not found or not (found["tenth"] or found["cent"]):
            return None
        value = Decimal(10 * _digit(found["tenth"]) + _digit(found["cent"]))
    if value != value.to_integral_value() or value > LARGEST:
        return None
    return int(value)


def _digit(text: str | None) -> Decimal:
    return (number(text) or Decimal(0)) if text else Decimal(0)


def spell_money(fen: int) -> str:
    """大写金额 by the rules for cheques (支付结算办法, 附一): 整 after 元 or 角, none after 分; one 零 for a gap.

    ``fen`` is in 分, at least 0 and below 一万亿元; otherwise ValueError.
    """
    if not 0 <= fen < 100_000_000_000_000:
        raise ValueError(f"cannot spell {fen} fen")
    yuan, tenth, cent = fen // 100, fen // 10 % 10, fen % 10
    spelled = _spell_whole(yuan) + "元" if yuan else ""
    if not tenth and not cent:
        return (spelled or "零元") + "整"
    if tenth:
        # the rule's own example 1,680.32 = 壹仟陆佰捌拾元零叁角贰分: a 零 also when the 元 place itself is 0
        spelled += ("零" if yuan and yuan % 10 == 0 else "") + _CAPITALS[tenth] + "角"
    elif yuan:
        spelled += "零"
    return spelled + (_CAPITALS[cent] + "分" if cent else "整")


def _spell_whole(value: int) -> str:
    spelled = ""
    for size, mark in ((100_000_000, "亿"), (10_000, "万"), (1, "")):
        higher, group = value // size // 10_000, value // size % 10_000
        if group:
            spelled += ("零" if spelled and (group < 1000 or higher % 10 == 0) else "") + _spell_group(group) + mark
    return spelled


def _spell_group(group: int) -> str:
    spelled, gap = "", False
    for size, mark in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = group // size % 10
        if digit:
            spelled += ("零" if gap and spelled else "") + _CAPITALS[digit] + mark
            gap = False
        else:
            gap = True
    return spelled
