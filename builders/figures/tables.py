"""Tables that a page has flattened into lines: a label, a unit and a number a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from builders.chinese.numerals import ARABIC, LONGEST, arabic
from builders.patterns import rare
from builders.text import Span

_ROW: Final = rare(
    rf"(?P<indent>\s*)(?P<among>其中\s*[::])?\s*(?P<label>\S[^,。;]{{0,30}}?)\s+(?P<unit>[^\s\d]{{1,4}})\s+(?P<digits>{ARABIC})(?P<percent>%)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number, label and unit; `depth` is the width of its indent, `among` says 其中."""

    span: Span
    label: str
    unit: str
    value: Decimal
    written: str
    depth: int
    among: bool


def read_row(folded: str, line: Span) -> Row | None:
    """The row that a line is, or None.

    >>> row = read_row("  其中:县内务工  人  1,204", Span(0, 20))
    >>> row and (row.label, row.unit, row.value, row.among)
    ('县内务工', '人', Decimal('1204'), True)
    """
    found = _ROW.match(folded, *line)
    if found is None or len(found["digits"]) > LONGEST:
        return None
    numeral = arabic(found["digits"])
    return Row(
        span=Span(*found.span("digits")),
        label=re.sub(r"\s", "", found["label"]),
        unit="%" if found["percent"] else found["unit"],
        value=numeral.value,
        written=found["digits"],
        depth=len(found["indent"]),
        among=bool(found["among"]),
    )


def whole_of(rows: Sequence[Row], index: int) -> int | None:
    """The row of which an indented row, or one after 其中, is a part: the last with less indent and the same unit."""
    row = rows[index]
    for other in range(index - 1, -1, -1):
        candidate = rows[other]
        outer = candidate.depth < row.depth and not candidate.among
        if outer and candidate.unit == row.unit and candidate.value >= row.value:
            return other
    return None
