"""What a server keeps account of: which graphs were pushed to it, and what they held when they arrived.

The account is a graph on the server itself. A graph without a checksum is ours, but was not known to arrive whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from builders.graph.iri import BASE, digest
from builders.graph.terms import RDF
from zhenxing.pushing.stores import DEFAULT

LEDGER: Final = f"{BASE}pushed"
_DEFAULT: Final = f"{BASE}default-graph"  # the graph without a name needs one here
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
NAMED_GRAPH: Final = NamedNode(f"{_SD}NamedGraph")
NAME: Final = NamedNode(f"{_SD}name")
CHECKSUM: Final = NamedNode("http://spdx.org/rdf/terms#checksumValue")


def written(account: Mapping[str, str | None], ledger: str = LEDGER) -> Iterator[Triple]:
    """The account as a graph."""
    for graph in sorted(account):
        yield Triple(_entry(graph, ledger), RDF.type, NAMED_GRAPH)
        yield Triple(_entry(graph, ledger), NAME, NamedNode(_DEFAULT if graph == DEFAULT else graph))
        if checksum := account[graph]:
            yield Triple(_entry(graph, ledger), CHECKSUM, Literal(checksum))


def read(statements: Iterable[Triple]) -> dict[str, str | None]:
    """The account that a graph holds; a graph with several checksums has none to be trusted."""
    names: dict[object, str] = {}
    sums: dict[object, set[str]] = {}
    for entry, predicate, value in statements:
        if predicate == NAME and isinstance(value, NamedNode):
            names[entry] = DEFAULT if value.value == _DEFAULT else value.value
        elif predicate == CHECKSUM and isinstance(value, Literal):
            sums.setdefault(entry, set()).add(value.value)
    return {name: _only(sums.get(entry, set())) for entry, name in names.items()}


def _entry(graph: str, ledger: str) -> NamedNode:
    """The IRI of a graph's line in the account."""
    return NamedNode(f"{ledger}#{digest(graph)}")


def _only(values: set[str]) -> str | None:
    """The value, where there is one."""
    return next(iter(values)) if len(values) == 1 else None
