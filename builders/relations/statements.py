"""Where figures are stated: sentence by sentence, with the words between them; what relations are read from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, cast

from builders.document.layout import LONGEST_SENTENCE
from builders.facts import Member, Observation, Part, RelationKind, Report
from builders.text import Span

_STOPS: Final = "。;!?\n"
_LINK: Final = re.compile(r"\s*[、和及与]?\s*")
_ITEM: Final = re.compile(r"\s*(?:、|和|及|以及)")
_PEOPLE: Final = frozenset({"名", "位", "口", "人", "个人"})
_SHARES: Final = frozenset({"%", "‰", "百分点", "倍", "番", "成"})
_PARAGRAPHS: Final = 2
UNREAD: Final = frozenset({"fraction", "range", "row"})


class Stated(NamedTuple):
    """A figure at one of the places that state it; `at` is the offset that names its observation.

    All classifiers of people are one `unit`; a `share` is a share or a multiple, not an amount.
    """

    span: Span
    sentence: Span
    fact: Observation
    at: int
    unit: str
    share: bool

    @staticmethod
    def of(fact: Observation, span: Span, sentence: Span) -> "Stated":
        """A figure stated in a stretch of a sentence."""
        unit = "人" if fact.unit in _PEOPLE else fact.unit
        return Stated(span, sentence, fact, fact.span.start, unit, unit in _SHARES)

    def alike(self, other: "Stated") -> bool:
        """Whether the two have one unit, which one of them may leave out."""
        return not self.share and not other.share and (self.unit == other.unit or "" in (self.unit, other.unit))


class Draft(NamedTuple):
    """A relation that the text shows, before its verdict.

    Where the text leaves open which figure is meant it is not `sure`, and stands only if the figures fit; of one
    that is `near` only in meaning, figures that miss each other by far are not meant together.
    `complete` and `disjoint` tell of parts whether they cover their whole and count nothing twice.
    """

    kind: RelationKind
    formula: str
    members: tuple[Member, ...]
    shown: tuple[Stated, ...]
    rule: str
    sure: bool = True
    complete: bool = True
    disjoint: bool = True
    near: bool = False


@dataclass(frozen=True)
class Page:
    """A report's figures in the order of the text, sentence by sentence."""

    folded: str
    rows: tuple[tuple[Stated, ...], ...]

    @classmethod
    def of(cls, report: Report, folded: str) -> "Page":
        """The page of a report, whose text is folded."""
        known = sorted({fact.sentence for fact in report.observations})
        rows: dict[Span, list[Stated]] = {}
        for fact in report.observations:
            for span in (fact.span, *fact.again):
                home = fact.sentence if span is fact.span else _home(folded, known, span)
                rows.setdefault(home, []).append(Stated.of(fact, span, home))
        return cls(folded, tuple(tuple(sorted(rows[home], key=lambda each: each.span)) for home in sorted(rows)))

    @cached_property
    def figures(self) -> Mapping[int, Observation]:
        """The observations by their offsets."""
        return {each.at: each.fact for row in self.rows for each in row}

    def gap(self, row: Sequence[Stated], index: int) -> str:
        """The words between a figure and the one before it, or from its sentence's start."""
        start = row[index - 1].span.end if index else row[index].sentence.start
        return self.folded[start : row[index].span.start]

    def words(self, row: Sequence[Stated], index: int) -> str:
        """The words before a figure; of one that shares those of the figure before it, that one's."""
        while index and _LINK.fullmatch(self.gap(row, index)) and not row[index - 1].share:
            index -= 1
        return self.gap(row, index)

    def after(self, each: Stated) -> str:
        """The words after a figure, to the end of its sentence."""
        return self.folded[each.span.end : max(each.span.end, each.sentence.end)]

    def linked(self, row: Sequence[Stated], index: int) -> bool:
        """Whether a figure shares the words of the one before it: 6029户16695人."""
        return index > 0 and bool(_LINK.fullmatch(self.gap(row, index))) and not row[index - 1].share

    def stated(self, at: int | None) -> Stated | None:
        """The first place that states the observation at an offset."""
        return None if at is None else self._first.get(at)

    @cached_property
    def _first(self) -> Mapping[int, Stated]:
        return {each.at: each for row in reversed(self.rows) for each in reversed(row)}

    def earlier(self, row: Sequence[Stated]) -> list[Stated]:
        """The figures of the sentences before, within a paragraph or the one above, and of the sentence itself."""
        start = row[0].sentence.start
        for _ in range(_PARAGRAPHS):
            start = self.folded.rfind("\n", 0, max(start, 0))
        first = bisect_left(self.rows, start, key=lambda other: other[0].span.start)
        last = bisect_right(self.rows, row[0].span.start, key=lambda other: other[0].span.start)
        return [each for other in self.rows[first:last] for each in other]

    def one_of(self, row: Sequence[Stated], index: int) -> bool:
        """Whether a figure is the last of a list, so that what follows may be told of all of them."""
        each = row[index]
        before = next((row[at] for at in self.before(row, index) if row[at].alike(each)), None)
        if before is None:
            return False
        together = before.fact.part_of is not None and before.fact.part_of == each.fact.part_of
        return together or bool(_ITEM.match(self.words(row, index)))

    def bracket(self, each: Stated) -> int | None:
        """Where the bracket opens that holds a figure, or None."""
        words = self.folded[each.sentence.start : each.span.start]
        opens, closes = words.rfind("("), words.rfind(")")
        return each.sentence.start + opens if opens > closes else None

    def before(self, row: Sequence[Stated], index: int) -> Iterator[int]:
        """The figures before one, the nearest first; those of brackets closed since are passed over."""
        own = self.bracket(row[index])
        for other in range(index - 1, -1, -1):
            if self.bracket(row[other]) in (None, own):
                yield other


def members(**parts: Stated | Sequence[Stated]) -> tuple[Member, ...]:
    """Members by the parts they have."""
    return tuple(
        Member(each.at, cast(Part, name))
        for name, given in parts.items()
        for each in ((given,) if isinstance(given, Stated) else given)
    )


def _home(folded: str, known: Sequence[Span], span: Span) -> Span:
    """The sentence of a figure that is said again."""
    at = bisect_right(known, span.start, key=lambda sentence: sentence.start)
    if at and known[at - 1].covers(span):
        return known[at - 1]
    first, last = max(0, span.start - LONGEST_SENTENCE), min(len(folded), span.end + LONGEST_SENTENCE)
    start = max(max(folded.rfind(mark, first, span.start) for mark in _STOPS) + 1, first)
    ends = [end for mark in _STOPS if (end := folded.find(mark, span.end, last)) >= 0]
    return Span(start, min(ends, default=last - 1) + 1)
