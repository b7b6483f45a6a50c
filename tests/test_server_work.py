"""How the server works: limits that stop a query, clients that go away, many at once, a graph built anew."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.folders import fill, samples
from tests.samples import yuncheng, yuzhong
from tests.serving import COMMAND, Server, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
REPORTS = "SELECT ?r { ?r a <https://w3id.org/zhenxing/ontology#Report> }"

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = samples(tmp_path_factory.mktemp("worked") / "kg")
    with serving(folder.path, "--timeout", "60", "--workers", "2", "--queue", "1", "--limit", "0") as started:
        yield started


def working(server: Server) -> set[int]:
    """The workers that have used the processor within a moment."""
    before = {pid: _ticks(pid) for pid in workers(server)}
    time.sleep(0.3)
    return {pid for pid in workers(server) if pid in before and _ticks(pid) > before[pid]}


def workers(server: Server) -> set[int]:
    """The processes that the server has started."""
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return {int(pid) for pid in found}


def at_rest(server: Server) -> bool:
    """Whether both workers stand ready."""
    return len(workers(server)) == 2 and not working(server)


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def wait_until(holds: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def call(server: Server, sparql: str) -> socket.socket:
    """Send a query and do not wait for its answer."""
    place = urlsplit(server.url)
    connection = socket.create_connection((str(place.hostname), place.port or 80))
    connection.sendall(f"GET /sparql?query={quote(sparql)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return connection


@linux
def test_a_client_that_goes_away_takes_its_query_with_it(server: Server) -> None:
    wait_until(lambda: at_rest(server))  # a worker that only starts uses the processor too
    with call(server, ENDLESS):
        wait_until(lambda: working(server))
        (busy,) = working(server)
    wait_until(lambda: busy not in workers(server))
    wait_until(lambda: at_rest(server))


@linux
def test_a_client_that_goes_away_while_it_reads_takes_its_query_with_it(server: Server) -> None:
    before = workers(server)
    connection = call(server, LONG)
    assert connection.recv(1 << 16).startswith(b"HTTP/1.1 200")
    connection.close()
    wait_until(lambda: len(before & workers(server)) == 1 and len(workers(server)) == 2)


@linux
def test_more_than_can_wait_are_told_to_come_again(server: Server) -> None:
    wait_until(lambda: at_rest(server))
    calls = [call(server, ENDLESS) for _ in range(3)]
    try:
        wait_until(lambda: len(working(server)) == 2)
        refused = server.query("ASK {}")
        assert (refused.status, refused.headers["retry-after"]) == (503, "1")
    finally:
        for each in calls:
            each.close()
    wait_until(lambda: server.query("ASK {}").status == 200)


def test_many_at_once_are_all_answered(tmp_path: Path) -> None:
    with serving(samples(tmp_path / "kg").path, "--workers", "2") as server:
        expected = server.query(REPORTS).body
        with ThreadPoolExecutor(24) as clients:
            answers = list(clients.map(lambda _: server.query(REPORTS), range(240)))
    assert {(answer.status, answer.body) for answer in answers} == {(200, expected)}


def test_an_answer_that_cannot_end_is_broken_off_and_never_looks_whole(tmp_path: Path) -> None:
    with serving(samples(tmp_path / "kg").path, "--limit", "50000") as server:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        connection.request("GET", f"/sparql?query={quote(LONG)}")
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises(http.client.IncompleteRead):
            response.read()
        connection.close()
        assert server.query("ASK {}").status == 200


def test_a_query_that_needs_too_much_memory_is_told_so(tmp_path: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with serving(samples(tmp_path / "kg").path, "--memory", "256", "--timeout", "60") as server:
        answered = server.query(greedy)
        assert answered.status == 500
        assert b"memory" in answered.body
        assert server.query("ASK {}").status == 200


def test_a_graph_built_anew_is_served_at_once(tmp_path: Path) -> None:
    def reports(server: Server) -> int:
        return len(json.loads(server.query(REPORTS).body)["results"]["bindings"])

    path = fill(tmp_path / "kg", yuncheng()).path
    with serving(path, "--workers", "1") as server:
        assert reports(server) == 1
        fill(path, yuncheng(), yuzhong())
        assert reports(server) == 2


def test_what_cannot_be_served_is_told_in_a_line(tmp_path: Path) -> None:
    path = samples(tmp_path / "kg").path
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments in ([str(tmp_path / "none")], [str(path), "--port", port]):
            command = [sys.executable, "-c", COMMAND, "serve", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
            assert done.stderr.startswith("error: ")


@linux
def test_a_server_that_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    with serving(samples(tmp_path / "kg").path, "--workers", "2") as server, call(server, ENDLESS):
        wait_until(lambda: working(server))
        left = workers(server)
        os.kill(server.pid, 9)
        wait_until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() and _alive(pid) for pid in left))


def _alive(pid: int) -> bool:
    """Whether a process runs, not waiting to be taken note of."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
