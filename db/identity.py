"""Numbers that identify: citizen id (GB 11643), unified credit code (GB 32100), telephone.

The check digit and the date of a citizen id are decisive; its address code is not looked at, since old codes
were abolished and valid cards still carry them. Checks are pure and never change what was typed except by
``clean``, which turns full-width characters into half-width ones and drops spaces.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SEPARATORS = re.compile(r"[\s\-—–()]+")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(0[0-9]{2,3})?[2-9][0-9]{6,7}")


def clean(text: str) -> str:
    """Half-width, upper case, without spaces: ``３７１０８３ …x`` -> ``371083…X``."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    return _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, first17, strict=True)) % 11]


@dataclass(frozen=True, slots=True)
class IdCard:
    """What a citizen id says. ``fault`` is a Chinese sentence when the number is wrong, else ''."""

    fault: str
    birth: str | None = None  # ISO
    sex: str | None = None  # GB/T 2261.1: '1' male, '2' female
    old: bool = False  # 15 digits, issued before 1999


def read_id_card(text: str) -> IdCard:
    """Read an 18-character or an old 15-digit citizen id."""
    number = clean(text)
    if re.fullmatch(r"[0-9]{15}", number):
        birth, sex_digit, old = "19" + number[6:12], number[14], True
    elif re.fullmatch(r"[0-9]{17}[0-9X]", number):
        birth, sex_digit, old = number[6:14], number[16], False
    else:
        return IdCard(f"身份证号应为 18 位，现在是 {len(number)} 位" if re.fullmatch("[0-9]*X?", number)
                      else "身份证号只能是数字，最后一位可以是 X")
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return IdCard("身份证号里的出生日期不存在，请核对第 7 到 14 位", old=old)
    if not old and check_digit(number[:17]) != number[17]:
        return IdCard("身份证号的校验位不对，可能抄错了一位", old=old)
    return IdCard("", born.isoformat(), "1" if int(sex_digit) % 2 else "2", old)


def credit_code_fault(text: str) -> str:
    """'' when the unified social credit code is right, else a Chinese sentence."""
    from stdnum.cn import uscc

    number = clean(text)
    if len(number) != 18:
        return f"统一社会信用代码应为 18 位，现在是 {len(number)} 位"
    return "" if uscc.is_valid(number) else "统一社会信用代码的校验位不对，可能抄错了一位"


def phone_fault(text: str) -> str:
    """'' for a mobile number or a landline with or without area code, else a Chinese sentence."""
    number = _SEPARATORS.sub("", clean(text)).removeprefix("+86")
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return ""
    return f"电话“{text}”的位数不对，请核对"


def age_on(birth: str | None, day: str | date | None) -> int | None:
    """Full years from an ISO birth date to a day; None when either is unknown or the day is before birth."""
    if not birth or not day:
        return None
    born = date.fromisoformat(birth)
    at = day if isinstance(day, date) else date.fromisoformat(day)
    years = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return years if years >= 0 else None
