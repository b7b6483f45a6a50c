"""A ranking as horizontal bars: intervals as whiskers, dates, notes and what was left out beneath."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from zhenxing.compare.comparison import left_out, number, numbered, title, unit
from zhenxing.compare.figures import Metric
from zhenxing.compare.ranking import Ranking, Row
from zhenxing.fonts import FAMILY, PLAIN, chinese_font
from zhenxing.network.layout import text_width
from zhenxing.network.model import Language
from zhenxing.query.questions import Text

FORMATS: Final = ("png", "svg")
MOST: Final = 60
MOST_LEFT_OUT: Final = 12
WIDTH: Final = 960.0
ROW: Final = 30.0
LINE: Final = 19.0
MARGIN: Final = 24.0
HEAD: Final = 64.0
AXIS: Final = 46.0
LETTERS: Final = 13.0
SMALL: Final = 11.5
NARROWEST: Final = 120.0
DOT: Final = 72 / 100  # points a pixel
BAR: Final = "#3a76b4"
WHISKER: Final = "#17324d"
INK: Final = "#1f2937"
PALE: Final = "#6b7280"
SCALES: Final = {
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**9), "billion "), (Decimal(10**6), "million "), (Decimal(10**3), "thousand ")),
}
_MORE: Final = Text("另有{}项未显示", "and {} more")


def drawn(ranking: Ranking, metric: Metric, form: str, language: Language) -> bytes:
    """The ranking as PNG or SVG; raises FontError where a PNG's Chinese could not be drawn."""
    import warnings

    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Sheet

    rows = ranking.rows[:MOST]
    _, marks = numbered(ranking, language)
    beneath = list(_beneath(ranking, language))
    size, scale = _scale(rows, language)
    plot = ROW * max(len(rows), 1)
    height = HEAD + plot + AXIS + LINE * len(beneath) + MARGIN
    names = max(text_width(f"{row.place}  {row.figure.name}", LETTERS) for row in rows) + 12
    ends = max(text_width(_told(row, mark), LETTERS) for row, mark in zip(rows, marks, strict=False)) + 14
    font = PLAIN if form == "svg" else chinese_font()
    look: dict[Any, Any] = {
        "font.family": [font],
        "svg.fonttype": "none",
        "svg.hashsalt": "zhenxing",
        "axes.unicode_minus": False,
    }
    with mpl.rc_context(look), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an SVG names its fonts; that this one has no Chinese is no matter
        sheet = Sheet(figsize=(WIDTH / 100, height / 100))
        FigureCanvasAgg(sheet)
        left = MARGIN + names
        room = max(WIDTH - MARGIN - ends - left, NARROWEST)
        axes = sheet.add_axes((left / WIDTH, (height - HEAD - plot) / height, room / WIDTH, plot / height))

        def words(text: str, x: float, y: float, letters: float, ink: str, side: str = "left") -> None:
            text = text.replace("$", r"\$")
            sheet.text(
                *(x / WIDTH, 1 - y / height, text), fontsize=letters * DOT, color=ink, ha=side, va="center_baseline"
            )

        most = max(float(max(row.figure.value, row.figure.high or 0) / size) for row in rows)
        for index, (row, mark) in enumerate(zip(rows, marks, strict=False)):
            value = float(row.figure.value / size)
            axes.barh(index, value, height=0.62, color=BAR)
            below, above = _reach(row, size)
            if below or above:
                axes.errorbar(value, index, xerr=[[below], [above]], ecolor=WHISKER, elinewidth=1.1, capsize=3)
            y = HEAD + ROW * (index + 0.5)
            words(f"{row.place}  {row.figure.name}", left - 8, y, LETTERS, INK, "right")
            tip = left + room * (value + above) / (most * 1.04 or 1)
            words(_told(row, mark), tip + 8, y, LETTERS, PALE)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(0, most * 1.04 or 1)
        axes.yaxis.set_visible(False)
        axes.tick_params(axis="x", labelsize=SMALL * DOT, colors=PALE)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.spines["bottom"].set_color(PALE)
        words(title(ranking, metric, language), MARGIN, HEAD / 2 - 4, 17, INK)
        words(f"{scale}{unit(ranking.basis, language)}", left + room + 16, HEAD + plot + 12, SMALL, PALE)
        for index, line in enumerate(beneath):
            words(line, MARGIN, HEAD + plot + AXIS + LINE * (index + 0.5), SMALL, PALE)
        paper = io.BytesIO()
        if form == "svg":
            sheet.savefig(paper, format="svg", metadata={"Date": None})
            return paper.getvalue().replace(f"'{PLAIN}'".encode(), FAMILY.encode())
        sheet.savefig(paper, format="png", dpi=200)
    return paper.getvalue()


def _told(row: Row, marks: list[int]) -> str:
    """What stands at the end of a bar: the figure as written, its date, the numbers of its notes."""
    date = f"  {row.figure.end}" if row.figure.end else ""
    return f"{row.figure.quote}{date}" + "".join(f" [{mark}]" for mark in marks)


def _reach(row: Row, size: Decimal) -> tuple[float, float]:
    """How far a figure's interval goes below and above its value."""
    value, low, high = row.figure.value, row.figure.low, row.figure.high
    below = value - low if low is not None else Decimal(0)
    above = high - value if high is not None else Decimal(0)
    return float(max(below, Decimal(0)) / size), float(max(above, Decimal(0)) / size)


def _scale(rows: tuple[Row, ...], language: Language) -> tuple[Decimal, str]:
    """The power of ten that the axis counts in, and its word."""
    most = max(row.figure.value for row in rows)
    return next(((size, word) for size, word in SCALES[language] if most >= size * 2), (Decimal(1), ""))


def _beneath(ranking: Ranking, language: Language) -> Iterator[str]:
    """The lines under the bars, folded to the width of the sheet: notes, then what was left out."""
    zh = language == "zh"
    more = _MORE.zh if zh else _MORE.en
    if len(ranking.rows) > MOST:
        yield more.format(number(Decimal(len(ranking.rows) - MOST)))
    numbers, _ = numbered(ranking, language)
    lines = [f"[{mark}] {note}" for note, mark in numbers.items()]
    out = left_out(ranking, language)
    lines += out[:MOST_LEFT_OUT]
    if len(out) > MOST_LEFT_OUT:
        lines.append(more.format(len(out) - MOST_LEFT_OUT))
    for line in lines:
        yield from _folded(line)


def _folded(line: str) -> Iterator[str]:
    """A line cut where it would leave the sheet."""
    room, start = WIDTH - 2 * MARGIN, 0
    for index in range(1, len(line) + 1):
        if text_width(line[start:index], SMALL) > room:
            space = line.rfind(" ", start + 1, index - 1)
            cut = space + 1 if space > start + (index - start) // 2 else index - 1
            yield line[start:cut]
            start = cut
    yield line[start:]
