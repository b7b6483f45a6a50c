"""A property graph as CSV files with the typed headers of `neo4j-admin database import`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from zhenxing.exports.propertygraph import EVERY, Column, Node, PropertyGraph

_SEPARATORS: Final = (*map(chr, range(0x1F, 0x1B, -1)), *map(chr, range(0xE000, 0xF900)))


def kinds(graph: PropertyGraph) -> dict[str, list[Node]]:
    """The nodes of each kind."""
    ordered = sorted(graph.nodes, key=lambda node: (node.kind, node.iri))
    return {kind: [*nodes] for kind, nodes in groupby(ordered, key=lambda node: node.kind)}


def columns_of(graph: PropertyGraph, nodes: Iterable[Node]) -> list[Column]:
    """The properties that some of the nodes have."""
    names = {name for node in nodes for name in node.values}
    return [column for name, column in graph.columns.items() if name in names]


def separator(graph: PropertyGraph) -> str:
    """A character that no list of values has in it."""
    listed = {name for name, column in graph.columns.items() if column.many}
    used = {
        character
        for node in graph.nodes
        for name, values in node.values.items()
        if name in listed
        for value in values
        for character in value
    }
    return next(character for character in _SEPARATORS if character not in used)


def nodes_file(kind: str) -> str:
    """The file of a kind of nodes."""
    return f"nodes-{kind}.csv"


def relationships_file(name: str) -> str:
    """The file of a kind of relationships."""
    return f"relationships-{name}.csv"


def tables(graph: PropertyGraph, between: str) -> Iterator[tuple[str, bytes]]:
    """Each file by its name; `between` stands between the values of a list."""
    for kind, nodes in kinds(graph).items():
        columns = columns_of(graph, nodes)
        header = ["iri:ID", ":LABEL", *map(_typed, columns)]
        yield nodes_file(kind), _csv([header, *(_cells(node, columns, between) for node in nodes)])
    for name, links in groupby(graph.relationships, key=lambda link: link.name):
        rows = ([link.source.iri, link.target.iri, link.source.kind, link.target.kind] for link in links)
        header = [":START_ID", ":END_ID", "from:IGNORE", "to:IGNORE"]
        yield relationships_file(name), _csv([header, *rows])


def _typed(column: Column) -> str:
    """The header of a column."""
    return f"{column.name}:{column.key.storage}{'[]' if column.many else ''}"


def _cells(node: Node, columns: Sequence[Column], between: str) -> list[str | None]:
    """A node's row."""
    cells = (_cell(column, node.values.get(column.name), between) for column in columns)
    return [node.iri, between.join((EVERY, *node.labels)), *cells]


def _cell(column: Column, values: tuple[str, ...] | None, between: str) -> str | None:
    """The values of a property in one cell; a list of one empty text is no list."""
    if values is None or (column.many and values == ("",)):
        return None
    return between.join(values)


def _csv(rows: Iterable[Sequence[str | None]]) -> bytes:
    """Rows as CSV: every text in quotes, and nothing where there is none."""
    lines = (",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()
