"""Builds in shards: the same facts as a graph folder has, the same bytes on every engine, whatever dies on the way."""

import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from builders.graph import iri
from builders.sources.limits import USUAL
from zhenxing.cli import app
from zhenxing.cluster import on_ray
from zhenxing.cluster.building import ShardedBuild
from zhenxing.cluster.engines import Given, Made, Processes
from zhenxing.cluster.origins import Listing, Origin, Root, listed
from zhenxing.cluster.records import Failure, Shard, check
from zhenxing.cluster.shards import Recipe, Task, make
from zhenxing.cluster.storage import Place
from zhenxing.cluster.tables import batch, parquet, schema
from zhenxing.facts import COLUMNS, Record, facts
from zhenxing.files import FileError
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

ROOT = Path(__file__).parent.parent
SHARDS = 4
Local = tuple[Folder, set[str]]  # a graph folder, and what was told of sources that failed
Shards = tuple[Path, set[str]]  # the same of shards
ray = pytest.importorskip("ray", reason="ray is not installed")
pytestmark = pytest.mark.slow


def texts() -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))}


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in all the ways that a folder holds them, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("cluster") / "sources"
    seeds = list(texts().items())
    for name, text in seeds[:3]:
        (folder / "a b").mkdir(parents=True, exist_ok=True)
        (folder / "a b" / name).write_text(text, encoding="utf-8")
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in seeds[3:]]
    (folder / "corpus.jsonl").write_text("\n".join([*lines, "no json"]), encoding="utf-8")
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("兰州.txt", texts()["lanzhou-2023.txt"])
    (folder / "a b" / "reports.csv").write_text("file,title\nlanzhou-2023.txt,兰州\ngone.txt,没有\n", encoding="utf-8")
    (folder / "draft.txt").write_text("2023年，全县脱贫人口10人。", encoding="utf-8")
    (folder / ".zhenxingignore").write_text("draft.txt\n", encoding="utf-8")
    (folder / "README.md").write_text("about", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "old.wps").write_bytes(b"WPS")
    return folder


@pytest.fixture(scope="session")
def local(sources: Path) -> Local:
    """The graph folder of the same sources, and what was told of those that failed."""
    into = sources.parent / "kg"
    done = CliRunner().invoke(app, ["build", str(sources), "--into", str(into)])
    assert done.exit_code == 1
    return Folder.load(into), set(done.stderr.splitlines())


@pytest.fixture(scope="session")
def sharded(sources: Path) -> Shards:
    """The shards that processes of this machine make."""
    into = sources.parent / "shards"
    done = run(str(sources), "--into", str(into), "--engine", "processes")
    assert done.exit_code == 1, done.output
    return into, set(done.stderr.splitlines())


