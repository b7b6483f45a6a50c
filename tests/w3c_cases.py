"""The W3C's protocol tests as their manifests tell them: requests and what must come back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER: Final = Path(__file__).parent / "w3c"
MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
STATUS: Final[Mapping[str, str]] = MappingProxyType(
    {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
    | {f"StatusCode{number}xx": f"{number}.." for number in (2, 3, 4, 5)}
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request, and the statuses, the kind of answer and the body that are expected."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    form: str | None
    graph: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One test: the graphs it begins with and its requests in their order."""

    name: str
    graphs: Mapping[str, bytes]
    requests: tuple[Request, ...]


def cases(manifest: str) -> list[Case]:
    """The tests of a manifest."""
    path = FOLDER / manifest
    graph = Graph().parse(path, publicID=path.as_uri())
    (entries,) = graph.objects(None, MF.entries)
    return [_case(graph, entry, path.parent) for entry in Collection(graph, entries)]


def _case(graph: Graph, entry: Node, folder: Path) -> Case:
    data = {
        str(graph.value(given, RDFS.label)): (
            folder / _name(graph.value(given, UT.graph)).rpartition("/")[2]
        ).read_bytes()
        for given in graph.objects(entry, UT.graphData)
    }
    listed = graph.value(graph.value(entry, MF.action), HT.requests)
    assert listed
    return Case(_name(entry), data, tuple(_request(graph, node) for node in Collection(graph, listed)))


def _request(graph: Graph, node: Node) -> Request:
    expected = graph.value(node, HT.resp)
    boolean, form = graph.value(expected, MF.expectedBoolean), graph.value(expected, MF.expectedFormat)
    body = graph.value(node, HT.body)
    answer = graph.value(expected, HT.body)
    encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8")
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers=dict(_headers(graph, node)),
        body=None if body is None else str(graph.value(body, CNT.chars)).encode(encoding),
        statuses=frozenset(STATUS[_name(status)] for status in graph.objects(expected, MF.expectedStatus)),
        boolean=None if boolean is None else str(boolean) == "true",
        form=None if form is None else str(form),
        graph=None if answer is None else str(graph.value(answer, CNT.chars)),
    )


def _headers(graph: Graph, node: Node) -> Iterator[tuple[str, str]]:
    for header in Collection(graph, graph.value(node, HT.headers) or RDF.nil):
        yield str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue))


def _name(node: Node | None) -> str:
    return str(node).rpartition("#")[2]
