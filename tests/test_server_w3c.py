"""The W3C's tests of the SPARQL 1.1 Protocol and of the Graph Store Protocol, as far as they apply to reading.

Where a test writes, the server must refuse; the graph folder is then changed as the request would have changed the
store, and the reading that follows must find it so.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from tests.folders import hold
from tests.serving import Server, serving
from tests.w3c_cases import Case, Request, cases

# What cannot apply to a server that reads, by name, with the reason.
LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "update_dataset_default_graph": "an update that must succeed",
        "update_dataset_default_graphs": "an update that must succeed",
        "update_dataset_named_graphs": "an update that must succeed",
        "update_dataset_full": "an update that must succeed",
        "update_post_form": "an update that must succeed",
        "update_post_direct": "an update that must succeed",
        "update_base_uri": "an update that must succeed",
        "put_get_default": "writes the default graph, which here is all graphs together",
        "post_get_post_get_direct": "adds to a graph by POST, also as multipart/form-data",
        "post_get_post_get_indirect": "adds to a graph by POST, also as multipart/form-data",
        "post_get_new_graph": "the server must make a graph and name it",
    }
)
PROTOCOL: Final = cases("protocol/manifest.ttl")
STORE: Final = [*cases("gsp/manifest-direct.ttl"), *cases("gsp/manifest-indirect.ttl")]
FORMATS: Final = MappingProxyType(
    {"boolean": "sparql-results|csv", "tabular": "sparql-results|csv|tab-sep", "RDF": "turtle"}
)
HOST: Final = "www.example"


def applying(tests: list[Case]) -> list[Case]:
    return [case for case in tests if case.name not in LEFT_OUT]


def send(server: Server, request: Request, path: str) -> tuple[int, str, bytes]:
    """Send a request to a path of the server, as to the host that the tests name."""
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=60)) as connection:
        connection.request(request.method, path, request.body, {"Host": HOST} | dict(request.headers))
        response = connection.getresponse()
        if response.status == 405:
            assert response.getheader("allow")
        return response.status, response.getheader("content-type") or "", response.read()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("w3c") / "kg"
    hold(path, {iri: data for case in PROTOCOL for iri, data in case.graphs.items()})
    with serving(path, "--workers", "2") as server:
        yield server


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    path = tmp_path_factory.mktemp("w3c-store") / "kg"
    hold(path, {})
    with serving(path, "--workers", "1") as server:
        yield server, path


@pytest.mark.parametrize("case", applying(PROTOCOL), ids=lambda case: case.name)
def test_protocol(endpoint: Server, case: Case) -> None:
    for request in case.requests:
        split = urlsplit(request.path)
        status, media, body = send(endpoint, request, f"/sparql?{split.query}" if split.query else "/sparql")
        assert any(re.fullmatch(pattern, str(status)) for pattern in request.statuses), (status, body)
        if request.boolean is not None:
            assert json.loads(body)["boolean"] is request.boolean
        if request.form is not None:
            assert re.search(FORMATS[request.form], media)


@pytest.mark.parametrize("case", applying(STORE), ids=lambda case: case.name)
def test_graph_store(store: tuple[Server, Path], case: Case) -> None:
    server, path = store
    graphs: dict[str, bytes] = {}
    hold(path, graphs)
    for request in case.requests:
        split = urlsplit(request.path)
        place = split.path.replace("/gsp", "/graphs", 1)
        name = parse_qs(split.query)["graph"][0] if split.query else f"http://{HOST}{place}"
        status, media, body = send(server, request, f"{place}?{split.query}" if split.query else place)
        if request.method in ("PUT", "DELETE"):
            assert status == 405
            graphs |= {name: request.body or b""}
            if request.method == "DELETE":
                del graphs[name]
            hold(path, graphs)
            continue
        assert str(status) in request.statuses, (status, body)
        if request.graph is not None:
            found = Graph().parse(data=body, format=media.partition(";")[0])
            assert isomorphic(found, Graph().parse(data=request.graph, format="turtle"))


def test_every_test_is_run_or_left_out_by_name() -> None:
    names = {case.name for case in (*PROTOCOL, *STORE)}
    assert set(LEFT_OUT) < names
    assert (len(PROTOCOL), len(applying(PROTOCOL))) == (34, 27)
    assert (len(STORE), len(applying(STORE))) == (13, 9)
