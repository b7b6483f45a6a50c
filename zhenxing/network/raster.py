"""A laid-out network as PNG, drawn as its SVG is."""

import io
from typing import Any, Final

from zhenxing.fonts import PLAIN, chinese_font
from zhenxing.network.arranging import LETTERS as SMALL
from zhenxing.network.drawing import CORNER
from zhenxing.network.layout import NOTE, Line, Page
from zhenxing.network.legend import INDENT, LETTERS, MARK, TITLE, legend, paper
from zhenxing.network.model import Language
from zhenxing.network.palette import EDGES, INK, NODES, PALE, PAPER, Paint, Stroke, thickness

PIXELS_PER_INCH: Final = 100
POINTS: Final = 72 / PIXELS_PER_INCH
MOST_PIXELS: Final = 12_000  # of one side: what viewers open


def png(page: Page, language: Language = "zh") -> bytes:
    """The network as PNG; raises FontError where its Chinese could not be drawn."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height, head = paper(page, language)
    with mpl.rc_context({"font.family": [chinese_font(), PLAIN]}):
        figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height - head, -head)
        axes.axis("off")
        _draw(axes, page, language, head)
        sheet = io.BytesIO()
        finer = min(2.0, MOST_PIXELS / max(width, height))
        figure.savefig(sheet, format="png", dpi=finer * PIXELS_PER_INCH)
    return _with_few_colours(sheet)


def _draw(axes: Any, page: Page, language: Language, head: float) -> None:
    """Put all that a page has on a pair of axes."""
    from matplotlib.patches import Rectangle

    if head:
        _words(axes, page.title, INDENT, 30 - head, TITLE, INK, "left")
        _words(axes, page.counts, INDENT, 53 - head, LETTERS + 1, PALE, "left")
    for line in page.lines:
        _stroke(axes, EDGES[line.edge.kind], line, thickness(line.edge))
    for line in page.lines:
        if line.words:
            text, x, y, wide = line.words
            axes.add_patch(Rectangle((x - wide / 2, y - 8), wide, 16, color=PAPER))
            _words(axes, text, x, y, SMALL, INK, "center")
    for box in page.boxes:
        paint, node, letters = NODES[box.node.kind], box.node, box.letters
        _plate(axes, paint, box.x, box.y, box.width, box.height)
        _words(axes, node.label, box.x, box.y - 0.55 * letters * bool(node.note), letters, paint.ink, "center")
        if node.note:
            _words(axes, node.note, box.x, box.y + 0.75 * letters, NOTE * letters, PALE, "center")
    for mark, name, x, y in legend(page, language):
        if isinstance(mark, Paint):
            _plate(axes, mark, x + MARK / 2, y, MARK, 14)
        else:
            sample = page.lines[0]._replace(x1=x, y1=y, x2=x + MARK, y2=y, pulls=None)
            _stroke(axes, mark, sample, max(mark.width, 1.2))
        _words(axes, name, x + MARK + 6, y, LETTERS, INK, "left")


def _stroke(axes: Any, stroke: Stroke, line: Line, width: float) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    ends = [(line.x1, line.y1), (line.x2, line.y2)]
    codes = [Path.MOVETO, Path.LINETO]
    if line.pulls:
        ends[1:1] = [line.pulls[:2], line.pulls[2:]]
        codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    axes.add_patch(
        FancyArrowPatch(
            path=Path(ends, codes),
            arrowstyle="-|>" if stroke.arrow else "-",
            mutation_scale=9,
            linewidth=width * POINTS,
            linestyle=(0, stroke.dashes) if stroke.dashes else "solid",
            edgecolor=stroke.colour,
            facecolor=stroke.colour if stroke.arrow else "none",
        )
    )


def _plate(axes: Any, paint: Paint, x: float, y: float, width: float, height: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    shape = f"round,pad=0,rounding_size={height / 2 if paint.round else CORNER}"
    corner = (x - width / 2, y - height / 2)
    axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=shape, facecolor=paint.fill, edgecolor=paint.rim))


def _words(axes: Any, text: str, x: float, y: float, letters: float, ink: str, side: str) -> None:
    spelt = text.replace("$", r"\$")
    axes.text(x, y, spelt, fontsize=letters * POINTS, color=ink, ha=side, va="center_baseline")


def _with_few_colours(paper: io.BytesIO) -> bytes:
    """The picture with a palette, a third of the size: it has few colours and their shades."""
    from PIL import Image

    with Image.open(paper) as picture:
        small = io.BytesIO()
        picture.convert("RGB").quantize(colors=128, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return small.getvalue()
