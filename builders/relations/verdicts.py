"""Verdicts: whether the arithmetic of a relation holds, given how precisely its figures are printed."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Final

from builders.facts import Holding, Member, Observation, Verdict
from builders.relations.formulas import FORMULAS, Formula, factor, numeral, sign, told
from builders.relations.intervals import Interval, loose, printed, step

NEAR: Final = Decimal("0.001")  # by how much of itself a mistyped figure may be off; else its rate is the mistake
_MOST_DIGITS: Final = 6


def judge(
    name: str,
    members: Sequence[Member],
    figures: Mapping[int, Observation],
    *,
    complete: bool = True,
    disjoint: bool = True,
) -> Verdict:
    """The verdict on members that should fit a formula.

    Parts that need not cover their whole are not `complete`; those that may count the same things are not `disjoint`.
    """
    formula = FORMULAS[name]
    inputs = [figures[member.at] for part in formula.parts[:-1] for member in members if member.part == part]
    result = next(figures[member.at] for member in members if member.part == formula.parts[-1])
    reckoned = _Reckoning(formula, inputs, result)
    holding = reckoned.holding()
    if name == "sum" and holding not in ("holds", "rounding"):
        holding = reckoned.partition(holding, complete=complete, disjoint=disjoint)
    found = reckoned.verdict(holding)
    if holding != "contradiction":
        return found
    at = {figures[member.at].span: member.at for member in members}
    fits, instead = reckoned.fitting()
    again = [fits if each is instead else each for each in inputs]
    if instead is result:
        correct = f"{numeral(fits)}{sign(result)}"
    else:
        correct = f"{formula.written([numeral(each) for each in again])} = {numeral(result)}{sign(result)}"
    return found._replace(arithmetic=f"{found.arithmetic}; {correct}", fits=fits.value, instead=at[instead.span])


class _Reckoning:
    """Figures with their formula: what they compute as printed, as rounded, and rounded in whatever way."""

    def __init__(self, formula: Formula, inputs: Sequence[Observation], result: Observation) -> None:
        self.formula = formula
        self.inputs = inputs
        self.result = result
        self.factor = factor(formula, result)
        self.near = self._compute([printed(each) for each in inputs])
        self.plain = self._compute([Interval.point(each.value) for each in inputs]).low
        self.meant = printed(result)

    @cached_property
    def far(self) -> Interval:
        """What the inputs compute, however they were rounded."""
        return self._compute([loose(each) for each in self.inputs])

    def _compute(self, inputs: Sequence[Interval]) -> Interval:
        return self.formula.compute(inputs).times(self.factor)

    def holding(self) -> Holding:
        """How well the result fits what its inputs compute."""
        if self.plain is None or not (self.near.closed and self.meant.closed):
            return "unclear"
        bounds = {each.bound for each in (*self.inputs, self.result)}
        if bounds != {"exact"}:
            return "rounding" if self.near.meets(self.meant) and "less" not in bounds else "unclear"
        if Interval.point(self.plain).meets(self.meant if not self._additive() else Interval.point(self.result.value)):
            return "holds"
        last = step(self.result)
        up, down = self.result.value + last, self.result.value - last
        if self.near.meets(self.meant):
            return "rounding"
        if not self.meant.exact and self.near.meets(Interval(self.result.value, up)):
            return "truncated"
        if not self.meant.exact and self.near.meets(Interval(down, self.result.value)):
            return "rounding"
        return "unclear" if self.far.meets(loose(self.result)) else "contradiction"

    def _additive(self) -> bool:
        """Whether figures printed to the same digit must agree to it."""
        return not self.formula.share and self.formula.parts[-1] != "result"

    def partition(self, holding: Holding, *, complete: bool, disjoint: bool) -> Holding:
        """What parts that do not add up to their whole say of it."""
        if self.plain is None:
            return "unclear"
        if holding == "contradiction" and not complete:
            over = self.far.low is not None and self.far.low > (loose(self.result).high or self.far.low)
            return "contradiction" if disjoint and over else "not-a-partition"
        if complete or (holding == "truncated" and len(self.inputs) > 1):
            return holding
        return "not-a-partition"

    def verdict(self, holding: Holding) -> Verdict:
        """The verdict with its one line."""
        left = self.formula.written([numeral(each) for each in self.inputs])
        return Verdict(holding, *self.near.kept(), f"{left}{self._right(holding)}")

    def _right(self, holding: Holding) -> str:
        result, meant = self.result, self.meant
        mark = sign(result)
        goal = f"{numeral(result)}{mark}"
        if self.plain is None or (holding == "unclear" and not (self.near.closed and meant.closed)):
            return f" ? {goal}"
        if holding == "not-a-partition":
            amount = f" = {told(self.plain, result)}" if len(self.inputs) > 1 else ""
            return f"{amount} {'<' if self.plain < result.value else '>'} {goal}"
        if self._additive() and (holding == "holds" or meant.exact):
            value = f" = {told(self.plain, result)}{mark}"
            return value if holding == "holds" else f"{value} {'<' if self.plain < result.value else '>'} {goal}"
        low, high = meant.low or Decimal(0), meant.high or Decimal(0)
        goals = f"[{_bound(low, result)}, {_bound(high, result)}]"
        if self.near.exact or holding == "holds":
            inside = low <= self.plain <= high
            return f" = {self._value(inside)}{mark} {'∈' if inside else '∉'} {goals}"
        first, last = self.near.low or Decimal(0), self.near.high or Decimal(0)
        ends = [_bound(first, result), _bound(last, result)]
        between = f"{ends[0]}{mark}" if ends[0] == ends[1] else f"[{', '.join(ends)}]{mark}"
        return f" = {between} {'∩' if self.near.meets(meant) else '∌'} {goals if self.near.meets(meant) else goal}"

    def _value(self, inside: bool) -> str:
        """The computed value with as many digits as show on which side of the printed interval it lies."""
        value, meant = self.plain or Decimal(0), self.meant
        for more in range(1, _MOST_DIGITS):
            shown = told(value, self.result, more)
            near = value.quantize(step(self.result).scaleb(-more), ROUND_HALF_UP)
            if (meant.low is None or meant.high is None) or (meant.low <= near <= meant.high) == inside:
                return shown
        return told(value, self.result, _MOST_DIGITS)

    def fitting(self) -> tuple[Observation, Observation]:
        """The figure that would fit, and the one in whose place: an input nearly right, else the result."""
        if self.formula.share and len(self.inputs) == 2 and self.formula.parts[0] in ("numerator", "actual"):
            top, bottom = self.inputs
            meant = self.meant.times(1 / self.factor)
            for each, wanted in (
                (bottom, printed(top).over(meant)),
                (top, printed(bottom).by(meant)),
            ):
                value = _nearest(each, wanted)
                if value is not None and abs(value - each.value) <= NEAR * each.value:
                    return each._replace(value=value, written=told(value, each)), each
        value = (self.plain or Decimal(0)).quantize(Decimal(1).scaleb(step(self.result).adjusted()), ROUND_HALF_UP)
        return self.result._replace(value=value, written=told(value, self.result)), self.result


def _bound(value: Decimal, like: Observation) -> str:
    return told(value, like, 1)


def _nearest(figure: Observation, wanted: Interval) -> Decimal | None:
    """The value nearest to a figure, as precisely printed, that lies in an interval."""
    if wanted.low is None or wanted.high is None:
        return None
    grid = step(figure)
    below = (wanted.high / grid).to_integral_value(ROUND_FLOOR) * grid
    above = (wanted.low / grid).to_integral_value(ROUND_CEILING) * grid
    if below < wanted.low or above > wanted.high:
        return None
    return min((below, above), key=lambda value: abs(value - figure.value))
