"""Where the nodes of a view stand: the same places for the same graph, so that a picture stays put between runs."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from zhenxing.explorer.reading import Thing
from zhenxing.explorer.views import View
from zhenxing.network.layout import laid_out
from zhenxing.network.model import Edge, Network, Node, NodeKind

MOST: Final = 150  # nodes that get a place of their own; the page finds one for any other when it is asked for
KINDS: Final[Mapping[str, NodeKind]] = {"region": "region", "initiative": "initiative"}

Places = Mapping[str, tuple[int, int]]


def places(view: View, known: Mapping[str, Thing]) -> Places:
    """The places of a view's best connected nodes."""
    ties = Counter(end for tie in view.ties for end in (tie.source, tie.target))
    best = set(sorted(ties, key=lambda key: (-ties[key], key))[:MOST])
    nodes = tuple(Node(key, _kind(key), known[key].zh if key in known else key) for key in sorted(best))
    edges = tuple(
        Edge(tie.source, tie.target, "carries out", "", "", "", 0, 0, ())
        for tie in view.ties
        if tie.source in best and tie.target in best
    )
    return {box.node.key: (round(box.x), round(box.y)) for box in laid_out(Network(nodes, edges)).boxes}


def _kind(key: str) -> NodeKind:
    return KINDS.get(key.split("/")[0], "organisation")
