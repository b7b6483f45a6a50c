"""Where the nodes of a network stand: springs within each connected part, then pushed apart until no two overlap."""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import networkx
import numpy
from numpy.typing import NDArray

from zhenxing.network.model import Edge, Network, Node

SEED: Final = 20
MARGIN: Final = 22.0
SPACE: Final = 190.0  # between neighbours, before labels are pushed apart
SQUEEZE: Final = 0.5  # labels are wide and low, so is the page
PATIENCE: Final = 50  # rounds of pushing
NOTE: Final = 0.82  # of the letters of a label are those of the note under it
Array = NDArray[numpy.float64]


class Box(NamedTuple):
    """A node's label on the page: its centre, its size, the size of its letters; a note stands under the label."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    letters: float


class Words(NamedTuple):
    """What is written on a line, its middle, and the width that the line leaves free for it."""

    text: str
    x: float
    y: float
    width: float


class Line(NamedTuple):
    """An edge on the page, from the rim of one box to that of the other; a curve has two points that pull it."""

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float
    pulls: tuple[float, float, float, float] | None = None
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn network: its size, its boxes, its lines, and what it is called."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    title: str = ""
    counts: str = ""


def laid_out(network: Network) -> Page:
    """The network on a page, the same page for the same network."""
    graph = networkx.Graph()
    graph.add_nodes_from(node.key for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    nodes = {node.key: node for node in network.nodes}
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed: list[list[Box]] = []
    for part in parts:
        order = sorted(part)
        sizes = numpy.array([_size(nodes[key], graph.degree(key)) for key in order])
        places = _sprung(graph.subgraph(order), order)
        placed.append(
            [
                Box(nodes[key], x, y, width, height, letters)
                for key, (x, y), (width, height, letters) in zip(
                    order, _apart(places, sizes[:, :2]).tolist(), sizes.tolist(), strict=True
                )
            ]
        )
    boxes, width, height = _packed(placed)
    return Page(width, height, tuple(boxes), tuple(lines(network, boxes)))


def most_connected(network: Network, most: int) -> Network:
    """The nodes with the most edges and the edges between them; all of them where `most` is 0."""
    if not most or len(network.nodes) <= most:
        return network
    count: dict[str, int] = {}
    for edge in network.edges:
        for end in (edge.source, edge.target):
            count[end] = count.get(end, 0) + 1
    kept = set(sorted(count, key=lambda key: (-count[key], key))[:most])
    return replace(
        network,
        nodes=tuple(node for node in network.nodes if node.key in kept),
        edges=tuple(edge for edge in network.edges if edge.source in kept and edge.target in kept),
    )


def text_width(text: str, letters: float, narrow: float = 0.58) -> float:
    """How wide a text is, near enough: a Chinese character is a square, a Latin one half of it and a bit.

    >>> text_width("振兴", 10)
    20.0
    """
    return letters * sum(1.0 if unicodedata.east_asian_width(mark) in "WFA" else narrow for mark in text)


def size(node: Node, letters: float) -> tuple[float, float, float]:
    """The width and height of a node's box and the size of its letters, given the last."""
    wide = max(text_width(node.label, letters), text_width(node.note, NOTE * letters))
    return wide + 1.5 * letters, (1.9 + 1.2 * bool(node.note)) * letters, letters


def _size(node: Node, degree: int) -> tuple[float, float, float]:
    """The width and height of a node's box and the size of its letters, which grow with its edges."""
    return size(node, 12 + min(10.0, 1.8 * math.log2(degree + 1)))


def _sprung(whole: networkx.Graph, order: list[str]) -> Array:
    """The places that springs between neighbours give."""
    count = len(order)
    if count == 1:
        return numpy.zeros((1, 2))
    graph = networkx.Graph()  # with its nodes in this order, which those of a part of a graph are not
    graph.add_nodes_from(order)
    graph.add_edges_from(sorted(tuple(sorted(edge)) for edge in whole.edges(order)))
    start = {key: (math.cos(6.283185 * i / count), math.sin(6.283185 * i / count)) for i, key in enumerate(order)}
    found: Mapping[str, Array] = networkx.spring_layout(
        graph, pos=start, seed=SEED, iterations=300, k=1.6 / math.sqrt(count), scale=None
    )
    places = numpy.array([found[key] for key in order])
    gaps = [float(numpy.hypot(*(found[a] - found[b]))) for a, b in graph.edges]
    spread: Array = places * (SPACE / (sum(gaps) / len(gaps))) * numpy.array([1.0, SQUEEZE])
    return spread


