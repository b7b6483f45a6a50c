"""Load on `zhenxing serve` and on Oxigraph's own server over the same store, in turns of one run.

    python benchmarks/load_server.py kg --clients 16 --requests 2000

Each client has a connection of its own and asks the next query when it has read the answer to the last. Prints a line a
query and server: requests, errors, p50 and p99 in milliseconds, requests a second; then the ratios to Oxigraph's.
"""

import argparse
import asyncio
import contextlib
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from zhenxing.folder import Folder
from zhenxing.query.questions import question
from zhenxing.store import laid

PREFIXES: Final = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
PATHS: Final = MappingProxyType({"zhenxing": "/sparql", "oxigraph": "/query"})
QUERIES: Final = MappingProxyType(
    {
        "ask": "ASK {}",
        "label": PREFIXES + "SELECT ?label { ?region zx:code '140800' ; rdfs:label ?label }",
        "figures": PREFIXES
        + "SELECT ?figure ?label ?value { ?figure a zx:Observation ; rdfs:label ?label ; zx:value ?value }",
        "reports": question("reports").example,
    }
)


@dataclass(frozen=True, slots=True)
class Load:
    """What came of many requests of one query."""

    times: Sequence[float]
    errors: int
    seconds: float

    def percentile(self, percent: int) -> float:
        """The time in milliseconds within which so many per cent were answered."""
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kg", type=Path)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--requests", type=int, default=2000)
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        ports = {
            "zhenxing": stack.enter_context(ours(given.kg)),
            "oxigraph": stack.enter_context(theirs(given.kg)),
        }
        show("query", "server", "clients", "requests", "errors", "p50 ms", "p99 ms", "a second")
        for name, query in QUERIES.items():
            found = {
                server: asyncio.run(load(port, PATHS[server], query, given.clients, given.requests))
                for server, port in ports.items()
            }
            for server, result in found.items():
                rate = len(result.times) / result.seconds
                numbers = (f"{result.percentile(50):.2f}", f"{result.percentile(99):.2f}", f"{rate:.0f}")
                show(name, server, given.clients, len(result.times), result.errors, *numbers)
            a, b = found["zhenxing"], found["oxigraph"]
            ratios = [f"{a.percentile(percent) / b.percentile(percent):.2f}x" for percent in (50, 99)]
            show(name, "ratio", "", "", "", *ratios, f"{b.seconds / a.seconds:.2f}x")


def show(*cells: object) -> None:
    """A line of the table."""
    sys.stdout.write("".join(f"{cell!s:>10}" for cell in cells) + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def ours(kg: Path) -> Iterator[int]:
    """The server of this project, at a port of its own."""
    port = free_port()
    code = "from zhenxing.cli import main; main()"
    with running([sys.executable, "-c", code, "serve", str(kg), "--port", str(port)], port):
        yield port


@contextlib.contextmanager
def theirs(kg: Path) -> Iterator[int]:
    """Oxigraph's server over the same store, both reading it."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    with tempfile.TemporaryDirectory() as spare:
        store = laid(Folder.load(kg), Path(spare) / "store")
        port = free_port()
        with running([program, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"], port):
            yield port


@contextlib.contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    """A server, once it answers, until the end of the block."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline and process.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.1)
            time.sleep(2)
            yield
        finally:
            process.terminate()


def free_port() -> int:
    """A port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


async def load(port: int, path: str, query: str, clients: int, requests: int) -> Load:
    """Ask a query many times by many clients at once; the first round, of a tenth, only warms up."""
    await rounds(port, path, query, clients, requests // 10)
    began = time.perf_counter()
    times, errors = await rounds(port, path, query, clients, requests)
    return Load(times, errors, time.perf_counter() - began)


async def rounds(port: int, path: str, query: str, clients: int, requests: int) -> tuple[list[float], int]:
    """The times of so many requests, and how many failed."""
    left = iter(range(requests))
    times: list[float] = []
    errors = 0
    path = f"{path}?{urlencode({'query': query})}"

    async def client() -> None:
        nonlocal errors
        async with connected(port) as (reader, writer):
            for _ in left:
                began = time.perf_counter()
                writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n".encode())
                errors += not await answered(reader)
                times.append(time.perf_counter() - began)

    await asyncio.gather(*(client() for _ in range(clients)))
    return times, errors


@contextlib.asynccontextmanager
async def connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection, closed at the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def answered(reader: asyncio.StreamReader) -> bool:
    """Read one response to its end; whether it is a whole SPARQL answer with status 200."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if "transfer-encoding: chunked" in head:
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        body = await reader.readexactly(int(length))
    return head.startswith("http/1.1 200") and "head" in json.loads(body)


if __name__ == "__main__":
    main()
