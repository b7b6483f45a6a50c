"""Real database servers for tests, each started on free ports of the loopback and ended again."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

PATIENCE = 90
OXIGRAPH = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
VIRTUOSO = shutil.which("virtuoso-t")
VIRTUOSO_INI = """[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/temporary.db
TransactionFile = {place}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {place}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
[SPARQL]
ResultSetMaxRows = 1000000
"""

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Server:
    """A running server: its addresses, what its clients are told to be, and how to kill it."""

    client: httpx.Client
    store: str
    update: str
    query: str
    environment: Mapping[str, str] = field(default_factory=dict)
    kill: Callable[[], None] = lambda: None

    def rows(self, sparql: str) -> list[Row]:
        """The rows of a SELECT query."""
        accept = {"Accept": QueryResultsFormat.JSON.media_type}
        response = self.client.post(self.query, data={"query": sparql}, headers=accept).raise_for_status()
        found = parse_query_results(response.content, format=QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return [tuple(None if term is None else str(term) for term in row) for row in found]

    def count(self, graph: str) -> int:
        """How many statements a named graph holds."""
        ((count,),) = self.rows(f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(str(count).split('"')[1])

    def graphs(self) -> set[str]:
        """The named graphs that hold anything."""
        return {str(graph)[1:-1] for (graph,) in self.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}


def port() -> int:
    """A port that nobody uses."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(place: Path, *options: str, at: int | None = None) -> Iterator[Server]:
    """An Oxigraph server at a place; it keeps its store in memory unless the options say where."""
    if OXIGRAPH is None:
        pytest.skip("the command oxigraph is not installed (pip install oxigraph)")
    base = f"http://127.0.0.1:{at or port()}"
    command = [OXIGRAPH, "serve", "--bind", base.removeprefix("http://"), *options]
    with _running(command, f"{base}/query?query=ASK%7B%7D", place) as (process, client):
        yield Server(client, f"{base}/store", f"{base}/update", f"{base}/query", kill=process.kill)


@contextmanager
def virtuoso(place: Path) -> Iterator[Server]:
    """A Virtuoso server with an empty database at a place."""
    if VIRTUOSO is None:
        pytest.skip("the command virtuoso-t is not installed (apt-get install virtuoso-opensource-7-bin)")
    place.mkdir()
    http = port()
    (place / "virtuoso.ini").write_text(VIRTUOSO_INI.format(place=place, sql=port(), http=http), encoding="utf-8")
    base = f"http://127.0.0.1:{http}"
    command = [VIRTUOSO, "+foreground", "+configfile", str(place / "virtuoso.ini")]
    with _running(command, f"{base}/sparql?query=ASK%7B%7D", place) as (_, client):
        who = {"ZHENXING_USER": "dba", "ZHENXING_PASSWORD": "dba"}
        yield Server(client, f"{base}/sparql-graph-crud-auth", f"{base}/sparql-auth", f"{base}/sparql", who)


@contextmanager
def _running(command: list[str], asks: str, place: Path) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """A server that has begun to answer, and a client to ask it."""
    said = place / f"{Path(command[0]).name}.out"
    with (
        said.open("ab") as out,
        httpx.Client(timeout=PATIENCE) as client,
        subprocess.Popen(command, stdout=out, stderr=out, cwd=place) as process,
    ):
        try:
            _answering(lambda: client.get(asks), process, said)
            yield process, client
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _answering(asks: Callable[[], httpx.Response], process: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the server answers; fail with what it said where it ends or stays silent."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            asks().raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"no server: {said.read_text(encoding='utf-8', errors='replace')}")
