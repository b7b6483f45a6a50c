"""A query with a time limit: asked of a process of its own, which is killed when the time is over."""

import asyncio
from pathlib import Path
from typing import Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from zhenxing.folder import Folder
from zhenxing.server.asked import Asked
from zhenxing.server.workers import Bounds, Reply, Worker
from zhenxing.spares import spare
from zhenxing.store import laid

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"


def limited(folder: Folder, sparql: str, seconds: float) -> QuerySolutions | QueryBoolean | list[Triple]:
    """The answer to a query over a folder; a RefusalError where it takes longer than so many seconds."""
    with spare() as place:
        media, data = asyncio.run(_asked(laid(folder, place), sparql, seconds))
    if media == _ROWS:
        return parse_query_results(data, format=QueryResultsFormat.JSON)
    return [quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)]


async def _asked(store: Path, sparql: str, seconds: float) -> tuple[str, bytes]:
    """The media type and the bytes of the answer."""
    worker = await Worker.start(store, Bounds().memory)
    try:
        worker.ask(Asked(sparql, f"{_ROWS}, {_TRIPLES}"))
        reply = Reply(worker, seconds, seconds)
        await reply.begin()
        return reply.media, b"".join([chunk async for chunk in reply.chunks()])
    finally:
        await worker.end()
