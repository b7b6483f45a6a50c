"""The figures of one metric, read from the graph; a metric is known by its key or its name in either language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, QuerySolution

from builders.errors import ReportError
from zhenxing.compare.comparing import Figure
from zhenxing.network.model import Language
from zhenxing.query.asking import bundled
from zhenxing.query.questions import Text
from zhenxing.store import StoreOf

NEAR: Final = 5
_METRICS: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX zx: <https://w3id.org/zhenxing/ontology#>
SELECT DISTINCT ?key ?zh ?en ?told WHERE {
  ?metric a zx:Metric ; skos:notation ?key ; skos:prefLabel ?zh, ?en .
  FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
  OPTIONAL { { SELECT DISTINCT ?metric WHERE { ?some a zx:Observation ; zx:metric ?metric } } BIND(true AS ?told) }
}
ORDER BY ?key"""
# What does not grow with a region, by the name of the metric; rates are known by their kind.
_NOT_ADDITIVE: Final = re.compile("人均|村均|户均|亩均|标准|寿命|比$")


@dataclass(eq=False)
class MetricError(ReportError):
    """A metric that there is not, or of which there is nothing to compare."""

    name: str
    reason: str

    def __str__(self) -> str:
        """The metric as given and what is wrong."""
        return f"compare {self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the vocabulary; `told` where a figure of the graph has it."""

    key: str
    name: Text
    told: bool


def metric(store: StoreOf, name: str) -> Metric:
    """The metric of a key or a name; raises MetricError with the nearest names where there is none."""
    known = [
        Metric(row["key"].value, Text(row["zh"].value, row["en"].value), row["told"] is not None)
        for row in store.solutions(_METRICS)
    ]
    wanted = name.strip().casefold()
    for one in known:
        if wanted in (one.key, one.name.zh.casefold(), one.name.en.casefold()):
            return one
    near = ", ".join(f"{one.key} ({one.name.zh})" for one in _near(wanted, known))
    raise MetricError(name, "there is no such metric" + (f"; near: {near}" if near else ""))


def figures(store: StoreOf, wanted: Metric, region: str, language: Language) -> Iterator[Figure]:
    """Every figure of a metric in a region, given by its code or name, and in those within it.

    One that the query tells twice, since its region goes by two names, counts once.
    """
    asked = bundled(store, "metric-figures", [f"metric={wanted.key}", f"region={region}"], language)
    seen: set[tuple[str, int, str, Decimal]] = set()
    for row in store.solutions(asked):
        figure = _figure(row, wanted)
        key = (figure.report, figure.at, figure.region, figure.value)
        if key not in seen:
            seen.add(key)
            yield figure


def additive(name: str, kind: str | None) -> bool:
    """Whether a metric, by its Chinese name and its kind, grows with the region."""
    return kind != "rate" and not _NOT_ADDITIVE.search(name)


def _near(wanted: str, known: list[Metric]) -> list[Metric]:
    """The metrics whose names contain the word or look like it, those with figures first."""
    names = {text.casefold(): one for one in known for text in (one.key, one.name.en, one.name.zh)}
    found = [names[name] for name in names if wanted and wanted in name]
    found += [names[name] for name in get_close_matches(wanted, names, NEAR, 0.5)]
    return sorted(dict.fromkeys(found), key=lambda one: not one.told)[:NEAR]


def _figure(row: QuerySolution, wanted: Metric) -> Figure:
    def text(name: str) -> str | None:
        term = row[name]
        return term.value if isinstance(term, Literal) else None

    def need(name: str) -> str:
        return text(name) or ""

    unit = need("unit")
    # 元/月 and 元/年 are both money, yet no factor makes the one the other.
    canonical = None if "/" in unit else text("canonical")
    factor = Decimal(need("factor") if canonical else 1)
    low, high, whole, place = text("low"), text("high"), text("whole"), text("place")
    kind = text("kind")
    return Figure(
        metric=wanted.key,
        kind=kind,
        additive=additive(wanted.name.zh, kind),
        label=need("label"),
        group=text("group"),
        region=need("region_code"),
        name=need("region") + (place or ""),
        level=(text("place_level") or "town") if place else need("level"),
        role=need("role"),
        bound=need("bound"),
        value=Decimal(need("value")) * factor,
        low=None if low is None else Decimal(low) * factor,
        high=None if high is None else Decimal(high) * factor,
        unit=canonical or unit,
        unit_label=need("unit_label").partition(" (")[0] if canonical or "/" not in unit else unit,
        start=text("start"),
        end=text("end"),
        whole=None if whole is None else int(whole),
        quote="".join(need("quote").split()),
        report=need("report"),
        at=int(need("at")),
        sentence="".join(need("sentence").split()),
    )
