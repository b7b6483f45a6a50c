"""An evaluation told as tables and sentences, as JSON or as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from zhenxing.evaluate.folders import Evaluation
from zhenxing.evaluate.scores import Miss, Score, Tally
from zhenxing.evaluate.scoring import WHOLE
from zhenxing.network.model import Language
from zhenxing.query.answers import table

FORMATS: Final = ("table", "json", "csv")
KINDS: Final = ("measure", "initiative", "cooperation", "place")
MISS: Final = ("report", "at", "kind", "quote", "what", "label", "differences", "sentence")
ALL: Final = "*"
_NONE: Final = Tally()

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh": {
            "report": "报告",
            "figures": "数据",
            "whole F1": "整条 F1",
            "found P": "认出准确率",
            "found R": "认出召回率",
            "measure": "措施",
            "initiative": "行动",
            "cooperation": "结对",
            "place": "地点",
            "field": "字段",
            "right": "正确",
            "of": "共",
            "share": "比例",
            "more": "另有 {more} 处；--misses all 全部列出。",
        },
        "en": {
            "report": "report",
            "figures": "figures",
            "whole F1": "whole F1",
            "found P": "found P",
            "found R": "found R",
            "measure": "measures",
            "initiative": "initiatives",
            "cooperation": "pairings",
            "place": "places",
            "field": "field",
            "right": "right",
            "of": "of",
            "share": "share",
            "more": "{more} more; --misses all prints them.",
        },
    }
)


def written(
    evaluation: Evaluation, form: str, most: int | None = 0, language: Language = "en", width: int | None = None
) -> bytes:
    """An evaluation in a format of FORMATS with its first misses, all where `most` is None.

    CSV is one table: of the misses where any are asked for, else of the scores.
    """
    misses = list(islice(_misses(evaluation), most))
    match form:
        case "json":
            return _json(evaluation, misses)
        case "csv":
            if most != 0:
                return _csv(MISS, [_plain_miss(*miss) for miss in misses])
            rows = list(_plain_scores(evaluation))
            return _csv(tuple(rows[0]), rows)
        case _:
            more = sum(len(score.misses) for score in evaluation.scores.values()) - len(misses) if most != 0 else 0
            return _tables(evaluation, language, width) + _told(misses, more, language).encode()


def _misses(evaluation: Evaluation) -> Iterator[tuple[str, Miss]]:
    """Every miss and its report: first the figures that are no whole facts, then other figures, then other facts."""
    found = [(report, miss) for report, score in evaluation.scores.items() for miss in score.misses]
    return iter(sorted(found, key=lambda one: (one[1].kind != "observation", _still_whole(one[1]))))


def _still_whole(miss: Miss) -> bool:
    """Whether only such fields are wrong as leave a fact whole."""
    return bool(miss.differences) and not any(one.field in WHOLE for one in miss.differences)


def _scored(evaluation: Evaluation) -> Iterator[tuple[str, Score]]:
    """Each report's score, and that of all together."""
    yield from evaluation.scores.items()
    yield ALL, evaluation.total


def _tables(evaluation: Evaluation, language: Language, width: int | None) -> bytes:
    """The scores report by report, and which fields of the figures found are right."""
    texts = TEXTS[language]
    columns = ("report", "figures", "whole F1", "found P", "found R", *KINDS)
    rows = [(report, *_cells(score)) for report, score in _scored(evaluation)]
    fields = evaluation.total.fields
    shares = [(name, str(fields[name].right), str(fields[name].wanted), _share(fields[name])) for name in fields]
    parts = [table([texts[name] for name in columns], rows, width)]
    if shares:
        parts.append(table([texts[name] for name in ("field", "right", "of", "share")], shares, width))
    return b"\n".join(parts)


def _cells(score: Score) -> Iterator[str]:
    """A report's line of the table."""
    yield str(score.whole.wanted)
    yield _share(score.whole)
    yield from (_ratio(score.detection, name) for name in ("precision", "recall"))
    yield from (_share(score.kinds.get(kind, _NONE)) for kind in KINDS)


def _share(tally: Tally) -> str:
    return _ratio(tally, "f1")


def _ratio(tally: Tally, name: str) -> str:
    """A ratio of a tally to three digits; a dash where there was nothing to say."""
    return f"{getattr(tally, name):.3f}" if tally.said or tally.wanted else "–"


def _told(misses: list[tuple[str, Miss]], more: int, language: Language) -> str:
    """Each miss with its report, its place, what is wrong, what holds and what was said, and its sentence."""
    lines = []
    for report, miss in misses:
        lines += ["", f"{report} {miss.at}  {miss.kind} “{miss.quote}”  {miss.what}"]
        lines += [f"    {difference}" for difference in miss.differences]
        lines += [f"    {miss.label}"] if miss.label else []
        lines += [f"    {miss.sentence}"]
    if misses and more:
        lines += ["", TEXTS[language]["more"].format(more=more)]
    return "".join(f"{line}\n" for line in lines)


def _plain_scores(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Each score as plain values: how many figures there are, and every ratio."""
    for report, score in _scored(evaluation):
        ratios = {name: round(ratio, 4) for name, ratio in score.figures().items()}
        yield {"report": report, "figures": score.whole.wanted, **ratios}


def _plain_miss(report: str, miss: Miss) -> dict[str, Any]:
    """A miss as plain values."""
    said = {name: getattr(miss, name) for name in MISS[1:]}
    return {"report": report} | said | {"differences": "; ".join(map(str, miss.differences))}


def _json(evaluation: Evaluation, misses: list[tuple[str, Miss]]) -> bytes:
    """All of an evaluation for programs."""
    *reports, overall = _plain_scores(evaluation)
    told = [
        _plain_miss(report, miss) | {"differences": [one._asdict() for one in miss.differences]}
        for report, miss in misses
    ]
    said = {
        "all": {name: value for name, value in overall.items() if name != "report"},
        "reports": reports,
        "without_gold": evaluation.without_gold,
        "without_report": evaluation.without_report,
        "misses": told,
    }
    return (json.dumps(said, ensure_ascii=False, indent=1, default=_number) + "\n").encode()


def _number(value: object) -> float | int:
    """A decimal as the JSON number that is read back as it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    raise TypeError(value)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV with the byte-order mark that spreadsheets need."""
    paper = io.StringIO(newline="")
    lines = csv.DictWriter(paper, columns, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(rows)
    return paper.getvalue().encode("utf-8-sig")