def _apart(places: Array, sizes: Array) -> Array:
    """The places moved as little as it takes that no two boxes overlap."""
    gaps = MARGIN * numpy.array([1.0, 0.6])
    # Boxes that fill more than the room they are in are not parted by pushing: they start with as much as they fill.
    room = numpy.maximum(numpy.ptp(places, axis=0), sizes.max(axis=0)).prod()
    places = places * max(1.0, math.sqrt((sizes + gaps).prod(axis=1).sum() / room))
    reach = (sizes[:, None] + sizes[None, :]) / 2 + gaps
    for turn in range(1, 2001):
        gap = places[:, None] - places[None, :]
        depth = reach - numpy.abs(gap)
        over = (depth[..., 0] > 0.5) & (depth[..., 1] > 0.5)
        numpy.fill_diagonal(over, val=False)
        if not over.any():
            break
        sideways = depth[..., 0] < depth[..., 1]
        # Boxes at one spot have no direction to part in: their order gives one.
        sign = numpy.where(
            gap == 0,
            numpy.sign(numpy.subtract.outer(range(len(places)), range(len(places))))[..., None],
            numpy.sign(gap),
        )
        push = sign * depth * numpy.stack([sideways, ~sideways], axis=-1) * over[..., None] / 2
        places += push.sum(axis=1) * 0.8
        if turn % PATIENCE == 0:
            places *= 1.08  # where they are too crowded to part, all of them need more room
    return places


def _packed(parts: list[list[Box]]) -> tuple[list[Box], float, float]:
    """The parts side by side in rows, the largest first, and the size of the page they fill."""
    areas = [_extent(part)[2] * _extent(part)[3] for part in parts]
    square = math.sqrt(sum(areas) / SQUEEZE) if areas and areas[0] < 0.6 * sum(areas) else 0.0
    wide = max([_extent(part)[2] for part in parts] + [square], default=0.0)
    boxes: list[Box] = []
    x = y = row = right = 0.0
    for part in parts:
        left, top, width, height = _extent(part)
        if x and x + width > wide:
            x, y, row = 0.0, y + row + MARGIN, 0.0
        boxes += [box._replace(x=box.x - left + x + MARGIN, y=box.y - top + y + MARGIN) for box in part]
        x, row, right = x + width + MARGIN, max(row, height), max(right, x + width)
    return boxes, right + 2 * MARGIN, y + row + 2 * MARGIN


def _extent(part: list[Box]) -> tuple[float, float, float, float]:
    """The left, top, width and height of some boxes together."""
    left = min(box.x - box.width / 2 for box in part)
    top = min(box.y - box.height / 2 for box in part)
    right = max(box.x + box.width / 2 for box in part)
    bottom = max(box.y + box.height / 2 for box in part)
    return left, top, right - left, bottom - top


def lines(network: Network, boxes: Iterable[Box]) -> list[Line]:
    """The edges as lines from rim to rim."""
    by_key = {box.node.key: box for box in boxes}
    found = []
    for edge in network.edges:
        a, b = by_key[edge.source], by_key[edge.target]
        found.append(Line(edge, *_rim(a, b), *_rim(b, a)))
    return found


def _rim(box: Box, other: Box) -> tuple[float, float]:
    """Where the line towards another box leaves this one."""
    dx, dy = other.x - box.x, other.y - box.y
    share = min(
        (box.width / 2 + 2) / abs(dx) if dx else math.inf,
        (box.height / 2 + 2) / abs(dy) if dy else math.inf,
        1.0,
    )
    return box.x + dx * share, box.y + dy * share
