"""Terms of the vocabularies that descriptions and exports use beside our own, typed: a misspelt one fails mypy."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from builders.graph.terms import NAMESPACE

SPACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cube": "https://w3id.org/zhenxing/cube#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "zx": NAMESPACE,
    }
)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(SPACES[prefix] + name)


class DCAT:
    """The Data Catalog Vocabulary, version 3."""

    Dataset: Final = _term("dcat", "Dataset")
    DataService: Final = _term("dcat", "DataService")
    Distribution: Final = _term("dcat", "Distribution")
    distribution: Final = _term("dcat", "distribution")
    endpoint_url: Final = _term("dcat", "endpointURL")
    keyword: Final = _term("dcat", "keyword")
    media_type: Final = _term("dcat", "mediaType")
    serves_dataset: Final = _term("dcat", "servesDataset")
    version: Final = _term("dcat", "version")


class CUBE:
    """What our own cubes share."""

    structure: Final = _term("cube", "structure")


class DCTERMS:
    """Dublin Core."""

    RightsStatement: Final = _term("dcterms", "RightsStatement")
    Standard: Final = _term("dcterms", "Standard")
    conforms_to: Final = _term("dcterms", "conformsTo")
    description: Final = _term("dcterms", "description")
    language: Final = _term("dcterms", "language")
    license: Final = _term("dcterms", "license")
    rights: Final = _term("dcterms", "rights")
    title: Final = _term("dcterms", "title")


class QB:
    """The RDF Data Cube vocabulary."""

    DataSet: Final = _term("qb", "DataSet")
    structure: Final = _term("qb", "structure")


class VOID:
    """The Vocabulary of Interlinked Datasets."""

    Dataset: Final = _term("void", "Dataset")
    class_: Final = _term("void", "class")
    class_partition: Final = _term("void", "classPartition")
    classes: Final = _term("void", "classes")
    distinct_objects: Final = _term("void", "distinctObjects")
    distinct_subjects: Final = _term("void", "distinctSubjects")
    documents: Final = _term("void", "documents")
    entities: Final = _term("void", "entities")
    example_resource: Final = _term("void", "exampleResource")
    feature: Final = _term("void", "feature")
    properties: Final = _term("void", "properties")
    property: Final = _term("void", "property")
    property_partition: Final = _term("void", "propertyPartition")
    sparql_endpoint: Final = _term("void", "sparqlEndpoint")
    subset: Final = _term("void", "subset")
    triples: Final = _term("void", "triples")
    uri_space: Final = _term("void", "uriSpace")
    vocabulary: Final = _term("void", "vocabulary")
