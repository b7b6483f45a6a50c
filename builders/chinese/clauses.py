"""Clauses: the stretches of a sentence between commas, with bracketed breakdowns nested in the clause they explain."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from builders.patterns import rare
from builders.text import Span

# What cuts a sentence, and the brackets that keep it whole.
_MARK: Final = re.compile(r"[,;。!?…()《》:—\s](?:(?<=[,;。!?…()《》])|(?<=:)(?!\d)|(?<=—)—|(?<=\s)(?=[一-鿿]{2,6}:))")
_GROUP: Final = re.compile(r",\d{3}(?!\d)")
_COUNTED: Final = rare(
    r"其中|^\((?:包?含|包括)[^()]*?\d[\d.]*[万亿]?元|\(占[^()\d]*[\d.]+%\)|\d+(?:\.\d+)?万?[户人名个家]|\d[万亿]?元[、,;][^()\d]+\d[\d.]*[万亿]?元"
)
_BREAKDOWN: Final = re.compile(r"\([^()]*\d[^()]*\)")


class Clause(NamedTuple):
    """A stretch of a sentence; `parent` is the index of the clause whose figure a bracket breaks down.

    `stop` is the mark that ended the clause before it: after `;` a new thought begins.
    """

    span: Span
    stop: str
    parent: int | None = None


@lru_cache(maxsize=4096)
def divide(folded: str, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; a bracket without figures stays part of its clause.

    >>> text = "新增对象44户(其中甲类13户、乙类31户),完成建档。"
    >>> [(clause.span.of(text), clause.parent) for clause in divide(text, Span(0, len(text)))]
    [('新增对象44户', None), ('其中甲类13户、乙类31户', 0), ('完成建档', None)]
    """
    brackets = {
        found.start(): found.end() for found in _BREAKDOWN.finditer(folded, *sentence) if _counts(found.group())
    }
    clauses: list[Clause] = []
    start, stop, owner = sentence.start, "", None
    for cut, mark in _cuts(folded, sentence, brackets):
        if cut > start and folded[start:cut].strip():
            clauses.append(Clause(Span(start, cut), stop, owner))
            if mark == "(":
                owner = len(clauses) - 1
            elif mark == ")":
                owner = None
        elif mark == "(":
            owner = len(clauses) - 1 if clauses else None
        if mark == ")":
            owner = None
        start, stop = cut + (2 if mark == "——" else 1), mark
    if start < sentence.end and folded[start : sentence.end].strip():
        clauses.append(Clause(Span(start, sentence.end), stop, owner))
    return tuple(clauses)


def _counts(bracket: str) -> bool:
    """Whether a bracket breaks a figure down, rather than explains a word or gives a date."""
    return bool(_COUNTED.search(bracket)) and not re.fullmatch(r"\(\d{4}.*年.*\)", bracket)


def _cuts(folded: str, sentence: Span, brackets: dict[int, int]) -> Iterator[tuple[int, str]]:
    """Where a sentence is cut, and at which mark; marks inside brackets that stay whole do not cut."""
    inside = depth = 0
    for found in _MARK.finditer(folded, sentence.start, sentence.end + 1):
        mark, position = found.group(), found.start()
        if position >= sentence.end:
            break
        if position in brackets:
            inside = brackets[position]
            yield position, "("
        elif inside and position == inside - 1:
            inside = 0
            yield position, ")"
        elif mark in "(《":
            depth += 1
        elif mark in ")》":
            depth = max(0, depth - 1)
        elif depth == 0 and not (mark == "," and _thousands(folded, position)):
            yield position, mark


def _thousands(folded: str, position: int) -> bool:
    """Whether a comma groups digits (1,234) rather than ends a clause."""
    return folded[position - 1].isdigit() and bool(_GROUP.match(folded, position))
