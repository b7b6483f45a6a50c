"""Families of initiatives as trees: the largest at the left, those within it and its campaigns to the right."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from zhenxing.network.layout import MARGIN, Box, Line, Page, lines, size
from zhenxing.network.model import Edge, Network, Node

ROW: Final = 14.0  # between boxes one above the other
GAP: Final = 64.0  # between a column of a tree and the next
ARC: Final = 22.0  # how far an arc beside a column goes out
SHAPE: Final = 0.8  # the width of a page of trees, measured by its height
_TREE: Final = ("is a", "within")
_SIZES: Final = MappingProxyType({"initiative": 13.5, "campaign": 11.5})


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
            drawn.append(curve(edge, a, b))
        elif _left(a) == _left(b):
            drawn.append(_arc(edge, a, b, boxes))
        else:
            drawn += lines(replace(network, edges=(edge,)), boxes)
    return Page(width, height, tuple(boxes), tuple(drawn))


def curve(edge: Edge, a: Box, b: Box) -> Line:
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


def _left(box: Box) -> float:
    return round(box.x - box.width / 2, 3)
