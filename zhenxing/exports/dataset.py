"""The description of a graph as a dataset, in DCAT 3 and VoID: what it holds, of which reports, under which licence.

It depends on the folder alone: no clock, no address that was not given. `dcterms:modified` is left out, since a graph
does not know when it was made; its version and its IRI name what it holds instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from string import Template
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from builders.graph import iri
from builders.graph.terms import RDF, RDFS, ZX
from zhenxing.exports.counting import Counts, counted, part, partitions, size
from zhenxing.exports.exporting import FORMATS, grouped
from zhenxing.folder import Folder, sha256
from zhenxing.rdf import rdf
from zhenxing.standards import DCAT, DCTERMS, SPACES, VOID
from zhenxing.store import StoreOf

ONTOLOGY: Final = NamedNode(iri.BASE + "ontology")
SHAPES: Final = NamedNode(iri.BASE + "shapes")
LANGUAGES: Final = "http://id.loc.gov/vocabulary/iso639-1/"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
KEYWORDS: Final = MappingProxyType(
    {"zh": ("乡村振兴", "脱贫攻坚", "工作报告"), "en": ("rural revitalisation", "poverty alleviation", "work reports")}
)
TITLE: Final = MappingProxyType(
    {"zh": "乡村振兴工作报告知识图谱", "en": "Knowledge graph of reports on rural revitalisation"}
)
DESCRIPTION: Final = MappingProxyType(
    {
        "zh": "从乡村振兴工作报告读出：报告{reports}份，数据{figures}个，措施{measures}项，行动开展{campaigns}项，"
        "结对关系{pairings}对；每项都注明原文位置。",
        "en": "Read from reports on rural revitalisation: reports {reports}, figures {figures}, measures {measures}, "
        "campaigns {campaigns}, pairings {pairings}; each with the characters that state it.",
    }
)
RIGHTS: Final = MappingProxyType(
    {
        "zh": "图谱由程序从报告读出，报告原文的权利属于其发布者；程序和词表采用 Apache 2.0 许可。",
        "en": "The graph is read from reports by a program. The reports remain their publishers'; "
        "the program and its vocabularies are licensed under Apache 2.0.",
    }
)
UNSTATED: Final = MappingProxyType({"zh": "图谱本身的许可未声明。", "en": " No licence of the graph itself is stated."})
COUNTED: Final = MappingProxyType(
    {
        "reports": ZX.Report,
        "figures": ZX.Observation,
        "measures": ZX.Measure,
        "campaigns": ZX.Campaign,
        "pairings": ZX.Pairing,
    }
)
EXAMPLES: Final = (*COUNTED.values(), ZX.Region, ZX.Metric)

_PREFIXES: Final = "".join(f"PREFIX {name}: <{space}>\n" for name, space in SPACES.items())
_SOURCES: Final = """CONSTRUCT {
  ?dataset dcterms:source ?report ; dcterms:spatial ?region ; prov:wasGeneratedBy ?build .
  ?report a zx:Report ; dcterms:title ?title ; dcterms:identifier ?file ; dcterms:issued ?issued ;
    dcterms:publisher ?publisher ; dcterms:spatial ?region .
  ?publisher a foaf:Agent ; foaf:name ?name .
  ?region a dcterms:Location ; rdfs:label ?called .
  ?build a zx:Build ; zx:version ?version ; zx:vocabulary ?vocabulary .
} WHERE {
  VALUES ?dataset { $dataset }
  ?report a zx:Report ; rdfs:label ?title ; zx:fileName ?file .
  OPTIONAL {
    ?report zx:issuedStated ?stated .
    BIND(IF(STRLEN(?stated) = 4, xsd:gYear, IF(STRLEN(?stated) = 7, xsd:gYearMonth, xsd:date)) AS ?precision)
    BIND(STRDT(?stated, ?precision) AS ?issued)
  }
  OPTIONAL { ?report zx:issuer ?publisher . ?publisher rdfs:label ?name }
  OPTIONAL { ?report zx:covers ?region . ?region rdfs:label ?called }
  OPTIONAL { ?report zx:build ?build . ?build zx:version ?version ; zx:vocabulary ?vocabulary }
}"""
_THEMES: Final = """CONSTRUCT { ?dataset dcat:theme ?theme . ?theme a skos:Concept ; skos:prefLabel ?label } WHERE {
  VALUES ?dataset { $dataset } VALUES ?class { zx:Observation zx:Measure }
  ?fact a ?class ; zx:theme ?theme . ?theme skos:prefLabel ?label
}"""
_PERIOD: Final = """CONSTRUCT {
  ?dataset dcterms:temporal ?period . ?period a dcterms:PeriodOfTime ; dcat:startDate ?first ; dcat:endDate ?last
} WHERE {
  VALUES ?dataset { $dataset } VALUES ?period { $period }
  { SELECT (MIN(?start) AS ?first) (MAX(?end) AS ?last) WHERE {
    ?report a zx:Report . OPTIONAL { ?report zx:start ?start } OPTIONAL { ?report zx:end ?end } } }
  FILTER(BOUND(?first) || BOUND(?last))
}"""
_GRAPHS: Final = """CONSTRUCT {
  ?subset dcterms:title ?title ; dcterms:license ?licence ; dcterms:source ?report ; void:rootResource ?report .
} WHERE {
  VALUES (?graph ?subset) { $subsets }
  GRAPH ?graph {
    { ?report a zx:Report ; rdfs:label ?title }
    UNION { VALUES ?class { owl:Ontology skos:ConceptScheme } ?scheme a ?class . ?scheme dcterms:title ?title
      OPTIONAL { ?scheme dcterms:license ?licence } }
  }
}"""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a graph cannot know of itself: the IRI it is published under, its licence, where it can be queried."""

    address: str | None = None
    licence: str | None = None
    endpoint: str | None = None


