"""Relations, verdicts and derived figures in the graph: one small function each."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from builders.facts import Derived, Holding, Part, Relation, Verdict
from builders.graph.literals import END, bounds, decimal, text, truth, when, zh
from builders.graph.naming import Naming
from builders.graph.terms import PROV, RDF, RDFS, ZX, Statement
from builders.vocabulary.lexicon import Lexicon

Figure = Callable[[int], str]  # the node of the observation at an offset
PARTS: Final[Mapping[Part, NamedNode]] = MappingProxyType(
    {
        "whole": ZX.whole,
        "part": ZX.part,
        "numerator": ZX.numerator,
        "denominator": ZX.denominator,
        "actual": ZX.actual,
        "base": ZX.base,
        "old": ZX.old,
        "new": ZX.new,
        "difference": ZX.difference,
        "result": ZX.result,
    }
)
# What each verdict says of the arithmetic; the others leave it open.
HOLDS: Final[Mapping[Holding, bool]] = MappingProxyType(
    {"holds": True, "rounding": True, "truncated": True, "contradiction": False}
)


def relation_triples(node: str, relation: Relation, figure: Figure) -> Iterator[Statement]:
    """A relation's kind and its figures, each with the part it has."""
    yield node, ZX.relation_kind, text(relation.kind)
    for member in relation.members:
        yield node, ZX.relates, figure(member.at)
        yield node, PARTS[member.part], figure(member.at)
        yield node, PROV.was_derived_from, figure(member.at)


def verdict_triples(node: str, verdict: Verdict, relation: str, figure: Figure) -> Iterator[Statement]:
    """The verdict on a relation, with what its figures compute and the arithmetic in one line."""
    yield node, RDF.type, ZX.Verdict
    yield node, ZX.judges, relation
    yield node, PROV.was_derived_from, relation
    yield node, ZX.holding, text(verdict.holding)
    if verdict.holding in HOLDS:
        yield node, ZX.holds, truth(HOLDS[verdict.holding])
    yield from bounds(node, verdict.low, verdict.high)
    yield node, ZX.arithmetic, text(verdict.arithmetic)
    if verdict.fits is not None and verdict.instead is not None:
        yield node, ZX.fits, decimal(verdict.fits)
        yield node, ZX.instead_of, figure(verdict.instead)


def derived_triples(
    node: str, derived: Derived, naming: Naming, lexicon: Lexicon, figure: Figure
) -> Iterator[Statement]:
    """A derived figure: an interval without a value, so that no query takes it for a reported one."""
    yield node, RDFS.label, zh(derived.label)
    yield node, ZX.derived_kind, text(derived.kind)
    if derived.region:
        yield node, ZX.region, naming.region(derived.region)
    yield from when(node, END, derived.end)
    yield from bounds(node, derived.low, derived.high)
    unit = lexicon.unit(derived.unit)
    if unit:
        yield node, ZX.unit, naming.concept(unit.iri)
    yield node, ZX.unit_text, text(derived.unit)
    yield node, ZX.arithmetic, text(derived.arithmetic)
    for at in derived.sources:
        yield node, PROV.was_derived_from, figure(at)
