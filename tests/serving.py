"""A server of its own process on a free port, for the tests of what it answers."""

import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

COMMAND = "from zhenxing.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Answered:
    """A response, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    url: str
    pid: int

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answered:
        """The answer to a request."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answered(response.status, told, response.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "application/sparql-results+json") -> Answered:
        """The answer to a query."""
        return self.ask(f"/sparql?{urlencode({'query': sparql})}", headers={"Accept": accept})


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server of a graph folder, ended with the block."""
    command = [sys.executable, "-c", COMMAND, "serve", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr
        try:
            told = next((line for line in process.stderr if line.startswith("http://")), None)
            assert told, f"the server did not start: status {process.wait()}"
            yield Server(told.strip().rstrip("/"), process.pid)
        finally:
            process.terminate()
            process.wait(20)
