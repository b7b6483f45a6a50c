"""A gate before a server: lets requests through to it, once it has refused those it is told to refuse."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import MappingProxyType
from typing import NamedTuple

import httpx

PASSED = frozenset({"content-type", "accept"})


class Seen(NamedTuple):
    """A request that came to the gate."""

    method: str
    query: str
    authorization: str | None
    size: int


class Refusal(NamedTuple):
    """What the gate answers itself; nothing at all where there is no status."""

    status: int | None
    headers: Mapping[str, str] = MappingProxyType({})
    body: str = ""
    after: float = 0


Rule = Callable[[Seen], Refusal | None]


class Gate(NamedTuple):
    """Where the gate stands, and all that came to it."""

    url: str
    seen: list[Seen]


@contextmanager
def gate(server: str, rule: Rule) -> Iterator[Gate]:
    """A gate before an address: a request for which the rule has a refusal is refused, others go through."""
    seen: list[Seen] = []

    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def __getattr__(self, name: str) -> Callable[[], None]:
            """What is done with a request of any method."""
            if name.startswith("do_"):
                return self.pass_on
            raise AttributeError(name)

        def pass_on(self) -> None:
            """Refuse the request, or hand it on."""
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            query = self.path.partition("?")[2]
            seen.append(Seen(self.command, query, self.headers.get("authorization"), len(body)))
            refusal = rule(seen[-1])
            if refusal is None:
                headers = {name: value for name, value in self.headers.items() if name.lower() in PASSED}
                answer = client.request(self.command, f"{server}?{query}", content=body, headers=headers)
                kind = {"Content-Type": answer.headers.get("content-type", "text/plain")}
                self._answer(answer.status_code, kind, answer.content)
                return
            time.sleep(refusal.after)
            if refusal.status is None:
                self.close_connection = True
            else:
                self._answer(refusal.status, refusal.headers, refusal.body.encode())

        def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            """An answer, whole."""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with httpx.Client() as client, ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield Gate(f"http://127.0.0.1:{listener.server_port}/store", seen)
        finally:
            listener.shutdown()
            thread.join()
