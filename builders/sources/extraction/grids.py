"""Tables of pages and office files: told from those that only lay a page out, and set as lines of Markdown.

One notation for the tables of every kind of file, so that one rule reads them: see `builders.figures.tables`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

WIDEST: Final = 100  # columns
MOST: Final = 200_000  # cells; beyond them spans were set to fill memory
LONGEST_CELL: Final = 120  # characters; longer ones are paragraphs
_SPACE: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[%‰]?")
Grid = list[list[str]]


class Cell(NamedTuple):
    """A cell and how many columns and rows it spans."""

    text: str
    across: int = 1
    down: int = 1


def lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A table as lines: Markdown where it holds data, else the text of its cells one after the other."""
    cells = [[Cell(_SPACE.sub(" ", cell.text).strip(), *cell[1:]) for cell in row] for row in rows]
    above: list[str] = []
    while cells and len([cell for cell in cells[0] if cell.text]) == 1 and len(cells) > 1 and len(cells[1]) > 1:
        above += [cell.text for cell in cells.pop(0) if cell.text]
    grid = _expanded(cells)
    if not grid or not _is_data(grid):
        return [
            paragraph.strip()
            for row in rows
            for cell in row
            for paragraph in cell.text.split("\n")
            if paragraph.strip()
        ]
    return above + list(_markdown(grid))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return bool(_NUMBER.fullmatch(cell))


def _expanded(rows: Sequence[Sequence[Cell]]) -> Grid:
    """The cells at every place they span; nothing where they span more than a page can hold."""
    grid: Grid = []
    hanging: dict[int, tuple[str, int]] = {}  # by column: the text that spans down into the next rows, and how many
    for row in rows:
        line: list[str] = []
        waiting = iter(row)
        cell = next(waiting, None)
        while cell is not None or len(line) in hanging:
            at = len(line)
            if at in hanging:
                text, left = hanging.pop(at)
                line.append(text)
                if left > 1:
                    hanging[at] = (text, left - 1)
                continue
            assert cell is not None
            for _ in range(max(1, min(cell.across, WIDEST))):
                if cell.down > 1:
                    hanging[len(line)] = (cell.text, cell.down - 1)
                line.append(cell.text)
            cell = next(waiting, None)
            if len(line) > WIDEST:
                return []
        grid.append(line)
        if sum(map(len, grid)) > MOST:
            return []
    width = max(map(len, grid), default=0)
    return [[*line, *[""] * (width - len(line))] for line in grid if any(line)]


def _is_data(grid: Grid) -> bool:
    """Whether a table holds data: several columns of short cells, numbers among them."""
    if len(grid) < 2 or len(grid[0]) < 2:
        return False
    cells = [cell for row in grid for cell in row]
    return all(len(cell) <= LONGEST_CELL for cell in cells) and any(is_number(cell) for row in grid[1:] for cell in row)


def _markdown(grid: Grid) -> Iterator[str]:
    """A table as Markdown, the rows of its head joined to one."""
    count = 1
    while count < len(grid) - 1 and not any(is_number(cell) for cell in grid[count][1:]) and _heads(grid, count):
        count += 1
    head = [
        " ".join(dict.fromkeys(row[column] for row in grid[:count] if row[column])) for column in range(len(grid[0]))
    ]
    yield _line(head)
    yield "|" + " --- |" * len(head)
    yield from map(_line, grid[count:])


def _heads(grid: Grid, count: int) -> bool:
    """Whether a row goes on with the head above it, under which a cell of that spans."""
    above, row = grid[count - 1], grid[count]
    return any(one == other and one for one, other in pairwise(above)) or any(
        one == other and one for one, other in zip(above, row, strict=True)
    )


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
