"""Property graphs in real databases: every triple comes back, and questions are answered as SPARQL answers them."""

import csv
import importlib.util
import re
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pyoxigraph import Triple
from typer.testing import CliRunner

from tests import rebuilding
from zhenxing.cli import app
from zhenxing.exports.exporting import statements
from zhenxing.exports.names import short
from zhenxing.folder import Folder
from zhenxing.query.questions import question
from zhenxing.store import StoreOf

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
SEEDS = ("changzhi-2022.txt", "lanzhou-2023.txt")
DOCUMENT = (ROOT / "docs" / "property-graphs.md").read_text(encoding="utf-8")
CYPHER = dict(
    zip(("metric-by-region", "pairings", "campaigns"), re.findall(r"```cypher\n(.*?)```", DOCUMENT, re.S), strict=True)
)
METRICS = """PREFIX zx: <https://w3id.org/zhenxing/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?key WHERE { ?figure zx:metric/skos:notation ?key }"""
Ask = Callable[[str], list[dict[str, Any]]]


class Exported(NamedTuple):
    graph: Folder
    files: Path
    names: rebuilding.Names

    @property
    def triples(self) -> set[Triple]:
        return {quad.triple for quad in statements(self.graph)}


class Engine(NamedTuple):
    """A database with the graph in it; `relationship` says what it calls one."""

    ask: Ask
    relationship: Callable[[str], str]
    load: Callable[[], None]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    home = tmp_path_factory.mktemp("property-graph")
    seeds = [str(ROOT / "seeds" / name) for name in SEEDS]
    for words in (
        ["build", *seeds, "--into", str(home / "kg")],
        ["export", str(home / "kg"), "--format", "neo4j", "-o", str(home / "out")],
    ):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
    with (home / "out" / "names.csv").open(encoding="utf-8", newline="") as table:
        return Exported(Folder.load(home / "kg"), home / "out", rebuilding.names(csv.DictReader(table)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def arcadedb(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """ArcadeDB, a server of its own with the Java it brings, spoken to with Neo4j's driver over Bolt."""
    neo4j = pytest.importorskip("neo4j")
    package = importlib.util.find_spec("arcadedb_embedded")
    if package is None or not package.submodule_search_locations:
        pytest.skip("arcadedb-embedded is not installed")
    home, root = Path(package.submodule_search_locations[0]), tmp_path_factory.mktemp("arcadedb")
    bolt, password = free_port(), secrets.token_hex(8)
    settings = {
        "server.rootPassword": password,
        "server.rootPath": root,
        "server.defaultDatabases": "kg[root]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": free_port(),
        "typeDefaultBuckets": 1,  # a file a type, not one for each processor
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
    }
    words = [
        home / "jre" / "bin" / "java",
        "-Xmx512m",
        "--add-modules",
        "jdk.incubator.vector",
        "-cp",
        f"{home}/jars/*",
    ]
    words += [f"-Darcadedb.{name}={value}" for name, value in settings.items()]
    with (
        (root / "output.txt").open("wb") as output,
        subprocess.Popen(
            [*map(str, words), "com.arcadedb.server.ArcadeDBServer"], stdout=output, stderr=output
        ) as server,
    ):
        try:
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{bolt}", auth=("root", password)) as driver:
                wait(lambda: driver.execute_query("RETURN 1", database_="kg"), server, root / "output.txt")

                def ask(query: str) -> list[dict[str, Any]]:
                    return [record.data() for record in driver.execute_query(query, database_="kg").records]

                def load() -> None:
                    for statement in (exported.files / "load.cypher").read_text(encoding="utf-8").splitlines():
                        driver.execute_query(statement.removesuffix(";"), database_="kg")

                load()
                yield Engine(ask, lambda name: name, load)
        finally:
            server.terminate()


def wait(ready: Callable[[], object], server: subprocess.Popen[bytes], output: Path) -> None:
    """Wait until a server is ready; one that ends before says why."""
    until = time.monotonic() + 120
    while True:
        try:
            ready()
            return
        except Exception:
            assert server.poll() is None, output.read_text(errors="replace")[-2000:]
            assert time.monotonic() < until, "the server did not start in time"
            time.sleep(0.5)


@pytest.fixture(scope="module")
def ladybug(exported: Exported) -> Engine:
    """Ladybug, in this process."""
    engine = pytest.importorskip("ladybug")
    connection = engine.Connection(engine.Database(":memory:"))
    kinds = {file.stem.removeprefix("nodes-").casefold() for file in exported.files.glob("nodes-*.csv")}

    def ask(query: str) -> list[dict[str, Any]]:
        answer = connection.execute(query)
        return [dict(zip(answer.get_column_names(), row, strict=True)) for row in answer.get_all()]

    def load() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(exported.files)
            for statement in Path("ladybug.cypher").read_text(encoding="utf-8").split("\n"):
                if statement:
                    connection.execute(statement)

    load()
    return Engine(ask, lambda name: f"zx_{name}" if name.casefold() in kinds else name, load)


@pytest.fixture(scope="module")
def ours(exported: Exported) -> dict[str, list[dict[str, str | None]]]:
    """What SPARQL answers."""
    return {name: answers(name, exported.graph) for name in CYPHER}


@pytest.fixture(params=["arcadedb", "ladybug"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def test_as_many_nodes_and_relationships(engine: Engine, exported: Exported) -> None:
    (nodes,) = engine.ask("MATCH (n) RETURN count(n) AS n")
    (links,) = engine.ask("MATCH ()-[r]->() RETURN count(r) AS n")
    assert nodes["n"] == lines(exported.files, "nodes-*.csv") > 1000
    assert links["n"] == lines(exported.files, "relationships-*.csv") > 1000


def lines(folder: Path, pattern: str) -> int:
    """The rows of CSV files, headers left out."""
    return sum(len(rebuilding.cells(file)) - 1 for file in folder.glob(pattern))


def test_every_triple_comes_back_from_arcadedb(arcadedb: Engine, exported: Exported) -> None:
    found: set[Triple] = set()
    for row in arcadedb.ask("MATCH (n:Resource) RETURN labels(n) AS labels, properties(n) AS told"):
        told = {name: native(value) for name, value in row["told"].items()}
        labels = [label for label in row["labels"] if label != "Resource"]
        found.update(rebuilding.described(str(told.pop("iri")), labels, told, exported.names))
    for row in arcadedb.ask("MATCH (a)-[r]->(b) RETURN a.iri AS a, type(r) AS r, b.iri AS b"):
        found.add(rebuilding.related(row["a"], row["r"], row["b"], exported.names))
    assert found == exported.triples


def native(value: Any) -> Any:
    """A value of the driver as Python has it."""
    return value.to_native() if hasattr(value, "to_native") else value


def test_every_triple_comes_back_from_ladybug(ladybug: Engine, exported: Exported) -> None:
    found: set[Triple] = set()
    for row in ladybug.ask("MATCH (n) RETURN n"):
        told = {name: value for name, value in row["n"].items() if not name.startswith("_")}
        labels = [label for label in told.pop("labels") if label != "Resource"]
        found.update(rebuilding.described(told.pop("iri"), labels, told, exported.names))
    theirs = {ladybug.relationship(name): name for role, name in exported.names if role == "relationship"}
    for row in ladybug.ask("MATCH (a)-[r]->(b) RETURN a.iri AS a, label(r) AS r, b.iri AS b"):
        found.add(rebuilding.related(row["a"], theirs[row["r"]], row["b"], exported.names))
    assert found == exported.triples


@pytest.mark.parametrize("name", CYPHER)
def test_the_same_answers_as_sparql(name: str, engine: Engine, ours: dict[str, list[dict[str, str | None]]]) -> None:
    asked = re.sub(r"\[:(\w+)\]", lambda link: f"[:{engine.relationship(link[1])}]", CYPHER[name])
    theirs = [{key: None if value is None else str(value) for key, value in row.items()} for row in engine.ask(asked)]
    assert rows(theirs, ours[name][0].keys()) == rows(ours[name], ours[name][0].keys())
    assert len(theirs) >= {"metric-by-region": 40, "pairings": 2, "campaigns": 20}[name]


def answers(name: str, graph: Folder) -> list[dict[str, str | None]]:
    """What the bundled question answers, of all metrics where it asks for one."""
    store = StoreOf(graph)
    if name != "metric-by-region":
        return solved(store, question(name).bind(lang="zh"))
    metrics = solved(store, METRICS)
    keys = [str(metric["key"]) for metric in metrics]
    found = []
    for key in keys:
        for row in solved(store, question(name).bind(metric=key, lang="zh")):
            kept = ("region_code", "region", "end", "value", "unit", "report", "at")
            found.append({"metric": key} | {column: row[column] for column in kept})
    return found


def solved(store: StoreOf, query: str) -> list[dict[str, str | None]]:
    """The rows of a query as texts."""
    solutions = store.solutions(query)
    names = [variable.value for variable in solutions.variables]
    return [{name: solution[name] and str(solution[name].value) for name in names} for solution in solutions]


def rows(found: list[dict[str, str | None]], columns: Any) -> list[tuple[str, ...]]:
    """Rows in one order; a decimal is compared by its value to the last digit, as the store may write it otherwise."""

    def cell(column: str, value: str | None) -> str:
        return str(Decimal(value).normalize()) if column == "value" and value else value or ""

    return sorted(tuple(cell(column, row[column]) for column in columns) for row in found)


def test_loading_it_again_changes_nothing(arcadedb: Engine, exported: Exported) -> None:
    arcadedb.load()
    test_as_many_nodes_and_relationships(arcadedb, exported)


def test_the_text_of_a_decimal_is_what_the_report_s_graph_says(ladybug: Engine, exported: Exported) -> None:
    found = {row["v"] for row in ladybug.ask("MATCH (f:Observation) RETURN f.value_text AS v")}
    said = {
        quad.object.value
        for quad in statements(exported.graph)
        if short(quad.predicate.value) == "value" and "/observation/" in str(quad.subject)
    }
    assert found == said
    assert any("." in value for value in found)
