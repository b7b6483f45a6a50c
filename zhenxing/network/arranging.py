"""The layout of each view: flows from left to right, families as trees, regions on a ring, springs for the rest."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import networkx
import numpy

from zhenxing.network.families import GAP, ROW, curve, trees
from zhenxing.network.layout import MARGIN, Box, Line, Page, Words, laid_out, size, text_width
from zhenxing.network.model import Edge, Network, ViewName

LETTERS: Final = 11.5  # of what is written on lines
RING: Final = 16  # regions that a ring has room for
SHARES: Final = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8)  # of a line, for its words
CLEAR: Final = 22.0  # from other lines is far enough


def arranged(network: Network) -> Page:
    """The network on a page in the way of its view."""
    return LAYOUTS.get(network.view, laid_out)(network)


def flow(network: Network) -> Page:
    """Who gives on the left, who receives to the right of it, each part of the network under the one before."""
    ranks = _ranks(network)
    nodes = {node.key: node for node in network.nodes}
    sizes = {key: size(node, 15.0) for key, node in nodes.items()}
    columns = range(max(ranks.values(), default=-1) + 1)
    widths = [max(sizes[key][0] for key in ranks if ranks[key] == column) for column in columns]
    gap = 2 * GAP + max((text_width(_told(edge), LETTERS) for edge in network.edges), default=0.0)
    lefts = [MARGIN + sum(widths[:column]) + gap * column for column in columns]
    boxes: dict[str, Box] = {}
    top = MARGIN
    for part in _parts(network):
        heights = _stacked(part, ranks, network.edges, {key: sizes[key][1] + ROW for key in part})
        above = min(heights[key] - sizes[key][1] / 2 for key in part)
        for key in part:
            x = lefts[ranks[key]] + widths[ranks[key]] / 2
            boxes[key] = Box(nodes[key], x, top + heights[key] - above, widths[ranks[key]], *sizes[key][1:])
        top = max(boxes[key].y + boxes[key].height / 2 for key in part) + 2 * ROW
    drawn = [curve(edge, boxes[edge.source], boxes[edge.target]) for edge in network.edges]
    width = sum(widths) + gap * max(len(columns) - 1, 0) + 2 * MARGIN
    return _page(width, top - 2 * ROW + MARGIN, [*boxes.values()], drawn, _told)


def ring(network: Network) -> Page:
    """Regions on a ring with how many initiatives each two share; where they are many, springs place them."""
    if len(network.nodes) > RING:
        return laid_out(network)
    count = len(network.nodes)
    reach = max(150.0, count * 30.0)
    sizes = [size(node, 16.0) for node in network.nodes]
    wide = max((each[0] for each in sizes), default=0.0)
    boxes = []
    for index, node in enumerate(network.nodes):
        turn = 2 * math.pi * index / count - math.pi / 2
        x = MARGIN + wide / 2 + 1.5 * reach * (1 + math.cos(turn))
        boxes.append(Box(node, x, MARGIN + sizes[index][1] / 2 + reach * (1 + math.sin(turn)), *sizes[index]))
    height = max((box.y + box.height / 2 for box in boxes), default=0.0) + MARGIN
    at = {box.node.key: (box.x, box.y) for box in boxes}
    drawn = [Line(edge, *at[edge.source], *at[edge.target]) for edge in network.edges]
    drawn.sort(key=lambda line: line.edge.shared)  # what ties most lies on top
    return _page(3 * reach + wide + 2 * MARGIN, height, boxes, drawn, lambda edge: str(edge.shared or ""))


LAYOUTS: Final[Mapping[ViewName, Callable[[Network], Page]]] = MappingProxyType(
    {"pairings": flow, "lineage": trees, "shared": ring}
)


def _told(edge: Edge) -> str:
    """What is written on a flow: under which initiative, and when."""
    return " · ".join(filter(None, (edge.label, edge.end[:4])))


def _parts(network: Network) -> list[list[str]]:
    """The nodes of each connected part, in order; the largest part first."""
    graph = networkx.Graph((edge.source, edge.target) for edge in network.edges)
    graph.add_nodes_from(node.key for node in network.nodes)
    return sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part))


def _ranks(network: Network) -> dict[str, int]:
    """How many steps of help lead to a node at most; those that help each other in a circle stand together."""
    graph = networkx.DiGraph((edge.source, edge.target) for edge in network.edges)
    graph.add_nodes_from(node.key for node in network.nodes)
    circles = networkx.condensation(graph)
    return {
        key: rank
        for rank, generation in enumerate(networkx.topological_generations(circles))
        for circle in generation
        for key in circles.nodes[circle]["members"]
    }


def _stacked(
    part: Sequence[str], ranks: Mapping[str, int], edges: Sequence[Edge], rooms: Mapping[str, float]
) -> dict[str, float]:
    """How far down each node of a part stands in its column, so that few lines cross."""
    near: dict[str, list[str]] = {key: [] for key in part}
    for edge in edges:
        if edge.source in near:
            near[edge.source].append(edge.target)
            near[edge.target].append(edge.source)
    columns: dict[int, list[str]] = {}
    for key in part:
        columns.setdefault(ranks[key], []).append(key)
    places: dict[str, float] = {}

    def stack(column: list[str]) -> None:
        y = -sum(rooms[key] for key in column) / 2
        for key in column:
            places[key] = y + rooms[key] / 2
            y += rooms[key]

    for column in columns.values():
        stack(column)
    for _ in range(4):
        for rank in sorted(columns):
            middle = {key: sum(places[other] for other in near[key]) / max(len(near[key]), 1) for key in columns[rank]}
            columns[rank].sort(key=lambda key, middle=middle: (middle[key], key))  # type: ignore[misc]
            stack(columns[rank])
    return places


def _page(
    width: float, height: float, boxes: Sequence[Box], drawn: Sequence[Line], told: Callable[[Edge], str]
) -> Page:
    """A page with words on its lines wherever they cover no others, as far from other lines as need be."""
    taken = [(box.x, box.y, box.width, box.height) for box in boxes]
    ways = numpy.array([[_point(line, share / 24) for share in range(25)] for line in drawn]).reshape(-1, 25, 2)
    found = []
    for index, line in enumerate(drawn):
        text = told(line.edge)
        wide, high = text_width(text, LETTERS, 0.5) + 8, 1.5 * LETTERS
        others = numpy.delete(ways, index, axis=0).reshape(-1, 2)
        best: tuple[float, float, float] | None = None
        for x, y in (_point(line, share) for share in SHARES if text):
            if any(abs(x - left) < (wide + w) / 2 and abs(y - top) < (high + h) / 2 for left, top, w, h in taken):
                continue
            clear = float(numpy.hypot(*(others - (x, y)).T).min(initial=CLEAR))
            if best is None or clear > best[0] + 1:
                best = (clear, x, y)
        if best:
            taken.append((best[1], best[2], wide, high))
            line = line._replace(words=Words(text, best[1], best[2], wide))
        found.append(line)
    return Page(width, height, tuple(boxes), tuple(found))


def _point(line: Line, share: float) -> tuple[float, float]:
    """The place on a line at a share of its way."""
    x1, y1, x2, y2 = line[1:5]
    a, b, c, d = line.pulls or (x1 + (x2 - x1) / 3, y1 + (y2 - y1) / 3, x1 + (x2 - x1) * 2 / 3, y1 + (y2 - y1) * 2 / 3)
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * x for weight, x in zip(weights, (x1, a, c, x2), strict=True)),
        sum(weight * y for weight, y in zip(weights, (y1, b, d, y2), strict=True)),
    )
