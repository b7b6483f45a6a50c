"""Wholes that stand in the sentences before: totals that a later sentence breaks down."""

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from typing import Final

from builders.figures.readings import Reading
from builders.text import Span

FEWEST: Final = 3  # items whose sum is no chance
LONGEST_LIST: Final = 60  # figures in which the items of a total stand
_ALLOTTED: Final = frozenset({"value", "target"})
_FREED: Final = re.compile(r"消除风险|风险消除|消除(?:返贫|致贫)")
_WATCHED: Final = re.compile(r"监测对象|监测户|三类|易致贫|不稳定户")


def with_wholes(read: Sequence[Reading], earlier: Sequence[Reading], among: bool) -> list[Reading]:
    """The readings of a sentence with wholes that stand in the sentences before.

    A sentence that opens with 其中 breaks down the last total before it (`among`); those freed of risk are part of
    the watched of their paragraph.
    """
    found = []
    sums = {} if among else _summed(read, earlier)
    for reading in read:
        whole = None
        if reading.part_of is None and reading.role == "value":
            if among:
                whole = _total(reading, earlier)
            elif _FREED.search(reading.label):
                whole = _watched(reading, earlier)
            else:
                whole = sums.get(reading.quantity.span)
        found.append(reading if whole is None else reading._replace(part_of=whole))
    return found


def _summed(read: Sequence[Reading], earlier: Sequence[Reading]) -> dict[Span, int]:
    """The figures of a sentence that add up to a total of the paragraph before it."""
    whole = [each for each in read if each.part_of is None and each.role == "value"]
    found: dict[Span, int] = {}
    for unit in dict.fromkeys(each.quantity.unit for each in whole):
        parts = [each for each in whole if each.quantity.unit == unit]
        if len(parts) < 2:
            continue
        amount = sum(each.quantity.value for each in parts)
        for other in reversed(earlier):
            if other.sentence.block != parts[0].sentence.block and len(parts) < 3:
                break
            if other.quantity.unit == unit and other.role == "value" and other.quantity.value == amount:
                found |= {each.quantity.span: other.quantity.span.start for each in parts}
                break
    return found


def itemised(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of a report, the items that a list allots by lines or sentences being part of the total before it.

    That they are shows in their sum: it is the total, as exactly as that is printed.
    """
    found = list(readings)
    alike: dict[str, list[int]] = {}
    for place, reading in enumerate(readings):
        if reading.role in _ALLOTTED and reading.quantity.unit != "%":
            alike.setdefault(reading.quantity.unit, []).append(place)
    for places in alike.values():
        for number, place in enumerate(places):
            following = places[number + 1 : bisect_left(places, place + LONGEST_LIST)]
            if not following:
                continue
            for index in _items(found, place, following, _line) or _items(found, place, following, _sentence):
                found[index] = found[index]._replace(part_of=readings[place].quantity.span.start)
    return found


def _line(reading: Reading) -> Hashable:
    return reading.sentence.block


def _sentence(reading: Reading) -> Hashable:
    return reading.sentence.span


def _items(
    readings: Sequence[Reading], place: int, following: Sequence[int], part: Callable[[Reading], Hashable]
) -> list[int]:
    """Where, of what follows a total, the items stand: the first in each line or sentence, where they add up to it."""
    items: list[int] = []
    amount = Decimal(0)
    whole = readings[place]
    low, high = whole.quantity.low, whole.quantity.high
    if whole.quantity.bound != "exact" or low is None or high is None:
        return []
    begun = {part(whole)}
    for index in following:
        reading = readings[index]
        here = part(reading)
        if reading.part_of is not None or here in begun:
            continue
        items.append(index)
        begun.add(here)
        amount += reading.quantity.value
        if amount > high:
            return []
        if amount >= low:
            return items if len(items) >= FEWEST else []
    return []


def _total(reading: Reading, earlier: Sequence[Reading]) -> int | None:
    """The first figure of the sentence before that this one can be part of."""
    last = earlier[-1].sentence if earlier else None
    for other in earlier:
        fits = other.quantity.unit == reading.quantity.unit and other.quantity.value > reading.quantity.value
        if other.sentence is last and fits and other.part_of is None and other.role == "value":
            return other.quantity.span.start
    return None


def _watched(reading: Reading, earlier: Sequence[Reading]) -> int | None:
    for other in reversed(earlier):
        if other.sentence.block != reading.sentence.block:
            return None
        same = other.quantity.unit == reading.quantity.unit and other.quantity.value >= reading.quantity.value
        if same and other.part_of is None and other.role == "value" and _WATCHED.search(other.label):
            return other.quantity.span.start
    return None
