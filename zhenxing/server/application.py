"""The application: its routes, its workers and what every response says."""

import contextlib
from collections.abc import AsyncIterator
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhenxing.server import api, description, editor, exploring, graphstore, pages, protocol
from zhenxing.server.answering import refused
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import Serving

# Nothing is loaded from elsewhere; the editor writes styles of its own.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Safe:
    """Gives every response the headers of SAFETY that it does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its response."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in SAFETY if pair[0] not in said)]
            await send(message)

        await self._app(scope, receive, complete if scope["type"] == "http" else send)


class Fresh:
    """Sees to it that a request is answered from the graph as it stands."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        """Wrap an application."""
        self._app = app
        self._serving = serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take up what has changed and pass a request on."""
        if scope["type"] == "http":
            await self._serving.refresh()
        await self._app(scope, receive, send)


def application(serving: Serving, *, cors: bool = True) -> Starlette:
    """The server of a graph folder."""

    @contextlib.asynccontextmanager
    async def working(app: Starlette) -> AsyncIterator[None]:
        async with serving:
            app.state.serving = serving
            yield

    sharing = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])
    return Starlette(
        routes=[
            *protocol.ROUTES,
            *graphstore.ROUTES,
            *api.ROUTES,
            *description.ROUTES,
            *editor.ROUTES,
            *exploring.ROUTES,
            *pages.ROUTES,
        ],
        middleware=[Middleware(Safe), Middleware(Fresh, serving), *([sharing] if cors else [])],
        exception_handlers={RefusalError: _refused},
        lifespan=working,
    )


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, RefusalError)
    return refused(refusal)
