"""Linking a figure to the metric that reports of other regions share with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from builders.lexicon import Alternatives, Lexicon, Matcher, Metric
from builders.text import narrow

# The roles in which a figure can state a metric that names none.
LEVELS: Final = ("value", "previous", "target")
ROLES: Final[Mapping[str | None, tuple[str, ...]]] = {"rate": (*LEVELS, "rate")}

# Villages and counties are counted like any other thing.
ALIKE: Final[Mapping[str, str]] = {"places": "count"}

# What a figure without a printed unit is: 三成 is a share, 4.76万脱贫群众 counts people.
UNPRINTED: Final[Mapping[str, str]] = {"rate": "share"}


class Criterion(NamedTuple):
    """What a metric asks of the words found, as bit sets."""

    metric: Metric
    head: tuple[int, ...]
    requires: tuple[int, ...]
    excludes: int


class Index(NamedTuple):
    """All criteria, the most demanding first, and those that a word opens for a dimension and role, by position.

    A word opens the criteria whose first head it meets, so that a label is held against a few criteria only.
    """

    criteria: tuple[Criterion, ...]
    opened: Mapping[tuple[int, str | None, str], tuple[int, ...]]
    words: Matcher[int]


def metric_of(
    label: str, context: str, unit: str, role: str, lexicon: Lexicon, initiatives: Sequence[str] = ()
) -> Metric | None:
    """The metric that a figure states by its label, the words around it and the initiatives it is tied to."""
    index = _index(lexicon)
    dimension = _dimension(unit, role, lexicon)
    words = set(index.words.values(narrow(label)))
    said = _union(words)
    opened = {position for word in words for position in index.opened.get((word, dimension, role), ())}
    named = [index.criteria[position] for position in sorted(opened) if _named(index.criteria[position], said)]
    if not named or _meets(said, named[0].requires):
        return named[0].metric if named else None
    around = said | _union(index.words.values(narrow(" ".join((context, *initiatives)))))
    return next((criterion.metric for criterion in named if _meets(around, criterion.requires)), None)


def _named(criterion: Criterion, said: int) -> bool:
    """Whether a label alone lets the metric through."""
    return not said & criterion.excludes and _meets(said, criterion.head)


def _meets(found: int, needed: tuple[int, ...]) -> bool:
    return all(found & words for words in needed)


def _dimension(unit: str, role: str, lexicon: Lexicon) -> str | None:
    """What a figure's unit measures, as metrics tell it apart."""
    known = lexicon.unit(unit)
    dimension = known.dimension if known is not None else None if unit else UNPRINTED.get(role, "people")
    return ALIKE.get(dimension, dimension) if dimension else None


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> Index:
    bits: dict[str, int] = {}

    def mask(alternatives: Alternatives) -> int:
        return _union(bits.setdefault(word, 1 << len(bits)) for word in alternatives)

    criteria: list[Criterion] = []
    opened: defaultdict[tuple[int, str | None, str], list[int]] = defaultdict(list)
    for position, metric in enumerate(sorted(lexicon.metrics.values(), key=_demand)):
        heads, requires, excludes = (list(map(mask, side)) for side in (metric.head, metric.requires, metric.excludes))
        criteria.append(Criterion(metric, tuple(heads), tuple(requires), _union(excludes)))
        for role in metric.roles or ROLES.get(metric.kind, LEVELS):
            dimension = _dimension(metric.unit, role, lexicon)
            for word in metric.head[0]:
                opened[bits[word], dimension, role].append(position)
    return Index(tuple(criteria), {key: tuple(found) for key, found in opened.items()}, Matcher(bits))


def _demand(metric: Metric) -> tuple[int, int, str]:
    """Sorts the metric that asks for more words first, then the one that rules out more."""
    return -len(metric.head) - len(metric.requires), -sum(map(len, metric.excludes)), metric.key


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
