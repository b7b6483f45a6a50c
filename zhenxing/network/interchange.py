"""The network for other programs: GraphML and GEXF with plain attributes, the same bytes for the same network."""

import re
from collections.abc import Iterable
from typing import Final

import networkx

from zhenxing.network.model import Network

_CLOCK: Final = re.compile(r' lastmodifieddate="[^"]*"')
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no way to say these


def graphml(network: Network) -> str:
    """The network as GraphML."""
    return "\n".join(networkx.generate_graphml(_graph(network))) + "\n"


def gexf(network: Network) -> str:
    """The network as GEXF, without the day it was written."""
    return undated(networkx.generate_gexf(_graph(network)))


def undated(lines: Iterable[str]) -> str:
    """GEXF without the day it was written, and without the name that its grammar does not give a graph."""
    return _CLOCK.sub("", "\n".join(lines)).replace(' name=""', "", 1) + "\n"


def _graph(network: Network) -> networkx.MultiDiGraph:
    """The network as networkx has it; formats know texts and numbers, so a list becomes lines."""
    graph = networkx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.key, label=plain(node.label), kind=node.kind, note=plain(node.note))
    for edge in network.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.kind,
            kind=edge.kind,
            name=plain(edge.label),
            since=edge.start,
            until=edge.end,
            figures=edge.figures,
            statements=edge.statements,
            shared=edge.shared,
            weight=edge.weight,
            why=plain("\n".join(edge.why)),
        )
    return graph


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNWRITABLE.sub("", text)
