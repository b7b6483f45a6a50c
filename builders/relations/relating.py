"""How the figures of a report relate by arithmetic: what the text shows, each with its verdict."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Final

from builders.facts import Relation, Verdict
from builders.relations.breakdowns import breakdowns
from builders.relations.changes import changes
from builders.relations.ratios import ratios
from builders.relations.statements import Draft, Page
from builders.relations.verdicts import judge
from builders.text import Span

# From the best to the worst; of a relation that the text leaves open only the first two are believed.
_ORDER: Final = ("holds", "rounding", "truncated", "unclear", "not-a-partition", "contradiction")
_NEAR: Final = Decimal("0.01")
_BELIEVED: Final = frozenset(_ORDER[:2])


def relations_of(page: Page) -> tuple[Relation, ...]:
    """The relations of a report's figures, in the order of the text."""
    found: dict[object, tuple[tuple[object, ...], Relation]] = {}
    for draft in chain(breakdowns(page), ratios(page), changes(page)):
        figures = page.figures
        verdict = judge(draft.formula, draft.members, figures, complete=draft.complete, disjoint=draft.disjoint)
        if not draft.sure and verdict.holding not in _BELIEVED:
            continue
        result = draft.members[-1]
        if draft.near and _off(verdict, figures[result.at].value) > _NEAR * figures[result.at].value:
            continue
        relation = _relation(draft, verdict)
        one_of = draft.members if draft.formula == "sum" else (draft.kind, result.at)
        off = _off(verdict, figures[result.at].value) if draft.formula != "sum" else Decimal(0)
        rank = (_ORDER.index(verdict.holding), not draft.sure, off, relation.members[0].at)
        if one_of not in found or rank < found[one_of][0]:
            found[one_of] = (rank, relation)
    return tuple(sorted((relation for _, relation in found.values()), key=_place))


def _relation(draft: Draft, verdict: Verdict) -> Relation:
    spans = [each.span for each in draft.shown]
    return Relation(
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        sentence=draft.shown[-1].sentence,
        kind=draft.kind,
        members=draft.members,
        verdict=verdict,
        rule=draft.rule,
    )


def _off(verdict: Verdict, value: Decimal) -> Decimal:
    """By how much a contradiction misses; what holds misses nothing."""
    if verdict.holding != "contradiction" or verdict.low is None:
        return Decimal(0)
    return abs(verdict.low - value)


def _place(relation: Relation) -> tuple[Span, str, Iterable[int]]:
    return relation.span, relation.kind, tuple(member.at for member in relation.members)
