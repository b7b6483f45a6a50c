"""The figures of tables: each cell read with the heads of its row and its column, its unit and its period."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from builders.chinese.dates import Clock, Period, find_dates
from builders.chinese.numerals import ARABIC, LARGEST, LONGEST, arabic
from builders.chinese.phrases import counted
from builders.document.layout import Document, Kind, Sentence
from builders.document.markdown import Table, tables
from builders.facts import Unresolved
from builders.figures.quantities import Quantity
from builders.figures.readings import Reading
from builders.figures.roles import Setting, role_of
from builders.patterns import rare
from builders.text import Span

_FIGURE: Final = rare(rf"(?P<digits>-?{ARABIC})\s*(?P<unit>(?:万亿|万|亿)?[%‰]|[万亿]?[^\s\d()%‰,。;:、]{{0,4}})")
_UNIT: Final = rare(r"[(]\s*(?:单位\s*:\s*)?(?P<unit>[%‰]|[^\s\d()%、,;:]{1,6}(?:/[^\s\d()、,;:]{1,3})?)\s*[)]\s*$")
_OF_TABLE: Final = re.compile(r"单位\s*[:：]\s*(?P<unit>[%‰]|[^\s\d()、,;。/]{1,6})(?=[\s)]|$)")
_SCALED: Final = re.compile(r"(?P<scale>万亿|万|亿)(?P<unit>.+)|(?P<bare>万亿|万|亿)")
_SERIAL: Final = re.compile(r"序号|编号|No\.?|#", re.IGNORECASE)
_TOTAL: Final = rare(r"(?:全[省市县区州国])?(?:合\s*计|总\s*计|小\s*计|共\s*计|总数)|全[省市县区州国]")
_PLAIN: Final = rare(
    r"数\s*[量值据额目]|指标值?|完成(?:数|值|情况)|合\s*计|总\s*计|备注|本[年期月](?:数|实际)?|累计|实际(?:数|完成)?"
)
_UNITS: Final = re.compile(r"(?:计量)?单位")
_NUMERAL: Final = re.compile(r"\d[\d.,:/-]*")
_EMPTY: Final = re.compile(r"\s|^[末底度]$|\\")
_AMONG: Final = re.compile(r"^\s*(?:其中|#|—+)\s*[::]?\s*")
CAPTION: Final = 80  # characters; a longer line above a table is a paragraph


class Grid(NamedTuple):
    """A table as it is read: which columns hold figures, which one units, and what stands above it.

    `named` are the heads that name a place and nothing else.
    """

    table: Table
    figures: frozenset[int]
    heads: tuple[int, ...]
    units: int | None
    unit: str
    period: Period | None
    named: frozenset[Span]

    def heads_of(self, cells: Sequence[Span]) -> list[Span]:
        """The heads of a row."""
        return [cells[at] for at in self.heads if at < len(cells) and cells[at].start < cells[at].end]


class _Row(NamedTuple):
    """A row's cells and its figures."""

    cells: Sequence[Span]
    readings: tuple[Reading, ...]

    def parts_of(self, wholes: Mapping[Span, int]) -> "_Row":
        """The row with its figures as parts of others, by the heads of their columns."""
        made = (
            each._replace(part_of=wholes[each.heads[-1]]) if each.part_of is None and each.heads[-1] in wholes else each
            for each in self.readings
        )
        return _Row(self.cells, tuple(made))


