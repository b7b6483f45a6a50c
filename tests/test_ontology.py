"""The ontology: complete, bilingual, and the same as the typed terms."""

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

import builders
from builders.graph.literals import PRECISIONS
from builders.graph.naming import level
from builders.graph.terms import NAMESPACE, ZX
from builders.resources import folder

ONTOLOGY = Graph().parse(folder("ontology") / "zhenxing.ttl")
HEADER = URIRef("https://w3id.org/zhenxing/ontology")
SCHEMA = Namespace("https://schema.org/")
CODE = "https://w3id.org/zhenxing/code/"
DECLARED = {
    str(term): kind
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in ONTOLOGY.subjects(RDF.type, kind)
}
TYPED = {name: node.value for name, node in vars(ZX).items() if not name.startswith("_")}


def codes(scheme: str) -> set[str]:
    """The notations of a code list."""
    members = ONTOLOGY.subjects(SKOS.inScheme, URIRef(CODE + scheme))
    return {str(ONTOLOGY.value(member, SKOS.notation)) for member in members}


def test_typed_terms_are_the_declared_ones() -> None:
    assert set(TYPED.values()) == set(DECLARED)


@pytest.mark.parametrize("name", sorted(TYPED))
def test_a_typed_term_is_named_after_its_term(name: str) -> None:
    local = TYPED[name].removeprefix(NAMESPACE)
    assert name == (local if local[0].isupper() else re.sub(r"(?<=[a-z])([A-Z])", r"_\1", local).lower())
    assert (DECLARED[TYPED[name]] == OWL.Class) == local[0].isupper()


@pytest.mark.parametrize("term", sorted(DECLARED))
def test_a_term_is_explained_in_both_languages(term: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        values = list(ONTOLOGY.objects(URIRef(term), predicate))
        assert sorted(str(value.language) for value in values if isinstance(value, Literal)) == ["en", "zh"]
    assert ONTOLOGY.value(URIRef(term), SKOS.example)


@pytest.mark.parametrize("term", sorted(term for term, kind in DECLARED.items() if kind != OWL.Class))
def test_a_property_says_where_it_is_used(term: str) -> None:
    assert list(ONTOLOGY.objects(URIRef(term), SCHEMA.domainIncludes))
    assert list(ONTOLOGY.objects(URIRef(term), SCHEMA.rangeIncludes))


def test_every_own_term_that_is_pointed_at_is_declared() -> None:
    pointed = {str(value) for value in ONTOLOGY.objects() if str(value).startswith(NAMESPACE)}
    assert pointed - {NAMESPACE} <= set(DECLARED)


def test_no_class_is_both_activity_and_entity() -> None:
    prov = Namespace("http://www.w3.org/ns/prov#")
    above = {name: set(ONTOLOGY.transitive_objects(URIRef(name), RDFS.subClassOf)) for name in DECLARED}
    assert not [name for name, classes in above.items() if {prov.Activity, prov.Entity} <= classes]


def test_header() -> None:
    assert str(ONTOLOGY.value(HEADER, OWL.versionInfo)) == builders.__version__
    assert str(ONTOLOGY.value(HEADER, OWL.versionIRI)) == f"{HEADER}/{builders.__version__}"
    assert not list(ONTOLOGY.objects(None, OWL.imports))


def test_no_blank_nodes_in_the_ontology() -> None:
    assert all(isinstance(node, URIRef) for node in ONTOLOGY.subjects())


def test_code_lists_cover_what_the_code_writes() -> None:
    assert set(PRECISIONS.values()) == codes("precision")
    regions = ("100000", "140000", "140800", "140881", "140881103", "140881103201")
    assert {level(code) for code in regions} == codes("level")


@pytest.mark.parametrize("path", sorted(folder("ontology").glob("*.ttl")), ids=lambda path: path.stem)
def test_vocabularies_use_declared_terms(path: Path) -> None:
    graph = Graph().parse(path)
    used = {str(term) for triple in graph for term in triple[1:] if str(term).startswith(NAMESPACE)}
    assert used - {NAMESPACE} <= set(DECLARED)
