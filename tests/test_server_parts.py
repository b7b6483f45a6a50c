"""Parts of the server by themselves: formats wished for, rows counted, queries kept from asking others."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, Store

from zhenxing.server.counting import MARKS, Limited, TooManyError
from zhenxing.server.federation import local
from zhenxing.server.negotiation import SOLUTIONS, TRIPLES, chosen, prefers_html

XML = "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("application/*;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        (
            "*/*, application/sparql-results+json;q=0, application/json;q=0, text/json;q=0",
            "application/sparql-results+xml",
        ),
        ("text/csv;q=broken, application/json", "application/json"),
        (BROWSER, "application/xml"),
    ],
)
def test_the_format_wished_for_most(accept: str, media: str) -> None:
    found = chosen(accept, SOLUTIONS)
    assert found
    assert found[1] == media


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "*/*;q=0"])
def test_no_format_suits(accept: str) -> None:
    assert chosen(accept, SOLUTIONS) is None


def test_a_browser_gets_pages_and_a_program_data() -> None:
    assert prefers_html(BROWSER)
    assert not any(map(prefers_html, ("", "*/*", "text/turtle, */*;q=0.1", "application/ld+json")))
    assert chosen("application/n-triples", TRIPLES) is not None


class Pieces:
    """A sink that passes bytes on in small pieces, as a stream may."""

    def __init__(self, sink: Limited, size: int) -> None:
        self.sink = sink
        self.size = size

    def write(self, data: bytes) -> int:
        for start in range(0, len(data), self.size):
            self.sink.write(bytes(data[start : start + self.size]))
        return len(data)

    def flush(self) -> None:
        pass


CELLS = st.one_of(st.none(), st.text(st.sampled_from('a"\\},{\n\r\t<result>'), max_size=12))


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=6),
    limit=st.integers(1, 7),
    size=st.sampled_from([1, 2, 3, 64, 8192]),
    form=st.sampled_from([*MARKS]),
)
def test_rows_are_counted_in_every_format(
    rows: list[tuple[str | None, str | None]], limit: int, size: int, form: QueryResultsFormat
) -> None:
    cells = " ".join(f"({' '.join('UNDEF' if cell is None else str(Literal(cell)) for cell in row)})" for row in rows)
    found = Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {cells} }} }}")
    assert isinstance(found, QuerySolutions)
    whole = io.BytesIO()
    try:
        found.serialize(cast(IO[bytes], Pieces(Limited(whole, form, limit), size)), form)
    except TooManyError:
        assert len(rows) > limit
    else:
        assert len(rows) <= limit
        assert whole.getvalue()


@contextmanager
def other_server() -> Iterator[tuple[str, list[str]]]:
    """A server that notes what it is asked."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


BEFORE = (
    *(
        "",
        "?s ?p ?o.",
        "?s ?p 1",
        "?s ?p 1e0",
        "?s ?p true",
        "?s ?p false",
        "?s ?p ex:a ",
        "?s ?p ex:",
        "?s ?p 'a'@en ",
    ),
    *("?s ?p 'a'^^ex:", "?s ?p ?o ", "?s ?p []", "?s ?p <x:y>", "VALUES ?x {UNDEF}", "#x\n", "{SELECT * {"),
    *("FILTER(?x<'a'&&'>'='b')", "FILTER('\\u0022'='b')", "FILTER NOT EXISTS {", "GRAPH ?g {", "?s a ex:b;ex:c\\)"),
)
AFTER = (" <{0}> {{}}", "<{0}>{{}}", "SILENT<{0}>{{}}", ":a{{}}", "ex:a{{}}", "#c\n<{0}>{{}}", " ?s{{}}")


def run(query: str) -> None:
    """Ask a store that holds one triple, and read the answer to its end."""
    store = Store()
    store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), Literal("o")))
    with suppress(SyntaxError, OSError, ValueError, RuntimeError):
        found = store.query(query)
        if not isinstance(found, QueryBoolean):
            list(found)


def test_no_query_asks_another_server() -> None:
    with other_server() as (url, asked):
        head = f"PREFIX : <{url}> PREFIX ex: <{url}> PREFIX service: <{url}> "
        queries = []
        for form, before, word, after in product(("SELECT *", "ASK"), BEFORE, ("SERVICE", "sErvice"), AFTER):
            body = before + word + after.format(url)
            queries.append(f"{head}{form} {{{body}{'}' * (body.count('{') - body.count('}') + 1)}")
        for query in queries:
            run(local(query))
        assert asked == []
        for query in queries[:20]:
            run(query)
        assert asked, "the queries would have asked it"


def test_other_uses_of_the_word_mean_what_they_meant() -> None:
    store = Store()
    store.add(Quad(NamedNode("http://services.example/service"), NamedNode("x:p"), Literal("a service SERVICE")))
    query = """PREFIX ex: <http://services.example/> # a service
        ASK { ?service ?p "a service SERVICE", '''a service SERVICE''' . ex:service ?p ?o
          FILTER(?service = <http://services.example/service> && LANG("a"@en-service) = "en-service") }"""
    assert bool(store.query(local(query))) is bool(store.query(query)) is True
