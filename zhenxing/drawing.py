"""A laid-out network as SVG and PNG: one palette, one legend, two ways to put it on paper."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from builders.errors import ReportError
from zhenxing.layout import Box, Line, Page, text_width
from zhenxing.network import EdgeKind, Language, NodeKind


@dataclass(eq=False)
class FontError(ReportError):
    """No font with Chinese characters is installed."""

    def __str__(self) -> str:
        """What is missing and how to get it."""
        return (
            "no font with Chinese characters was found for the picture: install Noto Sans CJK or WenQuanYi "
            "(apt-get install fonts-wqy-microhei), or draw it as .svg or .html, which need none"
        )


@dataclass(frozen=True, slots=True)
class Paint:
    """How a kind of node is drawn."""

    fill: str
    rim: str
    ink: str
    name: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of edge is drawn."""

    colour: str
    width: float
    dashes: tuple[float, ...]
    arrow: bool
    name: Mapping[Language, str]


NODES: Final[Mapping[NodeKind, Paint]] = MappingProxyType(
    {
        "region": Paint("#e6f0fa", "#3a76b4", "#17324d", {"zh": "地区", "en": "region"}),
        "initiative": Paint("#0f766e", "#0b5852", "#ffffff", {"zh": "行动或机制", "en": "initiative"}),
        "organisation": Paint("#fdf1d8", "#b7791f", "#5c3c0a", {"zh": "机构", "en": "organisation"}),
    }
)
EDGES: Final[Mapping[EdgeKind, Stroke]] = MappingProxyType(
    {
        "carries out": Stroke("#0f766e", 1.8, (), False, {"zh": "开展", "en": "carries out"}),
        "reports on": Stroke("#8fb5d6", 1.0, (), False, {"zh": "有数据", "en": "reports figures on"}),
        "helps": Stroke("#d9660b", 2.2, (), True, {"zh": "帮扶", "en": "helps"}),
        "within": Stroke("#6b7280", 1.4, (5.0, 4.0), True, {"zh": "属于", "en": "is part of"}),
        "lies in": Stroke("#a9bdd3", 1.4, (1.5, 3.0), False, {"zh": "位于", "en": "lies in"}),
    }
)
FONTS: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "Droid Sans Fallback",
    "AR PL UMing CN",
)
FAMILY: Final = ", ".join(f"'{font}'" for font in FONTS[:1] + FONTS[3:4] + FONTS[5:6] + FONTS[9:10]) + ", sans-serif"
LEGEND: Final = 34.0
PIXELS_PER_INCH: Final = 100


