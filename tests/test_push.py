"""Pushing to real servers: what arrives, what is sent again, what they answer, and what goes wrong on the way."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from typer.testing import CliRunner, Result

from tests.folders import samples
from tests.gate import Refusal, Seen, gate
from tests.servers import Row, Server, oxigraph, port, virtuoso
from zhenxing.building.build import Build
from zhenxing.cli import app
from zhenxing.folder import Folder
from zhenxing.pushing import ledger
from zhenxing.pushing.plan import Plan
from zhenxing.pushing.push import Push
from zhenxing.pushing.stores import DEFAULT
from zhenxing.pushing.target import Credentials, PushError, Target
from zhenxing.query.questions import question, questions
from zhenxing.store import StoreOf

SEEDS = Path(__file__).parent.parent / "seeds"
VOCABULARIES = 7
STRAY = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))
FIRST, SECOND = "https://w3id.org/zhenxing/report/yuncheng", "https://w3id.org/zhenxing/report/x-a94bd16aaf"
FOREIGN = "https://example.org/theirs"
TURTLE = RdfFormat.TURTLE
COUNT = "SELECT (COUNT(*) AS ?statements) WHERE { ?s ?p ?o }"
THREE = (
    question("campaigns").bind(initiative="百日攻坚", lang="en"),
    question("metric-by-region").bind(metric="risk-removal-rate"),
    question("pairings").bind(initiative="东西部协作"),
)


def push(kg: Path, url: str, *options: object, environment: dict[str, str] | None = None) -> Result:
    """What the command says, with no credentials but those given."""
    none = dict.fromkeys(("ZHENXING_USER", "ZHENXING_PASSWORD", "ZHENXING_TOKEN"))
    words = ["push", str(kg), url, *map(str, options)]
    result = CliRunner().invoke(app, words, env=none | (environment or {}))
    assert not isinstance(result.exception, Exception), result.exception
    return result


def sent(result: Result) -> list[str]:
    """The graphs that were sent."""
    assert result.exit_code == 0, result.stderr
    lines = [line.split("  ") for line in result.stdout.splitlines()]
    return [graph for deed, graph, *_ in lines if deed == "send"]


def complaint(result: Result) -> str:
    """The one line that tells of an expected error."""
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line.removeprefix("error: ")


def statements(file: Path) -> int:
    """How many statements a file holds."""
    return len({quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)})


def local(kg: Path, sparql: str) -> list[Row]:
    """What the folder's own store answers."""
    found = StoreOf(Folder.load(kg)).solutions(sparql)
    return [tuple(None if term is None else str(term) for term in row) for row in found]


def number(rows: list[Row]) -> int:
    """The number that is the one answer."""
    ((said,),) = rows
    return int(str(said).split('"')[1])


def forget(kg: Path, slug: str) -> None:
    """Take a report out of the folder."""
    manifest = kg / "manifest.json"
    said = json.loads(manifest.read_bytes())
    said["reports"] = [report for report in said["reports"] if report["slug"] != slug]
    manifest.write_text(json.dumps(said), encoding="utf-8")


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both sample reports."""
    return samples(tmp_path_factory.mktemp("pushed") / "kg").path


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the seeds."""
    place = tmp_path_factory.mktemp("seeds") / "kg"
    assert [outcome.state for outcome in Build([str(SEEDS)], place).run()] == ["made"] * 5
    return place


