"""What forbids a fair comparison of two figures, and how gravely."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal

from builders.graph.literals import bound as day
from zhenxing.query.questions import Text

Aspect = Literal["metric", "group", "unit", "kind", "role", "bound", "as-of", "period", "coverage", "part"]
Gravity = Literal["refuse", "footnote"]

KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "stock": Text("存量", "stock"),
        "flow": Text("当期发生数", "flow"),
        "cumulative": Text("累计数", "cumulative total"),
        "rate": Text("比率", "rate"),
    }
)
ROLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "value": Text("实际数", "actual figure"),
        "change": Text("变化量", "change"),
        "previous": Text("原值", "earlier value"),
        "target": Text("目标", "target"),
        "completion": Text("完成率", "completion rate"),
        "standard": Text("标准", "standard"),
    }
)
LEVELS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "country": Text("全国", "country"),
        "province": Text("省级", "province"),
        "prefecture": Text("市级", "prefecture"),
        "county": Text("县级", "county"),
        "town": Text("乡镇", "town"),
        "village": Text("村", "village"),
    }
)
BOUNDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "about": Text("为约数", "approximate"),
        "more": Text("只知不少于此数", "a lower bound"),
        "less": Text("只知不超过此数", "an upper bound"),
    }
)
CLOSE: Final = 183  # days between two dates that need no word
FAR: Final = 3 * 366  # days after which definitions and lists have changed
UNLIKE_PERIODS: Final = Decimal("1.5")
_CUMULATIVE: Final = re.compile("累计|历年|历次")


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure with all that its comparison rests on.

    `value`, `low` and `high` are in `unit`, the canonical unit of their dimension; `additive` tells a total, which
    grows with the region, from a rate, a mean or a standard; `whole` is the offset of the figure of the same metric
    that this one is a part of; `quote` is as written.
    """

    metric: str
    kind: str | None
    additive: bool
    label: str
    group: str | None
    region: str
    name: str
    level: str
    role: str
    bound: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    unit_label: str
    start: str | None
    end: str | None
    whole: int | None
    quote: str
    report: str
    at: int
    sentence: str

    @property
    def nature(self) -> str | None:
        """Stock, flow, cumulative total or rate: the metric's, unless the words tell of a total over years."""
        within_a_year = self.start and self.end and self.start[:4] == self.end[:4]
        return "cumulative" if _CUMULATIVE.search(self.label) and not within_a_year else self.kind

    @property
    def said_as(self) -> str:
        """Its role; a rate is the actual figure of a metric that is one."""
        return "value" if self.role == "rate" else self.role

    @property
    def open(self) -> str | None:
        """The bound that leaves its interval without an end, or makes it a guess."""
        vague = self.bound == "about" or (self.bound != "exact" and (self.low is None or self.high is None))
        return self.bound if vague else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that its date may mean."""
        if self.end is None:
            return None
        first, last = day(self.end, last=False), day(self.end, last=True)
        return (first, last) if first and last else None

    @property
    def months(self) -> int | None:
        """How many months a flow covers; from the beginning of its year where the text does not say."""
        if self.days is None:
            return None
        last = self.days[1]
        first = day(self.start, last=False) if self.start else date(last.year, 1, 1)
        return (last.year - first.year) * 12 + last.month - first.month + 1 if first else None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands between two figures: a reason to refuse their comparison, or one to note beside it."""

    aspect: Aspect
    gravity: Gravity
    words: Text


def comparable(a: Figure, b: Figure) -> tuple[Obstacle, ...]:
    """What forbids a fair comparison of the first figure with the second, in words about the first."""
    found = (rule(a, b) for rule in RULES)
    return tuple(obstacle for obstacle in found if obstacle)


def refused(obstacles: tuple[Obstacle, ...]) -> bool:
    """Whether one of them forbids the comparison."""
    return any(obstacle.gravity == "refuse" for obstacle in obstacles)


def _metric(a: Figure, b: Figure) -> Obstacle | None:
    if a.metric == b.metric:
        return None
    return Obstacle("metric", "refuse", Text(f"指标不同（{a.metric}、{b.metric}）", f"another metric ({a.metric})"))


