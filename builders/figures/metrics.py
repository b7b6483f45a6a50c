"""Linking a figure to the metric that reports of other regions share with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Final, NamedTuple

from builders.vocabulary.lexicon import Alternatives, Lexicon, Matcher, Metric

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
    """All criteria, the most demanding first, and for a dimension and role those that each word opens, by position.

    A word opens the criteria whose first head it meets, so that a label is held against a few criteria only.
    """

    criteria: tuple[Criterion, ...]
    opened: Mapping[tuple[str | None, str], Mapping[int, tuple[int, ...]]]
    words: Matcher[int]


def metric_of(
    label: str, context: str, unit: str, role: str, lexicon: Lexicon, initiatives: Sequence[str] = ()
) -> Metric | None:
    """The metric that a figure states by its label, the words around it (both folded) and the initiatives it has."""
    index = _index(lexicon)
    openings = index.opened.get((_dimension(unit, role, lexicon), role))
    if openings is None:
        return None
    words = index.words.values(label)
    opened = {position for word in words if word in openings for position in openings[word]}
    if not opened:
        return None
    said = _union(words)
    named = (criterion for position in sorted(opened) if _named(criterion := index.criteria[position], said))
    first = next(named, None)
    if first is None or _meets(said, first.requires):
        return first.metric if first else None
    around = said | _union(index.words.values(" ".join((context, *initiatives))))
    return next((criterion.metric for criterion in chain((first,), named) if _meets(around, criterion.requires)), None)


def _named(criterion: Criterion, said: int) -> bool:
    """Whether a label alone lets the metric through."""
    return not said & criterion.excludes and _meets(said, criterion.head)


def _meets(found: int, needed: tuple[int, ...]) -> bool:
    return all(map(found.__and__, needed))


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
    opened: defaultdict[tuple[str | None, str], dict[int, tuple[int, ...]]] = defaultdict(dict)
    for position, metric in enumerate(sorted(lexicon.metrics.values(), key=_demand)):
        heads, requires, excludes = (list(map(mask, side)) for side in (metric.head, metric.requires, metric.excludes))
        criteria.append(Criterion(metric, tuple(heads), tuple(requires), _union(excludes)))
        for role in metric.roles or ROLES.get(metric.kind, LEVELS):
            openings = opened[_dimension(metric.unit, role, lexicon), role]
            for word in metric.head[0]:
                openings[bits[word]] = (*openings.get(bits[word], ()), position)
    return Index(tuple(criteria), dict(opened), Matcher(bits))


def _demand(metric: Metric) -> tuple[int, int, str]:
    """Sorts the metric that asks for more words first, then the one that rules out more."""
    return -len(metric.head) - len(metric.requires), -sum(map(len, metric.excludes)), metric.key


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
