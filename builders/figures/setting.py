"""Figures: quantities in their clause, with the words to either side and the list they stand in."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builders.chinese.clauses import Clause
from builders.figures.quantities import Quantity
from builders.text import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity where it stands in a sentence.

    `before` and `after` are the stretches from the neighbouring figure, or the clause's edge; `chain` is the index of
    the figure whose words it shares (16695人 shares those of 6029户); `head` that of the first item of its list.
    """

    quantity: Quantity
    clause: int
    before: Span
    after: Span
    chain: int | None = None
    head: int | None = None


_LINK: Final = re.compile(r"^\s*(?:[、和及与或]|以及|并)?\s*$")
_ITEM: Final = re.compile(r"^\s*(?:、|和|及|以及|与|或)(?!其)")
_NOUN_ITEM: Final = re.compile(r"^[^,;。、\d]{1,24}(?:、|和|以及|及|与|或)$")


def set_out(folded: str, clauses: Sequence[Clause], quantities: Sequence[Quantity]) -> tuple[Figure, ...]:
    """The figures of a sentence, in order."""
    figures: list[Figure] = []
    starts = [clause.span.start for clause in clauses]
    for place, quantity in enumerate(quantities):
        clause = _clause_of(clauses, starts, quantity.span.start)
        bounds = clauses[clause].span
        last, following = _neighbour(quantities, place, -1), _neighbour(quantities, place, 1)
        start, end = bounds
        if last is not None and quantities[last].span.start >= bounds.start:
            start = quantities[last].span.end
        if following is not None and quantities[following].span.end <= bounds.end:
            end = quantities[following].span.start
        words = folded[start : quantity.span.start]
        chain = head = None
        if last is not None and start == quantities[last].span.end:
            earlier = figures[last]
            first = last if earlier.chain is None else earlier.chain
            if quantities[last].unit not in ("%", quantity.unit) and _LINK.match(words):
                chain = first
            elif _ITEM.match(words) or _NOUN_ITEM.match(words):
                head = first if figures[first].head is None else figures[first].head
        before, after = Span(start, quantity.span.start), Span(quantity.span.end, end)
        figures.append(Figure(quantity, clause, before, after, chain, head))
    return tuple(figures)


def _neighbour(quantities: Sequence[Quantity], place: int, step: int) -> int | None:
    """The figure before (-1) or after (1) one; a threshold (10万元以上的村) is one of its neighbours' words."""
    for at in range(place + step, -1 if step < 0 else len(quantities), step):
        if quantities[place].threshold or not quantities[at].threshold:
            return at
    return None


def _clause_of(clauses: Sequence[Clause], starts: Sequence[int], at: int) -> int:
    """The clause that holds an offset."""
    index = bisect_right(starts, at) - 1
    return index if index >= 0 and at < clauses[index].span.end else len(clauses) - 1
