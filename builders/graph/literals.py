"""Values as Turtle writes them: labels, numbers, and dates known to the day, month or year."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from builders.graph.terms import ZX, Statement

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


def text(value: str) -> str:
    r"""A string, between quotation marks.

    >>> print(text("脱贫\n“不稳定”户"))
    "脱贫\n“不稳定”户"
    """
    plain = value.isprintable() and '"' not in value and "\\" not in value
    return f'"{value}"' if plain else str(Literal(value))


def zh(value: str) -> str:
    """A Chinese label."""
    return f"{text(value)}@zh"


def en(value: str) -> str:
    """An English label."""
    return f"{text(value)}@en"


def integer(number: int | str) -> str:
    """A whole number; of xsd:integer, since stores turn its derived types into it."""
    return str(number)


PLACES: Final = 12  # after the point; Oxigraph holds 18, two thirds has no end


def decimal(number: Decimal) -> str:
    """A number with all its digits that count and no exponent; without a point, Turtle would take it for an integer.

    >>> decimal(Decimal("2.50")), decimal(Decimal("1E+3"))
    ('2.50', '"1000"^^xsd:decimal')
    """
    written = str(number)
    if "E" in written:
        written = format(number, "f")
    _, point, places = written.partition(".")
    if len(places) > PLACES:
        return decimal(round(number, PLACES))
    return written if point else f'"{written}"^^xsd:decimal'


def day(iso: str) -> str:
    """A day."""
    return f'"{iso}"^^xsd:date'


def truth(value: bool) -> str:
    """Whether something is so."""
    return str(value).lower()


def bounds(node: str, low: Decimal | None, high: Decimal | None) -> list[Statement]:
    """The interval of a figure, open where a bound is None."""
    said: list[Statement] = []
    if low is not None:
        said.append((node, ZX.low, decimal(low)))
    if high is not None:
        said.append((node, ZX.high, decimal(high)))
    return said


def when(node: str, dated: Dated, iso: str | None) -> tuple[Statement, ...]:
    """A date as stated, its precision, and the first or last day it may mean; a day that never was has neither."""
    if not iso:
        return ()
    stated, precision, known = _written(iso, dated.last)
    if not precision:
        return ((node, dated.stated, stated),)
    return (node, dated.stated, stated), (node, dated.precision, precision), (node, dated.day, known)


@lru_cache(maxsize=10_000)
def _written(iso: str, last: bool) -> tuple[str, str, str]:
    """A date, its precision and the day it may mean as written; the last two empty where it is none."""
    precision = PRECISIONS.get(len(iso))
    known = bound(iso, last=last)
    return (text(iso), text(precision), day(known.isoformat())) if precision and known else (text(iso), "", "")


@cache
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
