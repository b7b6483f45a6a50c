"""The arithmetic of relations: what their figures compute, over intervals, and how one writes it."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from builders.chinese.numerals import LARGE, SMALL
from builders.facts import Observation, Part
from builders.relations.intervals import Interval, step, total
from builders.text import narrow

_ONE: Final = Interval.point(Decimal(1))
SHARES: Final = MappingProxyType({"%": Decimal(100), "‰": Decimal(1000)})
_IDLE: Final = str.maketrans("", "", ", \n\t\u00a0余多")
_SCALES: Final = "".join([*SMALL, *LARGE])


class Formula(NamedTuple):
    """What the figures that have these parts compute, as a function and in writing; the last part is the result."""

    parts: tuple[Part, ...]
    compute: Callable[[Sequence[Interval]], Interval]
    written: Callable[[Sequence[str]], str]
    share: bool = False


FORMULAS: Final = MappingProxyType(
    {
        "sum": Formula(("part", "whole"), total, " + ".join),
        "rate": Formula(
            ("numerator", "denominator", "result"), lambda n: n[0].over(n[1]), lambda w: f"{w[0]} ÷ {w[1]}", share=True
        ),
        "completion": Formula(
            ("actual", "base", "result"), lambda n: n[0].over(n[1]), lambda w: f"{w[0]} ÷ {w[1]}", share=True
        ),
        "average": Formula(
            ("numerator", "denominator", "result"), lambda n: n[0].over(n[1]), lambda w: f"{w[0]} ÷ {w[1]}"
        ),
        "difference": Formula(("new", "old", "difference"), lambda n: n[0].minus(n[1]), lambda w: f"{w[0]} − {w[1]}"),
        "decrease": Formula(("new", "old", "difference"), lambda n: n[1].minus(n[0]), lambda w: f"{w[1]} − {w[0]}"),
        "growth": Formula(
            ("new", "old", "result"),
            lambda n: n[0].over(n[1]).minus(_ONE),
            lambda w: f"{w[0]} ÷ {w[1]} − 1",
            share=True,
        ),
        "fall": Formula(
            ("new", "old", "result"),
            lambda n: _ONE.minus(n[0].over(n[1])),
            lambda w: f"1 − {w[0]} ÷ {w[1]}",
            share=True,
        ),
        "growth-by": Formula(
            ("new", "difference", "result"),
            lambda n: n[1].over(n[0].minus(n[1])),
            lambda w: f"{w[1]} ÷ ({w[0]} − {w[1]})",
            share=True,
        ),
        "fall-by": Formula(
            ("new", "difference", "result"),
            lambda n: n[1].over(n[0].plus(n[1])),
            lambda w: f"{w[1]} ÷ ({w[0]} + {w[1]})",
            share=True,
        ),
    }
)


def factor(formula: Formula, result: Observation) -> Decimal:
    """By what a quotient is multiplied to be told in the result's unit."""
    return SHARES.get(result.unit, Decimal(1)) if formula.share else Decimal(1)


def numeral(observation: Observation) -> str:
    """A figure's numeral as an equation writes it: without grouping, spaces and 余 or 多."""
    return narrow(observation.written).translate(_IDLE)


def sign(observation: Observation) -> str:
    """The sign that follows a share."""
    return observation.unit if observation.unit in SHARES else ""


def told(value: Decimal, like: Observation, more: int = 0) -> str:
    """A value in the scale of a figure, with its decimal places and some more, none of them idle.

    The figure 9843.63万 is told of 98436300 with two places.
    """
    digits, scale = _scaled(like)
    number = Decimal(digits) if scale else Decimal(0)
    weight = like.value / number if number else Decimal(1)
    exponent = (step(like) / weight).adjusted() - more
    rounded = (value / weight).quantize(Decimal(1).scaleb(min(exponent, 0)), ROUND_HALF_UP)
    return f"{rounded:f}{scale}"


def _scaled(observation: Observation) -> tuple[str, str]:
    """A numeral's digits, and its scale: 2.3 and 万 of 2.3万."""
    written = numeral(observation)
    bare = written.rstrip(_SCALES)
    apart = bare and bare[-1].isdigit() and bare.isascii()
    return (bare, written[len(bare) :]) if apart else (written, "")