@pytest.fixture(scope="session")
def cluster() -> Iterator[None]:
    """A Ray cluster of two workers on this machine."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["build", *words, "--shards", str(SHARDS)])


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from zhenxing.cli import main; main()", "build", *words, "--shards", str(SHARDS)]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(folder: Path) -> list[str]:
    return sorted(
        line
        for file in folder.glob("quads/*.nq.gz")
        for line in gzip.decompress(file.read_bytes()).decode().splitlines()
    )


def rows(folder: Path) -> list[Record]:
    import pyarrow.parquet as pq

    return [row for file in sorted(folder.glob("facts/*.parquet")) for row in pq.read_table(file).to_pylist()]


def test_the_quads_are_those_of_the_graph_folder(sharded: Shards, local: Local) -> None:
    exported = CliRunner().invoke(app, ["export", str(local[0].path), "--format", "nq"])
    expected = sorted(exported.stdout.splitlines())
    assert len(expected) > 20_000
    assert lines(sharded[0]) == expected


def test_the_facts_are_those_of_the_graph_folder(sharded: Shards, local: Local) -> None:
    expected = [{name: fact.get(name) for name in COLUMNS} for fact in facts(StoreOf(local[0]))]
    assert len(expected) > 700
    assert sorted(map(repr, map(plain, rows(sharded[0])))) == sorted(map(repr, map(plain, expected)))


def plain(record: Mapping[str, Any]) -> dict[str, Any]:
    value = record["value"]
    return {**record, "value": value if value is None else format(value.normalize(), "f")}


def test_what_failed_is_told_as_for_a_graph_folder(sharded: Shards, local: Local) -> None:
    assert sharded[1] == local[1]
    assert len(local[1]) == 4


def test_the_manifest_tells_of_every_source_and_file(sharded: Shards, local: Local) -> None:
    from zhenxing.folder import sha256

    manifest = json.loads((sharded[0] / "manifest.json").read_bytes())
    records = [json.loads((sharded[0] / shard["record"]).read_bytes()) for shard in manifest["shards"]]
    told = {report["name"]: report for record in records for report in record["sources"]}
    assert {name: report["source_sha256"] for name, report in told.items()} == {
        entry.name: entry.source_sha256 for entry in local[0].entries.values()
    }
    assert {name: report["graph_sha256"] for name, report in told.items()} == {
        entry.name: entry.graph_sha256 for entry in local[0].entries.values()
    }
    written = [manifest["vocabulary"], *(file for shard in manifest["shards"] for file in shard["files"])]
    for file in written:
        data = (sharded[0] / file["name"]).read_bytes()
        assert (len(data), sha256(data)) == (file["length"], file["sha256"])
    assert manifest["reports"] == len(told) == 6
    assert manifest["facts"] == len(rows(sharded[0])) == sum(report["facts"] for report in told.values())


def test_a_value_is_a_decimal(sharded: Shards) -> None:
    import pyarrow as pa

    types = {field.name: field.type for field in schema()}
    assert not any(pa.types.is_floating(kind) for kind in types.values())
    assert types["value"] == pa.decimal128(38, 18)
    assert types["initiatives"] == pa.list_(pa.string())


def test_a_value_beyond_all_measure_is_none() -> None:
    record = dict.fromkeys(COLUMNS) | {"type": "observation", "at": 0}
    made: list[Record] = [record | {"value": Decimal("1e19")}, record | {"value": Decimal("1e20")}]
    assert [row["value"] for row in batch(made).to_pylist()] == [Decimal("1e19"), None]


def test_a_shard_without_facts_is_a_table_too() -> None:
    import io

    import pyarrow.parquet as pq

    assert pq.read_table(io.BytesIO(parquet([]))).num_rows == 0


@pytest.mark.usefixtures("cluster")
def test_ray_makes_the_same_bytes(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    done = run(str(sources), "--into", str(tmp_path / "shards"), "--engine", "ray")
    assert (done.exit_code, set(done.stderr.splitlines())) == (1, sharded[1])
    assert files(tmp_path / "shards") == files(sharded[0])


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
@pytest.mark.usefixtures("cluster")
def test_a_killed_worker_changes_nothing(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    killed: list[int] = []
    killer = threading.Thread(target=kill_one, args=(killed,))
    killer.start()
    done = run(str(sources), "--into", str(tmp_path / "shards"), "--engine", "ray")
    killer.join()
    assert len(killed) == 1
    assert done.exit_code == 1, done.output
    assert files(tmp_path / "shards") == files(sharded[0])


def kill_one(killed: list[int]) -> None:
    """Kill a worker of ours in the midst of a shard; Ray names a process by what it does."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cmdline").read_bytes().startswith(b"ray::make") and ours(int(process.name)):
                    os.kill(int(process.name), signal.SIGKILL)
                    killed.append(int(process.name))
                    return
            except OSError:
                continue
        time.sleep(0.01)


def ours(process: int) -> bool:
    """Whether a process descends from this one."""
    while process > 1 and process != os.getpid():
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return process == os.getpid()


@pytest.mark.usefixtures("cluster")
def test_ray_gives_up_what_kills_worker_after_worker(tmp_path: Path) -> None:
    done = dict(on_ray.Ray().map(deadly, [1, 2, 3]))
    assert done == {1: 1, 2: None, 3: 9}