def _group(a: Figure, b: Figure) -> Obstacle | None:
    if a.group == b.group:
        return None
    if a.group and b.group:
        return Obstacle("group", "refuse", Text(f"人群不同（{a.group}）", f"another group ({a.group})"))
    return Obstacle("group", "footnote", Text("人群未说明", "the group is not told of both"))


def _unit(a: Figure, b: Figure) -> Obstacle | None:
    if a.unit == b.unit:
        return None
    return Obstacle("unit", "refuse", Text(f"单位不同（{a.unit}、{b.unit}）", f"another unit ({a.unit}, not {b.unit})"))


def _kind(a: Figure, b: Figure) -> Obstacle | None:
    ours, theirs = a.nature, b.nature
    if ours == theirs or ours is None or theirs is None:
        return None
    return Obstacle(
        "kind",
        "refuse",
        Text(f"为{KINDS[ours].zh}，并非{KINDS[theirs].zh}", f"a {KINDS[ours].en}, not a {KINDS[theirs].en}"),
    )


def _role(a: Figure, b: Figure) -> Obstacle | None:
    if a.said_as == b.said_as:
        return None
    ours, theirs = ROLES[a.said_as], ROLES[b.said_as]
    return Obstacle("role", "refuse", Text(f"为{ours.zh}，并非{theirs.zh}", f"{_a(ours.en)}, not {_a(theirs.en)}"))


def _bound(a: Figure, b: Figure) -> Obstacle | None:
    vague = a.open or b.open
    return Obstacle("bound", "footnote", BOUNDS[vague]) if vague else None


def _as_of(a: Figure, b: Figure) -> Obstacle | None:
    ours, theirs = a.days, b.days
    if not ours or not theirs:
        return (
            None if a.end == b.end else Obstacle("as-of", "footnote", Text("时点不明", "the date is not told of both"))
        )
    gap = max((ours[0] - theirs[1]).days, (theirs[0] - ours[1]).days, 0)
    if gap <= CLOSE:
        return None
    gravity: Gravity = "refuse" if gap > FAR else "footnote"
    return Obstacle("as-of", gravity, Text(f"时点为{a.end}，而非{b.end}", f"as of {a.end}, not {b.end}"))


def _period(a: Figure, b: Figure) -> Obstacle | None:
    ours, theirs = a.months, b.months
    if a.nature != "flow" or b.nature != "flow" or not ours or not theirs or ours == theirs:
        return None
    gravity: Gravity = "refuse" if max(ours, theirs) >= UNLIKE_PERIODS * min(ours, theirs) else "footnote"
    return Obstacle(
        "period", gravity, Text(f"涵盖{ours}个月，而非{theirs}个月", f"covers {_months(ours)}, not {_months(theirs)}")
    )


def _coverage(a: Figure, b: Figure) -> Obstacle | None:
    if a.level == b.level:
        return None
    ours, theirs = LEVELS[a.level], LEVELS[b.level]
    gravity: Gravity = "refuse" if a.additive or b.additive else "footnote"
    return Obstacle("coverage", gravity, Text(f"为{ours.zh}，并非{theirs.zh}", f"of a {ours.en}, not a {theirs.en}"))


def _part(a: Figure, b: Figure) -> Obstacle | None:
    if a.report == b.report and (a.whole == b.at or b.whole == a.at):
        return Obstacle("part", "refuse", Text("一数为另一数的一部分", "one is a part of the other"))
    if a.whole is not None or b.whole is not None:
        return Obstacle(
            "part", "footnote", Text("只是该报告总数的一部分", "only a part of what its report gives in all")
        )
    return None


def _months(count: int) -> str:
    return "one month" if count == 1 else f"{count} months"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


RULES: Final[tuple[Callable[[Figure, Figure], Obstacle | None], ...]] = (
    *(_metric, _unit, _role, _kind, _coverage),
    *(_group, _period, _as_of, _part, _bound),
)
