"""The description of a graph as a dataset: true, complete, standard, and the same for the same folder."""

from pathlib import Path
from typing import NamedTuple

import pyshacl
import pytest
from pyoxigraph import NamedNode
from rdflib import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD, Graph, Literal, Namespace, URIRef
from typer.testing import CliRunner

from builders.graph.terms import NAMESPACE
from builders.resources import folder as data_folder
from tests.folders import fill, samples
from tests.samples import yuncheng, yuzhong
from zhenxing.cli import app
from zhenxing.exports.counting import counted
from zhenxing.exports.dataset import SHAPES, Publication, address, turtle
from zhenxing.exports.exporting import exported
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

SERVED = "http://127.0.0.1:7878/.well-known/void#dataset"
ENDPOINT = "http://127.0.0.1:7878/sparql"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
ZX = Namespace(NAMESPACE)
SHAPE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix void: <http://rdfs.org/ns/void#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property
  [ sh:path dcterms:title ; sh:minCount 2 ; sh:uniqueLang true ; sh:datatype rdf:langString ],
  [ sh:path dcterms:description ; sh:minCount 2 ; sh:uniqueLang true ; sh:datatype rdf:langString ],
  [ sh:path dcat:version ; sh:minCount 1 ; sh:maxCount 1 ], [ sh:path dcterms:license ; sh:maxCount 1 ],
  [ sh:path dcterms:rights ; sh:minCount 1 ; sh:class dcterms:RightsStatement ],
  [ sh:path dcterms:conformsTo ; sh:minCount 1 ; sh:class dcterms:Standard ],
  [ sh:path dcterms:source ; sh:minCount 1 ; sh:node [ sh:property [ sh:path dcterms:title ; sh:minCount 1 ] ] ],
  [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ],
  [ sh:path dcat:theme ; sh:minCount 1 ; sh:nodeKind sh:IRI ],
  [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ],
  [ sh:path void:classPartition ; sh:minCount 1 ; sh:node [ sh:property
    [ sh:path void:class ; sh:minCount 1 ; sh:maxCount 1 ], [ sh:path void:entities ; sh:minInclusive 1 ] ] ],
  [ sh:path void:propertyPartition ; sh:minCount 1 ; sh:node [ sh:property
    [ sh:path void:property ; sh:minCount 1 ; sh:maxCount 1 ], [ sh:path void:triples ; sh:minInclusive 1 ] ] ],
  [ sh:path void:subset ; sh:minCount 1 ; sh:class void:Dataset ; sh:node [ sh:property
    [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ] ] ] .
