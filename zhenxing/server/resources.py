"""What the graph says of one IRI: its statements, those about it elsewhere, and the names of all that they mention."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from zhenxing.server.asked import Asked
from zhenxing.server.site import Site

JSON: Final = "application/sparql-results+json"
SHOWN: Final = 50  # statements of one property about a resource
_READ: Final = 2000
_LABELS: Final = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?s ?o {{ VALUES ?s {{ {iris} }} VALUES ?p {{ rdfs:label skos:prefLabel dcterms:title oa:exact }} ?s ?p ?o }}"""
_FRAGMENTS: Final = 'SELECT ?s ?p ?o {{ GRAPH <{iri}> {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{iri}#")) }} }}'

Row = Mapping[str, "Term"]


class Term(NamedTuple):
    """A term of RDF as a page shows it."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """The values of one property, the first SHOWN of them, and how many there are."""

    property: str
    terms: Sequence[Term]
    count: int


@dataclass(frozen=True, slots=True)
class Resource:
    """An IRI with what is said of it, what refers to it, and its fragments where it is a document."""

    iri: str
    said: Sequence[Statements]
    referring: Sequence[Statements] = ()
    fragments: Sequence["Resource"] = ()

    def mentioned(self) -> Iterator[str]:
        """Every IRI that a page about it mentions."""
        yield self.iri
        for statements in (*self.said, *self.referring):
            yield statements.property
            yield from (term.value for term in statements.terms if term.kind == "uri")
        for fragment in self.fragments:
            yield from fragment.mentioned()


async def resource(site: Site, iri: str) -> Resource | None:
    """What the graph says of an IRI; nothing where it does not mention it."""
    document = any(graph == iri for graph, _ in site.folder.graphs())
    said, referring, counts, fragments = await asyncio.gather(
        rows(site, f"SELECT ?p ?o {{ <{iri}> ?p ?o }}"),
        rows(site, f"SELECT ?p ?o {{ ?o ?p <{iri}> }} ORDER BY ?p ?o LIMIT {_READ}"),
        rows(site, f"SELECT ?p (COUNT(*) AS ?n) {{ ?o ?p <{iri}> }} GROUP BY ?p"),
        rows(site, _FRAGMENTS.format(iri=iri)) if document else nothing(),
    )
    if not (said or referring or document):
        return None
    numbers = {row["p"].value: int(row["n"].value) for row in counts if "p" in row}
    return Resource(iri, _grouped(said), _grouped(referring, numbers), [*_fragments(fragments)])


async def labels(site: Site, iris: Iterable[str]) -> dict[str, list[Term]]:
    """The names of IRIs, Chinese first."""
    values = " ".join(f"<{iri}>" for iri in sorted({*iris}))
    found: dict[str, list[Term]] = {}
    for row in await rows(site, _LABELS.format(iris=values)):
        found.setdefault(row["s"].value, []).append(row["o"])
    order = {"zh": 0, "": 1, "en": 2}
    return {iri: sorted({*terms}, key=lambda term: (order.get(term.language, 3), term)) for iri, terms in found.items()}


async def rows(site: Site, query: str) -> list[Row]:
    """The rows of a SELECT query."""
    _, data = await site.pool.whole(Asked(query, JSON))
    return [{name: _term(cell) for name, cell in row.items()} for row in json.loads(data)["results"]["bindings"]]


async def nothing() -> list[Row]:
    """No rows."""
    return []


def _fragments(found: Sequence[Row]) -> Iterator[Resource]:
    """The fragments of a document, in the order of their names, numbers by their size."""
    ordered = sorted(found, key=lambda row: _natural(row["s"].value))
    for iri, of in groupby(ordered, key=lambda row: row["s"].value):
        yield Resource(iri, _grouped([*of]))


def _natural(text: str) -> tuple[str, list[int]]:
    """A key that sorts char=9,12 before char=10,11."""
    name = text.rpartition("#")[2]
    numbers = "".join(letter if letter.isdecimal() else " " for letter in name).split()
    return (name.partition("=")[0] if "=" in name else name), [int(number) for number in numbers]


def _grouped(found: Sequence[Row], counts: Mapping[str, int] | None = None) -> list[Statements]:
    """Statements by their property."""
    ordered = sorted(found, key=lambda row: (row["p"].value, row["o"]))
    groups = [(name, [row["o"] for row in of]) for name, of in groupby(ordered, key=lambda row: row["p"].value)]
    return [Statements(name, terms[:SHOWN], (counts or {}).get(name, len(terms))) for name, terms in groups]


def _term(cell: Mapping[str, str]) -> Term:
    return Term(cell["type"], cell["value"], cell.get("xml:lang", ""), cell.get("datatype", ""))
