"""Programs that people use ask the server and get the answer: curl, SPARQLWrapper, rdflib, YASGUI in a browser."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow

from tests.browsing import Tab
from tests.folders import samples
from tests.samples import yuncheng, yuzhong
from tests.serving import Server, serving

CODES = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
SELECT ?name ?code { ?report a zx:Report ; zx:fileName ?name ; zx:covers/zx:code ?code } ORDER BY ?code"""
ABOUT = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
CONSTRUCT { ?report zx:fileName ?name } { ?report zx:fileName ?name }"""
EXPECTED = [(yuncheng().name, "140800"), (yuzhong().name, "620123")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(samples(tmp_path_factory.mktemp("asked") / "kg").path, "--workers", "2") as started:
        yield started


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_curl(server: Server, how: str) -> None:
    options = {
        "get": ["--get", "--data-urlencode", f"query={CODES}"],
        "form": ["--data-urlencode", f"query={CODES}"],
        "direct": ["--header", "Content-Type: application/sparql-query", "--data-binary", CODES],
    }[how]
    command = ["curl", "--silent", "--fail", *options, "--header", "Accept: application/json", f"{server.url}/sparql"]
    rows = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["results"]["bindings"]
    assert [(row["name"]["value"], row["code"]["value"]) for row in rows] == EXPECTED


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(server: Server, method: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.url}/sparql", returnFormat=wrapper.JSON)
    client.setMethod(method)
    client.setQuery(CODES)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [(row["name"]["value"], row["code"]["value"]) for row in rows] == EXPECTED
    client.setQuery(ABOUT)
    client.setReturnFormat(wrapper.RDFXML)
    assert sorted(str(name) for name in client.queryAndConvert().objects()) == sorted(name for name, _ in EXPECTED)
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("SELECT {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_the_store_of_rdflib(server: Server, method: str, form: str) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", method=method, returnFormat=form))
    rows = [row for row in graph.query(CODES) if isinstance(row, ResultRow)]
    assert [(str(row[0]), str(row[1])) for row in rows] == EXPECTED


@pytest.fixture(scope="module")
def editor(chromium: Any, server: Server) -> Iterator[Tab]:
    """The editor in a browser, which at the end must have asked nothing but the server and met no error."""
    opened = Tab(chromium)
    opened.page.goto(f"{server.url}/editor")
    opened.page.wait_for_selector(".tabPanel.active .CodeMirror")
    yield opened
    opened.context.close()
    assert opened.errors == []
    assert [url for url in opened.asked if not url.startswith((server.url, "data:", "blob:", "about:"))] == []


def cells(tab: Tab) -> list[list[str]]:
    """The table of the answer, once it is there."""
    tab.page.wait_for_selector(".tabPanel.active .yasr tbody td")
    rows = tab.page.query_selector_all(".tabPanel.active .yasr tbody tr")
    return [[cell.inner_text().strip() for cell in row.query_selector_all("td")] for row in rows]


def test_yasgui_asks_the_server(editor: Tab) -> None:
    editor.page.evaluate("query => { window.editor.getTab().setQuery(query); }", CODES)
    editor.page.click(".tabPanel.active .yasqe_queryButton")
    assert [tuple(row[-2:]) for row in cells(editor)] == EXPECTED


def test_yasgui_has_the_bundled_questions(editor: Tab) -> None:
    editor.page.wait_for_selector("#examples option[value='1']", state="attached")
    (label,) = editor.page.eval_on_selector_all(
        "#examples option", "all => all.map(one => one.label).filter(label => label.startsWith('reports '))"
    )
    editor.page.select_option("#examples", label=label)
    editor.page.wait_for_selector(".tab.active:has-text('reports')")
    editor.page.click(".tabPanel.active .yasqe_queryButton")
    found = {cell for row in cells(editor) for cell in row}
    assert {name for name, _ in EXPECTED} <= found
