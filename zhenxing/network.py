"""The initiative network of a graph: who carries out what, who helps whom, which initiative serves which."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, cast

import pyoxigraph

from zhenxing.store import StoreOf

NodeKind = Literal["region", "initiative", "organisation"]
EdgeKind = Literal["carries out", "reports on", "helps", "within", "lies in"]
Language = Literal["zh", "en"]
LONGEST_REASONS: Final = 5


@dataclass(frozen=True, slots=True)
class Node:
    """A region, an initiative or an organisation; `key` is its IRI."""

    key: str
    kind: NodeKind
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """How one node bears on another: `figures` and `statements` count what says so, `why` quotes some of it.

    A region carries out an initiative or only reports figures on it; a helper helps a region; an initiative is
    within a larger one; a region lies in the nearest larger one that the network has.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str
    start: str
    end: str
    figures: int
    statements: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them, each in a fixed order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_PREFIXES: Final = """
PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Each gives: ?source ?target ?kind, and where known ?label ?start ?end ?why ?figure.
_QUERIES: Final = (
    """SELECT ?source ?target ("carries out" AS ?kind) ?label ?start ?end ?why WHERE {
         ?fact a zx:Campaign ; zx:region ?source ; zx:initiative ?target ; rdfs:label ?label ; zx:passage ?passage .
         OPTIONAL { ?fact zx:startStated ?start } OPTIONAL { ?fact zx:endStated ?end }
         OPTIONAL { ?passage zx:sentence/oa:exact ?why } }""",
    """SELECT ?source ?target ("reports on" AS ?kind) ?end ?why ?figure WHERE {
         ?figure a zx:Observation ; zx:region ?source ; zx:initiative ?target ; zx:passage ?passage .
         OPTIONAL { ?figure zx:endStated ?end } OPTIONAL { ?passage zx:sentence/oa:exact ?why } }""",
    """SELECT ?source ?target ("helps" AS ?kind) ?label ?end ?why WHERE {
         ?fact a zx:Pairing ; zx:helper ?source ; zx:helped ?target ; zx:passage ?passage .
         OPTIONAL { ?fact zx:initiative/skos:prefLabel ?label FILTER(LANG(?label) = "zh") }
         OPTIONAL { ?fact zx:year ?year BIND(STR(?year) AS ?end) }
         OPTIONAL { ?passage zx:sentence/oa:exact ?why } }""",
    """SELECT ?source ?target ("within" AS ?kind) ?why WHERE {
         { ?fact a zx:Campaign ; zx:initiative ?source ; zx:within ?target ; zx:passage/zx:sentence/oa:exact ?why }
         UNION
         { ?source skos:broader ?target FILTER EXISTS { ?any zx:initiative ?source } ?target a zx:Initiative } }""",
)
_WIDER: Final = "SELECT DISTINCT ?region ?wider WHERE { ?region a zx:Region ; zx:within ?wider }"
_LABELS: Final = """SELECT ?node ?kind ?label WHERE {
  VALUES (?class ?kind) { (zx:Region "region") (zx:Initiative "initiative") (zx:Organisation "organisation") }
  ?node a ?class . { ?node rdfs:label ?label } UNION { ?node skos:prefLabel ?label } }"""

Row = dict[str, str]


def network(store: StoreOf, language: Language = "zh") -> Network:
    """The network of all reports of a graph folder, its nodes named in a language where they have a name in it."""
    rows = sorted(
        (row for query in _QUERIES for row in _rows(store, query) if row["source"] != row["target"]),
        key=lambda row: (row["source"], row["target"], row["kind"], *map(str, sorted(row.items()))),
    )
    edges = [
        edge for _, found in groupby(rows, key=lambda row: (row["source"], row["target"])) for edge in _edges([*found])
    ]
    wanted = sorted({end for edge in edges for end in (edge.source, edge.target)})
    edges += _surroundings(store, wanted)
    named = _named(store, language)
    nodes = [named.get(key) or _unnamed(key) for key in wanted]
    return Network(tuple(nodes), tuple(edges))


def _surroundings(store: StoreOf, keys: list[str]) -> list[Edge]:
    """An edge from each of the regions to the nearest around it that is one of them too."""
    wider = {row["region"]: row["wider"] for row in _rows(store, _WIDER)}
    found = []
    for key in keys:
        around = wider.get(key)
        while around and around not in keys:
            around = wider.get(around)
        if around:
            found.append(Edge(key, around, "lies in", "", "", "", 0, 0, ()))
    return found


def _edges(rows: list[Row]) -> Iterator[Edge]:
    """What ties one node to another, an edge a kind; figures count towards the campaign they belong to."""
    kinds = {row["kind"] for row in rows}
    for kind in sorted(kinds):
        if kind == "reports on" and "carries out" in kinds:
            continue
        own = [row for row in rows if row["kind"] == kind]
        told = [row for row in rows if row["kind"] in (kind, "reports on")] if kind == "carries out" else own
        figures = {row["figure"] for row in told if "figure" in row}
        yield Edge(
            source=own[0]["source"],
            target=own[0]["target"],
            kind=cast(EdgeKind, kind),
            label="、".join(sorted({row["label"] for row in own if row.get("label")})),
            start=min((row["start"] for row in own if row.get("start")), default=""),
            end=max((row["end"] for row in own if row.get("end")), default=""),
            figures=len(figures),
            statements=len({row["why"] for row in told if row.get("why")}),
            why=tuple(sorted({" ".join(row["why"].split()) for row in told if row.get("why")})[:LONGEST_REASONS]),
        )


def _named(store: StoreOf, language: Language) -> dict[str, Node]:
    """Every region, initiative and organisation of the graph, named as wanted where it can be."""
    found: dict[str, tuple[bool, str, str]] = {}
    for solution in store.solutions(_PREFIXES + _LABELS):
        node, kind, label = solution["node"].value, solution["kind"].value, solution["label"]
        rank = (label.language != language, label.value, kind)
        found[node] = min(found.get(node, rank), rank)
    return {key: Node(key, cast(NodeKind, kind), label) for key, (_, label, kind) in found.items()}


def _unnamed(key: str) -> Node:
    """A node without a name in the graph, told by its IRI."""
    kinds: tuple[NodeKind, ...] = ("initiative", "organisation", "region")
    return Node(key, next((kind for kind in kinds if f"/{kind}/" in key), "region"), key.rsplit("/", 1)[-1])


def _rows(store: StoreOf, query: str) -> Iterator[Row]:
    """The solutions of a query as plain text."""
    solutions = store.solutions(_PREFIXES + query)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term.value for name, term in zip(names, solution, strict=True) if _has_value(term)}


def _has_value(term: object) -> bool:
    """Whether a term is bound, and to something that has a value."""
    return isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
