"""Queries with a time limit, and the list of questions in formats for programs."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions
from typer.testing import CliRunner

from tests.folders import samples
from tests.serving import COMMAND
from zhenxing.cli import app
from zhenxing.folder import Folder
from zhenxing.query.questions import names, question
from zhenxing.server.limited import limited
from zhenxing.server.refusals import RefusalError
from zhenxing.store import StoreOf

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return samples(tmp_path_factory.mktemp("limited") / "kg")


def test_an_answer_in_time_is_the_same(folder: Folder) -> None:
    sparql = question("facts-place").bind()
    found = limited(folder, sparql, 60)
    assert isinstance(found, QuerySolutions)
    assert [list(row) for row in found] == [list(row) for row in StoreOf(folder).solutions(sparql)] != []


def test_triples_and_truth_come_too(folder: Folder) -> None:
    (triple,) = limited(folder, "CONSTRUCT { ?a a ?b } { ?a a ?b } LIMIT 1", 60)  # type: ignore[misc, union-attr]
    assert "22-rdf-syntax-ns#type" in str(triple)
    found = limited(folder, "ASK { ?a a ?b }", 60)
    assert isinstance(found, QueryBoolean)
    assert bool(found)


def test_a_query_past_its_time_is_stopped(folder: Folder) -> None:
    began = time.monotonic()
    with pytest.raises(RefusalError, match=r"stopped at the time limit of 0\.5 s"):
        limited(folder, ENDLESS, 0.5)
    assert time.monotonic() - began < 30
    with pytest.raises(RefusalError, match="not a SPARQL query"):
        limited(folder, "SELECT", 0.5)


def test_the_command_tells_so_in_one_line(folder: Folder) -> None:
    words = ["query", str(folder.path), "--sparql", ENDLESS, "--timeout", "0.5"]
    ended = subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, encoding="utf-8", timeout=60)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "error: the query was stopped at the time limit of 0.5 s; ask for less\n"


def test_the_questions_are_listed_for_programs(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["query", "--list", "--format", "json"])
    assert [each["name"] for each in json.loads(result.stdout)] == names()
    result = CliRunner().invoke(app, ["query", "--list", "--format", "ttl", "-o", str(tmp_path / "queries.ttl")])
    assert result.exit_code == 0
    assert (tmp_path / "queries.ttl").read_text("utf-8").count("sh:SPARQLSelectExecutable") == len(names())
    result = CliRunner().invoke(app, ["query", "--list", "--format", "csv"])
    assert (result.exit_code, result.stderr) == (
        1,
        "error: query: a list goes with --format table, json or ttl, not csv\n",
    )
