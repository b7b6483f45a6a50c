"""Facts that a report states more than once: one fact with several passages."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from builders.facts import Observation

MOST: Final = 100  # figures of one value, unit, role and region that a further one is compared with


def merged(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The observations with those said again folded into the first that says them; parts point at the first."""
    kept: list[Observation] = []
    by_value: dict[object, list[int]] = {}
    first_at: dict[int, int] = {}
    for each in observations:
        key = (each.value, each.unit, each.role, each.region)
        same = by_value.setdefault(key, [])
        earlier = next((index for index in same[:MOST] if _alike(kept[index], each)), None) if same else None
        if earlier is None:
            same.append(len(kept))
            kept.append(each)
        else:
            first = kept[earlier]
            first_at[each.span.start] = first.span.start
            kept[earlier] = first._replace(again=(*first.again, each.span))
    return tuple(one if one.part_of not in first_at else one._replace(part_of=first_at[one.part_of]) for one in kept)


def _alike(first: Observation, second: Observation) -> bool:
    """Whether two figures with the same value, unit, role and region are one fact said twice: same time, same words."""
    if first.sentence == second.sentence or first.end != second.end or first.metric != second.metric:
        return False
    if (first.part_of is None) != (second.part_of is None):
        return False
    ours, theirs = _pairs(first.label), _pairs(second.label)
    common = len(ours & theirs)
    # A small number is often the same by chance, so its words must agree more closely.
    return common >= (0.5 if first.value >= 100 else 0.8) * max(len(ours), len(theirs), 1)


@lru_cache(maxsize=4096)
def _pairs(label: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a label."""
    words = re.sub(r"[^一-鿿]", "", label)
    return frozenset(words[index : index + 2] for index in range(len(words) - 1))
