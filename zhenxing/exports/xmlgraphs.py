"""A property graph as GraphML and GEXF, for programs that draw and measure graphs.

Both know texts, numbers and truth values, one of each on a node: several values become one text, a date is a text.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import networkx

from zhenxing.exports.loss import Kind
from zhenxing.exports.propertygraph import Column, Node, PropertyGraph, Storage
from zhenxing.network.interchange import plain, undated

NATIVE: Final[frozenset[Storage]] = frozenset({"string", "long", "double", "boolean"})
# Names that nodes have anyway, and those that GEXF or networkx take for their own.
RESERVED: Final = frozenset(
    "iri labels label id key start end pid type weight viz spells slices parents for networkx_key".split()
)
BETWEEN: Final = " | "
_VALUES: Final[Mapping[Storage, Callable[[str], str | int | float | bool]]] = MappingProxyType(
    {"long": int, "double": float, "boolean": lambda text: text == "true"}
)
_TITLES: Final = ("rdfs_label_zh", "skos_prefLabel_zh", "oa_exact")


def graphml(graph: PropertyGraph) -> str:
    """The graph as GraphML."""
    return "\n".join(networkx.generate_graphml(_drawn(graph, identified=False))) + "\n"


def gexf(graph: PropertyGraph) -> str:
    """The graph as GEXF."""
    return undated(networkx.generate_gexf(_drawn(graph, identified=True)))


def lost(column: Column, values: tuple[str, ...]) -> Iterator[Kind | None]:
    """What befalls each value of a property of a node; None where nothing does."""
    for value in values:
        changed: Kind | None = None if _xml(value) == value else "characters"
        yield "joined" if len(values) > 1 else changed


def _drawn(graph: PropertyGraph, *, identified: bool) -> networkx.MultiDiGraph:
    """The graph as networkx has it, edges `identified` by an attribute or by their key alone.

    Identifiers are short, for an IRI is none in XML.
    """
    drawn = networkx.MultiDiGraph()
    numbers = {node.iri: f"n{number}" for number, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        drawn.add_node(numbers[node.iri], **_attributes(node, graph.columns))
    for number, link in enumerate(graph.relationships):
        source, target = numbers[link.source.iri], numbers[link.target.iri]
        own = {"id": f"e{number}"} if identified else {}
        drawn.add_edge(source, target, key=f"e{number}", label=link.name, **own)
    return drawn


def _attributes(node: Node, columns: Mapping[str, Column]) -> dict[str, str | int | float | bool]:
    """What is told of a node: where a column is a list on some node it holds texts on all."""
    told: dict[str, str | int | float | bool] = {
        "label": _title(node),
        "iri": node.iri,
        "labels": ";".join(node.labels),
    }
    for name, values in node.values.items():
        column = columns[name]
        if not column.many:
            told[name] = _VALUES.get(column.key.storage, _xml)(values[0])
        elif not column.rounded:
            told[name] = _xml(BETWEEN.join(values))
    return told


def _title(node: Node) -> str:
    """A name of the node for the eye."""
    named = next((node.values[name][0] for name in _TITLES if name in node.values), "")
    return _xml(" ".join(named.split())) or node.iri.rsplit("/", 1)[-1]


def _xml(text: str) -> str:
    """The text as XML gives it back: without what it cannot hold, and with one kind of line end."""
    return plain(text).replace("\r\n", "\n").replace("\r", "\n")
