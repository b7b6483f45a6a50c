"""Tables in Markdown: where they stand in a text, and their cells.

All tables have this form once a file's text is taken out of it; see `builders.sources.extraction.grids`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from builders.text import Span

# The line under a table's head: | --- | :---: |
_RULE: Final = re.compile(r"^[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*$", re.MULTILINE)
_BAR: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head and its rows, a span a cell without the space around it."""

    span: Span
    head: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]
    lines: tuple[Span, ...]


def tables(text: str) -> Iterator[Table]:
    r"""The tables of a text in order.

    >>> text = "| 县 | 车间 |\n| --- | --- |\n| 甲县 | 26 |\n"
    >>> [[cell.of(text) for cell in row] for table in tables(text) for row in (table.head, *table.rows)]
    [['县', '车间'], ['甲县', '26']]
    """
    end = 0
    for rule in _RULE.finditer(text):
        start = text.rfind("\n", end, max(rule.start() - 1, end)) + 1 or end
        head = _cells(text, Span(start, rule.start()))
        if rule.start() < end or not head:
            continue
        rows, lines = [], []
        end = min(rule.end() + 1, len(text))
        while row := _cells(text, line := Span(end, _line_end(text, end))):
            rows.append(row)
            lines.append(line)
            end = line.end
        yield Table(Span(start, end), head, tuple(rows), tuple(lines))


def _line_end(text: str, start: int) -> int:
    """Where the line that starts at an offset ends, its break included."""
    found = text.find("\n", start)
    return len(text) if found < 0 else found + 1


def _cells(text: str, line: Span) -> tuple[Span, ...]:
    """The cells of a line; none where it is no row."""
    words = line.of(text).strip()
    if len(words) < 2 or words[0] != "|" or words[-1] != "|":
        return ()
    bars = [found.start() for found in _BAR.finditer(text, *line)]
    return tuple(_trimmed(text, Span(left + 1, right)) for left, right in pairwise(bars))


def _trimmed(text: str, cell: Span) -> Span:
    """A cell without the space around its words."""
    words = cell.of(text)
    start = cell.start + len(words) - len(words.lstrip())
    return Span(start, max(start, cell.start + len(words.rstrip())))
