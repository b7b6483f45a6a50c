"""A script for Ladybug: a table for each kind of node and of relationship, filled from the folder's CSV files."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final

from zhenxing.exports.cypher import quoted, text
from zhenxing.exports.propertygraph import Column, PropertyGraph, Storage
from zhenxing.exports.tables import columns_of, kinds, nodes_file, relationships_file

TYPES: Final[Mapping[Storage, str]] = MappingProxyType(
    {"string": "STRING", "long": "INT64", "double": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
)
_READING: Final = """(header=true, escape='"', parallel=false)"""


def script(graph: PropertyGraph, separator: str) -> Iterator[str]:
    """What makes the tables and fills them, a statement a line, run in the folder of the files."""
    tables = kinds(graph)
    for kind, nodes in tables.items():
        yield from _node_table(kind, columns_of(graph, nodes), separator)
    taken = {kind.casefold() for kind in tables}
    for name, links in groupby(graph.relationships, key=lambda link: link.name):
        pairs = sorted({(link.source.kind, link.target.kind) for link in links})
        yield from _relationship_table(name, f"zx_{name}" if name.casefold() in taken else name, pairs)


def _node_table(kind: str, columns: list[Column], separator: str) -> Iterator[str]:
    """The table of a kind of nodes."""
    fields = ["`iri` STRING PRIMARY KEY", "`labels` STRING[]"]
    read, given = ["`iri` STRING", "`labels` STRING"], ["`iri`", _split("`labels`", "string", separator)]
    for column in columns:
        name, storage = quoted(column.name), column.key.storage
        fields.append(f"{name} {TYPES[storage]}{'[]' if column.many else ''}")
        read.append(f"{name} {'STRING' if column.many else TYPES[storage]}")
        given.append(_split(name, storage, separator) if column.many else name)
    yield f"CREATE NODE TABLE {quoted(kind)}({', '.join(fields)});\n"
    yield (
        f"COPY {quoted(kind)} FROM (LOAD WITH HEADERS ({', '.join(read)}) FROM {text(nodes_file(kind))} {_READING} "
        f"RETURN {', '.join(given)});\n"
    )


def _relationship_table(name: str, table: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """The table of a kind of relationships; it is filled for each pair of kinds that it joins."""
    ends = ", ".join(f"FROM {quoted(source)} TO {quoted(target)}" for source, target in pairs)
    yield f"CREATE REL TABLE {quoted(table)}({ends});\n"
    for source, target in pairs:
        yield (
            f"COPY {quoted(table)} FROM (LOAD WITH HEADERS (a STRING, b STRING, `from` STRING, `to` STRING) "
            f"FROM {text(relationships_file(name))} {_READING} "
            f"WHERE `from` = {text(source)} AND `to` = {text(target)} RETURN a, b) "
            f"(from={text(source)}, to={text(target)});\n"
        )


def _split(name: str, storage: Storage, separator: str) -> str:
    """A list, of a cell that holds several values."""
    parts = f"string_split({name}, '{separator}')"
    return parts if storage == "string" else f"CAST({parts} AS {TYPES[storage]}[])"
