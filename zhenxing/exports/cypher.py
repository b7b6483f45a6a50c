"""A property graph as Cypher statements, for any engine that reads Cypher; values stand in them, no file is read."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from zhenxing.exports.propertygraph import EVERY, Column, Node, PropertyGraph, Relationship, Storage

CONSTRAINT: Final = f"CREATE CONSTRAINT resource_iri IF NOT EXISTS FOR (n:`{EVERY}`) REQUIRE n.`iri` IS UNIQUE;\n"
AT_ONCE: Final = 500
_SPECIAL: Final = re.compile(r"[\x00-\x1f\\'\x7f-\x9f\u2028\u2029]")
_ESCAPES: Final = MappingProxyType({"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def text(value: str) -> str:
    r"""A text in quotes.

    >>> print(text("it's"))
    'it\'s'
    """
    return "'" + _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), value) + "'"


def quoted(name: str) -> str:
    """A name in backticks: it may be a word of Cypher's own."""
    return "`" + name.replace("`", "``") + "`"


_WRITTEN: Final[Mapping[Storage, Callable[[str], str]]] = MappingProxyType(
    {
        "string": text,
        "long": str,
        "boolean": str,
        "double": lambda value: repr(float(value)),
        "date": lambda value: f"date({text(value)})",
    }
)


def statements(graph: PropertyGraph) -> Iterator[str]:
    """What loads a graph, a statement a line; loading it again changes nothing."""
    yield CONSTRAINT
    by_labels = sorted(graph.nodes, key=lambda node: (node.labels, node.iri))
    for labels, nodes in groupby(by_labels, key=lambda node: node.labels):
        names = "".join(f":{quoted(label)}" for label in (EVERY, *labels))
        for rows in _batches([_map(node, graph.columns) for node in nodes]):
            yield f"UNWIND [{rows}] AS row MERGE (n{names} {{`iri`: row.`iri`}}) SET n += row;\n"
    for name, links in groupby(graph.relationships, key=lambda link: link.name):
        for rows in _batches([_pair(link) for link in links]):
            yield (
                f"UNWIND [{rows}] AS row MATCH (a:`{EVERY}` {{`iri`: row[0]}}) MATCH (b:`{EVERY}` {{`iri`: row[1]}}) "
                f"MERGE (a)-[:{quoted(name)}]->(b);\n"
            )


def _map(node: Node, columns: Mapping[str, Column]) -> str:
    """The properties of a node."""
    pairs = [f"`iri`: {text(node.iri)}"]
    for name, values in node.values.items():
        written = [_WRITTEN[columns[name].key.storage](value) for value in values]
        pairs.append(f"{quoted(name)}: {'[' + ', '.join(written) + ']' if columns[name].many else written[0]}")
    return "{" + ", ".join(pairs) + "}"


def _pair(link: Relationship) -> str:
    """Both ends of a relationship."""
    return f"[{text(link.source.iri)}, {text(link.target.iri)}]"


def _batches(rows: Sequence[str]) -> Iterable[str]:
    """Rows, as many at once as an engine reads with ease."""
    return (", ".join(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE))
