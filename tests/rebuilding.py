"""Triples made again from a property graph by someone who has only the export and its table of names."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import networkx
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Name(NamedTuple):
    iri: str
    language: str
    datatype: str
    many: bool
    rounded: bool


Names = Mapping[tuple[str, str], Name]


def names(rows: Iterable[Mapping[str, Any]]) -> Names:
    """The table of names, of CSV or JSON."""
    return {
        (row["role"], row["name"]): Name(
            row["iri"],
            row["language"],
            row["datatype"],
            *(str(row[key]).lower() == "true" for key in ("many", "rounded")),
        )
        for row in rows
    }


def node(key: str) -> NamedNode | BlankNode:
    return BlankNode(key.removeprefix("_:")) if key.startswith("_:") else NamedNode(key)


def written(value: object) -> str:
    """A value of an engine as RDF writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) or hasattr(value, "iso_format") else str(value)


def described(iri: str, labels: Iterable[str], values: Mapping[str, object], names: Names) -> Iterator[Triple]:
    """The triples of a node: its types and its values, a value being one or a list."""
    for label in labels:
        yield Triple(node(iri), RDF_TYPE, NamedNode(names["label", label].iri))
    for name, value in values.items():
        known = names["property", name]
        for each in () if known.rounded or value is None else value if isinstance(value, list) else [value]:
            literal = (
                Literal(written(each), language=known.language)
                if known.language
                else Literal(written(each), datatype=NamedNode(known.datatype))
            )
            yield Triple(node(iri), NamedNode(known.iri), literal)


def related(source: str, name: str, target: str, names: Names) -> Triple:
    return Triple(node(source), NamedNode(names["relationship", name].iri), node(target))


def of_folder(folder: Path, separator: str) -> set[Triple]:
    """The triples of a folder of CSV files, read by their headers."""
    known = names(_rows(folder / "names.csv"))
    found: set[Triple] = set()
    for file in folder.glob("nodes-*.csv"):
        header, *rows = cells(file)
        kinds = [(head.partition(":")[0], head.endswith("[]")) for head in header[2:] if head]
        for iri, labels, *given in rows:
            values = {
                name: cell.split(separator) if many else cell
                for (name, many), cell in zip(kinds, given, strict=True)
                if cell is not None
            }
            assert iri
            assert labels
            _, *types = labels.split(separator)
            found.update(described(iri, types, values, known))
    for file in folder.glob("relationships-*.csv"):
        name = file.stem.removeprefix("relationships-")
        for source, target, *_ in cells(file)[1:]:
            found.add(related(str(source), name, str(target), known))
    return found


def of_network(network: networkx.MultiDiGraph, known: Names) -> set[Triple]:
    """The triples of a graph that networkx read; attributes that are no property of the table are its own."""
    found: set[Triple] = set()
    for _, told in network.nodes(data=True):
        values = {name: value for name, value in told.items() if ("property", name) in known}
        found.update(described(told["iri"], filter(None, told["labels"].split(";")), values, known))
    for source, target, told in network.edges(data=True):
        ends = (network.nodes[source]["iri"], network.nodes[target]["iri"])
        found.add(related(ends[0], told["label"], ends[1], known))
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))]


def cells(file: Path) -> list[list[Any]]:
    """The cells of a file in which every text is in quotes: what is not is nothing."""
    rows: list[list[str | None]] = [[]]
    text, at = file.read_bytes().decode(), 0
    while at < len(text):
        if text[at] == '"':
            end, cell = at + 1, ""
            while True:
                stop = text.index('"', end)
                cell += text[end:stop]
                if text[stop + 1 : stop + 2] != '"':
                    break
                cell, end = cell + '"', stop + 2
            rows[-1].append(cell)
            at = stop + 1
        else:
            rows[-1].append(None)
        if text[at] == "\n":
            rows.append([])
        at += 1
    return rows[:-1]
