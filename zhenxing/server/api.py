"""The questions by their names: /api/NAME answers one, /api/openapi.json describes all, /api/docs is a page of them."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Final, NamedTuple
from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from builders.errors import ReportError
from zhenxing.query import asking, catalogue, rows
from zhenxing.query.columns import columns
from zhenxing.query.executables import turtle
from zhenxing.query.groups import grouped
from zhenxing.query.listed import listed
from zhenxing.query.openapi import FORMATS, MOST, USUAL, openapi
from zhenxing.query.questions import names, questions
from zhenxing.server.answering import Answer
from zhenxing.server.asked import Asked
from zhenxing.server.negotiation import chosen, content_type
from zhenxing.server.pages import Naming, page
from zhenxing.server.protocol import form
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import accepted, root, site_of
from zhenxing.server.workers import Pool

_MEDIA: Final[Mapping[str, Sequence[str]]] = {name: (media,) for name, media in FORMATS.items()}
_RESULTS: Final = "application/sparql-results+json"


class Wanted(NamedTuple):
    """Which rows of an answer a client wants, and how written."""

    limit: int
    offset: int
    format: str


@dataclass(frozen=True)
class Writing:
    """How an answer becomes a response: its rows in a format, and the way to the next ones."""

    wanted: Wanted
    further: str

    def response(self, data: bytes) -> Response:
        """The response of the results that a worker gave, which hold one row more than wanted where there is one."""
        found = parse_query_results(data, format=QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        head = [variable.value for variable in found.variables]
        known = [list(row) for row in found]
        write = rows.as_csv if self.wanted.format == "csv" else rows.as_json
        headers = {"Content-Type": content_type(FORMATS[self.wanted.format]), "Vary": "Accept"}
        if len(known) > self.wanted.limit:
            headers |= {"Link": f'<{self.further}>; rel="next"', "Access-Control-Expose-Headers": "Link"}
        return Response(write(head, known[: self.wanted.limit]), headers=headers)


class Found(Answer):
    """The response to a question."""

    def __init__(self, pool: Pool, asked: Asked, writing: Writing) -> None:
        """Answer a question, written in this way."""
        super().__init__(pool, asked)
        self.writing = writing

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the rows, or why there are none."""
        try:
            _, data = await self.pool.whole(self.asked)
            response = await asyncio.to_thread(self.writing.response, data)
        except RefusalError as refusal:
            response = problem(refusal)
        await response(scope, receive, send)


async def answer(request: Request) -> Response:
    """The answer to a question."""
    try:
        return await _answered(request)
    except RefusalError as refusal:
        return problem(refusal)
    except ReportError as error:
        return problem(RefusalError(400, str(error)))


async def _answered(request: Request) -> Response:
    """The answer, as it will be sent."""
    name = request.path_params["name"]
    if name not in names():
        raise RefusalError(404, f"there is no question {name}; there are {', '.join(names())}")
    fields = form(request.scope["query_string"], "query string")
    own = {"limit", "offset", "format"}
    given = [f"{key}={value}" for key, value in fields if key not in own]
    wanted = _wanted({key: value for key, value in fields if key in own}, accepted(request))
    site = site_of(request)
    sparql = await asyncio.to_thread(asking.bundled, site.store, name, given, "zh")
    sparql = f"{sparql.rstrip()}\nLIMIT {wanted.limit + 1} OFFSET {wanted.offset}\n"
    others = [pair for pair in fields if pair[0] not in ("limit", "offset")]
    paging = [("limit", str(wanted.limit)), ("offset", str(wanted.offset + wanted.limit))]
    further = f"/api/{name}?{urlencode([*others, *paging])}"
    return Found(site.pool, Asked(sparql, _RESULTS), Writing(wanted, further))


def _wanted(given: Mapping[str, str], accept: str) -> Wanted:
    """Which rows, how written; a RefusalError where that is nothing to be had."""
    form = given.get("format")
    if form is None:
        liked = chosen(accept, _MEDIA)
        if liked is None:
            raise RefusalError(406, f"not acceptable; on offer are {', '.join(FORMATS.values())}")
        form = liked[0]
    elif form not in FORMATS:
        raise RefusalError(400, f"format must be one of {', '.join(FORMATS)}, not {form}")
    return Wanted(
        _number(given, "limit", USUAL, range(1, MOST + 1)), _number(given, "offset", 0, range(10**9 + 1)), form
    )


def _number(given: Mapping[str, str], name: str, usual: int, known: range) -> int:
    """A number among the fields."""
    text = given.get(name, str(usual))
    if text.isascii() and text.isdecimal() and len(text) < 12 and int(text) in known:
        return int(text)
    raise RefusalError(400, f"{name} must be a whole number from {known[0]} to {known[-1]}, not {text}")


def problem(refusal: RefusalError) -> Response:
    """A refusal as RFC 9457 has it."""
    told = {"title": HTTPStatus(refusal.status).phrase, "status": refusal.status, "detail": refusal.reason}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return Response(text, refusal.status, refusal.headers, "application/problem+json")


async def index(_: Request) -> Response:
    """The questions and their addresses."""
    return JSONResponse(listed())


async def described(_: Request) -> Response:
    """The description of all questions in OpenAPI."""
    return Response(_described(), media_type="application/json")


@cache
def _described() -> bytes:
    return json.dumps(openapi(questions()), ensure_ascii=False).encode()


async def docs(_: Request) -> Response:
    """A page of all questions."""
    groups = [(title, [(each, columns(each)) for each in members]) for title, members in grouped(questions())]
    return page("questions.html", Naming((), {}), groups=groups, path=catalogue.path, command=catalogue.command)


async def executables(request: Request) -> Response:
    """All questions as SHACL executables."""
    return Response(turtle(questions(), f"{root(request)}sparql"), media_type="text/turtle")


ROUTES: Final[Sequence[BaseRoute]] = (
    Route("/api", index),
    Route("/api/openapi.json", described),
    Route("/api/docs", docs),
    Route("/api/{name}", answer),
    Route("/queries.ttl", executables),
)
