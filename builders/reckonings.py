"""Relations, verdicts and derived figures in the graph: one small function each."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from builders.facts import Derived, Holding, Part, Relation, Verdict
from builders.lexicon import Lexicon
from builders.literals import END, bounds, decimal, truth, when, zh
from builders.naming import Naming
from builders.terms import PROV, RDF, RDFS, ZX

Figure = Callable[[int], NamedNode]  # the node of the observation at an offset
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


def relation_triples(node: NamedNode, relation: Relation, figure: Figure) -> Iterator[Triple]:
    """A relation's kind and its figures, each with the part it has."""
    yield Triple(node, ZX.relation_kind, Literal(relation.kind))
    for member in relation.members:
        yield Triple(node, ZX.relates, figure(member.at))
        yield Triple(node, PARTS[member.part], figure(member.at))
        yield Triple(node, PROV.was_derived_from, figure(member.at))


def verdict_triples(node: NamedNode, verdict: Verdict, relation: NamedNode, figure: Figure) -> Iterator[Triple]:
    """The verdict on a relation, with what its figures compute and the arithmetic in one line."""
    yield Triple(node, RDF.type, ZX.Verdict)
    yield Triple(node, ZX.judges, relation)
    yield Triple(node, PROV.was_derived_from, relation)
    yield Triple(node, ZX.holding, Literal(verdict.holding))
    if verdict.holding in HOLDS:
        yield Triple(node, ZX.holds, truth(HOLDS[verdict.holding]))
    yield from bounds(node, verdict.low, verdict.high)
    yield Triple(node, ZX.arithmetic, Literal(verdict.arithmetic))
    if verdict.fits is not None and verdict.instead is not None:
        yield Triple(node, ZX.fits, decimal(verdict.fits))
        yield Triple(node, ZX.instead_of, figure(verdict.instead))


def derived_triples(
    node: NamedNode, derived: Derived, naming: Naming, lexicon: Lexicon, figure: Figure
) -> Iterator[Triple]:
    """A derived figure: an interval without a value, so that no query takes it for a reported one."""
    yield Triple(node, RDFS.label, zh(derived.label))
    yield Triple(node, ZX.derived_kind, Literal(derived.kind))
    if derived.region:
        yield Triple(node, ZX.region, naming.region(derived.region))
    yield from when(node, END, derived.end)
    yield from bounds(node, derived.low, derived.high)
    unit = lexicon.unit(derived.unit)
    if unit:
        yield Triple(node, ZX.unit, naming.concept(unit.iri))
    yield Triple(node, ZX.unit_text, Literal(derived.unit))
    yield Triple(node, ZX.arithmetic, Literal(derived.arithmetic))
    for at in derived.sources:
        yield Triple(node, PROV.was_derived_from, figure(at))
