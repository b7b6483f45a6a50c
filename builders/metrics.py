"""Linking a figure to the metric that reports of other regions share with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from builders.facts import Role
from builders.lexicon import Alternatives, Lexicon, Matcher, Metric
from builders.text import narrow

# The roles in which a figure can state a metric that names none.
LEVELS: Final = ("value", "previous", "target")
ROLES: Final[Mapping[str | None, tuple[str, ...]]] = {"rate": (*LEVELS, "rate")}

# Villages and counties are counted like any other thing.
ALIKE: Final[Mapping[str, str]] = {"places": "count"}

# What a figure without a printed unit can count.
UNPRINTED: Final = "people"


class Test(NamedTuple):
    """What a metric asks of the words found, as bit sets."""

    metric: Metric
    first: int
    head: tuple[int, ...]
    requires: tuple[int, ...]
    excludes: int


class Index(NamedTuple):
    """The tests by dimension and role, the most demanding first, and the words that they ask for."""

    tests: Mapping[tuple[str | None, str], tuple[Test, ...]]
    words: Matcher[int]


def metric_of(
    label: str, context: str, unit: str, role: Role, lexicon: Lexicon, initiatives: Sequence[str] = ()
) -> Metric | None:
    """The metric that a figure states by its label, the words around it and the initiatives it is tied to."""
    index = _index(lexicon)
    said = _union(index.words.values(narrow(label)))
    named = [
        test
        for test in index.tests.get((_dimension(unit, lexicon), role), ())
        if said & test.first and not said & test.excludes and _meets(said, test.head)
    ]
    if not named or _meets(said, named[0].requires):
        return named[0].metric if named else None
    around = said | _union(index.words.values(narrow(" ".join((context, *initiatives)))))
    return next((test.metric for test in named if _meets(around, test.requires)), None)


def _dimension(unit: str, lexicon: Lexicon) -> str | None:
    """What a unit measures, as metrics tell it apart."""
    known = lexicon.unit(unit)
    dimension = known.dimension if known is not None else None if unit else UNPRINTED
    return ALIKE.get(dimension, dimension) if dimension else None


def _meets(found: int, needed: tuple[int, ...]) -> bool:
    return all(found & words for words in needed)


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> Index:
    bits: dict[str, int] = {}

    def mask(alternatives: Alternatives) -> int:
        return _union(bits.setdefault(word, 1 << len(bits)) for word in alternatives)

    tests: defaultdict[tuple[str | None, str], list[Test]] = defaultdict(list)
    for metric in sorted(lexicon.metrics.values(), key=_demand):
        dimension = _dimension(metric.unit, lexicon)
        first, *head = [mask(words) for words in metric.head]
        test = Test(
            metric,
            first,
            head=tuple(head),
            requires=tuple(mask(words) for words in metric.requires),
            excludes=_union(mask(words) for words in metric.excludes),
        )
        for role in metric.roles or ROLES.get(metric.kind, LEVELS):
            tests[dimension, role].append(test)
    return Index({key: tuple(found) for key, found in tests.items()}, Matcher(bits))


def _demand(metric: Metric) -> tuple[int, int, str]:
    """Sorts the metric that asks for more words first, then the one that rules out more."""
    return -len(metric.head) - len(metric.requires), -sum(map(len, metric.excludes)), metric.key


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