def deadly(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


@pytest.mark.usefixtures("cluster")
def test_ray_tells_of_what_cannot_be_written(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(str(sources), "--into", str(tmp_path / "file" / "below"), "--engine", "ray")
    assert done.exit_code == 1
    assert "cannot be" in done.stderr
    assert "Traceback" not in done.output


def test_processes_that_die_lose_their_tasks() -> None:
    assert dict(Processes(1).map(deadly, [1, 3])) == {1: 1, 3: 9}
    assert dict(Processes(1).map(deadly, [2])) == {2: None}


def test_a_careful_task_makes_the_same_bytes(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    build = ShardedBuild([str(sources)], str(tmp_path / "shards"), shards=SHARDS)
    for task in build.tasks:
        make(task._replace(careful=True))
    made = files(tmp_path / "shards")
    assert made
    assert made.items() <= files(sharded[0]).items()


class Deaf:
    """An engine whose workers die of one shard."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.careful: list[bool] = []

    def map(self, act: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[tuple[Given, Made | None]]:
        for task in tasks:
            assert isinstance(task, Task)
            self.careful.append(task.careful)
            yield task, None if task.number == self.number else act(task)


def test_a_shard_that_kills_all_is_told_and_the_rest_goes_on(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    build = ShardedBuild([str(sources)], str(tmp_path / "shards"), shards=SHARDS)
    (number,) = (task.number for task in build.tasks if any(file.name == "packed.zip" for file in task.files))
    engine = Deaf(number)
    made = {shard.number: shard for shard in build.run(engine)}
    assert engine.careful == [False] * SHARDS + [True]
    assert Failure(f"{sources}/packed.zip", "failed", made[number].failures[0].told) in made[number].failures
    others = {name for name in files(sharded[0]) if not name.startswith(("manifest", f"quads/{number:05}"))}
    others = {name for name in others if f"/{number:05}-" not in name}
    assert set(files(tmp_path / "shards")) == others | {"manifest.json"}


def test_a_driver_that_is_killed_goes_on_where_it_was(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    into = tmp_path / "shards"
    words = command(str(sources), "--into", str(into), "--engine", "processes", "--workers", "1")
    driver = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(lambda: any(into.glob("shards/*.json")))
    finally:
        os.killpg(driver.pid, signal.SIGKILL)
        driver.wait()
    assert not (into / "manifest.json").exists()
    first = {file: file.stat().st_mtime_ns for file in into.glob("shards/*.json")}
    assert 0 < len(first) < SHARDS
    run(str(sources), "--into", str(into), "--engine", "processes")
    assert {file: file.stat().st_mtime_ns for file in first} == first
    assert files(into) == files(sharded[0])


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_only_the_shard_of_a_changed_source_is_made_again(sources: Path, tmp_path: Path) -> None:
    folder, into = tmp_path / "sources", tmp_path / "shards"
    shutil.copytree(sources / "a b", folder)
    engine = Here()
    list(ShardedBuild([str(folder)], str(into), shards=SHARDS).run(engine))
    before = files(into)
    (folder / "changzhi-2022.txt").write_text("2022年，长治市脱贫人口10人。", encoding="utf-8")
    list(ShardedBuild([str(folder)], str(into), shards=SHARDS).run(engine))
    after = files(into)
    assert len(after) == len(before)
    assert len([name for name in after if name.startswith("shards/") and name not in before]) == 1


class Here:
    """An engine that does the work itself."""

    def map(self, act: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[tuple[Given, Made | None]]:
        return ((task, act(task)) for task in tasks)


@contextmanager
def web(folder: Path) -> Iterator[str]:
    """A web server that lists a folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_sources_on_the_web(sources: Path, sharded: Shards, tmp_path: Path) -> None:
    into = tmp_path / "shards"
    with web(sources) as url:
        words = command(url, f"{url}gone.txt", "--into", into.as_uri(), "--engine", "processes")
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    told = {line.replace(url, f"{sources}/") for line in done.stderr.splitlines()}
    assert told == {*sharded[1], f"error: {sources}/gone.txt: no such file or folder"}
    assert lines(into) == lines(sharded[0])
    assert {name for name in files(into) if name.startswith("facts")} == {
        name for name in files(sharded[0]) if name.startswith("facts")
    }


@pytest.fixture(scope="module")
def store() -> Iterator[Mapping[str, str]]:
    """An object store that speaks S3, as the environment of a process that is to use it."""
    pytest.importorskip("moto", reason="moto is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(lambda: answers(port))
        yield {
            **os.environ,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "any",
            "AWS_SECRET_ACCESS_KEY": "any",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        server.terminate()
        server.wait()


def answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def s3(act: str, store: Mapping[str, str], *words: str) -> None:
    code = f"import sys, fsspec; fs = fsspec.filesystem('s3'); a = sys.argv[1:]; {act}"
    subprocess.run([sys.executable, "-c", code, *words], env=store, check=True)


def test_from_an_object_store_to_an_object_store(
    sources: Path, sharded: Shards, store: Mapping[str, str], tmp_path: Path
) -> None:
    s3("fs.mkdir('bucket'); fs.put(a[0], 's3://bucket/in/', recursive=True)", store, f"{sources}/")
    words = command("s3://bucket/in", "--into", "s3://bucket/out", "--engine", "processes")
    for _ in range(2):  # the second finds all shards made
        done = subprocess.run(words, env=store, capture_output=True, text=True, check=False)
        assert {line.replace("s3://bucket/in/", f"{sources}/") for line in done.stderr.splitlines()} == sharded[1]
    s3("fs.get('s3://bucket/out/', a[0], recursive=True)", store, f"{tmp_path}/out/")
    found, expected = files(tmp_path / "out"), files(sharded[0])
    assert found.keys() == expected.keys()
    same = {name for name in expected if name.startswith(("quads", "facts"))}
    assert {name: found[name] for name in same} == {name: expected[name] for name in same}


def test_a_new_file_changes_one_shard_alone() -> None:
    def dealt(count: int) -> list[tuple[Origin, ...]]:
        return Listing((), tuple(Origin(0, f"{number}.txt", 1) for number in range(count)), (), ()).shards()

    changed = [one != other for one, other in zip(dealt(1500), dealt(1501), strict=True)]
    assert len(changed) == 8
    assert sum(changed) == 1


def test_a_name_that_leads_out_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from zhenxing.cluster.storage import Stored

    monkeypatch.setattr(Place, "files", lambda _: [Stored("../out.txt", 1), Stored("in.txt", 1)])
    found = listed([str(tmp_path)])
    assert [file.name for file in found.files] == ["in.txt"]
    assert [failure.reason for failure in found.failures] == ["unsafe"]


def test_the_same_file_given_twice_is_read_once(sources: Path) -> None:
    seed = str(sources / "a b" / "lanzhou-2023.txt")
    assert [file.root for file in listed([seed, str(sources / "a b"), seed]).files].count(0) == 1
    assert len(listed([seed, seed]).files) == 1


def test_a_graph_folder_is_not_written_over(local: Local, sources: Path) -> None:
    done = run(str(sources), "--into", str(local[0].path), "--engine", "processes")
    assert (done.exit_code, "was not made in shards" in done.stderr) == (1, True)
    with pytest.raises(FileError):
        check(Place(str(local[0].path)))


def test_without_ray_one_line_tells_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, sources: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(on_ray, "find_spec", lambda _: None)
    done = run(str(sources), "--into", str(tmp_path), "--engine", "ray")
    assert done.exit_code == 1
    assert done.stderr == "error: ray: not installed; `pip install 'zhenxing[cluster]'` does so\n"


def test_a_cluster_that_does_not_answer_is_told_at_once(sources: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    words = command(str(sources), "--into", str(tmp_path), "--engine", "ray")
    done = subprocess.run(words, env=os.environ | {"RAY_ADDRESS": address}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"error: ray: no cluster at {address} (connection refused)\n"


def test_sources_must_be_given(tmp_path: Path) -> None:
    assert run("--into", str(tmp_path), "--engine", "processes").exit_code == 2


def test_a_shard_whose_file_is_gone_is_not_whole(tmp_path: Path, sources: Path) -> None:
    place = Place(str(tmp_path))
    origin = Origin(0, "lanzhou-2023.txt", 1)
    recipe = Recipe((), iri.BASE, (), USUAL)
    made = make(Task(0, place, (Root(Place(str(sources / "a b"))),), (origin,), (), recipe))
    assert Shard.load(place, 0, made.key) == made
    (tmp_path / made.files[0].name).unlink()
    assert Shard.load(place, 0, made.key) is None
