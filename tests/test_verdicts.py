"""Verdicts: what the arithmetic of printed figures allows, and that rounding alone never contradicts it."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.chinese.numerals import arabic, scale_of
from builders.facts import Bound, Member, Observation, Part, Verdict
from builders.relations.formulas import FORMULAS, factor
from builders.relations.intervals import Interval, counted, loose, printed, step
from builders.relations.verdicts import judge
from builders.text import Span

MODES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING)


def figure(written: str, unit: str, at: int = 0, bound: Bound = "exact") -> Observation:
    """A figure as the reader makes it of a numeral."""
    digits = written.rstrip("万亿")
    number = arabic(digits, written[len(digits) :])
    half = Decimal(0) if number.whole else number.step / 2
    low: Decimal | None = number.value - half
    high: Decimal | None = number.value + half
    if bound == "more":
        low, high = number.value, None
    if bound == "about":
        low, high = number.value * Decimal("0.9"), number.value * Decimal("1.1")
    return Observation(
        span=Span(at, at + len(written)),
        sentence=Span(0, 100),
        value=number.value,
        low=low,
        high=high,
        written=written,
        unit=unit,
        bound=bound,
        role="value",
        label="户数",
        metric=None,
        group=None,
        region=None,
        place=None,
        start=None,
        end=None,
        part_of=None,
        theme="其他",
        initiatives=(),
        rule="arabic",
    )


def judged(name: str, figures: str, *, complete: bool = True, disjoint: bool = True) -> Verdict:
    """The verdict on figures written with their units, the result last."""
    words = figures.split()
    made = [figure(word.rstrip("户人元%倍亩"), word[-1], at * 10) for at, word in enumerate(words)]
    parts: list[Part] = list(FORMULAS[name].parts)
    if name == "sum":
        parts = parts[:1] * (len(words) - 1) + parts[1:]
    members = [Member(one.span.start, part) for one, part in zip(made, parts, strict=True)]
    return judge(name, members, {one.span.start: one for one in made}, complete=complete, disjoint=disjoint)


@pytest.mark.parametrize(
    ("name", "figures", "holding", "arithmetic"),
    [
        ("rate", "3808户 6029户 63.2%", "holds", "3808 ÷ 6029 = 63.16% ∈ [63.15, 63.25]"),
        ("rate", "2434人 2575人 94.52%", "holds", "2434 ÷ 2575 = 94.524% ∈ [94.515, 94.525]"),
        ("rate", "49户 53户 92%", "holds", "49 ÷ 53 = 92.5% ∈ [91.5, 92.5]"),
        ("rate", "143户 154户 92.8%", "truncated", "143 ÷ 154 = 92.86% ∉ [92.75, 92.85]"),
        ("rate", "2户 3户 66.7%", "holds", "2 ÷ 3 = 66.67% ∈ [66.65, 66.75]"),
        ("rate", "1户 3户 33.4%", "rounding", "1 ÷ 3 = 33.33% ∉ [33.35, 33.45]"),
        (
            "rate",
            "659户 2172户 30.33%",
            "contradiction",
            "659 ÷ 2172 = 30.341% ∉ [30.325, 30.335]; 659 ÷ 2173 = 30.33%",
        ),
        ("rate", "585户 606户 69.5%", "contradiction", "585 ÷ 606 = 96.53% ∉ [69.45, 69.55]; 96.5%"),
        ("rate", "1.27亿元 36.84亿元 3.4%", "holds", "1.27亿 ÷ 36.84亿 = 3.45% ∈ [3.35, 3.45]"),
        ("completion", "11万人 10.59万人 103.8%", "rounding", "11万 ÷ 10.59万 = [103.35, 104.39]% ∩ [103.75, 103.85]"),
        ("completion", "2.67亿元 2.4亿元 111%", "holds", "2.67亿 ÷ 2.4亿 = 111.3% ∈ [110.5, 111.5]"),
        ("completion", "612亩 437亩 1.4倍", "holds", "612 ÷ 437 = 1.40 ∈ [1.35, 1.45]"),
        ("average", "13.42亿元 27961户 4.8万元", "holds", "13.42亿 ÷ 27961 = 4.80万 ∈ [4.75万, 4.85万]"),
        ("average", "1000元 10户 90元", "contradiction", "1000 ÷ 10 = [100.0, 100.1] ∌ 90; 100"),
        ("growth", "13058元 11236元 16.2%", "holds", "13058 ÷ 11236 − 1 = 16.22% ∈ [16.15, 16.25]"),
        ("growth", "126户 105户 25%", "contradiction", "126 ÷ 105 − 1 = 20.0% ∉ [24.5, 25.5]; 20%"),
        ("fall", "75户 100户 25%", "holds", "1 − 75 ÷ 100 = 25.0% ∈ [24.5, 25.5]"),
        ("growth-by", "36.84亿元 2.91亿元 8.6%", "holds", "2.91亿 ÷ (36.84亿 − 2.91亿) = 8.58% ∈ [8.55, 8.65]"),
        ("fall-by", "90户 10户 10%", "holds", "10 ÷ (90 + 10) = 10.0% ∈ [9.5, 10.5]"),
        ("difference", "130户 98户 32户", "holds", "130 − 98 = 32"),
        ("decrease", "98户 131户 32户", "contradiction", "131 − 98 = 33 > 32; 33"),
        ("sum", "421户 671户 202户 1294户", "holds", "421 + 671 + 202 = 1294"),
        ("sum", "421户 671户 203户 1294户", "contradiction", "421 + 671 + 203 = 1295 > 1294; 1295"),
        ("sum", "2312.03万元 7222.6万元 309万元 9843.63万元", "holds", "2312.03万 + 7222.6万 + 309万 = 9843.63万"),
        ("sum", "1.35万户 8149户 2.16万户", "rounding", "1.35万 + 8149 = [2.160万, 2.170万] ∩ [2.155万, 2.165万]"),
        ("sum", "11万元 8万元 21万元", "unclear", "11万 + 8万 = [18.9万, 19.1万] ∌ 21万"),
    ],
)
def test_a_verdict_and_its_line(name: str, figures: str, holding: str, arithmetic: str) -> None:
    verdict = judged(name, figures)
    assert (verdict.holding, verdict.arithmetic) == (holding, arithmetic)


def test_what_would_fit_a_contradiction() -> None:
    near = judged("rate", "659户 2172户 30.33%")
    assert (near.fits, near.instead) == (Decimal(2173), 10)
    far = judged("rate", "585户 606户 69.5%")
    assert (far.fits, far.instead) == (Decimal("96.5"), 20)
    assert judged("rate", "585户 606户 96.5%").fits is None


@pytest.mark.parametrize(
    ("figures", "disjoint", "holding"),
    [
        ("10户 20户 40户", False, "not-a-partition"),
        ("10户 20户 40户", True, "not-a-partition"),
        ("10户 31户 40户", False, "not-a-partition"),
        ("10户 31户 40户", True, "contradiction"),
        ("10户 30户 40户", False, "holds"),
        ("370户 44户 7户 16户 419户", False, "not-a-partition"),
    ],
)
def test_parts_that_need_not_cover_their_whole(figures: str, disjoint: bool, holding: str) -> None:
    assert judged("sum", figures, complete=False, disjoint=disjoint).holding == holding


@pytest.mark.parametrize(("bound", "holding"), [("more", "unclear"), ("about", "rounding")])
def test_a_vague_rate_is_never_contradicted(bound: Bound, holding: str) -> None:
    members = [Member(0, "numerator"), Member(10, "denominator"), Member(20, "result")]
    made = {0: figure("62", "户"), 10: figure("109", "户", 10), 20: figure("57", "%", 20, bound)}
    assert judge("rate", members, made).holding == holding


@pytest.mark.parametrize(
    ("written", "unit", "exact", "near", "far"),
    [
        ("6029", "户", True, ("6029", "6029"), ("6029", "6029")),
        ("8100", "户", True, ("8100", "8100"), ("8000", "8200")),
        ("400", "户", True, ("400", "400"), ("400", "400")),
        ("5000", "户", True, ("5000", "5000"), ("4900", "5100")),
        ("63.2", "%", False, ("63.15", "63.25"), ("63.1", "63.3")),
        ("98", "%", False, ("97.5", "98.5"), ("97", "99")),
        ("11万", "人", False, ("109500", "110500"), ("100000", "120000")),
        ("2.58亿", "元", False, ("257500000", "258500000"), ("257000000", "259000000")),
        ("11755", "元", False, ("11754.5", "11755.5"), ("11754", "11756")),
    ],
)
def test_what_a_figure_can_mean(
    written: str, unit: str, exact: bool, near: tuple[str, str], far: tuple[str, str]
) -> None:
    one = figure(written, unit)
    assert counted(one) == exact
    assert printed(one) == Interval(Decimal(near[0]), Decimal(near[1]))
    assert loose(one) == Interval(Decimal(far[0]), Decimal(far[1]))


def test_the_last_digit_of_a_numeral() -> None:
    assert [step(figure(written, "元")) for written in ("109447", "63.25", "1.27万", "11万")] == [
        1,
        Decimal("0.01"),
        100,
        10000,
    ]


def test_intervals_stay_open() -> None:
    some, none = Interval(Decimal(2), Decimal(4)), Interval(Decimal(1), None)
    assert some.plus(none) == Interval(Decimal(3), None)
    assert none.over(some) == Interval(Decimal("0.25"), None)
    assert some.over(Interval(Decimal(0), Decimal(1))) == Interval(Decimal(2), None)
    assert some.meets(none) and not Interval.point(Decimal(0)).meets(none)


MODE = st.sampled_from(MODES)
SCALE = st.sampled_from(["", "万", "亿"])


@st.composite
def rounded(draw: st.DrawFn, value: Decimal, unit: str, at: int, scale: str) -> Observation:
    """A true value as a report may print it: rounded in any way to any digit of its scale."""
    weight = Decimal(scale_of(scale))
    places = draw(st.integers(0, 4)) if scale or unit == "%" else 0
    told = (value / weight).quantize(Decimal(1).scaleb(-places), draw(MODE))
    return figure(f"{told:f}{scale}", unit, at)


@given(st.data(), st.integers(0, 10**9), st.integers(1, 10**9), SCALE, SCALE, st.sampled_from(["户", "元"]))
def test_rounding_never_contradicts_a_rate(
    data: st.DataObject, top: int, bottom: int, first: str, second: str, unit: str
) -> None:
    above = data.draw(rounded(Decimal(top), unit, 0, first))
    below = data.draw(rounded(Decimal(bottom), unit, 10, second))
    true = Decimal(top) / Decimal(bottom) * 100
    share = data.draw(rounded(true, "%", 20, ""))
    members = [Member(0, "numerator"), Member(10, "denominator"), Member(20, "result")]
    assert judge("rate", members, {0: above, 10: below, 20: share}).holding != "contradiction"


@given(st.data(), st.lists(st.tuples(st.integers(0, 10**9), SCALE), min_size=1, max_size=5), SCALE)
def test_rounding_never_contradicts_a_sum(data: st.DataObject, values: list[tuple[int, str]], scale: str) -> None:
    parts = [data.draw(rounded(Decimal(value), "元", at * 10, each)) for at, (value, each) in enumerate(values)]
    whole = data.draw(rounded(Decimal(sum(value for value, _ in values)), "元", 900, scale))
    members = [*(Member(one.span.start, "part") for one in parts), Member(900, "whole")]
    made = {one.span.start: one for one in (*parts, whole)}
    assert judge("sum", members, made).holding != "contradiction"


@given(st.data(), st.integers(1, 10**8), st.integers(1, 10**8), SCALE, SCALE)
def test_rounding_never_contradicts_a_change(data: st.DataObject, old: int, by: int, first: str, second: str) -> None:
    new = data.draw(rounded(Decimal(old + by), "元", 0, first))
    was = data.draw(rounded(Decimal(old), "元", 10, second))
    more = data.draw(rounded(Decimal(by), "元", 20, second))
    growth = data.draw(rounded(Decimal(by) / Decimal(old) * 100, "%", 30, ""))
    made = {0: new, 10: was, 20: more, 30: growth}
    for name, at in (("difference", (0, 10, 20)), ("growth", (0, 10, 30)), ("growth-by", (0, 20, 30))):
        members = [Member(each, part) for each, part in zip(at, FORMULAS[name].parts, strict=True)]
        assert judge(name, members, made).holding != "contradiction"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3), st.sampled_from(MODES[:2]))
def test_a_rate_rounded_to_the_nearest_of_counts_holds(top: int, bottom: int, places: int, mode: str) -> None:
    told = (Decimal(top) / bottom * 100).quantize(Decimal(1).scaleb(-places), mode)
    made = {0: figure(str(top), "户"), 10: figure(str(bottom), "户", 10), 20: figure(f"{told:f}", "%", 20)}
    members = [Member(0, "numerator"), Member(10, "denominator"), Member(20, "result")]
    assert judge("rate", members, made).holding == "holds"


def test_shares_are_told_in_their_unit() -> None:
    assert factor(FORMULAS["rate"], figure("63", "%")) == 100
    assert factor(FORMULAS["rate"], figure("1.4", "倍")) == 1
    assert factor(FORMULAS["average"], figure("63", "元")) == 1
