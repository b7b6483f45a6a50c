"""Linking a figure to the metric that reports of other regions share with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
UNPRINTED: Final = ("people", "money")


class Test(NamedTuple):
    """What a metric asks of the words found, as bit sets."""

    metric: Metric
    first: int
    head: tuple[int, ...]
    requires: tuple[int, ...]
    excludes: int


class Index(NamedTuple):
    """The tests by dimension and role, the most demanding first, and the words that they ask for."""

    tests: Mapping[tuple[str, str], tuple[Test, ...]]
    words: Matcher[int]


def metric_of(label: str, context: str, unit: str, role: Role, lexicon: Lexicon) -> Metric | None:
    """The metric that a figure states, by its label and the words around it; None where there is none."""
    index = _index(lexicon)
    known = lexicon.unit(unit)
    dimensions = UNPRINTED if not unit else (known.dimension,) if known is not None and known.dimension else ()
    in_label = _union(index.words.values(narrow(label)))
    around: int | None = None
    for dimension in dimensions:
        for test in index.tests.get((ALIKE.get(dimension, dimension), role), ()):
            if not in_label & test.first or in_label & test.excludes or not _meets(in_label, test.head):
                continue
            if not _meets(in_label, test.requires):
                around = _union(index.words.values(narrow(context))) if around is None else around
                if not _meets(in_label | around, test.requires):
                    continue
            return test.metric
    return None


def _meets(found: int, needed: tuple[int, ...]) -> bool:
    return all(found & words for words in needed)


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> Index:
    bits: dict[str, int] = {}

    def mask(alternatives: Alternatives) -> int:
        return _union(bits.setdefault(word, 1 << len(bits)) for word in alternatives)

    tests: defaultdict[tuple[str, str], list[Test]] = defaultdict(list)
    for metric in sorted(lexicon.metrics.values(), key=_demand):
        dimension = lexicon.units[metric.unit].dimension
        first, *head = [mask(words) for words in metric.head]
        test = Test(
            metric,
            first,
            head=tuple(head),
            requires=tuple(mask(words) for words in metric.requires),
            excludes=_union(mask(words) for words in metric.excludes),
        )
        for role in metric.roles or ROLES.get(metric.kind, LEVELS):
            if dimension is not None:
                tests[ALIKE.get(dimension, dimension), role].append(test)
    return Index({key: tuple(found) for key, found in tests.items()}, Matcher(bits))


def _demand(metric: Metric) -> tuple[int, int, str]:
    """Sorts the metric that asks for more words first, then the one that rules out more."""
    return -len(metric.head) - len(metric.requires), -sum(map(len, metric.excludes)), metric.key


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
