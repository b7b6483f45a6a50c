"""Pages for people and RDF for programs at the same addresses: every IRI of the graph, and what the server has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources as files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from builders.graph.terms import PREFIXES
from zhenxing.server.answering import Answer
from zhenxing.server.asked import Asked
from zhenxing.server.graphstore import ALL
from zhenxing.server.negotiation import prefers_html
from zhenxing.server.refusals import RefusalError
from zhenxing.server.resources import Term, labels, resource, rows
from zhenxing.server.site import Site, accepted, site_of
from zhenxing.standards import SPACES

REPORTS: Final = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?report (SAMPLE(?name) AS ?title) (SAMPLE(?region) AS ?where) (SAMPLE(?stated) AS ?when)
  (COUNT(?fact) AS ?facts) {
  ?report a zx:Report ; rdfs:label ?name .
  OPTIONAL { ?report zx:covers ?region } OPTIONAL { ?report zx:endStated ?stated }
  OPTIONAL { ?fact zx:report ?report ; a zx:Observation }
} GROUP BY ?report ORDER BY ?report"""
CLASSES: Final = "SELECT ?class (COUNT(?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n)"
_AROUND: Final = "CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?q <{iri}> }} }}"


@dataclass(frozen=True, slots=True)
class Naming:
    """How a page names and links IRIs."""

    bases: Sequence[str]
    labels: Mapping[str, Sequence[Term]]

    def link(self, iri: str) -> str:
        """Where a page about an IRI is: on this server, wherever the graph itself names it."""
        base = next((base for base in self.bases if iri.startswith(base)), None)
        if base is not None:
            return "/" + iri.removeprefix(base)
        return iri if iri.startswith(("http://", "https://")) else ""

    def short(self, iri: str) -> str:
        """An IRI without its known beginning."""
        for prefix, space in {**PREFIXES, **SPACES}.items():
            if iri.startswith(space) and len(iri) > len(space):
                return f"{prefix}:{iri.removeprefix(space)}"
        return next((iri.removeprefix(base) for base in self.bases if iri.startswith(base)), iri)

    def title(self, iri: str) -> str:
        """What an IRI is called, in plain text."""
        return " · ".join(name.value for name in self.names(iri)[:2]) or self.short(iri)

    def fragment(self, iri: str) -> str:
        """The part of an IRI that names something in its document."""
        return iri.rpartition("#")[2]

    def names(self, iri: str) -> Sequence[Term]:
        """What an IRI is called, in as many languages as there are; its words where it is a passage."""
        return self.labels.get(iri, ())


async def home(request: Request) -> Response:
    """What the server has."""
    site = site_of(request)
    reports, classes = await rows(site, REPORTS), await rows(site, CLASSES)
    iris = [row[name].value for row in (*reports, *classes) for name in ("where", "class") if name in row]
    naming = Naming(site.bases, await labels(site, iris))
    return page("home.html", naming, reports=reports, classes=classes)


async def about(request: Request) -> Response:
    """An IRI of the graph, by its path here or, where it begins otherwise, as ?iri=."""
    site = site_of(request)
    given = request.query_params.getlist("iri")
    path = request.scope["raw_path"].decode("latin-1").lstrip("/")
    found = [name for name in (given if path == "about" else [base + path for base in site.bases]) if _is_iri(name)]
    for iri in found:
        if prefers_html(accepted(request)):
            if page := await _about(site, iri):
                return page
        elif await _known(site, iri):
            return _data(site, iri, accepted(request))
    raise RefusalError(404, f"the graph says nothing of {found[0] if found else request.url.path}")


async def _about(site: Site, iri: str) -> Response | None:
    """The page about an IRI, if there is anything to tell."""
    told = await resource(site, iri)
    if told is None:
        return None
    naming = Naming(site.bases, await labels(site, told.mentioned()))
    return page("resource.html", naming, told=told)


async def _known(site: Site, iri: str) -> bool:
    """Whether the graph mentions an IRI."""
    asked = f"SELECT * {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }} LIMIT 1"
    return any(graph == iri for graph, _ in site.folder.graphs()) or bool(await rows(site, asked))


def _data(site: Site, iri: str, accept: str) -> Response:
    """What is said of an IRI, and what refers to it; of a document, all that stands in it."""
    if any(graph == iri for graph, _ in site.folder.graphs()):
        return Answer(site.pool, Asked(ALL, accept, default=(iri,)))
    return Answer(site.pool, Asked(_AROUND.format(iri=iri), accept))


def _is_iri(text: str) -> bool:
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("zhenxing.server"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, naming: Naming, **told: object) -> Response:
    """A page of a template; whatever stands in the graph is escaped."""
    return HTMLResponse(_templates().get_template(template).render(naming=naming, **told), headers={"Vary": "Accept"})


STATIC: Final = Mount("/static", StaticFiles(directory=str(files.files("zhenxing.server") / "static")))
ROUTES: Final[Sequence[BaseRoute]] = (
    Route("/", home),
    STATIC,
    Route("/{path:path}", about),
)