def described(store: StoreOf, publication: Publication | None = None) -> list[Triple]:
    """The description of all that a store holds: IRIs only, the triples of each subject together."""
    given = publication or Publication()
    node = node_of(store, given)
    counts = counted(store)
    parts = [
        _about(node, store.folder, counts),
        size(node, counts.whole),
        _constructed(store, _THEMES, dataset=str(node)),
        _constructed(store, _PERIOD, dataset=str(node), period=str(part(node, "period"))),
        _constructed(store, _SOURCES, dataset=str(node)),
        _rights(node, given.licence),
        _graphs(node, store, counts),
        partitions(node, counts),
        _distributions(node, given),
    ]
    return grouped(dict.fromkeys(chain.from_iterable(parts)))


def turtle(store: StoreOf, publication: Publication | None = None) -> bytes:
    """The description as Turtle, the same bytes for the same folder."""
    parts = part(node_of(store, publication or Publication()), "")
    return rdf(described(store, publication), prefixes={**SPACES, "": parts.value})


def address(folder: Folder) -> str:
    """The IRI of a folder's dataset where none is given: it names what the folder holds, so that no two share one."""
    spaces = _spaces(folder)
    return f"{spaces[0] if len(spaces) == 1 else iri.BASE}dataset/{_fingerprint(folder)}"


def node_of(store: StoreOf, given: Publication) -> NamedNode:
    """The dataset."""
    return NamedNode(given.address or address(store.folder))


def _fingerprint(folder: Folder) -> str:
    """Ten digits that stand for the graphs of a folder and the vocabularies they were read with."""
    return iri.digest(*(f"{entry.graph_sha256} {entry.vocabulary_sha256}" for entry in folder.entries.values()))


def _spaces(folder: Folder) -> list[str]:
    """The bases that the IRIs of a folder's reports begin with."""
    return sorted({entry.iri.removesuffix(f"report/{entry.slug}") for entry in folder.entries.values()})


def _intact(folder: Folder) -> bool:
    """Whether every report's graph is still as the program wrote it, which is what the shapes are tested on."""
    return all(sha256(folder.graph(slug).read_bytes()) == entry.graph_sha256 for slug, entry in folder.entries.items())


