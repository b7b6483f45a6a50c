"""How much a graph holds: of the whole, of each named graph, of each class and of each property, in terms of VoID."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, Self

from pyoxigraph import Literal, NamedNode, QuerySolution, Triple

from builders.graph.iri import digest
from builders.graph.terms import XSD
from zhenxing.standards import SPACES, VOID
from zhenxing.store import StoreOf

_LAST_NAME: Final = re.compile("[/#:]")
_SIZE: Final = """(COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)"""
_ALL: Final = f"SELECT {_SIZE} WHERE {{ ?s ?p ?o }}"
_GRAPHS: Final = f"SELECT ?key {_SIZE} WHERE {{ GRAPH ?key {{ ?s ?p ?o }} }} GROUP BY ?key ORDER BY ?key"
_PROPERTIES: Final = f"SELECT ?key {_SIZE} WHERE {{ ?s ?key ?o }} GROUP BY ?key ORDER BY ?key"
_CLASSES: Final = """SELECT ?key (COUNT(DISTINCT ?s) AS ?members) (MIN(STR(?s)) AS ?first)
WHERE { ?s a ?key } GROUP BY ?key ORDER BY ?key"""


class Size(NamedTuple):
    """How much there is of something."""

    triples: int
    subjects: int
    objects: int

    @classmethod
    def of(cls, row: QuerySolution) -> Self:
        """The size that a row of an answer tells."""
        return cls(*(_number(row, name) for name in cls._fields))


class Members(NamedTuple):
    """How many things are of a class, and the first of them by its IRI."""

    number: int
    first: str


class Counts(NamedTuple):
    """Everything counted, by IRI in the order of IRIs."""

    whole: Size
    graphs: dict[str, Size]
    properties: dict[str, Size]
    classes: dict[str, Members]

    def members(self, kind: NamedNode) -> int:
        """How many things are of a class."""
        known = self.classes.get(kind.value)
        return known.number if known else 0


def counted(store: StoreOf) -> Counts:
    """The counts of a store; a triple that stands in several graphs counts once in the whole."""
    return Counts(
        whole=Size.of(next(store.solutions(_ALL))),
        graphs={_key(row): Size.of(row) for row in store.solutions(_GRAPHS)},
        properties={_key(row): Size.of(row) for row in store.solutions(_PROPERTIES)},
        classes={
            _key(row): Members(_number(row, "members"), str(row["first"].value)) for row in store.solutions(_CLASSES)
        },
    )


def part(node: NamedNode, name: str) -> NamedNode:
    """The IRI of a part of a dataset: a fragment of the dataset's own."""
    return NamedNode(f"{node.value}{'-' if '#' in node.value else '#'}{name}")


def size(node: NamedNode, said: Size) -> Iterator[Triple]:
    """How many triples, subjects and objects a dataset has."""
    yield Triple(node, VOID.triples, _integer(said.triples))
    yield Triple(node, VOID.distinct_subjects, _integer(said.subjects))
    yield Triple(node, VOID.distinct_objects, _integer(said.objects))


def partitions(node: NamedNode, counts: Counts) -> Iterator[Triple]:
    """How much of a dataset each class and each property takes, and the vocabularies that these are of."""
    yield Triple(node, VOID.entities, _integer(counts.whole.subjects))
    yield Triple(node, VOID.documents, _integer(len(counts.graphs)))
    yield Triple(node, VOID.classes, _integer(len(counts.classes)))
    yield Triple(node, VOID.properties, _integer(len(counts.properties)))
    for space in sorted({_space(term) for term in [*counts.classes, *counts.properties]}):
        yield Triple(node, VOID.vocabulary, NamedNode(space))
    for name, members in counts.classes.items():
        share = part(node, f"class-{_name(name)}")
        yield Triple(node, VOID.class_partition, share)
        yield Triple(share, VOID.class_, NamedNode(name))
        yield Triple(share, VOID.entities, _integer(members.number))
    for name, said in counts.properties.items():
        share = part(node, f"property-{_name(name)}")
        yield Triple(node, VOID.property_partition, share)
        yield Triple(share, VOID.property, NamedNode(name))
        yield from size(share, said)


def _space(term: str) -> str:
    """The vocabulary that a term is of: its IRI without its last name.

    >>> _space("http://www.w3.org/ns/oa#exact")
    'http://www.w3.org/ns/oa#'
    """
    return term.removesuffix(_LAST_NAME.split(term)[-1])


def _name(term: str) -> str:
    """A short name for a term in an IRI: prefix and local name, or a hash where no prefix is known."""
    for prefix, space in SPACES.items():
        local = term.removeprefix(space)
        if local != term and local.isalnum():
            return f"{prefix}-{local}"
    return digest(term)


def _key(row: QuerySolution) -> str:
    """What a row is about."""
    key = row["key"]
    if not isinstance(key, NamedNode):
        raise TypeError(f"graphs, classes and properties have IRIs, not {key}")
    return key.value


def _number(row: QuerySolution, name: str) -> int:
    return int(str(row[name].value))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
