"""A laid-out network as SVG, its words as text."""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from zhenxing.fonts import FAMILY
from zhenxing.network.arranging import LETTERS as SMALL
from zhenxing.network.layout import NOTE, Box, Line, Page
from zhenxing.network.legend import INDENT, LETTERS, MARK, TITLE, Entry, legend, paper
from zhenxing.network.model import Language
from zhenxing.network.palette import EDGES, INK, NODES, PALE, PAPER, Paint, Stroke, thickness

CORNER: Final = 5.0


def svg(page: Page, language: Language = "zh") -> str:
    """The network as SVG; each node and edge is a group that carries its number for a page around it."""
    width, height, head = paper(page, language)
    arrows = "".join(
        f'<marker id="arrow-{index}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="{stroke.colour}"/></marker>'
        for index, stroke in enumerate(EDGES.values())
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {-head:.0f} {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family={quoteattr(FAMILY)}>',
        f'<defs>{arrows}</defs><rect class="paper" y="{-head:.0f}" width="100%" height="100%" fill="{PAPER}"/>',
        *_title(page, head),
        *(_line(line, index) for index, line in enumerate(page.lines)),
        *(_box(box, index) for index, box in enumerate(page.boxes)),
        *map(_entry, legend(page, language)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _title(page: Page, head: float) -> list[str]:
    if not head:
        return []
    return [
        _text(page.title, INDENT, 30 - head, TITLE, INK, "start", 'font-weight="bold"'),
        _text(page.counts, INDENT, 53 - head, LETTERS + 1, PALE, "start"),
    ]


def _line(line: Line, index: int) -> str:
    stroke = EDGES[line.edge.kind]
    bend = "C{:.1f} {:.1f} {:.1f} {:.1f} ".format(*line.pulls) if line.pulls else "L"
    words = ""
    if line.words:
        text, x, y, wide = line.words
        words = f'<rect x="{x - wide / 2:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="16" fill="{PAPER}"/>'
        words += _text(text, x, y, SMALL, INK, "middle")
    return (
        f'<g class="edge" data-edge="{index}">'
        f'<path d="M{line.x1:.1f} {line.y1:.1f}{bend}{line.x2:.1f} {line.y2:.1f}" fill="none" '
        f'stroke="{stroke.colour}" stroke-width="{thickness(line.edge):.1f}"{_style(stroke)}/>{words}</g>'
    )


def _style(stroke: Stroke) -> str:
    """The dashes and the arrow of a stroke."""
    arrow = f' marker-end="url(#arrow-{list(EDGES.values()).index(stroke)})"' if stroke.arrow else ""
    return (f' stroke-dasharray="{" ".join(map(str, stroke.dashes))}"' if stroke.dashes else "") + arrow


def _box(box: Box, index: int) -> str:
    paint = NODES[box.node.kind]
    radius = box.height / 2 if paint.round else CORNER
    lift = 0.55 * box.letters if box.node.note else 0.0
    note = box.y + 0.75 * box.letters
    return (
        f'<g class="node" data-node="{index}">'
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="{radius:.1f}" fill="{paint.fill}" stroke="{paint.rim}"/>'
        + _text(box.node.label, box.x, box.y - lift, box.letters, paint.ink, "middle")
        + (_text(box.node.note, box.x, note, NOTE * box.letters, PALE, "middle") if box.node.note else "")
        + "</g>"
    )


def _entry(entry: Entry) -> str:
    """A mark of the legend and its name."""
    mark, name, x, y = entry
    if isinstance(mark, Paint):
        radius = 7.0 if mark.round else CORNER
        shape = f'<rect x="{x:.1f}" y="{y - 7:.1f}" width="{MARK}" height="14" rx="{radius}" fill="{mark.fill}" '
        shape += f'stroke="{mark.rim}"/>'
    else:
        shape = f'<path d="M{x:.1f} {y:.1f}h{MARK}" fill="none" stroke="{mark.colour}" '
        shape += f'stroke-width="{max(mark.width, 1.2)}"{_style(mark)}/>'
    return f'<g class="legend">{shape}{_text(name, x + MARK + 6, y, LETTERS, INK, "start")}</g>'


def _text(text: str, x: float, y: float, letters: float, ink: str, anchor: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{letters:.1f}" fill="{ink}" text-anchor="{anchor}" '
        f'dominant-baseline="central"{" " * bool(more)}{more}>{escape(text)}</text>'
    )