@pytest.fixture
def own(kg: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be changed."""
    return Path(shutil.copytree(kg, tmp_path / "kg"))


@pytest.fixture(scope="module")
def uniting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server whose default graph is the union of all graphs."""
    with oxigraph(tmp_path_factory.mktemp("uniting"), "--union-default-graph") as server:
        yield server


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An Oxigraph server as it is."""
    with oxigraph(tmp_path_factory.mktemp("plain")) as server:
        yield server


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso server."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso") / "database") as server:
        yield server


@pytest.fixture(params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.slow)])
def server(request: pytest.FixtureRequest) -> Server:
    """Each server in turn, with whatever earlier tests left there."""
    found: Server = request.getfixturevalue("uniting" if request.param == "oxigraph" else "other")
    return found


@pytest.fixture
def to(server: Server) -> Callable[..., Result]:
    """Pushing to each server in turn, as its user, with an account of the test's own."""

    def pushing(kg: Path, *options: object) -> Result:
        return push(kg, server.store, *options, environment=dict(server.environment))

    return pushing


def test_each_report_and_vocabulary_is_a_graph_of_its_own(kg: Path, server: Server, to: Callable[..., Result]) -> None:
    result = to(kg, "--all")
    graphs = dict(Folder.load(kg).graphs())
    assert sent(result) == [*graphs]
    assert len(graphs) == VOCABULARIES + 2
    counts = {graph: statements(file) for graph, file in graphs.items()}
    assert {graph: server.count(graph) for graph in graphs} == counts
    assert result.stderr == f"graphs sent 9, statements {sum(counts.values())}, unchanged 0, deleted 0\n"


def test_a_second_push_sends_nothing_and_a_changed_report_only_itself(
    own: Path, server: Server, to: Callable[..., Result]
) -> None:
    sent(to(own))
    assert sent(to(own)) == []
    report = Folder.load(own).graph("yuncheng")
    report.write_bytes(report.read_bytes() + b"<urn:a> <urn:b> <urn:c> .\n")
    assert sent(to(own, "--dry-run")) == [FIRST]
    assert server.count(FIRST) == statements(report) - 1
    assert sent(to(own)) == [FIRST]
    assert server.count(FIRST) == statements(report)


def test_only_pushed_graphs_are_deleted_and_only_where_that_is_asked(
    own: Path, server: Server, to: Callable[..., Result]
) -> None:
    who = Credentials.of(server.environment)
    with Push.to(Target(server.store, credentials=who), Folder.load(own)) as pushing:
        pushing.graphs.replace(FOREIGN, [STRAY])
    sent(to(own))
    forget(own, "yuncheng")
    kept = to(own)
    assert sent(kept) == []
    assert kept.stderr.splitlines()[-1].endswith(FIRST)
    assert to(own, "--delete", "--dry-run").stdout == f"delete  {FIRST}\n"
    assert FIRST in server.graphs()
    assert to(own, "--delete").stdout == f"delete  {FIRST}\n"
    assert to(own, "--delete").stdout == ""
    assert server.graphs() & {FIRST, SECOND, FOREIGN} == {SECOND, FOREIGN}


def test_sparql_update_does_the_same(own: Path, server: Server) -> None:
    query = server.update if server.environment else server.query  # who reads Virtuoso's account writes it too

    def by_update() -> Result:
        way = ("--via", "update", "--query", query, "--batch", 400, "--ledger", "https://example.org/account")
        return push(own, server.update, *way, environment=dict(server.environment))

    assert len(sent(by_update())) == VOCABULARIES + 2
    assert server.count(FIRST) == statements(Folder.load(own).graph("yuncheng"))
    Folder.load(own).graph("yuncheng").write_bytes(b"<urn:a> <urn:b> <urn:c> .\n")
    assert sent(by_update()) == [FIRST]
    assert server.count(FIRST) == 1
    assert sent(by_update()) == []


def test_questions_have_the_same_answers_there(seeds: Path, server: Server, to: Callable[..., Result]) -> None:
    sent(to(seeds, "--all", "--delete"))
    answers = [local(seeds, sparql) for sparql in THREE]
    assert all(answers)
    assert [server.rows(sparql) for sparql in THREE] == answers


@pytest.mark.slow
def test_every_bundled_question_has_the_same_answer_there(
    seeds: Path, server: Server, to: Callable[..., Result]
) -> None:
    sent(to(seeds, "--all", "--delete"))
    answers = {one.name: local(seeds, one.example) for one in questions()}
    assert sum(map(bool, answers.values())) > 25
    assert {one.name: server.rows(one.example) for one in questions()} == answers


def test_the_default_graph_holds_all_graphs_each_statement_once(seeds: Path, tmp_path: Path, plain: Server) -> None:
    own = Path(shutil.copytree(seeds, tmp_path / "kg"))
    assert plain.rows(THREE[0]) == []
    assert sent(push(own, plain.store, "--default-graph"))[-1] == "the default graph"
    assert [plain.rows(sparql) for sparql in THREE] == [local(own, sparql) for sparql in THREE]
    together = {quad.triple for _, file in Folder.load(own).graphs() for quad in parse(path=str(file), format=TURTLE)}
    assert plain.rows(COUNT) == local(own, COUNT) == [(str(Literal(len(together))),)]
    forget(own, "lanzhou-2023")
    assert sent(push(own, plain.store)) == ["the default graph"]
    assert plain.rows(COUNT) == local(own, COUNT)


def test_the_union_of_graphs_counts_a_shared_statement_twice(seeds: Path, uniting: Server) -> None:
    push(seeds, uniting.store, "--all", "--delete")
    assert number(uniting.rows(COUNT)) > number(local(seeds, COUNT))


def test_a_server_without_a_default_graph_to_write_to_says_so_and_takes_the_rest(kg: Path, other: Server) -> None:
    account, who = ("--ledger", "https://example.org/no-default"), dict(other.environment)
    refused = push(kg, other.store, "--default-graph", "--retries", 1, *account, environment=who)
    assert "not configured to have default graph" in complaint(refused)
    assert sent(push(kg, other.store, *account, environment=who)) == []


def test_credentials_are_asked_for_checked_and_never_shown(kg: Path, other: Server) -> None:
    nobody = push(kg, other.store)
    assert complaint(nobody).endswith(
        "401, it asks who you are: set ZHENXING_USER and ZHENXING_PASSWORD, or ZHENXING_TOKEN"
    )
    wrong = push(kg, other.store, environment={"ZHENXING_USER": "dba", "ZHENXING_PASSWORD": "h0use"})
    assert complaint(wrong).endswith(
        "401, it does not accept the credentials: ZHENXING_USER or ZHENXING_PASSWORD is wrong"
    )
    assert "h0use" not in wrong.output
    assert "h0use" not in repr(Credentials("dba", "h0use", "h0use"))


def test_a_push_that_breaks_off_is_taken_up_where_it_stopped(kg: Path, tmp_path: Path) -> None:
    kept, at = f"--location={tmp_path / 'store'}", port()
    graphs = [*dict(Folder.load(kg).graphs())]
    arrived = []
    with oxigraph(tmp_path, kept, at=at) as server:
        target = Target(server.store, retries=1)
        with Push.to(target, Folder.load(kg)) as pushing, pytest.raises(PushError, match="after 2 tries") as told:
            for step in pushing.carry_out(pushing.steps(delete=False)):
                arrived.append(step.graph)
                if len(arrived) == 4:
                    server.kill()
    assert arrived == graphs[:4]
    assert "\n" not in str(told.value)
    assert "is the server running" in complaint(push(kg, server.store, "--retries", 0))
    with oxigraph(tmp_path, kept, at=at) as server:
        assert sent(push(kg, server.store)) == graphs[4:]
        assert sent(push(kg, server.store)) == []


def test_a_graph_that_may_have_arrived_in_part_is_sent_again_though_the_report_is_as_it_was(
    own: Path, plain: Server
) -> None:
    account = ("--ledger", "https://example.org/in-part")
    push(own, plain.store, *account)
    report = Folder.load(own).graph("yuncheng")
    before = report.read_bytes()
    report.write_bytes(b"<urn:a> <urn:b> <urn:c> .\n")
    with gate(plain.store, lambda request: Refusal(None) if request.method == "POST" else None) as before_it:
        assert "the connection broke off" in complaint(push(own, before_it.url, *account, "--retries", 0))
    assert plain.count(FIRST) == 1
    report.write_bytes(before)
    assert sent(push(own, plain.store, *account)) == [FIRST]
    assert plain.count(FIRST) == statements(report)


def test_what_may_pass_is_tried_again_and_what_may_not_is_not(kg: Path, plain: Server) -> None:
    troubles = iter([Refusal(503, {"Retry-After": "0"}), Refusal(None)])
    with gate(plain.store, lambda _: next(troubles, None)) as passing:
        assert push(kg, passing.url, "--dry-run").exit_code == 0
    assert len(passing.seen) == 3
    with gate(plain.store, lambda _: Refusal(400, body="<h1>Bad</h1>\n<p>no such thing</p>")) as lasting:
        assert complaint(push(kg, lasting.url)) == f"{lasting.url}: 400, Bad no such thing"
    assert len(lasting.seen) == 1
    with gate(plain.store, lambda _: Refusal(502)) as broken:
        assert complaint(push(kg, broken.url, "--retries", 1)) == f"{broken.url}: 502"
    assert len(broken.seen) == 2


def test_a_graph_too_large_for_the_server_is_sent_in_parts(kg: Path, plain: Server) -> None:
    with gate(plain.store, lambda request: Refusal(413) if request.size > 60_000 else None) as narrow:
        result = push(kg, narrow.url, "--all", "--ledger", "https://example.org/narrow")
    assert len(sent(result)) == VOCABULARIES + 2
    assert {graph: plain.count(graph) for graph, _ in Folder.load(kg).graphs()} == {
        graph: statements(file) for graph, file in Folder.load(kg).graphs()
    }
    with gate(plain.store, lambda request: Refusal(413) if request.method == "PUT" else None) as shut:
        assert "413" in complaint(push(kg, shut.url, "--ledger", "https://example.org/shut"))


def test_basic_and_bearer_come_from_the_environment(kg: Path, plain: Server) -> None:
    def asks(request: Seen) -> Refusal | None:
        known = request.authorization in ("Basic emhhbmc6c2Fu", "Bearer t0ken")
        return None if known else Refusal(401, {"WWW-Authenticate": 'Basic realm="graphs"'})

    with gate(plain.store, asks) as guarded:
        assert push(kg, guarded.url, environment={"ZHENXING_USER": "zhang", "ZHENXING_PASSWORD": "san"}).exit_code == 0
        assert [request.authorization for request in guarded.seen[:2]] == [None, "Basic emhhbmc6c2Fu"]
        assert push(kg, guarded.url, environment={"ZHENXING_TOKEN": "t0ken"}).exit_code == 0
        wrong = push(kg, guarded.url, environment={"ZHENXING_TOKEN": "t0kem"})
        assert complaint(wrong).endswith("ZHENXING_TOKEN is wrong")
        assert "t0kem" not in wrong.output
        assert complaint(push(kg, guarded.url)).endswith("set ZHENXING_USER and ZHENXING_PASSWORD, or ZHENXING_TOKEN")


def test_a_silent_server_is_not_waited_for_for_ever(kg: Path, plain: Server) -> None:
    with gate(plain.store, lambda _: Refusal(None, after=1.5)) as silent:
        said = complaint(push(kg, silent.url, "--timeout", 0.3, "--retries", 0))
    assert "no answer within 0.3 s" in said


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Refusal(403), "does not let strangers"),
        (Refusal(405), "docs/databases.md"),
        (Refusal(308, {"Location": "https://example.org/store"}), "give https://example.org/store instead"),
        (Refusal(200, {"Content-Type": "text/html"}, "<h1>Welcome</h1>"), "answers text/html, not RDF"),
        (Refusal(200, {"Content-Type": "text/turtle"}, "<h1>Welcome</h1>"), "answers broken text/turtle"),
    ],
)
def test_each_refusal_tells_what_to_do(kg: Path, plain: Server, refusal: Refusal, words: str) -> None:
    with gate(plain.store, lambda _: refusal) as refusing:
        assert words in complaint(push(kg, refusing.url))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("localhost:7878", "not a web address"),
        ("http://localhost:port/store", "not a web address"),
        ("http://zhang:san@localhost:7878/store", "no credentials in the address"),
    ],
)
def test_addresses_are_web_addresses_without_passwords(kg: Path, url: str, words: str) -> None:
    said = complaint(push(kg, url))
    assert words in said
    assert "zhang:san" not in said


