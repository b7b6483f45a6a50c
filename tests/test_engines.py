"""Every question over the graph of the seeds: Oxigraph and rdflib give the same rows in the same order."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from rdflib.query import ResultRow
from rdflib.term import Literal
from typer.testing import CliRunner

from zhenxing.cli import app
from zhenxing.folder import Folder
from zhenxing.query.questions import Question, question, questions
from zhenxing.store import StoreOf

SEEDS = Path(__file__).parent.parent / "seeds"
DECIMAL = rdflib.XSD.decimal
# Five reports are too few for these; tests.test_queries asks them of reports that speak of the same things.
NOT_IN_SEEDS = {
    "above": "no county's figure lies above its prefecture's or its province's",
    "agreements": "no figure is stated by two reports",
    "falling": "no cumulative figure falls from one date to a later one",
}
Cell = str | Decimal | None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    made = tmp_path_factory.mktemp("engines") / "kg"
    result = CliRunner().invoke(app, ["build", str(SEEDS), "--into", str(made)])
    assert result.exit_code == 0, result.output
    return Folder.load(made)


@pytest.fixture(scope="module")
def store(folder: Folder) -> StoreOf:
    return StoreOf(folder)


@pytest.fixture(scope="module")
def union(folder: Folder) -> rdflib.Graph:
    graph = rdflib.Graph()
    for _, file in folder.graphs():
        graph.parse(str(file), format="turtle")
    return graph


def of_oxigraph(store: StoreOf, sparql: str) -> Iterator[tuple[Cell, ...]]:
    for row in store.solutions(sparql):
        yield tuple(None if term is None else cell(str(getattr(term, "value", term)), term) for term in row)


def of_rdflib(graph: rdflib.Graph, sparql: str) -> Iterator[tuple[Cell, ...]]:
    for row in graph.query(sparql):
        assert isinstance(row, ResultRow)
        yield tuple(None if term is None else cell(str(term), term) for term in row)


def cell(text: str, term: object) -> Cell:
    """A decimal by its value: rdflib keeps how it is written, Oxigraph does not."""
    datatype = term.datatype if isinstance(term, Literal) else getattr(getattr(term, "datatype", None), "value", None)
    return Decimal(text) if str(datatype) == str(DECIMAL) else text


@pytest.mark.slow
@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_both_engines_give_the_same_rows(asked: Question, store: StoreOf, union: rdflib.Graph) -> None:
    rows = list(of_oxigraph(store, asked.example))
    assert list(of_rdflib(union, asked.example)) == rows
    assert bool(rows) == (asked.name not in NOT_IN_SEEDS)


@pytest.mark.parametrize("name", sorted({asked.name for asked in questions()} - NOT_IN_SEEDS.keys()))
def test_a_question_finds_something_with_its_defaults(name: str, store: StoreOf) -> None:
    asked = question(name)
    needed = {each.name: each.example for each in asked.parameters if each.default is None}
    assert list(store.solutions(asked.bind(**needed)))
