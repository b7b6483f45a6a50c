"""The SPARQL protocol as the server speaks it: ways to ask, formats to answer in, and what is refused."""

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from tests.folders import samples
from tests.samples import yuncheng, yuzhong
from tests.serving import Server, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
CSV = {"Accept": "text/csv"}
CODES = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
SELECT ?name ?code { ?report a zx:Report ; zx:fileName ?name ; zx:covers/zx:code ?code } ORDER BY ?code"""
TABLE = f"name,code\r\n{yuncheng().name},140800\r\n{yuzhong().name},620123\r\n".encode()
EVERYTHING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = samples(tmp_path_factory.mktemp("served") / "kg")
    with serving(folder.path, "--timeout", "2", "--limit", "500", "--workers", "2") as started:
        yield started


def test_three_ways_to_ask(server: Server) -> None:
    got = server.ask(f"/sparql?query={quote(CODES)}", headers=CSV)
    form = server.ask("/sparql", "POST", FORM | CSV, urlencode({"query": CODES}).encode())
    direct = server.ask("/sparql", "POST", QUERY | CSV, CODES.encode())
    assert got.body == form.body == direct.body == TABLE


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("/sparql", "POST", QUERY, b"SELECT {"), 400),
        (("/sparql", "POST", QUERY, b"ASK { ?s ?p '\xff' }"), 400),
        (("/sparql?query=ASK%7B%7D&query=ASK%7B%7D",), 400),
        (("/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri",), 400),
        (("/sparql?query=ASK%7B%7D", "GET", {"Accept": "image/png"}), 406),
        (("/sparql?query=ASK%7B%7D", "DELETE"), 405),
        (("/sparql", "POST", {"Content-Type": "text/plain"}, b"ASK {}"), 415),
        (("/sparql", "POST", QUERY, b"ASK { ?s ?p '" + b"x" * (1 << 20) + b"' }"), 413),
        (("/sparql", "POST", {"Content-Type": "application/sparql-update"}, b"DROP ALL"), 403),
        (("/sparql", "POST", FORM, b"update=DROP+ALL"), 403),
        (("/update", "POST", FORM, b"update=DROP+ALL"), 403),
        (("/nothing",), 404),
    ],
)
def test_what_is_refused(server: Server, request_: tuple[object, ...], status: int) -> None:
    answered = server.ask(*request_)  # type: ignore[arg-type]
    assert (answered.status, answered.media) == (status, "text/plain")
    assert answered.body


def test_a_query_past_its_time_is_stopped_and_says_so(server: Server) -> None:
    answered = server.query(EVERYTHING)
    assert answered.status == 504
    assert b"2 s" in answered.body
    assert json.loads(server.query("ASK {}").body)["boolean"] is True


def test_an_answer_past_its_rows_is_refused(server: Server) -> None:
    triples = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 501"
    assert server.query("SELECT * { ?s ?p ?o } LIMIT 500").status == 200
    assert [server.query(q, "*/*").status for q in ("SELECT * { ?s ?p ?o } LIMIT 501", triples)] == [403, 403]
