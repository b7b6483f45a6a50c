"""Answers to queries as people and programs read them: tables, the formats of SPARQL, Turtle."""

import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
)
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from builders.graph.iri import BASE
from builders.graph.terms import PREFIXES
from zhenxing.rdf import rdf
from zhenxing.store import Answer, QueryError

SOLUTIONS: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}
)
FORMATS: Final = ("table", *SOLUTIONS, "ttl")
Term = NamedNode | BlankNode | Literal | Triple
_NAMES: Final = MappingProxyType({space: f"{prefix}:" for prefix, space in PREFIXES.items()} | {BASE: ""})


def written(answer: Answer | list[Triple], form: str | None, width: int | None = None) -> bytes:
    """The answer in a format of FORMATS: of solutions a table unless said otherwise, of triples Turtle."""
    match answer:
        case QueryTriples() | list():
            if form not in (None, "ttl"):
                raise QueryError(f"it makes triples, which go with --format ttl, not {form}")
            return rdf(sorted(answer, key=str))
        case _ if form == "ttl":
            raise QueryError("it makes no triples; take --format table, csv, json or tsv")
        case QueryBoolean() if form != "json":
            return f"{str(bool(answer)).lower()}\n".encode()
        case QuerySolutions() if form in (None, "table"):
            names = [variable.value for variable in answer.variables]
            return table(names, ([shown(cell) for cell in row] for row in answer), width)
        case _:
            text = answer.serialize(format=SOLUTIONS[str(form)]) or b""
            return text if text.endswith(b"\n") else text + b"\n"


def shown(term: Term | None) -> str:
    """A term for the eye: a literal's text, an IRI without its known beginning."""
    if isinstance(term, NamedNode):
        space = max((space for space in _NAMES if term.value.startswith(space)), key=len, default=None)
        return term.value if space is None else _NAMES[space] + term.value.removeprefix(space)
    if isinstance(term, Literal):
        return term.value
    return "" if term is None else str(term)


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], width: int | None = None, *, fold: bool = True
) -> bytes:
    """A table for the eye, long cells folded or else cut; without a width each line is as long as it needs to be."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold", no_wrap=width is None)
    for row in rows:
        grid.add_row(*(Text(cell, no_wrap=not fold, overflow="fold" if fold else "ellipsis") for cell in row))
    paper = io.StringIO()
    Console(file=paper, width=width or 100_000, color_system=None).print(grid)
    return "".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines()).encode()
