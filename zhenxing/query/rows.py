"""Rows of an answer as programs read them: plain JSON and CSV, numbers with all their digits."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from zhenxing.facts import Value, line
from zhenxing.query.answers import Term

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGER: Final = f"{_XSD}integer"
_DECIMAL: Final = f"{_XSD}decimal"
Rows = Iterable[Sequence[Term | None]]


def as_json(columns: Sequence[str], rows: Rows) -> bytes:
    """An array of one object a row; what is unbound is null."""
    records = (line(dict(zip(columns, map(plain, row), strict=True))) for row in rows)
    return ("[" + ",\n ".join(records) + "]\n").encode()


def as_csv(columns: Sequence[str], rows: Rows) -> bytes:
    """A line of names and one line a row, as RFC 4180 has it; what is unbound is empty."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper)
    writer.writerow(columns)
    writer.writerows([_text(plain(term)) for term in row] for row in rows)
    return paper.getvalue().encode()


def plain(term: Term | None) -> Value:
    """A term as a value of JSON: a number, or the text of a literal or an IRI.

    >>> plain(Literal("5.20", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    Decimal('5.20')
    """
    match term:
        case None:
            return None
        case Literal() if term.datatype.value == _INTEGER:
            return int(term.value)
        case Literal() if term.datatype.value == _DECIMAL:
            return Decimal(term.value)
        case Literal() | NamedNode():
            return term.value
        case _:
            return str(term)


def _text(value: Value) -> str:
    """A value in a cell."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
