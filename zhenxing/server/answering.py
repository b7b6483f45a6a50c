"""The answer to a query as a response: whole where it is short, else as it comes, and broken off where it must be."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Final

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from zhenxing.server.asked import Asked
from zhenxing.server.negotiation import content_type
from zhenxing.server.refusals import RefusalError
from zhenxing.server.workers import Pool

HELD: Final = 1 << 20  # bytes of an answer before its status is sent, so that most failures can still be told by it
PATIENCE: Final = 60  # seconds that a reader may take for one block


def refused(refusal: RefusalError) -> Response:
    """A refusal as its client reads it."""
    return PlainTextResponse(f"{refusal.reason}\n", refusal.status, refusal.headers)


class Answer(Response):
    """The response to a query; a client that goes away takes the query with it."""

    def __init__(self, pool: Pool, asked: Asked, headers: Mapping[str, str] | None = None) -> None:
        """Answer a query, with headers of one's own besides those of the answer."""
        super().__init__()
        self.pool = pool
        self.asked = asked
        self.more = headers or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, unless the client goes away."""
        answering = asyncio.create_task(self._answer(scope, receive, send))
        gone = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait((answering, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not answering.done():
                answering.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await answering

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer or the refusal; once an answer has begun it can only be broken off."""
        begun = False
        try:
            async with self.pool.asking(self.asked) as reply:
                head = {**self.more, "Content-Type": content_type(reply.media), "Vary": "Accept"}
                held = bytearray()
                async for chunk in reply.chunks():
                    held += chunk
                    if not begun and len(held) < HELD:
                        continue
                    if not begun:
                        begun = True
                        await send(_start(head))
                    async with asyncio.timeout(PATIENCE):
                        await send(_body(bytes(held), more=True))
                    held.clear()
        except RefusalError as refusal:
            if not begun:
                await refused(refusal)(scope, receive, send)
        except TimeoutError:
            return
        else:
            if begun:
                await send(_body(bytes(held)))
            else:
                await Response(bytes(held), headers=head)(scope, receive, send)


def _start(headers: Mapping[str, str]) -> dict[str, object]:
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": 200, "headers": raw}


def _body(data: bytes, *, more: bool = False) -> dict[str, object]:
    return {"type": "http.response.body", "body": data, "more_body": more}


async def _gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
