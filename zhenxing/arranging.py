"""Layouts for what has an order: flows from left to right, families as trees, regions on a ring."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import networkx
import numpy

from zhenxing.layout import MARGIN, Box, Line, Page, Words, laid_out, lines, size, text_width
from zhenxing.network import Edge, Network, Node, ViewName

ROW: Final = 14.0  # between boxes one above the other
GAP: Final = 64.0  # between a column of a tree and the next
ARC: Final = 22.0  # how far an arc beside a column goes out
LETTERS: Final = 11.5  # of what is written on lines
RING: Final = 16  # regions that a ring has room for
SHARES: Final = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8)  # of a line, for its words
CLEAR: Final = 22.0  # from other lines is far enough
SHAPE: Final = 0.8  # the width of a page of trees, measured by its height
_TREE: Final = ("is a", "within")
_SIZES: Final = MappingProxyType({"initiative": 13.5, "campaign": 11.5})


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
            boxes[key] = Box(nodes[key], x, top + heights[key] - above, *sizes[key])
        top = max(boxes[key].y + boxes[key].height / 2 for key in part) + 2 * ROW
    drawn = [_between(edge, boxes[edge.source], boxes[edge.target]) for edge in network.edges]
    width = sum(widths) + gap * max(len(columns) - 1, 0) + 2 * MARGIN
    return _page(width, top - 2 * ROW + MARGIN, [*boxes.values()], drawn, _told)


def trees(network: Network) -> Page:
    """Families of initiatives side by side, each a tree that grows to the right."""
    nodes = {node.key: node for node in network.nodes}
    parents = _parents(network)
    children: dict[str, list[str]] = {}
    for key in sorted(parents, key=lambda key: (nodes[key].kind, nodes[key].note.rpartition(" ")[2], key)):
        children.setdefault(parents[key], []).append(key)
    blocks = [_tree(root, children, nodes) for root in nodes if root not in parents]
    blocks.sort(key=lambda block: (-len(block), block[0].node.key))
    boxes, width, height = _columns(blocks)
    by_key = {box.node.key: box for box in boxes}
    drawn = []
    for edge in network.edges:
        a, b = by_key[edge.source], by_key[edge.target]
        if parents.get(edge.source) == edge.target:
            drawn.append(_between(edge, a, b))
        elif _left(a) == _left(b):
            drawn.append(_arc(edge, a, b, boxes))
        else:
            drawn += lines(replace(network, edges=(edge,)), boxes)
    return Page(width, height, tuple(boxes), tuple(drawn))


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


def _between(edge: Edge, a: Box, b: Box) -> Line:
    """A curve from the side of one box to the facing side of another."""
    way = 1 if _left(a) < _left(b) else -1
    x1, x2 = a.x + way * (a.width / 2 + 2), b.x - way * (b.width / 2 + 2)
    middle = (x1 + x2) / 2
    return Line(edge, x1, a.y, x2, b.y, (middle, a.y, middle, b.y))


def _arc(edge: Edge, a: Box, b: Box, boxes: Sequence[Box]) -> Line:
    """A curve on the right of a column, around the boxes between the two."""
    top, bottom = sorted((a.y, b.y))
    out = max(box.x + box.width / 2 for box in boxes if _left(box) == _left(a) and top <= box.y <= bottom) + ARC
    x1, x2 = a.x + a.width / 2 + 2, b.x + b.width / 2 + 2
    pull = (out - (x1 + x2) / 8) * 4 / 3
    return Line(edge, x1, a.y, x2, b.y, (pull, a.y, pull, b.y))


def _left(box: Box) -> float:
    return round(box.x - box.width / 2, 3)


def _parents(network: Network) -> dict[str, str]:
    """The parent of each node in its tree: the first that it is one of or within, unless that leads in a circle."""
    parents: dict[str, str] = {}
    for edge in sorted(network.edges, key=lambda edge: (edge.source, edge.kind, edge.target)):
        if edge.kind in _TREE and edge.source not in parents and edge.source not in _line_up(edge.target, parents):
            parents[edge.source] = edge.target
    return parents


def _line_up(key: str, parents: Mapping[str, str]) -> Iterator[str]:
    """A node and those above it."""
    yield key
    while key in parents:
        key = parents[key]
        yield key


def _tree(root: str, children: Mapping[str, list[str]], nodes: Mapping[str, Node]) -> list[Box]:
    """The boxes of a family, its root first, with its upper left corner at zero."""
    steps: list[tuple[str, int]] = []

    def walk(key: str, depth: int) -> None:
        steps.append((key, depth))
        for child in children.get(key, ()):
            walk(child, depth + 1)

    walk(root, 0)
    sizes = {key: size(nodes[key], 16.0 if key == root else _SIZES.get(nodes[key].kind, 13.5)) for key, _ in steps}
    widths = [max(sizes[key][0] for key, at in steps if at == depth) for depth in range(max(at for _, at in steps) + 1)]
    middles: dict[str, float] = {}
    y = 0.0
    for key, _ in steps:
        if key not in children:
            middles[key] = y + sizes[key][1] / 2
            y += sizes[key][1] + ROW
    for key, _ in reversed(steps):
        if key in children:
            middles[key] = (middles[children[key][0]] + middles[children[key][-1]]) / 2
    lefts = [sum(widths[:depth]) + GAP * depth for depth in range(len(widths))]
    boxes = [Box(nodes[key], lefts[depth] + sizes[key][0] / 2, middles[key], *sizes[key]) for key, depth in steps]
    top = min(box.y - box.height / 2 for box in boxes)
    return [box._replace(y=box.y - top) for box in boxes]


def _columns(blocks: Sequence[Sequence[Box]]) -> tuple[list[Box], float, float]:
    """The families in columns, each under the lowest so far, and the size of the page they fill."""
    extents = [
        (
            max(box.x + box.width / 2 for box in block) + 2 * ARC,
            max(box.y + box.height / 2 for box in block) + 2 * ROW,
        )
        for block in blocks
    ]
    mean = sum(width for width, _ in extents) / max(len(extents), 1)
    count = max(1, round(math.sqrt(SHAPE * sum(height for _, height in extents) / (mean or 1))))
    columns: list[list[int]] = [[] for _ in range(count)]
    depths = [0.0] * count
    tops: dict[int, float] = {}
    for index, (_, height) in enumerate(extents):
        least = depths.index(min(depths))
        tops[index] = depths[least]
        columns[least].append(index)
        depths[least] += height
    boxes: list[Box] = []
    x = MARGIN
    for column in filter(None, columns):
        for index in column:
            boxes += [box._replace(x=box.x + x, y=box.y + tops[index] + MARGIN) for box in blocks[index]]
        x += max(extents[index][0] for index in column)
    return boxes, x + MARGIN - 2 * ARC * bool(boxes), max(depths) + MARGIN


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
