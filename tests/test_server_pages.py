"""Every IRI of a graph is a page and RDF on the server; what the server says of itself; what every response says."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from builders.graph.iri import BASE
from tests.folders import fill, hold
from tests.samples import yuncheng, yuzhong
from tests.serving import Server, serving
from zhenxing.folder import Folder

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TURTLE = {"Accept": "text/turtle"}


class Page(HTMLParser):
    """What a page links to, which names it gives to its parts, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.parts: set[str] = set()
        self.elements: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id" and value:
                self.parts.add(value)
            if name == "href" and value and tag == "a":
                self.links.add(value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return fill(tmp_path_factory.mktemp("paged") / "kg", yuncheng(), yuzhong())


@pytest.fixture(scope="module")
def server(folder: Folder) -> Iterator[Server]:
    with serving(folder.path, "--workers", "2") as started:
        yield started


def iris(graph: Graph) -> list[str]:
    """Our own IRIs in a graph, in order."""
    return sorted(
        {str(term) for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(BASE)}
    )


def page(server: Server, path: str) -> Page:
    answered = server.ask(path, headers=BROWSER)
    assert (answered.status, answered.media) == (200, "text/html"), (path, answered.body)
    return Page(answered.body.decode())


def test_every_iri_of_a_report_is_a_page_and_rdf(server: Server, folder: Folder) -> None:
    entry = next(iter(folder.entries.values()))
    graph = Graph().parse(folder.graph(entry.slug), format="turtle")
    pages: dict[str, Page] = {}
    for iri in iris(graph):
        path, fragment = urldefrag("/" + iri.removeprefix(BASE))
        if path == "/ontology":
            continue
        if path not in pages:
            pages[path] = page(server, path)
            told = server.ask(path, headers=TURTLE)
            assert (told.status, told.media) == (200, "text/turtle")
            assert (URIRef(BASE + path[1:]) in {*Graph().parse(data=told.body, format="turtle").all_nodes()}) is True
        assert not fragment or fragment in pages[path].parts
    assert len(pages) > 20


def test_the_terms_of_the_ontology_are_parts_of_its_page(server: Server) -> None:
    parts = page(server, "/ontology").parts
    assert {"Report", "Observation", "value"} <= parts


def test_links_stay_on_the_server_and_lead_somewhere(server: Server) -> None:
    found = page(server, "/region/140800").links
    ours = sorted(link for link in found if link.startswith("/"))
    assert len(ours) > 10
    for link in islice(ours, 25):
        assert server.ask(urldefrag(link).url, headers=BROWSER).status == 200


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_rdf_of_a_report_is_its_graph(server: Server, folder: Folder) -> None:
    entry = next(iter(folder.entries.values()))
    path = "/" + entry.iri.removeprefix(BASE)
    expected = {*Graph().parse(folder.graph(entry.slug), format="turtle")}
    for media, form in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld")):
        assert {*Graph().parse(data=server.ask(path, headers={"Accept": media}).body, format=form)} == expected


@pytest.mark.parametrize(
    "path", ["/region/999999", "/report/none", "/about?iri=http://nowhere.example/", "/about?iri=x%20y"]
)
def test_what_the_graph_does_not_mention_is_not_found(server: Server, path: str) -> None:
    assert server.ask(path, headers=BROWSER).status == 404
    assert server.ask(path, headers=TURTLE).status == 404


def test_an_iri_of_elsewhere_is_told_of_by_its_name(server: Server) -> None:
    concept = quote("http://www.w3.org/2004/02/skos/core#Concept", safe="")
    assert page(server, f"/about?iri={concept}").links


def test_another_base(tmp_path: Path) -> None:
    base = "https://data.example/revival/"
    with serving(fill(tmp_path / "kg", yuncheng(), base=base).path, "--workers", "2") as server:
        (path,) = [link for link in page(server, "/").links if link.startswith("/report/")]
        assert base + path[1:] in server.ask(path, headers=BROWSER).body.decode()


def test_what_a_graph_says_cannot_act_on_a_page(tmp_path: Path) -> None:
    evil = Literal("</title><script>alert(1)</script><img src=x onerror=alert(1)>")
    graph = Graph()
    subject = URIRef(BASE + "report/evil")
    graph.add((subject, RDF.type, URIRef(BASE + "ontology#Report")))
    for label in ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel"):
        graph.add((subject, URIRef(label), evil))
    graph.add((subject, URIRef("javascript:alert(1)"), URIRef("javascript:alert(2)")))
    hold(tmp_path / "kg", {str(subject): graph.serialize(format="nt").encode()})
    with serving(tmp_path / "kg", "--workers", "1") as server:
        for path in ("/", "/report/evil"):
            found = page(server, path)
            assert not found.elements & {"script", "img"}
            assert not [link for link in found.links if not link.startswith(("/", "#", "http"))]
            assert b"&lt;script&gt;" in server.ask(path, headers=BROWSER).body


def test_the_service_describes_itself(server: Server, folder: Folder) -> None:
    told = Graph().parse(data=server.ask("/sparql", headers=TURTLE).body, format="turtle")
    (service,) = told.subjects(RDF.type, SD.Service)
    assert told.value(service, SD.endpoint) == URIRef(f"{server.url}/sparql")
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in told
    assert {str(name) for name in told.objects(None, SD.name)} == {iri for iri, _ in folder.graphs()}
    assert server.ask("/sparql", headers=BROWSER).headers["location"] == "/editor"


def test_the_dataset_is_described(server: Server) -> None:
    told = Graph().parse(data=server.ask("/.well-known/void", headers=TURTLE).body, format="turtle")
    endpoint = URIRef(f"{server.url}/sparql")
    assert (None, VOID.sparqlEndpoint, endpoint) in told
    assert (None, DCAT.endpointURL, endpoint) in told
    assert server.ask("/.well-known/void", headers={"Accept": "image/png"}).status == 406


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/sparql?query=x", "/nothing", "/static/pages.css"])
def test_every_response_is_guarded_and_shared(server: Server, path: str) -> None:
    told = server.ask(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert "default-src 'none'" in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff"
    assert told["access-control-allow-origin"] == "*"


def test_sharing_can_be_turned_off(folder: Folder) -> None:
    with serving(folder.path, "--no-cors", "--workers", "1") as server:
        told = server.ask("/sparql?query=ASK%7B%7D", headers={"Origin": "https://elsewhere.example"}).headers
        assert "access-control-allow-origin" not in told


def test_a_host_that_is_none_is_not_repeated(server: Server) -> None:
    answered = server.ask("/sparql", headers={"Host": 'a"b', "Accept": "text/turtle"})
    assert answered.status in (200, 400)
    assert b'a"b' not in answered.body
