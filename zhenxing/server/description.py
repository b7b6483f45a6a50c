"""What the server says of itself: the service at /sparql without a query, the dataset at /.well-known/void."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, Triple
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from builders.graph.terms import PREFIXES, RDF
from zhenxing.exports.dataset import Publication, address, described
from zhenxing.folder import Folder
from zhenxing.rdf import rdf
from zhenxing.server.negotiation import SOLUTIONS, TRIPLES, chosen, content_type, prefers_html
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import accepted, root, site_of
from zhenxing.standards import SPACES
from zhenxing.store import StoreOf

SD: Final = "http://www.w3.org/ns/sparql-service-description#"


async def service(request: Request) -> Response:
    """The description of the SPARQL service; a browser is sent to the editor."""
    if prefers_html(accepted(request)):
        return RedirectResponse("/editor", 303)
    site = site_of(request)
    endpoint = root(request) + "sparql"
    return _written(request, list(_service(NamedNode(endpoint), site.folder)))


async def dataset(request: Request) -> Response:
    """The description of the dataset, in DCAT and VoID."""
    endpoint = root(request) + "sparql"
    return _written(request, await run_in_threadpool(_dataset, site_of(request).store, endpoint))


@lru_cache(maxsize=4)
def _dataset(store: StoreOf, endpoint: str) -> Sequence[Triple]:
    return described(store, Publication(endpoint=endpoint))


def _service(endpoint: NamedNode, folder: Folder) -> Iterator[Triple]:
    """The description in the terms of SPARQL 1.1 Service Description."""

    def part(name: str) -> NamedNode:
        return NamedNode(f"{endpoint.value}#{name}")

    service, dataset, default = part("service"), part("dataset"), part("default-graph")
    yield Triple(service, RDF.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for iri in (*(form.iri for form in SOLUTIONS), *(form.iri for form in TRIPLES)):
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, _sd("Dataset"))
    yield Triple(dataset, NamedNode(SPACES["dcterms"] + "isVersionOf"), NamedNode(address(folder)))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF.type, _sd("Graph"))
    for number, (graph, _) in enumerate(folder.graphs(), 1):
        named = part(f"graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, RDF.type, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def _written(request: Request, triples: Sequence[Triple]) -> Response:
    """Triples in the format the client likes best."""
    form = chosen(accepted(request), TRIPLES)
    if form is None:
        raise RefusalError(406, "not acceptable; it is told in RDF")
    data = rdf(triples, form[0], {**PREFIXES, **SPACES, "sd": SD})
    return Response(data, headers={"Content-Type": content_type(form[1]), "Vary": "Accept"})


ROUTES: Final[Sequence[BaseRoute]] = (Route("/.well-known/void", dataset),)
