"""A graph handed over as a property graph: the files of an export, and what it lost."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from pyoxigraph import Triple

from zhenxing import output as output_of
from zhenxing.exports import loss
from zhenxing.exports.exporting import statements
from zhenxing.exports.propertygraph import PropertyGraph, property_graph
from zhenxing.files import write, write_folder
from zhenxing.folder import Entry, Folder


class Handed(NamedTuple):
    """An export: one file, or a folder of files with the name by which it is known, and the lot of each triple."""

    data: bytes
    files: Mapping[str, bytes]
    mark: str
    loss: loss.Loss


def handed(folder: Folder, form: str, report: Entry | None = None) -> Handed:
    """One report of a folder, or all of it, in a format of FORMATS."""
    triples: dict[Triple, None] = {}
    graphs = set()
    for quad in statements(folder, report):
        triples[quad.triple] = None
        graphs.add(quad.graph_name)
    return FORMATS[form](list(triples), len(graphs))


def deliver(export: Handed, output: Path | None, lost: Path | None) -> None:
    """Write an export where it is wanted, and what it lost into a file of its own where one is named."""
    if export.files and output:
        write_folder(output, export.files, export.mark)
    else:
        output_of.deliver(export.data, output)
    if lost:
        write(lost, loss.WRITERS[lost.suffix](export.loss))


def told(export: Handed, language: Literal["zh", "en"]) -> str:
    """What an export lost, in a few lines."""
    return loss.told(export.loss, language)


def _neo4j(triples: list[Triple], graphs: int) -> Handed:
    from zhenxing.exports import neo4j

    graph = property_graph(triples, neo4j.RESERVED)
    found = loss.loss(graph, "neo4j", graphs, neo4j.NATIVE, neo4j.lost)
    return Handed(b"", neo4j.files(graph, triples, found), neo4j.MARK, found)


def _graphml(triples: list[Triple], graphs: int) -> Handed:
    from zhenxing.exports.xmlgraphs import graphml

    return _xml(triples, graphs, "graphml", graphml)


def _gexf(triples: list[Triple], graphs: int) -> Handed:
    from zhenxing.exports.xmlgraphs import gexf

    return _xml(triples, graphs, "gexf", gexf)


def _xml(triples: list[Triple], graphs: int, form: str, written: Callable[[PropertyGraph], str]) -> Handed:
    """A graph in one of the formats of XML."""
    from zhenxing.exports.xmlgraphs import NATIVE, RESERVED, lost

    graph = property_graph(triples, RESERVED)
    return Handed(written(graph).encode(), {}, "", loss.loss(graph, form, graphs, NATIVE, lost))


FORMATS: Final[Mapping[str, Callable[[list[Triple], int], Handed]]] = MappingProxyType(
    {"neo4j": _neo4j, "graphml": _graphml, "gexf": _gexf}
)
