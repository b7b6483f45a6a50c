"""Intervals of decimals: what a figure as printed can have been before it was rounded, and how such figures combine."""

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from builders.chinese.numerals import ARABIC, CHINESE, SCALE, chinese, scale_of
from builders.facts import Observation
from builders.text import narrow

_WIDE: Final = Context(prec=40)
KEPT: Final = Decimal("0.000001")
_MANY, _ROUND = Decimal(1000), Decimal(100)  # counts from 1000 may have been rounded to the hundred
_ARABIC: Final = re.compile(rf"(?P<digits>{ARABIC})\s*[余多]?(?P<scale>{SCALE})?")
_CHINESE: Final = re.compile(rf"(?P<words>{CHINESE})")
# Units in which one measures; a whole number of another unit has been counted.
_MEASURED: Final = re.compile(r"[%‰倍成元分点]|公里|千米|[亩吨斤克米岁℃]|公顷|平方|立方|千瓦|兆瓦")


class Interval(NamedTuple):
    """All values from `low` to `high`; None is open to that side."""

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def point(cls, value: Decimal) -> "Interval":
        """One value alone."""
        return cls(value, value)

    @property
    def exact(self) -> bool:
        """Whether it holds one value alone."""
        return self.low is not None and self.low == self.high

    @property
    def closed(self) -> bool:
        """Whether it is bounded on both sides."""
        return self.low is not None and self.high is not None

    def meets(self, other: "Interval") -> bool:
        """Whether the two share a value."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )

    def plus(self, other: "Interval") -> "Interval":
        """What the sum of two values can be."""
        return Interval(_both(self.low, other.low), _both(self.high, other.high))

    def minus(self, other: "Interval") -> "Interval":
        """What the difference of two values can be."""
        return self.plus(Interval(_negative(other.high), _negative(other.low)))

    def times(self, factor: Decimal) -> "Interval":
        """What a multiple, by a factor above zero, can be."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def kept(self) -> "Interval":
        """It with no more decimal places than stores of RDF keep, not narrower."""
        return Interval(
            None if self.low is None else self.low.quantize(KEPT, ROUND_FLOOR),
            None if self.high is None else self.high.quantize(KEPT, ROUND_CEILING),
        )

    def by(self, other: "Interval") -> "Interval":
        """What the product of two values that are not negative can be."""
        low = None if self.low is None or other.low is None else self.low * other.low
        return Interval(low, None if self.high is None or other.high is None else self.high * other.high)

    def over(self, other: "Interval") -> "Interval":
        """What the quotient of two values that are not negative can be."""
        low, high = max(self.low or Decimal(0), Decimal(0)), self.high
        return Interval(
            Decimal(0) if other.high is None else _WIDE.divide(low, other.high) if other.high else None,
            None if high is None or not other.low or other.low < 0 else _WIDE.divide(high, other.low),
        )


def total(intervals: Iterable[Interval]) -> Interval:
    """What the sum of values can be."""
    amount = Interval.point(Decimal(0))
    for each in intervals:
        amount = amount.plus(each)
    return amount


def step(observation: Observation) -> Decimal:
    """The weight of the last digit that a figure is printed with: 0.1 of 63.2, 10000 of 11万."""
    return _step(observation.written)


@lru_cache(maxsize=1024)
def _step(written: str) -> Decimal:
    written = narrow(written)
    if found := _ARABIC.search(written):
        places = len(found["digits"].partition(".")[2])
        return Decimal(scale_of(found["scale"] or "")).scaleb(-places)
    if (found := _CHINESE.search(written)) and (numeral := chinese(found["words"])):
        return numeral.step
    return Decimal(1)


def counted(observation: Observation) -> bool:
    """Whether a figure is a count to the last one, not a measured or rounded amount."""
    whole = step(observation) == 1 and observation.value == observation.value.to_integral_value()
    return whole and not _MEASURED.search(observation.unit)


def printed(observation: Observation) -> Interval:
    """What a figure means if it was rounded to its last digit: 63.2% is 63.15 to 63.25, a count itself."""
    low, high = observation.low, observation.high
    if low == high == observation.value and not counted(observation):
        half = step(observation) / 2
        return Interval(observation.value - half, observation.value + half)
    return Interval(low, high)


def loose(observation: Observation) -> Interval:
    """What a figure means however it was rounded, up or down, and counts to the hundred too."""
    reach = step(observation)
    if counted(observation):
        reach = _zeros(observation.value)
    near = printed(observation)
    return Interval(
        None if near.low is None else min(near.low, observation.value - reach),
        None if near.high is None else max(near.high, observation.value + reach),
    )


def _zeros(value: Decimal) -> Decimal:
    """How far a count of a thousand or more that ends in zeros may have been rounded; other counts have not."""
    weight = Decimal(1)
    while value >= _MANY and value % (weight * 10) == 0 and weight * 100 <= value:
        weight *= 10
    return weight if weight >= _ROUND else Decimal(0)


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _negative(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
