"""A ranking as people and programs read it: a table with its notes, CSV, JSON."""

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhenxing.compare.comparing import KINDS, LEVELS, ROLES, Figure
from zhenxing.compare.figures import Metric
from zhenxing.compare.ranking import Ranking
from zhenxing.network.model import Language
from zhenxing.query.answers import table
from zhenxing.query.questions import Text

FORMATS: Final = ("table", "csv", "json")
_FIELDS: Final = (
    *("region", "name", "level", "value", "low", "high", "unit", "quote", "label", "role", "bound"),
    *("start", "end", "report", "at", "sentence"),
)
_HEADINGS: Final[Mapping[Language, tuple[str, ...]]] = MappingProxyType(
    {
        "zh": ("名次", "地区", "数值", "时点", "报告", "位置", "注"),
        "en": ("rank", "region", "figure", "as of", "report", "at", "notes"),
    }
)
_LEFT_OUT: Final = Text("未列入", "left out")


def written(ranking: Ranking, metric: Metric, form: str, language: Language, width: int | None = None) -> bytes:
    """The ranking in a format of FORMATS."""
    match form:
        case "csv":
            return _csv(ranking, language)
        case "json":
            return _json(ranking, metric, language)
        case _:
            return _table(ranking, metric, language, width)


def said(text: Text, language: Language) -> str:
    """A text in a language."""
    return text.zh if language == "zh" else text.en


def title(ranking: Ranking, metric: Metric, language: Language) -> str:
    """What is compared: the metric, its unit, and what all the figures have in common."""
    basis = ranking.basis
    words = [
        LEVELS[basis.level] if basis.additive else None,
        KINDS[basis.nature] if basis.nature else None,
        ROLES[basis.said_as],
    ]
    parts = [unit(basis, language), *(said(word, language) for word in words if word)]
    name = said(metric.name, language)
    return f"{name}（{'，'.join(parts)}）" if language == "zh" else f"{name} ({', '.join(parts)})"


def unit(basis: Figure, language: Language) -> str:
    """The unit that the figures are compared in."""
    return basis.unit_label if language == "en" and basis.unit_label.isascii() else basis.unit


def numbered(ranking: Ranking, language: Language) -> tuple[dict[str, int], list[list[int]]]:
    """Every note once with its number, and the numbers of each row."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(said(note, language), len(numbers) + 1) for note in row.notes] for row in ranking.rows]
    return numbers, rows


def left_out(ranking: Ranking, language: Language) -> list[str]:
    """A line for each figure left out: whose it is, as written, and why."""
    zh = language == "zh"
    return [
        f"{said(_LEFT_OUT, language)}{'：' if zh else ': '}{one.figure.name} {one.figure.quote}"
        f"{'：' if zh else ': '}{('；' if zh else '; ').join(said(why, language) for why in one.why)}"
        for one in ranking.left_out
    ]


def number(value: Decimal) -> str:
    """A value in full, without trailing zeros.

    >>> number(Decimal("98436300.0"))
    '98436300'
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _table(ranking: Ranking, metric: Metric, language: Language, width: int | None) -> bytes:
    numbers, marks = numbered(ranking, language)
    rows = [
        (
            *(str(row.place), row.figure.name, row.figure.quote, row.figure.end or ""),
            *(row.figure.report, str(row.figure.at), " ".join(f"[{mark}]" for mark in noted)),
        )
        for row, noted in zip(ranking.rows, marks, strict=True)
    ]
    notes = [f"[{mark}] {note}" for note, mark in numbers.items()]
    after = "".join(f"{line}\n" for line in (*notes, *left_out(ranking, language)))
    shown = table(_HEADINGS[language], rows, width).decode()
    return f"{title(ranking, metric, language)}\n\n{shown}{after and chr(10)}{after}".encode()


def _plain(figure: Figure) -> dict[str, str | int | None]:
    """A figure as plain values; `region` is the code, `name` its name."""
    plain: dict[str, str | int | None] = {}
    for field in _FIELDS:
        value = getattr(figure, field)
        plain[field] = number(value) if isinstance(value, Decimal) else value
    return plain


def _csv(ranking: Ranking, language: Language) -> bytes:
    """One line a figure, those left out last and without a rank; with a byte-order mark for spreadsheets."""
    paper = io.StringIO(newline="")
    lines = csv.writer(paper, lineterminator="\r\n")
    lines.writerow(("rank", *_FIELDS, "notes", "left_out"))
    for row in ranking.rows:
        notes = "; ".join(said(note, language) for note in row.notes)
        lines.writerow((row.place, *_plain(row.figure).values(), notes, ""))
    for one in ranking.left_out:
        lines.writerow(("", *_plain(one.figure).values(), "", "; ".join(said(why, language) for why in one.why)))
    return paper.getvalue().encode("utf-8-sig")


def _json(ranking: Ranking, metric: Metric, language: Language) -> bytes:
    told = {
        "metric": {"key": metric.key, "name": said(metric.name, language)},
        "compared": title(ranking, metric, language),
        "ranked": [
            {"rank": row.place, **_plain(row.figure), "notes": [said(note, language) for note in row.notes]}
            for row in ranking.rows
        ],
        "left_out": [
            {**_plain(one.figure), "why": [said(why, language) for why in one.why]} for one in ranking.left_out
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
