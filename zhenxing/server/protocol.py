"""The SPARQL 1.1 Protocol at /sparql, for queries; updates are refused."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from zhenxing.server.answering import Answer
from zhenxing.server.asked import Asked
from zhenxing.server.description import service
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import accepted, root, site_of

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
LONGEST: Final = 1 << 20  # bytes of a request
READ_ONLY: Final = "this server is read-only: a graph is made by `zhenxing build`; updates are refused"
_FIELDS: Final = 1000


async def sparql(request: Request) -> Response:
    """The answer to a query that came in any of the ways of the protocol."""
    site = site_of(request)
    fields = form(request.scope["query_string"], "query string")
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == UPDATE:
            raise RefusalError(403, READ_ONLY)
        if kind == FORM:
            fields += form(await body(request), "form")
        elif kind == QUERY:
            fields.append(("query", text(await body(request), "query")))
        else:
            raise RefusalError(415, f"a query is posted as {FORM} or {QUERY}, not {kind or 'without a type'}")
    if _all(fields, "update"):
        raise RefusalError(403, READ_ONLY)
    queries = _all(fields, "query")
    if not fields and request.method in ("GET", "HEAD"):
        return await service(request)
    if len(queries) != 1:
        raise RefusalError(400, f"one query is asked at a time, not {len(queries)}")
    asked = Asked(
        queries[0],
        accepted(request),
        _all(fields, "default-graph-uri"),
        _all(fields, "named-graph-uri"),
        site.pool.bounds.limit,
        root(request) + "sparql",
    )
    return Answer(site.pool, asked)


async def update(_: Request) -> Response:
    """No update: the graph is made of reports."""
    raise RefusalError(403, READ_ONLY)


async def body(request: Request) -> bytes:
    """The body of a request, if it is not too long."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > LONGEST:
            raise RefusalError(413, f"a request has at most {LONGEST} bytes")
    return bytes(taken)


def form(data: bytes, name: str) -> list[tuple[str, str]]:
    """The fields of a form."""
    try:
        return parse_qsl(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise RefusalError(400, f"the {name} is not UTF-8") from None
    except ValueError:
        raise RefusalError(400, f"the {name} has more than {_FIELDS} fields") from None


def text(data: bytes, name: str) -> str:
    """Bytes as text."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise RefusalError(400, f"the {name} is not UTF-8") from None


def _all(fields: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


ROUTES: Final[Sequence[BaseRoute]] = (
    Route("/sparql", sparql, methods=["GET", "POST"]),
    Route("/update", update, methods=["GET", "POST"]),
)