def svg(page: Page, language: Language = "zh") -> str:
    """The network as SVG; each node and edge is a group that carries its number for a page around it."""
    width, height = _paper(page, language)
    arrows = "".join(
        f'<marker id="arrow-{index}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="{stroke.colour}"/></marker>'
        for index, stroke in enumerate(EDGES.values())
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family={quoteattr(FAMILY)}>',
        f'<defs>{arrows}</defs><rect class="paper" width="100%" height="100%" fill="#ffffff"/>',
        *(_svg_line(line, index) for index, line in enumerate(page.lines)),
        *(_svg_box(box, index) for index, box in enumerate(page.boxes)),
        *_svg_legend(page.height, language),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def png(page: Page, language: Language = "zh") -> bytes:
    """The network as PNG; raises FontError where its Chinese could not be drawn."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

    width, height = _paper(page, language)
    points = 72 / PIXELS_PER_INCH
    with mpl.rc_context({"font.family": [chinese_font()], "svg.hashsalt": "zhenxing"}):
        figure = Figure(figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.axis("off")

        def arrow(stroke: Stroke, x1: float, y1: float, x2: float, y2: float, extra: float) -> None:
            axes.add_patch(
                FancyArrowPatch(
                    (x1, y1),
                    (x2, y2),
                    arrowstyle="-|>" if stroke.arrow else "-",
                    mutation_scale=9,
                    linewidth=(stroke.width + extra) * points,
                    linestyle=(0, stroke.dashes) if stroke.dashes else "solid",
                    color=stroke.colour,
                    shrinkA=0,
                    shrinkB=0,
                )
            )

        def label(paint: Paint, text: str, x: float, y: float, size: tuple[float, float], letters: float) -> None:
            radius = size[1] / 2 if paint is NODES["initiative"] else 5
            shape = f"round,pad=0,rounding_size={radius}"
            corner = (x - size[0] / 2, y - size[1] / 2)
            axes.add_patch(FancyBboxPatch(corner, *size, boxstyle=shape, facecolor=paint.fill, edgecolor=paint.rim))
            _words(text, x, y, letters, paint.ink, "center")

        def _words(text: str, x: float, y: float, letters: float, ink: str, side: str) -> None:
            axes.text(
                x, y, text.replace("$", r"\$"), fontsize=letters * points, color=ink, ha=side, va="center_baseline"
            )

        for line in page.lines:
            arrow(EDGES[line.edge.kind], line.x1, line.y1, line.x2, line.y2, _thicker(line))
        for box in page.boxes:
            label(NODES[box.node.kind], box.node.label, box.x, box.y, (box.width, box.height), box.letters)
        y = page.height + LEGEND / 2
        for mark, name, x in _legend(language):
            if isinstance(mark, Paint):
                label(mark, "", x + 13, y, (26, 14), 10)
            else:
                arrow(mark, x, y, x + 26, y, 0)
            _words(name, x + 32, y, 12, "#374151", "left")
        paper = io.BytesIO()
        figure.savefig(paper, format="png", dpi=2 * PIXELS_PER_INCH)
    return _with_few_colours(paper)


def _with_few_colours(paper: io.BytesIO) -> bytes:
    """The picture with a palette, a third of the size: it has few colours and their shades."""
    from PIL import Image

    with Image.open(paper) as picture:
        small = io.BytesIO()
        picture.convert("RGB").quantize(colors=128, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return small.getvalue()


def chinese_font() -> str:
    """The name of an installed font that has Chinese characters."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    for font in FONTS:
        if font in installed:
            return font
    raise FontError


def _legend(language: Language) -> list[tuple[Paint | Stroke, str, float]]:
    """Every mark with its name and where it stands."""
    found: list[tuple[Paint | Stroke, str, float]] = []
    x = 22.0
    marks: list[Paint | Stroke] = [*NODES.values(), *EDGES.values()]
    for mark in marks:
        name = mark.name[language]
        found.append((mark, name, x))
        x += 32 + text_width(name, 12) + 22
    return found


def _paper(page: Page, language: Language) -> tuple[float, float]:
    """The size of the sheet: the network's, and room for the legend."""
    _, name, x = _legend(language)[-1]
    return max(page.width, x + 54 + text_width(name, 12)), page.height + LEGEND


def _thicker(line: Line) -> float:
    """What its figures add to a line's width."""
    return min(3.0, line.edge.figures / 12)


def _svg_line(line: Line, index: int) -> str:
    stroke = EDGES[line.edge.kind]
    return (
        f'<line class="edge" data-edge="{index}" x1="{line.x1:.1f}" y1="{line.y1:.1f}" x2="{line.x2:.1f}" '
        f'y2="{line.y2:.1f}" stroke="{stroke.colour}" stroke-width="{stroke.width + _thicker(line):.1f}"'
        f"{_svg_style(stroke)}/>"
    )


def _svg_style(stroke: Stroke) -> str:
    """The dashes and the arrow of a stroke."""
    arrow = f' marker-end="url(#arrow-{list(EDGES.values()).index(stroke)})"' if stroke.arrow else ""
    return (f' stroke-dasharray="{" ".join(map(str, stroke.dashes))}"' if stroke.dashes else "") + arrow


def _svg_box(box: Box, index: int) -> str:
    paint = NODES[box.node.kind]
    radius = box.height / 2 if box.node.kind == "initiative" else 5
    return (
        f'<g class="node" data-node="{index}">'
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="{radius:.1f}" fill="{paint.fill}" stroke="{paint.rim}"/>'
        f'<text x="{box.x:.1f}" y="{box.y:.1f}" font-size="{box.letters:.1f}" fill="{paint.ink}" text-anchor="middle" '
        f'dominant-baseline="central">{escape(box.node.label)}</text></g>'
    )


def _svg_legend(top: float, language: Language) -> list[str]:
    y = top + LEGEND / 2
    parts = []
    for mark, name, x in _legend(language):
        if isinstance(mark, Paint):
            shape = f'<rect x="{x}" y="{y - 7}" width="26" height="14" rx="5" fill="{mark.fill}" stroke="{mark.rim}"/>'
        else:
            shape = (
                f'<line x1="{x}" y1="{y}" x2="{x + 26}" y2="{y}" stroke="{mark.colour}" '
                f'stroke-width="{mark.width}"{_svg_style(mark)}/>'
            )
        words = f'<text x="{x + 32}" y="{y}" font-size="12" fill="#374151" dominant-baseline="central">{name}</text>'
        parts.append(f'<g class="legend">{shape}{words}</g>')
    return parts