"""


class Described(NamedTuple):
    """A folder, its description and the dataset in it."""

    folder: Folder
    graph: Graph
    dataset: URIRef


def read(folder: Folder, publication: Publication | None = None) -> Described:
    """The description of a folder."""
    graph = Graph().parse(data=turtle(StoreOf(folder), publication), format="turtle")
    dataset = graph.value(predicate=RDF.type, object=DCAT.Dataset)
    assert isinstance(dataset, URIRef)
    return Described(folder, graph, dataset)


def number(graph: Graph, subject: object, predicate: URIRef) -> int:
    value = graph.value(subject, predicate)  # type: ignore[arg-type]
    assert isinstance(value, Literal) and value.datatype == XSD.integer
    return int(value)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Described:
    """The samples with nothing added to what their folder knows."""
    return read(samples(tmp_path_factory.mktemp("dataset") / "kg"))


@pytest.fixture(scope="module")
def published(plain: Described) -> Described:
    """The same, published."""
    return read(plain.folder, Publication(SERVED, CC0, ENDPOINT))


def test_the_counts_are_those_of_the_export(plain: Described) -> None:
    folder, graph, dataset = plain
    whole = Graph().parse(data=exported(folder, "nt"), format="nt")
    assert number(graph, dataset, VOID.triples) == len(whole)
    assert number(graph, dataset, VOID.distinctSubjects) == len(set(whole.subjects()))
    assert number(graph, dataset, VOID.distinctObjects) == len(set(whole.objects()))
    shares = {graph.value(share, VOID.property): share for share in graph.objects(dataset, VOID.propertyPartition)}
    assert set(shares) == set(whole.predicates())
    for predicate, share in shares.items():
        assert number(graph, share, VOID.triples) == len(list(whole.triples((None, predicate, None))))
    classes = {graph.value(share, VOID["class"]): share for share in graph.objects(dataset, VOID.classPartition)}
    assert set(classes) == set(whole.objects(None, RDF.type))
    for kind, share in classes.items():
        assert number(graph, share, VOID.entities) == len(set(whole.subjects(RDF.type, kind)))


def test_a_report_is_a_source_and_a_subset(plain: Described) -> None:
    folder, graph, dataset = plain
    report = URIRef(folder.entry("yuncheng.txt").iri)
    assert report in set(graph.objects(dataset, DCTERMS.source))
    assert str(graph.value(report, DCTERMS.identifier)) == "yuncheng.txt"
    assert graph.value(report, DCTERMS.title)
    subset = graph.value(predicate=VOID.rootResource, object=report)
    assert subset in set(graph.objects(dataset, VOID.subset))
    assert number(graph, subset, VOID.triples) == len(Graph().parse(folder.graph("yuncheng")))


def test_what_a_report_says_of_its_issue_is_told(plain: Described) -> None:
    folder, graph, _ = plain
    told = Graph()
    for slug in folder.entries:
        told.parse(folder.graph(slug))
    issued = {(report, str(day)) for report, day in told.subject_objects(ZX.issuedStated)}
    assert issued
    assert {(report, str(day)) for report, day in graph.subject_objects(DCTERMS.issued)} == issued
    issuers = set(told.subject_objects(ZX.issuer))
    assert set(graph.subject_objects(DCTERMS.publisher)) == issuers
    assert all((issuer, RDF.type, FOAF.Agent) in graph for _, issuer in issuers)


def test_it_has_the_shape_of_a_description(plain: Described) -> None:
    shape = Graph().parse(data=SHAPE, format="turtle")
    lacking = Graph()
    for triple in plain.graph:
        if triple[1] != DCTERMS.rights:
            lacking.add(triple)
    assert pyshacl.validate(plain.graph, shacl_graph=shape)[0]
    assert not pyshacl.validate(lacking, shacl_graph=shape)[0]


def test_terms_are_standard_or_our_own(published: Described) -> None:
    graph = published.graph
    known = {term for space in (DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VOID) for term in dir(space)}
    ours = {
        str(term)
        for term in Graph().parse(data_folder("ontology") / "zhenxing.ttl").subjects()
        if str(term).startswith(NAMESPACE)
    }
    known |= {URIRef(str(DCAT) + "version"), URIRef(str(VOID) + "class")}  # which rdflib does not list
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert not {term for term in used if term not in known and str(term) not in ours}


def test_no_licence_is_invented(plain: Described, published: Described) -> None:
    for _, graph, dataset in (plain, published):
        licence = graph.value(dataset, DCTERMS.license)
        rights = graph.value(dataset, DCTERMS.rights)
        unstated = any("No licence" in str(text) for text in graph.objects(rights, RDFS.label))
        assert (licence, unstated) == ((None, True) if dataset == plain.dataset else (URIRef(CC0), False))


def test_no_address_is_invented(plain: Described, published: Described) -> None:
    addresses = (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, VOID.dataDump, VOID.sparqlEndpoint)
    assert not [address for address in addresses if list(plain.graph.triples((None, address, None)))]
    _, graph, dataset = published
    assert str(dataset) == SERVED
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(ENDPOINT)
    assert graph.value(predicate=DCAT.servesDataset, object=dataset) == URIRef(f"{SERVED}-sparql")


def test_an_edited_graph_is_not_said_to_conform(plain: Described, tmp_path: Path) -> None:
    shapes = URIRef(SHAPES.value)
    assert shapes in set(plain.graph.objects(plain.dataset, DCTERMS.conformsTo))
    folder = fill(tmp_path / "kg", yuncheng())
    with folder.graph("yuncheng").open("a", encoding="utf-8") as file:
        file.write("<https://example.org/a> a zx:Observation .\n")
    _, graph, dataset = read(folder)
    assert shapes not in set(graph.objects(dataset, DCTERMS.conformsTo))


def test_the_same_folder_has_the_same_description_and_another_another(tmp_path: Path) -> None:
    one = fill(tmp_path / "one", yuncheng(), yuzhong())
    same = fill(tmp_path / "same", yuzhong(), yuncheng())
    other = fill(tmp_path / "other", yuncheng())
    assert turtle(StoreOf(one)) == turtle(StoreOf(same))
    assert address(one) == address(same) != address(other)


def test_the_base_of_the_reports_is_the_datasets(tmp_path: Path) -> None:
    folder = fill(tmp_path / "kg", yuncheng(), base="https://example.org/kg/")
    _, graph, dataset = read(folder)
    assert str(dataset).startswith("https://example.org/kg/dataset/")
    assert Literal("https://example.org/kg/") in set(graph.objects(dataset, VOID.uriSpace))


def test_a_class_that_nothing_is_of_has_no_members(plain: Described) -> None:
    counts = counted(StoreOf(plain.folder))
    assert counts.members(NamedNode(NAMESPACE + "Report")) == 2
    assert counts.members(NamedNode(NAMESPACE + "Nothing")) == 0


def test_nothing_is_blank(plain: Described) -> None:
    graph = plain.graph
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "void", "--license", "CC0"),
        ("--format", "ttl", "--license", CC0),
        ("--format", "void", "--report", "yuncheng"),
    ],
)
def test_a_licence_is_an_iri_of_the_whole_graph(plain: Described, words: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, ["export", str(plain.folder.path), *words]).exit_code == 2


def test_the_command_describes(plain: Described) -> None:
    said = CliRunner().invoke(app, ["export", str(plain.folder.path), "--format", "void", "--license", CC0])
    assert said.stdout_bytes == turtle(StoreOf(plain.folder), Publication(licence=CC0))
