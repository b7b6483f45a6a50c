"""Numerals: Arabic and Chinese, with 万 and 亿, as exact decimals that remember how precisely they were written."""

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

DIGITS: Final = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL: Final = {"十": 10, "百": 100, "千": 1000}
LARGE: Final = {"万": 10**4, "亿": 10**8}

# 千 and 百 belong to the unit in 千瓦 千伏 千克 千米 百分点.
SCALE: Final = r"(?:万亿|千万|百万|十万|千亿|百亿|万|亿|千(?![瓦伏克米卡帕分家])|百(?![分家货]))"
ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)"
LONGEST: Final = 18  # characters; what has more is no number that a report states, and decimals stay exact
LARGEST: Final = 10**15  # ten times what the country earns in a year
CHINESE: Final = r"[零〇一二两三四五六七八九十百千万亿]{1,24}"


class Numeral(NamedTuple):
    """A number and the weight of the last digit it was written with.

    `step` is 1 for 109447, 0.01 for 63.25, 100 for 1.27万, 1000 for 11万; `whole` tells an exact count from a
    rounded amount.
    """

    value: Decimal
    step: Decimal
    whole: bool


def scale_of(words: str) -> int:
    """The factor that scale words stand for.

    >>> scale_of("千万"), scale_of("万亿"), scale_of("")
    (10000000, 1000000000000, 1)
    """
    factor = 1
    for mark in words:
        factor *= SMALL.get(mark) or LARGE[mark]
    return factor


def arabic(digits: str, scale: str = "") -> Numeral:
    """The number that Arabic digits and a scale word write.

    >>> arabic("22680.30", "万")
    Numeral(value=Decimal('226803000.00'), step=Decimal('100.00'), whole=False)
    """
    plain = Decimal(digits.replace(",", ""))
    places = len(digits.partition(".")[2])
    if not scale:
        return Numeral(plain, _weight(places), not places)
    factor = scale_of(scale)
    # 11万 is as precise as 11.0万 in these reports, which round to a tenth.
    return Numeral(plain * factor, _weight(places or 1) * factor, False)


@lru_cache(maxsize=100)
def _weight(places: int) -> Decimal:
    """The weight of the last of so many digits after the point."""
    return Decimal(1).scaleb(-places)


def chinese(words: str) -> Numeral | None:
    """The number that Chinese numerals write, or None where they write none.

    >>> chinese("三万五千"), chinese("二〇二一"), chinese("十百")
    (Numeral(value=Decimal('35000'), step=Decimal('1000'), whole=False), \
Numeral(value=Decimal('2021'), step=Decimal('1'), whole=True), None)
    """
    if all(mark in DIGITS for mark in words):
        if len(words) > 1 and ("两" in words or not set(words) & {"零", "〇"}):  # 三五成群, 七八
            return None
        return Numeral(Decimal("".join(str(DIGITS[mark]) for mark in words)), Decimal(1), True)
    value = _grouped(words)
    if value is None:
        return None
    if words[-1] in DIGITS and len(words) > 1 and words[-2] not in "零〇十":  # 两万三 means 23000: too loose to read
        return None
    step = Decimal(scale_of(words[-1])) if words[-1] not in DIGITS and words[-1] != "十" else Decimal(1)
    return Numeral(Decimal(value), step, step == 1)


def _grouped(words: str) -> int | None:
    """The value of numerals with place words, checked for their order; a bare 万 or 百 counts as one of it."""
    total = section = digit = 0
    lowest_large, lowest_small, pending = 10**16, 10**4, False
    for mark in words:
        if mark in DIGITS:
            if pending and digit:
                return None
            digit, pending = DIGITS[mark], DIGITS[mark] != 0
        elif mark in SMALL:
            if SMALL[mark] >= lowest_small or (not pending and section and mark != "十"):
                return None
            lowest_small = SMALL[mark]
            section += (digit if pending else 1) * SMALL[mark]
            digit, pending = 0, False
        else:
            factor = LARGE[mark]
            group = section + digit
            if factor >= lowest_large and not (mark == "亿" and lowest_large == 10**4):
                return None
            if mark == "亿" and lowest_large == 10**4:
                total = (total + group) * factor
            else:
                total += (group or (0 if total else 1)) * factor
            lowest_large, lowest_small = min(factor, lowest_large), 10**4
            section = digit = 0
            pending = False
    return total + section + digit
