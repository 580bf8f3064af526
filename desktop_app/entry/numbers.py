"""Numbers as people write them: digits, Chinese numerals, 大写, and both mixed ("1万5")."""

import re
import unicodedata
from decimal import Decimal

DIGITS = {character: value for value, characters in enumerate(
    ("零〇0", "一壹1", "二贰贰弍两貳2", "三叁参3", "四肆4", "五伍5", "六陆6", "七柒7", "八捌8", "九玖9"))
    for character in characters}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "萬": 10_000,
         "w": 10_000, "W": 10_000, "亿": 100_000_000, "億": 100_000_000}
CHINESE = "零〇一二两三四五六七八九壹贰叁参肆伍陆柒捌玖"
CHINESE_UNITS = "十拾百佰千仟万萬亿億"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"

_TOKEN = re.compile(rf"({ARABIC})|([{CHINESE}])|([{CHINESE_UNITS}wW])")
_POINT = re.compile(rf"([{CHINESE}十百]+)点([{CHINESE}]+)([百千万亿])")


def normal(text: str) -> str:
    """Full-width digits and signs made half-width (NFKC), one character for each so that positions stay."""
    if text.isascii():
        return text
    return "".join(folded if len(folded := unicodedata.normalize("NFKC", character)) == 1 else character
                   for character in text)


def small_number(text: str) -> int | None:
    """A plain whole number below 100 in digits or Chinese ("3", "十五", "廿三", "三十"); None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 else None
    text = text.replace("廿", "二十").replace("卅", "三十").replace("二十十", "二十")
    tens, ten, ones = text.partition("十")
    if not all(character in CHINESE for character in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    if not ten:
        return DIGITS[text] if len(text) == 1 else None
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def digit_string(text: str) -> int | None:
    """A number read digit by digit ("二〇二二" = 2022)."""
    if not text or any(character not in DIGITS for character in text):
        return None
    return int("".join(str(DIGITS[character]) for character in text))


def number(text: str) -> Decimal | None:
    """The value of a whole text that is a number, with the spoken endings (两万五 = 25000, 三百五 = 350, 1万5);
    None for anything else, also for vague ones such as 三五百."""
    if spoken := _POINT.fullmatch(text):
        whole, digits = number(spoken[1]), digit_string(spoken[2])
        if whole is None or digits is None:
            return None
        return (whole + Decimal(digits).scaleb(-len(spoken[2]))) * UNITS[spoken[3]]
    tokens: list[Decimal | str] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            return None
        arabic, digit, unit = found.groups()
        tokens.append(Decimal(arabic.replace(",", "")) if arabic else Decimal(DIGITS[digit]) if digit else unit)
        position = found.end()
    if any(isinstance(token, Decimal) and token != token.to_integral_value() for token in tokens[1:]):
        return None
    if len(tokens) > 2 and isinstance(tokens[0], Decimal) and tokens[0] != tokens[0].to_integral_value():
        return None
    return _value(tokens, 0) if tokens else None


def _value(tokens: list[Decimal | str], outer: int) -> Decimal | None:
    """Value of a token list that follows a unit of size ``outer`` (0: nothing before)."""
    if not tokens:
        return None
    for size in (100_000_000, 10_000):
        place = max((at for at, token in enumerate(tokens)
                     if isinstance(token, str) and UNITS[token] == size), default=-1)
        if place < 0:
            continue
        if outer and size >= outer:
            return None
        skipped = 1 if outer and tokens[0] == 0 else 0  # the 零 of 捌亿零伍万
        left = _value(tokens[skipped:place], 0)
        right = _value(tokens[place + 1:], size) if tokens[place + 1:] else Decimal(0)
        return None if not left or right is None else left * size + right
    return _section(tokens, outer)


def _section(tokens: list[Decimal | str], outer: int) -> Decimal | None:
    """Value of a list without 万 and 亿, such as 三千零五十 or (after 万) the single 五 of 两万五."""
    total, waiting, last, zero, zeroes = Decimal(0), None, outer, False, 0
    for token in tokens:
        if isinstance(token, Decimal):
            if waiting is not None:
                return None
            if token == 0 and len(tokens) > 1:
                zero, zeroes = True, zeroes + 1
                continue
            waiting = token
            continue
        size = UNITS[token]
        if last and size >= last:
            return None
        if waiting is None:
            if size != 10 or not (last == 0 or zero or last == 100):
                return None
            waiting = Decimal(1)
        if waiting >= 10 and total:
            return None
        total, waiting, last, zero = total + waiting * size, None, size, False
    if waiting is None:
        return None if zero and last == outer else total
    if last == 0:
        return None if zeroes else total + waiting
    if zero or last == 10:
        return total + waiting if waiting < last else None
    if waiting < 10:
        return total + waiting * (last // 10)
    return total + waiting if waiting < last else None
