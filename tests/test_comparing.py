"""What forbids a fair comparison of two figures, and the order of regions that is left."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhenxing.compare.comparing import RULES, Aspect, Figure, Gravity, comparable, refused
from zhenxing.compare.ranking import ranked

PLAIN = Figure(
    metric="workshops",
    kind="stock",
    additive=True,
    label="帮扶车间数",
    group=None,
    region="140800",
    name="运城市",
    level="prefecture",
    role="value",
    bound="exact",
    value=Decimal(271),
    low=Decimal(271),
    high=Decimal(271),
    unit="个",
    unit_label="个",
    start=None,
    end="2023-10-31",
    whole=None,
    quote="271个",
    report="yuncheng.txt",
    at=30,
    sentence="全市建有帮扶车间271个。",
)
SPENT = replace(PLAIN, metric="consumption-amount", kind="flow", label="消费帮扶金额", unit="元", end="2023")
INCOME = replace(SPENT, metric="lifted-income", additive=False, label="脱贫人口人均纯收入")


def figure(base: Figure = PLAIN, **more: Any) -> Figure:
    """The plain figure with something else about it, of another city unless said otherwise."""
    other: dict[str, Any] = {"region": "620100", "name": "兰州市", "report": "lanzhou.txt", "at": 12}
    return replace(base, **(other | more))


@pytest.mark.parametrize(
    ("a", "b", "aspect", "gravity"),
    [
        (figure(metric="east-west-projects"), PLAIN, "metric", "refuse"),
        (figure(group="脱贫户"), replace(PLAIN, group="监测对象"), "group", "refuse"),
        (figure(group="脱贫户"), PLAIN, "group", "footnote"),
        (figure(unit="平方米"), PLAIN, "unit", "refuse"),
        (figure(unit="元/月"), replace(PLAIN, unit="元/年"), "unit", "refuse"),
        (figure(label="累计建成帮扶车间数"), PLAIN, "kind", "refuse"),
        (figure(kind="flow"), PLAIN, "kind", "refuse"),
        (figure(role="target"), PLAIN, "role", "refuse"),
        (figure(role="change"), PLAIN, "role", "refuse"),
        (figure(bound="more", high=None), PLAIN, "bound", "footnote"),
        (figure(bound="about"), PLAIN, "bound", "footnote"),
        (figure(end="2022-12-31"), PLAIN, "as-of", "footnote"),
        (figure(end="2019"), PLAIN, "as-of", "refuse"),
        (figure(end=None), PLAIN, "as-of", "footnote"),
        (figure(SPENT, end="2023-06"), SPENT, "period", "refuse"),
        (figure(SPENT, end="2023-10-31"), SPENT, "period", "footnote"),
        (figure(SPENT, start="2021-01"), SPENT, "period", "refuse"),
        (figure(level="county"), PLAIN, "coverage", "refuse"),
        (figure(INCOME, level="county"), INCOME, "coverage", "footnote"),
        (figure(report="yuncheng.txt", whole=30), PLAIN, "part", "refuse"),
        (figure(whole=30), PLAIN, "part", "footnote"),
    ],
)
def test_what_forbids_a_comparison(a: Figure, b: Figure, aspect: Aspect, gravity: Gravity) -> None:
    (obstacle,) = comparable(a, b)
    assert (obstacle.aspect, obstacle.gravity) == (aspect, gravity)
    assert obstacle.words.zh
    assert obstacle.words.en.isascii() or aspect == "group" or aspect == "unit"
    (other,) = comparable(b, a)
    assert (other.aspect, other.gravity) == (aspect, gravity)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (figure(), PLAIN),
        (PLAIN, PLAIN),
        (figure(role="rate"), PLAIN),
        (figure(end="2023"), PLAIN),
        (figure(end="2023-07-31"), PLAIN),
        (figure(bound="more", low=Decimal(230), high=Decimal(240)), PLAIN),
        (figure(SPENT, start="2023-01"), SPENT),
        (figure(SPENT, label="今年累计消费帮扶金额", start="2023-01"), SPENT),
        (figure(kind=None), PLAIN),
    ],
)
def test_what_may_be_compared(a: Figure, b: Figure) -> None:
    assert comparable(a, b) == comparable(b, a) == ()


def test_every_obstacle_is_told_at_once() -> None:
    found = comparable(figure(level="county", role="target", end="2015"), PLAIN)
    assert [one.aspect for one in found] == ["role", "coverage", "as-of"]
    assert found[0].words == ("为目标，并非实际数", "a target, not an actual figure")
    assert found[1].words == ("为县级，并非市级", "of a county, not a prefecture")
    assert found[2].words == ("时点为2015，而非2023-10-31", "as of 2015, not 2023-10-31")
    assert refused(found)
    assert not refused(())
    assert len(RULES) == 10


def test_the_latest_figure_of_each_region_is_ranked() -> None:
    old = figure(value=Decimal(300), end="2022-12-31", quote="300个")
    new = figure(value=Decimal(90), at=40)
    ranking = ranked([old, PLAIN, new])
    assert ranking
    assert [(row.place, row.figure) for row in ranking.rows] == [(1, PLAIN), (2, new)]
    assert ranking.left_out == ()
    whole = ranked([old, PLAIN, new], every=True)
    assert whole
    assert [(row.place, row.figure) for row in whole.rows] == [(1, old), (2, PLAIN), (3, new)]
    assert whole.rows[0].notes[0].en == "as of 2022-12-31, not 2023-10-31"


def test_a_day_is_later_than_the_year_it_is_in() -> None:
    early = replace(PLAIN, value=Decimal(260), end="2023", report="spring.txt")
    ranking = ranked([early, PLAIN])
    assert ranking
    assert [row.figure.value for row in ranking.rows] == [Decimal(271)]


def test_what_is_not_like_most_is_left_out_with_the_reason() -> None:
    county = figure(level="county", region="620123", name="榆中县", value=Decimal(9))
    aim = figure(role="target", region="510700", name="绵阳市", value=Decimal(400))
    ranking = ranked([county, aim, PLAIN, figure()])
    assert ranking
    assert [row.figure.name for row in ranking.rows] == ["运城市", "兰州市"]
    assert [row.place for row in ranking.rows] == [1, 1]
    assert [(out.figure.name, out.why[0].en) for out in ranking.left_out] == [
        ("绵阳市", "a target, not an actual figure"),
        ("榆中县", "of a county, not a prefecture"),
    ]


def test_a_whole_goes_before_its_part_and_others_of_its_date_are_told() -> None:
    part = replace(PLAIN, value=Decimal(500), whole=30, at=35)
    beside = replace(PLAIN, value=Decimal(31), quote="31个", at=50)
    ranking = ranked([part, PLAIN, beside])
    assert ranking
    (row,) = ranking.rows
    assert row.figure == PLAIN
    assert row.notes == (("同期另有31个", "also 31个 for the same date"),)


def test_nothing_has_no_order() -> None:
    assert ranked([]) is None
    lone = ranked([replace(PLAIN, role="target")])
    assert lone
    assert len(lone.rows) == 1
