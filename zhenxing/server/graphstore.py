"""The SPARQL 1.1 Graph Store Protocol at /graphs, for reading.

A graph is named by ?graph=IRI, or by the path below /graphs/: the address itself, or what it is of the IRIs' base.
"""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from zhenxing.server.answering import Answer
from zhenxing.server.asked import Asked
from zhenxing.server.protocol import READ_ONLY, form
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import Site, accepted, site_of

ALL: Final = "CONSTRUCT WHERE { ?s ?p ?o }"
READING: Final = ("GET", "HEAD")
_METHODS: Final = (*READING, "POST", "PUT", "DELETE", "PATCH")


async def graphs(request: Request) -> Response:
    """The graph that a request names."""
    if request.method not in READING:
        raise RefusalError(405, READ_ONLY, allow=READING)
    site = site_of(request)
    fields = form(request.scope["query_string"], "query string")
    match request.path_params.get("path"), fields:
        case None, [("default", _)]:
            name = None
        case None, [("graph", iri)]:
            name = _known(site, [iri])
        case str(path), []:
            name = _known(site, [str(request.url), *(base + path for base in site.bases)])
        case _:
            raise RefusalError(400, "name one graph: ?default, ?graph=IRI, or its path below /graphs/")
    accept = accepted(request)
    return Answer(site.pool, Asked(ALL, accept, default=() if name is None else (name,)))


def _known(site: Site, names: Sequence[str]) -> str:
    """The first of some names that is a graph's."""
    graphs = {graph for graph, _ in site.folder.graphs()}
    found = next((name for name in names if name in graphs), None)
    if found is None:
        raise RefusalError(404, f"there is no graph {names[0]}")
    return found


ROUTES: Final[Sequence[BaseRoute]] = (
    Route("/graphs", graphs, methods=_METHODS),
    Route("/graphs/{path:path}", graphs, methods=_METHODS),
)