def test_update_needs_an_address_that_answers_and_nothing_else_takes_one(kg: Path) -> None:
    assert push(kg, "http://localhost:1/update", "--via", "update").exit_code == 2
    assert push(kg, "http://localhost:1/store", "--query", "http://localhost:1/query").exit_code == 2


def test_an_account_needs_an_absolute_iri(kg: Path) -> None:
    assert push(kg, "http://localhost:1/store", "--ledger", "my account").exit_code == 2


def test_a_broken_or_missing_graph_stops_the_push_before_its_end(own: Path, plain: Server) -> None:
    account = ("--ledger", "https://example.org/broken")
    Folder.load(own).graph("yuncheng").write_bytes(b"<urn:a> <urn:b> .\n")
    assert "not Turtle" in complaint(push(own, plain.store, *account))
    Folder.load(own).graph("yuncheng").unlink()
    assert "missing" in complaint(push(own, plain.store, *account))


def test_words_in_both_languages(kg: Path, plain: Server) -> None:
    account = ("--ledger", "https://example.org/words", "--default-graph")
    assert push(kg, plain.store, *account, "--dry-run", "--lang", "zh").stdout.endswith("发送  默认图\n")
    assert push(kg, plain.store, *account, "--lang", "zh").stderr.startswith("发送图 10, 三元组 ")


def test_an_account_is_read_as_it_was_written() -> None:
    account = {FIRST: "a" * 64, SECOND: None, DEFAULT: "b" * 64}
    assert ledger.read(ledger.written(account)) == account
    twice = [*ledger.written(account), *ledger.written({FIRST: "c" * 64})]
    assert ledger.read(twice) == account | {FIRST: None}
    assert ledger.read([STRAY]) == {}


def test_a_plan_sends_what_differs() -> None:
    wanted = {"a": "1", "b": "2", "c": "3"}
    assert Plan.of(wanted, {"a": "1", "b": "1", "d": "4", "e": None}) == Plan(("b", "c"), ("a",), ("d", "e"))
    assert Plan.of(wanted, wanted, every=True) == Plan(("a", "b", "c"), (), ())
