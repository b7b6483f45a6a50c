"""RDF as a property graph: types become labels, literals properties, all other triples relationships.

Each property holds the values of one predicate in one language or of one datatype, so that names alone tell what a
value is: `skos_prefLabel_zh`. What a plain number cannot hold exactly is a text; a decimal is both, `value` to
reckon with and `value_text` exactly as written.
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as RdfLiteral

from builders.graph.terms import NAMESPACE, RDF, XSD
from zhenxing.exports.names import free, named, short

Storage = Literal["string", "long", "double", "boolean", "date"]
Reason = Literal["triple term"]
EVERY: Final = "Resource"  # the label that all nodes have, and the kind of those without a type
STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
TEXT: Final = "text"


class Key(NamedTuple):
    """What the values of one property have in common."""

    predicate: str
    language: str
    datatype: str
    storage: Storage


@dataclass(frozen=True, slots=True)
class Column:
    """A property of nodes: `many` where one has several values, `rounded` where another column holds them exactly."""

    name: str
    key: Key
    many: bool
    rounded: bool


class Node(NamedTuple):
    """What an IRI stands for: its labels, of which `kind` says most, and its values as RDF writes them, by column."""

    iri: str
    kind: str
    labels: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


class Relationship(NamedTuple):
    """That two nodes are related."""

    source: Node
    name: str
    target: Node


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and relationships in a fixed order, what their names stand for, and the triples that have no place."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    columns: Mapping[str, Column]
    labels: Mapping[str, str]
    types: Mapping[str, str]
    dropped: tuple[tuple[str, Reason], ...]


def property_graph(triples: Iterable[Triple], reserved: Collection[str] = ()) -> PropertyGraph:
    """The property graph of triples; a property of a reserved name gets its prefix."""
    sorted_out = _sorted_out(triples)
    labels = named({label for _, label in sorted_out.types}, {EVERY})
    types = named({name for _, name, _ in sorted_out.links})
    columns = _columns(sorted_out.values, reserved)
    about = _Nodes(labels)
    for subject, label in sorted_out.types:
        about.of(subject).labels.add(label)
    for (subject, key), texts in sorted_out.values.items():
        about.of(subject).values[columns[key].name] = tuple(sorted(texts))
    for source, _, target in sorted_out.links:
        about.of(source), about.of(target)
    nodes = about.nodes()
    return PropertyGraph(
        nodes=tuple(nodes.values()),
        relationships=tuple(
            Relationship(nodes[source], name, nodes[target])
            for name, source, target in sorted(
                (types[link], source, target) for source, link, target in sorted_out.links
            )
        ),
        columns=MappingProxyType(dict(sorted((column.name, column) for column in columns.values()))),
        labels=MappingProxyType({name: label for label, name in labels.items()}),
        types=MappingProxyType({name: link for link, name in types.items()}),
        dropped=tuple(sorted(sorted_out.dropped)),
    )


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """Triples by what becomes of them."""

    types: list[tuple[str, str]]
    links: list[tuple[str, str, str]]
    values: dict[tuple[str, Key], list[str]]
    dropped: list[tuple[str, Reason]]


def _sorted_out(triples: Iterable[Triple]) -> _SortedOut:
    """What becomes of each triple, each counted once; blank nodes are numbered as they come."""
    found = _SortedOut([], [], {}, [])
    blank: dict[str, str] = {}

    def key(node: NamedNode | BlankNode) -> str:
        return node.value if isinstance(node, NamedNode) else blank.setdefault(node.value, f"_:b{len(blank) + 1}")

    for subject, predicate, target in dict.fromkeys(triples):
        if isinstance(subject, Triple) or isinstance(target, Triple):
            found.dropped.append((predicate.value, "triple term"))
        elif isinstance(target, RdfLiteral):
            for kind in _keys(predicate.value, target):
                found.values.setdefault((key(subject), kind), []).append(target.value)
        elif predicate == RDF.type and isinstance(target, NamedNode):
            found.types.append((key(subject), target.value))
        else:
            found.links.append((key(subject), predicate.value, key(target)))
    return found


def _keys(predicate: str, literal: RdfLiteral) -> Iterator[Key]:
    """The properties that hold a literal: one, and a second where the first has only a rounded number of it."""
    datatype = literal.datatype.value
    if datatype != XSD.decimal.value:
        yield Key(predicate, literal.language or "", datatype, _storage(datatype, literal.value))
        return
    yield Key(predicate, "", datatype, "string")
    if _is_finite(literal.value):
        yield Key(predicate, "", datatype, "double")


def _storage(datatype: str, text: str) -> Storage:
    """How a value is stored so that it can be written again as it was."""
    storage, written = _NATIVE.get(datatype, ("string", str))
    try:
        return storage if written(text) == text else "string"
    except ValueError:
        return "string"


def _long(text: str) -> str:
    """A whole number of 64 bits, as it is commonly written."""
    number = int(text)
    return str(number) if -(2**63) <= number < 2**63 else ""


def _day(text: str) -> str:
    """A day, as it is commonly written."""
    return date.fromisoformat(text).isoformat()


def _truth(text: str) -> str:
    """A truth value, as it is commonly written."""
    return text if text in ("true", "false") else ""


_NATIVE: Final[Mapping[str, tuple[Storage, Callable[[str], str]]]] = MappingProxyType(
    {XSD.integer.value: ("long", _long), XSD.boolean.value: ("boolean", _truth), XSD.date.value: ("date", _day)}
)


def _is_finite(text: str) -> bool:
    """Whether a decimal is within what a double can tell."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _columns(values: Mapping[tuple[str, Key], list[str]], reserved: Collection[str]) -> dict[Key, Column]:
    """A column for each kind of values."""
    many: dict[Key, bool] = {}
    for (_, key), texts in values.items():
        many[key] = many.get(key, False) or len(texts) > 1
    taken = {name.casefold() for name in reserved}
    return {
        key: Column(free(_name(key, reserved), taken), key, many[key], key.storage == "double") for key in sorted(many)
    }


def _name(key: Key, reserved: Collection[str]) -> str:
    """The name of a property, with its language, or its datatype where that is not plain from the value."""
    base = short(key.predicate, reserved)
    if key.language:
        return f"{base}_{key.language.replace('-', '_')}"
    if key.datatype == STRING or key.storage != "string":
        return base
    return f"{base}_{TEXT if key.datatype == XSD.decimal.value else short(key.datatype)}"


class _Draft(NamedTuple):
    """A node in the making."""

    labels: set[str]
    values: dict[str, tuple[str, ...]]


class _Nodes:
    """Nodes in the making, by IRI."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        """None yet; `labels` names the types."""
        self._labels = labels
        self._drafts: dict[str, _Draft] = {}

    def of(self, iri: str) -> _Draft:
        """The node of an IRI."""
        return self._drafts.setdefault(iri, _Draft(set(), {}))

    def nodes(self) -> dict[str, Node]:
        """All nodes, by IRI; the kind of one is a type of our own ontology before any other."""
        found = {}
        for iri, draft in sorted(self._drafts.items()):
            types = sorted(draft.labels, key=lambda label: (not label.startswith(NAMESPACE), label))
            labels = tuple(self._labels[label] for label in types)
            found[iri] = Node(
                iri, labels[0] if labels else EVERY, labels, MappingProxyType(dict(sorted(draft.values.items())))
            )
        return found