def _about(node: NamedNode, folder: Folder, counts: Counts) -> Iterator[Triple]:
    """What kind of thing the dataset is, its name, its version and what it is made to."""
    numbers = {name: counts.members(kind) for name, kind in COUNTED.items()}
    versions = "/".join(sorted({entry.version for entry in folder.entries.values()}))
    yield Triple(node, RDF.type, DCAT.Dataset)
    yield Triple(node, RDF.type, VOID.Dataset)
    yield from _texts(node, DCTERMS.title, TITLE)
    yield from _texts(node, DCTERMS.description, {key: text.format(**numbers) for key, text in DESCRIPTION.items()})
    for language, words in KEYWORDS.items():
        yield Triple(node, DCTERMS.language, NamedNode(LANGUAGES + language))
        yield from (Triple(node, DCAT.keyword, Literal(word, language=language)) for word in words)
    yield Triple(node, DCAT.version, Literal(f"{versions}+{_fingerprint(folder)}".lstrip("+")))
    for standard in (ONTOLOGY, SHAPES) if _intact(folder) else (ONTOLOGY,):
        yield Triple(node, DCTERMS.conforms_to, standard)
        yield Triple(standard, RDF.type, DCTERMS.Standard)
    for space in sorted({*_spaces(folder), iri.BASE}):
        yield Triple(node, VOID.uri_space, Literal(space))
    for kind in EXAMPLES:
        if example := counts.classes.get(kind.value):
            yield Triple(node, VOID.example_resource, NamedNode(example.first))


def _rights(node: NamedNode, licence: str | None) -> Iterator[Triple]:
    """Whose the reports and the program are, and the licence of the graph where it is given."""
    statement = part(node, "rights")
    yield Triple(node, DCTERMS.rights, statement)
    yield Triple(statement, RDF.type, DCTERMS.RightsStatement)
    yield from _texts(
        statement, RDFS.label, {key: text if licence else text + UNSTATED[key] for key, text in RIGHTS.items()}
    )
    if licence:
        yield Triple(node, DCTERMS.license, NamedNode(licence))


def _graphs(node: NamedNode, store: StoreOf, counts: Counts) -> Iterator[Triple]:
    """Every named graph as a subset: the ontology, the vocabularies and the reports."""
    reports = {entry.iri: f"report-{slug}" for slug, entry in store.folder.entries.items()}
    names = {graph: reports.get(graph, graph.removeprefix(iri.BASE).replace("/", "-")) for graph in counts.graphs}
    subsets = {graph: part(node, name) for graph, name in names.items()}
    for graph, subset in subsets.items():
        yield Triple(node, VOID.subset, subset)
        yield Triple(subset, RDF.type, VOID.Dataset)
        yield from size(subset, counts.graphs[graph])
    pairs = " ".join(f"(<{graph}> {subset})" for graph, subset in subsets.items())
    yield from _constructed(store, _GRAPHS, subsets=pairs)


def _distributions(node: NamedNode, given: Publication) -> Iterator[Triple]:
    """The formats that the graph can be had in; an address only where one is given."""
    for name, form in FORMATS.items():
        yield Triple(node, VOID.feature, NamedNode(form.iri))
        way = part(node, f"format-{name}")
        yield Triple(node, DCAT.distribution, way)
        yield Triple(way, RDF.type, DCAT.Distribution)
        yield Triple(way, DCTERMS.title, Literal(form.name))
        yield Triple(way, DCTERMS.description, Literal(f"zhenxing export KG --format {name}"))
        yield Triple(way, DCAT.media_type, NamedNode(MEDIA_TYPES + form.media_type))
        if given.licence:
            yield Triple(way, DCTERMS.license, NamedNode(given.licence))
    if given.endpoint:
        service, endpoint = part(node, "sparql"), NamedNode(given.endpoint)
        yield Triple(node, VOID.sparql_endpoint, endpoint)
        yield Triple(service, RDF.type, DCAT.DataService)
        yield Triple(service, DCAT.endpoint_url, endpoint)
        yield Triple(service, DCAT.serves_dataset, node)


def _texts(node: NamedNode, predicate: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    """A text in every language there is of it."""
    return (Triple(node, predicate, Literal(text, language=language)) for language, text in texts.items())


def _constructed(store: StoreOf, query: str, **given: str) -> list[Triple]:
    """What a query makes with the nodes given."""
    return store.triples(_PREFIXES + Template(query).substitute(given))
