"""Who stands where in a network: how central each node is, and which nodes form a community."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Final

import networkx

from zhenxing.network.captions import counts, title
from zhenxing.network.layout import SEED
from zhenxing.network.model import Language, Network
from zhenxing.network.palette import NODES
from zhenxing.query.answers import table
from zhenxing.query.questions import Text

FORMATS: Final = ("table", "csv", "json")
PIVOTS: Final = 500  # nodes that shortest paths are counted from; in a larger network they are a sample
MEMBERS: Final = 8  # of a community that a table names
_EXACT: Final = Decimal("0.0001")
_COLUMNS: Final = (
    Text("名称", "name"),
    Text("类别", "kind"),
    Text("联系", "ties"),
    Text("分量", "weight"),
    Text("中介度", "betweenness"),
    Text("PageRank", "pagerank"),
    Text("社群", "community"),
)
_COMMUNITIES: Final = (Text("社群", "community"), Text("节点", "nodes"), Text("成员", "members"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A node's place: how many it is tied to and how much, its share of shortest paths and of walks, its community.

    A walk follows an edge from its source to its target; sharing goes both ways.
    """

    name: str
    note: str
    kind: str
    ties: int
    weight: int
    betweenness: Decimal
    pagerank: Decimal
    community: int
    iri: str


def standing(network: Network) -> list[Standing]:
    """Every node of a network, the best connected first; the same for the same network."""
    # Numbers for nodes: sets of names come in another order in each run, and so would sums of floats.
    numbers = {node.key: index for index, node in enumerate(network.nodes)}
    graph, walks = networkx.Graph(), networkx.DiGraph()
    for each in (graph, walks):
        each.add_nodes_from(numbers.values())
    for edge in network.edges:
        source, target, weight = numbers[edge.source], numbers[edge.target], max(edge.weight, 1)
        ways = [(source, target), (target, source)] if edge.shared else [(source, target)]
        for into, pairs in ((graph, ways[:1]), (walks, ways)):
            for a, b in pairs:
                into.add_edge(a, b, weight=weight + into.get_edge_data(a, b, {"weight": 0})["weight"])
    between = networkx.betweenness_centrality(graph, k=min(len(graph), PIVOTS) or None, seed=SEED)
    ranks = networkx.pagerank(walks)
    home = {node: index for index, part in enumerate(_communities(graph), 1) for node in part}
    found = [
        Standing(
            name=node.label,
            note=node.note,
            kind=node.kind,
            ties=graph.degree(index),
            weight=graph.degree(index, weight="weight"),
            betweenness=_rounded(between[index]),
            pagerank=_rounded(ranks[index]),
            community=home[index],
            iri=node.key,
        )
        for index, node in enumerate(network.nodes)
    ]
    return sorted(found, key=lambda one: (-one.ties, -one.weight, one.iri))


def standings(network: Network, form: str, language: Language, width: int | None = None) -> bytes:
    """The standings in a format of FORMATS; a table is followed by one of the communities."""
    found = standing(network)
    match form:
        case "csv":
            paper = io.StringIO()
            rows = csv.writer(paper, lineterminator="\n")
            rows.writerow(Standing.__dataclass_fields__)
            rows.writerows(astuple(one) for one in found)
            return paper.getvalue().encode()
        case "json":
            return _json(network, found).encode()
        case _:
            return _tables(network, found, language, width)


def _communities(graph: networkx.Graph) -> list[list[int]]:
    """The communities by Louvain's method, the largest first."""
    parts = networkx.community.louvain_communities(graph, seed=SEED) if len(graph) else []
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))


def _members(found: Sequence[Standing]) -> dict[int, list[Standing]]:
    """The nodes of each community, the most central first."""
    parts: dict[int, list[Standing]] = {}
    for one in sorted(found, key=lambda one: one.community):
        parts.setdefault(one.community, []).append(one)
    return parts


def _tables(network: Network, found: Sequence[Standing], language: Language, width: int | None) -> bytes:
    """Both tables, under a line that tells what they are of."""
    rows = [
        (
            f"{one.name}（{one.note}）" if one.note else one.name,
            NODES[one.kind].name[language],  # type: ignore[index]
            *(str(value) for value in (one.ties, one.weight, one.betweenness, one.pagerank, one.community)),
        )
        for one in found
    ]
    parts = [(str(number), str(len(members)), _named(members, language)) for number, members in _members(found).items()]
    return b"\n".join(
        [
            f"{title(network, language)}: {counts(network, language)}\n".encode(),
            table([getattr(column, language) for column in _COLUMNS], rows, width),
            table([getattr(column, language) for column in _COMMUNITIES], parts, width),
        ]
    )


def _named(members: Sequence[Standing], language: Language) -> str:
    """The first of some nodes by name."""
    names = [*dict.fromkeys(one.name for one in members)]
    more = " …" if len(names) > MEMBERS else ""
    return ("、" if language == "zh" else ", ").join(names[:MEMBERS]) + more


def _json(network: Network, found: Sequence[Standing]) -> str:
    """The standings and the communities; numbers as they are printed."""
    fields = Standing.__dataclass_fields__
    nodes = [dict(zip(fields, astuple(one), strict=True)) for one in found]
    parts = [
        {"community": number, "members": [one.iri for one in members]} for number, members in _members(found).items()
    ]
    return (
        json.dumps(
            {"view": network.view, "about": network.about, "nodes": nodes, "communities": parts},
            ensure_ascii=False,
            indent=1,
            default=float,
        )
        + "\n"
    )


def _rounded(value: float) -> Decimal:
    return Decimal(str(value)).quantize(_EXACT)
