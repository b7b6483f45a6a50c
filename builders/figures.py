"""Figures: quantities in their clause, with the words to either side and the list they stand in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builders.clauses import Clause
from builders.quantities import Quantity
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
    for place, quantity in enumerate(quantities):
        clause = _clause_of(clauses, quantity.span)
        bounds = clauses[clause].span
        last, following = _neighbours(quantities, place)
        start = last.span.end if last and last.span.start >= bounds.start else bounds.start
        end = following.span.start if following and following.span.end <= bounds.end else bounds.end
        before, after = Span(start, quantity.span.start), Span(quantity.span.end, end)
        same = last is not None and start == last.span.end
        words = before.of(folded)
        chain = head = None
        place_before = next((i for i in range(place - 1, -1, -1) if quantities[i] is last), None)
        if same and last and place_before is not None and last.unit not in ("%", quantity.unit) and _LINK.match(words):
            shared = figures[place_before].chain
            chain = place_before if shared is None else shared
        elif same and place_before is not None and (_ITEM.match(words) or _NOUN_ITEM.match(words)):
            earlier = figures[place_before]
            first = earlier if earlier.chain is None else figures[earlier.chain]
            head = first.head if first.head is not None else figures.index(first)
        figures.append(Figure(quantity, clause, before, after, chain, head))
    return tuple(figures)


def _neighbours(quantities: Sequence[Quantity], place: int) -> tuple[Quantity | None, Quantity | None]:
    """The figures before and after; a threshold (10万元以上的村) is one of its neighbours' words."""
    if quantities[place].threshold:
        last, following = quantities[:place][-1:], quantities[place + 1 :][:1]
    else:
        last = [each for each in quantities[:place] if not each.threshold][-1:]
        following = [each for each in quantities[place + 1 :] if not each.threshold][:1]
    return (last[0] if last else None), (following[0] if following else None)


def _clause_of(clauses: Sequence[Clause], span: Span) -> int:
    """The clause that holds a quantity; of nested ones the innermost."""
    holding = [index for index, clause in enumerate(clauses) if clause.span.start <= span.start < clause.span.end]
    return holding[-1] if holding else len(clauses) - 1
