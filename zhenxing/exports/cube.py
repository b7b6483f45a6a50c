"""The figures of a graph as an RDF data cube: one structure, an observation a figure, slices by report and by metric.

The structure is `ontology/cube/structure.ttl`; every observation keeps the IRI of its figure, so that a cube and the
graph it was made from can be loaded together. Nothing ill-formed leaves: a cube is checked before it is given out.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from string import Template
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from builders.graph.terms import PROV, RDF
from builders.resources import folder as data_folder
from zhenxing.exports.counting import part
from zhenxing.exports.dataset import Publication, node_of
from zhenxing.exports.exporting import grouped
from zhenxing.exports.wellformed import CubeError, broken
from zhenxing.rdf import rdf
from zhenxing.standards import CUBE, DCTERMS, QB, SPACES
from zhenxing.store import StoreOf

_DATA: Final = data_folder("ontology") / "cube"
TITLE: Final[Mapping[str, str]] = MappingProxyType(
    {"zh": "乡村振兴工作报告中的数据", "en": "Figures of reports on rural revitalisation"}
)


def cube(store: StoreOf, publication: Publication | None = None) -> list[Triple]:
    """The cube of a graph: its structure, the data set, its slices and observations, and what these point at.

    Raises CubeError where it would not be well formed.
    """
    given = publication or Publication()
    node = node_of(store, given)
    whole = part(node, "cube")
    parts = [
        _structure(),
        _data_set(whole, node, given),
        store.triples(Template(_query("observations")).substitute(cube=whole)),
        store.triples(_query("codes")),
    ]
    triples = grouped(dict.fromkeys(chain.from_iterable(parts)))
    checked = Store()
    checked.bulk_extend(Quad(*triple) for triple in triples)
    for fault in broken(checked):
        raise CubeError(fault)
    return triples


def turtle(store: StoreOf, publication: Publication | None = None) -> bytes:
    """The cube as Turtle, the same bytes for the same folder."""
    parts = part(node_of(store, publication or Publication()), "")
    return rdf(cube(store, publication), prefixes={**SPACES, "": parts.value})


def _structure() -> Iterator[Triple]:
    """The structure that all cubes share."""
    return (quad.triple for quad in parse(path=str(_DATA / "structure.ttl"), format=RdfFormat.TURTLE))


def _data_set(whole: NamedNode, source: NamedNode, given: Publication) -> Iterator[Triple]:
    """The data set itself: what it is made of and from."""
    yield Triple(whole, RDF.type, QB.DataSet)
    yield Triple(whole, QB.structure, CUBE.structure)
    for language, text in TITLE.items():
        yield Triple(whole, DCTERMS.title, Literal(text, language=language))
    yield Triple(whole, PROV.was_derived_from, source)
    if given.licence:
        yield Triple(whole, DCTERMS.license, NamedNode(given.licence))


def _query(name: str) -> str:
    """The query that makes a part of the cube."""
    return (_DATA / f"{name}.rq").read_text(encoding="utf-8")
