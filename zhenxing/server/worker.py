"""The process that answers queries, one after the other: run as a module, with the path of a store.

Oxigraph cannot break a query off; the process can be killed.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterable
from typing import IO, BinaryIO, Final, cast

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from builders.graph.terms import PREFIXES
from zhenxing.server.asked import Asked, Kind, frame, refusal
from zhenxing.server.counting import Limited, Sink, TooManyError
from zhenxing.server.federation import local
from zhenxing.server.negotiation import SOLUTIONS, TRIPLES, chosen
from zhenxing.server.refusals import RefusalError

BLOCK: Final = 1 << 16
TOO_MANY: Final = "the answer has more than {} rows, the limit of this server; ask for fewer, such as with LIMIT"
NO_QUERY: Final = "not a SPARQL query: {}"
FEDERATED: Final = "queries of other servers (SERVICE) are off; without them this is not a SPARQL query: {}"


class Frames:
    """A sink that sends what it is given in blocks."""

    def __init__(self, pipe: BinaryIO) -> None:
        """Send into a pipe."""
        self._pipe = pipe
        self._held = bytearray()

    def write(self, data: bytes, /) -> int:
        """Take bytes, and send once there is a block of them."""
        self._held += data
        if len(self._held) >= BLOCK:
            self._send()
            self._pipe.flush()
        return len(data)

    def flush(self) -> None:
        """Nothing is sent before its block is full."""

    def end(self, last: bytes) -> None:
        """Send what is held, and a last frame."""
        self._send()
        self._pipe.write(last)
        self._pipe.flush()

    def _send(self) -> None:
        if self._held:
            self._pipe.write(frame(Kind.DATA, bytes(self._held)))
            self._held.clear()


def answer(store: Store, asked: Asked, pipe: BinaryIO) -> None:
    """Answer one query in frames: its media type, its bytes, its end; or why not."""
    frames = Frames(pipe)
    try:
        found = _found(store, asked)
        _write(found, asked, frames, pipe)
    except RefusalError as refused:
        frames.end(refusal(refused.status, refused.reason))
    except TooManyError:
        frames.end(refusal(403, TOO_MANY.format(asked.limit)))
    except (OSError, ValueError, RuntimeError) as error:
        frames.end(refusal(500, f"the query failed: {error}"))
    else:
        frames.end(frame(Kind.END))


def _found(store: Store, asked: Asked) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The answer as Oxigraph gives it."""
    query = local(asked.query)
    try:
        if not (asked.default or asked.named):
            return store.query(query, base_iri=asked.base)
        if len(asked.default) > 1:
            return _merged(store, asked).query(query, base_iri=asked.base)
        default, named = _nodes(asked.default), _nodes(asked.named)
        return store.query(query, base_iri=asked.base, default_graph=[*default], named_graphs=[*named])
    except SyntaxError as error:
        said = NO_QUERY if query == asked.query else FEDERATED
        raise RefusalError(400, said.format(" ".join(str(error).split()))) from None
    except ValueError as error:
        raise RefusalError(400, f"not the IRI of a graph: {error}") from None


def _merged(store: Store, asked: Asked) -> Store:
    """A store of the graphs asked for: Oxigraph gives a triple of two default graphs twice."""
    merged = Store()
    for graph in _nodes(asked.default):
        merged.extend(
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in _nodes(asked.named):
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _nodes(iris: Iterable[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in dict.fromkeys(iris)]


def _write(found: QuerySolutions | QueryBoolean | QueryTriples, asked: Asked, frames: Frames, pipe: BinaryIO) -> None:
    """Write an answer in the format its client likes best."""
    if isinstance(found, QueryTriples):
        graphs = chosen(asked.accept, TRIPLES)
        if graphs is None:
            raise RefusalError(406, _on_offer(TRIPLES.values()))
        pipe.write(frame(Kind.MEDIA, graphs[1].encode()))
        serialize(_limited(found, asked.limit), _file(frames), graphs[0], prefixes=dict(PREFIXES))
        return
    rows = chosen(asked.accept, SOLUTIONS)
    if rows is None:
        raise RefusalError(406, _on_offer(SOLUTIONS.values()))
    pipe.write(frame(Kind.MEDIA, rows[1].encode()))
    limit = asked.limit if isinstance(found, QuerySolutions) else None
    found.serialize(_file(frames if limit is None else Limited(frames, rows[0], limit)), rows[0])


def _file(sink: Sink) -> IO[bytes]:
    """A sink as Oxigraph's signatures call it; they need no more of a file."""
    return cast(IO[bytes], sink)


def _limited(triples: Iterable[Triple], limit: int | None) -> Iterable[Triple]:
    """The triples, as far as the limit; each is one row."""
    for number, triple in enumerate(triples):
        if number == limit:
            raise TooManyError
        yield triple


def _on_offer(types: Iterable[Iterable[str]]) -> str:
    return f"not acceptable; on offer are {', '.join(name for names in types for name in names)}"


def _bounded(memory: int) -> None:
    """Let the process take so many bytes and no more, where the system knows such a bound."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _watch(parent: int) -> None:
    """Leave when the server is gone, in the middle of any query, where the system tells; else after it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def main() -> None:
    """Answer what comes on standard input until it ends."""
    pipe = os.fdopen(os.dup(1), "wb", buffering=BLOCK)
    os.dup2(2, 1)
    _bounded(int(sys.argv[2]))
    store = Store.read_only(sys.argv[1])
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    pipe.write(frame(Kind.READY))
    pipe.flush()
    for line in sys.stdin.buffer:
        answer(store, Asked.of(line), pipe)


if __name__ == "__main__":
    main()
