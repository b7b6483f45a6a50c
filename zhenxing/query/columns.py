"""What the columns of answers hold, told once for all questions in queries/columns.tsv."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pyoxigraph import QuerySolutions, Store

from builders.resources import folder
from zhenxing.query.questions import Question, QuestionError, Text


class Column(NamedTuple):
    """A column of an answer; its type is text, integer, decimal or iri."""

    name: str
    type: str
    description: Text


def columns(asked: Question) -> tuple[Column, ...]:
    """The columns of a question's answer, in their order."""
    answer = Store().query(asked.example)
    assert isinstance(answer, QuerySolutions)
    return tuple(_column(asked.name, variable.value) for variable in answer.variables)


def _column(name: str, column: str) -> Column:
    """A column of a question, as described for this question or else for all."""
    known = _described()
    found = known.get(f"{name}.{column}") or known.get(column)
    if found is None:
        raise QuestionError(name, f"queries/columns.tsv does not tell what its column {column} holds")
    return found


@cache
def _described() -> Mapping[str, Column]:
    """The columns by their names, which begin with a question's where they are of that question alone."""
    with (folder("queries") / "columns.tsv").open(encoding="utf-8", newline="") as lines:
        return {
            row["column"]: Column(row["column"].rpartition(".")[2], row["type"], Text(row["zh"], row["en"]))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
