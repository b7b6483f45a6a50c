"""The questions as RDF, the way sparql-examples has them: SHACL executables with labels and prefixes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from builders.graph.iri import BASE
from builders.graph.terms import PREFIXES, RDF, RDFS
from zhenxing.query.questions import Question, Text
from zhenxing.rdf import rdf
from zhenxing.standards import SPACES

SH: Final = "http://www.w3.org/ns/shacl#"
SCHEMA: Final = SPACES["schema"]
ALL: Final = NamedNode(f"{BASE}queries")
_ANY_URI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
_COMMENT: Final = NamedNode(f"{PREFIXES['rdfs']}comment")
_PREFIX: Final = re.compile(r"^PREFIX (?P<name>\w+): <(?P<space>[^>]+)>", re.MULTILINE)


def turtle(asked: Iterable[Question], endpoint: str | None = None) -> bytes:
    """The questions with their examples filled in, and the endpoint that answers them, if there is one."""
    known = list(asked)
    triples = [triple for each in known for triple in _executable(each, endpoint)]
    return rdf([*triples, *_declared(known)], prefixes={**PREFIXES, "sh": SH, "schema": SCHEMA})


def _executable(asked: Question, endpoint: str | None) -> Iterator[Triple]:
    """One question."""
    subject = NamedNode(f"{BASE}query/{asked.name}")
    yield Triple(subject, RDF.type, NamedNode(f"{SH}SPARQLExecutable"))
    yield Triple(subject, RDF.type, NamedNode(f"{SH}SPARQLSelectExecutable"))
    yield from _texts(subject, RDFS.label, asked.title)
    yield from _texts(subject, _COMMENT, asked.description)
    yield Triple(subject, NamedNode(f"{SCHEMA}keywords"), Literal(asked.tag))
    if endpoint:
        yield Triple(subject, NamedNode(f"{SCHEMA}target"), NamedNode(endpoint))
    yield Triple(subject, NamedNode(f"{SH}prefixes"), ALL)
    yield Triple(subject, NamedNode(f"{SH}select"), Literal(asked.example))


def _texts(subject: NamedNode, predicate: NamedNode, text: Text) -> Iterator[Triple]:
    yield Triple(subject, predicate, Literal(text.zh, language="zh"))
    yield Triple(subject, predicate, Literal(text.en, language="en"))


def _declared(asked: Iterable[Question]) -> Iterator[Triple]:
    """The prefixes that the questions use."""
    found = {match["name"]: match["space"] for each in asked for match in _PREFIX.finditer(each.text)}
    for name, space in sorted(found.items()):
        node = NamedNode(f"{ALL.value}#prefix-{name}")
        yield Triple(ALL, NamedNode(f"{SH}declare"), node)
        yield Triple(node, NamedNode(f"{SH}prefix"), Literal(name))
        yield Triple(node, NamedNode(f"{SH}namespace"), Literal(space, datatype=_ANY_URI))
