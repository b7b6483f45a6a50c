"""What stands around a drawn network: its title above, a legend of the kinds it has beneath."""

from typing import Final, NamedTuple

from zhenxing.network.layout import Page, text_width
from zhenxing.network.model import Language
from zhenxing.network.palette import EDGES, NODES, Paint, Stroke

HEAD: Final = 66.0
LEGEND: Final = 34.0
TITLE: Final = 20.0
LETTERS: Final = 12.0
INDENT: Final = 22.0
MARK: Final = 26.0


class Entry(NamedTuple):
    """A mark of the legend, its name, and where it stands."""

    mark: Paint | Stroke
    name: str
    x: float
    y: float


class Paper(NamedTuple):
    """The size of the sheet: the network's, and room for what stands around it."""

    width: float
    height: float
    head: float


def legend(page: Page, language: Language) -> list[Entry]:
    """Every kind that the page has, in rows beneath the network."""
    nodes = {box.node.kind for box in page.boxes}
    edges = {line.edge.kind for line in page.lines}
    marks: list[Paint | Stroke] = [mark for kind, mark in NODES.items() if kind in nodes]
    marks += [mark for kind, mark in EDGES.items() if kind in edges]
    found = []
    x, y = INDENT, page.height + LEGEND / 2
    for mark in marks:
        wide = MARK + 6 + text_width(mark.name[language], LETTERS) + INDENT
        if x > INDENT and x + wide > max(page.width, _least(page)):
            x, y = INDENT, y + 0.7 * LEGEND
        found.append(Entry(mark, mark.name[language], x, y))
        x += wide
    return found


def paper(page: Page, language: Language) -> Paper:
    """The sheet that a page needs."""
    entries = legend(page, language)
    head = HEAD if page.title else 0.0
    bottom = max((entry.y for entry in entries), default=page.height) + LEGEND / 2
    return Paper(max(page.width, _least(page)), bottom + head, head)


def _least(page: Page) -> float:
    """How wide the sheet must be for its title and a row of the legend."""
    words = max(text_width(page.title, TITLE), text_width(page.counts, LETTERS + 1))
    return max(words + 2 * INDENT, 420.0)