def read_tables(
    document: Document, clock: Clock, names: Sequence[Span]
) -> tuple[dict[Span, tuple[Reading, ...]], list[Unresolved]]:
    """The figures of all tables by the sentence that each row is, and the numerals that are none."""
    folded = document.folded
    sentences = {sentence.span.start: sentence for sentence in document.sentences if _is_row(document, sentence)}
    found: dict[Span, tuple[Reading, ...]] = {}
    unresolved: list[Unresolved] = []
    last = 0
    for table in tables(folded):
        grid = _grid(folded, table, last, clock, names)
        last = table.span.end
        rows = [
            (cells, sentences[line.start])
            for cells, line in zip(table.rows, table.lines, strict=True)
            if line.start in sentences
        ]
        whole: dict[tuple[int, str], Quantity] = {}
        read = [_Row(cells, tuple(_row(folded, grid, cells, row, clock, whole))) for cells, row in rows]
        for line, (_, row) in zip(_summed(folded, grid, read), rows, strict=True):
            found[row.span] = line.readings
            unresolved += _unread(folded, table, line, row)
        if table.span.start in sentences:
            heads = _Row(table.head, ())
            unresolved += _unread(folded, table, heads, sentences[table.span.start], clock)
    return found, unresolved


def _is_row(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is a row of a table."""
    return document.blocks[sentence.block].kind is Kind.ROW


def _summed(folded: str, grid: Grid, rows: Sequence[_Row]) -> list[_Row]:
    """The rows, their figures as parts of those of the one row of totals that they add up to."""
    totals = [row for row in rows if any(_TOTAL.fullmatch(head.of(folded)) for head in grid.heads_of(row.cells))]
    if len(totals) != 1:
        return list(rows)
    wholes = {reading.heads[-1]: reading for reading in totals[0].readings}
    sums: dict[Span, Decimal] = {}
    for row in rows:
        for reading in row.readings if row is not totals[0] else ():
            if reading.part_of is None:
                sums[reading.heads[-1]] = sums.get(reading.heads[-1], Decimal(0)) + reading.quantity.value
    added = {
        top: whole.quantity.span.start
        for top, whole in wholes.items()
        if whole.role == "value" and sums.get(top) == whole.quantity.value
    }
    return [row if row is totals[0] else row.parts_of(added) for row in rows]


def _grid(folded: str, table: Table, after: int, clock: Clock, names: Sequence[Span]) -> Grid:
    """The table with what its columns are; the lines above it may tell its unit and its period."""
    columns = range(len(table.head))
    figures = frozenset(
        column
        for column in columns
        if not _SERIAL.fullmatch(table.head[column].of(folded)) and _holds_figures(folded, table, column)
    )
    units = next((column for column in columns if _UNITS.fullmatch(table.head[column].of(folded))), None)
    first = min(figures, default=0)
    serial = {column for column in columns if _SERIAL.fullmatch(table.head[column].of(folded))}
    heads = tuple(column for column in columns if column < first and column not in serial and column != units)
    above = Span(_above(folded, table.span.start, after), table.span.start)
    told = _OF_TABLE.search(folded, *above) or _OF_TABLE.search(folded, *Span(table.head[0].start, table.head[-1].end))
    period = next(iter(find_dates(folded, above, clock)), None)
    inside = names[bisect_left(names, table.span) : bisect_left(names, Span(table.span.end, 0))]
    ends = {name.end for name in inside}
    named = frozenset(
        cell
        for row in (table.head, *table.rows)
        for cell in row
        if {cell.end, cell.end - 1} & ends and cell.start < cell.end
    )
    return Grid(table, figures, heads, units, told["unit"] if told else "", period, named)


def _above(folded: str, start: int, after: int) -> int:
    """Where the short lines right above a table begin, two at most."""
    for _ in range(2):
        before = folded.rfind("\n", after, max(after, start - 1)) + 1 or after
        if not 0 < len(folded[before:start].strip()) <= CAPTION:
            break
        start = before
    return start


def _holds_figures(folded: str, table: Table, column: int) -> bool:
    """Whether most cells of a column that say anything are figures."""
    cells = [row[column].of(folded) for row in table.rows if column < len(row)]
    said = [cell for cell in cells if cell.strip("-—/ ")]
    return 2 * sum(bool(_FIGURE.fullmatch(cell)) for cell in said) > len(said)


def _row(
    folded: str,
    grid: Grid,
    cells: Sequence[Span],
    sentence: Sentence,
    clock: Clock,
    whole: dict[tuple[int, str], Quantity],
) -> Iterator[Reading]:
    """The figures of a row; `whole` keeps, by column and unit, the last figure that 其中 may break down."""
    heads = grid.heads_of(cells)
    among = bool(heads and _AMONG.match(heads[-1].of(folded)))
    for column in sorted(grid.figures):
        said = _FIGURE.fullmatch(folded, *cells[column]) if column < len(cells) else None
        top = grid.table.head[column]
        topic = _topic(folded, grid, (*heads, top))
        if said is None or not topic or len(said["digits"]) > LONGEST:
            continue
        quantity = _quantity(said, said["unit"] or _unit(folded, grid, cells, (*heads, top)))
        if abs(quantity.value) >= LARGEST:
            continue
        period = next((date for head in (top, *heads) for date in find_dates(folded, head, clock)), grid.period)
        part = whole.get((column, quantity.unit)) if among else None
        if not among:
            whole[column, quantity.unit] = quantity
        yield Reading(
            quantity=quantity,
            sentence=sentence,
            clause=sentence.span,
            role=role_of(quantity, Setting(topic, topic, "", topic)),
            label=topic if quantity.unit == "%" else counted(topic, quantity.unit),
            start=period.start if period else None,
            end=period.end if period else clock.period,
            part_of=part.span.start if part and part.value >= quantity.value else None,
            heads=(*heads, top),
        )


def _unit(folded: str, grid: Grid, cells: Sequence[Span], heads: Sequence[Span]) -> str:
    """The unit of a figure: of its row, of one of its heads, or of the table."""
    if grid.units is not None and grid.units < len(cells) and (words := cells[grid.units].of(folded)):
        return words
    for head in reversed(heads):
        if found := _UNIT.search(head.of(folded)):
            return found["unit"]
    return grid.unit


def _quantity(said: re.Match[str], unit: str) -> Quantity:
    """The quantity of a cell in its unit, 万 and 亿 multiplied out."""
    scaled = _SCALED.fullmatch(unit)
    scale = (scaled["scale"] or scaled["bare"]) if scaled else ""
    digits = said["digits"]
    numeral = arabic(digits.lstrip("-"), scale)
    value = -numeral.value if digits.startswith("-") else numeral.value
    half = 0 if numeral.whole else numeral.step / 2
    name = (scaled["unit"] or "") if scaled else unit
    span = Span(said.start("digits"), said.end("unit") if said["unit"] else said.end("digits"))
    return Quantity(span, value, value - half, value + half, digits, name, "exact", "cell")


def _topic(folded: str, grid: Grid, heads: Sequence[Span]) -> str:
    """What a figure counts: the words of its heads, without places, totals and what only says that it is one."""
    words = [_bare(folded, head) for head in heads if head not in grid.named]
    return "".join(word for word in words if not _TOTAL.fullmatch(word) and not _PLAIN.fullmatch(word))


def _bare(folded: str, head: Span) -> str:
    """A head's own words, without its unit and its time."""
    words = _AMONG.sub("", _UNIT.sub("", head.of(folded)))
    for date in find_dates(folded, head, Clock(None, None)):
        words = words.replace(date.span.of(folded), "")
    return _EMPTY.sub("", words)


def _unread(
    folded: str, table: Table, row: _Row, sentence: Sentence, clock: Clock | None = None
) -> Iterator[Unresolved]:
    """The numerals of a row that are no figures; with a clock, those of a head that are no dates."""
    read = [reading.quantity.span for reading in row.readings]
    for column, cell in enumerate(row.cells):
        dates = [date.span for date in find_dates(folded, cell, clock)] if clock else []
        for found in _NUMERAL.finditer(folded, *cell):
            span = Span(*found.span())
            if not any(each.overlaps(span) for each in (*read, *dates)):
                serial = column < len(table.head) and _SERIAL.fullmatch(table.head[column].of(folded))
                yield Unresolved(span, sentence.span, "serial" if serial else "cell")
