"""Values as RDF literals: labels, numbers, and dates known to the day, month or year."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from builders.terms import XSD, ZX

PRECISIONS: Final = {4: "year", 7: "month", 10: "day"}


class Dated(NamedTuple):
    """The properties of one end of a period: its bounding day, what is known of it, and how precisely."""

    day: NamedNode
    stated: NamedNode
    precision: NamedNode
    last: bool


START: Final = Dated(ZX.start, ZX.start_stated, ZX.start_precision, last=False)
END: Final = Dated(ZX.end, ZX.end_stated, ZX.end_precision, last=True)
ISSUED: Final = Dated(ZX.issued, ZX.issued_stated, ZX.issued_precision, last=True)


def zh(text: str) -> Literal:
    """A Chinese label."""
    return Literal(text, language="zh")


def integer(number: int) -> Literal:
    """A whole number; of xsd:integer, since stores turn its derived types into it."""
    return Literal(str(number), datatype=XSD.integer)


def decimal(number: Decimal) -> Literal:
    """A number with all its digits and no exponent."""
    return Literal(format(number, "f"), datatype=XSD.decimal)


def truth(value: bool) -> Literal:
    """Whether something is so."""
    return Literal(str(value).lower(), datatype=XSD.boolean)


def bounds(node: NamedNode, low: Decimal | None, high: Decimal | None) -> Iterator[Triple]:
    """The interval of a figure, open where a bound is None."""
    if low is not None:
        yield Triple(node, ZX.low, decimal(low))
    if high is not None:
        yield Triple(node, ZX.high, decimal(high))


def when(node: NamedNode, dated: Dated, iso: str | None) -> Iterator[Triple]:
    """A date as stated, its precision, and the first or last day it may mean; a day that never was has neither."""
    if iso:
        yield Triple(node, dated.stated, Literal(iso))
        precision = PRECISIONS.get(len(iso))
        day = bound(iso, last=dated.last)
        if precision and day:
            yield Triple(node, dated.precision, Literal(precision))
            yield Triple(node, dated.day, Literal(day.isoformat(), datatype=XSD.date))


def bound(iso: str, *, last: bool) -> date | None:
    """The first or last day of a date known to the day, month or year, or None.

    >>> bound("2023-02", last=True)
    datetime.date(2023, 2, 28)
    """
    try:
        year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None
