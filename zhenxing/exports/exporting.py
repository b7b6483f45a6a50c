"""The graph in the formats of RDF: of the whole folder or of one report, in a fixed order."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from zhenxing.files import FileError
from zhenxing.folder import Entry, Folder
from zhenxing.rdf import rdf

FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "ttl": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nq": RdfFormat.N_QUADS,
        "nt": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdf": RdfFormat.RDF_XML,
    }
)


def exported(folder: Folder, form: str, report: Entry | None = None) -> bytes:
    """One report of a folder, or all of it with the ontology and the vocabularies, in a format of FORMATS.

    Formats that know named graphs keep each report in its own; the others merge them, each triple once.
    """
    target = FORMATS[form]
    quads = statements(folder, report)
    if target.supports_datasets:
        return rdf(quads, target)
    return rdf(grouped(dict.fromkeys(quad.triple for quad in quads)), target)


def statements(folder: Folder, report: Entry | None = None) -> Iterator[Quad]:
    """The statements of one report of a folder, or of all of it with the ontology and the vocabularies."""
    graphs = [(report.iri, folder.graph(report.slug))] if report else folder.graphs()
    return (quad for graph, file in graphs for quad in _quads(NamedNode(graph), file))


def _quads(graph: NamedNode, file: Path) -> Iterator[Quad]:
    """The statements of a file in its named graph."""
    try:
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except OSError:
        raise FileError(str(file), "missing; building its source again mends it") from None
    except SyntaxError as error:
        raise FileError(str(file), f"not Turtle ({error.msg})") from None


def grouped(triples: Mapping[Triple, None]) -> list[Triple]:
    """Triples with those of one subject together, subjects as they first came: so they are written once."""
    place: dict[object, int] = {}
    for triple in triples:
        place.setdefault(triple.subject, len(place))
    return sorted(triples, key=lambda triple: place[triple.subject])
